//! The form of one part. It changes its own part of the record and leaves the rest as it is.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::deciding::{Conclusion, Deciding, Face, LifeField, ObstacleKind, TrialKind};
use bansou_domain::id::{PaperId, PersonId};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::paper::Paper;

use super::parts::{Part, read, write};
use super::steps;
use crate::context::Cx;
use crate::failure::{Failure, unless_stale};
use crate::form::{Accepted, BLANK_ROW, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/deciding/edit.html")]
struct Edit {
    case: CaseFrame,
    form: Form,
    part: Part,
    content: Deciding,
    /// The ways as a choice, with whatever a trial or the answer names besides.
    ways: Vec<(String, String)>,
    /// Who can take a next step.
    people: Vec<String>,
    back: String,
}

case_page!(Edit, |page| page.part.label(), form, wide);

impl Edit {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: Paper<Deciding>,
        (part, form): (Part, Form),
    ) -> Result<Self, Failure> {
        let frame = CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?;
        let team = reader.team(case).await?;
        let team = team.into_iter().map(|record| record.member.name);
        let mut people = vec!["本人".to_owned(), frame.specialist.clone()];
        people.extend(team.filter(|name| !name.is_empty()));
        Ok(Self {
            case: frame,
            form,
            part,
            ways: ways(&paper.content),
            content: paper.content,
            people,
            back: super::path(case.person(), paper.line.id),
        })
    }
}

fn ways(deciding: &Deciding) -> Vec<(String, String)> {
    let named = deciding.named_ways().map(|way| &way.name);
    let tried = deciding.trials.iter().map(|trial| &trial.way);
    let mut ways: Vec<(String, String)> = Vec::new();
    for name in named.chain(tried).chain([&deciding.outcome.way]) {
        if !name.is_empty() && ways.iter().all(|(known, _)| known != name) {
            ways.push((name.clone(), name.clone()));
        }
    }
    ways
}

type Address = Path<(PersonId, PaperId, String)>;

fn part_of(code: &str) -> Result<Part, Failure> {
    Ok(Part::from_code(code).ok_or(bansou_store::Failure::NotFound)?)
}

pub(super) async fn get(cx: Cx, Path((person, id, code)): Address) -> Result<Response, Failure> {
    let part = part_of(&code)?;
    let case = cx.open_case(person, "deciding").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<Deciding>(case, id).await?;
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&super::path(person, id)).into_response());
    }
    let action = super::edit_path(person, id, part);
    let form = Form::open(&cx, action, write(&paper.content, part), paper.line.version).await?;
    page(
        &cx,
        &Edit::load(&cx, &mut reader, case, paper, (part, form)).await?,
    )
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id, code)): Address,
    typed: Typed,
) -> Result<Response, Failure> {
    let part = part_of(&code)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<Deciding>(case.reader(), id).await?;
    let action = super::edit_path(person, id, part);
    if let Some(form) = Form::rearranged(action.clone(), &typed) {
        return page(
            &cx,
            &Edit::load(&cx, &mut tx, case.reader(), paper, (part, form)).await?,
        );
    }
    let deciding = match read(&typed, part, &paper.content, cx.today()) {
        Ok(deciding) => deciding,
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            let view = Edit::load(&cx, &mut tx, case.reader(), paper, (part, form)).await?;
            return refused(&cx, &view);
        }
    };
    let to = leads_to(person, id, part, &typed);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    if !unless_stale(tx.change_paper(case, id, &deciding, typed.version()).await)? {
        drop(tx);
        return conflict(&cx, (person, id), part, typed).await;
    }
    if part == Part::Obstacles && paper.line.replaces.is_none() {
        steps::set_tasks(&mut tx, case, (id, id), &deciding).await?;
    }
    let did = Did::to(person, "deciding.changed").subject(id.0);
    tx.commit(did.detail(part.code())).await?;
    Ok(Redirect::to(&to).into_response())
}

fn leads_to(person: PersonId, id: PaperId, part: Part, typed: &Typed) -> String {
    match (part.following().filter(|_| typed.has("_next")), part) {
        (Some(next), _) => super::edit_path(person, id, next),
        (None, Part::Easy) => format!("{}/easy", super::path(person, id)),
        (None, part) => format!("{}#f-{}", super::path(person, id), part.code()),
    }
}

async fn conflict(
    cx: &Cx,
    (person, id): (PersonId, PaperId),
    part: Part,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?.reader();
    let theirs = tx.paper::<Deciding>(case, id).await?;
    if theirs.line.confirmed_at.is_some() {
        return Err(bansou_store::Failure::Stale.into());
    }
    let action = super::edit_path(person, id, part);
    let form = Form::conflict(action, typed, write(&theirs.content, part), theirs.line.version);
    refused(cx, &Edit::load(cx, &mut tx, case, theirs, (part, form)).await?)
}
