//! Debian's packages, where a machine lacks something.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Installs `packages` unless `program` is already there.
pub(crate) fn ensure(program: &str, packages: &[&str]) -> Result<()> {
    if process::find(program).is_some() {
        return Ok(());
    }
    println!("installing {} with apt-get", packages.join(" "));
    install(packages)
}

/// Installs what the tests read papers and workbooks and look at pages with.
pub(crate) fn ensure_readers() -> Result<()> {
    ensure("pdftotext", &["poppler-utils"])?;
    ensure("unzip", &["unzip"])?;
    ensure("chromium", &["chromium"])
}

/// Installs `packages`, refreshing apt's lists only when the first try fails.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if process::find("apt-get").is_none() {
        bail!(
            "this machine has no apt-get; install {} by its own means",
            packages.join(" ")
        );
    }
    if try_install(packages).is_ok() {
        return Ok(());
    }
    process::capture(administrator()?.args(["apt-get", "update"]))?;
    try_install(packages)
}

fn try_install(packages: &[&str]) -> Result<()> {
    let mut command = administrator()?;
    command.args([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "--yes",
    ]);
    command.arg("--no-install-recommends").args(packages);
    process::capture(&mut command).map(|_| ())
}

/// A command that runs what follows with the right to install: as it is for
/// root, else by a sudo that asks for no password.
pub(crate) fn administrator() -> Result<Command> {
    if process::is_root()? {
        return Ok(Command::new("env"));
    }
    let allowed = process::capture(Command::new("sudo").args(["-n", "true"])).is_ok();
    if !allowed {
        bail!("packages are missing and this account may not install them; run as root or with sudo");
    }
    let mut command = Command::new("sudo");
    command.arg("-n");
    Ok(command)
}
