//! One paper as pages on the screen, as PDF, as workbook.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bansou_documents::form::Covered;
use bansou_documents::{Overflow, Paper};
use bansou_domain::id::{PaperId, PersonId};
use serde::Deserialize;

use super::Printable;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::protection::paper_path;

#[derive(Template)]
#[template(path = "slices/papers/show.html")]
struct Preview {
    case: CaseFrame,
    form: Printable,
    path: String,
    /// What follows the addresses of the files.
    to: &'static str,
    hidden: Option<Hidden>,
    pages: Vec<String>,
    overflow: Vec<Overflow>,
    missing: String,
}

/// What is said of a paper of somebody whose address is protected, before it is printed.
struct Hidden {
    /// It says where they are.
    disclosed: bool,
    /// Where that is decided; empty for papers that never say it.
    decide: String,
}

/// For whom a paper is printed.
#[derive(Deserialize, Default)]
pub(super) struct Wanted {
    #[serde(default)]
    to: String,
}

case_page!(Preview, |page| page.form.label(), wide);

type Address = Path<(PersonId, String, PaperId)>;

/// A paper that is about to leave.
struct Opened {
    frame: CaseFrame,
    form: Printable,
    sheet: Box<dyn Paper + Send>,
    hidden: Option<Hidden>,
}

/// Opens a paper. Nothing of it says where a protected person is, but for what goes to the municipality after the office
/// has decided so for this very paper.
async fn open(
    cx: &Cx,
    (person, form, paper): (PersonId, String, PaperId),
    wanted: &Wanted,
) -> Result<Opened, Failure> {
    let form = Printable::from_code(&form).ok_or(bansou_store::Failure::NotFound)?;
    let for_municipality = wanted.to == "municipality";
    let looked_at = if for_municipality {
        "disclosed"
    } else {
        form.code()
    };
    let case = cx.open_case(person, looked_at).await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Papers, cx.today()).await?;
    let disclosed = for_municipality && reader.is_disclosed(case, paper).await?;
    let sheet = super::sheet(cx, &mut reader, case, form, paper, disclosed).await?;
    let decides = reader.may_be_disclosed(case, paper).await?;
    let veil = reader.veil_of_office(case).await?;
    let hidden = frame.protected.then(|| Hidden {
        disclosed,
        decide: if decides {
            paper_path(person, paper)
        } else {
            String::new()
        },
    });
    let sheet = if disclosed || veil.is_empty() {
        sheet
    } else {
        Box::new(Covered {
            paper: sheet,
            over: move |text: &str| veil.over(text),
        })
    };
    Ok(Opened {
        frame,
        form,
        sheet,
        hidden,
    })
}

/// Runs the press off the async threads: a page takes milliseconds of pure computation.
pub(crate) async fn press<T: Send + 'static>(
    cx: &Cx,
    sheet: Box<dyn Paper + Send>,
    work: impl FnOnce(&bansou_documents::Press, &dyn Paper) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let press = std::sync::Arc::clone(&cx.app.press);
    tokio::task::spawn_blocking(move || work(&press, &*sheet))
        .await
        .map_err(|_| Failure::Background)?
}

pub(super) async fn pages(
    cx: Cx,
    Path(address): Address,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let opened = open(&cx, address.clone(), &wanted).await?;
    let (form, sheet) = (opened.form, opened.sheet);
    let disclosed = opened.hidden.as_ref().is_some_and(|hidden| hidden.disclosed);
    let work =
        |press: &bansou_documents::Press, sheet: &dyn Paper| Ok((press.pages_svg(sheet)?, press.pdf(sheet)?));
    let (pages, printed) = press(&cx, sheet, work).await?;
    let image = |svg: &String| {
        format!(
            "data:image/svg+xml;base64,{}",
            data_encoding::BASE64.encode(svg.as_bytes())
        )
    };
    let view = Preview {
        path: super::path(address.0, form, address.2),
        to: if disclosed { "?to=municipality" } else { "" },
        case: opened.frame,
        hidden: opened.hidden,
        form,
        pages: pages.iter().map(image).collect(),
        overflow: printed.overflow,
        missing: printed.missing_glyphs.into_iter().collect(),
    };
    page(&cx, &view)
}

pub(super) async fn pdf(
    cx: Cx,
    Path(address): Address,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let Opened { form, sheet, .. } = open(&cx, address, &wanted).await?;
    let printed = press(&cx, sheet, |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file(
        "application/pdf",
        &format!("{}.pdf", form.label()),
        "inline",
        printed.pdf,
    )
}

pub(super) async fn xlsx(
    cx: Cx,
    Path(address): Address,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let Opened { form, sheet, .. } = open(&cx, address, &wanted).await?;
    let book = press(&cx, sheet, |_, sheet| {
        Ok(bansou_documents::workbook::write(sheet)?)
    })
    .await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(kind, &format!("{}.xlsx", form.label()), "attachment", book)
}

/// A file with its Japanese name; the name never holds the person's.
pub(crate) fn file(
    kind: &'static str,
    name: &str,
    disposition: &str,
    bytes: Vec<u8>,
) -> Result<Response, Failure> {
    let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let text = format!("{disposition}; filename*=UTF-8''{}", encoded.replace('+', "%20"));
    let disposition = HeaderValue::from_str(&text).map_err(|_| Failure::Background)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
