//! The file with the made-up office: filled once, copied for every run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::Options;

/// A filled file with the accounts of its workers.
pub(crate) struct Filled {
    path: PathBuf,
    pub(crate) accounts: Vec<Account>,
    /// How long filling took, when it was filled.
    pub(crate) took: Duration,
    /// Bytes of the file.
    pub(crate) size: u64,
}

/// One worker who can sign in.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
}

/// The filled file of this size and version, made when it is not there or cannot be opened any more.
pub(crate) fn filled(options: &Options) -> Result<Filled> {
    let name = format!(
        "{}-{}x{}",
        env!("CARGO_PKG_VERSION"),
        options.people,
        options.years
    );
    let (path, told) = (
        options.cache.join(format!("{name}.db")),
        options.cache.join(format!("{name}.txt")),
    );
    if options.refill || !told.exists() || !still_opens(options, &path) {
        fill(options, &path, &told)?;
    }
    let text = std::fs::read_to_string(&told)?;
    Ok(Filled {
        size: std::fs::metadata(&path)?.len(),
        accounts: text.lines().filter_map(account).collect(),
        took: text.lines().find_map(seconds).unwrap_or_default(),
        path,
    })
}

/// A copy that a run may write into. What the program has not yet moved into the file stands in the log beside it.
pub(crate) fn copy(filled: &Filled, folder: &Path) -> Result<PathBuf> {
    let file = folder.join("office.db");
    for (from, to) in [
        (filled.path.clone(), file.clone()),
        (log_of(&filled.path), log_of(&file)),
    ] {
        if from.exists() {
            std::fs::copy(from, to)?;
        }
    }
    Ok(file)
}

fn log_of(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", file.display()))
}

fn still_opens(options: &Options, path: &Path) -> bool {
    let mut command = Command::new(&options.program);
    command.args(["migrate", "--database"]).arg(url(path));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    path.exists() && command.status().is_ok_and(|status| status.success())
}

fn fill(options: &Options, path: &Path, told: &Path) -> Result<()> {
    eprintln!("filling {} people × {} years", options.people, options.years);
    let index = PathBuf::from(format!("{}-shm", path.display()));
    // The list of accounts is written last: without it the file counts as half filled.
    for old in [told, path, &log_of(path), &index] {
        if old.exists() {
            std::fs::remove_file(old)?;
        }
    }
    let begun = Instant::now();
    let mut command = Command::new(&options.program);
    command.args(["demo", "--database"]).arg(url(path));
    command.arg("--people").arg(options.people.to_string());
    command.arg("--years").arg(options.years.to_string());
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", options.program.display()))?;
    if !output.status.success() {
        bail!("the office could not be filled");
    }
    let took = begun.elapsed();
    let said = String::from_utf8_lossy(&output.stdout);
    std::fs::write(told, format!("filled: {:.1}\n{said}", took.as_secs_f64()))?;
    Ok(())
}

/// How the program is told to open a file.
pub(crate) fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// A specialist of the list the program prints; clerk and manager carry no cases.
fn account(line: &str) -> Option<Account> {
    let mut words = line.strip_prefix("account: ")?.split(' ');
    let (login, password) = (words.next()?.to_owned(), words.next()?.to_owned());
    (!matches!(login.as_str(), "kanri" | "jimu")).then_some(Account { login, password })
}

fn seconds(line: &str) -> Option<Duration> {
    let seconds = line.strip_prefix("filled: ")?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}
