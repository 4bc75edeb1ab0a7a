//! A throw-away PostgreSQL cluster on a Unix socket, gone when this program ends.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;
use crate::{apt, process};

/// The variable that makes the tests run on PostgreSQL.
pub(crate) const VARIABLE: &str = "BANSOU_TEST_POSTGRES";

/// The role of the tests: may create databases, is bound by row-level security.
const ROLE: &str = "CREATE ROLE bansou_app LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS";

const PATIENCE: Duration = Duration::from_secs(30);

/// Holds the cluster and waits for end of input, which comes whenever the
/// program that started it ends: normally, by panic, by Ctrl+C or killed.
const GUARDIAN: &str = r#"
bin=$1 dir=$2
"$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
    -c autovacuum=off -c timezone=UTC >"$dir/log" 2>&1 &
server=$!
read -r _
kill -INT "$server"
wait "$server"
rm -rf "$dir"
"#;

/// A running cluster.
pub(crate) struct Cluster {
    guardian: Child,
    folder: PathBuf,
}

/// `cargo xtask postgres -- COMMAND …`.
pub(crate) fn command(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let words = arguments
        .iter()
        .skip_while(|word| *word == "--")
        .collect::<Vec<_>>();
    let Some((program, rest)) = words.split_first() else {
        bail!("say which command to run: cargo xtask postgres -- COMMAND");
    };
    let cluster = Cluster::start()?;
    let mut command = Command::new(program);
    command
        .args(rest)
        .env(VARIABLE, cluster.url())
        .current_dir(workspace.root());
    process::run(&mut command)
}

impl Cluster {
    /// Makes a cluster in a directory of its own and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let account = Account::find()?;
        let bin = programs()?;
        let made = process::capture(account.command("mktemp").args(["-d", "/tmp/bansou-pg-XXXXXX"]))?;
        let folder = PathBuf::from(made.trim());
        let guardian = initialise(&account, &bin, &folder).and_then(|()| guard(&account, &bin, &folder));
        let guardian = guardian.inspect_err(|_| {
            // The first error is the one to tell; a left directory in /tmp is not.
            let _ = std::fs::remove_dir_all(&folder);
        })?;
        let cluster = Self { guardian, folder };
        cluster.wait_until_ready(&bin)?;
        process::capture(cluster.superuser(&bin).args(["-c", ROLE]))?;
        Ok(cluster)
    }

    /// The address of the tests' role. Each test creates a database of its own.
    pub(crate) fn url(&self) -> String {
        format!(
            "postgres://bansou_app@localhost/postgres?host={}",
            self.folder.display()
        )
    }

    fn superuser(&self, bin: &Path) -> Command {
        let mut command = Command::new(bin.join("psql"));
        command.args([
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            "postgres",
            "-d",
            "postgres",
            "-h",
        ]);
        command.arg(&self.folder);
        command
    }

    fn wait_until_ready(&self, bin: &Path) -> Result<()> {
        let started = Instant::now();
        loop {
            match process::capture(self.superuser(bin).args(["-c", "SELECT 1"])) {
                Ok(_) => return Ok(()),
                Err(error) if started.elapsed() > PATIENCE => {
                    let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                    return Err(error.context(format!("PostgreSQL did not answer:\n{log}")));
                }
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        // The guardian ends by itself; nobody is left to hear an error.
        let _ = self.guardian.wait();
    }
}

/// Who runs the server: PostgreSQL refuses root.
enum Account {
    Own,
    Other { name: &'static str, group: String },
}

impl Account {
    fn find() -> Result<Self> {
        if !process::is_root()? {
            return Ok(Self::Own);
        }
        let known = process::capture(Command::new("id").arg("postgres")).is_ok();
        let name = if known { "postgres" } else { "nobody" };
        let group = process::capture(Command::new("id").args(["-g", name]))?
            .trim()
            .to_owned();
        Ok(Self::Other { name, group })
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = match self {
            Self::Own => Command::new(program),
            Self::Other { name, group } => {
                let mut command = Command::new("setpriv");
                command
                    .args(["--reuid", name, "--regid", group, "--clear-groups", "--"])
                    .arg(program);
                command
            }
        };
        command.current_dir("/");
        command
    }
}

fn initialise(account: &Account, bin: &Path, folder: &Path) -> Result<()> {
    let mut command = account.command(bin.join("initdb"));
    command.args([
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
    ]);
    command
        .args(["--lc-ctype=C.UTF-8", "--no-sync", "--no-instructions", "-D"])
        .arg(folder.join("data"));
    process::capture(&mut command).map(|_| ())
}

/// Starts the guardian in a process group of its own, so that Ctrl+C reaches
/// it only as the end of its input and it can still clean up.
fn guard(account: &Account, bin: &Path, folder: &Path) -> Result<Child> {
    let mut command = account.command("sh");
    command.args(["-c", GUARDIAN, "guardian"]).arg(bin).arg(folder);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    command
        .spawn()
        .context("cannot start the keeper of the test cluster")
}

/// The directory of PostgreSQL 15's programs, installed when it is missing.
fn programs() -> Result<PathBuf> {
    let debian = PathBuf::from("/usr/lib/postgresql/15/bin");
    if debian.join("initdb").is_file() {
        return Ok(debian);
    }
    if process::find("apt-get").is_some() {
        install()?;
        return Ok(debian);
    }
    let initdb = process::find("initdb").context("PostgreSQL 15 is missing: initdb is not on the PATH")?;
    Ok(initdb
        .parent()
        .context("initdb lies in no directory")?
        .to_path_buf())
}

/// Installs the server without letting Debian make and start a cluster of its own.
fn install() -> Result<()> {
    println!("installing postgresql-15 with apt-get");
    apt::install(&["postgresql-common"])?;
    let setting = "/etc/postgresql-common/createcluster.conf";
    let edit = r"s/^#? *create_main_cluster.*/create_main_cluster = false/";
    process::capture(apt::administrator()?.args(["sed", "-E", "-i", edit, setting]))?;
    apt::install(&["postgresql-15"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cluster_is_gone_when_its_value_goes() {
        let cluster = Cluster::start().unwrap();
        let folder = cluster.folder.clone();
        let asked = "SELECT rolsuper, rolbypassrls, rolcreatedb, current_setting('lc_ctype') \
                     FROM pg_roles WHERE rolname = current_user";
        let mut psql = Command::new(programs().unwrap().join("psql"));
        let told = process::capture(psql.args(["-X", "-At", &cluster.url(), "-c", asked])).unwrap();
        assert_eq!(told.trim(), "f|f|t|C.UTF-8");
        drop(cluster);
        assert!(!folder.exists());
    }
}
