//! Easy texts on a page and on paper: words with their readings, as many as the reader wants.

use askama::filters::HtmlSafe;
use bansou_documents::form::Ruby;
use bansou_domain::easy::{Furigana, Hint, Piece, hints, pieces};
use serde::Deserialize;

/// An easy text as HTML; every word of it is escaped here.
pub(crate) struct Easy(String);

impl HtmlSafe for Easy {}

impl std::fmt::Display for Easy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many readings the address of a page asks for; all of them, unless somebody chose otherwise.
#[derive(Deserialize)]
pub(crate) struct Readings {
    #[serde(default)]
    f: String,
}

impl Readings {
    pub(crate) fn wanted(&self) -> Furigana {
        Furigana::from_code(&self.f).unwrap_or(Furigana::All)
    }

    /// An easy text with the readings that are wanted.
    pub(crate) fn say(&self, text: &str) -> Easy {
        easy(text, self.wanted())
    }
}

/// The person as an easy text greets them, with the reading of the name.
pub(crate) fn named(name: &str, kana: &str) -> String {
    match kana {
        "" => format!("{name} さん"),
        kana => format!("｜{name}《{kana}》 さん"),
    }
}

/// The easy text, or the official one as long as nobody has written it.
pub(crate) fn or_official<'t>(own: &'t str, official: &'t str) -> &'t str {
    if own.trim().is_empty() { official } else { own }
}

/// The text with the readings that are wanted. Without them there is no ruby at all, so that it is read aloud once.
pub(crate) fn easy(text: &str, furigana: Furigana) -> Easy {
    let mut out = String::new();
    for piece in pieces(text) {
        if let Some(reading) = piece.reading(furigana) {
            out.push_str("<ruby>");
            escape(piece.written(), &mut out);
            out.push_str("<rp>（</rp><rt>");
            escape(reading, &mut out);
            out.push_str("</rt><rp>）</rp></ruby>");
        } else {
            escape(piece.written(), &mut out);
        }
    }
    Easy(out)
}

/// The text as a paper prints it, with every reading.
pub(crate) fn printed(text: &str) -> Vec<Ruby> {
    let one = |piece: Piece<'_>| Ruby {
        text: piece.written().to_owned(),
        reading: piece.reading(Furigana::All).unwrap_or_default().to_owned(),
    };
    pieces(text).into_iter().map(one).collect()
}

/// What the author of an easy text should look at again; it forbids nothing.
pub(crate) fn asked_again(text: &str) -> impl Iterator<Item = String> {
    hints(text).into_iter().map(ask_again)
}

/// One such thing as a sentence.
pub(crate) fn ask_again(hint: Hint) -> String {
    match hint {
        Hint::LongSentence(sentence) => format!("長い文です。40字より短く分けられますか:「{sentence}」"),
        Hint::DoubleNegation(sentence) => {
            format!("二重の打ち消しは伝わりにくいことばです:「{sentence}」")
        }
        Hint::HardWord(hard, instead) => format!("「{hard}」は「{instead}」のように言いかえられます。"),
        Hint::NoReading(letters) => format!("「{letters}」にふりがながありません。"),
    }
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
        let text = "会議《かいぎ》の日《ひ》 <b>&｜<i>《\"》";
        assert_eq!(
            easy(text, Furigana::Some).to_string(),
            "<ruby>会議<rp>（</rp><rt>かいぎ</rt><rp>）</rp></ruby>の日 &#60;b&#62;&#38;&#60;i&#62;"
        );
        assert!(!easy(text, Furigana::None).to_string().contains("ruby"));
        assert!(easy(text, Furigana::All).to_string().contains("<rt>&#34;</rt>"));
    }
}
