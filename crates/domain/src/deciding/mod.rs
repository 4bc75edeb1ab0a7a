//! 意思決定支援の記録. One question of a life: ways side by side, what was tried, what stands in the way, and how it was
//! decided. Where the will is hard to read, what was seen is kept apart from how it was read.
//!
//! The items follow what practice papers name for such a record (日常の意思表示の記録, 意思決定支援会議録); their official
//! text has not been read, so nothing here cites it.

mod check;
mod easy;
mod sign;
mod way;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use check::{Place, Problem, check, last_resort};
pub use easy::{EasyWords, hard_to_read};
pub use sign::{Reading, SignSeen, TookPart};
pub use way::{Face, Obstacle, ObstacleKind, Sides, Trial, TrialKind, Way};

use crate::choice;
use crate::id::PaperId;
use crate::task::{Task, side_of};

choice! {
    /// 決めることの分野.
    pub enum LifeField {
        /// 住まい.
        Home = "home", "住まい・だれと暮らすか";
        /// 日中.
        Daytime = "daytime", "日中・仕事・学校";
        /// 楽しみ.
        Leisure = "leisure", "楽しみ・つきあい";
        /// お金.
        Money = "money", "お金・もちもの";
        /// 体と医療.
        Health = "health", "からだ・医療";
        /// 支援の受けかた.
        Support = "support", "手伝ってもらいかた";
        /// ほか.
        Other = "other", "ほか";
    }
}

choice! {
    /// 決まりかた. Not to decide yet is a choice as well; the last one is the last.
    pub enum Conclusion {
        /// 本人が決めた.
        Own = "own", "本人が決めた";
        /// まだ決めない.
        NotYet = "not_yet", "まだ決めない（本人の選択）";
        /// 意思を推定した.
        Estimated = "estimated", "ようすから、本人の意思を推定した";
        /// 最善の利益.
        BestInterest = "best_interest", "意思を読みとれず、最善の利益で決めた（最後の手段）";
    }
}

/// 意思決定支援の記録.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Deciding {
    /// 決めること. As the person would say it.
    pub question: String,
    /// 分野.
    pub field: Option<LifeField>,
    /// いつまでに決めるか.
    pub by: Option<Date>,
    /// 期限の理由.
    pub by_why: String,
    /// 伝えかたの工夫. Words, pictures, place, time, who sat beside.
    pub explained: String,
    /// 選択肢. In no order of merit.
    pub ways: Vec<Way>,
    /// 体験・見学.
    pub trials: Vec<Trial>,
    /// 気がかりと次の一歩.
    pub obstacles: Vec<Obstacle>,
    /// 試した伝えあいの方法. How the person was asked, and how they could answer.
    pub means_tried: String,
    /// ようす. What was seen and heard.
    pub signs: Vec<SignSeen>,
    /// 読みとり. How it was read, by whom and why.
    pub readings: Vec<Reading>,
    /// 読みとりに加わった人.
    pub took_part: Vec<TookPart>,
    /// 決まったこと.
    pub outcome: Outcome,
    /// 本人に見せるページのことば.
    pub easy: EasyWords,
    /// 考えなおす前の記録.
    pub again_of: Option<PaperId>,
}

/// 決まったこと. What was chosen, in whose words, and that it may be changed.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// 決まりかた.
    pub conclusion: Option<Conclusion>,
    /// どれに. The name of one of the ways, or of another that came up.
    pub way: String,
    /// 本人のことば.
    pub words: String,
    /// 決めた日.
    pub on: Option<Date>,
    /// その場にいた人.
    pub present: String,
    /// いつでも変えられると伝えた.
    pub told_changeable: bool,
    /// 見直す日.
    pub review_on: Option<Date>,
    /// 推定した意思と、その根拠.
    pub estimate: String,
    /// ちがう意見.
    pub other_views: String,
    /// 意思を読みとることも推定することもできなかった理由.
    pub why_unreadable: String,
    /// それまでに試したこと.
    pub tried_before: String,
    /// 最善の利益と考えた理由. Also how the least freedom is taken.
    pub best_interest: String,
}

/// 今のまま. Offered as a way like any other.
pub const AS_IT_IS: &str = "今のまま";

impl Deciding {
    /// A new question: to stay as it is stands among the ways from the beginning, and nothing is chosen.
    #[must_use]
    pub fn begun() -> Self {
        Self {
            ways: vec![Way::named(AS_IT_IS), Way::default()],
            ..Self::default()
        }
    }

    /// 考えなおす. The same question once more: the ways and what was tried stay, the answer is open again.
    #[must_use]
    pub fn again(&self, before: PaperId) -> Self {
        Self {
            obstacles: Vec::new(),
            outcome: Outcome::default(),
            again_of: Some(before),
            ..self.clone()
        }
    }

    /// The ways that have a name.
    pub fn named_ways(&self) -> impl Iterator<Item = &Way> {
        self.ways.iter().filter(|way| !way.name.is_empty())
    }

    /// 宿題. The next step of every obstacle that somebody takes on.
    #[must_use]
    pub fn tasks(&self, specialist: &str) -> Vec<Task> {
        let steps = self.obstacles.iter().filter(|obstacle| !obstacle.next.is_empty());
        let task = |obstacle: &Obstacle| Task {
            who: obstacle.who.clone(),
            owner: None,
            side: side_of(&obstacle.who, [specialist]),
            what: obstacle.next.clone(),
            due: obstacle.by,
        };
        steps.map(task).collect()
    }

    /// The answer in one line: 「グループホームに住む」 or まだ決めない.
    #[must_use]
    pub fn answer(&self) -> String {
        match self.outcome.conclusion {
            None => String::new(),
            Some(Conclusion::NotYet) => "まだ決めない".to_owned(),
            Some(_) => self.outcome.way.clone(),
        }
    }
}

impl Conclusion {
    /// Whether the person said it, rather than others for them.
    #[must_use]
    pub fn said_by_person(self) -> bool {
        matches!(self, Self::Own | Self::NotYet)
    }
}

#[cfg(test)]
mod tests;
