//! The steps of the check, in the order they run: cheap ones first.

use std::process::Command;

use anyhow::Result;

use super::{Context, Count, Failure, Step, programs};
use crate::npm::{self, Packages};
use crate::{apt, browser, dependencies, fonts, postgres, process, tidy};

/// The packages whose tests run a second time, on PostgreSQL.
const ON_POSTGRES: &[&str] = &["bansou-store", "bansou-testkit", "bansou-web", "bansou"];

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "rustfmt changes nothing",
        run: format,
    },
    Step {
        name: "tidy",
        what: "house rules, glossary, links, templates",
        run: tidy_rules,
    },
    Step {
        name: "dependencies",
        what: "bans, licences and sources by deny.toml",
        run: dependency_rules,
    },
    Step {
        name: "assets",
        what: "fonts and npm packages at their pinned hashes, programs that read papers and pages",
        run: assets,
    },
    Step {
        name: "clippy",
        what: "clippy has nothing to say",
        run: clippy,
    },
    Step {
        name: "build",
        what: "programs and tests, one build for all later steps",
        run: build,
    },
    Step {
        name: "test-sqlite",
        what: "all tests, stores on SQLite",
        run: test_sqlite,
    },
    Step {
        name: "test-postgres",
        what: "the tests that touch a database, on PostgreSQL",
        run: test_postgres,
    },
    Step {
        name: "test-docs",
        what: "the examples in the documentation",
        run: test_docs,
    },
    Step {
        name: "docs",
        what: "documentation without broken links",
        run: docs,
    },
    Step {
        name: "journeys",
        what: "browser journeys with axe, on both databases",
        run: journeys,
    },
];

fn cargo(context: &Context, words: &[&str]) -> Command {
    let mut command = crate::process::cargo();
    command.args(words).current_dir(context.workspace.root());
    command
}

fn quietly(command: &mut Command) -> Result<Count, Failure> {
    process::capture(command)?;
    Ok(Count::default())
}

fn format(context: &Context) -> Result<Count, Failure> {
    quietly(&mut cargo(context, &["fmt", "--all", "--check"]))
}

fn tidy_rules(context: &Context) -> Result<Count, Failure> {
    tidy::check(context.workspace)?;
    Ok(Count::default())
}

fn dependency_rules(context: &Context) -> Result<Count, Failure> {
    dependencies::check(context.workspace)?;
    Ok(Count::default())
}

fn assets(context: &Context) -> Result<Count, Failure> {
    fonts::ensure(context.workspace)?;
    npm::ensure(context.workspace, Packages::WithTests)?;
    apt::ensure_readers()?;
    Ok(Count::default())
}

fn clippy(context: &Context) -> Result<Count, Failure> {
    let words = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    quietly(&mut cargo(context, &words))
}

fn build(context: &Context) -> Result<Count, Failure> {
    context.built()?;
    Ok(Count::default())
}

fn test_sqlite(context: &Context) -> Result<Count, Failure> {
    programs::run(context.built()?.tests.iter(), None)
}

fn test_postgres(context: &Context) -> Result<Count, Failure> {
    let built = context.built()?;
    let touching = built
        .tests
        .iter()
        .filter(|test| ON_POSTGRES.contains(&test.package.as_str()));
    programs::run(touching, Some(&context.postgres()?))
}

fn test_docs(context: &Context) -> Result<Count, Failure> {
    let mut command = cargo(context, &["test", "--locked", "--workspace", "--doc"]);
    let written = process::capture(&mut command)?;
    Ok(programs::counted(&written))
}

fn docs(context: &Context) -> Result<Count, Failure> {
    let words = [
        "doc",
        "--locked",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ];
    quietly(cargo(context, &words).env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links"))
}

fn journeys(context: &Context) -> Result<Count, Failure> {
    let files = browser::journeys(context.workspace)?;
    let binary = &context.built()?.binary;
    let url = context.postgres()?;
    let mut node = browser::node(context.workspace)?;
    node.args(["--test", "--test-reporter=tap", "--test-concurrency=2"])
        .args(files);
    node.env("BANSOU_BINARY", binary).env(postgres::VARIABLE, url);
    programs::counted_run(&mut node, programs::counted_tap)
}
