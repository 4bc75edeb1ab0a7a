//! 対象の方: names, months and days of one worker's cases, and how many each worker carries. No record is read.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PersonId, StaffId, VisitPlanId};
use bansou_domain::visits::AreaKey;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::plan::PlannedVisit;
use super::{VisitTime, area, hour, month, part};
use crate::access::OfficeMember;
use crate::{Failure, Reader, stored};

/// Whose months are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// The worker.
    pub staff: StaffId,
    /// The first month.
    pub from: ServiceMonth,
    /// The last month.
    pub until: ServiceMonth,
}

/// One person and one due month that no confirmed report answers.
#[derive(Debug, Clone)]
pub struct DueVisit {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// The due month.
    pub month: ServiceMonth,
    /// Whose case it is, where the worker covers it; empty while nobody is in charge.
    pub covered_for: Option<String>,
    /// What is planned.
    pub plan: Option<PlannedVisit>,
    /// The municipality that printed the month, six digits or empty.
    pub municipality: String,
    /// The end of the newest grant.
    pub grant_until: Option<Date>,
    /// The last contact by visit.
    pub last_visit: Option<Date>,
    /// The next conference.
    pub conference: Option<Date>,
    /// The first day by which a decided task is to be done.
    pub task_due: Option<Date>,
    /// 地区.
    pub area: Option<AreaKey>,
    /// How often it was called in vain for this month.
    pub no_answer: i64,
}

/// 担当ごとの件数.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct Load {
    /// The worker.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// Open cases.
    pub cases: i64,
    /// Due in the first month and not visited yet.
    pub first: i64,
    /// Due in the second.
    pub second: i64,
    /// Due in the third.
    pub third: i64,
}

#[apply(row!)]
struct Row {
    person: Uuid,
    name: String,
    kana: String,
    month: String,
    covered: bool,
    specialist: Option<String>,
    plan: Option<Uuid>,
    on_day: Option<String>,
    part: Option<String>,
    at_minutes: Option<i64>,
    agreed: bool,
    version: Option<i64>,
    certificate: Option<String>,
    grant_until: Option<String>,
    last_visit: Option<String>,
    conference: Option<String>,
    task_due: Option<String>,
    area: Option<i64>,
    no_answer: i64,
}

#[derive(Deserialize)]
struct Printed {
    municipality: String,
}

impl TryFrom<Row> for DueVisit {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let day = stored::read_day_or_none;
        let printed = row.certificate.as_deref();
        let printed: Option<Printed> = printed
            .map(|text| stored::read("certificate.content", text))
            .transpose()?;
        let plan = match (
            row.plan,
            day("visit_plan.on_day", row.on_day.as_deref())?,
            row.part.as_deref(),
        ) {
            (Some(id), Some(on), Some(code)) => Some(PlannedVisit {
                id: VisitPlanId(id),
                time: VisitTime {
                    on,
                    part: part(code)?,
                    from: row.at_minutes.and_then(hour),
                },
                agreed: row.agreed,
                version: row.version.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(Self {
            person: PersonId(row.person),
            name: row.name,
            kana: row.kana,
            month: month(&row.month)?,
            covered_for: row.covered.then(|| row.specialist.unwrap_or_default()),
            plan,
            municipality: printed.map(|printed| printed.municipality).unwrap_or_default(),
            grant_until: day("certificate.grant_until", row.grant_until.as_deref())?,
            last_visit: day("paper.dated", row.last_visit.as_deref())?,
            conference: day("conference.held_on", row.conference.as_deref())?,
            task_due: day("task.due", row.task_due.as_deref())?,
            area: area(row.area),
            no_answer: row.no_answer,
        })
    }
}

impl Reader {
    /// The due months of one worker's own and covered cases that no confirmed report answers, the earliest first, then
    /// by reading.
    pub async fn due_visits(
        &mut self,
        member: OfficeMember,
        wish: Wish,
        limit: i64,
    ) -> Result<Vec<DueVisit>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let rows: Vec<Row> = sql!(
            self,
            all,
            "WITH own AS (
                 SELECT p.id, FALSE AS covered FROM person p WHERE p.organisation = $1 AND p.specialist = $3
                 UNION SELECT v.person, TRUE AS covered FROM cover v
                 JOIN person p ON p.organisation = v.organisation AND p.id = v.person
                 WHERE v.organisation = $1 AND v.staff = $3 AND v.from_on <= $6 AND v.until_on >= $6
                   AND (p.specialist IS NULL OR p.specialist <> $3)),
             due AS (
                 SELECT DISTINCT p.id AS person, p.name, p.kana, p.kana_key, p.specialist, o.covered, m.month
                 FROM own o CROSS JOIN person p CROSS JOIN monitoring_month m
                 WHERE p.organisation = $1 AND p.id = o.id AND p.office = $2 AND p.closed_on IS NULL
                   AND m.organisation = $1 AND m.person = o.id AND m.month >= $4 AND m.month <= $5 AND NOT m.answered
                   AND (p.opened_on IS NULL OR m.month >= substr(p.opened_on, 1, 7)))
             SELECT d.person, d.name, d.kana, d.month, d.covered, s.name AS specialist,
                    v.id AS plan, v.on_day, v.part, v.at_minutes, v.agreed_at IS NOT NULL AS agreed, v.version, a.area,
                    (SELECT f.content FROM monitoring_month n
                     JOIN certificate f ON f.organisation = n.organisation AND f.id = n.certificate
                     WHERE n.organisation = $1 AND n.person = d.person AND n.month = d.month
                     ORDER BY f.grant_until DESC, f.id LIMIT 1) AS certificate,
                    (SELECT MAX(c.grant_until) FROM certificate c WHERE c.organisation = $1 AND c.person = d.person) AS grant_until,
                    (SELECT MAX(q.dated) FROM paper q WHERE q.organisation = $1 AND q.person = d.person
                     AND q.kind = 'monitoring' AND q.confirmed_at IS NOT NULL AND q.replaced = $7) AS last_visit,
                    (SELECT MIN(k.held_on) FROM conference k WHERE k.organisation = $1 AND k.person = d.person
                     AND k.held_on >= $6) AS conference,
                    (SELECT MIN(t.due) FROM task t WHERE t.organisation = $1 AND t.person = d.person
                     AND t.done_on IS NULL AND t.withdrawn_at IS NULL) AS task_due,
                    (SELECT COUNT(*) FROM visit_call x WHERE x.organisation = $1 AND x.person = d.person
                     AND x.month = d.month AND x.result = 'no_answer') AS no_answer
             FROM due d LEFT JOIN staff s ON s.organisation = $1 AND s.id = d.specialist
             LEFT JOIN visit_plan v ON v.organisation = $1 AND v.person = d.person AND v.month = d.month
                  AND v.withdrawn_at IS NULL
             LEFT JOIN visit_area a ON a.organisation = $1 AND a.person = d.person
             ORDER BY d.month, d.kana_key, d.person LIMIT $8",
            organisation,
            member.office().0,
            wish.staff.0,
            wish.from.to_string(),
            wish.until.to_string(),
            &today,
            false,
            limit
        )?;
        rows.into_iter().map(DueVisit::try_from).collect()
    }

