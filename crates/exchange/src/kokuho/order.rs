//! What is claimed, in the order of the file.

use std::collections::BTreeMap;

use bansou_domain::claim::{ClaimLine, FrozenClaim};

use super::batch::Batch;
use super::refusal::{Refusal, Who};

/// サービス情報. One code of a person, with its lines taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodeLine<'a> {
    pub(super) code: &'a str,
    pub(super) units: i64,
    pub(super) times: i64,
}

impl CodeLine<'_> {
    pub(super) fn total(&self) -> i64 {
        self.units.saturating_mul(self.times)
    }
}

/// Returns the claims that come to something, by municipality, month and certificate; and those that come to nothing.
pub(super) fn claims(batch: &Batch) -> (Vec<&FrozenClaim>, Vec<Who>) {
    let (mut paid, free): (Vec<&FrozenClaim>, Vec<&FrozenClaim>) = batch
        .claims
        .iter()
        .partition(|claim| claim.yen != 0 || claim.units() != 0);
    paid.sort_by(|a, b| place(a).cmp(&place(b)));
    let mut left_out: Vec<Who> = free.into_iter().map(Who::of).collect();
    left_out.sort();
    (paid, left_out)
}

fn place(claim: &FrozenClaim) -> (&str, bansou_domain::calendar::ServiceMonth, &str) {
    (&claim.municipality, claim.month, &claim.certificate)
}

/// Returns a person's lines, the base fee first, then by code; every reason why a line cannot be written.
pub(super) fn lines(claim: &FrozenClaim) -> Result<Vec<CodeLine<'_>>, Vec<Refusal>> {
    let mut refusals = Vec::new();
    // False comes first: a base fee has its day.
    let mut found: BTreeMap<(bool, &str), CodeLine<'_>> = BTreeMap::new();
    for line in claim.lines.iter().filter(|line| line.count > 0) {
        match &line.code {
            None => refusals.push(Refusal::NoCode(Who::of(claim), line.name.clone())),
            Some(code) => {
                if !add(&mut found, code, line) {
                    refusals.push(Refusal::CodeTwice(Who::of(claim), code.clone()));
                }
            }
        }
    }
    if refusals.is_empty() {
        Ok(found.into_values().collect())
    } else {
        Err(refusals)
    }
}

fn add<'a>(found: &mut BTreeMap<(bool, &'a str), CodeLine<'a>>, code: &'a str, line: &ClaimLine) -> bool {
    let times = i64::from(line.count);
    let present = found.iter_mut().find(|((_, other), _)| *other == code);
    if let Some((_, present)) = present {
        let same = present.units == line.units;
        present.times = present.times.saturating_add(times);
        return same;
    }
    let units = line.units;
    found.insert((line.on.is_none(), code), CodeLine { code, units, times });
    true
}
