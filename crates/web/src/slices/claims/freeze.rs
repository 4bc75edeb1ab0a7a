//! 確定: the chosen claims and their files, in one transaction, or everything that is in the way.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_claims::Fresh;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim};
use bansou_domain::id::PersonId;
use bansou_exchange::kokuho::{Batch, Finding, Known, KnownCertificate, LiveClaim, Severity, check, write};
use bansou_law::Law;
use bansou_store::Tx;
use bansou_store::access::ClaimDesk;
use bansou_store::account::Office;
use bansou_store::claim::{NewClaim, NewFile};
use bansou_store::journal::Did;

use super::desk::{Codeless, Desk, Stand};
use super::month::{Asked, claim_key, read_month, view};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept, time_in_japan};
use crate::layout::refused;

/// サービスコード has six characters.
const CODE: usize = 6;
const FILES: &str = "/claims/files";
/// Everybody who is ready is frozen, on whatever page they stand.
const EVERYBODY: &str = "all";

/// A claim that was chosen, with the codes that were typed and the claim it takes up again.
struct Chosen<'d> {
    fresh: &'d Fresh,
    claim: FrozenClaim,
    follows: Option<uuid::Uuid>,
}

pub(super) async fn post(
    cx: Cx,
    Path(month): Path<String>,
    Query(asked): Query<Asked>,
    typed: Typed,
) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let mut tx = cx.begin().await?;
    let permit = tx.claim_desk(&cx.who)?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, FILES).await? {
        return Ok(response);
    }
    let desk = Desk::load(&mut tx, permit, &cx.app.law, month).await?;
    let office = tx.office(cx.member()).await?;
    let frozen = match read(&typed, &desk, &cx) {
        Ok((chosen, processing)) => {
            let at = At {
                permit,
                office: &office,
                processing,
                everybody: typed.value("whom") == EVERYBODY,
            };
            freeze(&mut tx, &cx.app.law, &desk, at, chosen).await?
        }
        Err(problems) => Err(problems),
    };
    let problems = match frozen {
        Ok(Frozen::Files(names, people)) => {
            tx.commit(Did::office("claim.frozen").detail(names.join(" ")).naming(people))
                .await?;
            return Ok(Redirect::to(FILES).into_response());
        }
        Ok(Frozen::TooLate) => {
            drop(tx);
            who_was_first(&cx, permit, &typed, month).await?
        }
        Err(problems) => {
            drop(tx);
            problems
        }
    };
    let form = Form::refused(asked.place(month), typed, problems);
    let view = view(&cx, permit, (month, &asked), form).await?;
    refused(&cx, &view)
}

/// Somebody froze one of the claims, or took the serial, while this was written: as the records now say.
async fn who_was_first(
    cx: &Cx,
    permit: ClaimDesk,
    typed: &Typed,
    month: ServiceMonth,
) -> Result<Vec<Told>, Failure> {
    let desk = Desk::load(&mut cx.read().await?, permit, &cx.app.law, month).await?;
    let told = read(typed, &desk, cx).err();
    Ok(told.unwrap_or_else(|| {
        vec![Told {
            field: "claim".to_owned(),
            message:
                "ほかの人が先にファイルを作りました。ここでは何も保存していません。もう一度押してください。"
                    .to_owned(),
        }]
    }))
}

fn read<'d>(typed: &Typed, desk: &'d Desk, cx: &Cx) -> Result<(Vec<Chosen<'d>>, ServiceMonth), Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let processing = fields.required_month("processing", "処理対象年月");
    if cx.today() <= desk.month.last_day() {
        fields.tell(
            "processing",
            "この月はまだ終わっていません。月が終わってから確定してください。",
        );
    }
    if processing.is_some_and(|processing| processing <= desk.month) {
        fields.tell(
            "processing",
            "「処理対象年月」は提供した月より後の月にしてください。",
        );
    }
    let mut chosen = chosen(&mut fields, typed, desk);
    for one in &mut chosen {
        fill_codes(&mut fields, typed, &mut one.claim);
    }
    fields.finish((chosen, processing.unwrap_or(desk.month)))
}

