//! The crisis plan keeps to one page as long as anybody could read it.

use super::{poppler, press, printed_text, squeezed};
use crate::papers::{CrisisContact, CrisisSheet};

/// The height of a line as a reader's program finds it, in points.
fn letters(pdf: &[u8]) -> f64 {
    let words = poppler("pdftotext", &["-bbox", "-", "-"], pdf);
    let line = words.lines().find(|line| line.contains("サイン000")).unwrap();
    let number = |name: &str| -> f64 {
        let (_, rest) = line.split_once(name).unwrap();
        rest.split('"').nth(1).unwrap().parse().unwrap()
    };
    number("yMax") - number("yMin")
}

fn with_signs(count: usize) -> CrisisSheet {
    let mut sheet = CrisisSheet::samples().remove(0);
    sheet.signs = (0..count).map(|number| format!("サイン{number:03}")).collect();
    sheet
}

#[test]
fn the_more_there_is_to_say_the_smaller_the_letters_on_the_one_page() {
    let sizes = [3, 8, 12, 16, 20].map(|count| {
        let printed = press().pdf(&with_signs(count)).unwrap();
        assert_eq!(printed.pages, 1, "{count}");
        letters(&printed.pdf)
    });
    assert_eq!(
        format!("{:?}", sizes.map(f64::round)),
        "[14.0, 13.0, 11.0, 10.0, 9.0]"
    );
}

#[test]
fn more_than_a_page_goes_on_and_loses_nothing() {
    let mut sheet = with_signs(120);
    sheet.contacts = (0..30)
        .map(|number| CrisisContact {
            name: format!("連絡先{number:02}"),
            tel: "03-0000-0001".to_owned(),
            does: String::new(),
        })
        .collect();
    let printed = press().pdf(&sheet).unwrap();
    assert!(printed.pages > 1);
    let paper = printed_text(&printed.pdf);
    for sign in &sheet.signs {
        assert!(paper.contains(sign), "{sign}");
    }
    assert!(paper.contains("連絡先29"));
}

#[test]
fn a_page_just_begun_prints_with_its_empty_boxes() {
    let mut sheet = CrisisSheet::samples().remove(1);
    sheet.signs = vec![String::new()];
    sheet.calms.clear();
    sheet.avoid.clear();
    sheet.contacts.clear();
    sheet.carer_absent.clear();
    sheet.stay.clear();
    let paper = printed_text(&press().pdf(&sheet).unwrap().pdf);
    for label in [
        "（サイン）",
        "してほしくないこと",
        "泊まるところ",
        "してくれること",
    ] {
        assert!(paper.contains(&squeezed(label)), "{label}");
    }
}
