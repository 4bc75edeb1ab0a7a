//! Closing: the hand-over paper as a draft, and its confirmation, which closes the case.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::wareki;
use bansou_domain::closing::{ClosingReason, HandOver, check};
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::access::{CaseEditor, CaseReader};
use bansou_store::journal::Did;
use bansou_store::paper::Paper;
use bansou_store::{Reader, Tx};

use super::fields::{message, read, write};
use super::{path, reopen_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::papers::{self, Printable};

#[derive(Template)]
#[template(path = "slices/closing/close.html")]
struct Close {
    case: CaseFrame,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/closing/closed.html")]
pub(super) struct Closed {
    case: CaseFrame,
    ended: String,
    paper: Option<HandOver>,
    print: Option<String>,
    form: Form,
}

case_page!(Close, "終結・引継ぎ", form);

case_page!(Closed, "終結の記録", form);

/// The hand-over paper being written, if one has been begun.
async fn draft(reader: &mut Reader, case: CaseReader) -> Result<Option<Paper<HandOver>>, Failure> {
    let newest = reader.newest_paper(case, PaperKind::HandOver, true).await?;
    Ok(newest.filter(|paper: &Paper<HandOver>| paper.line.confirmed_at.is_none()))
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "closing").await?;
    let mut reader = cx.read().await?;
    let record = reader.person(case).await?;
    if record.closed_on.is_some() {
        let form = Form::blank(reopen_path(person), Typed::default());
        return page(&cx, &closed(&cx, &mut reader, case, form).await?);
    }
    let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
    let (typed, version) = match draft(&mut reader, case).await? {
        Some(paper) => (write(&paper.content), paper.line.version),
        None => (write(&begun(&mut reader, case, &record.person.caution).await?), 0),
    };
    drop(reader);
    let form = Form::open(&cx, path(person), typed, version).await?;
    page(&cx, &Close { case: frame, form })
}

/// A hand-over begins with what has been written elsewhere already.
async fn begun(reader: &mut Reader, case: CaseReader, caution: &str) -> Result<HandOver, Failure> {
    let assessment = reader
        .newest_paper::<Assessment>(case, PaperKind::Assessment, true)
        .await?;
    let assessment = assessment.map(|paper| paper.content).unwrap_or_default();
    Ok(HandOver {
        own_words: assessment.wish_person,
        family_words: assessment.wish_family,
        cautions: caution.to_owned(),
        ..HandOver::default()
    })
}

/// The page of a closed case, with the form that opens it again.
pub(super) async fn closed(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    form: Form,
) -> Result<Closed, Failure> {
    let record = reader.person(case).await?;
    let paper: Option<Paper<HandOver>> = reader.newest_paper(case, PaperKind::HandOver, false).await?;
    let id = paper.as_ref().map(|paper| paper.line.id);
    Ok(Closed {
        case: CaseFrame::load(reader, case, Tab::Overview, cx.today()).await?,
        ended: record.closed_on.map(wareki::format).unwrap_or_default(),
        print: id.map(|id| papers::path(case.person(), Printable::HandOver, id)),
        paper: paper.map(|paper| paper.content),
        form,
    })
}

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let confirming = typed.value("_do") == "confirm";
    let hand_over = match read_all(&typed, &cx, confirming) {
        Ok(hand_over) => hand_over,
        Err(problems) => {
            let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Overview, cx.today()).await?;
            let form = Form::refused(path(person), typed, problems);
            return refused(&cx, &Close { case: frame, form });
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    if tx.person(case.reader()).await?.closed_on.is_some() {
        return Err(bansou_store::Failure::Stale.into());
    }
    if let Some(theirs) = save(&mut tx, case, &hand_over, typed.version(), confirming).await? {
        let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Overview, cx.today()).await?;
        let form = Form::conflict(path(person), typed, write(&theirs.content), theirs.line.version);
        return refused(&cx, &Close { case: frame, form });
    }
    let did = if confirming {
        let reason = hand_over.reason.map_or("", ClosingReason::label);
        Did::to(person, "case.closed").detail(reason)
    } else {
        Did::to(person, "closing.saved")
    };
    tx.commit(did).await?;
    Ok(Redirect::to(&path(person)).into_response())
}

fn read_all(typed: &Typed, cx: &Cx, confirming: bool) -> Result<HandOver, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let hand_over = read(&mut fields);
    if confirming {
        for problem in check(&hand_over, cx.today()) {
            let (field, message) = message(problem);
            fields.tell(field, message);
        }
    }
    fields.finish(hand_over)
}

/// Keeps the paper and, confirming, closes the case. Answers what somebody else has saved meanwhile.
async fn save(
    tx: &mut Tx,
    case: CaseEditor,
    hand_over: &HandOver,
    version: i64,
    confirming: bool,
) -> Result<Option<Paper<HandOver>>, Failure> {
    let there = draft(tx, case.reader()).await?;
    let (id, version) = match there {
        Some(theirs) if theirs.line.version != version => return Ok(Some(theirs)),
        Some(mine) => {
            tx.change_paper(case, mine.line.id, hand_over, version).await?;
            (mine.line.id, version + 1)
        }
        None => {
            let cycle = crate::slices::process::newest_cycle(tx, case.reader()).await?;
            (
                tx.add_paper(case, PaperKind::HandOver, cycle, hand_over).await?,
                1,
            )
        }
    };
    if confirming {
        tx.confirm_paper(case, id, version).await?;
        let opened_on = tx.person(case.reader()).await?.opened_on;
        tx.set_case_days(case, opened_on, hand_over.on).await?;
    }
    Ok(None)
}
