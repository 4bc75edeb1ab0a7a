//! Recording the consent to a paper: on paper or by a signature on the screen, bound to the confirmed version.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{is_child, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::outing::SignedOnVisit;
use bansou_domain::paper::ConsentMeans;
use bansou_domain::person::Person;
use bansou_domain::scan::ScanKind;
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::consent::Consent;
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;

use super::by_link::Replies;
use super::record::{self, History};
use super::{Press, confirmed, consent_path, fields, home, opened, pressed, scan, sign};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Form, Posted, Told, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page, refused};

#[derive(Template)]
#[template(path = "slices/consent/give.html")]
struct Give {
    form: Form,
    case: CaseFrame,
    paper: PaperLine,
    history: History,
    /// 訪問先での署名, with what was shown above it.
    on_visit: Option<SignedOnVisit>,
    /// What was answered to this paper by those it was shown to.
    replies: Replies,
}

impl View for Give {
    fn title(&self) -> String {
        format!("{}の同意 — {}さん", self.paper.kind.label(), self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["sign.js"]
    }
}

impl Give {
    fn home(&self) -> String {
        home(self.case.person, &self.paper)
    }
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "consent").await?;
    let mut reader = cx.read().await?;
    let paper = opened(&mut reader, case, id).await?;
    let history = History::load(&mut reader, case, id).await?;
    if history.standing.is_some() {
        return record::show(&cx, reader, case, paper, history).await;
    }
    let record = reader.person(case).await?;
    let on_visit = reader.signed_on_visit(case, id).await?;
    let replies = Replies::load(&mut reader, case, &paper, &record.person, cx.today()).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Papers, cx.today()).await?;
    drop(reader);
    let mut start = start(&record.person, cx.today());
    match &on_visit {
        Some(signed) => carry(&mut start, signed, paper.dated),
        None => replies.carry(&mut start),
    }
    let mut form = Form::open(&cx, consent_path(person, id), start, paper.version).await?;
    replies.name(&mut form.typed);
    page(
        &cx,
        &Give {
            form,
            case: frame,
            paper,
            history,
            on_visit,
            replies,
        },
    )
}

/// Carries a signature given on the visit into the form; it counts only when the worker records it.
fn carry(typed: &mut Typed, signed: &SignedOnVisit, dated: Option<Date>) {
    typed.set("means", ConsentMeans::Screen.code());
    typed.set("strokes", &signed.strokes);
    typed.set("signer", &signed.signer);
    typed.set("relation", &signed.relation);
    if let Some(day) = dated {
        typed.set("explained_on", wareki::short(day));
        typed.set("given_on", wareki::short(day));
    }
}

/// Who usually signs: the person, or for a child the one who has parental authority.
fn start(person: &Person, today: Date) -> Typed {
    let mut typed = Typed::default();
    let child = person.born.is_some_and(|born| is_child(born, today));
    typed.set("explained_on", wareki::short(today));
    typed.set("given_on", wareki::short(today));
    match person.guardians.first().filter(|_| child) {
        Some(guardian) => {
            typed.set("signer", &guardian.name);
            typed.set("relation", &guardian.relation);
            typed.set("reason", "未成年のため保護者が署名");
        }
        None => typed.set("signer", &person.name),
    }
    typed
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    posted: Posted,
) -> Result<Response, Failure> {
    let typed = &posted.typed;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = confirmed(&mut tx, case.reader(), id).await?;
    let leads_to = home(person, &paper);
    let press = pressed(&mut tx, typed, &leads_to).await?;
    if let Press::Again(response) = press {
        return Ok(response);
    }
    let history = History::load(&mut tx, case.reader(), id).await?;
    if history.standing.is_some() {
        return record::second(&cx, &mut tx, case.reader(), paper, typed).await;
    }
    let person_now = tx.person(case.reader()).await?.person;
    let replies = Replies::load(&mut tx, case.reader(), &paper, &person_now, cx.today()).await?;
    let (consent, file) = match read(&posted, &paper, &press, &replies, cx.today()) {
        Ok(read) => read,
        Err(mut problems) => {
            scan::tell_lost(&mut problems, &posted);
            let view = again(&cx, tx, case, (paper, history, replies), (posted.typed, problems)).await?;
            return refused(&cx, &view);
        }
    };
    let added = match tx.add_consent(case, id, &consent).await {
        Ok(added) => added,
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            return record::second(&cx, &mut cx.read().await?, case.reader(), paper, typed).await;
        }
        Err(failure) => return Err(failure.into()),
    };
    if let Some((kind, bytes)) = file {
        tx.add_scan(case, added, kind, bytes).await?;
    }
    tx.commit(Did::to(person, "paper.consented").subject(id.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// The form with what is wrong, and with the answers as they stand now.
async fn again(
    cx: &Cx,
    mut tx: Tx,
    case: CaseEditor,
    (paper, history, replies): (PaperLine, History, Replies),
    (mut typed, problems): (Typed, Vec<Told>),
) -> Result<Give, Failure> {
    let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Papers, cx.today()).await?;
    let on_visit = tx.signed_on_visit(case.reader(), paper.id).await?;
    replies.name(&mut typed);
    Ok(Give {
        form: Form::refused(consent_path(case.person(), paper.id), typed, problems),
        case: frame,
        paper,
        history,
        on_visit,
        replies,
    })
}

type File<'p> = Option<(ScanKind, &'p [u8])>;

fn read<'p>(
    posted: &'p Posted,
    paper: &PaperLine,
    press: &Press,
    replies: &Replies,
    today: Date,
) -> Result<(Consent, File<'p>), Vec<Told>> {
    let typed = &posted.typed;
    let mut fields = Fields::new(typed, today);
    if matches!(press, Press::Used) {
        fields.tell(
            "given_on",
            "この画面からは一度記録しています。内容を確かめて、もう一度「同意を記録する」を押してください。",
        );
    }
    let (means, mut consent) = fields::read(&mut fields, paper);
    if means == Some(ConsentMeans::Screen) {
        match sign::svg(typed.value("strokes")) {
            Some(signature) => consent.signature = signature,
            None => fields.tell(
                "means",
                "画面の署名欄に署名してください。紙に署名したときは「紙に署名」を選びます。",
            ),
        }
    }
    if means == Some(ConsentMeans::Link) {
        replies.read(&mut fields, typed, &mut consent);
    }
    let file = scan::read(&mut fields, posted);
    if let (Some(means @ (ConsentMeans::Screen | ConsentMeans::Link)), Some(_)) = (means, file) {
        let chosen = means.label();
        fields.tell(
            scan::FIELD,
            format!("「{chosen}」を選んでいます。紙の控えを付けるときは、ほかの方法を選んでください。"),
        );
    }
    fields.finish((consent, file))
}
