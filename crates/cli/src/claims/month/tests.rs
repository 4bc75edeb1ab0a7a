use std::path::{Path, PathBuf};

use bansou_billing::claim as explained;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::*;
use crate::options::{Database, LawFolder};

/// An office whose people share everything there is to share: second fees, visits, issues, the quota.
fn office() -> Value {
    json!({
        "version": 1,
        "month": "2026-10",
        "office": {
            "number_adult": "1430000008", "number_child": "1470000009", "area_grade_adult": 5, "area_grade_child": 6,
            "tier": "none", "systems": ["chief_2"], "regional_base": "member", "base_strength_quota": 7,
            "wage_improvement": true, "load": {"cases": [93], "consultants": [2]}, "next_month_slip": "accepted"
        },
        "staff": [{"id": "s1", "role": "consultant"}, {"id": "a1", "role": "assistant"}]
    })
}

fn person(number: usize) -> Value {
    let kind = if number.is_multiple_of(4) {
        "child"
    } else {
        "adult"
    };
    let by = if number.is_multiple_of(3) {
        json!(["a1", "s1"])
    } else {
        json!("s1")
    };
    let mut events = vec![
        json!({"on": "2026-10-06", "kind": "home_visit", "for": "monitoring", "place": "home", "met": ["person"]}),
        json!({"on": "2026-10-06", "kind": "monitoring_recorded"}),
        json!({"on": "2026-10-20", "kind": "provider_visit", "provider": "b1", "by": by}),
    ];
    if number.is_multiple_of(5) {
        let issue = format!("i{}", number % 3);
        events.push(json!({"on": "2026-10-21", "kind": "joint_support", "providers": 3, "reported_to_council": true, "consent": true, "issue": issue}));
    }
    json!({
        "id": format!("p{number}"), "kind": kind,
        "certificate": {"number": format!("{number:010}"), "municipality": "141305", "from": "2026-05-01", "to": "2027-04-30", "monitoring_months": ["2026-10"]},
        "contract_date": format!("2026-01-{:02}", number % 28 + 1),
        "services_used_in_last_6_months": true,
        "events": events
    })
}

/// Ninety people, in an order that is neither theirs nor that of their contracts.
fn people() -> Vec<Value> {
    (0..90).map(|number| person(number * 37 % 90)).collect()
}

fn written(folder: &Path, people: &[Value]) -> PathBuf {
    let lines: Vec<String> = std::iter::once(&office())
        .chain(people)
        .map(Value::to_string)
        .collect();
    let path = folder.join("facts.jsonl");
    std::fs::write(&path, lines.join("\n") + "\n\n").unwrap();
    path
}

fn ran(folder: &Path, people: &[Value]) -> Option<String> {
    let options = OfMonth {
        facts: Some(written(folder, people)),
        office: None,
        month: None,
        at: Database {
            database: String::new(),
        },
        out: folder.join("out.jsonl"),
        csv: None,
        codes: Vec::new(),
        law: LawFolder { folder: None },
    };
    run(&folder.join("facts.jsonl"), &options).unwrap();
    std::fs::read_to_string(&options.out).ok()
}

#[test]
fn line_by_line_everybody_gets_what_the_whole_month_gives() {
    let folder = tempfile::tempdir().unwrap();
    let out = ran(folder.path(), &people()).unwrap();
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut whole = office();
    whole["people"] = json!(people());
    let law = bansou_law::Law::bundled().unwrap();
    let facts = bansou_exchange::read(&whole.to_string(), |month| covers(&law, month)).unwrap();
    let claim = explained(&facts, &Rules::open(&law, facts.month).unwrap());
    let whole: Value = serde_json::from_str(&bansou_exchange::write(&claim)).unwrap();

    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    assert_eq!(first["load"], whole["load"]);
    assert_eq!(first["rules"], whole["rules"]);
    assert_eq!(last["totals"], whole["totals"]);
    let of_lines = &lines[1..lines.len() - 1];
    let order: Vec<&Value> = of_lines.iter().map(|person| &person["id"]).collect();
    assert_eq!(
        order,
        people().iter().map(|person| &person["id"]).collect::<Vec<_>>()
    );
    let everybody = whole["people"].as_array().unwrap();
    assert_eq!(of_lines.len(), everybody.len());
    for person in everybody {
        let same = of_lines.iter().find(|line| line["id"] == person["id"]);
        assert_eq!(same, Some(person));
    }
    // What is shared was short, so that sharing it wrongly would have shown.
    let count = |wanted: &str| out.matches(wanted).count();
    let short = [
        "\"tier\":\"2\",\"units\":606",
        "\"base_strength\"",
        "\"provider_monitoring\",\"tier\"",
        "\"base_joint\",\"tier\"",
    ];
    assert_snapshot!(format!("{:?}", short.map(count)), @"[15, 7, 58, 3]");
}

fn told(people: &[Value]) -> String {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(ran(folder.path(), people), None);
    let law = bansou_law::Law::bundled().unwrap();
    let (first, reader) =
        LineReader::open(&folder.path().join("facts.jsonl"), &ProgressBar::hidden()).unwrap();
    let lines = Lines::open(&first, |month| covers(&law, month)).unwrap();
    let rules = Rules::open(&law, lines.facts().month).unwrap();
    let found = survey(&lines, &OfficeMonth::open(lines.facts(), &rules), reader).unwrap();
    let told = found.err().unwrap().told;
    let told = told
        .iter()
        .map(|problem| format!("{}: {}", problem.path, problem.sentence));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn one_line_that_is_not_understood_writes_nothing_and_every_problem_is_told_by_its_line() {
    let mut wrong = people();
    wrong[3]["kind"] = json!("adults");
    wrong[7]["events"][0]["on"] = json!("2026-10-32");
    wrong[8]["events"][2]["by"] = json!("s9");
    assert_snapshot!(told(&wrong), @"
    people[3].kind: 「adults」は知らない値です（adult、child）。
    people[7].events[0].on: YYYY-MM-DD の形の、ある日ではありません。
    people[8].events[2].by: 「s9」は staff にありません。
    ");
}

#[test]
fn an_id_or_a_certificate_on_two_lines_is_told_at_the_later_one() {
    let mut twice = people();
    twice[50]["id"] = twice[20]["id"].clone();
    twice[60]["certificate"]["number"] = twice[21]["certificate"]["number"].clone();
    twice[60]["kind"] = twice[21]["kind"].clone();
    assert_snapshot!(told(&twice), @"
    people[60].certificate.number: people[21] と同じ受給者証です。
    people[50].id: 「p20」は前にもあります。
    ");
}
