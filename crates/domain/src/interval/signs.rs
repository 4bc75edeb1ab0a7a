//! 記録に見えること. Each sign says in one sentence what stands where; none of them decides anything.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Reason;
use crate::calendar::wareki;
use crate::event::Event;
use crate::id::{NoteId, PaperId};
use crate::life::Turn;
use crate::monitoring::{Band, Change, LeadsTo, MonitoringReport, Row, Trend, WeekMark, last_time};
use crate::note::{CaseNote, Work};

/// Notes older than this tell of another time.
const NOTES_WITHIN: i32 = 180;
/// Reports in a row without a change before a longer interval is worth a thought.
const STEADY_REPORTS: usize = 3;
/// Visits in vain from which meeting is hard.
const VAIN_VISITS: usize = 2;
/// Days around the eighteenth birthday in which everything is arranged anew.
const ADULTHOOD_WITHIN: i32 = 180;

/// 向き. In which direction a sign points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Toward {
    /// 短くする. Look more often.
    Closer,
    /// 長くする. Look less often.
    Wider,
}

/// Where a sign was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A monitoring report.
    Report(PaperId),
    /// A progress note.
    Note(NoteId),
    /// The birth date.
    Person,
}

/// 見えたこと. One sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Which way it points.
    pub toward: Toward,
    /// Which box of the form it belongs to.
    pub reason: Reason,
    /// What was seen, with its day, as it can stand in the request.
    pub words: String,
    /// Where.
    pub source: Source,
}

/// What is read.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    /// The day it is read on.
    pub today: Date,
    /// 生年月日.
    pub born: Option<Date>,
    /// Confirmed reports that stand, the newest first.
    pub reports: &'a [(PaperId, MonitoringReport)],
    /// Notes that stand, the newest first.
    pub notes: &'a [(NoteId, CaseNote)],
}

/// Reads the signs, those for looking more often first. One that speaks for less is only told where none speaks for more.
#[must_use]
pub fn read_signs(records: Records<'_>) -> Vec<Sign> {
    let mut signs = newest_report(records);
    signs.extend(events(records));
    signs.extend(vain_visits(records));
    signs.extend(urgent(records));
    signs.extend(adulthood(records));
    if signs.is_empty() {
        signs.extend(steady(records));
    }
    signs
}

fn closer(reason: Reason, words: String, source: Source) -> Sign {
    Sign {
        toward: Toward::Closer,
        reason,
        words,
        source,
    }
}

/// What the newest report says of its rows, of the week and of safety.
fn newest_report(records: Records<'_>) -> Vec<Sign> {
    let Some((id, report)) = records.reports.first() else {
        return Vec::new();
    };
    let on = report.visit.on.map(wareki::short).unwrap_or_default();
    let source = Source::Report(*id);
    let before = records.reports.get(1).map(|(_, report)| report);
    let mut signs: Vec<Sign> = report
        .rows
        .iter()
        .filter_map(|row| row_sign(row, before, &on))
        .map(|words| closer(Reason::Unstable, words, source))
        .collect();
    if report.month.is_none() && !report.occasion.trim().is_empty() {
        let occasion = report.occasion.trim();
        let words = format!("{on}に予定外のモニタリングをした（{occasion}）");
        signs.push(closer(Reason::Unstable, words, source));
    }
    if changes_service(report) {
        let words = format!("{on}のモニタリングで、サービスの種類か量を見直すことになった");
        signs.push(closer(Reason::Service, words, source));
    }
    if !report.rights_text.trim().is_empty() {
        let words = format!("{on}のモニタリングで、権利と安全について気になることがあった");
        signs.push(closer(Reason::Difficult, words, source));
    }
    signs
}

/// A goal that got worse, or that stayed in the lowest band twice.
fn row_sign(row: &Row, before: Option<&MonitoringReport>, on: &str) -> Option<String> {
    let goal = row.goal.trim();
    if row.trend == Some(Trend::Worse) {
        return Some(format!("{on}のモニタリングで「{goal}」が悪化していた"));
    }
    let lowest = |row: &Row| row.achievement == Some(Band::Zero);
    let twice = lowest(row) && last_time(row, before?).is_some_and(lowest);
    twice.then(|| {
        format!(
            "「{goal}」の達成度が、{on}まで2回続けて{}だった",
            Band::Zero.label()
        )
    })
}

