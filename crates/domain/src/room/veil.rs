//! 覆い. Takes what must not leave the office out of texts that people typed.

use unicode_normalization::UnicodeNormalization;

use crate::person::Person;

/// What stands where something was taken out.
const TAKEN: &str = "（伏せています）";
/// Shorter contacts are words that may stand anywhere.
const LEAST: usize = 5;
/// Shorter names of houses are words that may stand anywhere, but for those that say that they are a house.
const LEAST_NAME: usize = 3;
/// What a house's name ends with.
const HOUSES: [&str; 7] = ["荘", "館", "寮", "舎", "邸", "苑", "園"];
/// What is counted between the numbers of an address, and names no house.
const UNITS: [&str; 9] = ["丁目", "番地", "番", "号室", "号", "地割", "線", "条", "階"];
/// Signs that stand between the numbers of a street.
const IN_STREETS: &str = "丁目番地号割線条の東西南北";
/// What stands after a family name that means a person or their house.
const MEANT: [&str; 8] = ["さん", "様", "さま", "くん", "君", "ちゃん", "氏", "宅"];
/// Where the name of a city ends; it may stand anywhere. Towns stand in cities and by themselves.
const CITIES: [char; 7] = ['都', '道', '府', '県', '市', '区', '郡'];
const TOWNS: [char; 2] = ['町', '村'];

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
        self.hide_street(&plain(&person.address));
        houses(&plain(&person.address)).for_each(|name| self.hide_house(&name));
        for text in [&person.address, &person.postcode, &person.tel, &person.fax] {
            self.hide(text);
            // A street and a house are each enough to be found by; the name of a city is not.
            let parts = text.split_whitespace();
            parts
                .filter(|part| plain(part).contains(|sign: char| sign.is_ascii_digit()))
                .for_each(|part| self.hide(part));
        }
        // Contacts of relatives stand in their notes.
        for member in &person.family {
            numbers(&member.note).for_each(|number| self.hide(&number));
        }
    }

    /// Covers the name of a person, for what names nobody: the whole name, the given name, and the family name where it
    /// means them or their house.
    pub fn hide_name_of(&mut self, person: &Person) {
        for name in [&person.name, &person.kana] {
            self.hide_longer_than(name, LEAST_NAME);
            let mut parts = name.split_whitespace();
            let (Some(family), Some(given)) = (parts.next(), parts.next_back()) else {
                continue;
            };
            self.hide_longer_than(given, LEAST_NAME - 1);
            for meant in MEANT {
                self.hide_longer_than(&format!("{family}{meant}"), LEAST_NAME - 1);
            }
        }
    }

    /// Adds a text that must not be seen.
    pub fn hide(&mut self, text: &str) {
        self.hide_longer_than(text, LEAST);
    }

    /// The street with its numbers, also when it is written without its city.
    fn hide_street(&mut self, address: &str) {
        let Some(number) = address.find(|sign: char| sign.is_ascii_digit()) else {
            return;
        };
        let (before, after) = address.split_at(number);
        let of_street = |sign: &char| sign.is_ascii_digit() || IN_STREETS.contains(*sign) || is_hyphen(*sign);
        let numbers: String = after.chars().take_while(of_street).collect();
        // One number alone stands in many texts.
        if numbers.chars().filter(char::is_ascii_digit).count() < 2 {
            return;
        }
        let in_city = before.rsplit(CITIES).next().unwrap_or_default();
        let in_town = in_city.rsplit(TOWNS).next().unwrap_or_default();
        for street in [in_city, in_town].into_iter().filter(|street| !street.is_empty()) {
            self.hide_longer_than(&format!("{street}{numbers}"), LEAST - 1);
        }
    }

    /// The name of a house, which is enough to be found by.
    fn hide_house(&mut self, name: &str) {
        let least = if HOUSES.iter().any(|house| name.ends_with(house)) {
            LEAST_NAME - 1
        } else {
            LEAST_NAME
        };
        self.hide_longer_than(name, least);
    }

    fn hide_longer_than(&mut self, text: &str, least: usize) {
        let folded = folded(text);
        if folded.len() >= least {
            self.hidden
                .push(folded.into_iter().map(|(sign, _, _)| sign).collect());
            // The longest first, so that no part of it is left over.
            self.hidden.sort_by_key(|hidden| std::cmp::Reverse(hidden.len()));
            self.hidden.dedup();
        }
    }

    /// Whether nobody is protected, so that there is nothing to take out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty()
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

/// An address with its numbers in plain digits, also those of a street that were written as kanji.
fn plain(address: &str) -> String {
    let folded: Vec<char> = crate::text::fold(address).chars().collect();
    let plain = folded.iter().enumerate().map(|(place, sign)| {
        let next = folded.get(place + 1);
        match digit(*sign) {
            Some(digit) if next.is_some_and(|next| BETWEEN.contains(next)) => digit,
            _ => *sign,
        }
    });
    plain.collect()
}

