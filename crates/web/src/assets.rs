//! Style sheets and scripts: ours from the binary, third parties' from the folder `cargo xtask` fills.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::app::App;

const OURS: [(&str, &str, &[u8]); 12] = [
    ("app.css", CSS, include_bytes!("../assets/app.css")),
    ("app.js", JS, include_bytes!("../assets/app.js")),
    ("week.js", JS, include_bytes!("../assets/week.js")),
    ("plan.js", JS, include_bytes!("../assets/plan.js")),
    ("room.js", JS, include_bytes!("../assets/room.js")),
    ("sign.js", JS, include_bytes!("../assets/sign.js")),
    ("visit-store.js", JS, include_bytes!("../assets/visit-store.js")),
    ("visit-photos.js", JS, include_bytes!("../assets/visit-photos.js")),
    ("visit-form.js", JS, include_bytes!("../assets/visit-form.js")),
    ("visit.js", JS, include_bytes!("../assets/visit.js")),
    (
        "visit.svg",
        "image/svg+xml",
        include_bytes!("../assets/visit.svg"),
    ),
    (
        "icons.svg",
        "image/svg+xml",
        include_bytes!("../assets/icons.svg"),
    ),
];
const THEIRS: [(&str, &str); 2] = [("tokens.css", CSS), ("htmx.min.js", JS)];
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

struct Asset {
    kind: &'static str,
    bytes: Bytes,
}

/// All assets, in memory.
pub(crate) struct Assets {
    files: BTreeMap<&'static str, Asset>,
    /// Changes whenever any asset changes, so that browsers may keep them for good.
    version: String,
}

impl Assets {
    pub(crate) fn load(folder: &FilePath) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        for (name, kind, bytes) in OURS {
            files.insert(
                name,
                Asset {
                    kind,
                    bytes: Bytes::from_static(bytes),
                },
            );
        }
        for (name, kind) in THEIRS {
            let path = folder.join("vendor").join(name);
            let bytes = std::fs::read(&path).map_err(|why| {
                format!(
                    "{} を読めません（{why}）。cargo xtask npm を実行してください。",
                    path.display()
                )
            })?;
            files.insert(
                name,
                Asset {
                    kind,
                    bytes: bytes.into(),
                },
            );
        }
        let mut hasher = Sha256::new();
        for asset in files.values() {
            hasher.update(&asset.bytes);
        }
        let version = data_encoding::HEXLOWER
            .encode(&hasher.finalize())
            .chars()
            .take(12)
            .collect();
        Ok(Self { files, version })
    }

    pub(crate) fn version(&self) -> &str {
        &self.version
    }
}

pub(crate) async fn get(State(app): State<App>, Path(name): Path<String>) -> Response {
    let Some(asset) = app.assets.files.get(name.as_str()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (header::CACHE_CONTROL, forever),
    ];
    (headers, asset.bytes.clone()).into_response()
}
