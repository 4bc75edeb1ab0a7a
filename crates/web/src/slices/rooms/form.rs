//! Opening a room: what is asked, until when, and who is invited. The parties stand ready from the team of the case.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::room::{
    Ask, Candidate, CandidateProblem, DatesAsk, OpinionsAsk, Party, PartyKind, PlanAsk, Problem, Purpose,
    Room, SharedWhat, Sharing, Topic, check, may_share,
};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use bansou_store::team::TeamMemberRecord;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::hand::{self, Key};
use super::{new_path, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page, refused};

#[derive(Template)]
#[template(path = "slices/rooms/form.html")]
struct RoomForm {
    case: CaseFrame,
    form: Form,
    purpose: Purpose,
    /// The confirmed plans that can be shown.
    plans: Vec<(String, String)>,
}

impl View for RoomForm {
    fn title(&self) -> String {
        format!("{} — {}さん", self.purpose.label(), self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

/// Said where a plan is to be shown to somebody the person has not agreed to.
const NOT_SHARED: &str =
    "この相手に計画を渡す同意の記録がありません。先に「情報共有の同意」に記録してください。";

/// Which question is wanted, and for which conference.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    ask: String,
    subject: Option<Uuid>,
}

fn action(person: PersonId, purpose: Purpose) -> String {
    format!("{}?ask={}", new_path(person), purpose.code())
}

async fn sheet(cx: &Cx, case: CaseReader, form: Form, purpose: Purpose) -> Result<RoomForm, Failure> {
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let plans = plans_of(&mut reader, case).await?.iter().map(choice).collect();
    Ok(RoomForm {
        case: frame,
        form,
        purpose,
        plans,
    })
}

/// The confirmed plans of a case that no correction has replaced, newest first.
async fn plans_of(reader: &mut Reader, case: CaseReader) -> Result<Vec<PaperLine>, Failure> {
    let shown = |paper: &PaperLine| {
        matches!(paper.kind, PaperKind::DraftPlan | PaperKind::Plan)
            && paper.confirmed_at.is_some()
            && !paper.replaced
    };
    Ok(reader.papers(case).await?.into_iter().filter(shown).collect())
}

fn choice(paper: &PaperLine) -> (String, String) {
    let dated = paper.dated.map(wareki::short).unwrap_or_default();
    (
        paper.id.to_string(),
        format!("{} {dated}（第{}期）", paper.kind.label(), paper.cycle),
    )
}

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let purpose = Purpose::from_code(&asked.ask).unwrap_or(Purpose::Dates);
    let case = cx.open_case(person, "rooms").await?;
    let team = cx.read().await?.team(case).await?;
    let mut typed = ready(&team, cx.today());
    if let Some(subject) = asked.subject {
        typed.set("subject", subject.to_string());
    }
    let form = Form::open(&cx, action(person, purpose), typed, 0).await?;
    page(&cx, &sheet(&cx, case, form, purpose).await?)
}

/// What stands in the form before anybody has typed: two weeks, an hour, the team, the person and the family.
fn ready(team: &[TeamMemberRecord], today: Date) -> Typed {
    let mut typed = Typed::default();
    typed.set("minutes", "60");
    typed.set("until", wareki::short(today.saturating_add(21.days())));
    typed.set("reply_by", wareki::short(today.saturating_add(7.days())));
    for topic in Topic::ALL {
        typed.add("topics", topic.code());
    }
    let present = team.iter().filter(|record| record.member.left_on.is_none());
    let named = present.map(|record| {
        let name = [record.provider_name.as_str(), record.member.name.as_str()];
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        let name = name.join(" ");
        (guess(&name), name)
    });
    let own = [
        (PartyKind::Person, "ご本人".to_owned()),
        (PartyKind::Family, "ご家族".to_owned()),
    ];
    for (row, (kind, name)) in named.chain(own).enumerate() {
        typed.set(format!("parties.{row}.kind"), kind.code());
        typed.set(format!("parties.{row}.name"), name);
    }
    typed
}

/// The kind a name suggests; the worker sees it and can change it.
fn guess(name: &str) -> PartyKind {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["学校", "園", "教諭", "担任"]) {
        PartyKind::School
    } else if has(&["病院", "クリニック", "医院", "訪問看護", "医師", "薬局"]) {
        PartyKind::Clinic
    } else if has(&["区役所", "市役所", "役場", "福祉課", "保健所"]) {
        PartyKind::Municipality
    } else if has(&["母", "父", "姉", "兄", "妹", "弟", "祖母", "祖父"]) {
        PartyKind::Family
    } else {
        PartyKind::Provider
    }
}

