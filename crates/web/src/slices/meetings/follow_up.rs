//! What a confirmed record sets going: its decisions become tasks, and the conference it came from follows it.

use bansou_domain::id::PaperId;
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::task::{Task, side_of};
use bansou_store::Tx;
use bansou_store::access::CaseEditor;

use crate::failure::Failure;

pub(super) async fn make(
    tx: &mut Tx,
    case: CaseEditor,
    paper: PaperId,
    corrects: Option<PaperId>,
    meeting: &ServiceMeeting,
) -> Result<(), Failure> {
    let specialist = tx.person(case.reader()).await?.specialist_name;
    let task = |promise: &Promise| Task {
        who: promise.who.clone(),
        side: side_of(&promise.who, [specialist.as_str()]),
        what: promise.what.clone(),
        due: promise.by,
    };
    let tasks: Vec<Task> = meeting.decisions.iter().map(task).collect();
    tx.make_tasks(case, paper, corrects, &tasks).await?;
    if let Some(old) = corrects {
        tx.move_minutes(case, old, paper).await?;
    }
    Ok(())
}
