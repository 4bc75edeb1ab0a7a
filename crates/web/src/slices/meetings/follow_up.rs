//! What a confirmed record sets going: its decisions become tasks, and the conference it came from follows it.

use bansou_domain::id::PaperId;
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::task::{Task, side_of};
use bansou_store::access::{CaseEditor, CaseReader};
use bansou_store::{Reader, Tx};

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
        owner: None,
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

/// 担い手の名前. Those a decision can name, and the names typed so far that name nobody.
pub(super) struct Owners {
    /// As the field offers them.
    pub(super) names: Vec<String>,
    /// What names nobody around the person, or more than one.
    pub(super) unknown: Vec<String>,
}

impl Owners {
    pub(super) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        decided: &[String],
    ) -> Result<Self, Failure> {
        let listed = reader.task_owners(case).await?;
        let mut words: Vec<&str> = Vec::new();
        for decided in decided.iter().filter(|words| !words.trim().is_empty()) {
            if !words.contains(&decided.as_str()) {
                words.push(decided);
            }
        }
        let owners = reader.owners_of_words(&words, &listed).await?;
        let unknown = words.iter().zip(owners).filter(|(_, owner)| owner.is_none());
        let unknown = unknown.map(|(words, _)| (*words).to_owned()).collect();
        let mut names: Vec<String> = Vec::new();
        for known in listed {
            if !names.contains(&known.name) {
                names.push(known.name);
            }
        }
        Ok(Self { names, unknown })
    }
}
