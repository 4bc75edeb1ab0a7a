//! 訪問の写真: how they come, one by one, and how the office sees them and strikes one.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{OutingId, PaperId, PersonId};
use bansou_domain::outing::LONGEST_CAPTION;
use bansou_domain::scan::ScanKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::outing::{NewPhoto, PhotoRecord};
use serde_json::json;
use uuid::Uuid;

use super::{json, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Posted, Typed, accept, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::consent::scan::POLICY;
use crate::slices::door;

const UNREAD: Failure = Failure::Request("写真を読めませんでした。端末の写真は残っています。");

/// Takes one photo, once, however often it is sent; says how many are still on the device. Without a photo it only says
/// that.
pub(super) async fn post(cx: Cx, Path(outing): Path<OutingId>, posted: Posted) -> Result<Response, Failure> {
    let (typed, sent) = door::receive(posted).await?;
    let left = typed.value("left").parse().map_err(|_| UNREAD)?;
    let mut fields = Fields::new(&typed, cx.today());
    let caption: String = fields
        .line("caption", "写真のことば")
        .chars()
        .take(LONGEST_CAPTION)
        .collect();
    let files = door::read_files(&mut fields, sent);
    if let Err(problems) = fields.finish(()) {
        let why: String = problems.into_iter().map(|told| told.message).collect();
        return Ok(json(&json!({ "state": "refused", "why": why })));
    }
    let mut tx = cx.begin().await?;
    let own = tx.own_outing(outing).await?;
    if let Some((kind, bytes)) = files.first() {
        if *kind == ScanKind::Pdf {
            return Err(UNREAD);
        }
        let id = typed.value("photo").parse().map_err(|_| UNREAD)?;
        let caption = caption.as_str();
        let photo = NewPhoto {
            id,
            caption,
            kind: *kind,
            bytes,
        };
        if let Err(why) = tx.keep_photo(own, &photo).await {
            return match why {
                bansou_store::Failure::Stale => Ok(json(&json!({
                    "state": "refused",
                    "why": "1回の訪問の写真が多すぎます。",
                }))),
                why => Err(why.into()),
            };
        }
    }
    tx.photos_left(own, left).await?;
    tx.commit(Did::to(own.person(), "outing.photo").subject(outing.0))
        .await?;
    Ok(json(&json!({ "state": "kept" })))
}

/// The photos beside a record: which visit or report they belong to is decided by whoever shows them.
#[derive(Template, Default)]
#[template(path = "slices/outings/photos.html")]
pub(crate) struct Photos {
    lines: Vec<Line>,
}

impl askama::filters::HtmlSafe for Photos {}

struct Line {
    caption: String,
    href: String,
    who: String,
    struck: String,
}

impl Photos {
    /// Those that `of` chooses.
    pub(crate) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        of: impl Fn(&PhotoRecord) -> bool,
    ) -> Result<Self, Failure> {
        let photos = reader.photos(case).await?;
        let lines = photos.iter().filter(|photo| of(photo));
        Ok(Self {
            lines: lines.map(|photo| line(case.person(), photo)).collect(),
        })
    }

    /// Those of a report: of the visits that were taken into it, or into the versions before it.
    pub(crate) async fn of_report(
        reader: &mut Reader,
        case: CaseReader,
        versions: &[PaperId],
    ) -> Result<Self, Failure> {
        Self::load(reader, case, |photo| {
            photo.paper.is_some_and(|paper| versions.contains(&paper))
        })
        .await
    }
}

fn line(person: PersonId, photo: &PhotoRecord) -> Line {
    Line {
        caption: said(photo),
        href: photo_path(person, photo.id),
        who: format!("{}　{}", photo.recorded_by, time_in_japan(&photo.recorded_at)),
        struck: struck(photo),
    }
}

fn said(photo: &PhotoRecord) -> String {
    if photo.caption.is_empty() {
        "（ことばなし）".to_owned()
    } else {
        photo.caption.clone()
    }
}

fn struck(photo: &PhotoRecord) -> String {
    let Some(struck) = &photo.struck else {
        return String::new();
    };
    format!("{}　{}（{}）", struck.why, struck.by, time_in_japan(&struck.at))
}

fn photo_path(person: PersonId, photo: Uuid) -> String {
    format!("{}/photo/{photo}", path(person))
}

#[derive(Template)]
#[template(path = "slices/outings/photo.html")]
struct Photo {
    case: CaseFrame,
    form: Form,
    line: Line,
    back: String,
}

case_page!(Photo, "訪問の写真", form);

type Address = Path<(PersonId, Uuid)>;

async fn view(cx: &Cx, (person, id): (PersonId, Uuid), form: Form) -> Result<Photo, Failure> {
    let case = cx.open_case(person, "outing-photo").await?;
    let mut reader = cx.read().await?;
    let photos = reader.photos(case).await?;
    let photo = photos.iter().find(|photo| photo.id == id);
    Ok(Photo {
        line: line(person, photo.ok_or(bansou_store::Failure::NotFound)?),
        case: CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?,
        form,
        back: path(person),
    })
}

/// One photo, large, with the way to strike it.
pub(super) async fn get(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    let form = Form::blank(photo_path(address.0, address.1), Typed::default());
    page(&cx, &view(&cx, address, form).await?)
}

/// The picture itself. Nothing of it runs or loads anything.
pub(super) async fn picture(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.go_on_in_case(person, "outing-photo").await?;
    let (kind, bytes) = cx.read().await?.photo(case, id).await?;
    let (kind, extension) = match kind {
        ScanKind::Png => ("image/png", "png"),
        _ => ("image/jpeg", "jpg"),
    };
    let name = format!("訪問の写真.{extension}");
    let mut response = crate::slices::papers::file(kind, &name, "inline", bytes)?;
    let policy = HeaderValue::from_static(POLICY);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// Takes a photo out of sight, with the reason.
pub(super) async fn strike(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let (person, id) = address;
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.line("why", "取り消す理由");
    if why.is_empty() {
        fields.tell(
            "why",
            "「取り消す理由」を入力してください。例: 写っている家族がいやだと言った",
        );
    }
    let why = match fields.finish(why) {
        Ok(why) => why,
        Err(problems) => {
            let form = Form::refused(photo_path(person, id), typed, problems);
            return refused(&cx, &view(&cx, address, form).await?);
        }
    };
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    tx.strike_photo(case, id, &why).await?;
    tx.commit(Did::to(person, "outing.photo_struck").subject(id).detail(why))
        .await?;
    Ok(Redirect::to(&path(person)).into_response())
}
