//! 支援チーム. Who around the person does what, and who notices which change.

use jiff::civil::Date;

use crate::id::ProviderId;

/// 支援チームのメンバー. One supporter, from the directory or written freely.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct TeamMember {
    /// 関係機関. `None`: somebody outside the directory, as a neighbour.
    pub provider: Option<ProviderId>,
    /// 氏名・担当者名.
    pub name: String,
    /// 役割. What they do for the person.
    pub role: String,
    /// 連絡先.
    pub tel: String,
    /// 見守りの役割. Which change they notice and whom they tell.
    pub watches: String,
    /// チームを離れた日.
    pub left_on: Option<Date>,
}

impl std::fmt::Debug for TeamMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TeamMember(＊＊)")
    }
}

/// One thing wrong with a typed member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Neither a provider nor a name says who it is.
    NobodyNamed,
    /// It is not said what they do.
    RoleMissing,
    /// They left after today.
    LeftInFuture,
}

/// Checks a member. Every problem is returned.
#[must_use]
pub fn check(member: &TeamMember, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if member.provider.is_none() && member.name.trim().is_empty() {
        problems.push(Problem::NobodyNamed);
    }
    if member.role.trim().is_empty() {
        problems.push(Problem::RoleMissing);
    }
    if member.left_on.is_some_and(|day| day > today) {
        problems.push(Problem::LeftInFuture);
    }
    problems
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_member_says_who_it_is_and_what_they_do() {
        let today = date(2026, 11, 20);
        let mut member = TeamMember::default();
        assert_eq!(
            check(&member, today),
            [Problem::NobodyNamed, Problem::RoleMissing]
        );
        member.name = "母の友人（隣家）".into();
        member.role = "朝の声かけ".into();
        assert_eq!(check(&member, today), []);
        member.left_on = Some(date(2026, 11, 21));
        assert_eq!(check(&member, today), [Problem::LeftInFuture]);
    }
}
