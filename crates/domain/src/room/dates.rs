//! 候補日. Dates offered to everybody, what each answered, and which is best.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Problem;
use crate::choice;

/// The most dates one room offers; more is a calendar, not a question.
const MOST_CANDIDATES: usize = 10;

choice! {
    /// 候補日への印.
    pub enum Mark {
        /// ○. They can come.
        Good = "good", "○ 出られる";
        /// △. They can, with an effort.
        Maybe = "maybe", "△ 調整できる";
        /// ×. They cannot.
        Bad = "bad", "× 出られない";
    }
}

impl Mark {
    /// The sign alone.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Good => "○",
            Self::Maybe => "△",
            Self::Bad => "×",
        }
    }
}

/// 候補日. One date with its hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Candidate {
    /// 日.
    pub on: Date,
    /// 開始. Minutes since midnight.
    pub from: u16,
}

/// 日程のおたずね. What is to be held, for how long, and when it could be.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatesAsk {
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// 所要時間, in minutes.
    pub minutes: u16,
    /// 場所. Words every party may read.
    pub place: String,
    /// 候補日.
    pub candidates: Vec<Candidate>,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 候補日への返事. One mark for each candidate, in their order; `None` where nothing was said.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DatesAnswer {
    /// 印.
    pub marks: Vec<Option<Mark>>,
    /// ひとこと.
    pub note: String,
}

/// What is wrong with one candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidateProblem {
    /// It lies before today.
    Past,
    /// It ends after midnight.
    PastMidnight,
    /// The same date and hour stands twice.
    Twice,
    /// There are more than can be answered in one go.
    TooMany,
}

/// Checks what is asked. Every problem is returned.
#[must_use]
pub fn check_dates(ask: &DatesAsk, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if ask.occasion.trim().is_empty() {
        problems.push(Problem::WordsMissing);
    }
    if ask.candidates.is_empty() {
        problems.push(Problem::NothingAsked);
    }
    for (row, candidate) in ask.candidates.iter().enumerate() {
        let before = ask.candidates.get(..row).unwrap_or_default();
        let wrong = if candidate.on < today {
            CandidateProblem::Past
        } else if candidate.from.saturating_add(ask.minutes) > 24 * 60 {
            CandidateProblem::PastMidnight
        } else if before.contains(candidate) {
            CandidateProblem::Twice
        } else if row >= MOST_CANDIDATES {
            CandidateProblem::TooMany
        } else {
            continue;
        };
        problems.push(Problem::Candidate(row, wrong));
    }
    problems
}

/// 候補日の集計. How one date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CandidateTally {
    /// ○.
    pub good: usize,
    /// △.
    pub maybe: usize,
    /// ×.
    pub bad: usize,
    /// × of somebody who has to be there.
    pub bad_required: usize,
}

/// Counts the marks for each candidate. `answers` says of each whether that party has to be there.
#[must_use]
pub fn tally(ask: &DatesAsk, answers: &[(bool, &DatesAnswer)]) -> Vec<CandidateTally> {
    let of = |place: usize| {
        let mut tally = CandidateTally::default();
        for (required, answer) in answers {
            match answer.marks.get(place).copied().flatten() {
                Some(Mark::Good) => tally.good += 1,
                Some(Mark::Maybe) => tally.maybe += 1,
                Some(Mark::Bad) => {
                    tally.bad += 1;
                    tally.bad_required += usize::from(*required);
                }
                None => {}
            }
        }
        tally
    };
    (0..ask.candidates.len()).map(of).collect()
}

/// The places of the best dates: nobody who has to be there is missing, then the fewest are missing, then the most can
/// come without an effort. Nothing is best while nobody has answered, or where each date lacks somebody required.
#[must_use]
pub fn best(tallies: &[CandidateTally]) -> Vec<usize> {
    let rank = |tally: &CandidateTally| (tally.bad, std::cmp::Reverse(tally.good));
    let possible = || {
        let answered = |tally: &CandidateTally| tally.good + tally.maybe > 0;
        tallies
            .iter()
            .enumerate()
            .filter(move |(_, tally)| tally.bad_required == 0 && answered(tally))
    };
    let Some(first) = possible().map(|(_, tally)| rank(tally)).min() else {
        return Vec::new();
    };
    possible()
        .filter(|(_, tally)| rank(tally) == first)
        .map(|(place, _)| place)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ask(days: &[i8]) -> DatesAsk {
        DatesAsk {
            occasion: "次の計画について話し合う".to_owned(),
            minutes: 60,
            place: "見本相談支援センター".to_owned(),
            candidates: days
                .iter()
                .map(|day| Candidate {
                    on: date(2026, 12, *day),
                    from: 14 * 60,
                })
                .collect(),
            reply_by: None,
        }
    }

    /// Each answer as its signs; `!` before it marks a party that has to be there.
    fn told(ask: &DatesAsk, answers: &[&str]) -> Vec<usize> {
        let read = |text: &&str| {
            let mark = |sign| match sign {
                '○' => Some(Mark::Good),
                '△' => Some(Mark::Maybe),
                '×' => Some(Mark::Bad),
                _ => None,
            };
            let marks = text.trim_start_matches('!').chars().map(mark).collect();
            let note = String::new();
            (text.starts_with('!'), DatesAnswer { marks, note })
        };
        let answers: Vec<_> = answers.iter().map(read).collect();
        let answers: Vec<_> = answers
            .iter()
            .map(|(required, answer)| (*required, answer))
            .collect();
        best(&tally(ask, &answers))
    }

    #[test]
    fn the_best_date_has_everybody_required_then_the_fewest_missing_then_the_most_at_ease() {
        let ask = ask(&[1, 2, 3]);
        assert_eq!(told(&ask, &[]), [0; 0], "nobody has answered");
        assert_eq!(told(&ask, &["○○△", "○○○"]), [0, 1]);
        assert_eq!(told(&ask, &["!×○△", "○△○"]), [1, 2]);
        assert_eq!(told(&ask, &["!×○○", "○××", "○○△"]), [1]);
        assert_eq!(
            told(&ask, &["!×××", "○○○"]),
            [0; 0],
            "somebody required is always missing"
        );
        assert_eq!(
            told(&ask, &["--○"]),
            [2],
            "a date nobody spoke of is not the best one"
        );
    }

    #[test]
    fn a_candidate_lies_ahead_ends_the_same_day_and_stands_once() {
        let mut wrong = ask(&[1, 1]);
        wrong.candidates.push(Candidate {
            on: date(2026, 11, 19),
            from: 600,
        });
        wrong.candidates.push(Candidate {
            on: date(2026, 12, 2),
            from: 23 * 60 + 30,
        });
        assert_eq!(
            check_dates(&wrong, date(2026, 11, 20)),
            [
                Problem::Candidate(1, CandidateProblem::Twice),
                Problem::Candidate(2, CandidateProblem::Past),
                Problem::Candidate(3, CandidateProblem::PastMidnight),
            ]
        );
    }
}
