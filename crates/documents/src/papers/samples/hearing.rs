//! What a provider of the made-up office is asked before a visit.

use super::room::{bare, sender};
use crate::papers::{GoalAskedRow, HearingSheet};

impl HearingSheet {
    /// Filled sheets: one goal, and many with long words.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let sheet = |goals: Vec<GoalAskedRow>| Self {
            cover: bare("モニタリングの前の聞き取り"),
            sender: sender("就労支援センター見本 御中"),
            occasion: "令和8年11月のモニタリングの前に、そちらの支援のようすを教えてください。".to_owned(),
            goals,
        };
        let goal = |goal: &str| GoalAskedRow {
            goal: goal.to_owned(),
            services: "就労移行支援　朝の通所　週3日".to_owned(),
        };
        let long = "週に3日、決まった時刻の電車で通い、休むときは自分で電話する。".repeat(3);
        vec![sheet(vec![goal("週3日通う")]), sheet(vec![goal(&long); 5])]
    }
}
