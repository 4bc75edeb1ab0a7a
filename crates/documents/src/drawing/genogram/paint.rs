//! Draws the placed family: the household's line first, then kinship, then the symbols and their words.

use std::collections::BTreeMap;

use bansou_domain::family::{ChildKind, FamilyMember, MemberKey, Union, UnionKind};
use bansou_domain::person::Sex;
use jiff::civil::Date;

use super::columns::{CELL, Shape};
use super::household::{Cell, outline};
use super::kin::Kin;
use super::rows::{Bracket, Descent, LINE, Plan, SYMBOL};
use super::{DeathMark, GenogramOptions, LETTERS, legend, ties};
use crate::drawing::label::em;
use crate::drawing::svg::{INK, Letters, Point, Rect, Stroke, Svg};

/// The line around those who live together.
pub(super) const HOUSEHOLD: Stroke = Stroke::dashed(1.2, "6 4");
/// The line of a couple that is not married.
pub(super) const COMMON_LAW: Stroke = Stroke::dashed(1.5, "5 3");
/// The line to an adopted child.
pub(super) const ADOPTED: Stroke = Stroke::dashed(1.5, "7 3");
/// The line to a foster child.
pub(super) const FOSTER: Stroke = Stroke::dashed(1.5, "2 3");

const PLAIN: Stroke = Stroke::solid(1.5);
const MARGIN: f64 = 14.0;
const HALF: f64 = SYMBOL / 2.0;
const WHITE: &str = "#ffffff";

/// Draws everything and closes the drawing around it.
pub(super) fn paint(
    kin: &Kin,
    plan: &Plan,
    labels: &BTreeMap<MemberKey, Vec<String>>,
    on: Date,
    options: &GenogramOptions,
    description: &str,
) -> String {
    let plan = shifted(plan, kin);
    let mut svg = Svg::default();
    let household = outline(&cells(kin, &plan, on));
    if let Some(data) = &household {
        svg.outline(data, HOUSEHOLD);
    }
    kinship(&mut svg, kin, &plan);
    ties::draw(&mut svg, kin, &plan, labels);
    for member in &kin.map.members {
        let Some(at) = plan.at.get(&member.key).copied() else {
            continue;
        };
        symbol(&mut svg, member, at, on, options.death);
        marks(&mut svg, member, at);
        let lines = labels.get(&member.key).map(Vec::as_slice).unwrap_or_default();
        words(&mut svg, lines, at, !kin.map.ties.is_empty());
    }
    let (width, bottom) = size(kin, &plan);
    let legend_at = Point::at(MARGIN, bottom + 18.0);
    let legend = legend::draw(
        &mut svg,
        kin,
        household.is_some(),
        legend_at,
        width - 2.0 * MARGIN,
    );
    let height = bottom + if legend > 0.0 { 18.0 + legend } else { 0.0 } + MARGIN;
    svg.finish(width, height, &options.title, description)
}

// The legend needs some width even where one person stands alone.
const NARROWEST: f64 = 220.0;

fn extent(plan: &Plan) -> (f64, f64) {
    let left = plan
        .at
        .values()
        .map(|at| at.x)
        .reduce(f64::min)
        .unwrap_or_default();
    let right = plan
        .at
        .values()
        .map(|at| at.x)
        .reduce(f64::max)
        .unwrap_or_default();
    // A single parent's short line reaches a little beyond the cell, as does the way around a cell.
    (left - CELL / 2.0 - 24.0, right + CELL / 2.0 + 24.0)
}

fn size(kin: &Kin, plan: &Plan) -> (f64, f64) {
    let (left, right) = extent(plan);
    let bottom = plan
        .rows
        .values()
        .map(|row| row.bottom)
        .reduce(f64::max)
        .unwrap_or_default();
    let lowest = plan
        .descents
        .iter()
        .map(|descent| descent.bar)
        .fold(bottom, f64::max);
    let hangs = kin.children.is_empty();
    (
        (right - left).max(NARROWEST),
        if hangs { bottom } else { lowest.max(bottom) } + 6.0,
    )
}

/// Moves everything to where the drawing's corner is the origin.
fn shifted(plan: &Plan, kin: &Kin) -> Plan {
    let (left, right) = extent(plan);
    let spare = (NARROWEST - (right - left)).max(0.0) / 2.0;
    let top = plan
        .rows
        .values()
        .map(|row| row.top)
        .reduce(f64::min)
        .unwrap_or_default();
    let highest = plan
        .brackets
        .iter()
        .map(|b| b.height)
        .chain(plan.descents.iter().map(|d| d.bar))
        .fold(top, f64::min);
    let tied = if kin.map.ties.is_empty() { 0.0 } else { 10.0 };
    let (dx, dy) = ((spare - left).round(), MARGIN + 10.0 + tied - highest);
    let moved = |at: Point| Point::at(at.x + dx, at.y + dy);
    Plan {
        rows: plan
            .rows
            .iter()
            .map(|(generation, row)| {
                (
                    *generation,
                    super::rows::Row {
                        top: row.top + dy,
                        bottom: row.bottom + dy,
                    },
                )
            })
            .collect(),
        at: plan.at.iter().map(|(key, at)| (*key, moved(*at))).collect(),
        descents: plan
            .descents
            .iter()
            .map(|d| Descent {
                group: d.group.clone(),
                from: d.from.map(moved),
                bar: d.bar + dy,
            })
            .collect(),
        brackets: plan
            .brackets
            .iter()
            .map(|b| Bracket {
                height: b.height + dy,
                ..*b
            })
            .collect(),
    }
}

