//! The npm packages by lock file, the pinned files among them, and a Node that is new enough.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::pins::{self, Pins};
use crate::workspace::Workspace;
use crate::{apt, process};

/// playwright-core 1.65 asks for it; Debian 12's own Node is 18.
const OLDEST_NODE: u32 = 20;

/// Which packages are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packages {
    /// What the browser gets.
    Served,
    /// Those, and what tests the screens.
    WithTests,
}

impl Packages {
    fn word(self) -> &'static str {
        match self {
            Self::Served => "served",
            Self::WithTests => "with-tests",
        }
    }
}

/// `cargo xtask npm`.
pub(crate) fn command(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let tests = arguments.iter().any(|argument| argument == "--with-tests");
    let packages = if tests {
        Packages::WithTests
    } else {
        Packages::Served
    };
    ensure(workspace, packages)?;
    println!("npm: {}", workspace.path("assets/vendor").display());
    Ok(())
}

/// Installs the packages by their lock file and lays out the pinned files.
pub(crate) fn ensure(workspace: &Workspace, packages: Packages) -> Result<()> {
    install(workspace.root(), packages)?;
    let vendor = workspace.path("assets/vendor");
    fs::create_dir_all(&vendor)?;
    for file in Pins::read()?.vendor {
        let source = workspace.path("node_modules").join(&file.from);
        pins::check_sha384(&source, &file.sha384)?;
        let target = vendor.join(&file.to);
        if pins::check_sha384(&target, &file.sha384).is_err() {
            fs::copy(&source, &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

/// Runs `npm ci` unless the stamp says that this very lock file is installed.
fn install(folder: &Path, packages: Packages) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("package-lock.json cannot be read")?;
    let stamp = folder.join("node_modules/.bansou-stamp");
    let wanted = |packages: Packages| format!("{} {}", pins::sha256(&lock), packages.word());
    let present = fs::read_to_string(&stamp).unwrap_or_default();
    if present == wanted(packages) || present == wanted(Packages::WithTests) {
        return Ok(());
    }
    apt::ensure("npm", &["npm"])?;
    let mut command = Command::new("npm");
    command.arg("ci").current_dir(folder);
    if packages == Packages::Served {
        command.arg("--omit=dev");
    }
    process::capture(&mut command)?;
    fs::write(&stamp, wanted(packages)).context("cannot write the stamp of the npm packages")
}

/// A Node that the browser tools accept: the machine's own, else the pinned npm package.
pub(crate) fn node(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(node) = process::find("node")
        && major(&node)? >= OLDEST_NODE
    {
        return Ok(node);
    }
    let folder = workspace.path("e2e/node");
    install(&folder, Packages::WithTests)?;
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => bail!("no pinned Node for {other}; install Node {OLDEST_NODE} or newer"),
    };
    Ok(folder.join(format!("node_modules/node-linux-{machine}/bin/node")))
}

fn major(node: &Path) -> Result<u32> {
    let written = process::capture(Command::new(node).arg("--version"))?;
    let number = written
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .unwrap_or_default();
    number
        .parse()
        .with_context(|| format!("`node --version` answered {written:?}"))
}
