//! Organisations, offices and the staff who hold accounts.

use bansou_domain::access::Role;
use bansou_domain::claim_setting::{ClaimSetting, Topic};
use bansou_domain::id::{OfficeId, OrganisationId, StaffId};
use uuid::Uuid;

use crate::access::{OfficeManager, OfficeMember};
use crate::{Failure, Reader, Store, Tx};

/// 法人 as the sign-in page needs it.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct Organisation {
    /// The key that leads every other key.
    pub id: Uuid,
    /// The short code typed at sign-in where several organisations share one server.
    pub code: String,
    /// The name.
    pub name: String,
}

/// 事業所 as papers and settings show it.
#[apply(row!)]
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// The name that stands on every paper.
    pub name: String,
    /// 指定特定相談支援事業所番号.
    pub number_adult: Option<String>,
    /// 指定障害児相談支援事業所番号.
    pub number_child: Option<String>,
    /// 市町村番号, six digits.
    pub municipality: Option<String>,
    /// Postal code.
    pub postcode: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub tel: String,
    /// Fax.
    pub fax: String,
    /// The office's own choices, as JSON.
    pub settings: String,
    /// 翌月実施の扱い, as recorded: number, answer, first and last month of each row, parted by semicolons.
    pub slips: String,
    /// Guards against a stale form.
    pub version: i64,
}

impl Office {
    /// 翌月実施の扱い, as rows of the settings. What cannot be read is as if it had not been recorded.
    #[must_use]
    pub fn slips(&self) -> Vec<ClaimSetting> {
        self.slips.split(';').filter_map(slip).collect()
    }
}

fn slip(row: &str) -> Option<ClaimSetting> {
    let mut words = row.split(' ');
    Some(ClaimSetting {
        topic: Topic::Slip,
        subject: words.next()?.to_owned(),
        value: words.next()?.to_owned(),
        from: words.next()?.parse().ok()?,
        until: words.next().and_then(|until| until.parse().ok()),
        lost_on: None,
    })
}

/// 事業所 as it is asked for by number or name.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct OfficeName {
    /// The key.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// 指定特定相談支援事業所番号.
    pub number_adult: Option<String>,
    /// 指定障害児相談支援事業所番号.
    pub number_child: Option<String>,
}

/// 職員 as lists show them.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct StaffRow {
    /// The key.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The stored role code.
    pub role: String,
    /// The name typed at sign-in.
    pub login: String,
    /// Since when the account is closed, if it is.
    pub disabled_at: Option<String>,
    /// Whether a second factor has been set up.
    pub has_totp: bool,
}

impl StaffRow {
    /// The role, in the words of the office.
    #[must_use]
    pub fn role_label(&self) -> &'static str {
        Role::from_code(&self.role).map_or("", Role::label)
    }
}

/// A worker to be added.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// The role.
    pub role: Role,
    /// The name typed at sign-in.
    pub login: String,
    /// An Argon2id PHC string, where the password is known already.
    pub password_hash: Option<String>,
}

impl Store {
    /// The organisations on this server. No scope: the sign-in page asks before anybody is known.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, Failure> {
        let nobody = crate::Scope {
            organisation: OrganisationId(Uuid::nil()),
            actor: None,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        let mut reader = self.read(nobody).await?;
        Ok(sql!(
            reader,
            all,
            "SELECT id, code, name FROM organisation ORDER BY code"
        )?)
    }
}

