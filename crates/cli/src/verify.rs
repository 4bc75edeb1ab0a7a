//! Checking the journal's chain and the files that are kept.

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

/// Checks every organisation; fails when one chain is broken or one file damaged.
pub(crate) async fn check(store: &Store) -> anyhow::Result<()> {
    let mut broken = false;
    for organisation in store.organisations().await? {
        let scope = Scope {
            organisation: OrganisationId(organisation.id),
            actor: None,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        let (files, damaged) = store.read(scope).await?.verify_scans().await?;
        if files > 0 {
            say(format_args!(
                "{}: 紙の控え{files}件のうち、壊れたもの{damaged}件。",
                organisation.name
            ))?;
        }
        broken |= damaged > 0;
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
        bail!("記録が合いません。上の行を見てください。The records do not hold; see the lines above.");
    }
    Ok(())
}
