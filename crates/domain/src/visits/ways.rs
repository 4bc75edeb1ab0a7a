//! 地区と移動. Places as the office draws them, and the minutes between them as it has driven them; no map is asked.

use serde::{Deserialize, Serialize};

use super::VisitRules;

/// 地区の番号. Keeps an area recognisable while its name is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaKey(pub u32);

/// 地区.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// 番号.
    pub key: AreaKey,
    /// 名前.
    pub name: String,
    /// 地区の中の移動. Minutes.
    pub within: Option<u16>,
    /// 事業所からの移動. Minutes.
    pub from_office: Option<u16>,
}

/// 地区のあいだの移動.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// One end.
    pub one: AreaKey,
    /// The other.
    pub other: AreaKey,
    /// Minutes.
    pub minutes: u16,
}

impl VisitRules {
    /// The area with a key.
    #[must_use]
    pub fn area(&self, key: AreaKey) -> Option<&Area> {
        self.areas.iter().find(|area| area.key == key)
    }

    /// The minutes between two areas; nothing where nobody has typed them.
    #[must_use]
    pub fn minutes(&self, one: AreaKey, other: AreaKey) -> Option<u16> {
        if one == other {
            return self.area(one)?.within;
        }
        let joins = |way: &&Way| (way.one, way.other) == (one, other) || (way.one, way.other) == (other, one);
        self.ways.iter().find(joins).map(|way| way.minutes)
    }

    /// A key no area has.
    #[must_use]
    pub fn next_area(&self) -> AreaKey {
        let most = self.areas.iter().map(|area| area.key.0).max();
        AreaKey(most.map_or(1, |most| most.saturating_add(1)))
    }
}
