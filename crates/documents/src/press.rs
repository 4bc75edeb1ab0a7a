//! The press: turns a form into PDF bytes or page pictures.

use std::path::{Path, PathBuf};

use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Dict, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_svg::SvgOptions;

use crate::form::{Form, Paper};
use crate::glyphs;
use crate::world::{ClosedWorld, Fonts, Templates};

/// Why a paper could not be printed.
#[derive(Debug, Error)]
pub enum PressError {
    /// A face is missing from the fonts directory or cannot be read.
    #[error("the font file {} cannot be read; run `cargo xtask fonts` or point to a directory that holds it", path.display())]
    FontUnreadable {
        /// The file that was looked for.
        path: PathBuf,
        /// What the file system answered.
        source: std::io::Error,
    },
    /// A file with the right name is not a font.
    #[error("{} is not a usable font file", path.display())]
    NotAFont {
        /// The file that was looked at.
        path: PathBuf,
    },
    /// The sheet, or one text on it, is longer than a paper may be.
    #[error("{field}: {length} characters; at most {limit} can be printed")]
    TooLong {
        /// The label of the longest text, as the paper prints it.
        field: String,
        /// Characters found.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// The sheet could not be handed to the typesetter.
    #[error("the sheet could not be written as data")]
    Sheet(#[from] serde_json::Error),
    /// The typesetter refused; the text names the template's place, never a value of the sheet.
    #[error("the paper could not be set: {0}")]
    Typesetting(String),
}

/// A printed paper.
pub struct Printed {
    /// The PDF: PDF/A-2a and PDF/UA-1.
    pub pdf: Vec<u8>,
    /// Pages of the PDF.
    pub pages: usize,
    /// Characters no font has, printed as 〓, each once.
    pub missing_glyphs: Vec<char>,
    /// Boxes of fixed size whose text goes on on a 続紙.
    pub overflow: Vec<Overflow>,
}

/// A box that could not hold its text, which therefore stands whole on a 続紙.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overflow {
    /// The field's name in the sheet.
    pub field: String,
    /// The field's label on the paper.
    pub label: String,
}

/// Fonts and templates, ready to print. Opened once, shared by all requests.
pub struct Press {
    fonts: Fonts,
    templates: Templates,
}

/// Characters of one paper, with what its boxes cost: some three hundred contacts, or five seconds of work.
/// More is a mistake or an attack; a long history is printed by periods.
const LONGEST_PAPER: usize = 60_000;

/// Characters of one text, which may stand in a column of three letters.
const LONGEST_TEXT: usize = 20_000;

/// Documents after which an unused layout is forgotten.
const REMEMBERED: usize = 10;

struct Setting {
    document: PagedDocument,
    missing_glyphs: Vec<char>,
}

impl Press {
    /// Looks through the fonts of `fonts_dir`. Each is read again when a paper is first set in it, and never after.
    pub fn open(fonts_dir: &Path) -> Result<Self, PressError> {
        Ok(Self {
            fonts: Fonts::read(fonts_dir)?,
            templates: Templates::parse()?,
        })
    }

    /// Prints a paper as PDF.
    pub fn pdf(&self, paper: &dyn Paper) -> Result<Printed, PressError> {
        let setting = self.set(paper);
        let printed = setting.and_then(|setting| {
            let pdf = typst_pdf::pdf(&setting.document, &options()?).map_err(|errors| refusal(&errors))?;
            Ok(Printed {
                pdf,
                pages: setting.document.pages().len(),
                overflow: overflow(&setting.document),
                missing_glyphs: setting.missing_glyphs,
            })
        });
        // Without this every paper ever printed stays in memory.
        comemo::evict(REMEMBERED);
        printed
    }

    /// Draws each page of a paper as an SVG for the screen.
    pub fn pages_svg(&self, paper: &dyn Paper) -> Result<Vec<String>, PressError> {
        let drawn = self.set(paper).map(|setting| {
            let pages = setting.document.pages().iter();
            pages
                .map(|page| typst_svg::svg(page, &SvgOptions::default()))
                .collect()
        });
        comemo::evict(REMEMBERED);
        drawn
    }

    fn set(&self, paper: &dyn Paper) -> Result<Setting, PressError> {
        let mut form = paper.form();
        within_measure(&form)?;
        let missing_glyphs = glyphs::prepare(&mut form, &self.fonts);
        let sheet = serde_json::to_string(&form)?;
        let world = ClosedWorld::new(&self.fonts, &self.templates, sheet)?;
        let output = typst::compile::<PagedDocument>(&world).output;
        world.faces_held()?;
        let document = output.map_err(|errors| refusal(&errors))?;
        Ok(Setting {
            document,
            missing_glyphs,
        })
    }
}

fn within_measure(form: &Form) -> Result<(), PressError> {
    let longest = form.longest();
    let measures = [(longest.letters, LONGEST_TEXT), (form.weight(), LONGEST_PAPER)];
    match measures.into_iter().find(|(length, limit)| length > limit) {
        Some((length, limit)) => Err(PressError::TooLong {
            field: longest.label,
            length,
            limit,
        }),
        None => Ok(()),
    }
}

fn options() -> Result<PdfOptions, PressError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PressError::Typesetting(error.message().to_string()))?;
    Ok(PdfOptions {
        standards,
        creator: typst::foundations::Smart::Custom(Some("bansou".to_owned())),
        ..PdfOptions::default()
    })
}

fn refusal(errors: &[SourceDiagnostic]) -> PressError {
    let messages: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    PressError::Typesetting(messages.join("; "))
}

fn overflow(document: &PagedDocument) -> Vec<Overflow> {
    let Some(label) = Label::new(PicoStr::intern("overflow")) else {
        return Vec::new();
    };
    document
        .introspector()
        .query(&Selector::Label(label))
        .iter()
        .filter_map(|found| found.to_packed::<MetadataElem>())
        .filter_map(|metadata| match &metadata.value {
            Value::Dict(entry) => named(entry),
            _ => None,
        })
        .collect()
}

fn named(entry: &Dict) -> Option<Overflow> {
    let text = |key: &str| entry.get(key).ok()?.clone().cast::<String>().ok();
    Some(Overflow {
        field: text("field")?,
        label: text("label")?,
    })
}
