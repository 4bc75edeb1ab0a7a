//! 予定の配信. A worker's planned visits for their own calendar, by a secret address. Of the secret only its hash is kept.

use bansou_domain::id::{OrganisationId, StaffId, VisitPlanId};
use bansou_domain::visits::{FeedTitle, VisitRules};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::{VisitTime, hour, part};
use crate::access::OfficeMember;
use crate::journal::Did;
use crate::{Failure, Reader, Scope, Store, Tx, day_in_japan, stored};

/// Days back and ahead that a calendar is told of.
const DAYS_BACK: i32 = 31;
const DAYS_AHEAD: i32 = 150;
/// Events of one file; nobody has as many.
const MOST: i64 = 1_000;

/// How a worker's calendar stands.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct FeedState {
    /// When its address was made, in UTC.
    pub made_at: String,
    /// The last day it was read on, ISO; empty before the first.
    pub read_on: String,
}

/// One visit as a calendar is told of it.
#[derive(Debug, Clone)]
pub struct FeedEvent {
    /// The key.
    pub id: VisitPlanId,
    /// When.
    pub time: VisitTime,
    /// The reading; empty where the office tells no letters of names.
    pub kana: String,
    /// How often it was changed.
    pub version: i64,
    /// When it was changed last, in UTC.
    pub changed_at: String,
    /// Whether the person agreed to the day.
    pub agreed: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// What an address leads to.
pub struct ReadFeed {
    /// The visits.
    pub events: Vec<FeedEvent>,
    /// What titles say.
    pub titles: FeedTitle,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    on_day: String,
    part: String,
    at_minutes: i64,
    kana: String,
    version: i64,
    changed_at: String,
    agreed: bool,
    withdrawn: bool,
}

impl Reader {
    /// How the calendar of the worker who looks stands; nothing where there is none.
    pub async fn feed_state(&mut self, member: OfficeMember) -> Result<Option<FeedState>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            maybe,
            "SELECT made_at, read_on FROM calendar_feed WHERE organisation = $1 AND staff = $2",
            organisation,
            member.staff().0
        )
    }
}

impl Tx {
    /// Makes the address of the acting worker's calendar; one that stood before is worth nothing from then on.
    pub async fn make_feed(&mut self, secret_hash: &[u8]) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO calendar_feed (organisation, staff, secret_hash, made_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (organisation, staff) DO UPDATE
             SET secret_hash = EXCLUDED.secret_hash, made_at = EXCLUDED.made_at, read_on = ''",
            organisation,
            staff,
            secret_hash,
            &now
        )?;
        Ok(())
    }

    /// Ends the acting worker's calendar.
    pub async fn end_feed(&mut self) -> Result<(), Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        sql!(
            self,
            run,
            "DELETE FROM calendar_feed WHERE organisation = $1 AND staff = $2",
            organisation,
            staff
        )?;
        Ok(())
    }
}

impl Store {
    /// Reads the calendar behind a secret; nothing where there is none, or where its account is closed. Programs ask every
    /// quarter of an hour: the first time of a day is journalled, as who reads does not change between.
    pub async fn read_feed(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        secret_hash: &[u8],
    ) -> Result<Option<ReadFeed>, Failure> {
        let scope = Scope {
            organisation,
            actor: None,
            now,
        };
        let mut reader = self.read(scope).await?;
        let Some((staff, read_on, rules)) = reader.feed_of(secret_hash).await? else {
            return Ok(None);
        };
        let events = reader.feed_events(staff, rules.titles).await?;
        drop(reader);
        let today = day_in_japan(now).to_string();
        if read_on != today {
            let mut tx = self.begin(scope).await?;
            tx.feed_was_read(staff, &today).await?;
            tx.commit(Did::office("calendar.read").subject(staff.0)).await?;
        }
        Ok(Some(ReadFeed {
            events,
            titles: rules.titles,
        }))
    }
}

impl Tx {
    async fn feed_was_read(&mut self, staff: StaffId, today: &str) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE calendar_feed SET read_on = $3 WHERE organisation = $1 AND staff = $2",
            organisation,
            staff.0,
            today
        )?;
        Ok(())
    }
}

impl Reader {
    async fn feed_of(
        &mut self,
        secret_hash: &[u8],
    ) -> Result<Option<(StaffId, String, VisitRules)>, Failure> {
        let organisation = self.organisation();
        let row: Option<(Uuid, String, Option<String>)> = sql!(
            self,
            maybe,
            "SELECT f.staff, f.read_on, r.content FROM calendar_feed f
             JOIN staff s ON s.organisation = f.organisation AND s.id = f.staff
             LEFT JOIN visit_rules r ON r.organisation = f.organisation AND r.office = s.office
             WHERE f.organisation = $1 AND f.secret_hash = $2 AND s.disabled_at IS NULL",
            organisation,
            secret_hash
        )?;
        let Some((staff, read_on, rules)) = row else {
            return Ok(None);
        };
        let rules = rules
            .map(|rules| stored::read("visit_rules.content", &rules))
            .transpose()?;
        Ok(Some((StaffId(staff), read_on, rules.unwrap_or_default())))
    }

    async fn feed_events(&mut self, staff: StaffId, titles: FeedTitle) -> Result<Vec<FeedEvent>, Failure> {
        let (organisation, today) = (self.organisation(), self.today());
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT v.id, v.on_day, v.part, v.at_minutes, CASE WHEN $5 THEN p.kana ELSE '' END AS kana, v.version,
                    v.changed_at, v.agreed_at IS NOT NULL AS agreed, (v.withdrawn_at IS NOT NULL OR p.closed_on IS NOT NULL) AS withdrawn
             FROM visit_plan v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
             WHERE v.organisation = $1 AND v.staff = $2 AND v.on_day >= $3 AND v.on_day <= $4
             ORDER BY v.on_day, v.id LIMIT $6",
            organisation,
            staff.0,
            today.saturating_sub(DAYS_BACK.days()).to_string(),
            today.saturating_add(DAYS_AHEAD.days()).to_string(),
            titles == FeedTitle::Initials,
            MOST
        )?;
        let event = |row: Row| {
            Ok(FeedEvent {
                id: VisitPlanId(row.id),
                time: VisitTime {
                    on: stored::read_day("visit_plan.on_day", &row.on_day)?,
                    part: part(&row.part)?,
                    from: hour(row.at_minutes),
                },
                kana: row.kana,
                version: row.version,
                changed_at: row.changed_at,
                agreed: row.agreed,
                withdrawn: row.withdrawn,
            })
        };
        rows.into_iter().map(event).collect()
    }
}
