//! What only the check form of monitoring has: its boxes, its open headings, its growing rows.

use bansou_domain::monitoring::WeekMark;

use super::{press, printed_text};
use crate::form::{Paper, Part, Table};
use crate::papers::{CheckReportSheet, CheckRow, SupportDegree, WeekSheet, WeekStage};

fn table(sheet: &CheckReportSheet, index: usize) -> Table {
    match sheet.form().parts.get(index) {
        Some(Part::Table(table)) => table.clone(),
        _ => panic!("part {index} is no table"),
    }
}

fn row_texts(sheet: &CheckReportSheet, row: usize) -> String {
    let texts: Vec<String> = table(sheet, 2).rows[row]
        .iter()
        .map(|cell| cell.text.clone())
        .collect();
    texts.join("\n--\n")
}

#[test]
fn every_choice_stands_with_its_box_and_the_chosen_one_is_filled() {
    insta::assert_snapshot!(row_texts(&CheckReportSheet::samples()[0], 1), @"
    2
    --
    わたしは、母がいないときも家で困らないようになりたい。
    --
    ヘルパーと一緒に、夕食を週2回つくる。洗濯は一人でできる。
    --
    令和9年
    4月
    --
    居宅介護（家事援助）週2回 各1時間
    ヘルパーステーション見本
    --
    ☐90～100％
    ☐70～90％
    ☐50～70％
    ☑0～50％
    --
    ☐向上
    ☐維持
    ☑悪化
    --
    母の入院中は週3回に増やして対応。「ひとりの夜はいやだった。」
    短期入所の体験を探す。
    --
    ☐変更なし
    ☑種類
    ☑量
    ☐計画
    --
    家事援助 週2回→週3回、短期入所を加える。区へ相談する。
    ");
}

#[test]
fn a_side_of_the_support_degree_is_ticked_and_its_number_ringed() {
    let texts: Vec<String> = table(&CheckReportSheet::samples()[0], 3).rows[0]
        .iter()
        .map(|cell| cell.text.clone())
        .collect();
    insta::assert_snapshot!(texts.join("\n"), @"
    相談支援度
    ☑課題解決［1 ② 3］
    ☐支援構想［1 2 3］
    ☐アセスメント［1 2 3］
    ☑意思決定支援［1 2 ③］
    ☐専門知識［1 2 3］
    ☑機関連携［① 2 3］
    ");
}

#[test]
fn filled_and_empty_boxes_are_counted_on_paper() {
    let sheet = CheckReportSheet::samples().remove(0);
    let paper = printed_text(&press().pdf(&sheet).unwrap().pdf);
    let boxes = |mark: char| paper.matches(mark).count();
    // Per row: one band, one trend, and its changes; three sides below.
    assert_eq!(boxes('■'), 4 + 4 + 5 + 3);
    assert_eq!(boxes('□'), 4 * 3 + 4 * 2 + (16 - 5) + 3 + 1);
}

#[test]
fn the_open_headings_say_what_the_office_settled() {
    let mut sheet = CheckReportSheet::samples().remove(0);
    sheet.headings.band = "ニーズの充足".to_owned();
    sheet.headings.trend = "暮らしの状態".to_owned();
    let paper = printed_text(&press().pdf(&sheet).unwrap().pdf);
    assert!(paper.contains("ニーズの充足") && paper.contains("暮らしの状態"));
    assert!(!paper.contains("達成度") && !paper.contains("本人満足度"));
}

#[test]
fn further_needs_go_on_on_a_second_page_under_the_same_heads() {
    let mut sheet = CheckReportSheet::samples().remove(0);
    let row = |number: usize| CheckRow {
        priority: number.to_string(),
        need: format!("課題{number:02}"),
        remedy: format!("方策{number:02}。").repeat(20),
        ..sheet.rows[1].clone()
    };
    sheet.rows = (1..=12).map(row).collect();
    let printed = press().pdf(&sheet).unwrap();
    let paper = printed_text(&printed.pdf);
    assert!(printed.pages > 1);
    assert_eq!(paper.matches("状況と改善の方策").count(), printed.pages);
    for number in 1..=12 {
        assert!(paper.contains(&format!("課題{number:02}")));
        assert_eq!(paper.matches(&format!("方策{number:02}。")).count(), 20);
    }
}

#[test]
fn a_sheet_without_rows_or_sides_still_prints() {
    let mut sheet = CheckReportSheet::samples().remove(0);
    sheet.rows = vec![CheckRow::default()];
    sheet.support_degree = Vec::new();
    assert_eq!(press().pdf(&sheet).unwrap().pages, 1);
    sheet.rows = Vec::new();
    sheet.support_degree = vec![SupportDegree {
        label: "課題解決".to_owned(),
        degree: Some(9),
    }];
    let paper = printed_text(&press().pdf(&sheet).unwrap().pdf);
    assert!(paper.contains("■課題解決［123］"), "{paper}");
}

fn foot_of_the_week(marks: Vec<WeekMark>) -> String {
    let mut sheet = WeekSheet::samples().remove(4);
    if let WeekStage::Checked(review) = &mut sheet.stage {
        review.marks = marks;
    }
    let Some(Part::Week(week)) = sheet.form().parts.pop() else {
        panic!("no week")
    };
    week.foot[1].text.clone()
}

#[test]
fn the_change_of_the_week_is_ticked_in_one_line_and_by_its_two_steps() {
    insta::assert_snapshot!(foot_of_the_week(vec![WeekMark::Happened, WeekMark::Needed]), @"
    ☐なし　☑変更あった　☐変更予定あり　☑変更の必要性あり
    ①実施時点の確認と修正：☐変更なし　☑変更あった　　②希望・必要性に応じた修正：☐変更予定あり　☑変更の必要性あり
    ");
    insta::assert_snapshot!(foot_of_the_week(vec![WeekMark::None]), @"
    ☑なし　☐変更あった　☐変更予定あり　☐変更の必要性あり
    ①実施時点の確認と修正：☑変更なし　☐変更あった　　②希望・必要性に応じた修正：☐変更予定あり　☐変更の必要性あり
    ");
}

#[test]
fn a_change_nobody_recorded_is_ticked_nowhere() {
    assert!(!foot_of_the_week(Vec::new()).contains('☑'));
}

#[test]
fn the_boxes_of_the_check_form_go_on_on_a_continuation_page() {
    let mut sheet = WeekSheet::samples().remove(4);
    if let WeekStage::Checked(review) = &mut sheet.stage {
        review.other_plans = "年に一度の予定。".repeat(200);
        review.evaluation = "評価と課題。".repeat(400);
    }
    let printed = press().pdf(&sheet).unwrap();
    let fields: Vec<&str> = printed.overflow.iter().map(|box_| box_.field.as_str()).collect();
    assert_eq!(fields, ["other_plans", "evaluation"]);
    let paper = printed_text(&printed.pdf);
    assert!(paper.contains(&"年に一度の予定。".repeat(200)));
    assert!(paper.contains("■変更の必要性あり"));
}
