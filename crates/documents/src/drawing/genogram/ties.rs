//! Leads the ties between members around the symbols and words of the others.

use std::collections::BTreeMap;

use bansou_domain::family::{MemberKey, Tie};

use super::LETTERS;
use super::kin::Kin;
use super::rows::{LINE, Plan, SYMBOL};
use crate::drawing::label::em;
use crate::drawing::svg::{Point, Rect, Svg};
use crate::drawing::tie;

const REACH: f64 = SYMBOL / 2.0 + 5.0;
const BENDS: [f64; 13] = [
    0.0, 20.0, -20.0, 45.0, -45.0, 75.0, -75.0, 110.0, -110.0, 150.0, -150.0, 200.0, -200.0,
];
const PIECES: u32 = 28;

/// Draws every tie, each on the way that touches least.
pub(super) fn draw(svg: &mut Svg, kin: &Kin, plan: &Plan, labels: &BTreeMap<MemberKey, Vec<String>>) {
    let mut drawn: Vec<Point> = Vec::new();
    for tie in &kin.map.ties {
        let Some(way) = way(*tie, plan, labels, &drawn) else {
            continue;
        };
        tie::draw(svg, &way, tie.kind);
        drawn.extend(way);
    }
}

fn way(
    tie: Tie,
    plan: &Plan,
    labels: &BTreeMap<MemberKey, Vec<String>>,
    drawn: &[Point],
) -> Option<Vec<Point>> {
    let (from, to) = (*plan.at.get(&tie.from)?, *plan.at.get(&tie.to)?);
    if (from.y - to.y).abs() < 1.0 {
        return Some(overhead(from, to, drawn));
    }
    let obstacles: Vec<Rect> = plan
        .at
        .iter()
        .flat_map(|(key, at)| {
            let own = *key == tie.from || *key == tie.to;
            let symbol = (!own).then(|| Rect::around(*at, SYMBOL + 10.0, SYMBOL + 10.0));
            symbol
                .into_iter()
                .chain(words(*at, labels.get(key).map(Vec::as_slice).unwrap_or_default()))
        })
        .collect();
    let bounds = bounds(plan);
    let ways = BENDS.iter().map(|bend| curve(from, to, *bend));
    ways.min_by(|a, b| cost(a, &obstacles, bounds, drawn).total_cmp(&cost(b, &obstacles, bounds, drawn)))
}

fn words(at: Point, lines: &[String]) -> Option<Rect> {
    let width = lines.iter().map(|line| em(line) * LETTERS).reduce(f64::max)?;
    let height = LINE * f64::from(u32::try_from(lines.len()).unwrap_or_default());
    let top = at.y + SYMBOL / 2.0 + 4.0;
    Some(Rect {
        left: at.x - width / 2.0 - 3.0,
        top,
        right: at.x + width / 2.0 + 3.0,
        bottom: top + height + 2.0,
    })
}

fn bounds(plan: &Plan) -> Rect {
    let xs = plan.at.values().map(|at| at.x);
    let left = xs.clone().reduce(f64::min).unwrap_or_default() - 60.0;
    let right = xs.reduce(f64::max).unwrap_or_default() + 60.0;
    let bottom = plan
        .rows
        .values()
        .map(|row| row.bottom)
        .reduce(f64::max)
        .unwrap_or_default();
    Rect {
        left,
        top: 4.0,
        right,
        bottom,
    }
}

// Over the heads, so that it neither lies on the couple's line nor crosses a neighbour.
fn overhead(a: Point, b: Point, drawn: &[Point]) -> Vec<Point> {
    let (left, right) = if a.x < b.x { (a, b) } else { (b, a) };
    let head = left.y - SYMBOL / 2.0;
    let taken = drawn.iter().any(|point| (point.y - (head - 10.0)).abs() < 1.0);
    let y = if taken { head - 17.0 } else { head - 10.0 };
    let (from, to) = (left.x + 14.0, right.x - 14.0);
    [(from, head), (from, y), (to, y), (to, head)]
        .map(|(x, y)| Point::at(x, y))
        .to_vec()
}

// A bent line from symbol to symbol, as short straight pieces.
fn curve(from: Point, to: Point, bend: f64) -> Vec<Point> {
    let Some(along) = tie::direction(from, to) else {
        return vec![];
    };
    let middle = Point::at(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
    let pull = Point::at(middle.x - along.y * bend * 2.0, middle.y + along.x * bend * 2.0);
    let at = |piece: u32| {
        let t = f64::from(piece) / f64::from(PIECES);
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        Point::at(
            a * from.x + b * pull.x + c * to.x,
            a * from.y + b * pull.y + c * to.y,
        )
    };
    let outside = |point: &Point| far(*point, from, REACH) && far(*point, to, REACH);
    (0..=PIECES).map(at).filter(outside).collect()
}

fn far(a: Point, b: Point, reach: f64) -> bool {
    (a.x - b.x).hypot(a.y - b.y) >= reach
}

fn cost(way: &[Point], obstacles: &[Rect], bounds: Rect, drawn: &[Point]) -> f64 {
    let inside = |point: &Point, rect: &Rect| {
        point.x > rect.left && point.x < rect.right && point.y > rect.top && point.y < rect.bottom
    };
    let each = way.iter().map(|point| {
        let hit = obstacles.iter().any(|rect| inside(point, rect));
        let close = drawn.iter().any(|other| !far(*point, *other, 9.0));
        let away = !inside(point, &bounds);
        [(hit, 10.0), (close, 3.0), (away, 100.0)]
            .iter()
            .filter(|(so, _)| *so)
            .map(|(_, cost)| cost)
            .sum::<f64>()
    });
    let length: f64 = way
        .windows(2)
        .map(|pair| {
            if let [a, b] = pair {
                (a.x - b.x).hypot(a.y - b.y)
            } else {
                0.0
            }
        })
        .sum();
    each.sum::<f64>() + length / 40.0
}
