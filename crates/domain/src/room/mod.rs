//! やりとりの部屋. One case, one purpose, invited parties, an end: what people outside the office are asked and answer.
//!
//! A room shows each party what is made for its kind and nothing else; what it asks is typed, and so is every answer.

mod access;
mod dates;
mod desk;
mod hearing;
mod kinds;
mod opinions;
mod papers;
mod plan;
mod questions;
mod report;
mod sharing;
mod tasks;
#[cfg(test)]
mod tests;
mod veil;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use access::{
    CODE_DIGITS, CODE_TRIES, KEY_MINUTES, KEYS_AN_HOUR, KeyLifetime, Lifetime, LinkProblem, OPENINGS,
    VISIT_IDLE_MINUTES, VISIT_WHOLE_HOURS, read_code, read_link, write_link,
};
pub use dates::{
    Candidate, CandidateProblem, CandidateTally, DatesAnswer, DatesAsk, Mark, best, check_dates, tally,
};
pub use desk::{
    DeskAsk, DeskRequest, DeskView, GoalMapped, GoalsAnswer, MonthAnswer, OwnPlanAnswer, PlanGoal,
    plan_goals, unmapped,
};
pub use hearing::{
    AsPlanned, GoalHeard, HearingAnswer, HearingAsk, OwnGoal, check_hearing, hearing_occasion, own_goals,
    providers_of,
};
pub use kinds::{AnswerMeans, PartyKind, Purpose};
pub use opinions::{OpinionsAnswer, OpinionsAsk, Topic, check_opinions};
pub use papers::{
    EasyMinutes, EasyPapers, MinutesAsk, MinutesView, OfficialMinutes, OfficialPapers, PapersAsk, PapersView,
    ReceiptAnswer, check_handing,
};
pub use plan::{
    DayLine, FamilyPlan, Feeling, Helper, PersonPlan, PlanAnswer, PlanAsk, PlanView, ProviderNeed,
    ProviderPlan, check_plan,
};
pub use questions::{
    AnswerForm, Asked, Face, MOST_QUESTIONS, Pass, Question, QuestionProblem, QuestionSaid, QuestionSet,
    QuestionsAnswer, QuestionsAsk, check_questions, usual_questions,
};
pub use report::{EasyReport, GoalSeen, OfficialReport, ReportAsk, ReportView};
pub use sharing::{SharedWhat, Sharing, SharingKind, SharingProblem, check_sharing, may_share};
pub use tasks::{TaskProblem, TaskSaid, TaskState, TaskView, TasksAnswer, TasksAsk, check_said, check_tasks};
pub use veil::Veil;

use crate::id::MemberId;
use crate::task::Owner;

/// The longest a room stands open at once, in days; it can be extended while it stands.
pub const LONGEST_DAYS: i32 = 92;

/// おたずね. What a room asks of its parties.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// 候補日.
    Dates(DatesAsk),
    /// 意見・照会.
    Opinions(OpinionsAsk),
    /// 計画の確認.
    Plan(PlanAsk),
    /// 宿題.
    Tasks(TasksAsk),
    /// 会議の資料.
    Papers(PapersAsk),
    /// 議事録.
    Minutes(MinutesAsk),
    /// モニタリング報告書.
    Report(ReportAsk),
    /// 支援者のページ.
    Desk(DeskAsk),
    /// 事前の質問.
    Questions(QuestionsAsk),
    /// モニタリングの聞き取り.
    Hearing(HearingAsk),
}

/// 返事. What one party answered; the last one of a party counts, the earlier ones stay.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// 候補日への返事.
    Dates(DatesAnswer),
    /// 意見.
    Opinions(OpinionsAnswer),
    /// 計画への返事.
    Plan(PlanAnswer),
    /// 宿題への返事.
    Tasks(TasksAnswer),
    /// 受け取り.
    Receipt(ReceiptAnswer),
    /// 目標のつながり.
    Goals(GoalsAnswer),
    /// 月の便り.
    Month(MonthAnswer),
    /// 個別支援計画の紙.
    OwnPlan(OwnPlanAnswer),
    /// 事前の質問への返事.
    Questions(QuestionsAnswer),
    /// 聞き取りへの返事.
    Hearing(HearingAnswer),
}

