//! 関係機関. Who in the area can help: services, how to reach them, and what was heard about them.

use jiff::civil::Date;

/// 関係機関. One entry of the office's directory: a provider, a clinic, a school, a neighbours' group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provider {
    /// 名称.
    pub name: String,
    /// サービス・種類.
    pub services: String,
    /// 電話番号.
    pub tel: String,
    /// FAX番号.
    pub fax: String,
    /// 所在地.
    pub address: String,
    /// 空き・得意なこと. What was heard, as of `noted_on`.
    pub notes: String,
    /// 確認した日.
    pub noted_on: Option<Date>,
}

/// One thing wrong with a typed entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// There is no name.
    NameMissing,
    /// It was heard after today.
    NotedInFuture,
    /// Something was heard, but nobody can tell how old it is.
    NotedOnMissing,
}

/// Checks an entry. Every problem is returned.
#[must_use]
pub fn check(provider: &Provider, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if provider.name.trim().is_empty() {
        problems.push(Problem::NameMissing);
    }
    match provider.noted_on {
        Some(day) if day > today => problems.push(Problem::NotedInFuture),
        None if !provider.notes.trim().is_empty() => problems.push(Problem::NotedOnMissing),
        _ => {}
    }
    problems
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_was_heard_needs_the_day_it_was_heard() {
        let mut provider = Provider {
            name: "就労支援センター見本".into(),
            notes: "4月に1名あき".into(),
            ..Provider::default()
        };
        let today = date(2026, 11, 20);
        assert_eq!(check(&provider, today), [Problem::NotedOnMissing]);
        provider.noted_on = Some(date(2026, 11, 21));
        assert_eq!(check(&provider, today), [Problem::NotedInFuture]);
        provider.noted_on = Some(today);
        assert_eq!(check(&provider, today), []);
    }
}
