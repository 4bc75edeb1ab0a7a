//! 続柄. The common relations by name; anything else stays the words that were typed.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::person::Sex;

/// 父方・母方. Through which parent an older relative is related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 父方.
    Paternal,
    /// 母方.
    Maternal,
    /// Not said.
    #[default]
    Unknown,
}

/// 続柄. What a member is to the person.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 本人.
    Person,
    /// 父.
    Father,
    /// 母.
    Mother,
    /// 継父.
    StepFather,
    /// 継母.
    StepMother,
    /// 養父.
    AdoptiveFather,
    /// 養母.
    AdoptiveMother,
    /// 里父.
    FosterFather,
    /// 里母.
    FosterMother,
    /// 兄.
    ElderBrother,
    /// 姉.
    ElderSister,
    /// 弟.
    YoungerBrother,
    /// 妹.
    YoungerSister,
    /// 祖父.
    Grandfather(Side),
    /// 祖母.
    Grandmother(Side),
    /// おじ.
    Uncle(Side),
    /// おば.
    Aunt(Side),
    /// 配偶者.
    Spouse,
    /// 夫.
    Husband,
    /// 妻.
    Wife,
    /// 内縁の配偶者.
    Partner,
    /// 内縁の夫.
    CommonLawHusband,
    /// 内縁の妻.
    CommonLawWife,
    /// 前の配偶者.
    FormerSpouse,
    /// 前夫.
    FormerHusband,
    /// 前妻.
    FormerWife,
    /// 子.
    Child,
    /// 息子.
    Son,
    /// 娘.
    Daughter,
    /// 長男.
    EldestSon,
    /// 次男.
    SecondSon,
    /// 三男.
    ThirdSon,
    /// 長女.
    EldestDaughter,
    /// 次女.
    SecondDaughter,
    /// 三女.
    ThirdDaughter,
    /// 養子.
    AdoptedChild,
    /// 孫.
    Grandchild,
    /// 義父.
    FatherInLaw,
    /// 義母.
    MotherInLaw,
    /// 甥.
    Nephew,
    /// 姪.
    Niece,
    /// いとこ.
    Cousin,
    /// Anything else, as typed.
    Other(String),
}

impl Default for Relation {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl Relation {
    /// Every named relation but 本人, in the order a list offers them.
    pub const COMMON: [Self; 47] = [
        Self::Father,
        Self::Mother,
        Self::ElderBrother,
        Self::ElderSister,
        Self::YoungerBrother,
        Self::YoungerSister,
        Self::Husband,
        Self::Wife,
        Self::Spouse,
        Self::Partner,
        Self::CommonLawHusband,
        Self::CommonLawWife,
        Self::FormerHusband,
        Self::FormerWife,
        Self::FormerSpouse,
        Self::EldestSon,
        Self::SecondSon,
        Self::ThirdSon,
        Self::EldestDaughter,
        Self::SecondDaughter,
        Self::ThirdDaughter,
        Self::Son,
        Self::Daughter,
        Self::Child,
        Self::AdoptedChild,
        Self::Grandchild,
        Self::Grandfather(Side::Paternal),
        Self::Grandmother(Side::Paternal),
        Self::Grandfather(Side::Maternal),
        Self::Grandmother(Side::Maternal),
        Self::Grandfather(Side::Unknown),
        Self::Grandmother(Side::Unknown),
        Self::StepFather,
        Self::StepMother,
        Self::AdoptiveFather,
        Self::AdoptiveMother,
        Self::FosterFather,
        Self::FosterMother,
        Self::Uncle(Side::Paternal),
        Self::Aunt(Side::Paternal),
        Self::Uncle(Side::Maternal),
        Self::Aunt(Side::Maternal),
        Self::Uncle(Side::Unknown),
        Self::Aunt(Side::Unknown),
        Self::FatherInLaw,
        Self::MotherInLaw,
        Self::Cousin,
    ];

