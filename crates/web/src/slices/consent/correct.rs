//! Correcting a consent that was recorded wrong: a new record names the old one, which stays with the reason.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::ConsentMeans;
use bansou_store::access::CaseReader;
use bansou_store::consent::{Consent, ConsentRecord};
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use bansou_store::{Reader, Tx};
use jiff::civil::Date;

use super::record::{self, History};
use super::{Correction, Press, confirmed, consent_path, correct_path, fields, home, named, opened, pressed};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Form, Told, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/consent/correct.html")]
struct Correct {
    form: Form,
    case: CaseFrame,
    paper: PaperLine,
    old: String,
    papers: Vec<(String, String)>,
    /// A signature on the screen stands for the text that was shown with it.
    on_screen: bool,
    /// An answer by link stands for the version it was given to.
    by_link: bool,
    scans: usize,
}

case_page!(Correct, "同意の訂正", form);

impl Correct {
    /// The link only where the record came by it.
    fn means(&self) -> Vec<ConsentMeans> {
        let all = ConsentMeans::ALL.iter().copied();
        all.filter(|means| *means != ConsentMeans::Link || self.by_link)
            .collect()
    }

    fn back(&self) -> String {
        consent_path(self.case.person, self.paper.id)
    }
}

/// The confirmed papers a consent can belong to: its own, and those without one.
async fn possible(reader: &mut Reader, case: CaseReader, own: PaperId) -> Result<Vec<PaperLine>, Failure> {
    let consents = reader.consents(case).await?;
    let mut papers = reader.papers(case).await?;
    papers.retain(|line| {
        let free = consents.iter().all(|(of, _)| *of != line.id);
        line.id == own || (line.confirmed_at.is_some() && free)
    });
    Ok(papers)
}

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperLine,
    (old, form): (&ConsentRecord, Form),
) -> Result<Correct, Failure> {
    let papers = possible(reader, case, paper.id).await?;
    let scans = reader.scans(case).await?;
    Ok(Correct {
        form,
        case: CaseFrame::load(reader, case, Tab::Papers, cx.today()).await?,
        old: super::standing::agreed(&old.consent),
        papers: papers
            .iter()
            .map(|line| (line.id.to_string(), named(line)))
            .collect(),
        scans: scans.iter().filter(|scan| scan.consent == old.id).count(),
        on_screen: old.consent.means == ConsentMeans::Screen,
        by_link: old.consent.means == ConsentMeans::Link,
        paper,
    })
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "consent").await?;
    let mut reader = cx.read().await?;
    let paper = opened(&mut reader, case, id).await?;
    let history = History::load(&mut reader, case, id).await?;
    let Some(old) = history.standing else {
        return Ok(Redirect::to(&consent_path(person, id)).into_response());
    };
    drop(reader);
    let mut start = fields::write(&old.consent);
    start.set("correction", Correction::Mend.code());
    start.set("of", id.to_string());
    start.set("keep_scans", "1");
    start.set("corrects", old.id.to_string());
    let form = Form::open(&cx, correct_path(person, id), start, paper.version).await?;
    let view = view(&cx, &mut cx.read().await?, case, paper, (&old, form)).await?;
    page(&cx, &view)
}

/// What the correction makes of the old record.
enum Corrected {
    Mended(Box<(PaperLine, Consent)>),
    Struck,
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = confirmed(&mut tx, case.reader(), id).await?;
    let leads_to = leads_to(person, &paper, &typed);
    let press = pressed(&mut tx, &typed, &leads_to).await?;
    if let Press::Again(response) = press {
        return Ok(response);
    }
    let standing = History::load(&mut tx, case.reader(), id).await?.standing;
    let Some(old) = standing.filter(|old| old.id.to_string() == typed.value("corrects")) else {
        return record::second(&cx, &mut tx, case.reader(), paper, &typed).await;
    };
    let papers = possible(&mut tx, case.reader(), id).await?;
    let (why, corrected) = match read(&typed, &paper, &papers, &old.consent, cx.today()) {
        Ok(corrected) => corrected,
        Err(problems) => {
            let form = Form::refused(correct_path(person, id), typed, problems);
            let view = view(&cx, &mut tx, case.reader(), paper, (&old, form)).await?;
            drop(tx);
            return refused(&cx, &view);
        }
    };
    let saved = match &corrected {
        Corrected::Mended(mended) => {
            let (of, consent) = &**mended;
            let new = tx.correct_consent(case, old.id, &why, of.id, consent).await;
            match new {
                Ok(new) if !typed.value("keep_scans").is_empty() => tx.carry_scans(case, old.id, new).await,
                other => other.map(|_| ()),
            }
        }
        Corrected::Struck => tx.strike_consent(case, old.id, &why).await,
    };
    match saved {
        Ok(()) => commit(tx, person, id, &corrected, why).await?,
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            return record::second(&cx, &mut cx.read().await?, case.reader(), paper, &typed).await;
        }
        Err(failure) => return Err(failure.into()),
    }
    Ok(Redirect::to(&leads_to).into_response())
}

