//! `cargo xtask demo`: from a checkout to a demo office in the browser.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::npm::{self, Packages};
use crate::workspace::Workspace;
use crate::{apt, fonts, process};

const ADDRESS: &str = "127.0.0.1:8080";

/// Installs what is missing, builds, and becomes the server.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    // The bundled SQLite and ring are compiled from C.
    apt::ensure("cc", &["build-essential"])?;
    fonts::ensure(workspace)?;
    npm::ensure(workspace, Packages::Served)?;
    build(workspace)?;
    let error = serve(workspace, arguments).exec();
    Err(error).context("cannot start bansou")
}

/// Builds the program people run.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let mut cargo = crate::process::cargo();
    cargo
        .args(["build", "--locked", "--package", "bansou"])
        .current_dir(workspace.root());
    process::run(&mut cargo)
}

fn serve(workspace: &Workspace, arguments: &[String]) -> Command {
    let mut command = Command::new(workspace.binary());
    command.args(["serve", "--demo"]).current_dir(workspace.root());
    command.arg("--assets").arg(workspace.path("assets"));
    command.arg("--fonts").arg(workspace.path("assets/fonts"));
    let chosen = |argument: &String| argument == "--listen" || argument.starts_with("--listen=");
    if !arguments.iter().any(chosen) {
        command.args(["--listen", ADDRESS]);
    }
    command.args(arguments);
    command
}