    /// Returns the words a person reads.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Person => "本人",
            Self::Father => "父",
            Self::Mother => "母",
            Self::StepFather => "継父",
            Self::StepMother => "継母",
            Self::AdoptiveFather => "養父",
            Self::AdoptiveMother => "養母",
            Self::FosterFather => "里父",
            Self::FosterMother => "里母",
            Self::ElderBrother => "兄",
            Self::ElderSister => "姉",
            Self::YoungerBrother => "弟",
            Self::YoungerSister => "妹",
            Self::Grandfather(side) => sided(*side, ["祖父（父方）", "祖父（母方）", "祖父"]),
            Self::Grandmother(side) => sided(*side, ["祖母（父方）", "祖母（母方）", "祖母"]),
            Self::Uncle(side) => sided(*side, ["おじ（父方）", "おじ（母方）", "おじ"]),
            Self::Aunt(side) => sided(*side, ["おば（父方）", "おば（母方）", "おば"]),
            Self::Spouse => "配偶者",
            Self::Husband => "夫",
            Self::Wife => "妻",
            Self::Partner => "内縁の配偶者",
            Self::CommonLawHusband => "内縁の夫",
            Self::CommonLawWife => "内縁の妻",
            Self::FormerSpouse => "前の配偶者",
            Self::FormerHusband => "前夫",
            Self::FormerWife => "前妻",
            Self::Child => "子",
            Self::Son => "息子",
            Self::Daughter => "娘",
            Self::EldestSon => "長男",
            Self::SecondSon => "次男",
            Self::ThirdSon => "三男",
            Self::EldestDaughter => "長女",
            Self::SecondDaughter => "次女",
            Self::ThirdDaughter => "三女",
            Self::AdoptedChild => "養子",
            Self::Grandchild => "孫",
            Self::FatherInLaw => "義父",
            Self::MotherInLaw => "義母",
            Self::Nephew => "甥",
            Self::Niece => "姪",
            Self::Cousin => "いとこ",
            Self::Other(words) => words,
        }
    }

    /// Reads a relation as typed; what has no name here is kept word by word.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let plain: String = typed
            .nfkc()
            .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | 'の'))
            .collect();
        let (side, name) = split_side(&plain);
        named(name, side).unwrap_or_else(|| Self::Other(typed.trim().to_owned()))
    }

    /// Returns the sex the word itself names.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        let man = matches!(
            self,
            Self::Father
                | Self::StepFather
                | Self::AdoptiveFather
                | Self::FosterFather
                | Self::ElderBrother
                | Self::YoungerBrother
                | Self::Grandfather(_)
                | Self::Uncle(_)
                | Self::Husband
                | Self::CommonLawHusband
                | Self::FormerHusband
                | Self::Son
                | Self::EldestSon
                | Self::SecondSon
                | Self::ThirdSon
                | Self::FatherInLaw
                | Self::Nephew
        );
        let woman = matches!(
            self,
            Self::Mother
                | Self::StepMother
                | Self::AdoptiveMother
                | Self::FosterMother
                | Self::ElderSister
                | Self::YoungerSister
                | Self::Grandmother(_)
                | Self::Aunt(_)
                | Self::Wife
                | Self::CommonLawWife
                | Self::FormerWife
                | Self::Daughter
                | Self::EldestDaughter
                | Self::SecondDaughter
                | Self::ThirdDaughter
                | Self::MotherInLaw
                | Self::Niece
        );
        if man {
            Some(Sex::Male)
        } else {
            woman.then_some(Sex::Female)
        }
    }

    /// Generations away from the person: parents are -1, children 1.
    #[must_use]
    pub fn generation(&self) -> i32 {
        match self {
            Self::Grandfather(_) | Self::Grandmother(_) => -2,
            Self::Father
            | Self::Mother
            | Self::StepFather
            | Self::StepMother
            | Self::AdoptiveFather
            | Self::AdoptiveMother
            | Self::FosterFather
            | Self::FosterMother
            | Self::Uncle(_)
            | Self::Aunt(_)
            | Self::FatherInLaw
            | Self::MotherInLaw => -1,
            Self::AdoptedChild | Self::Nephew | Self::Niece => 1,
            child if child.is_child() => 1,
            Self::Grandchild => 2,
            _ => 0,
        }
    }

    /// Whether the word names a child by birth.
    #[must_use]
    pub fn is_child(&self) -> bool {
        matches!(
            self,
            Self::Child
                | Self::Son
                | Self::EldestSon
                | Self::SecondSon
                | Self::ThirdSon
                | Self::Daughter
                | Self::EldestDaughter
                | Self::SecondDaughter
                | Self::ThirdDaughter
        )
    }

    /// Where a member without a date of birth stands among siblings: 兄姉 before the person and 弟妹 after,
    /// 長男 before 次男.
    #[must_use]
    pub fn seniority(&self) -> i32 {
        match self {
            Self::ElderBrother | Self::ElderSister | Self::EldestSon | Self::EldestDaughter => -1,
            Self::YoungerBrother | Self::YoungerSister | Self::ThirdSon | Self::ThirdDaughter => 1,
            _ => 0,
        }
    }
}

