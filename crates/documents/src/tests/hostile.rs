//! Text is data: it prints as it was typed and does nothing.

use super::{press, printed_text, squeezed};
use crate::form::{BlockKind, WeekBlock};
use crate::papers::{
    CheckReportSheet, Consent, CrisisSheet, FaceSheet, HandOverSheet, LabelledText, PlanSheet, SupportRow,
    Tick, Ticks, WeekSheet,
};

/// Typed text, and how it must stand on paper.
const STRINGS: [(&str, &str); 16] = [
    (
        "#emph[強調] *太字* _斜体_ `code` $x^2$",
        "#emph[強調] *太字* _斜体_ `code` $x^2$",
    ),
    (
        "= 見出し\n- 箇条\n+ 番号\n/ 用語: 説明",
        "= 見出し\n- 箇条\n+ 番号\n/ 用語: 説明",
    ),
    (
        "#read(\"/etc/passwd\") #sys.inputs #eval(\"1+1\")",
        "#read(\"/etc/passwd\") #sys.inputs #eval(\"1+1\")",
    ),
    (
        "#import \"@preview/x:1.0.0\": *",
        "#import \"@preview/x:1.0.0\": *",
    ),
    (
        "<overflow> @overflow #metadata(1) <a>",
        "<overflow> @overflow #metadata(1) <a>",
    ),
    (
        "// 注 /* 釈 */ \\u{1F600} \\n \\\\ ~ -- --- ...",
        "// 注 /* 釈 */ \\u{1F600} \\n \\\\ ~ -- --- ...",
    ),
    (
        "]#{panic(\"止\")}[ ) } \"; 'x' \"y\"",
        "]#{panic(\"止\")}[ ) } \"; 'x' \"y\"",
    ),
    (
        "<script>alert('1')</script>&amp;&#x41;<svg onload=x>",
        "<script>alert('1')</script>&amp;&#x41;<svg onload=x>",
    ),
    (
        "=HYPERLINK(\"http://例\",\"押\")",
        "=HYPERLINK(\"http://例\",\"押\")",
    ),
    (
        "髙﨑 神﨑 ㈱ ① 〜～ ﾊﾝｶｸ Ⅲ 齋藤 邊",
        "髙﨑 神﨑 ㈱ ① 〜～ ﾊﾝｶｸ Ⅲ 齋藤 邊",
    ),
    ("𠮷田さん", "〓田さん"),
    ("笑顔😀でした", "笑顔〓でした"),
    ("左\u{202E}右から\u{202C}終\u{200F}", "左右から終"),
    ("電話\u{202D}044-000-0000\u{202C}", "電話044-000-0000"),
    ("葛\u{E0100}飾 が\u{200D}き\u{FEFF}", "葛飾 がき"),
    ("空\0白\u{7}と\tタブ\r\n改行\u{2028}行", "空白と タブ\n改行\n行"),
];

const MISSING: [char; 2] = ['😀', '𠮷'];

fn typed() -> String {
    STRINGS.map(|(typed, _)| typed).join("\n")
}

/// Holds in all fields but one: a page's end may part one of them.
fn assert_literal(printed: &crate::Printed, times: usize) {
    assert_eq!(
        printed.missing_glyphs,
        MISSING
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    let paper = printed_text(&printed.pdf);
    for (typed, stands) in STRINGS {
        let found = paper.matches(&squeezed(stands)).count();
        assert!(found >= times, "{typed:?} stands {found} times, not {times}");
    }
}

#[test]
fn a_plan_prints_what_was_typed() {
    let mut sheet = PlanSheet::samples().remove(1);
    sheet.wishes = typed();
    sheet.policy = typed();
    sheet.head.office_name = typed();
    sheet.consent = Consent::OnPaper(typed());
    sheet.long_goal.text = typed();
    sheet.needs[0].notes = typed();
    sheet.needs[0].services[0].content = typed();
    assert_literal(&press().pdf(&sheet).unwrap(), 6);
}

#[test]
fn basic_information_prints_what_was_typed() {
    let mut sheet = FaceSheet::samples().remove(0);
    sheet.overview = typed();
    sheet.medical = typed();
    sheet.extras = vec![LabelledText {
        label: "欄".to_owned(),
        text: typed(),
    }];
    sheet.public_supports = vec![SupportRow {
        content: typed(),
        ..SupportRow::default()
    }];
    assert_literal(&press().pdf(&sheet).unwrap(), 3);
}

#[test]
fn a_week_prints_what_was_typed() {
    let mut sheet = WeekSheet::samples().remove(1);
    sheet.whole_picture = typed();
    sheet.blocks = vec![WeekBlock {
        day: 0,
        from_minute: 600,
        to_minute: 660,
        lane: 0,
        lanes: 1,
        time: "10:00～11:00".to_owned(),
        text: typed(),
        provider: String::new(),
        kind: BlockKind::Service,
        mark: None,
    }];
    let printed = press().pdf(&sheet).unwrap();
    assert_literal(&printed, 2);
}

#[test]
fn the_check_form_prints_what_was_typed() {
    let mut sheet = CheckReportSheet::samples().remove(0);
    sheet.policy = typed();
    sheet.headings.band = typed();
    sheet.rows[0].remedy = typed();
    sheet.rows[0].change = Ticks(vec![Tick::new(typed(), true)]);
    assert_literal(&press().pdf(&sheet).unwrap(), 3);
}

#[test]
fn a_crisis_plan_prints_what_was_typed() {
    let mut sheet = CrisisSheet::samples().remove(0);
    sheet.signs = vec![typed()];
    sheet.contacts[0].does = typed();
    sheet.agreed_with = typed();
    assert_literal(&press().pdf(&sheet).unwrap(), 2);
}

#[test]
fn a_hand_over_prints_what_was_typed() {
    let mut sheet = HandOverSheet::samples().remove(1);
    sheet.own_words = typed();
    sheet.person.strengths = typed();
    sheet.tasks[0].task = typed();
    sheet.basics[0].label = typed();
    assert_literal(&press().pdf(&sheet).unwrap(), 3);
}

#[test]
fn a_drawing_cannot_reach_outside_itself() {
    let mut sheet = FaceSheet::samples().remove(0);
    if let Some(picture) = &mut sheet.family_picture {
        picture.svg = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><image xlink:href="file:///etc/passwd" width="9" height="9"/><rect width="9" height="9"/></svg>"#.to_owned();
    }
    match press().pdf(&sheet) {
        Ok(printed) => assert!(!printed_text(&printed.pdf).contains("root:")),
        Err(error) => assert!(matches!(error, crate::PressError::Typesetting(_))),
    }
}
