//! The delivery ledger: to whom a confirmed paper went, when and how; once for each recipient.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::conference::{MemberKind, kind_of};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::paper::{DeliveryMeans, PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::delivery::Delivery;
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;

use super::ledger::{Ledger, Taken};
use super::received;
use super::{Press, confirmed, delivery_path, home, opened, pressed};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Form, Told, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, conflicting, page, refused};
use crate::slices::conferences::asked::Handed;

#[derive(Template)]
#[template(path = "slices/consent/deliver.html")]
struct Deliver {
    form: Form,
    case: CaseFrame,
    paper: PaperLine,
    ledger: Ledger,
    /// What somebody else recorded first; `Some` only on the answer to a save that came second.
    taken: Option<Vec<Taken>>,
    consented: bool,
    /// Who was handed the record by link, with who has received it.
    handed: Vec<Handed>,
    /// Whether somebody has said that the paper has come, and no entry says so yet.
    received: bool,
}

case_page!(Deliver, |page| format!("{}の交付", page.paper.kind.label()), form);

impl Deliver {
    fn home(&self) -> String {
        home(self.case.person, &self.paper)
    }

    /// Rows for expected recipients say their name; others are typed.
    fn fixed(&self, row: &str) -> bool {
        !self.form.value(&self.form.at("to", row, "fixed")).is_empty()
    }

    fn name(&self, row: &str) -> String {
        let name = self.form.value(&self.form.at("to", row, "name"));
        let recipient = Recipient::from_code(self.form.value(&self.form.at("to", row, "recipient")));
        match (name, recipient) {
            ("", Some(recipient)) => recipient.label().to_owned(),
            _ => name.to_owned(),
        }
    }
}

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperLine,
    form: Form,
) -> Result<Deliver, Failure> {
    let consents = reader.consents(case).await?;
    Ok(Deliver {
        form,
        case: CaseFrame::load(reader, case, Tab::Papers, cx.today()).await?,
        consented: consents.iter().any(|(of, _)| *of == paper.id),
        ledger: Ledger::load(reader, case, paper.id).await?,
        taken: None,
        received: !received::open(reader, case, &paper, &[]).await?.is_empty(),
        handed: reader
            .receipts_of_paper(case, paper.id)
            .await?
            .into_iter()
            .map(|receipt| Handed::of(case.person(), receipt))
            .collect(),
        paper,
    })
}

/// Who should get the paper: the person, the municipality, and for a plan or a report everyone named in the plan.
async fn expected(
    reader: &mut Reader,
    case: CaseReader,
    paper: &PaperLine,
) -> Result<Vec<(Recipient, String)>, Failure> {
    let plan = match paper.kind {
        PaperKind::Plan => Some(reader.paper::<ServicePlan>(case, paper.id).await?),
        PaperKind::Monitoring => {
            reader
                .newest_paper::<ServicePlan>(case, PaperKind::Plan, false)
                .await?
        }
        _ => None,
    };
    let mut expected = vec![(Recipient::Person, String::new())];
    if paper.kind == PaperKind::Meeting {
        let meeting = reader.paper::<ServiceMeeting>(case, paper.id).await?.content;
        expected.extend(members(&meeting).map(|name| (Recipient::Provider, name)));
        return Ok(expected);
    }
    if let Some(plan) = plan {
        let providers = plan.content.providers();
        let providers = providers
            .into_iter()
            .map(|name| (Recipient::Provider, name.to_owned()));
        expected.extend(providers);
    }
    expected.push((Recipient::Municipality, String::new()));
    Ok(expected)
}

/// Everybody who was there or wrote, but for the person and the office itself.
fn members(meeting: &ServiceMeeting) -> impl Iterator<Item = String> {
    let came = meeting
        .attended
        .iter()
        .map(|who| who.replace("（オンライン）", ""));
    let wrote = meeting.absent_opinions.iter().map(|opinion| opinion.who.clone());
    let others = |who: &String| !matches!(kind_of(who), MemberKind::Person | MemberKind::Specialist);
    came.chain(wrote).filter(others)
}

