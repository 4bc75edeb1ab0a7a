//! 書類: every paper of a case, seen as pages, printed, or taken along as a workbook.
//!
//! What a paper says is written by the slice it belongs to, in that slice's `print.rs`; the table of forms stands
//! here in [`Printable`] and [`sheet`].

mod goto;
mod head;
mod list;
mod show;
pub(crate) mod steps;

use axum::routing::get;
use bansou_documents::Paper;
use bansou_domain::choice;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;

pub(crate) use head::{Desk, yen};
pub(crate) use show::{file, press};

use crate::context::Cx;
use crate::failure::Failure;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/papers", get(list::get))
        .staff("/c/{person}/papers/{paper}", get(goto::get))
        .staff("/c/{person}/print/{form}/{paper}", get(show::pages))
        .staff("/c/{person}/print/{form}/{paper}/pdf", get(show::pdf))
        .staff("/c/{person}/print/{form}/{paper}/xlsx", get(show::xlsx))
}

choice! {
    /// 様式. The fixed forms a paper can be printed in.
    pub enum Printable {
        /// 別紙1.
        Face = "face", "申請者の現状（基本情報）";
        /// 別紙2.
        CurrentWeek = "current-week", "申請者の現状（現在の生活）";
        /// 様式1-1.
        DraftPlan = "draft-plan", "計画案";
        /// 様式1-2.
        DraftWeek = "draft-week", "計画案 週間計画表";
        /// 様式2-1.
        Plan = "plan", "計画";
        /// 様式2-2.
        PlanWeek = "plan-week", "計画 週間計画表";
        /// 様式3-1.
        ReportFree = "report-free", "モニタリング報告書（自由記述）";
        /// 様式3-2.
        ReportWeek = "report-week", "モニタリング 週間計画表";
        /// チェック方式.
        ReportCheck = "report-check", "モニタリング報告書（チェック方式）";
        /// チェック方式の週間計画表.
        ReportCheckWeek = "report-check-week", "モニタリング 週間計画表（チェック方式）";
        /// クライシスプラン.
        Crisis = "crisis", "クライシスプラン";
        /// 意思決定支援の記録.
        Deciding = "deciding", "意思決定支援の記録";
        /// 引継書.
        HandOver = "hand-over", "引継書";
        /// モニタリング期間の変更の申出.
        Interval = "interval", "モニタリング期間の変更の申出";
        /// 担当者会議録.
        Meeting = "meeting", "担当者会議録（要点）";
    }
}

impl Printable {
    /// The forms a kind of paper is printed in.
    pub(crate) fn of(kind: PaperKind) -> &'static [Self] {
        match kind {
            PaperKind::Assessment => &[Self::Face, Self::CurrentWeek],
            PaperKind::DraftPlan => &[Self::DraftPlan, Self::DraftWeek],
            PaperKind::Plan => &[Self::Plan, Self::PlanWeek],
            PaperKind::Monitoring => &[
                Self::ReportFree,
                Self::ReportWeek,
                Self::ReportCheck,
                Self::ReportCheckWeek,
            ],
            PaperKind::Crisis => &[Self::Crisis],
            PaperKind::Deciding => &[Self::Deciding],
            PaperKind::HandOver => &[Self::HandOver],
            PaperKind::Interval => &[Self::Interval],
            PaperKind::Meeting => &[Self::Meeting],
        }
    }
}

/// The page on which a paper is seen as the municipality gets it, where the office decided that it may.
pub(crate) fn for_municipality(person: PersonId, form: Printable, paper: PaperId) -> String {
    format!("{}?to=municipality", path(person, form, paper))
}

/// The page on which a paper is seen as it will be printed.
pub(crate) fn path(person: PersonId, form: Printable, paper: PaperId) -> String {
    format!("/c/{person}/print/{}/{paper}", form.code())
}

/// What a form says about one paper. Each arm calls the slice the paper belongs to.
async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    form: Printable,
    paper: PaperId,
    disclosed: bool,
) -> Result<Box<dyn Paper + Send>, Failure> {
    match form {
        Printable::Face => crate::slices::assessment::print::face(cx, reader, case, paper, disclosed).await,
        Printable::CurrentWeek => {
            crate::slices::assessment::print::current_week(cx, reader, case, paper).await
        }
        Printable::DraftPlan | Printable::DraftWeek | Printable::Plan | Printable::PlanWeek => {
            crate::slices::plan::sheet(cx, reader, case, form, paper).await
        }
        Printable::ReportFree
        | Printable::ReportWeek
        | Printable::ReportCheck
        | Printable::ReportCheckWeek => crate::slices::monitoring::sheet(cx, reader, case, form, paper).await,
        Printable::Crisis => crate::slices::crisis::print::sheet(cx, reader, case, paper).await,
        Printable::Deciding => crate::slices::deciding::print::sheet(cx, reader, case, paper).await,
        Printable::Meeting => crate::slices::meetings::print::sheet(cx, reader, case, paper).await,
        Printable::Interval => crate::slices::interval::print::sheet(cx, reader, case, paper).await,
        Printable::HandOver => crate::slices::closing::print::sheet(cx, reader, case, paper).await,
    }
}
