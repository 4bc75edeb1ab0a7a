//! 利用者ひとり. From one person's records to what the rules take.

use bansou_billing::{
    CareLevel, Certificate, ClaimedBefore, ClaimedElsewhere, Event, PersonFacts, Scheme, What,
};
use bansou_domain::calendar::{Period, ServiceMonth};
use bansou_domain::certificate::{CertificateKind, RecipientCertificate};
use bansou_domain::claim::Benefit;
use bansou_domain::claim_elsewhere::ClaimElsewhere;
use bansou_domain::claim_trait::{CareLevel as Recorded, ClaimTrait, ServedBefore};
use bansou_domain::id::CertificateId;
use bansou_domain::paper::Recipient;
use bansou_domain::process::MilestoneKind;
use jiff::civil::Date;

use crate::ask::{self, Ask};
use crate::course::{Course, Desk};
use crate::papers::Papers;
use crate::{Already, ClaimedPerson, LeftOut, Printed, notes};

/// What one person's records come to.
pub(crate) enum Built {
    /// The person stands in the facts.
    Claimed(Box<(PersonFacts, ClaimedPerson)>),
    /// Something was done, and nothing can be claimed for it yet.
    LeftOut(LeftOut),
    /// Nothing in the month.
    Nothing,
}

type Held<'a> = (CertificateId, &'a RecipientCertificate);

pub(crate) fn build(desk: &Desk<'_>, course: &Course<'_>, already: &[Already]) -> Built {
    let Papers {
        mut trail, mut asks, ..
    } = Papers::tell(desk, course);
    notes::tell(desk, course, &mut trail);
    let scheme = scheme(course, desk.month);
    let held = of_scheme(course, scheme);
    let due = held
        .iter()
        .any(|(_, certificate)| certificate.months.contains(&desk.month));
    let done = trail.events().any(|event| desk.month.contains(event.on));
    if !due && !done {
        return Built::Nothing;
    }
    let worth = due
        || trail
            .events()
            .any(|event| desk.month.contains(event.on) && could_be_paid(event));
    let Some(certificate) = of_month(&held, desk.month) else {
        return left_out(
            worth,
            course,
            "受給者証が登録されていません。",
            "certificates/new",
        );
    };
    let Some(contracted_on) = course.contracted_on(desk.month) else {
        return left_out(worth, course, "契約日が記録されていません。", "process");
    };
    let (events, evidence) = trail.finish();
    let held_traits = course.claim_trait(desk.month);
    let served = served_lately(course, &held_traits, desk.month);
    if served.is_none() {
        let what =
            "初回加算: 計画をつくる前の6か月に障害福祉サービスを使っていたかどうかが記録されていません。";
        asks.push(Ask::record(what, ask::TRAITS));
    }
    let printed = printed(certificate, scheme, desk.month);
    asks.extend(certificate_asks(&printed));
    let person_facts = PersonFacts {
        certificates: held.iter().filter_map(|(_, held)| of_rules(held)).collect(),
        events,
        claimed_before: claimed_before(course, already),
        served_lately: served.unwrap_or(true),
        ..facts(desk, course, scheme, contracted_on, &held_traits)
    };
    let person = ClaimedPerson {
        id: course.who.id,
        name: course.who.person.name.clone(),
        kana: course.who.person.kana.clone(),
        specialist: course.who.specialist_name.clone(),
        due,
        papers_wanted: papers_wanted(desk, course, &printed.municipality),
        certificate: printed,
        events: evidence,
        asks,
    };
    Built::Claimed(Box::new((person_facts, person)))
}

/// What is known of the person beside certificates, claims and events.
fn facts(
    desk: &Desk<'_>,
    course: &Course<'_>,
    scheme: Scheme,
    contracted_on: Date,
    held: &ClaimTrait,
) -> PersonFacts {
    let first_plan = course.who.first_plan;
    PersonFacts {
        id: course.who.id.to_string(),
        position: 0,
        scheme,
        certificates: Vec::new(),
        contracted_on,
        special_area: held.special_area,
        care_level: care_level(held.care_level),
        same_care_manager: held.same_care_manager,
        served_lately: true,
        last_service: held.last_service,
        services_ended: held.services_ended,
        child_until: child_until(course, scheme),
        also_child: false,
        has_plan: first_plan.is_some_and(|first| first <= desk.month.last_day()),
        providers: course.providers.iter().map(|(id, _)| id.to_string()).collect(),
        claimed_before: Vec::new(),
        claimed_elsewhere: course
            .elsewhere
            .iter()
            .filter_map(|claimed| claimed_elsewhere(claimed))
            .collect(),
        events: Vec::new(),
    }
}

