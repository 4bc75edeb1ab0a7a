//! The week as a table of half hours, with the blocks in their lanes.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::week::{
    Block, BlockKey, Marked, Minutes, Placed, Slot, State, Week, Weekday, Weekdays, layout, redline,
};
use jiff::civil::Date;

use super::fields::rows;
use crate::form::{Fields, Typed};

const SLOT: u16 = 30;
/// Beyond this many blocks at one time the screen lays them over one another; the list still names each.
const LANES: usize = 3;

/// The grid. Blocks of an editor are buttons; blocks of a page to read are not.
#[derive(Template)]
#[template(path = "week/grid.html")]
pub(crate) struct Grid {
    rows: Vec<Half>,
    moves: bool,
}

impl HtmlSafe for Grid {}

struct Half {
    slot: u16,
    hour: String,
    days: Vec<Vec<Shown>>,
}

struct Shown {
    row: u32,
    day: usize,
    kind: &'static str,
    mark: &'static str,
    halves: u16,
    lane: usize,
    lanes: usize,
    off: bool,
    more: bool,
    /// Said before the words for those who do not see the column.
    weekday: &'static str,
    time: String,
    what: String,
    provider: String,
}

impl Grid {
    /// The week as it is.
    pub(crate) fn of(week: &Week) -> Self {
        Self::new(&redline(week, week), false)
    }

    /// The later week, with what differs from the earlier one marked.
    pub(crate) fn redlined(before: &Week, after: &Week) -> Self {
        Self::new(&redline(before, after), false)
    }

    /// What a form holds now; rows that cannot be read yet are left out.
    pub(super) fn typed(typed: &Typed, part: &str) -> Self {
        // No date is read from a week, so the day does not matter here.
        let mut fields = Fields::new(typed, Date::constant(2000, 1, 1));
        let key = |number| u32::try_from(number).map_or(BlockKey(0), BlockKey);
        let blocks = rows(&mut fields, part).into_iter().map(|row| Block {
            id: key(row.number),
            ..row.block
        });
        let week = Week {
            blocks: blocks.collect(),
            ..Week::default()
        };
        Self::new(&redline(&week, &week), true)
    }

    fn new(marked: &[Marked], moves: bool) -> Self {
        let mut rows: Vec<Half> = (0..44).map(Half::empty).collect();
        for (placed, marked) in placed(marked) {
            let slot = usize::from(placed.from.since_begin() / SLOT);
            let day = marked.day as usize;
            if let Some(cell) = rows.get_mut(slot).and_then(|half| half.days.get_mut(day)) {
                cell.push(Shown::new(placed, marked));
            }
        }
        Self { rows, moves }
    }
}

/// Lays the blocks of a comparison out; a removed block keeps a lane of its own.
pub(super) fn placed(marked: &[Marked]) -> Vec<(Placed, &Marked)> {
    let week = Week {
        blocks: marked.iter().map(alone).collect(),
        ..Week::default()
    };
    let placed = layout(&week).into_iter();
    placed
        .filter_map(|placed| Some((placed, marked.get(placed.block)?)))
        .collect()
}

fn alone(marked: &Marked) -> Block {
    let slot = marked.slot.clone();
    Block {
        id: marked.key,
        days: Weekdays::default().with(marked.day),
        from: slot.from,
        to: slot.to,
        what: slot.what,
        provider: slot.provider,
        kind: slot.kind,
    }
}

impl Half {
    fn empty(slot: u16) -> Self {
        let at = Minutes::after_begin(slot * SLOT).unwrap_or(Minutes::SHEET_BEGIN);
        Self {
            slot,
            hour: if slot.is_multiple_of(2) {
                at.on_the_wall()
            } else {
                String::new()
            },
            days: Weekday::ALL.iter().map(|_| Vec::new()).collect(),
        }
    }
}

impl Shown {
    fn new(placed: Placed, marked: &Marked) -> Self {
        let slot = &marked.slot;
        let length = placed.to.since_begin().saturating_sub(placed.from.since_begin());
        Self {
            row: marked.key.0,
            day: marked.day as usize,
            kind: slot.kind.code(),
            mark: mark(&marked.state),
            halves: (length / SLOT).max(1),
            lane: placed.lane.min(LANES - 1),
            lanes: placed.lanes.min(LANES),
            off: placed.from.since_begin() % SLOT >= SLOT / 2,
            more: length > SLOT && length % SLOT >= SLOT / 2,
            weekday: marked.day.label(),
            time: times(slot),
            what: slot.what.clone(),
            provider: slot.provider.clone(),
        }
    }
}

fn mark(state: &State) -> &'static str {
    match state {
        State::Same => "",
        State::Added => "added",
        State::Removed => "removed",
        State::Changed { .. } => "changed",
    }
}

pub(super) fn times(slot: &Slot) -> String {
    format!("{}～{}", slot.from, slot.to)
}

/// 朱書き as words: one line for each difference, equal to the marks of the grid.
#[derive(Template)]
#[template(path = "week/redline.html")]
pub(crate) struct Redline {
    lines: Vec<Line>,
}

impl HtmlSafe for Redline {}

struct Line {
    day: &'static str,
    word: &'static str,
    was: String,
    now: String,
}

impl Redline {
    /// The differences between two weeks.
    pub(crate) fn of(before: &Week, after: &Week) -> Self {
        let marked = redline(before, after);
        let changed = marked.iter().filter(|marked| marked.state != State::Same);
        Self {
            lines: changed.map(Line::new).collect(),
        }
    }

    /// Whether the weeks are the same.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl Line {
    fn new(marked: &Marked) -> Self {
        let said = |slot: &Slot| {
            format!("{} {} {}", times(slot), slot.what, slot.provider)
                .trim_end()
                .to_owned()
        };
        let (was, now) = match &marked.state {
            State::Same => (String::new(), String::new()),
            State::Added => (String::new(), said(&marked.slot)),
            State::Removed => (said(&marked.slot), String::new()),
            State::Changed { was } => (said(was), said(&marked.slot)),
        };
        Self {
            day: marked.day.column(),
            word: marked.state.word(),
            was,
            now,
        }
    }
}
