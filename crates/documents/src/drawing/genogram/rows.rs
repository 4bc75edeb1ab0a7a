//! Finds the height of every generation, and keeps lines that would lie on each other apart.

use std::collections::BTreeMap;

use bansou_domain::family::{MemberKey, Union};

use super::columns::{Columns, Group, Shape};
use super::kin::Kin;
use crate::drawing::svg::Point;

/// The side of a symbol.
pub(super) const SYMBOL: f64 = 44.0;
/// From one line of a label to the next.
pub(super) const LINE: f64 = 15.5;
const LANE: f64 = 9.0;
const TO_BAR: f64 = 16.0;
const TO_SYMBOL: f64 = 25.0;

/// One generation's height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// The upper edge of the symbols.
    pub(super) top: f64,
    /// The lower edge of the longest label.
    pub(super) bottom: f64,
}

/// The line from one origin to its children.
#[derive(Debug, Clone)]
pub(super) struct Descent {
    pub(super) group: Group,
    /// Where it leaves the parents; `None` for siblings whose parents are not recorded.
    pub(super) from: Option<Point>,
    /// The height of the bar the children hang from.
    pub(super) bar: f64,
}

/// A couple that does not stand side by side: the bracket over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bracket {
    pub(super) couple: Union,
    pub(super) height: f64,
}

/// Everything placed.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) rows: BTreeMap<i32, Row>,
    /// The centre of each symbol.
    pub(super) at: BTreeMap<MemberKey, Point>,
    pub(super) descents: Vec<Descent>,
    pub(super) brackets: Vec<Bracket>,
}

/// Gives every generation its height; `lines` says how many lines the longest label of each has.
pub(super) fn stack(kin: &Kin, columns: &Columns, lines: &BTreeMap<i32, u32>) -> Plan {
    let brackets = bracket_lanes(kin, columns);
    let bars = bar_lanes(kin, columns);
    let mut plan = Plan::default();
    let mut top = 0.0;
    for (generation, lines) in lines {
        top += LANE
            * count(
                brackets
                    .values()
                    .filter(|(row, _)| row == generation)
                    .map(|(_, lane)| *lane),
            );
        let bottom = top + SYMBOL + 4.0 + LINE * f64::from(*lines);
        plan.rows.insert(*generation, Row { top, bottom });
        let depth = count(
            bars.iter()
                .filter(|(row, _)| row == generation)
                .map(|(_, lane)| *lane),
        );
        top = bottom + TO_BAR + LANE * (depth - 1.0).max(0.0) + TO_SYMBOL;
    }
    for (key, x) in &columns.x {
        let top = plan.rows.get(&kin.generation(*key)).map_or(0.0, |row| row.top);
        plan.at.insert(*key, Point::at(*x, top + SYMBOL / 2.0));
    }
    plan.brackets = brackets
        .iter()
        .filter_map(|(at, (row, lane))| bracket(kin, &plan, *at, *row, *lane))
        .collect();
    let descents = columns.groups.iter().zip(&bars);
    plan.descents = descents
        .filter_map(|(group, (row, lane))| descent(&plan, columns, group, *row, *lane))
        .collect();
    plan
}

fn count(lanes: impl Iterator<Item = u32>) -> f64 {
    f64::from(lanes.max().map_or(0, |lane| lane + 1))
}

fn bracket(kin: &Kin, plan: &Plan, couple: usize, row: i32, lane: u32) -> Option<Bracket> {
    let top = plan.rows.get(&row)?.top;
    Some(Bracket {
        couple: *kin.couples.get(couple)?,
        height: top - 12.0 - LANE * f64::from(lane),
    })
}

