//! 担当者会議の準備と進行. What is known before a サービス担当者会議 and what is typed while it goes on; what came of it
//! is [`crate::meeting::ServiceMeeting`].

mod board;
mod line;
mod member;
mod minutes;
mod viewpoint;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use board::{Board, Entry};
pub use line::{LINE_LENGTH, Line, LineKind, Reach, Reaction, Verdict};
pub use member::{Attendance, Expected, Member, MemberKind, expected, kind_of};
pub use minutes::minutes;
pub use viewpoint::{Felt, Viewpoint};

use crate::calendar::LifeStage;
use crate::choice;
use crate::meeting::{Means, Occasion};

choice! {
    /// 会議の種類. What the meeting is to reach.
    pub enum MeetingKind {
        /// 情報の共有.
        Sharing = "sharing", "情報を分かち合う";
        /// 考えを出し合う.
        Ideas = "ideas", "考えを出し合う";
        /// 合意.
        Agreement = "agreement", "計画案に合意する";
        /// 決定.
        Decision = "decision", "役割と期限を決める";
    }
}

/// 議題. One item of the agenda with its time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaItem {
    /// 題.
    pub title: String,
    /// 分.
    pub minutes: u16,
    /// 話す人.
    pub lead: String,
    /// やさしい題. The person's own words for it, with readings.
    pub easy: String,
}

/// 事前に話したこと. A talk held before the meeting.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// いつ.
    pub on: Option<Date>,
    /// だれと.
    pub with: String,
    /// 話したこと.
    pub what: String,
}

/// 担当者会議の準備.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Conference {
    /// 開催理由.
    pub occasion: Option<Occasion>,
    /// 会議の種類.
    pub kind: Option<MeetingKind>,
    /// 目的. In one sentence.
    pub purpose: String,
    /// ゴール. What is reached when it ends.
    pub goals: Vec<String>,
    /// 開催日.
    pub on: Option<Date>,
    /// 開始時刻. Minutes since midnight.
    pub from: Option<u16>,
    /// 開催方法.
    pub means: Option<Means>,
    /// 場所.
    pub place: String,
    /// 議題, in order.
    pub agenda: Vec<AgendaItem>,
    /// 参加者.
    pub members: Vec<Member>,
    /// 事前に話したこと.
    pub talks: Vec<Talk>,
    /// 配布資料・持ち物.
    pub bring: String,
    /// 返信期限.
    pub reply_by: Option<Date>,
    /// やさしい目的. The person's own text of what it is about, with readings.
    pub easy_purpose: String,
    /// やさしい案内. What the person should know beforehand.
    pub easy_note: String,
}

/// The length of a meeting when nothing else is said.
pub const USUAL_MINUTES: u16 = 60;

/// One thing wrong with a typed preparation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The purpose is missing.
    PurposeMissing,
    /// There is no agenda.
    NoAgenda,
    /// Nobody is invited.
    NobodyInvited,
    /// Answers are wanted after the day itself.
    ReplyAfterMeeting,
}

/// Something to look at, which refuses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// The person does not speak first.
    PersonNotFirst,
    /// It takes so many minutes.
    LongerThanUsual(u16),
    /// The purpose has more than one sentence.
    PurposeNotOne,
    /// The person does not come, and it is not said how their wish is brought.
    WishNotBrought,
    /// Somebody has no place in the list who usually has one.
    Missing(Expected),
}

impl Conference {
    /// 所要. The minutes of all items.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.agenda
            .iter()
            .fold(0, |sum, item| sum.saturating_add(item.minutes))
    }

    /// The time of day at which it should end.
    #[must_use]
    pub fn until(&self) -> Option<u16> {
        Some(self.from?.saturating_add(self.minutes()))
    }
}

/// Checks a preparation. Every problem is returned.
#[must_use]
pub fn check(conference: &Conference) -> Vec<Problem> {
    let mut problems = Vec::new();
    if conference.purpose.trim().is_empty() {
        problems.push(Problem::PurposeMissing);
    }
    if conference.agenda.is_empty() {
        problems.push(Problem::NoAgenda);
    }
    if conference.members.is_empty() {
        problems.push(Problem::NobodyInvited);
    }
    if matches!((conference.reply_by, conference.on), (Some(by), Some(on)) if by > on) {
        problems.push(Problem::ReplyAfterMeeting);
    }
    problems
}

