//! 加算につながる支援 as the fields of a note's form, and in one line.

use bansou_domain::calendar::wareki;
use bansou_domain::deed::{Deed, DeedKind, Problem, check};
use bansou_domain::text;
use jiff::civil::Date;

use crate::form::{Fields, Typed};

pub(super) const FIELDS: &[&str] = &[
    "deed",
    "deed_place",
    "deed_stay",
    "deed_request",
    "deed_minutes",
    "deed_aircraft",
    "deed_providers",
    "deed_reported",
    "deed_agreed",
    "deed_issue",
];

pub(super) fn write(deed: &Deed, typed: &mut Typed) {
    let number = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    typed.set("deed", deed.kind.code());
    typed.set("deed_place", &deed.place);
    typed.set("deed_stay", deed.stay_from.map(wareki::short).unwrap_or_default());
    typed.set("deed_minutes", number(deed.minutes_one_way));
    typed.set("deed_providers", number(deed.providers));
    typed.set("deed_issue", &deed.issue);
    let ticks = [
        ("deed_request", deed.on_request),
        ("deed_aircraft", deed.aircraft),
        ("deed_reported", deed.reported),
        ("deed_agreed", deed.agreed),
    ];
    for (name, _) in ticks.into_iter().filter(|(_, ticked)| *ticked) {
        typed.set(name, "1");
    }
}

/// Reads the deed of a contact on `on`; nothing where no kind was chosen and nothing was typed beside it.
pub(super) fn read(fields: &mut Fields<'_>, on: Date) -> Option<Deed> {
    let kind = fields.choice("deed", "支援の種類", DeedKind::from_code);
    let deed = Deed {
        place: fields.line("deed_place", "病院・機関・事業所の名前"),
        stay_from: fields.day("deed_stay", "入院・入所した日"),
        on_request: fields.ticked("deed_request"),
        minutes_one_way: number(fields, "deed_minutes", "片道の分数"),
        aircraft: fields.ticked("deed_aircraft"),
        providers: number(fields, "deed_providers", "一緒に支援した事業者の数"),
        reported: fields.ticked("deed_reported"),
        agreed: fields.ticked("deed_agreed"),
        issue: fields.line("deed_issue", "地域の課題"),
        ..Deed::of(kind.unwrap_or(DeedKind::HospitalAccompany))
    };
    if kind.is_none() {
        if deed != Deed::of(DeedKind::HospitalAccompany) && fields.problem_free("deed") {
            fields.tell(
                "deed",
                "「支援の種類」を選んでください。加算につながる支援でなければ、下の欄を空にしてください。",
            );
        }
        return None;
    }
    for problem in check(&deed, on) {
        let (field, message) = message(problem);
        if fields.problem_free(field) {
            fields.tell(field, message);
        }
    }
    Some(deed)
}

fn number(fields: &mut Fields<'_>, name: &str, label: &str) -> Option<u32> {
    let typed = text::digits(&fields.line(name, label));
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok();
    if number.is_none() {
        fields.tell(name, format!("「{label}」は数字で入力してください。例: 60"));
    }
    number
}

fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::PlaceMissing => (
            "deed_place",
            "「病院・機関・事業所の名前」を入力してください。加算は場所ごとに数えます。",
        ),
        Problem::StayMissing => (
            "deed_stay",
            "「入院・入所した日」を入力してください。面談は入院・入所ごとに数えます。",
        ),
        Problem::StayAfterwards => ("deed_stay", "「入院・入所した日」が、この記録の日より後です。"),
        Problem::ProvidersMissing => (
            "deed_providers",
            "「一緒に支援した事業者の数」を入力してください。例: 3",
        ),
    }
}

/// The deed with what was seen, line by line.
pub(super) fn said(deed: &Deed) -> String {
    let mut lines = vec![headed(deed)];
    if let Some(seen) = &deed.seen {
        let goals = seen.goals.iter();
        lines.extend(goals.map(|goal| format!("「{}」{}", goal.goal, goal.seen)));
        lines.push(match (seen.signs.is_empty(), seen.signs_asked) {
            (true, true) => "不適切な支援のサイン: 確かめ、見られなかった".to_owned(),
            (true, false) => "不適切な支援のサイン: 確かめた記録はありません".to_owned(),
            (false, _) => format!("不適切な支援のサイン: {}", seen.signs),
        });
    }
    lines.join("\n")
}

/// The deed in one line: 通院に同行した（見本クリニック）.
fn headed(deed: &Deed) -> String {
    let mut beside = Vec::new();
    if !deed.place.is_empty() {
        beside.push(deed.place.clone());
    }
    if let Some(from) = deed.stay_from {
        beside.push(format!("{}から", wareki::short(from)));
    }
    if let Some(minutes) = deed.minutes_one_way {
        beside.push(format!("片道{minutes}分"));
    }
    if let Some(providers) = deed.providers {
        beside.push(format!("{providers}事業者と"));
    }
    let ticks = [
        (deed.on_request, "求めに応じて"),
        (deed.aircraft, "航空機"),
        (deed.agreed, "本人の同意あり"),
        (deed.reported, "協議会へ報告"),
    ];
    beside.extend(
        ticks
            .into_iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, said)| said.to_owned()),
    );
    if !deed.issue.is_empty() {
        beside.push(deed.issue.clone());
    }
    if beside.is_empty() {
        return deed.kind.label().to_owned();
    }
    format!("{}（{}）", deed.kind.label(), beside.join("、"))
}
