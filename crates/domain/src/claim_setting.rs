//! 請求の設定. What the office notified, and what holds for it, each from a month on.

use jiff::civil::Date;

use crate::calendar::ServiceMonth;
use crate::choice;
use crate::schedule::SlipRule;

choice! {
    /// 請求の設定の項目. One thing a claim asks of the office.
    pub enum Topic {
        /// 機能強化型.
        Tier = "tier", "機能強化型（基本報酬の区分）";
        /// 地域区分（計画相談支援）.
        AreaPlanning = "area_planning", "地域区分（計画相談支援）";
        /// 地域区分（障害児相談支援）.
        AreaChild = "area_child", "地域区分（障害児相談支援）";
        /// 主任相談支援専門員配置加算.
        Chief = "chief", "主任相談支援専門員配置加算";
        /// 行動障害支援体制加算.
        Behaviour = "behaviour", "行動障害支援体制加算";
        /// 要医療児者支援体制加算.
        Medical = "medical", "要医療児者支援体制加算";
        /// 精神障害者支援体制加算.
        Psychiatric = "psychiatric", "精神障害者支援体制加算";
        /// 高次脳機能障害支援体制加算.
        HigherBrain = "higher_brain", "高次脳機能障害支援体制加算";
        /// ピアサポート体制加算.
        Peer = "peer", "ピアサポート体制加算";
        /// 福祉・介護職員等処遇改善加算.
        WageImprovement = "wage_improvement", "福祉・介護職員等処遇改善加算";
        /// 地域生活支援拠点等.
        RegionalBase = "regional_base", "地域生活支援拠点等";
        /// 地域生活支援拠点等機能強化加算の回数.
        BaseStrengthQuota = "base_strength_quota", "地域生活支援拠点等機能強化加算の回数（月）";
        /// 虐待防止措置未実施.
        AbusePrevention = "abuse_prevention", "虐待防止措置";
        /// 業務継続計画未策定.
        ContinuityPlan = "continuity_plan", "業務継続計画";
        /// 情報公表未報告.
        Disclosure = "disclosure", "情報公表の報告";
        /// 職員の配置.
        Post = "post", "相談支援専門員・相談支援員の配置";
        /// 兼務先.
        WorksAt = "works_at", "職員の兼務先";
        /// 研修の修了.
        Trained = "trained", "体制加算の研修を修了した相談支援専門員";
        /// 翌月実施の扱い.
        Slip = "slip", "予定月の翌月に行ったモニタリングの扱い";
        /// 市町村の名前.
        Municipality = "municipality", "市町村の名前";
        /// 市町村が求める書類.
        Paper = "paper", "市町村が請求のときに求める書類";
    }
}

/// 対象. What a setting is about, beside the office itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// The office.
    Office,
    /// One worker, by key.
    Staff,
    /// One municipality, by its six digits.
    Municipality,
}

/// A value a setting may have: its code and its words.
pub type SettingValue = (&'static str, &'static str);

const TIERS: &[SettingValue] = &[
    ("none", "機能強化型ではない"),
    ("k1", "機能強化型（Ⅰ）"),
    ("k2", "機能強化型（Ⅱ）"),
    ("k3", "機能強化型（Ⅲ）"),
    ("k4", "機能強化型（Ⅳ）"),
];
const AREAS: &[SettingValue] = &[
    ("1", "1級地"),
    ("2", "2級地"),
    ("3", "3級地"),
    ("4", "4級地"),
    ("5", "5級地"),
    ("6", "6級地"),
    ("7", "7級地"),
    ("0", "その他"),
];
const GRADES: &[SettingValue] = &[("1", "（Ⅰ）"), ("2", "（Ⅱ）")];
const NOTIFIED: &[SettingValue] = &[("yes", "届け出ている")];
const UNMET: &[SettingValue] = &[("yes", "満たしていない（減算）")];
const BASES: &[SettingValue] = &[
    ("no", "拠点等ではない"),
    ("member", "拠点等である"),
    ("linked", "拠点等と連携し、協議会に参画している"),
];
const POSTS: &[SettingValue] = &[("specialist", "相談支援専門員"), ("assistant", "相談支援員")];
const TRAININGS: &[SettingValue] = &[
    ("behaviour", "強度行動障害"),
    ("medical", "医療的ケア児等"),
    ("psychiatric", "精神障害"),
    ("higher_brain", "高次脳機能障害"),
];
/// The value of a municipality that refuses the following month.
pub const SLIP_REFUSED: &str = "refused";
const SLIPS: &[SettingValue] = &[
    (SLIP_REFUSED, "翌月の実施を認めない"),
    ("accepted", "やむを得ない理由があれば認める"),
];
const PAPERS: &[SettingValue] = &[
    ("monitoring_consent", "モニタリング報告書への本人の同意"),
    ("monitoring_copy", "モニタリング報告書の写し"),
    ("plan_copy", "計画の写し"),
];

