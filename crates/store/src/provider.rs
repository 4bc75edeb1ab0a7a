//! 関係機関の名簿. One directory for the whole organisation.

use bansou_domain::id::ProviderId;
use bansou_domain::provider::Provider;
use bansou_domain::text;
use uuid::Uuid;

use crate::access::OfficeMember;
use crate::person::like;
use crate::{Failure, Reader, Tx, stored};

/// A stored entry of the directory.
#[derive(Debug, Clone)]
pub struct ProviderRecord {
    /// The key.
    pub id: ProviderId,
    /// What the entry says.
    pub provider: Provider,
    /// Guards against a stale form.
    pub version: i64,
}

#[apply(row!)]
struct ProviderRow {
    id: Uuid,
    name: String,
    services: String,
    tel: String,
    fax: String,
    address: String,
    notes: String,
    noted_on: Option<String>,
    version: i64,
}

impl TryFrom<ProviderRow> for ProviderRecord {
    type Error = Failure;

    fn try_from(row: ProviderRow) -> Result<Self, Failure> {
        Ok(Self {
            id: ProviderId(row.id),
            provider: Provider {
                name: row.name,
                services: row.services,
                tel: row.tel,
                fax: row.fax,
                address: row.address,
                notes: row.notes,
                noted_on: stored::read_day_or_none("provider.noted_on", row.noted_on.as_deref())?,
            },
            version: row.version,
        })
    }
}

/// What lists sort by and searches compare: the name, then the services.
fn key_of(provider: &Provider) -> String {
    format!(
        "{} {}",
        text::fold(&provider.name),
        text::fold(&provider.services)
    )
}

impl Tx {
    /// Adds an entry to the directory.
    pub async fn add_provider(
        &mut self,
        _: OfficeMember,
        provider: &Provider,
    ) -> Result<ProviderId, Failure> {
        let (organisation, id) = (self.organisation(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO provider (organisation, id, name, name_key, services, tel, fax, address, notes, noted_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            organisation,
            id,
            &provider.name,
            key_of(provider),
            &provider.services,
            &provider.tel,
            &provider.fax,
            &provider.address,
            &provider.notes,
            provider.noted_on.map(|day| day.to_string())
        )?;
        Ok(ProviderId(id))
    }

    /// Changes an entry, if nobody has changed it since `version`.
    pub async fn change_provider(
        &mut self,
        _: OfficeMember,
        id: ProviderId,
        provider: &Provider,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE provider SET name = $4, name_key = $5, services = $6, tel = $7, fax = $8, address = $9, notes = $10,
                    noted_on = $11, version = version + 1
             WHERE organisation = $1 AND id = $2 AND version = $3",
            organisation,
            id.0,
            version,
            &provider.name,
            key_of(provider),
            &provider.services,
            &provider.tel,
            &provider.fax,
            &provider.address,
            &provider.notes,
            provider.noted_on.map(|day| day.to_string())
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// A page of the directory by name; `words` is folded text to be found in name or services, empty for all.
    pub async fn providers(
        &mut self,
        _: OfficeMember,
        words: &str,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<ProviderRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<ProviderRow> = sql!(
            self,
            all,
            "SELECT id, name, services, tel, fax, address, notes, noted_on, version FROM provider
             WHERE organisation = $1 AND ($2 = '' OR name_key LIKE $3 ESCAPE '\\')
             ORDER BY name_key, id LIMIT $4 OFFSET $5",
            organisation,
            words,
            like(words),
            limit,
            offset
        )?;
        rows.into_iter().map(ProviderRecord::try_from).collect()
    }

    /// How many entries a page of the directory is taken from.
    pub async fn count_providers(&mut self, _: OfficeMember, words: &str) -> Result<i64, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            value,
            "SELECT COUNT(*) FROM provider
             WHERE organisation = $1 AND ($2 = '' OR name_key LIKE $3 ESCAPE '\\')",
            organisation,
            words,
            like(words)
        )
    }

    /// One entry of the directory.
    pub async fn provider(&mut self, _: OfficeMember, id: ProviderId) -> Result<ProviderRecord, Failure> {
        let organisation = self.organisation();
        let row: ProviderRow = sql!(
            self,
            one,
            "SELECT id, name, services, tel, fax, address, notes, noted_on, version FROM provider
             WHERE organisation = $1 AND id = $2",
            organisation,
            id.0
        )?;
        row.try_into()
    }

    /// The key and name of every entry, by name, for choosing one.
    pub async fn provider_names(&mut self, _: OfficeMember) -> Result<Vec<(ProviderId, String)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String)> = sql!(
            self,
            all,
            "SELECT id, name FROM provider WHERE organisation = $1 ORDER BY name_key, id",
            organisation
        )?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| (ProviderId(id), name))
            .collect())
    }
}
