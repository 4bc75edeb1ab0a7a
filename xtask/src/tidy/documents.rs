//! What the documents promise: links that lead somewhere, commands that exist.

use std::path::Path;

use super::tree::Tree;

pub(super) fn links(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.ending(".md") {
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
        for (number, target) in targets(&file.text) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !tree.root.join(folder).join(path).exists() {
                findings.push(format!("{}:{number}: nothing lies at {target}", file.path));
            }
        }
    }
    findings
}

/// The targets of links and pictures that lie in the checkout, with their lines.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut targets = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        for piece in line.split("](").skip(1).filter(|_| !fenced) {
            let target = piece.split([')', ' ']).next().unwrap_or_default();
            let elsewhere = target.contains("://") || target.starts_with("mailto:");
            if !elsewhere && !target.starts_with('#') {
                targets.push((index + 1, target));
            }
        }
    }
    targets
}

pub(super) fn commands(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.ending(".md") {
        for (index, line) in file.text.lines().enumerate() {
            for name in named_commands(line) {
                if !crate::command_names().any(|known| known == name) {
                    findings.push(format!(
                        "{}:{}: no command `cargo xtask {name}`",
                        file.path,
                        index + 1
                    ));
                }
            }
        }
    }
    findings
}

fn named_commands(line: &str) -> impl Iterator<Item = &str> {
    line.split("cargo xtask ").skip(1).filter_map(|rest| {
        let end = rest.find(|character: char| !character.is_ascii_lowercase() && character != '-');
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        (!name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::{named_commands, targets};

    #[test]
    fn links_inside_the_checkout_are_collected() {
        let text =
            "[a](docs/a.md#part) ![b](b.png \"title\") [c](https://example.org) [d](#here)\n```\n[e](e)\n```";
        assert_eq!(targets(text), [(1, "docs/a.md#part"), (1, "b.png")]);
    }

    #[test]
    fn commands_are_read_from_prose() {
        let named: Vec<&str> = named_commands("`cargo xtask demo` and `cargo xtask check --list`").collect();
        assert_eq!(named, ["demo", "check"]);
    }
}
