//! Versions and hashes of what is fetched from outside, read from `pins.toml`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256, Sha384};

/// Everything that is fetched and never committed.
#[derive(Deserialize)]
pub(crate) struct Pins {
    pub(crate) fonts: Fonts,
    pub(crate) vendor: Vec<Vendor>,
}

/// The Debian packages that carry the fonts.
#[derive(Deserialize)]
pub(crate) struct Fonts {
    pub(crate) version: String,
    pub(crate) folder: String,
    pub(crate) package: Vec<FontPackage>,
}

/// One Debian package and the hash of its file.
#[derive(Deserialize)]
pub(crate) struct FontPackage {
    pub(crate) name: String,
    pub(crate) sha256: String,
}

/// One file of an npm package that a page loads.
#[derive(Deserialize)]
pub(crate) struct Vendor {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) sha384: String,
}

impl Pins {
    /// Reads the pins that this program was compiled with.
    pub(crate) fn read() -> Result<Self> {
        toml::from_str(include_str!("../pins.toml")).context("pins.toml cannot be read")
    }
}

/// SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Refuses a file whose SHA-256 is not the pinned one.
pub(crate) fn check_sha256(file: &Path, pinned: &str) -> Result<()> {
    refuse_unless_equal(file, &sha256(&read(file)?), pinned)
}

/// Refuses a file whose SHA-384 is not the pinned one.
pub(crate) fn check_sha384(file: &Path, pinned: &str) -> Result<()> {
    refuse_unless_equal(file, &hexadecimal(&Sha384::digest(read(file)?)), pinned)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

fn refuse_unless_equal(file: &Path, found: &str, pinned: &str) -> Result<()> {
    if found != pinned {
        bail!(
            "{} is not the pinned file: its hash is {found}, the pin says {pinned}",
            file.display()
        );
    }
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_from_its_pin_is_refused() {
        let folder = crate::process::TemporaryDirectory::new().unwrap();
        let file = folder.path().join("tokens.css");
        std::fs::write(&file, "abc").unwrap();
        let pin = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(check_sha256(&file, pin).is_ok());
        std::fs::write(&file, "abd").unwrap();
        assert!(
            check_sha256(&file, pin)
                .unwrap_err()
                .to_string()
                .contains("is not the pinned file")
        );
    }
}
