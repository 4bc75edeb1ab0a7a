//! The form of one section. It changes its own part of the paper and is guarded by that part's own version, so that
//! two people can fill different sections at the same time.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::assessment::{Assessment, BenefitState, Degree, Section, SetAside, SupportGroup};
use bansou_domain::calendar::{LifeStage, age_on, life_stage};
use bansou_domain::family::{Direction, Field, MemberKey, TieKind};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::person::Person;
use bansou_store::access::{CaseEditor, CaseReader};
use bansou_store::journal::Did;
use bansou_store::paper::{Paper, PaperLine};
use bansou_store::{Reader, Tx};

use super::sections::{self, Quote, Read};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, BLANK_ROW, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page, refused};

#[derive(Template)]
#[template(path = "slices/assessment/section.html")]
struct SectionPage {
    case: CaseFrame,
    form: Form,
    line: PaperLine,
    section: Section,
    last: String,
    next: Option<Section>,
    /// The family as a choice, for the ties between its members.
    members: Vec<(String, String)>,
    staff: Vec<String>,
    quotes: Vec<Quote>,
    /// The questions whose answers were taken over, by what their rows send.
    sources: Vec<(String, String)>,
    stage: Option<LifeStage>,
}

impl View for SectionPage {
    fn title(&self) -> String {
        format!("{} — {}さん", self.section.label(), self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }

    fn scripts(&self) -> &'static [&'static str] {
        match self.section {
            Section::Week => &["week.js"],
            _ => &[],
        }
    }
}

impl SectionPage {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: &Paper<Assessment>,
        section: Section,
        form: Form,
    ) -> Result<Self, Failure> {
        let frame = CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?;
        let person = reader.person(case).await?.person;
        let staff = reader.staff(cx.member()).await?;
        let last = paper
            .content
            .mark_of(section)
            .map(|mark| format!("{} {}", bansou_domain::calendar::wareki::format(mark.on), mark.by));
        let mut form = form;
        // The row a person adds is at first in the name of who is signed in.
        form.typed.set(format!("visits.{BLANK_ROW}.by"), cx.who.name());
        Ok(Self {
            case: frame,
            form,
            line: paper.line.clone(),
            section,
            last: last.unwrap_or_default(),
            next: following(section),
            members: members(&person, &paper.content),
            staff: staff
                .into_iter()
                .filter(|worker| worker.disabled_at.is_none())
                .map(|worker| worker.name)
                .collect(),
            quotes: match section {
                Section::Needs => sections::quotes(&paper.content),
                _ => Vec::new(),
            },
            sources: sections::sources(&paper.content),
            stage: person.born.map(|born| life_stage(age_on(born, cx.today()))),
        })
    }

    /// The question from whose answer a row was taken over.
    fn asked(&self, field: &str) -> Option<&str> {
        let named = self.form.value(field);
        let mut sources = self.sources.iter();
        sources
            .find(|(source, _)| source == named)
            .map(|(_, asked)| asked.as_str())
    }
}

fn following(section: Section) -> Option<Section> {
    let mut rest = Section::ALL.iter().skip_while(|found| **found != section);
    rest.next();
    rest.next().copied()
}

fn members(person: &Person, assessment: &Assessment) -> Vec<(String, String)> {
    let map = super::family::map(person, assessment);
    map.members
        .iter()
        .map(|member| {
            let words = if member.key == MemberKey::PERSON {
                "本人".to_owned()
            } else {
                format!("{} {}", map.called(member.key), member.name)
            };
            (member.key.0.to_string(), words)
        })
        .collect()
}

fn version(assessment: &Assessment, section: Section) -> i64 {
    assessment.mark_of(section).map_or(0, |mark| mark.version)
}

pub(super) type Address = Path<(PersonId, PaperId, String)>;

fn section_of(code: &str) -> Result<Section, Failure> {
    Ok(Section::from_code(code).ok_or(bansou_store::Failure::NotFound)?)
}

