//! 凡例. Explains the signs that are in use and that a reader may not know.

use bansou_domain::family::{ChildKind, TieKind, UnionKind};

use super::kin::Kin;
use super::paint::{ADOPTED, COMMON_LAW, FOSTER, HOUSEHOLD, star};
use crate::drawing::label::em;
use crate::drawing::svg::{Letters, Point, Stroke, Svg};
use crate::drawing::tie;

const SIZE: f64 = 11.0;
const LINE: f64 = 16.0;
const SAMPLE: f64 = 26.0;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Star { filled: bool },
    Line(Stroke),
    Tie(TieKind),
}

/// Draws the legend from `at` downwards, at most `width` wide, and returns its height.
pub(super) fn draw(svg: &mut Svg, kin: &Kin, household: bool, at: Point, width: f64) -> f64 {
    let signs = signs(kin, household);
    let (mut x, mut y) = (0.0, 0.0);
    for (sign, words) in &signs {
        let length = SAMPLE + 4.0 + em(words) * SIZE + 14.0;
        if x > 0.0 && x + length > width {
            (x, y) = (0.0, y + LINE);
        }
        let corner = Point::at(at.x + x, at.y + y);
        sample(svg, *sign, corner);
        svg.text(
            Point::at(corner.x + SAMPLE + 4.0, corner.y + 12.0),
            Letters::from_left(SIZE),
            words,
        );
        x += length;
    }
    if signs.is_empty() { 0.0 } else { y + LINE }
}

fn sample(svg: &mut Svg, sign: Sign, at: Point) {
    let from = Point::at(at.x + 2.0, at.y + 8.5);
    let to = Point::at(at.x + SAMPLE - 2.0, at.y + 8.5);
    match sign {
        Sign::Star { filled } => star(svg, Point::at(at.x + SAMPLE - 10.0, at.y + 8.5), filled),
        Sign::Line(stroke) => svg.line(from, to, stroke),
        Sign::Tie(kind) => tie::draw(svg, &[from, to], kind),
    }
}

fn signs(kin: &Kin, household: bool) -> Vec<(Sign, &'static str)> {
    let members = &kin.map.members;
    let child = |kind| kin.map.children.iter().any(|link| link.kind == kind);
    let mut signs = Vec::new();
    let mut add = |used: bool, sign, words| {
        if used {
            signs.push((sign, words));
        }
    };
    add(household, Sign::Line(HOUSEHOLD), "同居");
    add(
        members.iter().any(|member| member.main_carer),
        Sign::Star { filled: false },
        "主な介護者",
    );
    add(
        members.iter().any(|member| member.key_person),
        Sign::Star { filled: true },
        "キーパーソン",
    );
    add(
        kin.couples
            .iter()
            .any(|couple| couple.kind == UnionKind::CommonLaw),
        Sign::Line(COMMON_LAW),
        "内縁",
    );
    add(child(ChildKind::Adopted), Sign::Line(ADOPTED), "養子");
    add(child(ChildKind::Foster), Sign::Line(FOSTER), "里子");
    for kind in TieKind::ALL {
        add(
            kin.map.ties.iter().any(|tie| tie.kind == *kind),
            Sign::Tie(*kind),
            kind.label(),
        );
    }
    signs
}
