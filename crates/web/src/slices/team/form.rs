//! One member of the team as a form: from the directory, or written freely.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, ProviderId, TeamMemberId};
use bansou_domain::team::{Problem, TeamMember, check};
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;

use super::{member_path, new_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/team/form.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    new: bool,
    providers: Vec<(String, String)>,
}

case_page!(Sheet, "支援チームのメンバー", form);

impl Sheet {
    async fn of(cx: &Cx, case: CaseReader, form: Form, new: bool) -> Result<Self, Failure> {
        let mut reader = cx.read().await?;
        let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
        let providers = reader.provider_names(cx.member()).await?;
        let choice = |(id, name): (ProviderId, String)| (id.to_string(), name);
        Ok(Self {
            case: frame,
            form,
            new,
            providers: providers.into_iter().map(choice).collect(),
        })
    }
}

pub(super) async fn new(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "team").await?;
    let form = Form::open(&cx, new_path(person), Typed::default(), 0).await?;
    page(&cx, &Sheet::of(&cx, case, form, true).await?)
}

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let known = tx.provider_names(cx.member()).await?;
    let member = match read(&cx, &typed, &known) {
        Ok(member) => member,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(new_path(person), typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form, true).await?);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    let id = tx.add_team_member(case, &member).await?;
    tx.commit(Did::to(person, "team.added").subject(id.0)).await?;
    Ok(Redirect::to(&path(person)).into_response())
}

type Address = Path<(PersonId, TeamMemberId)>;

pub(super) async fn edit(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "team").await?;
    let record = cx.read().await?.team_member(case, id).await?;
    let form = Form::open(
        &cx,
        member_path(person, id),
        write(&record.member),
        record.version,
    )
    .await?;
    page(&cx, &Sheet::of(&cx, case, form, false).await?)
}

pub(super) async fn change(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.team_member(case.reader(), id).await?;
    let known = tx.provider_names(cx.member()).await?;
    let member = match read(&cx, &typed, &known) {
        Ok(member) => member,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(member_path(person, id), typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form, false).await?);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    match tx.change_team_member(case, id, &member, typed.version()).await {
        Ok(()) => {
            tx.commit(Did::to(person, "team.changed").subject(id.0)).await?;
            Ok(Redirect::to(&path(person)).into_response())
        }
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            let theirs = write(&record.member);
            let form = Form::conflict(member_path(person, id), typed, theirs, record.version);
            refused(&cx, &Sheet::of(&cx, case.reader(), form, false).await?)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn write(member: &TeamMember) -> Typed {
    let mut typed = Typed::default();
    let provider = member.provider.map(|provider| provider.to_string());
    typed.set("provider", provider.unwrap_or_default());
    typed.set("name", &member.name);
    typed.set("role", &member.role);
    typed.set("tel", &member.tel);
    typed.set("watches", &member.watches);
    typed.set("left_on", member.left_on.map(wareki::short).unwrap_or_default());
    typed
}

fn read(cx: &Cx, typed: &Typed, known: &[(ProviderId, String)]) -> Result<TeamMember, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let chosen = fields.line("provider", "関係機関");
    let provider = known
        .iter()
        .map(|(id, _)| *id)
        .find(|id| id.to_string() == chosen);
    if provider.is_none() && !chosen.is_empty() {
        fields.tell("provider", "「関係機関」を選び直してください。");
    }
    let member = TeamMember {
        provider,
        name: fields.line("name", "氏名・担当者名"),
        role: fields.line("role", "役割"),
        tel: fields.line("tel", "連絡先"),
        watches: fields.long("watches", "見守りの役割"),
        left_on: fields.day("left_on", "チームを離れた日"),
    };
    for problem in check(&member, cx.today()) {
        let (field, message) = message(problem);
        fields.tell(field, message);
    }
    fields.finish(member)
}

fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::NobodyNamed => (
            "name",
            "「関係機関」を選ぶか、「氏名・担当者名」を入力してください。",
        ),
        Problem::RoleMissing => ("role", "「役割」を入力してください。例: 日中の活動、服薬の確認"),
        Problem::LeftInFuture => ("left_on", "「チームを離れた日」が今日より後になっています。"),
    }
}
