//! ひと月を少しずつ. The month of an office too large to be held at once: its people are read page by page.
//!
//! What the people share is settled by whoever reads them, over as many passes as it takes.

use bansou_billing::Facts;
use bansou_domain::calendar::ServiceMonth;
use bansou_store::access::ClaimDesk;
use bansou_store::claim_facts::{OfficeGround, PeopleGround, PeopleRange};
use bansou_store::{Failure, Reader};

use crate::{Already, Ask, MONTHS_OF_CLAIMS, OfficeMonth, already, office, span};

/// 事業所のひと月, without its people.
pub struct PagedMonth {
    /// The facts of the office; nobody stands in them.
    pub facts: Facts,
    /// What the office has not recorded about itself.
    pub asks: Vec<Ask>,
    claims: ClaimDesk,
    ground: OfficeGround,
    month: ServiceMonth,
    size: i64,
}

/// 利用者のひと組. Some people of the month, in the order of their keys.
pub struct Page {
    /// Which people they are.
    pub range: PeopleRange,
    /// The month as if nobody else were in it.
    pub month: OfficeMonth,
}

impl PagedMonth {
    /// Reads the office; of its people `size` are read together.
    pub async fn open(
        reader: &mut Reader,
        claims: ClaimDesk,
        month: ServiceMonth,
        size: i64,
    ) -> Result<Self, Failure> {
        let ground = reader.office_ground(claims, span(month)).await?;
        let today = bansou_store::day_in_japan(reader.scope().now);
        let nobody = office::build(&ground, &PeopleGround::default(), month, today, &[]);
        Ok(Self {
            facts: nobody.facts,
            asks: nobody.asks,
            claims,
            ground,
            month,
            size,
        })
    }

    /// Reads the people after a page; nothing where nobody follows.
    pub async fn next(
        &self,
        reader: &mut Reader,
        before: Option<PeopleRange>,
    ) -> Result<Option<Page>, Failure> {
        let Some(range) = reader.people_after(self.claims, before, self.size).await? else {
            return Ok(None);
        };
        let since = self.month.plus(-MONTHS_OF_CLAIMS);
        let claimed = reader
            .claimed_before_of(self.claims, since, self.month, range)
            .await?;
        let already: Vec<Already> = claimed.iter().filter_map(already).collect();
        let mut people = reader.people_ground(self.claims, span(self.month), range).await?;
        people.people.sort_by_key(|person| person.id);
        let today = bansou_store::day_in_japan(reader.scope().now);
        let month = office::build(&self.ground, &people, self.month, today, &already);
        Ok(Some(Page { range, month }))
    }
}
