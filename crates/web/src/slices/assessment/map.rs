//! 家族・つながりの図: genogram and ecomap to be looked at together with the person, with the same facts in sentences.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::assessment::{Assessment, Section};
use bansou_domain::family::{around, sentences};
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_domain::person::Person;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use serde::Deserialize;

use super::family;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};
use crate::settings::OfficeSettings;

#[derive(Template)]
#[template(path = "slices/assessment/map.html")]
struct Map {
    case: CaseFrame,
    path: String,
    /// The drawings, inside the page: one look at it is one entry in the journal.
    genogram: String,
    ecomap: String,
    family: Vec<String>,
    around: Vec<String>,
    /// Where the people around are written, while the assessment can be changed.
    edit_around: String,
    assessment: String,
    big: bool,
}

impl View for Map {
    fn title(&self) -> String {
        format!("家族・つながりの図 — {}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        // Looked at together, the screen shows the drawing and nothing of the office's own notes.
        (!self.big).then_some(&self.case)
    }

    fn wide(&self) -> bool {
        true
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    big: String,
}

struct Known {
    person: Person,
    assessment: Assessment,
    edit: String,
}

async fn known(reader: &mut Reader, case: CaseReader) -> Result<Known, Failure> {
    let person = reader.person(case).await?.person;
    let newest = reader
        .newest_paper::<Assessment>(case, PaperKind::Assessment, true)
        .await?;
    let draft = newest.as_ref().filter(|paper| paper.line.confirmed_at.is_none());
    Ok(Known {
        person,
        edit: draft.map_or_else(String::new, |paper| {
            super::section_path(case.person(), paper.line.id, Section::Supports)
        }),
        assessment: newest.map(|paper| paper.content).unwrap_or_default(),
    })
}

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "map").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Assessment, cx.today()).await?;
    let known = known(&mut reader, case).await?;
    let office = reader.office(cx.member()).await?;
    drop(reader);
    let death = OfficeSettings::of(&office).death_mark.into();
    let (about, assessment, today) = (&known.person, &known.assessment, cx.today());
    let map = family::map(&known.person, &known.assessment);
    page(
        &cx,
        &Map {
            case: frame,
            path: super::map_path(person),
            genogram: family::inline(&family::genogram(about, assessment, today, death)),
            ecomap: family::inline(&family::ecomap(about, assessment, today)),
            family: sentences(&map, cx.today()),
            around: around(&known.assessment.ecomap),
            edit_around: known.edit,
            assessment: super::newest_path(person),
            big: !asked.big.is_empty(),
        },
    )
}