/// Whether an event is more than a step on the way: somebody who is only just being met lacks nothing yet.
fn could_be_paid(event: &Event) -> bool {
    !matches!(
        event.what,
        What::HomeVisit { .. }
            | What::Interview(_)
            | What::DraftExplained
            | What::DraftConsented
            | What::DraftDelivered
            | What::GrantReceived
            | What::ServiceMeeting { .. }
            | What::PlanExplained
    )
}

fn left_out(worth: bool, course: &Course<'_>, what: &str, record: &str) -> Built {
    if !worth {
        return Built::Nothing;
    }
    Built::LeftOut(LeftOut {
        id: course.who.id,
        name: course.who.person.name.clone(),
        ask: Ask::record(what, record),
    })
}

/// 計画相談支援の支給期間, else that of the services.
fn period(certificate: &RecipientCertificate) -> Option<Period> {
    let from = certificate.planning_from.unwrap_or(certificate.grant_from);
    let until = certificate.planning_until.unwrap_or(certificate.grant_until);
    Period::new(from, until).ok()
}

fn covers(certificate: &RecipientCertificate, month: ServiceMonth) -> bool {
    period(certificate).is_some_and(|period| period.first_month() <= month && month <= period.last_month())
}

/// Whoever holds a child's certificate in the month is paid for under the children's law, also beside another.
fn scheme(course: &Course<'_>, month: ServiceMonth) -> Scheme {
    let child = |held: &&Held<'_>| held.1.kind == CertificateKind::Child;
    let mut in_force = course.certificates.iter().filter(|held| covers(held.1, month));
    let child_in_force = in_force.clone().any(|held| child(&held));
    let none_in_force = in_force.next().is_none();
    let last_is_child = course
        .certificates
        .iter()
        .next_back()
        .is_some_and(|held| child(&held));
    if child_in_force || (none_in_force && last_is_child) {
        Scheme::Child
    } else {
        Scheme::Planning
    }
}

fn of_scheme<'a>(course: &Course<'a>, scheme: Scheme) -> Vec<Held<'a>> {
    let kind = |held: &&Held<'_>| (held.1.kind == CertificateKind::Child) == (scheme == Scheme::Child);
    course.certificates.iter().filter(kind).copied().collect()
}

/// The certificate of the month: the later one that covers it, else the last before it, else the first.
fn of_month<'a>(held: &[Held<'a>], month: ServiceMonth) -> Option<Held<'a>> {
    let begun = |held: &&Held<'_>| held.1.grant_from <= month.last_day();
    held.iter()
        .rev()
        .find(|held| covers(held.1, month))
        .or_else(|| held.iter().rev().find(begun))
        .or_else(|| held.first())
        .copied()
}

fn of_rules(certificate: &RecipientCertificate) -> Option<Certificate> {
    Some(Certificate {
        municipality: certificate.municipality.clone(),
        period: period(certificate)?,
        monitoring_months: certificate.months.clone(),
        cap_manager: certificate.cap_manager,
    })
}

fn printed((id, certificate): Held<'_>, scheme: Scheme, month: ServiceMonth) -> Printed {
    Printed {
        id,
        benefit: match scheme {
            Scheme::Planning => Benefit::Planning,
            Scheme::Child => Benefit::Child,
        },
        number: certificate.number.clone(),
        municipality: certificate.municipality.clone(),
        in_force: covers(certificate, month),
        holder_name: certificate.holder.name.clone(),
        holder_kana: certificate.holder.kana.clone(),
    }
}

fn certificate_asks(printed: &Printed) -> Vec<Ask> {
    let record = format!("certificates/{}", printed.id);
    let mut asks = Vec::new();
    if printed.municipality.is_empty() {
        asks.push(Ask::record(
            "受給者証の市町村番号が登録されていません。",
            record.as_str(),
        ));
    }
    let nameless = printed.holder_name.is_empty() || printed.holder_kana.is_empty();
    if printed.benefit == Benefit::Child && nameless {
        asks.push(Ask::record(
            "受給者証の給付決定保護者の氏名・フリガナが登録されていません。",
            record,
        ));
    }
    asks
}

