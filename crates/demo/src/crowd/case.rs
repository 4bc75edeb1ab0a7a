//! One person of the crowd.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::closing::{ClosingReason, HandOver};
use bansou_domain::paper::Recipient;
use bansou_domain::process::MilestoneKind;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Size;
use super::person::person;
use super::profile::{PROFILES, Profile};
use crate::office::{STAFF, specialists};
use crate::story::{Story, Told};

/// Where in the month's work somebody stands; the crowd takes them in turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Late,
    DueNow,
    Visited,
    AwaitingConsent,
    AwaitingCopy,
    Done,
    Renewing,
    AwaitingGrant,
    Closed,
    New,
    Quiet,
}

const STANDINGS: [Standing; 15] = [
    Standing::Quiet,
    Standing::Late,
    Standing::DueNow,
    Standing::Visited,
    Standing::AwaitingConsent,
    Standing::AwaitingCopy,
    Standing::Done,
    Standing::Renewing,
    Standing::AwaitingGrant,
    Standing::Closed,
    Standing::New,
    Standing::Quiet,
    Standing::DueNow,
    Standing::Quiet,
    Standing::Quiet,
];

/// In so many months the office has written down what leads to an addition.
const RECENT: i32 = 3;

pub(super) struct Teller {
    pub(super) place: usize,
    today: Date,
    standing: Standing,
    pub(super) profile: &'static Profile,
    story: Story,
    /// The month whose monitoring the standing is about.
    focus: ServiceMonth,
}

pub(super) fn story(place: usize, size: Size, today: Date) -> Story {
    let years = size.years;
    let standing = STANDINGS
        .get(place % STANDINGS.len())
        .copied()
        .unwrap_or(Standing::Quiet);
    let profile = PROFILES.get(place % PROFILES.len()).unwrap_or(&PROFILES[0]);
    let this_month = ServiceMonth::containing(today);
    let focus = if standing == Standing::Late {
        this_month.plus(-1)
    } else {
        this_month
    };
    let story = Story::of(in_charge(place, size.people), person(place, profile, today));
    let mut teller = Teller {
        place,
        today,
        standing,
        profile,
        story,
        focus,
    };
    if standing == Standing::New {
        teller.begin();
    } else {
        teller.tell(years);
    }
    teller.story
}

/// Two specialists take the people of a small office in turn. In a larger one each has whole rounds of standings, so
/// that nobody carries only what is late.
fn in_charge(place: usize, people: usize) -> usize {
    match specialists(people) {
        2 => place % 2,
        many => match place / STANDINGS.len() % many {
            first @ 0..2 => first,
            later => later + STAFF.len() - 2,
        },
    }
}

fn month_day(month: ServiceMonth, day: i8) -> Date {
    let first = month.first_day();
    first
        .with()
        .day(day.min(first.days_in_month()))
        .build()
        .unwrap_or(first)
}

impl Teller {
    /// A case of a few weeks: the contract is signed and the assessment has begun.
    fn begin(&mut self) {
        let opened = self.today.saturating_sub(20.days());
        self.contract(opened);
        self.story
            .assessments
            .push(Told::draft(1, self.assessment(opened.saturating_add(7.days()))));
        self.story
            .notes
            .push(self.note(opened, "契約と重要事項の説明をした。", "来週、自宅を訪問する。"));
    }

    fn tell(&mut self, years: u8) {
        let start = self.grant_start();
        for back in (0..i32::from(years)).rev() {
            self.year(i64::from(i32::from(years) - back), start.plus(-12 * back));
        }
        match self.standing {
            Standing::Renewing | Standing::AwaitingGrant => self.renew(i64::from(years) + 1),
            Standing::Closed => self.close(i64::from(years)),
            _ => {}
        }
        self.write_notes(i32::from(years) * 12);
    }

    /// The current grant begins so that the focus month is one of its monitoring months, or, while a renewal is
    /// under way, so that it ends next month or has ended last month.
    fn grant_start(&self) -> ServiceMonth {
        match self.standing {
            Standing::Renewing => self.focus.plus(-10),
            Standing::AwaitingGrant => self.focus.plus(-12),
            Standing::Quiet => self.quiet_start(),
            _ => self.focus.plus(1 - self.profile.every),
        }
    }

    /// The quiet ones have nothing open; among them some were visited a month earlier, and some have just renewed.
    fn quiet_start(&self) -> ServiceMonth {
        match self.place / STANDINGS.len() % 4 {
            1 => self.focus.plus(-self.profile.every - 1),
            2 => self.focus.plus(-1),
            3 => self.focus,
            _ => self.focus.plus(-self.profile.every),
        }
    }

    fn year(&mut self, cycle: i64, start: ServiceMonth) {
        let certificate = self.certificate(start);
        let months = certificate.months.clone();
        self.story.certificates.push(certificate);
        let made = month_day(start.plus(-1), 12);
        if cycle == 1 {
            self.contract(made.saturating_sub(40.days()));
        }
        let visited = made.saturating_sub(20.days());
        self.happened(cycle, MilestoneKind::Applied, made.saturating_sub(15.days()));
        self.story
            .assessments
            .push(Told::confirmed(cycle, self.assessment(visited)));
        self.plan_cycle(cycle, made, start);
        for month in months {
            self.monitor(cycle, month);
        }
    }

    fn happened(&mut self, cycle: i64, kind: MilestoneKind, on: Date) {
        let fact = (cycle, kind.code(), on, String::new());
        self.story.milestones.push(fact);
    }

