//! One certificate as a form: typed as it is printed.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::certificate::{
    CertificateKind, GrantedService, Holder, Problem, RecipientCertificate, check,
};
use bansou_domain::id::{CertificateId, PersonId};
use bansou_domain::text;
use bansou_law::AppliesTo;
use bansou_store::certificate::CertificateRecord;
use bansou_store::journal::Did;
use jiff::civil::Date;
use serde::Deserialize;

use super::months::{self, Strip};
use super::suggestion::{Suggestion, suggest};
use super::{edit_path, list, new_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/certificates/form.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    new: bool,
    strip: Strip,
    suggestion: Option<Suggestion>,
    /// 市町村番号 with the names the office recorded.
    municipalities: Vec<(String, String)>,
    /// Names a service may have, for typing.
    services: Vec<String>,
    /// The months somebody else has saved, where they differ.
    their_months: Option<String>,
}

case_page!(Sheet, "受給者証", form, wide);

impl Sheet {
    /// The form with the strip and the suggestion that what is typed so far allows.
    async fn of(
        cx: &Cx,
        person: PersonId,
        mut form: Form,
        own: Option<CertificateId>,
    ) -> Result<Self, Failure> {
        let case = cx.open_case(person, "certificate").await?;
        let mut reader = cx.read().await?;
        let record = reader.person(case).await?;
        let all = reader.certificates(case).await?;
        let municipalities = reader.municipality_names(cx.member()).await?;
        drop(reader);
        let case = CaseFrame::of(person, &record, &all, Tab::Certificates, cx.today());
        let others: Vec<CertificateRecord> =
            all.into_iter().filter(|record| Some(record.id) != own).collect();
        let taken = take(&mut Fields::new(&form.typed, cx.today()));
        let (strip, suggestion) = if taken.dated {
            let first = list::is_first(&taken.certificate, &others);
            let suggestion = suggest(&cx.app.law, &taken.certificate, first);
            let suggested = suggestion.as_ref().map_or(&[][..], |found| &found.months);
            let strip = months::strip(&taken.certificate, suggested, &[], cx.today());
            (strip, suggestion)
        } else {
            (Strip::new(), None)
        };
        place_months(&mut form.typed, &strip, cx.today());
        Ok(Self {
            case,
            new: own.is_none(),
            strip,
            suggestion,
            municipalities,
            services: service_names(cx),
            their_months: None,
            form,
        })
    }
}

/// Every month stands once: as a tick where the strip has a box for it, else in the line beside what could not be
/// read there. So a box that is cleared takes its month away.
fn place_months(typed: &mut Typed, strip: &Strip, today: Date) {
    let boxed = |month: &ServiceMonth| {
        let month = month.to_string();
        strip.iter().flatten().any(|cell| cell.month == month)
    };
    let ticks: Vec<ServiceMonth> = typed
        .values("month")
        .filter_map(|month| month.parse().ok())
        .collect();
    let (line, unread) = months::read_line(typed.value("months"), today);
    let as_typed = typed.value("months").to_owned();
    let (mut ticked, rest): (Vec<ServiceMonth>, Vec<ServiceMonth>) =
        ticks.into_iter().chain(line).partition(boxed);
    ticked.sort();
    ticked.dedup();
    let line = if strip.is_empty() {
        let known = |month: &ServiceMonth| !months::read_line(&as_typed, today).0.contains(month);
        let lost: Vec<ServiceMonth> = rest.into_iter().filter(known).collect();
        format!("{as_typed} {}", months::line(&lost))
    } else {
        format!("{} {}", unread.join(" "), months::line(&rest))
    };
    typed.set("months", line.trim());
    typed.remove("month");
    for month in ticked {
        typed.add("month", month.to_string());
    }
}

