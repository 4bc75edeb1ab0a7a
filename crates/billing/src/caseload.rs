//! 取扱件数. How many people each 相談支援専門員 supports, as exact fractions.

use crate::facts::CaseloadMonth;
use crate::rules::CaseloadRules;

/// An exact fraction. Its lower part is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// 分子.
    pub numerator: i64,
    /// 分母.
    pub denominator: i64,
}

impl Fraction {
    /// Returns the fraction with `places` decimal places, rounded half up.
    #[must_use]
    pub fn decimal(self, places: u32) -> String {
        let scale = 10_i128.pow(places);
        let denominator = i128::from(self.denominator.max(1));
        let scaled = (i128::from(self.numerator) * scale * 2 + denominator) / (denominator * 2);
        let width = places as usize;
        format!("{}.{:0width$}", scaled / scale, scaled % scale)
    }
}

/// 取扱件数. The averages and what follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caseload {
    /// The average of people.
    pub cases: Fraction,
    /// The average of 相談支援専門員, with 相談支援員 at their weight.
    pub specialists: Fraction,
    /// Their quotient; nothing where no 相談支援専門員 stands in the months.
    pub per_specialist: Option<Fraction>,
    /// How many fees are given at （Ⅱ）.
    pub over: u32,
    /// Whether the quotient has reached the limit.
    pub reached: bool,
}

/// Computes the caseload. Nothing is rounded before the last step.
pub(crate) fn caseload(months: &[CaseloadMonth], rules: CaseloadRules) -> Caseload {
    let count = i64::try_from(months.len()).unwrap_or(i64::MAX).max(1);
    let sum = |of: fn(&CaseloadMonth) -> u32| months.iter().map(|month| i64::from(of(month))).sum::<i64>();
    let weight = rules.assistant;
    let (part, whole) = (i64::from(weight.numerator), i64::from(weight.denominator));
    let cases = sum(|month| month.cases);
    let specialists = sum(|month| month.specialists);
    // Heads in parts of `whole`, so that half a head stays a whole number.
    let heads = specialists * whole + sum(|month| month.assistants) * part;
    let per_specialist = (specialists > 0).then_some(Fraction {
        numerator: cases * whole,
        denominator: heads,
    });
    let reached = specialists > 0 && cases * whole >= rules.from_per_head * heads;
    let beyond = cases * whole - rules.free_per_head * heads;
    let over = if reached {
        beyond.div_euclid(whole * count)
    } else {
        0
    };
    Caseload {
        cases: Fraction {
            numerator: cases,
            denominator: count,
        },
        specialists: Fraction {
            numerator: heads,
            denominator: whole * count,
        },
        per_specialist,
        over: u32::try_from(over).unwrap_or(0),
        reached,
    }
}