fn changes_service(report: &MonitoringReport) -> bool {
    let changed = |row: &Row| {
        row.changes
            .iter()
            .any(|change| matches!(change, Change::Kind | Change::Amount))
    };
    report.rows.iter().any(changed)
        || report.week_marks.contains(&WeekMark::Happened)
        || report.leads_to.contains(&LeadsTo::PlanChange)
}

/// Notes of the last half year.
fn lately(records: Records<'_>) -> impl Iterator<Item = &(NoteId, CaseNote)> {
    let since = records.today.saturating_add((-NOTES_WITHIN).days());
    records.notes.iter().take_while(move |(_, note)| note.on >= since)
}

fn events(records: Records<'_>) -> Vec<Sign> {
    let sign = |(id, note): &(NoteId, CaseNote)| {
        let event = note.event?;
        let reason = match event {
            Event::Admission | Event::Discharge | Event::Residence => Reason::Stay,
            Event::Carer | Event::Family => Reason::Family,
            Event::Service => Reason::Service,
            Event::Urgent => Reason::Unstable,
            Event::Move | Event::Work => Reason::Other,
        };
        let words = format!("{}に{}", wareki::short(note.on), event.label());
        Some(closer(reason, words, Source::Note(*id)))
    };
    lately(records).filter_map(sign).collect()
}

fn vain_visits(records: Records<'_>) -> Option<Sign> {
    let vain: Vec<_> = lately(records)
        .filter(|(_, note)| note.missed.is_some())
        .collect();
    let (id, newest) = vain.first().filter(|_| vain.len() >= VAIN_VISITS)?;
    let words = format!(
        "{}までに{}回、訪問しても会えなかった",
        wareki::short(newest.on),
        vain.len()
    );
    Some(closer(Reason::Difficult, words, Source::Note(*id)))
}

/// 緊急・虐待・事故 in the notes, told once with the newest day. The text of the note is not copied into a request.
fn urgent(records: Records<'_>) -> Option<Sign> {
    let grave =
        |(_, note): &&(NoteId, CaseNote)| matches!(note.work, Work::Urgent | Work::Abuse | Work::Accident);
    let (id, note) = lately(records).find(grave)?;
    let words = format!("{}に急な対応が必要になった", wareki::short(note.on));
    Some(closer(Reason::Unstable, words, Source::Note(*id)))
}

fn adulthood(records: Records<'_>) -> Option<Sign> {
    let turns = Turn::Eighteen.from(records.born?);
    let days = (turns - records.today).get_days();
    let near = (-ADULTHOOD_WITHIN..=ADULTHOOD_WITHIN).contains(&days);
    let verb = if days > 0 { "なる" } else { "なった" };
    near.then(|| {
        closer(
            Reason::Adulthood,
            format!("{}に18歳に{verb}", wareki::short(turns)),
            Source::Person,
        )
    })
}

/// Several planned reports in a row that changed nothing.
fn steady(records: Records<'_>) -> Option<Sign> {
    let quiet = |report: &MonitoringReport| {
        let rows = report
            .rows
            .iter()
            .all(|row| row.no_change && row.trend != Some(Trend::Worse));
        let on = report.leads_to.iter().all(|leads| *leads == LeadsTo::Unchanged);
        report.month.is_some() && rows && on && !report.rows.is_empty()
    };
    let count = records
        .reports
        .iter()
        .take_while(|(_, report)| quiet(report))
        .count();
    let (id, _) = records.reports.first().filter(|_| count >= STEADY_REPORTS)?;
    Some(Sign {
        toward: Toward::Wider,
        reason: Reason::Other,
        words: format!("予定どおりのモニタリングで、{count}回続けて変更がなく、落ち着いている"),
        source: Source::Report(*id),
    })
}
