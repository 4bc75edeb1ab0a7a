//! 請求の設定. Dated rows of what the office notified; a correction is a new row.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_setting::{ClaimSetting, Topic};
use uuid::Uuid;

use crate::access::{ClaimEditor, OfficeMember};
use crate::consent::{Struck, StruckRow, taken};
use crate::{Failure, Reader, Tx, stored};

/// A stored setting.
#[derive(Debug, Clone)]
pub struct ClaimSettingRecord {
    /// The key.
    pub id: Uuid,
    /// What holds.
    pub setting: ClaimSetting,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// The row it corrects.
    pub replaces: Option<Uuid>,
    /// Why it does not count any more.
    pub struck: Option<Struck>,
}

#[apply(row!)]
struct SettingRow {
    id: Uuid,
    topic: String,
    subject: String,
    value: String,
    from_month: String,
    until_month: Option<String>,
    lost_on: Option<String>,
    recorded_at: String,
    recorded_by: String,
    replaces: Option<Uuid>,
    #[sqlx(flatten)]
    struck: StruckRow,
}

fn month(what: &'static str, text: &str) -> Result<ServiceMonth, Failure> {
    text.parse().map_err(|why| Failure::unreadable(what, why))
}

impl TryFrom<SettingRow> for ClaimSettingRecord {
    type Error = Failure;

    fn try_from(row: SettingRow) -> Result<Self, Failure> {
        let until = row.until_month.as_deref();
        let topic = Topic::from_code(&row.topic);
        Ok(Self {
            id: row.id,
            setting: ClaimSetting {
                topic: topic.ok_or_else(|| Failure::unreadable("claim_setting.topic", &row.topic))?,
                subject: row.subject,
                value: row.value,
                from: month("claim_setting.from_month", &row.from_month)?,
                until: until
                    .map(|until| month("claim_setting.until_month", until))
                    .transpose()?,
                lost_on: stored::read_day_or_none("claim_setting.lost_on", row.lost_on.as_deref())?,
            },
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            replaces: row.replaces,
            struck: row.struck.read(),
        })
    }
}

impl Tx {
    /// Keeps others from adding rows until this is committed, so that what was checked still holds.
    pub async fn hold_claim_settings(&mut self, editor: ClaimEditor) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE office SET version = version WHERE organisation = $1 AND id = $2",
            organisation,
            editor.office().0
        )?;
        Ok(())
    }

    /// Records a setting. With `replaces` it corrects a row, which is struck with the reason and stays.
    pub async fn add_claim_setting(
        &mut self,
        editor: ClaimEditor,
        setting: &ClaimSetting,
        replaces: Option<(Uuid, &str)>,
    ) -> Result<Uuid, Failure> {
        if let Some((old, why)) = replaces {
            self.strike_claim_setting(editor, old, why).await?;
        }
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO claim_setting (organisation, id, office, topic, subject, value, from_month, until_month, lost_on,
                                        recorded_at, recorded_by, replaces)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            organisation,
            id,
            editor.office().0,
            setting.topic.code(),
            &setting.subject,
            &setting.value,
            setting.from.to_string(),
            setting.until.map(|until| until.to_string()),
            setting.lost_on.map(|day| day.to_string()),
            &now,
            staff,
            replaces.map(|(old, _)| old)
        )
        .map_err(taken)?;
        Ok(id)
    }

    /// Strikes a row that never held. The row stays, with the reason.
    pub async fn strike_claim_setting(
        &mut self,
        editor: ClaimEditor,
        id: Uuid,
        why: &str,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let struck = sql!(
            self,
            run,
            "UPDATE claim_setting SET replaced = $4, replaced_why = $5, replaced_at = $6, replaced_by = $7
             WHERE organisation = $1 AND id = $2 AND office = $3 AND NOT replaced",
            organisation,
            id,
            editor.office().0,
            true,
            why,
            &now,
            staff
        )?;
        if struck == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// The municipalities whose names the office recorded: number and name.
    pub async fn municipality_names(
        &mut self,
        member: OfficeMember,
    ) -> Result<Vec<(String, String)>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            all,
            "SELECT DISTINCT subject, value FROM claim_setting
             WHERE organisation = $1 AND office = $2 AND topic = 'municipality' AND NOT replaced ORDER BY subject, value",
            organisation,
            member.office().0
        )
    }

    /// Every row of the office, by topic and subject, the newest month first; struck ones too.
    pub async fn claim_settings(&mut self, member: OfficeMember) -> Result<Vec<ClaimSettingRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<SettingRow> = sql!(
            self,
            all,
            "SELECT c.id, c.topic, c.subject, c.value, c.from_month, c.until_month, c.lost_on, c.recorded_at,
                    s.name AS recorded_by, c.replaces, c.replaced, c.replaced_why, c.replaced_at, r.name AS replaced_by
             FROM claim_setting c JOIN staff s ON s.organisation = c.organisation AND s.id = c.recorded_by
             LEFT JOIN staff r ON r.organisation = c.organisation AND r.id = c.replaced_by
             WHERE c.organisation = $1 AND c.office = $2
             ORDER BY c.topic, c.subject, c.from_month DESC, c.recorded_at DESC, c.id",
            organisation,
            member.office().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
