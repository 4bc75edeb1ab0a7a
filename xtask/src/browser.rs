//! The browser journeys: Debian's Chromium driven by playwright-core.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::npm::{self, Packages};
use crate::postgres::{self, Cluster};
use crate::workspace::Workspace;
use crate::{apt, demo, fonts, process};

/// `cargo xtask journeys`: builds, then runs the journeys on both databases.
pub(crate) fn command(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    fonts::ensure(workspace)?;
    demo::build(workspace)?;
    let cluster = Cluster::start()?;
    let mut files = arguments.iter().map(PathBuf::from).collect::<Vec<_>>();
    if files.is_empty() {
        files = journeys(workspace)?;
    }
    let mut node = node(workspace)?;
    node.args(["--test", "--test-reporter=spec"]).args(files);
    process::run(node.env(postgres::VARIABLE, cluster.url()))
}

/// The journey files, in order of their names.
pub(crate) fn journeys(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.path("e2e/journeys");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Node, with everything installed that a browser script needs.
pub(crate) fn node(workspace: &Workspace) -> Result<Command> {
    npm::ensure(workspace, Packages::WithTests)?;
    apt::ensure_readers()?;
    let mut command = Command::new(npm::node(workspace)?);
    command
        .current_dir(workspace.root())
        .env("BANSOU_BINARY", workspace.binary());
    Ok(command)
}
