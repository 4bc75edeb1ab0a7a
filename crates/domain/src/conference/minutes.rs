//! 議事録の下書き. What the lines of a conference say of it, as the record its minutes begin with.

use jiff::civil::Date;

use super::{
    AgendaItem, Attendance, Board, Conference, Entry, LineKind, Member, MemberKind, Reach, Reaction, Verdict,
};
use crate::meeting::{AbsentOpinion, Discussed, PlanChange, Promise, Remark, ServiceMeeting};

/// Makes the record of a meeting from its preparation and what was typed. `held` is the day with begin and end as
/// they were, in minutes since midnight; `nth` is its place among the person's meetings.
#[must_use]
pub fn minutes(
    conference: &Conference,
    board: &Board<'_>,
    held: (Date, Option<u16>, Option<u16>),
    nth: u16,
) -> ServiceMeeting {
    let (on, from, until) = held;
    let talk = |item: &&AgendaItem| !item.title.trim().is_empty();
    ServiceMeeting {
        on: Some(on),
        from: from.or(conference.from),
        until,
        place: conference.place.clone(),
        purpose: conference.purpose.clone(),
        attended: attended(conference),
        person_absent_reason: person_absent(conference),
        absent_opinions: absent(conference),
        discussion: lines(board, LineKind::Shared).join("\n"),
        decisions: decisions(board),
        open: open(board),
        held_for: conference.occasion.and_then(crate::meeting::Occasion::held_for),
        change_discussed: discussed(board).then_some(Discussed::Yes),
        occasion: conference.occasion,
        means: conference.means,
        nth: Some(nth),
        person_words: words_of(conference, board, MemberKind::Person),
        family_words: words_of(conference, board, MemberKind::Family),
        topics: conference
            .agenda
            .iter()
            .filter(talk)
            .map(|item| item.title.clone())
            .collect(),
        remarks: remarks(conference, board),
        reactions: reactions(board),
        takes_time: reached(board, Reach::Later),
        not_now: reached(board, Reach::NotNow),
        unmet: lines(board, LineKind::Need),
        plan_changes: agreed_changes(board),
        ..ServiceMeeting::default()
    }
}

fn attended(conference: &Conference) -> Vec<String> {
    let here = conference.members.iter().filter(|member| member.takes_part());
    here.map(|member| match member.attends {
        Some(Attendance::Online) => format!("{}（オンライン）", member.who),
        _ => member.who.clone(),
    })
    .collect()
}

fn person_absent(conference: &Conference) -> String {
    let person = conference
        .members
        .iter()
        .find(|member| member.kind == Some(MemberKind::Person));
    person
        .filter(|member| !member.takes_part())
        .map(|member| member.wish.clone())
        .unwrap_or_default()
}

fn absent(conference: &Conference) -> Vec<AbsentOpinion> {
    let asked = |member: &&Member| !member.takes_part() && member.kind != Some(MemberKind::Person);
    let away = conference.members.iter().filter(asked);
    away.map(|member| AbsentOpinion {
        who: member.who.clone(),
        asked_on: None,
        answered_on: None,
        opinion: member.wish.clone(),
    })
    .collect()
}

/// What stands at once belongs to the decisions; what takes time or cannot be done is told apart.
fn decisions(board: &Board<'_>) -> Vec<Promise> {
    let decided = board
        .of_kind(LineKind::Decision)
        .filter(|entry| entry.reach != Some(Reach::NotNow));
    decided
        .map(|entry| Promise {
            who: entry.line.who.clone(),
            what: entry.line.text.clone(),
            by: entry.line.by,
        })
        .collect()
}

fn reached(board: &Board<'_>, reach: Reach) -> Vec<String> {
    let found = board.entries.iter().filter(|entry| entry.reach == Some(reach));
    found.map(|entry| entry.line.said()).collect()
}

fn lines(board: &Board<'_>, kind: LineKind) -> Vec<String> {
    board.of_kind(kind).map(|entry| entry.line.text.clone()).collect()
}

fn words_of(conference: &Conference, board: &Board<'_>, kind: MemberKind) -> String {
    let is = |who: &str| {
        conference
            .members
            .iter()
            .any(|member| member.kind == Some(kind) && member.who == who)
    };
    let said = board
        .of_kind(LineKind::Remark)
        .filter(|entry| is(&entry.line.speaker));
    let said: Vec<&str> = said.map(|entry| entry.line.text.as_str()).collect();
    said.join("\n")
}

