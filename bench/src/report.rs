//! What was measured, as the tables of the document.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::Result;

use crate::Options;
use crate::figures::{Times, milliseconds, per_second, ratio};
use crate::goals;
use crate::machine::Machine;
use crate::office::Filled;
use crate::pages::{Kind, Load, Row};
use crate::paper::Papers;
use crate::rest::Rest;
use crate::room::{Room, STREAMS, VIEWERS};
use crate::rules::{Claims, OFFICE};

/// Everything one run found.
pub(crate) struct Report {
    pub(crate) machine: Machine,
    pub(crate) office: Option<Filled>,
    pub(crate) disk: Option<Times>,
    pub(crate) rest: Option<Rest>,
    pub(crate) room: Option<Room>,
    pub(crate) load: Option<Load>,
    pub(crate) papers: Option<Papers>,
    pub(crate) claims: Option<Claims>,
}

impl Report {
    /// An empty report about a machine.
    pub(crate) fn new(machine: Machine) -> Self {
        Self {
            machine,
            office: None,
            disk: None,
            rest: None,
            room: None,
            load: None,
            papers: None,
            claims: None,
        }
    }

    /// Closes the report when all has been measured.
    pub(crate) fn finish(&mut self) -> Result<()> {
        self.machine.finish()
    }

    /// The whole text.
    pub(crate) fn text(&self, options: &Options) -> String {
        let mut parts = vec![format!("**Machine.** {}", self.machine.line())];
        parts.extend(self.office.as_ref().map(|office| about_office(office, options)));
        parts.push(goals::table(self));
        if let Some(load) = &self.load {
            parts.push(pages(load, options));
            parts.push(flat(load, options));
        }
        parts.extend(self.disk.as_ref().map(disk));
        parts.extend(self.papers.as_ref().map(papers));
        parts.extend(self.claims.as_ref().map(claims));
        parts.extend(self.room.as_ref().map(room));
        parts.extend(self.rest.as_ref().map(rest));
        parts.join("\n\n")
    }
}

fn about_office(office: &Filled, options: &Options) -> String {
    format!(
        "**Office.** {} people, {} years of records, {} specialists; filled in {:.0} s; {}.",
        options.people,
        options.years,
        office.accounts.len(),
        office.took.as_secs_f64(),
        megabytes(office.size),
    )
}

fn pages(load: &Load, options: &Options) -> String {
    let mut text = format!(
        "### Pages\n\nMilliseconds; “floor” is how many times the floor's p50 of the same column.\n\n\
         | | bytes | p50, 1 connection | floor | p50, {connections} connections | floor | p99, {connections} connections | a second |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n",
        connections = options.connections
    );
    let floor = load.rows.iter().find(|row| row.kind == Kind::Floor);
    let floor_of = |times: fn(&Row) -> &Times| floor.map_or(Duration::ZERO, |row| times(row).half());
    for row in &load.rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.1} × | {} | {:.1} × | {} | {:.0} |",
            row.name,
            row.bytes,
            milliseconds(row.alone.half()),
            ratio(row.alone.half(), floor_of(|row| &row.alone)),
            milliseconds(row.many.half()),
            ratio(row.many.half(), floor_of(|row| &row.many)),
            milliseconds(row.many.percentile(99)),
            row.many.per_second(),
        );
    }
    for (name, status) in &load.missing {
        let _ = writeln!(text, "| {name} | not measured: answered {status} | | | | | | |");
    }
    let _ = write!(
        text,
        "\n{} answers were timed. {} saves were answered in this run; as many notes were in the file afterwards, and \
         the chain of the journal held.",
        load.rows
            .iter()
            .map(|row| row.alone.count() + row.many.count())
            .sum::<usize>(),
        load.saves
    );
    text
}

fn flat(load: &Load, options: &Options) -> String {
    let mut text = format!(
        "### One case, {} notes and {}\n\n| p50 in milliseconds | few | many | ratio, 1 connection | ratio, {} connections |\n|---|--:|--:|--:|--:|\n",
        crate::flat::FEW,
        options.notes,
        options.connections
    );
    for (name, few, many) in &load.flat {
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {:.2} × | {:.2} × |",
            milliseconds(few.alone.half()),
            milliseconds(many.alone.half()),
            ratio(many.alone.half(), few.alone.half()),
            ratio(many.many.half(), few.many.half()),
        );
    }
    text.trim_end().to_owned()
}

