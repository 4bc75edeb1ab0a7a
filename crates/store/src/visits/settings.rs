//! 訪問の決まり of the office, 訪問できる日 of a worker, 地区 of a person.

use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::visits::{AreaKey, VisitDays, VisitRules};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::area as area_key;
use crate::access::{OfficeManager, OfficeMember};
use crate::{Failure, Reader, Tx, stored};

/// What stands, and the version that guards it; nothing that stands has the version 0.
fn read<T: DeserializeOwned + Default>(
    what: &'static str,
    row: Option<(String, i64)>,
) -> Result<(T, i64), Failure> {
    match row {
        Some((content, version)) => Ok((stored::read(what, &content)?, version)),
        None => Ok((T::default(), 0)),
    }
}

impl Reader {
    /// What the office says of its visits.
    pub async fn visit_rules(&mut self, member: OfficeMember) -> Result<(VisitRules, i64), Failure> {
        let organisation = self.organisation();
        let row = sql!(
            self,
            maybe,
            "SELECT content, version FROM visit_rules WHERE organisation = $1 AND office = $2",
            organisation,
            member.office().0
        )?;
        read("visit_rules.content", row)
    }

    /// On which days a worker of the office goes out.
    pub async fn visit_days(
        &mut self,
        member: OfficeMember,
        staff: StaffId,
    ) -> Result<(VisitDays, i64), Failure> {
        let organisation = self.organisation();
        let row = sql!(
            self,
            maybe,
            "SELECT d.content, d.version FROM visit_days d
             JOIN staff s ON s.organisation = d.organisation AND s.id = d.staff
             WHERE d.organisation = $1 AND d.staff = $2 AND s.office = $3",
            organisation,
            staff.0,
            member.office().0
        )?;
        read("visit_days.content", row)
    }

    /// The 地区 of each of the worker's own open cases, by reading.
    pub async fn areas_of_own(
        &mut self,
        member: OfficeMember,
    ) -> Result<Vec<(PersonId, String, Option<AreaKey>)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, Option<i64>)> = sql!(
            self,
            all,
            "SELECT p.id, p.name, a.area FROM person p
             LEFT JOIN visit_area a ON a.organisation = p.organisation AND a.person = p.id
             WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL ORDER BY p.kana_key, p.id",
            organisation,
            member.staff().0
        )?;
        Ok(rows
            .into_iter()
            .map(|(id, name, area)| (PersonId(id), name, area_key(area)))
            .collect())
    }
}

impl Tx {
    /// Replaces what the office says of its visits, if nobody has since `version`.
    pub async fn set_visit_rules(
        &mut self,
        manager: OfficeManager,
        rules: &VisitRules,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let written = sql!(
            self,
            run,
            "INSERT INTO visit_rules (organisation, office, content) VALUES ($1, $2, $3)
             ON CONFLICT (organisation, office) DO UPDATE SET content = EXCLUDED.content, version = visit_rules.version + 1
             WHERE visit_rules.version = $4",
            organisation,
            manager.office().0,
            stored::write(rules)?,
            version
        )?;
        if written == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Replaces the days of the worker who acts, if they have not changed since `version`.
    pub async fn set_visit_days(&mut self, days: &VisitDays, version: i64) -> Result<(), Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let written = sql!(
            self,
            run,
            "INSERT INTO visit_days (organisation, staff, content) VALUES ($1, $2, $3)
             ON CONFLICT (organisation, staff) DO UPDATE SET content = EXCLUDED.content, version = visit_days.version + 1
             WHERE visit_days.version = $4",
            organisation,
            staff,
            stored::write(days)?,
            version
        )?;
        if written == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Puts the worker's own cases into areas, all at once; a case of somebody else is left as it is. Answers whose area
    /// was set.
    pub async fn set_areas(&mut self, areas: &[(PersonId, Option<AreaKey>)]) -> Result<(), Failure> {
        #[derive(Serialize)]
        struct Put {
            person: String,
            area: i64,
        }
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let put = |(person, area): &(PersonId, Option<AreaKey>)| Put {
            person: person.0.simple().to_string(),
            area: area.map_or(0, |area| i64::from(area.0)),
        };
        let list = stored::write(&areas.iter().map(put).collect::<Vec<_>>())?;
        match self.connection() {
            crate::engine::Connection::Sqlite(connection) => {
                connection.run(
                    "INSERT INTO visit_area (organisation, person, area)
                     SELECT p.organisation, p.id, j.value ->> 'area' FROM json_each($3) j
                     JOIN person p ON p.organisation = $1 AND p.id = unhex(j.value ->> 'person') AND p.specialist = $2
                     WHERE TRUE ON CONFLICT (organisation, person) DO UPDATE SET area = EXCLUDED.area",
                    &[&organisation, &staff, &list],
                )?;
            }
            crate::engine::Connection::Postgres(connection) => {
                sqlx::query(
                    "INSERT INTO visit_area (organisation, person, area)
                     SELECT p.organisation, p.id, (j ->> 'area')::bigint FROM json_array_elements($3::json) j
                     JOIN person p ON p.organisation = $1 AND p.id = (j ->> 'person')::uuid AND p.specialist = $2
                     ON CONFLICT (organisation, person) DO UPDATE SET area = EXCLUDED.area",
                )
                .bind(organisation)
                .bind(staff)
                .bind(list)
                .execute(connection)
                .await?;
            }
        }
        Ok(())
    }
}
