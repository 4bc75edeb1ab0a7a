//! The sources every value rests on.

use jiff::civil::Date;
use serde::Deserialize;

/// 出典の種類. Strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 法.
    Act,
    /// 省令・指定基準.
    Ordinance,
    /// 告示.
    Notice,
    /// インタフェース仕様書. For the shape of files, where it is the only official text there is.
    Specification,
    /// 通知・留意事項.
    Guidance,
    /// Q&A.
    Qa,
    /// A page that restates or reprints one of the above.
    Secondary,
}

impl Kind {
    pub(crate) fn can_be_official(self) -> bool {
        matches!(
            self,
            Self::Act | Self::Ordinance | Self::Notice | Self::Specification
        )
    }
}

/// 出典. One text or page a value rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name in the tables.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// 題名.
    pub title: String,
    /// 略称. As citations print it.
    pub short: String,
    /// 番号. 平成24年厚生労働省令第28号.
    pub number: Option<String>,
    /// 公布日.
    pub issued: Option<Date>,
    /// 施行日.
    pub in_force: Option<Date>,
    /// Where it stands.
    pub url: Option<String>,
    /// The source it takes the place of.
    pub supersedes: Option<String>,
    /// The source it corrects.
    pub corrects: Option<String>,
    /// The hash of the text that was read.
    pub sha256: Option<String>,
    /// The day it was read.
    pub retrieved: Option<Date>,
}

impl Source {
    /// Says whether the official text itself was read and can make a value official.
    #[must_use]
    pub fn is_read_official(&self) -> bool {
        self.kind.can_be_official() && self.sha256.is_some() && self.retrieved.is_some()
    }
}
