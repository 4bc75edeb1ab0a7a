//! The checks before sending, as a clerk reads them.

use bansou_domain::calendar::Period;
use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_exchange::kokuho::{Batch, Finding, Known, KnownCertificate, LiveClaim, check};
use insta::assert_snapshot;
use jiff::civil::date;

use crate::office::{batch, example, law, month, priced};

fn certificates() -> Vec<KnownCertificate> {
    let certificate = |number: &str| KnownCertificate {
        number: number.to_owned(),
        municipality: "131016".to_owned(),
        period: Some(Period::new(date(2026, 4, 1), date(2027, 3, 31)).unwrap()),
        months: vec![month("2026-09")],
    };
    vec![certificate("0000000018"), certificate("0000000026")]
}

fn findings(batch: &Batch, certificates: &[KnownCertificate], live: &[LiveClaim]) -> String {
    let law = law();
    let known = Known {
        law,
        certificates,
        live,
    };
    let sentence = |finding: &Finding| {
        let error = finding.error.as_deref().unwrap_or("-");
        format!("{:?} {error} {}", finding.severity, finding.sentence)
    };
    check(batch, &known)
        .iter()
        .map(sentence)
        .collect::<Vec<_>>()
        .join("\n")
}

fn of_first(change: impl Fn(&mut FrozenClaim)) -> String {
    let mut claims = example();
    change(&mut claims[0]);
    findings(&batch(Benefit::Planning, claims), &certificates(), &[])
}

#[test]
fn a_batch_in_order_has_nothing_to_be_put_right() {
    assert_eq!(of_first(|_| ()), "");
}

