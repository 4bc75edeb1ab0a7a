//! The changes of a draft, brought into the room so that everybody goes through them one by one.

use axum::extract::Path;
use axum::response::Response;
use bansou_domain::conference::{Board, Entry, Line, LineKind, Reach, Reaction, Verdict};
use bansou_domain::id::{ConferenceId, LineId, PersonId};
use bansou_domain::plan::Difference;
use bansou_store::conference::{Added, LineRecord};
use bansou_store::journal::Did;
use uuid::Uuid;

use super::lines::answer;
use crate::context::Cx;
use crate::diff::Diff;
use crate::failure::Failure;
use crate::session;
use crate::slices::plan;

/// The change everybody looks at, among the others.
pub(super) struct Changes {
    pub(super) steps: Vec<Step>,
    pub(super) id: LineId,
    pub(super) number: usize,
    pub(super) title: String,
    /// What stands in the plan, and what the draft says; nothing where there is no text.
    pub(super) was: Option<Diff>,
    pub(super) now: Option<Diff>,
    pub(super) reaction: Option<Reaction>,
    pub(super) own_words: Vec<String>,
    pub(super) reach: Option<Reach>,
    pub(super) verdict: Option<Verdict>,
    pub(super) earlier: Option<LineId>,
    pub(super) later: Option<LineId>,
}

/// One change in the list of all.
pub(super) struct Step {
    pub(super) id: LineId,
    pub(super) title: String,
    pub(super) verdict: Option<Verdict>,
    pub(super) here: bool,
}

impl Changes {
    /// The changes on the board; none before somebody has brought them.
    pub(super) fn on(board: &Board<'_>) -> Option<Self> {
        let shown = board.showing()?;
        let all: Vec<&Entry<'_>> = board.of_kind(LineKind::Change).collect();
        let place = all.iter().position(|entry| entry.id == shown.id)?;
        let beside = |place: Option<usize>| Some(all.get(place?)?.id);
        let line = shown.line;
        let (was, now) = Diff::sides(&line.was, &line.text);
        Some(Self {
            id: shown.id,
            number: place + 1,
            title: line.title.clone(),
            was: (!line.was.is_empty()).then_some(was),
            now: (!line.text.is_empty()).then_some(now),
            reaction: shown.reaction,
            own_words: shown.own_words.iter().map(|words| (*words).to_owned()).collect(),
            reach: shown.reach,
            verdict: shown.verdict,
            earlier: beside(place.checked_sub(1)),
            later: beside(Some(place + 1)),
            steps: all.iter().map(|entry| Step::of(entry, shown.id)).collect(),
        })
    }
}

impl Step {
    fn of(entry: &Entry<'_>, shown: LineId) -> Self {
        Self {
            id: entry.id,
            title: entry.line.title.clone(),
            verdict: entry.verdict,
            here: entry.id == shown,
        }
    }
}

/// How a verdict is coloured; its word stands beside it.
pub(super) fn state(verdict: Option<&Verdict>) -> &'static str {
    match verdict {
        None => "todo",
        Some(Verdict::Agreed) => "done",
        Some(Verdict::NotAgreed | Verdict::Open) => "waiting",
    }
}

/// The key of a change: the same difference brought twice is one line, whoever brings it.
fn key(conference: ConferenceId, found: &Difference) -> LineId {
    let said = [&found.place, &found.label, &found.before, &found.after].map(String::as_str);
    let hash = session::hash(&format!("{conference}\0{}", said.join("\0")));
    let id = hash.get(..16).and_then(|half| Uuid::from_slice(half).ok());
    LineId(id.unwrap_or_else(Uuid::now_v7))
}

/// How many differences are not in the room yet.
pub(super) fn fresh(conference: ConferenceId, found: &[Difference], lines: &[LineRecord]) -> usize {
    let there = |id: LineId| lines.iter().any(|line| line.id == id);
    found
        .iter()
        .filter(|found| !there(key(conference, found)))
        .count()
}

/// Brings every difference of the newest draft into the room, as it stands now.
pub(super) async fn bring(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let found = plan::open_changes(&mut tx, case.reader()).await?;
    let mut newest = None;
    for found in &found {
        if let Added::New(place) = tx
            .add_line(case, id, key(id, found), &Line::change(found))
            .await?
        {
            newest = Some(place);
        }
    }
    if let Some(place) = newest {
        tx.commit(Did::to(person, "conference.line").subject(id.0))
            .await?;
        cx.app.live.tell(id.0, place);
    }
    Ok(answer(&cx, person, id))
}
