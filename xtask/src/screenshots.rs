//! The pictures of the documents, taken from the demo office.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{browser, demo, fonts, process};

/// `cargo xtask screenshots`.
pub(crate) fn command(workspace: &Workspace, _: &[String]) -> Result<()> {
    fonts::ensure(workspace)?;
    demo::build(workspace)?;
    process::run(browser::node(workspace)?.arg("e2e/screenshots.mjs"))
}
