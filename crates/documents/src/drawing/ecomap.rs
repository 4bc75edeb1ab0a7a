//! 社会関係図. The ecomap: the person in the middle, the people and bodies around them by field of life.

use std::f64::consts::{FRAC_PI_2, TAU};

use bansou_domain::family::{Direction, EcomapNode, FamilyMember, TieKind, around};
use jiff::civil::Date;

use super::label::{em, wrap};
use super::svg::{Letters, Point, Rect, SOFT, Stroke, Svg};
use super::tie;

/// 社会関係図の描き方. What the drawing shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EcomapOptions {
    /// The name of the drawing, read aloud before everything else.
    pub title: String,
    /// Whether the person's name stands in the middle.
    pub name: bool,
    /// Whether 役割 stands below each name.
    pub roles: bool,
}

impl Default for EcomapOptions {
    fn default() -> Self {
        Self {
            title: "社会関係図".to_owned(),
            name: true,
            roles: true,
        }
    }
}

/// Draws the person and everyone around them as they stand on `on`.
#[must_use]
pub fn ecomap_svg(person: &FamilyMember, nodes: &[EcomapNode], on: Date, options: &EcomapOptions) -> String {
    let mut shown: Vec<EcomapNode> = nodes.to_vec();
    // The order of the fields is the order of the sectors, clockwise from the top.
    shown.sort_by_key(|node| node.field);
    if !options.roles {
        for node in &mut shown {
            node.role.clear();
        }
    }
    let boxes = place(&shown);
    let mut svg = Svg::default();
    let (origin, width, height) = frame(&boxes);
    for (node, placed) in shown.iter().zip(&boxes) {
        connect(&mut svg, node, &placed.moved(origin), origin);
    }
    centre(&mut svg, person, origin, on, options);
    for placed in &boxes {
        placed.moved(origin).draw(&mut svg);
    }
    let legend = legend(&mut svg, &shown, height, width);
    svg.finish(width, height + legend, &options.title, &around(&shown).join("。"))
}

const RADIUS: f64 = 44.0;
const MARGIN: f64 = 14.0;
const BOX: f64 = 126.0;
const NAME: f64 = 13.0;
const SMALL: f64 = 11.0;

/// One node with its words broken into lines.
#[derive(Debug, Clone)]
struct Placed {
    rect: Rect,
    lines: Vec<(String, Letters)>,
}

impl Placed {
    fn new(node: &EcomapNode) -> Self {
        let inner = BOX - 14.0;
        let mut lines = vec![(
            node.field.label().to_owned(),
            Letters::centred(10.0).in_colour(SOFT),
        )];
        lines.extend(
            wrap(&node.who, inner / NAME, 3)
                .into_iter()
                .map(|line| (line, Letters::centred(NAME))),
        );
        for (words, most) in [(&node.role, 3), (&node.since, 2)] {
            let small = wrap(words, inner / SMALL, most).into_iter();
            lines.extend(small.map(|line| (line, Letters::centred(SMALL))));
        }
        let height = lines.iter().map(|(_, letters)| leading(*letters)).sum::<f64>() + 10.0;
        Self {
            rect: Rect::around(Point::at(0.0, 0.0), BOX, height),
            lines,
        }
    }

    fn middle(&self) -> Point {
        Point {
            x: f64::midpoint(self.rect.left, self.rect.right),
            y: f64::midpoint(self.rect.top, self.rect.bottom),
        }
    }

    fn height(&self) -> f64 {
        self.rect.bottom - self.rect.top
    }

    fn at(&self, middle: Point) -> Self {
        Self {
            rect: Rect::around(middle, BOX, self.height()),
            lines: self.lines.clone(),
        }
    }

    fn moved(&self, by: Point) -> Self {
        let middle = self.middle();
        self.at(Point::at(middle.x + by.x, middle.y + by.y))
    }

    fn draw(&self, svg: &mut Svg) {
        svg.rect(self.rect, 10.0, "#ffffff", Stroke::solid(1.2));
        let x = self.middle().x;
        let mut y = self.rect.top + 5.0;
        for (line, letters) in &self.lines {
            y += leading(*letters);
            svg.text(Point::at(x, y - leading(*letters) * 0.22), *letters, line);
        }
    }
}

