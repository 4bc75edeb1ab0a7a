//! 会議の板. What everybody in the room sees, made from the lines alone.

use super::{Conference, Line, LineKind, Reach, Reaction, Verdict};
use crate::id::LineId;

/// 板の1行. A line that stands, with what was said to it later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'l> {
    /// The key of the line.
    pub id: LineId,
    /// The line.
    pub line: &'l Line,
    /// 本人の反応. The newest.
    pub reaction: Option<Reaction>,
    /// 本人のことば. What the person said to it, in their own words.
    pub own_words: Vec<&'l str>,
    /// 見通し. The newest.
    pub reach: Option<Reach>,
    /// 合意. The newest.
    pub verdict: Option<Verdict>,
}

impl Entry<'_> {
    /// Whether anything was said to it.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.reaction.is_some()
            || !self.own_words.is_empty()
            || self.reach.is_some()
            || self.verdict.is_some()
    }
}

/// 会議の板.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board<'l> {
    /// いま話している人.
    pub speaking: Option<&'l str>,
    /// いまの議題, counted from 0.
    pub item: Option<usize>,
    /// The lines with words of their own, in the order they came.
    pub entries: Vec<Entry<'l>>,
    /// Who has had the floor.
    spoken: Vec<&'l str>,
    /// The change somebody turned to last.
    turned_to: Option<LineId>,
}

impl<'l> Board<'l> {
    /// Makes the board from the lines that are not struck, in the order they came.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = (LineId, &'l Line)>) -> Self {
        let mut board = Self::default();
        for (id, line) in lines {
            board.take(id, line);
        }
        board
    }

    fn take(&mut self, id: LineId, line: &'l Line) {
        match line.kind {
            LineKind::Turn => {
                self.speaking = Some(&line.speaker);
                self.spoken.push(&line.speaker);
            }
            LineKind::Item => self.item = line.value.parse().ok(),
            LineKind::Showing => self.turned_to = line.of,
            LineKind::Reaction | LineKind::Reach | LineKind::Verdict => self.mark(line),
            _ => {
                if line.kind == LineKind::Remark && !line.speaker.is_empty() {
                    self.speaking = Some(&line.speaker);
                }
                self.spoken.push(&line.speaker);
                self.entries.push(Entry {
                    id,
                    line,
                    reaction: None,
                    own_words: Vec::new(),
                    reach: None,
                    verdict: None,
                });
            }
        }
    }

    fn mark(&mut self, line: &'l Line) {
        let Some(entry) = self.entries.iter_mut().find(|entry| Some(entry.id) == line.of) else {
            return;
        };
        match line.kind {
            LineKind::Reach => entry.reach = Reach::from_code(&line.value),
            LineKind::Verdict => entry.verdict = Verdict::from_code(&line.value),
            _ => {
                entry.reaction = Reaction::from_code(&line.value).or(entry.reaction);
                entry
                    .own_words
                    .extend((!line.text.is_empty()).then_some(line.text.as_str()));
            }
        }
    }

    /// いま見ている変更: the one somebody turned to, else the first. It stays until somebody turns, so that no mark falls on
    /// a change nobody looks at.
    #[must_use]
    pub fn showing(&self) -> Option<&Entry<'l>> {
        let turned = self
            .of_kind(LineKind::Change)
            .find(|entry| Some(entry.id) == self.turned_to);
        turned.or_else(|| self.of_kind(LineKind::Change).next())
    }

    /// The lines of a kind.
    pub fn of_kind(&self, kind: LineKind) -> impl Iterator<Item = &Entry<'l>> {
        self.entries.iter().filter(move |entry| entry.line.kind == kind)
    }

    /// Whether somebody has spoken.
    #[must_use]
    pub fn has_spoken(&self, who: &str) -> bool {
        self.spoken.contains(&who)
    }

    /// Who takes part and has not spoken yet.
    #[must_use]
    pub fn silent<'c>(&self, conference: &'c Conference) -> Vec<&'c str> {
        let here = conference.members.iter().filter(|member| member.takes_part());
        here.map(|member| member.who.as_str())
            .filter(|who| !self.has_spoken(who))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn id(number: u128) -> LineId {
        LineId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn the_board_knows_who_spoke_what_came_of_it_and_what_the_person_said_last() {
        let today = date(2026, 11, 20);
        let proposal = Line::read(LineKind::Proposal, "週4日にする", "母", today);
        let answer = |value: &str| Line {
            of: Some(id(1)),
            value: value.to_owned(),
            ..Line::of(LineKind::Reaction)
        };
        let (no, yes) = (answer("no"), answer("yes"));
        let turn = Line {
            speaker: "本人".into(),
            ..Line::of(LineKind::Turn)
        };
        let far = Line {
            of: Some(id(1)),
            value: "later".into(),
            ..Line::of(LineKind::Reach)
        };
        let item = Line {
            value: "2".into(),
            ..Line::of(LineKind::Item)
        };
        let lines = [&proposal, &no, &turn, &yes, &far, &item];
        let board = Board::of((1..).map(id).zip(lines));
        assert_eq!((board.speaking, board.item), (Some("本人"), Some(2)));
        let found = board.of_kind(LineKind::Proposal).next().unwrap();
        assert_eq!(
            (found.reaction, found.reach),
            (Some(Reaction::Yes), Some(Reach::Later))
        );
        assert!(board.has_spoken("母") && board.has_spoken("本人") && !board.has_spoken("父"));
    }

    #[test]
    fn a_change_keeps_what_was_said_to_it_and_stays_shown_until_somebody_turns() {
        let change = |title: &str| Line {
            title: title.to_owned(),
            ..Line::of(LineKind::Change)
        };
        let mark = |kind, of, value: &str, text: &str| Line {
            of: Some(id(of)),
            value: value.to_owned(),
            text: text.to_owned(),
            ..Line::of(kind)
        };
        let mut lines = vec![
            change("短期目標"),
            change("長期目標"),
            mark(LineKind::Reaction, 1, "unsure", ""),
            mark(LineKind::Reaction, 1, "", "ゆっくりがいい"),
            mark(LineKind::Verdict, 1, "open", ""),
        ];
        let shown = |lines: &[Line]| {
            let board = Board::of((1..).map(id).zip(lines));
            let entry = board.showing().unwrap();
            (entry.line.title.clone(), entry.is_marked())
        };
        assert_eq!(shown(&lines), ("短期目標".to_owned(), true));
        let board = Board::of((1..).map(id).zip(&lines));
        let first = board.of_kind(LineKind::Change).next().unwrap();
        assert_eq!(
            (first.reaction, first.own_words.as_slice(), first.verdict),
            (
                Some(Reaction::Unsure),
                &["ゆっくりがいい"][..],
                Some(Verdict::Open)
            )
        );
        lines.push(mark(LineKind::Showing, 2, "", ""));
        assert_eq!(shown(&lines), ("長期目標".to_owned(), false));
    }
}
