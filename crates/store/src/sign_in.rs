//! Sign-in: credentials, sessions, set-up codes, and the slowing of guesses.

use bansou_domain::id::{OfficeId, OrganisationId, StaffId};
use uuid::Uuid;

use crate::access::{SignedIn, SignedInRow};
use crate::{Failure, Reader, Store, Tx};

/// What is stored to check one account's credentials.
#[apply(row!)]
#[derive(Debug)]
pub struct Credentials {
    /// The worker.
    pub id: Uuid,
    /// Argon2id PHC string; absent until a password has been set.
    pub password_hash: Option<String>,
    /// The secret of the second factor; absent until it has been set up.
    pub totp_secret: Option<Vec<u8>>,
    /// The account is closed.
    pub disabled: bool,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is owed.
    Password,
    /// Signed in.
    Full,
}

impl Stage {
    fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Full => "full",
        }
    }
}

/// A session found by its token.
#[derive(Debug)]
pub enum Session {
    /// Signed in.
    Full(SignedIn),
    /// Only the password has been given.
    Password(StaffId),
}

/// A session with its last written use.
#[derive(Debug)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// When it was last seen.
    pub seen_at: jiff::Timestamp,
}

/// How long a session lives: idle and in all.
#[derive(Debug, Clone, Copy)]
pub struct Lifetime {
    /// Sessions last seen before this instant are over.
    pub idle_since: jiff::Timestamp,
    /// Sessions begun before this instant are over.
    pub begun_since: jiff::Timestamp,
}

#[apply(row!)]
struct SessionRow {
    stage: String,
    seen_at: String,
    #[sqlx(flatten)]
    staff: SignedInRow,
}

impl Store {
    /// Finds the session of a token hash. A closed account has none.
    pub async fn session(
        &self,
        organisation: OrganisationId,
        now: jiff::Timestamp,
        token_hash: &[u8],
        lifetime: Lifetime,
    ) -> Result<Option<Found>, Failure> {
        let mut reader = self
            .read(crate::Scope {
                organisation,
                actor: None,
                now,
            })
            .await?;
        let row: Option<SessionRow> = sql!(
            reader,
            maybe,
            "SELECT e.stage, e.seen_at, s.office, s.id, s.name, s.role, s.preferences
             FROM session e JOIN staff s ON s.organisation = e.organisation AND s.id = e.staff
             WHERE e.organisation = $1 AND e.token_hash = $2 AND e.seen_at >= $3 AND e.started_at >= $4
               AND s.disabled_at IS NULL",
            organisation.0,
            token_hash,
            lifetime.idle_since.to_string(),
            lifetime.begun_since.to_string()
        )?;
        row.map(|row| {
            let seen_at = row
                .seen_at
                .parse()
                .map_err(|why| Failure::unreadable("session.seen_at", why))?;
            let session = match row.stage.as_str() {
                "full" => Session::Full(SignedIn::from_row(organisation, row.staff)?),
                _ => Session::Password(StaffId(row.staff.id)),
            };
            Ok(Found { session, seen_at })
        })
        .transpose()
    }
}

impl Reader {
    /// The credentials of a login name, also of a closed account: the answer to the browser never differs.
    pub async fn credentials(&mut self, login: &str) -> Result<Option<Credentials>, Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            maybe,
            "SELECT id, password_hash, totp_secret, disabled_at IS NOT NULL AS disabled
             FROM staff WHERE organisation = $1 AND login = $2",
            organisation,
            login
        )?)
    }

    /// The secret of a worker's second factor, once it has been set up.
    pub async fn totp_secret(&mut self, staff: StaffId) -> Result<Option<Vec<u8>>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            value,
            "SELECT totp_secret FROM staff WHERE organisation = $1 AND id = $2",
            organisation,
            staff.0
        )
    }

    /// How many sign-ins of this subject (a login name or an address) failed since `since`.
    pub async fn recent_failures(&mut self, subject: &str, since: jiff::Timestamp) -> Result<i64, Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            value,
            "SELECT COUNT(*) FROM sign_in_failure WHERE organisation = $1 AND subject = $2 AND at >= $3",
            organisation,
            subject,
            since.to_string()
        )?)
    }
}