fn care_level(recorded: Option<Recorded>) -> CareLevel {
    match recorded {
        None | Some(Recorded::None) => CareLevel::None,
        Some(Recorded::Support) => CareLevel::Support,
        Some(Recorded::OneTwo) => CareLevel::OneTwo,
        Some(Recorded::ThreeToFive) => CareLevel::ThreeToFive,
    }
}

/// Whether services were used in the six months before the plan; nothing where only the office could say it.
fn served_lately(course: &Course<'_>, held: &ClaimTrait, month: ServiceMonth) -> Option<bool> {
    let first = course.who.first_plan;
    // Without a plan made in this month nobody asks.
    let new_here = first.is_some_and(|first| month.contains(first));
    if !new_here {
        return Some(true);
    }
    let before = Period::new(month.plus(-6).first_day(), month.plus(-1).last_day()).ok();
    let served = |certificate: &RecipientCertificate| {
        before.is_some_and(|before| {
            certificate.grant_from <= before.to() && before.from() <= certificate.grant_until
        })
    };
    let came_over =
        |kind: MilestoneKind| matches!(kind, MilestoneKind::SelfPlan | MilestoneKind::HandOverReceived);
    let recorded = course.certificates.iter().any(|(_, held)| served(held))
        || course.milestones.iter().any(|(kind, _)| came_over(*kind));
    match held.served_before {
        Some(ServedBefore::No) => Some(false),
        Some(ServedBefore::Yes) => Some(true),
        None if recorded || held.last_service.is_some() => Some(true),
        None => None,
    }
}

fn child_until(course: &Course<'_>, scheme: Scheme) -> Option<ServiceMonth> {
    if scheme == Scheme::Child {
        return None;
    }
    let child = course
        .certificates
        .iter()
        .filter(|(_, held)| held.kind == CertificateKind::Child);
    child
        .map(|(_, held)| ServiceMonth::containing(held.grant_until))
        .max()
}

fn claimed_before(course: &Course<'_>, already: &[Already]) -> Vec<ClaimedBefore> {
    already
        .iter()
        .filter(|claimed| claimed.person == course.who.id)
        .map(|claimed| ClaimedBefore {
            month: claimed.month,
            item: claimed.item,
            count: claimed.count,
            stay: claimed.stay.clone(),
        })
        .collect()
}

fn claimed_elsewhere(claimed: &ClaimElsewhere) -> Option<ClaimedElsewhere> {
    Some(ClaimedElsewhere {
        on: claimed.on,
        item: bansou_exchange::item_of_word(&claimed.item)?,
        municipality: claimed.municipality.clone(),
    })
}

/// What the municipality wants beside the claim of this month and has not got.
fn papers_wanted(desk: &Desk<'_>, course: &Course<'_>, municipality: &str) -> Vec<Ask> {
    let wanted = desk.settings.papers_wanted(municipality);
    let in_month = |on: Date| desk.month.contains(on);
    let mut asks = Vec::new();
    for (paper, _, _) in course
        .reports()
        .filter(|(paper, _, on)| paper.confirmed && in_month(*on))
    {
        let record = format!("papers/{}", paper.id);
        if wanted.contains("monitoring_consent") && paper.consent.is_none() {
            let what = "モニタリング報告書への本人の同意が記録されていません。";
            asks.push(Ask::record(what, format!("{record}/consent")));
        }
        if wanted.contains("monitoring_copy") && !desk.went_to(paper.id, Recipient::Municipality) {
            let what = "モニタリング報告書の写しを市町村へ出した記録がありません。";
            asks.push(Ask::record(what, format!("{record}/delivery")));
        }
    }
    let consented = |on: Option<Date>| on.is_some_and(in_month);
    for plan in course
        .plans()
        .filter(|plan| consented(plan.consent.as_ref().map(|consent| consent.given_on)))
    {
        if wanted.contains("plan_copy") && !desk.went_to(plan.id, Recipient::Municipality) {
            let what = "計画の写しを市町村へ出した記録がありません。";
            asks.push(Ask::record(what, format!("papers/{}/delivery", plan.id)));
        }
    }
    asks
}
