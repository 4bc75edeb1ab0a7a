//! Writing a report: opening it, filling it as last time, saving and confirming it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::{
    MonitoringReport, SlipCause, check, easy_draft, fill_as_before, slip_sentence,
};
use bansou_domain::paper::PaperKind;
use bansou_domain::week::{State, Week, redline};
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::journal::Did;
use bansou_store::paper::Paper;

use super::fields::{self, EXTRA, message, read, write};
use super::ground::Ground;
use super::view::Write;
use super::{edit_path, outing, path, report_path, write_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{page, refused};
use crate::week;

fn asked(month: &str) -> Result<Option<ServiceMonth>, Failure> {
    if month == EXTRA {
        return Ok(None);
    }
    let month = month.parse().map_err(|_| bansou_store::Failure::NotFound)?;
    Ok(Some(month))
}

pub(super) async fn new(
    cx: Cx,
    Path((person, month)): Path<(PersonId, String)>,
) -> Result<Response, Failure> {
    let month = asked(&month)?;
    let case = cx.open_case(person, "monitoring.write").await?;
    let mut reader = cx.read().await?;
    let ground = Ground::load(&cx, &mut reader, case, None).await?;
    drop(reader);
    if let Some(month) = month {
        if let Some(there) = ground.answered(month) {
            let there_path = match there.confirmed_at {
                Some(_) => report_path(person, there.id),
                None => edit_path(person, there.id),
            };
            return Ok(Redirect::to(&there_path).into_response());
        }
        if !ground.months.contains(&month) {
            return Err(bansou_store::Failure::NotFound.into());
        }
    }
    let report = ground.begin(month);
    let typed = write(&report, ground.plan.is_some());
    let form = Form::open(&cx, write_path(person, month), typed, 0).await?;
    page(&cx, &Write::new(&cx, ground, form, &report.week_before, None))
}

pub(super) async fn edit(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "monitoring.write").await?;
    let mut reader = cx.read().await?;
    let paper: Paper<MonitoringReport> = reader.paper(case, id).await?;
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&report_path(person, id)).into_response());
    }
    let ground = Ground::load(&cx, &mut reader, case, Some(&paper.line)).await?;
    drop(reader);
    let typed = write(&paper.content, ground.plan.is_some());
    let form = Form::open(&cx, edit_path(person, id), typed, paper.line.version).await?;
    let before = paper.content.week_before;
    page(&cx, &Write::new(&cx, ground, form, &before, Some(paper.line)))
}

pub(super) async fn add(
    cx: Cx,
    Path((person, month)): Path<(PersonId, String)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let action = write_path(person, asked(&month)?);
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let mut ground = Ground::load(&cx, &mut tx, case.reader(), None).await?;
    outing::show_photos(&mut ground, &mut tx, case, &typed).await?;
    let before = ground.begin(None).week_before;
    Desk {
        cx,
        case,
        ground,
        before,
        action,
        paper: None,
    }
    .receive(tx, typed)
    .await
}

pub(super) async fn change(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    let mut ground = Ground::load(&cx, &mut tx, case.reader(), Some(&paper.line)).await?;
    outing::show_photos(&mut ground, &mut tx, case, &typed).await?;
    Desk {
        cx,
        case,
        ground,
        before: paper.content.week_before.clone(),
        action: edit_path(person, id),
        paper: Some(paper),
    }
    .receive(tx, typed)
    .await
}

/// One report on the desk: what is known around it, and what was sent for it.
struct Desk {
    cx: Cx,
    case: CaseEditor,
    ground: Ground,
    before: Week,
    action: String,
    paper: Option<Paper<MonitoringReport>>,
}

impl Desk {
    async fn receive(self, mut tx: Tx, typed: Typed) -> Result<Response, Failure> {
        if let Some(form) = self.without_saving(&typed) {
            drop(tx);
            let (cx, view) = self.view(form);
            return page(&cx, &view);
        }
        // Claimed before anything is judged: a second press would find the month answered by the first.
        if let Accepted::Before(response) = accept(&mut tx, &typed, &path(self.case.person())).await? {
            return Ok(response);
        }
        let confirming = typed.value("_do") == "confirm";
        let report = match self.read(&typed, confirming) {
            Ok(report) => report,
            Err(problems) => {
                drop(tx);
                let form = Form::refused(self.action.clone(), typed, problems);
                let (cx, view) = self.view(form);
                return refused(&cx, &view);
            }
        };
        let (id, leads_to) = match self.save(&mut tx, &typed, &report, confirming).await {
            Err(Failure::Store(bansou_store::Failure::Stale)) => return self.conflict(tx, typed).await,
            saved => saved?,
        };
        let kind = if confirming {
            "monitoring.confirmed"
        } else {
            "monitoring.saved"
        };
        tx.commit(Did::to(self.case.person(), kind).subject(id.0)).await?;
        Ok(Redirect::to(&leads_to).into_response())
    }

    /// Buttons that change what stands in the form and save nothing.
    fn without_saving(&self, typed: &Typed) -> Option<Form> {
        let changed = match typed.value("_do") {
            "same" => self.as_before(typed),
            "slip" => self.drafted_reason(typed),
            "easy" => self.easy_draft(typed),
            "take" => self.ground.words.take(typed, ""),
            wanted if wanted.starts_with("take.") => {
                self.ground.words.take(typed, wanted.trim_start_matches("take."))
            }
            _ => return Form::rearranged(self.action.clone(), typed),
        };
        Some(Form::refused(self.action.clone(), changed, Vec::new()))
    }