fn disk(times: &Times) -> String {
    format!(
        "### The disk itself\n\nAppending one page of 4 kB and asking the disk to keep it: p50 {} ms, p99 {} ms, {:.0} a \
         second on one connection, without any program around it.",
        milliseconds(times.half()),
        milliseconds(times.percentile(99)),
        times.per_second()
    )
}

fn papers(papers: &Papers) -> String {
    let mut text = format!(
        "### Papers\n\nThe plan form with {} typed characters: {} pages, {} kB as PDF/A-2a.\n\n\
         | one paper | p50, ms | p99, ms | of the press |\n|---|--:|--:|--:|\n",
        papers.characters,
        papers.pages,
        papers.bytes / 1_000
    );
    let mut row = |name: &str, times: &Times| {
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {:.1} × |",
            milliseconds(times.half()),
            milliseconds(times.percentile(99)),
            ratio(times.half(), papers.warm.half())
        );
    };
    row("press, another person's plan each time", &papers.warm);
    row("press, the same plan again", &papers.same);
    row("the same content written as a workbook", &papers.workbook);
    if let Some(suite) = &papers.suite {
        row(
            &format!("`soffice --headless --convert-to pdf`, {}", suite.version),
            &suite.single,
        );
        row(
            "the same, twenty papers in one call, each one's share",
            &suite.batch,
        );
    }
    let _ = write!(
        text,
        "\nThe very first paper of the process took {} ms.",
        milliseconds(papers.first)
    );
    if papers.suite.is_none() {
        text.push_str(" `soffice` was not on this machine, so nothing was compared.");
    }
    text
}

fn claims(claims: &Claims) -> String {
    let mut text = "### Claim rules\n\nMade-up people of one month, mixed: monitorings, plans whole and unfinished, \
         intensive support, additions that share limits, second fees. “Rules alone” takes neither reading nor writing; \
         “file to file” is `bansou claims month` on all cores.\n\n\
         | people | rules alone, ms | people a second and core | file to file, ms | people a second | most memory |\n\
         |--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for (alone, lines) in claims.alone.iter().zip(&claims.lines) {
        let _ = writeln!(
            text,
            "| {} | {} | {:.0} | {} | {:.0} | {} |",
            alone.people,
            milliseconds(alone.took),
            per_second(alone.people, alone.took),
            milliseconds(lines.took),
            per_second(lines.people, lines.took),
            megabytes(lines.memory),
        );
    }
    let _ = write!(
        text,
        "\n`bansou claims explain` on {OFFICE} people, the whole process: p50 {} ms, p99 {} ms.",
        milliseconds(claims.explain.half()),
        milliseconds(claims.explain.percentile(99)),
    );
    text
}

fn room(room: &Room) -> String {
    format!(
        "### A conference\n\n{} lines, typed while {VIEWERS} viewers look on: on the last screen after {} ms (p50), {} ms (p99). \
         {STREAMS} streams held open: {} bytes each.",
        room.shown.count(),
        milliseconds(room.shown.half()),
        milliseconds(room.shown.percentile(99)),
        room.each,
    )
}

fn rest(rest: &Rest) -> String {
    let mut text = format!(
        "### At rest\n\n| | |\n|---|--:|\n\
         | start to first answer, on the filled file | {} ms |\n\
         | memory after the start | {} |\n\
         | memory with one paper printed | {} |\n\
         | program | {} |\n\
         | fonts beside it | {} |\n\n\
         | fetched for a page, compressed bytes | HTML | CSS | JavaScript | from elsewhere |\n|---|--:|--:|--:|--:|\n",
        milliseconds(rest.first_answer),
        megabytes(rest.memory_fresh),
        megabytes(rest.memory_warm),
        megabytes(rest.program),
        megabytes(rest.fonts),
    );
    for weight in &rest.weights {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            weight.name,
            weight.html,
            weight.styles,
            weight.scripts,
            weight.elsewhere.len()
        );
    }
    text.trim_end().to_owned()
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
