//! 使えない文字. Characters a claim's names hold and the file or CP932 does not, with what could stand instead.

use bansou_domain::claim::FrozenClaim;
use unicode_normalization::UnicodeNormalization;

use super::{cp932, kana};

/// 文字の欄. A text of a claim that a person can put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextField {
    /// 支給決定障害者等のフリガナ.
    PayerKana,
    /// 児童のフリガナ.
    ChildKana,
    /// 支給決定障害者等の氏名. Not in the file; named because other programs that hold CP932 cannot take it either.
    Name,
}

impl TextField {
    /// Returns what the field is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PayerKana => "フリガナ",
            Self::ChildKana => "児童のフリガナ",
            Self::Name => "氏名",
        }
    }

    /// Says whether the file cannot be made while such a character stands there.
    #[must_use]
    pub fn stops_the_file(self) -> bool {
        self != Self::Name
    }
}

/// 使えない文字. One character of one field. Nothing is replaced: the proposals are for a person to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Where it stands.
    pub field: TextField,
    /// The character.
    pub character: char,
    /// What could stand instead, likeliest first; an empty text means leaving it out.
    pub substitutes: Vec<String>,
}

/// Returns every character that does not fit, field by field, each once.
#[must_use]
pub fn unfit(claim: &FrozenClaim) -> Vec<Unfit> {
    let mut found = readings(TextField::PayerKana, &claim.name_kana);
    if let Some(kana) = &claim.child_kana {
        found.extend(readings(TextField::ChildKana, kana));
    }
    let mut seen = Vec::new();
    for character in claim.name.chars() {
        if !cp932::has(character) && !seen.contains(&character) {
            seen.push(character);
            found.push(Unfit {
                field: TextField::Name,
                character,
                substitutes: for_name(character),
            });
        }
    }
    found
}

fn readings(field: TextField, text: &str) -> Vec<Unfit> {
    let characters = kana::half_width(text).err().unwrap_or_default();
    let one = |character| Unfit {
        field,
        character,
        substitutes: for_kana(character),
    };
    characters.into_iter().map(one).collect()
}

/// Kana without a half-width form, and the lines people type for ー.
const KANA: [(&str, &str); 8] = [
    ("ヵゕ", "カ"),
    ("ヶゖ", "ケ"),
    ("ヮゎ", "ワ"),
    ("ヰゐ", "イ"),
    ("ヱゑ", "エ"),
    ("ヸ", "ヴィ"),
    ("ヹ", "ヴェ"),
    ("-‐‑‒–—―−─－〜～", "ー"),
];

fn for_kana(character: char) -> Vec<String> {
    if is_invisible(character) {
        return vec![String::new()];
    }
    let known = KANA.iter().find(|(from, _)| from.contains(character));
    let known = known.map(|(_, to)| (*to).to_owned());
    // é is an E with a mark, ㋐ is an ア in a ring.
    let plain: String = character.nfkd().filter(|part| !is_mark(*part)).collect();
    let plain = (plain != character.to_string() && kana::half_width(&plain).is_ok()).then_some(plain);
    known.into_iter().chain(plain).collect()
}

/// Kanji of names that CP932 lacks, with the form it holds. 髙 and 﨑 are not here: CP932 holds both.
const KANJI: [(char, char); 40] = [
    ('𠮷', '吉'),
    ('槗', '橋'),
    ('𣘺', '橋'),
    ('㓛', '功'),
    ('𡈽', '土'),
    ('圡', '土'),
    ('廽', '廻'),
    ('隺', '鶴'),
    ('𠀋', '丈'),
    ('𠮟', '叱'),
    ('頰', '頬'),
    ('剝', '剥'),
    ('塡', '填'),
    ('俱', '倶'),
    ('吞', '呑'),
    ('噓', '嘘'),
    ('姸', '妍'),
    ('屛', '屏'),
    ('幷', '并'),
    ('搔', '掻'),
    ('攢', '攅'),
    ('潑', '溌'),
    ('瀆', '涜'),
    ('焰', '焔'),
    ('瘦', '痩'),
    ('禱', '祷'),
    ('繫', '繋'),
    ('蔣', '蒋'),
    ('蠟', '蝋'),
    ('蟬', '蝉'),
    ('軀', '躯'),
    ('醬', '醤'),
    ('鷗', '鴎'),
    ('鹼', '鹸'),
    ('麴', '麹'),
    ('麵', '麺'),
    ('顚', '顛'),
    ('驒', '騨'),
    ('簞', '箪'),
    ('萊', '莱'),
];

fn for_name(character: char) -> Vec<String> {
    if is_invisible(character) {
        return vec![String::new()];
    }
    let known = KANJI.iter().find(|(from, _)| *from == character);
    let known = known.map(|(_, to)| to.to_string());
    let composed: String = character.nfkc().collect();
    let plain: String = character.nfkd().filter(|part| !is_mark(*part)).collect();
    let other = [composed, plain]
        .into_iter()
        .find(|text| !text.is_empty() && *text != character.to_string() && text.chars().all(cp932::has));
    known.into_iter().chain(other).collect()
}

// Chooses a glyph or joins two: nothing a reader would miss.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
        || character.is_control()
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}')
}