/// Returns what to look at before the meeting.
#[must_use]
pub fn hints(conference: &Conference, stage: Option<LifeStage>) -> Vec<Hint> {
    let mut hints = Vec::new();
    let ends = |sign: char| matches!(sign, '。' | '？' | '！' | '?' | '!' | '\n');
    if conference.purpose.trim().trim_end_matches(ends).chars().any(ends) {
        hints.push(Hint::PurposeNotOne);
    }
    if !person_first(&conference.agenda) {
        hints.push(Hint::PersonNotFirst);
    }
    if conference.minutes() > USUAL_MINUTES {
        hints.push(Hint::LongerThanUsual(conference.minutes()));
    }
    let person = |member: &&Member| member.kind == Some(MemberKind::Person);
    let away = |member: &Member| member.attends == Some(Attendance::Absent) && member.wish.trim().is_empty();
    if conference.members.iter().find(person).is_none_or(away) {
        hints.push(Hint::WishNotBrought);
    }
    let here = |kind| conference.members.iter().any(|member| member.kind == Some(kind));
    let missing = expected(stage, conference.occasion)
        .into_iter()
        .filter(|expected| !here(expected.kind));
    hints.extend(missing.map(Hint::Missing));
    hints
}

/// Whether nobody of the supporters has an item before the person's.
fn person_first(agenda: &[AgendaItem]) -> bool {
    let said = |item: &AgendaItem| format!("{}{}", item.title, item.lead);
    let opening = ["はじめ", "自己紹介", "あいさつ", "進行", "司会"];
    let talks = agenda
        .iter()
        .map(said)
        .filter(|said| !opening.iter().any(|word| said.contains(word)));
    talks.take(1).all(|first| first.contains("本人"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn item(title: &str, minutes: u16) -> AgendaItem {
        AgendaItem {
            title: title.into(),
            minutes,
            ..AgendaItem::default()
        }
    }

    fn person(attends: Attendance, wish: &str) -> Member {
        Member {
            kind: Some(MemberKind::Person),
            who: "本人".into(),
            attends: Some(attends),
            wish: wish.into(),
            ..Member::default()
        }
    }

    fn prepared() -> Conference {
        Conference {
            purpose: "通所の約束を決める。".into(),
            agenda: vec![
                item("はじめ・自己紹介", 5),
                item("本人の話", 10),
                item("役割分担", 45),
            ],
            members: vec![person(Attendance::Comes, "")],
            ..Conference::default()
        }
    }

    #[test]
    fn a_purpose_an_agenda_and_somebody_to_invite_are_asked_for() {
        assert_eq!(
            check(&Conference::default()),
            [Problem::PurposeMissing, Problem::NoAgenda, Problem::NobodyInvited]
        );
        assert_eq!(check(&prepared()), []);
        let late = Conference {
            on: Some(date(2026, 12, 1)),
            reply_by: Some(date(2026, 12, 2)),
            ..prepared()
        };
        assert_eq!(check(&late), [Problem::ReplyAfterMeeting]);
    }

    #[test]
    fn the_hour_is_counted_and_the_person_speaks_first() {
        let mut conference = prepared();
        let said = |conference: &Conference| {
            let hints = hints(conference, None);
            hints
                .into_iter()
                .filter(|hint| !matches!(hint, Hint::Missing(_)))
                .collect::<Vec<_>>()
        };
        assert_eq!((conference.minutes(), said(&conference)), (60, vec![]));
        conference.agenda.insert(1, item("各機関から", 15));
        assert_eq!(
            said(&conference),
            [Hint::PersonNotFirst, Hint::LongerThanUsual(75)]
        );
        conference.purpose = "約束を決める。役割も決める。".into();
        assert!(said(&conference).contains(&Hint::PurposeNotOne));
    }

    #[test]
    fn who_does_not_come_sends_their_wish_along() {
        let mut conference = prepared();
        conference.members = vec![person(Attendance::Absent, "")];
        assert!(hints(&conference, None).contains(&Hint::WishNotBrought));
        conference.members = vec![person(Attendance::Absent, "前の日に聞きとり、紙で出す")];
        assert!(!hints(&conference, None).contains(&Hint::WishNotBrought));
    }

    #[test]
    fn a_pupil_is_not_talked_about_without_the_school() {
        let missing = |stage| {
            let hints = hints(&prepared(), Some(stage));
            let words = hints.iter().filter_map(|hint| match hint {
                Hint::Missing(expected) => Some(format!(
                    "{}{}",
                    expected.words,
                    if expected.required { " 必ず" } else { "" }
                )),
                _ => None,
            });
            words.collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(missing(LifeStage::SchoolAge), @r"
        相談支援専門員 必ず
        計画にのせるサービスの担当者 必ず
        保護者 必ず
        学校（担任・特別支援教育コーディネーター・養護教諭）
        ");
        insta::assert_snapshot!(missing(LifeStage::OlderAge), @r"
        相談支援専門員 必ず
        計画にのせるサービスの担当者 必ず
        家族（本人が望むとき）
        ケアマネジャー・地域包括支援センター
        ");
    }
}
