//! Dated facts around a case that leave no paper of ours.

use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// 節目. One dated fact.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// The key.
    pub id: Uuid,
    /// 第n期.
    pub cycle: i64,
    /// What happened, as a stable word of domain::process.
    pub kind: String,
    /// 日付.
    pub on: Date,
    /// To whom, or why a step was passed.
    pub note: String,
    /// Who recorded it.
    pub recorded_by: String,
}

#[apply(row!)]
struct MilestoneRow {
    id: Uuid,
    cycle: i64,
    kind: String,
    happened_on: String,
    note: String,
    recorded_by: String,
}

impl Tx {
    /// Records a dated fact. With `replaces` it corrects an earlier one.
    pub async fn add_milestone(
        &mut self,
        case: CaseEditor,
        cycle: i64,
        kind: &str,
        on: Date,
        note: &str,
        replaces: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        if let Some(old) = replaces {
            self.withdraw_milestone(case, old).await?;
        }
        sql!(
            self,
            run,
            "INSERT INTO milestone (organisation, id, person, cycle, kind, happened_on, note, recorded_at, recorded_by, replaces, replaced)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            organisation,
            id,
            case.person().0,
            cycle,
            kind,
            on.to_string(),
            note,
            &now,
            staff,
            replaces,
            false
        )?;
        Ok(id)
    }

    /// Marks a dated fact as no longer standing; the row stays.
    pub async fn withdraw_milestone(&mut self, case: CaseEditor, id: Uuid) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE milestone SET replaced = $4 WHERE organisation = $1 AND id = $2 AND person = $3 AND replaced = $5",
            organisation,
            id,
            case.person().0,
            true,
            false
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// The dated facts of a case that stand, oldest first.
    pub async fn milestones(&mut self, case: CaseReader) -> Result<Vec<Milestone>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<MilestoneRow> = sql!(
            self,
            all,
            "SELECT m.id, m.cycle, m.kind, m.happened_on, m.note, s.name AS recorded_by
             FROM milestone m JOIN staff s ON s.organisation = m.organisation AND s.id = m.recorded_by
             WHERE m.organisation = $1 AND m.person = $2 AND m.replaced = $3 ORDER BY m.happened_on, m.id",
            organisation,
            case.person().0,
            false
        )?;
        let read = |row: MilestoneRow| {
            let on = stored::read_day("milestone.happened_on", &row.happened_on)?;
            let MilestoneRow {
                id,
                cycle,
                kind,
                note,
                recorded_by,
                ..
            } = row;
            Ok(Milestone {
                id,
                cycle,
                kind,
                on,
                note,
                recorded_by,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