/// The services the law's tables know, as a help for typing; any other name can be typed.
fn service_names(cx: &Cx) -> Vec<String> {
    let tables = [&cx.app.law.planning.intervals, &cx.app.law.child.intervals];
    let services = tables.into_iter().flat_map(|table| &table.items);
    services
        .filter(|interval| interval.applies == AppliesTo::Service)
        .map(|interval| interval.term.clone())
        .collect()
}

/// Which certificate a new one continues.
#[derive(Deserialize)]
pub(super) struct From {
    #[serde(default)]
    from: Option<CertificateId>,
}

pub(super) async fn new(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(From { from }): Query<From>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "certificate").await?;
    let typed = match from {
        Some(earlier) => renewed(&cx.read().await?.certificate(case, earlier).await?.certificate),
        None => Typed::default(),
    };
    let form = Form::open(&cx, new_path(person), typed, 0).await?;
    page(&cx, &Sheet::of(&cx, person, form, None).await?)
}

/// What usually stays when a certificate is renewed. Months and periods are printed anew.
fn renewed(earlier: &RecipientCertificate) -> Typed {
    let next = RecipientCertificate {
        months: Vec::new(),
        monitoring_text: String::new(),
        planning_from: None,
        planning_until: None,
        ..earlier.clone()
    };
    let mut typed = write(&next);
    let begins = earlier.grant_until.tomorrow();
    typed.set("grant_from", begins.map(wareki::short).unwrap_or_default());
    typed.set("grant_until", "");
    typed
}

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Some(form) = unsaved(new_path(person), &typed) {
        drop(tx);
        return page(&cx, &Sheet::of(&cx, person, form, None).await?);
    }
    let certificate = match read(&typed, cx.today()) {
        Ok(certificate) => certificate,
        Err(problems) => {
            drop(tx);
            return answer_refused(&cx, person, None, typed, problems).await;
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    match tx.add_certificate(case, &certificate).await {
        Ok(id) => {
            tx.commit(Did::to(person, "certificate.added").subject(id.0))
                .await?;
        }
        Err(bansou_store::Failure::Constraint(_)) => {
            drop(tx);
            return answer_refused(&cx, person, None, typed, vec![twice()]).await;
        }
        Err(failure) => return Err(failure.into()),
    }
    Ok(Redirect::to(&path(person)).into_response())
}

type Address = Path<(PersonId, CertificateId)>;

pub(super) async fn edit(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "certificate").await?;
    let record = cx.read().await?.certificate(case, id).await?;
    let form = Form::open(
        &cx,
        edit_path(person, id),
        write(&record.certificate),
        record.version,
    )
    .await?;
    page(&cx, &Sheet::of(&cx, person, form, Some(id)).await?)
}