fn start(expected: Vec<(Recipient, String)>, ledger: &Ledger) -> Typed {
    let mut typed = Typed::default();
    let open = expected.into_iter().filter(|(recipient, name)| {
        let mut standing = ledger.standing.iter().map(|record| &record.delivery);
        !standing.any(|delivery| delivery.recipient == *recipient && delivery.name == *name)
    });
    for (row, (recipient, name)) in open.enumerate() {
        let means = match recipient {
            Recipient::Person => DeliveryMeans::Hand,
            Recipient::Provider => DeliveryMeans::Post,
            Recipient::Municipality => DeliveryMeans::Counter,
        };
        typed.set(format!("to.{row}.recipient"), recipient.code());
        typed.set(format!("to.{row}.name"), name);
        typed.set(format!("to.{row}.fixed"), "1");
        typed.set(format!("to.{row}.means"), means.code());
    }
    typed
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "delivery").await?;
    let mut reader = cx.read().await?;
    let paper = opened(&mut reader, case, id).await?;
    let expected = expected(&mut reader, case, &paper).await?;
    let received = received::open(&mut reader, case, &paper, &expected).await?;
    let start = start(expected, &Ledger::load(&mut reader, case, id).await?);
    drop(reader);
    let mut form = Form::open(&cx, delivery_path(person, id), start, paper.version).await?;
    received::propose(&mut form.typed, &received);
    let view = view(&cx, &mut cx.read().await?, case, paper, form).await?;
    page(&cx, &view)
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = confirmed(&mut tx, case.reader(), id).await?;
    let action = delivery_path(person, id);
    if let Some(form) = Form::rearranged(action.clone(), &typed) {
        let view = view(&cx, &mut tx, case.reader(), paper, form).await?;
        drop(tx);
        return page(&cx, &view);
    }
    let leads_to = home(person, &paper);
    let press = pressed(&mut tx, &typed, &leads_to).await?;
    if let Press::Again(response) = press {
        return Ok(response);
    }
    let ledger = Ledger::load(&mut tx, case.reader(), id).await?;
    let taken = ledger.take_recorded(&mut typed.clone(), cx.today());
    if !taken.is_empty() || matches!(press, Press::Used) {
        return second(&cx, &mut tx, case.reader(), paper, Some(typed)).await;
    }
    let expected = expected(&mut tx, case.reader(), &paper).await?;
    let received = received::open(&mut tx, case.reader(), &paper, &expected).await?;
    let deliveries = match read(&typed, &paper, cx.today()) {
        Ok(mut deliveries) => {
            received::name(&mut deliveries, &received);
            deliveries
        }
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            let view = view(&cx, &mut tx, case.reader(), paper, form).await?;
            drop(tx);
            return refused(&cx, &view);
        }
    };
    for delivery in &deliveries {
        match tx.add_delivery(case, id, delivery).await {
            Ok(_) => {}
            Err(bansou_store::Failure::Stale) => {
                drop(tx);
                return second(&cx, &mut cx.read().await?, case.reader(), paper, Some(typed)).await;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    tx.commit(Did::to(person, "paper.delivered").subject(id.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// The ledger for somebody whose save came second (409): what stands already, and what is still to be recorded.
pub(super) async fn second(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperLine,
    typed: Option<Typed>,
) -> Result<Response, Failure> {
    let ledger = Ledger::load(reader, case, paper.id).await?;
    let (typed, taken) = match typed {
        Some(mut typed) => {
            let taken = ledger.take_recorded(&mut typed, cx.today());
            (typed, taken)
        }
        None => (start(expected(reader, case, &paper).await?, &ledger), Vec::new()),
    };
    let form = Form::refused(delivery_path(case.person(), paper.id), typed, Vec::new());
    let mut view = view(cx, reader, case, paper, form).await?;
    view.taken = Some(taken);
    conflicting(cx, &view)
}

fn read(typed: &Typed, paper: &PaperLine, today: Date) -> Result<Vec<Delivery>, Vec<Told>> {
    let typed = &same_day(typed);
    let mut fields = Fields::new(typed, today);
    let mut deliveries: Vec<Delivery> = Vec::new();
    let rows = fields.rows("to", &["recipient", "fixed", "means"]);
    let filled = rows.into_iter().filter(|row| {
        let value = |field: &str| typed.value(&format!("to.{row}.{field}"));
        !value("on").is_empty() || value("fixed").is_empty()
    });
    for row in filled.collect::<Vec<_>>() {
        let Some(delivery) = read_row(&mut fields, row, paper) else {
            continue;
        };
        if deliveries.iter().any(|other| other.same_recipient(&delivery)) {
            let at = format!("to.{row}.on");
            fields.tell(at, "同じ相手が2回入力されています。1つにしてください。");
        }
        deliveries.push(delivery);
    }
    if deliveries.is_empty() && fields.problem_free("to.0.on") {
        fields.tell("to.0.on", "交付した日を1つ以上入力してください。");
    }
    fields.finish(deliveries)
}

/// One day for every row that has none: a paper often goes to everybody at once.
fn same_day(typed: &Typed) -> Typed {
    let (mut typed, all) = (typed.clone(), typed.value("all_on").to_owned());
    if !all.trim().is_empty() {
        for row in typed.rows("to", 0) {
            let on = format!("to.{row}.on");
            if typed.value(&on).trim().is_empty() {
                typed.set(on, &all);
            }
        }
    }
    typed
}

fn read_row(fields: &mut Fields<'_>, row: usize, paper: &PaperLine) -> Option<Delivery> {
    let at = |field: &str| format!("to.{row}.{field}");
    let recipient = fields
        .choice(&at("recipient"), "相手", Recipient::from_code)
        .unwrap_or(Recipient::Provider);
    let name = match recipient {
        Recipient::Provider => fields.required(&at("name"), "交付した事業所等"),
        Recipient::Person | Recipient::Municipality => String::new(),
    };
    let on = fields.required_day(&at("on"), "交付した日");
    let means = fields.required_choice(&at("means"), "方法", DeliveryMeans::from_code);
    check_day(fields, &at("on"), on, paper.dated);
    Some(Delivery {
        recipient,
        name,
        on: on?,
        means: means?,
        receipt: None,
    })
}

/// Nothing is handed over tomorrow, nor before it was made.
pub(super) fn check_day(fields: &mut Fields<'_>, at: &str, on: Option<Date>, made: Option<Date>) {
    if on.is_some_and(|day| day > fields.today()) {
        fields.tell(at, "「交付した日」が今日より後になっています。");
    }
    if let (Some(on), Some(made)) = (on, made)
        && on < made
    {
        fields.tell(at, "「交付した日」が、この書類の日付より前になっています。");
    }
}
