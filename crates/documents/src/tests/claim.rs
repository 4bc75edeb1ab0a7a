//! The papers of a claim say what the claim says.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::{poppler, press};
use crate::form::{Paper, Part, parted};
use crate::papers::{DetailSheet, EvidenceSheet, InvoiceSheet, MonthSheet, ReceiptNoticeSheet};
use crate::workbook;

/// The rows of a paper, cell by cell.
fn rows(paper: &dyn Paper) -> String {
    let mut said = Vec::new();
    for part in paper.form().parts {
        match part {
            Part::Heading(heading) => said.push(format!("# {heading}")),
            Part::Table(table) => {
                for row in table.header.iter().chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| cell.text.replace('\n', "／")).collect();
                    said.push(cells.join("｜"));
                }
            }
            Part::Week(_) => {}
        }
    }
    said.join("\n")
}

#[test]
fn an_invoice_stands_for_one_municipality_month_and_benefit() {
    let sheets = InvoiceSheet::samples();
    let titles: Vec<&str> = sheets.iter().map(|sheet| sheet.cover.title.as_str()).collect();
    insta::assert_snapshot!(titles.join("\n"), @"
    計画相談支援給付費請求書
    障害児相談支援給付費請求書
    ");
    insta::assert_snapshot!(rows(&sheets[1]), @"
    請求先｜見本市長　見本 市子　殿｜請求日｜令和8年11月5日
    指定事業所番号｜1430000018｜事業者の名称｜社会福祉法人 見本会
    事業所の名称｜見本相談支援センター｜職・氏名｜管理者　見本 理子
    住所（所在地）｜〒210-0000 見本県見本市見本町1-2-3 見本ビル4階｜電話番号｜044-000-0001
    都道府県等番号｜141305｜サービス提供年月｜令和8年10月分｜地域区分｜二級地
    単位数単価｜10.96円｜件数｜1件｜請求金額｜36,124円
    項番｜受給者証番号｜給付決定保護者氏名｜フリガナ｜計画作成日／／モニタリング日｜単位数｜請求額（円）
    1｜1400000061｜見本 真帆｜ミホン マホ／児童 ミホン ヒナタ｜令和8年10月15日｜3,296｜36,124
    合計｜3,296｜36,124
    告示で確認していない値を使っています: 機能強化型障害児支援利用援助費(Ⅲ)、初回加算、医療・保育・教育機関等連携加算（面談・計画）、集中支援加算（訪問）、虐待防止措置未実施減算
    ");
}

#[test]
fn a_detail_names_every_line_with_its_code_and_marks_what_was_not_confirmed() {
    insta::assert_snapshot!(rows(&DetailSheet::samples()[0]), @"
    市町村番号｜141305｜サービス提供年月｜令和8年10月分
    受給者証番号｜0000000018｜指定事業所番号｜1430000018
    支給決定障害者等氏名｜見本 陽介｜事業者及びその事業所の名称｜社会福祉法人 見本会／見本相談支援センター
    ｜地域区分｜二級地
    サービス内容｜サービスコード｜単位数｜回数｜サービス単位数｜摘要
    継続サービス利用支援費(Ⅰ)｜521211｜1,308｜1｜1,308｜
    サービス担当者会議実施加算｜526825｜100｜1｜100｜
    合計｜1,408｜
    請求額（単位数の合計×単位数単価 10.96円、1円未満切捨て）｜15,431円
    告示で確認していない値を使っています: 継続サービス利用支援費(Ⅰ)、サービス担当者会議実施加算
    ");
}

#[test]
fn a_notice_of_receipt_says_who_paid_when_how_much_and_that_nothing_is_due() {
    insta::assert_snapshot!(rows(&ReceiptNoticeSheet::samples()[0]), @"
    あて名｜見本 陽介　様｜通知日｜令和8年12月15日
    次のとおり、計画相談支援給付費を市町村からあなたに代わって受け取りましたので、お知らせします。あなたが払うお金（利用者負担）はありません。
    サービスを提供した月｜令和8年10月
    サービスの種類｜継続サービス利用支援費(Ⅰ)（令和8年10月15日）
    給付費を払った市町村｜見本市
    受け取った日｜令和8年12月15日
    代わりに受け取った額｜15,431円
    あなたが払う額（利用者負担）｜0円
    内訳（サービス内容）｜サービスコード｜単位数｜回数｜合計の単位数｜摘要
    継続サービス利用支援費(Ⅰ)｜521211｜1,308｜1｜1,308｜
    サービス担当者会議実施加算｜526825｜100｜1｜100｜
    合計（1単位 10.96円）｜1,408｜
    指定事業所番号｜1430000018｜事業者の名称｜社会福祉法人 見本会
    事業所の名称｜見本相談支援センター｜職・氏名｜管理者　見本 理子
    住所（所在地）｜〒210-0000 見本県見本市見本町1-2-3 見本ビル4階｜電話番号｜044-000-0001
    ");
}

#[test]
fn a_notice_of_a_corrected_amount_says_that_its_lines_are_those_of_the_claim() {
    let corrected = rows(&ReceiptNoticeSheet::samples()[2]);
    let told: Vec<_> = corrected
        .lines()
        .filter(|line| line.contains('額') || line.contains("内訳"))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    代わりに受け取った額｜35,124円
    あなたが払う額（利用者負担）｜0円
    事業所が請求した額は36,124円でしたが、市町村の審査で35,124円に変わりました。下の内訳は請求したときのもので、変わったあとの内訳ではありません。
    請求したときの内訳（サービス内容）｜サービスコード｜単位数｜回数｜合計の単位数｜摘要
    ");
}

#[test]
fn every_line_opens_to_its_day_record_provision_and_evidence() {
    insta::assert_snapshot!(rows(&EvidenceSheet::samples()[1]), @"
    氏名｜見本 真帆｜受給者証番号｜1400000061｜サービス提供年月｜令和8年10月分
    給付費｜障害児相談支援給付費｜請求額｜36,124円（1単位 10.96円）｜事業所｜見本相談支援センター
    サービス内容｜コード｜単位数｜根拠となる記録（年月日・内容）｜定め｜値の確かさ
    機能強化型障害児支援利用援助費(Ⅲ)｜551181｜2,016｜令和8年10月15日 障害児支援利用計画への同意｜計画を作り、文書で同意を得て交付したとき／障害児相談支援の費用の告示 別表1イ｜＊資料1点で確認
    初回加算｜556020｜500｜令和8年10月15日 契約（新規）｜新しく計画を作ったとき／障害児相談支援の費用の告示 別表3｜＊資料1点で確認
    医療・保育・教育機関等連携加算（面談・計画）｜556861｜200｜令和8年10月15日 見本小学校との面談｜福祉サービス等以外の機関と面談し、情報を計画に生かしたとき／障害児相談支援の費用の告示 別表8｜＊資料1点で確認
    集中支援加算（訪問）｜556021｜600｜令和8年10月15日 居宅訪問（緊急）2回｜計画・モニタリングの月以外に月2回以上訪問したとき／障害児相談支援の費用の告示 別表10｜＊資料1点で確認
    虐待防止措置未実施減算｜55Z051｜−20｜手で加えた行: 運営指導の結果による｜虐待防止の委員会・研修・担当者のどれかがないとき／障害児相談支援の費用の告示 注｜＊資料1点で確認
    # 確かめること
    計画の交付の記録がありません（市町村）。
    ＊の値｜告示で確認していない値を使っています: 機能強化型障害児支援利用援助費(Ⅲ)、初回加算、医療・保育・教育機関等連携加算（面談・計画）、集中支援加算（訪問）、虐待防止措置未実施減算
    使った定め｜rewards/2024-04／rewards/2026-06／法令の表 sha256 3f9a001c77e25b40a10d6e932cf844b75821ce0f9d3671ea04bb825de917c360
    ");
}

#[test]
fn the_months_totals_are_the_sums_of_its_people() {
    let sheet = MonthSheet::samples().remove(0);
    let yen: i64 = sheet.rows.iter().map(|row| row.yen).sum();
    assert_eq!(sheet.totals.iter().map(|total| total.yen).sum::<i64>(), yen);
    assert!(rows(&sheet).contains(&format!("合計｜2｜4704｜{}", parted(yen)).replace("4704", "4,704")));
}

#[test]
fn a_month_of_sixty_people_prints_with_every_one() {
    let mut sheet = InvoiceSheet::samples().remove(0);
    let row = sheet.rows.remove(0);
    sheet.rows = (1..=60)
        .map(|number| {
            let mut row = row.clone();
            row.number = number.to_string();
            row.certificate = format!("{number:010}");
            row
        })
        .collect();
    let printed = press().pdf(&sheet).unwrap();
    assert!(printed.pages > 1);
    let paper = poppler("pdftotext", &["-raw", "-", "-"], &printed.pdf);
    for number in 1..=60 {
        assert!(paper.contains(&format!("{number:010}")), "{number}");
    }
    assert_eq!(paper.matches("受給者証番号").count(), printed.pages);
}

#[test]
fn numbers_are_parted_by_thousands() {
    let said = [0, 20, 999, 1_000, 19_843, -20, -1_234_567].map(parted);
    assert_eq!(said, ["0", "20", "999", "1,000", "19,843", "−20", "−1,234,567"]);
}

#[test]
fn the_months_workbook_holds_numbers_a_clerk_can_add_up() {
    let sheet = MonthSheet::samples().remove(0);
    let bytes = workbook::write(&sheet).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names().remove(0);
    let range = book.worksheet_range(&name).unwrap();
    let numbers: Vec<f64> = range
        .used_cells()
        .filter_map(|(_, _, cell)| match cell {
            Data::Float(number) => Some(*number),
            _ => None,
        })
        .collect();
    insta::assert_snapshot!(format!("{numbers:?}"), @"[1.0, 1408.0, 15431.0, 1.0, 3296.0, 36124.0, 2.0, 4704.0, 51555.0, 1408.0, 15431.0, 3296.0, 36124.0]");
}
