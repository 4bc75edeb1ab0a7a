//! 決めた訪問. What somebody took of the proposals, moved, or took back; and the calls made for it.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{NoteId, PersonId, StaffId, VisitPlanId};
use bansou_domain::visits::AreaKey;
use jiff::civil::Date;
use uuid::Uuid;

use super::{NO_HOUR, VisitTime, area, hour, month, part};
use crate::access::{CaseEditor, CaseReader, OfficeMember};
use crate::{Failure, Reader, Tx, stored};

/// Visits a page of days shows at most; nobody makes as many in four months.
const MOST: i64 = 1_000;

/// 訪問の予定.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedVisit {
    /// The key.
    pub id: VisitPlanId,
    /// When.
    pub time: VisitTime,
    /// Whether the person agreed to the day.
    pub agreed: bool,
    /// Guards against a stale press.
    pub version: i64,
}

/// A planned visit with whose it is.
#[derive(Debug, Clone)]
pub struct VisitDay {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The due month.
    pub month: ServiceMonth,
    /// What is planned.
    pub plan: PlannedVisit,
    /// 地区.
    pub area: Option<AreaKey>,
}

/// 電話の結果.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallResult {
    /// The day is fixed.
    Fixed,
    /// Spoken with, and nothing fixed yet.
    Called,
    /// Nobody answered.
    NoAnswer,
}

impl CallResult {
    fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Called => "called",
            Self::NoAnswer => "no_answer",
        }
    }
}

#[apply(row!)]
struct Row {
    id: Uuid,
    person: Uuid,
    name: String,
    month: String,
    on_day: String,
    part: String,
    at_minutes: i64,
    agreed: bool,
    version: i64,
    area: Option<i64>,
}

impl TryFrom<Row> for VisitDay {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            person: PersonId(row.person),
            name: row.name,
            month: month(&row.month)?,
            plan: PlannedVisit {
                id: VisitPlanId(row.id),
                time: VisitTime {
                    on: stored::read_day("visit_plan.on_day", &row.on_day)?,
                    part: part(&row.part)?,
                    from: hour(row.at_minutes),
                },
                agreed: row.agreed,
                version: row.version,
            },
            area: area(row.area),
        })
    }
}

impl Tx {
    /// Plans the visit of a month for the worker who acts, or moves the one that is planned, if nobody has moved it since
    /// `version`. Without a version there must be none yet. Moving it asks the person anew.
    pub async fn plan_visit(
        &mut self,
        case: CaseEditor,
        month: ServiceMonth,
        time: VisitTime,
        agreed: bool,
        version: Option<i64>,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let agreed_at = agreed.then(|| now.clone());
        let minutes = time.from.map_or(NO_HOUR, i64::from);
        let written = if let Some(version) = version {
            sql!(
                self,
                run,
                "UPDATE visit_plan SET on_day = $5, part = $6, at_minutes = $7, changed_at = $8, version = version + 1,
                        agreed_at = CASE WHEN $9 IS NOT NULL THEN $9 WHEN on_day = $5 AND at_minutes = $7 THEN agreed_at END
                 WHERE organisation = $1 AND person = $2 AND month = $3 AND version = $4 AND withdrawn_at IS NULL",
                organisation,
                case.person().0,
                month.to_string(),
                version,
                time.on.to_string(),
                time.part.code(),
                minutes,
                &now,
                agreed_at
            )?
        } else {
            sql!(
                self,
                run,
                "INSERT INTO visit_plan (organisation, id, person, staff, month, on_day, part, at_minutes, agreed_at, made_by, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $4, $10)
                 ON CONFLICT (organisation, person, month) WHERE withdrawn_at IS NULL DO NOTHING",
                organisation,
                Uuid::now_v7(),
                case.person().0,
                staff,
                month.to_string(),
                time.on.to_string(),
                time.part.code(),
                minutes,
                agreed_at,
                &now
            )?
        };
        if written == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Takes a planned visit back, if nobody has moved it since `version`. It stays, so that calendars take it out.
    pub async fn withdraw_visit(
        &mut self,
        case: CaseEditor,
        month: ServiceMonth,
        version: i64,
    ) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let withdrawn = sql!(
            self,
            run,
            "UPDATE visit_plan SET withdrawn_at = $5, changed_at = $5, version = version + 1
             WHERE organisation = $1 AND person = $2 AND month = $3 AND version = $4 AND withdrawn_at IS NULL",
            organisation,
            case.person().0,
            month.to_string(),
            version,
            &now
        )?;
        if withdrawn == 1 {
            Ok(())
        } else {
            Err(Failure::Stale)
        }
    }

