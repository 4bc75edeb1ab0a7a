//! What the loader refuses. Each case changes one place of the bundled files.
#![expect(clippy::unwrap_used, reason = "a test that cannot load the tables has failed")]

use bansou_law::{BUNDLED, Law};
use insta::assert_snapshot;

const DUTIES: &str = "planning/duties.toml";

/// Loads the bundled files with the first `old` in `path` replaced by `new` and returns the refusal.
fn refusal(path: &str, old: &str, new: &str) -> String {
    let original = BUNDLED.iter().find(|(known, _)| *known == path).unwrap().1;
    assert!(original.contains(old), "{path} holds no {old:?}");
    let changed = original.replacen(old, new, 1);
    let files = BUNDLED.map(|(known, text)| (known, if known == path { changed.as_str() } else { text }));
    Law::load(&files).unwrap_err().to_string()
}

/// The duties with a second version of the contract.
fn second_version(dates: &str) -> String {
    let version = format!(
        r#"
[[item.version]]
{dates}
cite = {{ source = "planning-standard", at = "第5条", evidence = "unverified", set_by = [] }}
record = "契約書"
payment_critical = false
requires = []
evidence = "unverified"
set_by = []

[[item]]
key  = "assessment-visit""#
    );
    refusal(DUTIES, "\n[[item]]\nkey  = \"assessment-visit\"", &version)
}