async fn commit(
    tx: Tx,
    person: PersonId,
    id: PaperId,
    corrected: &Corrected,
    why: String,
) -> Result<(), Failure> {
    let kind = match corrected {
        Corrected::Mended(..) => "consent.corrected",
        Corrected::Struck => "consent.withdrawn",
    };
    tx.commit(Did::to(person, kind).subject(id.0).detail(why)).await?;
    Ok(())
}

/// To the record as it stands now, or back to the paper that waits for its consent again.
fn leads_to(person: PersonId, paper: &PaperLine, typed: &Typed) -> String {
    match (
        Correction::from_code(typed.value("correction")),
        typed.value("of").parse(),
    ) {
        (Some(Correction::Mend), Ok(of)) => consent_path(person, of),
        _ => home(person, paper),
    }
}

fn read(
    typed: &Typed,
    paper: &PaperLine,
    papers: &[PaperLine],
    old: &Consent,
    today: Date,
) -> Result<(String, Corrected), Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let correction = fields.required_choice("correction", "訂正のしかた", Correction::from_code);
    if correction == Some(Correction::Strike) {
        let why = fields.required("why", "訂正の理由");
        return fields.finish((why, Corrected::Struck));
    }
    let of = papers
        .iter()
        .find(|line| line.id.to_string() == typed.value("of"));
    if of.is_none() {
        fields.tell(
            "of",
            "「どの書類への同意か」を選び直してください。すでに同意が記録されている書類は選べません。",
        );
    }
    let of = of.unwrap_or(paper);
    let (means, mut consent) = fields::read(&mut fields, of);
    if means == Some(ConsentMeans::Screen) {
        keep_signature(&mut fields, &mut consent, old, of.id == paper.id);
    }
    if means == Some(ConsentMeans::Link) {
        keep_answer(&mut fields, &mut consent, old, of.id == paper.id);
    }
    if of.id == paper.id && consent == *old && fields.problem_free("given_on") {
        fields.tell(
            "given_on",
            "直したところがありません。まちがっている項目を直してください。",
        );
    }
    let why = fields.required("why", "訂正の理由");
    fields.finish((why, Corrected::Mended(Box::new((of.clone(), consent)))))
}

/// The answer by link was given to one version on one day, and goes with no other.
fn keep_answer(fields: &mut Fields<'_>, consent: &mut Consent, old: &Consent, same_paper: bool) {
    if old.means != ConsentMeans::Link {
        fields.tell(
            "means",
            "リンクの返事は、訂正では選べません。いまの記録を取り消してから、届いた返事を記録してください。",
        );
    } else if !same_paper {
        fields.tell(
            "of",
            "リンクの返事は、そのとき見せた書類に結びついています。いまの記録を取り消して、正しい書類を見せてください。",
        );
    } else if consent.given_on != old.given_on && fields.problem_free("given_on") {
        fields.tell(
            "given_on",
            "同意の日は、リンクの返事が届いた日です。変えられません。",
        );
    }
    consent.answer = old.answer;
}

/// The signature drawn on the screen goes with the text it was drawn under, and with no other.
fn keep_signature(fields: &mut Fields<'_>, consent: &mut Consent, old: &Consent, same_paper: bool) {
    if old.means == ConsentMeans::Screen && same_paper {
        consent.signature.clone_from(&old.signature);
    } else if same_paper {
        fields.tell(
            "means",
            "訂正では画面に署名できません。いまの記録を取り消してから、あらためて同意を記録してください。",
        );
    } else {
        fields.tell(
            "of",
            "画面の署名は、そのとき見せた書類に結びついています。いまの記録を取り消して、正しい書類にあらためて署名を受けてください。",
        );
    }
}
