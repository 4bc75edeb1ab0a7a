//! サービス提供時モニタリング: a short record of what was seen where a service is given. It is a note like any other, so
//! the claim finds it without being told again.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::deed::{Deed, DeedKind, GoalSeen, ServiceVisit};
use bansou_domain::id::{NoteId, PersonId};
use bansou_domain::note::{CaseNote, Counterpart, Means, Work, check};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::providers_of;
use bansou_domain::text;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::paper::Paper;
use jiff::civil::Date;

use super::form::message;
use super::{note_path, path, service_correct_path, service_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

/// How a place is looked at; online counts only where the way is long.
const MEANS: &[Means] = &[Means::Visit, Means::Online];

#[derive(Template)]
#[template(path = "slices/notes/service.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    correcting: bool,
    plan: Shown,
}

/// What the plan gives to choose from.
struct Shown {
    providers: Vec<(String, String)>,
    goals: Vec<GoalLine>,
}

/// One goal with who serves it.
struct GoalLine {
    field: String,
    goal: String,
    served: String,
}

case_page!(Sheet, "サービスの場の訪問", form);

impl Shown {
    async fn load(reader: &mut Reader, case: CaseReader, form: &Typed) -> Result<Self, Failure> {
        let plan: Option<Paper<ServicePlan>> = reader.newest_paper(case, PaperKind::Plan, false).await?;
        let plan = plan.map(|paper| paper.content).unwrap_or_default();
        let mut names = providers_of(&plan);
        let typed = form.value("provider");
        if !typed.is_empty() && !names.iter().any(|name| name == typed) {
            names.push(typed.to_owned());
        }
        Ok(Self {
            providers: names.into_iter().map(|name| (name.clone(), name)).collect(),
            goals: goals(&plan),
        })
    }
}

fn goals(plan: &ServicePlan) -> Vec<GoalLine> {
    let needs = plan.needs.iter().enumerate();
    needs
        .map(|(place, need)| GoalLine {
            field: format!("seen.{place}"),
            goal: if need.goal.is_empty() {
                &need.need
            } else {
                &need.goal
            }
            .clone(),
            served: need
                .services
                .iter()
                .map(|service| service.provider.as_str())
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
                .join("、"),
        })
        .filter(|line| !line.goal.trim().is_empty())
        .collect()
}

impl Sheet {
    async fn of(cx: &Cx, case: CaseReader, form: Form, correcting: bool) -> Result<Self, Failure> {
        let mut reader = cx.read().await?;
        let plan = Shown::load(&mut reader, case, &form.typed).await?;
        let case = CaseFrame::load(&mut reader, case, Tab::Notes, cx.today()).await?;
        Ok(Self {
            case,
            form,
            correcting,
            plan,
        })
    }
}

pub(super) async fn new(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "note").await?;
    let mut typed = Typed::default();
    typed.set("on", wareki::short(cx.today()));
    typed.set("means", Means::Visit.code());
    let form = Form::open(&cx, service_path(person), typed, 0).await?;
    page(&cx, &Sheet::of(&cx, case, form, false).await?)
}

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    receive(cx, person, None, typed).await
}

type Address = Path<(PersonId, NoteId)>;

pub(super) async fn correct(cx: Cx, Path((person, old)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "note").await?;
    let mut reader = cx.read().await?;
    let record = reader.note(case, old).await?;
    if record.replaced {
        return Ok(Redirect::to(&note_path(person, old)).into_response());
    }
    let shown = Shown::load(&mut reader, case, &Typed::default()).await?;
    drop(reader);
    let typed = write(&record.note, &shown.goals);
    let form = Form::open(&cx, service_correct_path(person, old), typed, 0).await?;
    page(&cx, &Sheet::of(&cx, case, form, true).await?)
}

pub(super) async fn replace(cx: Cx, Path((person, old)): Address, typed: Typed) -> Result<Response, Failure> {
    receive(cx, person, Some(old), typed).await
}

