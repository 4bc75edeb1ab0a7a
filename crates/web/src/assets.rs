//! Style sheets and scripts: ours from the binary, third parties' from the folder `cargo xtask` fills.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::app::App;

/// The parts of one answer, in the order in which they run: a browser asks once for what a page needs.
macro_rules! parts {
    ($($path:literal),+ $(,)?) => {
        &[$(include_bytes!(concat!("../assets/", $path)).as_slice()),+]
    };
}

type Ours = (&'static str, &'static str, &'static [&'static [u8]]);

const OURS: [Ours; 9] = [
    ("app.css", CSS, parts!["app.css"]),
    ("app.js", JS, APP),
    ("week.js", JS, parts!["week.js"]),
    ("plan.js", JS, parts!["plan.js"]),
    ("room.js", JS, parts!["room.js"]),
    ("sign.js", JS, parts!["sign.js"]),
    ("visit.js", JS, VISIT),
    ("visit.svg", SVG, parts!["visit.svg"]),
    ("icons.svg", SVG, parts!["icons.svg"]),
];
/// Every page of the office.
const APP: &[&[u8]] = parts![
    "app/base.js",
    "app/drafts.js",
    "app/submit.js",
    "app/dates.js",
    "app/rows.js",
    "app/palette.js",
    "app/leaving.js",
    "app/quick.js",
    "app/keys.js",
    "app/page.js",
];
/// The page of the visit: what it shares with the office's pages, and its own.
const VISIT: &[&[u8]] = parts![
    "app/base.js",
    "app/rows.js",
    "app/keys.js",
    "sign.js",
    "visit/store.js",
    "visit/form.js",
    "visit/photos.js",
    "visit/screen.js",
    "visit/keep.js",
    "visit/send.js",
    "visit/list.js",
    "visit/finish.js",
    "visit/pin.js",
    "visit/take.js",
    "visit/write.js",
    "visit/office.js",
    "visit/start.js",
];
const THEIRS: [(&str, &str); 2] = [("tokens.css", CSS), ("htmx.min.js", JS)];
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

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
        for (name, kind, parts) in OURS {
            let bytes = parts.concat().into();
            files.insert(name, Asset { kind, bytes });
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
