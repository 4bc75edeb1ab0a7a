//! The shapes every hand-written case repeats.

use bansou_domain::assessment::{
    Ability, Assessment, AssessmentVisit, Benefit, BenefitState, Degree, DrawnNeed, LifeEvent, MedicalCare,
    Observation, Risk, Section, Statement, Support, SupportGroup,
};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::crisis::CrisisNumber;
use bansou_domain::family::{Direction, EcomapNode, Field, TieKind};
use bansou_domain::meeting::Promise;
use bansou_domain::monitoring::{Aspect, Band, Change, Finding, MonitoringReport, Row, Trend, Visit};
use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_domain::plan::{Need, PlannedService, ServicePlan};
use bansou_domain::process::MilestoneKind;
use bansou_domain::week::{Block, BlockKey, BlockKind, Minutes, Week};
use jiff::civil::{Date, date};

pub(super) const SPECIALIST: &str = "見本 相子";

/// The month of a year.
pub(super) fn month(year: i16, month: i8) -> ServiceMonth {
    ServiceMonth::containing(date(year, month, 1))
}

pub(super) fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}

/// The two ends of 「16:00-16:45」; nothing where no time was noted.
pub(super) fn span(times: &str) -> (Option<u16>, Option<u16>) {
    match times.split_once('-') {
        Some((from, until)) => (clock(from), clock(until)),
        None => (clock(times), None),
    }
}

/// Days, times, what, who provides it, whose doing it is.
pub(super) type BlockLine = (&'static str, &'static str, &'static str, &'static str, BlockKind);

/// A week of blocks with the three boxes around it: main activities, what is not weekly, the whole picture. A line that
/// cannot be read becomes a block without days, which the check of the week finds.
pub(super) fn week(blocks: &[BlockLine], [main, not_weekly, whole]: [&str; 3]) -> Week {
    let time = |text: &str| text.parse().unwrap_or(Minutes::SHEET_BEGIN);
    let block = |(place, &(days, times, what, provider, kind)): (usize, &BlockLine)| {
        let (from, to) = times.split_once('-').unwrap_or_default();
        Block {
            id: BlockKey(u32::try_from(place + 1).unwrap_or_default()),
            days: days.parse().unwrap_or_default(),
            from: time(from),
            to: time(to),
            what: what.to_owned(),
            provider: provider.to_owned(),
            kind,
        }
    };
    Week {
        blocks: blocks.iter().enumerate().map(block).collect(),
        main_activities: main.to_owned(),
        not_weekly: not_weekly.to_owned(),
        whole_picture: whole.to_owned(),
    }
}

/// One visit of an assessment.
pub(super) fn assessed(on: Date, times: &str, place: &str, met: &str, by: &str) -> AssessmentVisit {
    let (from, until) = span(times);
    AssessmentVisit {
        on,
        from,
        until,
        place: place.to_owned(),
        met: met.to_owned(),
        by: by.to_owned(),
    }
}

/// Marks every section that says something as written on `on`.
pub(super) fn marked(mut assessment: Assessment, on: Date) -> Assessment {
    for section in Section::ALL.iter().copied() {
        if assessment.begun(section) {
            assessment.mark(section, on, SPECIALIST, None, "");
        }
    }
    assessment
}

pub(super) fn life(events: &[(&str, &str)]) -> Vec<LifeEvent> {
    let event = |&(when, what): &(&str, &str)| LifeEvent {
        when: when.to_owned(),
        what: what.to_owned(),
    };
    events.iter().map(event).collect()
}

/// Department, clinic, doctor, how often, medicine.
pub(super) fn medical(clinics: &[[&str; 5]]) -> Vec<MedicalCare> {
    let care = |texts: &[&str; 5]| {
        let [department, clinic, doctor, frequency, medicine] = texts.map(str::to_owned);
        MedicalCare {
            department,
            clinic,
            doctor,
            frequency,
            medicine,
        }
    };
    clinics.iter().map(care).collect()
}

