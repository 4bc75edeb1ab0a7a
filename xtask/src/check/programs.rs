//! Builds everything once and runs the test programs itself: the second run, on
//! PostgreSQL, then needs no second build with other features.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::{Count, Failure};
use crate::postgres;
use crate::process;
use crate::workspace::Workspace;

/// What the build made.
pub(super) struct Built {
    pub(super) binary: PathBuf,
    pub(super) tests: Vec<TestProgram>,
}

/// The tests of one target.
pub(super) struct TestProgram {
    pub(super) package: String,
    folder: PathBuf,
    program: PathBuf,
}

/// A message of cargo about something it made.
#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
    profile: Option<Profile>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

/// Builds the programs, the libraries and every test.
pub(super) fn build(workspace: &Workspace) -> Result<Built> {
    let mut cargo = crate::process::cargo();
    cargo.args(["build", "--locked", "--workspace", "--lib", "--bins", "--tests"]);
    cargo
        .arg("--message-format=json-render-diagnostics")
        .current_dir(workspace.root());
    let written = process::capture(&mut cargo)?;
    let mut binary = None;
    let mut tests = Vec::new();
    for line in written.lines() {
        let message: Message = serde_json::from_str(line).context("cargo wrote an unknown message")?;
        let (Some(program), Some(target)) = (message.executable, message.target) else {
            continue;
        };
        if message.reason != "compiler-artifact" {
            continue;
        }
        if message.profile.is_some_and(|profile| profile.test) {
            let manifest = message.manifest_path.context("a test without a manifest")?;
            tests.push(test_program(workspace, &manifest, program)?);
        } else if target.name == "bansou" {
            binary = Some(program);
        }
    }
    tests.sort_by(|left, right| left.program.cmp(&right.program));
    Ok(Built {
        binary: binary.context("the build made no program `bansou`")?,
        tests,
    })
}

fn test_program(workspace: &Workspace, manifest: &std::path::Path, program: PathBuf) -> Result<TestProgram> {
    let folder = manifest
        .parent()
        .context("a manifest in no directory")?
        .to_path_buf();
    let inside = folder.strip_prefix(workspace.root()).unwrap_or(&folder);
    let name = inside
        .file_name()
        .context("a package in no directory")?
        .to_string_lossy();
    let package = match name.as_ref() {
        "cli" => "bansou".to_owned(),
        "xtask" => "xtask".to_owned(),
        other => format!("bansou-{other}"),
    };
    Ok(TestProgram {
        package,
        folder,
        program,
    })
}

/// Runs each test program in the directory of its package, as cargo does.
pub(super) fn run<'a>(
    tests: impl Iterator<Item = &'a TestProgram>,
    postgres: Option<&str>,
) -> Result<Count, Failure> {
    let mut sum = Count::default();
    for test in tests {
        let mut command = Command::new(&test.program);
        command
            .current_dir(&test.folder)
            .env("CARGO_MANIFEST_DIR", &test.folder);
        command.env_remove(postgres::VARIABLE).env("INSTA_UPDATE", "no");
        if let Some(url) = postgres {
            command.env(postgres::VARIABLE, url);
        }
        match counted_run(&mut command, counted) {
            Ok(count) => sum.passed += count.passed,
            Err(mut failure) => {
                failure.count.passed += sum.passed;
                failure.output = format!("{}\n{}", test.package, failure.output);
                return Err(failure);
            }
        }
    }
    Ok(sum)
}

/// Runs a program that prints how many tests it ran.
pub(super) fn counted_run(command: &mut Command, count: fn(&str) -> Count) -> Result<Count, Failure> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("cannot start `{}`", process::spoken(command)))?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let count = count(&stdout);
    if output.status.success() && count.failed == 0 {
        return Ok(count);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(Failure {
        count,
        output: format!("{}\n{stdout}{stderr}", output.status),
    })
}

/// Sums the lines `test result: ok. 3 passed; 0 failed; …`.
pub(super) fn counted(output: &str) -> Count {
    let mut count = Count::default();
    for line in output
        .lines()
        .filter_map(|line| line.strip_prefix("test result: "))
    {
        count.passed += number_before(line, " passed");
        count.failed += number_before(line, " failed");
    }
    count
}

fn number_before(line: &str, word: &str) -> usize {
    let before = line.split(word).next().unwrap_or_default();
    before
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// Reads the closing lines `# pass 3` and `# fail 0` of Node's test runner.
pub(super) fn counted_tap(output: &str) -> Count {
    let number = |word: &str| {
        let line = output.lines().rev().find_map(|line| line.strip_prefix(word));
        line.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Count {
        passed: number("# pass "),
        failed: number("# fail "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_and_failed_tests_are_summed() {
        let output = "test result: ok. 12 passed; 0 failed; 0 ignored\n\
                      test result: FAILED. 3 passed; 2 failed; 0 ignored\n";
        assert_eq!(
            counted(output),
            Count {
                passed: 15,
                failed: 2
            }
        );
        assert_eq!(
            counted_tap("ok 1\n# pass 7\n# fail 1\n"),
            Count { passed: 7, failed: 1 }
        );
    }
}
