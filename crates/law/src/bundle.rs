//! All tables together, from the texts of their files.

use std::collections::BTreeMap;

use crate::error::LawError;
use crate::raw::{self, Sources};
use crate::source::Source;
use crate::tables::{Table, deadlines, duties, intervals, retention};
use crate::{Deadline, Duty, Interval, Retention};

const SOURCES: &str = "sources.toml";
const PLANNING_DUTIES: &str = "planning/duties.toml";
const PLANNING_INTERVALS: &str = "planning/monitoring-intervals.toml";
const PLANNING_DEADLINES: &str = "planning/deadlines.toml";
const CHILD_DUTIES: &str = "child/duties.toml";
const CHILD_INTERVALS: &str = "child/monitoring-intervals.toml";
const RETENTION: &str = "records/retention.toml";

/// The files of `law/` the product is built with: path below `law/` and text.
pub const BUNDLED: [(&str, &str); 7] = [
    (SOURCES, include_str!("../../../law/sources.toml")),
    (PLANNING_DUTIES, include_str!("../../../law/planning/duties.toml")),
    (
        PLANNING_INTERVALS,
        include_str!("../../../law/planning/monitoring-intervals.toml"),
    ),
    (
        PLANNING_DEADLINES,
        include_str!("../../../law/planning/deadlines.toml"),
    ),
    (CHILD_DUTIES, include_str!("../../../law/child/duties.toml")),
    (
        CHILD_INTERVALS,
        include_str!("../../../law/child/monitoring-intervals.toml"),
    ),
    (RETENTION, include_str!("../../../law/records/retention.toml")),
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
            },
            child: Scheme {
                duties: duties::load(CHILD_DUTIES, text(&files, CHILD_DUTIES)?, &sources)?,
                intervals: intervals::load(CHILD_INTERVALS, text(&files, CHILD_INTERVALS)?, &sources)?,
            },
            deadlines: deadlines::load(PLANNING_DEADLINES, text(&files, PLANNING_DEADLINES)?, &sources)?,
            retention: retention::load(RETENTION, text(&files, RETENTION)?, &sources)?,
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
