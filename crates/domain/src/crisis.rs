//! クライシスプラン. One page made with the person for the day it gets hard.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;

/// 連絡先. Whom to call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrisisNumber {
    /// 名前.
    pub name: String,
    /// 電話.
    pub tel: String,
    /// してくれること.
    pub does: String,
}

/// クライシスプラン.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CrisisPlan {
    /// 調子をくずすときのサイン.
    pub signs: Vec<String>,
    /// 落ち着くこと・してほしいこと.
    pub calms: Vec<String>,
    /// してほしくないこと.
    pub avoid: Vec<String>,
    /// 家の人が急にいなくなったとき.
    pub carer_absent: String,
    /// 泊まるところ.
    pub stay: String,
    /// 連絡先.
    pub numbers: Vec<CrisisNumber>,
    /// 話し合って決めた日.
    pub agreed_on: Option<Date>,
    /// 話し合った人.
    pub agreed_with: String,
}

/// One thing a crisis plan still needs before it can be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nobody has agreed to it yet.
    AgreedOnMissing,
    /// The day of the agreement lies after today.
    AgreedInFuture,
    /// Nobody can be called.
    NoNumbers,
}

/// Checks what has to stand before 確定.
#[must_use]
pub fn check(crisis: &CrisisPlan, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    match crisis.agreed_on {
        None => problems.push(Problem::AgreedOnMissing),
        Some(day) if day > today => problems.push(Problem::AgreedInFuture),
        Some(_) => {}
    }
    if crisis.numbers.iter().all(|number| number.tel.is_empty()) {
        problems.push(Problem::NoNumbers);
    }
    problems
}

impl CrisisPlan {
    /// A first draft from what the assessment knows and whom the office can name.
    #[must_use]
    pub fn from_assessment(assessment: &Assessment, numbers: Vec<CrisisNumber>) -> Self {
        Self {
            signs: assessment.warning_signs.clone(),
            calms: assessment.calms.clone(),
            avoid: assessment.stress.clone(),
            numbers,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_page_nobody_agreed_to_or_without_a_number_cannot_be_confirmed() {
        let mut crisis = CrisisPlan::default();
        let today = date(2026, 4, 28);
        assert_eq!(
            check(&crisis, today),
            [Problem::AgreedOnMissing, Problem::NoNumbers]
        );
        crisis.agreed_on = Some(date(2026, 4, 29));
        crisis.numbers.push(CrisisNumber {
            name: "見本クリニック".to_owned(),
            tel: "03-0000-0005".to_owned(),
            does: String::new(),
        });
        assert_eq!(check(&crisis, today), [Problem::AgreedInFuture]);
        assert_eq!(check(&crisis, date(2026, 4, 29)), []);
    }
}
