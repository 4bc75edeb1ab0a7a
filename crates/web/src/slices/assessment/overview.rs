//! One assessment as a whole: what each section holds, what is still open, what changed since the last one.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::assessment::{Assessment, Section, SectionState};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::{Paper, PaperLine};

use super::changes::{Change, between};
use super::sections::{self, Around, Told, told};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Told as Problem, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::papers::{self, Printable};
use crate::slices::questions::{self, Summary};

#[derive(Template)]
#[template(path = "slices/assessment/overview.html")]
struct Overview {
    case: CaseFrame,
    form: Form,
    paper: Option<Shown>,
    others: Vec<Other>,
    /// What the person and the family were asked beforehand.
    questions: Summary,
    beside: String,
}

/// The assessment that is looked at.
struct Shown {
    line: PaperLine,
    path: String,
    confirmed: String,
    dated: String,
    wish: String,
    observed: bool,
    cards: Vec<Card>,
    done: usize,
    carried: usize,
    again: bool,
    newest: bool,
    forms: Vec<(&'static str, String)>,
}

struct Card {
    section: Section,
    href: String,
    state: &'static str,
    word: String,
    written: String,
    note: String,
    told: Vec<Told>,
    changes: Vec<Change>,
}

/// An earlier or later assessment of the same person.
struct Other {
    href: String,
    words: String,
    state: &'static str,
    word: &'static str,
}

case_page!(Overview, "アセスメント", form, wide);

pub(super) async fn newest(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "assessment").await?;
    let mut reader = cx.read().await?;
    let newest = reader.newest_paper(case, PaperKind::Assessment, true).await?;
    let view = Overview::load(&cx, &mut reader, case, newest, Vec::new()).await?;
    page(&cx, &view)
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "assessment").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper(case, id).await?;
    let view = Overview::load(&cx, &mut reader, case, Some(paper), Vec::new()).await?;
    page(&cx, &view)
}

/// The same page with what has to be put right before it can be confirmed.
pub(super) async fn refuse(
    cx: &Cx,
    person: PersonId,
    id: PaperId,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "assessment").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper(case, id).await?;
    let view = Overview::load(cx, &mut reader, case, Some(paper), problems).await?;
    refused(cx, &view)
}

impl Overview {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: Option<Paper<Assessment>>,
        problems: Vec<Problem>,
    ) -> Result<Self, Failure> {
        let frame = CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?;
        let mut others = reader.papers(case).await?;
        others.retain(|line| line.kind == PaperKind::Assessment);
        let sheets = reader.answered_sheets(case).await?;
        let questions = Summary::of(&sheets, paper.as_ref().map(|paper| &paper.content));
        let shown = match paper {
            Some(paper) => Some(Shown::load(cx, reader, case, paper, &others).await?),
            None => None,
        };
        let mut form = Form::blank(super::newest_path(case.person()), Typed::default());
        if let Some(shown) = &shown {
            form.version = shown.line.version;
            others.retain(|line| line.id != shown.line.id);
        }
        form.problems = problems;
        Ok(Self {
            questions,
            beside: questions::path(case.person()),
            case: frame,
            form,
            paper: shown,
            others: others
                .iter()
                .map(|line| Other::new(case.person(), line))
                .collect(),
        })
    }
}

impl Shown {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: Paper<Assessment>,
        all: &[PaperLine],
    ) -> Result<Self, Failure> {
        let Paper { line, content } = paper;
        let face = reader.person(case).await?.person;
        let earlier = match line.replaces.or(content.carried_from) {
            Some(id) => Some(reader.paper::<Assessment>(case, id).await?.content),
            None => None,
        };
        let family = super::family::map(&face, &content);
        let around = Around {
            family: &family,
            today: cx.today(),
        };
        let cards: Vec<Card> = Section::ALL
            .iter()
            .map(|section| {
                Card::new(
                    case.person(),
                    line.id,
                    &content,
                    earlier.as_ref(),
                    *section,
                    &around,
                )
            })
            .collect();
        let count = |states: &[&str]| cards.iter().filter(|card| states.contains(&card.state)).count();
        let forms = Printable::of(PaperKind::Assessment).iter();
        Ok(Self {
            path: super::path(case.person(), line.id),
            confirmed: confirmed(&line),
            dated: content.dated().map(wareki::format).unwrap_or_default(),
            observed: content.wish_person.is_empty() && !content.observations.is_empty(),
            wish: wish(&content),
            done: count(&["done", "unsent"]),
            carried: count(&["waiting"]),
            cards,
            again: earlier.is_some() && line.replaces.is_none(),
            newest: all.first().is_none_or(|first| first.id == line.id),
            forms: forms
                .map(|form| (form.label(), papers::path(case.person(), *form, line.id)))
                .collect(),
            line,
        })
    }

    fn draft(&self) -> bool {
        self.line.confirmed_at.is_none()
    }
}

fn confirmed(line: &PaperLine) -> String {
    line.confirmed_at
        .as_deref()
        .map(crate::form::time_in_japan)
        .unwrap_or_default()
}

/// 本人のことば. What was seen stands in its place where words are hard.
fn wish(assessment: &Assessment) -> String {
    if assessment.wish_person.is_empty() {
        assessment
            .observations
            .first()
            .map(|seen| seen.seen.clone())
            .unwrap_or_default()
    } else {
        assessment.wish_person.clone()
    }
}

impl Card {
    fn new(
        person: PersonId,
        paper: PaperId,
        content: &Assessment,
        earlier: Option<&Assessment>,
        section: Section,
        around: &Around<'_>,
    ) -> Self {
        let now = told(content, section, around);
        let mut changes = match earlier {
            Some(earlier) if section != Section::Visits => between(&told(earlier, section, around), &now),
            _ => Vec::new(),
        };
        // Each assessment has a day of its own; that says nothing about the person.
        changes.retain(|change| change.label != sections::MADE_ON);
        let (state, word) = match content.state(section) {
            SectionState::Open => ("todo", "まだ".to_owned()),
            SectionState::Carried => ("waiting", "前回のまま".to_owned()),
            SectionState::Written(_) => ("done", "記入あり".to_owned()),
            SectionState::SetAside(_, aside) => ("unsent", aside.label().to_owned()),
        };
        let mark = content.mark_of(section);
        Self {
            section,
            href: super::section_path(person, paper, section),
            state,
            word,
            written: mark.map_or_else(String::new, |mark| {
                format!("{} {}", wareki::short(mark.on), mark.by)
            }),
            note: mark.map_or_else(String::new, |mark| mark.note.clone()),
            told: now,
            changes,
        }
    }
}

impl Other {
    fn new(person: PersonId, line: &PaperLine) -> Self {
        let (state, word) = match (line.replaced, line.confirmed_at.is_some()) {
            (true, _) => ("unneeded", "訂正前"),
            (false, true) => ("done", "確定"),
            (false, false) => ("progress", "下書き"),
        };
        let dated = line.dated.map(wareki::format).unwrap_or_default();
        Self {
            href: super::path(person, line.id),
            words: format!("第{}期 {dated}", line.cycle),
            state,
            word,
        }
    }
}
