//! Writing a note, and correcting one by a new note.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::deed::DeedKind;
use bansou_domain::event::Event;
use bansou_domain::id::{NoteId, PersonId};
use bansou_domain::note::{CaseNote, Counterpart, Means, Problem, Work, check};
use bansou_domain::outing::Missed;
use bansou_store::Tx;
use bansou_store::access::{CaseEditor, CaseReader};
use bansou_store::journal::Did;
use bansou_store::note::NoteRecord;
use jiff::civil::Date;

use super::deed;
use super::{correct_path, new_path, note_path, path, service_correct_path, wait_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/notes/form.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    kind: Kind,
}

/// For what the form is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    New,
    /// A new note that says why an event can wait.
    Waiting,
    Correcting,
}

case_page!(Sheet, "記録を書く", form);

impl Sheet {
    /// Whether the part about additions stands open: something is typed there, or something is wrong.
    fn has_deed(&self) -> bool {
        deed::FIELDS
            .iter()
            .any(|field| !self.form.value(field).is_empty() || self.form.problem(field).is_some())
    }

    async fn of(cx: &Cx, case: CaseReader, form: Form, kind: Kind) -> Result<Self, Failure> {
        let mut reader = cx.read().await?;
        let case = CaseFrame::load(&mut reader, case, Tab::Notes, cx.today()).await?;
        Ok(Self { case, form, kind })
    }
}

pub(super) async fn new(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    write_new(&cx, person).await
}

/// The empty form for one person, as a page or as the part of one that the quick entry shows.
pub(super) async fn write_new(cx: &Cx, person: PersonId) -> Result<Response, Failure> {
    let case = cx.open_case(person, "note").await?;
    let mut typed = Typed::default();
    typed.set("on", wareki::short(cx.today()));
    let form = Form::open(cx, new_path(person), typed, 0).await?;
    page(cx, &Sheet::of(cx, case, form, Kind::New).await?)
}

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let (tx, case) = begin(&cx, person).await?;
    keep(&cx, tx, case, typed, None).await
}

async fn begin(cx: &Cx, person: PersonId) -> Result<(Tx, CaseEditor), Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    Ok((tx, case))
}

