//! Shares of the fee and of everything: their order, their rounding, what they name.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{explained, facts, monitoring, plan, story};

fn with(month: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut facts = facts(month, json!(monitoring(&format!("{month}-06"))));
    facts["people"][0]["certificate"]["from"] = json!("2021-04-01");
    facts["people"][0]["certificate"]["monitoring_months"] = json!([month]);
    change(&mut facts);
    facts
}

fn everything(facts: &mut Value) {
    facts["office"]["shortfalls"] = json!(["abuse_prevention", "continuity_plan", "disclosure"]);
    facts["office"]["wage_improvement"] = json!(true);
    facts["people"][0]["special_area"] = json!(true);
}

// 1308 − 20 = 1288. 5 % of 1288 is 64.4; 1 % of 1224 is 12.24; 1 % of 1212 is 12.12. 15 % of 1288 is 193.2.
// 1288 + 193 − 64 − 12 − 12 = 1393, of which 5.1 % is 71.043.
#[test]
fn the_chain_of_percentages_takes_each_share_of_what_is_left() {
    let facts = with("2026-10", |facts| {
        everything(facts);
        facts["people"][0]["care_level"] = json!("support");
        facts["people"][0]["same_care_manager"] = json!(true);
    });
    assert_snapshot!(story(&facts), @"
    monitoring_fee 1 1288x1
    special_area - 193x1 = 1288 x 0.15
    disclosure_cut - -64x1 = 1288 x 0.05
    continuity_plan_cut - -12x1 = 1224 x 0.01
    abuse_prevention_cut - -12x1 = 1212 x 0.01
    wage_improvement - 71x1 = 1393 x 0.051
    = 1464
    ");
}

// 1572 + 1308 = 2880: 15 % is 432, 5 % is 144, then 1 % of 2736 is 27.36 and of 2709 is 27.09. The chief
// stands once. 5.1 % of 2880 + 432 + 100 − 144 − 27 − 27 = 3214 is 163.914.
#[test]
fn the_shares_are_taken_of_both_fees_together() {
    let facts = with("2026-10", |facts| {
        everything(facts);
        facts["office"]["systems"] = json!(["chief_2"]);
        facts["people"][0]["events"] = json!([plan("2026-10-02"), monitoring("2026-10-06")].concat());
    });
    assert_snapshot!(story(&facts), @"
    plan_fee 1 1572x1
    monitoring_fee 1 1308x1
    special_area - 432x1 = 2880 x 0.15
    chief 2 100x1
    disclosure_cut - -144x1 = 2880 x 0.05
    continuity_plan_cut - -27x1 = 2736 x 0.01
    abuse_prevention_cut - -27x1 = 2709 x 0.01
    wage_improvement - 164x1 = 3214 x 0.051
    = 3378
    ");
}

#[test]
fn half_a_unit_is_rounded_up() {
    // 1572 − 582 = 990, of which 15 % is 148.5 and 5 % is 49.5.
    let facts = overlap("2026-05", "care_1_2", |facts| {
        facts["office"]["shortfalls"] = json!(["disclosure"]);
        facts["people"][0]["special_area"] = json!(true);
        facts["people"][0]["events"] = json!(plan("2026-05-20"));
        facts["people"][0]["certificate"]["monitoring_months"] = json!([]);
    });
    assert_snapshot!(story(&facts), @"
    plan_fee 1 990x1
    special_area - 149x1 = 990 x 0.15
    disclosure_cut - -50x1 = 990 x 0.05
    = 1089
    ");
}

#[test]
fn improvement_of_wages_begins_in_june_2026() {
    let month = |month: &str| {
        story(&with(month, |facts| {
            facts["office"]["wage_improvement"] = json!(true);
        }))
    };
    assert_snapshot!(month("2026-05"), @"
    monitoring_fee 1 1308x1
    = 1308
    ");
    // 5.1 % of 1308 is 66.708.
    assert_snapshot!(month("2026-06"), @"
    monitoring_fee 1 1308x1
    wage_improvement - 67x1 = 1308 x 0.051
    = 1375
    ");
}

#[test]
fn improvement_of_wages_is_a_share_of_additions_that_stand_alone_too() {
    let facts = with("2026-10", |facts| {
        facts["office"]["wage_improvement"] = json!(true);
        facts["people"][0]["events"] =
            json!([{"on": "2026-10-06", "kind": "hospital_admission_info", "means": "other"}]);
    });
    // 5.1 % of 150 is 7.65.
    assert_snapshot!(story(&facts), @"
    hospital_admission 2 150x1
    wage_improvement - 8x1 = 150 x 0.051
    ? 実施月（令和8年10月）のモニタリングがありません。
    = 158
    ");
}

#[test]
fn cuts_begin_when_their_rules_do() {
    let month = |month: &str| story(&with(month, everything));
    assert_snapshot!(month("2024-03"), @"
    monitoring_fee 1 1260x1
    special_area - 189x1 = 1260 x 0.15
    = 1449
    ");
    assert_snapshot!(month("2025-03"), @"
    monitoring_fee 1 1308x1
    special_area - 196x1 = 1308 x 0.15
    disclosure_cut - -65x1 = 1308 x 0.05
    abuse_prevention_cut - -12x1 = 1243 x 0.01
    = 1427
    ");
    assert_snapshot!(month("2025-04"), @"
    monitoring_fee 1 1308x1
    special_area - 196x1 = 1308 x 0.15
    disclosure_cut - -65x1 = 1308 x 0.05
    continuity_plan_cut - -12x1 = 1243 x 0.01
    abuse_prevention_cut - -12x1 = 1231 x 0.01
    = 1415
    ");
}

#[test]
fn a_share_carries_what_it_was_taken_of_and_the_rate() {
    let result = explained(&with("2026-10", everything));
    let lines = result["people"][0]["lines"].as_array().unwrap();
    let told: Vec<String> = lines
        .iter()
        .map(|line| {
            format!(
                "{} {} {} {} {}",
                line["item"], line["units"], line["of"], line["rate"], line["because"]
            )
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    "monitoring_fee" 1308 null null ["people[0].events[0]","people[0].events[1]"]
    "special_area" 196 1308 "0.15" ["people[0].special_area"]
    "disclosure_cut" -65 1308 "0.05" ["office.shortfalls"]
    "continuity_plan_cut" -12 1243 "0.01" ["office.shortfalls"]
    "abuse_prevention_cut" -12 1231 "0.01" ["office.shortfalls"]
    "wage_improvement" 72 1415 "0.051" ["office.wage_improvement"]
    "#);
}

fn overlap(month: &str, level: &str, change: impl FnOnce(&mut Value)) -> Value {
    with(month, |facts| {
        facts["people"][0]["care_level"] = json!(level);
        facts["people"][0]["same_care_manager"] = json!(true);
        change(facts);
    })
}

#[test]
fn the_overlap_changes_the_fee_names_itself_and_has_no_code() {
    let planned = |facts: &mut Value| facts["people"][0]["events"] = json!(plan("2026-06-20"));
    let line = |facts: &Value| {
        let line = &explained(facts)["people"][0]["lines"][0];
        format!("{} {} {}", line["units"], line["code"], line["rule"])
    };
    assert_snapshot!(line(&overlap("2026-06", "care_1_2", planned)), @r#"990 null "サービス利用支援費（Ⅰ）（居宅介護支援費重複減算（Ⅰ）（サービス利用支援））""#);
    assert_snapshot!(line(&overlap("2026-06", "support", planned)), @r#"1552 null "サービス利用支援費（Ⅰ）（介護予防支援費重複減算）""#);
    // Somebody else makes the long-term-care plan.
    let other = overlap("2026-06", "care_1_2", |facts| {
        planned(facts);
        facts["people"][0]["same_care_manager"] = json!(false);
    });
    assert_snapshot!(line(&other), @r#"1572 "521111" "サービス利用支援費（Ⅰ）""#);
}

#[test]
fn an_overlap_that_is_only_inferred_is_not_claimed_and_nothing_rides_on_the_fee() {
    let told = |level: &str| {
        story(&overlap("2026-10", level, |facts| {
            facts["office"]["systems"] = json!(["chief_1"]);
        }))
    };
    assert_eq!(told("care_1_2"), told("care_3_5"));
    assert_snapshot!(told("care_1_2"), @"
    - monitoring_fee: 減算の単位が確認できていないため、算定額が分かりません。 <- 告示で確かめた減算の単位
    = 0
    ");
    // The class for 要介護1・2 does not touch the second fee.
    let second = overlap("2026-10", "care_1_2", |facts| {
        facts["office"]["load"] = json!({"cases": [40], "consultants": [1]});
    });
    assert_snapshot!(story(&second), @"
    monitoring_fee 2 606x1
    = 606
    ");
}

#[test]
fn a_child_has_no_overlap() {
    let child = overlap("2026-10", "care_1_2", |facts| {
        facts["people"][0]["kind"] = json!("child");
    });
    assert_snapshot!(story(&child), @"
    monitoring_fee 1 1448x1
    = 1448
    ");
}

#[test]
fn yen_are_units_at_the_price_of_the_kinds_area_rounded_down_once() {
    let priced = |kind: &str, area: u8| {
        let facts = with("2026-10", |facts| {
            facts["people"][0]["kind"] = json!(kind);
            facts["office"][format!("area_grade_{kind}")] = json!(area);
            facts["office"]["systems"] = json!(["behaviour_2"]);
        });
        let person = &explained(&facts)["people"][0];
        format!(
            "{} × {} = {}",
            person["units"], person["unit_price"], person["yen"]
        )
    };
    // 1338 × 10.36 = 13861.68; 1338 × 10 has no fraction; 1478 × 11.20 = 16553.6.
    assert_snapshot!(priced("adult", 6), @r#"1338 × "10.36" = 13861"#);
    assert_snapshot!(priced("adult", 0), @r#"1338 × "10.00" = 13380"#);
    assert_snapshot!(priced("child", 1), @r#"1478 × "11.20" = 16553"#);
}
