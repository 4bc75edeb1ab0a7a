//! The answers of the person and of the family beside each other, each line with what became of it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::assessment::Assessment;
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_domain::room::{Asked, Purpose};

use super::sheets::{Sheet, State};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::{assessment, rooms};

#[derive(Template)]
#[template(path = "slices/questions/beside.html")]
struct Beside {
    case: CaseFrame,
    /// The person's side first.
    sides: Vec<(&'static str, Vec<Sheet>)>,
    /// The draft that statements can be taken into.
    draft: Option<String>,
    /// Where an assessment is begun or read.
    assessment: String,
    ask: String,
    take: String,
}

case_page!(Beside, "事前の質問", wide);

impl Beside {
    fn any(&self) -> bool {
        self.sides.iter().any(|(_, sheets)| !sheets.is_empty())
    }

    /// A fresh key for each button: a second press is harmless.
    #[expect(clippy::unused_self, reason = "templates reach it through the view")]
    fn key(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "questions").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Assessment, cx.today()).await?;
    let sheets = reader.answered_sheets(case).await?;
    let newest = reader
        .newest_paper::<Assessment>(case, PaperKind::Assessment, true)
        .await?;
    drop(reader);
    let content = newest.as_ref().map(|paper| &paper.content);
    let side = |asked: Asked| {
        let own = sheets.iter().filter(|sheet| sheet.asked == asked);
        own.map(|sheet| Sheet::of(sheet, content)).collect()
    };
    let draft = newest.as_ref().filter(|paper| paper.line.confirmed_at.is_none());
    let view = Beside {
        case: frame,
        sides: vec![("本人", side(Asked::Person)), ("家族", side(Asked::Family))],
        draft: draft.map(|paper| assessment::path(person, paper.line.id)),
        assessment: assessment::newest_path(person),
        ask: rooms::ask_path(person, Purpose::Questions),
        take: format!("{}/take", super::path(person)),
    };
    page(&cx, &view)
}
