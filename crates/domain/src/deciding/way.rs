//! 選択肢・体験・気がかり. What can be chosen, what was tried, what stands in the way.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;

/// 二つの見かた. As the person sees it and as others see it, never mixed.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sides {
    /// 本人.
    pub person: String,
    /// まわりの人. With who says it.
    pub others: String,
}

/// 選択肢. One way among others; the order means nothing.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Way {
    /// 名前.
    pub name: String,
    /// よいこと.
    pub brings: Sides,
    /// たいへんなこと.
    pub hard: Sides,
    /// まだ分からないこと.
    pub unknown: Sides,
    /// 本人に見せるページの名前.
    pub easy_name: String,
    /// 本人に見せるページの、よいこと.
    pub easy_brings: String,
    /// 本人に見せるページの、たいへんなこと.
    pub easy_hard: String,
    /// 本人に見せるページの、まだ分からないこと.
    pub easy_unknown: String,
}

impl Way {
    /// A way of which only the name is known.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

choice! {
    /// ためしかた.
    pub enum TrialKind {
        /// 見学.
        Visit = "visit", "見学";
        /// 体験.
        Trial = "trial", "体験";
        /// 話を聞いた.
        Heard = "heard", "している人の話を聞いた";
    }
}

choice! {
    /// 顔. How it was, as the person showed it.
    pub enum Face {
        /// よかった.
        Good = "good", "よかった";
        /// どちらでもない.
        Between = "between", "どちらでもない";
        /// いやだった.
        Bad = "bad", "いやだった";
        /// わからない.
        Unsure = "unsure", "わからない";
    }
}

/// 体験・見学.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Trial {
    /// いつ.
    pub on: Option<Date>,
    /// ためしかた.
    pub kind: Option<TrialKind>,
    /// どの選択肢.
    pub way: String,
    /// どこで.
    pub place: String,
    /// だれと.
    pub who: String,
    /// 本人のことば.
    pub words: String,
    /// 顔.
    pub face: Option<Face>,
    /// 顔・からだ・声のようす.
    pub seen: String,
}

choice! {
    /// 気がかりの種類. What stands in the way of living as one wants.
    pub enum ObstacleKind {
        /// 家族の心配.
        Family = "family", "家族の心配";
        /// お金.
        Money = "money", "お金";
        /// まだ何もためしていない.
        Untried = "untried", "まだためしていない";
        /// 使えるところがない.
        NoPlace = "no_place", "使えるところ・空きがない";
        /// 体調.
        Health = "health", "体調・医療";
        /// 手続き.
        Paper = "paper", "手続き・契約";
        /// 周囲の理解.
        Around = "around", "まわりの理解";
        /// ほか.
        Other = "other", "ほか";
    }
}

/// 気がかり. With the next step towards it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Obstacle {
    /// 種類.
    pub kind: Option<ObstacleKind>,
    /// どんなこと. With who says it.
    pub what: String,
    /// 次の一歩.
    pub next: String,
    /// だれが.
    pub who: String,
    /// いつまでに.
    pub by: Option<Date>,
}
