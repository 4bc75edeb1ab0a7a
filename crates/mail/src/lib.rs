//! メールを送る. Takes the letters that wait in the store to the office's own mail server.
//!
//! The address and the password of that server come from whoever starts the program; they stand in no database, no log and
//! no message of this crate.
#![warn(missing_docs)]

mod post;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use bansou_domain::id::OrganisationId;
use bansou_store::mail::{ClaimedLetter, Outcome};
use bansou_store::{Failure, Store};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

pub use post::{Refusal, message};
pub use settings::{Mailer, SettingsProblem};

/// Minutes until a letter is tried again, by how often it was tried.
const AGAIN_AFTER: [i64; 6] = [1, 5, 15, 60, 240, 720];
/// How long to wait before looking again where nothing has said that a letter waits.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// What is said of a letter whose room was closed or whose link was taken back before it was sent.
pub const NO_LONGER: &str = "room or link no longer stands";
/// What is said of a letter that was sealed before the program was started anew without its key.
pub const SEAL_GONE: &str = "sealed by an earlier run of the program";

/// Sends what waits, now and whenever `wake` says so, for as long as the program runs.
pub async fn run(store: Store, mailer: Mailer, now: impl Fn() -> Timestamp, wake: Arc<Notify>) {
    if let Err(why) = mend(&store, now()).await {
        tracing::error!(%why, "letters of the last run could not be looked at");
    }
    loop {
        if let Err(why) = send_due(&store, &mailer, &now).await {
            tracing::error!(%why, "letters could not be taken from the store");
        }
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Marks what was being sent when the program stopped.
pub async fn mend(store: &Store, now: Timestamp) -> Result<u64, Failure> {
    let mut found = 0;
    for organisation in store.organisations().await? {
        found += store.mend_letters(OrganisationId(organisation.id), now).await?;
    }
    Ok(found)
}

/// Sends every letter that is due and answers how many there were.
pub async fn send_due(store: &Store, mailer: &Mailer, now: impl Fn() -> Timestamp) -> Result<usize, Failure> {
    let mut sent = 0;
    for organisation in store.organisations().await? {
        let organisation = OrganisationId(organisation.id);
        while let Some(claimed) = store.claim_letter(organisation, now()).await? {
            let outcome = deliver(mailer, &claimed, now()).await;
            store.letter_done(&claimed, now(), &outcome).await?;
            sent += 1;
        }
    }
    Ok(sent)
}

async fn deliver(mailer: &Mailer, claimed: &ClaimedLetter, now: Timestamp) -> Outcome {
    if !claimed.stands {
        return Outcome::Refused(NO_LONGER.to_owned());
    }
    if !claimed.readable {
        return Outcome::Refused(SEAL_GONE.to_owned());
    }
    match mailer.send(claimed, now).await {
        Ok(()) => Outcome::Sent,
        Err(Refusal::ForGood(words)) => Outcome::Refused(words),
        Err(Refusal::Unclear(words)) => Outcome::Unclear(words),
        Err(Refusal::ForNow(words)) => {
            let tried = usize::try_from(claimed.tried).unwrap_or(usize::MAX);
            match AGAIN_AFTER.get(tried) {
                Some(minutes) => {
                    let wait = SignedDuration::from_mins(*minutes);
                    Outcome::Later(now.saturating_add(wait).unwrap_or(now), words)
                }
                None => Outcome::Refused(words),
            }
        }
    }
}
