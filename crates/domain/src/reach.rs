//! 会えないときの手立て. What the record says about a person who is hard to meet: how often it was tried, when meeting
//! worked, what has not been tried yet. It counts to help, never to blame; its steps are a choice of the product, not a
//! rule of the law, and the office's own agreement stands before them.

use jiff::civil::Date;

use crate::choice;
use crate::note::{CaseNote, Counterpart, Means};

/// Visits in vain after which one worker alone is not enough.
const TOGETHER_AFTER: usize = 2;

choice! {
    /// 時間帯.
    pub enum PartOfDay {
        /// 午前.
        Morning = "morning", "午前";
        /// 午後.
        Afternoon = "afternoon", "午後";
        /// 夕方・夜.
        Evening = "evening", "夕方から";
    }
}

choice! {
    /// 手立て. Another way to meet.
    pub enum Way {
        /// 時間帯を変える.
        OtherHour = "other_hour", "時間帯を変えて訪問する";
        /// 電話.
        Telephone = "telephone", "電話をする";
        /// 手紙.
        Letter = "letter", "手紙やメールで、用件と連絡先を伝える";
        /// ほかの場所.
        Elsewhere = "elsewhere", "通っている所や事務所など、家のほかで会う";
        /// 信頼している人と.
        WithSomebody = "with_somebody", "本人が信頼している人と一緒に会う";
        /// まわりの人に聞く.
        AskOthers = "ask_others", "家族や通い先に、ようすと会いやすいときを聞く";
    }
}

/// 会えないときの手立て.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Visits in vain since the person was met last.
    pub tries: usize,
    /// 最後に本人と話した日, as far as the notes go back.
    pub last_met: Option<Date>,
    /// How often the person was met, by the part of the day.
    pub met: Counted,
    /// How often it was tried in vain.
    pub missed: Counted,
    /// What the notes do not show as tried since.
    pub untried: Vec<Way>,
    /// Whether it is time not to stay alone with it.
    pub together: bool,
}

/// Reads it from notes, the newest first; nothing where nobody was missed since the last meeting.
#[must_use]
pub fn reach(notes: &[&CaseNote]) -> Option<Reach> {
    let since: Vec<&CaseNote> = notes.iter().copied().take_while(|note| !met(note)).collect();
    let missed: Vec<&CaseNote> = since
        .iter()
        .copied()
        .filter(|note| note.missed.is_some() && note.means != Means::Telephone)
        .collect();
    if missed.is_empty() {
        return None;
    }
    let all_met: Vec<&CaseNote> = notes.iter().copied().filter(|note| met(note)).collect();
    let untried = Way::ALL
        .iter()
        .copied()
        .filter(|way| !tried(*way, &since, &missed));
    Some(Reach {
        tries: missed.len(),
        last_met: all_met.first().map(|note| note.on),
        met: by_part(&all_met),
        missed: by_part(&missed),
        untried: untried.collect(),
        together: missed.len() >= TOGETHER_AFTER,
    })
}

/// How often something happened, by the part of the day.
pub type Counted = Vec<(PartOfDay, usize)>;

/// 会いやすい時間. When the person was spoken with and when it was tried in vain, by visit and by telephone alike.
#[must_use]
pub fn hours(notes: &[&CaseNote]) -> (Counted, Counted) {
    let (met, rest): (Vec<&CaseNote>, Vec<&CaseNote>) = notes.iter().copied().partition(|note| met(note));
    let missed: Vec<&CaseNote> = rest.into_iter().filter(|note| note.missed.is_some()).collect();
    (by_part(&met), by_part(&missed))
}

/// Whether the person was spoken with.
fn met(note: &CaseNote) -> bool {
    let spoken = !matches!(note.means, Means::Paper | Means::Fax | Means::Mail);
    note.counterpart == Counterpart::Person && spoken && note.missed.is_none()
}

