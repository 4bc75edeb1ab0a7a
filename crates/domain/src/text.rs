//! 文字. Folds text for searching, cuts it for the notes index and finds characters that do not belong in records.

use unicode_normalization::UnicodeNormalization;

/// Returns a search key: NFKC, small letters, ひらがな for カタカナ, runs of white space as one space, no ends.
///
/// Marks that only choose a glyph or an invisible joint are dropped, so a name is found with and without them.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded: String = text
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .map(hiragana)
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a number as kept: half width, without spaces and hyphens. Anything else stays, so that it can be refused.
#[must_use]
pub fn digits(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !is_hyphen(*c) && !is_invisible(*c))
        .collect()
}

/// Returns the index terms of a note: each two neighbouring characters of each word, and each word's last character
/// alone, so that every character begins a term. No term twice.
#[must_use]
pub fn bigrams(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for word in words(&fold(text)) {
        terms.extend(pairs(&word));
        terms.extend(word.last().map(char::to_string));
    }
    terms.sort();
    terms.dedup();
    terms
}

/// 検索語. What the index must hold for a phrase. The hits are candidates: the phrase itself is checked on the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BigramQuery {
    /// Terms that must all be there.
    pub terms: Vec<String>,
    /// Characters with which some term must begin, one for each word of one character.
    pub starts: Vec<char>,
}

impl BigramQuery {
    /// Says whether the phrase holds nothing that can be searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.starts.is_empty()
    }
}

/// Returns what the index must hold for a note to contain every word of `phrase`.
#[must_use]
pub fn bigram_query(phrase: &str) -> BigramQuery {
    let mut query = BigramQuery::default();
    for word in words(&fold(phrase)) {
        match word.as_slice() {
            [alone] => query.starts.push(*alone),
            _ => query.terms.extend(pairs(&word)),
        }
    }
    query.terms.sort();
    query.terms.dedup();
    query.starts.sort_unstable();
    query.starts.dedup();
    query
}

/// Returns the sentence that holds `needle`, compared folded. Sentences end at 。！？ and line ends.
#[must_use]
pub fn sentence_around<'text>(text: &'text str, needle: &str) -> Option<&'text str> {
    let needle = fold(needle);
    if needle.is_empty() {
        return None;
    }
    sentences(text).find(|sentence| fold(sentence).contains(&needle))
}

/// Returns the first character that has no place in a record: a control other than tab and line end, or a mark that
/// overrides the direction of writing and so can show a text other than the one kept.
#[must_use]
pub fn unprintable(text: &str) -> Option<char> {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let line_end = c == '\n' || c == '\r' && chars.peek() == Some(&'\n');
        let overrides = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if overrides || c.is_control() && !line_end && c != '\t' {
            return Some(c);
        }
    }
    None
}

fn hiragana(c: char) -> char {
    match c {
        // ァ–ヶ and the iteration marks ヽヾ stand 0x60 above their hiragana.
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

// Variation selectors of kanji in names, zero-width joints, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '–' | '—' | '―' | '−' | 'ー')
}

fn words(folded: &str) -> Vec<Vec<char>> {
    let runs = folded.split(|c: char| !c.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
        .map(|run| run.chars().collect())
        .collect()
}

fn pairs(word: &[char]) -> impl Iterator<Item = String> {
    word.windows(2).map(|pair| pair.iter().collect())
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let (sentence, tail) = rest.split_at(sentence_end(rest));
            rest = tail;
            let sentence = sentence.trim();
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
    })
}

// A closing bracket after the stop belongs to the sentence it closes.
fn sentence_end(text: &str) -> usize {
    let mut ended = false;
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' => return at + 1,
            '。' | '！' | '？' | '!' | '?' => ended = true,
            '」' | '』' | '）' | ')' if ended => {}
            _ if ended => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn the_same_word_in_other_letters_folds_to_the_same_key() {
        for text in [
            "ミホン ヨウスケ",
            "みほん　ようすけ",
            "ﾐﾎﾝ ﾖｳｽｹ",
            " みほん  ヨウスケ\n",
        ] {
            assert_eq!(fold(text), "みほん ようすけ", "{text}");
        }
        assert_snapshot!(fold("Ｂ型 ＡＢＣ ｶﾞｯｺｳ ヴ ヽ ー ㈱"), @"b型 abc がっこう ゔ ゝ ー (株)");
        assert_eq!(fold("葛\u{E0100}飾区"), fold("葛飾区"));
    }

    #[test]
    fn a_number_is_kept_without_hyphens_and_keeps_what_is_wrong_with_it() {
        assert_eq!(digits("０４４−０００ー０００１"), "0440000001");
        assert_eq!(digits(" 210 - 0000 "), "2100000");
        assert_eq!(digits("0000-00O018"), "000000O018");
    }

    #[test]
    fn a_note_is_indexed_by_neighbouring_characters_of_one_word() {
        assert_snapshot!(bigrams("母と図書館へ。母と").join(" "), @"と と図 へ 図書 書館 母と 館へ");
        assert_snapshot!(bigrams("Ｂ型 B型").join(" "), @"b型 型");
        assert!(bigrams("。、 \n").is_empty());
    }

    #[test]
    fn a_note_that_holds_the_phrase_answers_its_query() {
        let note = "金曜の図書館は、母の通院と重なる。カードを2回使えた。";
        let terms = bigrams(note);
        for phrase in [
            "図書館",
            "母",
            "。母 ",
            "た",
            "としょ 図書",
            "ｶｰﾄﾞ",
            "カード 母",
            "通院と重なる",
        ] {
            let query = bigram_query(phrase);
            let found = query.terms.iter().all(|term| terms.contains(term))
                && query
                    .starts
                    .iter()
                    .all(|start| terms.iter().any(|term| term.starts_with(*start)));
            assert_eq!(found, phrase != "としょ 図書", "{phrase}");
        }
    }

    #[test]
    fn a_word_of_one_character_asks_how_terms_begin() {
        let query = bigram_query("母 図書館");
        assert_eq!(
            (query.terms.join(" "), query.starts),
            ("図書 書館".to_owned(), vec!['母'])
        );
        assert!(bigram_query(" 、。").is_empty());
    }

    #[test]
    fn a_hit_is_shown_in_its_sentence() {
        let text = "通所は週3日。「静かだから大丈夫。」と話す。\n金曜はツカレテ寝てしまう！次は10月";
        let around = |needle| sentence_around(text, needle);
        assert_eq!(around("大丈夫"), Some("「静かだから大丈夫。」"));
        assert_eq!(around("つかれて"), Some("金曜はツカレテ寝てしまう！"));
        assert_eq!(around("１０月"), Some("次は10月"));
        assert_eq!(around("火曜"), None);
        assert_eq!(around(" "), None);
    }

    #[test]
    fn controls_and_direction_overrides_are_reported() {
        assert_eq!(unprintable("一行目\r\n二行目\tよし\n"), None);
        assert_eq!(unprintable("a\rb"), Some('\r'));
        assert_eq!(unprintable("a\0b"), Some('\0'));
        assert_eq!(unprintable("\u{1B}[31m"), Some('\u{1B}'));
        for mark in ['\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
            assert_eq!(unprintable(&format!("受給者証{mark}番号")), Some(mark));
        }
    }
}
