//! モニタリングの聞き取り. What each provider is asked before the visit: its own goals of the plan, and nobody else's.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Problem, Veil};
use crate::calendar::{ServiceMonth, wareki};
use crate::choice;
use crate::id::PaperId;
use crate::plan::{PlannedService, ServicePlan};
use crate::text::fold;

choice! {
    /// 計画どおりか. Whether the service was given as planned; not knowing is an answer.
    pub enum AsPlanned {
        /// 行えた.
        Done = "done", "行えた";
        /// 一部.
        Partly = "partly", "一部行えた";
        /// 行えなかった.
        NotDone = "not_done", "行えなかった";
        /// わからない.
        Unknown = "unknown", "わからない";
    }
}

/// 聞き取りのお願い.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingAsk {
    /// 目標をたずねる計画. Confirmed, so that a goal's place in it is its name.
    pub paper: PaperId,
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 一つの目標への返事.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalHeard {
    /// The place of the need in the plan, from 0.
    pub place: usize,
    /// 計画どおりか.
    pub as_planned: Option<AsPlanned>,
    /// 進みぐあい.
    pub progress: String,
    /// 気になること.
    pub concerns: String,
    /// 次の期間への希望.
    pub wishes: String,
}

/// 聞き取りへの返事. One for each goal something was said of.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HearingAnswer {
    /// 答えた人.
    pub by: String,
    /// 聞いた日, where the office heard it.
    pub heard_on: Option<Date>,
    /// 返事.
    pub said: Vec<GoalHeard>,
}

/// 自分の目標. One need of the plan with what the asked provider does for it; no other provider's part can stand here.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnGoal {
    /// The place of the need in the plan, from 0.
    pub place: usize,
    /// 課題.
    pub need: String,
    /// 支援目標.
    pub goal: String,
    /// 達成時期.
    pub until: String,
    /// そちらの支援, each in words.
    pub services: Vec<String>,
}

/// The providers that carry a service of the plan, in the order of the plan.
#[must_use]
pub fn providers_of(plan: &ServicePlan) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let services = plan.needs.iter().flat_map(|need| &need.services);
    for name in services.map(|service| service.provider.trim()) {
        if !name.is_empty() && names.iter().all(|known| !same(known, name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The goals a provider carries, by the very name the plan gives it: a name that contains another's is not that other.
#[must_use]
pub fn own_goals(plan: &ServicePlan, provider: &str) -> Vec<OwnGoal> {
    let own = |service: &&PlannedService| !provider.trim().is_empty() && same(&service.provider, provider);
    let needs = plan.needs.iter().enumerate();
    let goals = needs.map(|(place, need)| OwnGoal {
        place,
        need: need.need.clone(),
        goal: need.goal.clone(),
        until: need.until.map(wareki::format_month).unwrap_or_default(),
        services: need.services.iter().filter(own).map(said).collect(),
    });
    goals.filter(|goal| !goal.services.is_empty()).collect()
}

fn same(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
}

fn said(service: &PlannedService) -> String {
    let parts = [&service.kind, &service.content, &service.amount];
    let parts = parts.iter().map(|part| part.trim());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    match parts.join("　") {
        said if said.is_empty() => "計画に書かれた支援".to_owned(),
        said => said,
    }
}

impl OwnGoal {
    /// The goal with what is hidden taken out.
    #[must_use]
    pub fn behind(mut self, veil: &Veil) -> Self {
        self.need = veil.over(&self.need);
        self.goal = veil.over(&self.goal);
        self.services = self.services.iter().map(|said| veil.over(said)).collect();
        self
    }

    /// The words by which the goal is asked about: the goal, else the need.
    #[must_use]
    pub fn asked(&self) -> &str {
        if self.goal.trim().is_empty() {
            &self.need
        } else {
            &self.goal
        }
    }
}

impl GoalHeard {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [&self.progress, &self.concerns, &self.wishes];
        self.as_planned.is_none() && texts.iter().all(|text| text.trim().is_empty())
    }

    /// How it goes, in one text: what a report says of the provision.
    #[must_use]
    pub fn provision(&self) -> String {
        let as_planned = match self.as_planned {
            Some(AsPlanned::Done) => "計画どおり行えた。",
            Some(AsPlanned::Partly) => "計画の一部を行えた。",
            Some(AsPlanned::NotDone) => "計画どおりには行えなかった。",
            Some(AsPlanned::Unknown) => "計画どおりかはわからない。",
            None => "",
        };
        format!("{as_planned}{}", self.progress.trim())
    }

    /// What is to be looked at next, in one text: concerns and wishes.
    #[must_use]
    pub fn ahead(&self) -> String {
        let parts = [("", &self.concerns), ("希望: ", &self.wishes)];
        let parts = parts.iter().filter(|(_, text)| !text.trim().is_empty());
        let parts: Vec<String> = parts
            .map(|(head, text)| format!("{head}{}", text.trim()))
            .collect();
        parts.join("\n")
    }
}

impl HearingAnswer {
    /// What was said of the goal at a place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&GoalHeard> {
        self.said.iter().find(|heard| heard.place == place)
    }

    /// What was said, with what is hidden taken out.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        let over = |heard: &GoalHeard| GoalHeard {
            progress: veil.over(&heard.progress),
            concerns: veil.over(&heard.concerns),
            wishes: veil.over(&heard.wishes),
            ..heard.clone()
        };
        Self {
            by: veil.over(&self.by),
            said: self.said.iter().map(over).collect(),
            ..self.clone()
        }
    }
}

