//! CP932, exactly: a character either comes back as itself or is refused.

use encoding_rs::SHIFT_JIS;

/// Says whether CP932 holds a character so that it reads back as itself.
///
/// It holds 髙 and 﨑, which JIS X 0208 lacks; it lacks 𠮷, 頰 and every variation selector.
#[must_use]
pub fn has(character: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = character.encode_utf8(&mut buffer);
    // The encoder is lenient: it writes ¥ as a backslash and − as －, and lets a control through. None of them is held.
    let (bytes, _, lossy) = SHIFT_JIS.encode(text);
    !lossy
        && !matches!(character, '\u{80}'..='\u{9F}')
        && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text
}

/// Returns the bytes of a text, or the first character CP932 lacks.
pub fn encode(text: &str) -> Result<Vec<u8>, char> {
    if text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    match text.chars().find(|character| !has(*character)) {
        Some(lacking) => Err(lacking),
        None => Ok(SHIFT_JIS.encode(text).0.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_characters_of_the_extended_rows_are_held() {
        for character in "髙﨑德邉邊栁昻神祐塚瀨ﾔﾏﾀﾞｰ･A0 \"".chars() {
            assert!(has(character), "{character}");
        }
    }

    #[test]
    fn what_cp932_lacks_or_would_turn_into_something_else_is_refused() {
        for character in [
            '𠮷',
            '頰',
            '槗',
            '𣘺',
            '¥',
            '‾',
            '−',
            '\u{E0100}',
            '\u{80}',
            'é',
            '\u{E000}',
            '～',
            '〜',
        ] {
            let written = encode(&character.to_string());
            assert_eq!(written.is_err(), character != '～', "{character:?} {written:?}");
        }
        assert_eq!(encode("山田𠮷髙"), Err('𠮷'));
    }

    #[test]
    fn every_character_there_is_comes_back_as_itself_or_is_refused() {
        for character in '\0'..=char::MAX {
            if let Ok(bytes) = encode(&character.to_string()) {
                let (read, _, lossy) = SHIFT_JIS.decode(&bytes);
                assert!(!lossy && read.chars().eq([character]), "{character:?}");
            }
        }
    }
}
