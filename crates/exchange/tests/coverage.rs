//! Every ruling is decided by golden cases, or told as not decidable with the reason: `docs/law-coverage.md`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a table or case that cannot be read has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The rows of the table: ruling, what decides it, the remark.
fn rows() -> Vec<(String, String, String)> {
    let told = text("docs/law-coverage.md");
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [ruling, _topic, decided, remark] = cells[..] else {
            panic!("not four cells: {line}");
        };
        (ruling.to_owned(), decided.to_owned(), remark.to_owned())
    };
    told.lines()
        .filter(|line| line.starts_with("| QA-"))
        .map(row)
        .collect()
}

/// The golden cases of rulings: TOPIC/QA-NNN and the letters of its files.
fn cases() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for topic in std::fs::read_dir(root().join("law/cases")).unwrap() {
        let topic = topic.unwrap();
        if !topic.file_type().unwrap().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(topic.path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let case: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let ruling = case["ruling"].as_str().unwrap();
            if !ruling.starts_with("QA-") {
                continue;
            }
            let letters = name.strip_prefix(ruling).expect("a file is named by its ruling");
            let key = format!("{}/{ruling}", topic.file_name().to_str().unwrap());
            let letters = letters.trim_start_matches('-').to_owned();
            found.entry(key).or_default().insert(letters);
        }
    }
    found
}

#[test]
fn every_ruling_stands_in_the_table_once_and_no_other_does() {
    let told: Vec<String> = rows().into_iter().map(|(ruling, ..)| ruling).collect();
    let listed: Vec<String> = text("law/cases/rulings.txt").lines().map(str::to_owned).collect();
    assert_eq!(told, listed);
}

#[test]
fn what_decides_a_ruling_is_there_and_every_case_of_a_ruling_is_told() {
    let mut cases = cases();
    let mut undecided = 0;
    for (ruling, decided, remark) in rows() {
        if decided == "not decided" {
            undecided += 1;
            assert!(remark.len() > 20, "{ruling} is not decided and nobody says why");
            let named = cases.keys().any(|key| key.ends_with(&ruling));
            assert!(!named, "{ruling} has cases and is called not decided");
            continue;
        }
        let (file, letters) = decided.split_once(": ").unwrap_or((&decided, ""));
        let letters: BTreeSet<String> = letters.split(", ").map(str::to_owned).collect();
        let file = file.trim_matches('`');
        assert!(file.ends_with(&ruling), "{ruling} is decided by {file}");
        assert_eq!(cases.remove(file), Some(letters), "{file}");
    }
    assert!(cases.is_empty(), "cases nobody tells: {cases:?}");
    let counted = format!("Decided {}, not decided {undecided}.", rows().len() - undecided);
    assert!(text("docs/law-coverage.md").contains(&counted), "{counted}");
}
