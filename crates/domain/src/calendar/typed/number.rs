use super::TypedNumberError;
use super::scan::tidy;

/// Reads a typed whole number: full-width digits, commas at every third digit, a yen sign or 円, a leading minus.
pub fn read_number(text: &str) -> Result<i64, TypedNumberError> {
    let text = tidy(text);
    if text.is_empty() {
        return Err(TypedNumberError::Empty);
    }
    let (negative, text) = match text.strip_prefix(['-', '−', '‐', '▲', '△']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let text = text
        .strip_prefix('¥')
        .or_else(|| text.strip_suffix('円'))
        .unwrap_or(text);
    let digits = without_commas(text)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(TypedNumberError::NotUnderstood);
    }
    let number: i64 = digits.parse().map_err(|_| TypedNumberError::TooLarge)?;
    Ok(if negative { -number } else { number })
}

fn without_commas(text: &str) -> Result<String, TypedNumberError> {
    let mut groups = text.split([',', '、']);
    let head = groups.next().unwrap_or_default();
    let tail: Vec<&str> = groups.collect();
    if tail.is_empty() {
        return Ok(head.to_owned());
    }
    let in_threes = matches!(head.len(), 1..=3) && tail.iter().all(|group| group.len() == 3);
    if in_threes {
        Ok(format!("{head}{}", tail.concat()))
    } else {
        Err(TypedNumberError::CommasMisplaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_understood_however_it_is_typed() {
        for text in [
            "4600",
            "4,600",
            "４，６００",
            "４６００円",
            "￥4,600",
            " 4 600 ",
            "004600",
        ] {
            assert_eq!(read_number(text), Ok(4600), "{text}");
        }
        assert_eq!(read_number("▲1,000"), Ok(-1000));
        assert_eq!(read_number("－５"), Ok(-5));
        assert_eq!(read_number("0"), Ok(0));
    }

    #[test]
    fn what_is_no_whole_number_is_refused_with_the_reason() {
        assert_eq!(read_number(" "), Err(TypedNumberError::Empty));
        assert_eq!(read_number("4,60"), Err(TypedNumberError::CommasMisplaced));
        assert_eq!(read_number("4600,000"), Err(TypedNumberError::CommasMisplaced));
        assert_eq!(
            read_number("99999999999999999999"),
            Err(TypedNumberError::TooLarge)
        );
        for text in ["1.5", "十", "12日", "--5", "-", "円", "+5"] {
            assert_eq!(read_number(text), Err(TypedNumberError::NotUnderstood), "{text}");
        }
    }
}
