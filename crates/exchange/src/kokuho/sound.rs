//! Whether the claims of a batch can stand in a file at all.

use bansou_domain::claim::FrozenClaim;

use super::batch::Batch;
use super::order;
use super::refusal::{Refusal, Who};
use super::unfit::unfit;

/// The highest serial the file's name has room for.
const LAST_SERIAL: u32 = 999;

/// Returns everything that keeps the file from being made; `claims` stand in the order of the file.
pub(super) fn refusals(batch: &Batch, claims: &[&FrozenClaim]) -> Vec<Refusal> {
    let mut refusals = of_batch(batch, claims);
    refusals.extend(claims.iter().flat_map(|claim| of_claim(batch, claim)));
    refusals.extend(twice(claims));
    refusals
}

fn of_batch(batch: &Batch, claims: &[&FrozenClaim]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if claims.is_empty() {
        refusals.push(Refusal::Empty);
    }
    if !digits(&batch.office, 10) {
        refusals.push(Refusal::Office(batch.office.clone()));
    }
    if batch.serial == 0 || batch.serial > LAST_SERIAL {
        refusals.push(Refusal::Serial(batch.serial));
    }
    refusals
}

fn of_claim(batch: &Batch, claim: &FrozenClaim) -> Vec<Refusal> {
    let who = || Who::of(claim);
    let mut refusals = Vec::new();
    if claim.benefit != batch.benefit {
        refusals.push(Refusal::OtherBenefit(who()));
    }
    if claim.month >= batch.month {
        refusals.push(Refusal::NotYet(who()));
    }
    if !digits(&claim.municipality, 6) || unset(&claim.municipality) {
        refusals.push(Refusal::Municipality(who(), given(&claim.municipality)));
    }
    if !digits(&claim.certificate, 10) || unset(&claim.certificate) {
        refusals.push(Refusal::Certificate(who(), given(&claim.certificate)));
    }
    let stopping = unfit(claim)
        .into_iter()
        .filter(|unfit| unfit.field.stops_the_file());
    refusals.extend(stopping.map(|unfit| Refusal::Text(who(), unfit)));
    refusals.extend(order::lines(claim).err().unwrap_or_default());
    refusals.extend(of_amount(claim));
    refusals
}

fn of_amount(claim: &FrozenClaim) -> Option<Refusal> {
    let who = Who::of(claim);
    if claim.yen < 0 || claim.units() < 0 || claim.price_hundredths < 0 {
        return Some(Refusal::Negative(who));
    }
    let computed = claim.units().checked_mul(claim.price_hundredths)?.div_euclid(100);
    let frozen = claim.yen;
    (computed != frozen).then_some(Refusal::Amount {
        who,
        frozen,
        computed,
    })
}

// The claims stand in order, so that the same person's month, and the same municipality's, are neighbours.
fn twice(claims: &[&FrozenClaim]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for pair in claims.windows(2) {
        let [one, other] = pair else { continue };
        if (&one.municipality, one.month) != (&other.municipality, other.month) {
            continue;
        }
        if one.certificate == other.certificate {
            refusals.push(Refusal::Twice(Who::of(other)));
        }
        if (one.area, one.price_hundredths) != (other.area, other.price_hundredths) {
            refusals.push(Refusal::TwoAreas(Who::of(other)));
        }
    }
    refusals
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

// Zeros alone count as not set.
fn unset(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

fn given(text: &str) -> String {
    if unset(text) {
        String::new()
    } else {
        text.to_owned()
    }
}
