//! The person's own page of what will be talked about, with readings.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::conference::{Conference, EasyHint, Member, MemberKind, Run, easy_hints, plain, runs};
use bansou_domain::id::{ConferenceId, PersonId};
use jiff::civil::Date;
use serde::Deserialize;

use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};

/// A text with its readings, or without where they disturb.
pub(super) type Said = Vec<Run>;

/// What the person is handed.
pub(super) struct Easy {
    pub(super) name: Said,
    pub(super) held: Said,
    pub(super) place: Said,
    pub(super) purpose: Said,
    pub(super) who: Vec<String>,
    pub(super) items: Vec<(Said, u16)>,
    pub(super) note: Said,
}

#[derive(Template)]
#[template(path = "slices/conferences/easy.html")]
struct Page {
    case: CaseFrame,
    easy: Easy,
    path: String,
    edit: String,
    readings: bool,
    hints: Vec<String>,
}

/// 一つの文, as the template draws it.
#[derive(Template)]
#[template(
    source = "{% for run in runs %}{% if run.reading.is_empty() %}{{ run.text }}{% else %}<ruby>{{ run.text }}<rp>（</rp><rt>{{ run.reading }}</rt><rp>）</rp></ruby>{% endif %}{% endfor %}",
    ext = "html"
)]
struct Drawn<'r> {
    runs: &'r [Run],
}

impl askama::filters::HtmlSafe for Drawn<'_> {}

impl View for Page {
    fn title(&self) -> String {
        format!("本人に渡す案内 — {}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }
}

impl Page {
    #[expect(clippy::unused_self, reason = "the template reaches it through the page")]
    fn drawn<'r>(&self, said: &'r Said) -> Drawn<'r> {
        Drawn { runs: said }
    }
}

/// Whether the readings are shown.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kana: String,
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "conference.easy").await?;
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let face = reader.person(case).await?.person;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    drop(reader);
    let readings = asked.kana != "none";
    let mut easy = Easy::of(&record.conference, &face.name, &face.kana);
    if !readings {
        easy.without_readings();
    }
    let view = Page {
        case: frame,
        easy,
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
            name: vec![
                Run {
                    text: name.to_owned(),
                    reading: kana.to_owned(),
                },
                Run {
                    text: " さん".to_owned(),
                    reading: String::new(),
                },
            ],
            held: runs(&held(conference.on, conference.from)),
            place: runs(&conference.place),
            purpose: runs(or(&conference.easy_purpose, &conference.purpose)),
            who: others.map(|member: &Member| member.who.clone()).collect(),
            items: items
                .map(|item| (runs(or(&item.easy, &item.title)), item.minutes))
                .collect(),
            note: runs(&conference.easy_note),
        }
    }

    fn without_readings(&mut self) {
        let texts = [
            &mut self.name,
            &mut self.held,
            &mut self.place,
            &mut self.purpose,
            &mut self.note,
        ];
        let items = self.items.iter_mut().map(|(said, _)| said);
        for run in texts.into_iter().chain(items).flatten() {
            run.reading.clear();
        }
    }
}

fn or<'t>(own: &'t str, official: &'t str) -> &'t str {
    if own.trim().is_empty() { official } else { own }
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
        said.extend(easy_hints(text).into_iter().map(words));
    }
    said.dedup();
    said
}

fn words(hint: EasyHint) -> String {
    match hint {
        EasyHint::LongSentence(sentence) => {
            format!("長い文です。40字より短く分けられますか:「{}」", plain(&sentence))
        }
        EasyHint::NoReading(letters) => format!("「{letters}」にふりがながありません。"),
        EasyHint::DoubleNegation(sentence) => {
            format!("二重の打ち消しは伝わりにくいことばです:「{sentence}」")
        }
    }
}
