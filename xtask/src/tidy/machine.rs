//! Traces of one machine in what everybody reads.

use super::tree::Tree;

/// Written apart, so that this file does not find itself.
const HOMES: &[&[&str]] = &[&["/", "work/"], &["/", "root/"], &["/", "home/"]];

pub(super) fn paths(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (index, line) in file.text.lines().enumerate() {
            for home in HOMES.iter().map(|parts| parts.concat()) {
                if has_absolute(line, &home) {
                    findings.push(format!(
                        "{}:{}: a path of one machine, {home}",
                        file.path,
                        index + 1
                    ));
                }
            }
        }
    }
    findings
}

/// True when `home` begins a path and is not the middle of one.
fn has_absolute(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|character| character.is_alphanumeric() || "._-/}*".contains(character))
    })
}

pub(super) fn locks(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.ending("package-lock.json") {
        if file.text.contains("\"resolved\"") {
            findings.push(format!("{} names a registry; see .npmrc", file.path));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::has_absolute;

    #[test]
    fn only_a_path_from_the_top_belongs_to_a_machine() {
        assert!(has_absolute("cd /somewhere/x", "/somewhere/"));
        assert!(has_absolute("\"/somewhere/x\"", "/somewhere/"));
        assert!(!has_absolute("docs/somewhere/x", "/somewhere/"));
        assert!(!has_absolute("../somewhere/x", "/somewhere/"));
    }
}
