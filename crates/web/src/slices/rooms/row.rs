//! One party of a room as the office sees it: its link, what it said, what it sent along.

use std::collections::BTreeMap;

use bansou_domain::calendar::wareki;
use bansou_domain::id::RoomPartyId;
use bansou_domain::room::{
    Answer, AnswerMeans, Ask, DatesAsk, Feeling, OwnGoal, PartyKind, Question, QuestionsAnswer,
};
use bansou_store::room::{AnswerRecord, PartyRecord, RoomFile, RoomRecord};
use bansou_store::task::TaskRecord;
use jiff::civil::Date;
use uuid::Uuid;

use super::{fax, hearing, party_path, room_path};
use crate::form::time_in_japan;
use crate::slices::consent::scan;
use crate::slices::tasks;

/// What is known of a room, from which the rows of its parties are made.
pub(super) struct Known<'r> {
    pub(super) answers: &'r [AnswerRecord],
    pub(super) files: &'r [RoomFile],
    pub(super) tasks: &'r [TaskRecord],
    /// The own goals of each provider, by its name in the plan.
    pub(super) goals: &'r BTreeMap<String, Vec<OwnGoal>>,
    pub(super) today: Date,
}

/// One party with what it said.
pub(super) struct Row {
    pub(super) id: RoomPartyId,
    pub(super) name: String,
    pub(super) whose: PartyKind,
    pub(super) kind: &'static str,
    pub(super) required: bool,
    pub(super) marks: Vec<&'static str>,
    pub(super) feeling: &'static str,
    pub(super) note: String,
    pub(super) said: Vec<(String, String)>,
    pub(super) tasks: Vec<tasks::Row>,
    /// The member it is, as the choice sends it.
    pub(super) member: String,
    pub(super) new: bool,
    pub(super) by: String,
    pub(super) how: String,
    pub(super) files: Vec<File>,
    pub(super) link: Link,
    pub(super) reminded: String,
    pub(super) answer: String,
    pub(super) fax: String,
}

pub(super) struct File {
    pub(super) words: String,
    pub(super) href: String,
}

pub(super) struct Link {
    pub(super) state: &'static str,
    pub(super) word: String,
    pub(super) dead: bool,
}

impl Known<'_> {
    /// The tasks a party is asked about, with those that are done.
    fn tasks_of(&self, room: &RoomRecord, party: &PartyRecord) -> Vec<tasks::Row> {
        let own = self.tasks.iter();
        let own = own.filter(|task| task.task.is_of(party.whose, &party.owner));
        own.map(|task| tasks::Row::new(room.person, task.clone(), self.today))
            .collect()
    }
}

/// What a party said last.
pub(super) fn last(answers: &[AnswerRecord], party: RoomPartyId) -> Option<&AnswerRecord> {
    answers.iter().rfind(|answer| answer.party == party)
}

/// Everything a manager wrote on their page that stands neither with a task nor beside the plan.
fn written(party: &PartyRecord, answers: &[AnswerRecord]) -> Vec<(String, String)> {
    let own = answers.iter().filter(|answer| answer.party == party.id);
    own.filter_map(|answer| match &answer.answer {
        Answer::Month(note) => Some((
            format!("{}の便り", wareki::format_month(note.month)),
            note.went.clone(),
        )),
        Answer::OwnPlan(plan) => Some((
            format!(
                "個別支援計画の紙（個別支援会議 {}）",
                plan.met_on.map(wareki::short).unwrap_or_default()
            ),
            if plan.note.is_empty() {
                "計画のページに出ます".to_owned()
            } else {
                plan.note.clone()
            },
        )),
        Answer::Goals(goals) => Some((
            "個別支援計画の目標".to_owned(),
            format!("{}件（計画のページに出ます）", goals.mapped.len()),
        )),
        _ => None,
    })
    .collect()
}

/// Whether an answer came by link and nobody has read it.
pub(super) fn is_new(party: &PartyRecord, answer: &AnswerRecord) -> bool {
    let read = party.read_at.as_deref().unwrap_or_default();
    answer.party == party.id && answer.means == AnswerMeans::Link && answer.recorded_at.as_str() > read
}

impl Row {
    /// The label of the party's address.
    pub(super) fn mail_label(&self) -> String {
        format!("{}のメールアドレス", self.name)
    }

