//! The files of the checkout that people write.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::source::{self, Line};
use crate::workspace::Workspace;

/// One text file.
pub(crate) struct File {
    /// Its path below the top of the checkout, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every text file that could be committed.
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<File>,
}

/// Made by machines or fetched, never written by hand.
const SKIPPED: &[&str] = &[
    "target",
    "node_modules",
    "assets",
    "e2e/node_modules",
    "e2e/node/node_modules",
    "e2e/out",
];

impl Tree {
    /// Reads the checkout.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let mut tree = Self {
            root: workspace.root().to_path_buf(),
            files: Vec::new(),
        };
        tree.walk(workspace.root(), "")?;
        tree.files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(tree)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}/{name}")
            };
            if name == ".git" || SKIPPED.contains(&path.as_str()) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                self.walk(&entry.path(), &path)?;
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                // What is not UTF-8 is a picture or a database.
                self.files.push(File { path, text });
            }
        }
        Ok(())
    }

    /// The files whose path ends so.
    pub(crate) fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.ends_with(end))
    }

    /// The templates of the pages.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &File> {
        self.ending(".html")
            .filter(|file| file.path.starts_with("crates/web/src/"))
    }

    /// The Rust files of the crates, each with the name of its crate.
    pub(crate) fn crates(&self) -> impl Iterator<Item = (&str, &File)> {
        self.ending(".rs").filter_map(|file| {
            let (name, _) = file.path.strip_prefix("crates/")?.split_once('/')?;
            Some((name, file))
        })
    }
}

impl File {
    /// The file line by line, numbered from one.
    pub(crate) fn lines(&self) -> Vec<(usize, Line)> {
        let mut lines = source::read(&self.text);
        if self.is_test() {
            for line in &mut lines {
                line.test = true;
            }
        }
        lines
            .into_iter()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .collect()
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}
