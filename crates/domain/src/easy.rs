//! やさしい日本語. Texts written for the person and the family beside the official ones, with their readings.
//!
//! A reading stands right after its word: `会議《かいぎ》`. It belongs to the 漢字 before it, or to everything after `｜`:
//! `｜話し合い《はなしあい》`. Texts that were written as `{会議|かいぎ}` are read as well. The same text is shown without
//! readings, with those of the hard words, or with all.

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
        /// Whether its author marked it as a hard word.
        marked: bool,
    },
}

impl<'t> Piece<'t> {
    /// As it is written.
    #[must_use]
    pub fn written(&self) -> &'t str {
        match *self {
            Self::Plain(text) | Self::Word { base: text, .. } => text,
        }
    }

    /// The reading that stands with it, where that is wanted.
    #[must_use]
    pub fn reading(&self, furigana: Furigana) -> Option<&'t str> {
        match (*self, furigana) {
            (Self::Plain(_), _) | (_, Furigana::None) => None,
            (Self::Word { reading, .. }, Furigana::All) => Some(reading),
            (
                Self::Word {
                    base,
                    reading,
                    marked,
                },
                Furigana::Some,
            ) => (marked || is_hard(base)).then_some(reading),
        }
    }
}

/// Whether a word is written with letters that the first two years of school do not teach.
fn is_hard(word: &str) -> bool {
    word.chars()
        .any(|sign| is_kanji(sign) && !FIRST_YEAR.contains(sign) && !SECOND_YEAR.contains(sign))
}

// 学年別漢字配当表（小学校学習指導要領 平成29年告示 第2章第1節国語 別表）.
const FIRST_YEAR: &str = "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早草足\
                          村大男竹中虫町天田土二日入年白八百文木本名目立力林六";
const SECOND_YEAR: &str = "引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽記帰弓牛魚京強教近兄形計元言原戸古午後語工公広交光考行高黄\
                           合谷国黒今才細作算止市矢姉思紙寺自時室社弱首秋週春書少場色食心新親図数西声星晴切雪船線前組走多太体台地池\
                           知茶昼長鳥朝直通弟店点電刀冬当東答頭同道読内南肉馬売買麦半番父風分聞米歩母方北毎妹万明鳴毛門夜野友用曜来\
                           里理話";

/// Cuts a text into its pieces. A sign that opens no reading is text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find(['《', '{'])) {
        let open = at + open;
        let after = text.get(open..).unwrap_or_default();
        let found = match text.get(from..open) {
            Some(before) if after.starts_with('《') => read_after(before, after),
            Some(before) => read_braced(after).map(|(word, length)| (before, word, length)),
            None => None,
        };
        let length = found.map_or_else(|| sign_length(after), |(.., length)| length);
        at = open + length;
        if let Some((before, word, _)) = found {
            pieces.extend(plain_piece(before));
            pieces.push(word);
            from = at;
        }
    }
    pieces.extend(plain_piece(text.get(from..).unwrap_or_default()));
    pieces
}

fn sign_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

fn plain_piece(text: &str) -> Option<Piece<'_>> {
    (!text.is_empty()).then_some(Piece::Plain(text))
}

/// The word whose reading opens `after`, what stands before the word, and how much the reading takes.
fn read_after<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, Piece<'t>, usize)> {
    let (reading, _) = after.strip_prefix('《')?.split_once('》')?;
    let length = reading.len() + '《'.len_utf8() + '》'.len_utf8();
    let (before, base) = base_of(before);
    let word = word(base, reading)?;
    Some((before, word, length))
}

/// A word in braces, as texts were written at first.
fn read_braced(after: &str) -> Option<(Piece<'_>, usize)> {
    let (inside, _) = after.strip_prefix('{')?.split_once('}')?;
    let (base, reading) = inside.split_once('|')?;
    let (base, marked) = unmarked(base);
    let word = match word(base, reading)? {
        Piece::Word { base, reading, .. } if marked => Piece::Word {
            base,
            reading,
            marked,
        },
        word => word,
    };
    Some((word, inside.len() + 2))
}

fn word<'t>(base: &'t str, reading: &'t str) -> Option<Piece<'t>> {
    let (reading, marked) = unmarked(reading);
    let holds = |text: &str| !text.is_empty() && !text.contains('\n');
    (holds(base) && holds(reading)).then_some(Piece::Word {
        base,
        reading,
        marked,
    })
}

/// A star marks a word as hard whatever its letters are.
fn unmarked(text: &str) -> (&str, bool) {
    text.strip_prefix(['*', '＊'])
        .map_or((text, false), |text| (text, true))
}

fn base_of(before: &str) -> (&str, &str) {
    if let Some((plain, base)) = before.rsplit_once(['｜', '|'])
        && !base.is_empty()
        && !base.contains(['\n', '。'])
    {
        return (plain, base);
    }
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, sign)| is_kanji(*sign))
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.split_at(start)
}

