//! What the steps are called on the screen, what a broken rule means, and where the next thing is done.

use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::process::{Rule, Standing, State, Step};

use super::{application_path, contract_path};
use crate::slices::consent::{consent_path, delivery_path};
use crate::slices::{closing, meetings, monitoring, plan};

/// One thing to do next: where, and what the button says.
pub(crate) struct NextStep {
    pub(crate) href: String,
    pub(crate) action: &'static str,
}

/// The look of a state, and its word.
pub(super) fn state_words(standing: &Standing) -> (&'static str, String) {
    let next = |word: &str| {
        standing
            .due
            .map_or_else(|| word.to_owned(), |due| format!("次 {}月", due.month()))
    };
    match standing.state {
        State::Done => ("done", "完了".to_owned()),
        State::Progress => ("progress", next("途中")),
        State::NotYet => ("todo", next("まだ")),
        State::Late => ("late", "遅れ".to_owned()),
        State::OutOfOrder => ("late", "順序".to_owned()),
        State::Passed => ("skipped", "理由を記録".to_owned()),
    }
}

/// The name of a step; the plan of a child has a name of its own.
pub(super) fn name(step: Step, child: bool) -> &'static str {
    match (step, child) {
        (Step::DraftMade, true) => "計画案（障害児支援利用計画案）",
        (Step::PlanMade, true) => "計画（障害児支援利用計画）",
        (Step::DraftMade, false) => "計画案（サービス等利用計画案）",
        (Step::PlanMade, false) => "計画（サービス等利用計画）",
        _ => step.label(),
    }
}

/// What a broken rule means for this case.
pub(crate) fn rule_words(step: Step, rule: &Rule) -> String {
    match rule {
        Rule::TakenBefore(earlier) => format!(
            "「{}」より前の日付です。決まりでは「{}」が先です。",
            earlier.label(),
            earlier.label()
        ),
        Rule::TakenWithout(earlier) => format!("「{}」の記録がないまま進んでいます。", earlier.label()),
        Rule::OvertakenBy(later) => format!("記録がないまま「{}」まで進んでいます。", later.label()),
        Rule::PlaceMissing => "面接した場所の記録がない訪問があります。".to_owned(),
        Rule::DatedOtherThanConsent(agreed) => {
            format!(
                "計画の作成日が、同意の日（{}）とちがいます。計画の日付は同意の日です。",
                wareki::short(*agreed)
            )
        }
        Rule::AfterServicesBegan(began) => {
            format!(
                "同意の日が、支給決定の開始（{}）より後です。",
                wareki::short(*began)
            )
        }
        Rule::MonthMissed(month) => format!("{}分の訪問が記録されていません。", wareki::format_month(*month)),
        Rule::FamilyConsentMissing => "家族の情報も伝えるときは、家族の同意も必要です。".to_owned(),
        Rule::ProviderWithoutCopy(name) => format!("{name}への交付の記録がありません。"),
        Rule::PersonWithoutCopy => format!("本人への交付の記録がありません（{}）。", step.label()),
    }
}

/// Where a step is worked on.
pub(crate) fn next_step(person: PersonId, cycle: i64, standing: &Standing) -> NextStep {
    let to = |href: String, action| NextStep { href, action };
    let on_paper = |there: fn(PersonId, PaperId) -> String| {
        standing
            .paper
            .map_or_else(|| plan::path(person), |paper| there(person, paper))
    };
    let begun = standing.state == State::Progress && standing.paper.is_some();
    match standing.step {
        Step::Intake => to(format!("/c/{person}/notes/new"), "相談を記録する"),
        Step::Contract | Step::Sharing => to(contract_path(person, cycle), "記録する"),
        Step::AssessmentVisit => to(
            format!("/c/{person}/assessment"),
            if begun { "続きを書く" } else { "はじめる" },
        ),
        Step::DraftMade | Step::PlanMade if begun => to(on_paper(plan::paper_path), "続きを書く"),
        Step::DraftMade | Step::PlanMade => to(plan::path(person), "作る"),
        Step::DraftConsent | Step::PlanConsent => to(on_paper(consent_path), "同意を記録する"),
        Step::DraftDelivery | Step::PlanDelivery => to(on_paper(delivery_path), "交付を記録する"),
        Step::DraftSubmitted | Step::PlanToMunicipality => to(on_paper(delivery_path), "提出を記録する"),
        Step::GrantChecked => to(application_path(person, cycle), "受領を記録する"),
        Step::Conference => match standing.paper.filter(|_| begun) {
            Some(paper) => to(meetings::paper_path(person, paper), "続きを書く"),
            None => to(meetings::new_path(person), "記録する"),
        },
        Step::OngoingContact => to(format!("/c/{person}/notes/new"), "経過を書く"),
        Step::Monitoring => to(monitoring::path(person), "開く"),
        Step::Closing => to(closing::path(person), "開く"),
    }
}

/// Where the record of a step is read.
pub(super) fn record_path(person: PersonId, standing: &Standing) -> Option<String> {
    let paper = standing.paper?;
    Some(match standing.step {
        Step::AssessmentVisit => format!("/c/{person}/assessment/{paper}"),
        Step::Conference => meetings::paper_path(person, paper),
        Step::Monitoring => monitoring::report_path(person, paper),
        Step::Closing => closing::path(person),
        _ => plan::paper_path(person, paper),
    })
}
