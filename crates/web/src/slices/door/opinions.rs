//! The inquiry, as a party answers it, with its files.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{Ask, OpinionsAnswer, OpinionsAsk, Purpose, Topic};
use bansou_domain::scan::{ScanKind, ScanProblem, sniff};
use bansou_exchange::picture::redraw;
use bansou_store::room::guest::GuestRoom;
use tokio::sync::Semaphore;

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Posted, Typed, time_in_japan};
use crate::guest::GuestCx;
use crate::slices::consent::scan;

#[derive(Template)]
#[template(path = "slices/door/opinions.html")]
struct Opinions {
    top: Top,
    name: String,
    occasion: String,
    reply_by: String,
    until: String,
    topics: Vec<(String, String)>,
    form: Form,
    sent: bool,
    answered: String,
}

/// The field of one question.
pub(crate) fn field(topic: Topic) -> String {
    format!("said.{}", topic.code())
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let Ask::Opinions(ask) = room.ask else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let page = Opinions {
        name: cx.guest.name().to_owned(),
        occasion: ask.occasion,
        reply_by: ask.reply_by.map(wareki::format_with_weekday).unwrap_or_default(),
        until: wareki::format_with_weekday(room.until),
        topics: ask
            .topics
            .iter()
            .map(|topic| (field(*topic), topic.label().to_owned()))
            .collect(),
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        top,
        form,
        sent,
    };
    Ok(page.render()?)
}

/// An answer as the fields of the form.
pub(super) fn write(answer: &OpinionsAnswer, typed: &mut Typed) {
    typed.set("answered_by", &answer.answered_by);
    for (topic, said) in &answer.said {
        typed.set(field(*topic), said);
    }
}

/// Reads what was said; something has to be said, and by somebody.
pub(super) fn read(fields: &mut Fields<'_>, ask: &OpinionsAsk) -> OpinionsAnswer {
    let answered_by = fields.required("answered_by", "書いた人のお名前");
    let mut said = Vec::new();
    for topic in &ask.topics {
        let text = fields.long(&field(*topic), topic.label());
        if !text.is_empty() {
            said.push((*topic, text));
        }
    }
    if let (true, Some(first)) = (said.is_empty(), ask.topics.first())
        && fields.problem_free(&field(*first))
    {
        fields.tell(field(*first), "書けるところをひとつ、書いてください。");
    }
    OpinionsAnswer { answered_by, said }
}

/// One file of a form: what it is called where it comes from, and what is kept of it.
pub(crate) struct Sent {
    field: &'static str,
    name: String,
    kept: Result<(ScanKind, Vec<u8>), ScanProblem>,
}

/// Pictures are drawn anew one at a time, whoever sends how many: each takes the memory of all its picture elements.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// The files of a form, each judged by its bytes; pictures lose what is not seen.
pub(crate) async fn receive(posted: Posted) -> Result<(Typed, Vec<Sent>), Failure> {
    let drawing = DRAWING.acquire().await.map_err(|_| Failure::Background)?;
    let work = move || {
        let files = ["file1", "file2", "file3"].into_iter().filter_map(|field| {
            let file = posted.file(field)?;
            let kept = sniff(&file.bytes).and_then(|kind| Ok((kind, redraw(kind, &file.bytes)?)));
            Some(Sent {
                field,
                name: scan::name(&file.name),
                kept,
            })
        });
        let files = files.collect();
        (posted.typed, files)
    };
    let done = tokio::task::spawn_blocking(work).await;
    drop(drawing);
    done.map_err(|_| Failure::Background)
}

/// What is kept of the files; everything that is wrong with one is told at its field.
pub(crate) fn read_files(fields: &mut Fields<'_>, sent: Vec<Sent>) -> Vec<(ScanKind, Vec<u8>)> {
    let mut files = Vec::new();
    for file in sent {
        match file.kept {
            Ok(kept) => files.push(kept),
            Err(problem) => fields.tell(
                file.field,
                format!("「{}」は付けられません。{}", file.name, scan::why(problem)),
            ),
        }
    }
    files
}
