//! The frame around every page, written once. A slice renders its part; [`page`] decides whether the frame is wanted.

pub(crate) mod case;
pub(crate) mod life;
mod pages;
pub(crate) mod records;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use bansou_domain::calendar::wareki;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Form;
use case::CaseFrame;
pub(crate) use pages::Pages;

/// The entries of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Menu {
    Today,
    People,
    Board,
    Claims,
    Inquiries,
    Providers,
    Settings,
}

impl Menu {
    const ALL: [(Self, &'static str, &'static str, &'static str); 7] = [
        (Self::Today, "/", "今日", "today"),
        (Self::People, "/people", "利用者", "people"),
        (Self::Board, "/monitoring", "モニタリング", "calendar"),
        (Self::Claims, "/claims", "請求", "money"),
        (Self::Inquiries, "/inquiries", "相談受付", "phone"),
        (Self::Providers, "/providers", "関係機関", "link"),
        (Self::Settings, "/settings", "設定", "settings"),
    ];
}

/// A page's own part.
pub(crate) trait View: Template {
    /// The title of the page; the person's name comes first in a case.
    fn title(&self) -> String;

    /// The menu entry the page belongs to.
    fn menu(&self) -> Menu;

    /// The identity bar, rail and tabs, on pages of a case.
    fn case(&self) -> Option<&CaseFrame> {
        None
    }

    /// The form on the page, where it can be refused.
    fn form(&self) -> Option<&Form> {
        None
    }

    /// The width of the page: forms with a drawer and grids take all of it.
    fn wide(&self) -> bool {
        false
    }

    /// Scripts the page needs beside the common one, by their asset name.
    fn scripts(&self) -> &'static [&'static str] {
        &[]
    }
}

/// A page of one case, which its struct holds as `case`: its menu entry, its title with the person's name and, where they
/// are named, the `form` on it that can be refused and that it is `wide`.
macro_rules! case_page {
    ($page:ty, |$this:ident| $what:expr $(, $more:ident)*) => {
        impl $crate::layout::View for $page {
            fn title(&self) -> String {
                let $this = self;
                format!("{} — {}さん", $what, self.case.name)
            }

            fn menu(&self) -> $crate::layout::Menu {
                $crate::layout::Menu::People
            }

            fn case(&self) -> Option<&$crate::layout::case::CaseFrame> {
                Some(&self.case)
            }

            $($crate::layout::case_page! { @ $more })*
        }
    };
    ($page:ty, $what:literal $(, $more:ident)*) => {
        $crate::layout::case_page! { $page, |_page| $what $(, $more)* }
    };
    (@ form) => {
        fn form(&self) -> Option<&$crate::form::Form> {
            Some(&self.form)
        }
    };
    (@ wide) => {
        fn wide(&self) -> bool {
            true
        }
    };
}
pub(crate) use case_page;

/// The bar of buttons at the end of a form, as every template writes it; what a person typed is escaped and never is it.
const SAVE_BAR: &str = " id=\"save\"";

/// What a part that htmx fetches is told by; a page without one does not load it.
const FETCHES: &str = " hx-get=\"";

/// What a view's own template has already escaped.
struct Rendered(String);

impl askama::filters::HtmlSafe for Rendered {}

impl std::fmt::Display for Rendered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Template)]
#[template(path = "layout/page.html")]
struct Page<'a> {
    title: String,
    body: Rendered,
    menu: Menu,
    case: Option<&'a CaseFrame>,
    wide: bool,
    /// Whether the page ends in a bar of buttons, so that a long form can be left without passing every field.
    saves: bool,
    /// What has to stand before the common script: htmx, where a part of the page is fetched by it.
    libraries: &'static [&'static str],
    name: &'a str,
    role: &'static str,
    assets: &'a str,
    demo_day: Option<String>,
    enter_next: bool,
    scripts: &'static [&'static str],
}

/// Answers with the view: inside the frame for a page, alone for a part that htmx asked for.
pub(crate) fn page(cx: &Cx, view: &impl View) -> Result<Response, Failure> {
    answer(cx, StatusCode::OK, view)
}

/// Answers with a form that was refused (422) or that stands beside what somebody else has saved (409).
pub(crate) fn refused(cx: &Cx, view: &impl View) -> Result<Response, Failure> {
    let conflict = view.form().is_some_and(Form::in_conflict);
    let status = if conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    answer(cx, status, view)
}

/// Answers with what is recorded already, where somebody else or an earlier press was first (409).
pub(crate) fn conflicting(cx: &Cx, view: &impl View) -> Result<Response, Failure> {
    answer(cx, StatusCode::CONFLICT, view)
}

fn answer(cx: &Cx, status: StatusCode, view: &impl View) -> Result<Response, Failure> {
    let mut body = view.render()?;
    if view.form().is_some_and(Form::in_conflict) {
        // What differs is known by its label once the controls have been written; the list of it stands above them.
        body = view.render()?;
    }
    if cx.htmx {
        return Ok((status, Html(body)).into_response());
    }
    let title = view.title();
    let page = Page {
        title: if status.is_success() {
            title
        } else {
            format!("エラー: {title}")
        },
        saves: body.contains(SAVE_BAR),
        libraries: if body.contains(FETCHES) {
            &["htmx.min.js"]
        } else {
            &[]
        },
        body: Rendered(body),
        menu: view.menu(),
        case: view.case(),
        wide: view.wide(),
        name: cx.who.name(),
        role: cx.who.role().label(),
        assets: cx.app.assets.version(),
        demo_day: cx.app.clock.fixed().map(wareki::format_with_weekday),
        enter_next: cx.who.preferences().contains("\"enter_next\":true"),
        scripts: view.scripts(),
    };
    Ok((status, Html(page.render()?)).into_response())
}
