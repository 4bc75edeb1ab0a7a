//! What a person sees when something does not happen.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_documents::PressError;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PersonId;
use uuid::Uuid;

/// Why a handler has no page to give.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// From the store.
    #[error(transparent)]
    Store(#[from] bansou_store::Failure),
    /// A template could not be written.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// A paper could not be printed.
    #[error(transparent)]
    Press(#[from] PressError),
    /// A workbook could not be written.
    #[error(transparent)]
    Workbook(#[from] bansou_documents::workbook::WorkbookError),
    /// The worker has to say why they open this case.
    #[error("a reason is needed")]
    NeedsReason {
        /// Whose case.
        person: PersonId,
        /// Where to go afterwards.
        back: String,
    },
    /// What was asked for is done on another page first.
    #[error("done elsewhere")]
    Elsewhere(String),
    /// The request itself cannot be understood.
    #[error("bad request: {0}")]
    Request(&'static str),
    /// The page exists, but not for this kind of request.
    #[error("method not allowed")]
    Method,
    /// More was sent than is accepted.
    #[error("too large")]
    TooLarge,
    /// A handler for staff was registered without the staff policy.
    #[error("a route without its policy")]
    RouteWithoutPolicy,
    /// No rules are in force in a month: nothing is computed for it.
    #[error("no rules for {0}")]
    Closed(ServiceMonth),
    /// Work handed to another thread did not come back.
    #[error("background work failed")]
    Background,
}

/// Whether a record was changed: `false` when somebody else had changed it since it was read.
pub(crate) fn unless_stale(changed: Result<(), bansou_store::Failure>) -> Result<bool, Failure> {
    match changed {
        Ok(()) => Ok(true),
        Err(bansou_store::Failure::Stale) => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "layout/failure.html")]
struct FailurePage<'a> {
    heading: &'a str,
    message: &'a str,
    operation: &'a str,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        use bansou_store::Failure as Store;
        match &self {
            Self::NeedsReason { person, back } => {
                Redirect::to(&crate::slices::reason::path(*person, back)).into_response()
            }
            Self::Elsewhere(path) => Redirect::to(path).into_response(),
            Self::Store(Store::NotFound) => page(
                StatusCode::NOT_FOUND,
                "ページが見つかりません",
                "アドレスが変わったか、この事業所の記録ではありません。左のメニューから探してください。",
            ),
            Self::Store(Store::Forbidden) => page(
                StatusCode::FORBIDDEN,
                "この操作はできません",
                "担当または管理者だけができる操作です。必要なときは管理者に相談してください。",
            ),
            Self::Store(Store::Stale) => page(
                StatusCode::CONFLICT,
                "先にほかの人が保存しています",
                "戻ってページを読み直すと、新しい内容が表示されます。入力した内容は下書きに残っています。",
            ),
            Self::Request(message) => page(StatusCode::BAD_REQUEST, "送られた内容を読めません", message),
            Self::Closed(month) => page(
                StatusCode::NOT_FOUND,
                "この月の請求は計算できません",
                &format!(
                    "{}の報酬の表が登録されていません。法令の表を新しくしてから開いてください。",
                    wareki::format_month(*month)
                ),
            ),
            Self::Method => page(
                StatusCode::METHOD_NOT_ALLOWED,
                "このページは開けません",
                "保存のあとの再読み込みなどで起こります。左のメニューか、前のページからやり直してください。",
            ),
            Self::TooLarge => page(
                StatusCode::PAYLOAD_TOO_LARGE,
                "送られた内容が大きすぎます",
                "一度に送れる文字の量を超えています。いくつかに分けて保存してください。",
            ),
            Self::Press(PressError::TooLong { field, length, limit }) => page(
                StatusCode::UNPROCESSABLE_ENTITY,
                "長すぎて1つの書類に印刷できません",
                &format!(
                    "{length}字分あり、上限の{limit}字を超えています。まず「{field}」の欄を見て、文を短くするか、期間を分けて印刷してください。"
                ),
            ),
            _ => self.ours(),
        }
    }
}

impl Failure {
    /// Our own fault: logged once with an id the person can tell us.
    fn ours(&self) -> Response {
        let operation = Uuid::now_v7().simple().to_string();
        tracing::error!(%operation, failure = %self, "request failed");
        let html = FailurePage {
            heading: "記録できませんでした",
            message: "プログラムの側の問題です。入力した内容は下書きに残っています。時間をおいてもう一度お試しください。",
            operation: &operation,
        };
        let body = html.render().unwrap_or_default();
        (StatusCode::INTERNAL_SERVER_ERROR, Html(body)).into_response()
    }
}

fn page(status: StatusCode, heading: &str, message: &str) -> Response {
    let body = FailurePage {
        heading,
        message,
        operation: "",
    }
    .render()
    .unwrap_or_default();
    (status, Html(body)).into_response()
}
