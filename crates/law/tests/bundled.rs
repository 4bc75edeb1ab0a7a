//! The tables the product is built with, as a person would read them.
#![expect(clippy::unwrap_used, reason = "a test that cannot load the tables has failed")]

use std::fmt::Write as _;
use std::num::NonZeroU8;

use bansou_domain::calendar::Period;
use bansou_domain::schedule::{FirstMonthly, suggest};
use bansou_law::{
    Amount, Cited, Duty, Evidence, Grounds, Law, MONITORING_SLIP, NEW_OR_CHANGED, Provision, Table,
};
use insta::assert_snapshot;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 21);

fn law() -> Law {
    Law::bundled().unwrap()
}

fn duties(table: &Table<Duty>) -> String {
    let mut lines = String::new();
    for duty in table.on(TODAY) {
        let Cited { cite, grounds } = &duty.version.cited;
        let star = if duty.version.payment_critical {
            "★"
        } else {
            "　"
        };
        let after = duty.version.requires.join(", ");
        writeln!(
            lines,
            "{star} {} <- {after} | {cite} ({})",
            duty.key,
            grounds.evidence.code()
        )
        .unwrap();
    }
    lines
}

#[test]
fn the_duties_of_planning_support_stand_in_their_order() {
    assert_snapshot!(duties(&law().planning.duties), @"
    　 contract <-  | 指定計画相談支援基準 第5条 (unverified)
    ★ assessment-visit <- contract | 指定計画相談支援基準 第15条第2項第7号 (unverified)
    　 draft-made <- assessment-visit | 指定計画相談支援基準 第15条第2項第8号 (unverified)
    ★ draft-consent <- draft-made | 指定計画相談支援基準 第15条第2項第10号 (unverified)
    ★ draft-delivery <- draft-consent | 指定計画相談支援基準 第15条第2項第11号 (unverified)
    　 grant-checked <- draft-delivery | 指定計画相談支援基準 第9条 (unverified)
    ★ conference <- grant-checked | 指定計画相談支援基準 第15条第2項第12号 (one_source)
    ★ plan-consent <- conference | 指定計画相談支援基準 第15条第2項第13号 (unverified)
    ★ plan-delivery <- plan-consent | 指定計画相談支援基準 第15条第2項第14号 (unverified)
    　 plan-to-municipality <- plan-consent | 指定計画相談支援基準 第6条 (unverified)
    　 ongoing-contact <- plan-delivery | 指定計画相談支援基準 第15条第3項第1号 (unverified)
    ★ monitoring-visit <- plan-delivery | 指定計画相談支援基準 第15条第3項第2号 (unverified)
    ★ plan-change <- monitoring-visit | 指定計画相談支援基準 第15条第3項第3号 (unverified)
    　 new-application <- monitoring-visit | 指定計画相談支援基準 第15条第3項 (unverified)
    ");
}

#[test]
fn the_duties_of_child_support_stand_in_their_order() {
    assert_snapshot!(duties(&law().child.duties), @"
    　 contract <-  | 指定障害児相談支援基準 第5条 (unverified)
    ★ assessment-visit <- contract | 指定障害児相談支援基準 第15条第2項第6号 (one_source)
    　 draft-made <- assessment-visit | 指定障害児相談支援基準 第15条第2項第7号 (unverified)
    ★ draft-consent <- draft-made | 指定障害児相談支援基準 第15条第2項第8号 (one_source)
    ★ draft-delivery <- draft-consent | 指定障害児相談支援基準 第15条第2項第9号 (one_source)
    　 grant-checked <- draft-delivery | 指定障害児相談支援基準 第9条 (unverified)
    ★ conference <- grant-checked | 指定障害児相談支援基準 第15条第2項第10号 (one_source)
    ★ plan-consent <- conference | 指定障害児相談支援基準 第15条第2項第11号 (one_source)
    ★ plan-delivery <- plan-consent | 指定障害児相談支援基準 第15条第2項第12号 (one_source)
    　 plan-to-municipality <- plan-consent | 指定障害児相談支援基準 第6条 (unverified)
    　 ongoing-contact <- plan-delivery | 指定障害児相談支援基準 第15条第3項第1号 (unverified)
    ★ monitoring-visit <- plan-delivery | 指定障害児相談支援基準 第15条第3項第2号 (one_source)
    ★ plan-change <- monitoring-visit | 指定障害児相談支援基準 第15条第3項第3号 (one_source)
    　 new-application <- monitoring-visit | 指定障害児相談支援基準 第15条第3項 (unverified)
    ");
}

#[test]
fn both_schemes_share_the_keys_of_their_duties() {
    let law = law();
    let keys = |table: &Table<Duty>| {
        table
            .items
            .iter()
            .map(|duty| duty.key.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&law.planning.duties), keys(&law.child.duties));
}

#[test]
fn before_the_tables_begin_no_duty_is_in_force() {
    assert_eq!(law().planning.duties.on(date(2024, 3, 31)).count(), 0);
}

#[test]
fn the_interval_of_a_printed_service_is_that_of_the_longest_name_it_begins_with() {
    let law = law();
    let every = |printed| {
        law.planning
            .intervals
            .for_service(printed, TODAY)
            .map(|version| version.every.get())
    };
    assert_eq!(every("居宅介護（家事援助）"), Some(3));
    assert_eq!(every("就労継続支援Ｂ型"), Some(6));
    assert_eq!(every("短期入所（医療型）"), Some(3));
    assert_eq!(every("共同生活援助"), Some(6));
    assert_eq!(every("共同生活援助(日中サービス支援型)"), Some(3));
    assert_eq!(every("就労選択支援"), None);
    assert_eq!(
        law.child
            .intervals
            .for_service("放課後等デイサービス", TODAY)
            .unwrap()
            .every
            .get(),
        6
    );
}

#[test]
fn the_adult_of_the_walk_is_suggested_months_from_the_tables_alone() {
    let law = law();
    let table = &law.planning.intervals;
    let standard: Vec<NonZeroU8> = ["就労継続支援B型", "居宅介護（家事援助）"]
        .iter()
        .map(|printed| table.for_service(printed, TODAY).unwrap().every)
        .collect();
    let new = table.in_situation(NEW_OR_CHANGED, TODAY).unwrap();
    let first = FirstMonthly {
        count: new.for_months.unwrap().get(),
        from: None,
    };
    let grant = Period::new(date(2026, 5, 1), date(2027, 4, 30)).unwrap();
    let months = suggest(grant, &standard, Some(first)).unwrap().months;
    let line: Vec<_> = months.iter().map(ToString::to_string).collect();
    assert_snapshot!(line.join(" "), @"2026-05 2026-06 2026-07 2026-10 2027-01 2027-04");
}

#[test]
fn the_slip_to_the_following_month_is_a_setting_of_the_municipality() {
    let law = law();
    let slip = law.deadlines.at(MONITORING_SLIP, TODAY).unwrap();
    assert_eq!((slip.months.get(), slip.per_municipality), (1, true));
    assert_eq!(slip.grounds.evidence, Evidence::Unverified);
}

#[test]
fn every_kind_of_record_is_kept_five_years_and_the_ordinance_may_say_longer() {
    let law = law();
    for retention in &law.retention.items {
        let kept = law.retention.at(&retention.key, TODAY).unwrap();
        assert_eq!(
            (kept.years.get(), kept.per_municipality),
            (5, true),
            "{}",
            retention.key
        );
    }
}

/// Everything the tables rest on, of values and of citations.
fn all_grounds(law: &Law) -> Vec<Grounds> {
    let mut all = Vec::new();
    for scheme in [&law.planning, &law.child] {
        let duties = scheme
            .duties
            .items
            .iter()
            .flat_map(|duty| duty.history.versions());
        all.extend(
            duties.flat_map(|version| [version.value.grounds.clone(), version.value.cited.grounds.clone()]),
        );
        let intervals = scheme
            .intervals
            .items
            .iter()
            .flat_map(|interval| interval.history.versions());
        all.extend(
            intervals
                .flat_map(|version| [version.value.grounds.clone(), version.value.cited.grounds.clone()]),
        );
    }
    let deadlines = law
        .deadlines
        .items
        .iter()
        .flat_map(|deadline| deadline.history.versions());
    all.extend(deadlines.map(|version| version.value.grounds.clone()));
    let retention = law
        .retention
        .items
        .iter()
        .flat_map(|retention| retention.history.versions());
    all.extend(retention.map(|version| version.value.grounds.clone()));
    all
}

#[test]
fn nothing_is_official_while_no_official_text_was_read() {
    let law = law();
    assert!(law.sources().all(|source| !source.is_read_official()));
    assert!(
        all_grounds(&law)
            .iter()
            .all(|grounds| grounds.evidence < Evidence::Official)
    );
}

#[test]
fn an_unverified_value_names_no_source() {
    for grounds in all_grounds(&law()) {
        assert_eq!(
            grounds.evidence == Evidence::Unverified,
            grounds.set_by.is_empty(),
            "{grounds:?}"
        );
    }
}

#[test]
fn a_new_start_is_monitored_monthly_for_three_months_in_both_schemes() {
    let law = law();
    for scheme in [&law.planning, &law.child] {
        let new = scheme.intervals.in_situation(NEW_OR_CHANGED, TODAY).unwrap();
        assert_eq!(
            (new.every.get(), new.for_months.map(NonZeroU8::get)),
            (1, Some(3))
        );
    }
}

/// The units of a provision in a month.
fn units(table: &Table<Provision>, key: &str, month: &str) -> i32 {
    let version = table
        .find(key)
        .unwrap()
        .history
        .at(month.parse().unwrap())
        .unwrap();
    let Amount::Units(units) = version.amount else {
        unreachable!("{key} has {:?}", version.amount)
    };
    units
}

#[test]
fn from_2021_to_2024_each_fee_rose_by_the_step_of_its_group() {
    let law = law();
    let steps = |table: &Table<Provision>, key: &str| {
        let step = |tier: &str| {
            let key = format!("{key}/{tier}");
            units(table, &key, "2024-04") - units(table, &key, "2024-03")
        };
        ["k1", "k2", "k3", "k4", "1", "2"].map(step)
    };
    let (adult, child) = (&law.planning.rewards.fees, &law.child.rewards.fees);
    assert_eq!(steps(adult, "plan"), [150, 150, 150, 50, 50, 0]);
    assert_eq!(steps(adult, "monitoring"), [148, 148, 148, 48, 48, 0]);
    assert_eq!(steps(child, "plan"), [174, 174, 174, 74, 74, 0]);
    assert_eq!(steps(child, "monitoring"), [172, 172, 172, 72, 72, 0]);
}

#[test]
fn no_fee_is_in_force_before_2021_and_no_revision_after_what_the_tables_cover() {
    let law = law();
    let fee = law.planning.rewards.fees.find("plan/1").unwrap();
    assert!(fee.history.at("2021-03".parse().unwrap()).is_err());
    let at = |month: &str| {
        let revisions = law.revisions.at(month.parse().unwrap());
        let keys: Vec<_> = revisions.iter().map(|revision| revision.key.as_str()).collect();
        keys.join(" ")
    };
    assert_snapshot!(format!("{}|{}|{}|{}|{}", at("2021-03"), at("2021-04"), at("2024-04"), at("2026-06"), at("2027-04")), @"|rewards/2021-04|rewards/2024-04|rewards/2024-04 rewards/2026-06|");
}

#[test]
fn every_code_belongs_to_a_provision_and_begins_with_its_service() {
    let law = law();
    for (scheme, service) in [(&law.planning, "52"), (&law.child, "55")] {
        let rewards = &scheme.rewards;
        for (key, history) in rewards.codes.items() {
            let plain = key.strip_prefix("base-strength").map_or(key, |_| "base-strength");
            let tables = [&rewards.fees, &rewards.additions, &rewards.reductions];
            assert!(tables.iter().any(|table| table.find(plain).is_some()), "{key}");
            let codes = history.versions();
            assert!(
                codes
                    .iter()
                    .all(|version| version.value.code.starts_with(service)),
                "{key}"
            );
        }
    }
}

#[test]
fn every_value_is_listed_with_its_evidence() {
    let values = law().values();
    let one = |key: &str, from: &str| {
        let value = values
            .iter()
            .find(|value| value.table == "planning/fees" && value.key == key && value.from == from)
            .unwrap();
        format!("{} {}", value.value, value.evidence.code())
    };
    assert_snapshot!(one("monitoring/1", "2024-04"), @"1308 two_sources");
    assert_snapshot!(one("monitoring/k1", "2021-04"), @"1613 unverified");
    let unknown = values.iter().filter(|value| value.value == "値は未確認").count();
    assert_eq!(unknown, 6);
}
