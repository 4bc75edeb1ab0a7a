//! What differs between two texts, sign by sign: Japanese has no blanks to count words by.

use std::time::Duration;

use askama::Template;
use askama::filters::HtmlSafe;
use similar::{ChangeTag, TextDiff};

/// A difference as it is shown: what was taken out struck through, what was put in underlined, both with their word.
#[derive(Template)]
#[template(
    source = "{% for piece in pieces %}{% match piece.tag %}{% when ChangeTag::Equal %}{{ piece.text }}{% when ChangeTag::Delete %}<del>{{ piece.text }}</del>{% when ChangeTag::Insert %}<ins>{{ piece.text }}</ins>{% endmatch %}{% endfor %}",
    ext = "html"
)]
pub(crate) struct Diff {
    pieces: Vec<Piece>,
}

impl HtmlSafe for Diff {}

struct Piece {
    tag: ChangeTag,
    text: String,
}

/// Two long texts that share little are shown as one taken out and one put in, rather than worked on for seconds.
const PATIENCE: Duration = Duration::from_millis(100);
/// A single sign that two different sentences happen to share only breaks them up.
const SHORTEST_SAME: usize = 2;

impl Diff {
    /// Compares two texts.
    pub(crate) fn of(before: &str, after: &str) -> Self {
        let diff = TextDiff::configure().timeout(PATIENCE).diff_chars(before, after);
        let mut pieces = Vec::new();
        for change in diff.iter_all_changes() {
            push(&mut pieces, change.tag(), change.value());
        }
        Self {
            pieces: calmed(pieces),
        }
    }

    /// The two texts apart: the first with what is taken out of it, the second with what is put in. Texts that share
    /// little are best read as they are.
    pub(crate) fn sides(before: &str, after: &str) -> (Self, Self) {
        let both = Self::of(before, after).pieces;
        let shared = both.iter().filter(|piece| piece.tag == ChangeTag::Equal);
        let shared: usize = shared.map(|piece| piece.text.chars().count()).sum();
        if shared * 2 < before.chars().count().max(after.chars().count()) {
            return (Self::plain(before), Self::plain(after));
        }
        let side = |tag| {
            let kept = both
                .iter()
                .filter(|piece| piece.tag == ChangeTag::Equal || piece.tag == tag);
            let pieces = kept.map(|piece| Piece {
                tag: piece.tag,
                text: piece.text.clone(),
            });
            Self {
                pieces: pieces.collect(),
            }
        };
        (side(ChangeTag::Delete), side(ChangeTag::Insert))
    }

    fn plain(text: &str) -> Self {
        let mut pieces = Vec::new();
        push(&mut pieces, ChangeTag::Equal, text);
        Self { pieces }
    }

    /// One thing in place of another, such as a date: half a date taken out says nothing.
    pub(crate) fn replaced(before: &str, after: &str) -> Self {
        let mut pieces = Vec::new();
        for (tag, text) in [(ChangeTag::Delete, before), (ChangeTag::Insert, after)] {
            if !text.is_empty() {
                push(&mut pieces, tag, text);
            }
        }
        Self { pieces }
    }
}

fn push(pieces: &mut Vec<Piece>, tag: ChangeTag, text: &str) {
    match pieces.last_mut() {
        Some(last) if last.tag == tag => last.text.push_str(text),
        _ => pieces.push(Piece {
            tag,
            text: text.to_owned(),
        }),
    }
}

/// Joins changes that only a sign or so keeps apart; within one change, what was taken out comes first.
fn calmed(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let (mut calm, mut out, mut put) = (Vec::new(), String::new(), String::new());
    for (place, piece) in pieces.into_iter().enumerate() {
        let inside = place > 0 && place < last;
        let short = piece.text.chars().count() < SHORTEST_SAME && inside;
        match piece.tag {
            ChangeTag::Delete => out.push_str(&piece.text),
            ChangeTag::Insert => put.push_str(&piece.text),
            ChangeTag::Equal if short => {
                out.push_str(&piece.text);
                put.push_str(&piece.text);
            }
            ChangeTag::Equal => {
                close(&mut calm, &mut out, &mut put);
                push(&mut calm, ChangeTag::Equal, &piece.text);
            }
        }
    }
    close(&mut calm, &mut out, &mut put);
    calm
}

fn close(calm: &mut Vec<Piece>, out: &mut String, put: &mut String) {
    for (tag, text) in [(ChangeTag::Delete, out), (ChangeTag::Insert, put)] {
        if !text.is_empty() {
            push(calm, tag, text);
            text.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        Diff::of(before, after).render().unwrap()
    }

    #[test]
    fn what_was_taken_out_and_put_in_is_told_apart() {
        let lines = [
            shown(
                "休憩室ではなく空き会議室で休む。",
                "休憩室ではなく空き会議室で休む。開始1か月は週3日を超えない。",
            ),
            shown("週3日から通い始める。", "週4日に通う。"),
            shown("", "新しい<b>"),
            shown("同じ", "同じ"),
        ];
        insta::assert_snapshot!(lines.join("\n"), @"
        休憩室ではなく空き会議室で休む。<ins>開始1か月は週3日を超えない。</ins>
        週<del>3日から通い始める</del><ins>4日に通う</ins>。
        <ins>新しい&#60;b&#62;</ins>
        同じ
        ");
    }

    #[test]
    fn each_side_marks_its_own() {
        let (before, after) = Diff::sides("休憩室で休む。週3日まで。", "空き会議室で休む。週4日まで。");
        assert_eq!(
            before.render().unwrap(),
            "<del>休憩</del>室で休む。週<del>3</del>日まで。"
        );
        assert_eq!(
            after.render().unwrap(),
            "<ins>空き会議</ins>室で休む。週<ins>4</ins>日まで。"
        );
        let (before, after) = Diff::sides("週3日から通い始める。", "週4日。");
        assert_eq!(
            (before.render().unwrap(), after.render().unwrap()),
            ("週3日から通い始める。".to_owned(), "週4日。".to_owned())
        );
    }

    #[test]
    fn two_long_unlike_texts_do_not_hold_up_the_page() {
        let (before, after) = ("あいうえお".repeat(4000), "かきくけこ".repeat(4000));
        assert!(shown(&before, &after).contains(&after));
    }
}
