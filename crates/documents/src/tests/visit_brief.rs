//! The page before a visit stays one sheet.

use super::{press, printed_text, squeezed};
use crate::papers::VisitBriefSheet;

fn crowded() -> VisitBriefSheet {
    let mut sheet = VisitBriefSheet::samples().remove(0);
    let line =
        "R8.10.19 電話（母）: 昼食のあとに横になる日が増えた。午後の作業を替えてもらえるか工房に聞いた。";
    sheet.since = (1..=12)
        .map(|place| format!("{place}件目 {}", line.repeat(3)))
        .collect();
    for goal in &mut sheet.goals {
        goal.provision = goal.provision.repeat(20);
    }
    sheet
}

#[test]
fn a_crowded_page_is_cut_to_one_sheet_and_says_how_much_is_left_out() {
    let sheet = crowded();
    assert!(press().pdf(&sheet).unwrap().pages > 1);
    let printed = sheet.on_one_sheet(&press()).unwrap();
    assert_eq!(printed.pages, 1);
    let text = squeezed(&printed_text(&printed.pdf));
    let told = text.matches("件目").count();
    assert!(
        text.contains(&format!("ほか{}件は画面で見られます", 12 - told)),
        "{text}"
    );
    for kept in sheet
        .rights
        .iter()
        .chain(sheet.notes.iter().flat_map(|note| &note.lines))
    {
        assert!(text.contains(&squeezed(kept)), "{kept} is missing: {text}");
    }
}

#[test]
fn a_page_that_fits_is_printed_whole() {
    let sheet = VisitBriefSheet::samples().remove(0);
    let printed = sheet.on_one_sheet(&press()).unwrap();
    assert_eq!(printed.pages, 1);
    let text = squeezed(&printed_text(&printed.pdf));
    for line in sheet.since.iter().chain(&sheet.prompts) {
        assert!(text.contains(&squeezed(line)), "{line} is missing: {text}");
    }
}
