//! Meetings and visits: at monitoring, where services are given, for the region, far away.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::monitored;
use crate::support::{facts, story};

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