#[test]
fn a_certificate_that_is_not_there_elsewhere_or_over_is_named() {
    let batch = batch(Benefit::Planning, example());
    let mut known = certificates();
    known.remove(0);
    known[0].municipality = "141305".to_owned();
    assert_snapshot!(findings(&batch, &known, &[]), @"
    Error EG02 見本 太郎さんの令和8年10月分: この番号の受給者証が記録にありません。番号を確かめ、受給者証を記録してください。
    Error EG02 見本 太郎さんの令和8年10月分: 請求先の市町村番号 131016 が、受給者証の市町村番号とちがいます。受給者証を確かめてください。
    ");
    let mut known = certificates();
    known[0].period = Some(Period::new(date(2025, 10, 1), date(2026, 9, 30)).unwrap());
    known[1].period = None;
    known[1].months = vec![month("2026-07")];
    assert_snapshot!(findings(&batch, &known, &[]), @"
    Error EG13 見本 太郎さんの令和8年10月分: 提供月が、受給者証の支給期間の外です。新しい受給者証があれば記録し、なければ市町村に確かめてください。
    Warning - 見本 太郎さんの令和8年10月分: 受給者証に印字されたモニタリング月ではありません。市町村の台帳と合っているか確かめてください。
    Warning EG03 見本 太郎さんの令和8年10月分: 受給者証の計画相談支援の支給期間が記録されていません。受給者証を見て、提供月が期間の中か確かめてください。
    ");
}

#[test]
fn a_renewed_certificate_is_found_beside_the_old_one() {
    let batch = batch(Benefit::Planning, example());
    let mut known = certificates();
    let mut old = known[0].clone();
    old.period = Some(Period::new(date(2025, 4, 1), date(2026, 3, 31)).unwrap());
    known.insert(0, old);
    assert_eq!(findings(&batch, &known, &[]), "");
}

#[test]
fn a_code_that_is_not_in_the_months_table_is_an_error() {
    assert_snapshot!(of_first(|claim| claim.lines[1].code = Some("529999".to_owned())), @"Error EA04 見本 太郎さんの令和8年10月分: 「first-time」のサービスコード 529999 が、提供月のコード表にありません。コードを確かめてください。");
}

#[test]
fn the_day_of_a_base_fee_lies_in_its_month() {
    assert_snapshot!(of_first(|claim| claim.based_on = None), @"Error AC01 見本 太郎さんの令和8年10月分: 計画作成日・モニタリング日がありません。計画か報告書の日付を確かめて、確定をやりなおしてください。");
    assert_snapshot!(of_first(|claim| claim.based_on = Some(date(2026, 11, 1))), @"Error - 見本 太郎さんの令和8年10月分: 計画作成日・モニタリング日が、提供月の中にありません。日付を確かめて、確定をやりなおしてください。");
    assert_snapshot!(of_first(|claim| claim.based_on = Some(date(2026, 10, 16))), @"Error - 見本 太郎さんの令和8年10月分: 請求に書く日と、基本報酬の日がちがいます。日付を確かめて、確定をやりなおしてください。");
}

#[test]
fn the_meetings_addition_needs_a_monitoring() {
    assert_snapshot!(of_first(|claim| {
        claim.lines[1].item = "conference".to_owned();
    }), @"Error EF58 見本 太郎さんの令和8年10月分: サービス担当者会議実施加算は、継続サービス利用支援（モニタリング）のある月だけです。加算を外すか、記録を確かめてください。");
}

#[test]
fn a_month_in_another_live_file_is_not_sent_again() {
    let live = LiveClaim {
        benefit: Benefit::Planning,
        municipality: "131016".to_owned(),
        certificate: "0000000018".to_owned(),
        month: month("2026-10"),
        file: "J2610002.CSV".to_owned(),
    };
    let others = [
        LiveClaim {
            month: month("2026-09"),
            ..live.clone()
        },
        LiveClaim {
            benefit: Benefit::Child,
            ..live.clone()
        },
    ];
    let batch = batch(Benefit::Planning, example());
    assert_eq!(findings(&batch, &certificates(), &others), "");
    assert_snapshot!(findings(&batch, &certificates(), &[live]), @"Error EC01 見本 太郎さんの令和8年10月分: この月の請求は、すでにファイル J2610002.CSV に入っています。返戻か過誤の結果を入れてから、請求しなおしてください。");
}

#[test]
fn what_keeps_the_file_from_being_made_is_an_error_with_its_code() {
    let all = of_first(|claim| {
        claim.municipality = "131018".to_owned();
        claim.name_kana = "ヤマダ太郎".to_owned();
        claim.lines[0].code = None;
        claim.yen -= 1;
    });
    assert_snapshot!(all, @"
    Error - 見本 太郎さんの令和8年10月分: 確定した請求額 19842円と、明細から計算した 19843円がちがいます。確定をやりなおしてください。
    Error AA01 見本 太郎さんの令和8年10月分: フリガナの「太」は請求ファイルに使えません。利用者の記録で読みをカタカナに直して、確定をやりなおしてください。
    Error AA01 見本 太郎さんの令和8年10月分: フリガナの「郎」は請求ファイルに使えません。利用者の記録で読みをカタカナに直して、確定をやりなおしてください。
    Error AC01 見本 太郎さんの令和8年10月分: 「plan/1」のサービスコードがありません。コード表を新しくするか、明細から外してください。
    Error EG02 見本 太郎さんの令和8年10月分: 請求先の市町村番号 131018 が、受給者証の市町村番号とちがいます。受給者証を確かめてください。
    Warning EG02 見本 太郎さんの令和8年10月分: 市町村番号 131018 の最後の1けた（検証番号）が合いません。受給者証の番号と読み合わせてください。
    ");
}

#[test]
fn a_long_reading_and_a_claim_of_nothing_are_only_told() {
    let mut claims = example();
    claims[0].name_kana = "ガ".repeat(13);
    claims[1].lines.clear();
    priced(&mut claims[1]);
    assert_snapshot!(findings(&batch(Benefit::Planning, claims), &certificates(), &[]), @"
    Warning - 見本 太郎さんの令和8年10月分: フリガナが長いため、ファイルには「ｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞ」までを書きます。そのまま送れます。
    Warning - 見本 太郎さんの令和8年10月分: 請求額が0円なので、ファイルに入りません。
    ");
}
