//! The report's form on a visit: taken along as it stands, and merged with what was saved meanwhile when it is back.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{OutingId, PaperId, PersonId};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::PaperKind;
use bansou_domain::week::Week;
use bansou_store::access::{CaseEditor, CaseReader};
use bansou_store::outing::ReturnRecord;
use bansou_store::paper::{Paper, PaperLine};
use bansou_store::{Reader, Tx};
use uuid::Uuid;

use super::fields::{is_text, write};
use super::ground::Ground;
use super::view::Write;
use super::{edit_path, path, report_path, write_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Merged, Typed, merge};
use crate::layout::page;
use crate::slices::outings::Photos;

/// The parts of the form that repeat.
const PARTS: &[&str] = &["rows", "homework", "week"];

/// Which return a form takes in, as it travels in the form.
pub(super) const FIELD: &str = "_outing";

/// What is taken along.
pub(crate) struct ToGo {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) html: String,
}

/// A report as it stands: a draft, or a new one.
struct Standing {
    ground: Ground,
    report: MonitoringReport,
    before: Week,
    paper: Option<Paper<MonitoringReport>>,
}

impl Standing {
    /// The report of a month; [`Err`] with the path of a report that is confirmed.
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        month: Option<ServiceMonth>,
        known: Option<PaperId>,
    ) -> Result<Result<Self, PaperId>, Failure> {
        let ground = Ground::load(cx, reader, case, None).await?;
        let there = match known {
            Some(id) => ground.papers.iter().find(|line| line.id == id),
            None => month.map_or_else(|| unscheduled(&ground), |month| ground.answered(month)),
        };
        match there.map(|line| (line.id, line.confirmed_at.is_some())) {
            Some((id, true)) => Ok(Err(id)),
            Some((id, false)) => {
                let paper: Paper<MonitoringReport> = reader.paper(case, id).await?;
                Ok(Ok(Self {
                    ground: Ground::load(cx, reader, case, Some(&paper.line)).await?,
                    report: paper.content.clone(),
                    before: paper.content.week_before.clone(),
                    paper: Some(paper),
                }))
            }
            None => {
                let report = ground.begin(month);
                Ok(Ok(Self {
                    before: report.week_before.clone(),
                    ground,
                    report,
                    paper: None,
                }))
            }
        }
    }

    fn action(&self, person: PersonId, month: Option<ServiceMonth>) -> (String, i64) {
        match &self.paper {
            Some(paper) => (edit_path(person, paper.line.id), paper.line.version),
            None => (write_path(person, month), 0),
        }
    }

    fn typed(&self) -> Typed {
        write(&self.report, self.ground.plan.is_some())
    }
}

/// The report outside the schedule that is being written.
fn unscheduled(ground: &Ground) -> Option<&PaperLine> {
    let drafts = ground.papers.iter().filter(|line| {
        line.kind == PaperKind::Monitoring && line.month.is_none() && line.confirmed_at.is_none()
    });
    drafts.max_by_key(|line| line.id)
}

/// The form of a month's report as it is taken along.
pub(crate) async fn to_go(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    month: Option<ServiceMonth>,
) -> Result<ToGo, Failure> {
    let person = case.person();
    let Ok(mut standing) = Standing::load(cx, reader, case, month, None).await? else {
        return Err(Failure::Request("この月の報告書は確定しています。"));
    };
    let known = |month| standing.ground.months.contains(&month);
    if standing.paper.is_none() && !month.is_none_or(known) {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let typed = standing.typed();
    // What came from an earlier visit stays in the office.
    standing.ground.photos = Photos::default();
    let (action, version) = standing.action(person, month);
    let mut form = Form::blank(action, typed);
    form.version = version;
    let line = standing.paper.map(|paper| paper.line);
    let name = standing.ground.frame.name.clone();
    let view = Write::new(cx, standing.ground, form, &standing.before, line);
    Ok(ToGo {
        name,
        title: month.map_or_else(
            || "予定外のモニタリング".to_owned(),
            |month| format!("{}のモニタリング", wareki::format_month(month)),
        ),
        html: view.render()?,
    })
}

/// 取り込む: what came back and what was saved meanwhile, in one form.
pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, OutingId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "monitoring.returned").await?;
    let mut reader = cx.read().await?;
    let back = reader.last_return(case, id).await?;
    let mut standing = match Standing::load(&cx, &mut reader, case, back.month, back.paper).await? {
        Ok(standing) => standing,
        // Confirmed meanwhile: it can only be corrected, and the correction is a draft to take this into.
        Err(paper) => return Ok(Redirect::to(&report_path(person, paper)).into_response()),
    };
    standing.ground.show_returned(&mut reader, case, id).await?;
    drop(reader);
    let theirs = standing.typed();
    let merged = merged(&back, &theirs)?;
    let (action, version) = standing.action(person, back.month);
    let mut form = Form::merged(action, merged, version);
    form.typed.set(FIELD, format!("{id}.{}", back.id));
    let line = standing.paper.map(|paper| paper.line);
    page(
        &cx,
        &Write::new(&cx, standing.ground, form, &standing.before, line),
    )
}

fn merged(back: &ReturnRecord, theirs: &Typed) -> Result<Merged, Failure> {
    let [base, mine] = [&back.base, &back.fields].map(|text| Typed::parse(text.as_bytes()));
    let mut merged = merge(&base?, &mine?, theirs, PARTS);
    // A text keeps both, one below the other; whoever saves takes out what is too much.
    for name in merged.clashes.iter().filter(|name| is_text(name)) {
        let both = [merged.theirs.value(name), merged.typed.value(name)];
        let both: Vec<&str> = both.into_iter().filter(|text| !text.is_empty()).collect();
        let both = both.join("\n");
        merged.typed.set(name.clone(), both);
    }
    Ok(merged)
}

/// The visit and the return a form takes in.
fn taken(typed: &Typed) -> Option<(OutingId, Uuid)> {
    let (outing, returned) = typed.value(FIELD).split_once('.')?;
    Some((outing.parse().ok()?, returned.parse().ok()?))
}

/// The photos of a visit stand beside the form that takes it in, also where it is shown again before it is saved.
pub(super) async fn show_photos(
    ground: &mut Ground,
    tx: &mut Tx,
    case: CaseEditor,
    typed: &Typed,
) -> Result<(), Failure> {
    match taken(typed) {
        Some((outing, _)) => ground.show_returned(tx, case.reader(), outing).await,
        None => Ok(()),
    }
}

/// Marks what a saved form has taken in.
pub(super) async fn take_in(
    tx: &mut Tx,
    case: CaseEditor,
    typed: &Typed,
    paper: PaperId,
) -> Result<(), Failure> {
    if let Some((outing, returned)) = taken(typed) {
        tx.take_in(case, outing, returned, paper).await?;
    }
    Ok(())
}

/// Where a return is taken in.
pub(crate) fn returned_path(person: PersonId, outing: OutingId) -> String {
    format!("{}/returned/{outing}", path(person))
}
