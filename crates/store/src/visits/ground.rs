//! What proposals, the telephone list and the day's sheet read of a worker's own cases, each in one query.

use bansou_domain::id::PersonId;
use bansou_domain::note::CaseNote;
use bansou_domain::person::Person;
use bansou_domain::visits::PastVisit;
use bansou_domain::week::Week;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use crate::access::OwnCases;
use crate::{Failure, Reader, stored};

/// Visits of a person that are looked back at.
const VISITS_BACK: i64 = 6;
/// Days a visit still tells of a habit.
const HABITS_OF: i32 = 2 * 365;
/// Notes of a person that are looked back at for the hours.
const NOTES_BACK: i64 = 20;

/// What is known of one person.
#[derive(Clone, Default)]
pub struct CaseGround {
    /// これまでの訪問, the newest first.
    pub visits: Vec<PastVisit>,
    /// 週間計画 of the plan in force.
    pub week: Option<Week>,
}

/// What is needed to call or visit one person.
#[derive(Clone)]
pub struct DayNeeds {
    /// The person.
    pub id: PersonId,
    /// The face sheet.
    pub person: Person,
    /// The newest notes, newest first.
    pub notes: Vec<CaseNote>,
}

#[derive(Deserialize)]
struct Reported {
    visit: Made,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Made {
    on: Option<Date>,
    from: Option<u16>,
    place: String,
}

#[derive(Deserialize)]
struct Planned {
    week: Week,
}

impl Reader {
    /// The last visits of each own and covered case: from confirmed reports, and from notes on other days.
    pub async fn visits_made(&mut self, cases: OwnCases) -> Result<Vec<(PersonId, PastVisit)>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let since = self.today().saturating_sub(HABITS_OF.days()).to_string();
        let rows: Vec<(Uuid, String, String)> = sql!(
            self,
            all,
            "WITH own AS (
                 SELECT p.id FROM person p WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
                 UNION SELECT v.person FROM cover v
                 WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3),
             made AS (
                 SELECT o.id AS person, q.dated AS on_day, 'report' AS part, q.id
                 FROM own o CROSS JOIN paper q WHERE q.organisation = $1 AND q.person = o.id AND q.kind = 'monitoring'
                   AND q.confirmed_at IS NOT NULL AND q.replaced = $4 AND q.dated <= $3 AND q.dated >= $6
                 UNION ALL SELECT o.id, n.happened_on, 'note', n.id
                 FROM own o CROSS JOIN note n WHERE n.organisation = $1 AND n.person = o.id AND n.means = 'visit'
                   AND n.replaced = $4 AND n.happened_on <= $3 AND n.happened_on >= $6),
             placed AS (
                 SELECT m.person, m.part, m.id, m.on_day,
                        ROW_NUMBER() OVER (PARTITION BY m.person ORDER BY m.on_day DESC, m.part DESC) AS place FROM made m)
             SELECT l.person, l.part, COALESCE(q.content, n.content) FROM placed l
             LEFT JOIN paper q ON l.part = 'report' AND q.organisation = $1 AND q.id = l.id
             LEFT JOIN note n ON l.part = 'note' AND n.organisation = $1 AND n.id = l.id
             WHERE l.place <= $5 ORDER BY l.person, l.on_day DESC, l.part DESC",
            organisation,
            cases.staff().0,
            &today,
            false,
            VISITS_BACK,
            since
        )?;
        let mut visits: Vec<(PersonId, PastVisit)> = Vec::new();
        for (person, part, content) in rows {
            let Some(visit) = past(&part, &content)? else {
                continue;
            };
            let known = visits
                .last()
                .is_some_and(|(of, last)| of.0 == person && last.on == visit.on);
            if !known {
                visits.push((PersonId(person), visit));
            }
        }
        Ok(visits)
    }

    /// The week of each own and covered case as the newest confirmed plan has it.
    pub async fn weeks_of_own(&mut self, cases: OwnCases) -> Result<Vec<(PersonId, Week)>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let rows: Vec<(Uuid, String)> = sql!(
            self,
            all,
            "WITH own AS (
                 SELECT p.id FROM person p WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
                 UNION SELECT v.person FROM cover v
                 WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3)
             SELECT q.person, q.content FROM own o CROSS JOIN paper q
             WHERE q.organisation = $1 AND q.person = o.id AND q.id = (
                 SELECT r.id FROM paper r WHERE r.organisation = $1 AND r.person = o.id AND r.kind = 'plan'
                   AND r.confirmed_at IS NOT NULL AND r.replaced = $4 ORDER BY r.dated DESC, r.id DESC LIMIT 1)",
            organisation,
            cases.staff().0,
            &today,
            false
        )?;
        let read = |(person, content): (Uuid, String)| {
            let plan: Planned = stored::read("paper.content", &content)?;
            Ok((PersonId(person), plan.week))
        };
        rows.into_iter().map(read).collect()
    }

    /// The face sheet and the newest notes of those own and covered cases that are due in some months or planned on
    /// some days, both given as text that sorts.
    pub async fn day_needs(
        &mut self,
        cases: OwnCases,
        months: (&str, &str),
        days: (&str, &str),
    ) -> Result<Vec<DayNeeds>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let rows: Vec<(Uuid, String, Option<String>)> = sql!(
            self,
            all,
            "WITH own AS (
                 SELECT p.id FROM person p WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
                 UNION SELECT v.person FROM cover v
                 WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3),
             wanted AS (
                 SELECT o.id FROM own o WHERE EXISTS (
                     SELECT 1 FROM monitoring_month m WHERE m.organisation = $1 AND m.person = o.id
                       AND m.month >= $4 AND m.month <= $5 AND NOT m.answered)
                   OR EXISTS (SELECT 1 FROM visit_plan v WHERE v.organisation = $1 AND v.person = o.id
                       AND v.withdrawn_at IS NULL AND v.on_day >= $6 AND v.on_day <= $7)),
             noted AS (
                 SELECT n.person, n.content, ROW_NUMBER() OVER (
                     PARTITION BY n.person ORDER BY n.happened_on DESC, n.happened_at DESC, n.id DESC) AS place
                 FROM wanted w CROSS JOIN note n WHERE n.organisation = $1 AND n.person = w.id AND n.replaced = $8)
             SELECT p.id, p.details, n.content FROM wanted w CROSS JOIN person p
             LEFT JOIN noted n ON n.person = p.id AND n.place <= $9
             WHERE p.organisation = $1 AND p.id = w.id ORDER BY p.kana_key, p.id, n.place",
            organisation,
            cases.staff().0,
            &today,
            months.0,
            months.1,
            days.0,
            days.1,
            false,
            NOTES_BACK
        )?;
        let mut needs: Vec<DayNeeds> = Vec::new();
        for (id, details, note) in rows {
            if needs.last().is_none_or(|last| last.id.0 != id) {
                needs.push(DayNeeds {
                    id: PersonId(id),
                    person: stored::read("person.details", &details)?,
                    notes: Vec::new(),
                });
            }
            let note: Option<CaseNote> = note.map(|note| stored::read("note.content", &note)).transpose()?;
            if let Some(last) = needs.last_mut() {
                last.notes.extend(note);
            }
        }
        Ok(needs)
    }
}

/// One visit that led to a meeting; a visit in vain says nothing of habits.
fn past(part: &str, content: &str) -> Result<Option<PastVisit>, Failure> {
    if part == "report" {
        let made = stored::read::<Reported>("paper.content", content)?.visit;
        return Ok(made.on.map(|on| PastVisit {
            on,
            from: made.from,
            place: made.place,
        }));
    }
    let note: CaseNote = stored::read("note.content", content)?;
    Ok(note.missed.is_none().then_some(PastVisit {
        on: note.on,
        from: note.from,
        place: note.place,
    }))
}
