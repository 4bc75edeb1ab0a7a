//! 同居の囲み. The outline around those who live together, and around nobody else.

use std::fmt::Write as _;

use crate::drawing::svg::{Point, Rect, short};

/// One member's cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The row from the top.
    pub(super) row: usize,
    pub(super) rect: Rect,
    pub(super) together: bool,
}

// Room for a corridor between two pieces of a household.
const WAY: f64 = 10.0;

/// Returns the outline as SVG path data; nothing when fewer than two live together.
pub(super) fn outline(cells: &[Cell]) -> Option<String> {
    if cells.iter().filter(|cell| cell.together).count() < 2 {
        return None;
    }
    let loops = trace(&area(cells));
    Some(
        loops
            .iter()
            .map(|corners| rounded(corners))
            .collect::<Vec<_>>()
            .join(" "),
    )
}

fn area(cells: &[Cell]) -> Vec<Rect> {
    let runs = flush(runs(cells));
    let mut area: Vec<Rect> = runs.iter().map(|run| run.rect).collect();
    area.extend(joined(cells, &runs));
    area
}

// Edges of neighbouring rows that almost line up are made one line. Cells stand further
// apart than twice this, so nobody else is touched.
const FLUSH: f64 = 6.0;

fn flush(mut runs: Vec<Run>) -> Vec<Run> {
    let before = runs.clone();
    for run in &mut runs {
        for other in before.iter().filter(|other| other.row.abs_diff(run.row) == 1) {
            if (other.rect.left - run.rect.left).abs() <= FLUSH {
                run.rect.left = run.rect.left.min(other.rect.left);
            }
            if (other.rect.right - run.rect.right).abs() <= FLUSH {
                run.rect.right = run.rect.right.max(other.rect.right);
            }
        }
    }
    runs
}

/// Neighbours of one row who live together, with nobody else between them.
#[derive(Debug, Clone, Copy)]
struct Run {
    row: usize,
    rect: Rect,
}

fn runs(cells: &[Cell]) -> Vec<Run> {
    let mut sorted: Vec<&Cell> = cells.iter().collect();
    sorted.sort_by(|a, b| a.row.cmp(&b.row).then(a.rect.left.total_cmp(&b.rect.left)));
    let mut runs: Vec<Run> = Vec::new();
    let mut open = None;
    for cell in sorted {
        match runs.last_mut() {
            Some(run) if cell.together && open == Some(cell.row) => run.rect.right = cell.rect.right,
            _ if cell.together => runs.push(Run {
                row: cell.row,
                rect: cell.rect,
            }),
            _ => {}
        }
        open = cell.together.then_some(cell.row);
    }
    runs
}

/// The pieces between the runs that make them one area.
fn joined(cells: &[Cell], runs: &[Run]) -> Vec<Rect> {
    let mut group: Vec<usize> = (0..runs.len()).collect();
    let mut area = Vec::new();
    let mut pairs: Vec<(usize, usize)> = (0..runs.len())
        .flat_map(|a| (a + 1..runs.len()).map(move |b| (a, b)))
        .collect();
    pairs.sort_by(|a, b| distance(runs, *a).total_cmp(&distance(runs, *b)));
    for (a, b) in pairs {
        let (Some(one), Some(other)) = (runs.get(a), runs.get(b)) else {
            continue;
        };
        let same = group.get(a) == group.get(b);
        if same && !over(one, other) {
            continue;
        }
        area.extend(way(cells, *one, *other));
        let (Some(&from), Some(&to)) = (group.get(b), group.get(a)) else {
            continue;
        };
        group.iter_mut().filter(|at| **at == from).for_each(|at| *at = to);
    }
    area
}

// Runs of neighbouring rows that stand over each other are always joined.
fn over(one: &Run, other: &Run) -> bool {
    other.row == one.row + 1 && one.rect.left < other.rect.right && other.rect.left < one.rect.right
}

fn distance(runs: &[Run], (a, b): (usize, usize)) -> f64 {
    let (Some(one), Some(other)) = (runs.get(a), runs.get(b)) else {
        return f64::MAX;
    };
    let aside = (other.rect.left - one.rect.right)
        .max(one.rect.left - other.rect.right)
        .max(0.0);
    let rows = f64::from(u32::try_from(one.row.abs_diff(other.row)).unwrap_or(u32::MAX));
    // Another row is nearer than the far side of the own one, but only just.
    aside + if rows > 1.0 { rows * 400.0 } else { rows }
}

