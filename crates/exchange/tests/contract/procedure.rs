//! The steps of 第15条, and which fee they carry in which month.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{explained, facts, monitoring, plan, story, told};

fn with(month: &str, events: &[Value], change: impl FnOnce(&mut Value)) -> String {
    let mut one = facts(month, json!(events));
    change(&mut one);
    story(&one)
}

#[test]
fn every_person_is_listed_by_id_also_without_lines() {
    let mut one = facts("2026-11", json!([]));
    let mut other = one["people"][0].clone();
    other["id"] = json!("a9");
    other["kind"] = json!("child");
    one["people"].as_array_mut().unwrap().push(other);
    let result = explained(&one);
    assert_snapshot!(result["people"].to_string(), @r#"[{"id":"a9","lines":[],"not_claimed":[],"problems":[],"unit_price":"10.60","units":0,"yen":0},{"id":"p1","lines":[],"not_claimed":[],"problems":[],"unit_price":"10.60","units":0,"yen":0}]"#);
    assert_snapshot!(result["totals"].to_string(), @r#"{"adult":{"people":0,"units":0,"yen":0},"child":{"people":0,"units":0,"yen":0}}"#);
}

#[test]
fn a_plan_missing_its_deliveries_is_not_paid_and_a_missing_copy_does_not_stop_it() {
    let delivered_to = |count: usize| {
        let mut events = plan("2026-06-20");
        events.truncate(8 + count);
        story(&facts("2026-06", json!(events)))
    };
    assert_snapshot!(delivered_to(0), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- 本人への計画の交付、サービスの担当者への計画の交付
    ! 本人への計画の交付がありません。
    ! サービスの担当者への計画の交付がありません。
    ? 市町村への計画の写しの提出がありません。
    = 0
    ");
    assert_snapshot!(delivered_to(1), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- サービスの担当者への計画の交付
    ! サービスの担当者への計画の交付がありません。
    ? 市町村への計画の写しの提出がありません。
    = 0
    ");
    assert_snapshot!(delivered_to(2), @"
    plan_fee 1 1572x1
    ? 市町村への計画の写しの提出がありません。
    = 1572
    ");
    assert_snapshot!(delivered_to(3), @"
    plan_fee 1 1572x1
    = 1572
    ");
}

#[test]
fn a_delivery_may_come_in_a_later_month() {
    let mut events = plan("2026-06-20");
    events[9]["on"] = json!("2026-08-03");
    assert_snapshot!(story(&facts("2026-06", json!(events))), @"
    plan_fee 1 1572x1
    = 1572
    ");
}

#[test]
fn each_step_missing_zeroes_the_fee_and_is_named() {
    let missing = |nth: usize| {
        let mut events = plan("2026-06-20");
        events.remove(nth);
        let result = explained(&facts("2026-06", json!(events)));
        let person = &result["people"][0];
        assert_eq!(person["units"], 0, "{person}");
        let problems = person["problems"].as_array().unwrap();
        let stopping = problems.iter().filter(|problem| problem["stops_payment"] == true);
        let steps: Vec<&str> = stopping
            .map(|problem| problem["step"].as_str().unwrap())
            .collect();
        steps.join("+")
    };
    let names: Vec<String> = (0..10).filter(|nth| *nth != 7).map(missing).collect();
    assert_snapshot!(names.join("\n"), @"
    assessment_visit
    draft_explained
    draft_consented
    draft_delivered
    grant_received
    conference
    plan_explained
    plan_delivered_to_person
    plan_delivered_to_provider
    ");
    // Without the consent the plan has no month yet.
    let mut events = plan("2026-06-20");
    events.remove(7);
    assert_snapshot!(story(&facts("2026-06", json!(events))), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- 計画への文書による同意
    = 0
    ");
}

#[test]
fn the_plan_month_is_that_of_the_consent() {
    let mut events = plan("2026-06-20");
    for event in &mut events[7..] {
        event["on"] = json!("2026-07-02");
    }
    assert_snapshot!(story(&facts("2026-06", json!(events))), @"
    - plan_fee: 計画への同意は令和8年7月です。計画の分は同意のあった月に算定します。 <- 令和8年7月分の請求で算定してください。
    = 0
    ");
    assert_snapshot!(with("2026-07", &events, |facts| facts["people"][0]["certificate"]["monitoring_months"] = json!([])), @"
    plan_fee 1 1572x1
    = 1572
    ");
}

#[test]
fn a_plan_may_be_consented_before_the_period_and_not_after_it() {
    let months = |from: &str, to: &str| {
        with("2026-06", &plan("2026-06-20"), |facts| {
            facts["people"][0]["certificate"]["from"] = json!(from);
            facts["people"][0]["certificate"]["to"] = json!(to);
        })
    };
    assert_snapshot!(months("2026-07-01", "2027-06-30"), @"
    plan_fee 1 1572x1
    = 1572
    ");
    assert_snapshot!(months("2025-06-20", "2026-06-19"), @"
    - plan_fee: 支給決定期間の外です。 <- この日を含む支給決定期間の受給者証
    = 0
    ");
}

#[test]
fn the_meeting_of_a_plan_needs_the_person_or_an_accepted_reason() {
    let absent = |absence: Option<&str>| {
        let mut events = plan("2026-06-20");
        events[5]["attended"] = json!(["provider", "family"]);
        events[5]["absence"] = json!(absence);
        story(&facts("2026-06", json!(events)))
    };
    assert_snapshot!(absent(None), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- 担当者会議への本人の出席（または出席できない理由）
    ! 担当者会議への本人の出席（または出席できない理由）がありません。
    = 0
    ");
    assert_snapshot!(absent(Some("other")), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- 担当者会議への本人の出席（または出席できない理由）
    ! 担当者会議への本人の出席（または出席できない理由）がありません。
    = 0
    ");
    let paid = absent(Some("no_visitors"));
    assert_eq!(absent(Some("harm")), paid);
    assert_snapshot!(paid, @"
    plan_fee 1 1572x1
    = 1572
    ");
    let mut events = plan("2026-06-20");
    events[5]["minutes"] = json!(false);
    events[5]["opinions_recorded"] = json!(false);
    assert_snapshot!(story(&facts("2026-06", json!(events))), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- 担当者会議での意見の記録、担当者会議の会議録
    ! 担当者会議での意見の記録がありません。
    ! 担当者会議の会議録がありません。
    = 0
    ");
}

#[test]
fn a_visit_counts_at_home_with_the_person_and_by_video_only_where_all_of_it_is_allowed() {
    let visit = |change: &dyn Fn(&mut Value)| {
        let mut one = facts("2026-10", json!(monitoring("2026-10-06")));
        change(&mut one);
        story(&one)
    };
    assert_snapshot!(visit(&|facts| facts["people"][0]["events"][0]["place"] = json!("other")), @"
    - monitoring_fee: 報酬に必要な手順がそろっていません。 <- 居宅を訪問して本人に面接したモニタリング
    ! 居宅を訪問して本人に面接したモニタリングがありません。
    = 0
    ");
    assert_snapshot!(visit(&|facts| facts["people"][0]["events"][0]["met"] = json!(["family"])), @"
    - monitoring_fee: 報酬に必要な手順がそろっていません。 <- 居宅を訪問して本人に面接したモニタリング
    ! 居宅を訪問して本人に面接したモニタリングがありません。
    = 0
    ");
    let child = visit(&|facts| {
        facts["people"][0]["kind"] = json!("child");
        facts["people"][0]["events"][0]["met"] = json!(["family"]);
    });
    assert_snapshot!(child, @"
    monitoring_fee 1 1448x1
    = 1448
    ");
    let video = |special: bool, approved: bool, before: &str| {
        visit(&|facts| {
            facts["people"][0]["special_area"] = json!(special);
            let event = &mut facts["people"][0]["events"][0];
            event["remote"] = json!(true);
            event["remote_approved"] = json!(approved);
            let earlier = json!({"on": before, "kind": "home_visit", "for": "other"});
            facts["people"][0]["events"].as_array_mut().unwrap().push(earlier);
        })
    };
    assert_snapshot!(video(true, true, "2026-08-01"), @"
    monitoring_fee 1 1308x1
    special_area - 196x1 = 1308 x 0.15
    = 1504
    ");
    let refused = video(true, true, "2026-07-31");
    assert_eq!(video(true, false, "2026-08-01"), refused);
    assert_snapshot!(refused, @"
    - monitoring_fee: 報酬に必要な手順がそろっていません。 <- 居宅を訪問して本人に面接したモニタリング
    ! 居宅を訪問して本人に面接したモニタリングがありません。
    = 0
    ");
    assert_snapshot!(video(false, true, "2026-08-01"), @"
    - monitoring_fee: 報酬に必要な手順がそろっていません。 <- 居宅を訪問して本人に面接したモニタリング
    ! 居宅を訪問して本人に面接したモニタリングがありません。
    = 0
    ");
}

#[test]
fn plan_then_monitoring_pays_both_and_monitoring_then_plan_the_plan() {
    let both = [plan("2026-07-10"), monitoring("2026-07-20")].concat();
    assert_snapshot!(story(&facts("2026-07", json!(both))), @"
    plan_fee 1 1572x1
    monitoring_fee 1 1308x1
    = 2880
    ");
    let plan_last = [monitoring("2026-07-05"), plan("2026-07-10")].concat();
    assert_snapshot!(story(&facts("2026-07", json!(plan_last))), @"
    plan_fee 1 1572x1
    - monitoring_fee: 同じ月にモニタリングの後で計画を作っているため、計画の分だけを算定します。 <- 足りない記録はありません。
    = 1572
    ");
    // On one day monitoring comes before a plan's consent.
    let same_day = [plan("2026-07-10"), monitoring("2026-07-10")].concat();
    assert_snapshot!(story(&facts("2026-07", json!(same_day))), @"
    plan_fee 1 1572x1
    - monitoring_fee: 同じ月にモニタリングの後で計画を作っているため、計画の分だけを算定します。 <- 足りない記録はありません。
    = 1572
    ");
}

#[test]
fn two_plans_or_two_monitorings_in_a_month_are_one_fee() {
    let mut events = plan("2026-06-20");
    events.extend(plan("2026-06-29").into_iter().map(|mut event| {
        if event["on"] == "2026-06-01" {
            event["on"] = json!("2026-06-25");
        }
        event
    }));
    assert_snapshot!(story(&facts("2026-06", json!(events))), @"
    plan_fee 1 1572x1
    = 1572
    ");
    let twice = [monitoring("2026-10-06"), monitoring("2026-10-20")].concat();
    assert_snapshot!(story(&facts("2026-10", json!(twice))), @"
    monitoring_fee 1 1308x1
    = 1308
    ");
}

#[test]
fn a_minor_change_earns_no_plan_fee() {
    let mut events = plan("2026-06-20");
    events.push(json!({"on": "2026-06-10", "kind": "plan_change", "minor": true}));
    assert_snapshot!(story(&facts("2026-06", json!(events))), @"
    - plan_fee: 軽微な変更では、計画の分は算定できません。 <- 足りない記録はありません。
    = 0
    ");
    let alone = vec![json!({"on": "2026-06-10", "kind": "plan_change", "minor": true})];
    assert_snapshot!(story(&facts("2026-06", json!(alone))), @"
    - plan_fee: 軽微な変更では、計画の分は算定できません。 <- 足りない記録はありません。
    = 0
    ");
}

#[test]
fn a_change_across_the_month_end_takes_the_monitoring_with_it() {
    let flow = |minor: bool| {
        let mut events = monitoring("2026-07-25");
        events.push(json!({"on": "2026-07-25", "kind": "plan_change", "minor": minor}));
        events.extend(plan("2026-08-05"));
        if !minor {
            // The monitoring visit is the assessment.
            events.remove(3);
        }
        events
    };
    assert_snapshot!(story(&facts("2026-07", json!(flow(false)))), @"
    - plan_fee: 計画への同意は令和8年8月です。計画の分は同意のあった月に算定します。 <- 令和8年8月分の請求で算定してください。
    - monitoring_fee: このモニタリングは計画の変更とひと続きで、計画の分だけを算定します。 <- 足りない記録はありません。
    = 0
    ");
    assert_snapshot!(story(&facts("2026-08", json!(flow(false)))), @"
    plan_fee 1 1572x1
    = 1572
    ");
    assert_snapshot!(story(&facts("2026-07", json!(flow(true)))), @"
    monitoring_fee 1 1308x1
    - plan_fee: 軽微な変更では、計画の分は算定できません。 <- 足りない記録はありません。
    = 1308
    ");
}

#[test]
fn a_change_without_a_new_decision_needs_no_new_draft_and_grant() {
    let change = |needed: bool| {
        let mut events = plan("2026-08-05");
        events.drain(3..5);
        events.push(
            json!({"on": "2026-08-01", "kind": "plan_change", "minor": false, "decision_needed": needed}),
        );
        story(&facts("2026-08", json!(events)))
    };
    assert_snapshot!(change(false), @"
    plan_fee 1 1572x1
    = 1572
    ");
    assert_snapshot!(change(true), @"
    - plan_fee: 報酬に必要な手順がそろっていません。 <- 計画案の交付、市町村の支給決定
    ! 計画案の交付がありません。
    ! 市町村の支給決定がありません。
    = 0
    ");
}

#[test]
fn a_monitoring_in_a_month_that_is_not_printed_earns_nothing() {
    assert_snapshot!(story(&facts("2026-09", json!(monitoring("2026-09-06")))), @"
    - monitoring_fee: 受給者証のモニタリング実施月ではありません。 <- 市町村によるモニタリング実施月の変更
    = 0
    ");
}

#[test]
fn a_visit_without_a_record_and_a_record_without_a_visit_are_named() {
    assert_snapshot!(story(&facts("2026-10", json!([monitoring("2026-10-06")[0]]))), @"
    - monitoring_fee: 報酬に必要な手順がそろっていません。 <- モニタリングの記録
    ! モニタリングの記録がありません。
    ? 実施月（令和8年10月）のモニタリングがありません。
    = 0
    ");
    assert_snapshot!(story(&facts("2026-10", json!([monitoring("2026-10-06")[1]]))), @"
    - monitoring_fee: 報酬に必要な手順がそろっていません。 <- 居宅を訪問して本人に面接したモニタリング
    ! 居宅を訪問して本人に面接したモニタリングがありません。
    = 0
    ");
}

#[test]
fn only_the_childrens_service_is_paid_to_who_has_both() {
    let adult = |change: &dyn Fn(&mut Value)| {
        let mut events = monitoring("2026-10-06");
        events.push(json!({"on": "2026-10-08", "kind": "hospital_admission_info", "means": "visit"}));
        let mut one = facts("2026-10", json!(events));
        change(&mut one["people"][0]);
        story(&one)
    };
    assert_snapshot!(adult(&|person| person["also_child"] = json!(true)), @"
    - monitoring_fee: 障害児相談支援も受けているため、障害児相談支援だけを算定します。 <- 足りない記録はありません。
    - hospital_admission: 障害児相談支援も受けているため、障害児相談支援だけを算定します。 <- 足りない記録はありません。
    = 0
    ");
    assert_snapshot!(adult(&|person| person["child_until"] = json!("2026-10")), @"
    - monitoring_fee: 令和8年10月までは障害児相談支援の対象で、計画相談支援は算定できません。 <- 足りない記録はありません。
    - hospital_admission: 令和8年10月までは障害児相談支援の対象で、計画相談支援は算定できません。 <- 足りない記録はありません。
    = 0
    ");
    assert_snapshot!(adult(&|person| person["child_until"] = json!("2026-09")), @"
    monitoring_fee 1 1308x1
    hospital_admission 1 300x1
    = 1608
    ");
}

#[test]
fn a_claim_of_a_later_office_in_the_same_municipality_blocks_ours() {
    let elsewhere = |item: &str, on: &str, municipality: &str| {
        let mut events = monitoring("2026-10-06");
        events.push(json!({"on": "2026-10-08", "kind": "hospital_admission_info", "means": "visit"}));
        let mut one = facts("2026-10", json!(events));
        one["people"][0]["claimed_elsewhere"] =
            json!([{"on": on, "item": item, "municipality": municipality}]);
        story(&one)
    };
    assert_snapshot!(elsewhere("plan_fee", "2026-10-20", "141305"), @"
    hospital_admission 1 300x1
    - monitoring_fee: 同じ市町村の別の事業所が、この月の後の日（令和8年10月20日）に行っています。後の事業所だけが算定します。 <- 足りない記録はありません。
    = 300
    ");
    assert_snapshot!(elsewhere("hospital_admission", "2026-10-20", "141305"), @"
    monitoring_fee 1 1308x1
    - hospital_admission: 同じ市町村の別の事業所が、この月の後の日（令和8年10月20日）に行っています。後の事業所だけが算定します。 <- 足りない記録はありません。
    = 1308
    ");
    let ours = elsewhere("plan_fee", "2026-10-05", "141305");
    assert_eq!(elsewhere("plan_fee", "2026-10-20", "131016"), ours);
    assert_eq!(elsewhere("plan_fee", "2026-10-06", "141305"), ours);
    assert_snapshot!(ours, @"
    monitoring_fee 1 1308x1
    hospital_admission 1 300x1
    = 1608
    ");
}

#[test]
fn somebody_who_works_where_the_person_goes_does_not_monitor_alone() {
    let works_at = |provider: &str, by: Value| {
        with("2026-10", &monitoring("2026-10-06"), |facts| {
            facts["people"][0]["events"][0]["by"] = by;
            facts["people"][0]["providers"] = json!(["b1"]);
            facts["staff"] = json!([{"id": "s1", "role": "consultant", "works_at": [provider]}, {"id": "s2", "role": "consultant"}]);
        })
    };
    assert_snapshot!(works_at("b1", json!("s1")), @"
    - monitoring_fee: 本人が利用する事業所で働く人だけでモニタリングをしています。 <- その事業所で働いていない相談支援専門員によるモニタリング
    = 0
    ");
    let paid = works_at("b2", json!("s1"));
    assert_eq!(works_at("b1", json!(["s1", "s2"])), paid);
    assert_eq!(works_at("b1", Value::Null), paid);
    assert_snapshot!(paid, @"
    monitoring_fee 1 1308x1
    = 1308
    ");
}

#[test]
fn the_next_certificate_decides_after_a_renewal() {
    let mut one = facts("2026-05", json!(monitoring("2026-05-06")));
    let next = one["people"][0]["certificate"].clone();
    one["people"][0]["certificate"]["from"] = json!("2025-05-01");
    one["people"][0]["certificate"]["to"] = json!("2026-04-30");
    one["people"][0]["certificate"]["monitoring_months"] = json!(["2026-04"]);
    assert_snapshot!(story(&one), @"
    - monitoring_fee: 翌月になった理由が記録されていません。 <- やむを得ない理由の記録
    = 0
    ");
    one["people"][0]["next_certificate"] = next;
    one["people"][0]["next_certificate"]["monitoring_months"] = json!(["2026-05"]);
    assert_snapshot!(told(&explained(&one)["people"][0]), @"
    monitoring_fee 1 1308x1
    = 1308
    ");
}
