//! Before the first sign-in: the schema, the organisation, the one-time code of the first manager.

use anyhow::Context;
use bansou_domain::id::OrganisationId;
use bansou_store::account::Office;
use bansou_store::journal::Did;
use bansou_store::{Scope, open};
use jiff::SignedDuration;

use crate::options::Found;
use crate::say;

/// A set-up code is used within a day or not at all.
const HOLDS: SignedDuration = SignedDuration::from_hours(24);

pub(crate) async fn migrate(database: &str) -> anyhow::Result<()> {
    let store = open(database)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    say(format_args!(
        "{} — 最新の形です。Up to date.",
        store.engine_version().await?
    ))?;
    Ok(())
}

pub(crate) async fn found(options: Found) -> anyhow::Result<()> {
    let store = open(&options.at.database)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    let now = bansou_web::Clock::System.now();
    let organisation = OrganisationId(uuid::Uuid::now_v7());
    let code = bansou_web::setup_code().map_err(anyhow::Error::msg)?;
    let mut tx = store
        .begin(Scope {
            organisation,
            actor: None,
            now,
        })
        .await?;
    let office = Office {
        name: options.office,
        ..Office::default()
    };
    tx.found(&options.code, &options.organisation, &office).await?;
    tx.issue_setup_code(&bansou_web::setup_code_hash(&code), None, now + HOLDS)
        .await?;
    tx.commit(Did::office("founded")).await?;
    say(format_args!("準備コード（24時間、1回だけ）: {code}"))?;
    say(
        "bansou serve で起動し、/setup を開いて最初の管理者を登録してください。Open /setup to register the first manager.",
    )?;
    Ok(())
}
