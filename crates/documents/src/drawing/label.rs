//! Text that must fit: how wide letters are at most, and where a line may break.

/// Width of `text` in em, never less than what the fonts draw: Japanese fills the square, Latin letters are
/// taken wide because the browser may substitute its own face.
pub(super) fn em(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

fn letter(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => 0.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        'A'..='Z' | '&' | '#' => 0.8,
        ' ' => 0.4,
        '\u{21}'..='\u{7e}' | '\u{ff61}'..='\u{ff9f}' => 0.65,
        _ => 1.0,
    }
}

// Signs that must not begin a line.
const NOT_FIRST: &str = "、。，．・）」』】〕］ー～〜々ぁぃぅぇぉっゃゅょァィゥェォッャュョ!?)],.";

/// Breaks `text` into at most `lines` lines of at most `width` em; what is left over ends in "…".
/// Words are kept whole where that costs no further line.
pub(super) fn wrap(text: &str, width: f64, lines: usize) -> Vec<String> {
    let full = wrap_at(text, width, lines, full_cut);
    let nice = wrap_at(text, width, lines + 1, nice_cut);
    if nice.len() <= full.len() { nice } else { full }
}

fn wrap_at(text: &str, width: f64, lines: usize, cut: fn(&str, f64) -> usize) -> Vec<String> {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut rest = clean.trim();
    let mut wrapped = Vec::new();
    while !rest.is_empty() && wrapped.len() < lines {
        let last = wrapped.len() + 1 == lines;
        let (line, after) = rest.split_at(if last { fit(rest, width) } else { cut(rest, width) });
        let cut_short = last && !after.trim().is_empty();
        wrapped.push(if cut_short {
            shortened(line, width)
        } else {
            line.trim().to_owned()
        });
        rest = after.trim_start();
    }
    wrapped
}

// The number of bytes that fit, at least one letter.
fn fit(text: &str, width: f64) -> usize {
    let mut used = 0.0;
    for (at, c) in text.char_indices() {
        used += letter(c);
        if used > width + 1e-9 && at > 0 {
            return at;
        }
    }
    text.len()
}

// As much as fits; one letter is taken along where a sign may not begin the next line.
fn full_cut(text: &str, width: f64) -> usize {
    let cut = fit(text, width);
    let (line, after) = text.split_at(cut);
    let awkward = after.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
    let before = line.char_indices().next_back().map_or(cut, |(at, _)| at);
    if awkward && before > 0 { before } else { cut }
}

// The last place in the latter half of the line where a word ends.
fn nice_cut(text: &str, width: f64) -> usize {
    let cut = fit(text, width);
    if cut == text.len() {
        return cut;
    }
    let after = text.char_indices().skip(1).take_while(|(at, _)| *at <= cut);
    let ends = text
        .chars()
        .zip(after)
        .filter(|(before, (_, after))| word_ends(*before, *after));
    let best = ends.map(|(_, (at, _))| at).filter(|at| at * 2 >= cut).last();
    best.unwrap_or_else(|| full_cut(text, width))
}

#[derive(PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Latin,
    Space,
    Opening,
    Other,
}

fn script(letter: char) -> Script {
    match letter {
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a0}'..='\u{30ff}' => Script::Katakana,
        ' ' | '　' => Script::Space,
        '（' | '「' | '(' => Script::Opening,
        '\u{21}'..='\u{7e}' => Script::Latin,
        _ => Script::Other,
    }
}

// Endings in hiragana belong to the word before them.
fn word_ends(before: char, after: char) -> bool {
    let (left, right) = (script(before), script(after));
    left != right && right != Script::Hiragana && left != Script::Opening && !NOT_FIRST.contains(after)
}

fn shortened(line: &str, width: f64) -> String {
    let cut = fit(line, width - 1.0);
    let line = line.get(..cut).unwrap_or_default();
    format!("{}…", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_breaks_where_it_reads_well() {
        assert_eq!(wrap("見本 久子", 8.0, 2), ["見本 久子"]);
        assert_eq!(wrap("母の友人（隣家）", 7.0, 2), ["母の友人", "（隣家）"]);
        assert_eq!(wrap("見本医療福祉センター", 8.0, 3), ["見本医療福祉", "センター"]);
        assert_eq!(wrap("放課後デイ見本のいえ", 8.0, 3), ["放課後デイ", "見本のいえ"]);
    }

    #[test]
    fn a_word_is_broken_before_a_line_is_added() {
        assert_eq!(
            wrap("放課後等デイサービス見本のいえ", 8.0, 3),
            ["放課後等デイサー", "ビス見本のいえ"]
        );
        assert_eq!(
            wrap("就労継続支援事業所、見本", 9.0, 2),
            ["就労継続支援事業", "所、見本"]
        );
    }

    #[test]
    fn what_does_not_fit_says_so() {
        assert_eq!(
            wrap("社会福祉法人見本会見本支援センター", 5.0, 2),
            ["社会福祉法", "人見本会…"]
        );
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for text in [
            "WWWWWWWWWWWW",
            "見本\u{e0100}見本見本",
            "ｶﾅｶﾅｶﾅｶﾅ",
            "ー、。ー、。ー、。ー、。ー、。",
            "a b c d e f g h i j",
        ] {
            for line in wrap(text, 4.0, 3) {
                assert!(em(&line) <= 4.0, "{line}");
            }
        }
    }
}