fn leading(letters: Letters) -> f64 {
    letters.size * 1.3
}

/// Gives every node a direction, then the nearest place in it that is free of other nodes and other lines.
fn place(nodes: &[EcomapNode]) -> Vec<Placed> {
    let boxes: Vec<Placed> = nodes.iter().map(Placed::new).collect();
    let tallest = boxes.iter().map(Placed::height).fold(40.0, f64::max);
    let rays = rays(nodes, tallest);
    let mut placed: Vec<Placed> = Vec::new();
    for (index, (node, ray)) in boxes.iter().zip(&rays).enumerate() {
        let others: Vec<Point> = rays
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, ray)| *ray)
            .collect();
        placed.push(nearest(node, *ray, &others, &placed));
    }
    placed
}

// Directions as points on the unit circle, spread so that wide boxes get wide angles:
// even on an ellipse as wide against its height as a box is. Fields keep a little air between them.
fn rays(nodes: &[EcomapNode], tallest: f64) -> Vec<Point> {
    const AIR: f64 = 0.35;
    let mut at = 0.0;
    let mut steps = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| nodes.get(before));
        if let Some(before) = before {
            at += if before.field == node.field {
                1.0
            } else {
                1.0 + AIR
            };
        }
        steps.push(at);
    }
    let round = at + 1.0 + AIR;
    let (wide, high) = (BOX + 16.0, tallest + 16.0);
    steps
        .into_iter()
        .map(|step| {
            let angle = TAU * step / round - FRAC_PI_2;
            let (x, y) = (angle.cos() * wide, angle.sin() * high);
            Point::at(x / x.hypot(y), y / x.hypot(y))
        })
        .collect()
}

fn nearest(node: &Placed, ray: Point, others: &[Point], placed: &[Placed]) -> Placed {
    let mut distance = RADIUS + 40.0;
    loop {
        let candidate = node.at(Point::at(ray.x * distance, ray.y * distance));
        let room = candidate.rect.grown(8.0);
        let clear = !near_centre(room)
            && placed.iter().all(|other| !other.rect.meets(room))
            && others.iter().all(|ray| !crosses(*ray, room));
        // Far out no line of another node can reach, so the search always ends;
        // nodes in one and the same direction end it by standing behind each other.
        if clear || distance > 4000.0 {
            return candidate;
        }
        distance += 4.0;
    }
}

fn near_centre(rect: Rect) -> bool {
    let x = 0.0_f64.clamp(rect.left, rect.right);
    let y = 0.0_f64.clamp(rect.top, rect.bottom);
    x.hypot(y) < RADIUS + 38.0
}

/// Whether the line from the middle in the direction of `ray` meets `rect`.
fn crosses(ray: Point, rect: Rect) -> bool {
    let span = |along: f64, low: f64, high: f64| {
        if along.abs() < 1e-9 {
            if low < 0.0 && high > 0.0 {
                (f64::MIN, f64::MAX)
            } else {
                (f64::MAX, f64::MIN)
            }
        } else {
            let (a, b) = (low / along, high / along);
            (a.min(b), a.max(b))
        }
    };
    let (enter_x, leave_x) = span(ray.x, rect.left, rect.right);
    let (enter_y, leave_y) = span(ray.y, rect.top, rect.bottom);
    let (enter, leave) = (enter_x.max(enter_y), leave_x.min(leave_y));
    enter < leave && leave > 0.0
}

fn frame(boxes: &[Placed]) -> (Point, f64, f64) {
    let centre = Rect::around(Point::at(0.0, 0.0), RADIUS * 2.0, RADIUS * 2.0);
    let all = boxes
        .iter()
        .map(|placed| placed.rect)
        .fold(centre, |all, rect| Rect {
            left: all.left.min(rect.left),
            top: all.top.min(rect.top),
            right: all.right.max(rect.right),
            bottom: all.bottom.max(rect.bottom),
        });
    let all = all.grown(MARGIN);
    let origin = Point::at(-all.left, -all.top);
    (origin, all.right - all.left, all.bottom - all.top)
}

