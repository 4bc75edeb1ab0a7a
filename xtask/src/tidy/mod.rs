//! Guards of the house rules that a program can hold against the text.

mod documents;
mod edges;
mod glossary;
mod machine;
mod purity;
mod sizes;
mod source;
mod templates;
mod tree;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

pub(crate) use tree::Tree;

/// A rule and where it is broken.
struct Guard {
    name: &'static str,
    rule: Rule,
}

/// What a rule has to look at.
enum Rule {
    Text(fn(&Tree) -> Vec<String>),
    Checkout(fn(&Workspace, &Tree) -> Result<Vec<String>>),
}

impl Guard {
    const fn text(name: &'static str, findings: fn(&Tree) -> Vec<String>) -> Self {
        Self {
            name,
            rule: Rule::Text(findings),
        }
    }

    const fn checkout(name: &'static str, findings: fn(&Workspace, &Tree) -> Result<Vec<String>>) -> Self {
        Self {
            name,
            rule: Rule::Checkout(findings),
        }
    }

    fn findings(&self, workspace: &Workspace, tree: &Tree) -> Result<Vec<String>> {
        match self.rule {
            Rule::Text(findings) => Ok(findings(tree)),
            Rule::Checkout(findings) => findings(workspace, tree),
        }
    }
}

const GUARDS: &[Guard] = &[
    Guard::checkout("crates_depend_only_downwards", edges::findings),
    Guard::text("no_clock_in_pure_crates", purity::impure),
    Guard::text("no_sql_outside_store", purity::sql),
    Guard::text("no_status_code_outside_web", purity::status_codes),
    Guard::text("no_inline_script_or_style", templates::findings),
    Guard::text("no_skipped_or_sleeping_tests", purity::lazy_tests),
    Guard::text("no_machine_paths", machine::paths),
    Guard::text("locks_record_no_addresses", machine::locks),
    Guard::text("links_in_documents_resolve", documents::links),
    Guard::text("commands_in_documents_exist", documents::commands),
    Guard::checkout("glossary_is_fresh", glossary::stale),
    Guard::checkout("no_term_twice_in_glossary", glossary::twice),
];

/// `cargo xtask tidy`.
pub(crate) fn command(workspace: &Workspace, _: &[String]) -> Result<()> {
    let tree = Tree::read(workspace)?;
    for question in questions(workspace, &tree)? {
        println!("question: {question}");
    }
    check(workspace)?;
    println!("tidy: {} rules hold", GUARDS.len());
    Ok(())
}

/// Fails with everything that breaks a rule.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let tree = Tree::read(workspace)?;
    let mut broken = Vec::new();
    for guard in GUARDS {
        for finding in guard.findings(workspace, &tree)? {
            broken.push(format!("{}: {finding}", guard.name));
        }
    }
    if !broken.is_empty() {
        bail!("{} findings\n{}", broken.len(), broken.join("\n"));
    }
    Ok(())
}

/// What lies beyond a habit: its author is asked, nothing fails.
pub(crate) fn questions(workspace: &Workspace, tree: &Tree) -> Result<Vec<String>> {
    let mut questions = sizes::questions(tree);
    questions.extend(glossary::questions(workspace, tree)?);
    Ok(questions)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One test for each guard, named like it.
    macro_rules! guards {
        ($($name:ident)*) => {
            $(#[test]
            fn $name() {
                let workspace = Workspace::find().unwrap();
                let tree = Tree::read(&workspace).unwrap();
                let guard = GUARDS.iter().find(|guard| guard.name == stringify!($name)).unwrap();
                let findings = guard.findings(&workspace, &tree).unwrap();
                assert!(findings.is_empty(), "{}", findings.join("\n"));
            })*

            #[test]
            fn every_guard_has_its_test() {
                let tested = [$(stringify!($name)),*];
                let named: Vec<&str> = GUARDS.iter().map(|guard| guard.name).collect();
                assert_eq!(named, tested);
            }
        };
    }

    guards! {
        crates_depend_only_downwards
        no_clock_in_pure_crates
        no_sql_outside_store
        no_status_code_outside_web
        no_inline_script_or_style
        no_skipped_or_sleeping_tests
        no_machine_paths
        locks_record_no_addresses
        links_in_documents_resolve
        commands_in_documents_exist
        glossary_is_fresh
        no_term_twice_in_glossary
    }
}
