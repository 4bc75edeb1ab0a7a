//! The hand-over paper holds what is known and no empty boxes.

use super::{press, printed_text};
use crate::form::{Cell, Paper, Part};
use crate::papers::{GoalRow, HandOverSheet, HistoryRow, OpenTask, Ticks};

fn headings(sheet: &HandOverSheet) -> String {
    let parts = sheet.form().parts;
    let headings = parts.into_iter().filter_map(|part| match part {
        Part::Heading(heading) => Some(heading),
        _ => None,
    });
    headings.collect::<Vec<_>>().join("\n")
}

#[test]
fn blocks_stand_in_the_order_a_successor_asks() {
    insta::assert_snapshot!(headings(&HandOverSheet::samples()[1]), @"
    同意の範囲
    基本
    本人のことば
    本人
    家族
    これまでの歩み
    いまの計画の目標と達成
    残っている課題
    医療
    関係機関
    緊急時の対応・気をつけること
    渡す書類
    引継会議と、その後の確認
    再開の目安・連絡先
    署名
    ");
}

#[test]
fn a_block_nothing_is_known_of_is_left_out() {
    let mut sheet = HandOverSheet::samples().remove(0);
    insta::assert_snapshot!(headings(&sheet), @"
    本人
    残っている課題
    署名
    ");
    sheet.history = vec![HistoryRow::default()];
    sheet.goals = vec![GoalRow::default()];
    sheet.tasks = vec![OpenTask::default()];
    sheet.person.deciding.clear();
    sheet.reason = Ticks::default();
    assert_eq!(headings(&sheet), "署名");
    let paper = printed_text(&press().pdf(&sheet).unwrap().pdf);
    assert!(!paper.contains("願い") && !paper.contains("課題") && !paper.contains("引継理由"));
}

#[test]
fn no_choice_is_torn_between_two_lines() {
    let form = HandOverSheet::samples().remove(0).form();
    let Some(Part::Table(top)) = form.parts.first() else {
        panic!("no head")
    };
    let reason = top
        .rows
        .last()
        .and_then(|row| row.last())
        .map(|cell: &Cell| cell.text.clone());
    insta::assert_snapshot!(reason.unwrap(), @"
    ☐目標達成　☐サービス不要　☑転出　☐事業所変更　☐18歳（児から者へ）　☐介護保険へ移行
    ☐セルフプランへ　☐入所　☐死亡　☐本人の希望　☐その他
    ");
}

#[test]
fn ten_years_of_plans_are_handed_on_complete() {
    let mut sheet = HandOverSheet::samples().remove(1);
    sheet.history = (0..60)
        .map(|number| HistoryRow {
            when: format!("第{number:02}期"),
            what: "目標を立てた。".repeat(8),
            support: "支援。".to_owned(),
            outcome: format!("達成{number:02}"),
        })
        .collect();
    let printed = press().pdf(&sheet).unwrap();
    assert!(printed.pages > 2);
    let paper = printed_text(&printed.pdf);
    for number in 0..60 {
        assert!(paper.contains(&format!("第{number:02}期")) && paper.contains(&format!("達成{number:02}")));
    }
    assert_eq!(paper.matches("目標を立てた。").count(), 480);
}