pub(super) async fn post(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let purpose = Purpose::from_code(&asked.ask).unwrap_or(Purpose::Dates);
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Some(form) = Form::rearranged(action(person, purpose), &typed) {
        drop(tx);
        return page(&cx, &sheet(&cx, case.reader(), form, purpose).await?);
    }
    let plans: Vec<PaperId> = plans_of(&mut tx, case.reader())
        .await?
        .iter()
        .map(|paper| paper.id)
        .collect();
    let said = tx.sharing(case.reader()).await?;
    let said: Vec<Sharing> = said.into_iter().map(|record| record.sharing).collect();
    let room = match read(&cx, &typed, purpose, &plans, &said) {
        Ok(room) => room,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(action(person, purpose), typed, problems);
            return refused(&cx, &sheet(&cx, case.reader(), form, purpose).await?);
        }
    };
    // The codes are shown by this answer alone; a second press leads to the room, where they do not stand.
    if let Accepted::Before(response) = accept(&mut tx, &typed, &super::path(person)).await? {
        return Ok(response);
    }
    let keys = room
        .parties
        .iter()
        .map(|_| Key::new())
        .collect::<Result<Vec<_>, _>>()?;
    let stored: Vec<_> = keys.iter().map(Key::stored).collect();
    let subject = typed.value("subject").parse().ok();
    let id = tx.open_room(case, subject, &room, &stored).await?;
    let form_key: Option<Uuid> = typed.value("_key").parse().ok();
    if let Some(form_key) = form_key {
        tx.led_to(form_key, &room_path(person, id)).await?;
    }
    let did = Did::to(person, "room.opened").subject(id.0);
    tx.commit(did.detail(purpose.label())).await?;
    let handed = room.parties.into_iter().zip(keys);
    hand::out(&cx, &headers, case.reader(), id, handed.collect()).await
}

fn read(
    cx: &Cx,
    typed: &Typed,
    purpose: Purpose,
    plans: &[PaperId],
    said: &[Sharing],
) -> Result<Room, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let rows = fields.rows("parties", &["kind", "required", "once"]);
    let candidates = fields.rows("candidates", &[]);
    let ask = match purpose {
        Purpose::Dates => Ask::Dates(read_dates(&mut fields, &candidates)),
        Purpose::Opinions => Ask::Opinions(OpinionsAsk {
            occasion: fields.long("occasion", "何のため"),
            topics: fields.choices("topics", Topic::from_code),
            absence: fields.line("absence", "会議に出席できない理由"),
            reply_by: fields.day("reply_by", "返事の期限"),
        }),
        Purpose::Plan => Ask::Plan(read_plan(&mut fields, typed, plans)),
    };
    let until = fields.required_day("until", "終わりの日");
    let parties = rows.iter().map(|row| read_party(&mut fields, *row)).collect();
    let room = Room {
        until: until.unwrap_or(cx.today()),
        ask,
        parties,
    };
    let outside = room.parties.iter().zip(&rows);
    for (party, row) in outside.filter(|_| purpose == Purpose::Plan) {
        if !may_share(said, party.kind, SharedWhat::Plan, cx.today()) {
            fields.tell(format!("parties.{row}.name"), NOT_SHARED);
        }
    }
    for problem in check(&room, cx.today()) {
        let (field, message) = message(problem, &rows, &candidates);
        if fields.problem_free(&field) {
            fields.tell(field, message);
        }
    }
    fields.finish(room)
}