impl Tx {
    /// Founds an organisation with its first office. The scope must name the new organisation.
    pub async fn found(&mut self, code: &str, name: &str, office: &Office) -> Result<OfficeId, Failure> {
        let (organisation, now, id) = (self.organisation(), self.now(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO organisation (id, code, name, created_at) VALUES ($1, $2, $3, $4)",
            organisation,
            code,
            name,
            &now
        )?;
        sql!(self, run, "INSERT INTO office (organisation, id, name, number_adult, number_child, municipality, postcode, address, tel, fax)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", organisation, id, &office.name, &office.number_adult, &office.number_child, &office.municipality, &office.postcode, &office.address, &office.tel, &office.fax)?;
        Ok(OfficeId(id))
    }

    /// Adds a worker to an office.
    pub async fn add_staff(&mut self, office: OfficeId, staff: &NewStaff) -> Result<StaffId, Failure> {
        let (organisation, id) = (self.organisation(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO staff (organisation, id, office, name, kana, role, login, password_hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            organisation,
            id,
            office.0,
            &staff.name,
            &staff.kana,
            staff.role.code(),
            &staff.login,
            &staff.password_hash
        )?;
        Ok(StaffId(id))
    }

    /// Changes the office's data and choices, if nobody has changed them since `version`.
    pub async fn change_office(
        &mut self,
        manager: OfficeManager,
        office: &Office,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE office SET name = $4, number_adult = $5, number_child = $6, municipality = $7, postcode = $8,
                    address = $9, tel = $10, fax = $11, settings = $12, version = version + 1
             WHERE organisation = $1 AND id = $2 AND version = $3",
            organisation,
            manager.office().0,
            version,
            &office.name,
            &office.number_adult,
            &office.number_child,
            &office.municipality,
            &office.postcode,
            &office.address,
            &office.tel,
            &office.fax,
            &office.settings
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Keeps the signed-in worker's own preferences.
    pub async fn set_preferences(&mut self, preferences: &str) -> Result<(), Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        sql!(
            self,
            run,
            "UPDATE staff SET preferences = $3, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            staff,
            preferences
        )?;
        Ok(())
    }

    /// Closes an account and ends all its sessions in the same transaction.
    pub async fn disable_staff(&mut self, manager: OfficeManager, staff: StaffId) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let changed = sql!(
            self,
            run,
            "UPDATE staff SET disabled_at = $4, version = version + 1
             WHERE organisation = $1 AND id = $2 AND office = $3 AND disabled_at IS NULL",
            organisation,
            staff.0,
            manager.office().0,
            &now
        )?;
        if changed == 0 {
            return Err(Failure::NotFound);
        }
        self.end_sessions_of(staff).await
    }
}

impl Reader {
    /// 法人名.
    pub async fn organisation_name(&mut self) -> Result<String, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            value,
            "SELECT name FROM organisation WHERE id = $1",
            organisation
        )
    }

    /// The offices of the organisation, for the program at its own prompt: their keys, names and numbers.
    pub async fn offices(&mut self) -> Result<Vec<OfficeName>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            all,
            "SELECT id, name, number_adult, number_child FROM office WHERE organisation = $1 ORDER BY name, id",
            organisation
        )
    }

    /// The office as it stands on papers.
    pub async fn office(&mut self, member: OfficeMember) -> Result<Office, Failure> {
        let organisation = self.organisation();
        Ok(sql!(self, one, "SELECT o.name, o.number_adult, o.number_child, o.municipality, o.postcode, o.address, o.tel, o.fax,
                    o.settings, o.version, COALESCE((
                        SELECT string_agg(c.subject || ' ' || c.value || ' ' || c.from_month || ' ' || COALESCE(c.until_month, ''), ';')
                        FROM claim_setting c WHERE c.organisation = o.organisation AND c.office = o.id AND c.topic = 'slip'
                        AND NOT c.replaced), '') AS slips
             FROM office o WHERE o.organisation = $1 AND o.id = $2", organisation, member.office().0)?)
    }

    /// Everybody who works or has worked in the office, by name.
    pub async fn staff(&mut self, member: OfficeMember) -> Result<Vec<StaffRow>, Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            all,
            "SELECT id, name, role, login, disabled_at, totp_secret IS NOT NULL AS has_totp
             FROM staff WHERE organisation = $1 AND office = $2 ORDER BY disabled_at IS NOT NULL, kana, name",
            organisation,
            member.office().0
        )?)
    }
}
