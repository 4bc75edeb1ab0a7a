//! 事前の質問. The office's sheets in their versions, and what the person and the family of a case answered, beside each other.

use bansou_domain::room::{
    Answer, AnswerMeans, Ask, Asked, Question, QuestionSet, QuestionsAnswer, usual_questions,
};
use jiff::civil::Date;

use crate::access::{CaseReader, OfficeManager, OfficeMember};
use crate::room::{AnswerRecord, RoomRecord};
use crate::{Failure, Reader, Tx, stored};

/// 返ってきた質問の紙. One sheet that was given to one party, with its last answer.
#[derive(Clone)]
pub struct AnsweredSheet {
    /// The room it stands in.
    pub room: RoomRecord,
    /// Whose sheet it is.
    pub asked: Asked,
    /// Who was invited, as they were called.
    pub name: String,
    /// The questions as they were asked.
    pub set: QuestionSet,
    /// The answers, the last one at the end.
    pub answers: Vec<(AnswerRecord, QuestionsAnswer)>,
}

impl AnsweredSheet {
    /// The answer that counts.
    #[must_use]
    pub fn last(&self) -> Option<&(AnswerRecord, QuestionsAnswer)> {
        self.answers.last()
    }

    /// The day something was said: the one the office was told it on, or the one it came in by link.
    #[must_use]
    pub fn said_on(record: &AnswerRecord, answer: &QuestionsAnswer) -> Option<Date> {
        let came = || record.recorded_at.parse::<jiff::Timestamp>().ok();
        let by_link = record.means == AnswerMeans::Link;
        answer
            .on
            .filter(|_| !by_link)
            .or_else(|| came().map(crate::day_in_japan))
    }
}

impl Reader {
    /// The sheet the office asks with now.
    pub async fn question_set(&mut self, member: OfficeMember, asked: Asked) -> Result<QuestionSet, Failure> {
        let organisation = self.organisation();
        let row: Option<(i64, String)> = sql!(
            self,
            maybe,
            "SELECT version, content FROM question_set WHERE organisation = $1 AND office = $2 AND asked = $3
             ORDER BY version DESC LIMIT 1",
            organisation,
            member.office().0,
            asked.code()
        )?;
        Ok(match row {
            Some((version, content)) => QuestionSet {
                version,
                questions: stored::read("question_set.content", &content)?,
            },
            None => QuestionSet {
                version: 0,
                questions: usual_questions(asked),
            },
        })
    }

    /// Every sheet the person and the family of a case were given, the newest first.
    pub async fn answered_sheets(&mut self, case: CaseReader) -> Result<Vec<AnsweredSheet>, Failure> {
        let mut sheets = Vec::new();
        for room in self.rooms(case).await? {
            let Ask::Questions(ask) = room.ask.clone() else {
                continue;
            };
            let answers = self.answers_of_room(case, room.id).await?;
            for party in self.parties_of_room(case, room.id).await? {
                let own = answers.iter().filter(|answer| answer.party == party.id);
                let answers: Vec<_> = own.filter_map(read).collect();
                let Some(asked) = Asked::of(party.kind).filter(|_| party.opens() || !answers.is_empty())
                else {
                    continue;
                };
                sheets.push(AnsweredSheet {
                    room: room.clone(),
                    asked,
                    name: party.name,
                    set: ask.of(asked).clone(),
                    answers,
                });
            }
        }
        Ok(sheets)
    }
}

fn read(record: &AnswerRecord) -> Option<(AnswerRecord, QuestionsAnswer)> {
    match &record.answer {
        Answer::Questions(answer) => Some((record.clone(), answer.clone())),
        _ => None,
    }
}

impl Tx {
    /// Writes the next version of a sheet; [`Failure::Stale`] where somebody has written one since `version`.
    pub async fn write_questions(
        &mut self,
        manager: OfficeManager,
        asked: Asked,
        questions: &[Question],
        version: i64,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let written = sql!(
            self,
            run,
            "INSERT INTO question_set (organisation, office, asked, version, content, written_at, written_by)
             SELECT $1, $2, $3, $4, $5, $6, $7
             WHERE $4 = (SELECT COALESCE(MAX(q.version), 0) + 1 FROM question_set q
                         WHERE q.organisation = $1 AND q.office = $2 AND q.asked = $3)
             ON CONFLICT DO NOTHING",
            organisation,
            manager.office().0,
            asked.code(),
            version + 1,
            stored::write(&questions)?,
            &now,
            staff
        )?;
        if written == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}
