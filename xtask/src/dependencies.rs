//! Bans, licences and sources of the crates in the tree, by `deny.toml`.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::workspace::Workspace;
use crate::{licence, process};

/// The part of `deny.toml` that is checked here.
#[derive(Deserialize)]
struct Rules {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    registries: Vec<String>,
}

#[derive(Deserialize)]
struct Tree {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Fails with every crate that may not be here.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let file = std::fs::read_to_string(workspace.path("deny.toml")).context("deny.toml cannot be read")?;
    let rules: Rules = toml::from_str(&file).context("deny.toml cannot be read")?;
    let mut cargo = crate::process::cargo();
    cargo
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(workspace.root());
    let tree: Tree = serde_json::from_str(&process::capture(&mut cargo)?)?;
    let findings: Vec<String> = tree
        .packages
        .iter()
        .flat_map(|package| judge(package, &rules))
        .collect();
    if !findings.is_empty() {
        bail!("{}", findings.join("\n"));
    }
    Ok(())
}

fn judge(package: &Package, rules: &Rules) -> Vec<String> {
    let name = format!("{} {}", package.name, package.version);
    let mut findings = Vec::new();
    if let Some(ban) = rules.bans.deny.iter().find(|ban| ban.name == package.name) {
        findings.push(format!("{name} is banned: {}", ban.reason));
    }
    let licence = package.license.as_deref().unwrap_or("none");
    if !licence::permits(licence, &rules.licenses.allow) {
        findings.push(format!(
            "{name} has the licence `{licence}`, which deny.toml does not allow"
        ));
    }
    // A crate of this workspace has no source.
    if let Some(source) = &package.source {
        let registry = source.trim_start_matches("registry+");
        if !rules.sources.registries.iter().any(|allowed| allowed == registry) {
            findings.push(format!(
                "{name} comes from `{source}`, which deny.toml does not allow"
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_banned_crate_licence_or_source_is_in_the_tree() {
        check(&Workspace::find().unwrap()).unwrap();
    }
}
