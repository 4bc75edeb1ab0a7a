//! やさしい日本語. The person's own text, written beside the official one with its readings: 会議《かいぎ》.

/// ふりがなのひとまとまり. Some letters, with their reading where they have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// 文字.
    pub text: String,
    /// よみ; empty without one.
    pub reading: String,
}

/// Something that makes an easy text hard to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EasyHint {
    /// A sentence of more than forty letters.
    LongSentence(String),
    /// Letters without their reading.
    NoReading(String),
    /// Twice no is yes: 「ないわけではない」.
    DoubleNegation(String),
}

const LONGEST_SENTENCE: usize = 40;
const DOUBLE: [&str; 6] = [
    "ないわけではない",
    "ないことはない",
    "なくはない",
    "ないとはいえない",
    "なければならない",
    "ないではいられない",
];

/// Cuts a text at its readings. A reading belongs to the 漢字 right before it, or to what stands after 「｜」.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('《') {
        let Some((reading, after)) = after.split_once('》') else {
            break;
        };
        let (plain, base) = base_of(before);
        push(&mut found, plain, "");
        if base.is_empty() {
            push(&mut found, &format!("《{reading}》"), "");
        } else {
            push(&mut found, base, reading);
        }
        rest = after;
    }
    push(&mut found, rest, "");
    found
}

fn push(runs: &mut Vec<Run>, text: &str, reading: &str) {
    if !text.is_empty() {
        runs.push(Run {
            text: text.to_owned(),
            reading: reading.to_owned(),
        });
    }
}

fn base_of(before: &str) -> (&str, &str) {
    if let Some((plain, base)) = before.rsplit_once('｜') {
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
    runs(text).into_iter().map(|run| run.text).collect()
}

/// The text with its readings in brackets, where nothing can stand above a letter.
#[must_use]
pub fn bracketed(text: &str) -> String {
    let written = |run: Run| match run.reading.as_str() {
        "" => run.text,
        reading => format!("{}（{reading}）", run.text),
    };
    runs(text).into_iter().map(written).collect()
}

/// Returns what makes an easy text hard to read. It asks; the writer decides.
#[must_use]
pub fn easy_hints(text: &str) -> Vec<EasyHint> {
    let mut hints = Vec::new();
    let words = plain(text);
    for sentence in words.split_inclusive(['。', '！', '？', '\n']) {
        let sentence = sentence.trim();
        if sentence.chars().count() > LONGEST_SENTENCE {
            hints.push(EasyHint::LongSentence(sentence.to_owned()));
        }
        if DOUBLE.iter().any(|double| sentence.contains(double)) {
            hints.push(EasyHint::DoubleNegation(sentence.to_owned()));
        }
    }
    for run in runs(text).iter().filter(|run| run.reading.is_empty()) {
        let parts = run.text.split(|sign| !is_kanji(sign));
        let bare = parts.filter(|part| !part.is_empty());
        hints.extend(bare.map(|part| EasyHint::NoReading(part.to_owned())));
    }
    hints.dedup();
    hints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let runs = runs(text).into_iter();
        let drawn: Vec<String> = runs
            .map(|run| format!("[{}|{}]", run.text, run.reading))
            .collect();
        drawn.concat()
    }

    #[test]
    fn a_reading_belongs_to_the_kanji_before_it() {
        assert_eq!(
            drawn("きょうの会議《かいぎ》は午後《ごご》2時《じ》です"),
            "[きょうの|][会議|かいぎ][は|][午後|ごご][2|][時|じ][です|]"
        );
        assert_eq!(drawn("｜ＡＢＣ《えーびーしー》へ"), "[ＡＢＣ|えーびーしー][へ|]");
        assert_eq!(drawn("《かいぎ》は《"), "[《かいぎ》|][は《|]");
        assert_eq!(bracketed("会議《かいぎ》です"), "会議（かいぎ）です");
    }

    #[test]
    fn long_sentences_bare_kanji_and_double_negation_are_asked_about() {
        let long = "あ".repeat(41);
        assert_eq!(easy_hints(&format!("{long}。")).len(), 1);
        assert_eq!(
            easy_hints("会議《かいぎ》に行かなければならない。"),
            [
                EasyHint::DoubleNegation("会議に行かなければならない。".into()),
                EasyHint::NoReading("行".into())
            ]
        );
        assert_eq!(easy_hints("あなたの話《はなし》をききます。"), []);
    }
}
