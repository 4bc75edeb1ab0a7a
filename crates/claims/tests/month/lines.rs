//! What a month of the made-up office comes to.

use std::collections::BTreeMap;

use bansou_billing::{Claim, ProblemKind};
use bansou_claims::OfficeMonth;
use insta::assert_snapshot;

use crate::{claimed, demo, line, month_of};

/// How often each line stands on the claims of a month.
fn counted(claim: &Claim) -> String {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for found in claim.people.iter().flat_map(|person| &person.lines) {
        *lines.entry(line(found)).or_default() += 1;
    }
    lines
        .iter()
        .map(|(line, people)| format!("{line}: {people}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Who is stuck, and with what.
fn stuck(month: &OfficeMonth, claim: &Claim) -> String {
    let mut found = Vec::new();
    for person in &claim.people {
        let named = &month.people[person.position];
        for problem in person.problems.iter().filter(|problem| problem.stops_payment) {
            found.push(format!("{} {}", named.name, problem.kind.sentence()));
        }
        let due = person
            .problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::DueMonthWithoutMonitoring(_)));
        if due {
            found.push(format!("{} モニタリングがまだ", named.name));
        }
        for wanted in &named.papers_wanted {
            found.push(format!("{} {}", named.name, wanted.what));
        }
        for ask in &named.asks {
            found.push(format!("{} {}", named.name, ask.what));
        }
    }
    found.sort();
    found.join("\n")
}

/// Totals, lines and who is stuck in a month of the demo.
async fn told(name: &str) -> String {
    let (test, office) = demo().await;
    let month = month_of(&test.store, &office, name).await;
    let claim = claimed(&month);
    format!(
        "計画 {:?} 児 {:?}\n{}\n--\n{}",
        claim.totals.planning,
        claim.totals.child,
        counted(&claim),
        stuck(&month, &claim)
    )
}

#[tokio::test]
async fn a_month_of_plans_and_visits_is_paid_with_its_additions() {
    assert_snapshot!(told("2026-09").await, @r"
    計画 Total { people: 10, units: 14579, yen: Some(154532) } 児 Total { people: 4, units: 8006, yen: Some(84862) }
    ChiefTwo 100×1: 12
    HospitalAccompany 300×1: 1
    InfoProvided 150×1: 1
    MedicalTwo 30×1: 12
    MonitoringFeeStrengthened(4) 1408×1: 6
    MonitoringFeeStrengthened(4) 1548×1: 2
    PlanFeeStrengthened(4) 1672×1: 2
    PlanFeeStrengthened(4) 1866×1: 2
    ProviderMonitoring 100×1: 5
    PsychiatricTwo 30×1: 12
    WageImprovement 103×1: 2
    WageImprovement 5×1: 2
    WageImprovement 80×1: 3
    WageImprovement 85×1: 2
    WageImprovement 87×1: 1
    WageImprovement 93×1: 1
    WageImprovement 95×1: 2
    WageImprovement 99×1: 1
    --
    見本 翔 9月11日の訪問（アセスメント）の場所「見本相談支援センター 相談室1」が居宅かどうか読み取れません。居宅なら「自宅」と書いてください。
    見本 翔 9月9日の訪問（アセスメント）の場所「放課後デイ見本のもり（静かな部屋）」が居宅かどうか読み取れません。居宅なら「自宅」と書いてください。
    ");
}

#[tokio::test]
async fn a_month_with_a_late_visit_names_who_is_waited_for() {
    assert_snapshot!(told("2026-10").await, @r"
    計画 Total { people: 8, units: 6156, yen: Some(65253) } 児 Total { people: 7, units: 13437, yen: Some(142430) }
    ChiefTwo 100×1: 10
    HospitalAccompany 300×1: 1
    InfoProvided 150×1: 2
    MedicalTwo 30×1: 10
    MonitoringFeeStrengthened(4) 1408×1: 2
    MonitoringFeeStrengthened(4) 1548×1: 6
    PlanFeeStrengthened(4) 1672×1: 1
    PlanFeeStrengthened(4) 1866×1: 1
    ProviderMonitoring 100×1: 5
    PsychiatricOne 60×1: 10
    WageImprovement 105×1: 1
    WageImprovement 5×1: 5
    WageImprovement 81×1: 1
    WageImprovement 89×1: 4
    WageImprovement 95×1: 1
    WageImprovement 96×1: 2
    WageImprovement 97×1: 1
    --
    見本 京子 モニタリングがまだ
    見本 剛 モニタリングがまだ
    見本 大輔1 モニタリングがまだ
    見本 花枝 モニタリングがまだ
    見本 陽介 モニタリングがまだ
    ");
}

#[tokio::test]
async fn a_month_that_is_not_over_names_each_missing_paper() {
    assert_snapshot!(told("2026-11").await, @r"
    計画 Total { people: 13, units: 16269, yen: Some(172449) } 児 Total { people: 4, units: 7308, yen: Some(77464) }
    ChiefTwo 100×1: 13
    HospitalAccompany 300×1: 2
    MedicalTwo 30×1: 13
    MonitoringFeeStrengthened(4) 1408×1: 9
    MonitoringFeeStrengthened(4) 1548×1: 4
    ProviderMonitoring 100×1: 5
    PsychiatricOne 60×1: 13
    WageImprovement 5×1: 4
    WageImprovement 81×1: 6
    WageImprovement 87×1: 1
    WageImprovement 89×1: 4
    WageImprovement 97×1: 2
    --
    見本 一樹 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 一樹 モニタリング報告書への本人の同意が記録されていません。
    見本 久美 モニタリングがまだ
    見本 亮 モニタリングがまだ
    見本 亮 モニタリングの記録がありません。
    見本 俊介 モニタリングがまだ
    見本 健 モニタリングがまだ
    見本 健1 モニタリングがまだ
    見本 優花 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 和也1 モニタリングがまだ
    見本 奈々 モニタリングがまだ
    見本 恵1 モニタリングがまだ
    見本 拓海1 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 智 モニタリングがまだ
    見本 浩二 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 由美 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 直樹1 モニタリングがまだ
    見本 直樹1 モニタリングの記録がありません。
    見本 結衣 モニタリングがまだ
    見本 美咲 モニタリングがまだ
    見本 美咲 モニタリングの記録がありません。
    見本 翔 9月11日の訪問（アセスメント）の場所「見本相談支援センター 相談室1」が居宅かどうか読み取れません。居宅なら「自宅」と書いてください。
    見本 翔 9月9日の訪問（アセスメント）の場所「放課後デイ見本のもり（静かな部屋）」が居宅かどうか読み取れません。居宅なら「自宅」と書いてください。
    見本 翔 モニタリングがまだ
    見本 翔太 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 翔太 モニタリング報告書への本人の同意が記録されていません。
    見本 誠 モニタリングがまだ
    見本 里奈 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 里奈 モニタリング報告書への本人の同意が記録されていません。
    見本 陽子 モニタリングがまだ
    見本 陽子1 モニタリング報告書の写しを市町村へ出した記録がありません。
    見本 陽子1 モニタリング報告書への本人の同意が記録されていません。
    見本 麻衣 モニタリングがまだ
    見本 麻衣 モニタリングの記録がありません。
    ");
}

#[tokio::test]
async fn every_line_opens_to_the_record_it_rests_on() {
    let (test, office) = demo().await;
    let month = month_of(&test.store, &office, "2026-10").await;
    let claim = claimed(&month);
    let hinata = claim
        .people
        .iter()
        .find(|person| month.people[person.position].name == "見本 ひなた")
        .unwrap();
    let mut told = Vec::new();
    for found in &hinata.lines {
        told.push(line(found));
        for because in &found.because {
            let evidence = month.evidence(hinata.position, *because);
            let kind = evidence.record.split('/').next().unwrap();
            let on = evidence.on.map(|on| on.to_string()).unwrap_or_default();
            told.push(format!("  {on} {} {kind}", evidence.what));
        }
    }
    assert_snapshot!(told.join("\n"), @r"
    PlanFeeStrengthened(4) 1866×1
      2026-04-20 訪問（モニタリング） papers
      2026-10-09 訪問（アセスメント） papers
      2026-10-09 訪問（モニタリング） papers
      2026-10-09 計画を変更する（モニタリングの結果） papers
      2026-10-13 計画案の説明 papers
      2026-10-13 計画案への同意 papers
      2026-10-13 計画案の交付（本人） papers
      2026-10-23 受給者証の受け取り process
      2026-10-26 サービス担当者会議（計画） papers
      2026-10-27 計画の説明 papers
      2026-10-27 計画への同意 papers
      2026-10-27 計画の交付（本人） papers
      2026-10-28 計画の交付（放課後デイ見本のいえ） papers
      2026-10-28 計画の交付（見本医療福祉センター） papers
      2026-10-28 計画の交付（訪問看護見本） papers
      2026-10-28 計画の提出（市町村） papers
    ChiefTwo 100×1
       体制の届出 
    MedicalTwo 30×1
       体制の届出 
    PsychiatricOne 60×1
       体制の届出 
    WageImprovement 105×1
       処遇改善加算の届出
    ");
}

#[tokio::test]
async fn the_caseload_is_counted_from_plans_and_visits_six_months_back() {
    let (test, office) = demo().await;
    let month = month_of(&test.store, &office, "2026-11").await;
    let counted: Vec<_> = month
        .facts
        .office
        .caseload
        .iter()
        .map(|month| format!("{}件 {}人 {}人", month.cases, month.specialists, month.assistants))
        .collect();
    assert_snapshot!(counted.join("\n"), @r"
    28件 2人 0人
    7件 2人 0人
    8件 2人 0人
    12件 2人 0人
    12件 2人 0人
    10件 2人 0人
    ");
}
