//! つながりの線. The line styles both drawings share.

use bansou_domain::family::TieKind;

use super::svg::{INK, Point, Stroke, Svg};

/// Draws a tie along `points` in the style of its kind.
pub(super) fn draw(svg: &mut Svg, points: &[Point], kind: TieKind) {
    match kind {
        TieKind::Strong => svg.path(points, Stroke::solid(4.5)),
        TieKind::Normal => svg.path(points, Stroke::solid(1.2)),
        TieKind::Weak => svg.path(points, Stroke::dashed(1.5, "2 4")),
        TieKind::Strained => svg.path(&jagged(points), Stroke::solid(1.4)),
        TieKind::CutOff => {
            svg.path(points, Stroke::solid(1.2));
            bars(svg, points);
        }
    }
}

/// Draws the head of an arrow whose tip is at `tip`, coming from `from`.
pub(super) fn arrow(svg: &mut Svg, from: Point, tip: Point) {
    let Some(along) = direction(from, tip) else { return };
    let back = Point::at(tip.x - along.x * 11.0, tip.y - along.y * 11.0);
    let left = Point::at(back.x - along.y * 5.0, back.y + along.x * 5.0);
    let right = Point::at(back.x + along.y * 5.0, back.y - along.x * 5.0);
    svg.polygon(&[tip, left, right], INK, Stroke::solid(1.0));
}

/// The unit step from one point towards another.
pub(super) fn direction(from: Point, to: Point) -> Option<Point> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    (length > 0.01).then(|| Point::at(dx / length, dy / length))
}

/// Teeth along the whole run, so that a bent line is as jagged as a straight one.
fn jagged(points: &[Point]) -> Vec<Point> {
    const STEP: f64 = 6.0;
    const HEIGHT: f64 = 4.5;
    let mut teeth: Vec<Point> = points.first().copied().into_iter().collect();
    let (mut next, mut side) = (STEP, HEIGHT);
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let Some(along) = direction(*from, *to) else {
            continue;
        };
        let length = (to.x - from.x).hypot(to.y - from.y);
        while next < length {
            let (x, y) = (from.x + along.x * next, from.y + along.y * next);
            teeth.push(Point::at(x - along.y * side, y + along.x * side));
            (next, side) = (next + STEP, -side);
        }
        next -= length;
    }
    // The last tooth would end in a hook right before the tip.
    if teeth.len() > 2 {
        teeth.pop();
    }
    teeth.extend(points.last());
    teeth
}

// Two bars across the middle: the line is cut.
fn bars(svg: &mut Svg, points: &[Point]) {
    let length = |pair: &[Point]| match pair {
        [a, b] => (b.x - a.x).hypot(b.y - a.y),
        _ => 0.0,
    };
    let mut left = points.windows(2).map(length).sum::<f64>() / 2.0;
    let middle = points.windows(2).find(|pair| {
        left -= length(pair);
        left <= 0.0
    });
    let Some([from, to]) = middle else { return };
    let Some(along) = direction(*from, *to) else {
        return;
    };
    for shift in [left - 3.0, left + 3.0] {
        let (x, y) = (to.x + along.x * shift, to.y + along.y * shift);
        let start = Point::at(x - along.y * 7.0, y + along.x * 7.0);
        let end = Point::at(x + along.y * 7.0, y - along.x * 7.0);
        svg.line(start, end, Stroke::solid(1.6));
    }
}
