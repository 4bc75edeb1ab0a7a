//! The person's own page: the ways side by side in easy Japanese, none before another.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::deciding::{Deciding, Way, hard_to_read};
use bansou_domain::easy::Furigana;
use bansou_domain::id::{PaperId, PersonId};
use serde::Deserialize;

use super::parts::Part;
use crate::context::Cx;
use crate::easy;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};

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
    furigana: Furigana,
    hints: Vec<String>,
}

impl View for Page {
    fn title(&self) -> String {
        format!("本人に見せるページ — {}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn wide(&self) -> bool {
        true
    }
}

impl Page {
    /// An easy text with the readings that are wanted.
    fn say(&self, text: &str) -> easy::Easy {
        easy::easy(text, self.furigana)
    }
}

impl EasyWay {
    fn of(way: &Way) -> Self {
        Self {
            name: or(&way.easy_name, &way.name),
            brings: or(&way.easy_brings, &way.brings.person),
            hard: or(&way.easy_hard, &way.hard.person),
            unknown: or(&way.easy_unknown, &way.unknown.person),
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
            name: match kana {
                "" => format!("{name} さん"),
                kana => format!("｜{name}《{kana}》 さん"),
            },
            question: or(&deciding.easy.question, &deciding.question),
            ways: deciding.named_ways().map(EasyWay::of).collect(),
            note: deciding.easy.note.clone(),
        }
    }
}

fn or(own: &str, official: &str) -> String {
    let text = if own.trim().is_empty() { official } else { own };
    text.to_owned()
}

/// How many readings are shown; all of them, unless somebody chose otherwise.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    f: String,
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    Query(asked): Query<Asked>,
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
        furigana: Furigana::from_code(&asked.f).unwrap_or(Furigana::All),
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
