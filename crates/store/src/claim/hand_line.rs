//! 手で加えた行. A line no rule computed, with its reason; it waits for the freezing of its month.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::ClaimDesk;
use crate::{Failure, Reader, Tx, stored};

/// A line to be added by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHandLine {
    /// サービス内容.
    pub name: String,
    /// サービスコード. Six characters.
    pub code: String,
    /// 単位数. Per time.
    pub units: i64,
    /// 回数.
    pub count: i64,
    /// 計画作成日・モニタリング日, for a base fee.
    pub based_on: Option<Date>,
    /// Why it is claimed.
    pub reason: String,
}

/// One line added by hand that still stands.
#[derive(Debug, Clone)]
pub struct HandLine {
    /// The key.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What.
    pub line: NewHandLine,
    /// Who added it.
    pub recorded_by: String,
}

/// One line added by hand that was struck.
#[derive(Debug, Clone)]
pub struct StruckLine {
    /// The line as it stood.
    pub line: HandLine,
    /// Why it was struck.
    pub why: String,
    /// When, in UTC.
    pub at: String,
    /// Who struck it.
    pub by: String,
}

#[apply(row!)]
struct StruckRow {
    #[sqlx(flatten)]
    line: Row,
    replaced_why: String,
    replaced_at: String,
    replaced_by: String,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    person: Uuid,
    name: String,
    code: String,
    units: i64,
    count: i64,
    based_on: Option<String>,
    reason: String,
    recorded_by: String,
}

impl TryFrom<Row> for HandLine {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            person: PersonId(row.person),
            line: NewHandLine {
                name: row.name,
                code: row.code,
                units: row.units,
                count: row.count,
                based_on: stored::read_day_or_none("claim_hand_line.based_on", row.based_on.as_deref())?,
                reason: row.reason,
            },
            recorded_by: row.recorded_by,
        })
    }
}

impl Tx {
    /// Adds a line to a person's month that is not frozen.
    pub async fn add_hand_line(
        &mut self,
        desk: ClaimDesk,
        person: PersonId,
        month: ServiceMonth,
        line: &NewHandLine,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let inserted = sql!(
            self,
            run,
            "INSERT INTO claim_hand_line (organisation, id, office, person, month, name, code, units, count, reason,
                                          recorded_at, recorded_by, based_on)
             SELECT p.organisation, $4, p.office, p.id, $5, $6, $7, $8, $9, $10, $11, $12, $13
             FROM person p WHERE p.organisation = $1 AND p.id = $2 AND p.office = $3",
            organisation,
            person.0,
            desk.office().0,
            Uuid::now_v7(),
            month.to_string(),
            &line.name,
            &line.code,
            line.units,
            line.count,
            &line.reason,
            &now,
            staff,
            line.based_on.map(|day| day.to_string())
        )?;
        if inserted == 1 {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }

    /// Strikes a line added by hand. It stays, with the reason.
    pub async fn strike_hand_line(
        &mut self,
        desk: ClaimDesk,
        person: PersonId,
        id: Uuid,
        why: &str,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let struck = sql!(
            self,
            run,
            "UPDATE claim_hand_line SET replaced = $5, replaced_why = $6, replaced_at = $7, replaced_by = $8
             WHERE organisation = $1 AND office = $2 AND person = $3 AND id = $4 AND NOT replaced",
            organisation,
            desk.office().0,
            person.0,
            id,
            true,
            why,
            &now,
            staff
        )?;
        if struck == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// The lines added by hand to a month of the office, in the order they were added.
    pub async fn hand_lines(
        &mut self,
        desk: ClaimDesk,
        month: ServiceMonth,
    ) -> Result<Vec<HandLine>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT h.id, h.person, h.name, h.code, h.units, h.count, h.based_on, h.reason, s.name AS recorded_by
             FROM claim_hand_line h JOIN staff s ON s.organisation = h.organisation AND s.id = h.recorded_by
             WHERE h.organisation = $1 AND h.office = $2 AND h.month = $3 AND NOT h.replaced
             ORDER BY h.recorded_at, h.id",
            organisation,
            desk.office().0,
            month.to_string()
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// The lines added by hand to one person's month and struck again, in the order they were struck.
    pub async fn struck_hand_lines(
        &mut self,
        desk: ClaimDesk,
        person: PersonId,
        month: ServiceMonth,
    ) -> Result<Vec<StruckLine>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<StruckRow> = sql!(
            self,
            all,
            "SELECT h.id, h.person, h.name, h.code, h.units, h.count, h.based_on, h.reason, s.name AS recorded_by,
                    h.replaced_why, h.replaced_at, b.name AS replaced_by
             FROM claim_hand_line h JOIN staff s ON s.organisation = h.organisation AND s.id = h.recorded_by
             JOIN staff b ON b.organisation = h.organisation AND b.id = h.replaced_by
             WHERE h.organisation = $1 AND h.office = $2 AND h.month = $3 AND h.person = $4 AND h.replaced
             ORDER BY h.replaced_at, h.id",
            organisation,
            desk.office().0,
            month.to_string(),
            person.0
        )?;
        let struck = |row: StruckRow| {
            Ok(StruckLine {
                line: row.line.try_into()?,
                why: row.replaced_why,
                at: row.replaced_at,
                by: row.replaced_by,
            })
        };
        rows.into_iter().map(struck).collect()
    }
}
