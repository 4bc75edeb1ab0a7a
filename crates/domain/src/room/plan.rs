//! 計画を見てもらう. The plan as each kind of party may see it, and what they say to it.
//!
//! Each view is a type of its own. None of them can hold an address or a contact: the telephone of a service and the name
//! of who is in charge of it are left behind when a view is made.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PartyKind, Problem, Veil};
use crate::calendar::wareki;
use crate::choice;
use crate::id::PaperId;
use crate::plan::{PlannedService, ServicePlan};
use crate::text::fold;
use crate::week::{Block, Minutes, Weekday};

choice! {
    /// きもち. What somebody says to a plan; not knowing is an answer.
    pub enum Feeling {
        /// はい.
        Yes = "yes", "はい";
        /// いいえ.
        No = "no", "いいえ";
        /// わからない.
        Unsure = "unsure", "わからない";
        /// 話したい.
        Talk = "talk", "話したい";
    }
}

/// 計画を見てもらうおたずね.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAsk {
    /// 見てもらう計画. Confirmed, so that everybody answers to one text.
    pub paper: PaperId,
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// やさしい ことばの 計画. Written beside the official text, with its readings; empty where nobody has written it.
    pub easy: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 計画への返事.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanAnswer {
    /// きもち.
    pub feeling: Option<Feeling>,
    /// ことば.
    pub words: String,
    /// 見せた版. The hash of the version that was shown when this was answered, in hexadecimal; empty where the answer did
    /// not come by link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shown: String,
    /// 受け取った. That the party has received the plan it was shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub received: bool,
}

/// 手伝う人. Who helps with what, and how often.
#[derive(Clone, PartialEq, Eq)]
pub struct Helper {
    /// だれが.
    pub who: String,
    /// なにを.
    pub what: String,
    /// どのくらい.
    pub amount: String,
    /// The party that looks is the one who helps.
    pub own: bool,
}

/// 一日の予定. One day of the week, in the order of its hours.
#[derive(Clone, PartialEq, Eq)]
pub struct DayLine {
    /// 曜日.
    pub day: &'static str,
    /// 時刻と予定, with whether it is the looking party's own.
    pub lines: Vec<(String, bool)>,
}

/// わたしのけいかく. What the person sees.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonPlan {
    /// ねがい.
    pub wish: String,
    /// いつかの目標.
    pub long_goal: String,
    /// はじめの目標.
    pub short_goal: String,
    /// わたしがすること.
    pub own_roles: Vec<String>,
    /// 手伝う人.
    pub helpers: Vec<Helper>,
    /// 一週間.
    pub week: Vec<DayLine>,
    /// やさしい ことばの 計画.
    pub easy: String,
}

/// 家族の見る計画. Goals, who helps and the week; the person's own words stay with the person.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyPlan {
    /// 家族の意向.
    pub wish_family: String,
    /// 長期目標.
    pub long_goal: String,
    /// 短期目標.
    pub short_goal: String,
    /// 手伝う人.
    pub helpers: Vec<Helper>,
    /// 一週間.
    pub week: Vec<DayLine>,
    /// やさしい ことばの 計画.
    pub easy: String,
}

/// 事業所の見る計画. The whole frame, with the party's own services marked.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderPlan {
    /// 本人の意向.
    pub wish: String,
    /// 総合的な援助の方針.
    pub policy: String,
    /// 長期目標.
    pub long_goal: String,
    /// 短期目標.
    pub short_goal: String,
    /// 課題の行.
    pub needs: Vec<ProviderNeed>,
    /// 一週間.
    pub week: Vec<DayLine>,
}

/// 事業所の見る課題.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderNeed {
    /// 課題.
    pub need: String,
    /// 目標.
    pub goal: String,
    /// 達成時期.
    pub until: String,
    /// 本人の役割.
    pub own_role: String,
    /// 支援.
    pub helpers: Vec<Helper>,
}

/// 計画の見えかた. One for each kind of party.
#[derive(Clone, PartialEq, Eq)]
pub enum PlanView {
    /// 本人.
    Person(PersonPlan),
    /// 家族.
    Family(FamilyPlan),
    /// 事業所・学校・医療機関.
    Provider(ProviderPlan),
}

