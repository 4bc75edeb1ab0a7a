//! やさしい日本語. Texts written for the person and the family beside the official ones, with their readings.
//!
//! A reading stands in the text itself: `{日|ひ}` for an everyday word, `{*会議|かいぎ}` for a hard one. The same text is
//! shown without readings, with those of the hard words, or with all.

use crate::choice;

choice! {
    /// ふりがな.
    pub enum Furigana {
        /// なし.
        None = "none", "なし";
        /// むずかしい ことばだけ.
        Some = "some", "すこし";
        /// ぜんぶ.
        All = "all", "ぜんぶ";
    }
}

/// 文の部分. A stretch of plain text, or a word with its reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Plain text.
    Plain(&'t str),
    /// A word with its reading.
    Word {
        /// As it is written.
        base: &'t str,
        /// As it is read.
        reading: &'t str,
        /// Whether it is a hard word.
        hard: bool,
    },
}

impl Piece<'_> {
    /// Whether its reading is shown.
    #[must_use]
    pub fn shows_reading(&self, furigana: Furigana) -> bool {
        match (self, furigana) {
            (Self::Plain(_), _) | (_, Furigana::None) => false,
            (Self::Word { hard, .. }, Furigana::Some) => *hard,
            (Self::Word { .. }, Furigana::All) => true,
        }
    }
}

/// Cuts a text into its pieces. A brace that opens no reading is text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let word = after
            .split_once('}')
            .and_then(|(word, after)| Some((word.split_once('|')?, after)));
        let Some(((base, reading), after)) = word else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        let (base, hard) = base.strip_prefix('*').map_or((base, false), |base| (base, true));
        pieces.push(Piece::Word { base, reading, hard });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    pieces
}

/// The text without its readings.
#[must_use]
pub fn plain(text: &str) -> String {
    let base = |piece: Piece<'_>| match piece {
        Piece::Plain(text) | Piece::Word { base: text, .. } => text.to_owned(),
    };
    pieces(text).into_iter().map(base).collect()
}

/// What makes a text hard to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// A sentence is longer than a breath.
    LongSentence(String),
    /// Something is denied twice.
    DoubleNegation(String),
    /// A word of offices, with what to say instead.
    HardWord(&'static str, &'static str),
    /// A word in kanji has no reading.
    NoReading(char),
}

/// Letters of a sentence that is still read in one go.
const LONGEST: usize = 40;
const TWICE: [&str; 6] = [
    "なくはな",
    "ないわけではな",
    "ないことはな",
    "ないとはいえな",
    "なければならなくな",
    "ないものではな",
];
const INSTEAD: [(&str, &str); 10] = [
    ("実施", "する"),
    ("記入", "書く"),
    ("提出", "出す"),
    ("当該", "その"),
    ("別途", "あとで"),
    ("及び", "と"),
    ("支障", "こまること"),
    ("適宜", "ときどき"),
    ("担当者会議", "話しあい"),
    ("いただく", "もらう"),
];

/// Looks for what makes a text hard to read. A hint asks its author; it forbids nothing.
#[must_use]
pub fn hints(text: &str) -> Vec<Hint> {
    let mut hints = Vec::new();
    let read = plain(text);
    for sentence in read.split(['。', '！', '？', '\n']).map(str::trim) {
        if sentence.chars().count() > LONGEST {
            hints.push(Hint::LongSentence(sentence.to_owned()));
        }
        if TWICE.iter().any(|twice| sentence.contains(twice)) {
            hints.push(Hint::DoubleNegation(sentence.to_owned()));
        }
    }
    for (hard, instead) in INSTEAD {
        if read.contains(hard) {
            hints.push(Hint::HardWord(hard, instead));
        }
    }
    for piece in pieces(text) {
        if let Piece::Plain(text) = piece {
            hints.extend(text.chars().find(|sign| is_kanji(*sign)).map(Hint::NoReading));
        }
    }
    hints
}

fn is_kanji(sign: char) -> bool {
    matches!(sign, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, furigana: Furigana) -> String {
        let show = |piece: Piece<'_>| match piece {
            Piece::Word { base, reading, .. } if piece.shows_reading(furigana) => {
                format!("{base}({reading})")
            }
            Piece::Plain(text) | Piece::Word { base: text, .. } => text.to_owned(),
        };
        pieces(text).into_iter().map(show).collect()
    }

    #[test]
    fn one_text_is_read_without_with_some_and_with_all_readings() {
        let text = "{*会議|かいぎ}の {日|ひ}を えらぶ {x";
        assert_eq!(shown(text, Furigana::None), "会議の 日を えらぶ {x");
        assert_eq!(shown(text, Furigana::Some), "会議(かいぎ)の 日を えらぶ {x");
        assert_eq!(shown(text, Furigana::All), "会議(かいぎ)の 日(ひ)を えらぶ {x");
    }

    #[test]
    fn what_is_hard_to_read_is_told() {
        assert_eq!(hints("{出|で}られる {日|ひ}に しるしを つけて ください。"), []);
        let long = "あ".repeat(41);
        assert_eq!(hints(&long), [Hint::LongSentence(long.clone())]);
        assert_eq!(
            hints("会議を{実施|じっし}しないわけではない。"),
            [
                Hint::DoubleNegation("会議を実施しないわけではない".to_owned()),
                Hint::HardWord("実施", "する"),
                Hint::NoReading('会'),
            ]
        );
    }
}
