use insta::assert_snapshot;
use jiff::civil::{Date, date};

use super::*;

fn month(text: &str) -> ServiceMonth {
    text.parse().unwrap()
}

/// The second visit to 見本 陽介, due in October, with nothing wrong but the day given.
fn visited(on: Date) -> MonitoringReport {
    MonitoringReport {
        month: Some(month("2026-10")),
        visit: Visit {
            on: Some(on),
            place: "自宅".to_owned(),
            met: vec!["本人".to_owned()],
            ..Visit::default()
        },
        overall: "母の入院中、姉が3日間泊まった。".to_owned(),
        ..MonitoringReport::default()
    }
}

fn slipped(on: Date) -> MonitoringReport {
    MonitoringReport {
        slip: Some(Slip {
            reason: "本人の発熱のため".to_owned(),
            ..Slip::default()
        }),
        ..visited(on)
    }
}

const TODAY: Date = date(2026, 12, 20);

fn problems(report: &MonitoringReport) -> Vec<Problem> {
    check(report, TODAY, SlipRule::default())
}

#[test]
fn a_visit_counts_in_its_month_and_with_a_reason_in_the_next() {
    assert_eq!(problems(&visited(date(2026, 10, 31))), []);
    assert_eq!(
        problems(&visited(date(2026, 11, 1))),
        [Problem::SlipReasonMissing]
    );
    assert_eq!(problems(&slipped(date(2026, 11, 30))), []);
}

#[test]
fn a_visit_never_counts_the_month_before_nor_two_months_after() {
    assert_eq!(problems(&slipped(date(2026, 9, 30))), [Problem::BeforeDueMonth]);
    assert_eq!(problems(&slipped(date(2026, 12, 1))), [Problem::TooLate]);
}

#[test]
fn a_municipality_can_refuse_the_following_month() {
    let refused = check(&slipped(date(2026, 11, 5)), TODAY, SlipRule::Refused);
    assert_eq!(refused, [Problem::SlipRefused]);
}

#[test]
fn a_visit_outside_the_schedule_says_what_it_was_made_for() {
    let mut report = visited(date(2026, 9, 2));
    report.month = None;
    assert_eq!(problems(&report), [Problem::OccasionMissing]);
    report.occasion = "母の入院".to_owned();
    assert_eq!(problems(&report), []);
    assert_eq!(claim_kind(&report), ClaimKind::OutsideSchedule);
}

#[test]
fn a_plan_is_made_anew_or_changed_in_a_minor_way_never_both() {
    let mut report = visited(date(2026, 10, 6));
    report.leads_to = vec![LeadsTo::MinorChange];
    assert_eq!(problems(&report), []);
    report.leads_to.push(LeadsTo::PlanChange);
    assert_eq!(problems(&report), [Problem::ChangeUndecided]);
}

#[test]
fn an_empty_report_tells_everything_at_once() {
    let report = MonitoringReport {
        month: Some(month("2026-10")),
        rows: vec![Row::default()],
        ..MonitoringReport::default()
    };
    assert_snapshot!(format!("{:?}", problems(&report)), @"[VisitMissing, PlaceMissing, MetMissing, OverallMissing, AchievementMissing(0), ChangeMissing(0)]");
}

#[test]
fn the_reason_is_drafted_from_what_is_known_and_invents_nothing() {
    let draft = |cause, slip: &Slip| slip_sentence(month("2026-10"), Some(date(2026, 11, 5)), cause, slip);
    let called = Slip {
        called_on: Some(date(2026, 10, 26)),
        called_whom: "区役所 障害者支援課".to_owned(),
        ..Slip::default()
    };
    assert_snapshot!(draft(Some(SlipCause::Illness), &called), @"本人の体調不良のため、10月中の訪問ができなかった。11月5日に訪問した。10月26日に区役所 障害者支援課へ連絡済み。");
    assert_snapshot!(draft(None, &Slip::default()), @"＿＿のため、10月中の訪問ができなかった。11月5日に訪問した。");
    let written = Slip {
        reason: "母の手術と重なったため".to_owned(),
        ..called.clone()
    };
    assert_snapshot!(draft(None, &written), @"母の手術と重なったため。10月26日に区役所 障害者支援課へ連絡済み。");
    let complete = Slip {
        reason: "母の手術のため。10月26日に区役所へ連絡済み。".to_owned(),
        ..called
    };
    assert_snapshot!(draft(None, &complete), @"母の手術のため。10月26日に区役所へ連絡済み。");
}

#[test]
fn filling_as_before_leaves_alone_what_has_been_written() {
    let row = |need: &str| Row {
        need: need.to_owned(),
        ..Row::default()
    };
    let last = MonitoringReport {
        rows: vec![Row {
            satisfaction: Some(Band::Ninety),
            achievement: Some(Band::Seventy),
            ..row("眠りたい")
        }],
        ..visited(date(2026, 7, 22))
    };
    let changed = Row {
        changes: vec![Change::Amount],
        remedy: "短期入所を探す。".to_owned(),
        ..row("新しい課題")
    };
    let report = MonitoringReport {
        rows: vec![row("眠りたい"), changed],
        ..MonitoringReport::default()
    };
    let filled = fill_as_before(report, &last);
    let said = |row: &Row| {
        let band = row.achievement.map_or("-", Band::label);
        format!("{} {band} 変更なし={} {}", row.need, row.no_change, row.remedy)
    };
    let said: Vec<_> = filled.rows.iter().map(said).collect();
    assert_snapshot!(said.join("\n"), @r"
    眠りたい 70～90％ 変更なし=true このまま続ける。
    新しい課題 - 変更なし=false 短期入所を探す。
    ");
    assert_eq!(filled.visit.place, "自宅");
}

#[test]
fn a_claim_waits_for_the_visit_the_report_the_consent_and_the_copy() {
    let words = |report: &MonitoringReport, facts| {
        let missing = missing_for_claim(report, facts).into_iter().map(Missing::label);
        missing.collect::<Vec<_>>().join("・")
    };
    let nothing = ClaimFacts::default();
    assert_snapshot!(words(&MonitoringReport::default(), nothing), @"訪問・報告書の確定・本人の同意・市町村への写し");
    let confirmed = ClaimFacts {
        confirmed: true,
        ..nothing
    };
    assert_snapshot!(words(&visited(date(2026, 10, 5)), confirmed), @"本人の同意・市町村への写し");
}
