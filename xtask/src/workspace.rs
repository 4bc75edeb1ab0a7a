//! Where things lie: the checkout, its target directory, its assets.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The checkout this program was started in.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout. Cargo says where the manifest lies when it runs the
    /// program; the place it was compiled at is only the fallback, since a
    /// shared target directory may outlive a checkout.
    pub(crate) fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("the manifest directory has no parent")?;
        Ok(Self {
            root: root.to_path_buf(),
        })
    }

    /// The top of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the top of the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo builds.
    pub(crate) fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) => self.root.join(target),
            None => self.root.join("target"),
        }
    }

    /// The development build of the program people run.
    pub(crate) fn binary(&self) -> PathBuf {
        self.target().join("debug").join("bansou")
    }
}