/// Keeps a new note; with `settles` it says why that event can wait.
async fn keep(
    cx: &Cx,
    mut tx: Tx,
    case: CaseEditor,
    typed: Typed,
    settles: Option<NoteId>,
) -> Result<Response, Failure> {
    let person = case.person();
    let note = match read(&typed, cx.today()) {
        Ok(note) => CaseNote { settles, ..note },
        Err(problems) => {
            drop(tx);
            let (action, kind) = match settles {
                Some(event) => (wait_path(person, event), Kind::Waiting),
                None => (new_path(person), Kind::New),
            };
            let form = Form::refused(action, typed, problems);
            return refused(cx, &Sheet::of(cx, case.reader(), form, kind).await?);
        }
    };
    let id = tx.add_note(case, &note, None).await?;
    let leads_to = format!("{}#n-{id}", path(person));
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let did = if settles.is_some() {
        "note.waits"
    } else {
        "note.added"
    };
    tx.commit(Did::to(person, did).subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

type Address = Path<(PersonId, NoteId)>;

/// The form of a note that says why nobody looks before the due month.
pub(super) async fn wait(cx: Cx, Path((person, event)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "note").await?;
    let record = cx.read().await?.note(case, event).await?;
    let mut typed = Typed::default();
    typed.set("on", wareki::short(cx.today()));
    typed.set("work", Work::Monitoring.code());
    if let Some(happened) = record.note.event {
        let (on, what) = (wareki::short(record.note.on), happened.label());
        typed.set(
            "facts",
            format!("{on}の「{what}」のあとの様子は、次の予定の月に確かめることにした。わけ: "),
        );
    }
    let form = Form::open(&cx, wait_path(person, event), typed, 0).await?;
    page(&cx, &Sheet::of(&cx, case, form, Kind::Waiting).await?)
}

pub(super) async fn add_wait(
    cx: Cx,
    Path((person, event)): Address,
    typed: Typed,
) -> Result<Response, Failure> {
    let (mut tx, case) = begin(&cx, person).await?;
    tx.note(case.reader(), event).await?;
    keep(&cx, tx, case, typed, Some(event)).await
}

pub(super) async fn correct(cx: Cx, Path((person, old)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "note").await?;
    let record = cx.read().await?.note(case, old).await?;
    if record.replaced {
        return Ok(Redirect::to(&note_path(person, old)).into_response());
    }
    // What was seen goal by goal has a form of its own.
    if record.note.deed.as_ref().is_some_and(|deed| deed.seen.is_some()) {
        return Ok(Redirect::to(&service_correct_path(person, old)).into_response());
    }
    let form = Form::open(&cx, correct_path(person, old), write(&record.note), 0).await?;
    page(&cx, &Sheet::of(&cx, case, form, Kind::Correcting).await?)
}

pub(super) async fn replace(cx: Cx, Path((person, old)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let settles = tx.note(case.reader(), old).await?.note.settles;
    let note = match read(&typed, cx.today()) {
        Ok(note) => CaseNote { settles, ..note },
        Err(problems) => {
            drop(tx);
            let form = Form::refused(correct_path(person, old), typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form, Kind::Correcting).await?);
        }
    };
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    match tx.add_note(case, &note, Some(old)).await {
        Ok(id) => {
            let did = Did::to(person, "note.corrected").subject(id.0);
            tx.commit(did.detail(format!("訂正前: {old}"))).await?;
            Ok(Redirect::to(&format!("{leads_to}#n-{id}")).into_response())
        }
        Err(bansou_store::Failure::Stale) => corrected_meanwhile(&cx, tx, case, old, typed).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Somebody corrected the note first: the form goes on from their correction.
async fn corrected_meanwhile(
    cx: &Cx,
    mut tx: Tx,
    case: CaseEditor,
    old: NoteId,
    typed: Typed,
) -> Result<Response, Failure> {
    let newest = newest(&mut tx, case.reader(), old).await?;
    drop(tx);
    let action = correct_path(case.person(), newest.id);
    let form = Form::conflict(action, typed, write(&newest.note), 0);
    refused(cx, &Sheet::of(cx, case.reader(), form, Kind::Correcting).await?)
}

async fn newest(tx: &mut Tx, case: CaseReader, old: NoteId) -> Result<NoteRecord, Failure> {
    let mut newest = tx.note(case, old).await?;
    while let Some(next) = tx.correction_of(case, newest.id).await? {
        newest = next;
    }
    Ok(newest)
}

fn write(note: &CaseNote) -> Typed {
    let mut typed = Typed::default();
    let clock = |time: Option<u16>| {
        time.map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60))
            .unwrap_or_default()
    };
    typed.set("on", wareki::short(note.on));
    typed.set("from", clock(note.from));
    typed.set("until", clock(note.until));
    typed.set("means", note.means.code());
    typed.set("counterpart", note.counterpart.code());
    typed.set("counterpart_name", &note.counterpart_name);
    typed.set("place", &note.place);
    typed.set("work", note.work.code());
    typed.set("facts", &note.facts);
    typed.set("words", &note.words);
    typed.set("view", &note.view);
    typed.set("next", &note.next);
    typed.set("missed", note.missed.map_or("", Missed::code));
    typed.set("event", note.event.map_or("", Event::code));
    if let Some(deed) = &note.deed {
        deed::write(deed, &mut typed);
    }
    typed
}

fn read(typed: &Typed, today: Date) -> Result<CaseNote, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let on = fields.required_day("on", "日付");
    let note = CaseNote {
        on: on.unwrap_or(today),
        from: fields.time("from", "開始"),
        until: fields.time("until", "終了"),
        means: fields
            .required_choice("means", "方法", Means::from_code)
            .unwrap_or(Means::Telephone),
        counterpart: fields
            .required_choice("counterpart", "相手", Counterpart::from_code)
            .unwrap_or(Counterpart::Other),
        counterpart_name: fields.line("counterpart_name", "相手の氏名など"),
        place: fields.line("place", "場所"),
        work: fields
            .required_choice("work", "区分", Work::from_code)
            .unwrap_or(Work::Other),
        facts: fields.long("facts", "事実"),
        words: fields.long("words", "本人のことば"),
        view: fields.long("view", "所見"),
        next: fields.long("next", "次にすること"),
        missed: fields.choice("missed", "会えなかったとき", Missed::from_code),
        event: fields.choice("event", "できごと", Event::from_code),
        settles: None,
        deed: on.and_then(|on| deed::read(&mut fields, on)),
    };
    for problem in check(&note, today) {
        let (field, message) = message(problem);
        fields.tell(field, message);
    }
    fields.finish(note)
}

pub(super) fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::InFuture => ("on", "「日付」が今日より後になっています。"),
        Problem::Backwards => ("until", "「終了」が「開始」より前になっています。"),
        Problem::Empty => (
            "facts",
            "何があったかを書いてください（事実・本人のことば・所見・次にすることのどれか）。",
        ),
    }
}
