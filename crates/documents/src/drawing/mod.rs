//! 図. Genogram and ecomap as SVG that browsers and the paper engine draw alike.
//!
//! Only shapes, presentation attributes and escaped text: no style, no script, no identifiers, so that the
//! strictest content policy holds and several drawings can stand in one page.

mod ecomap;
mod genogram;
mod label;
mod svg;
mod tie;

#[cfg(test)]
mod measure;
#[cfg(test)]
mod samples;

pub use ecomap::{EcomapOptions, ecomap_svg};
pub use genogram::{DeathMark, GenogramOptions, genogram_svg};
