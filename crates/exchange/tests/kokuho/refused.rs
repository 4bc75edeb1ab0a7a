//! What keeps a file from being made, in words.

use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_exchange::kokuho::{TextField, unfit, write};
use insta::assert_snapshot;

use crate::office::{batch, example, law, month, priced};

fn refusals(change: impl Fn(&mut FrozenClaim)) -> String {
    let mut claims = example();
    change(&mut claims[0]);
    said(write(&batch(Benefit::Planning, claims), &law().layout).err())
}

fn said(refusals: Option<Vec<bansou_exchange::kokuho::Refusal>>) -> String {
    let refusals = refusals.unwrap_or_default();
    let sentences: Vec<String> = refusals
        .iter()
        .map(bansou_exchange::kokuho::Refusal::sentence)
        .collect();
    sentences.join("\n")
}

#[test]
fn every_reason_is_told_at_once_with_the_person_and_what_to_do() {
    let all = refusals(|claim| {
        claim.benefit = Benefit::Child;
        claim.month = month("2026-11");
        claim.municipality = "13101".to_owned();
        claim.certificate = String::new();
        claim.name_kana = "ヤマダ太ヶ".to_owned();
        claim.lines[0].code = None;
        claim.yen += 1;
    });
    assert_snapshot!(all, @"
    見本 太郎さんの令和8年11月分: この請求は、別の給付費のファイルに入れます。
    見本 太郎さんの令和8年11月分: 提供月が、国保連の処理月より前ではありません。処理月を確かめてください。
    見本 太郎さんの令和8年11月分: 市町村番号「13101」が6けたの数字ではありません。受給者証の記録で直して、確定をやりなおしてください。
    見本 太郎さんの令和8年11月分: 受給者証番号がありません。受給者証の記録に書いて、確定をやりなおしてください。
    見本 太郎さんの令和8年11月分: フリガナの「太」は請求ファイルに使えません。利用者の記録で読みをカタカナに直して、確定をやりなおしてください。
    見本 太郎さんの令和8年11月分: フリガナの「ヶ」は請求ファイルに使えません。候補: 「ケ」。利用者の記録で読みをカタカナに直して、確定をやりなおしてください。
    見本 太郎さんの令和8年11月分: 「plan/1」のサービスコードがありません。コード表を新しくするか、明細から外してください。
    見本 太郎さんの令和8年11月分: 確定した請求額 19844円と、明細から計算した 19843円がちがいます。確定をやりなおしてください。
    ");
}

#[test]
fn a_batch_without_anything_to_claim_is_refused() {
    let mut batch = batch(Benefit::Planning, Vec::new());
    batch.office = "133000000".to_owned();
    batch.serial = 1000;
    assert_snapshot!(said(write(&batch, &law().layout).err()), @"
    請求する人がいません。請求額のある確定した請求を選んでください。
    事業所番号「133000000」が10けたの数字ではありません。事業所の設定で直してください。
    この月のファイルは1000通目です。ファイル名に書けるのは1から999までです。
    ");
}

#[test]
fn the_same_persons_month_and_a_second_area_are_refused() {
    let mut claims = example();
    claims[1].certificate = claims[0].certificate.clone();
    claims[1].area = 6;
    claims[1].price_hundredths = 1036;
    priced(&mut claims[1]);
    assert_snapshot!(said(write(&batch(Benefit::Planning, claims), &law().layout).err()), @"
    見本 太郎さんの令和8年10月分: 同じ受給者証番号・同じ提供月の請求が2件あります。1件にしてください。
    見本 太郎さんの令和8年10月分: 同じ市町村・同じ提供月の中で、地域区分か単価がほかの人とちがいます。事業所の設定を確かめてください。
    ");
}

#[test]
fn one_code_with_two_values_is_refused() {
    let two = refusals(|claim| {
        let mut other = claim.lines[1].clone();
        other.units = 500;
        claim.lines.push(other);
        priced(claim);
    });
    assert_snapshot!(two, @"見本 太郎さんの令和8年10月分: サービスコード 526020 の明細が、ちがう単位数で2行あります。1行にまとめてください。");
}

#[test]
fn a_value_longer_than_its_item_is_refused_by_the_items_name() {
    let long = refusals(|claim| {
        claim.lines[0].code = Some("5211111".to_owned());
        claim.lines[1].code = Some("52z051".to_owned());
        claim.lines[1].count = 1000;
        priced(claim);
    });
    assert_snapshot!(long, @"
    見本 太郎さんの令和8年10月分: サービス情報レコードの「サービスコード」（5211111）がけた数をこえています。
    見本 太郎さんの令和8年10月分: サービス情報レコードの「サービスコード」（52z051）に使えない文字があります。
    見本 太郎さんの令和8年10月分: サービス情報レコードの「回数」（1000）がけた数をこえています。
    ");
}

#[test]
fn a_month_without_a_layout_is_refused() {
    assert_snapshot!(refusals(|claim| claim.month = month("2024-03")), @"令和6年3月の請求ファイルの様式が登録されていません。法令の表を新しくしてください。");
}

#[test]
fn a_municipality_of_zeros_counts_as_not_set() {
    assert_snapshot!(refusals(|claim| claim.municipality = "000000".to_owned()), @"見本 太郎さんの令和8年10月分: 市町村番号がありません。受給者証の記録に書いて、確定をやりなおしてください。");
}

#[test]
fn a_claim_below_zero_is_refused() {
    let negative = refusals(|claim| {
        claim.lines[0].units = -5000;
        priced(claim);
    });
    assert_snapshot!(negative, @"見本 太郎さんの令和8年10月分: 請求額がマイナスです。減算の明細を確かめてください。");
}

#[test]
fn characters_are_listed_with_what_could_stand_instead_and_never_replaced() {
    let mut claim = example().remove(0);
    claim.name = "𠮷髙﨑 葛\u{E0100}頰".to_owned();
    claim.name_kana = "ヰヵ-山é".to_owned();
    claim.child_kana = Some("ヮ\u{200B}".to_owned());
    let mut said: Vec<String> = Vec::new();
    for unfit in unfit(&claim) {
        said.push(format!(
            "{} {:?} -> {:?}",
            unfit.field.label(),
            unfit.character,
            unfit.substitutes
        ));
    }
    assert_snapshot!(said.join("\n"), @r#"
    フリガナ 'ヰ' -> ["イ"]
    フリガナ 'ヵ' -> ["カ"]
    フリガナ '-' -> ["ー"]
    フリガナ '山' -> []
    フリガナ 'é' -> ["e"]
    児童のフリガナ 'ヮ' -> ["ワ"]
    児童のフリガナ '\u{200b}' -> [""]
    氏名 '𠮷' -> ["吉"]
    氏名 '\u{e0100}' -> [""]
    氏名 '頰' -> ["頬"]
    "#);
    assert!(!TextField::Name.stops_the_file());
}
