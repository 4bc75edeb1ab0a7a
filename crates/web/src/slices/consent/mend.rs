//! Correcting one entry of the delivery ledger: a new entry names the old one, which stays with the reason.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::{DeliveryMeans, Recipient};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::delivery::{Delivery, DeliveryRecord};
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;
use uuid::Uuid;

use super::deliver::{check_day, second};
use super::ledger::Ledger;
use super::standing::given;
use super::{Correction, Press, confirmed, delivery_path, mend_path, named, opened, pressed};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Form, Told, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/consent/mend.html")]
struct Mend {
    form: Form,
    case: CaseFrame,
    old: String,
    back: String,
    papers: Vec<(String, String)>,
}

case_page!(Mend, "交付の記録の訂正", form);

type Address = Path<(PersonId, PaperId, Uuid)>;

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    old: &DeliveryRecord,
    form: Form,
) -> Result<Mend, Failure> {
    let papers = papers(reader, case).await?;
    Ok(Mend {
        form,
        case: CaseFrame::load(reader, case, Tab::Papers, cx.today()).await?,
        old: given(&old.delivery),
        back: delivery_path(case.person(), old.paper),
        papers: papers
            .iter()
            .map(|line| (line.id.to_string(), named(line)))
            .collect(),
    })
}

async fn papers(reader: &mut Reader, case: CaseReader) -> Result<Vec<PaperLine>, Failure> {
    let mut papers = reader.papers(case).await?;
    papers.retain(|line| line.confirmed_at.is_some());
    Ok(papers)
}

fn write(old: &DeliveryRecord) -> Typed {
    let mut typed = Typed::default();
    let fields = [
        ("correction", Correction::Mend.code().to_owned()),
        ("of", old.paper.to_string()),
        ("recipient", old.delivery.recipient.code().to_owned()),
        ("name", old.delivery.name.clone()),
        ("on", wareki::short(old.delivery.on)),
        ("means", old.delivery.means.code().to_owned()),
    ];
    for (name, value) in fields {
        typed.set(name, value);
    }
    typed
}

async fn find(
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
    id: Uuid,
) -> Result<DeliveryRecord, Failure> {
    let records = reader.delivery_records(case).await?;
    let mut own = records.into_iter().filter(|record| record.paper == paper);
    Ok(own
        .find(|record| record.id == id)
        .ok_or(bansou_store::Failure::NotFound)?)
}