fn cells(kin: &Kin, plan: &Plan, on: Date) -> Vec<Cell> {
    let rows: Vec<i32> = plan.rows.keys().copied().collect();
    let cell = |member: &FamilyMember| {
        let at = plan.at.get(&member.key)?;
        let generation = kin.generation(member.key);
        let row = plan.rows.get(&generation)?;
        let rect = Rect {
            left: at.x - CELL / 2.0 + 1.0,
            top: row.top - 9.0,
            right: at.x + CELL / 2.0 - 1.0,
            bottom: row.bottom + 6.0,
        };
        let person = member.key == MemberKey::PERSON;
        let together = (person || member.living_together) && !member.dead_on(on);
        Some(Cell {
            row: rows.iter().position(|row| *row == generation)?,
            rect,
            together,
        })
    };
    kin.map.members.iter().filter_map(cell).collect()
}

fn kinship(svg: &mut Svg, kin: &Kin, plan: &Plan) {
    for couple in &kin.couples {
        draw_couple(svg, kin, plan, *couple);
    }
    for descent in &plan.descents {
        draw_descent(svg, kin, plan, descent);
    }
}

fn draw_couple(svg: &mut Svg, kin: &Kin, plan: &Plan, couple: Union) {
    let (Some(a), Some(b)) = (plan.at.get(&couple.a), plan.at.get(&couple.b)) else {
        return;
    };
    let ((left, left_key), (right, _)) = if a.x <= b.x {
        ((*a, couple.a), (*b, couple.b))
    } else {
        ((*b, couple.b), (*a, couple.a))
    };
    let stroke = if couple.kind == UnionKind::CommonLaw {
        COMMON_LAW
    } else {
        PLAIN
    };
    let bracket = plan.brackets.iter().find(|bracket| bracket.couple == couple);
    if let Some(bracket) = bracket {
        let y = bracket.height;
        let (from, to) = (left.x + 9.0, right.x - 9.0);
        let up = [(from, left.y - HALF), (from, y), (to, y), (to, right.y - HALF)];
        svg.path(&up.map(|(x, y)| Point::at(x, y)), stroke);
        return parted(svg, couple.kind, Point::at(f64::midpoint(from, to), y));
    }
    svg.line(left, right, stroke);
    // The stroke stands on the side of the one who is not in the household, so that the
    // children's line stays with the other.
    let lives = |key| {
        kin.map
            .member(key)
            .is_some_and(|member| member.living_together || member.key == MemberKey::PERSON)
    };
    let on_right = lives(left_key);
    let middle = f64::midpoint(left.x, right.x);
    let shift = ((right.x - left.x) / 2.0 - HALF) / 2.0;
    let x = if on_right { middle + shift } else { middle - shift };
    parted(svg, couple.kind, Point::at(x, f64::midpoint(left.y, right.y)));
}

fn parted(svg: &mut Svg, kind: UnionKind, at: Point) {
    let shifts: &[f64] = match kind {
        UnionKind::Separated => &[0.0],
        UnionKind::Divorced => &[-3.0, 3.0],
        UnionKind::Married | UnionKind::CommonLaw => &[],
    };
    for shift in shifts {
        let foot = Point::at(at.x + shift - 4.0, at.y + 9.0);
        let head = Point::at(at.x + shift + 4.0, at.y - 9.0);
        svg.line(foot, head, PLAIN);
    }
}