fn is_kanji(sign: char) -> bool {
    matches!(sign, '々' | '〆' | 'ヶ' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The text without its readings.
#[must_use]
pub fn plain(text: &str) -> String {
    pieces(text).iter().map(Piece::written).collect()
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
    NoReading(String),
}

/// Letters of a sentence that is still read in one go.
const LONGEST: usize = 40;
const TWICE: [&str; 8] = [
    "なくはな",
    "ないわけではな",
    "ないことはな",
    "ないとはいえな",
    "ないとは言えな",
    "なければならな",
    "ないではいられな",
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
            let bare = text.split(|sign| !is_kanji(sign)).filter(|part| !part.is_empty());
            hints.extend(bare.map(|part| Hint::NoReading(part.to_owned())));
        }
    }
    hints.dedup();
    hints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, furigana: Furigana) -> String {
        let show = |piece: Piece<'_>| match piece.reading(furigana) {
            Some(reading) => format!("[{}|{reading}]", piece.written()),
            None => piece.written().to_owned(),
        };
        pieces(text).into_iter().map(show).collect()
    }

    #[test]
    fn a_reading_belongs_to_the_kanji_before_it_or_to_what_stands_after_a_bar() {
        let all = |text| shown(text, Furigana::All);
        assert_eq!(
            all("きょうの会議《かいぎ》は午後《ごご》2時《じ》です"),
            "きょうの[会議|かいぎ]は[午後|ごご]2[時|じ]です"
        );
        assert_eq!(all("担当《たんとう》者《しゃ》"), "[担当|たんとう][者|しゃ]");
        assert_eq!(all("｜話し合い《はなしあい》へ"), "[話し合い|はなしあい]へ");
        assert_eq!(all("A|ＡＢＣ《えーびーしー》へ"), "A[ＡＢＣ|えーびーしー]へ");
        assert_eq!(all("赤｜白。次《つぎ》"), "赤｜白。[次|つぎ]");
    }

    #[test]
    fn a_sign_that_opens_no_reading_is_text() {
        for text in [
            "《かいぎ》は《",
            "会議《》",
            "{x",
            "{x}",
            "会《か\nい》",
            "{会議|}",
            "a｜b",
            "｜《よみ》",
        ] {
            assert_eq!(shown(text, Furigana::All), text);
        }
        assert_eq!(shown("{x 会議《かいぎ》", Furigana::All), "{x [会議|かいぎ]");
    }

    #[test]
    fn one_text_is_read_without_with_some_and_with_all_readings() {
        let text = "会議《かいぎ》の 日《ひ》の 計画《＊けいかく》";
        assert_eq!(shown(text, Furigana::None), "会議の 日の 計画");
        assert_eq!(
            shown(text, Furigana::Some),
            "[会議|かいぎ]の 日の [計画|けいかく]"
        );
        assert_eq!(
            shown(text, Furigana::All),
            "[会議|かいぎ]の [日|ひ]の [計画|けいかく]"
        );
    }

    #[test]
    fn what_was_written_in_braces_is_still_read() {
        let text = "{*計画|けいかく}の {話しあい|はなしあい}と {日|ひ}";
        assert_eq!(shown(text, Furigana::Some), "[計画|けいかく]の 話しあいと 日");
        assert_eq!(
            shown(text, Furigana::All),
            "[計画|けいかく]の [話しあい|はなしあい]と [日|ひ]"
        );
    }

    #[test]
    fn the_letters_of_two_years_of_school_are_whole() {
        assert_eq!(
            [FIRST_YEAR, SECOND_YEAR].map(|year| year.chars().count()),
            [80, 160]
        );
        let both: std::collections::BTreeSet<char> = FIRST_YEAR.chars().chain(SECOND_YEAR.chars()).collect();
        assert_eq!(both.len(), 240);
        assert!(both.into_iter().all(is_kanji));
    }

    #[test]
    fn what_is_hard_to_read_is_told() {
        assert_eq!(hints("出《で》られる 日《ひ》に しるしを つけて ください。"), []);
        let long = "あ".repeat(41);
        assert_eq!(hints(&long), [Hint::LongSentence(long.clone())]);
        assert_eq!(
            hints("会議を実施《じっし》しないわけではない。"),
            [
                Hint::DoubleNegation("会議を実施しないわけではない".to_owned()),
                Hint::HardWord("実施", "する"),
                Hint::NoReading("会議".to_owned()),
            ]
        );
        assert_eq!(
            hints("会議《かいぎ》に行かなければならない。"),
            [
                Hint::DoubleNegation("会議に行かなければならない".to_owned()),
                Hint::NoReading("行".to_owned())
            ]
        );
    }
}