fn descent(plan: &Plan, columns: &Columns, group: &Group, row: i32, lane: u32) -> Option<Descent> {
    let bottom = plan.rows.get(&row).map(|row| row.bottom);
    // Siblings without recorded parents may be the topmost row: their bar lies above them.
    let bar = match bottom {
        Some(bottom) => bottom + TO_BAR + LANE * f64::from(lane),
        None => plan.rows.get(&(row + 1))?.top - TO_SYMBOL + 8.0,
    };
    let Some(parent) = group.parent else {
        return Some(Descent {
            group: group.clone(),
            from: None,
            bar,
        });
    };
    let beside = plan.at.get(&parent)?.y;
    let y = match group.shape {
        Shape::Between | Shape::Beside => beside,
        Shape::Under => bottom.unwrap_or(beside),
        Shape::Over => over(plan, group).unwrap_or(beside),
    };
    Some(Descent {
        group: group.clone(),
        from: Some(Point::at(columns.drop(group)?, y)),
        bar,
    })
}

fn over(plan: &Plan, group: &Group) -> Option<f64> {
    let parents = group.origin.parents();
    let bracket = plan
        .brackets
        .iter()
        .find(|b| parents.iter().all(|p| b.couple.a == *p || b.couple.b == *p))?;
    Some(bracket.height)
}

// Which couples need a bracket, in which row and lane.
fn bracket_lanes(kin: &Kin, columns: &Columns) -> BTreeMap<usize, (i32, u32)> {
    let mut spans = Vec::new();
    for (index, couple) in kin.couples.iter().enumerate() {
        let (Some(a), Some(b)) = (columns.x.get(&couple.a), columns.x.get(&couple.b)) else {
            continue;
        };
        let row = kin.generation(couple.a);
        if row == kin.generation(couple.b) && (a - b).abs() > super::columns::SPACING * 1.5 {
            spans.push((index, row, a.min(*b), a.max(*b)));
        }
    }
    // The shorter bracket lies lower, so that the longer one passes over it.
    spans.sort_by(|a, b| (a.3 - a.2).total_cmp(&(b.3 - b.2)));
    let spans: Vec<_> = spans
        .into_iter()
        .map(|(index, row, left, right)| (index, (row, left, right)))
        .collect();
    let lanes = lanes(spans.iter().map(|(_, span)| *span));
    spans
        .iter()
        .zip(lanes)
        .map(|((index, (row, ..)), lane)| (*index, (*row, lane)))
        .collect()
}

// The row of the parents and the lane of each group's bar, in the order of the groups.
fn bar_lanes(kin: &Kin, columns: &Columns) -> Vec<(i32, u32)> {
    let spans = columns.groups.iter().map(|group| {
        let kids = kin.children.get(&group.origin).into_iter().flatten();
        let mut xs: Vec<f64> = kids.filter_map(|kid| columns.x.get(kid).copied()).collect();
        xs.extend(columns.drop(group));
        let left = xs.iter().copied().reduce(f64::min).unwrap_or_default();
        let right = xs.iter().copied().reduce(f64::max).unwrap_or_default();
        (parent_row(kin, group), left - 6.0, right + 6.0)
    });
    let spans: Vec<_> = spans.collect();
    let lanes = lanes(spans.iter().copied());
    spans
        .into_iter()
        .zip(lanes)
        .map(|((row, ..), lane)| (row, lane))
        .collect()
}

fn parent_row(kin: &Kin, group: &Group) -> i32 {
    let child = kin.children.get(&group.origin).and_then(|kids| kids.first());
    match (group.parent, child) {
        (Some(parent), _) => kin.generation(parent),
        (None, Some(child)) => kin.generation(*child) - 1,
        (None, None) => 0,
    }
}

fn lanes(spans: impl Iterator<Item = (i32, f64, f64)>) -> Vec<u32> {
    let mut taken: Vec<(i32, f64, f64, u32)> = Vec::new();
    for (row, left, right) in spans {
        let meets = |lane: u32| {
            taken
                .iter()
                .any(|(r, l, e, n)| *r == row && *n == lane && left < *e && *l < right)
        };
        // One lane more than there are spans is always free.
        let lane = (0..=u32::try_from(taken.len()).unwrap_or(u32::MAX)).find(|lane| !meets(*lane));
        let lane = lane.unwrap_or_default();
        taken.push((row, left, right, lane));
    }
    taken.into_iter().map(|(_, _, _, lane)| lane).collect()
}
