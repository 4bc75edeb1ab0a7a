//! 半角カナ. A reading as the file holds it: half-width katakana, capital letters and digits.

/// Half-width spellings from ァ (U+30A1) to ヺ (U+30FA); empty where there is none.
const HALF: [&str; 90] = [
    "ｧ", "ｱ", "ｨ", "ｲ", "ｩ", "ｳ", "ｪ", "ｴ", "ｫ", "ｵ", "ｶ", "ｶﾞ", "ｷ", "ｷﾞ", "ｸ", "ｸﾞ", "ｹ", "ｹﾞ", "ｺ", "ｺﾞ", "ｻ",
    "ｻﾞ", "ｼ", "ｼﾞ", "ｽ", "ｽﾞ", "ｾ", "ｾﾞ", "ｿ", "ｿﾞ", "ﾀ", "ﾀﾞ", "ﾁ", "ﾁﾞ", "ｯ", "ﾂ", "ﾂﾞ", "ﾃ", "ﾃﾞ", "ﾄ", "ﾄﾞ", "ﾅ",
    "ﾆ", "ﾇ", "ﾈ", "ﾉ", "ﾊ", "ﾊﾞ", "ﾊﾟ", "ﾋ", "ﾋﾞ", "ﾋﾟ", "ﾌ", "ﾌﾞ", "ﾌﾟ", "ﾍ", "ﾍﾞ", "ﾍﾟ", "ﾎ", "ﾎﾞ", "ﾎﾟ", "ﾏ", "ﾐ",
    "ﾑ", "ﾒ", "ﾓ", "ｬ", "ﾔ", "ｭ", "ﾕ", "ｮ", "ﾖ", "ﾗ", "ﾘ", "ﾙ", "ﾚ", "ﾛ", "", "ﾜ", "", "", "ｦ", "ﾝ", "ｳﾞ", "",
    "", "ﾜﾞ", "", "", "ｦﾞ",
];

/// How far the katakana stand above the hiragana.
const ABOVE_HIRAGANA: u32 = 0x60;
/// How far the full-width letters stand above the half-width ones.
const ABOVE_ASCII: u32 = 0xFEE0;

/// Returns a reading in half-width kana, or every character that has no place in it, each once.
///
/// Hiragana becomes katakana, small letters capital ones; spaces are left out, as the file's other users do.
pub fn half_width(text: &str) -> Result<String, Vec<char>> {
    let mut written = String::new();
    let mut unfit = Vec::new();
    for character in text.chars() {
        if matches!(character, ' ' | '　') {
            continue;
        }
        if !push(&mut written, character) && !unfit.contains(&character) {
            unfit.push(character);
        }
    }
    if unfit.is_empty() { Ok(written) } else { Err(unfit) }
}

fn push(written: &mut String, character: char) -> bool {
    let plain = match character {
        'ぁ'..='ゖ' => moved(character, ABOVE_HIRAGANA),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
            char::from_u32(u32::from(character) - ABOVE_ASCII).unwrap_or(character)
        }
        other => other,
    };
    match plain {
        'A'..='Z' | 'a'..='z' | '0'..='9' => written.push(plain.to_ascii_uppercase()),
        '｡'..='ﾟ' => written.push(plain),
        'ー' => written.push('ｰ'),
        '・' => written.push('･'),
        '゛' | '\u{3099}' => written.push('ﾞ'),
        '゜' | '\u{309A}' => written.push('ﾟ'),
        'ァ'..='ヺ' => {
            let half = katakana(plain);
            written.push_str(half);
            return !half.is_empty();
        }
        _ => return false,
    }
    true
}

fn moved(character: char, by: u32) -> char {
    char::from_u32(u32::from(character) + by).unwrap_or(character)
}

fn katakana(character: char) -> &'static str {
    let place = u32::from(character).checked_sub(u32::from('ァ'));
    let place = place.and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| HALF.get(place)).copied().unwrap_or("")
}

/// Returns the beginning of a half-width reading of at most `bytes` characters, never parting a mark from its kana.
pub(super) fn cut(half: &str, bytes: usize) -> &str {
    let mut end = 0;
    let mut letters: Vec<usize> = half.char_indices().map(|(at, _)| at).collect();
    letters.push(half.len());
    for (count, at) in letters.iter().enumerate() {
        let rest = half.get(*at..).unwrap_or("");
        if count <= bytes && !rest.starts_with(['ﾞ', 'ﾟ']) {
            end = *at;
        }
    }
    half.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_reading_gives_the_same_kana() {
        for text in [
            "ガッコウ　パトリシア",
            "がっこう ぱとりしあ",
            "ｶﾞｯｺｳﾊﾟﾄﾘｼｱ",
            "カ\u{3099}ッコウハ\u{309A}トリシア",
            "カ゛ッコウハ゜トリシア",
        ] {
            assert_eq!(half_width(text), Ok("ｶﾞｯｺｳﾊﾟﾄﾘｼｱ".to_owned()), "{text}");
        }
        assert_eq!(half_width("まりー・アンＡ２b"), Ok("ﾏﾘｰ･ｱﾝA2B".to_owned()));
        assert_eq!(half_width("ヴ ヷ ヺ ゔ ヲンャュョ"), Ok("ｳﾞﾜﾞｦﾞｳﾞｦﾝｬｭｮ".to_owned()));
    }

    #[test]
    fn what_has_no_half_width_kana_is_named_once() {
        assert_eq!(
            half_width("ヤマダ山ヰー山'é-"),
            Err(vec!['山', 'ヰ', '\'', 'é', '-'])
        );
        assert_eq!(half_width("タ\u{0}ロ\nウ\t"), Err(vec!['\0', '\n', '\t']));
    }

    #[test]
    fn every_katakana_either_reads_back_or_is_refused() {
        use unicode_normalization::UnicodeNormalization;
        for character in 'ァ'..='ヺ' {
            if let Ok(half) = half_width(&character.to_string()) {
                assert_eq!(half.nfkc().collect::<String>(), character.to_string());
            } else {
                assert!("ヮヰヱヵヶヸヹ".contains(character), "{character}");
            }
        }
    }

    #[test]
    fn a_long_reading_is_cut_between_kana() {
        assert_eq!(cut("ｱｶﾞｻ", 9), "ｱｶﾞｻ");
        assert_eq!(cut("ｱｶﾞｻ", 3), "ｱｶﾞ");
        assert_eq!(cut("ｱｶﾞｻ", 2), "ｱ");
        assert_eq!(cut("ﾞ", 0), "");
    }
}