fn centre(svg: &mut Svg, person: &FamilyMember, at: Point, on: Date, options: &EcomapOptions) {
    svg.circle(at, RADIUS, "#ffffff", Stroke::solid(1.6));
    svg.circle(at, RADIUS - 4.0, "#ffffff", Stroke::solid(1.6));
    let mut lines = vec!["本人".to_owned()];
    if options.name {
        lines.extend(wrap(&person.name, 5.4, 2));
    }
    lines.extend(person.age_on(on).map(|age| format!("{age}歳")));
    let count = f64::from(u32::try_from(lines.len()).unwrap_or(1));
    for (line, place) in lines.iter().zip(0u32..) {
        let y = at.y + (f64::from(place) - (count - 1.0) / 2.0) * 16.0 + 4.5;
        svg.text(Point::at(at.x, y), Letters::centred(13.0), line);
    }
}

/// Draws the tie from the edge of the circle to the edge of the box, with its arrows.
fn connect(svg: &mut Svg, node: &EcomapNode, placed: &Placed, centre: Point) {
    let Some(ray) = tie::direction(centre, placed.middle()) else {
        return;
    };
    let start = Point::at(
        centre.x + ray.x * (RADIUS + 2.0),
        centre.y + ray.y * (RADIUS + 2.0),
    );
    let end = edge(centre, ray, placed.rect.grown(2.0));
    let to_person = matches!(node.direction, Some(Direction::Both | Direction::ToPerson));
    let from_person = matches!(node.direction, Some(Direction::Both | Direction::FromPerson));
    // The line stops short of an arrow's tip, or a thick one would blunt it.
    let back = |at: Point, by: f64| Point::at(at.x + ray.x * by, at.y + ray.y * by);
    let line = [
        if to_person { back(start, 9.0) } else { start },
        if from_person { back(end, -9.0) } else { end },
    ];
    tie::draw(svg, &line, node.tie);
    if to_person {
        tie::arrow(svg, end, start);
    }
    if from_person {
        tie::arrow(svg, start, end);
    }
}

// Where the line from `centre` first meets the box.
fn edge(centre: Point, ray: Point, rect: Rect) -> Point {
    let near = |along: f64, from: f64, low: f64, high: f64| {
        if along.abs() < 1e-9 {
            f64::MIN
        } else {
            ((low - from) / along).min((high - from) / along)
        }
    };
    let distance =
        near(ray.x, centre.x, rect.left, rect.right).max(near(ray.y, centre.y, rect.top, rect.bottom));
    Point {
        x: centre.x + ray.x * distance,
        y: centre.y + ray.y * distance,
    }
}