/// The claims that were ticked, or every claim that is ready.
fn chosen<'d>(fields: &mut Fields<'_>, typed: &Typed, desk: &'d Desk) -> Vec<Chosen<'d>> {
    let mut chosen = Vec::new();
    let none = if typed.value("whom") == EVERYBODY {
        chosen.extend(desk.stands().filter_map(|(fresh, stand)| ready(fresh, &stand)));
        chosen.is_empty()
    } else {
        let stands: BTreeMap<String, (&Fresh, Stand<'_>)> = desk
            .stands()
            .map(|(fresh, stand)| (claim_key(fresh.person, &fresh.claim), (fresh, stand)))
            .collect();
        for key in typed.values("claim") {
            match find(desk, stands.get(key)) {
                Ok(found) => chosen.push(found),
                Err(said) => fields.tell(format!("claim.{key}"), said),
            }
        }
        typed.values("claim").next().is_none()
    };
    if none {
        fields.tell("claim", "確定する人を1人以上選んでください。");
    }
    chosen
}

/// Codes the table does not have come from the form.
fn fill_codes(fields: &mut Fields<'_>, typed: &Typed, claim: &mut FrozenClaim) {
    for line in &mut claim.lines {
        let Some(waiting) = Codeless::of(claim.benefit, line) else {
            continue;
        };
        let code = typed.value(&waiting.field).trim().to_uppercase();
        if code.len() == CODE && code.chars().all(|sign| sign.is_ascii_alphanumeric()) {
            line.code = Some(code);
            line.code_by_hand = true;
        } else if fields.problem_free(&waiting.field) {
            let said = format!(
                "「{}」のサービスコードを半角の英数字6文字で入力してください。",
                waiting.name
            );
            fields.tell(waiting.field, said);
        }
    }
}

fn ready<'d>(fresh: &'d Fresh, stand: &Stand<'d>) -> Option<Chosen<'d>> {
    match stand {
        Stand::Ready(_, ended) => Some(Chosen {
            claim: fresh.claim.clone(),
            fresh,
            follows: ended.map(|record| record.id),
        }),
        _ => None,
    }
}

fn find<'d>(desk: &'d Desk, found: Option<&(&'d Fresh, Stand<'d>)>) -> Result<Chosen<'d>, String> {
    if let Some(chosen) = found.and_then(|(fresh, stand)| ready(fresh, stand)) {
        return Ok(chosen);
    }
    match found {
        Some((fresh, Stand::Frozen(record))) => Err(format!(
            "{}さんの分は、{}に{}さんがファイル {} で確定しています。",
            desk.name(fresh.person),
            time_in_japan(&record.frozen_at),
            record.frozen_by,
            record.file_name
        )),
        Some((fresh, _)) => Err(format!(
            "{}さんの分は、いまの記録では確定できません。選び直してください。",
            desk.name(fresh.person)
        )),
        None => Err("この請求は見つかりません。ページを読み直してください。".to_owned()),
    }
}

struct At<'a> {
    permit: ClaimDesk,
    office: &'a Office,
    processing: ServiceMonth,
    /// Whether everybody who is ready was asked for.
    everybody: bool,
}

/// What became of the claims.
enum Frozen {
    /// They stand in these files; whose they are.
    Files(Vec<String>, Vec<PersonId>),
    /// Somebody else was first; nothing of it was written.
    TooLate,
}

