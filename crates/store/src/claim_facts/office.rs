//! 事業所のもと. The office itself: its workers, what it notified, how many people it worked for.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_setting::{ClaimSetting, Topic};
use bansou_domain::id::StaffId;
use uuid::Uuid;

use super::{GroundSpan, TargetGround, month};
use crate::access::ClaimDesk;
use crate::account::Office;
use crate::{Failure, Reader, stored};

/// 事業所のもと. What was read of the office for one month.
#[derive(Clone, Default)]
pub struct OfficeGround {
    /// The office, with its own choices.
    pub office: Office,
    /// Everybody who works or has worked in it.
    pub staff: Vec<GroundStaff>,
    /// What the office notified, struck rows left out.
    pub settings: Vec<ClaimSetting>,
    /// Who is a target user of a system, and what was done for them.
    pub targets: TargetGround,
    /// How many people had a plan made or a monitoring done, by month.
    pub cases: Vec<(ServiceMonth, u32)>,
}

/// A worker.
#[derive(Debug, Clone)]
pub struct GroundStaff {
    /// The key.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The stored role code of the account.
    pub role: String,
    /// Since when the account is closed, in UTC.
    pub disabled_at: Option<String>,
}

#[apply(row!)]
struct SettingRow {
    topic: String,
    subject: String,
    value: String,
    from_month: String,
    until_month: Option<String>,
    lost_on: Option<String>,
}

impl SettingRow {
    fn read(self) -> Result<ClaimSetting, Failure> {
        let topic = Topic::from_code(&self.topic);
        let until = self.until_month.as_deref();
        Ok(ClaimSetting {
            topic: topic.ok_or_else(|| Failure::unreadable("claim_setting.topic", &self.topic))?,
            subject: self.subject,
            value: self.value,
            from: month("claim_setting.from_month", &self.from_month)?,
            until: until
                .map(|until| month("claim_setting.until_month", until))
                .transpose()?,
            lost_on: stored::read_day_or_none("claim_setting.lost_on", self.lost_on.as_deref())?,
        })
    }
}

impl Reader {
    /// Reads what the claims of a month rest on, beside the people.
    pub async fn office_ground(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<OfficeGround, Failure> {
        Ok(OfficeGround {
            office: self.ground_office(claims).await?,
            staff: self.ground_staff(claims).await?,
            settings: self.ground_settings(claims).await?,
            targets: self.ground_targets(claims, span).await?,
            cases: self.ground_cases(claims, span).await?,
        })
    }

    async fn ground_office(&mut self, claims: ClaimDesk) -> Result<Office, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            one,
            "SELECT name, number_adult, number_child, municipality, postcode, address, tel, fax, settings, '' AS slips, version
             FROM office WHERE organisation = $1 AND id = $2",
            organisation,
            claims.office().0
        )
    }

    async fn ground_staff(&mut self, claims: ClaimDesk) -> Result<Vec<GroundStaff>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String, Option<String>)> = sql!(
            self,
            all,
            "SELECT id, name, role, disabled_at FROM staff WHERE organisation = $1 AND office = $2 ORDER BY kana, id",
            organisation,
            claims.office().0
        )?;
        let staff = |(id, name, role, disabled_at)| GroundStaff {
            id: StaffId(id),
            name,
            role,
            disabled_at,
        };
        Ok(rows.into_iter().map(staff).collect())
    }

    async fn ground_settings(&mut self, claims: ClaimDesk) -> Result<Vec<ClaimSetting>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<SettingRow> = sql!(
            self,
            all,
            "SELECT topic, subject, value, from_month, until_month, lost_on FROM claim_setting
             WHERE organisation = $1 AND office = $2 AND NOT replaced ORDER BY topic, subject, from_month, value",
            organisation,
            claims.office().0
        )?;
        rows.into_iter().map(SettingRow::read).collect()
    }

    /// 取扱件数. People with a plan consented to, or a monitoring visit whose report is confirmed, month by month. What was
    /// put right in a plan that was agreed to is no new plan.
    async fn ground_cases(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<Vec<(ServiceMonth, u32)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(String, i64)> = sql!(
            self,
            all,
            "SELECT w.month, COUNT(DISTINCT w.person) FROM (
                 SELECT substr(c.given_on, 1, 7) AS month, q.person FROM paper q
                 JOIN consent c ON c.organisation = q.organisation AND c.paper = q.id AND NOT c.replaced
                 JOIN person p ON p.organisation = q.organisation AND p.id = q.person
                 WHERE q.organisation = $1 AND p.office = $2 AND q.kind = 'plan'
                   AND c.given_on >= $3 AND c.given_on <= $4 AND NOT EXISTS (
                       SELECT 1 FROM consent e WHERE e.organisation = q.organisation AND e.paper = q.replaces
                       AND NOT e.replaced)
                 UNION
                 SELECT substr(q.dated, 1, 7) AS month, q.person FROM paper q
                 JOIN person p ON p.organisation = q.organisation AND p.id = q.person
                 WHERE q.organisation = $1 AND p.office = $2 AND q.kind = 'monitoring' AND NOT q.replaced
                   AND q.confirmed_at IS NOT NULL AND q.dated >= $3 AND q.dated <= $4) AS w
             GROUP BY w.month ORDER BY w.month",
            organisation,
            claims.office().0,
            span.cases_from.first_day().to_string(),
            span.month.last_day().to_string()
        )?;
        let read = |(text, count): (String, i64)| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Ok((month("paper.dated", &text)?, count))
        };
        rows.into_iter().map(read).collect()
    }
}
