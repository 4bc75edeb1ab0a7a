//! One worker's months: who is due, what is planned, what is proposed.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::schedule::SlipRule;
use bansou_domain::visits::{
    Booked, Frame, NoDay, PastVisit, Proposal, VisitDays, VisitRules, Wanted, propose,
};
use bansou_domain::week::Week;
use bansou_store::Reader;
use bansou_store::access::OwnCases;
use bansou_store::visits::{DueVisit, VisitDay, Wish};
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::OfficeSettings;

/// Months ahead that are planned.
pub(super) const AHEAD: i32 = 2;
/// Months back in which a visit may still count, wherever the municipality takes the longest.
const BACK: i32 = 3;
/// Due months of one worker that are read at once; nobody has as many.
const MOST: i64 = 2_000;

/// One due month with what is known of its day.
pub(super) struct Line {
    pub(super) due: DueVisit,
    /// The last month a visit still counts in.
    pub(super) counts_until: ServiceMonth,
    /// Nothing where a day is planned, and for cases of a colleague.
    pub(super) proposal: Option<Result<Proposal, NoDay>>,
}

impl Line {
    /// The day it stands under: planned, or proposed.
    pub(super) fn day(&self) -> Option<Date> {
        let planned = self.due.plan.as_ref().map(|plan| plan.time.on);
        planned.or_else(|| self.proposal.as_ref()?.as_ref().ok().map(|found| found.on))
    }

    /// The month whose page it stands on: what is late stands with what is due now.
    pub(super) fn page(&self, this_month: ServiceMonth) -> ServiceMonth {
        self.due.month.max(this_month)
    }

    /// What names its fields.
    pub(super) fn key(&self) -> String {
        format!("{}.{}", self.due.person, self.due.month)
    }
}

/// 担当者の訪問.
pub(super) struct Round {
    pub(super) lines: Vec<Line>,
    pub(super) rules: VisitRules,
    pub(super) planned: Vec<VisitDay>,
}

impl Round {
    /// The months of a worker. Proposals read records, so they are made for one's own cases alone.
    pub(super) async fn load(cx: &Cx, staff: StaffId, own: Option<OwnCases>) -> Result<Self, Failure> {
        let this_month = ServiceMonth::containing(cx.today());
        let wish = Wish {
            staff,
            from: this_month.plus(-BACK),
            until: this_month.plus(AHEAD),
        };
        let mut reader = cx.read().await?;
        let settings = OfficeSettings::of(&reader.office(cx.member()).await?);
        let (rules, _) = reader.visit_rules(cx.member()).await?;
        let (days, _) = reader.visit_days(cx.member(), staff).await?;
        let last = wish.until.next().last_day();
        let mut planned = reader
            .planned_visits(cx.member(), staff, cx.today(), last)
            .await?;
        let mut due = reader.due_visits(cx.member(), wish, MOST).await?;
        // An area the office has taken back is none.
        let areas = due.iter_mut().map(|due| &mut due.area);
        for area in areas.chain(planned.iter_mut().map(|visit| &mut visit.area)) {
            *area = area.filter(|area| rules.area(*area).is_some());
        }
        let lines = due.into_iter().map(|due| Line {
            counts_until: counts_until(&settings, &due),
            due,
            proposal: None,
        });
        let mut round = Self {
            lines: lines.filter(|line| line.counts_until >= this_month).collect(),
            rules,
            planned,
        };
        if let Some(own) = own {
            round.propose(&mut reader, own, &days, cx.today()).await?;
        }
        Ok(round)
    }

    async fn propose(
        &mut self,
        reader: &mut Reader,
        own: OwnCases,
        days: &VisitDays,
        today: Date,
    ) -> Result<(), Failure> {
        let made = by_person(reader.visits_made(own).await?);
        let weeks: BTreeMap<PersonId, Week> = reader.weeks_of_own(own).await?.into_iter().collect();
        let open = self.lines.iter().filter(|line| line.due.plan.is_none());
        let wanted: Vec<Wanted<'_>> = open.map(|line| wanted(line, &made, &weeks)).collect();
        let frame = Frame {
            today,
            days,
            rules: &self.rules,
            booked: self.planned.iter().map(booked).collect(),
        };
        let mut found = propose(frame, &wanted).into_iter();
        for line in self.lines.iter_mut().filter(|line| line.due.plan.is_none()) {
            line.proposal = found.next();
        }
        Ok(())
    }
}

fn wanted<'a>(
    line: &'a Line,
    made: &'a BTreeMap<PersonId, Vec<PastVisit>>,
    weeks: &'a BTreeMap<PersonId, Week>,
) -> Wanted<'a> {
    Wanted {
        name: &line.due.name,
        due: line.due.month,
        counts_until: line.counts_until,
        visits: made.get(&line.due.person).map_or(&[], Vec::as_slice),
        week: weeks.get(&line.due.person),
        area: line.due.area,
        grant_until: line.due.grant_until,
    }
}

fn booked(visit: &VisitDay) -> Booked {
    Booked {
        on: visit.plan.time.on,
        part: visit.plan.time.part,
        area: visit.area,
        name: visit.name.clone(),
    }
}

fn by_person(visits: Vec<(PersonId, PastVisit)>) -> BTreeMap<PersonId, Vec<PastVisit>> {
    let mut made: BTreeMap<PersonId, Vec<PastVisit>> = BTreeMap::new();
    for (person, visit) in visits {
        made.entry(person).or_default().push(visit);
    }
    made
}

fn counts_until(settings: &OfficeSettings, due: &DueVisit) -> ServiceMonth {
    match settings.slip_rule(&due.municipality, due.month) {
        SlipRule::Refused => due.month,
        SlipRule::Accepted { months } => due.month.plus(i32::from(months.get())),
    }
}
