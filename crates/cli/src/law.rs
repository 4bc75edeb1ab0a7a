//! The law tables: the bundled ones, or a folder that replaces them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use bansou_law::{Evidence, Law, Value};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::options::{self, LawFolder};
use crate::say;

/// Loads the tables. A folder is checked as the bundled ones are.
pub(crate) fn load(from: &LawFolder) -> anyhow::Result<Law> {
    let Some(folder) = &from.folder else {
        return Ok(Law::bundled()?);
    };
    let mut files = BTreeMap::new();
    read_folder(folder, "", &mut files)
        .with_context(|| format!("法令の表のフォルダー {} を読めません。", folder.display()))?;
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    Law::load(&files).context("法令の表に誤りがあります。The law tables are refused.")
}

// Tables only: golden cases and pages for people stand beside them.
fn read_folder(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{below}{name}");
        if entry.file_type()?.is_dir() {
            if path != "cases" {
                read_folder(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if Path::new(&name)
            .extension()
            .is_some_and(|kind| kind == "toml" || kind == "csv")
        {
            files.insert(path, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

pub(crate) fn run(command: &options::Law) -> anyhow::Result<()> {
    let options::Law::Status(from) = command;
    say(status(&load(from)?).trim_end())?;
    Ok(())
}

/// Names the tables by their bytes.
pub(crate) fn hash(law: &Law) -> String {
    HEXLOWER.encode(&Sha256::digest(law.canonical()))
}

fn status(law: &Law) -> String {
    let mut text = format!("sha256 {}\n", hash(law));
    let values = law.values();
    for evidence in [
        Evidence::Unverified,
        Evidence::OneSource,
        Evidence::TwoSources,
        Evidence::Official,
    ] {
        let graded: Vec<&Value> = values.iter().filter(|value| value.evidence == evidence).collect();
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "\n{}（{}） {}件",
            evidence.code(),
            evidence.label(),
            graded.len()
        );
        for value in graded {
            let until = value.until.as_deref().unwrap_or("");
            let _ = writeln!(
                text,
                "  {} {} {}〜{until} {} [{}]",
                value.table,
                value.key,
                value.from,
                value.value,
                value.set_by.join(", ")
            );
        }
    }
    text
}
