//! Long texts go on; nothing overlaps and nothing is lost.

use super::{poppler, press, printed_text, squeezed};
use crate::Paper;
use crate::form::{BlockKind, WeekBlock};
use crate::papers::{FaceSheet, NeedRow, PlanSheet, ServiceEntry, WeekSheet};
use crate::press::{Overflow, PressError};

/// A letter no label and no sample holds.
const RARE: char = '鯨';
const MANY: usize = 10_000;

fn long() -> String {
    RARE.to_string().repeat(MANY)
}

fn rare_letters(paper: &dyn Paper) -> (usize, usize) {
    let printed = press().pdf(paper).unwrap();
    (printed_text(&printed.pdf).matches(RARE).count(), printed.pages)
}

#[test]
fn ten_thousand_letters_stand_complete_in_any_flowing_box() {
    let plan = || PlanSheet::samples().remove(2);
    let sheets = [
        PlanSheet {
            wishes: long(),
            ..plan()
        },
        PlanSheet {
            made_on: long(),
            ..plan()
        },
        PlanSheet {
            needs: vec![NeedRow {
                notes: long(),
                ..plan().needs[1].clone()
            }],
            ..plan()
        },
        PlanSheet {
            needs: vec![NeedRow {
                until: long(),
                ..plan().needs[1].clone()
            }],
            ..plan()
        },
    ];
    for sheet in sheets {
        let (letters, pages) = rare_letters(&sheet);
        assert_eq!(letters, MANY);
        assert!(pages > 2);
    }
    let face = FaceSheet {
        life_history: long(),
        ..FaceSheet::samples().remove(0)
    };
    assert_eq!(rare_letters(&face).0, MANY);
}

