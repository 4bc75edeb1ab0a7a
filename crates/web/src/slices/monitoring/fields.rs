//! The report as the fields of its form.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::choice::Choice;
use bansou_domain::meeting::Promise;
use bansou_domain::monitoring::{
    Aspect, Band, Change, Finding, LeadsTo, MonitoringReport, Problem, Row, Slip, SupportSide, Trend, Visit,
    WeekMark, WordSource,
};
use bansou_domain::week::Week;
use jiff::civil::Date;

use crate::form::{Fields, Typed};
use crate::week;

/// The choice of no due month, in the form and in the address.
pub(super) const EXTRA: &str = "extra";

/// A report as it was read, with the number of each row in the form.
pub(super) struct Read {
    pub(super) report: MonitoringReport,
    pub(super) rows: Vec<usize>,
}

/// Reads a report; `before` is the week its changes are computed from.
pub(super) fn read(fields: &mut Fields<'_>, before: &Week) -> Read {
    let rows = fields.rows("rows", &["carried", "_"]);
    let read_rows = rows.iter().map(|row| read_row(fields, *row)).collect();
    let unchanged = fields.ticked("week_unchanged");
    let week_after = if unchanged {
        before.clone()
    } else {
        week::read(fields, "")
    };
    let week_marks = if unchanged {
        Vec::new()
    } else {
        fields.choices("week_marks", WeekMark::from_code)
    };
    let report = MonitoringReport {
        month: read_month(fields),
        occasion: fields.line("occasion", "きっかけ"),
        slip: read_slip(fields),
        visit: read_visit(fields),
        purpose_told: fields.ticked("purpose_told"),
        plan_made_on: fields.day("plan_made_on", "計画作成日"),
        policy: fields.long("policy", "総合的な援助の方針"),
        long_goal: fields.long("long_goal", "長期目標"),
        short_goal: fields.long("short_goal", "短期目標"),
        overall: fields.long("overall", "全体の状況"),
        findings: read_findings(fields),
        rows: read_rows,
        week_before: before.clone(),
        week_baseline: fields.line("week_baseline", "基準にした週間計画"),
        week_after,
        week_marks,
        week_other: fields.long("week_other", "その他の予定"),
        week_evaluation: fields.long("week_evaluation", "週予定に関する評価及び課題"),
        homework: read_homework(fields),
        next: fields.month("next", "次回モニタリング"),
        at_renewal: fields.ticked("at_renewal"),
        support_degree: read_degree(fields),
        leads_to: fields.choices("leads_to", LeadsTo::from_code),
        leads_to_text: fields.long("leads_to_text", "次につなげること"),
        rights_asked: fields.ticked("rights_asked"),
        rights_text: fields.long("rights_text", "気になること"),
        easy: fields.long("easy", "わたしの ふりかえり"),
    };
    Read { report, rows }
}

fn read_month(fields: &mut Fields<'_>) -> Option<ServiceMonth> {
    let typed = fields.line("month", "対象月");
    if typed == EXTRA {
        return None;
    }
    let month = typed.parse().ok();
    if month.is_none() {
        fields.tell(
            "month",
            "「対象月」を選んでください。予定外のときは「対象月なし」を選びます。",
        );
    }
    month
}

fn read_visit(fields: &mut Fields<'_>) -> Visit {
    Visit {
        on: fields.day("visit.on", "実施日"),
        from: fields.time("visit.from", "始まり"),
        until: fields.time("visit.until", "終わり"),
        place: fields.line("visit.place", "場所"),
        met: names(&fields.line("visit.met", "会った人")),
    }
}

