//! 本人に見せるページのことば. Easy words beside the official ones, with their readings.

use serde::{Deserialize, Serialize};

use super::Deciding;
use crate::easy::{Hint, hints};

/// 本人に見せるページのことば.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EasyWords {
    /// やさしい題.
    pub question: String,
    /// 伝えておくこと.
    pub note: String,
}

/// What makes the person's page hard to read, in the order of the page; asked, never refused.
#[must_use]
pub fn hard_to_read(deciding: &Deciding) -> Vec<Hint> {
    let ways = deciding.ways.iter().flat_map(|way| {
        [
            &way.easy_name,
            &way.easy_brings,
            &way.easy_hard,
            &way.easy_unknown,
        ]
    });
    let own = [&deciding.easy.question, &deciding.easy.note];
    let mut told = Vec::new();
    for hint in own.into_iter().chain(ways).flat_map(|text| hints(text)) {
        if !told.contains(&hint) {
            told.push(hint);
        }
    }
    told
}
