//! 請求の下書き. What a claim would say if it were frozen now, and why it could not be.

use bansou_billing::{Claim, Line, PersonClaim, Rate, Rules, Scheme, claim};
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim};
use bansou_domain::id::PersonId;
use bansou_store::claim::HandLine;

use crate::{ClaimedPerson, OfficeMonth};

/// 請求の下書き. One person's claim as it stands now.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// Whose.
    pub person: PersonId,
    /// What it would say.
    pub claim: FrozenClaim,
    /// Why it cannot be frozen yet, each with what to do; empty where it can.
    pub holds: Vec<String>,
}

/// ひと月の下書き. The month of an office as it stands now.
#[derive(Debug, Clone)]
pub struct FreshMonth {
    /// What the rules make of the records, with 取扱件数 and totals.
    pub computed: Claim,
    /// The people, in the order of the records.
    pub people: Vec<Fresh>,
}

/// What a claim is made with beside the records.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// The tables in force in the month.
    pub rules: &'a Rules<'a>,
    /// SHA-256 of all tables, in hexadecimal.
    pub law: &'a str,
    /// What was added by hand to the month.
    pub by_hand: &'a [HandLine],
}

/// Computes the month and says of each person what the claim would be.
#[must_use]
pub fn fresh(month: &OfficeMonth, means: Means<'_>) -> FreshMonth {
    let computed = claim(&month.facts, means.rules);
    let mut people: Vec<(usize, Fresh)> = computed
        .people
        .iter()
        .filter_map(|person| Some((person.position, fresh_person(month, person, means)?)))
        .collect();
    people.sort_by_key(|(position, _)| *position);
    FreshMonth {
        people: people.into_iter().map(|(_, fresh)| fresh).collect(),
        computed,
    }
}

/// Says of one person what the claim would be; nothing where the person is not of the month.
#[must_use]
pub fn fresh_person(month: &OfficeMonth, person: &PersonClaim, means: Means<'_>) -> Option<Fresh> {
    let named = month.people.get(person.position)?;
    let mut lines: Vec<ClaimLine> = person
        .lines
        .iter()
        .map(|line| computed_line(month, person, line))
        .collect();
    let added = means.by_hand.iter().filter(|added| added.person == named.id);
    lines.extend(added.map(added_line));
    let price = person.unit_price.and_then(hundredths);
    let units: i64 = lines.iter().map(ClaimLine::total).sum();
    let child = person.scheme == Scheme::Child;
    let printed = &named.certificate;
    let claim = FrozenClaim {
        benefit: if child { Benefit::Child } else { Benefit::Planning },
        month: month.facts.month,
        municipality: printed.municipality.clone(),
        certificate: printed.number.clone(),
        name: if child { &printed.holder_name } else { &named.name }.clone(),
        name_kana: if child { &printed.holder_kana } else { &named.kana }.clone(),
        child_kana: child.then(|| named.kana.clone()),
        based_on: lines.iter().find_map(|line| line.on),
        area: area(month, person.scheme),
        price_hundredths: price.unwrap_or_default(),
        // Rounded down once, for the person and month.
        yen: units.saturating_mul(price.unwrap_or_default()).div_euclid(100),
        not_claimed: person
            .not_claimed
            .iter()
            .map(|left| left_out(left, person.scheme))
            .collect(),
        problems: person
            .problems
            .iter()
            .map(|problem| problem.kind.sentence())
            .collect(),
        rules: means.rules.names().to_vec(),
        law: means.law.to_owned(),
        lines,
    };
    Some(Fresh {
        person: named.id,
        holds: holds(&claim, named, price.is_some()),
        claim,
    })
}

fn computed_line(month: &OfficeMonth, person: &PersonClaim, line: &Line) -> ClaimLine {
    let because = line.because.iter();
    ClaimLine {
        item: bansou_exchange::item_word(line.item).to_owned(),
        grade: line
            .grade
            .map(|grade| bansou_exchange::grade_word(grade).to_owned()),
        name: line_name(line, person.scheme),
        code: line.code.clone(),
        units: line.units,
        count: line.count,
        on: line.on,
        stay: stay(month, person, line),
        because: because
            .map(|because| month.evidence(person.position, *because))
            .collect(),
        rule: line.rule.clone(),
        source: line.source.clone(),
        evidence: line.evidence.code().to_owned(),
        code_by_hand: false,
        by_hand: None,
    }
}

fn line_name(line: &Line, scheme: Scheme) -> String {
    let of = line
        .for_item
        .map(|item| format!("（{}）", item.label_in(scheme)))
        .unwrap_or_default();
    let grade = line
        .grade
        .map(|grade| format!("（{}）", grade.label()))
        .unwrap_or_default();
    format!("{}{grade}{of}", line.item.label_in(scheme))
}

/// 入院・入所 the line belongs to: the limits of later months are counted by it.
fn stay(month: &OfficeMonth, person: &PersonClaim, line: &Line) -> Option<String> {
    let facts = month.facts.people.get(person.position)?;
    line.because.iter().find_map(|because| match because {
        bansou_billing::Because::Event(nth) => match &facts.events.get(*nth)?.what {
            bansou_billing::What::DischargeMeeting { stay, .. } => Some(stay.clone()),
            _ => None,
        },
        _ => None,
    })
}

fn added_line(added: &HandLine) -> ClaimLine {
    ClaimLine {
        item: "by_hand".to_owned(),
        grade: None,
        name: added.line.name.clone(),
        code: Some(added.line.code.clone()),
        units: added.line.units,
        count: u32::try_from(added.line.count).unwrap_or_default(),
        on: added.line.based_on,
        stay: None,
        because: Vec::new(),
        rule: "手で加えた行".to_owned(),
        source: added.recorded_by.clone(),
        evidence: "unverified".to_owned(),
        code_by_hand: true,
        by_hand: Some(added.line.reason.clone()),
    }
}

fn left_out(refused: &bansou_billing::NotClaimed, scheme: Scheme) -> String {
    let (why, missing) = (refused.why.sentence(), refused.why.missing());
    // What nothing can be done about has no missing record.
    let missing = if missing.is_empty() || missing.starts_with("足りない記録は") {
        String::new()
    } else {
        format!("足りないもの: {missing}")
    };
    format!("{}: {why}{missing}", refused.item.label_in(scheme))
}

fn area(month: &OfficeMonth, scheme: Scheme) -> u8 {
    let office = &month.facts.office;
    match scheme {
        Scheme::Planning => office.planning_area,
        Scheme::Child => office.child_area,
    }
    .unwrap_or_default()
}

fn hundredths(price: Rate) -> Option<i64> {
    let (numerator, denominator) = (i64::from(price.numerator), i64::from(price.denominator));
    let scaled = numerator.checked_mul(100)?;
    (scaled.checked_rem(denominator)? == 0).then(|| scaled / denominator)
}

fn holds(claim: &FrozenClaim, named: &ClaimedPerson, priced: bool) -> Vec<String> {
    let mut holds: Vec<String> = named.asks.iter().map(|ask| ask.what.clone()).collect();
    if claim.lines.is_empty() {
        return holds;
    }
    if !priced {
        holds.push("この月の地域単価がわかりません。設定 → 請求 で地域区分を確かめてください。".to_owned());
    }
    if claim.yen <= 0 {
        holds.push("請求額が0円です。".to_owned());
    }
    holds
}