impl PlanView {
    /// The view of a plan for a party of this kind and name; none where the kind has no view.
    #[must_use]
    pub fn of(kind: PartyKind, name: &str, plan: &ServicePlan, easy: &str, veil: &Veil) -> Option<Self> {
        Some(match kind {
            PartyKind::Person => Self::Person(PersonPlan::of(plan, veil, easy)),
            PartyKind::Family => Self::Family(FamilyPlan::of(plan, veil, easy)),
            PartyKind::Provider | PartyKind::School | PartyKind::Clinic => {
                Self::Provider(ProviderPlan::of(plan, veil, name))
            }
            PartyKind::Municipality => return None,
        })
    }
}

/// Checks what is asked. Every problem is returned.
#[must_use]
pub fn check_plan(ask: &PlanAsk) -> Vec<Problem> {
    if ask.occasion.trim().is_empty() {
        vec![Problem::WordsMissing]
    } else {
        Vec::new()
    }
}

/// Makes views of one plan for one party, behind the veil.
struct Maker<'p> {
    plan: &'p ServicePlan,
    veil: &'p Veil,
    party: String,
}

impl PersonPlan {
    /// The plan as the person sees it.
    #[must_use]
    pub fn of(plan: &ServicePlan, veil: &Veil, easy: &str) -> Self {
        let maker = Maker::new(plan, veil, "");
        let roles = plan.needs.iter().filter(|need| !need.own_role.trim().is_empty());
        Self {
            wish: maker.say(&plan.wish_person),
            long_goal: maker.say(&plan.long_goal.text),
            short_goal: maker.say(&plan.short_goal.text),
            own_roles: roles.map(|need| maker.say(&need.own_role)).collect(),
            helpers: maker.all_helpers(),
            week: maker.week(Minutes::in_plain_words),
            easy: maker.say(easy),
        }
    }
}

impl FamilyPlan {
    /// The plan as the family sees it.
    #[must_use]
    pub fn of(plan: &ServicePlan, veil: &Veil, easy: &str) -> Self {
        let maker = Maker::new(plan, veil, "");
        Self {
            wish_family: maker.say(&plan.wish_family),
            long_goal: maker.say(&plan.long_goal.text),
            short_goal: maker.say(&plan.short_goal.text),
            helpers: maker.all_helpers(),
            week: maker.week(Minutes::in_plain_words),
            easy: maker.say(easy),
        }
    }
}

impl ProviderPlan {
    /// The plan as the party of this name sees it.
    #[must_use]
    pub fn of(plan: &ServicePlan, veil: &Veil, party: &str) -> Self {
        let maker = Maker::new(plan, veil, party);
        let need = |need: &crate::plan::Need| ProviderNeed {
            need: maker.say(&need.need),
            goal: maker.say(&need.goal),
            until: need.until.map(wareki::format_month).unwrap_or_default(),
            own_role: maker.say(&need.own_role),
            helpers: need
                .services
                .iter()
                .map(|service| maker.helper(service))
                .collect(),
        };
        Self {
            wish: maker.say(&plan.wish_person),
            policy: maker.say(&plan.policy),
            long_goal: maker.say(&plan.long_goal.text),
            short_goal: maker.say(&plan.short_goal.text),
            needs: plan.needs.iter().map(need).collect(),
            week: maker.week(|time| time.to_string()),
        }
    }
}

impl<'p> Maker<'p> {
    fn new(plan: &'p ServicePlan, veil: &'p Veil, party: &str) -> Self {
        Self {
            plan,
            veil,
            party: fold(party),
        }
    }

    fn say(&self, text: &str) -> String {
        self.veil.over(text)
    }

    /// Whether a provider's name is the looking party's: invited names carry who comes, plans the office alone.
    fn is_own(&self, provider: &str) -> bool {
        let provider = fold(provider);
        !provider.is_empty() && self.party.contains(&provider)
    }

    fn helper(&self, service: &PlannedService) -> Helper {
        let what = [service.kind.as_str(), service.content.as_str()];
        let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
        Helper {
            who: self.say(&service.provider),
            what: self.say(&what.join("　")),
            amount: self.say(&service.amount),
            own: self.is_own(&service.provider),
        }
    }

    fn all_helpers(&self) -> Vec<Helper> {
        let services = self.plan.needs.iter().flat_map(|need| &need.services);
        services.map(|service| self.helper(service)).collect()
    }

