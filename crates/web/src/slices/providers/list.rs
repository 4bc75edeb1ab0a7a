//! The directory by name, fifty to a page.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::text;
use bansou_store::provider::ProviderRecord;
use jiff::civil::Date;
use serde::Deserialize;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, Pages, View, page};

const PER_PAGE: i64 = 50;
/// What was heard longer ago than this has to be asked again.
const FRESH_DAYS: i32 = 180;

#[derive(Template)]
#[template(path = "slices/providers/list.html")]
struct List {
    providers: Vec<Line>,
    q: String,
    total: i64,
    pages: Pages,
}

struct Line {
    href: String,
    name: String,
    services: String,
    tel: String,
    fax: String,
    address: String,
    notes: String,
    noted_on: String,
    old: bool,
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: i64,
}

impl View for List {
    fn title(&self) -> String {
        "関係機関".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Providers
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let words = text::fold(&asked.q);
    let mut reader = cx.read().await?;
    let total = reader.count_providers(cx.member(), &words).await?;
    let pages = Pages::new(asked.page, total, PER_PAGE).keeping(&[("q", &asked.q)]);
    let found = reader
        .providers(cx.member(), &words, pages.offset(), PER_PAGE)
        .await?;
    drop(reader);
    let view = List {
        providers: found
            .into_iter()
            .map(|record| Line::new(record, cx.today()))
            .collect(),
        q: asked.q,
        total,
        pages,
    };
    page(&cx, &view)
}

impl Line {
    fn new(record: ProviderRecord, today: Date) -> Self {
        let provider = record.provider;
        Self {
            href: super::path(record.id),
            name: provider.name,
            services: provider.services,
            tel: provider.tel,
            fax: provider.fax,
            address: provider.address,
            notes: provider.notes,
            noted_on: provider.noted_on.map(wareki::short).unwrap_or_default(),
            old: provider
                .noted_on
                .is_some_and(|day| (today - day).get_days() > FRESH_DAYS),
        }
    }
}
