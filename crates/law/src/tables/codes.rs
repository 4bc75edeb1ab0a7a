//! サービスコード. The code of each item, from a table with one row per code.

use bansou_domain::calendar::ServiceMonth;
use std::collections::BTreeMap;

use crate::error::{Fault, LawError};
use crate::evidence::{Evidence, Grounds};
use crate::history::{History, Version};
use crate::raw::{self, Sources};

const HEADING: &str = "key,from,until,code,evidence,set_by";

/// サービスコード. The code of one item while it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceCode {
    /// Two characters of the service, four of the item.
    pub code: String,
    /// What the code rests on.
    pub grounds: Grounds,
}

/// コード表. The codes of one service, by the key of the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceCodes(BTreeMap<String, History<ServiceCode, ServiceMonth>>);

impl ServiceCodes {
    /// Returns the code of an item in a month. A code that is not in the table is never made up.
    #[must_use]
    pub fn at(&self, key: &str, month: ServiceMonth) -> Option<&str> {
        Some(&self.0.get(key)?.at(month).ok()?.code)
    }

    /// Returns every item with its codes, by key.
    pub fn items(&self) -> impl Iterator<Item = (&str, &History<ServiceCode, ServiceMonth>)> {
        self.0.iter().map(|(key, history)| (key.as_str(), history))
    }
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<ServiceCodes, LawError> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADING) {
        let reason = format!("the first line is not {HEADING}");
        return Err(LawError::Unreadable { path, reason });
    }
    let mut rows: BTreeMap<String, Vec<Version<ServiceCode, ServiceMonth>>> = BTreeMap::new();
    for line in lines {
        let fault = |fault| LawError::Item {
            path,
            key: line.to_owned(),
            fault,
        };
        let (key, version) = row(line, sources).map_err(fault)?;
        rows.entry(key).or_default().push(version);
    }
    let mut codes = BTreeMap::new();
    for (key, versions) in rows {
        let history = raw::monthly(versions.into_iter().map(Ok));
        let history = history.map_err(|fault| LawError::Item {
            path,
            key: key.clone(),
            fault,
        })?;
        codes.insert(key, history);
    }
    Ok(ServiceCodes(codes))
}

fn row(line: &str, sources: &Sources) -> Result<(String, Version<ServiceCode, ServiceMonth>), Fault> {
    let cells: Vec<&str> = line.split(',').collect();
    let [key, from, until, code, evidence, set_by] = cells.as_slice() else {
        return Err(Fault::BadRow);
    };
    let shaped = code.len() == 6
        && code
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if !shaped {
        return Err(Fault::BadCode((*code).to_owned()));
    }
    let evidence = Evidence::from_code(evidence).ok_or(Fault::BadRow)?;
    let set_by = set_by.split_whitespace().map(str::to_owned).collect();
    let value = ServiceCode {
        code: (*code).to_owned(),
        grounds: raw::grounds(sources, evidence, set_by)?,
    };
    let until = Some(*until).filter(|until| !until.is_empty());
    Ok(((*key).to_owned(), raw::month_version(from, until, value)?))
}