    pub(super) fn new(room: &RoomRecord, party: &PartyRecord, known: &Known<'_>) -> Self {
        let Known { answers, files, .. } = *known;
        let path = |what| party_path(room.person, room.id, party.id, what);
        let answer = last(answers, party.id);
        let mut row = Self {
            id: party.id,
            name: party.name.clone(),
            whose: party.kind,
            kind: party.kind.label(),
            required: party.required,
            marks: Vec::new(),
            feeling: "",
            note: String::new(),
            said: Vec::new(),
            tasks: known.tasks_of(room, party),
            member: party.member.map(|member| member.to_string()).unwrap_or_default(),
            new: answers.iter().any(|answer| is_new(party, answer)),
            by: String::new(),
            how: answer.map(how).unwrap_or_default(),
            files: Vec::new(),
            link: Link::of(party),
            reminded: party
                .reminded_at
                .as_deref()
                .map(time_in_japan)
                .unwrap_or_default(),
            answer: path("answer"),
            fax: if fax::prints(&room.ask) {
                path("fax")
            } else {
                String::new()
            },
        };
        row.say(room, answer);
        if let Ask::Desk(_) = room.ask {
            row.said = written(party, answers);
        }
        if let Some(answer) = answer {
            let goals = known.goals.get(&party.owner).map_or(&[][..], Vec::as_slice);
            row.said.extend(hearing::said(&answer.answer, goals));
        }
        let own = |answer: Uuid| {
            answers
                .iter()
                .any(|own| own.id == answer && own.party == party.id)
        };
        row.files = files
            .iter()
            .filter(|file| own(file.answer))
            .map(|file| File::of(room, file))
            .collect();
        row
    }

    fn say(&mut self, room: &RoomRecord, answer: Option<&AnswerRecord>) {
        match (&room.ask, answer.map(|answer| &answer.answer)) {
            (Ask::Dates(ask), said) => {
                self.marks = marks(ask, said);
                if let Some(Answer::Dates(said)) = said {
                    self.note.clone_from(&said.note);
                }
            }
            (Ask::Opinions(ask), Some(Answer::Opinions(said))) => {
                self.by.clone_from(&said.answered_by);
                self.said = ask
                    .topics
                    .iter()
                    .map(|topic| (topic.label().to_owned(), said.to(*topic).to_owned()))
                    .collect();
            }
            (Ask::Plan(_), Some(Answer::Plan(said))) => {
                self.feeling = said.feeling.map_or("", Feeling::label);
                self.note.clone_from(&said.words);
            }
            (Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_), Some(Answer::Receipt(said))) => {
                self.feeling = "受け取りました";
                self.by.clone_from(&said.by);
                self.note.clone_from(&said.wrong);
            }
            (Ask::Questions(ask), Some(Answer::Questions(said))) => {
                self.by.clone_from(&said.by);
                self.said = answered(ask.to(self.whose), said);
            }
            (Ask::Hearing(_), Some(Answer::Hearing(said))) => self.by = hearing::by(said),
            // What was said of a task stands with the task.
            _ => {}
        }
    }
}

/// Each question with what was said to it.
fn answered(questions: &[Question], said: &QuestionsAnswer) -> Vec<(String, String)> {
    let asked = questions.iter().enumerate();
    let line = |(place, question): (usize, &Question)| {
        let told = said.to(place).map(|said| said.told(question));
        (question.plain(), told.unwrap_or_default())
    };
    asked.map(line).collect()
}

fn marks(ask: &DatesAsk, said: Option<&Answer>) -> Vec<&'static str> {
    let sign = |place: usize| match said {
        Some(Answer::Dates(said)) => said
            .marks
            .get(place)
            .copied()
            .flatten()
            .map_or("－", |mark| mark.sign()),
        _ => "",
    };
    (0..ask.candidates.len()).map(sign).collect()
}

/// How an answer came: 11月20日 9:30 電話（見本 相子が書きこみ）.
fn how(answer: &AnswerRecord) -> String {
    let entered = match answer.entered_by.as_str() {
        "" => String::new(),
        who => format!("（{who}が書きこみ）"),
    };
    format!(
        "{} {}{entered}",
        time_in_japan(&answer.recorded_at),
        answer.means.label()
    )
}

impl File {
    fn of(room: &RoomRecord, file: &RoomFile) -> Self {
        Self {
            words: format!("{}　{}", file.kind.label(), scan::size(file.size)),
            href: format!("{}/files/{}", room_path(room.person, room.id), file.id),
        }
    }
}

impl Link {
    fn of(party: &PartyRecord) -> Self {
        let (state, word, dead) = if party.revoked_at.is_some() {
            ("unneeded", format!("取り消し（{}）", party.revoked_why), true)
        } else if party.locked_at.is_some() {
            ("late", "番号を5回まちがえて閉じました".to_owned(), true)
        } else if party.opens_left == 0 {
            ("unneeded", "使い終わり".to_owned(), true)
        } else if let Some(at) = &party.visited_at {
            ("done", format!("{} に開いた", time_in_japan(at)), false)
        } else {
            ("waiting", "まだ開いていない".to_owned(), false)
        };
        Self { state, word, dead }
    }
}
