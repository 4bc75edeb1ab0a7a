//! The week as the blocks of a paper.

use bansou_documents::form::{BlockKind as Frame, Mark, MarkKind, WeekBlock};
use bansou_domain::week::{BlockKind, Marked, Minutes, Placed, State, Week, redline};

use super::grid::{placed, times};

const SHEET_BEGIN: u16 = 6 * 60;

/// The blocks of a week.
pub(crate) fn blocks(week: &Week) -> Vec<WeekBlock> {
    redlined_blocks(week, week, |_| String::new())
}

/// The blocks of the later week with what differs from the earlier one in red; `word` is printed with each mark.
pub(crate) fn redlined_blocks(
    before: &Week,
    after: &Week,
    word: impl Fn(&Marked) -> String,
) -> Vec<WeekBlock> {
    placed(&redline(before, after))
        .into_iter()
        .map(|(placed, marked)| block(placed, marked, &word))
        .collect()
}

fn block(placed: Placed, marked: &Marked, word: &impl Fn(&Marked) -> String) -> WeekBlock {
    let small = |lane: usize| u8::try_from(lane).unwrap_or(u8::MAX);
    WeekBlock {
        day: marked.day as u8,
        from_minute: minute(placed.from),
        to_minute: minute(placed.to),
        lane: small(placed.lane),
        lanes: small(placed.lanes),
        time: times(&marked.slot),
        text: marked.slot.what.clone(),
        provider: marked.slot.provider.clone(),
        kind: frame(marked.slot.kind),
        mark: mark(&marked.state).map(|kind| Mark {
            kind,
            word: word(marked),
        }),
    }
}

fn minute(time: Minutes) -> u16 {
    SHEET_BEGIN + time.since_begin()
}

fn frame(kind: BlockKind) -> Frame {
    match kind {
        BlockKind::Own => Frame::Own,
        BlockKind::Service => Frame::Service,
        BlockKind::Informal => Frame::Informal,
        BlockKind::Family => Frame::Family,
    }
}

fn mark(state: &State) -> Option<MarkKind> {
    match state {
        State::Same => None,
        State::Added => Some(MarkKind::Added),
        State::Removed => Some(MarkKind::Removed),
        State::Changed { .. } => Some(MarkKind::Changed),
    }
}
