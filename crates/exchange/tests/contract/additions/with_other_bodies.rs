//! Work with other bodies: long-term care, schools, work, hospitals, intensive support.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{idle, monitored, planned};
use crate::support::{facts, story};

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
