//! The inquiry, as a party answers it, with its files.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{Ask, OpinionsAnswer, OpinionsAsk, Purpose, Topic};
use bansou_domain::scan::{ScanKind, sniff};
use bansou_store::room::guest::GuestRoom;

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

/// The files of a form, each judged by its bytes.
pub(super) fn read_files<'p>(fields: &mut Fields<'_>, posted: &'p Posted) -> Vec<(ScanKind, &'p [u8])> {
    let mut files = Vec::new();
    for name in ["file1", "file2", "file3"] {
        let Some(file) = posted.file(name) else { continue };
        match sniff(&file.bytes) {
            Ok(kind) => files.push((kind, file.bytes.as_slice())),
            Err(problem) => fields.tell(
                name,
                format!(
                    "「{}」は付けられません。{}",
                    scan::name(&file.name),
                    scan::why(problem)
                ),
            ),
        }
    }
    files
}
