//! アセスメント. What was seen and heard over several visits; each statement says who said it and when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod section;

pub use section::{Section, SectionMark, SectionState, SetAside};

use crate::choice;
use crate::family::{EcomapNode, Tie};
use crate::id::{AnswerId, PaperId};
use crate::week::Week;

choice! {
    /// 程度. How serious a risk is.
    pub enum Degree {
        /// 高.
        High = "high", "高";
        /// 中.
        Middle = "middle", "中";
        /// 低.
        Low = "low", "低";
    }
}

choice! {
    /// 支援の状況の区分. The two groups of 別紙1.
    pub enum SupportGroup {
        /// 公的支援.
        Public = "public", "公的";
        /// その他の支援.
        Other = "other", "その他";
    }
}

choice! {
    /// 収入・手当の状況.
    pub enum BenefitState {
        /// 受けている.
        Has = "has", "受けている";
        /// 手続き中.
        Pending = "pending", "手続き中";
        /// 受けられる可能性がある.
        Possible = "possible", "受けられる可能性";
    }
}

/// 面接. One visit at which the assessment was made; the place is part of the duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentVisit {
    /// 実施日.
    pub on: Date,
    /// 開始時刻. Minutes since midnight.
    pub from: Option<u16>,
    /// 終了時刻. Minutes since midnight.
    pub until: Option<u16>,
    /// 場所.
    pub place: String,
    /// 会った人.
    pub met: String,
    /// 訪問した職員.
    pub by: String,
}

/// 発言. What somebody said, word for word.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// 日付.
    pub on: Option<Date>,
    /// 発言者.
    pub who: String,
    /// ことば.
    pub words: String,
    /// 出どころ. The answer it was taken over from; `None` where a worker wrote it down.
    #[serde(default)]
    pub source: Option<StatementSource>,
}

/// 発言の出どころ. One answer to one question that was asked beforehand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementSource {
    /// Which answer of the room.
    pub answer: AnswerId,
    /// The place of the question, from 0.
    pub place: usize,
    /// たずねたこと. The question as it was asked.
    pub asked: String,
}

/// 観察. What was seen where words are hard, and how it was read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// 日付.
    pub on: Option<Date>,
    /// 場所.
    pub place: String,
    /// 見た人.
    pub who: String,
    /// 見たこと.
    pub seen: String,
    /// 読みとり.
    pub read_as: String,
}

/// 生活歴. One event of the life so far.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeEvent {
    /// 時期, as the person remembers it; a year and month where known.
    pub when: String,
    /// できごと.
    pub what: String,
}

/// 医療の状況. One clinic.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicalCare {
    /// 受診科目.
    pub department: String,
    /// 医療機関.
    pub clinic: String,
    /// 主治医.
    pub doctor: String,
    /// 頻度.
    pub frequency: String,
    /// 服薬.
    pub medicine: String,
}

/// リスク.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// 何が.
    pub what: String,
    /// 程度.
    pub degree: Option<Degree>,
}

/// 支援の状況. One support in use now.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// 区分.
    pub group: SupportGroup,
    /// 名称.
    pub name: String,
    /// 提供機関・提供者.
    pub provider: String,
    /// 支援内容.
    pub content: String,
    /// 頻度.
    pub frequency: String,
    /// 連絡先. How to reach them.
    #[serde(default)]
    pub tel: String,
    /// 備考.
    pub notes: String,
}

/// 収入・手当. One benefit and where it stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// 種類.
    pub what: String,
    /// 状況.
    pub state: BenefitState,
    /// 金額・手続きのメモ.
    #[serde(default)]
    pub note: String,
}

/// 専門的アセスメント. What another office or specialist assessed (就労アセスメント and the like).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialistAssessment {
    /// 実施日.
    pub on: Option<Date>,
    /// 実施者.
    pub by: String,
    /// 依頼した理由.
    pub why: String,
    /// 結果・支援への反映.
    #[serde(default)]
    pub result: String,
}

/// できること. One part of the daily life: what goes well alone beside what wants support.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ability {
    /// 場面.
    pub scene: String,
    /// できること.
    pub can: String,
    /// 支援があるとよいこと.
    pub wants_support: String,
}

/// 課題の下書き. A need drawn from statements, with the statement kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnNeed {
    /// 本人のニーズ.
    pub need: String,
    /// もとになったことば・事実.
    pub from: String,
    /// 背景にある課題.
    pub underlying: String,
}

