//! アセスメント. What was seen and heard over several visits; each statement says who said it and when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::family::EcomapNode;
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
}

/// 専門的アセスメント. What another office or specialist assessed (就労アセスメント and the like).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialistAssessment {
    /// 実施日.
    pub on: Option<Date>,
    /// 実施者.
    pub by: String,
    /// 依頼した理由・結果.
    pub why: String,
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
    /// 面接の記録.
    pub visits: Vec<AssessmentVisit>,
    /// 概要（支援経過・現状と課題等）.
    pub overview: String,
    /// 生活歴.
    pub life_history: Vec<LifeEvent>,
    /// 医療の状況.
    pub medical: Vec<MedicalCare>,
    /// 本人の主訴（意向・希望）. In the first person, or what was observed in its place.
    pub wish_person: String,
    /// 家族の主訴（意向・希望）.
    pub wish_family: String,
    /// 発言の記録.
    pub statements: Vec<Statement>,
    /// 意思の表れの観察.
    pub observations: Vec<Observation>,
    /// 強み.
    pub strengths: Vec<String>,
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
    /// 節目のできごと（就学・卒業など）.
    pub life_events: Vec<LifeEvent>,
}

choice! {
    /// アセスメントの区分. The sections of the screen, in the order they are asked.
    pub enum Section {
        /// 面接の記録.
        Visits = "visits", "面接の記録";
        /// 本人・家族の希望.
        Wishes = "wishes", "本人と家族の希望";
        /// 概要と生活歴.
        History = "history", "概要・生活歴・医療";
        /// 強みと配慮.
        Strengths = "strengths", "強み・苦手・サイン・リスク";
        /// 支援と社会関係.
        Supports = "supports", "支援の状況・つながり";
        /// 現在の生活.
        Week = "week", "現在の生活（週間）";
        /// 収入.
        Money = "money", "収入・手当";
        /// 課題.
        Needs = "needs", "課題の整理";
    }
}

impl Assessment {
    /// Whether anything of a section has been recorded. What is empty is shown as still open.
    #[must_use]
    pub fn begun(&self, section: Section) -> bool {
        let text = |texts: &[&String]| texts.iter().any(|text| !text.is_empty());
        match section {
            Section::Visits => !self.visits.is_empty(),
            Section::Wishes => {
                text(&[&self.wish_person, &self.wish_family, &self.in_1_year, &self.in_3_years, &self.in_10_years])
            }
            Section::History => text(&[&self.overview]) || !self.life_history.is_empty() || !self.medical.is_empty(),
            Section::Strengths => !self.strengths.is_empty() || !self.stress.is_empty() || !self.risks.is_empty(),
            Section::Supports => !self.supports.is_empty() || !self.ecomap.is_empty(),
            Section::Week => !self.week_now.blocks.is_empty(),
            Section::Money => !self.benefits.is_empty() || text(&[&self.money_kept_by]),
            Section::Needs => !self.needs.is_empty(),
        }
    }
}