fn way(cells: &[Cell], one: Run, other: Run) -> Vec<Rect> {
    let (upper, lower) = if one.row <= other.row {
        (one, other)
    } else {
        (other, one)
    };
    let below = upper.rect.bottom;
    if upper.row == lower.row {
        let (left, right) = if one.rect.left < other.rect.left {
            (one, other)
        } else {
            (other, one)
        };
        let (left, right) = (left.rect.right - WAY, right.rect.left + WAY);
        return vec![Rect {
            left,
            top: below,
            right,
            bottom: below + WAY,
        }];
    }
    let above = lower.rect.top;
    if over(&upper, &lower) {
        return vec![Rect {
            left: lower.rect.left,
            top: below,
            right: lower.rect.right,
            bottom: above,
        }];
    }
    let x = free(cells, upper, lower);
    let (from, to) = (nearest(upper.rect, x), nearest(lower.rect, x));
    let across = |a: f64, b: f64, top: f64| Rect {
        left: a.min(b) - WAY,
        top,
        right: a.max(b) + WAY,
        bottom: top + WAY,
    };
    vec![
        across(from, x, below),
        Rect {
            left: x - WAY,
            top: below,
            right: x + WAY,
            bottom: above,
        },
        across(to, x, above - WAY),
    ]
}

fn nearest(rect: Rect, x: f64) -> f64 {
    x.clamp(rect.left + WAY, rect.right - WAY)
}

// A column that passes the rows in between without touching anybody; always found beyond the last cell.
fn free(cells: &[Cell], upper: Run, lower: Run) -> f64 {
    let between: Vec<_> = cells
        .iter()
        .filter(|cell| cell.row > upper.row && cell.row < lower.row)
        .collect();
    let centre = f64::midpoint(lower.rect.left, lower.rect.right);
    let mut columns = vec![nearest(
        lower.rect,
        f64::midpoint(upper.rect.left, upper.rect.right),
    )];
    columns.extend(
        between
            .iter()
            .flat_map(|cell| [cell.rect.left - WAY - 1.0, cell.rect.right + WAY + 1.0]),
    );
    columns.retain(|x| {
        between
            .iter()
            .all(|cell| x + WAY <= cell.rect.left || x - WAY >= cell.rect.right)
    });
    columns.sort_by(|a, b| (a - centre).abs().total_cmp(&(b - centre).abs()));
    columns.first().copied().unwrap_or(centre)
}

type Corner = (i64, i64);

/// Walks around the union of the rectangles: every loop once, corners only.
fn trace(area: &[Rect]) -> Vec<Vec<Corner>> {
    let mut edges = edges(area);
    let mut loops = Vec::new();
    while let Some((start, next)) = edges.pop() {
        let mut corners = vec![start];
        let mut at = next;
        while at != start {
            corners.push(at);
            let Some(place) = edges.iter().position(|(from, _)| *from == at) else {
                break;
            };
            at = edges.remove(place).1;
        }
        loops.push(only_corners(&corners));
    }
    loops
}

