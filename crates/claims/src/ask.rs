//! 足りない記録. What a claim would need, where it can be written, and why nobody may guess it.

use bansou_domain::claim_setting::Topic;

/// The page of a person's 請求に関わること, below the person's address.
pub(crate) const TRAITS: &str = "claim";

/// 足りない記録. One thing to write down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// What is missing, as a sentence.
    pub what: String,
    /// Where it is written down.
    pub at: AskAt,
}

/// 書くところ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskAt {
    /// A record, below the person's own address: `papers/…`.
    Record(String),
    /// A setting of the office.
    Setting(Topic),
    /// The office's own page of settings.
    Office,
}

impl Ask {
    pub(crate) fn record(what: impl Into<String>, record: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            at: AskAt::Record(record.into()),
        }
    }

    pub(crate) fn setting(what: impl Into<String>, topic: Topic) -> Self {
        Self {
            what: what.into(),
            at: AskAt::Setting(topic),
        }
    }
}
