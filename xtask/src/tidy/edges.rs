//! Which crate may stand on which.

use anyhow::Result;
use serde::Deserialize;

use super::tree::Tree;
use crate::process;
use crate::workspace::Workspace;

/// What each crate of the product may depend on. `bansou-testkit` is for tests everywhere.
const ALLOWED: &[(&str, &[&str])] = &[
    ("bansou-domain", &[]),
    ("bansou-law", &["bansou-domain"]),
    ("bansou-billing", &["bansou-domain", "bansou-law"]),
    (
        "bansou-exchange",
        &["bansou-domain", "bansou-law", "bansou-billing"],
    ),
    ("bansou-store", &["bansou-domain", "bansou-billing"]),
    (
        "bansou-claims",
        &[
            "bansou-domain",
            "bansou-law",
            "bansou-billing",
            "bansou-store",
            "bansou-exchange",
        ],
    ),
    ("bansou-documents", &["bansou-domain", "bansou-billing"]),
    ("bansou-mail", &["bansou-domain", "bansou-store"]),
    (
        "bansou-web",
        &[
            "bansou-domain",
            "bansou-law",
            "bansou-billing",
            "bansou-exchange",
            "bansou-store",
            "bansou-claims",
            "bansou-documents",
        ],
    ),
    (
        "bansou",
        &[
            "bansou-domain",
            "bansou-law",
            "bansou-billing",
            "bansou-exchange",
            "bansou-store",
            "bansou-claims",
            "bansou-documents",
            "bansou-mail",
            "bansou-web",
            "bansou-demo",
        ],
    ),
    ("bansou-demo", &["bansou-domain", "bansou-store"]),
    (
        "bansou-testkit",
        &[
            "bansou-domain",
            "bansou-law",
            "bansou-billing",
            "bansou-exchange",
            "bansou-store",
            "bansou-claims",
            "bansou-documents",
            "bansou-web",
            "bansou-demo",
        ],
    ),
    (
        "bansou-bench",
        &[
            "bansou-law",
            "bansou-billing",
            "bansou-exchange",
            "bansou-documents",
        ],
    ),
    ("xtask", &[]),
];

/// The only foreign crates that the facts themselves may need.
const FOREIGN_IN_DOMAIN: &[&str] = &["jiff", "serde", "thiserror", "unicode-normalization", "uuid"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Absent for what the product needs, "dev" for what its tests need.
    kind: Option<String>,
    /// Present for a crate of this workspace.
    path: Option<String>,
}

pub(super) fn findings(workspace: &Workspace, _: &Tree) -> Result<Vec<String>> {
    let mut cargo = crate::process::cargo();
    cargo
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(workspace.root());
    let metadata: Metadata = serde_json::from_str(&process::capture(&mut cargo)?)?;
    Ok(metadata.packages.iter().flat_map(judge).collect())
}

fn judge(package: &Package) -> Vec<String> {
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == package.name) else {
        return vec![format!(
            "{} has no place in the layers yet: name it in tidy/edges.rs",
            package.name
        )];
    };
    let mut findings = Vec::new();
    for dependency in package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind.is_none())
    {
        let permitted = match (&dependency.path, package.name.as_str()) {
            (Some(_), _) => allowed.contains(&dependency.name.as_str()),
            (None, "bansou-domain") => FOREIGN_IN_DOMAIN.contains(&dependency.name.as_str()),
            (None, _) => true,
        };
        if !permitted {
            findings.push(format!("{} may not depend on {}", package.name, dependency.name));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(package: &str, dependency: &str, kind: Option<&str>, inside: bool) -> Vec<String> {
        judge(&Package {
            name: package.to_owned(),
            dependencies: vec![Dependency {
                name: dependency.to_owned(),
                kind: kind.map(str::to_owned),
                path: inside.then(String::new),
            }],
        })
    }

    #[test]
    fn a_crate_stands_only_on_what_is_below_it() {
        assert_eq!(judged("bansou-store", "bansou-web", None, true).len(), 1);
        assert_eq!(judged("bansou-domain", "tokio", None, false).len(), 1);
        assert_eq!(judged("bansou-web", "bansou-testkit", None, true).len(), 1);
        assert!(judged("bansou-web", "bansou-testkit", Some("dev"), true).is_empty());
        assert!(judged("bansou-law", "bansou-domain", None, true).is_empty());
        assert_eq!(judged("bansou-newcomer", "serde", None, false).len(), 1);
    }
}