    fn week(&self, clock: fn(Minutes) -> String) -> Vec<DayLine> {
        let line = |block: &Block| {
            let (from, to) = (clock(block.from), clock(block.to));
            let at = format!("{from}～{to} {}", self.say(&block.what));
            let by = match block.provider.as_str() {
                "" => String::new(),
                provider => format!("（{}）", self.say(provider)),
            };
            (format!("{at}{by}"), self.is_own(&block.provider))
        };
        let day = |day: Weekday| {
            let mut blocks: Vec<&Block> = self
                .plan
                .week
                .blocks
                .iter()
                .filter(|block| block.days.contains(day))
                .collect();
            blocks.sort_by_key(|block| block.from);
            DayLine {
                day: day.label(),
                lines: blocks.into_iter().map(line).collect(),
            }
        };
        Weekday::ALL
            .iter()
            .map(|weekday| day(*weekday))
            .filter(|day| !day.lines.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Goal, Need};
    use crate::week::{BlockKey, BlockKind};

    fn service(provider: &str) -> PlannedService {
        PlannedService {
            kind: "就労移行支援".to_owned(),
            content: "朝の通所".to_owned(),
            amount: "週3日".to_owned(),
            provider: provider.to_owned(),
            person_in_charge: "見本 職員".to_owned(),
            tel: "03-0000-0003".to_owned(),
        }
    }

    fn plan() -> ServicePlan {
        let mut plan = ServicePlan {
            wish_person: "電車の仕事がしたい".to_owned(),
            wish_family: "休みの日も外に出てほしい".to_owned(),
            long_goal: Goal {
                text: "週4日働く".to_owned(),
                until: None,
            },
            needs: vec![Need {
                need: "朝ひとりで通いたい".to_owned(),
                own_role: "前の日に服を出しておく".to_owned(),
                services: vec![
                    service("就労支援センター見本"),
                    service("ヘルパーステーション見本"),
                ],
                ..Need::default()
            }],
            ..ServicePlan::default()
        };
        plan.week.add(Block {
            id: BlockKey(0),
            days: [Weekday::ALL[0]].into_iter().collect(),
            from: "9:00".parse::<Minutes>().unwrap(),
            to: "12:00".parse::<Minutes>().unwrap(),
            what: "通所".to_owned(),
            provider: "就労支援センター見本".to_owned(),
            kind: BlockKind::Service,
        });
        plan
    }

    #[test]
    fn a_provider_finds_its_own_services_and_nobody_finds_a_telephone() {
        let view = ProviderPlan::of(
            &plan(),
            &Veil::default(),
            "就労支援センター見本 サービス管理責任者",
        );
        let own: Vec<bool> = view.needs[0].helpers.iter().map(|helper| helper.own).collect();
        assert_eq!(own, [true, false]);
        let day = &view.week[0];
        assert_eq!(
            (day.day, day.lines[0].0.as_str(), day.lines[0].1),
            ("月", "9:00～12:00 通所（就労支援センター見本）", true)
        );
        let said = view.needs[0]
            .helpers
            .iter()
            .map(|helper| format!("{}{}{}", helper.who, helper.what, helper.amount));
        assert!(said.collect::<String>().find("0000").is_none());
    }

    #[test]
    fn the_person_reads_the_night_from_the_clock_and_the_provider_from_the_paper() {
        let mut plan = plan();
        plan.week.add(Block {
            id: BlockKey(1),
            days: [Weekday::ALL[1]].into_iter().collect(),
            from: "23:00".parse::<Minutes>().unwrap(),
            to: "25:30".parse::<Minutes>().unwrap(),
            what: "就寝".to_owned(),
            provider: String::new(),
            kind: BlockKind::Own,
        });
        let veil = Veil::default();
        let night = |week: Vec<DayLine>| week[1].lines[0].0.clone();
        assert_eq!(
            night(PersonPlan::of(&plan, &veil, "").week),
            "23:00～よなか 1:30 就寝"
        );
        assert_eq!(
            night(FamilyPlan::of(&plan, &veil, "").week),
            "23:00～よなか 1:30 就寝"
        );
        assert_eq!(
            night(ProviderPlan::of(&plan, &veil, "").week),
            "23:00～25:30 就寝"
        );
    }

    #[test]
    fn the_person_and_the_family_see_their_own_wish_alone() {
        let veil = Veil::default();
        let person = PersonPlan::of(&plan(), &veil, "");
        assert_eq!(
            (person.wish.as_str(), person.own_roles.as_slice()),
            (
                "電車の仕事がしたい",
                ["前の日に服を出しておく".to_owned()].as_slice()
            )
        );
        assert_eq!(
            FamilyPlan::of(&plan(), &veil, "").wish_family,
            "休みの日も外に出てほしい"
        );
    }
}
