//! The workbook says what the paper says, in strings and plain numbers only.

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};

use super::{as_printed, press, printed_text, samples, squeezed};
use crate::Paper;
use crate::form::parted;
use crate::papers::PlanSheet;
use crate::workbook;

fn cells(paper: &dyn Paper) -> Vec<String> {
    let bytes = workbook::write(paper).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for name in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0);
        for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            match cell {
                Data::String(text) => found.push(text.clone()),
                Data::Float(number) => found.push(amount(*number)),
                Data::Empty => {}
                other => panic!("{other:?} is neither a text nor an amount"),
            }
        }
    }
    found
}

/// A whole number as papers write it.
fn amount(number: f64) -> String {
    parted(format!("{number}").parse().expect("amounts are whole"))
}

/// The raw parts of a workbook.
fn xml(paper: &dyn Paper, part: &str) -> String {
    let file = std::env::temp_dir().join(format!(
        "bansou-{}-{}.xlsx",
        std::process::id(),
        part.replace('/', "-")
    ));
    std::fs::write(&file, workbook::write(paper).unwrap()).unwrap();
    let output = Command::new("unzip")
        .arg("-p")
        .arg(&file)
        .arg(part)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_value_of_the_sheet_stands_in_a_cell() {
    for sample in samples() {
        let cells: Vec<String> = cells(sample.paper.as_ref())
            .iter()
            .map(|cell| squeezed(cell))
            .collect();
        let foot = [
            sample.paper.form().cover.subject,
            sample.paper.form().cover.printed,
        ];
        for text in sample.texts.iter().filter(|text| !foot.contains(text)) {
            assert!(
                cells.iter().any(|cell| cell.contains(&squeezed(text))),
                "{} lacks {text}",
                sample.name
            );
        }
    }
}

/// The papers for the person and the family.
const WITH_READINGS: [&str; 3] = ["easy", "questions", "my-report"];

#[test]
fn every_cell_of_the_workbook_stands_on_the_paper() {
    let press = press();
    // Readings stand in brackets in the workbook and above the letters on paper; each value is found in both above.
    let without_readings = samples()
        .into_iter()
        .filter(|sample| !WITH_READINGS.iter().any(|name| sample.name.starts_with(name)));
    for sample in without_readings {
        let paper = printed_text(&press.pdf(sample.paper.as_ref()).unwrap().pdf);
        // What stands for a picture, and times the paper shows by place, are the workbook's own.
        for line in cells(sample.paper.as_ref()).iter().flat_map(|cell| cell.lines()) {
            let said = as_printed(line.rsplit_once('】').map_or(line, |(_, said)| said));
            assert!(
                line.starts_with('［') || paper.contains(&said),
                "{}: {line} is not on paper",
                sample.name
            );
        }
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let mut sheet = PlanSheet::samples().remove(1);
    let typed = [
        "=1+1",
        "+81",
        "-5",
        "@SUM(A1)",
        "\tx",
        "＝1",
        "=HYPERLINK(\"http://a\")",
        "{=1}",
        "https://example.jp",
        "007",
        "1e5",
    ];
    sheet.needs = Vec::new();
    sheet.wishes = typed[0].to_owned();
    sheet.policy = typed[1].to_owned();
    for text in typed {
        sheet.needs.push(crate::papers::NeedRow {
            need: text.to_owned(),
            ..Default::default()
        });
    }
    let cells = cells(&sheet);
    for text in typed {
        assert!(cells.iter().any(|cell| cell == text), "{text}");
    }
    let sheet = xml(&sheet, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<f ") && !sheet.contains("hyperlink"));
}

#[test]
fn the_workbook_prints_on_a4_like_the_paper() {
    let sheet = PlanSheet::samples().remove(1);
    let page = xml(&sheet, "xl/worksheets/sheet1.xml");
    for said in [
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "fitToPage=\"1\"",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(xml(&sheet, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    let face = crate::papers::FaceSheet::samples().remove(0);
    assert!(xml(&face, "xl/worksheets/sheet1.xml").contains("orientation=\"portrait\""));
}

#[test]
fn a_text_longer_than_a_cell_goes_on_on_a_second_sheet() {
    let mut sheet = PlanSheet::samples().remove(1);
    sheet.policy = "鯨".repeat(70_000);
    let letters: usize = cells(&sheet).iter().map(|cell| cell.matches('鯨').count()).sum();
    assert_eq!(letters, 70_000);
}
