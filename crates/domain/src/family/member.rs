//! 家族の一人. One row of the family list.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Relation, UnionKind};
use crate::calendar::age_on;
use crate::person::{Person, Sex};

/// 家族の番号. Keeps a member recognisable while the list is edited; the person is always 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MemberKey(pub u32);

impl MemberKey {
    /// 本人.
    pub const PERSON: Self = Self(0);
}

/// 家族. One member of the family, as the list form holds it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one tick box of the list form"
)]
pub struct FamilyMember {
    /// 番号. From 1; 0 is the person.
    pub key: MemberKey,
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 続柄, counted from the person unless `through` says otherwise.
    pub relation: Relation,
    /// 続柄の起点. Whose relation it is: the son of the elder sister is 子 through her.
    pub through: Option<MemberKey>,
    /// 夫婦の関係. How the couple this member belongs to stands, when it is not a plain marriage.
    pub union: Option<UnionKind>,
    /// 性別. `None`: not recorded; the relation may still tell.
    pub sex: Option<Sex>,
    /// 生年月日.
    pub born: Option<Date>,
    /// 死亡年月日.
    pub died: Option<Date>,
    /// 死亡. Also set where the day is not known.
    pub dead: bool,
    /// 同居.
    pub living_together: bool,
    /// キーパーソン.
    pub key_person: bool,
    /// 主な介護者.
    pub main_carer: bool,
    /// 職業.
    pub occupation: String,
    /// 備考.
    pub note: String,
}

impl FamilyMember {
    /// Returns the person as the centre of their own family.
    #[must_use]
    pub fn person(person: &Person) -> Self {
        Self {
            key: MemberKey::PERSON,
            name: person.name.clone(),
            kana: person.kana.clone(),
            relation: Relation::Person,
            sex: person.sex,
            born: person.born,
            living_together: true,
            ..Self::default()
        }
    }

    /// Whether the member has died by `day`; a date of death in the future says nothing yet.
    #[must_use]
    pub fn dead_on(&self, day: Date) -> bool {
        self.died.map_or(self.dead, |died| died <= day)
    }

    /// Returns the age on `day`, or the age reached in life.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<i32> {
        let born = self.born?;
        let until = match self.died {
            Some(died) => died.min(day),
            None if self.dead => return None,
            None => day,
        };
        Some(age_on(born, until)).filter(|age| *age >= 0)
    }

    /// Returns the recorded sex, else the one the relation names (母 is a woman). `None` is drawn as △.
    #[must_use]
    pub fn known_sex(&self) -> Option<Sex> {
        self.sex.or_else(|| self.relation.sex())
    }
}

impl std::fmt::Debug for FamilyMember {
    /// Personal facts never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FamilyMember({}, ＊＊)", self.key.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_dead_keep_the_age_they_reached() {
        let father = FamilyMember {
            born: Some(date(1953, 2, 11)),
            died: Some(date(2019, 5, 1)),
            ..FamilyMember::default()
        };
        assert_eq!(father.age_on(date(2026, 4, 1)), Some(66));
        assert!(father.dead_on(date(2026, 4, 1)));
        assert_eq!(father.age_on(date(2018, 2, 10)), Some(64));
        assert!(!father.dead_on(date(2018, 2, 10)));
    }

    #[test]
    fn a_death_without_a_day_gives_no_age() {
        let dead = FamilyMember {
            born: Some(date(1953, 2, 11)),
            dead: true,
            ..FamilyMember::default()
        };
        assert_eq!(dead.age_on(date(2026, 4, 1)), None);
    }

    #[test]
    fn what_was_typed_about_a_member_is_not_printed_by_debug() {
        let member = FamilyMember {
            name: "見本 久子".to_owned(),
            ..FamilyMember::default()
        };
        assert_eq!(format!("{member:?}"), "FamilyMember(0, ＊＊)");
    }
}
