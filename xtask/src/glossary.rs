//! The glossary: one Japanese term, one identifier, one label.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::workspace::Workspace;

/// The terms of the field and their names here.
#[derive(Deserialize)]
pub(crate) struct Glossary {
    #[serde(rename = "term")]
    pub(crate) terms: Vec<Term>,
}

/// One row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Term {
    pub(crate) japanese: String,
    pub(crate) reading: String,
    pub(crate) identifier: String,
    pub(crate) label: String,
    pub(crate) note: String,
    #[serde(default)]
    pub(crate) not_to_confuse: String,
    /// The identifier is a public type of the domain.
    #[serde(default, rename = "type")]
    pub(crate) is_type: bool,
}

/// `cargo xtask glossary`.
pub(crate) fn command(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let fresh = page(&read(workspace.root())?);
    let file = workspace.path("GLOSSARY.md");
    let present = std::fs::read_to_string(&file).unwrap_or_default();
    if arguments.iter().any(|argument| argument == "--check") {
        if present != fresh {
            bail!("GLOSSARY.md is not what glossary.toml says; run `cargo xtask glossary`");
        }
        return Ok(());
    }
    std::fs::write(&file, fresh).context("cannot write GLOSSARY.md")
}

/// Reads `glossary.toml`.
pub(crate) fn read(root: &Path) -> Result<Glossary> {
    let text = std::fs::read_to_string(root.join("glossary.toml")).context("glossary.toml cannot be read")?;
    toml::from_str(&text).context("glossary.toml cannot be read")
}

/// What GLOSSARY.md has to say.
pub(crate) fn page(glossary: &Glossary) -> String {
    let mut page = String::from(
        "# 用語集 Glossary\n\n\
         Written by `cargo xtask glossary` from `glossary.toml`; change it there.\n\n\
         | 用語 | よみ | identifier | 画面の言葉 | note | 混同しない |\n|---|---|---|---|---|---|\n",
    );
    for term in &glossary.terms {
        // Writing into a String cannot fail.
        let _ = writeln!(
            page,
            "| {} | {} | `{}` | {} | {} | {} |",
            term.japanese, term.reading, term.identifier, term.label, term.note, term.not_to_confuse
        );
    }
    page
}