fn read_dates(fields: &mut Fields<'_>, rows: &[usize]) -> DatesAsk {
    let occasion = fields.long("occasion", "何のため");
    let minutes = fields.whole("minutes", "所要時間", 10..=480);
    let mut candidates = Vec::new();
    for row in rows {
        let on = fields.required_day(&format!("candidates.{row}.on"), "候補日");
        let at = format!("candidates.{row}.from");
        let from = fields.time(&at, "開始");
        if from.is_none() && fields.problem_free(&at) {
            fields.tell(&at, "「開始」を入力してください。例: 14:00");
        }
        // A row that cannot be read keeps its place, so that every problem stands at its own row.
        candidates.push(Candidate {
            on: on.unwrap_or(Date::MAX),
            from: from.unwrap_or_default(),
        });
    }
    DatesAsk {
        occasion,
        minutes: minutes
            .and_then(|minutes| u16::try_from(minutes).ok())
            .unwrap_or(60),
        place: fields.line("place", "場所"),
        candidates,
        reply_by: fields.day("reply_by", "返事の期限"),
    }
}

fn read_plan(fields: &mut Fields<'_>, typed: &Typed, plans: &[PaperId]) -> PlanAsk {
    let chosen = typed
        .value("paper")
        .parse::<PaperId>()
        .ok()
        .filter(|id| plans.contains(id));
    if chosen.is_none() {
        fields.tell(
            "paper",
            "見てもらう計画を選んでください。確定した計画だけを見せられます。",
        );
    }
    PlanAsk {
        paper: chosen.unwrap_or(PaperId(Uuid::nil())),
        occasion: fields.long("occasion", "何のため"),
        easy: fields.long("easy", "やさしい ことばの 計画"),
        reply_by: fields.day("reply_by", "返事の期限"),
    }
}

fn read_party(fields: &mut Fields<'_>, row: usize) -> Party {
    let at = |field: &str| format!("parties.{row}.{field}");
    Party {
        kind: fields
            .required_choice(&at("kind"), "種類", PartyKind::from_code)
            .unwrap_or(PartyKind::Provider),
        name: fields.line(&at("name"), "名前"),
        required: fields.ticked(&at("required")),
        once: fields.ticked(&at("once")),
    }
}

fn message(problem: Problem, parties: &[usize], candidates: &[usize]) -> (String, &'static str) {
    let party = |place: usize| format!("parties.{}.name", parties.get(place).copied().unwrap_or_default());
    let (field, said) = match problem {
        Problem::UntilPast => ("until".to_owned(), "「終わりの日」が今日より前です。"),
        Problem::UntilTooFar => (
            "until".to_owned(),
            "「終わりの日」は3か月以内にしてください。あとから延ばせます。",
        ),
        Problem::UntilBeforeReply => ("until".to_owned(), "「終わりの日」が「返事の期限」より前です。"),
        Problem::ReplyPast => ("reply_by".to_owned(), "「返事の期限」が今日より前です。"),
        Problem::NobodyInvited => ("parties".to_owned(), "招く相手を1人以上入れてください。"),
        Problem::NameMissing(place) => (party(place), "「名前」を入力してください。"),
        Problem::NameTwice(place) => (
            party(place),
            "同じ名前の相手がいます。返事を見分けられるように、担当者名などを足してください。",
        ),
        Problem::WordsMissing => (
            "occasion".to_owned(),
            "「何のため」を入力してください。相手がそのまま読む言葉です。",
        ),
        Problem::NothingAsked => ("candidates".to_owned(), "たずねることを1つ以上入れてください。"),
        Problem::NoViewFor(place) => (
            party(place),
            "市町村に計画を見せる部屋はありません。写しは「交付・提出」から渡してください。",
        ),
        Problem::Candidate(place, wrong) => {
            let row = candidates.get(place).copied().unwrap_or_default();
            (format!("candidates.{row}.on"), of_candidate(wrong))
        }
    };
    (field, said)
}

fn of_candidate(wrong: CandidateProblem) -> &'static str {
    match wrong {
        CandidateProblem::Past => "この候補日は今日より前です。",
        CandidateProblem::PastMidnight => "この候補日は、終わりが夜中の0時をこえます。",
        CandidateProblem::Twice => "同じ日時が2回入っています。",
        CandidateProblem::TooMany => "候補日は10までです。",
    }
}
