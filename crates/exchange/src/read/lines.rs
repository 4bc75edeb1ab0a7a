//! Facts as lines: the office first, then one person a line, so that nobody has to hold them all.

use std::collections::BTreeSet;

use bansou_billing::{Facts, PersonFacts};
use bansou_domain::calendar::ServiceMonth;

use super::cursor::Problem;
use super::{People, check, person, staff_ids, understood, whole};

/// 行ごとの事実. What the first line says, and how the lines after it are read.
#[derive(Debug)]
pub struct Lines {
    facts: Facts,
    staff: BTreeSet<String>,
}

/// One person, and what has to be looked at across lines.
#[derive(Debug)]
pub struct ReadPerson {
    /// 利用者の事実.
    pub person: PersonFacts,
    /// 受給者証. Each may stand on one person only.
    pub certificates: Vec<Certificate>,
}

/// A certificate as written on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The field it stands in.
    pub field: &'static str,
    /// Kind, municipality and number.
    pub key: String,
}

impl Lines {
    /// Reads the first line: everything of the facts but `people`.
    pub fn open(first: &str, covers: impl Fn(ServiceMonth) -> bool) -> Result<Self, Vec<Problem>> {
        let facts = understood(first, "", |cursor| whole(cursor, &covers, People::OnLines))?;
        Ok(Self {
            staff: staff_ids(&facts),
            facts,
        })
    }

    /// The facts without people.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Reads the person of one line. `position` counts the lines after the first from nothing on, and is the place in
    /// `people` that problems and reasons name.
    pub fn person(&self, line: &str, position: usize) -> Result<ReadPerson, Vec<Problem>> {
        let path = format!("people[{position}]");
        understood(line, &path, |cursor| {
            let mut person = person::person(cursor)?;
            person.position = position;
            check::designation(&self.facts.office, &person, cursor.problems);
            check::references(&person, &self.staff, cursor.problems);
            let certificates = check::certificates(cursor.node);
            let certificates = certificates.map(|(field, key)| Certificate {
                field,
                key: key.join(" "),
            });
            Some(ReadPerson {
                certificates: certificates.collect(),
                person,
            })
        })
    }

    /// What is wrong with a person whose id stands on an earlier line.
    #[must_use]
    pub fn same_id(position: usize, id: &str) -> Problem {
        Problem {
            path: format!("people[{position}].id"),
            sentence: check::already(id),
        }
    }

    /// What is wrong with a certificate that stands on an earlier person.
    #[must_use]
    pub fn same_certificate(position: usize, field: &str, first: usize) -> Problem {
        Problem {
            path: format!("people[{position}].{field}.number"),
            sentence: check::same_certificate(first),
        }
    }
}
