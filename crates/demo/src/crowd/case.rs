//! One person of the crowd.

use bansou_domain::assessment::{Assessment, AssessmentVisit};
use bansou_domain::calendar::{Period, ServiceMonth};
use bansou_domain::certificate::{CertificateKind, GrantedService, RecipientCertificate};
use bansou_domain::closing::{ClosingReason, HandOver};
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::monitoring::{Band, MonitoringReport, Row, Trend, Visit};
use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_domain::paper::Recipient;
use bansou_domain::person::{Guardian, GuardianKind, Person, Sex, SupportLevel};
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_domain::schedule::monitoring_months;
use bansou_domain::week::{Week, quick};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Size;
use super::profile::{PROFILES, Profile};
use crate::names::name;
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

struct Teller {
    place: usize,
    today: Date,
    standing: Standing,
    profile: &'static Profile,
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
    let mut story = Story::of(in_charge(place, size.people), person(place, profile, today));
    story.opened_on = Some(month_day(focus.plus(-12 * i32::from(years)), 6));
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

fn person(place: usize, profile: &Profile, today: Date) -> Person {
    let called = name(place);
    let age = if profile.child {
        6 + place % 12
    } else {
        19 + (place * 7) % 46
    };
    let years = i32::try_from(age).unwrap_or(20);
    let born = today
        .saturating_sub(years.years())
        .saturating_sub(i32::try_from(place % 300).unwrap_or(0).days());
    let parent = Guardian {
        name: format!("見本 親{}", place % 40),
        relation: "母".to_owned(),
        kind: GuardianKind::Parent,
        born: None,
        powers: String::new(),
        until: None,
    };
    Person {
        name: called.name,
        kana: called.kana,
        born: Some(born),
        sex: Some(if called.male { Sex::Male } else { Sex::Female }),
        postcode: "210-0000".to_owned(),
        address: format!("見本市中央{}丁目{}番地", place % 5 + 1, place % 30 + 1),
        housing: None,
        tel: format!("044-000-{:04}", place % 10_000),
        fax: String::new(),
        disability: profile.disability.to_owned(),
        support_level: (!profile.child).then_some(SupportLevel::Three),
        handbooks: vec!["療育手帳B1".to_owned()],
        income: if profile.child {
            "特別児童扶養手当".to_owned()
        } else {
            "障害基礎年金2級".to_owned()
        },
        guardians: if profile.child { vec![parent] } else { Vec::new() },
        family: Vec::new(),
        caution: String::new(),
        address_protected: place % 50 == 49,
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
        self.story.opened_on = Some(opened);
        self.story
            .milestones
            .push((1, "contract_signed", opened, String::new()));
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
            Standing::Quiet => self.focus.plus(-self.profile.every),
            _ => self.focus.plus(1 - self.profile.every),
        }
    }