impl Topic {
    /// The values to choose from; none where a number or a key is typed.
    #[must_use]
    pub fn values(self) -> &'static [SettingValue] {
        match self {
            Self::Tier => TIERS,
            Self::AreaPlanning | Self::AreaChild => AREAS,
            Self::Chief | Self::Behaviour | Self::Medical | Self::Psychiatric | Self::HigherBrain => GRADES,
            Self::Peer | Self::WageImprovement => NOTIFIED,
            Self::RegionalBase => BASES,
            Self::AbusePrevention | Self::ContinuityPlan | Self::Disclosure => UNMET,
            Self::Post => POSTS,
            Self::Trained => TRAININGS,
            Self::Slip => SLIPS,
            Self::Paper => PAPERS,
            Self::BaseStrengthQuota | Self::WorksAt | Self::Municipality => &[],
        }
    }

    /// The words of a stored value.
    #[must_use]
    pub fn value_label(self, value: &str) -> Option<&'static str> {
        let known = self.values().iter().find(|(code, _)| *code == value);
        known.map(|(_, label)| *label)
    }

    /// What a setting of this topic is about.
    #[must_use]
    pub fn subject(self) -> SubjectKind {
        match self {
            Self::Post | Self::WorksAt | Self::Trained => SubjectKind::Staff,
            Self::Paper | Self::Slip | Self::Municipality => SubjectKind::Municipality,
            _ => SubjectKind::Office,
        }
    }

    /// Whether several values may hold at once.
    #[must_use]
    pub fn holds_many(self) -> bool {
        matches!(self, Self::WorksAt | Self::Paper | Self::Trained)
    }

    /// Whether a requirement can be lost on a day within a month.
    #[must_use]
    pub fn can_be_lost(self) -> bool {
        matches!(
            self,
            Self::Chief
                | Self::Behaviour
                | Self::Medical
                | Self::Psychiatric
                | Self::HigherBrain
                | Self::Peer
        )
    }
}

/// 請求の設定. One row, valid from a month on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimSetting {
    /// 項目.
    pub topic: Topic,
    /// 対象. A worker's key or a municipality's number; empty for the office itself.
    pub subject: String,
    /// 値. A code of the topic, a number, or a provider's key.
    pub value: String,
    /// 適用のはじめの月.
    pub from: ServiceMonth,
    /// 適用のおわりの月. Nothing while it holds.
    pub until: Option<ServiceMonth>,
    /// 要件を欠いた日. Work from that day on does not carry the addition.
    pub lost_on: Option<Date>,
}

impl ClaimSetting {
    /// Whether it holds in a month.
    #[must_use]
    pub fn holds_in(&self, month: ServiceMonth) -> bool {
        self.from <= month && self.until.is_none_or(|until| month <= until)
    }

    /// Whether both cannot hold in the same month.
    #[must_use]
    fn contradicts(&self, other: &Self) -> bool {
        let same_matter = self.topic == other.topic && self.subject == other.subject;
        let beside = self.topic.holds_many() && self.value != other.value;
        let apart = self.until.is_some_and(|until| until < other.from)
            || other.until.is_some_and(|until| until < self.from);
        same_matter && !beside && !apart
    }
}

/// 翌月実施の扱い of a municipality for a month that is due: what holds in the month after, in which the visit would be
/// made. A municipality of which nothing is recorded accepts it, as a city's guide has it.
#[must_use]
pub fn slip_rule(rows: &[ClaimSetting], municipality: &str, due: ServiceMonth) -> SlipRule {
    let refused = rows.iter().any(|row| {
        row.topic == Topic::Slip
            && row.subject == municipality
            && row.value == SLIP_REFUSED
            && row.holds_in(due.next())
    });
    if refused {
        SlipRule::Refused
    } else {
        SlipRule::default()
    }
}

/// One thing wrong with a typed setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The value is none of the topic's.
    ValueUnknown,
    /// The number is not a number.
    NotANumber,
    /// The name is missing.
    NameMissing,
    /// The subject is missing.
    SubjectMissing,
    /// The municipality's number is not six digits.
    MunicipalityNotSixDigits,
    /// The end lies before the beginning.
    Backwards,
    /// The day a requirement was lost lies outside the months.
    LostOutside,
    /// A row that holds in the same months says something else, from this month on.
    Overlaps(ServiceMonth),
}

