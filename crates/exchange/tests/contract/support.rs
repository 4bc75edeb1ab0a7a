//! One made-up office and what it is asked.
use std::fmt::Write as _;
use std::sync::LazyLock;

use bansou_billing::{Claim, Facts, Rules, claim, covers};
use bansou_law::Law;
use serde_json::{Value, json};

pub(crate) static LAW: LazyLock<Law> = LazyLock::new(|| Law::bundled().unwrap());

/// The facts of the contract's worked example.
pub(crate) fn worked() -> Value {
    json!({
        "version": 1,
        "month": "2026-10",
        "office": {
            "number_adult": "1430000008", "number_child": "1470000009",
            "area_grade_adult": 5, "area_grade_child": 5,
            "tier": "none",
            "systems": ["chief_2", "psychiatric_1"],
            "regional_base": "no",
            "shortfalls": [],
            "wage_improvement": false,
            "load": {"cases": [20, 20, 20, 20, 20, 20], "consultants": [1, 1, 1, 1, 1, 1], "assistants": [0, 0, 0, 0, 0, 0]},
            "next_month_slip": "accepted"
        },
        "people": [{
            "id": "p1",
            "kind": "adult",
            "certificate": {
                "number": "0000000018", "municipality": "141305", "from": "2026-05-01", "to": "2027-04-30",
                "monitoring_months": ["2026-07", "2026-10", "2027-01", "2027-04"], "cap_manager": false
            },
            "contract_date": "2026-03-20",
            "services_used_in_last_6_months": true,
            "events": [
                {"on": "2026-10-06", "kind": "home_visit", "by": "s1", "place": "home", "met": ["person", "family"], "remote": false, "for": "monitoring"},
                {"on": "2026-10-06", "kind": "monitoring_recorded", "by": "s1"},
                {"on": "2026-10-14", "kind": "conference", "by": "s1", "for": "monitoring", "attended": ["person", "provider"], "plan_change_discussed": true, "opinions_recorded": true, "minutes": true}
            ]
        }],
        "staff": [{"id": "s1", "role": "consultant", "works_at": []}]
    })
}

/// The office and the person of the worked example with other events, in `month`.
pub(crate) fn facts(month: &str, events: Value) -> Value {
    let mut facts = worked();
    facts["month"] = json!(month);
    facts["office"]["systems"] = json!([]);
    facts["people"][0]["events"] = events;
    facts
}

/// Every step of a plan in the month of `consent`, on days given by it.
pub(crate) fn plan(consent: &str) -> Vec<Value> {
    let month = &consent[..7];
    let on = |day: &str| format!("{month}-{day}");
    vec![
        json!({"on": on("01"), "kind": "home_visit", "for": "assessment", "place": "home", "met": ["person"]}),
        json!({"on": on("01"), "kind": "draft_explained"}),
        json!({"on": on("01"), "kind": "draft_consented"}),
        json!({"on": on("01"), "kind": "draft_delivered"}),
        json!({"on": on("01"), "kind": "grant_received"}),
        json!({"on": on("01"), "kind": "conference", "for": "plan", "attended": ["person", "provider"], "opinions_recorded": true, "minutes": true}),
        json!({"on": consent, "kind": "plan_explained"}),
        json!({"on": consent, "kind": "plan_consented"}),
        json!({"on": consent, "kind": "plan_delivered", "to": "person"}),
        json!({"on": consent, "kind": "plan_delivered", "to": "provider"}),
        json!({"on": consent, "kind": "plan_delivered", "to": "municipality"}),
    ]
}

/// A monitoring visit and its record.
pub(crate) fn monitoring(on: &str) -> Vec<Value> {
    vec![
        json!({"on": on, "kind": "home_visit", "for": "monitoring", "place": "home", "met": ["person"]}),
        json!({"on": on, "kind": "monitoring_recorded"}),
    ]
}

pub(crate) fn understood(facts: &Value) -> Facts {
    bansou_exchange::read(&facts.to_string(), |month| covers(&LAW, month)).unwrap()
}

pub(crate) fn claimed(facts: &Facts) -> Claim {
    claim(facts, &Rules::open(&LAW, facts.month).unwrap())
}

pub(crate) fn explained(facts: &Value) -> Value {
    serde_json::from_str(&bansou_exchange::write(&claimed(&understood(facts)))).unwrap()
}

/// What a clerk reads of one person: lines, what is not claimed and why, problems.
pub(crate) fn story(facts: &Value) -> String {
    told(&explained(facts)["people"][0])
}

pub(crate) fn told(person: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut lines = Vec::new();
    for line in person["lines"].as_array().unwrap() {
        let mut row = format!(
            "{} {} {}x{}",
            text(&line["item"]),
            text(&line["tier"]),
            line["units"],
            line["count"]
        );
        if let Some(of) = line.get("for_item") {
            write!(row, " for {}", text(of)).unwrap();
        }
        if let Some(of) = line.get("of") {
            write!(row, " = {of} x {}", text(&line["rate"])).unwrap();
        }
        lines.push(row);
    }
    for refused in person["not_claimed"].as_array().unwrap() {
        lines.push(format!(
            "- {}: {} <- {}",
            text(&refused["item"]),
            text(&refused["why"]),
            text(&refused["missing"])
        ));
    }
    for problem in person["problems"].as_array().unwrap() {
        let stops = if problem["stops_payment"] == true {
            "!"
        } else {
            "?"
        };
        lines.push(format!("{stops} {}", text(&problem["what"])));
    }
    lines.push(format!("= {}", person["units"]));
    lines.join("\n")
}
