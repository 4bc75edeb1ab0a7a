//! The sheets of a case as the office reads them: what was said to each question, and whether the assessment has it.

use bansou_domain::assessment::{Assessment, Statement, StatementSource};
use bansou_domain::calendar::wareki;
use bansou_domain::id::AnswerId;
use bansou_domain::room::{Asked, Question, QuestionsAnswer};
use bansou_store::questions::AnsweredSheet;
use bansou_store::room::AnswerRecord;

use crate::form::time_in_japan;
use crate::slices::rooms::room_path;

/// One sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    /// How the answer came; empty where there is none.
    pub(super) how: String,
    pub(super) by: String,
    pub(super) room: String,
    pub(super) waits: String,
    pub(super) lines: Vec<Line>,
}

/// One question with what was said to it.
pub(super) struct Line {
    pub(super) asked: String,
    pub(super) told: String,
    /// The answer and the place, as the button sends them.
    pub(super) answer: String,
    pub(super) place: usize,
    pub(super) state: State,
}

/// Whether an answer stands in the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing was said.
    Silent,
    /// That there is no answer.
    Passed,
    /// Something was said, and the assessment does not have it.
    Open,
    /// The assessment has it.
    Taken,
}

/// What the assessment says of the sheets in a line.
pub(crate) struct Summary {
    /// Whether anybody was asked.
    pub(crate) asked: bool,
    /// How many sheets are still out.
    pub(crate) waiting: usize,
    /// How many answers the assessment does not have.
    pub(crate) open: usize,
    /// How many it has.
    pub(crate) taken: usize,
}

impl Summary {
    pub(crate) fn of(sheets: &[AnsweredSheet], assessment: Option<&Assessment>) -> Self {
        let lines: Vec<State> = sheets
            .iter()
            .flat_map(|sheet| states(sheet, assessment))
            .collect();
        let count = |state| lines.iter().filter(|found| **found == state).count();
        Self {
            asked: !sheets.is_empty(),
            waiting: sheets.iter().filter(|sheet| sheet.last().is_none()).count(),
            open: count(State::Open),
            taken: count(State::Taken),
        }
    }
}

fn states(sheet: &AnsweredSheet, assessment: Option<&Assessment>) -> Vec<State> {
    let places = 0..sheet.set.questions.len();
    places.map(|place| state(sheet, place, assessment)).collect()
}

fn told(answer: &QuestionsAnswer, place: usize, question: &Question) -> String {
    let said = answer.to(place);
    said.map(|said| said.told(question)).unwrap_or_default()
}

/// How the answer to one question stands. What was answered again in other words is open again.
pub(super) fn state(sheet: &AnsweredSheet, place: usize, assessment: Option<&Assessment>) -> State {
    let last = sheet.last().and_then(|(_, answer)| answer.to(place));
    let (Some(question), Some(said)) = (sheet.set.questions.get(place), last) else {
        return State::Silent;
    };
    if !said.says() {
        return State::Passed;
    }
    let now = said.told(question);
    let same = |source: &StatementSource| {
        let mut own = sheet.answers.iter();
        own.any(|(record, answer)| source.answer.0 == record.id && told(answer, place, question) == now)
    };
    let mut statements = assessment.into_iter().flat_map(|found| &found.statements);
    let taken = statements.any(|statement| {
        let source = statement.source.as_ref();
        source.is_some_and(|source| source.place == place && same(source))
    });
    if taken { State::Taken } else { State::Open }
}

/// The answer as a statement of the assessment: whose words, the day they were said, and where they come from.
pub(super) fn statement(sheet: &AnsweredSheet, place: usize) -> Option<Statement> {
    let (record, answer) = sheet.last()?;
    let question = sheet.set.questions.get(place)?;
    let said = answer.to(place).filter(|said| said.says())?;
    let who = match sheet.asked {
        Asked::Person => "本人",
        Asked::Family if answer.by.is_empty() => &sheet.name,
        Asked::Family => &answer.by,
    };
    Some(Statement {
        on: AnsweredSheet::said_on(record, answer),
        who: who.to_owned(),
        words: said.told(question),
        source: Some(StatementSource {
            answer: AnswerId(record.id),
            place,
            asked: question.plain(),
        }),
    })
}

impl Sheet {
    pub(super) fn of(sheet: &AnsweredSheet, assessment: Option<&Assessment>) -> Self {
        let questions = sheet.set.questions.iter().enumerate();
        let line = |(place, question): (usize, &Question)| Line {
            asked: question.plain(),
            told: sheet
                .last()
                .map(|(_, answer)| told(answer, place, question))
                .unwrap_or_default(),
            answer: sheet
                .last()
                .map(|(record, _)| record.id.to_string())
                .unwrap_or_default(),
            place,
            state: state(sheet, place, assessment),
        };
        let last = sheet.last();
        Self {
            name: sheet.name.clone(),
            how: last
                .map(|(record, answer)| how(record, answer))
                .unwrap_or_default(),
            by: last.map(|(_, answer)| answer.by.clone()).unwrap_or_default(),
            room: room_path(sheet.room.person, sheet.room.id),
            waits: format!("{}にお願いしました", time_in_japan(&sheet.room.opened_at)),
            lines: questions.map(line).collect(),
        }
    }
}

/// How an answer came: リンク 11月20日 9:30, or 訪問・面談 R8.11.18（見本 相子が書きこみ）.
fn how(record: &AnswerRecord, answer: &QuestionsAnswer) -> String {
    match (record.entered_by.as_str(), answer.on) {
        ("", _) | (_, None) => format!("{} {}", record.means.label(), time_in_japan(&record.recorded_at)),
        (who, Some(on)) => format!(
            "{} {}（{who}が書きこみ）",
            record.means.label(),
            wareki::short(on)
        ),
    }
}
