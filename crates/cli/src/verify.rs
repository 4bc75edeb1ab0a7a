//! Checking the journal's chain.

use anyhow::{Context, bail};
use bansou_domain::id::OrganisationId;
use bansou_store::journal::Verified;
use bansou_store::{Scope, Store, open};

use crate::say;

pub(crate) async fn run(database: &str) -> anyhow::Result<()> {
    let store = open(database)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    check(&store).await
}

/// Checks every organisation; fails when one chain is broken.
pub(crate) async fn check(store: &Store) -> anyhow::Result<()> {
    let mut broken = false;
    for organisation in store.organisations().await? {
        let scope = Scope {
            organisation: OrganisationId(organisation.id),
            actor: None,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        match store.read(scope).await?.verify_journal().await? {
            Verified::Whole { entries } => say(format_args!(
                "{}: {entries}件の記録はつながっています。Whole.",
                organisation.name
            ))?,
            Verified::BrokenAt { seq } => {
                broken = true;
                say(format_args!(
                    "{}: {seq}件目の記録が合いません。Broken at entry {seq}.",
                    organisation.name
                ))?;
            }
        }
    }
    if broken {
        bail!("記録簿の鎖が切れています。The chain is broken.");
    }
    Ok(())
}
