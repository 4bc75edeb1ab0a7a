//! 持っていくもの. What is open between the office and the people who are visited on a day.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_domain::task::OwnerSide;
use jiff::civil::Date;
use uuid::Uuid;

use super::month;
use crate::access::OwnCases;
use crate::{Failure, Reader, stored};

/// The newest confirmed paper of a kind, with what became of it.
#[derive(Debug, Clone, Copy)]
pub struct NewestPaper {
    /// The kind.
    pub kind: PaperKind,
    /// 第n期.
    pub cycle: i64,
    /// The due month it answers.
    pub month: Option<ServiceMonth>,
    /// Whether somebody agreed to it.
    pub agreed: bool,
    /// Whether the person has a copy.
    pub handed: bool,
}

/// One thing that is open with a person.
#[derive(Debug, Clone)]
pub enum Open {
    /// A paper of theirs.
    Paper(NewestPaper),
    /// 宿題 of the office: what, and until when.
    Homework(String, Option<Date>),
}

#[apply(row!)]
struct Row {
    person: Uuid,
    kind: String,
    cycle: i64,
    what: String,
    day: Option<String>,
    agreed: bool,
    handed: bool,
}

impl Reader {
    /// What is open with those own and covered cases that the worker visits on a day, in their order of the papers' kinds.
    pub async fn open_on(&mut self, cases: OwnCases, on: Date) -> Result<Vec<(PersonId, Open)>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let rows: Vec<Row> = sql!(
            self,
            all,
            "WITH planned AS (
                 SELECT DISTINCT v.person AS id FROM visit_plan v
                 JOIN person p ON p.organisation = v.organisation AND p.id = v.person
                 WHERE v.organisation = $1 AND v.staff = $2 AND v.on_day = $4 AND v.withdrawn_at IS NULL
                   AND p.closed_on IS NULL AND (p.specialist = $2 OR EXISTS (
                       SELECT 1 FROM cover c WHERE c.organisation = $1 AND c.staff = $2 AND c.person = p.id
                         AND c.from_on <= $3 AND c.until_on >= $3))),
             newest AS (
                 SELECT q.id, q.person, q.kind, q.cycle, q.month, ROW_NUMBER() OVER (
                     PARTITION BY q.person, q.kind ORDER BY q.cycle DESC, q.dated DESC, q.id DESC) AS place
                 FROM planned w CROSS JOIN paper q WHERE q.organisation = $1 AND q.person = w.id AND q.replaced = $5
                   AND q.confirmed_at IS NOT NULL AND q.kind IN ('draft_plan', 'plan', 'monitoring'))
             SELECT n.person, n.kind, n.cycle, '' AS what, n.month AS day,
                    EXISTS (SELECT 1 FROM consent c WHERE c.organisation = $1 AND c.paper = n.id AND NOT c.replaced) AS agreed,
                    EXISTS (SELECT 1 FROM delivery d WHERE d.organisation = $1 AND d.paper = n.id AND NOT d.replaced
                              AND d.recipient = 'person') AS handed
             FROM newest n WHERE n.place = 1
             UNION ALL
             SELECT t.person, '', 0, t.what, t.due, t.done_on IS NOT NULL, t.done_on IS NOT NULL
             FROM planned w JOIN task t ON t.organisation = $1 AND t.person = w.id
             WHERE t.done_on IS NULL AND t.withdrawn_at IS NULL AND t.side = $6
             ORDER BY 1, 2 DESC, 5, 4",
            organisation,
            cases.staff().0,
            &today,
            on.to_string(),
            false,
            OwnerSide::Office.code()
        )?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl Row {
    fn read(self) -> Result<(PersonId, Open), Failure> {
        let open = if self.kind.is_empty() {
            Open::Homework(
                self.what,
                stored::read_day_or_none("task.due", self.day.as_deref())?,
            )
        } else {
            Open::Paper(NewestPaper {
                kind: PaperKind::from_code(&self.kind)
                    .ok_or_else(|| Failure::unreadable("paper.kind", &self.kind))?,
                cycle: self.cycle,
                month: self.day.as_deref().map(month).transpose()?,
                agreed: self.agreed,
                handed: self.handed,
            })
        };
        Ok((PersonId(self.person), open))
    }
}
