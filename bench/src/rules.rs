//! The rules of the claim month: alone, and as the program that reads facts and writes results.

use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use bansou_billing::{OfficeMonth, PersonFacts, Rules, SecondFees, Sharing, Totals, covers};
use bansou_exchange::Lines;
use bansou_law::Law;

use crate::crowd;
use crate::figures::Times;

/// What was found.
pub(crate) struct Claims {
    /// The rules alone on one core, by number of people.
    pub(crate) alone: Vec<Alone>,
    /// The program on a file of lines, by number of people.
    pub(crate) lines: Vec<Streamed>,
    /// The whole process that explains one office's month.
    pub(crate) explain: Times,
}

/// The rules alone.
pub(crate) struct Alone {
    pub(crate) people: usize,
    pub(crate) took: Duration,
}

/// The program from file to file.
pub(crate) struct Streamed {
    pub(crate) people: usize,
    pub(crate) took: Duration,
    /// The most memory it held.
    pub(crate) memory: u64,
}

/// People of one office's month.
pub(crate) const OFFICE: usize = 60;
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const EXPLAINED: usize = 40;
/// Made and judged together, so that making them never counts and memory stays flat.
const CHUNK: usize = 1_000;

/// Measures the rules on more and more people, then the program on files of them.
pub(crate) fn measure(program: &Path, rounds: usize) -> Result<Claims> {
    let law = Law::bundled()?;
    let mut claims = Claims {
        alone: Vec::new(),
        lines: Vec::new(),
        explain: explain(program)?,
    };
    for people in SIZES {
        eprintln!("rules, {people} people");
        // Few people are over at once: as many rounds as it takes to see something.
        let rounds = rounds.max(20_000 / people);
        let mut best = alone(&law, people)?;
        for _ in 1..rounds {
            let again = alone(&law, people)?;
            if again.took < best.took {
                best = again;
            }
        }
        claims.alone.push(best);
    }
    for people in SIZES {
        eprintln!("claims month, {people} people");
        claims.lines.push(streamed(program, people)?);
    }
    Ok(claims)
}

fn alone(law: &Law, people: usize) -> Result<Alone> {
    let lines = opened(law, people)?;
    let rules = Rules::open(law, lines.facts().month)?;
    let office = OfficeMonth::open(lines.facts(), &rules);
    let mut took = Duration::ZERO;
    let mut sharing = Sharing::open(&office);
    let mut with_fee = Vec::new();
    for chunk in (0..people).step_by(CHUNK) {
        let made = made(&lines, chunk, people)?;
        let begun = Instant::now();
        for person in &made {
            let asks = office.asks(person);
            sharing.ask(person.position, &asks);
            if asks.earned() > 0 && office.caseload().over > 0 {
                with_fee.push((office.second_fee_order(person), asks.earned()));
            }
        }
        took += begun.elapsed();
    }
    let begun = Instant::now();
    with_fee.sort_unstable();
    let second = SecondFees::share(office.caseload().over, with_fee.len(), with_fee);
    let shared = sharing.close();
    took += begun.elapsed();
    let mut totals = Totals::default();
    for chunk in (0..people).step_by(CHUNK) {
        let made = made(&lines, chunk, people)?;
        let begun = Instant::now();
        for person in &made {
            let order = office.second_fee_order(person);
            totals.add(&office.claim(person, |asks| {
                shared.of(person.position, second.of(&order, asks), 0)
            }));
        }
        took += begun.elapsed();
    }
    if totals.planning.units == 0 {
        bail!("nobody of the made-up people was paid");
    }
    Ok(Alone { people, took })
}

fn opened(law: &Law, people: usize) -> Result<Lines> {
    Lines::open(&crowd::office(people), |month| covers(law, month))
        .map_err(|problems| anyhow::anyhow!("the made-up office is refused: {problems:?}"))
}

fn made(lines: &Lines, from: usize, people: usize) -> Result<Vec<PersonFacts>> {
    (from..people.min(from + CHUNK))
        .map(|number| {
            let read = lines.person(&crowd::person(number), number);
            let read =
                read.map_err(|problems| anyhow::anyhow!("a made-up person is refused: {problems:?}"))?;
            Ok(read.person)
        })
        .collect()
}

fn streamed(program: &Path, people: usize) -> Result<Streamed> {
    let folder = tempfile::tempdir()?;
    let (facts, out) = (folder.path().join("facts.jsonl"), folder.path().join("out.jsonl"));
    let mut file = BufWriter::new(std::fs::File::create(&facts)?);
    writeln!(file, "{}", crowd::office(people))?;
    for number in 0..people {
        writeln!(file, "{}", crowd::person(number))?;
    }
    file.into_inner()?.sync_all()?;
    let begun = Instant::now();
    let mut command = Command::new(program);
    command
        .args(["claims", "month", "--facts"])
        .arg(&facts)
        .arg("--out")
        .arg(&out);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let mut memory = 0;
    let status = loop {
        memory = memory.max(most_memory(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = begun.elapsed();
    if !status.success() {
        bail!("`bansou claims month` ended with {status}");
    }
    Ok(Streamed { people, took, memory })
}

// The most a process ever held, in bytes.
fn most_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}

fn explain(program: &Path) -> Result<Times> {
    eprintln!("claims explain, {OFFICE} people");
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("facts.json");
    let people: Vec<String> = (0..OFFICE).map(crowd::person).collect();
    let office = crowd::office(OFFICE);
    let office = office.strip_suffix('}').context("the office's line")?;
    std::fs::write(&path, format!("{office},\"people\":[{}]}}", people.join(",")))?;
    let mut times = Times::default();
    for _ in 0..EXPLAINED {
        let begun = Instant::now();
        let output = Command::new(program)
            .args(["claims", "explain"])
            .arg(&path)
            .output()?;
        times.add(begun.elapsed());
        if !output.status.success() {
            bail!(
                "`bansou claims explain`: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
    Ok(times)
}