    fn as_before(&self, typed: &Typed) -> Typed {
        let Some(last) = &self.ground.last else {
            return typed.clone();
        };
        let mut fields = Fields::new(typed, self.cx.today());
        let read = read(&mut fields, &self.before);
        let filled = fill_as_before(read.report, &last.content);
        fields::take_over(typed, &filled, &read.rows)
    }

    /// The beginning of the easy text, where nobody has written one.
    fn easy_draft(&self, typed: &Typed) -> Typed {
        let mut typed = typed.clone();
        if typed.value("easy").trim().is_empty() {
            let mut fields = Fields::new(&typed, self.cx.today());
            let report = read(&mut fields, &self.before).report;
            typed.set("easy", easy_draft(&report));
        }
        typed
    }

    fn drafted_reason(&self, typed: &Typed) -> Typed {
        let mut typed = typed.clone();
        let mut fields = Fields::new(&typed, self.cx.today());
        let cause = fields.choice("slip.cause", "事情", SlipCause::from_code);
        let report = read(&mut fields, &self.before).report;
        if let Some(month) = report.month {
            let slip = report.slip.unwrap_or_default();
            typed.set("slip.reason", slip_sentence(month, report.visit.on, cause, &slip));
        }
        typed
    }

    fn read(&self, typed: &Typed, confirming: bool) -> Result<MonitoringReport, Vec<Told>> {
        let today = self.cx.today();
        let mut fields = Fields::new(typed, today);
        let read = read(&mut fields, &self.before);
        self.check_month(&mut fields, read.report.month);
        if self.edited_but_unchanged(typed) {
            fields.tell("week_unchanged", "「週間計画は変わらない」が選ばれていますが、週間計画が直されています。印をはずすか、週間計画を元に戻してください。");
        }
        if confirming {
            let rule = self.ground.slip_rule(read.report.month);
            for problem in check(&read.report, today, rule) {
                let (field, message) = message(problem, &read.rows);
                if fields.problem_free(&field) {
                    fields.tell(field, message);
                }
            }
        }
        fields.finish(read.report)
    }

    /// Whether the week was edited although the box says that it stays. Neither is thrown away without asking.
    fn edited_but_unchanged(&self, typed: &Typed) -> bool {
        if typed.value("week_unchanged").is_empty() || typed.rows("week", 0).is_empty() {
            return false;
        }
        let after = week::read(&mut Fields::new(typed, self.cx.today()), "");
        let before = &self.before;
        let same = redline(before, &after)
            .iter()
            .all(|marked| marked.state == State::Same);
        !same || after.not_weekly != before.not_weekly || after.main_activities != before.main_activities
    }

    fn check_month(&self, fields: &mut Fields<'_>, month: Option<ServiceMonth>) {
        let Some(month) = month else { return };
        let own = self.paper.as_ref().map(|paper| &paper.line);
        if !self.ground.months.contains(&month) && own.and_then(|line| line.month) != Some(month) {
            fields.tell("month", "受給者証にない月です。対象月を選び直してください。");
        }
        let mine = |id| own.is_some_and(|line| line.id == id || line.replaces == Some(id));
        if self.ground.answered(month).is_some_and(|line| !mine(line.id)) {
            let month = wareki::format_month(month);
            fields.tell(
                "month",
                format!("{month}の報告書はすでにあります。一覧から開いてください。"),
            );
        }
    }

    async fn save(
        &self,
        tx: &mut Tx,
        typed: &Typed,
        report: &MonitoringReport,
        confirming: bool,
    ) -> Result<(PaperId, String), Failure> {
        let person = self.case.person();
        let (id, version) = if let Some(paper) = &self.paper {
            tx.change_paper(self.case, paper.line.id, report, typed.version())
                .await?;
            (paper.line.id, typed.version() + 1)
        } else {
            let cycle = self.ground.cycle();
            let id = tx
                .add_paper(self.case, PaperKind::Monitoring, cycle, report)
                .await?;
            (id, 1)
        };
        outing::take_in(tx, self.case, typed, id).await?;
        let leads_to = if confirming {
            tx.confirm_paper(self.case, id, version).await?;
            report_path(person, id)
        } else {
            format!("{}?saved=1", edit_path(person, id))
        };
        if let Ok(key) = typed.value("_key").parse() {
            tx.led_to(key, &leads_to).await?;
        }
        Ok((id, leads_to))
    }

    async fn conflict(self, mut tx: Tx, typed: Typed) -> Result<Response, Failure> {
        let Some(paper) = &self.paper else {
            return Err(bansou_store::Failure::Stale.into());
        };
        let theirs: Paper<MonitoringReport> = tx.paper(self.case.reader(), paper.line.id).await?;
        drop(tx);
        if theirs.line.confirmed_at.is_some() {
            return Err(bansou_store::Failure::Stale.into());
        }
        let written = write(&theirs.content, self.ground.plan.is_some());
        let form = Form::conflict(self.action.clone(), typed, written, theirs.line.version);
        let (cx, view) = self.view(form);
        refused(&cx, &view)
    }

    fn view(self, form: Form) -> (Cx, Write) {
        let line = self.paper.map(|paper| paper.line);
        let view = Write::new(&self.cx, self.ground, form, &self.before, line);
        (self.cx, view)
    }
}
