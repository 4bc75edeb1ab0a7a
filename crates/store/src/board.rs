//! モニタリングの一覧. Whose monitoring is due in which month and how far it has come; one query for each lane.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PaperId, PersonId};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use crate::access::OfficeMember;
use crate::{Failure, Reader, stored};

/// Which person-months a lane holds.
#[derive(Debug, Clone, Copy)]
pub struct Lane {
    /// The first month.
    pub from: ServiceMonth,
    /// The last month.
    pub until: ServiceMonth,
    /// Only what is not finished: no confirmed report, no consent, or no copy handed over.
    pub open_only: bool,
    /// Only cases the viewer is in charge of or covers today.
    pub mine: bool,
}

/// A page of a lane.
#[derive(Debug, Clone)]
pub struct LanePage {
    /// The rows.
    pub rows: Vec<BoardRow>,
    /// How many rows the whole lane has; unknown, and 0, on a page behind its end.
    pub total: i64,
}

/// 一人の一月分.
#[derive(Debug, Clone)]
pub struct BoardRow {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// Who is in charge; empty while nobody is.
    pub specialist: String,
    /// Whether the viewer is in charge.
    pub mine: bool,
    /// Whether the viewer covers the case today for somebody else.
    pub covered: bool,
    /// The month printed on the certificate.
    pub month: ServiceMonth,
    /// The municipality that printed it, six digits or empty.
    pub municipality: String,
    /// The report that answers the month.
    pub report: Option<BoardReport>,
}

/// How far the report of a month has come.
#[derive(Debug, Clone)]
pub struct BoardReport {
    /// The key.
    pub id: PaperId,
    /// The day of the visit.
    pub visited: Option<Date>,
    /// When it was last written, in UTC.
    pub written_at: String,
    /// When it was confirmed, in UTC.
    pub confirmed_at: Option<String>,
    /// Whether the person has consented to it.
    pub consented: bool,
    /// Whether the municipality has its copy.
    pub copied: bool,
}

/// 担当ごとの件数. In the order of names; it ranks nobody.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct Workload {
    /// The name.
    pub name: String,
    /// Open cases.
    pub cases: i64,
    /// People due in the month.
    pub due: i64,
    /// Of these, with a confirmed report.
    pub reported: i64,
    /// People with an earlier month that no confirmed report answers.
    pub late: i64,
}

#[apply(row!)]
struct Row {
    person: Uuid,
    name: String,
    kana: String,
    specialist: Option<String>,
    whose: String,
    month: String,
    certificate: Option<String>,
    report: Option<Uuid>,
    visited: Option<String>,
    written_at: Option<String>,
    confirmed_at: Option<String>,
    consented: bool,
    copied: bool,
    total: i64,
}

#[derive(Deserialize)]
struct Printed {
    municipality: String,
}

impl TryFrom<Row> for BoardRow {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let month = row.month.parse();
        let printed = row.certificate.as_deref();
        let printed: Option<Printed> = printed
            .map(|text| stored::read("certificate.content", text))
            .transpose()?;
        let visited = stored::read_day_or_none("paper.dated", row.visited.as_deref())?;
        let report = row.report.map(|id| BoardReport {
            id: PaperId(id),
            visited,
            written_at: row.written_at.unwrap_or_default(),
            confirmed_at: row.confirmed_at,
            consented: row.consented,
            copied: row.copied,
        });
        Ok(Self {
            person: PersonId(row.person),
            name: row.name,
            kana: row.kana,
            specialist: row.specialist.unwrap_or_default(),
            mine: row.whose == "own",
            covered: row.whose == "covered",
            month: month.map_err(|why| Failure::unreadable("monitoring_month.month", why))?,
            municipality: printed.map(|printed| printed.municipality).unwrap_or_default(),
            report,
        })
    }
}

