//! The person's own page: the ways side by side in easy Japanese, none before another.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::deciding::{Deciding, Way, hard_to_read};
use bansou_domain::easy::Furigana;
use bansou_domain::id::{PaperId, PersonId};

use super::parts::Part;
use crate::context::Cx;
use crate::easy::{self, Readings, named, or_official};
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

/// What the person is shown; the texts carry their readings.
pub(super) struct Easy {
    pub(super) name: String,
    pub(super) question: String,
    pub(super) ways: Vec<EasyWay>,
    pub(super) note: String,
}

/// One way as the person reads it.
pub(super) struct EasyWay {
    pub(super) name: String,
    pub(super) brings: String,
    pub(super) hard: String,
    pub(super) unknown: String,
}

/// The rows of the page, in easy words.
pub(super) const ROWS: [&str; 3] = ["いい ところ", "たいへんな ところ", "まだ わからない こと"];

/// What stands on every such page: nobody has to choose, and a choice is not for ever.
pub(super) const PROMISES: [&str; 3] = [
    "どれを えらんでも いいです。",
    "「まだ 決《き》めない」も えらべます。",
    "決《き》めた あとで、変《か》えても いいです。",
];

#[derive(Template)]
#[template(path = "slices/deciding/easy.html")]
struct Page {
    case: CaseFrame,
    easy: Easy,
    path: String,
    edit: String,
    readings: Readings,
    hints: Vec<String>,
}

case_page!(Page, "本人に見せるページ", wide);

impl EasyWay {
    fn of(way: &Way) -> Self {
        Self {
            name: or_official(&way.easy_name, &way.name).to_owned(),
            brings: or_official(&way.easy_brings, &way.brings.person).to_owned(),
            hard: or_official(&way.easy_hard, &way.hard.person).to_owned(),
            unknown: or_official(&way.easy_unknown, &way.unknown.person).to_owned(),
        }
    }

    /// What stands in the rows, in their order.
    pub(super) fn rows(&self) -> [&String; 3] {
        [&self.brings, &self.hard, &self.unknown]
    }
}

impl Easy {
    pub(super) fn of(deciding: &Deciding, name: &str, kana: &str) -> Self {
        Self {
            name: named(name, kana),
            question: or_official(&deciding.easy.question, &deciding.question).to_owned(),
            ways: deciding.named_ways().map(EasyWay::of).collect(),
            note: deciding.easy.note.clone(),
        }
    }
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    Query(readings): Query<Readings>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "deciding").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<Deciding>(case, id).await?;
    let face = reader.person(case).await?.person;
    let frame = CaseFrame::load(&mut reader, case, Tab::Assessment, cx.today()).await?;
    drop(reader);
    let draft = paper.line.confirmed_at.is_none();
    let view = Page {
        case: frame,
        easy: Easy::of(&paper.content, &face.name, &face.kana),
        path: super::path(person, id),
        edit: if draft {
            super::edit_path(person, id, Part::Easy)
        } else {
            String::new()
        },
        readings,
        hints: hints(&paper.content),
    };
    page(&cx, &view)
}

/// What makes the page hard to read; asked, never refused.
fn hints(deciding: &Deciding) -> Vec<String> {
    let unwritten = |way: &Way| way.easy_name.trim().is_empty() && way.easy_brings.trim().is_empty();
    let mut said: Vec<String> = deciding
        .named_ways()
        .filter(|way| unwritten(way))
        .map(|way| {
            format!(
                "「{}」のやさしいことばがまだありません。いまは、もとのことばが出ています。",
                way.name
            )
        })
        .collect();
    said.extend(hard_to_read(deciding).into_iter().map(easy::ask_again));
    said
}
