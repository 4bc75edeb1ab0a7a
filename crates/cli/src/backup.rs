//! Copies of the whole database. A copy counts only after it has been opened and its journal checked.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use bansou_domain::id::OrganisationId;
use bansou_store::open;
use bansou_web::Clock;

use crate::options::{Backup, Restore};
use crate::{say, verify};

pub(crate) async fn write(options: &Backup) -> anyhow::Result<()> {
    if options.to.exists() {
        bail!(
            "{} はすでにあります。別の名前にしてください。The file exists.",
            options.to.display()
        );
    }
    let store = open(&options.at.database)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    verify::check(&store).await?;
    let to = options
        .to
        .to_str()
        .context("ファイル名を読めません。The file name is no text.")?;
    if store.copy_to(to).await?.is_some() {
        verify::check(&open(&format!("sqlite:{to}")).await?).await?;
    } else {
        run(Command::new("pg_dump").args([
            "--format=custom",
            "--no-owner",
            "--file",
            to,
            &options.at.database,
        ]))?;
        run(Command::new("pg_restore")
            .args(["--list", to])
            .stdout(std::process::Stdio::null()))?;
    }
    make_durable(&options.to)?;
    say(format_args!("写しを作りました: {to}。Backup written."))?;
    Ok(())
}

pub(crate) async fn restore(options: &Restore) -> anyhow::Result<()> {
    let from = options
        .from
        .to_str()
        .context("ファイル名を読めません。The file name is no text.")?;
    match options.at.database.strip_prefix("sqlite:") {
        Some(path) => restore_sqlite(from, Path::new(path)).await?,
        None => run(Command::new("pg_restore").args([
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            "--dbname",
            &options.at.database,
            from,
        ]))?,
    }
    let store = open(&options.at.database).await?;
    verify::check(&store).await?;
    // What waited to be sent when the backup was made may have been sent since.
    for organisation in store.organisations().await? {
        let organisation = OrganisationId(organisation.id);
        store.hold_letters(organisation, Clock::System.now()).await?;
    }
    say("写しから戻しました。Restored.")?;
    Ok(())
}

/// The copy is checked before it takes the place of anything, and nothing is overwritten.
async fn restore_sqlite(from: &str, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        bail!(
            "{} はすでにあります。先に名前を変えてください。The database exists.",
            to.display()
        );
    }
    let folder = tempfile::tempdir_in(
        to.parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    )?;
    let copy = folder.path().join("copy.db");
    std::fs::copy(from, &copy).context("写しを読めません。Cannot read the backup.")?;
    let store = open(&format!("sqlite:{}", copy.display()))
        .await
        .context("写しを開けません。Cannot open the backup.")?;
    verify::check(&store).await?;
    store
        .copy_to(
            to.to_str()
                .context("ファイル名を読めません。The file name is no text.")?,
        )
        .await?;
    make_durable(to)
}

fn make_durable(path: &Path) -> anyhow::Result<()> {
    std::fs::File::open(path)?.sync_all()?;
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("{name} を起動できません。Cannot start {name}."))?;
    if !status.success() {
        bail!("{name} が失敗しました。{name} failed.");
    }
    Ok(())
}
