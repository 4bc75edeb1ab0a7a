//! 利用者: the face sheet, who is in charge, and the office's list of people.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::person::Person;
use bansou_domain::text;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader, OfficeMember};
use crate::{Failure, Reader, Tx, stored};

/// The person with the case's own facts.
#[derive(Debug, Clone)]
pub struct PersonRecord {
    /// The face sheet.
    pub person: Person,
    /// Who is in charge.
    pub specialist: Option<StaffId>,
    /// The name of who is in charge; empty while nobody is.
    pub specialist_name: String,
    /// 契約日・支援開始.
    pub opened_on: Option<Date>,
    /// 終結日.
    pub closed_on: Option<Date>,
    /// The last day of the protection that was recorded last. `None`: none is recorded or no end is known.
    pub protected_until: Option<Date>,
    /// Guards against a stale form.
    pub version: i64,
}

/// One row of the office's list of people.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// The key.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// The birth date, ISO.
    pub born: Option<String>,
    /// Who is in charge.
    pub specialist_name: Option<String>,
    /// Whether the viewer is in charge.
    pub mine: bool,
    /// Whether the viewer covers the case today.
    pub covered: bool,
    /// The end of the newest certificate, ISO.
    pub grant_until: Option<String>,
    /// The first printed monitoring month of the last twelve or later that no confirmed report answers, `YYYY-MM`.
    pub next_month: Option<String>,
    /// The last contact, ISO.
    pub last_contact: Option<String>,
    /// Since when the case is closed, ISO.
    pub closed_on: Option<String>,
}

/// Which people a list shows.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    /// Folded text to be found in name or reading; empty for all.
    pub words: String,
    /// Only cases the viewer is in charge of or covers today.
    pub mine: bool,
    /// Closed cases instead of open ones.
    pub closed: bool,
}

#[apply(row!)]
struct PersonRow {
    details: String,
    specialist: Option<Uuid>,
    specialist_name: Option<String>,
    opened_on: Option<String>,
    closed_on: Option<String>,
    protected_until: Option<String>,
    version: i64,
}

/// How far back a month that no report answers is still looked for; older ones are history, as on the board.
const OPEN_MONTHS: i32 = 12;

/// The reading first, because lists sort by it; then name and reading without their space, for searches that leave it out.
fn key_of(person: &Person) -> String {
    let (kana, name) = (text::fold(&person.kana), text::fold(&person.name));
    format!(
        "{kana} {name} {} {}",
        kana.replace(' ', ""),
        name.replace(' ', "")
    )
}

impl Tx {
    /// Adds a person to the worker's office.
    pub async fn add_person(
        &mut self,
        member: OfficeMember,
        person: &Person,
        specialist: Option<StaffId>,
        opened_on: Option<Date>,
    ) -> Result<PersonId, Failure> {
        let (organisation, id) = (self.organisation(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO person (organisation, id, office, specialist, name, kana, kana_key, born, opened_on, details)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            organisation,
            id,
            member.office().0,
            specialist.map(|staff| staff.0),
            &person.name,
            &person.kana,
            key_of(person),
            person.born.map(|born| born.to_string()),
            opened_on.map(|day| day.to_string()),
            stored::write(person)?
        )?;
        Ok(PersonId(id))
    }

    /// Replaces the face sheet, if nobody has changed it since `version`.
    pub async fn change_person(
        &mut self,
        case: CaseEditor,
        person: &Person,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE person SET name = $4, kana = $5, kana_key = $6, born = $7, details = $8, version = version + 1
             WHERE organisation = $1 AND id = $2 AND version = $3",
            organisation,
            case.person().0,
            version,
            &person.name,
            &person.kana,
            key_of(person),
            person.born.map(|born| born.to_string()),
            stored::write(person)?
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Hands the case to another worker of the same office, with the visits that are planned for it.
    pub async fn assign(&mut self, case: CaseEditor, specialist: Option<StaffId>) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE person SET specialist = $3, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            case.person().0,
            specialist.map(|staff| staff.0)
        )?;
        match specialist {
            Some(staff) => self.hand_over_visits(case, staff).await,
            None => Ok(()),
        }
    }

    /// Sets the days on which the case was opened and closed.
    pub async fn set_case_days(
        &mut self,
        case: CaseEditor,
        opened_on: Option<Date>,
        closed_on: Option<Date>,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE person SET opened_on = $3, closed_on = $4, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            case.person().0,
            opened_on.map(|day| day.to_string()),
            closed_on.map(|day| day.to_string())
        )?;
        Ok(())
    }
}

impl Reader {
    /// The person whose case has been opened.
    pub async fn person(&mut self, case: CaseReader) -> Result<PersonRecord, Failure> {
        let organisation = self.organisation();
        let row: PersonRow = sql!(
            self,
            one,
            "SELECT p.details, p.specialist, s.name AS specialist_name, p.opened_on, p.closed_on, p.version,
                    (SELECT d.until_on FROM protection d WHERE d.organisation = p.organisation AND d.person = p.id
                     ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1) AS protected_until
             FROM person p LEFT JOIN staff s ON s.organisation = p.organisation AND s.id = p.specialist
             WHERE p.organisation = $1 AND p.id = $2",
            organisation,
            case.person().0
        )?;
        Ok(PersonRecord {
            person: stored::read("person.details", &row.details)?,
            specialist: row.specialist.map(StaffId),
            specialist_name: row.specialist_name.unwrap_or_default(),
            opened_on: stored::read_day_or_none("person.opened_on", row.opened_on.as_deref())?,
            closed_on: stored::read_day_or_none("person.closed_on", row.closed_on.as_deref())?,
            protected_until: stored::read_day_or_none("protection.until_on", row.protected_until.as_deref())?,
            version: row.version,
        })
    }

