use std::path::Path;

use bansou_demo::{Office, Size, TODAY, Writer, crowd, fill, rich};
use bansou_testkit::{TestStore, noon};
use insta::assert_snapshot;
use serde_json::Value;

use super::*;
use crate::claims::preview::Code;
use crate::options::{Database, LawFolder};

async fn demo() -> (TestStore, Office) {
    let (test, office) = bansou_testkit::office().await;
    let writer = Writer::new(&test.store, &office, noon()).await.unwrap();
    let people = crowd(Size { people: 12, years: 1 }, TODAY);
    fill(&writer, rich().into_iter().chain(people), |_| ())
        .await
        .unwrap();
    (test, office)
}

fn options(folder: &Path, csv: bool) -> OfMonth {
    OfMonth {
        facts: None,
        office: None,
        month: None,
        at: Database {
            database: String::new(),
        },
        out: folder.join("out.jsonl"),
        csv: csv.then(|| folder.join("csv")),
        codes: ["planning.wage_improvement=52X001".parse().unwrap()].into(),
        law: LawFolder { folder: None },
    }
}

async fn claimed(test: &TestStore, options: &OfMonth, month: &str) -> Vec<Value> {
    let law = Law::bundled().unwrap();
    let found = office_of(&test.store, "1430000008").await.unwrap();
    let at = At {
        month: month.parse().unwrap(),
        now: noon(),
    };
    of_office(&test.store, &law, &found.unwrap(), at, options)
        .await
        .unwrap();
    let rows = std::fs::read_to_string(&options.out).unwrap();
    rows.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The rows of one month in words: state, amount, and of each line where its records open.
fn told(rows: &[Value]) -> String {
    let mut told: Vec<String> = rows[1..rows.len() - 1].iter().map(person).collect();
    told.sort();
    told.join("\n")
}

fn person(row: &Value) -> String {
    let id = row["id"].as_str().unwrap();
    let mut said = vec![format!("{} {} {}", row["name"], row["state"], row["claim_yen"])];
    for line in row["lines"].as_array().into_iter().flatten() {
        let because = line["because"].as_array().unwrap().iter();
        let kind = |record: &Value| {
            let record = record.as_str().unwrap().replace(id, "…");
            record.rsplit_once('/').unwrap().0.to_owned()
        };
        let mut kinds: Vec<String> = because.map(kind).collect();
        kinds.dedup();
        said.push(format!("  {} {}", line["item"], kinds.join(" ")));
    }
    said.join("\n")
}

#[tokio::test]
async fn a_month_from_the_records_is_the_month_the_office_sees_with_the_records_behind_it() {
    let (test, _) = demo().await;
    let folder = tempfile::tempdir().unwrap();
    let rows = claimed(&test, &options(folder.path(), false), "2026-10").await;
    let (first, last) = (&rows[0], &rows[rows.len() - 1]);
    assert_snapshot!(format!("{}\n{}", first["load"], last["totals"]), @r#"
    {"average_cases":"3.0000","average_consultants":"2.0000","over":0,"per_consultant":"1.5000"}
    {"adult":{"people":2,"units":1784,"yen":18910},"child":{"people":3,"units":5972,"yen":63302}}
    "#);
    assert_snapshot!(told(&rows), @r#"
    "見本 ひなた" "ready" 22906
      "plan_fee" /c/…/papers /c/… /c/…/papers
      "chief" /settings
      "medical" /settings
      "psychiatric" /settings
      "wage_improvement" /settings
    "見本 健" "nothing" 0
    "見本 千尋" "ready" 21030
      "monitoring_fee" /c/…/papers
      "chief" /settings
      "info_provided" /c/…/notes
      "medical" /settings
      "psychiatric" /settings
      "wage_improvement" /settings
    "見本 大輔" "nothing" 0
    "見本 太一" "ready" 17797
      "monitoring_fee" /c/…/papers
      "chief" /settings
      "medical" /settings
      "psychiatric" /settings
      "wage_improvement" /settings
    "見本 恵" "ready" 1113
      "provider_monitoring" /c/…/notes
      "wage_improvement" /settings
    "見本 直樹" "ready" 19366
      "monitoring_fee" /c/…/papers
      "chief" /settings
      "medical" /settings
      "psychiatric" /settings
      "wage_improvement" /settings
    "見本 美咲" "nothing" 0
    "見本 翔太" "nothing" 0
    "見本 花枝" "nothing" 0
    "見本 陽介" "nothing" 0
    "#);
}

#[tokio::test]
async fn the_preview_of_the_files_freezes_nothing_and_the_view_is_journalled() {
    let (test, office) = demo().await;
    let folder = tempfile::tempdir().unwrap();
    claimed(&test, &options(folder.path(), true), "2026-10").await;
    let mut files: Vec<_> = std::fs::read_dir(folder.path().join("csv"))
        .unwrap()
        .map(|file| {
            let file = file.unwrap();
            let bytes = std::fs::read(file.path()).unwrap();
            let lines = bytes.split(|byte| *byte == b'\n').count() - 1;
            format!("{} {lines}", file.file_name().to_string_lossy())
        })
        .collect();
    files.sort();
    assert_snapshot!(files.join("\n"), @r"
    preview-J2611001.CSV 12
    ");
    let scope = Scope {
        organisation: office.organisation,
        actor: None,
        now: noon(),
    };
    let claims = test
        .store
        .open_claims_by_program(office.organisation, office.office, noon(), "test")
        .await
        .unwrap();
    let mut reader = test.store.read(scope).await.unwrap();
    let frozen = reader.claims_of_month(claims, "2026-10".parse().unwrap()).await;
    assert!(frozen.unwrap().is_empty());
}

#[tokio::test]
async fn an_office_nobody_has_is_refused_with_those_there_are() {
    let (test, _) = bansou_testkit::office().await;
    let refused = office_of(&test.store, "9999999999").await.unwrap();
    assert_snapshot!(refused.err().unwrap(), @r"
    「9999999999」の事業所を1つに決められません。あるもの: 見本福祉会 見本相談支援センター（1430000008、1470000009）
    ");
}

#[test]
fn a_code_is_given_with_the_benefit_and_the_item_it_belongs_to() {
    let told = |typed: &str| typed.parse::<Code>().err().unwrap_or_default();
    assert_eq!(told("child.wage_improvement=55x001"), "");
    assert_snapshot!(told("wage_improvement=55X001"), @r"
    種別.項目=コード の形で指定してください（例: planning.wage_improvement=52X001）。
    ");
    assert_snapshot!(told("child.wage=55X001"), @r"
    「wage」という項目はありません。
    ");
    assert_snapshot!(told("child.wage_improvement=55"), @r"
    「55」は半角の英数字6文字のサービスコードではありません。
    ");
}
