//! The sheet that says how the office's devices install the certificate of its authority.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use bansou_documents::Press;
use bansou_web::{Authority, Clock};

use crate::options::{Certificate, Tls};
use crate::{say, tls};

pub(crate) fn run(options: &Certificate) -> anyhow::Result<()> {
    let authority = tls::authority_of(&options.tls, options.listen.port())?;
    write(&authority, &options.fonts, &options.sheet)?;
    say(format_args!("入れかたの紙: {}", options.sheet.display()))?;
    if let Some(path) = &options.file {
        fs::write(path, authority.der()).context("証明書を書けません。Cannot write the certificate.")?;
        say(format_args!("端末に入れる証明書: {}", path.display()))?;
    }
    for line in authority.fingerprint() {
        say(line)?;
    }
    Ok(())
}

/// Writes the sheet beside the authority, for whoever starts the server.
pub(crate) fn write_beside(authority: &Authority, fonts: &Path, tls: &Tls) -> anyhow::Result<PathBuf> {
    let path = tls.folder.join("install-sheet.pdf");
    write(authority, fonts, &path)?;
    Ok(path)
}

fn write(authority: &Authority, fonts: &Path, path: &Path) -> anyhow::Result<()> {
    let today = bansou_store::day_in_japan(Clock::System.now());
    let press = Press::open(fonts).context("書体を読めません。Cannot read the fonts.")?;
    let printed = press.pdf(&authority.sheet(today))?;
    fs::write(path, printed.pdf).context("紙を書けません。Cannot write the sheet.")
}
