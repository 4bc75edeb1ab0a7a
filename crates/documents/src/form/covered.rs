//! A paper from which something is taken out before it is drawn.

use super::{Form, Paper};

/// 覆いをかけた書類. Every text of the paper goes through a function, the words in its drawings too: what the function takes
/// out stands neither in the PDF nor on the page nor in the workbook.
pub struct Covered<Over> {
    /// The paper.
    pub paper: Box<dyn Paper + Send>,
    /// What is left of a text.
    pub over: Over,
}

impl<Over: Fn(&str) -> String> Paper for Covered<Over> {
    fn form(&self) -> Form {
        let mut form = self.paper.form();
        form.each_text(&mut |text| *text = (self.over)(text));
        form.each_drawing(&mut |drawing| {
            drawing.alt = (self.over)(&drawing.alt);
            drawing.svg = words(&drawing.svg, &self.over);
        });
        form
    }
}

/// The drawing with its words changed, and nothing else of it.
fn words(svg: &str, over: impl Fn(&str) -> String) -> String {
    let mut drawn = String::with_capacity(svg.len());
    for piece in svg.split_inclusive('>') {
        let (words, mark) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        if words.trim().is_empty() {
            drawn.push_str(words);
        } else {
            drawn.push_str(&over(words));
        }
        drawn.push_str(mark);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_drawing_are_covered_and_its_lines_are_not() {
        let over = |text: &str| text.replace("2100999", "＊");
        let drawing = r#"<path d="M2100999 0"/><text x="2100999">〒2100999</text>"#;
        assert_eq!(
            words(drawing, over),
            r#"<path d="M2100999 0"/><text x="2100999">〒＊</text>"#
        );
    }
}
