//! `soffice --headless --convert-to pdf`, the way papers are often made from tables.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::figures::Times;

/// What the office suite took.
pub(crate) struct Suite {
    pub(crate) version: String,
    /// One call for one paper.
    pub(crate) single: Times,
    /// One call for many papers, each one's share.
    pub(crate) batch: Times,
}

const PROGRAM: &str = "soffice";
const SINGLE: usize = 5;
const BATCH: usize = 20;

/// Converts workbooks; nothing when the suite is not installed.
pub(crate) fn convert(workbook: impl Fn(usize) -> Result<Vec<u8>>, rounds: usize) -> Result<Option<Suite>> {
    let Ok(version) = Command::new(PROGRAM)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
    else {
        return Ok(None);
    };
    let folder = tempfile::tempdir()?;
    let mut files = Vec::new();
    for number in 0..BATCH {
        let file = folder.path().join(format!("plan-{number}.xlsx"));
        std::fs::write(&file, workbook(number)?)?;
        files.push(file);
    }
    let mut suite = Suite {
        version: String::from_utf8_lossy(&version.stdout)
            .split(' ')
            .take(2)
            .collect::<Vec<_>>()
            .join(" "),
        single: Times::default(),
        batch: Times::default(),
    };
    // The first call writes the suite's own profile; it is not counted.
    let warm_up = files.iter().take(1);
    run(folder.path(), warm_up)?;
    for file in files.iter().cycle().take(SINGLE * rounds) {
        let begun = Instant::now();
        run(folder.path(), std::iter::once(file))?;
        suite.single.add(begun.elapsed());
    }
    for _ in 0..rounds {
        let begun = Instant::now();
        run(folder.path(), files.iter())?;
        suite.batch.add(begun.elapsed() / u32::try_from(BATCH)?);
    }
    Ok(Some(suite))
}

fn run<'f>(folder: &Path, files: impl Iterator<Item = &'f PathBuf>) -> Result<()> {
    let made = folder.join("made");
    let mut command = Command::new(PROGRAM);
    command.arg(format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    ));
    command
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&made);
    let files: Vec<_> = files.collect();
    command
        .args(&files)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = command.status()?;
    let written = files.iter().all(|file| {
        let name = file.file_stem().unwrap_or_default();
        made.join(name).with_extension("pdf").exists()
    });
    if !status.success() || !written {
        bail!("the office suite did not convert the papers");
    }
    if made.exists() {
        std::fs::remove_dir_all(made)?;
    }
    Ok(())
}
