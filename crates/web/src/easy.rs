//! Easy texts on a page: words with their readings, as many as the reader wants.

use askama::filters::HtmlSafe;
use bansou_domain::easy::{Furigana, Piece, pieces};

/// An easy text as HTML; every word of it is escaped here.
pub(crate) struct Easy(String);

impl HtmlSafe for Easy {}

impl std::fmt::Display for Easy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text with the readings that are wanted. Without them there is no ruby at all, so that it is read aloud once.
pub(crate) fn easy(text: &str, furigana: Furigana) -> Easy {
    let mut out = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Word { base, reading, .. } if piece.shows_reading(furigana) => {
                out.push_str("<ruby>");
                escape(base, &mut out);
                out.push_str("<rp>(</rp><rt>");
                escape(reading, &mut out);
                out.push_str("</rt><rp>)</rp></ruby>");
            }
            Piece::Plain(text) | Piece::Word { base: text, .. } => escape(text, &mut out),
        }
    }
    Easy(out)
}

fn escape(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '&' => out.push_str("&#38;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_ruby_and_hostile_text_is_text() {
        let text = "{*会議|かいぎ}の{日|ひ} <b>&{<i>|\"}";
        assert_eq!(
            easy(text, Furigana::Some).to_string(),
            "<ruby>会議<rp>(</rp><rt>かいぎ</rt><rp>)</rp></ruby>の日 &#60;b&#62;&#38;&#60;i&#62;"
        );
        assert!(!easy(text, Furigana::None).to_string().contains("ruby"));
        assert!(easy(text, Furigana::All).to_string().contains("<rt>&#34;</rt>"));
    }
}
