//! The minutes begin with what was typed in the room; from there on they are a record like every other.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::conference::{Board, minutes};
use bansou_domain::id::{ConferenceId, PersonId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::paper::PaperKind;
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::conference::ConferenceRecord;
use bansou_store::journal::Did;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::asked;
use super::room::standing;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};
use crate::slices::meetings;

/// Makes the record, or leads to the one that was made.
pub(super) async fn make(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.conference(case.reader(), id).await?;
    if let Some((paper, confirmed)) = record.minutes {
        let path = if confirmed {
            meetings::paper_path
        } else {
            meetings::edit_path
        };
        return Ok(Redirect::to(&path(person, paper)).into_response());
    }
    let meeting = drafted(&mut tx, case, &record, cx.today()).await?;
    let paper = tx
        .add_paper(case, PaperKind::Meeting, record.cycle, &meeting)
        .await?;
    let leads_to = meetings::edit_path(person, paper);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.set_minutes(case, id, paper).await?;
    tx.commit(Did::to(person, "conference.minutes_begun").subject(paper.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

async fn drafted(
    tx: &mut Tx,
    case: CaseEditor,
    record: &ConferenceRecord,
    today: Date,
) -> Result<ServiceMeeting, Failure> {
    let lines = tx.lines(case.reader(), record.id).await?;
    let papers = tx.papers(case.reader()).await?;
    let before = papers
        .iter()
        .filter(|line| line.kind == PaperKind::Meeting && line.confirmed_at.is_some() && !line.replaced);
    let nth = u16::try_from(before.count() + 1).unwrap_or(u16::MAX);
    let (begun, ended) = (
        in_japan(record.begun_at.as_ref()),
        in_japan(record.ended_at.as_ref()),
    );
    let on = begun
        .map(DateTime::date)
        .or(record.conference.on)
        .unwrap_or(today);
    let minute = |at: DateTime| u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).ok();
    let held = (on, begun.and_then(minute), ended.and_then(minute));
    let standing = standing(&lines);
    let board = Board::of(standing.iter().copied());
    let mut meeting = minutes(&record.conference, &board, held, nth);
    let opinions = asked::opinions(tx, case.reader(), record.id).await?;
    asked::into_minutes(&mut meeting, &record.conference, opinions);
    Ok(meeting)
}

fn in_japan(at: Option<&String>) -> Option<DateTime> {
    let at: Timestamp = at?.parse().ok()?;
    Some(jiff::tz::Offset::constant(9).to_datetime(at))
}
