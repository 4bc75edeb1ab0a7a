//! Every kind of event: what it needs, and that it is understood with nothing more.

use bansou_billing::covers;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{LAW, facts};

/// One event of each kind with its required fields alone.
fn kinds() -> Vec<Value> {
    let kinds = json!([
        {"kind": "home_visit", "for": "assessment"},
        {"kind": "assessment_visit"},
        {"kind": "draft_explained"},
        {"kind": "draft_consented"},
        {"kind": "draft_delivered"},
        {"kind": "grant_received"},
        {"kind": "conference", "for": "plan", "attended": [], "opinions_recorded": true, "minutes": true},
        {"kind": "plan_explained"},
        {"kind": "plan_consented"},
        {"kind": "plan_delivered", "to": "person"},
        {"kind": "monitoring_recorded"},
        {"kind": "plan_change", "minor": false},
        {"kind": "interview", "place": "home"},
        {"kind": "hospital_admission_info", "means": "visit"},
        {"kind": "discharge_meeting", "facility": "h1", "stay": "a"},
        {"kind": "care_manager_info"},
        {"kind": "care_manager_visit"},
        {"kind": "care_manager_meeting"},
        {"kind": "work_support_info"},
        {"kind": "work_support_visit"},
        {"kind": "work_support_meeting"},
        {"kind": "agency_meeting", "facility": "h1"},
        {"kind": "hospital_accompany", "hospital": "h1"},
        {"kind": "info_provided", "to": "hospital", "on_request": true},
        {"kind": "intensive_request", "from": "family"},
        {"kind": "joined_conference"},
        {"kind": "provider_visit", "provider": "b1"},
        {"kind": "emergency_short_stay"},
        {"kind": "joint_support", "providers": 3, "reported_to_council": true, "consent": true},
        {"kind": "cap_management"},
        {"kind": "remote_travel", "minutes_one_way": 60, "with": "e0"}
    ]);
    kinds.as_array().unwrap().clone()
}

fn problems(event: &Value) -> Vec<String> {
    let events = json!([{"on": "2026-10-01", "kind": "grant_received", "id": "e0"}, event]);
    let text = facts("2026-10", events).to_string();
    let read = bansou_exchange::read(&text, |month| covers(&LAW, month));
    let problems = read.err().unwrap_or_default();
    problems.into_iter().map(|problem| problem.path).collect()
}

fn dated(kind: &Value) -> Value {
    let mut event = kind.clone();
    event["on"] = json!("2026-10-02");
    event
}

#[test]
fn every_kind_is_understood_with_what_it_requires_and_nothing_less() {
    let mut told = Vec::new();
    for kind in kinds() {
        assert_eq!(problems(&dated(&kind)), Vec::<String>::new(), "{kind}");
        let fields = kind.as_object().unwrap().keys().filter(|field| *field != "kind");
        for field in fields {
            let mut event = dated(&kind);
            event.as_object_mut().unwrap().remove(field);
            assert_eq!(
                problems(&event),
                [format!("people[0].events[1].{field}")],
                "{kind}"
            );
        }
        told.push(kind["kind"].as_str().unwrap().to_owned());
    }
    assert_eq!(told.len(), 31);
}

#[test]
fn what_one_kind_may_have_another_may_not() {
    let mut told = Vec::new();
    for kind in kinds() {
        let mut event = dated(&kind);
        event["due_month"] = json!("2026-09");
        if problems(&event).is_empty() {
            told.push(kind["kind"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(told, ["monitoring_recorded"]);
}

#[test]
fn the_optional_fields_of_all_kinds_are_understood_on_every_kind() {
    for kind in kinds() {
        let mut event = dated(&kind);
        for (field, value) in [
            ("id", json!("e1")),
            ("by", json!(["s1"])),
            (
                "met",
                json!(["person", "family", "provider", "municipality", "other"]),
            ),
            ("remote", json!(true)),
            ("same_as", json!("e0")),
        ] {
            event[field] = value;
        }
        event["place"] = json!("other");
        assert_eq!(problems(&event), Vec::<String>::new(), "{kind}");
    }
}

#[test]
fn the_optional_fields_of_single_kinds_are_understood() {
    let events = json!([
        {"kind": "home_visit", "for": "monitoring", "remote_approved": true},
        {"kind": "assessment_visit", "for": "assessment", "remote_approved": true},
        {"kind": "conference", "for": "intensive", "attended": ["family"], "opinions_recorded": false, "minutes": false, "plan_change_discussed": false, "absence": "no_visitors"},
        {"kind": "monitoring_recorded", "due_month": "2026-09", "reason": "本人の入院"},
        {"kind": "plan_change", "minor": true, "decision_needed": false},
        {"kind": "interview", "place": "other", "for": "consent"},
        {"kind": "provider_visit", "provider": "b1", "minutes_one_way": 60, "aircraft": true},
        {"kind": "joint_support", "providers": 3, "reported_to_council": true, "consent": true, "issue": "i1"},
        {"kind": "remote_travel", "minutes_one_way": 10, "with": "e0", "aircraft": true}
    ]);
    for event in events.as_array().unwrap() {
        assert_eq!(problems(&dated(event)), Vec::<String>::new(), "{event}");
    }
    let wrong = dated(&json!({"kind": "assessment_visit", "for": "monitoring"}));
    assert_snapshot!(problems(&wrong).join("\n"), @"people[0].events[1].for");
}
