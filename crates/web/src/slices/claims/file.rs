//! 請求ファイル: the list, one file with its claims, and the bytes as they were frozen.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bansou_domain::calendar::wareki;
use bansou_store::access::ClaimDesk;
use bansou_store::claim::{ClaimRecord, FileLine, FileState};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use uuid::Uuid;

use super::marks::{state, summary, yen};
use super::print::{invoices, papers};
use super::{file_path, person_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed, time_in_japan};
use crate::layout::{Menu, Pages, View, page};

const PER_PAGE: i64 = 30;
/// How many claims of a file one page shows: an ordinary office fits on one.
pub(super) const CLAIMS: i64 = 200;

#[derive(Template)]
#[template(path = "slices/claims/files.html")]
struct Files {
    listed: Vec<Listed>,
    newer: Option<i64>,
    older: Option<i64>,
}

struct Listed {
    href: String,
    name: String,
    benefit: &'static str,
    processing: String,
    claims: i64,
    yen: String,
    state: &'static str,
    word: String,
    when: String,
}

#[derive(Template)]
#[template(path = "slices/claims/file.html")]
pub(super) struct Show {
    file: Listed,
    sha256: String,
    claims: Vec<Claim>,
    invoices: Vec<(String, String)>,
    /// Whether it can still be sent or taken back.
    fresh: bool,
    sent: bool,
    undone: String,
    pages: Pages,
    form: Form,
}

struct Claim {
    name: String,
    href: String,
    month: String,
    municipality: String,
    lines: String,
    yen: String,
    state: &'static str,
    word: &'static str,
    again: bool,
    papers: Vec<(&'static str, String)>,
}

impl View for Files {
    fn title(&self) -> String {
        "請求ファイルと結果".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Claims
    }
}

impl View for Show {
    fn title(&self) -> String {
        format!("請求ファイル {}", self.file.name)
    }

    fn menu(&self) -> Menu {
        Menu::Claims
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }
}

/// Which page of the list.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) page: i64,
}

pub(super) async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let desk = cx.open_claims("files").await?;
    let at = asked.page.clamp(1, 10_000);
    let found = cx
        .read()
        .await?
        .claim_files(desk, (at - 1) * PER_PAGE, PER_PAGE + 1)
        .await?;
    let more = found.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let files = found
        .into_iter()
        .take(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let view = Files {
        listed: files.map(|line| Listed::of(&line)).collect(),
        newer: (at > 1).then_some(at - 1),
        older: more.then_some(at + 1),
    };
    page(&cx, &view)
}

impl Listed {
    fn of(line: &FileLine) -> Self {
        let (look, word) = match &line.state {
            FileState::Undone { .. } => ("unneeded", "取り消し".to_owned()),
            FileState::Frozen => ("todo", "まだ送っていません".to_owned()),
            FileState::Sent(on) if line.waiting > 0 => (
                "waiting",
                format!("{}送信・結果待ち {}件", wareki::short(*on), line.waiting),
            ),
            FileState::Sent(on) => ("done", format!("{}送信・結果あり", wareki::short(*on))),
        };
        Self {
            href: file_path(line.id),
            name: line.name.clone(),
            benefit: line.benefit.label(),
            processing: wareki::format_month(line.processing),
            claims: line.claims,
            yen: yen(line.yen),
            state: look,
            word,
            when: format!("{}　{}", time_in_japan(&line.frozen_at), line.frozen_by),
        }
    }
}

pub(super) async fn show(
    cx: Cx,
    Path(file): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let desk = cx.open_claims("file").await?;
    let mut start = Typed::default();
    start.set("on", wareki::short(cx.today()));
    let form = Form::blank(format!("{}/send", file_path(file)), start);
    let view = view(&cx, desk, (file, &asked), form).await?;
    page(&cx, &view)
}

pub(super) async fn view(
    cx: &Cx,
    desk: ClaimDesk,
    (file, asked): (Uuid, &Asked),
    form: Form,
) -> Result<Show, Failure> {
    let mut reader = cx.read().await?;
    let line = reader.claim_file(desk, file).await?.line;
    let claims = reader.claims_of_file(desk, file).await?;
    drop(reader);
    let pages = Pages::new(asked.page, line.claims, CLAIMS);
    let (skip, most) = pages.window();
    let shown = || claims.iter().enumerate().skip(skip).take(most);
    cx.list_claims(&line.name, shown().map(|(_, record)| record.person))
        .await?;
    Ok(Show {
        sha256: HEXLOWER.encode(&line.sha256),
        fresh: line.state == FileState::Frozen,
        sent: matches!(line.state, FileState::Sent(_)),
        undone: match &line.state {
            FileState::Undone { at, why } => format!("{} {why}", time_in_japan(at)),
            _ => String::new(),
        },
        file: Listed::of(&line),
        invoices: invoices(file, &claims),
        claims: shown()
            .map(|(nth, record)| Claim::of(file, nth, record))
            .collect(),
        pages,
        form,
    })
}

impl Claim {
    fn of(file: Uuid, nth: usize, record: &ClaimRecord) -> Self {
        let (look, word) = state(record);
        Self {
            papers: papers(file, nth, record),
            name: record.claim.name.clone(),
            href: person_path(record.claim.month, record.person),
            month: wareki::short_month(record.claim.month),
            municipality: record.claim.municipality.clone(),
            lines: summary(&record.claim),
            yen: yen(record.claim.yen),
            state: look,
            word,
            again: record.follows.is_some(),
        }
    }
}

/// The file, the same bytes at every press.
pub(super) async fn download(cx: Cx, Path(file): Path<Uuid>) -> Result<Response, Failure> {
    let desk = cx.open_claims("download").await?;
    let mut reader = cx.read().await?;
    let found = reader.claim_file(desk, file).await?;
    let people = reader.people_of_claim_file(desk, file).await?;
    drop(reader);
    if matches!(found.line.state, FileState::Undone { .. }) {
        return Err(Failure::Request(
            "このファイルは取り消されています。送る前のファイルを選んでください。",
        ));
    }
    cx.list_claims(&found.line.name, people).await?;
    let name = format!("attachment; filename=\"{}\"", found.line.name);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=Shift_JIS".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, found.bytes).into_response())
}
