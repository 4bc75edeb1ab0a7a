//! Monitoring in the month after: the municipality's practice, the reason, the month it was made for.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{explained, facts, monitoring, story};

/// A visit and its record in November, where October was printed.
fn november(record: Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut record = record;
    record["on"] = json!("2026-11-05");
    record["kind"] = json!("monitoring_recorded");
    let mut one = facts("2026-11", json!([monitoring("2026-11-05")[0], record]));
    change(&mut one);
    one
}

fn good() -> Value {
    json!({"due_month": "2026-10", "reason": "本人の入院"})
}

#[test]
fn a_slip_needs_its_reason_and_an_open_printed_month() {
    let slipped = |record: Value| story(&november(record, |_| {}));
    assert_snapshot!(slipped(good()), @"
    monitoring_fee 1 1308x1
    = 1308
    ");
    assert_snapshot!(slipped(json!({"due_month": "2026-10"})), @"
    - monitoring_fee: 翌月になった理由が記録されていません。 <- やむを得ない理由の記録
    = 0
    ");
    assert_snapshot!(slipped(json!({"due_month": "2026-10", "reason": " "})), @"
    - monitoring_fee: 翌月になった理由が記録されていません。 <- やむを得ない理由の記録
    = 0
    ");
    // Without a month named it is the printed one before, and the reason is still asked for.
    assert_snapshot!(slipped(json!({})), @"
    - monitoring_fee: 翌月になった理由が記録されていません。 <- やむを得ない理由の記録
    = 0
    ");
    assert_snapshot!(slipped(json!({"due_month": "2026-09", "reason": "本人の入院"})), @"
    - monitoring_fee: 受給者証のモニタリング実施月ではありません。 <- 市町村によるモニタリング実施月の変更
    = 0
    ");
    assert_snapshot!(slipped(json!({"due_month": "2026-07", "reason": "本人の入院"})), @"
    - monitoring_fee: 対象の実施月は、すでに実施済みか、翌月を過ぎています。 <- まだ実施していない、当月か前月の実施月
    = 0
    ");
}

#[test]
fn the_municipality_decides_and_its_own_entry_before_the_default() {
    let practice = |slip: Value| {
        story(&november(good(), |facts| {
            facts["office"]["next_month_slip"] = slip;
        }))
    };
    assert_snapshot!(practice(json!("refused")), @"
    - monitoring_fee: 市町村は翌月の実施を認めていません。 <- 実施月のうちの実施、または実施月の変更
    = 0
    ");
    assert_snapshot!(practice(json!({"141305": "refused", "default": "accepted"})), @"
    - monitoring_fee: 市町村は翌月の実施を認めていません。 <- 実施月のうちの実施、または実施月の変更
    = 0
    ");
    let accepted = practice(json!("accepted"));
    assert_eq!(
        practice(json!({"141305": "accepted", "default": "refused"})),
        accepted
    );
    assert_eq!(practice(json!({"default": "accepted"})), accepted);
    // Nobody recorded what this one does.
    assert_snapshot!(practice(json!({"131016": "accepted"})), @"
    - monitoring_fee: 市町村が翌月の実施を認めるかどうかが記録されていません。 <- 翌月の実施についての市町村の扱い
    = 0
    ");
}

#[test]
fn a_month_monitored_or_claimed_already_does_not_slip() {
    let claimed = november(good(), |facts| {
        facts["people"][0]["claimed_before"] = json!([{"month": "2026-10", "item": "monitoring_fee"}]);
    });
    assert_snapshot!(story(&claimed), @"
    - monitoring_fee: 対象の実施月は、すでに実施済みか、翌月を過ぎています。 <- まだ実施していない、当月か前月の実施月
    = 0
    ");
    let done = november(good(), |facts| {
        let events = [
            monitoring("2026-10-20"),
            facts["people"][0]["events"].as_array().unwrap().clone(),
        ]
        .concat();
        facts["people"][0]["events"] = json!(events);
    });
    assert_snapshot!(story(&done), @"
    - monitoring_fee: 対象の実施月は、すでに実施済みか、翌月を過ぎています。 <- まだ実施していない、当月か前月の実施月
    = 0
    ");
}

#[test]
fn a_visit_before_the_month_it_was_due_in_does_not_count() {
    let mut one = facts("2026-10", json!(monitoring("2026-10-06")));
    one["people"][0]["events"][0]["on"] = json!("2026-09-30");
    assert_snapshot!(story(&one), @"
    - monitoring_fee: 訪問が実施月より前です。 <- 実施月に入ってからの訪問
    = 0
    ");
}

#[test]
fn a_monitoring_lies_within_the_period_except_a_slip() {
    let ends = |to: &str, month: &str, record: Value| {
        let mut one = november(record, |_| {});
        if month == "2026-10" {
            one = facts("2026-10", json!(monitoring("2026-10-20")));
        }
        one["people"][0]["certificate"]["to"] = json!(to);
        story(&one)
    };
    assert_snapshot!(ends("2026-10-20", "2026-10", json!({})), @"
    monitoring_fee 1 1308x1
    = 1308
    ");
    assert_snapshot!(ends("2026-10-19", "2026-10", json!({})), @"
    - monitoring_fee: 支給決定期間の外です。 <- この日を含む支給決定期間の受給者証
    = 0
    ");
    assert_snapshot!(ends("2026-10-31", "2026-11", good()), @"
    monitoring_fee 1 1308x1
    = 1308
    ");
}

#[test]
fn a_due_month_without_monitoring_is_a_problem_that_stops_nothing() {
    let person = &explained(&facts("2026-10", json!([])))["people"][0];
    assert_snapshot!(person.to_string(), @r#"{"id":"p1","lines":[],"not_claimed":[],"problems":[{"month":"2026-10","step":"due_month_without_monitoring","stops_payment":false,"what":"実施月（令和8年10月）のモニタリングがありません。"}],"unit_price":"10.60","units":0,"yen":0}"#);
}
