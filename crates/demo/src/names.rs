//! Made-up names. All of them are 見本, so that nobody can mistake a page for a real one.

const GIVEN: [(&str, &str, bool); 40] = [
    ("太一", "たいち", true),
    ("花枝", "はなえ", false),
    ("健", "けん", true),
    ("美咲", "みさき", false),
    ("翔太", "しょうた", true),
    ("由美", "ゆみ", false),
    ("大輔", "だいすけ", true),
    ("恵", "めぐみ", false),
    ("直樹", "なおき", true),
    ("陽子", "ようこ", false),
    ("拓海", "たくみ", true),
    ("千尋", "ちひろ", false),
    ("誠", "まこと", true),
    ("彩", "あや", false),
    ("和也", "かずや", true),
    ("真由", "まゆ", false),
    ("剛", "つよし", true),
    ("奈々", "なな", false),
    ("亮", "りょう", true),
    ("里奈", "りな", false),
    ("浩二", "こうじ", true),
    ("文子", "ふみこ", false),
    ("隆", "たかし", true),
    ("幸子", "さちこ", false),
    ("俊介", "しゅんすけ", true),
    ("早紀", "さき", false),
    ("豊", "ゆたか", true),
    ("久美", "くみ", false),
    ("悠斗", "ゆうと", true),
    ("美月", "みづき", false),
    ("修", "おさむ", true),
    ("京子", "きょうこ", false),
    ("智", "さとし", true),
    ("麻衣", "まい", false),
    ("一樹", "かずき", true),
    ("優花", "ゆうか", false),
    ("勇", "いさむ", true),
    ("節子", "せつこ", false),
    ("蓮", "れん", true),
    ("結衣", "ゆい", false),
];

/// One made-up name.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) kana: String,
    pub(crate) male: bool,
}

/// The name at a place; after the list has been used up, names get a number.
pub(crate) fn name(place: usize) -> Name {
    let (given, kana, male) = GIVEN
        .get(place % GIVEN.len())
        .copied()
        .unwrap_or(("花子", "はなこ", false));
    match place / GIVEN.len() {
        0 => Name {
            text: format!("見本 {given}"),
            kana: format!("みほん {kana}"),
            male,
        },
        round => Name {
            text: format!("見本 {given}{round}"),
            kana: format!("みほん {kana}{round}"),
            male,
        },
    }
}
