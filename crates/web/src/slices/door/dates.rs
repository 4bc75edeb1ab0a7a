//! Candidate dates, as a party answers them.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{Ask, Candidate, DatesAnswer, DatesAsk, Mark, Purpose};
use bansou_store::room::guest::GuestRoom;

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::GuestCx;

#[derive(Template)]
#[template(path = "slices/door/dates.html")]
struct Dates {
    top: Top,
    name: String,
    occasion: String,
    place: String,
    length: String,
    reply_by: String,
    until: String,
    candidates: Vec<Line>,
    chosen: Option<Line>,
    event: String,
    form: Form,
    sent: bool,
    answered: String,
}

struct Line {
    field: String,
    words: String,
    easy: String,
}

impl Line {
    fn of(place: usize, ask: &DatesAsk, candidate: Candidate) -> Self {
        Self {
            field: field(place),
            words: span(&candidate, ask.minutes),
            easy: words::candidate(candidate),
        }
    }
}

/// The field of one candidate's mark.
pub(crate) fn field(place: usize) -> String {
    format!("mark.{place}")
}

/// A candidate in the office's words: 令和8年12月1日（火）14:00～15:00.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "an iterator over candidates hands it as a reference"
)]
pub(crate) fn span(candidate: &Candidate, minutes: u16) -> String {
    let time = |at: u16| format!("{}:{:02}", at / 60, at % 60);
    format!(
        "{} {}～{}",
        wareki::format_with_weekday(candidate.on),
        time(candidate.from),
        time(candidate.from.saturating_add(minutes))
    )
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let Ask::Dates(ask) = room.ask else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let lines = ask.candidates.iter().enumerate();
    let chosen = room
        .chosen
        .and_then(|place| ask.candidates.get(place).map(|candidate| (place, candidate)));
    let page = Dates {
        name: cx.guest.name().to_owned(),
        length: format!("{}分", ask.minutes),
        reply_by: ask.reply_by.map(wareki::format_with_weekday).unwrap_or_default(),
        until: wareki::format_with_weekday(room.until),
        candidates: lines
            .map(|(place, candidate)| Line::of(place, &ask, *candidate))
            .collect(),
        chosen: chosen.map(|(place, candidate)| Line::of(place, &ask, *candidate)),
        event: cx.path("/event.ics"),
        occasion: ask.occasion,
        place: ask.place,
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        top,
        form,
        sent,
    };
    Ok(page.render()?)
}

/// An answer as the fields of the form.
pub(super) fn write(answer: &DatesAnswer, typed: &mut Typed) {
    for (place, mark) in answer.marks.iter().enumerate() {
        if let Some(mark) = mark {
            typed.set(field(place), mark.code());
        }
    }
    typed.set("note", &answer.note);
}

/// Reads the marks; one of them at least has to be there.
pub(super) fn read(fields: &mut Fields<'_>, ask: &DatesAsk) -> DatesAnswer {
    let places = 0..ask.candidates.len();
    let marks: Vec<Option<Mark>> = places
        .map(|place| fields.choice(&field(place), "候補日の印", Mark::from_code))
        .collect();
    if marks.iter().all(Option::is_none) && fields.problem_free(&field(0)) {
        fields.tell(field(0), "候補日のどれかに、○・△・×をつけてください。");
    }
    DatesAnswer {
        marks,
        note: fields.line("note", "ひとこと"),
    }
}