/// Freezes the claims, one file for each benefit; says the files' names, or what is in the way.
async fn freeze(
    tx: &mut Tx,
    law: &Law,
    desk: &Desk,
    at: At<'_>,
    chosen: Vec<Chosen<'_>>,
) -> Result<Result<Frozen, Vec<Told>>, Failure> {
    let mut by_benefit: BTreeMap<Benefit, Vec<Chosen<'_>>> = BTreeMap::new();
    for one in chosen {
        by_benefit.entry(one.fresh.claim.benefit).or_default().push(one);
    }
    let (mut names, mut people) = (Vec::new(), Vec::new());
    for (benefit, mut chosen) in by_benefit {
        let serial = tx.next_claim_serial(at.permit, benefit, at.processing).await?;
        if at.everybody {
            let all = batch(benefit, &at, serial, chosen.iter().map(|one| &one.claim));
            leave_out_stopped(&mut chosen, &findings(&all, law, desk));
            if chosen.is_empty() {
                continue;
            }
        }
        let batch = batch(benefit, &at, serial, chosen.iter().map(|one| &one.claim));
        let problems = told(&findings(&batch, law, desk), &chosen);
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        let Ok(made) = write(&batch, &law.layout) else {
            return Err(Failure::Request(
                "請求ファイルを作れませんでした。点検の結果を確かめてください。",
            ));
        };
        let file = NewFile {
            benefit,
            processing: at.processing,
            serial,
            name: made.name,
            bytes: made.bytes,
        };
        let claims: Vec<NewClaim> = chosen.iter().map(Chosen::new_claim).collect();
        match tx.freeze(at.permit, &file, &claims).await {
            Ok(_) => {
                names.push(file.name);
                people.extend(chosen.iter().map(|one| one.fresh.person));
            }
            Err(bansou_store::Failure::Stale) => return Ok(Ok(Frozen::TooLate)),
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(if names.is_empty() {
        Err(vec![nobody_passes()])
    } else {
        Ok(Frozen::Files(names, people))
    })
}

fn nobody_passes() -> Told {
    Told {
        field: "whom".to_owned(),
        message: "点検で「直す」のない人がいません。点検の結果を直してから確定してください。".to_owned(),
    }
}

/// Whom the check would stop stays behind where everybody was asked for: they may stand on any page.
fn leave_out_stopped(chosen: &mut Vec<Chosen<'_>>, findings: &[Finding]) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let stopped: BTreeSet<&str> = errors
        .filter_map(|finding| Some(finding.who.as_ref()?.certificate.as_str()))
        .collect();
    chosen.retain(|one| !stopped.contains(one.claim.certificate.as_str()));
}

impl Chosen<'_> {
    fn new_claim(&self) -> NewClaim {
        NewClaim {
            person: self.fresh.person,
            claim: self.claim.clone(),
            follows: self.follows,
        }
    }
}

fn batch<'d>(
    benefit: Benefit,
    at: &At<'_>,
    serial: i64,
    claims: impl Iterator<Item = &'d FrozenClaim>,
) -> Batch {
    let number = match benefit {
        Benefit::Planning => &at.office.number_adult,
        Benefit::Child => &at.office.number_child,
    };
    Batch {
        benefit,
        office: number.clone().unwrap_or_default(),
        month: at.processing,
        serial: u32::try_from(serial).unwrap_or(u32::MAX),
        claims: claims.cloned().collect(),
    }
}

fn findings(batch: &Batch, law: &Law, desk: &Desk) -> Vec<Finding> {
    let certificates: Vec<KnownCertificate> = desk
        .records
        .people
        .iter()
        .zip(&desk.records.facts.people)
        .flat_map(|(named, facts)| {
            facts.certificates.iter().map(|certificate| KnownCertificate {
                number: named.certificate.number.clone(),
                municipality: certificate.municipality.clone(),
                period: Some(certificate.period),
                months: certificate.monitoring_months.clone(),
            })
        })
        .collect();
    let live: Vec<LiveClaim> = desk
        .frozen
        .iter()
        .filter(|record| record.live)
        .map(|record| LiveClaim {
            benefit: record.claim.benefit,
            municipality: record.claim.municipality.clone(),
            certificate: record.claim.certificate.clone(),
            month: record.claim.month,
            file: record.file_name.clone(),
        })
        .collect();
    let known = Known {
        law,
        certificates: &certificates,
        live: &live,
    };
    check(batch, &known)
}

// A code that is still to be typed has its own field; the check looks at the rest.
fn coded(claim: &FrozenClaim) -> FrozenClaim {
    let mut claim = claim.clone();
    claim.lines.retain(|line| line.code.is_some());
    let units: i64 = claim.lines.iter().map(ClaimLine::total).sum();
    claim.yen = units.saturating_mul(claim.price_hundredths).div_euclid(100);
    claim
}

/// The findings of every claim that could be frozen now, for the page before the press.
pub(super) fn preview(
    law: &Law,
    desk: &Desk,
    permit: ClaimDesk,
    office: &Office,
    processing: ServiceMonth,
) -> Vec<Finding> {
    let at = At {
        permit,
        office,
        processing,
        everybody: false,
    };
    let mut all = Vec::new();
    for benefit in Benefit::ALL {
        let ready: Vec<FrozenClaim> = desk
            .stands()
            .filter(|(fresh, stand)| fresh.claim.benefit == *benefit && matches!(stand, Stand::Ready(..)))
            .map(|(fresh, _)| coded(&fresh.claim))
            .collect();
        if !ready.is_empty() {
            let batch = batch(*benefit, &at, 1, ready.iter());
            all.extend(findings(&batch, law, desk));
        }
    }
    all
}

fn told(findings: &[Finding], chosen: &[Chosen<'_>]) -> Vec<Told> {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let at = |finding: &Finding| {
        let who = finding.who.as_ref()?;
        let one = chosen
            .iter()
            .find(|one| one.fresh.claim.certificate == who.certificate)?;
        Some(format!("claim.{}", claim_key(one.fresh.person, &one.fresh.claim)))
    };
    errors
        .map(|finding| Told {
            field: at(finding).unwrap_or_else(|| "claim".to_owned()),
            message: finding.sentence.clone(),
        })
        .collect()
}
