//! 支援チーム: who around the person does what.

use bansou_domain::id::{ProviderId, TeamMemberId};
use bansou_domain::team::TeamMember;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A stored member of a team.
#[derive(Debug, Clone)]
pub struct TeamMemberRecord {
    /// The key.
    pub id: TeamMemberId,
    /// Who it is and what they do.
    pub member: TeamMember,
    /// The directory's name of the provider; empty without one.
    pub provider_name: String,
    /// The directory's number of the provider; empty without one.
    pub provider_tel: String,
    /// Guards against a stale form.
    pub version: i64,
}

#[apply(row!)]
struct TeamRow {
    id: Uuid,
    provider: Option<Uuid>,
    name: String,
    role: String,
    tel: String,
    watches: String,
    left_on: Option<String>,
    version: i64,
    provider_name: Option<String>,
    provider_tel: Option<String>,
}

impl TryFrom<TeamRow> for TeamMemberRecord {
    type Error = Failure;

    fn try_from(row: TeamRow) -> Result<Self, Failure> {
        Ok(Self {
            id: TeamMemberId(row.id),
            member: TeamMember {
                provider: row.provider.map(ProviderId),
                name: row.name,
                role: row.role,
                tel: row.tel,
                watches: row.watches,
                left_on: stored::read_day_or_none("team_member.left_on", row.left_on.as_deref())?,
            },
            provider_name: row.provider_name.unwrap_or_default(),
            provider_tel: row.provider_tel.unwrap_or_default(),
            version: row.version,
        })
    }
}

impl Tx {
    /// Adds a member to the person's team.
    pub async fn add_team_member(
        &mut self,
        case: CaseEditor,
        member: &TeamMember,
    ) -> Result<TeamMemberId, Failure> {
        let (organisation, id) = (self.organisation(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO team_member (organisation, id, person, provider, name, role, tel, watches, left_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            organisation,
            id,
            case.person().0,
            member.provider.map(|provider| provider.0),
            &member.name,
            &member.role,
            &member.tel,
            &member.watches,
            member.left_on.map(|day| day.to_string())
        )?;
        Ok(TeamMemberId(id))
    }

    /// Changes a member, if nobody has changed it since `version`.
    pub async fn change_team_member(
        &mut self,
        case: CaseEditor,
        id: TeamMemberId,
        member: &TeamMember,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE team_member SET provider = $5, name = $6, role = $7, tel = $8, watches = $9, left_on = $10,
                    version = version + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4",
            organisation,
            id.0,
            case.person().0,
            version,
            member.provider.map(|provider| provider.0),
            &member.name,
            &member.role,
            &member.tel,
            &member.watches,
            member.left_on.map(|day| day.to_string())
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// The person's team in the order it was put together; who has left stands at the end.
    pub async fn team(&mut self, case: CaseReader) -> Result<Vec<TeamMemberRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<TeamRow> = sql!(
            self,
            all,
            "SELECT t.id, t.provider, t.name, t.role, t.tel, t.watches, t.left_on, t.version,
                    p.name AS provider_name, p.tel AS provider_tel
             FROM team_member t LEFT JOIN provider p ON p.organisation = t.organisation AND p.id = t.provider
             WHERE t.organisation = $1 AND t.person = $2
             ORDER BY CASE WHEN t.left_on IS NULL THEN 0 ELSE 1 END, t.id",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TeamMemberRecord::try_from).collect()
    }

    /// One member of the person's team.
    pub async fn team_member(
        &mut self,
        case: CaseReader,
        id: TeamMemberId,
    ) -> Result<TeamMemberRecord, Failure> {
        let members = self.team(case).await?;
        members
            .into_iter()
            .find(|record| record.id == id)
            .ok_or(Failure::NotFound)
    }
}
