//! The BIZ UD fonts: fetched from Debian, checked, laid out in `assets/fonts`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::pins::{self, FontPackage, Fonts, Pins};
use crate::process::{self, TemporaryDirectory};
use crate::workspace::Workspace;

/// `cargo xtask fonts`.
pub(crate) fn command(workspace: &Workspace, _: &[String]) -> Result<()> {
    ensure(workspace)?;
    println!("fonts: {}", workspace.path("assets/fonts").display());
    Ok(())
}

/// Fills `assets/fonts` unless the stamp says that these very packages are there.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    let fonts = Pins::read()?.fonts;
    let folder = workspace.path("assets/fonts");
    let stamp = folder.join(".stamp");
    if fs::read_to_string(&stamp).is_ok_and(|text| is_current(&text, &fonts, &folder)) {
        return Ok(());
    }
    println!("fetching the BIZ UD fonts {}", fonts.version);
    let work = TemporaryDirectory::new()?;
    fs::create_dir_all(&folder)?;
    let mut lines = hashes(&fonts);
    for package in &fonts.package {
        let archive = download(package, &fonts.version, work.path())?;
        pins::check_sha256(&archive, &package.sha256)?;
        for file in unpack(&archive, package, &fonts, work.path())? {
            let name = file.file_name().context("a font without a name")?;
            fs::copy(&file, folder.join(name))?;
            lines.push(name.to_string_lossy().into_owned());
        }
    }
    fs::write(&stamp, lines.join("\n")).context("cannot write the stamp of the fonts")
}

fn hashes(fonts: &Fonts) -> Vec<String> {
    fonts
        .package
        .iter()
        .map(|package| package.sha256.clone())
        .collect()
}

/// The stamp holds the hashes of the packages, then the files that came of them.
fn is_current(stamp: &str, fonts: &Fonts, folder: &Path) -> bool {
    let lines: Vec<&str> = stamp.lines().collect();
    let hashes = hashes(fonts);
    let Some((head, files)) = lines.split_at_checked(hashes.len()) else {
        return false;
    };
    head == hashes && !files.is_empty() && files.iter().all(|file| folder.join(file).is_file())
}

fn download(package: &FontPackage, version: &str, work: &Path) -> Result<PathBuf> {
    let wanted = format!("{}={version}", package.name);
    let plain = Command::new("apt-get")
        .args(["download", &wanted])
        .current_dir(work)
        .output();
    let plain =
        plain.context("no apt-get here; the fonts come from the Debian packages named in pins.toml")?;
    if !plain.status.success() {
        download_with_own_lists(&wanted, work)?;
    }
    let archive = work.join(format!("{}_{version}_all.deb", package.name));
    if !archive.is_file() {
        bail!("apt-get did not bring {}", archive.display());
    }
    Ok(archive)
}

/// Fetches apt's lists into the working directory, so that neither root nor the
/// machine's own lists are needed.
fn download_with_own_lists(wanted: &str, work: &Path) -> Result<()> {
    for folder in ["lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(work.join(folder))?;
    }
    let lists = format!("Dir::State::Lists={}", work.join("lists").display());
    let cache = format!("Dir::Cache={}", work.join("cache").display());
    let apt = || {
        let mut command = Command::new("apt-get");
        command
            .args(["-o", &lists, "-o", &cache, "-o", "APT::Sandbox::User="])
            .current_dir(work);
        command
    };
    process::capture(apt().arg("update"))?;
    process::capture(apt().args(["download", wanted]))?;
    Ok(())
}

fn unpack(archive: &Path, package: &FontPackage, fonts: &Fonts, work: &Path) -> Result<Vec<PathBuf>> {
    let tree = work.join(&package.name);
    process::capture(Command::new("dpkg-deb").arg("-x").arg(archive).arg(&tree))?;
    let mut files = Vec::new();
    collect_fonts(&tree.join(&fonts.folder), &mut files)?;
    if files.is_empty() {
        bail!("{} holds no font below {}", package.name, fonts.folder);
    }
    files.sort();
    Ok(files)
}

fn collect_fonts(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_fonts(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "ttf") {
            files.push(path);
        }
    }
    Ok(())
}
