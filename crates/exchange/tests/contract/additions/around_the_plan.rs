//! The person's plan: the cap, the first plan, into hospital and out of it.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{idle, monitored, planned};
use crate::support::{facts, plan, story};

#[test]
fn cap_management_needs_the_certificate_to_name_the_office() {
    let mut one = monitored(&json!([{"on": "2026-10-31", "kind": "cap_management"}]));
    assert_snapshot!(story(&one), @"
    monitoring_fee 1 1308x1
    - cap_management: 受給者証で、この事業所は上限額管理者になっていません。 <- 上限額管理事業所名の入った受給者証
    = 1308
    ");
    one["people"][0]["certificate"]["cap_manager"] = json!(true);
    assert_snapshot!(story(&one), @"
    monitoring_fee 1 1308x1
    cap_management - 150x1
    = 1458
    ");
}

#[test]
fn a_first_plan_is_one_for_somebody_new_or_without_services_for_six_months() {
    let new = |change: &dyn Fn(&mut Value)| {
        let mut one = planned(&json!([]));
        change(&mut one["people"][0]);
        story(&one)
    };
    assert_snapshot!(new(&|person| person["services_used_in_last_6_months"] = json!(false)), @"
    plan_fee 1 1572x1
    first_time - 300x1
    = 1872
    ");
    // The month itself decides where it is known.
    let known = new(&|person| {
        person["services_used_in_last_6_months"] = json!(false);
        person["last_service_month"] = json!("2025-12");
    });
    assert_snapshot!(known, @"
    plan_fee 1 1572x1
    = 1572
    ");
    let long_ago = new(&|person| person["last_service_month"] = json!("2025-11"));
    assert_snapshot!(long_ago, @"
    plan_fee 1 1572x1
    first_time - 300x1
    = 1872
    ");
    let child = new(&|person| {
        person["kind"] = json!("child");
        person["services_used_in_last_6_months"] = json!(false);
    });
    assert_snapshot!(child, @"
    plan_fee 1 1766x1
    first_time - 500x1
    = 2266
    ");
}

#[test]
fn a_link_addition_of_the_six_months_before_blocks_the_first_plan() {
    let claimed = |month: &str| {
        let mut one = planned(&json!([]));
        one["people"][0]["services_used_in_last_6_months"] = json!(false);
        one["people"][0]["claimed_before"] = json!([{"month": month, "item": "care_manager_info"}]);
        story(&one)
    };
    assert_snapshot!(claimed("2025-12"), @"
    plan_fee 1 1572x1
    - first_time: 前の6か月に居宅介護支援事業所等連携加算または保育・教育等移行支援加算を算定しています。 <- 連携加算を最後に算定した月から7か月目以後の計画
    = 1572
    ");
    assert_snapshot!(claimed("2025-11"), @"
    plan_fee 1 1572x1
    first_time - 300x1
    = 1872
    ");
}

// A contract of 10 January, a draft of 20 June, and visits in between.
fn extended(visits: &[&str], remote: &[&str]) -> Value {
    let mut events = plan("2026-06-30");
    events[3]["on"] = json!("2026-06-20");
    for day in visits {
        events.push(json!({"on": day, "kind": "home_visit", "for": "other"}));
    }
    for day in remote {
        events.push(json!({"on": day, "kind": "interview", "place": "home", "remote": true}));
    }
    let mut one = facts("2026-06", json!(events));
    one["people"][0]["services_used_in_last_6_months"] = json!(false);
    one["people"][0]["contract_date"] = json!("2026-01-10");
    one
}

#[test]
fn extended_months_are_counted_from_the_contract_day_and_the_line_says_where_calendar_months_differ() {
    let months = extended(
        &[
            "2026-04-01",
            "2026-04-09",
            "2026-05-07",
            "2026-05-21",
            "2026-06-03",
        ],
        &["2026-06-10"],
    );
    let result = crate::support::explained(&months);
    let lines = &result["people"][0]["lines"];
    // April had two visits, but both before three months had elapsed on the 10th.
    assert_snapshot!(format!("{} {} {}", lines[1]["units"], lines[1]["count"], lines[1]["rule"]), @r#"300 3 "初回加算（契約日から数えて2か月分を加算。暦月で数えると3か月分）""#);
    let with_april = extended(
        &[
            "2026-04-10",
            "2026-04-20",
            "2026-05-07",
            "2026-05-21",
            "2026-06-03",
            "2026-06-10",
        ],
        &[],
    );
    let result = crate::support::explained(&with_april);
    let lines = &result["people"][0]["lines"];
    assert_snapshot!(format!("{} {} {}", lines[1]["units"], lines[1]["count"], lines[1]["rule"]), @r#"300 4 "初回加算""#);
}

#[test]
fn an_extended_month_needs_two_interviews_one_of_them_at_home_and_never_those_for_a_consent() {
    let by_video = extended(&[], &["2026-05-07", "2026-05-21"]);
    assert_snapshot!(story(&by_video), @"
    plan_fee 1 1572x1
    first_time - 300x1
    = 1872
    ");
    let mut for_consent = extended(&["2026-05-07"], &[]);
    for_consent["people"][0]["events"]
        .as_array_mut()
        .unwrap()
        .push(json!({"on": "2026-05-21", "kind": "interview", "place": "home", "for": "consent"}));
    assert_snapshot!(story(&for_consent), @"
    plan_fee 1 1572x1
    first_time - 300x1
    = 1872
    ");
}

#[test]
fn informing_the_hospital_in_person_earns_more_than_by_letter_and_one_of_the_two() {
    let told = |means: &[&str]| {
        let events: Vec<Value> = means
            .iter()
            .map(|means| json!({"on": "2026-11-05", "kind": "hospital_admission_info", "means": means}))
            .collect();
        idle(&json!(events))
    };
    assert_snapshot!(told(&["visit"]), @"
    hospital_admission 1 300x1
    = 300
    ");
    assert_snapshot!(told(&["other"]), @"
    hospital_admission 2 150x1
    = 150
    ");
    assert_snapshot!(told(&["other", "visit", "visit"]), @"
    hospital_admission 1 300x1
    = 300
    ");
}

#[test]
fn each_meeting_before_the_discharge_counts_up_to_three_in_one_stay() {
    let meetings = |count: usize| {
        let events: Vec<Value> = (1..=count)
            .map(|day| json!({"on": format!("2026-05-0{day}"), "kind": "discharge_meeting", "facility": "h1", "stay": "a"}))
            .collect();
        planned(&json!(events))
    };
    assert_snapshot!(story(&meetings(2)), @"
    plan_fee 1 1572x1
    discharge - 300x2
    = 2172
    ");
    assert_snapshot!(story(&meetings(4)), @"
    plan_fee 1 1572x1
    discharge - 300x3
    = 2472
    ");
    let mut one = meetings(2);
    one["people"][0]["claimed_before"] =
        json!([{"month": "2026-04", "item": "discharge", "count": 2, "stay": "a"}]);
    assert_snapshot!(story(&one), @"
    plan_fee 1 1572x1
    discharge - 300x1
    = 1872
    ");
    one["people"][0]["claimed_before"] =
        json!([{"month": "2026-04", "item": "discharge", "count": 3, "stay": "a"}]);
    assert_snapshot!(story(&one), @"
    plan_fee 1 1572x1
    - discharge: 算定できる回数（入院・入所ごとの回数）に達しています。 <- 足りない記録はありません。
    = 1572
    ");
    one["people"][0]["claimed_before"][0]["stay"] = json!("b");
    assert_snapshot!(story(&one), @"
    plan_fee 1 1572x1
    discharge - 300x2
    = 2172
    ");
    let mut after = meetings(1);
    after["people"][0]["events"][11]["on"] = json!("2026-06-25");
    assert_snapshot!(story(&after), @"
    plan_fee 1 1572x1
    - discharge: 面談が、この月の計画への同意より後です。 <- 面談を踏まえて作った計画（その計画の月に算定します）
    = 1572
    ");
    // Without the plan of the month they wait for their plan.
    assert_snapshot!(idle(&json!([{"on": "2026-11-04", "kind": "discharge_meeting", "facility": "h1", "stay": "a"}])), @"
    - discharge: 計画作成の基本報酬がない月には算定できません。 <- この月の計画作成の基本報酬
    = 0
    ");
}