pub(super) async fn change(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let before = tx.certificate(case.reader(), id).await?;
    if let Some(form) = unsaved(edit_path(person, id), &typed) {
        drop(tx);
        return page(&cx, &Sheet::of(&cx, person, form, Some(id)).await?);
    }
    let certificate = match read(&typed, cx.today()) {
        Ok(certificate) => certificate,
        Err(problems) => {
            drop(tx);
            return answer_refused(&cx, person, Some(id), typed, problems).await;
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    match tx
        .change_certificate(case, id, &certificate, typed.version())
        .await
    {
        Ok(()) => {
            let said = format!("前の実施月: {}", months::line(&before.certificate.months));
            tx.commit(Did::to(person, "certificate.changed").subject(id.0).detail(said))
                .await?;
        }
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            return answer_conflict(&cx, person, typed, before, &certificate).await;
        }
        Err(bansou_store::Failure::Constraint(_)) => {
            drop(tx);
            return answer_refused(&cx, person, Some(id), typed, vec![twice()]).await;
        }
        Err(failure) => return Err(failure.into()),
    }
    Ok(Redirect::to(&path(person)).into_response())
}

/// The buttons that change the page and save nothing: rows, and the strip of months.
fn unsaved(action: String, typed: &Typed) -> Option<Form> {
    if typed.has("_months") {
        return Some(Form::refused(action, typed.clone(), Vec::new()));
    }
    Form::rearranged(action, typed)
}

async fn answer_refused(
    cx: &Cx,
    person: PersonId,
    own: Option<CertificateId>,
    typed: Typed,
    problems: Vec<Told>,
) -> Result<Response, Failure> {
    let action = own.map_or_else(|| new_path(person), |id| edit_path(person, id));
    let form = Form::refused(action, typed, problems);
    refused(cx, &Sheet::of(cx, person, form, own).await?)
}

async fn answer_conflict(
    cx: &Cx,
    person: PersonId,
    typed: Typed,
    theirs: CertificateRecord,
    mine: &RecipientCertificate,
) -> Result<Response, Failure> {
    let (id, their_months) = (theirs.id, months::line(&theirs.certificate.months));
    let differ = theirs.certificate.months != mine.months;
    let form = Form::conflict(
        edit_path(person, id),
        typed,
        write(&theirs.certificate),
        theirs.version,
    );
    let mut sheet = Sheet::of(cx, person, form, Some(id)).await?;
    sheet.their_months = differ.then_some(their_months);
    if differ {
        sheet.form.remember_differing("months", "実施月");
    }
    refused(cx, &sheet)
}

fn twice() -> Told {
    Told {
        field: "number".to_owned(),
        message: "同じ種類・番号・開始日の受給者証がすでに登録されています。一覧から開いて直してください。"
            .to_owned(),
    }
}

/// The certificate as the fields of its form.
fn write(certificate: &RecipientCertificate) -> Typed {
    let mut typed = Typed::default();
    let day = |day: Option<Date>| day.map(wareki::short).unwrap_or_default();
    typed.set("kind", certificate.kind.code());
    typed.set("number", &certificate.number);
    typed.set("municipality", &certificate.municipality);
    typed.set("grant_from", day(Some(certificate.grant_from)));
    typed.set("grant_until", day(Some(certificate.grant_until)));
    typed.set("level_from", day(certificate.level_from));
    typed.set("level_until", day(certificate.level_until));
    typed.set(
        "cap",
        certificate.cap_yen.map(|yen| yen.to_string()).unwrap_or_default(),
    );
    typed.set("planning_from", day(certificate.planning_from));
    typed.set("planning_until", day(certificate.planning_until));
    if certificate.cap_manager {
        typed.set("cap_manager", "1");
    }
    typed.set("holder_name", &certificate.holder.name);
    typed.set("holder_kana", &certificate.holder.kana);
    typed.set("monitoring_text", &certificate.monitoring_text);
    typed.set("months", months::line(&certificate.months));
    for (row, service) in certificate.services.iter().enumerate() {
        let mut set = |field: &str, value: &str| typed.set(format!("services.{row}.{field}"), value);
        set("name", &service.name);
        set("amount", &service.amount);
        set("from", &day(service.from));
        set("until", &day(service.until));
    }
    typed
}

/// What has been typed so far.
struct Taken {
    certificate: RecipientCertificate,
    /// Both ends of the grant are known and in order.
    dated: bool,
    /// The rows the services were typed in.
    rows: Vec<usize>,
}

fn take(fields: &mut Fields<'_>) -> Taken {
    let (from, until) = (
        fields.required_day("grant_from", "支給決定期間の開始"),
        fields.required_day("grant_until", "支給決定期間の終了"),
    );
    let rows = fields.rows("services", &[]);
    let certificate = RecipientCertificate {
        kind: fields
            .required_choice("kind", "種類", CertificateKind::from_code)
            .unwrap_or(CertificateKind::Welfare),
        number: text::digits(&fields.line("number", "受給者証番号")),
        municipality: text::digits(&fields.line("municipality", "市町村番号")),
        grant_from: from.unwrap_or_default(),
        grant_until: until.unwrap_or_default(),
        level_from: fields.day("level_from", "認定期間の開始"),
        level_until: fields.day("level_until", "認定期間の終了"),
        cap_yen: fields.yen("cap", "負担上限月額"),
        services: rows.iter().map(|row| take_service(fields, *row)).collect(),
        monitoring_text: fields.line("monitoring_text", "モニタリング期間の印字"),
        months: take_months(fields),
        planning_from: fields.day("planning_from", "計画相談支援の開始"),
        planning_until: fields.day("planning_until", "計画相談支援の終了"),
        cap_manager: fields.ticked("cap_manager"),
        holder: Holder {
            name: fields.line("holder_name", "給付決定保護者の氏名"),
            kana: fields.line("holder_kana", "給付決定保護者のフリガナ"),
        },
    };
    let dated = matches!((from, until), (Some(from), Some(until)) if from <= until);
    Taken {
        certificate,
        dated,
        rows,
    }
}

fn take_service(fields: &mut Fields<'_>, row: usize) -> GrantedService {
    let at = |field: &str| format!("services.{row}.{field}");
    GrantedService {
        name: fields.line(&at("name"), "サービス"),
        amount: fields.line(&at("amount"), "支給量"),
        from: fields.day(&at("from"), "サービスの開始日"),
        until: fields.day(&at("until"), "サービスの終了日"),
    }
}

/// The months typed in the line and those ticked in the strip, together.
fn take_months(fields: &mut Fields<'_>) -> Vec<ServiceMonth> {
    let line = fields.line("months", "実施月");
    let (mut months, unread) = months::read_line(&line, fields.today());
    if !unread.is_empty() {
        let unread = unread.join("、");
        fields.tell(
            "months",
            format!("「実施月」の「{unread}」を年月として読めません。例: R8.7, R8.10"),
        );
    }
    months.extend(fields.choices("month", |code| code.parse::<ServiceMonth>().ok()));
    months.sort();
    months.dedup();
    months
}

fn read(typed: &Typed, today: Date) -> Result<RecipientCertificate, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let taken = take(&mut fields);
    let dates_known = fields.problem_free("grant_from") && fields.problem_free("grant_until");
    for problem in check(&taken.certificate) {
        // Without the grant's dates nothing can be said about what lies within it.
        let beside_the_point = match problem {
            Problem::GrantBackwards => !dates_known,
            Problem::MonthOutside(_) => !taken.dated,
            _ => false,
        };
        if beside_the_point {
            continue;
        }
        let (field, message) = message(problem, &taken);
        fields.tell(field, message);
    }
    fields.finish(taken.certificate)
}