/// The names of houses in a plain address: what stands after its first number, without the numbers and what they count; or
/// its last parts where it has no number at all.
fn houses(address: &str) -> impl Iterator<Item = String> {
    let number = address.find(|sign: char| sign.is_ascii_digit());
    let parts: Vec<&str> = if let Some(number) = number {
        let (_, rest) = address.split_at(number);
        rest.split(|sign: char| sign.is_ascii_digit() || sign.is_whitespace())
            .collect()
    } else {
        let parts = address.split_whitespace().skip(1);
        let named = |part: &&str| !part.ends_with(CITIES) && !part.ends_with(TOWNS);
        parts.filter(named).collect()
    };
    let names: Vec<String> = parts
        .into_iter()
        .map(|part| without_units(part).to_owned())
        .collect();
    names.into_iter()
}

/// A part of an address without what is counted before it.
fn without_units(part: &str) -> &str {
    let named = |part: &'_ str| part.find(char::is_alphanumeric).unwrap_or(part.len());
    let mut rest = part.split_at(named(part)).1;
    while let Some(shorter) = UNITS.iter().find_map(|unit| rest.strip_prefix(unit)) {
        rest = shorter.split_at(named(shorter)).1;
    }
    rest
}

/// The signs that count, each with where it begins and ends. Blanks and hyphens are left out, widths, kana and digits are
/// taken alike, and the words between the numbers of a street are left out, which others write as hyphens.
fn folded(text: &str) -> Vec<(char, usize, usize)> {
    let mut signs: Vec<(char, usize, usize)> = Vec::new();
    for (at, typed) in text.char_indices() {
        let mut one = [0; 4];
        let alike = crate::text::fold(typed.encode_utf8(&mut one));
        let until = at + typed.len_utf8();
        for sign in alike.nfkd().map(|sign| digit(sign).unwrap_or(sign)) {
            match signs.last_mut() {
                // What follows belongs to the same street.
                Some((last, _, end)) if last.is_ascii_digit() && BETWEEN.contains(&sign) => *end = until,
                _ if is_hyphen(sign) || matches!(sign, '(' | ')') => {}
                _ => signs.push((sign, at, until)),
            }
        }
    }
    signs
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '‐' | '–' | '—' | '−' | 'ー' | '－')
}

/// The words between the numbers of a street.
const BETWEEN: [char; 5] = ['丁', '目', '番', '地', '号'];

/// A digit written as a kanji.
fn digit(sign: char) -> Option<char> {
    let place = "〇一二三四五六七八九".chars().position(|kanji| kanji == sign)?;
    char::from_digit(u32::try_from(place).ok()?, 10)
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

    fn person(address: &str) -> Person {
        Person {
            name: "見本 陽介".to_owned(),
            kana: "みほん ようすけ".to_owned(),
            born: None,
            sex: None,
            postcode: String::new(),
            address: address.to_owned(),
            housing: None,
            tel: String::new(),
            fax: String::new(),
            disability: String::new(),
            support_level: None,
            handbooks: Vec::new(),
            income: String::new(),
            guardians: Vec::new(),
            family: Vec::new(),
            caution: String::new(),
            address_protected: true,
        }
    }

    fn over(address: &str) -> Veil {
        let mut veil = Veil::default();
        veil.cover(&person(address));
        veil
    }

    #[test]
    fn a_name_is_hidden_in_every_way_it_is_used_and_the_city_of_the_same_name_is_not() {
        let mut veil = Veil::default();
        veil.hide_name_of(&person(""));
        for text in [
            "見本 陽介の会議",
            "陽介さん宅",
            "見本さん宅",
            "みほんさんの家",
            "ヨウスケくんの部屋",
        ] {
            let seen = veil.over(text);
            let shown = ["陽介", "見本", "みほん", "ヨウスケ"];
            assert!(shown.iter().all(|name| !seen.contains(name)), "{seen}");
        }
        for text in ["見本市の会議室", "就労支援センター見本"] {
            assert_eq!(veil.over(text), text);
        }
    }

    #[test]
    fn a_house_is_hidden_by_its_name_alone_and_a_street_without_its_city() {
        for address in [
            "見本市北3丁目4番5号 コーポ見本201",
            "見本市北３－４－５コーポ見本２０１号室",
            "見本市北三丁目四番五号　コーポ見本　B棟201",
            "見本市 北3-4-5 第2コーポ見本201",
        ] {
            let veil = over(address);
            for text in [
                "家はコーポ見本です",
                "家はｺｰﾎﾟ見本です",
                "家はこーぽ 見本の2階です",
                "家は北3-4-5です",
                "家は北三丁目四番五号です",
                "家は北3丁目4番5号です",
                "家は見本市北3丁目4番地5です",
            ] {
                let seen = veil.over(text);
                let found = ["北", "5", "五", "ポ"];
                let gone = seen.contains(TAKEN) && !found.iter().any(|part| seen.contains(part));
                assert!(gone && seen.ends_with("です"), "{address}: {seen}");
            }
            for text in [
                "見本市の会議室",
                "北へ歩く",
                "5号車に乗る",
                "見本さんと2階で話す",
                "会議は3時から4時5分まで",
            ] {
                assert_eq!(veil.over(text), text, "{address}");
            }
        }
        assert_eq!(over("見本市北1-2 寿荘").over("寿荘の前"), "（伏せています）の前");
        assert_eq!(over("見本市 隠れ荘").over("隠れ荘の前"), "（伏せています）の前");
        assert_eq!(over("見本市 北町").over("北町の前"), "北町の前");
    }
}
