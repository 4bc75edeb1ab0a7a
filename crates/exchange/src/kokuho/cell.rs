//! One item: what may stand in it, and how it is written.

use bansou_law::{CellType, Content, Field, Required};

use super::cp932;
use super::refusal::Broken;

/// Says what is wrong with a value in its item.
pub(super) fn fits(value: &str, field: &Field) -> Result<(), Broken> {
    let fixed = matches!(field.content, Content::Fixed(_));
    // A コード値 of zeros alone counts as not set, unless the layout itself writes it.
    let unset =
        value.is_empty() || !fixed && field.cell == CellType::Code && value.bytes().all(|byte| byte == b'0');
    if unset && field.required == Required::Always {
        return Err(Broken::Missing);
    }
    if !value.chars().all(|character| allowed(character, field.cell)) || misplaced_sign(value) {
        return Err(Broken::WrongType);
    }
    let bytes = cp932::encode(value).map_err(|_| Broken::WrongType)?.len();
    if bytes > usize::from(field.bytes.get()) {
        return Err(Broken::TooLong);
    }
    Ok(())
}

fn allowed(character: char, cell: CellType) -> bool {
    match cell {
        CellType::Code => character.is_ascii_digit(),
        CellType::Number => character.is_ascii_digit() || character == '-',
        CellType::Alphanumeric => {
            character.is_ascii_digit()
                || character.is_ascii_uppercase()
                || character == ' '
                || matches!(character, '｡'..='ﾟ')
        }
        CellType::Kanji => !character.is_ascii() && !matches!(character, '｡'..='ﾟ') && cp932::has(character),
    }
}

fn misplaced_sign(value: &str) -> bool {
    value.rfind('-').is_some_and(|at| at > 0) || value == "-"
}

/// Writes a record: items parted by commas, quoted where they have to be, ended by CRLF.
pub(super) fn record(cells: &[String], bytes: &mut Vec<u8>) -> Result<(), char> {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            bytes.push(b',');
        }
        if needs_quotes(cell) {
            bytes.push(b'"');
            bytes.extend(cp932::encode(&cell.replace('"', "\"\""))?);
            bytes.push(b'"');
        } else {
            bytes.extend(cp932::encode(cell)?);
        }
    }
    bytes.extend(b"\r\n");
    Ok(())
}

// A comma, a quote, a space, or a character of two bytes.
fn needs_quotes(cell: &str) -> bool {
    let two_bytes = |character: char| !character.is_ascii() && !matches!(character, '｡'..='ﾟ');
    cell.contains([',', '"', ' ']) || cell.contains(two_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let mut bytes = Vec::new();
        record(&cells, &mut bytes).unwrap();
        bytes.escape_ascii().to_string()
    }

    #[test]
    fn only_what_has_to_be_quoted_is_quoted() {
        assert_eq!(written(&["1", "", "ﾔﾏ"]), r"1,,\xd4\xcf\r\n");
        assert_eq!(
            written(&["ﾔ ﾏ", "a,b", "\"", "山"]),
            "\\\"\\xd4 \\xcf\\\",\\\"a,b\\\",\\\"\\\"\\\"\\\",\\\"\\x8eR\\\"\\r\\n"
        );
        assert_eq!(record(&["𠮷".to_owned()], &mut Vec::new()), Err('𠮷'));
    }
}
