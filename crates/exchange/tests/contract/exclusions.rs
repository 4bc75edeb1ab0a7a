//! What does not stand together: the larger total is claimed, on a tie the earlier item, and the other is named.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{facts, monitoring, plan, story};

#[test]
fn one_piece_of_work_over_three_records_earns_once() {
    let events = json!([
        {"on": "2026-11-01", "kind": "intensive_request", "from": "family"},
        {"on": "2026-11-05", "kind": "hospital_admission_info", "means": "visit", "id": "a"},
        {"on": "2026-11-05", "kind": "joined_conference", "id": "b", "same_as": "a"},
        {"on": "2026-11-05", "kind": "care_manager_meeting", "same_as": "b"},
        {"on": "2026-11-20", "kind": "care_manager_meeting"}
    ]);
    assert_snapshot!(story(&facts("2026-11", events)), @"
    hospital_admission 1 300x1
    care_manager_meeting - 300x1
    - intensive_visit: 求めの後の面接が月2回以上（うち1回以上は居宅訪問）になっていません。 <- 同じ月の2回目の面接、または居宅訪問の記録
    - intensive_joined: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）入院時情報連携加算を算定しています。 <- 別に行った支援の記録
    = 600
    ");
}

#[test]
fn of_two_items_for_one_piece_of_work_the_larger_is_claimed() {
    let events = json!([
        {"on": "2026-11-05", "kind": "hospital_admission_info", "means": "other", "id": "a"},
        {"on": "2026-11-05", "kind": "care_manager_meeting", "same_as": "a"}
    ]);
    assert_snapshot!(story(&facts("2026-11", events)), @"
    care_manager_meeting - 300x1
    - hospital_admission: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）居宅介護支援事業所等連携加算（会議参加）を算定しています。 <- 別に行った支援の記録
    = 300
    ");
}

#[test]
fn of_two_items_with_the_same_units_the_earlier_in_the_list_is_claimed() {
    let events = json!([
        {"on": "2026-11-05", "kind": "care_manager_info", "id": "a"},
        {"on": "2026-11-05", "kind": "hospital_admission_info", "means": "other", "same_as": "a"}
    ]);
    assert_snapshot!(story(&facts("2026-11", events)), @"
    hospital_admission 2 150x1
    - care_manager_info: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）入院時情報連携加算を算定しています。 <- 別に行った支援の記録
    = 150
    ");
}

fn new_person(kind: &str, more: &Value) -> String {
    let more = more.as_array().unwrap().clone();
    let mut one = facts("2026-06", json!([plan("2026-06-20"), more].concat()));
    one["people"][0]["kind"] = json!(kind);
    one["people"][0]["services_used_in_last_6_months"] = json!(false);
    story(&one)
}

#[test]
fn first_time_and_discharge_exclude_each_other() {
    let meeting = |day: &str| json!({"on": day, "kind": "discharge_meeting", "facility": "h1", "stay": "a"});
    // 300 and 300: the earlier item. 300 and 600: the larger. 500 and 300 for a child: the larger.
    assert_snapshot!(new_person("adult", &json!([meeting("2026-06-02")])), @"
    plan_fee 1 1572x1
    first_time - 300x1
    - discharge: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）初回加算を算定しています。 <- 別に行った支援の記録
    = 1872
    ");
    assert_snapshot!(new_person("adult", &json!([meeting("2026-06-02"), meeting("2026-06-03")])), @"
    plan_fee 1 1572x1
    discharge - 300x2
    - first_time: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）退院・退所加算を算定しています。 <- 別に行った支援の記録
    = 2172
    ");
    assert_snapshot!(new_person("child", &json!([meeting("2026-06-02")])), @"
    plan_fee 1 1766x1
    first_time - 500x1
    - discharge: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）初回加算を算定しています。 <- 別に行った支援の記録
    = 2266
    ");
}

#[test]
fn first_time_excludes_the_meeting_with_other_bodies() {
    let meeting = json!([{"on": "2026-06-03", "kind": "agency_meeting", "facility": "school"}]);
    assert_snapshot!(new_person("adult", &meeting), @"
    plan_fee 1 1572x1
    first_time - 300x1
    - agency_meeting: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）初回加算を算定しています。 <- 別に行った支援の記録
    = 1872
    ");
}

#[test]
fn of_three_that_exclude_each_other_the_largest_total_stays() {
    let events = json!([
        {"on": "2026-06-02", "kind": "discharge_meeting", "facility": "h1", "stay": "a"},
        {"on": "2026-06-03", "kind": "agency_meeting", "facility": "school"}
    ]);
    assert_snapshot!(new_person("adult", &events), @"
    plan_fee 1 1572x1
    discharge - 300x1
    agency_meeting - 200x1
    - first_time: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）退院・退所加算を算定しています。 <- 別に行った支援の記録
    = 2072
    ");
}

#[test]
fn a_meeting_with_the_facility_the_person_leaves_is_no_second_addition() {
    let events = |facility: &str| {
        let more = json!([
            {"on": "2026-06-02", "kind": "discharge_meeting", "facility": "h1", "stay": "a"},
            {"on": "2026-06-03", "kind": "agency_meeting", "facility": facility}
        ]);
        let more = more.as_array().unwrap().clone();
        story(&facts("2026-06", json!([plan("2026-06-20"), more].concat())))
    };
    assert_snapshot!(events("h1"), @"
    plan_fee 1 1572x1
    discharge - 300x1
    - agency_meeting: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）退院・退所加算を算定しています。 <- 別に行った支援の記録
    = 1872
    ");
    assert_snapshot!(events("h2"), @"
    plan_fee 1 1572x1
    discharge - 300x1
    agency_meeting - 200x1
    = 2072
    ");
}

#[test]
fn the_meeting_with_other_bodies_at_monitoring_excludes_the_meeting_of_the_office() {
    let more = json!([
        {"on": "2026-10-09", "kind": "agency_meeting", "facility": "school"},
        {"on": "2026-10-14", "kind": "conference", "for": "monitoring", "attended": ["provider"], "plan_change_discussed": true, "opinions_recorded": true, "minutes": true}
    ]);
    let more = more.as_array().unwrap().clone();
    assert_snapshot!(story(&facts("2026-10", json!([monitoring("2026-10-06"), more].concat()))), @"
    monitoring_fee 1 1308x1
    agency_meeting - 300x1
    - conference: 一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）医療・保育・教育機関等連携加算（面談）を算定しています。 <- 別に行った支援の記録
    = 1608
    ");
}
