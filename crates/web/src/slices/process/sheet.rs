//! The dated facts of one sheet as a form: what is new is added, what differs corrects, what is emptied is withdrawn.
//! A correction says why.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::process::MilestoneKind;
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::journal::Did;
use bansou_store::milestone::Milestone;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/process/sheet.html")]
struct SheetForm {
    case: CaseFrame,
    form: Form,
    heading: &'static str,
    contract: bool,
    cycle: i64,
    dated: Vec<Line>,
    ids: Vec<String>,
    earlier: Vec<String>,
    recorded: bool,
}

/// One fact's two fields.
struct Line {
    day: &'static str,
    day_label: &'static str,
    note: String,
    note_label: &'static str,
}

/// Which facts are typed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Contract,
    Application,
}

/// One fact as it was typed.
struct Typing {
    kind: MilestoneKind,
    on: Date,
    note: String,
}

case_page!(SheetForm, |page| page.heading, form);

impl Sheet {
    fn from_code(code: &str) -> Result<Self, Failure> {
        match code {
            "contract" => Ok(Self::Contract),
            "application" => Ok(Self::Application),
            _ => Err(bansou_store::Failure::NotFound.into()),
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Contract => "契約と情報共有の同意",
            Self::Application => "申請と支給決定",
        }
    }

    fn path(self, person: PersonId, cycle: i64) -> String {
        match self {
            Self::Contract => super::contract_path(person, cycle),
            Self::Application => super::application_path(person, cycle),
        }
    }

    /// The facts that have a day of their own.
    fn dated(self) -> &'static [MilestoneKind] {
        match self {
            Self::Contract => MilestoneKind::CONTRACT,
            Self::Application => MilestoneKind::APPLICATION,
        }
    }

    /// The lists that bear the day of the consent.
    fn lists(self) -> &'static [MilestoneKind] {
        match self {
            Self::Contract => &[MilestoneKind::ShareTo, MilestoneKind::ShareNotTo],
            Self::Application => &[],
        }
    }

    fn holds(self, milestone: &Milestone, cycle: i64) -> bool {
        let kind = MilestoneKind::from_code(&milestone.kind);
        let here = kind.is_some_and(|kind| self.dated().contains(&kind) || self.lists().contains(&kind));
        here && milestone.cycle == cycle
    }
}

/// What belongs beside the day.
fn note_label(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::ContractExplained => "説明した相手",
        MilestoneKind::ContractSigned => "契約した人",
        MilestoneKind::ConsentPerson | MilestoneKind::ConsentGuardian | MilestoneKind::ConsentFamily => {
            "署名した人"
        }
        MilestoneKind::HandOverReceived => "引継元・受け取った書類",
        MilestoneKind::SelfPlan => "これまで計画を作っていた人",
        MilestoneKind::Applied => "申請したサービス・窓口",
        MilestoneKind::DraftRequested => "提出期限など",
        MilestoneKind::GradeDecided => "認定された区分",
        MilestoneKind::IntervalChanged => "変更の内容",
        _ => "備考",
    }
}

type Address = Path<(PersonId, i64, String)>;

pub(super) async fn get(cx: Cx, Path((person, cycle, sheet)): Address) -> Result<Response, Failure> {
    let sheet = Sheet::from_code(&sheet)?;
    let case = cx.open_case(person, "process").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
    let milestones = reader.milestones(case).await?;
    drop(reader);
    let form = Form::open(
        &cx,
        sheet.path(person, cycle),
        write(sheet, cycle, &milestones),
        0,
    )
    .await?;
    page(&cx, &SheetForm::new(frame, form, sheet, cycle, &milestones))
}

pub(super) async fn post(
    cx: Cx,
    Path((person, cycle, sheet)): Address,
    typed: Typed,
) -> Result<Response, Failure> {
    let sheet = Sheet::from_code(&sheet)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let milestones = tx.milestones(case.reader()).await?;
    let standing: Vec<_> = milestones
        .iter()
        .filter(|milestone| sheet.holds(milestone, cycle))
        .collect();
    let (action, back) = (sheet.path(person, cycle), super::path(person, cycle));
    let facts = match read(sheet, cycle, &typed, &standing, cx.today()) {
        Ok(facts) => facts,
        Err(problems) => {
            let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Overview, cx.today()).await?;
            drop(tx);
            let form = Form::refused(action, typed, problems);
            return refused(&cx, &SheetForm::new(frame, form, sheet, cycle, &milestones));
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &back).await? {
        return Ok(response);
    }
    if changed_meanwhile(sheet, &typed, &standing) {
        let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Overview, cx.today()).await?;
        drop(tx);
        let theirs = write(sheet, cycle, &milestones);
        let form = Form::conflict(action, with_ids(sheet, typed, &theirs), theirs, 0);
        return refused(&cx, &SheetForm::new(frame, form, sheet, cycle, &milestones));
    }
    let changes = save(&mut tx, case, cycle, &facts, &standing).await?;
    let reason = typed.value("reason").trim();
    let detail = [changes.join("、").as_str(), reason].join(" ");
    tx.commit(Did::to(person, "milestones.saved").detail(detail.trim()))
        .await?;
    Ok(Redirect::to(&back).into_response())
}

