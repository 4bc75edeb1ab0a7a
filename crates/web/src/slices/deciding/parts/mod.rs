//! The parts of a record: what each form holds, reads and tells. A further field touches its part's file and template.

mod easy;
mod obstacles;
mod outcome;
mod signs;
mod trials;
mod ways;

use bansou_domain::calendar::wareki;
use bansou_domain::choice;
use bansou_domain::deciding::{Deciding, Place, Problem};
use jiff::civil::Date;

use crate::form::{Fields, Told, Typed};

choice! {
    /// 記録の部分. Each is a form of its own, short enough for one sitting.
    pub enum Part {
        /// 決めることと選択肢.
        Ways = "ways", "決めることと選択肢";
        /// 体験・見学.
        Trials = "trials", "体験・見学";
        /// 気がかり.
        Obstacles = "obstacles", "気がかりと次の一歩";
        /// ようすと読みとり.
        Signs = "signs", "ようすと読みとり";
        /// 決まったこと.
        Outcome = "outcome", "決まったこと";
        /// 本人に見せるページ.
        Easy = "easy", "本人に見せるページのことば";
    }
}

impl Part {
    /// The part after this one.
    pub(super) fn following(self) -> Option<Self> {
        let mut rest = Self::ALL.iter().skip_while(|part| **part != self);
        rest.next();
        rest.next().copied()
    }
}

/// A part as the fields of its form.
pub(super) fn write(deciding: &Deciding, part: Part) -> Typed {
    let mut typed = Typed::default();
    match part {
        Part::Ways => ways::write(deciding, &mut typed),
        Part::Trials => trials::write(deciding, &mut typed),
        Part::Obstacles => obstacles::write(deciding, &mut typed),
        Part::Signs => signs::write(deciding, &mut typed),
        Part::Outcome => outcome::write(deciding, &mut typed),
        Part::Easy => easy::write(deciding, &mut typed),
    }
    typed
}

/// Reads a part into a copy of the record; everything outside the part stays as it is.
pub(super) fn read(typed: &Typed, part: Part, before: &Deciding, today: Date) -> Result<Deciding, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let mut deciding = before.clone();
    match part {
        Part::Ways => ways::read(&mut fields, typed, &mut deciding),
        Part::Trials => trials::read(&mut fields, &mut deciding),
        Part::Obstacles => obstacles::read(&mut fields, &mut deciding),
        Part::Signs => signs::read(&mut fields, &mut deciding),
        Part::Outcome => outcome::read(&mut fields, &mut deciding),
        Part::Easy => easy::read(&mut fields, &mut deciding),
    }
    fields.finish(deciding)
}

/// The part in which a problem can be put right, its field there, and the sentence.
pub(super) fn message(problem: Problem) -> (Part, Told) {
    let (field, message) = words(problem);
    let part = match problem.place() {
        Place::Ways => Part::Ways,
        Place::Trials => Part::Trials,
        Place::Obstacles => Part::Obstacles,
        Place::Signs => Part::Signs,
        Place::Outcome => Part::Outcome,
    };
    let message = message.to_owned();
    (part, Told { field, message })
}

fn words(problem: Problem) -> (String, &'static str) {
    let at = |field: &str, message| (field.to_owned(), message);
    match problem {
        Problem::QuestionMissing => at("question", "決めることを、本人のことばで入れてください。"),
        Problem::OneWay => at(
            "ways.1.name",
            "選択肢が2つありません。「今のまま」も選択肢に入ります。",
        ),
        Problem::TrialInFuture(row) => (
            format!("trials.{row}.on"),
            "体験・見学の日が今日より後になっています。",
        ),
        Problem::NextMissing(row) => (
            format!("obstacles.{row}.next"),
            "気がかりに「次の一歩」がありません。",
        ),
        Problem::OwnerMissing(row) => (
            format!("obstacles.{row}.who"),
            "次の一歩を「だれが」するかがありません。",
        ),
        Problem::SeenInFuture(row) => (format!("signs.{row}.on"), "見た日が今日より後になっています。"),
        Problem::NoSigns => at(
            "means_tried",
            "本人のようすの記録がありません。見たこと・聞いたことを1つ以上入れてください。",
        ),
        Problem::NoReadings => at(
            "readings.0.who",
            "読みとりがありません。だれが、どう読んだかを入れてください。",
        ),
        Problem::NobodyTookPart => at("took_part.0.who", "いっしょに考えた人がありません。"),
        problem => outcome::words(problem),
    }
}

fn short(day: Option<Date>) -> String {
    day.map(wareki::short).unwrap_or_default()
}

/// Puts one row of a repeating part into a form.
fn put(typed: &mut Typed, part: &str, row: usize, fields: &[(&str, &str)]) {
    for (field, value) in fields {
        typed.set(format!("{part}.{row}.{field}"), *value);
    }
}
