//! Where a value comes from and how sure we are of it.

use std::fmt;

use serde::Deserialize;

/// 確からしさ. Weakest first, so that the weakest of several is their minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// From general knowledge or by inference; no page was seen.
    Unverified,
    /// Seen on one secondary page.
    OneSource,
    /// Seen on two secondary pages that agree.
    TwoSources,
    /// Read in the official text.
    Official,
}

impl Evidence {
    /// Returns the code used in data and results.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::OneSource => "one_source",
            Self::TwoSources => "two_sources",
            Self::Official => "official",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let all = [
            Self::Unverified,
            Self::OneSource,
            Self::TwoSources,
            Self::Official,
        ];
        all.into_iter().find(|grade| grade.code() == code)
    }

    /// Returns the words a person reads beside a value.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unverified => "未確認",
            Self::OneSource => "資料1点で確認",
            Self::TwoSources => "資料2点で確認",
            Self::Official => "公式の条文で確認",
        }
    }

    // How many sources a value of this grade has to name at the least.
    pub(crate) fn sources_needed(self) -> usize {
        match self {
            Self::Unverified => 0,
            Self::OneSource | Self::Official => 1,
            Self::TwoSources => 2,
        }
    }
}

/// 根拠条文. A place in an act, ordinance, notice, guidance or question-and-answer sheet, as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// The source's id in `sources.toml`.
    pub source: String,
    /// The place: 第15条第2項第7号.
    pub at: String,
    pub(crate) short: String,
}

impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.short, self.at)
    }
}

/// 根拠. What a value rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// How sure it is.
    pub evidence: Evidence,
    /// The sources that set it, by id; none when it is unverified.
    pub set_by: Vec<String>,
}

/// A citation and how sure its place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The place.
    pub cite: Cite,
    /// What the place rests on.
    pub grounds: Grounds,
}
