//! 会った人・場所の読みとり. Records name people and places in words; the provisions ask who and where.
//!
//! Only what the words plainly say is read. A place nobody can tell is no home, and a name nobody can tell is somebody
//! else.

use std::collections::BTreeSet;

use bansou_billing::{Party, Place};
use bansou_domain::person::{Housing, Person};

/// Who is recognised by name around one person.
pub(crate) struct Around<'a> {
    /// The face sheet.
    pub(crate) person: &'a Person,
    /// The office's own workers: they are nobody's counterpart.
    pub(crate) own: Vec<&'a str>,
    /// The providers around the person.
    pub(crate) providers: Vec<&'a str>,
}

const FAMILY: &[&str] = &[
    "母",
    "父",
    "親",
    "保護者",
    "家族",
    "祖",
    "妻",
    "夫",
    "姉",
    "兄",
    "妹",
    "弟",
    "長男",
    "長女",
    "次男",
    "次女",
    "息子",
    "娘",
    "叔",
    "伯",
    "いとこ",
    "孫",
    "きょうだい",
];
const MUNICIPALITY: &[&str] = &[
    "役所",
    "役場",
    "福祉課",
    "支援課",
    "保険課",
    "福祉事務所",
    "保健所",
    "保健センター",
    "市町村",
    "ケースワーカー",
];
const PROVIDER: &[&str] = &[
    "事業所",
    "管理責任者",
    "提供責任者",
    "サビ管",
    "児発管",
    "ヘルパー",
    "作業所",
    "工房",
    "デイ",
    "世話人",
    "指導員",
    "支援員",
    "生活介護",
    "就労",
    "短期入所",
    "施設",
    "ステーション",
    "グループホーム",
    "児童発達",
];

impl Around<'_> {
    /// Reads a list of people, one an entry or parted by commas.
    pub(crate) fn parties<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> BTreeSet<Party> {
        let entries = words
            .into_iter()
            .flat_map(|line| line.split(['、', '，', ',', '・', '\n', '/', '／']));
        entries
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .filter_map(|entry| self.party(entry))
            .collect()
    }

    fn party(&self, entry: &str) -> Option<Party> {
        let has = |words: &[&str]| words.iter().any(|word| entry.contains(word));
        if self
            .own
            .iter()
            .any(|name| !name.is_empty() && entry.contains(name))
        {
            return None;
        }
        if entry.contains("本人") || entry.contains(self.person.name.as_str()) {
            return Some(Party::Person);
        }
        if self.is_family(entry) {
            return Some(Party::Family);
        }
        if has(MUNICIPALITY) {
            return Some(Party::Municipality);
        }
        let known = self
            .providers
            .iter()
            .any(|name| !name.is_empty() && entry.contains(name));
        if known || has(PROVIDER) {
            return Some(Party::Provider);
        }
        Some(Party::Other)
    }

    // Relations stand at the beginning: a name may hold the same sign.
    fn is_family(&self, entry: &str) -> bool {
        let named = |name: &str| !name.is_empty() && entry.contains(name);
        FAMILY.iter().any(|word| entry.starts_with(word))
            || self.person.family.iter().any(|member| named(&member.name))
            || self
                .person
                .guardians
                .iter()
                .any(|guardian| named(&guardian.name) || named(&guardian.relation))
    }

    /// Reads a place: where the person lives, or elsewhere.
    pub(crate) fn place(&self, words: &str) -> Place {
        let has = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
        let lives_there = match self.person.housing {
            Some(Housing::GroupHome) => has(&["ホーム", "居室", "居間"]),
            Some(Housing::Facility) => has(&["施設", "居室", "寮"]),
            Some(Housing::Hospital) => has(&["病院", "病棟", "病室"]),
            _ => false,
        };
        let address = words.trim();
        let at_address = address.chars().count() > 3 && self.person.address.contains(address);
        if has(&["自宅", "居宅", "本人宅", "実家"]) || lives_there || at_address {
            Place::Home
        } else {
            Place::Other
        }
    }
}

/// Whether words say that people met by video.
pub(crate) fn by_video(words: &str) -> bool {
    ["オンライン", "テレビ電話", "ビデオ通話", "Zoom"]
        .iter()
        .any(|sign| words.contains(sign))
}
