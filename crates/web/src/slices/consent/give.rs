//! Recording the consent to a paper: on paper or by a signature on the screen, bound to the confirmed version.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{age_on, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::ConsentMeans;
use bansou_domain::person::Person;
use bansou_store::journal::Did;
use bansou_store::paper::{Consent, PaperLine};
use jiff::civil::Date;

use super::{confirmed, consent_path, home, opened, sign};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page, refused};

#[derive(Template)]
#[template(path = "slices/consent/give.html")]
struct Give {
    form: Form,
    case: CaseFrame,
    paper: PaperLine,
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
    let given = reader.consents(case).await?.iter().any(|(of, _)| *of == id);
    let record = reader.person(case).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Papers, cx.today()).await?;
    drop(reader);
    if given {
        return Ok(Redirect::to(&home(person, &paper)).into_response());
    }
    let start = start(&record.person, cx.today());
    let form = Form::open(&cx, consent_path(person, id), start, paper.version).await?;
    let case = frame;
    page(&cx, &Give { form, case, paper })
}

/// Who usually signs: the person, or for a child the one who has parental authority.
fn start(person: &Person, today: Date) -> Typed {
    let mut typed = Typed::default();
    let child = person.born.is_some_and(|born| age_on(born, today) < 18);
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
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = confirmed(&mut tx, case.reader(), id).await?;
    let leads_to = home(person, &paper);
    let given = tx.consents(case.reader()).await?.iter().any(|(of, _)| *of == id);
    let consent = match read(&typed, &paper, cx.today()) {
        Ok(consent) => consent,
        Err(problems) => {
            let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Papers, cx.today()).await?;
            drop(tx);
            let form = Form::refused(consent_path(person, id), typed, problems);
            let case = frame;
            return refused(&cx, &Give { form, case, paper });
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    if given {
        return Err(Failure::Store(bansou_store::Failure::Stale));
    }
    tx.add_consent(case, id, &consent).await?;
    tx.commit(Did::to(person, "paper.consented").subject(id.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn read(typed: &Typed, paper: &PaperLine, today: Date) -> Result<Consent, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let explained_on = fields.required_day("explained_on", "説明した日");
    let given_on = fields.required_day("given_on", "同意の日");
    let means = fields.required_choice("means", "同意の方法", ConsentMeans::from_code);
    let signer = fields.required("signer", "署名した人");
    let relation = fields.line("relation", "続柄・関係");
    let reason = fields.line("reason", "代わりに署名した理由");
    if !relation.is_empty() && reason.is_empty() {
        fields.tell(
            "reason",
            "本人が署名しなかった理由を入力してください。例: 手に力が入らず、母が代筆",
        );
    }
    check_days(&mut fields, paper, explained_on, given_on, today);
    let signature = sign::svg(typed.value("strokes"));
    if means == Some(ConsentMeans::Screen) && signature.is_none() {
        fields.tell(
            "means",
            "画面の署名欄に署名してください。紙に署名したときは「紙に署名」を選びます。",
        );
    }
    let on_screen = means == Some(ConsentMeans::Screen);
    let consent = Consent {
        given_on: given_on.unwrap_or(today),
        explained_on,
        means: means.unwrap_or(ConsentMeans::Paper),
        signer,
        relation,
        reason,
        signature: signature.filter(|_| on_screen).unwrap_or_default(),
    };
    fields.finish(consent)
}

fn check_days(
    fields: &mut Fields<'_>,
    paper: &PaperLine,
    explained_on: Option<Date>,
    given_on: Option<Date>,
    today: Date,
) {
    if explained_on.is_some_and(|day| day > today) {
        fields.tell("explained_on", "「説明した日」が今日より後になっています。");
    }
    if given_on.is_some_and(|day| day > today) {
        fields.tell("given_on", "「同意の日」が今日より後になっています。");
    }
    if let (Some(explained), Some(given)) = (explained_on, given_on)
        && given < explained
    {
        fields.tell(
            "given_on",
            "「同意の日」が「説明した日」より前になっています。説明してから同意を受けます。",
        );
    }
    if let (Some(made), Some(given)) = (paper.dated, given_on)
        && given < made
    {
        let made = wareki::format(made);
        fields.tell(
            "given_on",
            format!("「同意の日」が、この書類の日付（{made}）より前になっています。"),
        );
    }
}
