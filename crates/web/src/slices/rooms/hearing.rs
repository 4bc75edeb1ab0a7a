//! モニタリングの聞き取り: every provider of the current plan, ready to be asked.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{
    Answer, AsPlanned, GoalHeard, HearingAnswer, OwnGoal, Purpose, hearing_occasion, own_goals, providers_of,
};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;
use bansou_store::room::PartyRecord;
use jiff::civil::Date;

use super::ask_path;
use super::ready::{Circle, ready};
use crate::failure::Failure;

/// いまの計画. The newest confirmed one, whose providers are asked.
pub(super) struct CurrentPlan {
    pub(super) paper: PaperId,
    pub(super) providers: Vec<String>,
}

impl CurrentPlan {
    pub(super) async fn load(reader: &mut Reader, case: CaseReader) -> Result<Option<Self>, Failure> {
        for kind in [PaperKind::Plan, PaperKind::DraftPlan] {
            let plan: Option<Paper<ServicePlan>> = reader.newest_paper(case, kind, false).await?;
            if let Some(plan) = plan {
                return Ok(Some(Self {
                    paper: plan.line.id,
                    providers: providers_of(&plan.content),
                }));
            }
        }
        Ok(None)
    }
}

/// おたずねの用意. The form of a hearing as it stands before anybody has typed, to be sent with one press.
pub(crate) struct ReadyHearing {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    /// Who is asked.
    pub(crate) names: Vec<String>,
}

impl ReadyHearing {
    /// `None` where no confirmed plan names a provider that can be asked.
    pub(crate) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        month: Option<ServiceMonth>,
        today: Date,
    ) -> Result<Option<Self>, Failure> {
        let circle = Circle::load(reader, case, None)
            .await?
            .asking(reader, case, Purpose::Hearing)
            .await?;
        let mut typed = ready(&circle, Purpose::Hearing, "", today);
        typed.set("occasion", hearing_occasion(month));
        let rows = typed.rows("parties", 0);
        let names: Vec<String> = rows
            .iter()
            .map(|row| typed.value(&format!("parties.{row}.name")).to_owned())
            .collect();
        Ok((!names.is_empty()).then(|| Self {
            action: ask_path(case.person(), Purpose::Hearing),
            fields: typed.pairs(),
            names,
        }))
    }
}

/// The form of a hearing, to look at before it is sent.
pub(crate) fn form_path(person: PersonId) -> String {
    ask_path(person, Purpose::Hearing)
}

/// The goals of each party of a room that hears, by the provider's name in the plan.
pub(super) async fn goals(
    reader: &mut Reader,
    case: CaseReader,
    plan: PaperId,
    parties: &[PartyRecord],
) -> Result<BTreeMap<String, Vec<OwnGoal>>, Failure> {
    let plan: Paper<ServicePlan> = reader.paper(case, plan).await?;
    let of = |party: &PartyRecord| (party.owner.clone(), own_goals(&plan.content, &party.owner));
    Ok(parties.iter().map(of).collect())
}

/// What a party said, goal by goal.
pub(super) fn said(answer: &Answer, goals: &[OwnGoal]) -> Vec<(String, String)> {
    let Answer::Hearing(answer) = answer else {
        return Vec::new();
    };
    let line = |goal: &OwnGoal| {
        let heard = answer.at(goal.place).map(lines).unwrap_or_default();
        (goal.asked().to_owned(), heard)
    };
    goals.iter().map(line).collect()
}

/// Who answered and when it was heard, where the office says so.
pub(super) fn by(answer: &HearingAnswer) -> String {
    let heard = answer.heard_on.map(bansou_domain::calendar::wareki::short);
    let heard = heard.map(|day| format!("{day}に聞き取り"));
    let parts = [Some(answer.by.clone()).filter(|by| !by.is_empty()), heard];
    parts.into_iter().flatten().collect::<Vec<_>>().join("　")
}

fn lines(heard: &GoalHeard) -> String {
    let parts = [
        ("", heard.as_planned.map_or("", AsPlanned::label)),
        ("", heard.progress.as_str()),
        ("気になること: ", &heard.concerns),
        ("希望: ", &heard.wishes),
    ];
    let parts = parts.iter().filter(|(_, text)| !text.is_empty());
    let parts: Vec<String> = parts.map(|(head, text)| format!("{head}{text}")).collect();
    parts.join("\n")
}
