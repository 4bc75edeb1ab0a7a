//! 議事録の下書き. What the lines of a conference say of it, as the record its minutes begin with.

use jiff::civil::Date;

use super::{AgendaItem, Attendance, Board, Conference, LineKind, Member, MemberKind, Reach, Reaction};
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
        open: lines(board, LineKind::Open),
        held_for: conference.occasion.and_then(crate::meeting::Occasion::held_for),
        change_discussed: board.of_kind(LineKind::Proposal).next().map(|_| Discussed::Yes),
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
    let answered = board
        .entries
        .iter()
        .filter_map(|entry| Some((entry, entry.reaction?)));
    answered
        .map(|(entry, reaction)| format!("{} → {}", entry.line.said(), reaction.label()))
        .collect()
}

/// A proposal the person said no to is not agreed.
fn agreed_changes(board: &Board<'_>) -> Vec<PlanChange> {
    let agreed = board
        .of_kind(LineKind::Proposal)
        .filter(|entry| entry.reaction != Some(Reaction::No) && entry.reach != Some(Reach::NotNow));
    agreed
        .map(|entry| PlanChange {
            place: String::new(),
            text: entry.line.text.clone(),
        })
        .collect()
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
}
