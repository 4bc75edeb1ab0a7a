//! The glossary against its page and against the types of the domain.

use std::collections::BTreeMap;

use anyhow::Result;

use super::tree::{File, Tree};
use crate::glossary::{self, Glossary};
use crate::workspace::Workspace;

pub(super) fn stale(workspace: &Workspace, tree: &Tree) -> Result<Vec<String>> {
    let fresh = glossary::page(&glossary::read(workspace.root())?);
    let present = tree.files.iter().find(|file| file.path == "GLOSSARY.md");
    let same = present.is_some_and(|file| file.text == fresh);
    Ok(if same {
        Vec::new()
    } else {
        vec!["run `cargo xtask glossary`".to_owned()]
    })
}

pub(super) fn twice(workspace: &Workspace, _: &Tree) -> Result<Vec<String>> {
    Ok(repeated(&glossary::read(workspace.root())?))
}

fn repeated(glossary: &Glossary) -> Vec<String> {
    let mut uses = BTreeMap::<(&str, &str), usize>::new();
    for term in &glossary.terms {
        let row = [
            ("term", &term.japanese),
            ("identifier", &term.identifier),
            ("label", &term.label),
        ];
        for (column, word) in row {
            *uses.entry((column, word)).or_default() += 1;
        }
    }
    let more = uses.into_iter().filter(|(_, count)| *count > 1);
    more.map(|((column, word), count)| format!("the {column} {word} stands {count} times"))
        .collect()
}

/// Terms without their type, and types whose doc line does not begin with a term.
pub(super) fn questions(workspace: &Workspace, tree: &Tree) -> Result<Vec<String>> {
    let glossary = glossary::read(workspace.root())?;
    let types: Vec<PublicType> = tree
        .crates()
        .filter(|(name, file)| *name == "domain" && file.path.contains("/src/"))
        .flat_map(|(_, file)| public_types(file))
        .collect();
    let mut questions = Vec::new();
    for term in glossary.terms.iter().filter(|term| term.is_type) {
        if !types.iter().any(|found| found.name == term.identifier) {
            questions.push(format!(
                "glossary: no public type `{}` for {} yet",
                term.identifier, term.japanese
            ));
        }
    }
    for found in types.iter().filter(|found| !found.explained) {
        questions.push(format!(
            "{}: does `{}` have a Japanese term? Its doc line begins with none",
            found.at, found.name
        ));
    }
    Ok(questions)
}

struct PublicType {
    name: String,
    at: String,
    explained: bool,
}

fn public_types(file: &File) -> Vec<PublicType> {
    let mut found = Vec::new();
    let mut doc: Option<&str> = None;
    for (index, line) in file.text.lines().enumerate() {
        let line = line.trim_start();
        if let Some(text) = line.strip_prefix("/// ") {
            doc = doc.or(Some(text));
        } else if let Some(name) = type_name(line) {
            let explained = doc
                .and_then(|text| text.chars().next())
                .is_some_and(|first| !first.is_ascii());
            found.push(PublicType {
                name,
                at: format!("{}:{}", file.path, index + 1),
                explained,
            });
        }
        if !line.starts_with("///") && !line.starts_with("#[") {
            doc = None;
        }
    }
    found.retain(|one| !NAMED_FOR_CODE.iter().any(|end| one.name.ends_with(end)));
    found
}

/// Types about reading and refusing, for which the field has no word.
const NAMED_FOR_CODE: &[&str] = &["Problem", "Error", "Hint"];

fn type_name(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("pub struct ")
        .or_else(|| line.strip_prefix("pub enum "))?;
    let name: String = rest
        .chars()
        .take_while(|letter| letter.is_alphanumeric())
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_begins_its_doc_with_the_term() {
        let text = "/// 利用者. Who.\n#[derive(Clone)]\npub struct Person;\n\n/// A day.\npub enum Day {}\npub enum Problem {}";
        let file = File {
            path: "a.rs".to_owned(),
            text: text.to_owned(),
        };
        let told: Vec<(String, bool)> = public_types(&file)
            .into_iter()
            .map(|one| (one.name, one.explained))
            .collect();
        assert_eq!(told, [("Person".to_owned(), true), ("Day".to_owned(), false)]);
    }

    #[test]
    fn two_terms_may_not_share_a_name() {
        let row = "[[term]]\njapanese = 'x'\nreading = 'x'\nidentifier = 'X'\nlabel = 'x'\nnote = ''\n";
        let glossary: Glossary = toml::from_str(&row.repeat(2)).unwrap();
        assert_eq!(repeated(&glossary).len(), 3);
    }
}
