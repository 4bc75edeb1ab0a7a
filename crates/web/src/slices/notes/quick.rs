//! ＋記録: a note from anywhere. First whose it is, then the note itself.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use bansou_domain::id::PersonId;
use bansou_store::person::PeopleFilter;
use serde::Deserialize;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::covering;
use crate::layout::{Menu, View, page};

const MOST: i64 = 12;

#[derive(Template)]
#[template(path = "slices/notes/quick.html")]
struct Choose {
    q: String,
    people: Vec<Choice>,
}

struct Choice {
    href: String,
    name: String,
    kana: String,
    specialist: String,
}

impl View for Choose {
    fn title(&self) -> String {
        "記録を書く".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Today
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    person: Option<PersonId>,
    #[serde(default)]
    q: String,
}

pub(super) async fn get(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    if let Some(person) = asked.person {
        return super::form::write_new(&cx, person).await;
    }
    let people = people(&cx, &asked.q).await?;
    page(&cx, &Choose { q: asked.q, people })
}

/// Whoever is looked for; before anything is typed, the worker's own cases.
async fn people(cx: &Cx, words: &str) -> Result<Vec<Choice>, Failure> {
    let mut reader = cx.read().await?;
    let choice =
        |id: uuid::Uuid, name: String, kana: String, specialist: Option<String>, covered: bool| Choice {
            href: format!("/notes/new?person={id}"),
            name,
            kana,
            specialist: match specialist {
                specialist if covered => covering(&specialist.unwrap_or_default()),
                specialist => format!("担当 {}", specialist.as_deref().unwrap_or("未定")),
            },
        };
    if words.trim().is_empty() {
        let mine = PeopleFilter {
            mine: true,
            ..PeopleFilter::default()
        };
        let found = reader.people(cx.member(), &mine, 0, MOST).await?;
        let own = found.into_iter();
        return Ok(own
            .map(|line| {
                let covered = line.covered && !line.mine;
                choice(line.id, line.name, line.kana, line.specialist_name, covered)
            })
            .collect());
    }
    let found = reader.find_people(cx.member(), words, MOST).await?;
    Ok(found
        .into_iter()
        .map(|hit| {
            let covered = hit.covered && !hit.mine;
            choice(hit.id, hit.name, hit.kana, hit.specialist_name, covered)
        })
        .collect())
}
