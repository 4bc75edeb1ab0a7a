//! リンクと番号. What a link looks like, what a code looks like, and how often either may be tried.

/// Digits of the code that is told in person or by telephone.
pub const CODE_DIGITS: usize = 6;
/// Wrong codes after which a link is locked.
pub const CODE_TRIES: i64 = 5;
/// How often one link opens while its room stands.
pub const OPENINGS: i64 = 60;
/// Minutes without a page after which a visit is over.
pub const VISIT_IDLE_MINUTES: i64 = 60;
/// Hours after which a visit is over in any case.
pub const VISIT_WHOLE_HOURS: i64 = 12;

/// Minutes for which a key to 「まとめて見る」 can be used.
pub const KEY_MINUTES: i64 = 30;
/// How many keys are sent to one address within an hour.
pub const KEYS_AN_HOUR: i64 = 3;

/// Letters of the secret in a link: 80 bits.
const SECRET_LETTERS: usize = 16;
/// What secrets are written in; none of them is mistaken for another on paper.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz234567";

/// 訪れの長さ. Since when a visit may have been idle, and since when it may have lasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetime {
    /// Visits last seen before this instant are over.
    pub idle_since: jiff::Timestamp,
    /// Visits begun before this instant are over.
    pub begun_since: jiff::Timestamp,
}

impl Lifetime {
    /// The lifetime of visits seen from `now`.
    #[must_use]
    pub fn at(now: jiff::Timestamp) -> Self {
        Self {
            idle_since: now - jiff::SignedDuration::from_mins(VISIT_IDLE_MINUTES),
            begun_since: now - jiff::SignedDuration::from_hours(VISIT_WHOLE_HOURS),
        }
    }
}

/// 鍵の長さ. Since when a key may have been made, and since when those sent to an address are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyLifetime {
    /// Keys made before this instant open nothing any more.
    pub made_since: jiff::Timestamp,
    /// Keys made since this instant count against the next one.
    pub counted_since: jiff::Timestamp,
}

impl KeyLifetime {
    /// The lifetime of keys as seen from `now`.
    #[must_use]
    pub fn at(now: jiff::Timestamp) -> Self {
        Self {
            made_since: now - jiff::SignedDuration::from_mins(KEY_MINUTES),
            counted_since: now - jiff::SignedDuration::from_hours(1),
        }
    }
}

/// Why a text is no link of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkProblem {
    /// It names no organisation, or its secret is not one.
    NotALink,
}

/// Writes a link's last part: the organisation's sign, then the secret in groups of four to be typed from paper.
#[must_use]
pub fn write_link(organisation: &str, secret: &str) -> String {
    let letters: Vec<char> = secret.to_ascii_lowercase().chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    format!("{organisation}.{}", groups.join("-"))
}

/// Reads a link's last part into the organisation's sign and the secret, as a person may have typed it.
pub fn read_link(text: &str) -> Result<(&str, String), LinkProblem> {
    let (organisation, typed) = text.trim().rsplit_once('.').ok_or(LinkProblem::NotALink)?;
    let secret: String = typed
        .chars()
        .filter(|sign| *sign != '-')
        .map(|sign| sign.to_ascii_lowercase())
        .collect();
    let fits = secret.len() == SECRET_LETTERS && secret.chars().all(|sign| LETTERS.contains(sign));
    if organisation.is_empty() || !fits {
        return Err(LinkProblem::NotALink);
    }
    Ok((organisation, secret))
}

/// Reads a typed code: full-width digits, blanks and hyphens are taken as they are meant.
#[must_use]
pub fn read_code(typed: &str) -> Option<String> {
    let digits = crate::text::digits(typed);
    let fits = digits.len() == CODE_DIGITS && digits.chars().all(|sign| sign.is_ascii_digit());
    fits.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_it_was_written_and_as_people_type_it() {
        let link = write_link("mihon", "ABCDEFGH234567ZY");
        assert_eq!(link, "mihon.abcd-efgh-2345-67zy");
        let read = Ok(("mihon", "abcdefgh234567zy".to_owned()));
        assert_eq!(read_link(&link), read);
        assert_eq!(read_link(" mihon.ABCDEFGH-234567ZY "), read);
        for wrong in [
            "",
            "mihon",
            ".abcdefgh234567zy",
            "mihon.abcdefgh234567z",
            "mihon.abcdefgh234567z1",
        ] {
            assert_eq!(read_link(wrong), Err(LinkProblem::NotALink), "{wrong}");
        }
    }

    #[test]
    fn a_code_is_six_digits_in_any_width() {
        assert_eq!(read_code("123 456"), Some("123456".to_owned()));
        assert_eq!(read_code("１２３－４５６"), Some("123456".to_owned()));
        assert_eq!(read_code("12345"), None);
        assert_eq!(read_code("12345a"), None);
    }
}
