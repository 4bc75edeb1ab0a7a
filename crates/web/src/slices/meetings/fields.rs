//! The record of a meeting as the fields of its form, and back.

use bansou_domain::calendar::wareki;
use bansou_domain::meeting::{
    AbsenceKind, AbsentOpinion, Discussed, HeldFor, Problem, Promise, ServiceMeeting,
};
use jiff::civil::Date;

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

pub(super) fn write(meeting: &ServiceMeeting) -> Typed {
    let mut typed = Typed::default();
    typed.set("on", day(meeting.on));
    typed.set("from", time(meeting.from));
    typed.set("until", time(meeting.until));
    typed.set("place", &meeting.place);
    typed.set("purpose", &meeting.purpose);
    typed.set("attended", meeting.attended.join("\n"));
    typed.set("person_absent_reason", &meeting.person_absent_reason);
    for (row, opinion) in meeting.absent_opinions.iter().enumerate() {
        let mut set = |field: &str, value: &str| typed.set(format!("opinions.{row}.{field}"), value);
        set("who", &opinion.who);
        set("asked", &day(opinion.asked_on));
        set("answered", &day(opinion.answered_on));
        set("opinion", &opinion.opinion);
    }
    typed.set("discussion", &meeting.discussion);
    for (row, promise) in meeting.decisions.iter().enumerate() {
        let mut set = |field: &str, value: &str| typed.set(format!("decisions.{row}.{field}"), value);
        set("who", &promise.who);
        set("what", &promise.what);
        set("by", &day(promise.by));
    }
    typed.set("open", meeting.open.join("\n"));
    typed.set("next", &meeting.next);
    typed.set("held_for", meeting.held_for.map_or("", HeldFor::code));
    typed.set(
        "change_discussed",
        meeting.change_discussed.map_or("", Discussed::code),
    );
    typed.set("absence", meeting.absence.map_or("", AbsenceKind::code));
    typed
}

pub(super) fn read(fields: &mut Fields<'_>) -> ServiceMeeting {
    ServiceMeeting {
        on: fields.day("on", "開催日"),
        from: fields.time("from", "開始"),
        until: fields.time("until", "終了"),
        place: fields.line("place", "場所"),
        purpose: fields.long("purpose", "目的"),
        attended: fields.lines("attended", "出席した人"),
        person_absent_reason: fields.line("person_absent_reason", "本人が出席しなかった理由"),
        absent_opinions: rows(fields, "opinions", read_opinion),
        discussion: fields.long("discussion", "話し合ったこと"),
        decisions: rows(fields, "decisions", read_promise),
        open: fields.lines("open", "決まらなかったこと"),
        next: fields.line("next", "次回"),
        held_for: fields.choice("held_for", "会議の目的の区分", HeldFor::from_code),
        change_discussed: fields.choice("change_discussed", "計画の変更の検討", Discussed::from_code),
        absence: fields.choice("absence", "本人が出席しなかった事情", AbsenceKind::from_code),
    }
}

fn rows<T>(fields: &mut Fields<'_>, part: &str, read: fn(&mut Fields<'_>, usize) -> T) -> Vec<T> {
    let rows = fields.rows(part, &[]);
    rows.into_iter().map(|row| read(fields, row)).collect()
}

fn read_opinion(fields: &mut Fields<'_>, row: usize) -> AbsentOpinion {
    let at = |field: &str| format!("opinions.{row}.{field}");
    AbsentOpinion {
        who: fields.required(&at("who"), "意見を聞いた相手"),
        asked_on: fields.day(&at("asked"), "照会した日"),
        answered_on: fields.day(&at("answered"), "回答の日"),
        opinion: fields.long(&at("opinion"), "意見"),
    }
}

fn read_promise(fields: &mut Fields<'_>, row: usize) -> Promise {
    let at = |field: &str| format!("decisions.{row}.{field}");
    Promise {
        who: fields.line(&at("who"), "だれが"),
        what: fields.required(&at("what"), "何を"),
        by: fields.day(&at("by"), "いつまでに"),
    }
}

pub(super) fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::DayMissing => ("on", "「開催日」を入力してください。例: R8.4.28"),
        Problem::InFuture => (
            "on",
            "「開催日」が今日より後です。開く前は下書きのまま保存できます。",
        ),
        Problem::Backwards => ("until", "「終了」が「開始」より前になっています。"),
        Problem::PurposeMissing => ("purpose", "「目的」を1文で入力してください。"),
        Problem::NobodyAttended => ("attended", "「出席した人」を1行に1人ずつ入力してください。"),
        Problem::PersonAbsentWithoutReason => (
            "person_absent_reason",
            "出席した人に「本人」がありません。本人が出席しなかった理由を入力してください。",
        ),
    }
}
