//! 覆い. Takes what must not leave the office out of texts that people typed.

use crate::person::Person;

/// What stands where something was taken out.
const TAKEN: &str = "（伏せています）";
/// Shorter contacts are words that may stand anywhere.
const LEAST: usize = 5;

/// 覆い. The address and the contacts of a protected person and of those who live with them.
///
/// What outsiders see is built from types that hold no address and no contact; the veil is the second wall, for texts in
/// which somebody has typed one.
#[derive(Default)]
pub struct Veil {
    hidden: Vec<String>,
}

impl std::fmt::Debug for Veil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Veil(＊＊)")
    }
}

impl Veil {
    /// The veil over one person's texts; nothing is taken out where nobody is protected.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        let mut veil = Self::default();
        veil.cover(person);
        veil
    }

    /// Covers one more person, where they are protected. Whoever lives in the same house is found by the same address, so
    /// a veil is best laid over everybody the office protects.
    pub fn cover(&mut self, person: &Person) {
        if !person.address_protected {
            return;
        }
        for text in [&person.address, &person.postcode, &person.tel, &person.fax] {
            self.hide(text);
            // A street and a house are each enough to be found by; the name of a city is not.
            let parts = text.split_whitespace();
            parts
                .filter(|part| crate::text::fold(part).contains(|sign: char| sign.is_ascii_digit()))
                .for_each(|part| self.hide(part));
        }
        // Contacts of relatives stand in their notes.
        for member in &person.family {
            numbers(&member.note).for_each(|number| self.hide(&number));
        }
    }

    /// Adds a text that must not be seen.
    pub fn hide(&mut self, text: &str) {
        let folded = folded(text);
        if folded.len() >= LEAST {
            self.hidden
                .push(folded.into_iter().map(|(sign, _, _)| sign).collect());
        }
    }

    /// The text without what must not be seen, however wide its letters are and however its digits are parted.
    #[must_use]
    pub fn over(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for hidden in &self.hidden {
            while let Some((from, until)) = find(&out, hidden) {
                out.replace_range(from..until, TAKEN);
            }
        }
        out
    }
}

/// The signs that count, each with where it begins and ends: blanks and hyphens are left out, widths folded.
fn folded(text: &str) -> Vec<(char, usize, usize)> {
    let counts = |sign: char| {
        !sign.is_whitespace() && !matches!(sign, '-' | '‐' | '–' | '—' | '−' | 'ー' | '－' | '(' | ')')
    };
    text.char_indices()
        .flat_map(|(at, sign)| {
            let mut one = [0; 4];
            let signs: Vec<char> = crate::text::fold(sign.encode_utf8(&mut one)).chars().collect();
            signs
                .into_iter()
                .map(move |folded| (folded, at, at + sign.len_utf8()))
        })
        .filter(|(sign, _, _)| counts(*sign))
        .collect()
}

fn find(text: &str, hidden: &str) -> Option<(usize, usize)> {
    let text = folded(text);
    let hidden: Vec<char> = hidden.chars().collect();
    let found = text
        .windows(hidden.len())
        .find(|window| window.iter().map(|(sign, _, _)| sign).eq(hidden.iter()))?;
    Some((found.first()?.1, found.last()?.2))
}

/// Runs of digits, with their hyphens, that are long enough to reach somebody.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let folded = crate::text::fold(text);
    let runs: Vec<String> = folded
        .split(|sign: char| !sign.is_ascii_digit() && sign != '-')
        .filter(|run| run.chars().filter(char::is_ascii_digit).count() >= 9)
        .map(str::to_owned)
        .collect();
    runs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_found_however_it_is_written() {
        let mut veil = Veil::default();
        veil.hide("見本市北3丁目4番5号");
        veil.hide("090-1234-5678");
        veil.hide("母");
        for text in [
            "家は見本市北３丁目４番５号です",
            "家は見本市 北3丁目 4番5号です",
            "電話は09012345678です",
            "電話は０９０－１２３４－５６７８です",
        ] {
            let seen = veil.over(text);
            assert!(seen.contains(TAKEN) && seen.ends_with("です"), "{seen}");
            assert!(!seen.contains("丁目") && !seen.contains("5678"), "{seen}");
        }
        for text in ["母と駅まで歩く", "見本市の会議室"] {
            assert_eq!(veil.over(text), text);
        }
        assert_eq!(format!("{veil:?}"), "Veil(＊＊)");
    }
}