impl Reader {
    /// A page of a lane, the earliest month first, then by reading. Closed cases and months before a case was opened
    /// stay out. A confirmed report stands before the draft of its correction. A worker's own lane begins at the worker's
    /// own and covered cases, the office's at the months: one condition for both would walk the whole office for either.
    pub async fn monitoring_lane(
        &mut self,
        member: OfficeMember,
        lane: Lane,
        offset: i64,
        limit: i64,
    ) -> Result<LanePage, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let rows: Vec<Row> = sql!(
            self,
            all,
            "WITH own AS (
                 SELECT p.id FROM person p WHERE $6 AND p.organisation = $1 AND p.specialist = $3
                 UNION SELECT v.person FROM cover v
                 WHERE $6 AND v.organisation = $1 AND v.staff = $3 AND v.from_on <= $11 AND v.until_on >= $11),
             due AS (
                 SELECT m.organisation, m.person, m.month FROM own o CROSS JOIN person p CROSS JOIN monitoring_month m
                 WHERE p.organisation = $1 AND p.id = o.id AND m.organisation = p.organisation AND m.person = p.id
                   AND p.office = $2 AND m.month >= $4 AND m.month <= $5
                   AND p.closed_on IS NULL AND (p.opened_on IS NULL OR m.month >= substr(p.opened_on, 1, 7))
                 UNION SELECT m.organisation, m.person, m.month FROM monitoring_month m
                 JOIN person p ON p.organisation = m.organisation AND p.id = m.person
                 WHERE NOT $6 AND m.organisation = $1 AND p.office = $2 AND m.month >= $4 AND m.month <= $5
                   AND p.closed_on IS NULL AND (p.opened_on IS NULL OR m.month >= substr(p.opened_on, 1, 7))),
             stand AS (
                 SELECT d.organisation, d.person, d.month, r.id AS report, r.dated AS visited, r.written_at, r.confirmed_at,
                        EXISTS (SELECT 1 FROM consent c WHERE c.organisation = r.organisation AND c.paper = r.id AND NOT c.replaced) AS consented,
                        EXISTS (SELECT 1 FROM delivery h WHERE h.organisation = r.organisation AND h.paper = r.id
                                AND h.recipient = 'municipality' AND NOT h.replaced) AS copied
                 FROM due d LEFT JOIN paper r ON r.organisation = d.organisation AND r.person = d.person AND r.month = d.month AND r.id = (
                     SELECT q.id FROM paper q WHERE q.organisation = d.organisation AND q.person = d.person
                     AND q.month = d.month AND q.kind = 'monitoring' AND q.replaced = $8
                     ORDER BY q.confirmed_at IS NULL, q.id DESC LIMIT 1))
             SELECT t.person, p.name, p.kana, s.name AS specialist, t.month, t.report, t.visited, t.written_at, t.confirmed_at,
                    t.consented, t.copied, COUNT(*) OVER () AS total,
                    CASE WHEN p.specialist = $3 THEN 'own'
                         WHEN EXISTS (SELECT 1 FROM cover v WHERE v.organisation = p.organisation AND v.person = p.id
                                      AND v.staff = $3 AND v.from_on <= $11 AND v.until_on >= $11) THEN 'covered'
                         ELSE '' END AS whose,
                    (SELECT f.content FROM monitoring_month n
                     JOIN certificate f ON f.organisation = n.organisation AND f.id = n.certificate
                     WHERE n.organisation = t.organisation AND n.person = t.person AND n.month = t.month
                     ORDER BY f.grant_until DESC, f.id LIMIT 1) AS certificate
             FROM stand t JOIN person p ON p.organisation = t.organisation AND p.id = t.person
             LEFT JOIN staff s ON s.organisation = p.organisation AND s.id = p.specialist
             WHERE NOT ($7 AND t.confirmed_at IS NOT NULL AND t.consented AND t.copied)
             ORDER BY t.month, (t.confirmed_at IS NOT NULL AND t.consented AND t.copied), p.kana_key, p.id LIMIT $9 OFFSET $10",
            organisation,
            member.office().0,
            member.staff().0,
            lane.from.to_string(),
            lane.until.to_string(),
            lane.mine,
            lane.open_only,
            false,
            limit,
            offset,
            &today
        )?;
        let total = rows.first().map_or(0, |row| row.total);
        let rows = rows
            .into_iter()
            .map(BoardRow::try_from)
            .collect::<Result<_, _>>()?;
        Ok(LanePage { rows, total })
    }

    /// How much each worker of the office carries in `month`; `since` bounds how far back late months are counted.
    pub async fn workload(
        &mut self,
        member: OfficeMember,
        month: ServiceMonth,
        since: ServiceMonth,
    ) -> Result<Vec<Workload>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            all,
            "WITH carried AS (
                 SELECT p.specialist, COUNT(*) AS cases FROM person p
                 WHERE p.organisation = $1 AND p.closed_on IS NULL AND p.specialist IS NOT NULL GROUP BY p.specialist),
             due AS (
                 SELECT p.specialist, COUNT(DISTINCT m.person) AS people,
                        COUNT(DISTINCT CASE WHEN m.answered THEN m.person END) AS reported
                 FROM monitoring_month m JOIN person p ON p.organisation = m.organisation AND p.id = m.person
                 WHERE m.organisation = $1 AND m.month = $3 AND p.office = $2 AND p.closed_on IS NULL
                   AND (p.opened_on IS NULL OR m.month >= substr(p.opened_on, 1, 7)) GROUP BY p.specialist),
             late AS (
                 SELECT p.specialist, COUNT(DISTINCT m.person) AS people
                 FROM monitoring_month m JOIN person p ON p.organisation = m.organisation AND p.id = m.person
                 WHERE m.organisation = $1 AND NOT m.answered AND m.month >= $4 AND m.month < $3
                   AND p.office = $2 AND p.closed_on IS NULL
                   AND (p.opened_on IS NULL OR m.month >= substr(p.opened_on, 1, 7)) GROUP BY p.specialist)
             SELECT s.name, c.cases, COALESCE(d.people, 0) AS due, COALESCE(d.reported, 0) AS reported,
                    COALESCE(l.people, 0) AS late
             FROM carried c JOIN staff s ON s.organisation = $1 AND s.id = c.specialist
             LEFT JOIN due d ON d.specialist = c.specialist LEFT JOIN late l ON l.specialist = c.specialist
             WHERE s.office = $2 ORDER BY s.kana, s.name",
            organisation,
            member.office().0,
            month.to_string(),
            since.to_string()
        )
    }
}