/// Checks what is asked. Every problem is returned.
#[must_use]
pub fn check_hearing(ask: &HearingAsk) -> Vec<Problem> {
    if ask.occasion.trim().is_empty() {
        vec![Problem::WordsMissing]
    } else {
        Vec::new()
    }
}

/// What a hearing says to everybody, unless the office says it otherwise.
#[must_use]
pub fn hearing_occasion(month: Option<ServiceMonth>) -> String {
    let month = month.map(|month| format!("{}の", wareki::format_month(month)));
    format!(
        "{}モニタリングの前に、そちらの支援のようすを教えてください。5分ほどで終わります。書けるところだけで結構です。",
        month.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Need;

    fn service(provider: &str, content: &str) -> PlannedService {
        PlannedService {
            kind: "就労移行支援".to_owned(),
            content: content.to_owned(),
            provider: provider.to_owned(),
            tel: "03-0000-0003".to_owned(),
            ..PlannedService::default()
        }
    }

    fn plan() -> ServicePlan {
        let need = |goal: &str, services: Vec<PlannedService>| Need {
            goal: goal.to_owned(),
            services,
            ..Need::default()
        };
        ServicePlan {
            needs: vec![
                need("週3日通う", vec![service("就労支援センター見本", "通所")]),
                need(
                    "薬をのむ",
                    vec![service("見本", "訪問"), service("見本クリニック", "診察")],
                ),
                need("貯金する", vec![service("", "本人が行う")]),
            ],
            ..ServicePlan::default()
        }
    }

    #[test]
    fn a_provider_is_shown_its_own_goals_and_services_alone() {
        let places = |provider: &str| -> Vec<usize> {
            let goals = own_goals(&plan(), provider);
            goals.iter().map(|goal| goal.place).collect()
        };
        assert_eq!(places("就労支援センター見本"), [0]);
        assert_eq!(places("見本クリニック"), [1]);
        assert_eq!(places("　見本クリニック "), [1]);
        assert_eq!(
            places("センター見本"),
            [] as [usize; 0],
            "part of a name is nobody's name"
        );
        assert_eq!(places(""), [] as [usize; 0]);
        let goals = own_goals(&plan(), "見本");
        assert_eq!(goals[0].services, ["就労移行支援　訪問"]);
    }

    #[test]
    fn every_provider_of_the_plan_is_asked_once() {
        let mut plan = plan();
        plan.needs[2].services.push(service(" 見本クリニック", "相談"));
        assert_eq!(
            providers_of(&plan),
            ["就労支援センター見本", "見本", "見本クリニック"]
        );
    }

    #[test]
    fn what_was_heard_reads_as_a_report_says_it() {
        let heard = GoalHeard {
            as_planned: Some(AsPlanned::Partly),
            progress: "週2日通えた ".to_owned(),
            concerns: "朝が起きにくい".to_owned(),
            wishes: "午後からの日を作りたい".to_owned(),
            ..GoalHeard::default()
        };
        assert_eq!(heard.provision(), "計画の一部を行えた。週2日通えた");
        assert_eq!(heard.ahead(), "朝が起きにくい\n希望: 午後からの日を作りたい");
        assert!(!heard.is_empty() && GoalHeard::default().is_empty());
    }
}