impl Tx {
    /// Remembers one failed sign-in.
    pub async fn note_failure(&mut self, subject: &str) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "INSERT INTO sign_in_failure (organisation, id, subject, at) VALUES ($1, $2, $3, $4)",
            organisation,
            Uuid::now_v7(),
            subject,
            &now
        )?;
        Ok(())
    }

    /// Forgets the failures of a subject after it has signed in.
    pub async fn forgive(&mut self, subject: &str) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "DELETE FROM sign_in_failure WHERE organisation = $1 AND subject = $2",
            organisation,
            subject
        )?;
        Ok(())
    }

    /// Begins a session.
    pub async fn start_session(
        &mut self,
        staff: StaffId,
        token_hash: &[u8],
        stage: Stage,
    ) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "INSERT INTO session (organisation, token_hash, staff, stage, started_at, seen_at)
             VALUES ($1, $2, $3, $4, $5, $5)",
            organisation,
            token_hash,
            staff.0,
            stage.code(),
            &now
        )?;
        Ok(())
    }

    /// Marks a session as in use.
    pub async fn touch_session(&mut self, token_hash: &[u8]) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE session SET seen_at = $3 WHERE organisation = $1 AND token_hash = $2",
            organisation,
            token_hash,
            &now
        )?;
        Ok(())
    }

    /// Ends one session.
    pub async fn end_session(&mut self, token_hash: &[u8]) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "DELETE FROM session WHERE organisation = $1 AND token_hash = $2",
            organisation,
            token_hash
        )?;
        Ok(())
    }

    /// Ends every session of a worker.
    pub async fn end_sessions_of(&mut self, staff: StaffId) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "DELETE FROM session WHERE organisation = $1 AND staff = $2",
            organisation,
            staff.0
        )?;
        Ok(())
    }

    /// Accepts a time step of the second factor once: a replay of the same code finds no row to change.
    pub async fn use_totp_step(&mut self, staff: StaffId, step: i64) -> Result<bool, Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE staff SET totp_step = $3 WHERE organisation = $1 AND id = $2 AND totp_step < $3",
            organisation,
            staff.0,
            step
        )?;
        Ok(changed == 1)
    }

    /// Uses a recovery code, once.
    pub async fn use_recovery_code(&mut self, staff: StaffId, code_hash: &[u8]) -> Result<bool, Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let changed = sql!(
            self,
            run,
            "UPDATE recovery_code SET used_at = $4
             WHERE organisation = $1 AND staff = $2 AND code_hash = $3 AND used_at IS NULL",
            organisation,
            staff.0,
            code_hash,
            &now
        )?;
        Ok(changed == 1)
    }

    /// Sets the second factor with its recovery codes; earlier codes are gone.
    pub async fn set_totp(
        &mut self,
        staff: StaffId,
        secret: &[u8],
        recovery: &[Vec<u8>],
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE staff SET totp_secret = $3, totp_step = 0, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            staff.0,
            secret
        )?;
        sql!(
            self,
            run,
            "DELETE FROM recovery_code WHERE organisation = $1 AND staff = $2",
            organisation,
            staff.0
        )?;
        for hash in recovery {
            sql!(
                self,
                run,
                "INSERT INTO recovery_code (organisation, staff, code_hash) VALUES ($1, $2, $3)",
                organisation,
                staff.0,
                hash
            )?;
        }
        Ok(())
    }

    /// Sets a password; every session of the account ends.
    pub async fn set_password(&mut self, staff: StaffId, hash: &str) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE staff SET password_hash = $3, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            staff.0,
            hash
        )?;
        self.end_sessions_of(staff).await
    }

    /// Issues a one-time set-up code; `staff` is empty for the very first manager.
    pub async fn issue_setup_code(
        &mut self,
        code_hash: &[u8],
        staff: Option<StaffId>,
        expires_at: jiff::Timestamp,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "INSERT INTO setup_code (organisation, code_hash, staff, expires_at) VALUES ($1, $2, $3, $4)",
            organisation,
            code_hash,
            staff.map(|staff| staff.0),
            expires_at.to_string()
        )?;
        Ok(())
    }

    /// Uses a set-up code, once and in time; answers whose account it sets up (`None`: the first manager's).
    pub async fn use_setup_code(&mut self, code_hash: &[u8]) -> Result<Option<StaffId>, Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let staff: Option<Uuid> = sql!(self, value, "UPDATE setup_code SET used_at = $3
             WHERE organisation = $1 AND code_hash = $2 AND used_at IS NULL AND expires_at > $3 RETURNING staff", organisation, code_hash, &now)?;
        Ok(staff.map(StaffId))
    }

    /// The office a set-up of the first manager belongs to.
    pub async fn first_office(&mut self) -> Result<OfficeId, Failure> {
        let organisation = self.organisation();
        let id: Uuid = sql!(
            self,
            value,
            "SELECT id FROM office WHERE organisation = $1 ORDER BY id LIMIT 1",
            organisation
        )?;
        Ok(OfficeId(id))
    }
}
