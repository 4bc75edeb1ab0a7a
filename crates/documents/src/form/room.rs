//! How much room a text is likely to take; an estimate, never the layout.

const MM_PER_POINT: f64 = 0.3528;

/// Estimates the height of `text` in a cell `width_mm` wide.
pub(super) fn text_mm(text: &str, width_mm: f64, size: f64) -> f64 {
    let em = size * MM_PER_POINT;
    let line_ems = ((width_mm - PADDING_MM) / em).max(1.0);
    let lines: f64 = text
        .lines()
        .map(|line| (ems(line) / line_ems).ceil().max(1.0))
        .sum();
    lines * em * LINE + PADDING_MM
}

/// Left and right, above and below.
const PADDING_MM: f64 = 2.2;

/// One line with the space to the next, in letter heights.
const LINE: f64 = 1.5;

fn ems(line: &str) -> f64 {
    line.chars()
        .map(|character| if character.is_ascii() { 0.6 } else { 1.0 })
        .sum()
}