/// Name, provider, content, how often, telephone, notes.
pub(super) fn supports(rows: &[(SupportGroup, [&str; 6])]) -> Vec<Support> {
    let support = |(group, texts): &(SupportGroup, [&str; 6])| {
        let [name, provider, content, frequency, tel, notes] = texts.map(str::to_owned);
        Support {
            group: *group,
            name,
            provider,
            content,
            frequency,
            tel,
            notes,
        }
    };
    rows.iter().map(support).collect()
}

/// Who, field, role, tie, direction, since when.
pub(super) type Around = (
    &'static str,
    Field,
    &'static str,
    TieKind,
    Option<Direction>,
    &'static str,
);

pub(super) fn ecomap(nodes: &[Around]) -> Vec<EcomapNode> {
    let node = |&(who, field, role, tie, direction, since): &Around| EcomapNode {
        who: who.to_owned(),
        field,
        role: role.to_owned(),
        tie,
        direction,
        since: since.to_owned(),
    };
    nodes.iter().map(node).collect()
}

pub(super) fn risks(rows: &[(&str, Degree)]) -> Vec<Risk> {
    let risk = |&(what, degree): &(&str, Degree)| Risk {
        what: what.to_owned(),
        degree: Some(degree),
    };
    rows.iter().map(risk).collect()
}

/// Scene, what goes well alone, what wants support.
pub(super) fn abilities(rows: &[[&str; 3]]) -> Vec<Ability> {
    let ability = |texts: &[&str; 3]| {
        let [scene, can, wants_support] = texts.map(str::to_owned);
        Ability {
            scene,
            can,
            wants_support,
        }
    };
    rows.iter().map(ability).collect()
}

pub(super) fn statements(rows: &[(Date, &str, &str)]) -> Vec<Statement> {
    let statement = |&(on, who, words): &(Date, &str, &str)| Statement {
        source: None,
        on: Some(on),
        who: who.to_owned(),
        words: words.to_owned(),
    };
    rows.iter().map(statement).collect()
}

/// Day, then place, who saw it, what was seen, how it was read.
pub(super) fn observations(rows: &[(Date, [&str; 4])]) -> Vec<Observation> {
    let observation = |(on, texts): &(Date, [&str; 4])| {
        let [place, who, seen, read_as] = texts.map(str::to_owned);
        Observation {
            on: Some(*on),
            place,
            who,
            seen,
            read_as,
        }
    };
    rows.iter().map(observation).collect()
}

pub(super) fn benefits(rows: &[(&str, BenefitState, &str)]) -> Vec<Benefit> {
    let benefit = |&(what, state, note): &(&str, BenefitState, &str)| Benefit {
        what: what.to_owned(),
        state,
        note: note.to_owned(),
    };
    rows.iter().map(benefit).collect()
}

/// The need, what it was drawn from, what lies under it.
pub(super) fn drawn(rows: &[[&str; 3]]) -> Vec<DrawnNeed> {
    let need = |texts: &[&str; 3]| {
        let [need, from, underlying] = texts.map(str::to_owned);
        DrawnNeed {
            need,
            from,
            underlying,
        }
    };
    rows.iter().map(need).collect()
}

/// Kind, content, amount, provider, person in charge, telephone.
pub(super) fn service(texts: [&str; 6]) -> PlannedService {
    let [kind, content, amount, provider, person_in_charge, tel] = texts.map(str::to_owned);
    PlannedService {
        kind,
        content,
        amount,
        provider,
        person_in_charge,
        tel,
    }
}

pub(super) fn promises(rows: &[(&str, &str, Option<Date>)]) -> Vec<Promise> {
    let promise = |&(who, what, by): &(&str, &str, Option<Date>)| Promise {
        who: who.to_owned(),
        what: what.to_owned(),
        by,
    };
    rows.iter().map(promise).collect()
}

/// Name, telephone, what they do.
pub(super) fn numbers(rows: &[[&str; 3]]) -> Vec<CrisisNumber> {
    let number = |texts: &[&str; 3]| {
        let [name, tel, does] = texts.map(str::to_owned);
        CrisisNumber { name, tel, does }
    };
    rows.iter().map(number).collect()
}

