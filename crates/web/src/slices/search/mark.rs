//! The words that were looked for, marked where they stand in a sentence.

use bansou_domain::text::{fold, sentence_around};

/// A piece of a sentence: what was looked for, or what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) hit: bool,
}

/// Cuts `sentence` at every place where one of the words stands, compared folded.
pub(super) fn pieces(sentence: &str, words: &str) -> Vec<Piece> {
    let folded = fold(words);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), sentence);
    while let Some(first) = rest.chars().next() {
        let hit = words.iter().filter_map(|word| begins_with(rest, word)).max();
        let (piece, tail) = rest.split_at(hit.unwrap_or(first.len_utf8()));
        if hit.is_some() {
            push(&mut pieces, std::mem::take(&mut plain), false);
            push(&mut pieces, piece.to_owned(), true);
        } else {
            plain.push_str(piece);
        }
        rest = tail;
    }
    push(&mut pieces, plain, false);
    pieces
}

fn push(pieces: &mut Vec<Piece>, text: String, hit: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text, hit });
    }
}

/// How many bytes of `text` fold to `word`, when it begins with it.
fn begins_with(text: &str, word: &str) -> Option<usize> {
    let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8());
    for end in ends {
        let folded = fold(text.get(..end)?);
        if folded == word {
            return Some(end);
        }
        if folded.chars().count() > word.chars().count() {
            return None;
        }
    }
    None
}

/// The sentence that holds the first of the words, with all of them marked.
pub(super) fn sentence(text: &str, words: &str) -> Vec<Piece> {
    let folded = fold(words);
    let sentence = folded.split(' ').find_map(|word| sentence_around(text, word));
    sentence.map_or_else(Vec::new, |sentence| pieces(sentence, words))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn marked(text: &str, words: &str) -> String {
        let show = |piece: Piece| {
            if piece.hit {
                format!("【{}】", piece.text)
            } else {
                piece.text
            }
        };
        sentence(text, words).into_iter().map(show).collect()
    }

    #[test]
    fn the_sentence_that_holds_the_words_is_shown_with_them_marked() {
        let text = "朝は元気。図書館に週2回、トショカンのカードで通う。夜は早い。";
        assert_snapshot!(marked(text, "図書館"), @"【図書館】に週2回、トショカンのカードで通う。");
        assert_snapshot!(marked(text, "としょかん　週２回"), @"図書館に【週2回】、【トショカン】のカードで通う。");
        assert_snapshot!(marked(text, "電車"), @"");
    }

    #[test]
    fn signs_that_fold_to_several_letters_are_marked_whole() {
        assert_snapshot!(marked("株式会社は㈱見本、ABCのｱﾊﾟｰﾄ。", "アパート"), @"株式会社は㈱見本、ABCの【ｱﾊﾟｰﾄ】。");
        assert_snapshot!(marked("髙橋さんと<b>話す</b>", "<b>"), @"髙橋さんと【<b>】話す</b>");
    }
}