// The border pieces of a raster made of all edges, each with the area on its right.
fn edges(area: &[Rect]) -> Vec<(Corner, Corner)> {
    let area: Vec<[i64; 4]> = area
        .iter()
        .map(|r| [r.left, r.top, r.right, r.bottom].map(tenth))
        .collect();
    let xs = steps(area.iter().flat_map(|[left, _, right, _]| [*left, *right]));
    let ys = steps(area.iter().flat_map(|[_, top, _, bottom]| [*top, *bottom]));
    let inside = |x: i64, y: i64| {
        area.iter()
            .any(|[l, t, r, b]| *l <= x && x < *r && *t <= y && y < *b)
    };
    let mut edges = Vec::new();
    for (y, below) in ys.iter().zip(ys.iter().skip(1)) {
        for (x, after) in xs.iter().zip(xs.iter().skip(1)) {
            if !inside(*x, *y) {
                continue;
            }
            let sides = [
                (inside(*x, y - 1), (*x, *y), (*after, *y)),
                (inside(*after, *y), (*after, *y), (*after, *below)),
                (inside(*x, *below), (*after, *below), (*x, *below)),
                (inside(x - 1, *y), (*x, *below), (*x, *y)),
            ];
            edges.extend(
                sides
                    .into_iter()
                    .filter(|(covered, ..)| !covered)
                    .map(|(_, from, to)| (from, to)),
            );
        }
    }
    edges
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a drawing is far smaller than the range of i64"
)]
fn tenth(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

fn steps(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut steps: Vec<_> = values.collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

fn only_corners(walk: &[Corner]) -> Vec<Corner> {
    let before = walk.iter().cycle().skip(walk.len().saturating_sub(1));
    let after = walk.iter().cycle().skip(1);
    let turns = walk
        .iter()
        .zip(before)
        .zip(after)
        .filter(|((at, before), after)| {
            let straight = (before.0 == at.0 && at.0 == after.0) || (before.1 == at.1 && at.1 == after.1);
            !straight
        });
    turns.map(|((at, _), _)| *at).collect()
}

fn rounded(corners: &[Corner]) -> String {
    let before = corners.iter().cycle().skip(corners.len().saturating_sub(1));
    let after = corners.iter().cycle().skip(1);
    let mut data = String::new();
    for ((at, before), after) in corners.iter().zip(before).zip(after) {
        let corner = point(*at);
        let (enter, leave) = (towards(*at, *before), towards(*at, *after));
        let command = if data.is_empty() { 'M' } else { 'L' };
        let points = [enter.x, enter.y, corner.x, corner.y, leave.x, leave.y].map(short);
        let [ex, ey, cx, cy, lx, ly] = points;
        // Writing into a String cannot fail.
        let _ = write!(data, "{command}{ex} {ey} Q{cx} {cy} {lx} {ly} ");
    }
    data.push('Z');
    data
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a drawing is far smaller than what f64 counts exactly"
)]
fn point((x, y): Corner) -> Point {
    Point {
        x: x as f64 / 10.0,
        y: y as f64 / 10.0,
    }
}

fn towards(from: Corner, to: Corner) -> Point {
    let (from, to) = (point(from), point(to));
    let length = (to.x - from.x).abs() + (to.y - from.y).abs();
    let part = 10.0_f64.min(length / 2.0) / length.max(0.1);
    Point {
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: usize, left: f64, together: bool) -> Cell {
        let top = f64::from(u32::try_from(row).unwrap()) * 100.0;
        Cell {
            row,
            rect: Rect {
                left,
                top,
                right: left + 50.0,
                bottom: top + 60.0,
            },
            together,
        }
    }

    fn loops(cells: &[Cell]) -> Vec<Vec<Corner>> {
        trace(&area(cells))
    }

    // Counts the crossings of a ray to the right: inside when odd.
    fn encloses(loops: &[Vec<Corner>], cell: &Cell) -> bool {
        let x = tenth(f64::midpoint(cell.rect.left, cell.rect.right));
        let y = tenth(f64::midpoint(cell.rect.top, cell.rect.bottom));
        let crossings = loops.iter().flat_map(|corners| {
            let after = corners.iter().cycle().skip(1);
            corners
                .iter()
                .zip(after)
                .filter(|(a, b)| a.0 == b.0 && a.0 > x && a.1.min(b.1) <= y && y < a.1.max(b.1))
        });
        crossings.count() % 2 == 1
    }

    #[test]
    fn only_those_who_live_together_are_enclosed_however_they_stand() {
        // Every way in which six people of three rows can live together or not.
        for mask in 0u32..64 {
            let places = [(0, 0.0), (0, 60.0), (1, 0.0), (1, 60.0), (1, 120.0), (2, 60.0)];
            let cells: Vec<_> = places
                .iter()
                .zip(0..)
                .map(|((row, left), bit)| cell(*row, *left, mask >> bit & 1 == 1))
                .collect();
            let loops = loops(&cells);
            for one in &cells {
                assert_eq!(encloses(&loops, one), one.together, "{mask:06b} {one:?}");
            }
        }
    }

    #[test]
    fn a_grandmother_and_a_grandchild_alone_share_one_line_past_the_parents() {
        let cells = [
            cell(0, 0.0, true),
            cell(1, 0.0, false),
            cell(1, 60.0, false),
            cell(2, 0.0, true),
        ];
        assert_eq!(loops(&cells).len(), 1);
    }

    #[test]
    fn someone_who_lives_alone_has_no_line() {
        assert_eq!(outline(&[cell(0, 0.0, true), cell(0, 60.0, false)]), None);
    }
}