impl Ask {
    /// The purpose of a room that asks this.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        match self {
            Self::Dates(_) => Purpose::Dates,
            Self::Opinions(_) => Purpose::Opinions,
            Self::Plan(_) => Purpose::Plan,
            Self::Tasks(_) => Purpose::Tasks,
            Self::Papers(_) => Purpose::Papers,
            Self::Minutes(_) => Purpose::Minutes,
            Self::Report(_) => Purpose::Report,
            Self::Desk(_) => Purpose::Desk,
            Self::Questions(_) => Purpose::Questions,
            Self::Hearing(_) => Purpose::Hearing,
        }
    }

    /// What a party may see of it: the same question with what is hidden taken out of its words.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        match self {
            Self::Dates(ask) => Self::Dates(DatesAsk {
                occasion: veil.over(&ask.occasion),
                place: veil.over(&ask.place),
                ..ask.clone()
            }),
            Self::Opinions(ask) => Self::Opinions(OpinionsAsk {
                occasion: veil.over(&ask.occasion),
                absence: veil.over(&ask.absence),
                ..ask.clone()
            }),
            Self::Plan(ask) => Self::Plan(PlanAsk {
                occasion: veil.over(&ask.occasion),
                easy: veil.over(&ask.easy),
                ..ask.clone()
            }),
            Self::Tasks(ask) => Self::Tasks(TasksAsk {
                occasion: veil.over(&ask.occasion),
                ..ask.clone()
            }),
            Self::Papers(ask) => Self::Papers(PapersAsk {
                occasion: veil.over(&ask.occasion),
                ..ask.clone()
            }),
            Self::Desk(ask) => Self::Desk(DeskAsk {
                occasion: veil.over(&ask.occasion),
                ..ask.clone()
            }),
            Self::Questions(ask) => Self::Questions(ask.behind(veil)),
            Self::Hearing(ask) => Self::Hearing(HearingAsk {
                occasion: veil.over(&ask.occasion),
                ..ask.clone()
            }),
            Self::Minutes(ask) => Self::Minutes(MinutesAsk {
                occasion: veil.over(&ask.occasion),
                easy: veil.over(&ask.easy),
                ..ask.clone()
            }),
            Self::Report(ask) => Self::Report(ReportAsk {
                occasion: veil.over(&ask.occasion),
                easy: veil.over(&ask.easy),
                ..ask.clone()
            }),
        }
    }

    /// What it is about, in words every party may read.
    #[must_use]
    pub fn occasion(&self) -> &str {
        match self {
            Self::Dates(ask) => &ask.occasion,
            Self::Opinions(ask) => &ask.occasion,
            Self::Plan(ask) => &ask.occasion,
            Self::Tasks(ask) => &ask.occasion,
            Self::Papers(ask) => &ask.occasion,
            Self::Minutes(ask) => &ask.occasion,
            Self::Report(ask) => &ask.occasion,
            Self::Desk(ask) => &ask.occasion,
            Self::Questions(ask) => &ask.occasion,
            Self::Hearing(ask) => &ask.occasion,
        }
    }

    /// Until when an answer is asked for.
    #[must_use]
    pub fn reply_by(&self) -> Option<Date> {
        match self {
            Self::Dates(ask) => ask.reply_by,
            Self::Opinions(ask) => ask.reply_by,
            Self::Plan(ask) => ask.reply_by,
            Self::Tasks(ask) => ask.reply_by,
            Self::Papers(ask) => ask.reply_by,
            Self::Minutes(ask) => ask.reply_by,
            Self::Report(ask) => ask.reply_by,
            Self::Desk(ask) => ask.reply_by,
            Self::Questions(ask) => ask.reply_by,
            Self::Hearing(ask) => ask.reply_by,
        }
    }
}

impl Answer {
    /// What the party may see of it again: an answer can have been written down by the office.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        match self {
            Self::Dates(answer) => Self::Dates(DatesAnswer {
                note: veil.over(&answer.note),
                ..answer.clone()
            }),
            Self::Opinions(answer) => Self::Opinions(OpinionsAnswer {
                answered_by: veil.over(&answer.answered_by),
                said: answer
                    .said
                    .iter()
                    .map(|(topic, said)| (*topic, veil.over(said)))
                    .collect(),
            }),
            Self::Plan(answer) => Self::Plan(PlanAnswer {
                words: veil.over(&answer.words),
                ..answer.clone()
            }),
            Self::Tasks(answer) => Self::Tasks(TasksAnswer {
                said: answer.said.iter().map(|said| said.clone().behind(veil)).collect(),
            }),
            Self::Goals(answer) => Self::Goals(answer.behind(veil)),
            Self::Month(answer) => Self::Month(answer.behind(veil)),
            Self::OwnPlan(answer) => Self::OwnPlan(answer.behind(veil)),
            Self::Questions(answer) => Self::Questions(answer.behind(veil)),
            Self::Hearing(answer) => Self::Hearing(answer.behind(veil)),
            Self::Receipt(answer) => Self::Receipt(ReceiptAnswer {
                by: veil.over(&answer.by),
                wrong: veil.over(&answer.wrong),
            }),
        }
    }

    /// Whether it answers this question.
    #[must_use]
    pub fn answers(&self, ask: &Ask) -> bool {
        matches!(
            (self, ask),
            (Self::Dates(_), Ask::Dates(_))
                | (Self::Opinions(_), Ask::Opinions(_))
                | (Self::Plan(_), Ask::Plan(_))
                | (Self::Tasks(_), Ask::Tasks(_))
                | (
                    Self::Receipt(_),
                    Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_)
                )
                | (Self::Questions(_), Ask::Questions(_))
                | (Self::Hearing(_), Ask::Hearing(_))
                | (
                    Self::Tasks(_) | Self::Goals(_) | Self::Month(_) | Self::OwnPlan(_),
                    Ask::Desk(_)
                )
        )
    }
}

