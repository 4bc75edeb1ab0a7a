//! A form that carries files: its fields as ever, and each file as its bytes.

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use bansou_domain::scan::MOST_BYTES;
use sha2::{Digest, Sha256};

use super::Typed;
use crate::failure::Failure;

/// What is read of one request. A file that is too large is read to its end and told at its field; only what nobody
/// sends by mistake is cut off.
const MOST_OF_ALL: usize = 128 * 1024 * 1024;
const MOST_TEXT: usize = 2 * 1024 * 1024;

/// A posted form with its files. A form without files may be sent as any other.
pub(crate) struct Posted {
    pub(crate) typed: Typed,
    files: Vec<Upload>,
}

/// One file somebody chose.
pub(crate) struct Upload {
    field: String,
    /// What the file is called where it comes from; for telling the person, never for anything else.
    pub(crate) name: String,
    /// At most one byte more than is taken, so that too much can be told.
    pub(crate) bytes: Vec<u8>,
}

impl Posted {
    /// The file chosen in a field.
    pub(crate) fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Failure;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let parts = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
        if !parts {
            let typed = Typed::from_request(request, state).await?;
            return Ok(Self {
                typed,
                files: Vec::new(),
            });
        }
        DefaultBodyLimit::max(MOST_OF_ALL).apply(&mut request);
        let parts = Multipart::from_request(request, state).await;
        read(parts.map_err(|_| Failure::Request("送られた内容の区切りを読めませんでした。"))?).await
    }
}

async fn read(mut parts: Multipart) -> Result<Posted, Failure> {
    let mut typed = Typed::default();
    let mut files = Vec::new();
    let mut text = 0;
    while let Some(part) = parts.next_field().await.map_err(|why| cut_off(&why))? {
        let field = part.name().unwrap_or_default().to_owned();
        if let Some(name) = part.file_name().map(str::to_owned) {
            let bytes = read_file(part).await?;
            // A field nobody chose a file in is sent without a name and without bytes.
            if !(name.is_empty() && bytes.is_empty()) {
                // Two submissions with different files are not the same submission.
                typed.add(
                    field.clone(),
                    data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)),
                );
                files.push(Upload { field, name, bytes });
            }
            continue;
        }
        let value = part.bytes().await.map_err(|why| cut_off(&why))?;
        text += field.len() + value.len();
        if text > MOST_TEXT {
            return Err(Failure::TooLarge);
        }
        typed.add(field, read_text(&value)?);
    }
    Ok(Posted { typed, files })
}

async fn read_file(mut part: Field<'_>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|why| cut_off(&why))? {
        let room = (MOST_BYTES + 1).saturating_sub(bytes.len());
        bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
    }
    Ok(bytes)
}

fn read_text(value: &Bytes) -> Result<String, Failure> {
    let text = std::str::from_utf8(value)
        .map_err(|_| Failure::Request("文字コードを読めませんでした。もう一度入力してください。"))?;
    Ok(text.replace("\r\n", "\n"))
}

fn cut_off(why: &MultipartError) -> Failure {
    match why.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::Request("送信が途中で切れました。通信を確かめて、もう一度保存してください。"),
    }
}