pub(super) fn findings(rows: &[(Aspect, &str)]) -> Vec<Finding> {
    let finding = |&(aspect, text): &(Aspect, &str)| Finding {
        aspect,
        text: text.to_owned(),
    };
    rows.iter().map(finding).collect()
}

/// Facts around contract and applications, with the note they carry.
pub(super) fn milestones(
    rows: &[(i64, MilestoneKind, Date, &str)],
) -> Vec<(i64, &'static str, Date, String)> {
    rows.iter()
        .map(|&(cycle, kind, on, note)| (cycle, kind.code(), on, note.to_owned()))
        .collect()
}

/// One contact: when, how, with whom, where, for which work; then fact, words, own view, next.
pub(super) type NoteLine = (
    Date,
    &'static str,
    Means,
    Counterpart,
    &'static str,
    &'static str,
    Work,
    [&'static str; 4],
);

pub(super) fn notes(rows: &[NoteLine]) -> Vec<CaseNote> {
    let note = |&(on, times, means, counterpart, name, place, work, texts): &NoteLine| {
        let (from, until) = span(times);
        let [facts, words, view, next] = texts.map(str::to_owned);
        CaseNote {
            on,
            from,
            until,
            means,
            counterpart,
            counterpart_name: name.to_owned(),
            place: place.to_owned(),
            work,
            facts,
            words,
            view,
            next,
            missed: None,
            event: None,
            settles: None,
            deed: None,
        }
    };
    rows.iter().map(note).collect()
}

/// What a visit found about one need of the plan.
pub(super) struct Seen {
    pub(super) provision: &'static str,
    pub(super) satisfaction: Band,
    pub(super) voice: &'static str,
    pub(super) achievement: Band,
    pub(super) achieved: &'static str,
    pub(super) remedy: &'static str,
    pub(super) trend: Trend,
    pub(super) change: Option<(Change, &'static str)>,
}

/// A report on `plan`: what is carried over from it, and what was seen of each of its needs in their order.
pub(super) fn report(plan: &ServicePlan, due: ServiceMonth, visit: Visit, seen: &[Seen]) -> MonitoringReport {
    MonitoringReport {
        month: Some(due),
        visit,
        purpose_told: true,
        plan_made_on: plan.made_on,
        policy: plan.policy.clone(),
        long_goal: plan.long_goal.text.clone(),
        short_goal: plan.short_goal.text.clone(),
        rows: plan.needs.iter().zip(seen).map(row).collect(),
        week_before: plan.week.clone(),
        week_after: plan.week.clone(),
        rights_asked: true,
        ..MonitoringReport::default()
    }
}

fn row((need, seen): (&Need, &Seen)) -> Row {
    Row {
        need: need.need.clone(),
        goal: need.goal.clone(),
        until: need.until,
        services: carried(need),
        provision: seen.provision.to_owned(),
        satisfaction: Some(seen.satisfaction),
        voice: seen.voice.to_owned(),
        achievement: Some(seen.achievement),
        achievement_text: seen.achieved.to_owned(),
        remedy: seen.remedy.to_owned(),
        trend: Some(seen.trend),
        no_change: seen.change.is_none(),
        changes: seen.change.iter().map(|(change, _)| *change).collect(),
        change_text: seen.change.map_or("", |(_, text)| text).to_owned(),
        notes: String::new(),
        sources: Vec::new(),
    }
}

fn carried(need: &Need) -> String {
    let service = |service: &PlannedService| {
        let said = [
            &service.kind,
            &service.content,
            &service.amount,
            &service.provider,
        ];
        let said: Vec<&str> = said
            .map(String::as_str)
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        said.join("　")
    };
    need.services.iter().map(service).collect::<Vec<_>>().join("\n")
}

/// One visit of a monitoring.
pub(super) fn visit(on: Date, times: &str, place: &str, met: &[&str]) -> Visit {
    let (from, until) = span(times);
    Visit {
        on: Some(on),
        from,
        until,
        place: place.to_owned(),
        met: lines(met),
    }
}
