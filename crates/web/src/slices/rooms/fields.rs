//! The form of a room, read into what is opened.

use bansou_domain::id::{ConferenceId, PaperId};
use bansou_domain::room::{
    Ask, Candidate, CandidateProblem, DatesAsk, DeskAsk, HearingAsk, MinutesAsk, OpinionsAsk, PapersAsk,
    Party, PartyKind, PlanAsk, Problem, Purpose, QuestionSet, QuestionsAsk, ReportAsk, Room, SharedWhat,
    Sharing, TasksAsk, Topic, check, may_share,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::offered::Offered;
use super::ready::Circle;
use crate::form::{Fields, Told, Typed};

/// Said where something is to be passed on to somebody the person has not agreed to.
fn not_shared(what: SharedWhat) -> &'static str {
    match what {
        SharedWhat::Plan => {
            "この相手に計画を渡す同意の記録がありません。先に「情報共有の同意」に記録してください。"
        }
        SharedWhat::Life | SharedWhat::Health => {
            "この相手にふだんのようす・会議の内容を渡す同意の記録がありません。先に「情報共有の同意」に記録してください。"
        }
    }
}

/// What the case knows, against which a form is read.
pub(super) struct Known<'c> {
    /// Who can be invited, and whose tasks there are.
    pub(super) circle: &'c Circle,
    /// What can be shown or handed out.
    pub(super) offered: &'c Offered,
    /// What the person said about passing things on.
    pub(super) said: &'c [Sharing],
    /// What the office asks the person beforehand.
    pub(super) person: QuestionSet,
    /// What it asks the family.
    pub(super) family: QuestionSet,
}

