//! 意見・照会. What each party knows of the person's life with them, and what they think of the draft.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Problem;
use crate::choice;

choice! {
    /// たずねること. One question of the inquiry.
    pub enum Topic {
        /// 目標の状況.
        Goals = "goals", "目標に向けたようす（できていること、まだのこと）";
        /// 評価.
        Evaluation = "evaluation", "支援してみての評価（よかったこと、続けたいこと）";
        /// 課題.
        Issues = "issues", "気になること・困っていること";
        /// 計画案への意見.
        Draft = "draft", "計画案への意見（変えたいところ、引き受けられること）";
    }
}

/// 意見のおたずね.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionsAsk {
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// たずねること.
    pub topics: Vec<Topic>,
    /// 会議を開かない、または出席できない理由, as the inquiry prints it.
    pub absence: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 意見. One text for each question that was answered.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpinionsAnswer {
    /// 回答した人.
    pub answered_by: String,
    /// 回答.
    pub said: Vec<(Topic, String)>,
}

impl OpinionsAnswer {
    /// What was said to a question; empty where nothing was.
    #[must_use]
    pub fn to(&self, topic: Topic) -> &str {
        let said = self.said.iter().find(|(asked, _)| *asked == topic);
        said.map_or("", |(_, said)| said)
    }
}

/// Checks what is asked. Every problem is returned.
#[must_use]
pub fn check_opinions(ask: &OpinionsAsk) -> Vec<Problem> {
    let mut problems = Vec::new();
    if ask.occasion.trim().is_empty() {
        problems.push(Problem::WordsMissing);
    }
    if ask.topics.is_empty() {
        problems.push(Problem::NothingAsked);
    }
    problems
}
