//! 家族図. Members with the couples, the children and the ties between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FamilyMember, MemberKey};
use crate::choice;

choice! {
    /// 夫婦の種類. How a couple stands.
    pub enum UnionKind {
        /// 婚姻.
        Married = "married", "婚姻";
        /// 内縁.
        CommonLaw = "common_law", "内縁";
        /// 別居.
        Separated = "separated", "別居";
        /// 離婚.
        Divorced = "divorced", "離婚";
    }
}

choice! {
    /// 親子の種類. How a child belongs to its parents.
    pub enum ChildKind {
        /// 実子.
        Birth = "birth", "実子";
        /// 養子.
        Adopted = "adopted", "養子";
        /// 里子.
        Foster = "foster", "里子";
    }
}

choice! {
    /// つながりの種類. How strong a relation is felt to be.
    pub enum TieKind {
        /// 強い. Thick line.
        Strong = "strong", "強い";
        /// 普通. Thin line.
        Normal = "normal", "普通";
        /// 弱い. Dotted line.
        Weak = "weak", "弱い";
        /// 葛藤・ストレス. Jagged line.
        Strained = "strained", "葛藤・ストレス";
        /// 断絶. Broken line.
        CutOff = "cut_off", "断絶";
    }
}

/// 夫婦. Two members who are or were a couple.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Union {
    /// One of them.
    pub a: MemberKey,
    /// The other.
    pub b: MemberKey,
    /// 種類.
    pub kind: UnionKind,
}

impl Union {
    /// Whether the couple is these two, in either order.
    #[must_use]
    pub fn joins(&self, one: MemberKey, other: MemberKey) -> bool {
        (self.a, self.b) == (one, other) || (self.a, self.b) == (other, one)
    }

    /// Returns the other one of the couple.
    #[must_use]
    pub fn partner(&self, of: MemberKey) -> Option<MemberKey> {
        if of == self.a {
            Some(self.b)
        } else {
            (of == self.b).then_some(self.a)
        }
    }
}

/// 出自. Where children come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Of a couple; a couple that has no [`Union`] is drawn as one all the same.
    Couple(MemberKey, MemberKey),
    /// Of one parent, the other not recorded.
    Single(MemberKey),
    /// Siblings whose parents are not recorded; the number tells such groups apart.
    Unrecorded(u32),
}

impl Origin {
    /// Returns the couple's origin with its keys in order, so that both spellings are one.
    #[must_use]
    pub fn couple(one: MemberKey, other: MemberKey) -> Self {
        Self::Couple(one.min(other), one.max(other))
    }

    /// The recorded parents.
    #[must_use]
    pub fn parents(self) -> Vec<MemberKey> {
        match self {
            Self::Couple(one, other) => vec![one, other],
            Self::Single(parent) => vec![parent],
            Self::Unrecorded(_) => vec![],
        }
    }
}

/// 親子. One child and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildLink {
    /// 親.
    pub origin: Origin,
    /// 子.
    pub child: MemberKey,
    /// 種類.
    pub kind: ChildKind,
}

/// つながり. What stands between two members beyond kinship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// One of them.
    pub from: MemberKey,
    /// The other.
    pub to: MemberKey,
    /// 種類.
    pub kind: TieKind,
}

/// 家族図. Everything the genogram draws.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FamilyMap {
    /// The members; the person has [`MemberKey::PERSON`].
    pub members: Vec<FamilyMember>,
    /// 夫婦.
    pub unions: Vec<Union>,
    /// 親子.
    pub children: Vec<ChildLink>,
    /// つながり.
    pub ties: Vec<Tie>,
}

impl FamilyMap {
    /// Returns the member with `key`.
    #[must_use]
    pub fn member(&self, key: MemberKey) -> Option<&FamilyMember> {
        self.members.iter().find(|member| member.key == key)
    }

    /// Returns a key no member has.
    #[must_use]
    pub fn next_key(&self) -> MemberKey {
        MemberKey(
            self.members
                .iter()
                .map(|member| member.key.0)
                .max()
                .unwrap_or(0)
                .saturating_add(1),
        )
    }

    /// Returns where `child` comes from by birth, else by adoption or fostering.
    #[must_use]
    pub fn origin(&self, child: MemberKey) -> Option<Origin> {
        let links = self.children.iter().filter(|link| link.child == child);
        links.min_by_key(|link| link.kind).map(|link| link.origin)
    }

    /// The couples `key` belongs to, in the order they were recorded.
    pub fn unions_of(&self, key: MemberKey) -> impl Iterator<Item = &Union> {
        self.unions
            .iter()
            .filter(move |union| union.partner(key).is_some())
    }

    /// Returns the members that no couple or child link joins to the person: they stand at the side.
    #[must_use]
    pub fn unplaced(&self) -> Vec<MemberKey> {
        let mut group: BTreeMap<MemberKey, usize> = self.members.iter().map(|m| m.key).zip(0..).collect();
        let mut join = |one: MemberKey, other: MemberKey| {
            if let (Some(&a), Some(&b)) = (group.get(&one), group.get(&other)) {
                group.values_mut().filter(|at| **at == b).for_each(|at| *at = a);
            }
        };
        self.unions.iter().for_each(|union| join(union.a, union.b));
        for (index, link) in self.children.iter().enumerate() {
            for parent in link.origin.parents() {
                join(parent, link.child);
            }
            if let Some(sibling) = self
                .children
                .iter()
                .take(index)
                .find(|other| other.origin == link.origin)
            {
                join(sibling.child, link.child);
            }
        }
        let centre = group.get(&MemberKey::PERSON).copied();
        self.members
            .iter()
            .map(|m| m.key)
            .filter(|key| group.get(key).copied() != centre)
            .collect()
    }
}