    /// The open cases of one worker of the office, by reading: names alone.
    pub async fn names_of(
        &mut self,
        member: OfficeMember,
        staff: StaffId,
    ) -> Result<Vec<(PersonId, String)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String)> = sql!(
            self,
            all,
            "SELECT p.id, p.name FROM person p
             WHERE p.organisation = $1 AND p.specialist = $3 AND p.office = $2 AND p.closed_on IS NULL
             ORDER BY p.kana_key, p.id",
            organisation,
            member.office().0,
            staff.0
        )?;
        Ok(rows.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
    }

    /// How many people each worker of the office carries and has still to visit in three months from `month` on. In the
    /// order of names; it ranks nobody.
    pub async fn visit_load(
        &mut self,
        member: OfficeMember,
        month: ServiceMonth,
    ) -> Result<Vec<Load>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            all,
            "WITH due AS (
                 SELECT DISTINCT p.specialist, m.person, m.month FROM monitoring_month m
                 JOIN person p ON p.organisation = m.organisation AND p.id = m.person
                 WHERE m.organisation = $1 AND NOT m.answered AND m.month >= $3 AND m.month <= $5
                   AND p.office = $2 AND p.closed_on IS NULL AND p.specialist IS NOT NULL
                   AND (p.opened_on IS NULL OR m.month >= substr(p.opened_on, 1, 7))),
             carried AS (
                 SELECT p.specialist, COUNT(*) AS cases FROM person p
                 WHERE p.organisation = $1 AND p.office = $2 AND p.closed_on IS NULL GROUP BY p.specialist),
             counted AS (
                 SELECT d.specialist, COUNT(CASE WHEN d.month = $3 THEN 1 END) AS first_month,
                        COUNT(CASE WHEN d.month = $4 THEN 1 END) AS second_month,
                        COUNT(CASE WHEN d.month = $5 THEN 1 END) AS third_month FROM due d GROUP BY d.specialist)
             SELECT s.id, s.name, COALESCE(c.cases, 0) AS cases, COALESCE(d.first_month, 0) AS first,
                    COALESCE(d.second_month, 0) AS second, COALESCE(d.third_month, 0) AS third
             FROM staff s LEFT JOIN carried c ON c.specialist = s.id LEFT JOIN counted d ON d.specialist = s.id
             WHERE s.organisation = $1 AND s.office = $2
               AND (c.cases > 0 OR (s.disabled_at IS NULL AND s.role <> 'clerk'))
             ORDER BY s.kana, s.name, s.id",
            organisation,
            member.office().0,
            month.to_string(),
            month.plus(1).to_string(),
            month.plus(2).to_string()
        )
    }
}
