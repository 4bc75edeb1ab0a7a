//! What is not recorded stays unknown: nothing is claimed for it, and the month asks.

use bansou_claims::OfficeMonth;
use bansou_demo::{Story, rich};
use bansou_domain::id::PersonId;
use bansou_domain::monitoring::MonitoringReport;
use insta::assert_snapshot;

use crate::{claimed, line, month_of, office_of};

fn yosuke() -> Story {
    rich().remove(0)
}

fn november(change: impl FnOnce(&mut MonitoringReport)) -> Story {
    let mut story = yosuke();
    change(&mut story.reports[1].content);
    story
}

/// The lines of one person, what is left out with its reason, what is asked.
fn told(month: &OfficeMonth) -> String {
    let claim = claimed(month);
    let mut told = Vec::new();
    for person in &claim.people {
        told.extend(person.lines.iter().map(line));
        let refused = person.not_claimed.iter();
        told.extend(refused.map(|left| format!("{}: {}", left.item.label(), left.why.sentence())));
        let asks = month.people[person.position].asks.iter();
        told.extend(asks.map(|ask| format!("? {}", ask.what)));
    }
    told.extend(
        month
            .left_out
            .iter()
            .map(|left| format!("{} {}", left.name, left.ask.what)),
    );
    told.join("\n")
}

#[tokio::test]
async fn a_visit_whose_place_nobody_can_tell_is_no_visit_to_the_home() {
    let story = november(|report| report.visit.place = "いつものところ".to_owned());
    let (test, office) = office_of(std::iter::once(story)).await;
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(told(&month), @r"
    継続サービス利用支援費: 報酬に必要な手順がそろっていません。
    ? 11月5日の訪問（モニタリング）の場所「いつものところ」が居宅かどうか読み取れません。居宅なら「自宅」と書いてください。
    ");
}

#[tokio::test]
async fn a_visit_that_names_nobody_met_nobody() {
    let story = november(|report| report.visit.met.clear());
    let (test, office) = office_of(std::iter::once(story)).await;
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(told(&month), @r"
    継続サービス利用支援費: 報酬に必要な手順がそろっていません。
    ? 11月5日の訪問（モニタリング）で会った人が書かれていません。
    ");
}

#[tokio::test]
async fn a_first_plan_asks_whether_services_were_used_before_it_is_paid_as_the_first() {
    let (test, office) = office_of(std::iter::once(yosuke())).await;
    let month = month_of(&test.store, &office, "2026-04").await;
    assert_snapshot!(told(&month), @r"
    PlanFeeOne 1572×1
    ChiefTwo 100×1
    MedicalTwo 30×1
    PsychiatricTwo 30×1
    ? 初回加算: 計画をつくる前の6か月に障害福祉サービスを使っていたかどうかが記録されていません。
    ");
}

#[tokio::test]
async fn work_for_a_person_without_a_certificate_is_left_out_with_the_reason() {
    let mut story = yosuke();
    story.certificates.clear();
    let (test, office) = office_of(std::iter::once(story)).await;
    let month = month_of(&test.store, &office, "2026-07").await;
    assert_snapshot!(told(&month), @"見本 陽介 受給者証が登録されていません。");
}

#[tokio::test]
async fn an_office_that_notified_nothing_is_asked_for_its_area_and_paid_at_no_price() {
    let (test, office) = bansou_testkit::office().await;
    let month = month_of(&test.store, &office, "2026-11").await;
    let asks: Vec<_> = month.asks.iter().map(|ask| ask.what.as_str()).collect();
    assert_snapshot!(asks.join("\n"), @r"
    この月の地域区分（計画相談支援）が登録されていないため、金額を計算できません。
    この月の地域区分（障害児相談支援）が登録されていないため、金額を計算できません。
    この月の機能強化型の区分が登録されていないため、通常の区分で計算しています。
    職員の配置が登録されていないため、取扱件数はいまのアカウントの役割から数えています。
    ");
    assert_eq!(month.facts.office.planning_area, None);
    assert_eq!(
        month
            .people
            .iter()
            .map(|person| person.id)
            .collect::<Vec<PersonId>>(),
        []
    );
}
