//! The request on paper.

use bansou_documents::Paper;
use bansou_documents::papers::{IntervalSheet, Ticks};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PaperId;
use bansou_domain::interval::{Attached, Every, IntervalRequest, Reason};
use bansou_store::Reader;
use bansou_store::access::CaseReader;

use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::certificates::months;
use crate::slices::papers::Desk;

/// One page to the municipality.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
) -> Result<Box<dyn Paper + Send>, Failure> {
    let desk = Desk::load(cx, reader, case).await?;
    let request = reader.paper::<IntervalRequest>(case, paper).await?.content;
    let head = desk.head(request.made_on);
    Ok(Box::new(IntervalSheet {
        cover: desk.cover("参考様式", "モニタリング期間の変更の申出", request.made_on),
        municipality: request.municipality,
        made_on: request.made_on.map(wareki::format).unwrap_or_default(),
        person_name: head.person_name,
        guardian: head.guardian,
        number: request.number,
        office_name: head.office_name,
        specialist: head.specialist,
        now: request.now,
        now_months: months::line(&request.now_months),
        from: request.from.map(wareki::format_month).unwrap_or_default(),
        every: request.every.map_or("", Every::label).to_owned(),
        months: months::line(&request.months),
        reasons: Ticks::of(Reason::ALL, &request.reasons),
        why: request.why,
        wish: request.wish,
        attached: Ticks::of(Attached::ALL, &request.attached),
        signature: desk.consent(paper),
    }))
}
