//! 値の一覧. Every value of the tables with how sure we are of it.

use std::fmt::Display;

use crate::bundle::{Law, Layout, Scheme};
use crate::evidence::{Evidence, Grounds};
use crate::history::{History, Version};
use crate::tables::Table;
use crate::tables::file_codes::{FileCode, FileCodeVersion};
use crate::tables::layout::RecordLayout;
use crate::tables::provisions::{Amount, Provision, ProvisionVersion};

/// 値. One version of one value, as a person checks it against the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// How sure it is.
    pub evidence: Evidence,
    /// The folder and table it stands in.
    pub table: String,
    /// The item's key.
    pub key: String,
    /// The first day or month.
    pub from: String,
    /// The last day or month; nothing while it holds.
    pub until: Option<String>,
    /// The value in words.
    pub value: String,
    /// The sources that set it.
    pub set_by: Vec<String>,
}

impl Law {
    /// Returns every value of every table: weakest evidence first, then in the order of the tables.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        let mut values = scheme("planning", &self.planning);
        values.extend(scheme("child", &self.child));
        values.extend(provisions("caseload", &self.caseload));
        for item in &self.deadlines.items {
            let word = |version: &crate::DeadlineVersion| {
                let day = version.day.map_or(String::new(), |day| format!("、{day}日まで"));
                format!("{}か月{day}", version.months)
            };
            values.extend(versions("deadlines", &item.key, &item.history, word, |version| {
                &version.grounds
            }));
        }
        for item in &self.claim_calendar.items {
            let word = |version: &crate::ClaimStepVersion| {
                let (months, from, until) = (version.months_after, version.first_day, version.last_day);
                format!("{months}か月後の{from}日から{until}日")
            };
            values.extend(versions(
                "claims/calendar",
                &item.key,
                &item.history,
                word,
                |version| &version.grounds,
            ));
        }
        for item in &self.retention.items {
            let word = |version: &crate::RetentionVersion| format!("{}年", version.years);
            values.extend(versions("records", &item.key, &item.history, word, |version| {
                &version.grounds
            }));
        }
        values.extend(file_layout(&self.layout));
        values.sort_by_key(|value| value.evidence);
        values
    }
}

fn scheme(folder: &str, scheme: &Scheme) -> Vec<Value> {
    let mut values = Vec::new();
    for item in &scheme.duties.items {
        let word = |version: &crate::DutyVersion| version.cited.cite.to_string();
        let table = format!("{folder}/duties");
        values.extend(versions(&table, &item.key, &item.history, word, |version| {
            &version.grounds
        }));
    }
    for item in &scheme.intervals.items {
        let word = |version: &crate::IntervalVersion| format!("{}か月ごと", version.every);
        let table = format!("{folder}/monitoring-intervals");
        values.extend(versions(&table, &item.key, &item.history, word, |version| {
            &version.grounds
        }));
    }
    let rewards = &scheme.rewards;
    for (table, rows) in [
        ("fees", &rewards.fees),
        ("additions", &rewards.additions),
        ("reductions", &rewards.reductions),
        ("unit-prices", &rewards.prices),
    ] {
        values.extend(provisions(&format!("{folder}/{table}"), rows));
    }
    for (key, history) in rewards.codes.items() {
        let word = |version: &crate::ServiceCode| version.code.clone();
        let table = format!("{folder}/service-codes");
        values.extend(versions(&table, key, history, word, |version| &version.grounds));
    }
    values
}

fn file_layout(layout: &Layout) -> Vec<Value> {
    let mut values: Vec<Value> = layout.records.items.iter().flat_map(record).collect();
    for (table, rows) in [
        ("layouts/planning-codes", &layout.planning),
        ("layouts/child-codes", &layout.child),
        ("layouts/errors", &layout.errors),
    ] {
        let word = |version: &FileCodeVersion| version.value.clone();
        let each =
            |item: &FileCode| versions(table, &item.key, &item.history, word, |version| &version.grounds);
        values.extend(rows.items.iter().flat_map(each));
    }
    values
}

// One value for each item of the record.
fn record(record: &RecordLayout) -> Vec<Value> {
    let mut values = Vec::new();
    for version in record.history.versions() {
        for (place, field) in version.value.fields.iter().enumerate() {
            values.push(Value {
                evidence: field.grounds.evidence,
                table: "layouts/records".to_owned(),
                key: format!("{}/{}", record.kind.code(), place + 1),
                from: version.from.to_string(),
                until: version.until.map(|until| until.to_string()),
                value: format!("{} {} {}", field.name, field.cell.label(), field.bytes),
                set_by: field.grounds.set_by.clone(),
            });
        }
    }
    values
}

fn provisions(table: &str, rows: &Table<Provision>) -> Vec<Value> {
    let word = |version: &ProvisionVersion| match version.amount {
        Amount::Units(units) => format!("{units}"),
        Amount::Rate(rate) => rate.to_string(),
        Amount::NotKnown => "値は未確認".to_owned(),
    };
    let each = |item: &Provision| versions(table, &item.key, &item.history, word, |version| &version.grounds);
    rows.items.iter().flat_map(each).collect()
}

fn versions<T, At: Copy + Ord + Display>(
    table: &str,
    key: &str,
    history: &History<T, At>,
    word: impl Fn(&T) -> String,
    grounds: impl Fn(&T) -> &Grounds,
) -> Vec<Value> {
    let one = |version: &Version<T, At>| Value {
        evidence: grounds(&version.value).evidence,
        table: table.to_owned(),
        key: key.to_owned(),
        from: version.from.to_string(),
        until: version.until.map(|until| until.to_string()),
        value: word(&version.value),
        set_by: grounds(&version.value).set_by.clone(),
    };
    history.versions().iter().map(one).collect()
}
