//! 報酬改定. Which fee revisions hold in which month, and how each of them reasons.

use bansou_domain::calendar::ServiceMonth;
use serde::Deserialize;

use super::Table;
use crate::error::LawError;
use crate::history::Version;
use crate::raw;

/// 改定の考え方. The reasoning of a revision, where it differs in more than its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revision {
    /// 令和3年度.
    R3,
    /// 令和6年度.
    R6,
    /// 令和8年度の臨時改定.
    R8,
}

/// 改定. One revision and the months it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRevision {
    /// Its name in results: `rewards/2024-04`.
    pub key: String,
    /// When it holds, and how it reasons.
    pub version: Version<Revision, ServiceMonth>,
}

impl Table<FeeRevision> {
    /// Returns the revisions in force in `month`, oldest first; none where no rules are loaded.
    #[must_use]
    pub fn at(&self, month: ServiceMonth) -> Vec<&FeeRevision> {
        let holds = |revision: &&FeeRevision| {
            let version = &revision.version;
            version.from <= month && version.until.is_none_or(|until| month <= until)
        };
        let covered = month <= self.verified_until;
        let mut found: Vec<_> = self.items.iter().filter(|_| covered).filter(holds).collect();
        found.sort_by_key(|revision| revision.version.from);
        found
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRevision {
    key: String,
    reasoning: Revision,
    from: String,
    until: Option<String>,
}

pub(crate) fn load(path: &'static str, text: &str) -> Result<Table<FeeRevision>, LawError> {
    raw::table(
        path,
        text,
        |raw: &RawRevision| &raw.key,
        |raw| {
            let version = raw::month_version(&raw.from, raw.until.as_deref(), raw.reasoning)?;
            // Revisions may hold side by side; one alone still has to end after it begins.
            raw::monthly(std::iter::once(Ok(version.clone())))?;
            Ok(FeeRevision {
                key: raw.key,
                version,
            })
        },
    )
}
