//! 利用者同意署名欄. How the person agreed, as the paper shows it.

use serde::Serialize;

use crate::form::{Cell, Drawing};

/// 利用者同意署名欄. One of the three ways the box is filled.
#[derive(Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// A line to sign on, e.g. 令和　　年　　月　　日　氏名.
    Line(String),
    /// Signed on the screen.
    Signed {
        /// The signature as it was drawn.
        svg: String,
        /// Who signed, with the relation where it is not the person.
        who: String,
        /// The day, as printed.
        on: String,
    },
    /// Signed on paper that the office keeps, e.g. 紙で同意 令和8年4月7日.
    OnPaper(String),
}

impl Consent {
    /// The box for the signature.
    pub(super) fn cell(&self) -> Cell {
        match self {
            Self::Line(line) => Cell::short(line.as_str()).min_mm(BOX_MM),
            Self::OnPaper(said) => Cell::short(said.as_str()).min_mm(BOX_MM),
            Self::Signed { svg, who, on } => Cell::short(format!("{on}　{who}")).drawing(Some(Drawing {
                svg: svg.clone(),
                alt: format!("{who}の署名"),
                height_mm: SIGNATURE_MM,
            })),
        }
    }
}

const BOX_MM: f64 = 11.0;
const SIGNATURE_MM: f64 = 9.0;