async fn receive(cx: Cx, person: PersonId, old: Option<NoteId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Some(old) = old {
        tx.note(case.reader(), old).await?;
    }
    let shown = Shown::load(&mut tx, case.reader(), &Typed::default()).await?;
    let note = match read(&typed, &shown.goals, cx.today()) {
        Ok(note) => note,
        Err(problems) => {
            drop(tx);
            let action = old.map_or_else(|| service_path(person), |old| service_correct_path(person, old));
            let form = Form::refused(action, typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form, old.is_some()).await?);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    let id = tx.add_note(case, &note, old).await?;
    let did = match old {
        None => Did::to(person, "note.added").subject(id.0),
        Some(old) => Did::to(person, "note.corrected")
            .subject(id.0)
            .detail(format!("訂正前: {old}")),
    };
    tx.commit(did).await?;
    Ok(Redirect::to(&format!("{}#n-{id}", path(person))).into_response())
}

fn write(note: &CaseNote, goals: &[GoalLine]) -> Typed {
    let mut typed = Typed::default();
    let clock = |time: Option<u16>| {
        time.map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60))
            .unwrap_or_default()
    };
    typed.set("on", wareki::short(note.on));
    typed.set("from", clock(note.from));
    typed.set("until", clock(note.until));
    typed.set("means", note.means.code());
    typed.set("counterpart_name", &note.counterpart_name);
    typed.set("facts", &note.facts);
    typed.set("words", &note.words);
    typed.set("next", &note.next);
    let Some(deed) = &note.deed else { return typed };
    typed.set("provider", &deed.place);
    let minutes = deed.minutes_one_way.map(|minutes| minutes.to_string());
    typed.set("minutes", minutes.unwrap_or_default());
    let seen = deed.seen.clone().unwrap_or_default();
    for line in goals {
        let said = seen.goals.iter().find(|seen| seen.goal == line.goal);
        typed.set(&line.field, said.map_or("", |seen| seen.seen.as_str()));
    }
    typed.set("signs_asked", if seen.signs_asked { "1" } else { "" });
    typed.set("signs", &seen.signs);
    typed
}

fn read(typed: &Typed, goals: &[GoalLine], today: Date) -> Result<CaseNote, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let on = fields.required_day("on", "日付");
    let provider = fields.required("provider", "訪ねた事業所");
    let seen = goals.iter().map(|line| GoalSeen {
        goal: line.goal.clone(),
        seen: fields.long(&line.field, "見たこと"),
    });
    let seen: Vec<GoalSeen> = seen.collect();
    let visit = ServiceVisit {
        goals: seen.into_iter().filter(|seen| !seen.seen.is_empty()).collect(),
        signs_asked: fields.ticked("signs_asked"),
        signs: fields.long("signs", "気になるサイン"),
    };
    let minutes = text::digits(&fields.line("minutes", "片道の分数"));
    if !minutes.is_empty() && minutes.parse::<u32>().is_err() {
        fields.tell("minutes", "「片道の分数」は数字で入力してください。例: 60");
    }
    let means = fields.required_choice("means", "方法", Means::from_code);
    let facts = fields.required("facts", "サービスのようす");
    let note = CaseNote {
        on: on.unwrap_or(today),
        from: fields.time("from", "開始"),
        until: fields.time("until", "終了"),
        means: means.unwrap_or(Means::Visit),
        counterpart: Counterpart::Provider,
        counterpart_name: fields.line("counterpart_name", "話を聞いた職員"),
        place: provider.clone(),
        work: Work::Monitoring,
        facts,
        words: fields.long("words", "本人のようす・ことば"),
        view: String::new(),
        next: fields.long("next", "次にすること"),
        missed: None,
        event: None,
        settles: None,
        deed: Some(Deed {
            place: provider,
            minutes_one_way: minutes.parse().ok(),
            seen: Some(visit),
            ..Deed::of(DeedKind::ProviderVisit)
        }),
    };
    for problem in check(&note, today) {
        let (field, message) = message(problem);
        if fields.problem_free(field) {
            fields.tell(field, message);
        }
    }
    fields.finish(note)
}