fn tried(way: Way, since: &[&CaseNote], missed: &[&CaseNote]) -> bool {
    let any = |fits: fn(&CaseNote) -> bool| since.iter().any(|note| fits(note));
    match way {
        Way::OtherHour => by_part(missed).len() > 1,
        Way::Telephone => {
            any(|note| note.means == Means::Telephone && note.counterpart == Counterpart::Person)
        }
        Way::Letter => any(|note| matches!(note.means, Means::Paper | Means::Mail | Means::Fax)),
        Way::Elsewhere => any(|note| matches!(note.means, Means::Office | Means::Escort | Means::Online)),
        // No note says with whom a visit was tried; what cannot be known is offered.
        Way::WithSomebody => false,
        Way::AskOthers => any(|note| note.counterpart != Counterpart::Person),
    }
}

fn by_part(notes: &[&CaseNote]) -> Counted {
    let of = |part: PartOfDay| {
        let fits = |note: &&&CaseNote| note.from.map(part_of) == Some(part);
        notes.iter().filter(fits).count()
    };
    let counted = PartOfDay::ALL.iter().map(|part| (*part, of(*part)));
    counted.filter(|(_, count)| *count > 0).collect()
}

/// 時間帯 of a time of day.
#[must_use]
pub fn part_of(minutes: u16) -> PartOfDay {
    match minutes / 60 {
        0..12 => PartOfDay::Morning,
        12..17 => PartOfDay::Afternoon,
        _ => PartOfDay::Evening,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::note::Work;
    use crate::outing::Missed;

    fn note(day: i8, hour: u16, means: Means, counterpart: Counterpart, missed: Option<Missed>) -> CaseNote {
        CaseNote {
            on: date(2026, 11, day),
            from: Some(hour * 60),
            until: None,
            means,
            counterpart,
            counterpart_name: String::new(),
            place: String::new(),
            work: Work::Monitoring,
            facts: "訪問した。".to_owned(),
            words: String::new(),
            view: String::new(),
            next: String::new(),
            missed,
            event: None,
            settles: None,
            deed: None,
        }
    }

    fn read(notes: &[CaseNote]) -> Option<Reach> {
        reach(&notes.iter().collect::<Vec<_>>())
    }

    #[test]
    fn whoever_was_met_since_is_not_hard_to_meet() {
        let notes = [
            note(9, 15, Means::Telephone, Counterpart::Person, None),
            note(5, 10, Means::Visit, Counterpart::Person, Some(Missed::Absent)),
        ];
        assert_eq!(read(&notes), None);
    }

    #[test]
    fn a_letter_is_no_meeting() {
        let notes = [
            note(9, 15, Means::Paper, Counterpart::Person, None),
            note(5, 10, Means::Visit, Counterpart::Person, Some(Missed::Absent)),
        ];
        let reach = read(&notes).unwrap();
        assert_eq!((reach.tries, reach.together), (1, false));
        assert!(!reach.untried.contains(&Way::Letter));
    }

    #[test]
    fn hours_that_worked_stand_beside_hours_that_did_not() {
        let notes = [
            note(12, 10, Means::Visit, Counterpart::Person, Some(Missed::Refused)),
            note(8, 11, Means::Visit, Counterpart::Person, Some(Missed::Absent)),
            note(7, 11, Means::Telephone, Counterpart::Provider, None),
            note(1, 17, Means::Visit, Counterpart::Person, None),
        ];
        let reach = read(&notes).unwrap();
        assert_eq!(reach.last_met, Some(date(2026, 11, 1)));
        assert_eq!(reach.met, [(PartOfDay::Evening, 1)]);
        assert_eq!(reach.missed, [(PartOfDay::Morning, 2)]);
        assert!(reach.together);
        assert_eq!(
            reach.untried,
            [
                Way::OtherHour,
                Way::Telephone,
                Way::Letter,
                Way::Elsewhere,
                Way::WithSomebody
            ]
        );
    }
}
