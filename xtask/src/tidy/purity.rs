//! What may not stand in the code of a crate.

use super::source::Line;
use super::tree::Tree;

/// No clock, randomness, file, environment or log: facts and rules only.
const PURE: &[&str] = &["domain", "law", "billing", "exchange"];

const IMPURE: &[&str] = &[
    "async",
    "await",
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "now_v7",
    "new_v4",
    "getrandom",
    "tracing",
    "HashMap",
    "HashSet",
];

const LAZY: &[&str] = &["#[ignore", "#[should_panic", "thread::sleep", "time::sleep"];

pub(super) fn impure(tree: &Tree) -> Vec<String> {
    let code = |name: &str, line: &Line| {
        if line.test || !PURE.contains(&name) {
            return None;
        }
        IMPURE
            .iter()
            .find(|word| has_word(&line.code, word))
            .map(|word| format!("`{word}` in a pure crate"))
    };
    search(tree, code)
}

pub(super) fn sql(tree: &Tree) -> Vec<String> {
    let code = |name: &str, line: &Line| {
        if matches!(name, "store" | "testkit") {
            return None;
        }
        if let Some(client) = ["sqlx", "rusqlite"]
            .into_iter()
            .find(|word| has_word(&line.code, word))
        {
            return Some(format!("`{client}` belongs to store"));
        }
        line.strings
            .iter()
            .any(|said| is_sql(said))
            .then(|| "SQL belongs to store".to_owned())
    };
    search(tree, code)
}

pub(super) fn status_codes(tree: &Tree) -> Vec<String> {
    let code = |name: &str, line: &Line| {
        let outside = !matches!(name, "web" | "testkit") && !line.test;
        (outside && has_word(&line.code, "StatusCode")).then(|| "`StatusCode` belongs to web".to_owned())
    };
    search(tree, code)
}

pub(super) fn lazy_tests(tree: &Tree) -> Vec<String> {
    let code = |_: &str, line: &Line| {
        let word = LAZY.iter().find(|word| line.test && line.code.contains(*word))?;
        Some(format!("`{word}` in a test"))
    };
    search(tree, code)
}

fn search(tree: &Tree, judge: impl Fn(&str, &Line) -> Option<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for (name, file) in tree.crates() {
        for (number, line) in file.lines() {
            if let Some(finding) = judge(name, &line) {
                findings.push(format!("{}:{number}: {finding}", file.path));
            }
        }
    }
    findings
}

fn has_word(code: &str, word: &str) -> bool {
    let part = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    match words.as_slice() {
        [first, second, ..] if ["CREATE", "ALTER", "DROP"].contains(first) => {
            ["TABLE", "INDEX", "VIEW", "ROLE", "DATABASE"].contains(second)
        }
        ["INSERT", "INTO", _] | ["DELETE", "FROM", _] | ["SELECT", _, ..] | ["UPDATE", _, "SET"] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{has_word, is_sql};

    #[test]
    fn a_word_is_found_whole() {
        assert!(has_word("pub async fn get()", "async"));
        assert!(has_word("use std::fs;", "std::fs"));
        assert!(!has_word("fn async_trait()", "async"));
    }

    #[test]
    fn sql_is_told_from_prose() {
        assert!(is_sql("SELECT id FROM person"));
        assert!(is_sql("\n  UPDATE person SET name = $1"));
        assert!(!is_sql("SELECT"));
        assert!(!is_sql("Update the person"));
    }
}
