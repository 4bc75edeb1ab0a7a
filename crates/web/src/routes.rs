//! The table of routes. A route cannot be registered without saying who may use it.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::MethodRouter;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::context::Cx;
use crate::failure::Failure;
use crate::{assets, guest, security, session, slices};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Anybody: sign-in itself, assets, the session probe.
    Open,
    /// A party of a room, without an account: a visit begun by link and code.
    Guest,
    /// A signed-in worker; which case opens is decided by the permit the handler has to obtain.
    Staff,
}

/// One route of the table, for the tests that walk it.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub policy: Policy,
}

/// Collects the slices' routes.
#[derive(Default)]
pub(crate) struct Routes {
    open: Router<App>,
    guest: Router<App>,
    staff: Router<App>,
    table: Vec<Registered>,
}

impl Routes {
    pub(crate) fn open(mut self, path: &'static str, handlers: MethodRouter<App>) -> Self {
        self.table.push(Registered {
            path,
            policy: Policy::Open,
        });
        self.open = self.open.route(path, handlers);
        self
    }

    pub(crate) fn guest(mut self, path: &'static str, handlers: MethodRouter<App>) -> Self {
        self.table.push(Registered {
            path,
            policy: Policy::Guest,
        });
        self.guest = self.guest.route(path, handlers);
        self
    }

    pub(crate) fn staff(mut self, path: &'static str, handlers: MethodRouter<App>) -> Self {
        self.table.push(Registered {
            path,
            policy: Policy::Staff,
        });
        self.staff = self.staff.route(path, handlers);
        self
    }
}

fn all() -> Routes {
    slices::routes(Routes::default().open("/assets/{name}", axum::routing::get(assets::get)))
}

/// Every route with its policy.
#[must_use]
pub fn registered() -> Vec<Registered> {
    all().table
}

/// The whole application.
pub fn router(app: App) -> Router {
    let routes = all();
    routes
        .staff
        .route_layer(from_fn_with_state(app.clone(), require_staff))
        .merge(
            routes
                .guest
                .route_layer(from_fn_with_state(app.clone(), guest::require_guest)),
        )
        .merge(routes.open)
        .fallback(async || Failure::Store(bansou_store::Failure::NotFound))
        .layer(map_response(security::in_our_words))
        .layer(from_fn(security::same_origin))
        .layer(CatchPanicLayer::custom(|_| security::panicked()))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CompressionLayer::new())
        .with_state(app)
}

async fn require_staff(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let now = app.clock.now();
    let htmx = request.headers().contains_key("hx-request");
    match session::signed_in(&app, now, request.headers()).await {
        Ok(Some(who)) => {
            let path = request
                .uri()
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned();
            request.extensions_mut().insert(Cx {
                app,
                who,
                now,
                htmx,
                path,
            });
            next.run(request).await
        }
        Ok(None) => signed_out(htmx, request.uri()),
        Err(failure) => failure.into_response(),
    }
}

/// Pages lead to the sign-in page; a part of a page gets a small hint in its place, never a whole page in a panel.
fn signed_out(htmx: bool, uri: &Uri) -> Response {
    if htmx {
        return security::sign_in_again();
    }
    let back = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::to(&slices::sign_in::path_with_way_back(back)).into_response()
}
