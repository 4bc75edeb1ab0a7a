//! The files as written, before anything is checked, and the checks common to all of them.

use std::collections::{BTreeMap, BTreeSet};

use bansou_domain::calendar::ServiceMonth;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Fault, LawError};
use crate::evidence::{Cite, Cited, Evidence, Grounds};
use crate::history::{History, Version};
use crate::source::{Kind, Source};
use crate::tables::Table;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable<Item> {
    verified_until: String,
    item: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCite {
    source: String,
    at: String,
    evidence: Evidence,
    set_by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSources {
    source: Vec<RawSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    id: String,
    kind: Kind,
    title: String,
    short: String,
    number: Option<String>,
    issued: Option<String>,
    in_force: Option<String>,
    url: Option<String>,
    supersedes: Option<String>,
    corrects: Option<String>,
    sha256: Option<String>,
    retrieved: Option<String>,
}

/// The sources, by id, with which the tables are checked.
pub(crate) type Sources = BTreeMap<String, Source>;

fn read<T: DeserializeOwned>(path: &'static str, text: &str) -> Result<T, LawError> {
    toml::from_str(text).map_err(|error| LawError::Unreadable {
        path,
        reason: error.to_string().trim().to_owned(),
    })
}

pub(crate) fn read_sources(path: &'static str, text: &str) -> Result<Sources, LawError> {
    let raw: RawSources = read(path, text)?;
    let mut sources = Sources::new();
    for raw in raw.source {
        let id = raw.id.clone();
        let fault = |fault| LawError::Item {
            path,
            key: id.clone(),
            fault,
        };
        let source = source(raw).map_err(fault)?;
        if sources.insert(id.clone(), source).is_some() {
            return Err(fault(Fault::Twice));
        }
    }
    for (id, source) in &sources {
        for other in source.supersedes.iter().chain(&source.corrects) {
            if !sources.contains_key(other) {
                let fault = Fault::SourceUnknown(other.clone());
                return Err(LawError::Item {
                    path,
                    key: id.clone(),
                    fault,
                });
            }
        }
    }
    Ok(sources)
}

fn source(raw: RawSource) -> Result<Source, Fault> {
    Ok(Source {
        id: raw.id,
        kind: raw.kind,
        title: raw.title,
        short: raw.short,
        number: raw.number,
        issued: optional_date(raw.issued)?,
        in_force: optional_date(raw.in_force)?,
        url: raw.url,
        supersedes: raw.supersedes,
        corrects: raw.corrects,
        sha256: raw.sha256,
        retrieved: optional_date(raw.retrieved)?,
    })
}

fn month(path: &'static str, text: &str) -> Result<ServiceMonth, LawError> {
    let reason = || format!("verified_until: {text:?} is not a month of the form YYYY-MM");
    text.parse().map_err(|_| LawError::Unreadable {
        path,
        reason: reason(),
    })
}

/// Reads one table, refusing a key that stands twice; `item` checks one item and its versions.
pub(crate) fn table<R: DeserializeOwned, T>(
    path: &'static str,
    text: &str,
    key: fn(&R) -> &str,
    mut item: impl FnMut(R) -> Result<T, Fault>,
) -> Result<Table<T>, LawError> {
    let raw: RawTable<R> = read(path, text)?;
    let verified_until = month(path, &raw.verified_until)?;
    let mut seen = BTreeSet::new();
    let mut items = Vec::new();
    for raw in raw.item {
        let key = key(&raw).to_owned();
        let checked = if seen.insert(key.clone()) {
            item(raw)
        } else {
            Err(Fault::Twice)
        };
        items.push(checked.map_err(|fault| LawError::Item { path, key, fault })?);
    }
    Ok(Table {
        verified_until,
        items,
    })
}

pub(crate) fn version<T>(from: &str, until: Option<&str>, value: T) -> Result<Version<T>, Fault> {
    Ok(Version {
        from: date(from)?,
        until: until.map(date).transpose()?,
        value,
    })
}

pub(crate) fn history<T>(
    versions: impl Iterator<Item = Result<Version<T>, Fault>>,
) -> Result<History<T>, Fault> {
    Ok(History::new(versions.collect::<Result<_, _>>()?)?)
}

pub(crate) fn month_version<T>(
    from: &str,
    until: Option<&str>,
    value: T,
) -> Result<Version<T, ServiceMonth>, Fault> {
    let month = |text: &str| text.parse().map_err(|_| Fault::BadMonth(text.to_owned()));
    Ok(Version {
        from: month(from)?,
        until: until.map(month).transpose()?,
        value,
    })
}

pub(crate) fn monthly<T>(
    versions: impl Iterator<Item = Result<Version<T, ServiceMonth>, Fault>>,
) -> Result<History<T, ServiceMonth>, Fault> {
    Ok(History::new(versions.collect::<Result<_, _>>()?)?)
}

pub(crate) fn grounds(sources: &Sources, evidence: Evidence, set_by: Vec<String>) -> Result<Grounds, Fault> {
    for id in &set_by {
        known(sources, id)?;
    }
    let different: BTreeSet<&String> = set_by.iter().collect();
    if different.len() < evidence.sources_needed() {
        return Err(Fault::TooFewSources(evidence));
    }
    let read = set_by
        .iter()
        .any(|id| sources.get(id).is_some_and(Source::is_read_official));
    if evidence == Evidence::Official && !read {
        return Err(Fault::NotRead);
    }
    Ok(Grounds { evidence, set_by })
}

pub(crate) fn cited(sources: &Sources, raw: RawCite) -> Result<Cited, Fault> {
    let source = known(sources, &raw.source)?;
    if source.kind == Kind::Secondary {
        return Err(Fault::CitesSecondary(raw.source));
    }
    let cite = Cite {
        short: source.short.clone(),
        source: raw.source,
        at: raw.at,
    };
    Ok(Cited {
        cite,
        grounds: grounds(sources, raw.evidence, raw.set_by)?,
    })
}

fn known<'a>(sources: &'a Sources, id: &str) -> Result<&'a Source, Fault> {
    sources.get(id).ok_or_else(|| Fault::SourceUnknown(id.to_owned()))
}

fn optional_date(text: Option<String>) -> Result<Option<Date>, Fault> {
    text.map(|text| date(&text)).transpose()
}

// Exactly as tables write it: jiff alone would read other ISO forms too.
fn date(text: &str) -> Result<Date, Fault> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = if plain { text.parse().ok() } else { None };
    date.ok_or_else(|| Fault::BadDate(text.to_owned()))
}
