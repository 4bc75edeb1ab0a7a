//! `cargo xtask bench`: builds the release program and what measures it, and measures.

use std::process::Command;

use anyhow::Result;

use crate::npm::{self, Packages};
use crate::workspace::Workspace;
use crate::{fonts, process, visits};

/// `cargo xtask bench`.
pub(crate) fn command(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if let Some((first, parts)) = arguments.split_first()
        && first == "--visits"
    {
        return visits::command(workspace, parts);
    }
    fonts::ensure(workspace)?;
    npm::ensure(workspace, Packages::Served)?;
    // One after the other: built together, the program would get the features only its measuring needs.
    for package in ["bansou", "bansou-bench"] {
        let mut cargo = crate::process::cargo();
        cargo.args(["build", "--locked", "--release", "--package", package]);
        process::run(cargo.current_dir(workspace.root()))?;
    }
    let release = workspace.target().join("release");
    let mut measure = Command::new(release.join("bansou-bench"));
    measure.arg("--program").arg(release.join("bansou"));
    measure.arg("--cache").arg(workspace.target().join("bench"));
    process::run(measure.args(arguments).current_dir(workspace.root()))
}
