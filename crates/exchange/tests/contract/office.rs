//! What the office is: load, tier, systems, shares of the month.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{explained, facts, monitoring, plan, story, told};

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut facts = facts("2026-10", json!(monitoring("2026-10-06")));
    change(&mut facts);
    facts
}

/// People like the first, each with its own id, certificate and change.
fn people(one: &mut Value, changes: &[(&str, Value)]) {
    let first = one["people"][0].clone();
    let others = changes.iter().enumerate().map(|(nth, (id, fields))| {
        let mut person = first.clone();
        person["id"] = json!(id);
        person["certificate"]["number"] = json!(format!("{nth:010}"));
        for (name, value) in fields.as_object().unwrap() {
            person[name] = value.clone();
        }
        person
    });
    one["people"] = others.collect();
}

/// Each person's fee lines: id, item, tier.
fn tiers(facts: &Value) -> String {
    let result = explained(facts);
    let mut rows = Vec::new();
    for person in result["people"].as_array().unwrap() {
        for line in person["lines"].as_array().unwrap() {
            let text = |name: &str| line[name].as_str().unwrap_or("-").to_owned();
            rows.push(format!(
                "{} {} {}",
                person["id"].as_str().unwrap(),
                text("item"),
                text("tier")
            ));
        }
    }
    rows.join("\n")
}

