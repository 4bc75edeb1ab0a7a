//! Reads a finished drawing back: what lies where, and whether it is only what drawings may hold.

use super::label::em;
use super::svg::Rect;

/// The elements a drawing may hold.
const ELEMENTS: [&str; 9] = [
    "svg", "title", "desc", "polyline", "polygon", "path", "rect", "circle", "text",
];

/// The drawing's size.
pub(super) fn view(svg: &str) -> Rect {
    let numbers: Vec<f64> = attribute(svg, "viewBox")
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    Rect {
        left: numbers[0],
        top: numbers[1],
        right: numbers[2],
        bottom: numbers[3],
    }
}

/// Every line of text with the place it fills at most.
pub(super) fn texts(svg: &str) -> Vec<(Rect, String)> {
    let elements = svg.lines().filter(|line| line.starts_with("<text "));
    elements
        .map(|line| {
            let (size, x, y) = (number(line, "font-size"), number(line, "x"), number(line, "y"));
            let words = line
                .split_once('>')
                .unwrap()
                .1
                .trim_end_matches("</text>")
                .to_owned();
            let plain = words
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            let width = em(&plain.replace("&#39;", "'")) * size;
            let left = if attribute(line, "text-anchor") == "middle" {
                x - width / 2.0
            } else {
                x
            };
            (
                Rect {
                    left,
                    top: y - size * 0.88,
                    right: left + width,
                    bottom: y + size * 0.12,
                },
                words,
            )
        })
        .collect()
}

/// Every rectangle with a border.
pub(super) fn boxes(svg: &str) -> Vec<Rect> {
    let elements = svg
        .lines()
        .filter(|line| line.starts_with("<rect ") && line.contains("stroke="));
    elements
        .map(|line| {
            let (left, top) = (number(line, "x"), number(line, "y"));
            Rect {
                left,
                top,
                right: left + number(line, "width"),
                bottom: top + number(line, "height"),
            }
        })
        .collect()
}

/// The outermost points of every line and shape.
pub(super) fn points(svg: &str) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = boxes(svg)
        .iter()
        .flat_map(|r| [(r.left, r.top), (r.right, r.bottom)])
        .collect();
    for line in svg.lines().filter(|line| line.contains(" points=")) {
        let pairs = attribute(line, "points").split(' ');
        points.extend(
            pairs
                .map(|pair| pair.split_once(',').unwrap())
                .map(|(x, y)| (parsed(x), parsed(y))),
        );
    }
    for line in svg.lines().filter(|line| line.starts_with("<circle ")) {
        let (x, y, r) = (number(line, "cx"), number(line, "cy"), number(line, "r"));
        points.extend([(x - r, y - r), (x + r, y + r)]);
    }
    for line in svg.lines().filter(|line| line.starts_with("<path ")) {
        let data = attribute(line, "d").replace(['M', 'L', 'Q', 'Z'], " ");
        let numbers: Vec<f64> = data.split_whitespace().map(parsed).collect();
        points.extend(numbers.chunks(2).map(|pair| (pair[0], pair[1])));
    }
    points
}

/// Fails when anything leaves the drawing or two lines of text lie on each other.
pub(super) fn assert_readable(svg: &str) {
    let view = view(svg);
    for (x, y) in points(svg) {
        assert!(
            x >= 0.0 && y >= 0.0 && x <= view.right && y <= view.bottom,
            "({x}, {y}) leaves the drawing\n{svg}"
        );
    }
    let texts = texts(svg);
    for (index, (rect, words)) in texts.iter().enumerate() {
        let inside =
            rect.left >= 0.0 && rect.top >= 0.0 && rect.right <= view.right && rect.bottom <= view.bottom;
        assert!(inside, "{words} leaves the drawing\n{svg}");
        for (other, others) in &texts[index + 1..] {
            assert!(!rect.meets(*other), "{words} lies on {others}\n{svg}");
        }
    }
    assert_plain(svg);
}

/// Fails when the drawing holds anything but shapes and text.
pub(super) fn assert_plain(svg: &str) {
    for piece in svg.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(ELEMENTS.contains(&name), "<{name}> has no place in a drawing");
        for attribute in [" style=", " class=", " id=", " href=", " on"] {
            assert!(!tag.contains(attribute), "{attribute} has no place in a drawing");
        }
    }
}

fn number(line: &str, name: &str) -> f64 {
    parsed(attribute(line, name))
}

fn parsed(text: &str) -> f64 {
    text.parse().unwrap()
}

fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let start = line.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
    line[start..].split('"').next().unwrap()
}
