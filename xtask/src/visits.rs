//! `cargo xtask bench --visits`: what a visit without network takes, and what it loses. Each part can be measured alone; it
//! replaces its own line of docs/performance.md and leaves the others.

use std::fs;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::workspace::Workspace;
use crate::{browser, demo, fonts, process};

const DOCUMENT: &str = "docs/performance.md";
const BEGIN: &str = "<!-- visits: written by cargo xtask bench --visits -->";
const END: &str = "<!-- end of visits -->";
const DAYS: &str = "1000";
const KILLS: &str = "500";

/// A part, and the words its line begins with.
const PARTS: [(&str, &str); 3] = [
    ("start", "- **Start to typing.**"),
    ("days", "- **Days of both sides.**"),
    ("kills", "- **Kills.**"),
];

/// Measures the parts named, or all of them.
pub(crate) fn command(workspace: &Workspace, parts: &[String]) -> Result<()> {
    if let Some(other) = parts
        .iter()
        .find(|part| PARTS.iter().all(|(name, _)| name != part))
    {
        bail!("{other} is no part of the visits: start, days, kills");
    }
    fonts::ensure(workspace)?;
    demo::build(workspace)?;
    for (name, head) in PARTS {
        if !parts.is_empty() && !parts.iter().any(|part| part == name) {
            continue;
        }
        eprintln!("{name}");
        let found = match name {
            "start" => start(workspace)?,
            "days" => days(workspace)?,
            _ => kills(workspace)?,
        };
        let line = format!("{head} {found}");
        println!("{line}");
        put(workspace, head, &line)?;
    }
    Ok(())
}

fn start(workspace: &Workspace) -> Result<String> {
    let mut node = browser::node(workspace)?;
    let told = process::capture(node.arg("e2e/measure/visit-start.mjs"))?;
    let told: Value = serde_json::from_str(told.trim()).context("the measure says no JSON")?;
    let number = |path: &str| {
        let found = told.pointer(path).and_then(Value::as_f64);
        found.with_context(|| format!("the measure says nothing of {path}"))
    };
    let (times, slower) = (number("/times")?, number("/slower")?);
    let derived = number("/derived/half")?;
    Ok(format!(
        "From the navigation to a letter in the report's field, {times} starts without network on a main thread {slower} \
         times slower: half of them within {typed:.0} ms, all within {most:.0} ms (goal 1000 ms). The PIN's field had the \
         focus after {asked:.0} ms (at most {asked_most:.0} ms); the PIN was put in by script and opened at once, without \
         the time somebody takes for it. The key's derivation took {derived:.0} ms of it; it runs beside the main thread, \
         which is all that was made slower: on a processor {slower} times slower as a whole, add {slow:.0} ms. `/visit/` \
         fetches {kilobytes:.1} kB of JavaScript, compressed (goal 45 kB), all of it kept for use without network.",
        typed = number("/typed/half")?,
        most = number("/typed/most")?,
        asked = number("/asked/half")?,
        asked_most = number("/asked/most")?,
        slow = derived * (slower - 1.0),
        kilobytes = number("/scripts")? / 1000.0,
    ))
}

fn days(workspace: &Workspace) -> Result<String> {
    let mut test = process::cargo();
    test.args(["test", "--locked", "-p", "bansou-web", "--lib", "of_many_days"]);
    let said = process::capture(test.current_dir(workspace.root()).env("BANSOU_DAYS", DAYS))?;
    if !said.contains("1 passed") {
        bail!("the days were not run:\n{said}");
    }
    Ok(format!(
        "{DAYS} days of six turns each, in which the tablet and the office write by turns into the same report and \
         sendings are doubled, in an order drawn by lot: no word was lost and no report doubled (goal: none of 1,000)."
    ))
}

fn kills(workspace: &Workspace) -> Result<String> {
    let mut node = browser::node(workspace)?;
    node.args([
        "--test",
        "--test-reporter=spec",
        "e2e/journeys/visit-kill.test.mjs",
    ]);
    let said = process::capture(node.env("BANSOU_KILLS", kills_wanted()))?;
    let found = said
        .lines()
        .find_map(|line| line.split_once(" kills, the most that was lost: "))
        .context("the kills say nothing of what was lost")?;
    let count = found.0.rsplit(' ').next().unwrap_or_default();
    let lost = found.1.split(' ').next().unwrap_or_default();
    Ok(format!(
        "{count} kills of the whole browser while somebody typed, its profile kept (goal: {KILLS}): the most that was lost \
         was {lost} ms of typing (goal 3000 ms)."
    ))
}

fn kills_wanted() -> String {
    std::env::var("BANSOU_KILLS").unwrap_or_else(|_| KILLS.to_owned())
}

/// Puts a line between the marks, where the line of the same part stood, or after the others.
fn put(workspace: &Workspace, head: &str, line: &str) -> Result<()> {
    let document = workspace.path(DOCUMENT);
    let old = fs::read_to_string(&document).with_context(|| format!("cannot read {DOCUMENT}"))?;
    fs::write(document, replaced(&old, head, line)?)?;
    Ok(())
}

fn replaced(old: &str, head: &str, line: &str) -> Result<String> {
    let (before, rest) = old
        .split_once(BEGIN)
        .context("the document has no place for the visits")?;
    let (there, after) = rest
        .split_once(END)
        .context("the place for the visits has no end")?;
    let mut lines: Vec<&str> = there.lines().filter(|line| !line.is_empty()).collect();
    match lines.iter().position(|other| other.starts_with(head)) {
        Some(place) => lines.splice(place..=place, [line]).for_each(drop),
        None => lines.push(line),
    }
    Ok(format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_replaces_its_own_line_and_leaves_the_others() {
        let old = format!("a\n{BEGIN}\n\n- **One.** old\n- **Two.** stays\n\n{END}\nb\n");
        let new = replaced(&old, "- **One.**", "- **One.** new").unwrap();
        assert_eq!(new, old.replace("old", "new"));
        let new = replaced(&old, "- **Three.**", "- **Three.** first").unwrap();
        assert!(
            new.contains("- **Two.** stays\n- **Three.** first\n\n<!--"),
            "{new}"
        );
    }
}
