//! Writes SVG elements: numbers short, text escaped, one colour of ink.

use std::fmt::Write as _;

/// The ink of every line and letter.
pub(super) const INK: &str = "#1a1a1a";
/// The ink of what stands in the second place.
pub(super) const SOFT: &str = "#555555";

const FONTS: &str = "'BIZ UDPGothic', 'BIZ UDPゴシック', sans-serif";

/// A place on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) const fn at(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A rectangle by its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    pub(super) fn around(centre: Point, width: f64, height: f64) -> Self {
        let (w, h) = (width / 2.0, height / 2.0);
        Self {
            left: centre.x - w,
            top: centre.y - h,
            right: centre.x + w,
            bottom: centre.y + h,
        }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) width: f64,
    pub(super) dash: &'static str,
}

impl Stroke {
    /// An unbroken line.
    pub(super) const fn solid(width: f64) -> Self {
        Self { width, dash: "" }
    }

    /// A broken line.
    pub(super) const fn dashed(width: f64, dash: &'static str) -> Self {
        Self { width, dash }
    }

    fn attributes(self) -> String {
        let dash = if self.dash.is_empty() {
            String::new()
        } else {
            format!(r#" stroke-dasharray="{}""#, self.dash)
        };
        format!(r#"stroke="{INK}" stroke-width="{}"{dash}"#, short(self.width))
    }
}

/// Letters centred on one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letters {
    pub(super) size: f64,
    pub(super) colour: &'static str,
    pub(super) anchor: &'static str,
}

impl Letters {
    pub(super) const fn centred(size: f64) -> Self {
        Self {
            size,
            colour: INK,
            anchor: "middle",
        }
    }

    pub(super) const fn from_left(size: f64) -> Self {
        Self {
            size,
            colour: INK,
            anchor: "start",
        }
    }

    pub(super) const fn in_colour(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }
}

/// A drawing that grows element by element.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// An open run of straight lines.
    pub(super) fn path(&mut self, points: &[Point], stroke: Stroke) {
        let points: Vec<_> = points
            .iter()
            .map(|p| format!("{},{}", short(p.x), short(p.y)))
            .collect();
        let (points, stroke) = (points.join(" "), stroke.attributes());
        self.push(format_args!(
            r#"<polyline points="{points}" fill="none" {stroke}/>"#
        ));
    }

    /// A filled shape with straight edges.
    pub(super) fn polygon(&mut self, points: &[Point], fill: &str, stroke: Stroke) {
        let points: Vec<_> = points
            .iter()
            .map(|p| format!("{},{}", short(p.x), short(p.y)))
            .collect();
        let (points, stroke) = (points.join(" "), stroke.attributes());
        self.push(format_args!(
            r#"<polygon points="{points}" fill="{fill}" stroke-linejoin="round" {stroke}/>"#
        ));
    }

    /// An outline given as path data, without a filling.
    pub(super) fn outline(&mut self, data: &str, stroke: Stroke) {
        self.push(format_args!(
            r#"<path d="{data}" fill="none" {}/>"#,
            stroke.attributes()
        ));
    }

    pub(super) fn rect(&mut self, rect: Rect, corner: f64, fill: &str, stroke: Stroke) {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = rect;
        let (x, y, w, h) = (short(left), short(top), short(right - left), short(bottom - top));
        let corner = if corner > 0.0 {
            format!(r#" rx="{}""#, short(corner))
        } else {
            String::new()
        };
        let stroke = stroke.attributes();
        self.push(format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}"{corner} fill="{fill}" {stroke}/>"#
        ));
    }

    /// White ground that keeps letters readable over a line.
    pub(super) fn blank(&mut self, rect: Rect) {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = rect;
        let (x, y, w, h) = (short(left), short(top), short(right - left), short(bottom - top));
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"#ffffff\"/>"
        ));
    }

    pub(super) fn circle(&mut self, centre: Point, radius: f64, fill: &str, stroke: Stroke) {
        let (x, y, r) = (short(centre.x), short(centre.y), short(radius));
        self.push(format_args!(
            r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" {}/>"#,
            stroke.attributes()
        ));
    }

    /// One line of text; `at` is on the baseline.
    pub(super) fn text(&mut self, at: Point, letters: Letters, text: &str) {
        let Letters { size, colour, anchor } = letters;
        let (x, y, size, text) = (short(at.x), short(at.y), short(size), escape(text));
        self.push(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{text}</text>"#
        ));
    }

    /// Closes the drawing: its size, its name, and the same facts in words.
    pub(super) fn finish(self, width: f64, height: f64, title: &str, description: &str) -> String {
        let (width, height) = (short(width.ceil()), short(height.ceil()));
        let (title, description) = (escape(title), escape(description));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-family=\"{FONTS}\">\n\
             <title>{title}</title>\n<desc>{description}</desc>\n{}</svg>\n",
            self.body
        )
    }
}

/// Prints a length with at most one decimal, so that the same drawing is the same text everywhere.
pub(super) fn short(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// Escapes text for XML and drops what XML or the order of the letters cannot bear:
/// control characters and the marks that turn the direction of writing.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_written_as_text() {
        let typed = "</text><script>alert('x')</script> & \"\u{0}\u{8}\u{202e}\u{ffff}\n";
        assert_eq!(
            escape(typed),
            "&lt;/text&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot; "
        );
    }

    #[test]
    fn lengths_are_printed_the_same_way_everywhere() {
        assert_eq!(
            [1.0, 0.25, -0.04, 12.35, -3.96].map(short),
            ["1", "0.2", "0", "12.3", "-4"]
        );
    }
}
