//! The measured program and the floor, as processes of their own.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::client::{Ask, Client};
use crate::{Options, office};

/// A running server. It ends with the value.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From starting the process to its first answer.
    pub(crate) first_answer: Duration,
}

/// Longer than any start that could be called one.
const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN_TRIES: Duration = Duration::from_millis(2);

impl Server {
    /// Starts the measured program on a file.
    pub(crate) async fn product(options: &Options, file: &Path) -> Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(&options.program);
        command
            .args(["serve", "--demo", "--database"])
            .arg(office::url(file));
        command.arg("--listen").arg(address.to_string());
        command
            .arg("--assets")
            .arg(&options.assets)
            .arg("--fonts")
            .arg(options.fonts());
        command.env("BANSOU_LOG", "warn");
        Self::start(command, address, "/signin").await
    }

    /// Starts the floor on the same file.
    pub(crate) async fn floor(file: &Path) -> Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("floor").arg(file).arg(address.to_string());
        Self::start(command, address, "/").await
    }

    async fn start(mut command: Command, address: SocketAddr, path: &str) -> Result<Self> {
        let begun = Instant::now();
        let child = command
            .stdout(Stdio::null())
            .spawn()
            .context("a server cannot be started")?;
        let mut server = Self {
            child,
            address,
            first_answer: Duration::ZERO,
        };
        while !answers(address, path).await {
            if begun.elapsed() > PATIENCE || server.child.try_wait()?.is_some() {
                bail!("a server did not answer");
            }
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
        server.first_answer = begun.elapsed();
        Ok(server)
    }

    /// Memory the process holds, in bytes.
    pub(crate) fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        Ok(kilobytes.context("the process has no memory to speak of")? * 1024)
    }

    /// Asks the process to end as a service manager does, and waits for it.
    pub(crate) fn stop(mut self) -> Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended after `stop`; otherwise a measurement failed and nothing of it is kept.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn answers(address: SocketAddr, path: &str) -> bool {
    let Ok(mut client) = Client::connect(address).await else {
        return false;
    };
    client.send(Ask::Get(path.to_owned())).await.is_ok()
}

fn free_address() -> Result<SocketAddr> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?)
}
