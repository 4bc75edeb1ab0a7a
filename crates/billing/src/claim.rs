//! ひと月の請求. From the facts of an office's month to its claim.

use bansou_domain::calendar::ServiceMonth;
use bansou_law::Rate;

use crate::additions::Allotted;
use crate::arithmetic::yen;
use crate::caseload::Caseload;
use crate::choice::best;
use crate::facts::{Facts, Office, PersonFacts, Scheme};
use crate::fees::{Fees, Findings, findings};
use crate::line::{Line, NotClaimed, Problem};
use crate::month::PersonMonth;
use crate::office::OfficeMonth;
use crate::percent;
use crate::rules::Rules;
use crate::shared::{Asks, SecondFees, Share, Sharing};

/// ひと月の請求. Everything an office's month comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// The revisions in force, oldest first.
    pub rules: Vec<String>,
    /// 取扱件数.
    pub caseload: Caseload,
    /// 利用者, by id.
    pub people: Vec<PersonClaim>,
    /// 合計.
    pub totals: Totals,
}

/// 利用者の請求. Everything one person's month comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonClaim {
    /// The id in the facts.
    pub id: String,
    /// Where the person stands in the facts.
    pub position: usize,
    /// Which service.
    pub scheme: Scheme,
    /// 明細, in the order of items.
    pub lines: Vec<Line>,
    /// 単位数.
    pub units: i64,
    /// 単価. Nothing where the month's price is not in the tables.
    pub unit_price: Option<Rate>,
    /// 金額. Rounded down once.
    pub yen: Option<i64>,
    /// 算定しないもの, in the order of items.
    pub not_claimed: Vec<NotClaimed>,
    /// 問題.
    pub problems: Vec<Problem>,
}

/// 合計.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// 計画相談支援.
    pub planning: Total,
    /// 障害児相談支援.
    pub child: Total,
}

/// The total of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// People with units.
    pub people: u32,
    /// 単位数.
    pub units: i64,
    /// 金額. Nothing where one of the prices is not known.
    pub yen: Option<i64>,
}

/// Computes the claim of a month. The same facts give the same claim, in whatever order they are listed.
#[must_use]
pub fn claim(facts: &Facts, rules: &Rules<'_>) -> Claim {
    let office = OfficeMonth::open(facts, rules);
    let mut sorted: Vec<&PersonFacts> = facts.people.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let people: Vec<(PersonMonth<'_>, Findings)> = sorted
        .into_iter()
        .map(|person| PersonMonth::new(&office, person))
        .map(|person| {
            let findings = findings(&person);
            (person, findings)
        })
        .collect();
    let shares = share_out(&office, &people);
    let people: Vec<PersonClaim> = people
        .into_iter()
        .zip(shares)
        .map(|((person, findings), share)| person_claim(&person, findings, &share))
        .collect();
    let mut totals = Totals::default();
    for person in &people {
        totals.add(person);
    }
    Claim {
        month: facts.month,
        rules: rules.names.clone(),
        caseload: office.caseload,
        totals,
        people,
    }
}

// Everybody asks in the order of ids, and gets a share.
fn share_out(office: &OfficeMonth<'_>, people: &[(PersonMonth<'_>, Findings)]) -> Vec<Share> {
    let mut sharing = Sharing::open(office);
    let mut asked = Vec::new();
    let mut with_fee = Vec::new();
    for (place, (person, findings)) in people.iter().enumerate() {
        let asks = Asks::of(person, findings);
        sharing.ask(place, &asks);
        let order = office.second_fee_order(person.person);
        if asks.earned() > 0 {
            with_fee.push((order.clone(), asks.earned()));
        }
        asked.push((order, asks));
    }
    with_fee.sort();
    let second = SecondFees::share(office.caseload.over, with_fee.len(), with_fee);
    let shared = sharing.close();
    let mut quota = office.facts.office.base_strength_quota;
    let share = |(place, (order, asks)): (usize, (Vec<u8>, Asks))| {
        let second = second.of(&order, &asks);
        let strengthened = asks.paid(second).min(quota);
        quota -= strengthened;
        shared.of(place, second, strengthened)
    };
    asked.into_iter().enumerate().map(share).collect()
}

pub(crate) fn person_claim(person: &PersonMonth<'_>, findings: Findings, share: &Share) -> PersonClaim {
    let fees = Fees::of_month(person, findings, share.second);
    let allotted = Allotted::of(person, &fees, share);
    let additions = best(person, &fees, &allotted);
    let mut lines: Vec<Line> = fees.lines.iter().map(|fee| fee.line(person)).collect();
    lines.extend(percent::of_fee(person, &fees));
    lines.extend(additions.earned.iter().map(|entry| entry.line(person)));
    lines.extend(percent::wage_improvement(person, &lines));
    // Stable: the entries of one item keep the order their provision gave them.
    lines.sort_by_key(|line| line.item);
    let units = lines.iter().map(Line::total).sum();
    let price = area(&person.facts.office, person.person.scheme).and_then(|area| person.tables().price(area));
    let mut not_claimed = fees.refused;
    not_claimed.extend(additions.refused);
    not_claimed.retain(|refused| !lines.iter().any(|line| line.item == refused.item));
    not_claimed.sort_by_key(|refused| refused.item);
    let mut problems = fees.problems;
    problems.sort();
    problems.dedup();
    PersonClaim {
        id: person.person.id.clone(),
        position: person.person.position,
        scheme: person.person.scheme,
        units,
        unit_price: price,
        yen: price.map(|price| yen(units, price)),
        lines,
        not_claimed,
        problems,
    }
}

fn area(office: &Office, scheme: Scheme) -> Option<u8> {
    match scheme {
        Scheme::Planning => office.planning_area,
        Scheme::Child => office.child_area,
    }
}

impl Totals {
    /// Adds one person's claim.
    pub fn add(&mut self, person: &PersonClaim) {
        let total = match person.scheme {
            Scheme::Planning => &mut self.planning,
            Scheme::Child => &mut self.child,
        };
        if person.units > 0 {
            total.people += 1;
            total.units += person.units;
            total.yen = total.yen.zip(person.yen).map(|(sum, yen)| sum + yen);
        }
    }
}

impl Default for Total {
    fn default() -> Self {
        Self {
            people: 0,
            units: 0,
            yen: Some(0),
        }
    }
}
