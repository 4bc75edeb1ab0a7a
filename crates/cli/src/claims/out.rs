//! A file of results.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context as _;

/// The results, under their name only when they are whole.
pub(super) struct Out {
    file: BufWriter<File>,
    path: tempfile::TempPath,
    to: std::path::PathBuf,
}

impl Out {
    /// Begins a file beside the name it gets in the end.
    pub(super) fn beside(to: &Path) -> anyhow::Result<Self> {
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
            .with_context(|| format!("{} に書けません。", to.display()))?;
        let (file, path) = file.into_parts();
        Ok(Self {
            file: BufWriter::with_capacity(1 << 20, file),
            path,
            to: to.to_owned(),
        })
    }

    /// Writes one row, with its line break.
    pub(super) fn write(&mut self, text: &str) -> std::io::Result<()> {
        self.file.write_all(text.as_bytes())
    }

    /// Gives the file its name.
    pub(super) fn keep(self) -> anyhow::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        self.path.persist(&self.to)?;
        Ok(())
    }
}
