//! 他事業所の請求. What another office claims of a person: on the same item the later day is paid.

use jiff::civil::Date;

/// 他事業所の請求. One item another office claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimElsewhere {
    /// 年月日.
    pub on: Date,
    /// 算定項目. The item's word in files of facts: `plan_fee`.
    pub item: String,
    /// 市町村番号. Six digits.
    pub municipality: String,
    /// その事業所の名前; empty where it is not known.
    pub other_office: String,
}

/// One thing wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The item is missing.
    ItemMissing,
    /// The municipality's number is not six digits.
    MunicipalityNotSixDigits,
}

/// Checks a row. Every problem is returned.
#[must_use]
pub fn check(claimed: &ClaimElsewhere) -> Vec<Problem> {
    let mut problems = Vec::new();
    if claimed.item.is_empty() {
        problems.push(Problem::ItemMissing);
    }
    let number = &claimed.municipality;
    if number.len() != 6 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        problems.push(Problem::MunicipalityNotSixDigits);
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_problems_of_a_row_are_told() {
        let claimed = ClaimElsewhere {
            on: jiff::civil::date(2026, 11, 20),
            item: String::new(),
            municipality: "1413".to_owned(),
            other_office: String::new(),
        };
        assert_eq!(
            check(&claimed),
            [Problem::ItemMissing, Problem::MunicipalityNotSixDigits]
        );
    }
}