/// 招く相手. One party of a room as it is typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// 種類.
    pub kind: PartyKind,
    /// 名前. How the office and the party itself call them.
    pub name: String,
    /// 必ず出てほしい. A date without them is not a good one.
    pub required: bool,
    /// 一度だけ開ける. The link opens once and is used then.
    pub once: bool,
    /// だれ. Who this is among the members of the conference or the team, whatever the name says.
    pub member: Option<MemberId>,
    /// 名のり. As the minutes name the owner of its tasks, or the plan the provider of its goals; empty where it is shown none.
    pub owner: String,
    /// 担い手. Whose tasks it is shown; `None`: those the words of `owner` name, where they are bound to nobody.
    pub whose: Option<Owner>,
}

/// 部屋. What is decided when a room is opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Room {
    /// 終わりの日. The last day on which it opens.
    pub until: Date,
    /// おたずね.
    pub ask: Ask,
    /// 招く相手.
    pub parties: Vec<Party>,
}

/// One thing wrong with a room that is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It ends before today.
    UntilPast,
    /// It ends later than a room may stand.
    UntilTooFar,
    /// It ends before the answers are asked for.
    UntilBeforeReply,
    /// The answers are asked for before today.
    ReplyPast,
    /// Nobody is invited.
    NobodyInvited,
    /// A party has no name.
    NameMissing(usize),
    /// Two parties have the same name, so nobody could tell their answers apart.
    NameTwice(usize),
    /// Two parties are the same member.
    MemberTwice(usize),
    /// It is not said whose tasks or goals the party is shown.
    OwnerMissing(usize),
    /// What is asked is not said.
    WordsMissing,
    /// Nothing is asked.
    NothingAsked,
    /// What is to be shown has no view for this kind of party.
    NoViewFor(usize),
    /// Something is wrong with a candidate date.
    Candidate(usize, CandidateProblem),
}

/// Checks a room. Every problem is returned.
#[must_use]
pub fn check(room: &Room, today: Date) -> Vec<Problem> {
    let mut problems = check_until(room.until, today);
    if let Some(reply) = room.ask.reply_by() {
        if reply < today {
            problems.push(Problem::ReplyPast);
        } else if reply > room.until {
            problems.push(Problem::UntilBeforeReply);
        }
    }
    if room.parties.is_empty() {
        problems.push(Problem::NobodyInvited);
    }
    for (row, party) in room.parties.iter().enumerate() {
        let name = party.name.trim();
        let before = room.parties.get(..row).unwrap_or_default();
        if name.is_empty() {
            problems.push(Problem::NameMissing(row));
        } else if before.iter().any(|other| other.name.trim() == name) {
            problems.push(Problem::NameTwice(row));
        }
        if party.member.is_some() && before.iter().any(|other| other.member == party.member) {
            problems.push(Problem::MemberTwice(row));
        }
        if party.owner.is_empty()
            && party.whose.is_none()
            && matches!(room.ask.purpose(), Purpose::Tasks | Purpose::Hearing)
        {
            problems.push(Problem::OwnerMissing(row));
        }
    }
    problems.extend(match &room.ask {
        Ask::Dates(ask) => check_dates(ask, today),
        Ask::Opinions(ask) => check_opinions(ask),
        Ask::Plan(ask) => check_plan(ask),
        Ask::Tasks(ask) => check_tasks(ask),
        Ask::Hearing(ask) => check_hearing(ask),
        Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_) | Ask::Desk(_) | Ask::Questions(_) => {
            check_handing(room.ask.occasion())
        }
    });
    let shut = room
        .parties
        .iter()
        .enumerate()
        .filter(|(_, party)| !party.kind.has_view_of(room.ask.purpose()));
    problems.extend(shut.map(|(row, _)| Problem::NoViewFor(row)));
    problems
}

/// Checks the day a room is to end, also when it is extended.
#[must_use]
pub fn check_until(until: Date, today: Date) -> Vec<Problem> {
    let longest = today.saturating_add(LONGEST_DAYS.days());
    if until < today {
        vec![Problem::UntilPast]
    } else if until > longest {
        vec![Problem::UntilTooFar]
    } else {
        Vec::new()
    }
}
