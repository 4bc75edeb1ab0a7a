//! Every paper with every sample.

use super::{as_printed, fonts, poppler, press, printed_text, samples};
use crate::press::{Press, PressError};
use crate::world::FACES;

#[test]
fn every_paper_says_every_value_of_its_sheet() {
    let press = press();
    let mut longer = Vec::new();
    for sample in samples() {
        let printed = press.pdf(sample.paper.as_ref()).unwrap();
        if printed.pages > 1 {
            longer.push(format!("{}: {}", sample.name, printed.pages));
        }
        assert_eq!(printed.missing_glyphs, Vec::<char>::new(), "{}", sample.name);
        assert_eq!(printed.overflow, vec![], "{}", sample.name);
        let paper = printed_text(&printed.pdf);
        for text in sample.texts {
            assert!(paper.contains(&as_printed(&text)), "{} lacks {text}", sample.name);
        }
    }
    // A 引継書 with every block, sheets with room to write beside many questions; every other paper takes one page.
    assert_eq!(longer, ["hand-over 1: 2", "hearing 1: 2"]);
}

#[test]
fn every_paper_can_be_heard_and_kept() {
    let press = press();
    for sample in samples() {
        let printed = press.pdf(sample.paper.as_ref()).unwrap();
        let structure = poppler("pdfinfo", &["-struct", "-"], &printed.pdf);
        for tag in ["Document", "H1", "Table", "TR", "TH", "TD"] {
            assert!(structure.contains(tag), "{} lacks {tag}", sample.name);
        }
        let facts = poppler("pdfinfo", &["-"], &printed.pdf);
        for fact in ["Tagged:          yes", "PDF version:     1.7", "A4"] {
            assert!(facts.contains(fact), "{}: {facts}", sample.name);
        }
        let title = sample.paper.form().cover.title;
        assert!(facts.contains(&title), "{}: {facts}", sample.name);
        let meta = poppler("pdfinfo", &["-meta", "-"], &printed.pdf);
        for claim in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
            assert!(meta.contains(claim), "{}: {meta}", sample.name);
        }
    }
}

#[test]
fn the_same_sheet_prints_the_same_bytes() {
    let press = press();
    let sample = samples().remove(0);
    let (first, second) = (press.pdf(sample.paper.as_ref()), press.pdf(sample.paper.as_ref()));
    assert!(first.unwrap().pdf == second.unwrap().pdf);
}

#[test]
fn the_screen_shows_as_many_pages_as_the_printer() {
    let press = press();
    for sample in samples() {
        let pages = press.pages_svg(sample.paper.as_ref()).unwrap();
        assert_eq!(pages.len(), press.pdf(sample.paper.as_ref()).unwrap().pages);
        assert!(pages.iter().all(|page| page.starts_with("<svg")));
    }
}

#[test]
fn a_missing_font_is_named() {
    let empty = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let Err(error) = Press::open(&empty) else {
        panic!("opened without fonts")
    };
    assert!(matches!(error, PressError::FontUnreadable { .. }));
    let said = error.to_string();
    assert!(
        said.contains("BIZUDPGothic-Regular.ttf") && said.contains("cargo xtask fonts"),
        "{said}"
    );
}

#[test]
fn a_font_that_goes_away_later_is_named_and_the_paper_prints_again_with_it() {
    let folder = tempfile::tempdir().unwrap();
    for face in FACES {
        std::os::unix::fs::symlink(fonts().join(face), folder.path().join(face)).unwrap();
    }
    let press = Press::open(folder.path()).unwrap();
    let (sample, lost) = (samples().remove(0), folder.path().join(FACES[0]));
    std::fs::remove_file(&lost).unwrap();
    let refused = press.pdf(sample.paper.as_ref());
    assert!(matches!(refused, Err(PressError::FontUnreadable { path, .. }) if path == lost));
    std::os::unix::fs::symlink(fonts().join(FACES[0]), &lost).unwrap();
    assert!(press.pdf(sample.paper.as_ref()).is_ok());
}

#[test]
fn one_press_serves_all_requests() {
    fn shared<T: Send + Sync>() {}
    shared::<Press>();
}
