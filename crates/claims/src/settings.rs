//! 事業所の設定から. What the office notified, as the rules take it.

use std::collections::{BTreeMap, BTreeSet};

use bansou_billing::{CaseloadMonth, Office, OfficeTier, RegionalBase, Shortfall, SlipPolicy, System};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_setting::{ClaimSetting, SLIP_REFUSED, Topic};
use bansou_store::account::Office as OfficeRow;
use bansou_store::claim_facts::OfficeGround;

use crate::ask::{Ask, AskAt};
use crate::staff::{Post, Posts};
use crate::targets::targets;

/// The settings in force in one month.
pub(crate) struct Settings<'a> {
    month: ServiceMonth,
    rows: &'a [ClaimSetting],
}

impl<'a> Settings<'a> {
    pub(crate) fn new(rows: &'a [ClaimSetting], month: ServiceMonth) -> Self {
        Self { month, rows }
    }

    /// The rows of a topic that hold in the month.
    pub(crate) fn rows(&self, topic: Topic) -> impl Iterator<Item = &'a ClaimSetting> {
        let month = self.month;
        self.rows
            .iter()
            .filter(move |row| row.topic == topic && row.holds_in(month))
    }

    fn value(&self, topic: Topic) -> Option<&'a str> {
        self.rows(topic).next().map(|row| row.value.as_str())
    }

    fn said(&self, topic: Topic) -> bool {
        self.value(topic) == Some("yes")
    }

    /// What the municipality wants to have beside a claim.
    pub(crate) fn papers_wanted(&self, municipality: &str) -> BTreeSet<&'a str> {
        let wanted = self.rows(Topic::Paper).filter(|row| row.subject == municipality);
        wanted.map(|row| row.value.as_str()).collect()
    }

    /// The office as the rules take it, and what it has not recorded.
    pub(crate) fn office(&self, ground: &OfficeGround) -> (Office, Vec<Ask>) {
        let (systems, system_ends) = self.systems();
        let posts = Posts::of(ground);
        let office = Office {
            planning_area: self.area(ground.office.number_adult.as_deref(), Topic::AreaPlanning),
            child_area: self.area(ground.office.number_child.as_deref(), Topic::AreaChild),
            tier: self.tier(),
            systems,
            system_ends,
            // The rows begin with the month from which the notice counts.
            notices: BTreeMap::new(),
            system_targets: targets(ground, &posts, self.month),
            regional_base: match self.value(Topic::RegionalBase) {
                Some("member") => RegionalBase::Member,
                Some("linked") => RegionalBase::Linked,
                _ => RegionalBase::No,
            },
            base_strength_quota: self
                .value(Topic::BaseStrengthQuota)
                .and_then(|times| times.parse().ok())
                .unwrap_or(0),
            shortfalls: self.shortfalls(),
            wage_improvement: self.said(Topic::WageImprovement),
            caseload: caseload(ground, &posts, self.month),
            slip: self.slip(),
        };
        let asks = self.asks(&ground.office, &posts);
        (office, asks)
    }

    pub(crate) fn tier(&self) -> OfficeTier {
        match self.value(Topic::Tier) {
            Some("k1") => OfficeTier::Strengthened(1),
            Some("k2") => OfficeTier::Strengthened(2),
            Some("k3") => OfficeTier::Strengthened(3),
            Some("k4") => OfficeTier::Strengthened(4),
            _ => OfficeTier::Ordinary,
        }
    }

    fn area(&self, number: Option<&str>, topic: Topic) -> Option<u8> {
        number.filter(|number| !number.is_empty())?;
        self.value(topic)?.parse().ok()
    }

    fn systems(&self) -> (BTreeSet<System>, BTreeMap<System, jiff::civil::Date>) {
        let (mut systems, mut ends) = (BTreeSet::new(), BTreeMap::new());
        for row in self.rows.iter().filter(|row| row.holds_in(self.month)) {
            let Some(system) = system(row) else {
                continue;
            };
            systems.insert(system);
            if let Some(day) = row.lost_on {
                ends.insert(system, day);
            }
        }
        (systems, ends)
    }

    fn shortfalls(&self) -> BTreeSet<Shortfall> {
        [
            (Topic::AbusePrevention, Shortfall::AbusePrevention),
            (Topic::ContinuityPlan, Shortfall::ContinuityPlan),
            (Topic::Disclosure, Shortfall::Disclosure),
        ]
        .into_iter()
        .filter(|(topic, _)| self.said(*topic))
        .map(|(_, shortfall)| shortfall)
        .collect()
    }

    /// 翌月実施の扱い, as the board counts it: municipalities of which nothing is recorded accept it.
    fn slip(&self) -> SlipPolicy {
        let rows = self.rows(Topic::Slip);
        SlipPolicy {
            otherwise: Some(true),
            by_municipality: rows
                .map(|row| (row.subject.clone(), row.value != SLIP_REFUSED))
                .collect(),
        }
    }

    fn asks(&self, office: &OfficeRow, posts: &Posts<'_>) -> Vec<Ask> {
        let numbered = |number: &Option<String>| number.as_deref().is_some_and(|number| !number.is_empty());
        let (planning, child) = (numbered(&office.number_adult), numbered(&office.number_child));
        let mut asks = Vec::new();
        if !planning && !child {
            asks.push(Ask {
                what: "事業所番号が登録されていないため、請求できません。".to_owned(),
                at: AskAt::Office,
            });
        }
        for (designated, topic) in [(planning, Topic::AreaPlanning), (child, Topic::AreaChild)] {
            if designated && self.value(topic).is_none() {
                let label = topic.label();
                asks.push(Ask::setting(
                    format!("この月の{label}が登録されていないため、金額を計算できません。"),
                    topic,
                ));
            }
        }
        if self.value(Topic::Tier).is_none() {
            asks.push(Ask::setting(
                "この月の機能強化型の区分が登録されていないため、通常の区分で計算しています。",
                Topic::Tier,
            ));
        }
        if !posts.recorded() {
            asks.push(Ask::setting(
                "職員の配置が登録されていないため、取扱件数はいまのアカウントの役割から数えています。",
                Topic::Post,
            ));
        }
        asks
    }
}

fn system(row: &ClaimSetting) -> Option<System> {
    let grade = || row.value.parse().ok();
    match row.topic {
        Topic::Chief => grade().map(System::Chief),
        Topic::Behaviour => grade().map(System::Behaviour),
        Topic::Medical => grade().map(System::Medical),
        Topic::Psychiatric => grade().map(System::Psychiatric),
        Topic::HigherBrain => grade().map(System::HigherBrain),
        Topic::Peer => Some(System::Peer),
        _ => None,
    }
}

/// 取扱件数のもと. The months before the claim's, from the first in which the office had somebody.
pub(crate) fn caseload(ground: &OfficeGround, posts: &Posts<'_>, month: ServiceMonth) -> Vec<CaseloadMonth> {
    let before = (1..=crate::MONTHS_OF_CASES).rev().map(|back| month.plus(-back));
    let count = |month| CaseloadMonth {
        cases: ground
            .cases
            .iter()
            .find(|(counted, _)| *counted == month)
            .map_or(0, |(_, people)| *people),
        specialists: posts.count(Post::Specialist, month),
        assistants: posts.count(Post::Assistant, month),
    };
    before
        .map(count)
        .skip_while(|month| month.specialists == 0 && month.cases == 0)
        .collect()
}
