//! How large a drawing stands in its box.

use serde::Serialize;

use crate::form::Drawing;

/// A drawing made elsewhere, with what it says in words.
#[derive(Clone, Serialize)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// What it shows, for those who cannot see it and for the workbook.
    pub alt: String,
}

/// The box of the sample form is about this high.
const LEAST_MM: f64 = 55.0;
const MOST_MM: f64 = 75.0;

/// One unit of a drawing, whose letters are 13 high: 6.6 points.
const WANTED: f64 = 0.18;

/// Below this the letters are under 5.5 points.
const READABLE: f64 = 0.15;

impl Picture {
    /// The drawing in a box of `width_mm`, as high as its own proportions ask for.
    pub(super) fn drawing(&self, width_mm: f64) -> Drawing {
        let height_mm = match size(&self.svg) {
            Some((width, height)) => (height * WANTED)
                .min(height / width * width_mm)
                .clamp(LEAST_MM, MOST_MM),
            None => LEAST_MM,
        };
        Drawing {
            svg: self.svg.clone(),
            alt: self.alt.clone(),
            height_mm,
        }
    }

    /// Whether its words could not be read at `width_mm` for want of width.
    pub(super) fn needs_more_than(&self, width_mm: f64) -> bool {
        size(&self.svg).is_some_and(|(width, _)| width_mm / width < READABLE)
    }
}

/// Width and height as the drawing's viewBox gives them.
fn size(svg: &str) -> Option<(f64, f64)> {
    let view = svg.split_once("viewBox=\"")?.1.split_once('"')?.0;
    let numbers: Result<Vec<f64>, _> = view
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect();
    match numbers.ok()?.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(view: &str) -> Picture {
        Picture {
            svg: format!("<svg viewBox=\"{view}\"/>"),
            alt: String::new(),
        }
    }

    fn height(view: &str) -> f64 {
        picture(view).drawing(88.0).height_mm
    }

    #[test]
    fn a_drawing_is_as_high_as_it_needs_within_the_form() {
        assert!((height("0 0 260 277") - LEAST_MM).abs() < 0.01);
        assert!((height("0 0 500 360") - 63.36).abs() < 0.01);
        assert!((height("0 0 500 900") - MOST_MM).abs() < 0.01);
    }

    #[test]
    fn a_drawing_without_a_size_gets_the_box_of_the_form() {
        for view in ["", "0 0 0 0", "a b c d", "0 0 1"] {
            assert!((height(view) - LEAST_MM).abs() < 0.01, "{view}");
        }
    }

    #[test]
    fn a_broad_family_needs_the_whole_width() {
        assert!(!picture("0 0 500 360").needs_more_than(88.0));
        assert!(picture("0 0 700 360").needs_more_than(88.0));
    }
}
