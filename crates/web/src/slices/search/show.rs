//! The page of results: people, sentences of notes, the directory.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::text;
use bansou_store::note::NoteHit;
use bansou_store::provider::ProviderRecord;
use bansou_store::search::PersonHit;
use serde::Deserialize;

use super::mark::{Piece, sentence};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::covering;
use crate::layout::{Menu, View, page};
use crate::slices::{notes, people, providers};

/// One letter finds almost every note and says nothing.
const LEAST: usize = 2;
const MOST_PEOPLE: i64 = 20;
const MOST_NOTES: i64 = 50;
const MOST_PROVIDERS: i64 = 20;

#[derive(Template)]
#[template(path = "slices/search/show.html")]
struct Show {
    q: String,
    short: bool,
    people: Vec<PersonLine>,
    notes: Vec<NoteLine>,
    more_notes: bool,
    providers: Vec<ProviderLine>,
}

pub(super) struct PersonLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) born: String,
    pub(super) specialist: String,
    pub(super) closed: bool,
}

struct NoteLine {
    href: String,
    name: String,
    covered: Option<String>,
    on: String,
    means: &'static str,
    sentence: Vec<Piece>,
}

pub(super) struct ProviderLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) services: String,
    pub(super) tel: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) q: String,
}

impl View for Show {
    fn title(&self) -> String {
        "さがす".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::People
    }
}

pub(super) async fn get(cx: Cx, Query(Asked { q }): Query<Asked>) -> Result<Response, Failure> {
    let words = q.trim().to_owned();
    let short = text::fold(&words).chars().count() < LEAST;
    if short {
        return page(&cx, &Show::nothing(q, !words.is_empty()));
    }
    let mut reader = cx.read().await?;
    let people = reader.find_people(cx.member(), &words, MOST_PEOPLE).await?;
    let mut hits = reader.search_notes(cx.member(), &words, MOST_NOTES + 1).await?;
    let key = text::fold(&words);
    let providers = reader.providers(cx.member(), &key, 0, MOST_PROVIDERS).await?;
    drop(reader);
    let most = usize::try_from(MOST_NOTES).unwrap_or(usize::MAX);
    let more_notes = hits.len() > most;
    hits.truncate(most);
    journal_views(&cx, &hits).await?;
    let view = Show {
        q,
        short: false,
        people: people.into_iter().map(PersonLine::new).collect(),
        notes: hits.into_iter().map(|hit| NoteLine::new(hit, &words)).collect(),
        more_notes,
        providers: providers.into_iter().map(ProviderLine::new).collect(),
    };
    page(&cx, &view)
}

/// A sentence of a note is a view of that person's record.
async fn journal_views(cx: &Cx, hits: &[NoteHit]) -> Result<(), Failure> {
    if hits.is_empty() {
        return Ok(());
    }
    let people = hits.iter().map(|hit| PersonId(hit.person));
    let store = &cx.app.store;
    Ok(store.listed_cases(&cx.who, cx.now, "search", people).await?)
}

impl Show {
    fn nothing(q: String, short: bool) -> Self {
        Self {
            q,
            short,
            people: Vec::new(),
            notes: Vec::new(),
            more_notes: false,
            providers: Vec::new(),
        }
    }

    fn found_nothing(&self) -> bool {
        self.people.is_empty() && self.notes.is_empty() && self.providers.is_empty()
    }
}

impl PersonLine {
    pub(super) fn new(hit: PersonHit) -> Self {
        let born = hit.born.and_then(|born| born.parse().ok());
        Self {
            href: people::path(PersonId(hit.id)),
            name: hit.name,
            kana: hit.kana,
            born: born.map(wareki::short).unwrap_or_default(),
            specialist: match hit.specialist_name {
                specialist if hit.covered && !hit.mine => covering(&specialist.unwrap_or_default()),
                specialist => format!("担当 {}", specialist.as_deref().unwrap_or("未定")),
            },
            closed: hit.closed,
        }
    }
}

impl NoteLine {
    fn new(hit: NoteHit, words: &str) -> Self {
        let (person, record) = (PersonId(hit.person), hit.note);
        Self {
            href: notes::note_path(person, record.id),
            name: hit.name,
            covered: hit.covered_for.as_deref().map(covering),
            on: wareki::format_with_weekday(record.note.on),
            means: record.note.means.label(),
            sentence: sentence(&record.note.searchable(), words),
        }
    }
}

impl ProviderLine {
    pub(super) fn new(record: ProviderRecord) -> Self {
        Self {
            href: providers::path(record.id),
            name: record.provider.name,
            services: record.provider.services,
            tel: record.provider.tel,
        }
    }
}
