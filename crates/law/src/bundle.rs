//! All tables together, from the texts of their files.

use std::collections::BTreeMap;

use crate::error::LawError;
use crate::raw::{self, Sources};
use crate::source::Source;
use crate::tables::codes::ServiceCodes;
use crate::tables::{
    Table, calendar, codes, deadlines, duties, file_codes, intervals, layout, provisions, retention,
    revisions,
};
use crate::{ClaimStep, Deadline, Duty, FeeRevision, FileCode, Interval, Provision, RecordLayout, Retention};

const SOURCES: &str = "sources.toml";
const PLANNING_DUTIES: &str = "planning/duties.toml";
const PLANNING_INTERVALS: &str = "planning/monitoring-intervals.toml";
const PLANNING_DEADLINES: &str = "planning/deadlines.toml";
const CHILD_DUTIES: &str = "child/duties.toml";
const CHILD_INTERVALS: &str = "child/monitoring-intervals.toml";
const RETENTION: &str = "records/retention.toml";
const CLAIM_CALENDAR: &str = "claims/calendar.toml";
const CASELOAD: &str = "caseload.toml";
const REVISIONS: &str = "revisions.toml";
const RECORDS: &str = "layouts/records.toml";
const PLANNING_CODES: &str = "layouts/planning-codes.toml";
const CHILD_CODES: &str = "layouts/child-codes.toml";
const ERRORS: &str = "layouts/errors.toml";

// The files of fees of one scheme.
struct FeePaths {
    fees: &'static str,
    additions: &'static str,
    reductions: &'static str,
    prices: &'static str,
    codes: &'static str,
}

const PLANNING_FEES: FeePaths = FeePaths {
    fees: "planning/fees.toml",
    additions: "planning/additions.toml",
    reductions: "planning/reductions.toml",
    prices: "planning/unit-prices.toml",
    codes: "planning/service-codes.csv",
};
const CHILD_FEES: FeePaths = FeePaths {
    fees: "child/fees.toml",
    additions: "child/additions.toml",
    reductions: "child/reductions.toml",
    prices: "child/unit-prices.toml",
    codes: "child/service-codes.csv",
};

macro_rules! bundled {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../law/", $path)))
    };
}

/// The files of `law/` the product is built with: path below `law/` and text.
pub const BUNDLED: [(&str, &str); 24] = [
    bundled!("sources.toml"),
    bundled!("revisions.toml"),
    bundled!("caseload.toml"),
    bundled!("claims/calendar.toml"),
    bundled!("planning/duties.toml"),
    bundled!("planning/monitoring-intervals.toml"),
    bundled!("child/duties.toml"),
    bundled!("child/monitoring-intervals.toml"),
    bundled!("planning/deadlines.toml"),
    bundled!("records/retention.toml"),
    bundled!("layouts/records.toml"),
    bundled!("layouts/planning-codes.toml"),
    bundled!("layouts/child-codes.toml"),
    bundled!("layouts/errors.toml"),
    bundled!("planning/fees.toml"),
    bundled!("planning/additions.toml"),
    bundled!("planning/reductions.toml"),
    bundled!("planning/unit-prices.toml"),
    bundled!("planning/service-codes.csv"),
    bundled!("child/fees.toml"),
    bundled!("child/additions.toml"),
    bundled!("child/reductions.toml"),
    bundled!("child/unit-prices.toml"),
    bundled!("child/service-codes.csv"),
];

/// 法令の表. Every table, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// 計画相談支援.
    pub planning: Scheme,
    /// 障害児相談支援.
    pub child: Scheme,
    /// 期限. The same for both.
    pub deadlines: Table<Deadline>,
    /// 保存期間. The same for both.
    pub retention: Table<Retention>,
    /// 報酬改定. The same for both.
    pub revisions: Table<FeeRevision>,
    /// 取扱件数. The same for both.
    pub caseload: Table<Provision>,
    /// 請求の暦. The same for both.
    pub claim_calendar: Table<ClaimStep>,
    /// 請求ファイルの様式.
    pub layout: Layout,
    sources: Sources,
    canonical: Vec<u8>,
}

/// 制度. The tables of one of the two kinds of consultation support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// 第15条の手順.
    pub duties: Table<Duty>,
    /// モニタリング標準期間.
    pub intervals: Table<Interval>,
    /// 報酬.
    pub rewards: Rewards,
}

/// 報酬. What one scheme pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewards {
    /// 基本報酬.
    pub fees: Table<Provision>,
    /// 加算.
    pub additions: Table<Provision>,
    /// 減算.
    pub reductions: Table<Provision>,
    /// 地域区分の単価.
    pub prices: Table<Provision>,
    /// サービスコード.
    pub codes: ServiceCodes,
}