fn message(problem: Problem, taken: &Taken) -> (String, String) {
    let backwards = "終了が開始より前になっています。年を確かめてください。";
    match problem {
        Problem::NumberNotTenDigits => {
            let count = taken.certificate.number.chars().count();
            (
                "number".into(),
                format!("「受給者証番号」は数字10桁です（いま{count}桁）。"),
            )
        }
        Problem::MunicipalityNotSixDigits => (
            "municipality".into(),
            "「市町村番号」は数字6桁です。わからないときは空のままにします。".into(),
        ),
        Problem::GrantBackwards => ("grant_until".into(), format!("支給決定期間の{backwards}")),
        Problem::LevelBackwards => ("level_until".into(), format!("認定期間の{backwards}")),
        Problem::PlanningBackwards => (
            "planning_until".into(),
            format!("計画相談支援の支給期間の{backwards}"),
        ),
        Problem::MonthOutside(month) => (
            "months".into(),
            format!(
                "{}は支給決定期間の外です。月か期間を確かめてください。",
                wareki::format_month(month)
            ),
        ),
        Problem::CapNegative => ("cap".into(), "「負担上限月額」は0円以上です。".into()),
        Problem::ServiceNameMissing(nth) => {
            let row = taken.rows.get(nth).copied().unwrap_or(nth);
            (
                format!("services.{row}.name"),
                "サービスの名前を入力するか、その行を消してください。".into(),
            )
        }
    }
}
