//! 決めること: every question of a person, and the way to a new one.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::deciding::{Conclusion, Deciding, LifeField};
use bansou_domain::id::PersonId;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/deciding/list.html")]
struct List {
    case: CaseFrame,
    form: Form,
    lines: Vec<Line>,
}

/// One question in the list.
struct Line {
    href: String,
    question: String,
    about: String,
    answer: String,
    words: String,
    state: &'static str,
    word: &'static str,
}

case_page!(List, "決めること", form);

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "deciding").await?;
    let mut reader = cx.read().await?;
    let form = Form::blank(super::list_path(person), Typed::default());
    page(&cx, &List::load(&cx, &mut reader, case, form).await?)
}

/// The same page, with what is wrong with the new question.
pub(super) async fn refuse(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    form: Form,
) -> Result<Response, Failure> {
    refused(cx, &List::load(cx, reader, case, form).await?)
}

impl List {
    async fn load(cx: &Cx, reader: &mut Reader, case: CaseReader, form: Form) -> Result<Self, Failure> {
        let papers = super::all(reader, case).await?;
        let person = case.person();
        Ok(Self {
            case: CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?,
            form,
            lines: papers.iter().map(|paper| Line::of(person, paper)).collect(),
        })
    }
}

impl Line {
    fn of(person: PersonId, paper: &Paper<Deciding>) -> Self {
        let deciding = &paper.content;
        let (state, word) = match (paper.line.confirmed_at.is_some(), deciding.outcome.conclusion) {
            (false, _) => ("progress", "考えている"),
            (true, Some(Conclusion::NotYet)) => ("waiting", "まだ決めない"),
            (true, _) => ("done", "決まった"),
        };
        let field = deciding.field.map_or("", LifeField::label).to_owned();
        let by = deciding.by.map(|by| format!("{}までに", wareki::short(by)));
        let tried = match deciding.trials.len() {
            0 => String::new(),
            times => format!("体験・見学 {times}回"),
        };
        let about = [field, by.unwrap_or_default(), tried];
        let about: Vec<String> = about.into_iter().filter(|said| !said.is_empty()).collect();
        Self {
            href: super::path(person, paper.line.id),
            question: deciding.question.clone(),
            about: about.join("　"),
            answer: match deciding.outcome.on {
                Some(on) => format!("{}　{}", wareki::short(on), deciding.answer()),
                None => deciding.answer(),
            },
            words: deciding.outcome.words.clone(),
            state,
            word,
        }
    }
}