    /// The first day: the case is explained, signed, and what may be shared is agreed to.
    fn contract(&mut self, on: Date) {
        self.story.opened_on = Some(on);
        let agreed = if self.profile.child {
            MilestoneKind::ConsentGuardian
        } else {
            MilestoneKind::ConsentPerson
        };
        for kind in [
            MilestoneKind::ContractExplained,
            MilestoneKind::ContractSigned,
            agreed,
        ] {
            self.happened(1, kind, on);
        }
    }

    fn plan_cycle(&mut self, cycle: i64, made: Date, start: ServiceMonth) {
        let signer = self.signer();
        let (name, relation) = (signer.0.as_str(), signer.1);
        let draft = self.plan(made, false);
        let handed = made.saturating_add(1.day());
        self.story.drafts.push(
            Told::confirmed(cycle, draft)
                .consented(made, name, relation)
                .delivered(Recipient::Person, "", made)
                .delivered(Recipient::Municipality, "", handed),
        );
        self.happened(cycle, MilestoneKind::GrantReceived, month_day(start.plus(-1), 20));
        let met = month_day(start.plus(-1), 24);
        self.story
            .meetings
            .push(Told::confirmed(cycle, self.meeting(met)));
        let agreed = month_day(start.plus(-1), 26);
        let mut plan = Told::confirmed(cycle, self.plan(agreed, true))
            .consented(agreed, name, relation)
            .delivered(Recipient::Person, "", agreed)
            .delivered(Recipient::Municipality, "", agreed);
        for (_, _, provider) in self.profile.services {
            plan = plan.delivered(Recipient::Provider, provider, agreed);
        }
        self.story.plans.push(plan);
    }

    pub(super) fn parent(&self) -> Option<&str> {
        let parent = self.story.person.guardians.first();
        parent.map(|parent| parent.name.as_str())
    }

    fn signer(&self) -> (String, &'static str) {
        match self.story.person.guardians.first() {
            Some(parent) => (parent.name.clone(), "母"),
            None => (self.story.person.name.clone(), ""),
        }
    }

    /// The report of a due month, as far as it has come by today.
    fn monitor(&mut self, cycle: i64, month: ServiceMonth) {
        if month > self.focus {
            return;
        }
        let visited = month_day(month, 5 + i8::try_from(self.place % 9).unwrap_or(0));
        let report = self.report(month, visited);
        let (name, relation) = self.signer();
        let (signed, copied) = (visited.saturating_add(3.days()), visited.saturating_add(5.days()));
        let confirmed = Told::confirmed(cycle, report);
        let told = match self.standing {
            _ if month < self.focus => confirmed
                .consented(signed, &name, relation)
                .delivered(Recipient::Person, "", signed)
                .delivered(Recipient::Municipality, "", copied),
            Standing::Visited => Told::draft(cycle, confirmed.content),
            Standing::AwaitingConsent => confirmed,
            Standing::AwaitingCopy => confirmed.consented(signed, &name, relation),
            Standing::Done => confirmed.consented(signed, &name, relation).delivered(
                Recipient::Municipality,
                "",
                copied.min(self.today),
            ),
            _ => return,
        };
        self.story.reports.push(told);
    }

    /// The next cycle has begun: a draft is being written, or has gone out and the grant is awaited.
    fn renew(&mut self, cycle: i64) {
        let made = self.today.saturating_sub(15.days());
        let (signer, relation) = self.signer();
        self.happened(cycle, MilestoneKind::Applied, made.saturating_sub(10.days()));
        let reassessed = self.assessment(made.saturating_sub(6.days()));
        self.story.assessments.push(Told::confirmed(cycle, reassessed));
        let mut plan = self.plan(made, false);
        self.profile.heard.clone_into(&mut plan.past_effect);
        let told = if self.standing == Standing::Renewing {
            Told::draft(cycle, plan)
        } else {
            Told::confirmed(cycle, plan)
                .consented(made, &signer, relation)
                .delivered(Recipient::Person, "", made)
                .delivered(Recipient::Municipality, "", made.saturating_add(2.days()))
        };
        self.story.drafts.push(told);
    }

    fn close(&mut self, cycle: i64) {
        let closed = self.today.saturating_sub(60.days());
        self.story.closed_on = Some(closed);
        let hand_over = HandOver {
            on: Some(closed),
            reason: Some(ClosingReason::Moved),
            reason_text: "市外へ転居したため。".to_owned(),
            to: "となり市の相談支援事業所".to_owned(),
            achieved: self.profile.goal.to_owned(),
            remains: "新しい通い先に慣れること。".to_owned(),
            own_words: self.profile.wish.to_owned(),
            ..HandOver::default()
        };
        self.story.hand_over = Some(Told::confirmed(cycle, hand_over));
    }

    /// One contact a month; people nobody has heard of for a while have their last one four months back.
    fn write_notes(&mut self, months: i32) {
        let silent = if self.place.is_multiple_of(20) { 4 } else { 0 };
        for back in (silent..months).rev() {
            let month = ServiceMonth::containing(self.today).plus(-back);
            let on = month_day(month, 3 + i8::try_from(self.place % 15).unwrap_or(0)).min(self.today);
            let before = self.story.opened_on.is_some_and(|opened| on < opened);
            let after = self.story.closed_on.is_some_and(|closed| on > closed);
            if before || after {
                continue;
            }
            let facts = format!("{}。{}", self.service_names(), self.profile.heard);
            let note = self.note(on, &facts, "来月も様子を聞く。");
            self.story
                .notes
                .push(if back < RECENT { self.with_deed(note) } else { note });
        }
    }
}