/// The person's and the family's words stand in fields of their own.
fn remarks(conference: &Conference, board: &Board<'_>) -> Vec<Remark> {
    let own = |who: &str| {
        conference.members.iter().any(|member| {
            member.who == who && matches!(member.kind, Some(MemberKind::Person | MemberKind::Family))
        })
    };
    let others = board
        .of_kind(LineKind::Remark)
        .filter(|entry| !own(&entry.line.speaker));
    others
        .map(|entry| Remark {
            who: entry.line.speaker.clone(),
            said: entry.line.text.clone(),
        })
        .collect()
}

fn reactions(board: &Board<'_>) -> Vec<String> {
    let answered = |entry: &&Entry<'_>| entry.reaction.is_some() || !entry.own_words.is_empty();
    let said = |entry: &Entry<'_>| {
        let words = entry.own_words.iter().map(|words| format!("「{words}」"));
        let label = entry.reaction.map(Reaction::label).unwrap_or_default();
        format!("{} → {label}{}", entry.line.said(), words.collect::<String>())
    };
    board.entries.iter().filter(answered).map(said).collect()
}

fn discussed(board: &Board<'_>) -> bool {
    let mut changes = board.of_kind(LineKind::Change);
    board.of_kind(LineKind::Proposal).next().is_some() || changes.any(Entry::is_marked)
}

/// What was left open, and the changes about which nothing was settled.
fn open(board: &Board<'_>) -> Vec<String> {
    let unsettled = board
        .entries
        .iter()
        .filter(|entry| entry.line.kind != LineKind::Open && entry.verdict == Some(Verdict::Open));
    let mut open = lines(board, LineKind::Open);
    open.extend(unsettled.map(|entry| entry.line.said()));
    open
}

/// What is to be taken into the plan: proposals the person did not say no to, and the changes of the draft that were
/// settled. A change nobody agreed to is taken back, so the text from before is what the plan goes on with.
fn agreed_changes(board: &Board<'_>) -> Vec<PlanChange> {
    let settled = board.of_kind(LineKind::Change).filter_map(settled);
    let agreed = board
        .of_kind(LineKind::Proposal)
        .filter(|entry| match entry.verdict {
            Some(verdict) => verdict == Verdict::Agreed,
            None => entry.reaction != Some(Reaction::No) && entry.reach != Some(Reach::NotNow),
        });
    let proposed = agreed.map(|entry| PlanChange {
        text: entry.line.text.clone(),
        ..PlanChange::default()
    });
    settled.chain(proposed).collect()
}

