//! A paper as boxes of strings, drawn alike as PDF and as workbook.
//!
//! Each paper turns its sheet into a [`Form`] once; labels therefore stand in
//! one place and the two outputs cannot say different things.

mod covered;
mod length;
mod room;
mod table;
mod week;

use jiff::civil::Date;
use serde::Serialize;

pub use covered::Covered;
pub use table::{Cell, Drawing, Kind, Ruby, Table, parted};
pub use week::{BlockKind, FixedBox, Mark, MarkKind, WeekBlock, WeekGrid};

/// Something that can be printed and written as a workbook.
pub trait Paper {
    /// The paper's boxes, in the order a reader meets them.
    fn form(&self) -> Form;
}

/// What every paper says besides its content.
#[derive(Clone, Serialize)]
pub struct Cover {
    /// The title on the first page, e.g. サービス等利用計画.
    pub title: String,
    /// The mark of the form, e.g. 様式2-1; empty where there is none.
    pub form_number: String,
    /// Whom the paper is about, for the foot of loose pages.
    pub subject: String,
    /// The line on printing, e.g. 令和8年11月21日 印刷.
    pub printed: String,
    /// The date the document itself bears, kept in the PDF.
    pub dated: Date,
    /// How the municipality writes 障害.
    pub spelling: Spelling,
}

/// How the municipality writes 障害 in labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// 障害, as the national sample forms do.
    #[default]
    Kanji,
    /// 障がい, as many cities do.
    Mixed,
}

impl Cover {
    /// Returns a label in the municipality's spelling.
    #[must_use]
    pub fn label(&self, label: &str) -> String {
        match self.spelling {
            Spelling::Kanji => label.to_owned(),
            Spelling::Mixed => label.replace("障害", "障がい"),
        }
    }
}

/// How the page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// A4, upright.
    Portrait,
    /// A4, on its long side.
    Landscape,
}

impl Page {
    /// Millimetres between the side margins.
    #[must_use]
    pub fn width_mm(self) -> f64 {
        match self {
            Self::Portrait => 180.0,
            Self::Landscape => 271.0,
        }
    }
}

/// A paper ready to be drawn.
#[derive(Serialize)]
pub struct Form {
    /// Title, foot and dates.
    pub cover: Cover,
    /// How the page lies.
    pub page: Page,
    /// The content, from top to bottom.
    pub parts: Vec<Part>,
    /// Whether it is read in a hurry: the largest letters that keep it on one page.
    pub large: bool,
}

/// Characters no A4 page holds in readable letters.
const ONE_PAGE: usize = 3_000;

/// One piece of a paper.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A section's heading.
    Heading(String),
    /// A ruled table that flows over pages.
    Table(Table),
    /// The week; takes what is left of its page.
    Week(Box<WeekGrid>),
}

impl Form {
    /// Builds a form; rows short enough to stay whole are kept together.
    #[must_use]
    pub fn new(cover: Cover, page: Page, mut parts: Vec<Part>) -> Self {
        for part in &mut parts {
            if let Part::Table(table) = part {
                table.keep_short_rows_together(page.width_mm());
            }
        }
        Self {
            cover,
            page,
            parts,
            large: false,
        }
    }

    /// Sets it in the largest letters that keep it on one page, with room around them;
    /// as any other form when it is too long for a page in all of them.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = self.weight() <= ONE_PAGE;
        self
    }

    /// Visits every text a person typed or reads.
    pub(crate) fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        visit(&mut self.cover.title);
        visit(&mut self.cover.form_number);
        visit(&mut self.cover.subject);
        visit(&mut self.cover.printed);
        for part in &mut self.parts {
            match part {
                Part::Heading(heading) => visit(heading),
                Part::Table(table) => table.each_text(visit),
                Part::Week(week) => week.each_text(visit),
            }
        }
    }

    /// Visits every drawing.
    pub(crate) fn each_drawing(&mut self, visit: &mut dyn FnMut(&mut Drawing)) {
        for part in &mut self.parts {
            if let Part::Table(table) = part {
                table.each_drawing(visit);
            }
        }
    }
}