fn draw_descent(svg: &mut Svg, kin: &Kin, plan: &Plan, descent: &Descent) {
    let group = &descent.group;
    let links = kin.map.children.iter().filter(|link| link.origin == group.origin);
    let kids: Vec<_> = links
        .filter_map(|link| Some((*plan.at.get(&link.child)?, link.kind)))
        .collect();
    if let Some(from) = descent.from {
        let parent = group.parent.and_then(|key| plan.at.get(&key));
        if let Some(parent) = parent.filter(|_| group.shape == Shape::Beside) {
            svg.line(*parent, from, PLAIN);
        }
        svg.line(from, Point::at(from.x, descent.bar), PLAIN);
    }
    let ends = kids
        .iter()
        .map(|(at, _)| at.x)
        .chain(descent.from.map(|from| from.x));
    let (left, right) = ends.fold((f64::MAX, f64::MIN), |(left, right), x| {
        (left.min(x), right.max(x))
    });
    if right - left > 0.5 {
        // Half a stroke longer, so that the corners are whole.
        let half = PLAIN.width / 2.0;
        svg.line(
            Point::at(left - half, descent.bar),
            Point::at(right + half, descent.bar),
            PLAIN,
        );
    }
    for (at, kind) in kids {
        let stroke = match kind {
            ChildKind::Birth => PLAIN,
            ChildKind::Adopted => ADOPTED,
            ChildKind::Foster => FOSTER,
        };
        svg.line(Point::at(at.x, descent.bar), Point::at(at.x, at.y - HALF), stroke);
    }
}

fn symbol(svg: &mut Svg, member: &FamilyMember, at: Point, on: Date, death: DeathMark) {
    let dead = member.dead_on(on);
    let filled = dead && death == DeathMark::Filled;
    let fill = if filled { INK } else { WHITE };
    let sex = member.known_sex();
    let person = member.key == MemberKey::PERSON;
    shape(svg, sex, at, HALF, fill);
    if person {
        shape(svg, sex, at, HALF - 4.0, fill);
    }
    if dead && !filled {
        cross(svg, at);
    }
    let Some(age) = member.age_on(on) else { return };
    let triangle = !matches!(sex, Some(Sex::Male | Sex::Female));
    let baseline = Point::at(at.x, at.y + if triangle { 14.0 } else { 5.0 });
    let size = if person || triangle { 13.0 } else { 14.0 };
    let age = age.to_string();
    if dead && !filled {
        let middle = Point::at(baseline.x, baseline.y - size * 0.36);
        svg.blank(Rect::around(middle, em(&age) * size, size + 1.0));
    }
    svg.text(
        baseline,
        Letters::centred(size).in_colour(if filled { WHITE } else { INK }),
        &age,
    );
}

fn shape(svg: &mut Svg, sex: Option<Sex>, at: Point, half: f64, fill: &str) {
    match sex {
        Some(Sex::Male) => svg.rect(Rect::around(at, half * 2.0, half * 2.0), 0.0, fill, PLAIN),
        Some(Sex::Female) => svg.circle(at, half, fill, PLAIN),
        Some(Sex::Other) | None => {
            let inner = half < HALF;
            // The inner triangle is drawn from the same middle, so that both lines run parallel.
            let (top, foot, side) = if inner {
                (-HALF + 9.0, HALF - 4.0, HALF - 6.5)
            } else {
                (-HALF, HALF, HALF)
            };
            let corners = [(0.0, top), (side, foot), (-side, foot)];
            svg.polygon(&corners.map(|(x, y)| Point::at(at.x + x, at.y + y)), fill, PLAIN);
        }
    }
}

fn cross(svg: &mut Svg, at: Point) {
    for (dx, dy) in [(1.0, 1.0), (1.0, -1.0)] {
        let from = Point::at(at.x - HALF * dx, at.y - HALF * dy);
        let to = Point::at(at.x + HALF * dx, at.y + HALF * dy);
        svg.line(from, to, Stroke::solid(1.2));
    }
}

// At the upper corners of the symbol, above the couple's line and beside the line from the parents.
fn marks(svg: &mut Svg, member: &FamilyMember, at: Point) {
    let y = at.y - HALF + 5.0;
    if member.main_carer {
        star(svg, Point::at(at.x + HALF + 12.0, y), false);
    }
    if member.key_person {
        star(svg, Point::at(at.x - HALF - 12.0, y), true);
    }
}

/// ☆ or ★, drawn so that it looks the same with every font.
pub(super) fn star(svg: &mut Svg, at: Point, filled: bool) {
    let point = |place: u32| {
        let radius = if place.is_multiple_of(2) { 7.5 } else { 3.1 };
        let angle = f64::from(place) * std::f64::consts::PI / 5.0 - std::f64::consts::FRAC_PI_2;
        Point::at(at.x + radius * angle.cos(), at.y + radius * angle.sin())
    };
    let points: Vec<_> = (0..10).map(point).collect();
    svg.polygon(&points, if filled { INK } else { WHITE }, Stroke::solid(1.0));
}

fn words(svg: &mut Svg, lines: &[String], at: Point, on_white: bool) {
    for (line, place) in lines.iter().zip(0u32..) {
        let baseline = Point::at(at.x, at.y + HALF + 4.0 + LINE * f64::from(place) + 12.5);
        if on_white {
            let middle = Point::at(at.x, baseline.y - LETTERS * 0.36);
            svg.blank(Rect::around(middle, em(line) * LETTERS, LINE));
        }
        svg.text(baseline, Letters::centred(LETTERS), line);
    }
}