/// アセスメント. Filled over several visits; what is empty is still open.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessment {
    /// 作成日, as 別紙1 bears it; without it the last visit counts.
    pub made_on: Option<Date>,
    /// 面接の記録.
    pub visits: Vec<AssessmentVisit>,
    /// 概要（支援経過・現状と課題等）.
    pub overview: String,
    /// 生活歴.
    pub life_history: Vec<LifeEvent>,
    /// 成長・発達の様子.
    pub growth: String,
    /// 医療の状況.
    pub medical: Vec<MedicalCare>,
    /// 本人の主訴（意向・希望）. In the first person, or what was observed in its place.
    pub wish_person: String,
    /// 家族の主訴（意向・希望）.
    pub wish_family: String,
    /// 本人と家族の希望のちがい. Heard separately where they differ.
    pub wish_difference: String,
    /// 希望の背景.
    pub wish_background: String,
    /// 希望と現実のずれ.
    pub wish_gap: String,
    /// 大切にしていること.
    pub values: String,
    /// 発言の記録.
    pub statements: Vec<Statement>,
    /// 意思の表れの観察.
    pub observations: Vec<Observation>,
    /// 強み.
    pub strengths: Vec<String>,
    /// 強みを妨げているもの.
    pub hindrances: Vec<String>,
    /// 趣味・楽しみ.
    pub interests: Vec<String>,
    /// 家で見えたこと. What was seen at home and opens a conversation.
    pub seen_at_home: String,
    /// できること・支援があるとよいこと.
    pub abilities: Vec<Ability>,
    /// 苦手・ストレスになること.
    pub stress: Vec<String>,
    /// 調子をくずすときのサイン.
    pub warning_signs: Vec<String>,
    /// 落ち着くこと.
    pub calms: Vec<String>,
    /// リスク.
    pub risks: Vec<Risk>,
    /// 1年後.
    pub in_1_year: String,
    /// 3年後.
    pub in_3_years: String,
    /// 10年後.
    pub in_10_years: String,
    /// 支援の状況.
    pub supports: Vec<Support>,
    /// 社会関係図.
    pub ecomap: Vec<EcomapNode>,
    /// 家族どうしのつながり.
    pub family_ties: Vec<Tie>,
    /// 現在の生活.
    pub week_now: Week,
    /// 収入・手当.
    pub benefits: Vec<Benefit>,
    /// お金の管理をしている人.
    pub money_kept_by: String,
    /// 専門的アセスメント.
    pub specialist: Vec<SpecialistAssessment>,
    /// 課題の下書き, ordered with the person.
    pub needs: Vec<DrawnNeed>,
    /// 同じ年ごろの人の暮らしと比べて.
    pub same_age: String,
    /// 節目のできごと（就学・卒業など）.
    pub life_events: Vec<LifeEvent>,
    /// 区分ごとの記録. When each section was last written.
    pub marks: Vec<SectionMark>,
    /// 再アセスメントのもと. The paper this one was copied from.
    pub carried_from: Option<PaperId>,
}

/// One thing an assessment still needs before it can be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No visit is recorded, though the ordinance wants the person met where they live.
    NoVisit,
    /// A visit has no place; audits look for it.
    PlaceMissing(usize),
    /// A visit lies after today.
    VisitInFuture(usize),
    /// Neither the person's wish nor an observation is written.
    WishMissing,
}

/// Checks what has to stand before 確定. What is merely open is shown, never refused.
#[must_use]
pub fn check(assessment: &Assessment, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if assessment.visits.is_empty() {
        problems.push(Problem::NoVisit);
    }
    for (row, visit) in assessment.visits.iter().enumerate() {
        if visit.place.is_empty() {
            problems.push(Problem::PlaceMissing(row));
        }
        if visit.on > today {
            problems.push(Problem::VisitInFuture(row));
        }
    }
    if assessment.wish_person.is_empty() && assessment.observations.is_empty() {
        problems.push(Problem::WishMissing);
    }
    problems
}

impl Assessment {
    /// 再アセスメント. Everything known so far, to be confirmed or changed anew; the visits are this time's own.
    #[must_use]
    pub fn begin_again(&self, from: PaperId) -> Self {
        Self {
            made_on: None,
            visits: Vec::new(),
            marks: Vec::new(),
            carried_from: Some(from),
            ..self.clone()
        }
    }

    /// 作成日, or the last visit.
    #[must_use]
    pub fn dated(&self) -> Option<Date> {
        self.made_on
            .or_else(|| self.visits.iter().map(|visit| visit.on).max())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn visit(place: &str) -> AssessmentVisit {
        AssessmentVisit {
            on: date(2026, 3, 13),
            from: None,
            until: None,
            place: place.to_owned(),
            met: "本人、母".to_owned(),
            by: "見本 相子、見本 主一".to_owned(),
        }
    }

    #[test]
    fn a_visit_with_its_place_and_a_wish_or_an_observation_are_enough() {
        let mut assessment = Assessment::default();
        assert_eq!(
            check(&assessment, date(2026, 3, 12)),
            [Problem::NoVisit, Problem::WishMissing]
        );
        assessment.visits = vec![visit(""), visit("自宅")];
        assessment.observations.push(Observation {
            on: None,
            place: String::new(),
            who: String::new(),
            seen: "太鼓の音に右手を上げた".to_owned(),
            read_as: String::new(),
        });
        assert_eq!(
            check(&assessment, date(2026, 3, 12)),
            [
                Problem::PlaceMissing(0),
                Problem::VisitInFuture(0),
                Problem::VisitInFuture(1)
            ]
        );
        assessment.visits.remove(0);
        assert_eq!(check(&assessment, date(2026, 3, 13)), []);
    }

    #[test]
    fn a_reassessment_keeps_what_is_known_and_asks_for_its_own_visits() {
        let mut first = Assessment {
            visits: vec![visit("自宅")],
            strengths: vec!["文字入力が正確".to_owned()],
            ..Assessment::default()
        };
        first.mark(Section::Strengths, date(2026, 3, 13), "見本 相子", None, "");
        let again = first.begin_again(PaperId(uuid::Uuid::nil()));
        assert_eq!(again.strengths, first.strengths);
        assert!(again.visits.is_empty());
        assert_eq!(again.state(Section::Strengths), SectionState::Carried);
        assert_eq!(again.state(Section::Visits), SectionState::Open);
        assert_eq!(again.carried_from, Some(PaperId(uuid::Uuid::nil())));
    }
}
