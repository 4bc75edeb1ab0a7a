//! A signature drawn on the screen: strokes come in, a drawing of our own making is kept.

use std::fmt::Write as _;

/// The pad, in its own units.
const WIDTH: i32 = 600;
const HEIGHT: i32 = 160;
/// A signature is some strokes of some hundred points; more than this is not one.
const MOST_POINTS: usize = 20_000;

/// Turns strokes, `[[x, y, x, y, …], …]`, into an SVG. What is no signature gives nothing.
pub(super) fn svg(strokes: &str) -> Option<String> {
    let strokes: Vec<Vec<i32>> = serde_json::from_str(strokes).ok()?;
    if strokes.iter().map(Vec::len).sum::<usize>() > 2 * MOST_POINTS {
        return None;
    }
    let mut path = String::new();
    for stroke in &strokes {
        draw(&mut path, stroke)?;
    }
    (!path.is_empty()).then(|| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><path d=\"{}\" fill=\"none\" \
             stroke=\"black\" stroke-width=\"4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>",
            path.trim_end()
        )
    })
}

fn draw(path: &mut String, stroke: &[i32]) -> Option<()> {
    let (points, rest) = stroke.as_chunks::<2>();
    let inside = |[x, y]: &[i32; 2]| (0..=WIDTH).contains(x) && (0..=HEIGHT).contains(y);
    if !rest.is_empty() || !points.iter().all(inside) {
        return None;
    }
    for (place, [x, y]) in points.iter().enumerate() {
        let command = if place == 0 { 'M' } else { 'L' };
        write!(path, "{command}{x} {y} ").ok()?;
    }
    // A dot is a line that goes nowhere.
    if let [[x, y]] = points {
        write!(path, "L{x} {y} ").ok()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_become_a_drawing_and_nothing_else_does() {
        insta::assert_snapshot!(svg("[[20,50,40,10,60,70],[100,100]]").unwrap(), @r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 160"><path d="M20 50 L40 10 L60 70 M100 100 L100 100" fill="none" stroke="black" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>"#);
        for nothing in [
            "",
            "[]",
            "[[]]",
            "[[1]]",
            "[[1,9999]]",
            "[[-1,2]]",
            "{\"d\":1}",
            "[[1,\"2\"]]",
            "<svg>",
        ] {
            assert_eq!(svg(nothing), None, "{nothing}");
        }
    }
}
