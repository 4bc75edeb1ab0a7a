//! The program at rest: how soon it answers, what it holds in memory, what a page weighs.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::Options;
use crate::client::{Ask, Client};
use crate::office::Filled;
use crate::server::Server;
use crate::weight::{self, Weight};

/// What was found.
pub(crate) struct Rest {
    /// From starting the process to its first answer, the middle one of several starts.
    pub(crate) first_answer: Duration,
    pub(crate) memory_fresh: u64,
    /// With one paper printed.
    pub(crate) memory_warm: u64,
    pub(crate) program: u64,
    pub(crate) fonts: u64,
    pub(crate) weights: Vec<Weight>,
}

const STARTS: usize = 5;
/// Long enough for everything that follows a request to have ended.
const SETTLED: Duration = Duration::from_secs(2);

pub(crate) async fn measure(options: &Options, filled: &Filled, file: &Path) -> Result<Rest> {
    eprintln!("starts, memory, pages");
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let server = Server::product(options, file).await?;
        starts.push(server.first_answer);
        server.stop()?;
    }
    starts.sort_unstable();
    let server = Server::product(options, file).await?;
    tokio::time::sleep(SETTLED).await;
    let memory_fresh = server.memory()?;
    let account = filled.accounts.first().context("nobody can sign in")?;
    let mut client = Client::sign_in(server.address, account).await?;
    let case = print_one(&mut client).await?;
    tokio::time::sleep(SETTLED).await;
    let memory_warm = server.memory()?;
    let weights = weight::measure(&mut client, &case).await?;
    server.stop()?;
    Ok(Rest {
        first_answer: starts.get(STARTS / 2).copied().unwrap_or_default(),
        memory_fresh,
        memory_warm,
        program: std::fs::metadata(&options.program)?.len(),
        fonts: size_of_folder(&options.fonts())?,
        weights,
    })
}

/// Prints the first paper of a worker's first case, and answers the path of that case.
async fn print_one(client: &mut Client) -> Result<String> {
    let list = client.page("/people?mine=1").await?;
    for rest in list.split("href=\"/c/").skip(1) {
        let case = format!("/c/{}", rest.split(['"', '/', '?']).next().unwrap_or_default());
        let papers = client.page(&format!("{case}/papers")).await?;
        let links = papers.split("href=\"").filter_map(|rest| rest.split('"').next());
        for path in links.filter(|path| path.contains("/print/")) {
            let pdf = format!("{}/pdf", path.trim_end_matches("/pdf"));
            let answer = client.send(Ask::Get(pdf)).await?;
            if answer.status == 200 && answer.body.starts_with(b"%PDF") {
                return Ok(case);
            }
        }
    }
    anyhow::bail!("no paper could be printed")
}

fn size_of_folder(folder: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        size += entry?.metadata()?.len();
    }
    Ok(size)
}
