//! The crisis plan as one page to be read in a hurry.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::{Paper, PaperLine};

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Told, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::papers::{self, Printable};

#[derive(Template)]
#[template(path = "slices/crisis/show.html")]
struct Show {
    case: CaseFrame,
    form: Form,
    paper: Option<Shown>,
    others: Vec<(String, String)>,
}

struct Shown {
    line: PaperLine,
    crisis: CrisisPlan,
    path: String,
    agreed: String,
    confirmed: String,
    newest: bool,
    print: String,
}

impl Shown {
    fn draft(&self) -> bool {
        self.line.confirmed_at.is_none()
    }
}

case_page!(Show, "クライシスプラン", form);

pub(super) async fn newest(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "crisis").await?;
    let mut reader = cx.read().await?;
    let newest = reader.newest_paper(case, PaperKind::Crisis, true).await?;
    page(
        &cx,
        &Show::load(&cx, &mut reader, case, newest, Vec::new()).await?,
    )
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "crisis").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper(case, id).await?;
    page(
        &cx,
        &Show::load(&cx, &mut reader, case, Some(paper), Vec::new()).await?,
    )
}

/// The same page with what has to be put right before it can be confirmed.
pub(super) async fn refuse(
    cx: &Cx,
    (person, id): (PersonId, PaperId),
    problems: Vec<Told>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "crisis").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper(case, id).await?;
    refused(
        cx,
        &Show::load(cx, &mut reader, case, Some(paper), problems).await?,
    )
}

impl Show {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: Option<Paper<CrisisPlan>>,
        problems: Vec<Told>,
    ) -> Result<Self, Failure> {
        let frame = CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?;
        let mut papers = reader.papers(case).await?;
        papers.retain(|line| line.kind == PaperKind::Crisis);
        let newest = papers.first().map(|line| line.id);
        let person = case.person();
        let shown = paper.map(|paper| Shown::new(person, paper, newest));
        let mut form = Form::blank(super::newest_path(person), Typed::default());
        form.version = shown.as_ref().map_or(0, |shown| shown.line.version);
        form.problems = problems;
        let current = shown.as_ref().map(|shown| shown.line.id);
        let others = papers.iter().filter(|line| Some(line.id) != current);
        Ok(Self {
            case: frame,
            form,
            others: others.map(|line| other(person, line)).collect(),
            paper: shown,
        })
    }
}

impl Shown {
    fn new(person: PersonId, paper: Paper<CrisisPlan>, newest: Option<PaperId>) -> Self {
        let Paper { line, content } = paper;
        let confirmed = line.confirmed_at.as_deref();
        Self {
            path: super::path(person, line.id),
            agreed: content.agreed_on.map(wareki::format).unwrap_or_default(),
            confirmed: confirmed.map(crate::form::time_in_japan).unwrap_or_default(),
            newest: newest.is_none_or(|newest| newest == line.id),
            print: papers::path(person, Printable::Crisis, line.id),
            crisis: content,
            line,
        }
    }
}

fn other(person: PersonId, line: &PaperLine) -> (String, String) {
    let state = match (line.replaced, line.confirmed_at.is_some()) {
        (true, _) => "訂正前",
        (false, true) => "確定",
        (false, false) => "下書き",
    };
    let dated = line.dated.map(wareki::format).unwrap_or_default();
    (
        super::path(person, line.id),
        format!("第{}期 {dated}（{state}）", line.cycle),
    )
}