fn settled(entry: &Entry<'_>) -> Option<PlanChange> {
    let line = entry.line;
    let keep = match entry.verdict? {
        Verdict::Agreed => false,
        Verdict::NotAgreed => true,
        Verdict::Open => return None,
    };
    let text = match (line.value.as_str(), keep) {
        // No single field holds it: both texts have to be read.
        ("", _) => format!("{}: {}", line.title, line.both()),
        (_, true) => line.was.clone(),
        (_, false) => line.text.clone(),
    };
    Some(PlanChange {
        place: line.value.clone(),
        text,
        keep,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::conference::Line;
    use crate::id::LineId;
    use crate::meeting::{HeldFor, Occasion};

    fn member(kind: MemberKind, who: &str, attends: Attendance) -> Member {
        Member {
            kind: Some(kind),
            who: who.into(),
            attends: Some(attends),
            ..Member::default()
        }
    }

    fn prepared() -> Conference {
        Conference {
            occasion: Some(Occasion::Monitoring),
            purpose: "通所を続ける".into(),
            place: "会議室".into(),
            members: vec![
                member(MemberKind::Person, "本人", Attendance::Comes),
                member(MemberKind::Family, "母", Attendance::Online),
                member(MemberKind::Provider, "就労支援センター見本", Attendance::Comes),
                Member {
                    wish: "週3日まで".into(),
                    ..member(MemberKind::Medical, "主治医", Attendance::Absent)
                },
            ],
            agenda: vec![AgendaItem {
                title: "本人の話".into(),
                minutes: 10,
                ..AgendaItem::default()
            }],
            ..Conference::default()
        }
    }

    #[test]
    fn what_was_typed_once_stands_in_every_field_of_the_minutes() {
        let conference = prepared();
        let today = date(2026, 11, 20);
        let id = |number| LineId(uuid::Uuid::from_u128(number));
        let answer = |kind, of, value: &str| Line {
            of: Some(id(of)),
            value: value.into(),
            ..Line::of(kind)
        };
        let lines = [
            Line::read(LineKind::Remark, "本人：静かな部屋がよい", "", today),
            Line::read(LineKind::Remark, "朝がつらい", "母", today),
            Line::read(LineKind::Remark, "慣れてきた", "就労支援センター見本", today),
            Line::read(LineKind::Proposal, "短期目標を「週3日通う」にする", "", today),
            Line::read(LineKind::Proposal, "週5日にする", "", today),
            Line::read(LineKind::Decision, "本人：カードを作る 12/6まで", "", today),
            Line::read(LineKind::Need, "夜の短期入所先がない", "", today),
            answer(LineKind::Reaction, 4, "yes"),
            answer(LineKind::Reaction, 5, "no"),
            answer(LineKind::Reach, 5, "not_now"),
        ];
        let board = Board::of((1..).map(id).zip(&lines));
        let made = minutes(&conference, &board, (today, Some(840), Some(895)), 2);
        assert_eq!(
            made.attended,
            ["本人", "母（オンライン）", "就労支援センター見本"]
        );
        assert_eq!(made.absent_opinions[0].opinion, "週3日まで");
        assert_eq!(
            (made.person_words.as_str(), made.family_words.as_str()),
            ("静かな部屋がよい", "朝がつらい")
        );
        assert_eq!(made.remarks.len(), 1);
        assert_eq!(made.decisions[0].by, Some(date(2026, 12, 6)));
        assert_eq!(
            made.reactions,
            ["短期目標を「週3日通う」にする → はい", "週5日にする → いいえ"]
        );
        assert_eq!(made.not_now, ["週5日にする"]);
        assert_eq!(made.plan_changes.len(), 1);
        assert_eq!(made.unmet, ["夜の短期入所先がない"]);
        assert_eq!(
            (made.held_for, made.change_discussed, made.nth),
            (Some(HeldFor::Monitoring), Some(Discussed::Yes), Some(2))
        );
        assert_eq!(crate::meeting::check(&made, today), []);
    }

    #[test]
    fn each_change_of_the_draft_lands_where_it_was_settled() {
        let change = |place: &str, title: &str, was: &str, text: &str| Line {
            value: place.into(),
            title: title.into(),
            was: was.into(),
            text: text.into(),
            ..Line::of(LineKind::Change)
        };
        let id = |number| LineId(uuid::Uuid::from_u128(number));
        let mark = |kind, of, value: &str, text: &str| Line {
            of: Some(id(of)),
            value: value.into(),
            text: text.into(),
            ..Line::of(kind)
        };
        let lines = [
            change("short_goal", "短期目標", "週3日通う", "週4日通う"),
            change("policy", "総合的な援助の方針", &"あ".repeat(40), "い"),
            change("", "週間計画 金", "", "9:00～10:00 散歩"),
            change("long_goal", "長期目標", "働く", "電車で働く"),
            mark(LineKind::Reaction, 1, "nod", "やってみる"),
            mark(LineKind::Verdict, 1, "agreed", ""),
            mark(LineKind::Verdict, 2, "not_agreed", ""),
            mark(LineKind::Reach, 3, "later", ""),
            mark(LineKind::Verdict, 3, "open", ""),
        ];
        let board = Board::of((1..).map(id).zip(&lines));
        let today = date(2026, 11, 20);
        let made = minutes(&prepared(), &board, (today, None, None), 1);
        let told = made
            .plan_changes
            .iter()
            .map(|change| format!("[{}] {} {}", change.place, change.keep, change.text));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "[short_goal] false 週4日通う".to_owned(),
                format!("[policy] true {}", "あ".repeat(40))
            ]
        );
        assert_eq!(
            made.reactions,
            ["短期目標（週3日通う → 週4日通う） → うなずいた「やってみる」"]
        );
        assert_eq!(made.takes_time, ["週間計画 金（なし → 9:00～10:00 散歩）"]);
        assert_eq!(made.open, made.takes_time);
        assert_eq!(made.change_discussed, Some(Discussed::Yes));
    }
}