/// 請求ファイルの様式. The shape of the file that goes to 国保連.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// レコード.
    pub records: Table<RecordLayout>,
    /// The codes of the file of 計画相談支援給付費.
    pub planning: Table<FileCode>,
    /// The codes of the file of 障害児相談支援給付費.
    pub child: Table<FileCode>,
    /// 返戻のエラーコード.
    pub errors: Table<FileCode>,
}

impl Law {
    /// Checks the texts of all files. The first fault refuses the whole set.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, LawError> {
        let files = by_path(files)?;
        let sources = raw::read_sources(SOURCES, text(&files, SOURCES)?)?;
        Ok(Self {
            planning: Scheme {
                duties: duties::load(PLANNING_DUTIES, text(&files, PLANNING_DUTIES)?, &sources)?,
                intervals: intervals::load(PLANNING_INTERVALS, text(&files, PLANNING_INTERVALS)?, &sources)?,
                rewards: rewards(&PLANNING_FEES, &files, &sources)?,
            },
            child: Scheme {
                duties: duties::load(CHILD_DUTIES, text(&files, CHILD_DUTIES)?, &sources)?,
                intervals: intervals::load(CHILD_INTERVALS, text(&files, CHILD_INTERVALS)?, &sources)?,
                rewards: rewards(&CHILD_FEES, &files, &sources)?,
            },
            deadlines: deadlines::load(PLANNING_DEADLINES, text(&files, PLANNING_DEADLINES)?, &sources)?,
            retention: retention::load(RETENTION, text(&files, RETENTION)?, &sources)?,
            revisions: revisions::load(REVISIONS, text(&files, REVISIONS)?)?,
            caseload: provisions::load(CASELOAD, text(&files, CASELOAD)?, &sources)?,
            claim_calendar: calendar::load(CLAIM_CALENDAR, text(&files, CLAIM_CALENDAR)?, &sources)?,
            layout: file_layout(&files, &sources)?,
            canonical: canonical(&files),
            sources,
        })
    }

    /// Loads the tables the product is built with.
    pub fn bundled() -> Result<Self, LawError> {
        Self::load(&BUNDLED)
    }

    /// Returns a source by its id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// Returns every source, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// Returns the bytes to hash when something has to say which tables it used: each file's path, length and text,
    /// in the order of the paths, whatever order they were handed in.
    #[must_use]
    pub fn canonical(&self) -> &[u8] {
        &self.canonical
    }
}

fn rewards(paths: &FeePaths, files: &BTreeMap<&str, &str>, sources: &Sources) -> Result<Rewards, LawError> {
    let table = |path| provisions::load(path, text(files, path)?, sources);
    Ok(Rewards {
        fees: table(paths.fees)?,
        additions: table(paths.additions)?,
        reductions: table(paths.reductions)?,
        prices: table(paths.prices)?,
        codes: codes::load(paths.codes, text(files, paths.codes)?, sources)?,
    })
}

fn file_layout(files: &BTreeMap<&str, &str>, sources: &Sources) -> Result<Layout, LawError> {
    let codes = |path| file_codes::load(path, text(files, path)?, sources);
    Ok(Layout {
        records: layout::load(RECORDS, text(files, RECORDS)?, sources)?,
        planning: file_codes::with_every_code(PLANNING_CODES, codes(PLANNING_CODES)?)?,
        child: file_codes::with_every_code(CHILD_CODES, codes(CHILD_CODES)?)?,
        errors: codes(ERRORS)?,
    })
}

fn by_path<'a>(files: &[(&'a str, &'a str)]) -> Result<BTreeMap<&'a str, &'a str>, LawError> {
    let mut paths = BTreeMap::new();
    for (path, text) in files {
        if !BUNDLED.iter().any(|(known, _)| known == path) {
            return Err(LawError::FileUnknown {
                path: (*path).to_owned(),
            });
        }
        if paths.insert(*path, *text).is_some() {
            return Err(LawError::FileTwice {
                path: (*path).to_owned(),
            });
        }
    }
    Ok(paths)
}

fn text<'a>(files: &BTreeMap<&str, &'a str>, path: &'static str) -> Result<&'a str, LawError> {
    files.get(path).copied().ok_or(LawError::FileMissing { path })
}

fn canonical(files: &BTreeMap<&str, &str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (path, text) in files {
        bytes.extend_from_slice(format!("{path} {}\n", text.len()).as_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}