    /// Records a call made to fix the day of a month's visit, with the note it became.
    pub async fn record_visit_call(
        &mut self,
        case: CaseEditor,
        month: ServiceMonth,
        result: CallResult,
        note: NoteId,
    ) -> Result<(), Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        sql!(
            self,
            run,
            "INSERT INTO visit_call (organisation, id, person, month, result, note, called_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            organisation,
            Uuid::now_v7(),
            case.person().0,
            month.to_string(),
            result.code(),
            note.0,
            &today
        )?;
        Ok(())
    }

    /// The visits that are still to come go with the case.
    pub(crate) async fn hand_over_visits(&mut self, case: CaseEditor, staff: StaffId) -> Result<(), Failure> {
        let (organisation, today, now) = (self.organisation(), self.today().to_string(), self.now());
        sql!(
            self,
            run,
            "UPDATE visit_plan SET staff = $3, changed_at = $5, version = version + 1
             WHERE organisation = $1 AND person = $2 AND on_day >= $4 AND withdrawn_at IS NULL AND staff <> $3",
            organisation,
            case.person().0,
            staff.0,
            &today,
            &now
        )?;
        Ok(())
    }
}

impl Reader {
    /// The visits one worker of the office has planned on some days, in their order.
    pub async fn planned_visits(
        &mut self,
        member: OfficeMember,
        staff: StaffId,
        from: Date,
        until: Date,
    ) -> Result<Vec<VisitDay>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT v.id, v.person, p.name, v.month, v.on_day, v.part, v.at_minutes, v.agreed_at IS NOT NULL AS agreed,
                    v.version, a.area
             FROM visit_plan v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
             LEFT JOIN visit_area a ON a.organisation = v.organisation AND a.person = v.person
             WHERE v.organisation = $1 AND v.staff = $3 AND v.on_day >= $4 AND v.on_day <= $5 AND v.withdrawn_at IS NULL
               AND p.office = $2 AND p.closed_on IS NULL
             ORDER BY v.on_day, CASE v.part WHEN 'morning' THEN 1 WHEN 'afternoon' THEN 2 ELSE 3 END, v.at_minutes,
                      p.kana_key, p.id LIMIT $6",
            organisation,
            member.office().0,
            staff.0,
            from.to_string(),
            until.to_string(),
            MOST
        )?;
        rows.into_iter().map(VisitDay::try_from).collect()
    }

    /// The visit planned next for a person.
    pub async fn next_visit(&mut self, case: CaseReader) -> Result<Option<VisitDay>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let row: Option<Row> = sql!(
            self,
            maybe,
            "SELECT v.id, v.person, p.name, v.month, v.on_day, v.part, v.at_minutes, v.agreed_at IS NOT NULL AS agreed,
                    v.version, CAST(NULL AS BIGINT) AS area
             FROM visit_plan v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
             WHERE v.organisation = $1 AND v.person = $2 AND v.on_day >= $3 AND v.withdrawn_at IS NULL
             ORDER BY v.on_day LIMIT 1",
            organisation,
            case.person().0,
            &today
        )?;
        row.map(VisitDay::try_from).transpose()
    }
}
