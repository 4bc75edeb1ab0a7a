//! What was taken along of one case: by whom, on what, whether it is back. A lost device is called back here.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{OutingId, PersonId};
use bansou_store::journal::Did;
use bansou_store::outing::{OutingRecord, OutingState, PhotoCount};

use super::{Photos, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::monitoring;

/// Nobody goes out more often between two looks.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "slices/outings/list.html")]
struct List {
    case: CaseFrame,
    form: Form,
    lines: Vec<Line>,
    photos: Photos,
}

struct Line {
    id: OutingId,
    what: String,
    who: String,
    taken: String,
    seen: String,
    state: &'static str,
    word: &'static str,
    detail: String,
    go: String,
    photos: String,
    /// Whether something lies on the device that can still be called back.
    out: bool,
}

case_page!(List, "持ち出し", form);

fn line(person: PersonId, record: OutingRecord) -> Line {
    let (state, word) = match record.state {
        OutingState::Out => ("progress", "持ち出し中"),
        OutingState::Revoked if record.sealed => ("waiting", "取り消し（封をしたまま受け取り済み）"),
        OutingState::Revoked => ("late", "取り消し（端末からの連絡待ち）"),
        OutingState::Back => ("todo", "戻った記録あり"),
        OutingState::TakenIn => ("done", "報告書に取り込み済み"),
    };
    let go = match (record.state, record.paper) {
        (OutingState::Back, _) => monitoring::returned_path(person, record.id),
        (OutingState::TakenIn, Some(paper)) => monitoring::report_path(person, paper),
        (OutingState::Revoked, _) if record.sealed => format!("/visit/?open={}", record.id),
        _ if record.photos.sealed > 0 => format!("/visit/?open={}", record.id),
        _ => String::new(),
    };
    let month = record
        .month
        .map_or_else(|| "予定外".to_owned(), wareki::format_month);
    Line {
        id: record.id,
        what: format!("{month}のモニタリング"),
        who: format!("{}　{}", record.taken_by, record.device),
        taken: crate::form::time_in_japan(&record.taken_at),
        seen: crate::form::time_in_japan(&record.seen_at),
        state,
        word,
        detail: record.revoked_why,
        go,
        photos: came(record.photos),
        out: record.state == OutingState::Out || (record.revoked_at.is_none() && record.photos.missing()),
    }
}

/// How many photos came, where there are any.
fn came(photos: PhotoCount) -> String {
    let all = photos.told.max(photos.came + photos.sealed);
    match (all, photos.sealed) {
        (0, _) => String::new(),
        (_, 0) if photos.came == all => format!("写真{all}枚"),
        (_, 0) => format!("写真 {}/{all}枚。残りは端末にあります", photos.came),
        (_, sealed) => format!(
            "写真 {}/{all}枚。封をしたまま受け取ったもの{sealed}枚",
            photos.came
        ),
    }
}

async fn view(cx: &Cx, person: PersonId, form: Form) -> Result<List, Failure> {
    let case = cx.open_case(person, "outings").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?;
    let records = reader.outings(case, MOST).await?;
    Ok(List {
        case: frame,
        form,
        photos: Photos::load(&mut reader, case, |_| true).await?,
        lines: records.into_iter().map(|record| line(person, record)).collect(),
    })
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let form = Form::blank(path(person), Typed::default());
    page(&cx, &view(&cx, person, form).await?)
}

/// Calls an outing back. The device obeys at its next contact: it hands in what it holds, still sealed, and forgets it.
pub(super) async fn revoke(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.line("why", "取り消す理由");
    if why.is_empty() {
        fields.tell(
            "why",
            "「取り消す理由」を入力してください。例: タブレットを電車に置き忘れた",
        );
    }
    let outing: Option<OutingId> = typed.value("outing").parse().ok();
    let why = match fields.finish(why) {
        Ok(why) => why,
        Err(problems) => {
            let form = Form::refused(path(person), typed, problems);
            return refused(&cx, &view(&cx, person, form).await?);
        }
    };
    let outing = outing.ok_or(bansou_store::Failure::NotFound)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    tx.revoke_outing(case, outing, &why).await?;
    tx.commit(Did::to(person, "outing.revoked").subject(outing.0).detail(why))
        .await?;
    Ok(Redirect::to(&path(person)).into_response())
}
