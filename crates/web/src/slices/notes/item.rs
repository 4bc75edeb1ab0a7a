//! One note as the timeline shows it.

use bansou_domain::calendar::wareki;
use bansou_domain::event::Event;
use bansou_domain::id::PersonId;
use bansou_domain::note::CaseNote;
use bansou_domain::outing::Missed;
use bansou_store::note::NoteRecord;

use crate::form::time_in_japan;

/// One note, ready to be shown.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) on: String,
    /// 14:00～14:40（40分）; empty where no time is recorded.
    pub(super) time: String,
    pub(super) means: &'static str,
    /// 会えなかった訪問; empty where somebody was met.
    pub(super) missed: &'static str,
    /// できごと; empty where there was none.
    pub(super) event: &'static str,
    pub(super) work: &'static str,
    pub(super) counterpart: String,
    pub(super) place: String,
    pub(super) facts: String,
    pub(super) words: String,
    pub(super) view: String,
    pub(super) next: String,
    /// 加算につながる支援 in one line; empty where it was none.
    pub(super) deed: String,
    pub(super) written: String,
    /// A later note corrects this one.
    pub(super) replaced: bool,
    /// The page of this note.
    pub(super) path: String,
    /// The page of the note this one corrects.
    pub(super) replaces: Option<String>,
    /// Where it can be corrected.
    pub(super) correct: String,
}

impl Item {
    pub(super) fn new(person: PersonId, record: NoteRecord) -> Self {
        let note = record.note;
        Self {
            id: record.id.to_string(),
            on: wareki::format_with_weekday(note.on),
            time: time(&note),
            means: note.means.label(),
            missed: note.missed.map_or("", Missed::label),
            event: note.event.map_or("", Event::label),
            work: note.work.label(),
            counterpart: counterpart(&note),
            written: format!("{} {} 記", record.written_by, time_in_japan(&record.written_at)),
            replaced: record.replaced,
            path: super::note_path(person, record.id),
            replaces: record.replaces.map(|old| super::note_path(person, old)),
            correct: super::correct_path(person, record.id),
            deed: note.deed.as_ref().map(super::deed::said).unwrap_or_default(),
            place: note.place,
            facts: note.facts,
            words: note.words,
            view: note.view,
            next: note.next,
        }
    }
}

impl Item {
    /// Everything that was written, for a note that is struck.
    pub(super) fn whole(&self) -> String {
        let parts = [&self.facts, &self.words, &self.view, &self.next];
        let written: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        written.join("\n")
    }
}

/// The time of a contact with how long it took.
pub(super) fn time(note: &CaseNote) -> String {
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    match (note.from, note.until, note.minutes()) {
        (Some(from), Some(until), Some(minutes)) => {
            format!("{}～{}（{minutes}分）", clock(from), clock(until))
        }
        (Some(from), _, _) => clock(from),
        (None, Some(until), _) => format!("～{}", clock(until)),
        (None, None, _) => String::new(),
    }
}

/// With whom, by kind and name: 家族（母）.
pub(super) fn counterpart(note: &CaseNote) -> String {
    if note.counterpart_name.is_empty() {
        return note.counterpart.label().to_owned();
    }
    format!("{}（{}）", note.counterpart.label(), note.counterpart_name)
}
