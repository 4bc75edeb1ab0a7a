//! The repository's own commands: `cargo xtask demo`, `cargo xtask check` and what they stand on.

mod apt;
mod bench;
mod browser;
mod check;
mod demo;
mod dependencies;
mod fonts;
mod glossary;
mod licence;
mod npm;
mod pins;
mod postgres;
mod process;
mod screenshots;
mod tidy;
mod visits;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use crate::workspace::Workspace;

/// One command: its name, its line in each language, its options and what it runs.
struct Command {
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
    options: &'static str,
    run: fn(&Workspace, &[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        japanese: "足りないものを入れ、組み立て、見本の事業所を http://127.0.0.1:8080 で開く",
        english: "install what is missing, build, serve the demo office on http://127.0.0.1:8080",
        options: "[--listen ADDR] [options of `bansou serve`]",
        run: demo::run,
    },
    Command {
        name: "check",
        japanese: "書式・lint・見張り・試験（SQLite と PostgreSQL）・文書・依存・画面をすべて確かめる",
        english: "run everything that has to hold before a change is shared",
        options: "[--only STEP]… [--skip STEP]… [--list]",
        run: check::run,
    },
    Command {
        name: "tidy",
        japanese: "家の決まりを見張る（大きすぎる関数などは問いとして並べる）",
        english: "guard the house rules; print sizes beyond the habit as questions",
        options: "",
        run: tidy::command,
    },
    Command {
        name: "glossary",
        japanese: "glossary.toml から GLOSSARY.md を作る（--check は新しいかだけを見る）",
        english: "write GLOSSARY.md from glossary.toml, or only check that it is fresh",
        options: "[--check]",
        run: glossary::command,
    },
    Command {
        name: "fonts",
        japanese: "BIZ UD フォントを assets/fonts に置く",
        english: "put the BIZ UD fonts into assets/fonts",
        options: "",
        run: fonts::command,
    },
    Command {
        name: "npm",
        japanese: "固定した版の画面用ファイルを assets/vendor に置く",
        english: "put the pinned browser files into assets/vendor",
        options: "[--with-tests]",
        run: npm::command,
    },
    Command {
        name: "postgres",
        japanese: "使い捨ての PostgreSQL を立て、その間だけ指定のコマンドを動かす",
        english: "run one command against a throw-away PostgreSQL cluster",
        options: "-- COMMAND [ARGUMENT]…",
        run: postgres::command,
    },
    Command {
        name: "journeys",
        japanese: "画面の道のりの試験を動かす",
        english: "run the browser journeys",
        options: "[FILE]…",
        run: browser::command,
    },
    Command {
        name: "bench",
        japanese: "仕上げの組み立てを測り、docs/performance.md に数字を書く",
        english: "measure the release build and write the figures into docs/performance.md",
        options: "[--people N] [--years N] [--seconds S] [--rounds N] [--refill] [--write]\n            --visits [start] [days] [kills]",
        run: bench::command,
    },
    Command {
        name: "screenshots",
        japanese: "見本の画面の写真を docs/screenshots に撮る",
        english: "take the screenshots of the documents into docs/screenshots",
        options: "",
        run: screenshots::command,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        print_help();
        return Ok(());
    };
    if matches!(name.as_str(), "--help" | "-h" | "help") {
        print_help();
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        print_help();
        anyhow::bail!("no command is called `{name}`");
    };
    if matches!(rest.first().map(String::as_str), Some("--help" | "-h")) {
        print_command(command);
        return Ok(());
    }
    (command.run)(&Workspace::find()?, rest)
}

fn print_help() {
    println!("cargo xtask COMMAND\n");
    for command in COMMANDS {
        println!(
            "  {:<12} {}\n  {:<12} {}",
            command.name, command.japanese, "", command.english
        );
    }
}

fn print_command(command: &Command) {
    println!("cargo xtask {} {}\n", command.name, command.options);
    println!("  {}\n  {}", command.japanese, command.english);
}

/// The names a document may write after `cargo xtask`.
pub(crate) fn command_names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|command| command.name)
}
