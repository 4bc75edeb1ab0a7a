//! The crisis plan on paper.

use bansou_documents::Paper;
use bansou_documents::papers::{CrisisContact, CrisisSheet};
use bansou_domain::calendar::wareki;
use bansou_domain::crisis::{CrisisNumber, CrisisPlan};
use bansou_domain::id::PaperId;
use bansou_store::Reader;
use bansou_store::access::CaseReader;

use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::papers::Desk;

/// One page for the home, the carers and the providers.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
) -> Result<Box<dyn Paper + Send>, Failure> {
    let desk = Desk::load(cx, reader, case).await?;
    let crisis = reader.paper::<CrisisPlan>(case, paper).await?.content;
    let (person_name, _) = desk.names();
    Ok(Box::new(CrisisSheet {
        cover: desk.cover("", "クライシスプラン", crisis.agreed_on),
        person_name,
        agreed_on: crisis.agreed_on.map(wareki::format).unwrap_or_default(),
        contacts: crisis.numbers.into_iter().map(contact).collect(),
        signs: crisis.signs,
        calms: crisis.calms,
        avoid: crisis.avoid,
        carer_absent: crisis.carer_absent,
        stay: crisis.stay,
        agreed_with: crisis.agreed_with,
        signature: desk.consent(paper),
    }))
}

fn contact(number: CrisisNumber) -> CrisisContact {
    CrisisContact {
        name: number.name,
        tel: number.tel,
        does: number.does,
    }
}
