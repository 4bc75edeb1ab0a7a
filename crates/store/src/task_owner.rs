//! 担い手. Those around a person who take tasks on, found by the names they go by and kept by what stays when a name
//! changes.

use bansou_domain::id::{ProviderId, StaffId, TaskId};
use bansou_domain::task::{Listed, Owner, Task, owner_named};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::engine::Connection;
use crate::team::TeamMemberRecord;
use crate::{Failure, Reader, Tx};

/// Reads what a column keeps of an owner.
pub(crate) fn read(what: &'static str, code: Option<&str>) -> Result<Option<Owner>, Failure> {
    let known = |code| Owner::from_code(code).ok_or_else(|| Failure::unreadable(what, code));
    code.map(known).transpose()
}

/// One of the team. Who belongs to a provider of the directory takes tasks on for it.
fn supporter(record: TeamMemberRecord) -> Listed {
    let (name, provider) = (record.member.name, record.provider_name);
    match record.member.provider {
        Some(id) => {
            let both = format!("{provider} {name}");
            Listed::new(Owner::Provider(id), provider, &[&both, &name])
        }
        None => Listed::new(Owner::Supporter(record.id), name, &[]),
    }
}

impl Reader {
    /// Those around the person: the person, the family, the team, and the workers of the office.
    pub async fn task_owners(&mut self, case: CaseReader) -> Result<Vec<Listed>, Failure> {
        let person = self.person(case).await?.person;
        let mut listed = vec![
            Listed::new(Owner::Person, "本人", &["ご本人", &person.name]),
            Listed::new(Owner::Family, "家族", &["ご家族"]),
        ];
        for member in &person.family {
            let relation = member.relation.label();
            listed.push(Listed::relative(member.key, relation, &member.name));
        }
        let team = self.team(case).await?.into_iter();
        let present = team.filter(|record| record.member.left_on.is_none());
        listed.extend(present.map(supporter));
        listed.extend(self.workers_of(case).await?);
        Ok(listed)
    }

    async fn workers_of(&mut self, case: CaseReader) -> Result<Vec<Listed>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, bool)> = sql!(
            self,
            all,
            "SELECT s.id, s.name, p.specialist IS NOT NULL AND p.specialist = s.id
             FROM person p JOIN staff s ON s.organisation = p.organisation AND s.office = p.office
             WHERE p.organisation = $1 AND p.id = $2 AND s.disabled_at IS NULL ORDER BY s.name, s.id",
            organisation,
            case.person().0
        )?;
        let listed = |(id, name, own): (Uuid, String, bool)| {
            let also: &[&str] = if own { &["相談支援専門員"] } else { &[] };
            Listed::new(Owner::Staff(StaffId(id)), name, also)
        };
        Ok(rows.into_iter().map(listed).collect())
    }

    /// Whom each of these words name, in their order: one around the person, else the one entry of the directory that is
    /// called exactly that.
    pub async fn owners_of_words(
        &mut self,
        words: &[&str],
        listed: &[Listed],
    ) -> Result<Vec<Option<Owner>>, Failure> {
        let around: Vec<Option<Owner>> = words
            .iter()
            .map(|words| owner_named(words.trim(), listed))
            .collect();
        let unknown = words.iter().zip(&around).filter(|(_, owner)| owner.is_none());
        let unknown = unknown.map(|(words, _)| words.trim().to_owned()).collect();
        let entries = self.providers_called(unknown).await?;
        let called = |words: &str| {
            let mut found = entries.iter().filter(|(_, name)| name == words.trim());
            match (found.next(), found.next()) {
                (Some((id, _)), None) => Some(Owner::Provider(ProviderId(*id))),
                _ => None,
            }
        };
        let owner = |(words, around): (&&str, Option<Owner>)| around.or_else(|| called(words));
        Ok(words.iter().zip(around).map(owner).collect())
    }

    /// The entries of the directory that are called exactly so.
    async fn providers_called(&mut self, names: Vec<String>) -> Result<Vec<(Uuid, String)>, Failure> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let organisation = self.organisation();
        Ok(match self.connection() {
            Connection::Sqlite(connection) => {
                connection.all(
                    "SELECT id, name FROM provider WHERE organisation = $1 AND name IN (SELECT value FROM json_each($2))",
                    &[&organisation, &serde_json::Value::from(names).to_string()],
                )?
            }
            Connection::Postgres(connection) => {
                sqlx::query_as("SELECT id, name FROM provider WHERE organisation = $1 AND name = ANY($2)")
                    .bind(organisation)
                    .bind(names)
                    .fetch_all(connection)
                    .await?
            }
        })
    }

    /// Each task bound to whom its words name.
    pub(crate) async fn bound(&mut self, case: CaseReader, tasks: &[Task]) -> Result<Vec<Task>, Failure> {
        let listed = self.task_owners(case).await?;
        let words: Vec<&str> = tasks.iter().map(|task| task.who.as_str()).collect();
        let owners = self.owners_of_words(&words, &listed).await?;
        let bound = |(task, owner): (&Task, _)| task.clone().bound(owner);
        Ok(tasks.iter().zip(owners).map(bound).collect())
    }
}

impl Tx {
    /// Says whose an open task is, if nobody has changed it since `version`. The words of the record stay.
    pub async fn bind_task(
        &mut self,
        case: CaseEditor,
        id: TaskId,
        version: i64,
        owner: Owner,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE task SET bound_to = $5, side = $6, version = version + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4 AND done_on IS NULL
               AND withdrawn_at IS NULL",
            organisation,
            id.0,
            case.person().0,
            version,
            owner.code(),
            owner.side().code()
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}