impl std::fmt::Debug for Relation {
    /// Free words may hold names, so only the kind is printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Other(_) => f.write_str("Other(＊＊)"),
            named => f.write_str(named.label()),
        }
    }
}

fn sided(side: Side, [paternal, maternal, unknown]: [&'static str; 3]) -> &'static str {
    match side {
        Side::Paternal => paternal,
        Side::Maternal => maternal,
        Side::Unknown => unknown,
    }
}

fn split_side(plain: &str) -> (Side, &str) {
    for (word, side) in [("父方", Side::Paternal), ("母方", Side::Maternal)] {
        if let Some(name) = plain.strip_prefix(word).or_else(|| plain.strip_suffix(word)) {
            return (side, name);
        }
    }
    (Side::Unknown, plain)
}

fn named(name: &str, side: Side) -> Option<Relation> {
    Some(match name {
        "祖父" => Relation::Grandfather(side),
        "祖母" => Relation::Grandmother(side),
        "おじ" | "伯父" | "叔父" => Relation::Uncle(side),
        "おば" | "伯母" | "叔母" => Relation::Aunt(side),
        _ if side != Side::Unknown => return None,
        "本人" => Relation::Person,
        "父" | "父親" | "実父" => Relation::Father,
        "母" | "母親" | "実母" => Relation::Mother,
        "継父" => Relation::StepFather,
        "継母" => Relation::StepMother,
        "養父" => Relation::AdoptiveFather,
        "養母" => Relation::AdoptiveMother,
        "里父" => Relation::FosterFather,
        "里母" => Relation::FosterMother,
        "兄" | "長兄" | "次兄" => Relation::ElderBrother,
        "姉" | "長姉" | "次姉" => Relation::ElderSister,
        "弟" => Relation::YoungerBrother,
        "妹" => Relation::YoungerSister,
        "配偶者" => Relation::Spouse,
        "夫" => Relation::Husband,
        "妻" => Relation::Wife,
        "内縁" | "内縁配偶者" | "パートナー" => Relation::Partner,
        "内縁夫" => Relation::CommonLawHusband,
        "内縁妻" => Relation::CommonLawWife,
        "前配偶者" | "元配偶者" => Relation::FormerSpouse,
        "前夫" | "元夫" => Relation::FormerHusband,
        "前妻" | "元妻" => Relation::FormerWife,
        "子" | "子ども" | "子供" => Relation::Child,
        "息子" => Relation::Son,
        "長男" => Relation::EldestSon,
        "次男" | "二男" => Relation::SecondSon,
        "三男" => Relation::ThirdSon,
        "娘" => Relation::Daughter,
        "長女" => Relation::EldestDaughter,
        "次女" | "二女" => Relation::SecondDaughter,
        "三女" => Relation::ThirdDaughter,
        "養子" | "養女" => Relation::AdoptedChild,
        "孫" => Relation::Grandchild,
        "義父" | "舅" => Relation::FatherInLaw,
        "義母" | "姑" => Relation::MotherInLaw,
        "甥" | "おい" => Relation::Nephew,
        "姪" | "めい" => Relation::Niece,
        "いとこ" | "従兄弟" | "従姉妹" => Relation::Cousin,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_reads_back_as_its_relation() {
        for relation in Relation::COMMON {
            assert_eq!(Relation::read(relation.label()), relation);
        }
    }

    #[test]
    fn other_ways_to_write_a_relation_are_understood() {
        let typed = [
            "父方の祖母",
            "祖母(母方)",
            "祖母 （父方）",
            "伯父（父方）",
            "長男",
            "前夫",
            "内縁の妻",
            "大家さん",
        ];
        let read: Vec<_> = typed
            .map(|words| Relation::read(words).label().to_owned())
            .to_vec();
        insta::assert_snapshot!(read.join(" "), @"祖母（父方） 祖母（母方） 祖母（父方） おじ（父方） 長男 前夫 内縁の妻 大家さん");
    }
}
