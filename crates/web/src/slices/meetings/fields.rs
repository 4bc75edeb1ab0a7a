//! The record of a meeting as the fields of its form, and back.

use bansou_domain::calendar::wareki;
use bansou_domain::meeting::{
    AbsenceKind, AbsentOpinion, Discussed, HeldFor, Means, Occasion, PlanChange, Problem, Promise, Remark,
    ServiceMeeting,
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
    write_minutes(&mut typed, meeting);
    typed
}

/// What the minutes say beside the facts every record has.
fn write_minutes(typed: &mut Typed, meeting: &ServiceMeeting) {
    typed.set("occasion", meeting.occasion.map_or("", Occasion::code));
    typed.set("means", meeting.means.map_or("", Means::code));
    typed.set("nth", meeting.nth.map(|nth| nth.to_string()).unwrap_or_default());
    typed.set("person_words", &meeting.person_words);
    typed.set("family_words", &meeting.family_words);
    typed.set("conclusion", &meeting.conclusion);
    for (name, lines) in [
        ("topics", &meeting.topics),
        ("reactions", &meeting.reactions),
        ("takes_time", &meeting.takes_time),
        ("not_now", &meeting.not_now),
        ("unmet", &meeting.unmet),
        ("summary", &meeting.summary),
    ] {
        typed.set(name, lines.join("\n"));
    }
    for (row, remark) in meeting.remarks.iter().enumerate() {
        typed.set(format!("remarks.{row}.who"), &remark.who);
        typed.set(format!("remarks.{row}.said"), &remark.said);
    }
    for (row, change) in meeting.plan_changes.iter().enumerate() {
        typed.set(format!("plan_changes.{row}.place"), &change.place);
        typed.set(format!("plan_changes.{row}.text"), &change.text);
        if change.keep {
            typed.set(format!("plan_changes.{row}.keep"), "1");
        }
    }
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
        occasion: fields.choice("occasion", "開催理由", Occasion::from_code),
        means: fields.choice("means", "開催方法", Means::from_code),
        nth: nth(fields),
        person_words: fields.long("person_words", "本人の話・意向"),
        family_words: fields.long("family_words", "家族の意向"),
        topics: fields.lines("topics", "検討した項目"),
        remarks: rows(fields, "remarks", read_remark),
        reactions: fields.lines("reactions", "提案への本人の反応"),
        conclusion: fields.long("conclusion", "結論"),
        takes_time: fields.lines("takes_time", "時間がかかること"),
        not_now: fields.lines("not_now", "今はできないこと"),
        unmet: fields.lines("unmet", "地域課題候補"),
        plan_changes: rows(fields, "plan_changes", read_change),
        summary: fields.lines("summary", "3点まとめ"),
    }
}

fn nth(fields: &mut Fields<'_>) -> Option<u16> {
    if fields.line("nth", "開催回数").is_empty() {
        return None;
    }
    let nth = fields.whole("nth", "開催回数", 1..=999)?;
    u16::try_from(nth).ok()
}

fn read_remark(fields: &mut Fields<'_>, row: usize) -> Remark {
    Remark {
        who: fields.line(&format!("remarks.{row}.who"), "発言した人"),
        said: fields.long(&format!("remarks.{row}.said"), "発言"),
    }
}

fn read_change(fields: &mut Fields<'_>, row: usize) -> PlanChange {
    PlanChange {
        place: fields.line(&format!("plan_changes.{row}.place"), "計画の欄"),
        text: fields.long(&format!("plan_changes.{row}.text"), "修正の内容"),
        keep: fields.ticked(&format!("plan_changes.{row}.keep")),
    }
}

fn rows<T>(fields: &mut Fields<'_>, part: &str, read: fn(&mut Fields<'_>, usize) -> T) -> Vec<T> {
    let rows = fields.rows(part, &["place", "keep"]);
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
        Problem::SummaryTooLong => (
            "summary",
            "「3点まとめ」が3行をこえています。持ち帰ってほしい3つにしぼってください。",
        ),
    }
}
