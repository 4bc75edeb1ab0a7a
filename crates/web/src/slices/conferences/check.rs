//! 会議のふりかえり. Marks and words for the next time, seen in the office only; nothing is added up.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::conference::{Felt, Viewpoint};
use bansou_domain::id::{ConferenceId, PersonId};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::conference::{CheckRecord, Marks};
use bansou_store::journal::Did;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

/// How many looks back stand beside each other.
const TREND: i64 = 5;

#[derive(Template)]
#[template(path = "slices/conferences/check.html")]
struct Check {
    case: CaseFrame,
    form: Form,
    back: String,
    here: Vec<Seen>,
    trend: Vec<CheckRecord>,
}

/// One look back on this conference.
struct Seen {
    role: String,
    marks: Marks,
}

case_page!(Check, "会議のふりかえり", form, wide);

fn felt(marks: &Marks, viewpoint: Viewpoint) -> Option<Felt> {
    let found = marks.felt.iter().find(|(at, _)| *at == viewpoint);
    found.map(|(_, felt)| *felt)
}

impl Check {
    #[expect(clippy::unused_self, reason = "the template reaches it through the page")]
    fn felt(&self, marks: &Marks, viewpoint: Viewpoint) -> &'static str {
        felt(marks, viewpoint).map_or("", Felt::sign)
    }

    fn day(record: &CheckRecord) -> String {
        record.on.map_or_else(|| "日付なし".to_owned(), wareki::short)
    }
}

type Address = Path<(PersonId, ConferenceId)>;

fn check_path((person, id): (PersonId, ConferenceId)) -> String {
    format!("{}/check", path(person, id))
}

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    id: ConferenceId,
    form: Form,
) -> Result<Check, Failure> {
    let here = reader.checks(case, id).await?;
    Ok(Check {
        case: CaseFrame::load(reader, case, Tab::Meetings, cx.today()).await?,
        form,
        back: path(case.person(), id),
        here: here
            .into_iter()
            .map(|record| Seen {
                role: record.role,
                marks: record.marks,
            })
            .collect(),
        trend: reader.own_checks(cx.member(), TREND).await?,
    })
}

pub(super) async fn get(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    let (person, id) = address;
    let case = cx.open_case(person, "conference.check").await?;
    cx.read().await?.conference(case, id).await?;
    let form = Form::open(&cx, check_path(address), Typed::default(), 0).await?;
    let view = view(&cx, &mut cx.read().await?, case, id, form).await?;
    page(&cx, &view)
}

fn read(typed: &Typed, cx: &Cx) -> Result<(String, Marks), Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let role = fields.required("role", "ふりかえる人の立場");
    let mut marks = Marks {
        words: fields.long("words", "よかったこと・次に試すこと"),
        ..Marks::default()
    };
    for viewpoint in Viewpoint::ALL {
        let name = format!("felt.{}", viewpoint.code());
        if let Some(felt) = fields.choice(&name, viewpoint.label(), Felt::from_code) {
            marks.felt.push((*viewpoint, felt));
        }
    }
    if marks.felt.is_empty() && marks.words.is_empty() {
        fields.tell("words", "どれか1つに印をつけるか、ことばを書いてください。");
    }
    fields.finish((role, marks))
}

pub(super) async fn post(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let (person, id) = address;
    let action = check_path(address);
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    tx.conference(case.reader(), id).await?;
    let (role, marks) = match read(&typed, &cx) {
        Ok(read) => read,
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            let view = view(&cx, &mut tx, case.reader(), id, form).await?;
            drop(tx);
            return refused(&cx, &view);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &action).await? {
        return Ok(response);
    }
    tx.add_check(case, id, &role, &marks).await?;
    tx.commit(Did::to(person, "conference.checked").subject(id.0))
        .await?;
    Ok(Redirect::to(&action).into_response())
}