#[test]
fn two_versions_at_once_are_refused() {
    assert_snapshot!(second_version(r#"from = "2026-06-01""#), @"planning/duties.toml: contract: the version from 2026-06-01 begins before the one before it ends");
    assert_snapshot!(second_version("from = \"2020-04-01\"\nuntil = \"2024-04-01\""), @"planning/duties.toml: contract: the version from 2024-04-01 begins before the one before it ends");
}

#[test]
fn a_version_that_ends_before_it_begins_is_refused() {
    assert_snapshot!(second_version("from = \"2020-04-01\"\nuntil = \"2020-03-31\""), @"planning/duties.toml: contract: the version from 2020-04-01 ends before it begins");
}

#[test]
fn an_impossible_date_is_refused() {
    assert_snapshot!(refusal(DUTIES, r#""2024-04-01""#, r#""2024-04-31""#), @r#"planning/duties.toml: contract: "2024-04-31" is not a date of the form YYYY-MM-DD"#);
    assert_snapshot!(refusal(DUTIES, r#""2027-03""#, r#""2027-13""#), @r#"planning/duties.toml: verified_until: "2027-13" is not a month of the form YYYY-MM"#);
}

#[test]
fn an_unknown_key_is_refused_with_its_line() {
    assert_snapshot!(refusal(DUTIES, "payment_critical = false", "payment_criticl = false"), @"
    planning/duties.toml: TOML parse error at line 14, column 1
       |
    14 | payment_criticl = false
       | ^^^^^^^^^^^^^^^
    unknown field `payment_criticl`, expected one of `from`, `until`, `cite`, `record`, `payment_critical`, `requires`, `evidence`, `set_by`, `note`
    ");
}

#[test]
fn an_unknown_source_is_refused() {
    assert_snapshot!(refusal(DUTIES, "source = \"planning-standard\"", "source = \"planing-standard\""), @r#"planning/duties.toml: contract: the source "planing-standard" is not in sources.toml"#);
    assert_snapshot!(refusal(DUTIES, "\"page-planning-additions\"", "\"page-nowhere\""), @r#"planning/duties.toml: assessment-visit: the source "page-nowhere" is not in sources.toml"#);
}

#[test]
fn a_step_that_requires_one_not_standing_before_it_is_refused() {
    assert_snapshot!(refusal(DUTIES, "requires         = [\"contract\"]", "requires         = [\"contact\"]"), @r#"planning/duties.toml: assessment-visit: requires "contact", which does not stand before it"#);
    assert_snapshot!(refusal(DUTIES, "requires         = [\"contract\"]", "requires         = [\"conference\"]"), @r#"planning/duties.toml: assessment-visit: requires "conference", which does not stand before it"#);
}

#[test]
fn a_grade_that_its_sources_do_not_carry_is_refused() {
    let path = "planning/deadlines.toml";
    let evidence = "evidence         = \"unverified\"\nset_by           = []";
    let graded = |grade: &str, set_by: &str| {
        refusal(
            path,
            evidence,
            &format!("evidence = \"{grade}\"\nset_by = {set_by}"),
        )
    };
    assert_snapshot!(graded("one_source", "[]"), @"planning/deadlines.toml: monitoring-slip: one_source needs 1 different sources in set_by");
    assert_snapshot!(graded("two_sources", r#"["page-inspection", "page-inspection"]"#), @"planning/deadlines.toml: monitoring-slip: two_sources needs 2 different sources in set_by");
    assert_snapshot!(graded("official", r#"["planning-standard"]"#), @"planning/deadlines.toml: monitoring-slip: official needs an act, ordinance or notice that was read (sha256 and retrieved)");
}

#[test]
fn a_secondary_page_is_not_cited_as_law() {
    assert_snapshot!(refusal(DUTIES, "source = \"planning-standard\"", "source = \"page-inspection\""), @r#"planning/duties.toml: contract: "page-inspection" is a secondary page and cannot be cited"#);
}

#[test]
fn a_key_or_source_that_stands_twice_is_refused() {
    assert_snapshot!(refusal(DUTIES, "key  = \"draft-made\"", "key  = \"contract\""), @"planning/duties.toml: contract: stands twice");
    assert_snapshot!(refusal("sources.toml", "id     = \"child-standard\"", "id     = \"planning-standard\""), @"sources.toml: planning-standard: stands twice");
}

#[test]
fn an_interval_of_no_months_is_refused() {
    let path = "planning/monitoring-intervals.toml";
    assert!(refusal(path, "every_months = 3", "every_months = 0").contains("nonzero"));
}

#[test]
fn a_fee_is_refused_when_it_overlaps_runs_backwards_or_says_two_things() {
    let fees = "planning/fees.toml";
    assert_snapshot!(refusal(fees, "until    = \"2024-03\"", "until    = \"2024-04\""), @"planning/fees.toml: plan/k1: the version from 2024-04 begins before the one before it ends");
    assert_snapshot!(refusal(fees, "until    = \"2024-03\"", "until    = \"2021-03\""), @"planning/fees.toml: plan/k1: the version from 2021-04 ends before it begins");
    assert_snapshot!(refusal(fees, "units    = 1864", "units    = 1864\nrate = \"1/2\""), @"planning/fees.toml: plan/k1: has units and a rate");
    assert_snapshot!(refusal(fees, "units    = 1864", "rate = \"1/0\""), @r#"planning/fees.toml: plan/k1: "1/0" is not a fraction of the form 51/1000"#);
    assert_snapshot!(refusal(fees, "\"2021-04\"", "\"2021-13\""), @r#"planning/fees.toml: plan/k1: "2021-13" is not a month of the form YYYY-MM"#);
    assert!(
        refusal("child/additions.toml", "per_month = 1", "per_moon = 1").contains("unknown field `per_moon`")
    );
}

#[test]
fn a_value_without_its_source_is_refused() {
    let fees = "planning/fees.toml";
    let set_by = "set_by   = [\"page-fees-2024-care\", \"page-fees-2021-mhlw\"]";
    assert!(refusal(fees, set_by, "").contains("missing field `set_by`"));
    assert!(refusal(fees, "evidence = \"two_sources\"", "").contains("missing field `evidence`"));
    assert_snapshot!(refusal(fees, set_by, "set_by = []"), @"planning/fees.toml: plan/k1: two_sources needs 2 different sources in set_by");
}

#[test]
fn a_month_without_a_version_has_no_value_whatever_its_neighbours_have() {
    // The second version begins a year late: the gap is legal, and nothing fills it.
    let changed = BUNDLED.map(|(path, text)| {
        let text = if path == "planning/fees.toml" {
            text.replacen("from     = \"2024-04\"", "from     = \"2025-04\"", 1)
        } else {
            text.to_owned()
        };
        (path, text)
    });
    let changed: Vec<_> = changed
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let law = Law::load(&changed).unwrap();
    let fee = law.planning.rewards.fees.find("plan/k1").unwrap();
    let told = ["2021-03", "2021-04", "2024-03", "2024-04", "2025-03", "2025-04"].map(|month| {
        let found = fee.history.at(month.parse().unwrap());
        found.map_or_else(
            |none| none.to_string(),
            |version| format!("{month}: {:?}", version.amount),
        )
    });
    assert_snapshot!(told.join("\n"), @"
    the law tables hold no value for 2021-03
    2021-04: Units(1864)
    2024-03: Units(1864)
    the law tables hold no value for 2024-04
    the law tables hold no value for 2025-03
    2025-04: Units(2014)
    ");
}

#[test]
fn a_row_of_the_code_table_is_refused_when_it_is_not_whole() {
    let codes = "planning/service-codes.csv";
    assert_snapshot!(refusal(codes, "plan/k1,2024-04,,521161", "plan/k1,2024-04,,52116"), @r#"planning/service-codes.csv: plan/k1,2024-04,,52116,one_source,page-claim-software: "52116" is not a service code"#);
    assert_snapshot!(refusal(codes, "one_source", "sure"), @"planning/service-codes.csv: plan/k1,2024-04,,521161,sure,page-claim-software: is not a row of six cells with a known evidence grade");
    assert_snapshot!(refusal(codes, "plan/k2,", "plan/k1,"), @"planning/service-codes.csv: plan/k1: the version from 2024-04 begins before the one before it ends");
    assert_snapshot!(refusal(codes, "key,from", "from,key"), @"planning/service-codes.csv: the first line is not key,from,until,code,evidence,set_by");
}

#[test]
fn a_revision_that_ends_before_it_begins_is_refused() {
    assert_snapshot!(refusal("revisions.toml", "\"2024-03\"", "\"2021-03\""), @"revisions.toml: rewards/2021-04: the version from 2021-04 ends before it begins");
}

#[test]
fn a_missing_unknown_or_doubled_file_is_refused() {
    let refusal = |files: &[(&str, &str)]| Law::load(files).unwrap_err().to_string();
    assert_snapshot!(refusal(&BUNDLED[..BUNDLED.len() - 1]), @"child/service-codes.csv is missing");
    assert_snapshot!(refusal(&[&BUNDLED[..], &[("planning/fee.toml", "")]].concat()), @"planning/fee.toml is not a file of the law tables");
    assert_snapshot!(refusal(&[&BUNDLED[..], &BUNDLED[..1]].concat()), @"sources.toml is given twice");
}

#[test]
fn the_bytes_to_hash_do_not_depend_on_the_order_of_files_but_on_every_letter() {
    let law = Law::bundled().unwrap();
    let mut reversed = BUNDLED;
    reversed.reverse();
    assert_eq!(Law::load(&reversed).unwrap().canonical(), law.canonical());

    let changed = BUNDLED.map(|(path, text)| {
        (
            path,
            text.replace("重要事項の説明と利用契約", "重要事項の説明と契約"),
        )
    });
    let changed: Vec<_> = changed
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    assert_ne!(Law::load(&changed).unwrap().canonical(), law.canonical());
}

const RECORDS: &str = "layouts/records.toml";
const CODES: &str = "layouts/planning-codes.toml";

#[test]
fn an_item_of_a_record_that_says_two_things_or_nothing_is_refused() {
    assert_snapshot!(refusal(RECORDS, r#"value = "1", evidence"#, r#"value = "1", holds = "office", evidence"#), @"layouts/records.toml: control: item 1: needs either value or holds");
    assert_snapshot!(refusal(RECORDS, r#"value = "1", evidence"#, "evidence"), @"layouts/records.toml: control: item 1: needs either value or holds");
    assert_snapshot!(refusal(RECORDS, r#"value = "1", evidence"#, r#"value = "12", evidence"#), @"layouts/records.toml: control: item 1: its value is longer than the item");
    assert_snapshot!(refusal(RECORDS, r#"value = "1", evidence"#, r#"value = "a", evidence"#), @"layouts/records.toml: control: item 1: its value is not of its type");
    assert_snapshot!(refusal(RECORDS, r#"value = "1", evidence"#, r#"value = "", evidence"#), @"layouts/records.toml: control: item 1: is required and has no value");
}

#[test]
fn an_unknown_fact_type_or_key_of_an_item_is_refused_with_its_line() {
    for (old, new) in [
        (r#"holds = "office""#, r#"holds = "offices""#),
        (r#"type = "code""#, r#"type = "codes""#),
        ("bytes = 1,", "byte = 1,"),
        ("bytes = 1,", "bytes = 0,"),
    ] {
        let refused = refusal(RECORDS, old, new);
        assert!(
            refused.starts_with("layouts/records.toml: TOML parse error at line"),
            "{refused}"
        );
    }
}

#[test]
fn a_layout_with_a_record_or_a_code_missing_or_misspelt_is_refused() {
    assert_snapshot!(refusal(RECORDS, r#"key  = "end""#, r#"key  = "ende""#), @"layouts/records.toml: ende: is not a key of this table");
    assert_snapshot!(refusal(CODES, r#"key  = "data-kind""#, r#"key  = "data""#), @"layouts/planning-codes.toml: data-kind: is missing");
    assert_snapshot!(refusal(CODES, r#"value    = "J31""#, r#"value    = "j31""#), @r#"layouts/planning-codes.toml: data-kind: "j31" is not a code of digits and capital letters"#);
    let file = BUNDLED.iter().find(|(path, _)| *path == RECORDS).unwrap().1;
    let end = file.find("\n[[item]]\nkey  = \"end\"").unwrap();
    assert_snapshot!(refusal(RECORDS, &file[end..], ""), @"layouts/records.toml: end: is missing");
}

#[test]
fn a_layout_without_its_source_or_with_two_versions_at_once_is_refused() {
    assert_snapshot!(refusal(RECORDS, "\"page-claim-writer\"", "\"page-nobody\""), @r#"layouts/records.toml: control: the source "page-nobody" is not in sources.toml"#);
    assert_snapshot!(refusal(RECORDS, ", set_by = [\"page-spec-extraction\", \"page-claim-writer\"]", ", set_by = []"), @"layouts/records.toml: control: two_sources needs 2 different sources in set_by");
    assert_snapshot!(refusal(RECORDS, "interface-common", "page-claim-writer"), @r#"layouts/records.toml: control: "page-claim-writer" is a secondary page and cannot be cited"#);
    let again = "value    = \"J31\"\nevidence = \"unverified\"\nset_by   = []\n\n[[item.version]]\nfrom     = \"2026-04\"\nvalue    = \"J31\"";
    assert_snapshot!(refusal(CODES, "value    = \"J31\"", again), @"layouts/planning-codes.toml: data-kind: the version from 2026-04 begins before the one before it ends");
}
