//! The person's own page of what will be talked about, with readings.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::conference::{Conference, Member, MemberKind};
use bansou_domain::easy::Furigana;
use bansou_domain::id::{ConferenceId, PersonId};
use jiff::civil::Date;

use super::{edit_path, path};
use crate::context::Cx;
use crate::easy::{self, Readings, named, or_official};
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

/// What the person is handed; the texts carry their readings.
pub(super) struct Easy {
    pub(super) name: String,
    pub(super) held: String,
    pub(super) place: String,
    pub(super) purpose: String,
    pub(super) who: Vec<String>,
    pub(super) items: Vec<(String, u16)>,
    pub(super) note: String,
}

#[derive(Template)]
#[template(path = "slices/conferences/easy.html")]
struct Page {
    case: CaseFrame,
    easy: Easy,
    path: String,
    edit: String,
    readings: Readings,
    hints: Vec<String>,
}

case_page!(Page, "本人に渡す案内");

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
    Query(readings): Query<Readings>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "conference.easy").await?;
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let face = reader.person(case).await?.person;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    drop(reader);
    let view = Page {
        case: frame,
        easy: Easy::of(&record.conference, &face.name, &face.kana),
        path: path(person, id),
        edit: edit_path(person, id),
        readings,
        hints: hints(&record.conference),
    };
    page(&cx, &view)
}

impl Easy {
    pub(super) fn of(conference: &Conference, name: &str, kana: &str) -> Self {
        let others = conference
            .members
            .iter()
            .filter(|member| member.takes_part() && !matches!(member.kind, Some(MemberKind::Person)));
        let items = conference.agenda.iter();
        Self {
            name: named(name, kana),
            held: held(conference.on, conference.from),
            place: conference.place.clone(),
            purpose: or_official(&conference.easy_purpose, &conference.purpose).to_owned(),
            who: others.map(|member: &Member| member.who.clone()).collect(),
            items: items
                .map(|item| (or_official(&item.easy, &item.title).to_owned(), item.minutes))
                .collect(),
            note: conference.easy_note.clone(),
        }
    }
}

/// The day and the time as the person reads them: 午前・午後, never 24 hours.
fn held(on: Option<Date>, from: Option<u16>) -> String {
    let Some(on) = on else {
        return "まだ決《き》まっていません".to_owned();
    };
    let weekday = ["月", "火", "水", "木", "金", "土", "日"];
    let readings = ["げつ", "か", "すい", "もく", "きん", "ど", "にち"];
    let place = usize::try_from(on.weekday().to_monday_zero_offset()).unwrap_or_default();
    let (sign, kana) = (
        weekday.get(place).unwrap_or(&""),
        readings.get(place).unwrap_or(&""),
    );
    let day = format!(
        "{}月《がつ》{}日《にち》（{sign}《{kana}》曜日《ようび》）",
        on.month(),
        on.day()
    );
    let Some(from) = from else { return day };
    let (half, hour) = match from / 60 {
        hour @ 0..12 => ("午前《ごぜん》", hour),
        hour => ("午後《ごご》", hour - 12),
    };
    match from % 60 {
        0 => format!("{day}　{half}{hour}時《じ》"),
        minute => format!("{day}　{half}{hour}時《じ》{minute}分《ふん》"),
    }
}

/// What makes the person's text hard to read; asked, never refused.
fn hints(conference: &Conference) -> Vec<String> {
    let mut said = Vec::new();
    if conference.easy_purpose.trim().is_empty() {
        said.push(
            "「やさしい目的」がまだ書かれていません。いまは、もとの目的がそのまま出ています。".to_owned(),
        );
    }
    let texts = [&conference.easy_purpose, &conference.easy_note];
    let items = conference.agenda.iter().map(|item| &item.easy);
    for text in texts.into_iter().chain(items) {
        said.extend(easy::asked_again(text));
    }
    said.dedup();
    said
}
