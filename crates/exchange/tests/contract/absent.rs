//! What an absent field means: leaving it out and writing its default come to the same bytes.

use serde_json::{Value, json};

use crate::support::{claimed, facts, monitoring, plan, understood};

fn result(facts: &Value) -> String {
    bansou_exchange::write(&claimed(&understood(facts)))
}

// A month in which every default could make a difference.
fn month() -> Value {
    let events = json!([
        plan("2026-10-02"),
        monitoring("2026-10-06"),
        [
            {"on": "2026-10-07", "kind": "plan_change", "minor": false},
            {"on": "2026-10-08", "kind": "emergency_short_stay"},
            {"on": "2026-10-08", "kind": "discharge_meeting", "facility": "h1", "stay": "a"},
            {"on": "2026-10-09", "kind": "provider_visit", "provider": "b1", "by": "s1", "remote": true, "minutes_one_way": 90},
            {"on": "2026-10-10", "kind": "joint_support", "providers": 3, "reported_to_council": true, "consent": true}
        ]
    ]);
    let events: Vec<Value> = events
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|part| part.as_array().unwrap().clone())
        .collect();
    let mut facts = facts("2026-10", json!(events));
    facts["people"][0]["claimed_before"] = json!([{"month": "2026-09", "item": "discharge"}]);
    facts
}

/// Every field that may be absent in the month above, with what its absence means.
fn defaults() -> Vec<(&'static str, Value)> {
    vec![
        ("/office/systems", json!([])),
        ("/office/system_ends", json!({})),
        ("/office/system_targets", json!({})),
        ("/office/regional_base", json!("no")),
        ("/office/base_strength_quota", json!(0)),
        ("/office/shortfalls", json!([])),
        ("/office/wage_improvement", json!(false)),
        ("/office/load/assistants", json!([0, 0, 0, 0, 0, 0])),
        ("/people/0/next_certificate", Value::Null),
        ("/people/0/special_area", json!(false)),
        ("/people/0/care_level", json!("none")),
        ("/people/0/same_care_manager", json!(false)),
        ("/people/0/last_service_month", Value::Null),
        ("/people/0/services_ended", Value::Null),
        ("/people/0/child_until", Value::Null),
        ("/people/0/also_child", json!(false)),
        ("/people/0/has_plan", json!(true)),
        ("/people/0/providers", json!([])),
        ("/people/0/claimed_elsewhere", json!([])),
        ("/people/0/certificate/cap_manager", json!(false)),
        ("/people/0/claimed_before/0/count", json!(1)),
        ("/people/0/claimed_before/0/stay", Value::Null),
        ("/people/0/events/11/remote", json!(false)),
        ("/people/0/events/11/same_as", Value::Null),
        ("/people/0/events/11/by", Value::Null),
        ("/people/0/events/12/due_month", Value::Null),
        ("/people/0/events/12/reason", Value::Null),
        ("/people/0/events/13/decision_needed", json!(true)),
        ("/people/0/events/16/aircraft", json!(false)),
        ("/people/0/events/17/issue", Value::Null),
        ("/staff/0/works_at", json!([])),
    ]
}

#[test]
fn an_absent_field_and_its_default_are_one_and_the_same() {
    let bare = {
        let mut facts = month();
        let office = facts["office"].as_object_mut().unwrap();
        for name in ["systems", "regional_base", "shortfalls", "wage_improvement"] {
            office.remove(name);
        }
        facts["office"]["load"]
            .as_object_mut()
            .unwrap()
            .remove("assistants");
        facts["people"][0]["certificate"]
            .as_object_mut()
            .unwrap()
            .remove("cap_manager");
        facts["staff"][0].as_object_mut().unwrap().remove("works_at");
        facts
    };
    let expected = result(&bare);
    for (place, value) in defaults() {
        let mut facts = bare.clone();
        let (parent, name) = place.rsplit_once('/').unwrap();
        facts.pointer_mut(parent).unwrap()[name] = value;
        assert_eq!(result(&facts), expected, "{place}");
    }
    // Nobody named is a consultant.
    let mut nobody = bare.clone();
    nobody.as_object_mut().unwrap().remove("staff");
    nobody["people"][0]["events"][16]
        .as_object_mut()
        .unwrap()
        .remove("by");
    assert_eq!(result(&nobody), expected, "staff");
}