    fn year(&mut self, cycle: i64, start: ServiceMonth) {
        let certificate = self.certificate(start);
        let months = certificate.months.clone();
        self.story.certificates.push(certificate);
        let made = month_day(start.plus(-1), 12);
        if cycle == 1 {
            self.story.milestones.push((
                1,
                "contract_signed",
                made.saturating_sub(40.days()),
                String::new(),
            ));
            let visited = made.saturating_sub(20.days());
            self.story
                .assessments
                .push(Told::confirmed(1, self.assessment(visited)));
        }
        self.plan_cycle(cycle, made, start);
        for month in months {
            self.monitor(cycle, month);
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
        let granted = month_day(start.plus(-1), 20);
        self.story
            .milestones
            .push((cycle, "grant_received", granted, String::new()));
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

    fn signer(&self) -> (String, &'static str) {
        match self.story.person.guardians.first() {
            Some(parent) => (parent.name.clone(), "母"),
            None => (self.story.person.name.clone(), ""),
        }
    }

    fn certificate(&self, start: ServiceMonth) -> RecipientCertificate {
        let (from, until) = (start.first_day(), start.plus(11).last_day());
        let every = u8::try_from(self.profile.every)
            .ok()
            .and_then(std::num::NonZeroU8::new);
        let months = Period::new(from, until)
            .ok()
            .zip(every)
            .map(|(period, every)| monitoring_months(period, every, None))
            .unwrap_or_default();
        let kind = if self.profile.child {
            CertificateKind::Child
        } else {
            CertificateKind::Welfare
        };
        let service = |&(name, amount, _): &(&str, &str, &str)| GrantedService {
            name: name.to_owned(),
            amount: amount.to_owned(),
            from: None,
            until: None,
        };
        RecipientCertificate {
            kind,
            number: format!("{:010}", 10_000 + self.place),
            municipality: "141305".to_owned(),
            grant_from: from,
            grant_until: until,
            level_from: None,
            level_until: None,
            cap_yen: Some(if self.place.is_multiple_of(4) { 4600 } else { 0 }),
            services: self.profile.services.iter().map(service).collect(),
            monitoring_text: format!("{}か月ごと", self.profile.every),
            months,
            planning_from: Some(start.plus(-1).first_day()),
            planning_until: Some(until),
        }
    }

    fn assessment(&self, visited: Date) -> Assessment {
        Assessment {
            visits: vec![AssessmentVisit {
                on: visited,
                from: Some(14 * 60),
                until: Some(15 * 60),
                place: "自宅".to_owned(),
                met: "本人、母".to_owned(),
                by: "見本 相子".to_owned(),
            }],
            overview: format!(
                "{}がある。家族と暮らし、{}を利用している。",
                self.profile.disability,
                self.service_names()
            ),
            wish_person: self.profile.wish.to_owned(),
            wish_family: self.profile.family_wish.to_owned(),
            strengths: vec![self.profile.strength.to_owned()],
            week_now: self.week(),
            ..Assessment::default()
        }
    }

    fn service_names(&self) -> String {
        self.profile
            .services
            .iter()
            .map(|(name, ..)| *name)
            .collect::<Vec<_>>()
            .join("、")
    }

    fn week(&self) -> Week {
        let (from, to) = self.profile.hours;
        let (service, _, provider) = self.profile.services.first().copied().unwrap_or_default();
        let typed = format!("{} {from}-{to} {service} {provider}", self.profile.days);
        Week {
            blocks: quick::read(&typed)
                .map(|added| vec![added.block])
                .unwrap_or_default(),
            main_activities: format!("日中は{service}。夜は家でゆっくり過ごす。"),
            not_weekly: "通院 月1回。".to_owned(),
            whole_picture: format!("{service}に通いながら、好きなことの時間をもって暮らす。"),
        }
    }

    fn plan(&self, made: Date, with_providers: bool) -> ServicePlan {
        let month = ServiceMonth::containing(made);
        let service = |&(kind, amount, provider): &(&str, &str, &str)| PlannedService {
            kind: kind.to_owned(),
            content: "本人の希望に沿った支援".to_owned(),
            amount: amount.to_owned(),
            provider: if with_providers {
                provider.to_owned()
            } else {
                String::new()
            },
            person_in_charge: "サービス管理責任者".to_owned(),
            tel: "044-000-0010".to_owned(),
        };
        ServicePlan {
            made_on: Some(made),
            monitoring_text: format!("{}か月ごと", self.profile.every),
            wish_person: self.profile.wish.to_owned(),
            wish_family: self.profile.family_wish.to_owned(),
            policy: format!(
                "{}という強みを生かして、本人の望む暮らしを続ける。",
                self.profile.strength
            ),
            long_goal: Goal {
                text: self.profile.wish.to_owned(),
                until: Some(month.plus(24)),
            },
            short_goal: Goal {
                text: self.profile.goal.to_owned(),
                until: Some(month.plus(12)),
            },
            needs: vec![Need {
                need: self.profile.wish.to_owned(),
                goal: self.profile.goal.to_owned(),
                until: Some(month.plus(12)),
                services: self.profile.services.iter().map(service).collect(),
                own_role: self.profile.own_role.to_owned(),
                review: Some(month.plus(6)),
                ..Need::default()
            }],
            week: self.week(),
            ..ServicePlan::default()
        }
    }

    fn meeting(&self, on: Date) -> ServiceMeeting {
        let promise = Promise {
            who: "見本 相子".to_owned(),
            what: "計画を全員に届ける".to_owned(),
            by: Some(on.saturating_add(7.days())),
        };
        ServiceMeeting {
            on: Some(on),
            from: Some(15 * 60),
            until: Some(16 * 60),
            place: "見本相談支援センター".to_owned(),
            purpose: "計画の内容と、それぞれの役割を確かめる。".to_owned(),
            attended: vec![
                "本人".to_owned(),
                "母".to_owned(),
                self.profile.services[0].2.to_owned(),
            ],
            decisions: vec![promise],
            ..ServiceMeeting::default()
        }
    }

    /// The report of a due month, as far as it has come by today.
    fn monitor(&mut self, cycle: i64, month: ServiceMonth) {
        if month > self.focus {
            return;
        }
        let visited = month_day(month, 5 + i8::try_from(self.place % 9).unwrap_or(0));
        let report = self.report(month, visited);
        let (signer, relation) = self.signer();
        let (signed, copied) = (visited.saturating_add(3.days()), visited.saturating_add(5.days()));
        let confirmed = Told::confirmed(cycle, report);
        let told = match self.standing {
            _ if month < self.focus => confirmed
                .consented(signed, &signer, relation)
                .delivered(Recipient::Person, "", signed)
                .delivered(Recipient::Municipality, "", copied),
            Standing::Visited => Told::draft(cycle, confirmed.content),
            Standing::AwaitingConsent => confirmed,
            Standing::AwaitingCopy => confirmed.consented(signed, &signer, relation),
            Standing::Done => confirmed.consented(signed, &signer, relation).delivered(
                Recipient::Municipality,
                "",
                copied.min(self.today),
            ),
            _ => return,
        };
        self.story.reports.push(told);
    }

    fn report(&self, month: ServiceMonth, visited: Date) -> MonitoringReport {
        let plan = self.plan(visited, true);
        let row = |need: &Need| Row {
            need: need.need.clone(),
            goal: need.goal.clone(),
            until: need.until,
            services: self.service_names(),
            provision: self.profile.heard.to_owned(),
            satisfaction: Some(Band::Seventy),
            voice: "このままがいい。".to_owned(),
            achievement: Some(if month.month() % 2 == 0 {
                Band::Seventy
            } else {
                Band::Fifty
            }),
            trend: Some(Trend::Same),
            remedy: "このまま続ける。".to_owned(),
            no_change: true,
            ..Row::default()
        };
        MonitoringReport {
            month: Some(month),
            visit: Visit {
                on: Some(visited),
                from: Some(16 * 60),
                until: Some(16 * 60 + 40),
                place: "自宅".to_owned(),
                met: vec!["本人".to_owned(), "母".to_owned()],
            },
            policy: plan.policy.clone(),
            long_goal: plan.long_goal.text.clone(),
            short_goal: plan.short_goal.text.clone(),
            overall: "予定どおり利用し、体調も落ち着いている。".to_owned(),
            rows: plan.needs.iter().map(row).collect(),
            week_before: self.week(),
            week_after: self.week(),
            next: Some(month.plus(self.profile.every)),
            rights_asked: true,
            ..MonitoringReport::default()
        }
    }

    /// The next cycle has begun: a draft is being written, or has gone out and the grant is awaited.
    fn renew(&mut self, cycle: i64) {
        let made = self.today.saturating_sub(15.days());
        let (signer, relation) = self.signer();
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
            if self.story.closed_on.is_some_and(|closed| on > closed) {
                continue;
            }
            let facts = format!("{}。{}", self.service_names(), self.profile.heard);
            self.story.notes.push(self.note(on, &facts, "来月も様子を聞く。"));
        }
    }

    fn note(&self, on: Date, facts: &str, next: &str) -> CaseNote {
        let visit = self.place.is_multiple_of(3);
        CaseNote {
            on,
            from: Some(13 * 60 + 30),
            until: Some(13 * 60 + 50),
            means: if visit { Means::Visit } else { Means::Telephone },
            counterpart: Counterpart::Family,
            counterpart_name: "母".to_owned(),
            place: if visit { "自宅".to_owned() } else { String::new() },
            work: Work::Consultation,
            facts: facts.to_owned(),
            words: "いつもどおりです。".to_owned(),
            view: String::new(),
            next: next.to_owned(),
        }
    }
}
