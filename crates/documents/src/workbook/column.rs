//! One set of sheet columns fine enough for every table of a paper.

use crate::form::{Form, Part, WeekGrid};

/// Edges of the sheet's columns, in millimetres.
pub(super) struct Columns(Vec<f64>);

/// Edges closer than this are one.
const SAME_MM: f64 = 1.5;

impl Columns {
    /// Collects the edges of all tables of a form.
    pub(super) fn of(form: &Form) -> Self {
        let width = form.page.width_mm();
        let mut edges: Vec<f64> = form
            .parts
            .iter()
            .flat_map(|part| match part {
                Part::Heading(_) => Vec::new(),
                Part::Table(table) => table.edges_mm(width),
                Part::Week(week) => week_edges(week, width),
            })
            .chain([0.0, width])
            .collect();
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|next, kept| *next - *kept < SAME_MM);
        Self(edges)
    }

    /// Widths of the columns.
    pub(super) fn widths_mm(&self) -> impl Iterator<Item = f64> {
        self.0.windows(2).map(|pair| match pair {
            [left, right] => right - left,
            _ => 0.0,
        })
    }

    /// The column that begins nearest to `mm`.
    pub(super) fn at(&self, mm: f64) -> u16 {
        let distance = |edge: &f64| (edge - mm).abs();
        let nearest = (0_u16..)
            .zip(&self.0)
            .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        nearest.map_or(0, |(index, _)| index)
    }

    /// The last column.
    pub(super) fn last(&self) -> u16 {
        u16::try_from(self.0.len().saturating_sub(2)).unwrap_or(u16::MAX)
    }
}

/// Width of the hours.
pub(super) const HOURS_MM: f64 = 12.0;

/// Width of the eighth column.
pub(super) const BESIDE_MM: f64 = 46.0;

/// Width of one day.
pub(super) fn day_mm(width: f64) -> f64 {
    (width - HOURS_MM - BESIDE_MM) / 7.0
}

/// The most lanes a day of the workbook is cut into.
const MOST_LANES: u8 = 8;

/// Columns a day needs so that each of its lanes gets whole ones.
pub(super) fn lanes(week: &WeekGrid, day: u8) -> u8 {
    let lanes = week.blocks.iter().filter(|block| block.day == day);
    lanes
        .map(|block| block.lanes.clamp(1, MOST_LANES))
        .fold(1, |common, lanes| least_common(common, lanes).min(MOST_LANES))
}

fn least_common(a: u8, b: u8) -> u8 {
    (1..=MOST_LANES)
        .map(|factor| a.saturating_mul(factor))
        .find(|multiple| multiple % b == 0)
        .unwrap_or(MOST_LANES)
}

fn week_edges(week: &WeekGrid, width: f64) -> Vec<f64> {
    let day = day_mm(width);
    let mut edges = vec![0.0, width - BESIDE_MM];
    for (index, left) in (0_u8..7).map(|index| (index, HOURS_MM + day * f64::from(index))) {
        let lanes = lanes(week, index);
        edges.extend((0..lanes).map(|lane| left + day * f64::from(lane) / f64::from(lanes)));
    }
    edges
}
