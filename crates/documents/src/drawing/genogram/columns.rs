//! Finds the place of everybody from left to right: the order is kept, children stand under their parents.

use std::collections::BTreeMap;

use bansou_domain::family::{MemberKey, Origin};

use super::kin::Kin;
use super::order::Band;

/// From one partner to the next.
pub(super) const SPACING: f64 = 112.0;
/// What one member may fill, label included.
pub(super) const CELL: f64 = 100.0;
// So that neighbours stand as far apart as partners, and children line up under couples.
const GAP: f64 = SPACING - CELL;
const APART: f64 = 36.0;
// Enough for families of this size to come to rest; the result is the same every time.
const SWEEPS: u32 = 120;

/// Where the line to the children leaves the parents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// From the line between two partners that stand side by side.
    Between,
    /// From a bracket over partners that do not.
    Over,
    /// From a short line beside a single parent.
    Beside,
    /// From under the label of a parent with partners on both sides.
    Under,
}

/// The children of one origin and where their line begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) origin: Origin,
    pub(super) parent: Option<MemberKey>,
    pub(super) shape: Shape,
    // From the first member of the parent's unit to the line.
    offset: f64,
    unit: Option<usize>,
    // The child's unit, and the child's own offset in it.
    kids: Vec<(usize, f64)>,
}

/// Everybody's column.
#[derive(Debug)]
pub(super) struct Columns {
    first: Vec<f64>,
    pub(super) x: BTreeMap<MemberKey, f64>,
    pub(super) groups: Vec<Group>,
}

impl Columns {
    /// Where the line of `group` leaves its parents.
    pub(super) fn drop(&self, group: &Group) -> Option<f64> {
        Some(self.first.get(group.unit?)? + group.offset)
    }
}

/// One generation from left to right, with the least distance from each unit to the next.
struct Row<'a> {
    units: &'a [usize],
    gaps: Vec<f64>,
}

/// Places all units of `rows`.
pub(super) fn place(kin: &Kin, rows: &Band) -> Columns {
    let groups: Vec<_> = kin
        .children
        .keys()
        .filter_map(|origin| group(kin, *origin))
        .collect();
    let rows: Vec<_> = rows
        .values()
        .map(|units| Row {
            units,
            gaps: gaps(kin, units, &groups),
        })
        .collect();
    let mut first = vec![0.0; kin.units.len()];
    for row in &rows {
        pack(row, &mut first);
    }
    for _ in 0..SWEEPS {
        for row in rows.iter().chain(rows.iter().rev()) {
            settle_row(row, &groups, &mut first, Pull::Both);
        }
    }
    // The last word belongs to the parents: centred over their children. Neighbours that
    // stand in the way give way by halves, hence the repetition.
    for row in (0..SWEEPS / 4).flat_map(|_| rows.iter().rev()) {
        settle_row(row, &groups, &mut first, Pull::Children);
    }
    for x in &mut first {
        // The small step keeps two halves that are meant to be equal from rounding apart.
        *x = (*x + 1e-6).round();
    }
    let x = columns(kin, &first);
    Columns { first, x, groups }
}

fn columns(kin: &Kin, first: &[f64]) -> BTreeMap<MemberKey, f64> {
    let mut columns = BTreeMap::new();
    for (unit, first) in kin.units.iter().zip(first) {
        columns.extend(
            unit.members
                .iter()
                .zip(0u32..)
                .map(|(key, place)| (*key, first + SPACING * f64::from(place))),
        );
    }
    columns
}

fn group(kin: &Kin, origin: Origin) -> Option<Group> {
    let kids = kin.children.get(&origin)?;
    let kids: Vec<_> = kids
        .iter()
        .filter_map(|key| Some((kin.unit_of(*key)?, offset(kin, *key)?)))
        .collect();
    let parents = origin.parents();
    let Some(parent) = parents.first().copied() else {
        return Some(Group {
            origin,
            parent: None,
            shape: Shape::Under,
            offset: 0.0,
            unit: None,
            kids,
        });
    };
    let (parent, offset, shape) = leaving(kin, parent, parents.get(1).copied())?;
    Some(Group {
        origin,
        parent: Some(parent),
        shape,
        offset,
        unit: kin.unit_of(parent),
        kids,
    })
}

fn leaving(kin: &Kin, one: MemberKey, other: Option<MemberKey>) -> Option<(MemberKey, f64, Shape)> {
    let own = offset(kin, one)?;
    let Some(other) = other.filter(|other| kin.generation(*other) == kin.generation(one)) else {
        let (away, shape) = beside(kin, one)?;
        return Some((one, own + away, shape));
    };
    let others = offset(kin, other)?;
    let (left, right) = if own < others {
        (own, others)
    } else {
        (others, own)
    };
    if right - left < SPACING * 1.5 {
        return Some((one, f64::midpoint(left, right), Shape::Between));
    }
    // On the inner side of the outer partner no straight line runs, so the way down is free there.
    let hub_is_left = (own < others) == (kin.partner_count(one) >= kin.partner_count(other));
    let offset = if hub_is_left {
        right - SPACING / 2.0
    } else {
        left + SPACING / 2.0
    };
    Some((one, offset, Shape::Over))
}

