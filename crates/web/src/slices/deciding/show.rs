//! The record as a page: ways side by side, what was tried, what stands in the way, signs and readings, the answer.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::deciding::{Deciding, Sides, Way};
use bansou_domain::id::{PaperId, PersonId};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::{Paper, PaperLine};

use super::parts::Part;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Told, Typed, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::papers::{self, Printable};
use crate::slices::tasks;

#[derive(Template)]
#[template(path = "slices/deciding/show.html")]
struct Show {
    case: CaseFrame,
    form: Form,
    line: PaperLine,
    deciding: Deciding,
    path: String,
    print: String,
    tasks: Vec<tasks::Row>,
    /// The record before this one was thought over again, and the one that thinks this one over.
    before: String,
    after: String,
    /// Whether the draft can still be thrown away.
    discardable: bool,
    problems: Vec<(Part, Told)>,
}

case_page!(Show, |page| page.deciding.question, form, wide);

type Address = Path<(PersonId, PaperId)>;
type Aspect = (&'static str, fn(&Way) -> &Sides);

/// The rows of the comparison.
const ASPECTS: [Aspect; 3] = [
    ("よいこと", |way| &way.brings),
    ("たいへんなこと", |way| &way.hard),
    ("まだ分からないこと", |way| &way.unknown),
];

pub(super) async fn get(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "deciding").await?;
    let mut reader = cx.read().await?;
    page(&cx, &Show::load(&cx, &mut reader, case, id, Vec::new()).await?)
}

/// The same page with what has to be put right, each where it belongs.
pub(super) async fn refuse(
    cx: &Cx,
    (person, id): (PersonId, PaperId),
    problems: Vec<(Part, Told)>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "deciding").await?;
    let mut reader = cx.read().await?;
    refused(cx, &Show::load(cx, &mut reader, case, id, problems).await?)
}

impl Show {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        id: PaperId,
        problems: Vec<(Part, Told)>,
    ) -> Result<Self, Failure> {
        let Paper { line, content } = reader.paper::<Deciding>(case, id).await?;
        let person = case.person();
        let all = super::all(reader, case).await?;
        let after = all.iter().find(|paper| paper.content.again_of == Some(id));
        let after = after.map(|paper| super::path(person, paper.line.id));
        let set = reader.tasks_of_paper(case, id).await?;
        let row = |record| tasks::Row::new(person, record, cx.today());
        let mut form = Form::blank(super::path(person, id), Typed::default());
        form.version = line.version;
        form.problems = problems
            .iter()
            .map(|(part, told)| Told {
                field: part.code().to_owned(),
                message: told.message.clone(),
            })
            .collect();
        Ok(Self {
            case: CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?,
            form,
            path: super::path(person, id),
            print: papers::path(person, Printable::Deciding, id),
            tasks: set.into_iter().map(row).collect(),
            before: content
                .again_of
                .map_or_else(String::new, |before| super::path(person, before)),
            after: after.unwrap_or_default(),
            discardable: !reader.has_set_tasks(case, id).await?,
            line,
            deciding: content,
            problems,
        })
    }

    fn draft(&self) -> bool {
        self.line.confirmed_at.is_none()
    }

    fn confirmed(&self) -> String {
        let confirmed = self.line.confirmed_at.as_deref();
        confirmed.map(time_in_japan).unwrap_or_default()
    }

    /// The ways side by side: each aspect with what is said of it under every way.
    fn compared(&self) -> Vec<(&'static str, Vec<(&str, &Sides)>)> {
        let row = |(aspect, of): Aspect| {
            let ways = self.deciding.named_ways();
            (aspect, ways.map(|way| (way.name.as_str(), of(way))).collect())
        };
        ASPECTS.map(row).into()
    }

    /// What stands behind a decision that others made for the person; what was not recorded is left out.
    fn reasons(&self) -> Vec<(&'static str, &str)> {
        let outcome = &self.deciding.outcome;
        let all = [
            ("推定した意思と根拠", &outcome.estimate),
            ("ちがう意見", &outcome.other_views),
            ("読みとれなかった理由", &outcome.why_unreadable),
            ("それまでに試したこと", &outcome.tried_before),
            ("最善の利益と考えた理由", &outcome.best_interest),
        ];
        let there = all.into_iter().filter(|(_, text)| !text.is_empty());
        there.map(|(label, text)| (label, text.as_str())).collect()
    }

    /// What has to be put right in one part: the sentence, and its field in the form.
    fn wrong(&self, part: Part) -> Vec<(&str, String)> {
        let here = self.problems.iter().filter(|(of, _)| *of == part);
        here.map(|(_, told)| {
            let field = format!("{}/edit/{}#f-{}", self.path, part.code(), told.field);
            (told.message.as_str(), field)
        })
        .collect()
    }
}
