//! ようすと読みとり. What was seen, and apart from it how it was read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// ようす. What somebody saw and heard, without a reading of it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignSeen {
    /// いつ.
    pub on: Option<Date>,
    /// 場面. What was shown or said to the person, and how.
    pub scene: String,
    /// 顔.
    pub face: String,
    /// からだ.
    pub body: String,
    /// 声・ことば.
    pub voice: String,
    /// したこと.
    pub did: String,
    /// 見た人.
    pub who: String,
}

impl SignSeen {
    /// What was seen, part by part; what was not recorded is left out.
    #[must_use]
    pub fn seen(&self) -> Vec<(&'static str, &str)> {
        let parts = [
            ("顔", &self.face),
            ("からだ", &self.body),
            ("声・ことば", &self.voice),
            ("したこと", &self.did),
        ];
        let seen = parts.into_iter().filter(|(_, text)| !text.is_empty());
        seen.map(|(part, text)| (part, text.as_str())).collect()
    }
}

/// 読みとり. One way to read what was seen.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// だれの読みとり.
    pub who: String,
    /// 読みとったこと.
    pub read_as: String,
    /// そう読んだ理由. Which signs, which record.
    pub why: String,
    /// ほかの読みかた.
    pub other: String,
}

/// 加わった人.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TookPart {
    /// だれ.
    pub who: String,
    /// 本人との関係.
    pub relation: String,
}
