//! What a party is handed of a meeting, before it and after it, and the press that says they have it.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{
    Candidate, EasyMinutes, EasyPapers, EasyReport, MinutesView, OfficialMinutes, OfficialPapers,
    OfficialReport, PapersView, Purpose, ReceiptAnswer, ReportView,
};
use bansou_store::room::guest::{GuestRoom, Shown};
use jiff::civil::Date;

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::GuestCx;

/// What stands around whatever is handed out.
struct Around {
    purpose: Purpose,
    easy_asked: &'static str,
    name: String,
    occasion: String,
    until: String,
    received: String,
    corrected: bool,
    sent: bool,
    /// The same as a paper to keep.
    paper: String,
}

#[derive(Template)]
#[template(path = "slices/door/notice.html")]
struct Notice {
    top: Top,
    around: Around,
    held: String,
    papers: OfficialPapers,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/door/minutes.html")]
#[expect(
    clippy::struct_field_names,
    reason = "templates read what a page is made of by its name"
)]
struct Minutes {
    top: Top,
    around: Around,
    held: String,
    minutes: OfficialMinutes,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/door/easy_notice.html")]
struct EasyNotice {
    top: Top,
    around: Around,
    held: String,
    papers: EasyPapers,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/door/easy_minutes.html")]
struct EasySummary {
    top: Top,
    around: Around,
    held: String,
    minutes: EasyMinutes,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/door/report.html")]
struct Report {
    top: Top,
    around: Around,
    held: String,
    seen: OfficialReport,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/door/easy_report.html")]
struct EasyLook {
    top: Top,
    around: Around,
    held: String,
    next: String,
    seen: EasyReport,
    form: Form,
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let mut around = Around {
        purpose: room.ask.purpose(),
        easy_asked: words::asked(room.ask.purpose()),
        name: cx.guest.name().to_owned(),
        occasion: room.ask.occasion().to_owned(),
        until: wareki::format_with_weekday(room.until),
        received: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        corrected: false,
        sent,
        paper: cx.path("/paper.pdf"),
    };
    let page = match room.shown {
        Shown::Papers(PapersView::Official(papers)) => Notice {
            held: held(papers.on, papers.from, papers.until),
            top,
            around,
            papers,
            form,
        }
        .render(),
        Shown::Papers(PapersView::Easy(papers)) => EasyNotice {
            held: easy_held(papers.on, papers.from),
            top,
            around,
            papers,
            form,
        }
        .render(),
        Shown::Minutes(view, corrected) => {
            around.corrected = corrected;
            return minutes(top, around, view, form);
        }
        Shown::Report(view, corrected) => {
            around.corrected = corrected;
            return report(top, around, view, form);
        }
        _ => return Err(bansou_store::Failure::NotFound.into()),
    };
    Ok(page?)
}

fn minutes(top: Top, around: Around, view: MinutesView, form: Form) -> Result<String, Failure> {
    Ok(match view {
        MinutesView::Official(minutes) => Minutes {
            held: held(minutes.on, minutes.from, minutes.until),
            top,
            around,
            minutes,
            form,
        }
        .render()?,
        MinutesView::Easy(minutes) => EasySummary {
            held: easy_held(minutes.on, None),
            top,
            around,
            minutes,
            form,
        }
        .render()?,
    })
}

fn report(top: Top, around: Around, view: ReportView, form: Form) -> Result<String, Failure> {
    Ok(match view {
        ReportView::Official(seen) => Report {
            held: held(seen.on, None, None),
            top,
            around,
            seen,
            form,
        }
        .render()?,
        ReportView::Easy(seen) => EasyLook {
            held: easy_held(seen.on, None),
            next: seen.next.map(words::month).unwrap_or_default(),
            top,
            around,
            seen,
            form,
        }
        .render()?,
    })
}

pub(super) fn held(on: Option<Date>, from: Option<u16>, until: Option<u16>) -> String {
    let on = on.map_or_else(
        || "日付はまだ決まっていません".to_owned(),
        wareki::format_with_weekday,
    );
    let time = |at: u16| format!("{}:{:02}", at / 60, at % 60);
    match (from, until) {
        (Some(from), Some(until)) => format!("{on} {}～{}", time(from), time(until)),
        (Some(from), None) => format!("{on} {}から", time(from)),
        (None, _) => on,
    }
}

pub(super) fn easy_held(on: Option<Date>, from: Option<u16>) -> String {
    match (on, from) {
        (Some(on), Some(from)) => words::candidate(Candidate { on, from }),
        (Some(on), None) => words::day(on),
        (None, _) => "まだ きまって いません".to_owned(),
    }
}

/// A receipt as the fields of the form.
pub(super) fn write(answer: &ReceiptAnswer, typed: &mut Typed) {
    typed.set("by", &answer.by);
    typed.set("wrong", &answer.wrong);
}

/// Reads a receipt: the press alone is one.
pub(super) fn read(fields: &mut Fields<'_>) -> ReceiptAnswer {
    ReceiptAnswer {
        by: fields.line("by", "受け取った人のお名前"),
        wrong: fields.long("wrong", "ちがうところ"),
    }
}