pub(super) fn read(
    typed: &Typed,
    purpose: Purpose,
    known: &Known<'_>,
    today: Date,
) -> Result<Room, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let rows = fields.rows("parties", &["kind", "required", "once", "member", "owner"]);
    let candidates = fields.rows("candidates", &[]);
    let ask = match purpose {
        Purpose::Dates => Ask::Dates(read_dates(&mut fields, &candidates)),
        Purpose::Opinions => Ask::Opinions(OpinionsAsk {
            occasion: fields.long("occasion", "何のため"),
            topics: fields.choices("topics", Topic::from_code),
            absence: fields.line("absence", "会議に出席できない理由"),
            reply_by: fields.day("reply_by", "返事の期限"),
        }),
        Purpose::Plan => Ask::Plan(read_plan(&mut fields, typed, known.offered)),
        Purpose::Desk => {
            let plan = read_plan(&mut fields, typed, known.offered);
            Ask::Desk(DeskAsk {
                paper: plan.paper,
                occasion: plan.occasion,
                reply_by: plan.reply_by,
            })
        }
        Purpose::Hearing => Ask::Hearing(read_hearing(&mut fields, known.circle)),
        Purpose::Papers => Ask::Papers(read_papers(&mut fields, typed, known.offered)),
        Purpose::Minutes => Ask::Minutes(read_minutes(&mut fields, typed, known.offered)),
        Purpose::Report => Ask::Report(read_report(&mut fields, typed, known.offered)),
        Purpose::Questions => Ask::Questions(QuestionsAsk {
            occasion: fields.long("occasion", "何のため"),
            person: known.person.clone(),
            family: known.family.clone(),
            reply_by: fields.day("reply_by", "返事の期限"),
        }),
        Purpose::Tasks => Ask::Tasks(TasksAsk {
            occasion: fields.long("occasion", "何のため"),
            reply_by: fields.day("reply_by", "返事の期限"),
        }),
    };
    let until = fields.required_day("until", "終わりの日");
    let parties = rows
        .iter()
        .map(|row| read_party(&mut fields, typed, known.circle, *row))
        .collect();
    let room = Room {
        until: until.unwrap_or(today),
        ask,
        parties,
    };
    if let Some(what) = purpose.passes_on() {
        for (party, row) in room.parties.iter().zip(&rows) {
            if !may_share(known.said, party.kind, what, today) {
                fields.tell(format!("parties.{row}.name"), not_shared(what));
            }
        }
    }
    for problem in check(&room, today) {
        let (field, message) = message(problem, purpose, &rows, &candidates);
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

fn read_papers(fields: &mut Fields<'_>, typed: &Typed, offered: &Offered) -> PapersAsk {
    let chosen = offered.conference(typed.value("conference"));
    if chosen.is_none() {
        fields.tell("conference", "どの会議の資料かを選んでください。");
    }
    PapersAsk {
        conference: chosen.unwrap_or(ConferenceId(Uuid::nil())),
        occasion: fields.long("occasion", "何のため"),
        reply_by: fields.day("reply_by", "返事の期限"),
    }
}

fn read_minutes(fields: &mut Fields<'_>, typed: &Typed, offered: &Offered) -> MinutesAsk {
    let chosen = offered.record(typed.value("record"));
    if chosen.is_none() {
        fields.tell(
            "record",
            "渡す議事録を選んでください。確定した議事録だけを渡せます。",
        );
    }
    MinutesAsk {
        paper: chosen.unwrap_or(PaperId(Uuid::nil())),
        occasion: fields.long("occasion", "何のため"),
        easy: fields.long("easy", "やさしい まとめ"),
        reply_by: fields.day("reply_by", "返事の期限"),
    }
}

fn read_report(fields: &mut Fields<'_>, typed: &Typed, offered: &Offered) -> ReportAsk {
    let chosen = offered.report(typed.value("report"));
    if chosen.is_none() {
        fields.tell(
            "report",
            "渡す報告書を選んでください。確定した報告書だけを渡せます。",
        );
    }
    ReportAsk {
        paper: chosen.unwrap_or(PaperId(Uuid::nil())),
        occasion: fields.long("occasion", "何のため"),
        easy: fields.long("easy", "やさしい ふりかえり"),
        reply_by: fields.day("reply_by", "返事の期限"),
    }
}

fn read_plan(fields: &mut Fields<'_>, typed: &Typed, offered: &Offered) -> PlanAsk {
    let chosen = offered.plan(typed.value("paper"));
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

fn read_hearing(fields: &mut Fields<'_>, circle: &Circle) -> HearingAsk {
    if circle.plan.is_none() {
        fields.tell(
            "parties",
            "確定した計画がないので、目標をたずねられません。先に計画を確定してください。",
        );
    }
    HearingAsk {
        paper: circle
            .plan
            .as_ref()
            .map_or(PaperId(Uuid::nil()), |plan| plan.paper),
        occasion: fields.long("occasion", "何のため"),
        reply_by: fields.day("reply_by", "返事の期限"),
    }
}

fn read_party(fields: &mut Fields<'_>, typed: &Typed, circle: &Circle, row: usize) -> Party {
    let at = |field: &str| format!("parties.{row}.{field}");
    let (owner, whose) = circle.owner(typed.value(&at("owner")));
    Party {
        member: circle.member(typed.value(&at("member"))),
        owner,
        whose,
        kind: fields
            .required_choice(&at("kind"), "種類", PartyKind::from_code)
            .unwrap_or(PartyKind::Provider),
        name: fields.line(&at("name"), "名前"),
        required: fields.ticked(&at("required")),
        once: fields.ticked(&at("once")),
    }
}

fn no_view(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Hearing => {
            "聞き取りは、事業所・学校・医療機関のためのものです。ほかの人には「ようすと意見のおたずね」を使ってください。"
        }
        Purpose::Desk => {
            "支援者のページは、事業所・学校・医療機関のためのものです。本人と家族には「計画の確認のお願い」を使ってください。"
        }
        Purpose::Questions => {
            "事前の質問は、本人と家族のためのものです。ほかの人には「ようすと意見のおたずね」を使ってください。"
        }
        Purpose::Report => "市町村に報告書を渡す部屋はありません。写しは「交付・提出」から渡してください。",
        _ => "市町村に計画を見せる部屋はありません。写しは「交付・提出」から渡してください。",
    }
}

fn message(
    problem: Problem,
    purpose: Purpose,
    parties: &[usize],
    candidates: &[usize],
) -> (String, &'static str) {
    let party = |place: usize| format!("parties.{}.name", parties.get(place).copied().unwrap_or_default());
    let owner = |place: usize| party(place).replace(".name", ".owner");
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
        Problem::MemberTwice(place) => (
            party(place),
            "同じ人が2回招かれています。「会議・チームのだれか」を確かめてください。",
        ),
        Problem::OwnerMissing(place) if purpose == Purpose::Hearing => (
            owner(place),
            "「計画の事業所」を選んでください。選んだ事業所の目標だけが、この相手に見えます。",
        ),
        Problem::OwnerMissing(place) => (
            owner(place),
            "「だれの宿題」を選んでください。選んだ人の宿題だけが、この相手に見えます。",
        ),
        Problem::WordsMissing => (
            "occasion".to_owned(),
            "「何のため」を入力してください。相手がそのまま読む言葉です。",
        ),
        Problem::NothingAsked => ("candidates".to_owned(), "たずねることを1つ以上入れてください。"),
        Problem::NoViewFor(place) => (party(place), no_view(purpose)),
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
