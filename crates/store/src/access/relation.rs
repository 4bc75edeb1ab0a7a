//! What decides about a permit: how a worker stands to a person, and what they have looked at lately.

use bansou_domain::access::Relation;
use bansou_domain::id::{PersonId, StaffId};
use uuid::Uuid;

use super::SignedIn;
use crate::journal::{CASES_LISTED, Did};
use crate::{Failure, Reader};

/// How long a view that stands in the journal covers the parts the page fetches later.
const VIEW_HOLDS: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

impl Reader {
    /// The open cases of a worker, their own and the covered.
    pub(super) async fn own_people(&mut self, staff: StaffId) -> Result<Vec<PersonId>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let people: Vec<Uuid> = sql!(
            self,
            values,
            "SELECT p.id FROM person p WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
             UNION SELECT v.person FROM cover v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
             WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3 AND p.closed_on IS NULL",
            organisation,
            staff.0,
            &today
        )?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// Whether the worker saw the same people on the same page within the hour. Looked up by one of them: their newest
    /// entries are few, the office's are not.
    pub(super) async fn listed_lately(
        &mut self,
        did: &Did,
        one: Option<PersonId>,
        page: &str,
    ) -> Result<bool, Failure> {
        let (Some(one), now) = (one, self.scope().now) else {
            return Ok(true);
        };
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let since = now.checked_sub(VIEW_HOLDS).unwrap_or(now).to_string();
        let newest: Vec<(String, Option<Uuid>, Option<Uuid>, String)> = sql!(
            self,
            all,
            "SELECT j.at, j.actor, j.subject, COALESCE(j.detail, '') FROM journal_named n
             JOIN journal j ON j.organisation = n.organisation AND j.seq = n.seq
             WHERE n.organisation = $1 AND n.person = $2 AND j.kind = $3 ORDER BY n.seq DESC LIMIT 8",
            organisation,
            one.0,
            CASES_LISTED
        )?;
        let same = |(at, actor, subject, detail): &(String, Option<Uuid>, Option<Uuid>, String)| {
            *at > since
                && *at <= now.to_string()
                && *actor == Some(staff)
                && *subject == did.named_key()
                && detail == page
        };
        Ok(newest.iter().any(same))
    }

    /// Whether the worker saw this page of the person within the hour.
    pub(super) async fn viewed_lately(&mut self, person: PersonId, page: &str) -> Result<bool, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.scope().now);
        let since = now.checked_sub(VIEW_HOLDS).unwrap_or(now).to_string();
        let last: Option<(String,)> = sql!(
            self,
            maybe,
            "SELECT at FROM journal WHERE organisation = $1 AND person = $2 AND actor = $3 AND kind = 'view' AND detail = $4
             ORDER BY seq DESC LIMIT 1",
            organisation,
            person.0,
            staff,
            page
        )?;
        Ok(last.is_some_and(|(at,)| at > since && at <= now.to_string()))
    }

    /// How the worker stands to a person; somebody of another office is not told from nobody.
    pub(super) async fn relation(&mut self, who: &SignedIn, person: PersonId) -> Result<Relation, Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let today = self.today().to_string();
        let facts: Option<(bool, bool, bool)> = sql!(self, maybe, "SELECT p.specialist IS NOT NULL AND p.specialist = $3
                    OR EXISTS (SELECT 1 FROM cover v WHERE v.organisation = p.organisation AND v.person = p.id
                               AND v.staff = $3 AND v.from_on <= $5 AND v.until_on >= $5),
                    EXISTS (SELECT 1 FROM case_reason r WHERE r.organisation = p.organisation AND r.person = p.id
                            AND r.staff = $3 AND r.until > $6),
                    p.office = $4
             FROM person p WHERE p.organisation = $1 AND p.id = $2", organisation, person.0, who.staff.0, who.office.0, &today, &now)?;
        Ok(match facts {
            Some((_, _, false)) | None => Relation::Outside,
            Some((true, _, _)) => Relation::Assigned,
            Some((false, true, _)) => Relation::StatedReason,
            Some((false, false, _)) => Relation::SameOffice,
        })
    }
}