fn legend(svg: &mut Svg, nodes: &[EcomapNode], top: f64, width: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, top);
    for kind in TieKind::ALL {
        if !nodes.iter().any(|node| node.tie == *kind) {
            continue;
        }
        let length = 34.0 + em(kind.label()) * SMALL + 14.0;
        if x > MARGIN && x + length > width - MARGIN {
            (x, y) = (MARGIN, y + 16.0);
        }
        let middle = y + 4.5;
        tie::draw(svg, &[Point::at(x, middle), Point::at(x + 28.0, middle)], *kind);
        svg.text(
            Point::at(x + 34.0, y + 8.0),
            Letters::from_left(SMALL),
            kind.label(),
        );
        x += length;
    }
    if nodes.is_empty() { 0.0 } else { y + 16.0 - top }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::drawing::measure::{assert_plain, assert_readable, boxes, texts};
    use crate::drawing::samples::{adult, around_adult, around_child, crowd, node, today};
    use bansou_domain::family::Field;

    fn draw(nodes: &[EcomapNode]) -> String {
        let map = adult();
        ecomap_svg(&map.members[0], nodes, today(), &EcomapOptions::default())
    }

    fn assert_apart(svg: &str) {
        assert_readable(svg);
        let boxes = boxes(svg);
        for (index, one) in boxes.iter().enumerate() {
            assert!(
                boxes[index + 1..].iter().all(|other| !one.meets(*other)),
                "two boxes meet\n{svg}"
            );
        }
    }

    #[test]
    fn one_supporter_is_drawn_line_by_line() {
        let nodes = [EcomapNode {
            direction: Some(Direction::ToPerson),
            ..node("見本クリニック", Field::Medical, TieKind::Normal, "精神科")
        }];
        insta::assert_snapshot!(draw(&nodes), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 154 236" width="154" height="236" font-family="'BIZ UDPGothic', 'BIZ UDPゴシック', sans-serif">
        <title>社会関係図</title>
        <desc>医療 見本クリニック 精神科 つながり：普通 本人へ</desc>
        <polyline points="77,106.1 77,70.2" fill="none" stroke="#1a1a1a" stroke-width="1.2"/>
        <polygon points="77,115.1 72,104.1 82,104.1" fill="#1a1a1a" stroke-linejoin="round" stroke="#1a1a1a" stroke-width="1"/>
        <circle cx="77" cy="161.1" r="44" fill="#ffffff" stroke="#1a1a1a" stroke-width="1.6"/>
        <circle cx="77" cy="161.1" r="40" fill="#ffffff" stroke="#1a1a1a" stroke-width="1.6"/>
        <text x="77" y="149.6" font-size="13" text-anchor="middle" fill="#1a1a1a">本人</text>
        <text x="77" y="165.6" font-size="13" text-anchor="middle" fill="#1a1a1a">見本 陽介</text>
        <text x="77" y="181.6" font-size="13" text-anchor="middle" fill="#1a1a1a">25歳</text>
        <rect x="14" y="14" width="126" height="54.2" rx="10" fill="#ffffff" stroke="#1a1a1a" stroke-width="1.2"/>
        <text x="77" y="29.1" font-size="10" text-anchor="middle" fill="#555555">医療</text>
        <text x="77" y="45.2" font-size="13" text-anchor="middle" fill="#1a1a1a">見本クリニック</text>
        <text x="77" y="60.1" font-size="11" text-anchor="middle" fill="#1a1a1a">精神科</text>
        <polyline points="14,223.6 42,223.6" fill="none" stroke="#1a1a1a" stroke-width="1.2"/>
        <text x="48" y="227.1" font-size="11" text-anchor="start" fill="#1a1a1a">普通</text>
        </svg>
        "##);
    }

    #[test]
    fn fields_follow_each_other_clockwise() {
        let words: Vec<_> = texts(&draw(&around_adult()))
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        insta::assert_snapshot!(words.join("｜"), @"本人｜見本 陽介｜25歳｜家族｜姉｜年2回帰省｜医療｜見本クリニック｜精神科 4週に1回｜地域・近隣｜図書館の司書｜居場所｜地域・近隣｜母の友人（隣家）｜強い｜普通｜弱い");
    }

    #[test]
    fn nothing_overlaps_up_to_twenty_supporters_and_beyond() {
        for count in 0..=26 {
            assert_apart(&draw(&crowd(count)));
        }
        assert_apart(&draw(&around_child()));
    }

    #[test]
    fn no_line_runs_through_another_box() {
        for count in 1..=20 {
            let boxes = place(&crowd(count));
            for one in &boxes {
                let ray = tie::direction(Point::at(0.0, 0.0), one.middle()).unwrap();
                let hit = boxes
                    .iter()
                    .filter(|other| other.middle() != one.middle() && crosses(ray, other.rect));
                assert_eq!(hit.count(), 0, "{count}");
            }
        }
    }

    #[test]
    fn what_is_left_out_is_not_told_either() {
        let options = EcomapOptions {
            name: false,
            roles: false,
            ..EcomapOptions::default()
        };
        let svg = ecomap_svg(&adult().members[0], &around_adult(), today(), &options);
        assert!(!svg.contains("陽介") && !svg.contains("精神科"));
    }

    #[test]
    fn names_are_text_whatever_they_hold() {
        let hostile = "</text><script>alert(1)</script><a href='x'>\u{0}\u{202e}";
        let nodes = [node(hostile, Field::Other, TieKind::Strained, hostile)];
        assert_plain(&draw(&nodes));
    }

    fn any_node() -> impl Strategy<Value = EcomapNode> {
        let field = prop::sample::select(Field::ALL.to_vec());
        let tie = prop::sample::select(TieKind::ALL.to_vec());
        (field, tie, "[あ-ん ー、（）亜-煕a-zA-Z]{0,40}", "[ア-ンW]{0,30}").prop_map(
            |(field, tie, who, role)| EcomapNode {
                since: role.clone(),
                ..node(&who, field, tie, &role)
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn any_surroundings_are_readable(nodes in prop::collection::vec(any_node(), 0..=20)) {
            assert_apart(&draw(&nodes));
        }
    }
}
