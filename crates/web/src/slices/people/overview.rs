//! The front page of a case: where it stands, the person's words, what is to be done next, who is around.

mod duties;
mod strip;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::{age_on, life_stage, wareki};
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::case_file::{CaseFile, Consents, Supporter};
use bansou_store::certificate::CertificateRecord;
use bansou_store::note::NoteRecord;
use bansou_store::person::PersonRecord;
use jiff::civil::Date;

use self::duties::Duty;
use self::strip::Cell;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::life::LifeCard;
use crate::layout::{Menu, View, page};
use crate::settings::OfficeSettings;
use crate::slices::process::{self, Course, Rail};
use crate::slices::{closing, crisis, tasks};

/// How many notes the front page shows; the rest stands one click away.
const NOTES: i64 = 10;
const SUPPORTERS: usize = 6;

#[derive(Template)]
#[template(path = "slices/people/overview.html")]
struct Overview {
    case: CaseFrame,
    rail: Rail,
    process: String,
    closed_on: Option<String>,
    stage: &'static str,
    life: LifeCard,
    words: Option<Words>,
    newer: Option<Words>,
    duties: Vec<Duty>,
    strengths: Vec<String>,
    cautions: Vec<(&'static str, Vec<String>)>,
    team: Vec<Supporter>,
    more_team: usize,
    certificates: Vec<Ends>,
    strip: Vec<Cell>,
    crisis: Option<String>,
    notes: Vec<Line>,
    tasks: Vec<tasks::Row>,
    tasks_path: String,
    closing: String,
    assign: String,
    journal: String,
}

/// 本人のことば, with where it was said.
struct Words {
    words: String,
    said: String,
}

/// Until when a certificate holds.
struct Ends {
    kind: &'static str,
    until: String,
    left: String,
    state: &'static str,
}

/// One note as the front page shows it.
struct Line {
    href: String,
    on: String,
    iso: String,
    means: &'static str,
    with: String,
    text: String,
    by: String,
}

impl View for Overview {
    fn title(&self) -> String {
        format!("{}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(cx: Cx, Path(id): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(id, "overview").await?;
    let mut reader = cx.read().await?;
    let record = reader.person(case).await?;
    let file = reader.case_file(case, NOTES, Consents::OfNewestCycle).await?;
    let office = reader.office(cx.member()).await?;
    let tasks = reader.open_tasks(case).await?;
    drop(reader);
    let settings = OfficeSettings::of(&office);
    let mut view = Overview::new(id, &record, file, &settings, cx.today());
    let rows = tasks
        .into_iter()
        .map(|task| tasks::Row::new(id, task, cx.today()));
    view.tasks = rows.collect();
    page(&cx, &view)
}

impl Overview {
    fn new(
        person: PersonId,
        record: &PersonRecord,
        file: CaseFile,
        settings: &OfficeSettings,
        today: Date,
    ) -> Self {
        let course = Course::of(record, &file, settings, None, today);
        let (born, cycle) = (record.person.born, course.facts.cycle);
        let assessment = file.assessment.as_ref().map(|(_, assessment)| assessment);
        let crisis = file
            .papers
            .iter()
            .rev()
            .find(|paper| paper.kind == PaperKind::Crisis);
        Self {
            case: CaseFrame::of(person, record, &file.certificates, Tab::Overview, today),
            rail: Rail::new(person, &course),
            process: process::path(person, cycle),
            closed_on: record.closed_on.map(wareki::format),
            stage: born.map_or("", |born| life_stage(age_on(born, today)).label()),
            life: LifeCard::of(born, today),
            words: assessment.and_then(wish),
            newer: newest_words(&file.notes),
            duties: duties::of(person, &course, today),
            strengths: assessment
                .map(|assessment| assessment.strengths.clone())
                .unwrap_or_default(),
            cautions: assessment.map(cautions).unwrap_or_default(),
            more_team: file.team.len().saturating_sub(SUPPORTERS),
            certificates: ends(&file.certificates, today),
            strip: strip::of(&course.facts, today),
            crisis: crisis.map(|paper| crisis::path(person, paper.id)),
            notes: file.notes.iter().map(|note| Line::new(person, note)).collect(),
            team: file.team.into_iter().take(SUPPORTERS).collect(),
            tasks: Vec::new(),
            tasks_path: tasks::path(person),
            closing: closing::path(person),
            assign: closing::assign_path(person),
            journal: closing::journal_path(person),
        }
    }
}

fn wish(assessment: &Assessment) -> Option<Words> {
    let on = assessment.visits.iter().map(|visit| visit.on).max();
    let said = on.map_or_else(
        || "アセスメント".to_owned(),
        |on| format!("{} アセスメント", wareki::short(on)),
    );
    let words = assessment.wish_person.clone();
    (!words.is_empty()).then_some(Words { words, said })
}

fn newest_words(notes: &[NoteRecord]) -> Option<Words> {
    let record = notes.iter().find(|record| !record.note.words.trim().is_empty())?;
    Some(Words {
        words: record.note.words.clone(),
        said: format!("{} {}", wareki::short(record.note.on), record.note.means.label()),
    })
}

fn cautions(assessment: &Assessment) -> Vec<(&'static str, Vec<String>)> {
    let risks = assessment.risks.iter().map(|risk| risk.what.clone()).collect();
    let groups = [
        ("苦手なこと", assessment.stress.clone()),
        ("調子をくずすサイン", assessment.warning_signs.clone()),
        ("落ち着くこと", assessment.calms.clone()),
        ("気になること", risks),
    ];
    groups
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

/// The newest certificate of each kind; what it has taken the place of is history.
fn ends(certificates: &[CertificateRecord], today: Date) -> Vec<Ends> {
    let mut seen = Vec::new();
    let newest = |record: &&CertificateRecord| {
        let kind = record.certificate.kind;
        let first = !seen.contains(&kind);
        seen.push(kind);
        first
    };
    certificates
        .iter()
        .filter(newest)
        .filter_map(|record| Ends::new(record, today))
        .collect()
}

impl Ends {
    /// A certificate that ended long ago is history.
    fn new(record: &CertificateRecord, today: Date) -> Option<Self> {
        let until = record.certificate.grant_until;
        let days = (until - today).get_days();
        let (state, left) = match days {
            ..-90 => return None,
            -90..0 => ("late", "期限切れ".to_owned()),
            0..=90 => ("waiting", format!("あと{days}日")),
            _ => ("done", format!("あと{days}日")),
        };
        Some(Self {
            kind: record.certificate.kind.label(),
            until: wareki::short(until),
            left,
            state,
        })
    }
}

impl Line {
    fn new(person: PersonId, record: &NoteRecord) -> Self {
        let note = &record.note;
        let texts = [&note.facts, &note.words, &note.view, &note.next];
        let text = texts.into_iter().find(|text| !text.trim().is_empty());
        Self {
            href: crate::slices::notes::note_path(person, record.id),
            on: wareki::short(note.on),
            iso: note.on.to_string(),
            means: note.means.label(),
            with: match note.counterpart_name.as_str() {
                "" => note.counterpart.label().to_owned(),
                name => name.to_owned(),
            },
            text: shortened(text.map_or("", String::as_str)),
            by: record.written_by.clone(),
        }
    }
}

/// The beginning of a text; the whole stands one click away.
pub(in crate::slices) fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST).chain(['…']).collect()
}
