//! 担い手. Whose a task is, by what stays when a name changes.

use crate::family::MemberKey;
use crate::id::{ProviderId, StaffId, TeamMemberId};
use crate::text::fold;

use super::OwnerSide;

/// 担い手. One around the person who takes tasks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// 本人.
    Person,
    /// 家族, nobody of them in particular.
    Family,
    /// 家族の一人.
    Relative(MemberKey),
    /// 関係機関. Whoever works there: its page is the page of its manager.
    Provider(ProviderId),
    /// 支援チームの人, who belongs to nothing in the directory.
    Supporter(TeamMemberId),
    /// 事業所の職員.
    Staff(StaffId),
}

impl Owner {
    /// As it is kept and sent by forms.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Person => "person".to_owned(),
            Self::Family => "family".to_owned(),
            Self::Relative(key) => format!("relative:{}", key.0),
            Self::Provider(id) => format!("provider:{}", id.0.simple()),
            Self::Supporter(id) => format!("supporter:{}", id.0.simple()),
            Self::Staff(id) => format!("staff:{}", id.0.simple()),
        }
    }

    /// Reads what [`Self::code`] wrote.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let Some((kind, key)) = code.split_once(':') else {
            return match code {
                "person" => Some(Self::Person),
                "family" => Some(Self::Family),
                _ => None,
            };
        };
        match kind {
            "relative" => key.parse().ok().map(|key| Self::Relative(MemberKey(key))),
            "provider" => key.parse().ok().map(Self::Provider),
            "supporter" => key.parse().ok().map(Self::Supporter),
            "staff" => key.parse().ok().map(Self::Staff),
            _ => None,
        }
    }

    /// On which side of the office's door they stand.
    #[must_use]
    pub fn side(self) -> OwnerSide {
        match self {
            Self::Staff(_) => OwnerSide::Office,
            _ => OwnerSide::Outside,
        }
    }
}

/// 担い手の候補. One who can be named as the owner of a task.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub owner: Owner,
    /// As lists show them.
    pub name: String,
    /// What else they are called.
    pub also: Vec<String>,
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listed(＊＊)")
    }
}

impl Listed {
    /// One with other names; empty ones are none.
    #[must_use]
    pub fn new(owner: Owner, name: impl Into<String>, also: &[&str]) -> Self {
        let also = also.iter().filter(|name| !name.is_empty());
        Self {
            owner,
            name: name.into(),
            also: also.map(|name| (*name).to_owned()).collect(),
        }
    }

    /// 家族の一人, as records call them: 母, 見本 花子, 母 見本 花子.
    #[must_use]
    pub fn relative(key: MemberKey, relation: &str, name: &str) -> Self {
        let both = if name.is_empty() {
            String::new()
        } else {
            format!("{relation} {name}")
        };
        Self::new(Owner::Relative(key), relation, &[name, &both])
    }

    /// Whether these words are one of their names.
    #[must_use]
    pub fn is_called(&self, words: &str) -> bool {
        let folded = fold(words);
        let mut names = std::iter::once(&self.name).chain(&self.also);
        names.any(|name| fold(name) == folded)
    }
}

/// Finds whom words name, if they name exactly one of those around the person.
#[must_use]
pub fn owner_named(words: &str, listed: &[Listed]) -> Option<Owner> {
    if words.trim().is_empty() {
        return None;
    }
    let mut called = listed.iter().filter(|known| known.is_called(words));
    let first = called.next()?.owner;
    called.all(|other| other.owner == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn listed() -> Vec<Listed> {
        let provider = |key| Owner::Provider(ProviderId(Uuid::from_u128(key)));
        vec![
            Listed::new(Owner::Person, "本人", &["見本 陽介"]),
            Listed::relative(MemberKey(1), "母", "見本 花子"),
            Listed::relative(MemberKey(2), "祖母", "見本 梅"),
            Listed::relative(MemberKey(3), "祖母", "例 松"),
            Listed::new(provider(1), "見本クリニック", &["見本クリニック 主治医"]),
            Listed::new(provider(1), "見本クリニック", &["見本クリニック 相談員"]),
            Listed::new(Owner::Staff(StaffId(Uuid::from_u128(2))), "見本 相子", &[]),
        ]
    }

    #[test]
    fn words_bind_to_the_one_they_name_and_to_nobody_when_two_are_called_that() {
        let found = |words: &str| owner_named(words, &listed()).map(Owner::code).unwrap_or_default();
        for (words, owner) in [
            ("本人", "person"),
            ("見本　陽介", "person"),
            ("母", "relative:1"),
            ("母　見本 花子", "relative:1"),
            ("祖母", ""),
            ("例 松", "relative:3"),
            ("見本ｸﾘﾆｯｸ", "provider:00000000000000000000000000000001"),
            (
                "見本クリニック 相談員",
                "provider:00000000000000000000000000000001",
            ),
            ("見本 相子", "staff:00000000000000000000000000000002"),
            ("見本クリニック と 母", ""),
            ("", ""),
        ] {
            assert_eq!(found(words), owner, "{words}");
        }
    }

    #[test]
    fn an_owner_reads_back_from_what_is_kept() {
        for known in listed() {
            assert_eq!(Owner::from_code(&known.owner.code()), Some(known.owner));
        }
        assert_eq!(Owner::from_code("family"), Some(Owner::Family));
        for wrong in ["", "person:1", "provider:", "provider:x", "relative:-1", "nobody"] {
            assert_eq!(Owner::from_code(wrong), None, "{wrong}");
        }
    }
}
