//! Made-up claims. Units, codes and prices come from the law tables.

use std::sync::LazyLock;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim};
use bansou_exchange::kokuho::Batch;
use bansou_law::{Amount, Law, Provision, Rewards, Table};
use jiff::civil::{Date, date};

/// The tables, loaded once.
static LAW: LazyLock<Law> = LazyLock::new(|| Law::bundled().unwrap());

pub(crate) fn law() -> &'static Law {
    &LAW
}

pub(crate) fn month(text: &str) -> ServiceMonth {
    text.parse().unwrap()
}

fn rewards(law: &Law, benefit: Benefit) -> &Rewards {
    match benefit {
        Benefit::Planning => &law.planning.rewards,
        Benefit::Child => &law.child.rewards,
    }
}

fn units(rewards: &Rewards, key: &str, month: ServiceMonth) -> i64 {
    let tables: [&Table<Provision>; 2] = [&rewards.fees, &rewards.additions];
    let provision = tables.iter().find_map(|table| table.find(key)).unwrap();
    match provision.history.at(month).unwrap().amount {
        Amount::Units(units) => i64::from(units),
        other => panic!("{key} is {other:?}"),
    }
}

/// A line of an item of the tables.
pub(crate) fn line(
    law: &Law,
    benefit: Benefit,
    month: ServiceMonth,
    key: &str,
    on: Option<Date>,
) -> ClaimLine {
    let rewards = rewards(law, benefit);
    ClaimLine {
        item: match key.split('/').next().unwrap() {
            "plan" => "plan_fee".to_owned(),
            "monitoring" => "monitoring_fee".to_owned(),
            other => other.replace('-', "_"),
        },
        grade: None,
        name: key.to_owned(),
        code: rewards.codes.at(key, month).map(str::to_owned),
        units: units(rewards, key, month),
        count: 1,
        on,
        stay: None,
        because: Vec::new(),
        rule: String::new(),
        source: String::new(),
        evidence: "one_source".to_owned(),
        code_by_hand: false,
        by_hand: None,
    }
}

/// A claim in the fifth area.
pub(crate) fn claim(benefit: Benefit, certificate: &str, kana: &str, lines: Vec<ClaimLine>) -> FrozenClaim {
    let mut claim = FrozenClaim {
        benefit,
        month: month("2026-10"),
        municipality: "131016".to_owned(),
        certificate: certificate.to_owned(),
        name: "見本 太郎".to_owned(),
        name_kana: kana.to_owned(),
        child_kana: None,
        based_on: lines.iter().find_map(|line| line.on),
        area: 5,
        price_hundredths: 1060,
        lines,
        yen: 0,
        not_claimed: Vec::new(),
        problems: Vec::new(),
        rules: Vec::new(),
        law: String::new(),
    };
    priced(&mut claim);
    claim
}

/// Rounds down once, for the person.
pub(crate) fn priced(claim: &mut FrozenClaim) {
    claim.yen = claim.units() * claim.price_hundredths / 100;
}

/// The two people of the worked example: a plan with 初回加算, and a monitoring.
pub(crate) fn example() -> Vec<FrozenClaim> {
    let law = law();
    let october = month("2026-10");
    let line = |key, on| line(law, Benefit::Planning, october, key, on);
    let plan = vec![line("plan/1", Some(date(2026, 10, 15))), line("first-time", None)];
    let monitoring = vec![line("monitoring/1", Some(date(2026, 10, 20)))];
    vec![
        claim(Benefit::Planning, "0000000018", "ヤマダ　タロウ", plan),
        claim(Benefit::Planning, "0000000026", "さとう はなこ", monitoring),
    ]
}

pub(crate) fn batch(benefit: Benefit, claims: Vec<FrozenClaim>) -> Batch {
    Batch {
        benefit,
        office: "1330000001".to_owned(),
        month: month("2026-11"),
        serial: 1,
        claims,
    }
}
