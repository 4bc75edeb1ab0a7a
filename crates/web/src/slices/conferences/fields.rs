//! The preparation as the fields of its form, and back.

use bansou_domain::calendar::wareki;
use bansou_domain::conference::{
    AgendaItem, Attendance, Conference, MeetingKind, Member, MemberKind, Problem, Talk,
};
use bansou_domain::id::MemberId;
use bansou_domain::meeting::{Means, Occasion};
use jiff::civil::Date;
use uuid::Uuid;

use crate::form::{Fields, Typed};

/// A time of day as it is typed again.
pub(super) fn time(minutes: Option<u16>) -> String {
    minutes.map_or_else(String::new, |minutes| {
        format!("{}:{:02}", minutes / 60, minutes % 60)
    })
}

fn day(day: Option<Date>) -> String {
    day.map(wareki::short).unwrap_or_default()
}

pub(super) fn write(conference: &Conference) -> Typed {
    let mut typed = Typed::default();
    let Conference {
        occasion,
        kind,
        means,
        ..
    } = conference;
    typed.set("occasion", occasion.map_or("", Occasion::code));
    typed.set("kind", kind.map_or("", MeetingKind::code));
    typed.set("purpose", &conference.purpose);
    typed.set("goals", conference.goals.join("\n"));
    typed.set("on", day(conference.on));
    typed.set("from", time(conference.from));
    typed.set("means", means.map_or("", Means::code));
    typed.set("place", &conference.place);
    for (row, item) in conference.agenda.iter().enumerate() {
        write_item(&mut typed, row, item);
    }
    for (row, member) in conference.members.iter().enumerate() {
        write_member(&mut typed, row, member);
    }
    for (row, talk) in conference.talks.iter().enumerate() {
        typed.set(format!("talks.{row}.on"), day(talk.on));
        typed.set(format!("talks.{row}.with"), &talk.with);
        typed.set(format!("talks.{row}.what"), &talk.what);
    }
    typed.set("bring", &conference.bring);
    typed.set("reply_by", day(conference.reply_by));
    typed.set("easy_purpose", &conference.easy_purpose);
    typed.set("easy_note", &conference.easy_note);
    typed
}

fn write_item(typed: &mut Typed, row: usize, item: &AgendaItem) {
    let mut set = |field: &str, value: &str| typed.set(format!("agenda.{row}.{field}"), value);
    set("title", &item.title);
    set("minutes", &item.minutes.to_string());
    set("lead", &item.lead);
    set("easy", &item.easy);
}

fn write_member(typed: &mut Typed, row: usize, member: &Member) {
    let mut set = |field: &str, value: &str| typed.set(format!("members.{row}.{field}"), value);
    let id = member.id.map(|id| id.to_string());
    set("id", id.as_deref().unwrap_or_default());
    set("kind", member.kind.map_or("", MemberKind::code));
    set("who", &member.who);
    set("attends", member.attends.map_or("", Attendance::code));
    set("required", if member.required { "1" } else { "" });
    set("wish", &member.wish);
}

/// Reads the form. Members keep the keys they have in `before`, unless a row has come to name somebody else.
pub(super) fn read(fields: &mut Fields<'_>, typed: &Typed, before: &[Member]) -> Conference {
    let agenda = fields.rows("agenda", &["minutes"]);
    let members = fields.rows("members", &["id", "kind", "attends", "required"]);
    let talks = fields.rows("talks", &[]);
    Conference {
        occasion: fields.choice("occasion", "開催理由", Occasion::from_code),
        kind: fields.choice("kind", "会議の種類", MeetingKind::from_code),
        purpose: fields.long("purpose", "目的"),
        goals: fields.lines("goals", "ゴール"),
        on: fields.day("on", "開催日"),
        from: fields.time("from", "開始"),
        means: fields.choice("means", "開催方法", Means::from_code),
        place: fields.line("place", "場所"),
        agenda: agenda.into_iter().map(|row| read_item(fields, row)).collect(),
        members: read_members(fields, typed, before, &members),
        talks: talks.into_iter().map(|row| read_talk(fields, row)).collect(),
        bring: fields.long("bring", "配布資料・持ち物"),
        reply_by: fields.day("reply_by", "返信の期限"),
        easy_purpose: fields.long("easy_purpose", "やさしい目的"),
        easy_note: fields.long("easy_note", "本人へのひとこと"),
    }
}

fn read_item(fields: &mut Fields<'_>, row: usize) -> AgendaItem {
    let at = |field: &str| format!("agenda.{row}.{field}");
    let minutes = fields.whole(&at("minutes"), "分", 0..=480).unwrap_or_default();
    AgendaItem {
        title: fields.required(&at("title"), "議題"),
        minutes: u16::try_from(minutes).unwrap_or_default(),
        lead: fields.line(&at("lead"), "話す人"),
        easy: fields.line(&at("easy"), "やさしい題"),
    }
}

fn read_members(fields: &mut Fields<'_>, typed: &Typed, before: &[Member], rows: &[usize]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for row in rows {
        let mut member = read_member(fields, *row);
        let id: Option<MemberId> = typed.value(&format!("members.{row}.id")).parse().ok();
        let known = before.iter().find(|known| known.id.is_some() && known.id == id);
        let kept = known.filter(|known| member.is_still(known));
        let taken = members.iter().any(|other| other.id.is_some() && other.id == id);
        member.id = match kept {
            Some(known) if !taken => known.id,
            _ => Some(MemberId(Uuid::now_v7())),
        };
        members.push(member);
    }
    members
}

fn read_member(fields: &mut Fields<'_>, row: usize) -> Member {
    let at = |field: &str| format!("members.{row}.{field}");
    Member {
        id: None,
        kind: fields.choice(&at("kind"), "立場", MemberKind::from_code),
        who: fields.required(&at("who"), "所属・名前"),
        attends: fields.choice(&at("attends"), "参加のしかた", Attendance::from_code),
        required: fields.ticked(&at("required")),
        wish: fields.line(&at("wish"), "意向・意見の届けかた"),
    }
}

fn read_talk(fields: &mut Fields<'_>, row: usize) -> Talk {
    let at = |field: &str| format!("talks.{row}.{field}");
    Talk {
        on: fields.day(&at("on"), "話した日"),
        with: fields.line(&at("with"), "相手"),
        what: fields.long(&at("what"), "話したこと"),
    }
}

pub(super) fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::PurposeMissing => (
            "purpose",
            "「目的」を1文で入力してください。何が決まれば終わりかが、全員にわかるようにします。",
        ),
        Problem::NoAgenda => ("agenda.0.title", "「議題」を1つ以上入力してください。"),
        Problem::NobodyInvited => ("members.0.who", "「参加する人」を1人以上入力してください。"),
        Problem::ReplyAfterMeeting => ("reply_by", "「返信の期限」が「開催日」より後になっています。"),
    }
}