#[test]
fn text_without_a_place_to_break_stays_in_its_column() {
    let mut sheet = PlanSheet::samples().remove(1);
    for run in [
        "x".repeat(400),
        "！".repeat(400),
        "ー".repeat(400),
        "…」".repeat(200),
    ] {
        sheet.needs[0].priority = run.clone();
        let printed = press().pdf(&sheet).unwrap();
        let boxes = poppler("pdftotext", &["-bbox", "-", "-"], &printed.pdf);
        let right = boxes
            .split("xMax=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok())
            .fold(0.0, f64::max);
        assert!(right < 842.0 - 30.0, "something stands at {right}");
        assert!(printed_text(&printed.pdf).contains(&sheet.needs[3].notes));
        let column: String = poppler(
            "pdftotext",
            &["-raw", "-x", "0", "-y", "0", "-W", "80", "-H", "600", "-", "-"],
            &printed.pdf,
        );
        assert!(squeezed(&column).len() >= run.len() / 3, "{column}");
    }
}

#[test]
fn a_table_that_crosses_pages_repeats_its_header() {
    let mut sheet = PlanSheet::samples().remove(1);
    sheet.needs = std::iter::repeat_n(sheet.needs.clone(), 4).flatten().collect();
    let printed = press().pdf(&sheet).unwrap();
    assert_eq!(printed.pages, 3);
    let paper = printed_text(&printed.pdf);
    assert_eq!(paper.matches("その他留意事項").count(), 3);
    for page in ["1/3", "2/3", "3/3"] {
        assert!(paper.contains(page), "{page}");
    }
}

#[test]
fn a_need_keeps_all_its_services() {
    let mut sheet = PlanSheet::samples().remove(2);
    let service = |number: usize| ServiceEntry {
        kind: format!("種類{number:02}"),
        content: "内容".repeat(30),
        provider: format!("事業所{number:02}"),
        ..ServiceEntry::default()
    };
    sheet.needs[0].services = (0..20).map(service).collect();
    let printed = press().pdf(&sheet).unwrap();
    let paper = printed_text(&printed.pdf);
    for number in 0..20 {
        assert!(paper.contains(&format!("種類{number:02}")) && paper.contains(&format!("事業所{number:02}")));
    }
    assert!(printed.pages > 1);
}

#[test]
fn a_fixed_box_goes_on_on_a_continuation_page_and_says_so() {
    let mut sheet = WeekSheet::samples().remove(1);
    sheet.whole_picture = long();
    sheet.not_weekly = "月1回。".repeat(120);
    let printed = press().pdf(&sheet).unwrap();
    let spilled = |field: &str, label: &str| Overflow {
        field: field.to_owned(),
        label: label.to_owned(),
    };
    assert_eq!(
        printed.overflow,
        [
            spilled("not_weekly", "週単位以外のサービス"),
            spilled("whole_picture", "サービス提供によって実現する生活の全体像"),
        ]
    );
    assert!(printed.pages > 2);
    let paper = printed_text(&printed.pdf);
    assert!(paper.matches(RARE).count() > MANY);
    assert!(paper.contains("続紙へ続く") && paper.contains(&"月1回。".repeat(120)));
    assert_eq!(paper.matches("続紙サービス等利用計画案").count(), 1);
}

fn busy_block(day: u8, from_minute: u16, minutes: u16, text: String) -> WeekBlock {
    WeekBlock {
        day,
        from_minute,
        to_minute: from_minute + minutes,
        lane: 0,
        lanes: 1,
        time: format!("{}:{:02}", from_minute / 60, from_minute % 60),
        text,
        provider: "提供者名".to_owned(),
        kind: BlockKind::Service,
        mark: None,
    }
}

#[test]
fn the_shortest_blocks_still_say_what_they_are() {
    let mut sheet = WeekSheet::samples().remove(1);
    let minutes = (480..540).step_by(5);
    sheet.blocks = minutes
        .map(|from| busy_block(2, from, 5, format!("処置{from}")))
        .collect();
    sheet
        .blocks
        .push(busy_block(6, 300, 30, "早朝の体位交換".to_owned()));
    let printed = press().pdf(&sheet).unwrap();
    let paper = printed_text(&printed.pdf);
    for block in &sheet.blocks {
        assert!(paper.contains(&squeezed(&block.text)), "{}", block.text);
    }
}

#[test]
fn a_week_too_full_for_notes_below_puts_them_on_a_continuation_page() {
    let mut sheet = WeekSheet::samples().remove(1);
    let days = 0..7_u8;
    sheet.blocks = days
        .flat_map(|day| {
            (360..1680)
                .step_by(30)
                .map(move |from| busy_block(day, from, 30, format!("{day}日の長い名前の予定{from}")))
        })
        .collect();
    let printed = press().pdf(&sheet).unwrap();
    assert_eq!(printed.overflow.len(), 1);
    let paper = printed_text(&printed.pdf);
    for block in &sheet.blocks {
        assert!(paper.contains(&block.text), "{}", block.text);
    }
}

fn refusal(paper: &dyn Paper) -> String {
    match press().pdf(paper) {
        Err(PressError::TooLong { field, length, limit }) => format!("{field}: {length} > {limit}"),
        Err(error) => error.to_string(),
        Ok(_) => "printed".to_owned(),
    }
}

#[test]
fn a_text_beyond_all_measure_is_refused_by_the_name_of_its_field() {
    let plan = || PlanSheet::samples().remove(1);
    let mut sheets = [plan(), plan(), plan()];
    sheets[0].policy = "あ".repeat(20_001);
    sheets[1].needs[3].notes = "あ".repeat(20_001);
    sheets[2].needs[1].services[0].provider = "あ".repeat(20_001);
    let mut week = WeekSheet::samples().remove(1);
    week.not_weekly = "あ".repeat(20_001);
    let refused: Vec<String> = sheets
        .iter()
        .map(|sheet| refusal(sheet))
        .chain([refusal(&week)])
        .collect();
    insta::assert_snapshot!(refused.join("\n"), @"
    総合的な援助の方針: 20001 > 20000
    その他留意事項: 20001 > 20000
    提供事業者名（担当者名・電話）: 20026 > 20000
    週単位以外のサービス: 20001 > 20000
    ");
}

#[test]
fn a_paper_that_would_hold_the_machine_is_refused() {
    let mut sheet = PlanSheet::samples().remove(1);
    sheet.needs[0].notes = "あ".repeat(15_000);
    sheet.needs = std::iter::repeat_n(sheet.needs[0].clone(), 4).collect();
    assert!(refusal(&sheet).starts_with("その他留意事項: 6") && refusal(&sheet).ends_with("> 60000"));
    // Empty rows and blocks cost time too.
    sheet.needs = vec![NeedRow::default(); 1_000];
    assert!(refusal(&sheet).ends_with("> 60000"));
    let mut week = WeekSheet::samples().remove(1);
    week.blocks = (0..600).map(|_| busy_block(0, 600, 5, String::new())).collect();
    assert!(refusal(&week).ends_with("> 60000"));
}
