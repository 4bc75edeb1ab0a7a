//! 請求のもと. Everything dated that the claims of one office's month rest on, in a fixed number of queries.
//!
//! How many people the office has does not change how often the database is asked, unless they are read page by page.

mod notes;
mod office;
mod papers;
mod people;
mod targets;

use bansou_domain::calendar::ServiceMonth;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::ClaimDesk;
use crate::{Failure, Reader};

pub use notes::GroundNote;
pub use office::{GroundStaff, OfficeGround};
pub use papers::{GroundConsent, GroundContent, GroundDelivery, GroundPaper};
pub use people::{GroundPerson, PeopleGround};
pub use targets::{TargetGround, TargetWork};

/// Which days are read: flows may have begun long before the month, and what follows it may still belong to it.
#[derive(Debug, Clone, Copy)]
pub struct GroundSpan {
    /// Papers and certificates from here on.
    pub since: Date,
    /// Notes from here on.
    pub notes_since: Date,
    /// The first month of the caseload.
    pub cases_from: ServiceMonth,
    /// The month of the claim.
    pub month: ServiceMonth,
}

/// 利用者の範囲. The people whose keys come after one and up to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeopleRange {
    pub(crate) after: Uuid,
    pub(crate) until: Uuid,
}

impl PeopleRange {
    /// Everybody.
    pub const EVERYBODY: Self = Self {
        after: Uuid::nil(),
        until: Uuid::max(),
    };
}

impl Reader {
    /// Reads what the claims of a month rest on, for the people of a range.
    pub async fn people_ground(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
    ) -> Result<PeopleGround, Failure> {
        Ok(PeopleGround {
            people: self.ground_people(claims, span, range).await?,
            certificates: self.ground_certificates(claims, span, range).await?,
            traits: self.ground_traits(claims, range).await?,
            elsewhere: self.ground_elsewhere(claims, span, range).await?,
            papers: self.ground_papers(claims, span, range).await?,
            deliveries: self.ground_deliveries(claims, span, range).await?,
            milestones: self.ground_milestones(claims, range).await?,
            notes: self.ground_notes(claims, span, range).await?,
            providers: self.ground_providers(claims, range).await?,
        })
    }

    /// The range of the next `size` people after a range; nothing where nobody follows.
    pub async fn people_after(
        &mut self,
        claims: ClaimDesk,
        before: Option<PeopleRange>,
        size: i64,
    ) -> Result<Option<PeopleRange>, Failure> {
        let organisation = self.organisation();
        let after = before.map_or(Uuid::nil(), |range| range.until);
        let last: Vec<Uuid> = sql!(
            self,
            values,
            "SELECT p.id FROM person p WHERE p.organisation = $1 AND p.office = $2 AND p.id > $3 ORDER BY p.id LIMIT $4",
            organisation,
            claims.office().0,
            after,
            size
        )?;
        Ok(last.last().map(|until| PeopleRange { after, until: *until }))
    }

    /// How many people the office has had.
    pub async fn people_of_claims(&mut self, claims: ClaimDesk) -> Result<u64, Failure> {
        let organisation = self.organisation();
        let people: i64 = sql!(
            self,
            value,
            "SELECT CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM person_count WHERE organisation = $1 AND office = $2",
            organisation,
            claims.office().0
        )?;
        Ok(u64::try_from(people).unwrap_or_default())
    }
}

fn month(what: &'static str, text: &str) -> Result<ServiceMonth, Failure> {
    text.parse().map_err(|why| Failure::unreadable(what, why))
}
