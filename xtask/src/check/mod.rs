//! `cargo xtask check`: everything that has to hold, in one order, with one line each.

mod programs;
mod steps;

use std::cell::OnceCell;
use std::io::Write as _;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::postgres::Cluster;
use crate::workspace::Workspace;
use programs::Built;
use steps::STEPS;

/// How many tests a step counted. A step that counts none still passes or fails.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
struct Count {
    passed: usize,
    failed: usize,
}

/// What steps share: made when the first of them asks.
struct Context<'a> {
    workspace: &'a Workspace,
    built: OnceCell<Built>,
    cluster: OnceCell<Cluster>,
}

/// A step that ended badly, with what it printed and what it counted.
struct Failure {
    count: Count,
    output: String,
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self {
            count: Count::default(),
            output: format!("{error:#}"),
        }
    }
}

/// One step.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Context) -> Result<Count, Failure>,
}

impl Context<'_> {
    fn built(&self) -> Result<&Built> {
        if let Some(built) = self.built.get() {
            return Ok(built);
        }
        let built = programs::build(self.workspace)?;
        Ok(self.built.get_or_init(|| built))
    }

    fn postgres(&self) -> Result<String> {
        if self.cluster.get().is_none() {
            let cluster = Cluster::start()?;
            // The cell is empty: this is its only writer.
            let _ = self.cluster.set(cluster);
        }
        Ok(self.cluster.get().map(Cluster::url).unwrap_or_default())
    }
}

/// Runs the steps that were asked for and stops at the first that fails.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--list") {
        for step in STEPS {
            println!("{:<14} {}", step.name, step.what);
        }
        return Ok(());
    }
    let chosen = choose(arguments)?;
    let context = Context {
        workspace,
        built: OnceCell::new(),
        cluster: OnceCell::new(),
    };
    let started = Instant::now();
    let mut passed = 0;
    for step in chosen {
        match run_step(step, &context) {
            Ok(count) => passed += count.passed,
            Err(failure) => {
                println!("\n{}", failure.output.trim_end());
                println!("failed: {}", step.name);
                println!(
                    "{} passed, {} failed",
                    passed + failure.count.passed,
                    failure.count.failed.max(1)
                );
                bail!("{} failed", step.name);
            }
        }
    }
    println!("all steps hold, {:.0} s", started.elapsed().as_secs_f32());
    println!("passed: {passed} passed, 0 failed");
    Ok(())
}

fn run_step(step: &Step, context: &Context) -> Result<Count, Failure> {
    print!("{:<14} ", step.name);
    // The line is a courtesy; the step runs whether it can be shown or not.
    let _ = std::io::stdout().flush();
    let started = Instant::now();
    let result = (step.run)(context);
    let seconds = started.elapsed().as_secs_f32();
    match &result {
        Ok(count) if *count == Count::default() => println!("ok {seconds:7.1} s"),
        Ok(count) => println!("ok {seconds:7.1} s  {} tests", count.passed),
        Err(_) => println!("FAILED {seconds:.1} s"),
    }
    result
}

/// Reads `--only` and `--skip`, each with the name of a step, as often as wished.
fn choose(arguments: &[String]) -> Result<Vec<&'static Step>> {
    let mut only = Vec::new();
    let mut skip = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let list = match word.as_str() {
            "--only" => &mut only,
            "--skip" => &mut skip,
            other => bail!("`{other}` is no option of check; see cargo xtask check --help"),
        };
        match words
            .next()
            .and_then(|name| STEPS.iter().find(|step| step.name == name))
        {
            Some(step) => list.push(step.name),
            None => bail!("{word} needs the name of a step; see cargo xtask check --list"),
        }
    }
    let wanted = |step: &&Step| (only.is_empty() || only.contains(&step.name)) && !skip.contains(&step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::choose;

    fn names(words: &[&str]) -> Vec<&'static str> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        choose(&words).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn steps_are_chosen_by_name_and_keep_their_order() {
        assert_eq!(names(&["--only", "tidy", "--only", "format"]), ["format", "tidy"]);
        assert!(!names(&["--skip", "journeys"]).contains(&"journeys"));
        assert!(choose(&["--only".to_owned(), "nothing".to_owned()]).is_err());
    }
}