impl SheetForm {
    fn new(case: CaseFrame, form: Form, sheet: Sheet, cycle: i64, milestones: &[Milestone]) -> Self {
        let before = |milestone: &&Milestone| (1..cycle).any(|past| sheet.holds(milestone, past));
        let said = |milestone: &Milestone| {
            let (what, on) = (super::show::said(milestone), wareki::short(milestone.on));
            format!("第{}期 {what} {on}", milestone.cycle)
        };
        let line = |kind: &MilestoneKind| Line {
            day: kind.code(),
            day_label: kind.label(),
            note: note_of(*kind),
            note_label: note_label(*kind),
        };
        Self {
            case,
            form,
            heading: sheet.heading(),
            contract: sheet == Sheet::Contract,
            cycle,
            dated: sheet.dated().iter().map(line).collect(),
            ids: sheet
                .dated()
                .iter()
                .chain(sheet.lists())
                .map(|kind| id_of(*kind))
                .collect(),
            earlier: milestones.iter().filter(before).map(said).collect(),
            recorded: milestones.iter().any(|milestone| sheet.holds(milestone, cycle)),
        }
    }
}

/// The names of a fact's fields.
fn note_of(kind: MilestoneKind) -> String {
    format!("{}_note", kind.code())
}

fn id_of(kind: MilestoneKind) -> String {
    format!("{}_id", kind.code())
}

fn write(sheet: Sheet, cycle: i64, milestones: &[Milestone]) -> Typed {
    let mut typed = Typed::default();
    for milestone in milestones
        .iter()
        .filter(|milestone| sheet.holds(milestone, cycle))
    {
        let Some(kind) = MilestoneKind::from_code(&milestone.kind) else {
            continue;
        };
        typed.set(kind.code(), wareki::short(milestone.on));
        typed.set(note_of(kind), &milestone.note);
        typed.set(id_of(kind), milestone.id.to_string());
    }
    typed
}

fn read(
    sheet: Sheet,
    cycle: i64,
    typed: &Typed,
    standing: &[&Milestone],
    today: Date,
) -> Result<Vec<Typing>, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let mut facts: Vec<_> = sheet
        .dated()
        .iter()
        .filter_map(|kind| read_dated(&mut fields, *kind, today))
        .collect();
    let consent = consent_day(&facts);
    for kind in sheet.lists() {
        let names = fields.lines(&note_of(*kind), kind.label()).join("\n");
        match consent {
            _ if names.is_empty() => {}
            Some(on) => facts.push(Typing {
                kind: *kind,
                on,
                note: names,
            }),
            None => fields.tell(
                MilestoneKind::ConsentPerson.code(),
                "同意した日を入力してください。伝えてよい相手は同意と一緒に記録します。",
            ),
        }
    }
    let reason = fields.line("reason", "直す理由");
    if reason.is_empty() && standing.iter().any(|milestone| !kept(milestone, &facts)) {
        fields.tell(
            "reason",
            "記録ずみの内容を直すときは、「直す理由」を入力してください。",
        );
    }
    if !(1..=999).contains(&cycle) {
        fields.tell("reason", "期の番号を確かめてください。");
    }
    fields.finish(facts)
}

fn read_dated(fields: &mut Fields<'_>, kind: MilestoneKind, today: Date) -> Option<Typing> {
    let note = fields.line(&note_of(kind), note_label(kind));
    let on = fields.day(kind.code(), kind.label());
    match on {
        Some(on) if on > today => fields.tell(
            kind.code(),
            format!("「{}」の日付が今日より後です。", kind.label()),
        ),
        None if !note.is_empty() => {
            fields.tell(
                kind.code(),
                format!("「{}」の日付を入力してください。", kind.label()),
            );
        }
        _ => {}
    }
    on.map(|on| Typing { kind, on, note })
}

fn consent_day(facts: &[Typing]) -> Option<Date> {
    let consents = [
        MilestoneKind::ConsentPerson,
        MilestoneKind::ConsentGuardian,
        MilestoneKind::ConsentFamily,
    ];
    facts
        .iter()
        .filter(|fact| consents.contains(&fact.kind))
        .map(|fact| fact.on)
        .min()
}

fn kept(milestone: &Milestone, facts: &[Typing]) -> bool {
    facts.iter().any(|fact| {
        fact.kind.code() == milestone.kind && fact.on == milestone.on && fact.note == milestone.note
    })
}

/// Whether somebody has recorded or corrected one of the facts since the form was opened.
fn changed_meanwhile(sheet: Sheet, typed: &Typed, standing: &[&Milestone]) -> bool {
    let kinds = sheet.dated().iter().chain(sheet.lists());
    let mut known = kinds.map(|kind| {
        let now = standing.iter().find(|milestone| milestone.kind == kind.code());
        now.map(|milestone| milestone.id.to_string()).unwrap_or_default() == typed.value(&id_of(*kind))
    });
    !known.all(|known| known)
}

fn with_ids(sheet: Sheet, mut typed: Typed, theirs: &Typed) -> Typed {
    for kind in sheet.dated().iter().chain(sheet.lists()) {
        typed.set(id_of(*kind), theirs.value(&id_of(*kind)));
    }
    typed
}

/// Writes what differs and answers what was done, for the journal.
async fn save(
    tx: &mut Tx,
    case: CaseEditor,
    cycle: i64,
    facts: &[Typing],
    standing: &[&Milestone],
) -> Result<Vec<&'static str>, Failure> {
    let mut changes = Vec::new();
    for fact in facts {
        let old = standing
            .iter()
            .find(|milestone| milestone.kind == fact.kind.code());
        if old.is_some_and(|old| old.on == fact.on && old.note == fact.note) {
            continue;
        }
        let replaces = old.map(|old| old.id);
        tx.add_milestone(case, cycle, fact.kind.code(), fact.on, &fact.note, replaces)
            .await?;
        changes.push(fact.kind.label());
    }
    let gone = |milestone: &&&Milestone| !facts.iter().any(|fact| fact.kind.code() == milestone.kind);
    for milestone in standing.iter().filter(gone) {
        tx.withdraw_milestone(case, milestone.id).await?;
        changes.push(MilestoneKind::from_code(&milestone.kind).map_or("", MilestoneKind::label));
    }
    Ok(changes)
}