pub(super) async fn get(cx: Cx, Path((person, paper, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "delivery").await?;
    let mut reader = cx.read().await?;
    opened(&mut reader, case, paper).await?;
    let old = find(&mut reader, case, paper, id).await?;
    drop(reader);
    if old.struck.is_some() {
        return Ok(Redirect::to(&delivery_path(person, paper)).into_response());
    }
    let form = Form::open(&cx, mend_path(person, paper, id), write(&old), 0).await?;
    let view = view(&cx, &mut cx.read().await?, case, &old, form).await?;
    page(&cx, &view)
}

/// What the correction makes of the old entry.
enum Mended {
    Anew(PaperId, Delivery),
    Struck,
}

pub(super) async fn post(
    cx: Cx,
    Path((person, paper, id)): Address,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let line = confirmed(&mut tx, case.reader(), paper).await?;
    let old = find(&mut tx, case.reader(), paper, id).await?;
    let leads_to = delivery_path(person, paper);
    let press = pressed(&mut tx, &typed, &leads_to).await?;
    if let Press::Again(response) = press {
        return Ok(response);
    }
    if old.struck.is_some() {
        return second(&cx, &mut tx, case.reader(), line, None).await;
    }
    let papers = papers(&mut tx, case.reader()).await?;
    let (why, mended) = match read(&typed, &old, &papers, cx.today()) {
        Ok(mended) => mended,
        Err(problems) => {
            let form = Form::refused(mend_path(person, paper, id), typed, problems);
            let view = view(&cx, &mut tx, case.reader(), &old, form).await?;
            drop(tx);
            return refused(&cx, &view);
        }
    };
    let (kind, saved) = match &mended {
        Mended::Anew(of, delivery) => {
            let new = tx.correct_delivery(case, id, &why, *of, delivery).await;
            ("delivery.corrected", new.map(|_| ()))
        }
        Mended::Struck => ("delivery.withdrawn", tx.strike_delivery(case, id, &why).await),
    };
    match saved {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            return taken(&cx, case.reader(), line, (old, mended), typed).await;
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::to(person, kind).subject(paper.0).detail(why))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Somebody else was first: either with the entry itself, or with one for the recipient it was to be moved to.
async fn taken(
    cx: &Cx,
    case: CaseReader,
    line: PaperLine,
    (old, mended): (DeliveryRecord, Mended),
    typed: Typed,
) -> Result<Response, Failure> {
    let mut reader = cx.read().await?;
    let now = find(&mut reader, case, line.id, old.id).await?;
    let Mended::Anew(of, delivery) = mended else {
        return second(cx, &mut reader, case, line, None).await;
    };
    if now.struck.is_some() {
        return second(cx, &mut reader, case, line, None).await;
    }
    let ledger = Ledger::load(&mut reader, case, of).await?;
    let said = ledger
        .of(&delivery)
        .map_or_else(String::new, |record| given(&record.delivery));
    let told = Told {
        field: "recipient".to_owned(),
        message: format!(
            "この相手への交付は、もう記録されています（{said}）。いまの記録を取り消すか、そちらの記録を訂正してください。"
        ),
    };
    let form = Form::refused(mend_path(case.person(), line.id, old.id), typed, vec![told]);
    let view = view(cx, &mut reader, case, &old, form).await?;
    drop(reader);
    refused(cx, &view)
}

fn read(
    typed: &Typed,
    old: &DeliveryRecord,
    papers: &[PaperLine],
    today: Date,
) -> Result<(String, Mended), Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let correction = fields.required_choice("correction", "訂正のしかた", Correction::from_code);
    if correction == Some(Correction::Strike) {
        let why = fields.required("why", "訂正の理由");
        return fields.finish((why, Mended::Struck));
    }
    let of = papers
        .iter()
        .find(|line| line.id.to_string() == typed.value("of"));
    if of.is_none() {
        fields.tell("of", "「どの書類を渡したか」を選び直してください。");
    }
    let delivery = read_delivery(&mut fields, of);
    let of = of.map_or(old.paper, |line| line.id);
    let delivery = delivery.map(|delivery| with_receipt(delivery, old, of));
    if delivery.as_ref() == Some(&old.delivery) && of == old.paper {
        fields.tell(
            "on",
            "直したところがありません。まちがっている項目を直してください。",
        );
    }
    let why = fields.required("why", "訂正の理由");
    let delivery = delivery.unwrap_or_else(|| old.delivery.clone());
    fields.finish((why, Mended::Anew(of, delivery)))
}

/// The receipt goes with the paper and the receiver it was given by, and with no other.
fn with_receipt(delivery: Delivery, old: &DeliveryRecord, of: PaperId) -> Delivery {
    let same = of == old.paper && delivery.same_recipient(&old.delivery);
    Delivery {
        receipt: old.delivery.receipt.filter(|_| same),
        ..delivery
    }
}

fn read_delivery(fields: &mut Fields<'_>, of: Option<&PaperLine>) -> Option<Delivery> {
    let recipient = fields.required_choice("recipient", "相手", Recipient::from_code);
    let name = match recipient {
        Some(Recipient::Provider) => fields.required("name", "事業所・相手の名前"),
        _ => String::new(),
    };
    let on = fields.required_day("on", "交付した日");
    let means = fields.required_choice("means", "方法", DeliveryMeans::from_code);
    check_day(fields, "on", on, of.and_then(|line| line.dated));
    Some(Delivery {
        recipient: recipient?,
        name,
        on: on?,
        means: means?,
        receipt: None,
    })
}