/// Names in one line, as an office writes them: 本人、母.
fn names(line: &str) -> Vec<String> {
    line.split(['、', '，', ',', '・'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn read_slip(fields: &mut Fields<'_>) -> Option<Slip> {
    let slip = Slip {
        reason: fields.long("slip.reason", "翌月に実施した理由"),
        called_on: fields.day("slip.called_on", "市町村へ連絡した日"),
        called_whom: fields.line("slip.called_whom", "連絡した相手"),
    };
    (slip != Slip::default()).then_some(slip)
}

fn read_findings(fields: &mut Fields<'_>) -> Vec<Finding> {
    let mut finding = |aspect: &Aspect| {
        let text = fields.long(&format!("finding.{}", aspect.code()), aspect.label());
        (!text.is_empty()).then_some(Finding {
            aspect: *aspect,
            text,
        })
    };
    Aspect::ALL.iter().filter_map(&mut finding).collect()
}

fn read_row(fields: &mut Fields<'_>, row: usize) -> Row {
    let at = |field: &str| format!("rows.{row}.{field}");
    Row {
        need: fields.long(&at("need"), "解決すべき課題"),
        goal: fields.long(&at("goal"), "支援目標"),
        until: fields.month(&at("until"), "達成時期"),
        services: fields.long(&at("services"), "福祉サービス等"),
        provision: fields.long(&at("provision"), "サービス提供状況"),
        satisfaction: fields.choice(&at("satisfaction"), "本人の満足度", Band::from_code),
        voice: fields.long(&at("voice"), "本人の感想"),
        achievement: fields.choice(&at("achievement"), "達成度", Band::from_code),
        achievement_text: fields.long(&at("achievement_text"), "達成の様子"),
        remedy: fields.long(&at("remedy"), "今後の課題・解決方法"),
        trend: fields.choice(&at("trend"), "状態", Trend::from_code),
        no_change: fields.ticked(&at("no_change")),
        changes: fields.choices(&at("changes"), Change::from_code),
        change_text: fields.long(&at("change_text"), "変更について"),
        notes: fields.long(&at("notes"), "その他留意事項"),
        sources: fields.choices(&at("sources"), WordSource::read),
    }
}

fn read_homework(fields: &mut Fields<'_>) -> Vec<Promise> {
    let rows = fields.rows("homework", &["_"]);
    let mut promise = |row: usize| {
        let at = |field: &str| format!("homework.{row}.{field}");
        Promise {
            who: fields.line(&at("who"), "だれが"),
            what: fields.line(&at("what"), "何を"),
            by: fields.day(&at("by"), "いつまでに"),
        }
    };
    rows.into_iter().map(&mut promise).collect()
}

fn read_degree(fields: &mut Fields<'_>) -> [Option<u8>; 6] {
    let mut degrees = [None; 6];
    for (degree, side) in degrees.iter_mut().zip(SupportSide::ALL) {
        let name = format!("degree.{}", side.code());
        *degree = match fields.line(&name, side.label()).as_str() {
            "1" => Some(1),
            "2" => Some(2),
            "3" => Some(3),
            "" => None,
            _ => {
                fields.tell(name, format!("「{}」を選び直してください。", side.label()));
                None
            }
        };
    }
    degrees
}

/// Writes a report as the fields of its form; `carried` rows came from a plan and are shown as texts.
pub(super) fn write(report: &MonitoringReport, carried: bool) -> Typed {
    let mut typed = Typed::default();
    for (name, value) in single(report) {
        typed.set(name, value);
    }
    for finding in &report.findings {
        typed.set(format!("finding.{}", finding.aspect.code()), &finding.text);
    }
    for (side, degree) in SupportSide::ALL.iter().zip(report.support_degree) {
        let degree = degree.map(|degree| degree.to_string()).unwrap_or_default();
        typed.set(format!("degree.{}", side.code()), degree);
    }
    add_all(&mut typed, "leads_to", &report.leads_to);
    add_all(&mut typed, "week_marks", &report.week_marks);
    for (number, row) in report.rows.iter().enumerate() {
        write_row(&mut typed, number, row, carried);
    }
    for (number, promise) in report.homework.iter().enumerate() {
        let mut set = |field: &str, value: &str| typed.set(format!("homework.{number}.{field}"), value);
        set("who", &promise.who);
        set("what", &promise.what);
        set("by", &day(promise.by));
    }
    week::write(&mut typed, "", &report.week_after);
    typed
}

/// The fields that stand once.
fn single(report: &MonitoringReport) -> Vec<(&'static str, String)> {
    let visit = &report.visit;
    let slip = report.slip.clone().unwrap_or_default();
    vec![
        (
            "month",
            report
                .month
                .map_or_else(|| EXTRA.to_owned(), |month| month.to_string()),
        ),
        ("occasion", report.occasion.clone()),
        ("slip.reason", slip.reason),
        ("slip.called_on", day(slip.called_on)),
        ("slip.called_whom", slip.called_whom),
        ("visit.on", day(visit.on)),
        ("visit.from", time(visit.from)),
        ("visit.until", time(visit.until)),
        ("visit.place", visit.place.clone()),
        ("visit.met", visit.met.join("、")),
        ("purpose_told", tick(report.purpose_told)),
        ("plan_made_on", day(report.plan_made_on)),
        ("policy", report.policy.clone()),
        ("long_goal", report.long_goal.clone()),
        ("short_goal", report.short_goal.clone()),
        ("overall", report.overall.clone()),
        ("week_baseline", report.week_baseline.clone()),
        (
            "week_unchanged",
            tick(report.week_before.blocks == report.week_after.blocks),
        ),
        ("week_other", report.week_other.clone()),
        ("week_evaluation", report.week_evaluation.clone()),
        ("next", report.next.map(wareki::format_month).unwrap_or_default()),
        ("at_renewal", tick(report.at_renewal)),
        ("leads_to_text", report.leads_to_text.clone()),
        ("rights_asked", tick(report.rights_asked)),
        ("rights_text", report.rights_text.clone()),
        ("easy", report.easy.clone()),
    ]
}

fn day(day: Option<Date>) -> String {
    day.map(wareki::short).unwrap_or_default()
}

fn write_row(typed: &mut Typed, number: usize, row: &Row, carried: bool) {
    let at = |field: &str| format!("rows.{number}.{field}");
    let band = |band: Option<Band>| band.map_or("", Band::code).to_owned();
    for (field, value) in [
        ("carried", tick(carried)),
        ("need", row.need.clone()),
        ("goal", row.goal.clone()),
        ("until", row.until.map(wareki::format_month).unwrap_or_default()),
        ("services", row.services.clone()),
        ("provision", row.provision.clone()),
        ("satisfaction", band(row.satisfaction)),
        ("voice", row.voice.clone()),
        ("achievement", band(row.achievement)),
        ("achievement_text", row.achievement_text.clone()),
        ("remedy", row.remedy.clone()),
        ("trend", row.trend.map_or("", Trend::code).to_owned()),
        ("no_change", tick(row.no_change)),
        ("change_text", row.change_text.clone()),
        ("notes", row.notes.clone()),
    ] {
        typed.set(at(field), value);
    }
    add_all(typed, &at("changes"), &row.changes);
    for source in &row.sources {
        typed.add(at("sources"), source.written());
    }
}

fn add_all<C: Choice>(typed: &mut Typed, name: &str, chosen: &[C]) {
    for choice in chosen {
        typed.add(name, choice.code());
    }
}

fn tick(ticked: bool) -> String {
    if ticked { "1" } else { "" }.to_owned()
}

pub(super) fn time(minutes: Option<u16>) -> String {
    minutes.map_or_else(String::new, |minutes| {
        format!("{}:{:02}", minutes / 60, minutes % 60)
    })
}

const TOO_LATE: &str = "実施日が対象月の翌々月以降です。対象月のモニタリングとしては報告できません（市の手引による運用。国の規定は確認できていません）。対象月を「対象月なし」にすると予定外として書けます。";
const CHANGE_UNDECIDED: &str =
    "「計画を変更する」と「計画の軽微な変更だけをする」は、どちらか一つだけを選んでください。";

/// What the person at the desk reads; `rows` are the numbers of the rows in the form.
pub(super) fn message(problem: Problem, rows: &[usize]) -> (String, String) {
    let row = |index: usize, field: &str, message: &str| {
        let number = rows.get(index).copied().unwrap_or(index);
        (
            format!("rows.{number}.{field}"),
            format!("{}番目の課題: {message}", index + 1),
        )
    };
    let told = |field: &str, message: &str| (field.to_owned(), message.to_owned());
    match problem {
        Problem::VisitMissing => told("visit.on", "「実施日」を入力してください。例: R8.11.5"),
        Problem::VisitInFuture => told("visit.on", "「実施日」が今日より後になっています。"),
        Problem::VisitBackwards => told("visit.until", "終わりの時刻が始まりより前になっています。"),
        Problem::PlaceMissing => told(
            "visit.place",
            "「場所」を入力してください。自宅以外のときは、その場所で会ったことがわかるように書きます。",
        ),
        Problem::MetMissing => told("visit.met", "「会った人」を入力してください。例: 本人、母"),
        Problem::BeforeDueMonth => told(
            "visit.on",
            "実施日が対象月より前です。前の月の訪問は対象月のモニタリングにできません（市の手引による運用。国の規定は確認できていません）。予定外のときは対象月を「対象月なし」にしてください。",
        ),
        Problem::SlipReasonMissing => told(
            "slip.reason",
            "翌月に実施した理由を入力してください。やむを得ない理由があるときだけ翌月に実施できます（市の手引による運用。国の規定は確認できていません）。",
        ),
        Problem::SlipRefused => told(
            "visit.on",
            "この市町村では、対象月の翌月の実施を認めない設定になっています。対象月を「対象月なし」にするか、設定を管理者に確かめてください。",
        ),
        Problem::TooLate => told("visit.on", TOO_LATE),
        Problem::OccasionMissing => told(
            "occasion",
            "予定外に行ったきっかけを入力してください。例: 母の入院",
        ),
        Problem::OverallMissing => told("overall", "「全体の状況」を入力してください。"),
        Problem::ChangeUndecided => told("leads_to", CHANGE_UNDECIDED),
        Problem::WeekMarkMissing => told(
            "week_marks",
            "週間計画の変更が、変更あった・変更予定・変更の必要性ありのどれかを選んでください。",
        ),
        Problem::AchievementMissing(index) => row(
            index,
            "achievement",
            "達成度を選ぶか、達成の様子を書いてください。",
        ),
        Problem::ChangeMissing(index) => row(
            index,
            "no_change",
            "変更なしか、種類・量・計画のどれを変えるかを選んでください。",
        ),
        Problem::ChangeContradicts(index) => row(
            index,
            "no_change",
            "変更なしと、変更の両方が選ばれています。どちらかにしてください。",
        ),
    }
}

/// Takes what has been filled in over into the form, where nothing was typed.
pub(super) fn take_over(typed: &Typed, filled: &MonitoringReport, rows: &[usize]) -> Typed {
    let mut taken = typed.clone();
    let mut set = |name: String, value: String| {
        if typed.value(&name).trim().is_empty() {
            taken.set(name, value);
        }
    };
    set("visit.place".to_owned(), filled.visit.place.clone());
    set("visit.met".to_owned(), filled.visit.met.join("、"));
    set("overall".to_owned(), filled.overall.clone());
    for (number, row) in rows.iter().zip(&filled.rows) {
        let band = |band: Option<Band>| band.map_or("", Band::code).to_owned();
        for (field, value) in [
            ("provision", row.provision.clone()),
            ("satisfaction", band(row.satisfaction)),
            ("achievement", band(row.achievement)),
            ("trend", row.trend.map_or("", Trend::code).to_owned()),
            ("remedy", row.remedy.clone()),
            ("no_change", tick(row.no_change)),
        ] {
            set(format!("rows.{number}.{field}"), value);
        }
    }
    if typed.value("leads_to").is_empty() {
        add_all(&mut taken, "leads_to", &filled.leads_to);
    }
    taken
}

/// Whether a field holds sentences, so that two people's words can stand below each other in it.
pub(super) fn is_text(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    name.starts_with("finding.")
        || [
            "overall",
            "voice",
            "provision",
            "achievement_text",
            "remedy",
            "change_text",
            "notes",
            "leads_to_text",
            "rights_text",
            "week_other",
            "week_evaluation",
            "main_activities",
            "not_weekly",
        ]
        .contains(&last)
        || name == "slip.reason"
}
