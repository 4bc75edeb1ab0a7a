//! What holds from a month on, as a form; saving adds a row, and what was recorded before stays.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim_trait::{CareLevel, ClaimTrait, ServedBefore, TargetOf, VideoAnswer};
use bansou_domain::id::PersonId;
use bansou_store::access::CaseReader;
use bansou_store::claim_trait::ClaimTraitRecord;
use bansou_store::journal::Did;
use jiff::civil::Date;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

/// More than any scale of 行動関連項目 reaches.
const MOST_POINTS: i64 = 99;

#[derive(Template)]
#[template(path = "slices/claim_traits/form.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    rows: Vec<Line>,
}

/// One row that was recorded.
struct Line {
    from: String,
    said: String,
    recorded: String,
}

case_page!(Sheet, "請求に関わること", form);

impl Sheet {
    async fn of(cx: &Cx, case: CaseReader, form: Form) -> Result<Self, Failure> {
        let mut reader = cx.read().await?;
        let frame = CaseFrame::load(&mut reader, case, Tab::Certificates, cx.today()).await?;
        let rows = reader.claim_traits(case).await?;
        Ok(Self {
            case: frame,
            form,
            rows: rows.iter().rev().map(line).collect(),
        })
    }
}

fn line(row: &ClaimTraitRecord) -> Line {
    Line {
        from: format!("{}から", wareki::format_month(row.from)),
        said: said(&row.content),
        recorded: format!("{} {}", row.recorded_by, time_in_japan(&row.recorded_at)),
    }
}

fn said(held: &ClaimTrait) -> String {
    let mut parts = Vec::new();
    if held.special_area {
        parts.push("特別地域に住んでいる".to_owned());
    }
    if let Some(level) = held.care_level {
        parts.push(format!("要介護度 {}", level.label()));
    }
    if held.same_care_manager {
        parts.push("ケアプランと同じ人が計画をつくる".to_owned());
    }
    if let Some(served) = held.served_before {
        parts.push(format!("計画の前の6か月のサービス {}", served.label()));
    }
    if let Some(month) = held.last_service {
        parts.push(format!("最後の利用 {}", wareki::format_month(month)));
    }
    if let Some(day) = held.services_ended {
        parts.push(format!("利用を終えた日 {}", wareki::format(day)));
    }
    parts.extend(said_of_systems(held));
    if parts.is_empty() {
        parts.push("あてはまることはない".to_owned());
    }
    parts.join("、")
}

fn said_of_systems(held: &ClaimTrait) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(answer) = held.video {
        parts.push(format!("テレビ電話による訪問を市町村が{}", answer.label()));
    }
    for target in &held.target_of {
        parts.push(format!("対象の利用者 {}", target.label()));
    }
    if let Some(points) = held.behaviour_points {
        parts.push(format!("行動関連項目 {points}点"));
    }
    parts
}

/// How many rows there are: what a stale form is known by.
fn version(rows: &[ClaimTraitRecord]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "claim").await?;
    let rows = cx.read().await?.claim_traits(case).await?;
    let form = Form::open(&cx, path(person), write(rows.last(), cx.today()), version(&rows)).await?;
    page(&cx, &Sheet::of(&cx, case, form).await?)
}

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let (from, content) = match read(&typed, cx.today()) {
        Ok(read) => read,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(path(person), typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form).await?);
        }
    };
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let rows = tx.claim_traits(case.reader()).await?;
    if version(&rows) != typed.version() {
        drop(tx);
        let theirs = write(rows.last(), cx.today());
        let form = Form::conflict(path(person), typed, theirs, version(&rows));
        return refused(&cx, &Sheet::of(&cx, case.reader(), form).await?);
    }
    tx.add_claim_trait(case, from, &content).await?;
    let detail = format!("{from}から {}", said(&content));
    tx.commit(Did::to(person, "claim_trait.added").detail(detail))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn write(row: Option<&ClaimTraitRecord>, today: Date) -> Typed {
    let mut typed = Typed::default();
    let held = row.map(|row| row.content.clone()).unwrap_or_default();
    typed.set("from", wareki::short_month(ServiceMonth::containing(today)));
    typed.set("care_level", held.care_level.map_or("", CareLevel::code));
    typed.set("served_before", held.served_before.map_or("", ServedBefore::code));
    typed.set(
        "last_service",
        held.last_service.map(wareki::short_month).unwrap_or_default(),
    );
    typed.set(
        "services_ended",
        held.services_ended.map(wareki::short).unwrap_or_default(),
    );
    typed.set("video", held.video.map_or("", VideoAnswer::code));
    for target in &held.target_of {
        typed.add("target_of", target.code());
    }
    let points = held.behaviour_points.map(|points| points.to_string());
    typed.set("behaviour_points", points.unwrap_or_default());
    for (name, ticked) in [
        ("special_area", held.special_area),
        ("same_care_manager", held.same_care_manager),
    ] {
        if ticked {
            typed.set(name, "1");
        }
    }
    typed
}

fn read(typed: &Typed, today: Date) -> Result<(ServiceMonth, ClaimTrait), Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let from = fields.month("from", "いつから");
    if from.is_none() && fields.problem_free("from") {
        fields.tell("from", "「いつから」を入力してください。例: R8.11");
    }
    let content = ClaimTrait {
        special_area: fields.ticked("special_area"),
        care_level: fields.choice("care_level", "要介護度", CareLevel::from_code),
        same_care_manager: fields.ticked("same_care_manager"),
        served_before: fields.choice(
            "served_before",
            "計画の前の6か月のサービス",
            ServedBefore::from_code,
        ),
        last_service: fields.month("last_service", "最後にサービスを使った月"),
        services_ended: fields.day("services_ended", "サービスの利用を終えた日"),
        video: fields.choice("video", "テレビ電話による訪問", VideoAnswer::from_code),
        target_of: fields.choices("target_of", TargetOf::from_code),
        behaviour_points: points(&mut fields, typed),
    };
    fields.finish((from.unwrap_or_else(|| ServiceMonth::containing(today)), content))
}

/// 行動関連項目の点数, where it is told.
fn points(fields: &mut Fields<'_>, typed: &Typed) -> Option<u32> {
    let name = "behaviour_points";
    if typed.value(name).trim().is_empty() {
        return None;
    }
    u32::try_from(fields.whole(name, "行動関連項目の点数", 0..=MOST_POINTS)?).ok()
}