    /// One page of the office's people, by reading. The worker's own list begins at the worker's own and covered cases,
    /// the office's at the readings; what stands beside a name is looked up for the page alone.
    pub async fn people(
        &mut self,
        member: OfficeMember,
        filter: &PeopleFilter,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<PersonLine>, Failure> {
        let (organisation, today) = (self.organisation(), self.today());
        let since = ServiceMonth::containing(today).plus(-OPEN_MONTHS);
        sql!(
            self,
            all,
            "WITH covered AS (
                 SELECT DISTINCT v.person FROM cover v
                 WHERE v.organisation = $1 AND v.staff = $3 AND v.from_on <= $11 AND v.until_on >= $11),
             own AS (
                 SELECT p.id FROM person p WHERE $4 AND p.organisation = $1 AND p.specialist = $3
                 UNION SELECT v.person FROM covered v WHERE $4),
             shown AS (
                 SELECT p.id, p.name, p.kana, p.kana_key, p.born, p.specialist, p.closed_on FROM own o CROSS JOIN person p
                 WHERE p.organisation = $1 AND p.id = o.id AND p.office = $2 AND (p.closed_on IS NOT NULL) = $5
                   AND ($6 = '' OR p.kana_key LIKE $7 ESCAPE '\\')
                 UNION ALL SELECT p.id, p.name, p.kana, p.kana_key, p.born, p.specialist, p.closed_on FROM person p
                 WHERE NOT $4 AND p.organisation = $1 AND p.office = $2 AND (p.closed_on IS NOT NULL) = $5
                   AND ($6 = '' OR p.kana_key LIKE $7 ESCAPE '\\')
                 ORDER BY kana_key, id LIMIT $8 OFFSET $9)
             SELECT p.id, p.name, p.kana, p.born, s.name AS specialist_name, p.closed_on,
                    (p.specialist IS NOT NULL AND p.specialist = $3) AS mine, p.id IN (SELECT person FROM covered) AS covered,
                    (SELECT MAX(c.grant_until) FROM certificate c WHERE c.organisation = $1 AND c.person = p.id) AS grant_until,
                    (SELECT MIN(m.month) FROM monitoring_month m
                     WHERE m.organisation = $1 AND m.person = p.id AND m.month >= $10 AND NOT m.answered) AS next_month,
                    (SELECT MAX(n.happened_on) FROM note n WHERE n.organisation = $1 AND n.person = p.id) AS last_contact
             FROM shown p LEFT JOIN staff s ON s.organisation = $1 AND s.id = p.specialist
             ORDER BY p.kana_key, p.id",
            organisation,
            member.office().0,
            member.staff().0,
            filter.mine,
            filter.closed,
            &filter.words,
            like(&filter.words),
            limit,
            offset,
            since.to_string(),
            today.to_string()
        )
    }

    /// How many people a list has. Without words to look for, the office's own number stands counted.
    pub async fn count_people(
        &mut self,
        member: OfficeMember,
        filter: &PeopleFilter,
    ) -> Result<i64, Failure> {
        let organisation = self.organisation();
        if filter.mine {
            return self.count_own(member, filter).await;
        }
        if filter.words.is_empty() {
            return sql!(
                self,
                value,
                "SELECT COALESCE((SELECT people FROM person_count
                                  WHERE organisation = $1 AND office = $2 AND closed = $3), 0)",
                organisation,
                member.office().0,
                filter.closed
            );
        }
        sql!(
            self,
            value,
            "SELECT COUNT(*) FROM person p
             WHERE p.organisation = $1 AND p.office = $2 AND (p.closed_on IS NOT NULL) = $3
               AND p.kana_key LIKE $4 ESCAPE '\\'",
            organisation,
            member.office().0,
            filter.closed,
            like(&filter.words)
        )
    }

    async fn count_own(&mut self, member: OfficeMember, filter: &PeopleFilter) -> Result<i64, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        sql!(
            self,
            value,
            "WITH own AS (
                 SELECT p.id FROM person p WHERE p.organisation = $1 AND p.specialist = $3
                 UNION SELECT v.person FROM cover v
                 WHERE v.organisation = $1 AND v.staff = $3 AND v.from_on <= $7 AND v.until_on >= $7)
             SELECT COUNT(*) FROM own o CROSS JOIN person p
             WHERE p.organisation = $1 AND p.id = o.id AND p.office = $2 AND (p.closed_on IS NOT NULL) = $4
               AND ($5 = '' OR p.kana_key LIKE $6 ESCAPE '\\')",
            organisation,
            member.office().0,
            member.staff().0,
            filter.closed,
            &filter.words,
            like(&filter.words),
            &today
        )
    }
}

/// A pattern that finds the words themselves, whatever signs they hold.
pub(crate) fn like(words: &str) -> String {
    let escaped = words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}
