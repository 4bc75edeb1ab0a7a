//! The certificate that the office's devices install: the file, its fingerprint, the sheet.

use askama::Template;
use axum::response::Response;

use crate::authority::Authority;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, View, page};
use crate::slices::papers::{file, press};

#[derive(Template)]
#[template(path = "slices/settings/devices.html")]
struct Show {
    authority: Option<Authority>,
    encrypted: bool,
}

impl View for Show {
    fn title(&self) -> String {
        "端末の証明書".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    cx.who.office_manager()?;
    let view = Show {
        authority: cx.app.authority.as_deref().cloned(),
        encrypted: cx.app.transport == crate::Transport::Tls,
    };
    page(&cx, &view)
}

fn authority(cx: &Cx) -> Result<&Authority, Failure> {
    cx.who.office_manager()?;
    let authority = cx.app.authority.as_deref();
    Ok(authority.ok_or(bansou_store::Failure::NotFound)?)
}

pub(super) async fn certificate(cx: Cx) -> Result<Response, Failure> {
    let der = authority(&cx)?.der().to_vec();
    file("application/x-x509-ca-cert", Authority::FILE, "attachment", der)
}

pub(super) async fn sheet(cx: Cx) -> Result<Response, Failure> {
    let sheet = Box::new(authority(&cx)?.sheet(cx.today()));
    let printed = press(&cx, sheet, |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file(
        "application/pdf",
        "端末に証明書を入れる手順.pdf",
        "inline",
        printed.pdf,
    )
}
