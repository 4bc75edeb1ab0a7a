//! What each kind of event earns, and what is missing where it does not.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{facts, monitoring, plan, story};

/// A month without a fee: nothing was due in November.
fn idle(events: &Value) -> String {
    story(&facts("2026-11", events.clone()))
}

/// The month of a monitoring, with more events.
fn monitored(events: &Value) -> Value {
    let more = events.as_array().unwrap().clone();
    facts("2026-10", json!([monitoring("2026-10-06"), more].concat()))
}

/// The month of a plan, with more events.
fn planned(events: &Value) -> Value {
    let more = events.as_array().unwrap().clone();
    facts("2026-06", json!([plan("2026-06-20"), more].concat()))
}

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

#[test]
fn the_items_of_the_link_to_long_term_care_stand_in_a_month_without_a_fee() {
    let work = json!([
        {"on": "2026-11-02", "kind": "care_manager_info"},
        {"on": "2026-11-03", "kind": "care_manager_visit"},
        {"on": "2026-11-10", "kind": "care_manager_visit", "remote": true},
        {"on": "2026-11-12", "kind": "care_manager_meeting"},
        {"on": "2026-11-13", "kind": "work_support_info"},
        {"on": "2026-11-14", "kind": "work_support_visit"},
        {"on": "2026-11-20", "kind": "work_support_visit"},
        {"on": "2026-11-21", "kind": "work_support_meeting"}
    ]);
    assert_snapshot!(idle(&work), @"
    care_manager_info - 150x1
    care_manager_visit - 300x1
    care_manager_meeting - 300x1
    work_support_info - 150x1
    work_support_visit - 300x1
    work_support_meeting - 300x1
    = 1500
    ");
    let text = work.to_string().replace("2026-11", "2026-10");
    assert_snapshot!(story(&monitored(&serde_json::from_str(&text).unwrap())), @"
    monitoring_fee 1 1308x1
    care_manager_info - 150x1
    work_support_info - 150x1
    - care_manager_visit: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    - care_manager_meeting: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    - work_support_visit: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    - work_support_meeting: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    = 1608
    ");
    // One visit, or two by video, are not the two of a month.
    assert_snapshot!(idle(&json!([{"on": "2026-11-03", "kind": "care_manager_visit"}])), @"
    - care_manager_visit: 月2回以上の面接（うち1回以上は訪問）になっていません。 <- 同じ月の2回目の面接、または訪問の記録
    = 0
    ");
    let by_video = json!([
        {"on": "2026-11-03", "kind": "care_manager_visit", "remote": true},
        {"on": "2026-11-04", "kind": "care_manager_visit", "remote": true}
    ]);
    assert_snapshot!(idle(&by_video), @"
    - care_manager_visit: 月2回以上の面接（うち1回以上は訪問）になっていません。 <- 同じ月の2回目の面接、または訪問の記録
    = 0
    ");
}

#[test]
fn a_link_item_counts_twice_in_a_grant_period_and_once_a_month_after_the_end_for_six_months() {
    let told = |ended: Option<&str>, before: Value| {
        let events = json!([
            {"on": "2026-11-02", "kind": "care_manager_info"},
            {"on": "2026-11-12", "kind": "care_manager_info"},
            {"on": "2026-11-22", "kind": "care_manager_info"}
        ]);
        let mut one = facts("2026-11", events);
        one["people"][0]["services_ended"] = json!(ended);
        one["people"][0]["claimed_before"] = before;
        story(&one)
    };
    let once = json!([{"month": "2026-06", "item": "care_manager_info"}]);
    let twice = json!([{"month": "2026-06", "item": "care_manager_info", "count": 2}]);
    let last_grant = json!([{"month": "2026-04", "item": "care_manager_info", "count": 2}]);
    assert_snapshot!(told(None, json!([])), @"
    care_manager_info - 150x2
    = 300
    ");
    assert_snapshot!(told(None, once), @"
    care_manager_info - 150x1
    = 150
    ");
    assert_snapshot!(told(None, twice.clone()), @"
    - care_manager_info: 算定できる回数（支給決定期間ごとの回数）に達しています。 <- 足りない記録はありません。
    = 0
    ");
    assert_snapshot!(told(None, last_grant), @"
    care_manager_info - 150x2
    = 300
    ");
    assert_snapshot!(told(Some("2026-10-31"), twice.clone()), @"
    care_manager_info - 150x1
    = 150
    ");
    assert_snapshot!(told(Some("2026-05-02"), twice.clone()), @"
    care_manager_info - 150x1
    = 150
    ");
    assert_snapshot!(told(Some("2026-05-01"), twice), @"
    - care_manager_info: サービスの利用が終わってから6か月を過ぎています。 <- 利用の終了から6か月以内の支援
    = 0
    ");
}

#[test]
fn meeting_other_bodies_earns_by_the_fee_of_the_month() {
    let meeting =
        |month: &str| json!([{"on": format!("{month}-03"), "kind": "agency_meeting", "facility": "school"}]);
    assert_snapshot!(story(&planned(&meeting("2026-06"))), @"
    plan_fee 1 1572x1
    agency_meeting - 200x1
    = 1772
    ");
    assert_snapshot!(story(&monitored(&meeting("2026-10"))), @"
    monitoring_fee 1 1308x1
    agency_meeting - 300x1
    = 1608
    ");
    assert_snapshot!(idle(&meeting("2026-11")), @"
    - agency_meeting: 基本報酬（計画作成またはモニタリング）がない月には算定できません。 <- この月の基本報酬（計画作成またはモニタリング）
    = 0
    ");
}

#[test]
fn accompanying_and_informing_are_other_items_in_a_month_with_a_fee() {
    let work = |month: &str| {
        json!([
            {"on": format!("{month}-10"), "kind": "intensive_request", "from": "municipality"},
            {"on": format!("{month}-11"), "kind": "hospital_accompany", "hospital": "h1"},
            {"on": format!("{month}-12"), "kind": "hospital_accompany", "hospital": "h1"},
            {"on": format!("{month}-12"), "kind": "info_provided", "to": "hospital", "on_request": true},
            {"on": format!("{month}-13"), "kind": "info_provided", "to": "other", "on_request": true}
        ])
    };
    assert_snapshot!(story(&monitored(&work("2026-10"))), @"
    monitoring_fee 1 1308x1
    hospital_accompany - 300x1
    info_provided - 150x2
    - intensive_visit: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    = 1908
    ");
    assert_snapshot!(idle(&work("2026-11")), @"
    intensive_accompany - 300x1
    intensive_info - 150x2
    - hospital_accompany: 基本報酬（計画作成またはモニタリング）がない月には算定できません。 <- この月の基本報酬（計画作成またはモニタリング）
    - info_provided: 基本報酬（計画作成またはモニタリング）がない月には算定できません。 <- この月の基本報酬（計画作成またはモニタリング）
    - intensive_visit: 求めの後の面接が月2回以上（うち1回以上は居宅訪問）になっていません。 <- 同じ月の2回目の面接、または居宅訪問の記録
    = 600
    ");
    // Without the request nothing is intensive, and what was not asked for is not provided on request.
    assert_snapshot!(idle(&json!(work("2026-11").as_array().unwrap()[1..])), @"
    - hospital_accompany: 基本報酬（計画作成またはモニタリング）がない月には算定できません。 <- この月の基本報酬（計画作成またはモニタリング）
    - info_provided: 基本報酬（計画作成またはモニタリング）がない月には算定できません。 <- この月の基本報酬（計画作成またはモニタリング）
    - intensive_accompany: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    - intensive_info: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    = 0
    ");
    let unasked = json!([{"on": "2026-10-13", "kind": "info_provided", "to": "other", "on_request": false}]);
    assert_snapshot!(story(&monitored(&unasked)), @"
    monitoring_fee 1 1308x1
    - info_provided: 相手の求めに応じた情報提供ではありません。 <- 情報提供の求めの記録
    = 1308
    ");
}

#[test]
fn accompanying_counts_each_hospital_once_and_three_in_the_month() {
    let with = |hospitals: &[&str]| {
        let events: Vec<Value> = hospitals
            .iter()
            .enumerate()
            .map(|(day, hospital)| json!({"on": format!("2026-10-1{day}"), "kind": "hospital_accompany", "hospital": hospital}))
            .collect();
        story(&monitored(&json!(events)))
    };
    assert_snapshot!(with(&["a", "b", "a"]), @"
    monitoring_fee 1 1308x1
    hospital_accompany - 300x2
    = 1908
    ");
    assert_snapshot!(with(&["a", "b", "c", "d"]), @"
    monitoring_fee 1 1308x1
    hospital_accompany - 300x3
    = 2208
    ");
}

#[test]
fn intensive_support_needs_a_request_before_it_and_a_month_without_a_fee() {
    let work = |month: &str| {
        json!([
            {"on": format!("{month}-05"), "kind": "intensive_request", "from": "provider"},
            {"on": format!("{month}-06"), "kind": "interview", "place": "home"},
            {"on": format!("{month}-16"), "kind": "interview", "place": "other", "remote": true},
            {"on": format!("{month}-17"), "kind": "conference", "for": "intensive", "attended": ["family", "provider"], "opinions_recorded": true, "minutes": true},
            {"on": format!("{month}-18"), "kind": "joined_conference"}
        ])
    };
    assert_snapshot!(idle(&work("2026-11")), @"
    intensive_visit - 300x1
    intensive_conference - 300x1
    intensive_joined - 300x1
    = 900
    ");
    assert_snapshot!(story(&monitored(&work("2026-10"))), @"
    monitoring_fee 1 1308x1
    - intensive_visit: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    - intensive_conference: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    - intensive_joined: 基本報酬を算定する月には算定できません。 <- 計画もモニタリングもない月の支援
    = 1308
    ");
    let mut late = work("2026-11");
    late[0]["on"] = json!("2026-11-30");
    assert_snapshot!(idle(&late), @"
    - intensive_visit: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    - intensive_conference: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    - intensive_joined: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    = 0
    ");
    let mut by_nobody = work("2026-11");
    by_nobody[0]["from"] = json!("other");
    assert_snapshot!(idle(&by_nobody), @"
    - intensive_visit: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    - intensive_conference: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    - intensive_joined: 集中支援の求めが、その支援の前に記録されていません。 <- 本人・家族・市町村・事業者からの求めの記録
    = 0
    ");
    let mut alone = work("2026-11");
    alone[3]["attended"] = json!(["provider"]);
    alone[2]["on"] = json!("2026-11-16");
    alone[2]["kind"] = json!("care_manager_info");
    alone[2].as_object_mut().unwrap().remove("place");
    assert_snapshot!(idle(&alone), @"
    care_manager_info - 150x1
    intensive_joined - 300x1
    - intensive_visit: 求めの後の面接が月2回以上（うち1回以上は居宅訪問）になっていません。 <- 同じ月の2回目の面接、または居宅訪問の記録
    - intensive_conference: 本人も家族も会議に出ていません。 <- 本人または家族の出席
    = 450
    ");
}

#[test]
fn a_meeting_at_monitoring_needs_its_opinions_minutes_and_the_thought_of_change() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut meeting = json!({"on": "2026-10-14", "kind": "conference", "for": "monitoring", "attended": ["provider"], "plan_change_discussed": true, "opinions_recorded": true, "minutes": true});
        change(&mut meeting);
        story(&monitored(&json!([meeting])))
    };
    assert_snapshot!(with(&|_| {}), @"
    monitoring_fee 1 1308x1
    conference - 100x1
    = 1408
    ");
    assert_snapshot!(with(&|meeting| meeting["plan_change_discussed"] = json!(false)), @"
    monitoring_fee 1 1308x1
    - conference: 会議で計画の変更を検討していません。 <- 計画の変更についての検討
    = 1308
    ");
    assert_snapshot!(with(&|meeting| meeting["plan_change_discussed"] = Value::Null), @"
    monitoring_fee 1 1308x1
    - conference: 会議で計画の変更を検討したかどうかが記録されていません。 <- 計画の変更を検討したことの記録
    = 1308
    ");
    assert_snapshot!(with(&|meeting| meeting["opinions_recorded"] = json!(false)), @"
    monitoring_fee 1 1308x1
    - conference: 担当者の意見が記録されていません。 <- 専門的な意見の記録
    = 1308
    ");
    assert_snapshot!(with(&|meeting| meeting["minutes"] = json!(false)), @"
    monitoring_fee 1 1308x1
    - conference: 会議録がありません。 <- 会議録
    = 1308
    ");
    assert_snapshot!(with(&|meeting| meeting["attended"] = json!(["person", "family"])), @"
    monitoring_fee 1 1308x1
    - conference: サービスの担当者がだれも出席していません。 <- 担当者の出席
    = 1308
    ");
}

#[test]
fn seeing_a_service_given_earns_once_a_month_and_not_where_the_visitor_works() {
    let visit = |change: &dyn Fn(&mut Value)| {
        let mut one = facts(
            "2026-11",
            json!([{"on": "2026-11-05", "kind": "provider_visit", "provider": "b1", "by": "s1"}, {"on": "2026-11-06", "kind": "provider_visit", "provider": "b1", "by": "s1"}]),
        );
        change(&mut one);
        story(&one)
    };
    assert_snapshot!(visit(&|_| {}), @"
    provider_monitoring - 100x1
    = 100
    ");
    assert_snapshot!(visit(&|facts| facts["staff"][0]["works_at"] = json!(["b1"])), @"
    - provider_monitoring: 訪問した人が働いている事業所だけを確かめています。 <- ほかの事業所への訪問、またはそこで働いていない人の訪問
    = 0
    ");
    let by_video = |special: bool, minutes: u32, aircraft: bool| {
        visit(&|facts| {
            facts["people"][0]["special_area"] = json!(special);
            facts["people"][0]["events"].as_array_mut().unwrap().truncate(1);
            let event = &mut facts["people"][0]["events"][0];
            event["remote"] = json!(true);
            event["minutes_one_way"] = json!(minutes);
            event["aircraft"] = json!(aircraft);
        })
    };
    assert_snapshot!(by_video(true, 60, false), @"
    provider_monitoring - 100x1
    = 100
    ");
    assert_snapshot!(by_video(true, 59, false), @"
    - provider_monitoring: テレビ電話による確認は、特別地域で片道おおむね1時間以上の場合だけです。 <- サービスの場への訪問
    = 0
    ");
    assert_snapshot!(by_video(true, 20, true), @"
    provider_monitoring - 100x1
    = 100
    ");
    assert_snapshot!(by_video(false, 90, false), @"
    - provider_monitoring: テレビ電話による確認は、特別地域で片道おおむね1時間以上の場合だけです。 <- サービスの場への訪問
    = 0
    ");
}

#[test]
fn an_emergency_stay_needs_a_member_of_the_regional_base_and_counts_four_times() {
    let stays = |count: usize, base: &str, has_plan: bool| {
        let events: Vec<Value> = (0..count)
            .map(|day| json!({"on": format!("2026-11-1{day}"), "kind": "emergency_short_stay"}))
            .collect();
        let mut one = facts("2026-11", json!(events));
        one["office"]["regional_base"] = json!(base);
        one["people"][0]["has_plan"] = json!(has_plan);
        story(&one)
    };
    assert_snapshot!(stays(5, "member", true), @"
    base_emergency - 700x4
    = 2800
    ");
    assert_snapshot!(stays(1, "linked", true), @"
    - base_emergency: この事業所は地域生活支援拠点等ではありません。 <- 地域生活支援拠点等としての位置づけ
    = 0
    ");
    assert_snapshot!(stays(1, "member", false), @"
    - base_emergency: この事業所が計画を作ったことのない人は、単独で算定できません。 <- この事業所が作成した計画
    = 0
    ");
}

#[test]
fn joint_support_needs_three_others_a_consent_a_report_and_a_base() {
    let joint = |base: &str, change: &dyn Fn(&mut Value)| {
        let mut event = json!({"on": "2026-11-10", "kind": "joint_support", "providers": 3, "reported_to_council": true, "consent": true});
        change(&mut event);
        let mut one = facts("2026-11", json!([event]));
        one["office"]["regional_base"] = json!(base);
        story(&one)
    };
    assert_snapshot!(joint("member", &|_| {}), @"
    base_joint - 2000x1
    = 2000
    ");
    assert_snapshot!(joint("linked", &|_| {}), @"
    base_joint - 2000x1
    = 2000
    ");
    assert_snapshot!(joint("no", &|_| {}), @"
    - base_joint: この事業所は地域生活支援拠点等でも、拠点等と連携する事業所でもありません。 <- 地域生活支援拠点等としての位置づけ、または拠点等との連携と協議会への参加
    = 0
    ");
    assert_snapshot!(joint("member", &|event| event["providers"] = json!(2)), @"
    - base_joint: 共同した事業者が3者に足りません。 <- 3者以上の事業者との共同支援
    = 0
    ");
    assert_snapshot!(joint("member", &|event| event["consent"] = json!(false)), @"
    - base_joint: 本人の同意がありません。 <- 共同支援への本人の同意
    = 0
    ");
    assert_snapshot!(joint("member", &|event| event["reported_to_council"] = json!(false)), @"
    - base_joint: 協議会へ報告していません。 <- 協議会への文書による報告
    = 0
    ");
}

#[test]
fn a_long_way_is_paid_on_top_of_the_addition_its_visit_earned() {
    let journey = |special: bool, minutes: u32, aircraft: bool, means: &str| {
        let events = json!([
            {"on": "2026-11-05", "kind": "hospital_admission_info", "means": means, "id": "a"},
            {"on": "2026-11-05", "kind": "remote_travel", "minutes_one_way": minutes, "aircraft": aircraft, "with": "a"}
        ]);
        let mut one = facts("2026-11", events);
        one["people"][0]["special_area"] = json!(special);
        story(&one)
    };
    assert_snapshot!(journey(true, 60, false, "visit"), @"
    hospital_admission 1 300x1
    remote_visit - 300x1 for hospital_admission
    = 600
    ");
    assert_snapshot!(journey(true, 30, true, "visit"), @"
    hospital_admission 1 300x1
    remote_visit - 300x1 for hospital_admission
    = 600
    ");
    assert_snapshot!(journey(true, 59, false, "visit"), @"
    hospital_admission 1 300x1
    - remote_visit: 片道おおむね1時間に足りません。 <- 片道おおむね1時間以上、または航空機の利用
    = 300
    ");
    assert_snapshot!(journey(false, 90, false, "visit"), @"
    hospital_admission 1 300x1
    - remote_visit: 特別地域に住む人ではありません。 <- 特別地域の住所
    = 300
    ");
    // Telling by letter needs no journey.
    assert_snapshot!(journey(true, 90, false, "other"), @"
    hospital_admission 2 150x1
    - remote_visit: もとになる訪問の加算を、この月に算定していません。 <- 遠隔地への訪問による加算
    = 150
    ");
}
