//! 家族構成図. The genogram: generations in rows, couples side by side, children under their parents.

mod columns;
mod household;
mod kin;
mod legend;
mod order;
mod paint;
mod rows;
#[cfg(test)]
mod tests;
mod ties;

use std::collections::BTreeMap;

use bansou_domain::family::{FamilyMap, FamilyMember, MemberKey, UnionKind, sentences};
use jiff::civil::Date;

use self::kin::Kin;
use crate::drawing::label::wrap;

/// 死亡の記号. How the office marks those who have died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeathMark {
    /// ✕ over the symbol.
    #[default]
    Cross,
    /// The symbol filled with ink.
    Filled,
}

/// 家族構成図の描き方. What the drawing shows; a copy for providers may leave things out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenogramOptions {
    /// The name of the drawing, read aloud before everything else.
    pub title: String,
    /// 死亡の記号.
    pub death: DeathMark,
    /// Whether names stand below the symbols.
    pub names: bool,
    /// Whether 職業 stands below the name.
    pub occupations: bool,
    /// Whether 別居・離婚・内縁 are told; without it every couple is a plain line.
    pub partings: bool,
}

impl Default for GenogramOptions {
    fn default() -> Self {
        Self {
            title: "家族構成図".to_owned(),
            death: DeathMark::default(),
            names: true,
            occupations: true,
            partings: true,
        }
    }
}

/// Draws the family as it stands on `on`.
#[must_use]
pub fn genogram_svg(map: &FamilyMap, on: Date, options: &GenogramOptions) -> String {
    let kin = Kin::new(&shown(map, options));
    let rows = order::order(&kin);
    let columns = columns::place(&kin, &rows);
    let labels: BTreeMap<_, _> = kin
        .map
        .members
        .iter()
        .map(|member| (member.key, label(&kin.map, member)))
        .collect();
    let mut lines: BTreeMap<i32, u32> = BTreeMap::new();
    for (key, label) in &labels {
        let longest = lines.entry(kin.generation(*key)).or_default();
        *longest = (*longest).max(u32::try_from(label.len()).unwrap_or(u32::MAX));
    }
    let plan = rows::stack(&kin, &columns, &lines);
    let description = sentences(&kin.map, on).join("。");
    paint::paint(&kin, &plan, &labels, on, options, &description)
}

// What the options hide is taken out before anything is drawn or told, so that the
// words inside the picture never say more than the picture. 備考 is never drawn.
fn shown(map: &FamilyMap, options: &GenogramOptions) -> FamilyMap {
    let mut map = map.clone();
    for member in &mut map.members {
        member.note.clear();
        if !options.names {
            member.name.clear();
        }
        if !options.occupations {
            member.occupation.clear();
        }
    }
    if !options.partings {
        for union in &mut map.unions {
            union.kind = UnionKind::Married;
        }
    }
    map
}

/// The size of the letters below a symbol.
const LETTERS: f64 = 13.0;

fn label(map: &FamilyMap, member: &FamilyMember) -> Vec<String> {
    let width = (columns::CELL - 8.0) / LETTERS;
    let relation = if member.key == MemberKey::PERSON {
        "本人".to_owned()
    } else {
        map.called(member.key)
    };
    [(relation.as_str(), 2), (&member.name, 2), (&member.occupation, 2)]
        .into_iter()
        .flat_map(|(text, lines)| wrap(text, width, lines))
        .collect()
}