#[test]
fn each_tier_of_the_office_is_the_tier_of_its_fees() {
    let fees = ["none", "k1", "k2", "k3", "k4"]
        .map(|tier| tiers(&with(|facts| facts["office"]["tier"] = json!(tier))));
    assert_snapshot!(fees.join("\n"), @"
    p1 monitoring_fee 1
    p1 monitoring_fee k1
    p1 monitoring_fee k2
    p1 monitoring_fee k3
    p1 monitoring_fee k4
    ");
}

#[test]
fn with_forty_or_more_the_strengthened_tier_falls_with_a_problem() {
    let load = |cases: Value, consultants: Value| {
        story(&with(|facts| {
            facts["office"]["tier"] = json!("k1");
            facts["office"]["load"] = json!({"cases": cases, "consultants": consultants});
        }))
    };
    assert_snapshot!(load(json!([39]), json!([1])), @"
    monitoring_fee k1 1761x1
    = 1761
    ");
    assert_snapshot!(load(json!([40]), json!([1])), @"
    monitoring_fee 2 606x1
    ? 1人あたりの取扱件数が限度に達しているため、機能強化型ではなく通常の区分で算定します。
    = 606
    ");
    // 239 people over six months and one head: 39.8333, which no rounding may make 40.
    assert_snapshot!(load(json!([40, 40, 40, 40, 40, 39]), json!([1, 1, 1, 1, 1, 1])), @"
    monitoring_fee k1 1761x1
    = 1761
    ");
}

#[test]
fn the_official_example_of_the_load_gives_two_people_the_second_fee() {
    let one = with(|facts| {
        facts["office"]["load"] =
            json!({"cases": [45, 45, 60, 45, 45, 50], "consultants": [1, 1, 1, 1, 1, 2]});
    });
    assert_snapshot!(explained(&one)["load"].to_string(), @r#"{"average_cases":"48.3333","average_consultants":"1.1667","over":2,"per_consultant":"41.4286"}"#);
}

#[test]
fn an_assistant_counts_as_half_a_head() {
    let one =
        with(|facts| facts["office"]["load"] = json!({"cases": [60], "consultants": [1], "assistants": [1]}));
    assert_snapshot!(explained(&one)["load"].to_string(), @r#"{"average_cases":"60.0000","average_consultants":"1.5000","over":1,"per_consultant":"40.0000"}"#);
}

#[test]
fn without_a_consultant_the_quotient_is_null_and_a_problem_says_so() {
    let facts = with(|facts| facts["office"]["load"]["consultants"] = json!([0, 0, 0, 0, 0, 0]));
    assert_snapshot!(explained(&facts)["load"].to_string(), @r#"{"average_cases":"20.0000","average_consultants":"0.0000","over":0,"per_consultant":null}"#);
    assert_snapshot!(story(&facts), @"
    monitoring_fee 1 1308x1
    ? 取扱件数の期間に相談支援専門員がいないため、1人あたりの件数を計算できません。
    = 1308
    ");
}

#[test]
fn the_second_fee_goes_to_adults_before_children_then_the_newest_contract_then_the_later_id() {
    let over = |cases: u32| {
        tiers(&with(|facts| {
            facts["office"]["load"] = json!({"cases": [cases], "consultants": [1]});
            people(
                facts,
                &[
                    ("child", json!({"kind": "child", "contract_date": "2026-09-30"})),
                    ("new-a", json!({"contract_date": "2026-05-02"})),
                    ("new-b", json!({"contract_date": "2026-05-02"})),
                    ("old", json!({"contract_date": "2020-04-01"})),
                ],
            );
        }))
    };
    assert_snapshot!(over(40), @"
    child monitoring_fee 1
    new-a monitoring_fee 1
    new-b monitoring_fee 2
    old monitoring_fee 1
    ");
    assert_snapshot!(over(42), @"
    child monitoring_fee 1
    new-a monitoring_fee 2
    new-b monitoring_fee 2
    old monitoring_fee 2
    ");
    assert_snapshot!(over(44), @"
    child monitoring_fee 2
    new-a monitoring_fee 2
    new-b monitoring_fee 2
    old monitoring_fee 2
    ");
}

#[test]
fn one_fee_line_each_before_anybody_gets_a_second() {
    let over = |cases: u32| {
        let both = [plan("2026-10-02"), monitoring("2026-10-06")].concat();
        let mut one = facts("2026-10", json!(both));
        one["office"]["load"] = json!({"cases": [cases], "consultants": [1]});
        people(
            &mut one,
            &[("p1", json!({"contract_date": "2026-05-02"})), ("p2", json!({}))],
        );
        tiers(&one)
    };
    assert_snapshot!(over(40), @"
    p1 plan_fee 2
    p1 monitoring_fee 1
    p2 plan_fee 1
    p2 monitoring_fee 1
    ");
    assert_snapshot!(over(41), @"
    p1 plan_fee 2
    p1 monitoring_fee 1
    p2 plan_fee 2
    p2 monitoring_fee 1
    ");
    assert_snapshot!(over(42), @"
    p1 plan_fee 2
    p1 monitoring_fee 2
    p2 plan_fee 2
    p2 monitoring_fee 1
    ");
}

#[test]
fn every_system_notified_stands_on_the_fee_at_its_grade() {
    let notified = |month: &str, grade: u8| {
        let events = monitoring(&format!("{month}-06"));
        let mut one = facts(month, json!(events));
        one["people"][0]["certificate"]["from"] = json!("2021-04-01");
        one["people"][0]["certificate"]["monitoring_months"] = json!([month]);
        let systems = ["chief", "behaviour", "medical", "psychiatric", "higher_brain"];
        let mut systems: Vec<String> = systems.iter().map(|system| format!("{system}_{grade}")).collect();
        systems.push("peer".to_owned());
        one["office"]["systems"] = json!(systems);
        story(&one)
    };
    assert_snapshot!(notified("2026-05", 1), @"
    monitoring_fee 1 1308x1
    chief 1 300x1
    behaviour 1 60x1
    medical 1 60x1
    psychiatric 1 60x1
    higher_brain 1 60x1
    peer - 100x1
    = 1948
    ");
    assert_snapshot!(notified("2026-05", 2), @"
    monitoring_fee 1 1308x1
    chief 2 100x1
    behaviour 2 30x1
    medical 2 30x1
    psychiatric 2 30x1
    higher_brain 2 30x1
    peer - 100x1
    = 1628
    ");
    // Before 2024-04 the grades are one, and the last of them does not exist.
    let before = notified("2024-03", 1);
    assert_eq!(before, notified("2024-03", 2));
    assert_snapshot!(before, @"
    monitoring_fee 1 1260x1
    chief - 100x1
    behaviour - 35x1
    medical - 35x1
    psychiatric - 35x1
    peer - 100x1
    = 1565
    ");
}

#[test]
fn systems_stand_on_a_fee_and_never_alone() {
    let one = with(|facts| {
        facts["office"]["systems"] = json!(["chief_1", "peer", "behaviour_2"]);
        facts["people"][0]["events"] =
            json!([{"on": "2026-10-06", "kind": "hospital_admission_info", "means": "visit"}]);
    });
    assert_snapshot!(story(&one), @"
    hospital_admission 1 300x1
    ? 実施月（令和8年10月）のモニタリングがありません。
    = 300
    ");
}

#[test]
fn a_requirement_lost_carries_none_from_that_day_on() {
    let ended = |day: &str| {
        story(&with(|facts| {
            facts["office"]["systems"] = json!(["behaviour_1", "peer"]);
            facts["office"]["system_ends"] = json!({"behaviour_1": day});
        }))
    };
    assert_snapshot!(ended("2026-10-07"), @"
    monitoring_fee 1 1308x1
    behaviour 1 60x1
    peer - 100x1
    = 1468
    ");
    assert_snapshot!(ended("2026-10-06"), @"
    monitoring_fee 1 1308x1
    peer - 100x1
    = 1408
    ");
}

#[test]
fn a_first_grade_needs_a_target_of_the_six_months_before_where_targets_are_given() {
    let target = |on: &str, by: &str| {
        story(&with(|facts| {
            facts["office"]["systems"] = json!(["behaviour_1"]);
            facts["office"]["system_targets"] =
                json!({"behaviour_1": [{"person": "p9", "on": on, "by": by}]});
            facts["staff"] = json!([{"id": "s1", "role": "consultant"}, {"id": "a1", "role": "assistant"}]);
        }))
    };
    assert_snapshot!(target("2026-04-06", "s1"), @"
    monitoring_fee 1 1308x1
    behaviour 1 60x1
    = 1368
    ");
    assert_snapshot!(target("2026-04-05", "s1"), @"
    monitoring_fee 1 1308x1
    behaviour 2 30x1
    = 1338
    ");
    assert_snapshot!(target("2026-09-05", "a1"), @"
    monitoring_fee 1 1308x1
    behaviour 2 30x1
    = 1338
    ");
    let none = with(|facts| {
        facts["office"]["systems"] = json!(["behaviour_1", "medical_1"]);
        facts["office"]["system_targets"] = json!({"behaviour_1": []});
    });
    assert_snapshot!(story(&none), @"
    monitoring_fee 1 1308x1
    behaviour 2 30x1
    medical 1 60x1
    = 1398
    ");
}

#[test]
fn one_sole_target_carries_one_first_grade() {
    let target = json!([{"person": "p1", "on": "2026-09-03", "by": "s1"}]);
    let facts = with(|facts| {
        facts["office"]["systems"] = json!(["behaviour_1", "psychiatric_1", "higher_brain_1", "medical_1"]);
        facts["office"]["system_targets"] =
            json!({"behaviour_1": target, "psychiatric_1": target, "higher_brain_1": target});
    });
    assert_snapshot!(story(&facts), @"
    monitoring_fee 1 1308x1
    behaviour 1 60x1
    medical 1 60x1
    psychiatric 2 30x1
    higher_brain 2 30x1
    = 1488
    ");
}

#[test]
fn the_quota_of_the_regional_base_is_given_for_each_fee_in_the_order_of_people() {
    let quota = |times: u32| {
        let both = [plan("2026-10-02"), monitoring("2026-10-06")].concat();
        let mut one = facts("2026-10", json!(both));
        one["office"]["base_strength_quota"] = json!(times);
        people(&mut one, &[("p2", json!({})), ("p1", json!({}))]);
        let result = explained(&one);
        let people = result["people"].as_array().unwrap();
        let told: Vec<String> = people
            .iter()
            .map(|person| format!("{} {}", person["id"], told(person)))
            .collect();
        told.join("\n")
    };
    assert_snapshot!(quota(3), @r#"
    "p1" plan_fee 1 1572x1
    monitoring_fee 1 1308x1
    base_strength - 500x1
    base_strength - 500x1
    = 3880
    "p2" plan_fee 1 1572x1
    monitoring_fee 1 1308x1
    base_strength - 500x1
    = 3380
    "#);
    assert_eq!(quota(4), quota(9));
}

#[test]
fn visits_to_services_count_39_for_a_consultant_and_19_for_an_assistant() {
    let claimed = |role: &str, month: &str| {
        let visit =
            json!([{"on": format!("{month}-05"), "kind": "provider_visit", "provider": "b1", "by": "s1"}]);
        let mut one = facts(month, visit);
        one["staff"] = json!([{"id": "s1", "role": role}]);
        let ids: Vec<String> = (0..45).map(|nth| format!("p{nth:02}")).collect();
        let changes: Vec<(&str, Value)> = ids.iter().map(|id| (id.as_str(), json!({}))).collect();
        people(&mut one, &changes);
        let result = explained(&one);
        let list = result["people"].as_array().unwrap();
        let paid = list.iter().filter(|person| person["units"] == 100).count();
        format!("{paid}, then {}", told(&list[paid]))
    };
    assert_snapshot!(claimed("consultant", "2026-11"), @"
    39, then - provider_monitoring: 算定できる回数（相談支援専門員・相談支援員1人あたりの月の件数）に達しています。 <- 足りない記録はありません。
    = 0
    ");
    assert_snapshot!(claimed("assistant", "2026-11"), @"
    19, then - provider_monitoring: 算定できる回数（相談支援専門員・相談支援員1人あたりの月の件数）に達しています。 <- 足りない記録はありません。
    = 0
    ");
    // 相談支援員 exist since 2024-04.
    assert_snapshot!(claimed("assistant", "2023-11"), @"
    0, then - provider_monitoring: 相談支援員の支援は、この月の表では対象になりません。 <- 相談支援専門員による支援の記録
    = 0
    ");
}

#[test]
fn one_issue_is_claimed_once_in_the_office() {
    let joint = |issue: Option<&str>| {
        let event = json!({"on": "2026-11-10", "kind": "joint_support", "providers": 3, "reported_to_council": true, "consent": true, "issue": issue});
        let mut one = facts("2026-11", json!([event]));
        one["office"]["regional_base"] = json!("member");
        people(&mut one, &[("p1", json!({})), ("p2", json!({}))]);
        let result = explained(&one);
        let people = result["people"].as_array().unwrap();
        people.iter().map(told).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(joint(Some("i1")), @"
    base_joint - 2000x1
    = 2000
    - base_joint: 算定できる回数（同じ課題は事業所で月1回）に達しています。 <- 足りない記録はありません。
    = 0
    ");
    assert_snapshot!(joint(None), @"
    base_joint - 2000x1
    = 2000
    base_joint - 2000x1
    = 2000
    ");
}

#[test]
fn an_assistant_alone_earns_neither_a_first_plan_nor_a_meeting() {
    let mut events = plan("2026-10-02");
    for event in &mut events {
        event["by"] = json!("a1");
    }
    let meeting = |day: &str, purpose: &str| json!({"on": day, "kind": "conference", "for": purpose, "attended": ["person", "provider"], "plan_change_discussed": true, "opinions_recorded": true, "minutes": true, "by": "a1"});
    events.extend(monitoring("2026-10-06"));
    events.push(meeting("2026-10-07", "monitoring"));
    let mut one = facts("2026-10", json!(events));
    one["people"][0]["services_used_in_last_6_months"] = json!(false);
    one["staff"] = json!([{"id": "a1", "role": "assistant"}]);
    assert_snapshot!(story(&one), @"
    plan_fee 1 1572x1
    monitoring_fee 1 1308x1
    - first_time: 相談支援員だけで行った支援は、初回加算の対象になりません。 <- 相談支援専門員による支援の記録
    - conference: 相談支援員だけで開いた会議は対象になりません。 <- 相談支援専門員の出席
    = 2880
    ");
    let intensive = json!([{"on": "2026-11-01", "kind": "intensive_request", "from": "person"}, meeting("2026-11-05", "intensive")]);
    one["month"] = json!("2026-11");
    one["people"][0]["events"] = intensive;
    assert_snapshot!(story(&one), @"
    - intensive_visit: 求めの後の面接が月2回以上（うち1回以上は居宅訪問）になっていません。 <- 同じ月の2回目の面接、または居宅訪問の記録
    - intensive_conference: 相談支援員だけで開いた会議は対象になりません。 <- 相談支援専門員の出席
    = 0
    ");
}