pub(super) async fn get(cx: Cx, Path((person, id, code)): Address) -> Result<Response, Failure> {
    let section = section_of(&code)?;
    let case = cx.open_case(person, "assessment").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<Assessment>(case, id).await?;
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&super::path(person, id)).into_response());
    }
    let action = super::section_path(person, id, section);
    let current = sections::write(&paper.content, section);
    let form = Form::open(&cx, action, current, version(&paper.content, section)).await?;
    let view = SectionPage::load(&cx, &mut reader, case, &paper, section, form).await?;
    page(&cx, &view)
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id, code)): Address,
    typed: Typed,
) -> Result<Response, Failure> {
    let section = section_of(&code)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<Assessment>(case.reader(), id).await?;
    let action = super::section_path(person, id, section);
    if let Some(form) =
        drawn(&action, &typed, &paper.content).or_else(|| Form::rearranged(action.clone(), &typed))
    {
        let view = SectionPage::load(&cx, &mut tx, case.reader(), &paper, section, form).await?;
        return page(&cx, &view);
    }
    let read = match sections::read(&typed, section, &paper.content, cx.today()) {
        Ok(read) => read,
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            let view = SectionPage::load(&cx, &mut tx, case.reader(), &paper, section, form).await?;
            return refused(&cx, &view);
        }
    };
    let to = leads_to(person, id, section, &typed);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    if !save(&cx, &mut tx, case, &paper, (section, &typed, read)).await? {
        drop(tx);
        return conflict(&cx, (person, id), section, typed).await;
    }
    tx.commit(
        Did::to(person, "assessment.changed")
            .subject(id.0)
            .detail(section.code()),
    )
    .await?;
    Ok(Redirect::to(&to).into_response())
}

fn leads_to(person: PersonId, id: PaperId, section: Section, typed: &Typed) -> String {
    match following(section).filter(|_| typed.has("_next")) {
        Some(next) => super::section_path(person, id, next),
        None => format!("{}#f-{}", super::path(person, id), section.code()),
    }
}

/// Saves the section; `false` when somebody has written the same section since the form was opened.
async fn save(
    cx: &Cx,
    tx: &mut Tx,
    case: CaseEditor,
    paper: &Paper<Assessment>,
    (section, typed, read): (Section, &Typed, Read),
) -> Result<bool, Failure> {
    if typed.version() != version(&paper.content, section) {
        return Ok(false);
    }
    let mut content = read.content;
    content.mark(section, cx.today(), cx.who.name(), read.aside, &read.note);
    match tx
        .change_paper(case, paper.line.id, &content, paper.line.version)
        .await
    {
        Ok(()) => Ok(true),
        Err(bansou_store::Failure::Stale) if paper.line.confirmed_at.is_none() => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}

async fn conflict(
    cx: &Cx,
    (person, id): (PersonId, PaperId),
    section: Section,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?.reader();
    let paper = tx.paper::<Assessment>(case, id).await?;
    let theirs = sections::write(&paper.content, section);
    let action = super::section_path(person, id, section);
    let form = Form::conflict(action, typed, theirs, version(&paper.content, section));
    let view = SectionPage::load(cx, &mut tx, case, &paper, section, form).await?;
    refused(cx, &view)
}

/// A need begun from something that was said: its row is added, nothing is saved.
fn drawn(action: &str, typed: &Typed, assessment: &Assessment) -> Option<Form> {
    let chosen: usize = typed.value("_draw").parse().ok()?;
    let quote = sections::quotes(assessment).into_iter().nth(chosen)?;
    let mut typed = typed.clone();
    let row = typed
        .rows("needs", 0)
        .into_iter()
        .max()
        .map_or(0, |last| last + 1);
    typed.set(format!("needs.{row}.need"), "");
    typed.set(
        format!("needs.{row}.from"),
        format!("{}「{}」", quote.whose, quote.words),
    );
    typed.set(format!("needs.{row}.underlying"), "");
    Some(Form::refused(action.to_owned(), typed, Vec::new()))
}