/// Checks a new row against the rows that stand. Every problem is returned.
#[must_use]
pub fn check(setting: &ClaimSetting, standing: &[ClaimSetting]) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(check_value(setting));
    problems.extend(check_subject(setting));
    if setting.until.is_some_and(|until| until < setting.from) {
        problems.push(Problem::Backwards);
    }
    let outside = |day: Date| !setting.holds_in(ServiceMonth::containing(day));
    if setting.lost_on.is_some_and(outside) {
        problems.push(Problem::LostOutside);
    }
    let overlapping = standing.iter().find(|other| setting.contradicts(other));
    problems.extend(overlapping.map(|other| Problem::Overlaps(other.from)));
    problems
}

fn check_value(setting: &ClaimSetting) -> Option<Problem> {
    match setting.topic {
        Topic::BaseStrengthQuota => setting
            .value
            .parse::<u32>()
            .is_err()
            .then_some(Problem::NotANumber),
        Topic::Municipality => setting.value.trim().is_empty().then_some(Problem::NameMissing),
        Topic::WorksAt => setting.value.is_empty().then_some(Problem::ValueUnknown),
        topic => topic
            .value_label(&setting.value)
            .is_none()
            .then_some(Problem::ValueUnknown),
    }
}

fn check_subject(setting: &ClaimSetting) -> Option<Problem> {
    let six = |text: &str| text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    match setting.topic.subject() {
        SubjectKind::Office => None,
        _ if setting.subject.is_empty() => Some(Problem::SubjectMissing),
        SubjectKind::Municipality if !six(&setting.subject) => Some(Problem::MunicipalityNotSixDigits),
        SubjectKind::Municipality | SubjectKind::Staff => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(topic: Topic, subject: &str, value: &str, months: &str) -> ClaimSetting {
        let (from, until) = months.split_once('~').unwrap();
        ClaimSetting {
            topic,
            subject: subject.to_owned(),
            value: value.to_owned(),
            from: from.parse().unwrap(),
            until: until.parse().ok(),
            lost_on: None,
        }
    }

    #[test]
    fn one_matter_has_one_value_in_a_month() {
        let before = row(Topic::Tier, "", "none", "2024-04~2026-08");
        let open = row(Topic::Tier, "", "none", "2024-04~");
        let next = row(Topic::Tier, "", "k3", "2026-09~");
        assert_eq!(check(&next, &[before]), []);
        let begun = "2024-04".parse().unwrap();
        assert_eq!(check(&next, &[open]), [Problem::Overlaps(begun)]);
    }

    #[test]
    fn another_worker_or_another_paper_is_another_matter() {
        let rows = [
            row(Topic::Post, "a", "specialist", "2026-04~"),
            row(Topic::Paper, "141305", "plan_copy", "2026-04~"),
        ];
        assert_eq!(check(&row(Topic::Post, "b", "assistant", "2026-04~"), &rows), []);
        assert_eq!(
            check(&row(Topic::Paper, "141305", "monitoring_copy", "2026-04~"), &rows),
            []
        );
        assert_eq!(
            check(&row(Topic::Post, "a", "assistant", "2026-05~"), &rows).len(),
            1
        );
    }

    #[test]
    fn a_municipality_refuses_the_month_after_from_the_month_in_which_the_visit_would_be_made() {
        let rows = [row(Topic::Slip, "141305", SLIP_REFUSED, "2026-10~2027-03")];
        let rule = |municipality, due: &str| slip_rule(&rows, municipality, due.parse().unwrap());
        assert_eq!(rule("141305", "2026-08"), SlipRule::default());
        assert_eq!(rule("141305", "2026-09"), SlipRule::Refused);
        assert_eq!(rule("141305", "2027-02"), SlipRule::Refused);
        assert_eq!(rule("141305", "2027-03"), SlipRule::default());
        assert_eq!(
            rule("141306", "2026-10"),
            SlipRule::default(),
            "another municipality"
        );
    }

    #[test]
    fn every_problem_of_a_row_is_told() {
        let mut wrong = row(Topic::Paper, "1", "newspaper", "2026-05~2026-04");
        wrong.lost_on = Some(jiff::civil::date(2026, 6, 1));
        assert_eq!(
            check(&wrong, &[]),
            [
                Problem::ValueUnknown,
                Problem::MunicipalityNotSixDigits,
                Problem::Backwards,
                Problem::LostOutside,
            ]
        );
    }
}
