//! The minutes on paper: サービス担当者会議録（要点）.

use bansou_documents::Paper;
use bansou_documents::papers::{AbsentRow, DecisionRow, MeetingSheet, RemarkRow, Ticks};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PaperId;
use bansou_domain::meeting::{AbsentOpinion, Means, Occasion, PlanChange, Promise, ServiceMeeting};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::delivery::Delivery;
use bansou_store::paper::Paper as Stored;
use bansou_store::task::TaskRecord;
use jiff::civil::Date;

use super::show::held;
use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::papers::Desk;

const TITLE: &str = "サービス担当者会議録（要点）";

/// The minutes of one record.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
) -> Result<Box<dyn Paper + Send>, Failure> {
    let desk = Desk::load(cx, reader, case).await?;
    let Stored { line, content } = reader.paper::<ServiceMeeting>(case, paper).await?;
    let tasks = reader.tasks_of_paper(case, paper).await?;
    let deliveries = reader.deliveries(case).await?;
    let shared = deliveries.iter().filter(|(of, _)| *of == paper);
    let (person_name, office_name) = desk.names();
    Ok(Box::new(MeetingSheet {
        cover: desk.cover("", TITLE, content.on),
        person_name,
        written_by: line.written_by,
        office_name,
        written_on: written_on(&line.written_at),
        held: held(&content),
        place: content.place.clone(),
        means: Ticks::of(Means::ALL, content.means.as_slice()),
        nth: content.nth.map(|nth| format!("第{nth}回")).unwrap_or_default(),
        occasion: Ticks::of(Occasion::ALL, content.occasion.as_slice()),
        purpose: content.purpose.clone(),
        person_attended: person_attended(&content),
        family_attended: family_attended(&content),
        absent: content.absent_opinions.iter().map(absent).collect(),
        topics: numbered(&content.topics),
        remarks: remarks(&content),
        reactions: content.reactions.join("\n"),
        decisions: content
            .decisions
            .iter()
            .map(|promise| decision(promise, &tasks))
            .collect(),
        open: pointed(&content.open),
        later: later(&content),
        unmet: pointed(&content.unmet),
        plan_changes: changes(&content),
        shared: shared
            .map(|(_, delivery)| recipient(delivery))
            .collect::<Vec<_>>()
            .join("\n"),
        attended: content.attended,
        person_words: content.person_words,
        family_words: content.family_words,
        discussion: content.discussion,
        conclusion: content.conclusion,
        next: content.next,
        summary: content.summary,
    }))
}

fn written_on(at: &str) -> String {
    let at = at.parse::<jiff::Timestamp>().map(bansou_store::day_in_japan);
    at.map(wareki::format).unwrap_or_default()
}

fn day(day: Option<Date>) -> String {
    day.map(wareki::short).unwrap_or_default()
}

fn person_attended(meeting: &ServiceMeeting) -> String {
    if meeting.attended.iter().any(|who| who.contains("本人")) {
        return "有".to_owned();
    }
    match meeting.person_absent_reason.as_str() {
        "" => "無".to_owned(),
        reason => format!("無（{reason}）"),
    }
}

fn family_attended(meeting: &ServiceMeeting) -> String {
    use bansou_domain::conference::{MemberKind, kind_of};
    let family = meeting
        .attended
        .iter()
        .filter(|who| kind_of(who) == MemberKind::Family);
    let family: Vec<&str> = family.map(String::as_str).collect();
    if family.is_empty() {
        "無".to_owned()
    } else {
        format!("有（{}）", family.join("、"))
    }
}

fn absent(opinion: &AbsentOpinion) -> AbsentRow {
    AbsentRow {
        who: opinion.who.clone(),
        asked: day(opinion.asked_on),
        answered: day(opinion.answered_on),
        opinion: opinion.opinion.clone(),
    }
}

fn remarks(meeting: &ServiceMeeting) -> Vec<RemarkRow> {
    let row = |remark: &bansou_domain::meeting::Remark| RemarkRow {
        who: remark.who.clone(),
        said: remark.said.clone(),
    };
    meeting.remarks.iter().map(row).collect()
}

fn decision(promise: &Promise, tasks: &[TaskRecord]) -> DecisionRow {
    let same = |task: &&TaskRecord| task.task.who == promise.who && task.task.what == promise.what;
    let done = tasks.iter().find(same).is_some_and(|task| task.done.is_some());
    DecisionRow {
        who: promise.who.clone(),
        what: promise.what.clone(),
        by: day(promise.by),
        state: if done { "済" } else { "未" }.to_owned(),
    }
}

fn numbered(lines: &[String]) -> String {
    let lines = lines.iter().enumerate();
    let lines: Vec<String> = lines
        .map(|(place, line)| format!("{} {line}", place + 1))
        .collect();
    lines.join("\n")
}

fn pointed(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("・{line}")).collect();
    lines.join("\n")
}

fn later(meeting: &ServiceMeeting) -> String {
    let time = meeting
        .takes_time
        .iter()
        .map(|line| format!("（時間がかかる）{line}"));
    let not_now = meeting
        .not_now
        .iter()
        .map(|line| format!("（今はできない）{line}"));
    time.chain(not_now).collect::<Vec<_>>().join("\n")
}

fn changes(meeting: &ServiceMeeting) -> String {
    let line = |change: &PlanChange| match crate::slices::plan::place_label(&change.place) {
        label if label.is_empty() => format!("・{}{}", kept(change), change.text),
        label => format!("・{label}: {}{}", kept(change), change.text),
    };
    meeting
        .plan_changes
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn kept(change: &PlanChange) -> &'static str {
    if change.keep { "（もとのまま）" } else { "" }
}

/// To whom it went, when and how.
pub(super) fn recipient(delivery: &Delivery) -> String {
    let name = match delivery.name.as_str() {
        "" => delivery.recipient.label(),
        name => name,
    };
    format!(
        "{name} {}（{}）",
        wareki::short(delivery.on),
        delivery.means.label()
    )
}