fn beside(kin: &Kin, parent: MemberKey) -> Option<(f64, Shape)> {
    let members = &kin.units.get(kin.unit_of(parent)?)?.members;
    Some(if members.last() == Some(&parent) {
        (SPACING / 2.0, Shape::Beside)
    } else if members.first() == Some(&parent) {
        (-SPACING / 2.0, Shape::Beside)
    } else {
        (0.0, Shape::Under)
    })
}

fn offset(kin: &Kin, key: MemberKey) -> Option<f64> {
    let members = &kin.units.get(kin.unit_of(key)?)?.members;
    let place = u32::try_from(members.iter().position(|member| *member == key)?).ok()?;
    Some(SPACING * f64::from(place))
}

// How far a unit reaches to the left and to the right of its first member.
fn reach(kin: &Kin, unit: usize, groups: &[Group]) -> (f64, f64) {
    let count = kin.units.get(unit).map_or(1, |unit| unit.members.len());
    let last = SPACING * f64::from(u32::try_from(count.saturating_sub(1)).unwrap_or_default());
    let own = groups.iter().filter(|group| group.unit == Some(unit));
    own.fold((-CELL / 2.0, last + CELL / 2.0), |(left, right), group| {
        (left.min(group.offset - 8.0), right.max(group.offset + 8.0))
    })
}

fn gaps(kin: &Kin, row: &[usize], groups: &[Group]) -> Vec<f64> {
    let aside = kin.map.unplaced();
    let outside = |unit: usize| {
        kin.units
            .get(unit)
            .is_some_and(|unit| unit.members.iter().any(|m| aside.contains(m)))
    };
    row.windows(2)
        .map(|pair| match pair {
            [left, right] => {
                let air = if outside(*left) == outside(*right) {
                    GAP
                } else {
                    APART
                };
                reach(kin, *left, groups).1 - reach(kin, *right, groups).0 + air
            }
            _ => 0.0,
        })
        .collect()
}

fn pack(row: &Row<'_>, first: &mut [f64]) {
    let mut at = -row.gaps.iter().sum::<f64>() / 2.0;
    for (place, unit) in row.units.iter().enumerate() {
        if let Some(x) = first.get_mut(*unit) {
            *x = at;
        }
        at += row.gaps.get(place).copied().unwrap_or_default();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pull {
    Both,
    Children,
}

fn settle_row(row: &Row<'_>, groups: &[Group], first: &mut [f64], pull: Pull) {
    let wanted: Vec<_> = row
        .units
        .iter()
        .map(|unit| wanted(*unit, groups, first, pull))
        .collect();
    for (unit, x) in row.units.iter().zip(settle(&wanted, &row.gaps)) {
        if let Some(place) = first.get_mut(*unit) {
            *place = x;
        }
    }
}

fn wanted(unit: usize, groups: &[Group], first: &[f64], pull: Pull) -> f64 {
    let own = first.get(unit).copied().unwrap_or_default();
    let mut shifts = Vec::new();
    for group in groups {
        let Some(away) = away(group, first) else { continue };
        if group.unit == Some(unit) {
            shifts.push(away);
        }
        if pull == Pull::Both && group.kids.iter().any(|(kid, _)| *kid == unit) {
            shifts.push(-away);
        }
    }
    let count = u32::try_from(shifts.len()).unwrap_or(1).max(1);
    own + shifts.iter().sum::<f64>() / f64::from(count)
}

// How far the middle of the children lies right of where their line begins.
fn away(group: &Group, first: &[f64]) -> Option<f64> {
    let kids: Vec<f64> = group
        .kids
        .iter()
        .filter_map(|(unit, offset)| Some(first.get(*unit)? + offset))
        .collect();
    let left = kids.iter().copied().reduce(f64::min)?;
    let right = kids.iter().copied().reduce(f64::max)?;
    Some(f64::midpoint(left, right) - (first.get(group.unit?)? + group.offset))
}

/// The places nearest to `wanted` (least squares) that keep the order and the gaps: pooled neighbours move as one.
fn settle(wanted: &[f64], gaps: &[f64]) -> Vec<f64> {
    let starts: Vec<f64> = std::iter::once(0.0)
        .chain(gaps.iter().scan(0.0, |sum, gap| {
            *sum += gap;
            Some(*sum)
        }))
        .collect();
    let mut pools: Vec<(f64, u32)> = Vec::new();
    for (wanted, start) in wanted.iter().zip(&starts) {
        let mut pool = (wanted - start, 1);
        while let Some((mean, count)) = pools.pop_if(|(mean, _)| *mean > pool.0) {
            let together = count + pool.1;
            pool = (
                (mean * f64::from(count) + pool.0 * f64::from(pool.1)) / f64::from(together),
                together,
            );
        }
        pools.push(pool);
    }
    let means = pools
        .into_iter()
        .flat_map(|(mean, count)| (0..count).map(move |_| mean));
    means.zip(starts).map(|(mean, start)| mean + start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_want_one_place_share_the_way() {
        assert_eq!(settle(&[0.0, 0.0, 50.0], &[10.0, 10.0]), [-5.0, 5.0, 50.0]);
        assert_eq!(settle(&[30.0, 20.0, 10.0], &[0.0, 0.0]), [20.0, 20.0, 20.0]);
        assert_eq!(settle(&[], &[]), [] as [f64; 0]);
    }
}
