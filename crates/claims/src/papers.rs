//! 書類から. The steps of 第15条 as papers, consents, deliveries and milestones tell them.

use std::collections::BTreeSet;

use bansou_billing::{Absence, HomeVisitFor, MeetingFor, Place, Receiver, What};
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_trait::VideoAnswer;
use bansou_domain::meeting::{AbsenceKind, Discussed, HeldFor, ServiceMeeting};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::Recipient;
use bansou_domain::plan::ServicePlan;
use bansou_domain::process::MilestoneKind;
use bansou_store::claim_facts::{GroundConsent, GroundContent, GroundPaper};
use jiff::civil::Date;

use crate::ask::{Ask, TRAITS};
use crate::course::{Course, Desk, leads_to_minor, leads_to_plan};
use crate::parties::{Around, by_video};
use crate::trail::Trail;

/// Tells one person's papers.
pub(crate) struct Papers<'d, 'a> {
    desk: &'d Desk<'a>,
    course: &'d Course<'a>,
    around: Around<'a>,
    pub(crate) trail: Trail,
    pub(crate) asks: Vec<Ask>,
}

impl<'d, 'a> Papers<'d, 'a> {
    /// Tells everything the papers and milestones hold.
    pub(crate) fn tell(desk: &'d Desk<'a>, course: &'d Course<'a>) -> Self {
        let mut this = Self {
            desk,
            course,
            around: desk.around(course),
            trail: Trail::default(),
            asks: Vec::new(),
        };
        for paper in &course.papers {
            this.paper(paper);
        }
        for (kind, on) in &course.milestones {
            if *kind == MilestoneKind::GrantReceived {
                let said = "受給者証の受け取り";
                this.trail.add(*on, What::GrantReceived, said, "process");
            }
        }
        this
    }

    fn paper(&mut self, paper: &GroundPaper) {
        let record = format!("papers/{}", paper.id);
        match &paper.content {
            GroundContent::Assessment(assessment) => self.assessment(paper, assessment, &record),
            GroundContent::Draft => self.draft(paper, &record),
            GroundContent::Plan(plan) => self.plan(paper, plan, &record),
            GroundContent::Meeting(meeting) => self.meeting(paper, meeting, &record),
            GroundContent::Monitoring(report) => self.monitoring(paper, report, &record),
        }
    }

    fn assessment(&mut self, paper: &GroundPaper, assessment: &Assessment, record: &str) {
        // One of the visits at home is the duty; the others may be anywhere.
        let at_home = assessment
            .visits
            .iter()
            .any(|visit| self.around.place(&visit.place) == Place::Home);
        for (nth, visit) in assessment.visits.iter().enumerate() {
            if visit.on > self.desk.today {
                continue;
            }
            let month = ServiceMonth::containing(visit.on);
            let named = self.desk.posts.named(&visit.by, month);
            let by = if named.is_empty() {
                self.doer(paper, visit.on)
            } else {
                named
            };
            let met = self.around.parties([visit.met.as_str()]);
            let visited = Visited {
                on: visit.on,
                place: &visit.place,
                said: "訪問（アセスメント）",
                purpose: HomeVisitFor::Assessment,
                id: format!("{record}#{nth}"),
                place_matters: !at_home,
            };
            self.visit(&visited, met, by, record);
        }
    }

    fn visit(
        &mut self,
        visited: &Visited<'_>,
        met: BTreeSet<bansou_billing::Party>,
        by: BTreeSet<String>,
        record: &str,
    ) {
        let place = self.around.place(visited.place);
        let remote = by_video(visited.place);
        let month = ServiceMonth::containing(visited.on);
        let answer = self.course.claim_trait(month).video;
        if month.months_until(self.desk.month) <= 6 {
            self.ask_about(visited, (place, remote, answer), met.is_empty(), record);
        }
        let what = What::HomeVisit {
            purpose: visited.purpose,
            remote_approved: answer
                .filter(|_| remote)
                .map(|answer| answer == VideoAnswer::Agreed),
        };
        self.trail
            .add(visited.on, what, visited.said, record)
            .with(|event| {
                event.by = by;
                event.remote = remote;
                // Seen at home, by video: the place is still the home.
                event.place = Some(if event.remote { Place::Home } else { place });
                event.met = Some(met);
                event.id = Some(visited.id.clone());
            });
    }

    /// What a visit of late leaves open.
    fn ask_about(
        &mut self,
        visited: &Visited<'_>,
        (place, remote, answer): (Place, bool, Option<VideoAnswer>),
        met_nobody: bool,
        record: &str,
    ) {
        let said = format!("{}月{}日の{}", visited.on.month(), visited.on.day(), visited.said);
        if visited.place_matters && remote && answer.is_none() {
            let what = format!("{said}はテレビ電話です。市町村が認めているかどうかが記録されていません。");
            self.asks.push(Ask::record(what, TRAITS));
        } else if visited.place_matters && !remote && place == Place::Other {
            let what = match visited.place.trim() {
                "" => format!("{said}の場所が書かれていません。"),
                place => format!(
                    "{said}の場所「{place}」が居宅かどうか読み取れません。居宅なら「自宅」と書いてください。"
                ),
            };
            self.asks.push(Ask::record(what, record));
        }
        if met_nobody {
            self.asks.push(Ask::record(
                format!("{said}で会った人が書かれていません。"),
                record,
            ));
        }
    }

    fn draft(&mut self, paper: &GroundPaper, record: &str) {
        if let Some(consent) = &paper.consent {
            self.explained(consent, What::DraftExplained, "計画案の説明", record);
            let said = "計画案への同意";
            self.trail
                .add(consent.given_on, What::DraftConsented, said, record);
        }
        for delivery in self.desk.delivered(paper.id) {
            if delivery.recipient == Recipient::Person {
                let said = "計画案の交付（本人）";
                self.trail.add(delivery.on, What::DraftDelivered, said, record);
            }
        }
    }

    fn explained(&mut self, consent: &GroundConsent, what: What, said: &str, record: &str) {
        if let Some(on) = consent.explained_on {
            self.trail.add(on, what, said, record);
        }
    }

    fn plan(&mut self, paper: &GroundPaper, plan: &ServicePlan, record: &str) {
        let Some(consent) = &paper.consent else {
            return;
        };
        if self.corrects_agreed(paper) {
            // The plan was agreed to before; what is put right in it makes no new plan.
            let what = What::PlanChange {
                minor: true,
                decision_needed: false,
            };
            self.trail
                .add(consent.given_on, what, "計画の訂正（軽微な変更）", record);
        }
        self.explained(consent, What::PlanExplained, "計画の説明", record);
        let by = self.doer(paper, consent.given_on);
        self.trail
            .add(consent.given_on, What::PlanConsented, "計画への同意", record)
            .with(|event| event.by = by);
        self.deliveries(paper, plan, record);
    }

    fn corrects_agreed(&self, paper: &GroundPaper) -> bool {
        let Some(old) = paper.replaces else {
            return false;
        };
        let mut earlier = self.course.plans().filter(|plan| plan.id == old);
        earlier.any(|plan| plan.consent.is_some())
    }

    fn deliveries(&mut self, paper: &GroundPaper, plan: &ServicePlan, record: &str) {
        let missing = self.without_plan(paper, plan);
        let recent = paper.consent.as_ref().is_some_and(|consent| {
            ServiceMonth::containing(consent.given_on).months_until(self.desk.month) <= 6
        });
        if recent && !missing.is_empty() {
            let what = format!("計画の交付の記録がありません: {}", missing.join("、"));
            self.asks.push(Ask::record(what, format!("{record}/delivery")));
        }
        for delivery in self.desk.delivered(paper.id) {
            let (receiver, said) = match delivery.recipient {
                Recipient::Person => (Receiver::Person, "計画の交付（本人）".to_owned()),
                Recipient::Municipality => (Receiver::Municipality, "計画の提出（市町村）".to_owned()),
                // All of them, or it is not done.
                Recipient::Provider if !missing.is_empty() => continue,
                Recipient::Provider => (Receiver::Provider, format!("計画の交付（{}）", delivery.name)),
            };
            self.trail
                .add(delivery.on, What::PlanDelivered(receiver), &said, record);
        }
    }

    /// Providers of granted services in the plan who have not got it. A provider in brackets is still being looked for.
    fn without_plan(&self, paper: &GroundPaper, plan: &ServicePlan) -> Vec<String> {
        let granted = |kind: &str| {
            let services = self.course.certificates.iter();
            services
                .flat_map(|(_, certificate)| &certificate.services)
                .any(|service| service.name == kind)
        };
        let named = plan
            .needs
            .iter()
            .flat_map(|need| &need.services)
            .filter(|service| granted(&service.kind))
            .map(|service| service.provider.trim())
            .filter(|name| !name.is_empty() && !name.starts_with('（'));
        let has_it = |name: &str| {
            self.desk.delivered(paper.id).iter().any(|delivery| {
                delivery.recipient == Recipient::Provider
                    && (delivery.name.contains(name) || name.contains(delivery.name.as_str()))
            })
        };
        let missing: BTreeSet<&str> = named.filter(|name| !has_it(name)).collect();
        missing.into_iter().map(str::to_owned).collect()
    }

    fn meeting(&mut self, paper: &GroundPaper, meeting: &ServiceMeeting, record: &str) {
        let Some(on) = meeting.on else {
            return;
        };
        // A meeting after the plan of its cycle was agreed to looks at how the plan goes.
        let after_plan = self
            .course
            .plan_consented(paper.cycle)
            .is_some_and(|agreed| agreed < on);
        let told = if after_plan {
            HeldFor::Monitoring
        } else {
            HeldFor::Plan
        };
        let (purpose, said) = match meeting.held_for.unwrap_or(told) {
            HeldFor::Plan => (MeetingFor::Plan, "サービス担当者会議（計画）"),
            HeldFor::Monitoring => (MeetingFor::Monitoring, "サービス担当者会議（モニタリング）"),
            HeldFor::Intensive => (MeetingFor::Intensive, "サービス担当者会議（緊急の支援）"),
        };
        let attended = self.around.parties(meeting.attended.iter().map(String::as_str));
        let opinions = meeting
            .absent_opinions
            .iter()
            .map(|opinion| opinion.opinion.as_str())
            .chain(meeting.remarks.iter().map(|remark| remark.said.as_str()))
            .chain(std::iter::once(meeting.discussion.as_str()))
            .any(|said| !said.trim().is_empty());
        let what = What::ServiceMeeting {
            purpose,
            attended,
            opinions_recorded: opinions,
            minutes: paper.confirmed,
            change_discussed: meeting
                .change_discussed
                .map(|discussed| discussed == Discussed::Yes),
            absence: meeting.absence.map(absence),
        };
        let words = meeting.attended.join("、");
        let named = self.desk.posts.named(&words, ServiceMonth::containing(on));
        let by = if named.is_empty() {
            self.doer(paper, on)
        } else {
            named
        };
        self.trail.add(on, what, said, record).with(|event| event.by = by);
    }

    fn monitoring(&mut self, paper: &GroundPaper, report: &MonitoringReport, record: &str) {
        let Some(on) = report.visit.on.filter(|on| *on <= self.desk.today) else {
            return;
        };
        let by = self.doer(paper, on);
        let met = self.around.parties(report.visit.met.iter().map(String::as_str));
        let visited = Visited {
            on,
            place: &report.visit.place,
            said: "訪問（モニタリング）",
            purpose: HomeVisitFor::Monitoring,
            id: format!("{record}#visit"),
            place_matters: true,
        };
        self.visit(&visited, met, by.clone(), record);
        if !paper.confirmed {
            return;
        }
        let reason = report.slip.as_ref().map(|slip| slip.reason.trim().to_owned());
        let what = What::MonitoringRecorded {
            due: report.month,
            reason: reason.filter(|reason| !reason.is_empty()),
        };
        self.trail
            .add(on, what, "モニタリング報告書", record)
            .with(|event| event.by = by);
        self.changes(paper, report, on, record);
    }

    /// What the report makes of the plan.
    fn changes(&mut self, paper: &GroundPaper, report: &MonitoringReport, on: Date, record: &str) {
        let (minor, said) = if leads_to_plan(self.course, paper, report) {
            (false, "計画を変更する（モニタリングの結果）")
        } else if leads_to_minor(self.course, paper, report) {
            (true, "計画の軽微な変更（モニタリングの結果）")
        } else {
            return;
        };
        let what = What::PlanChange {
            minor,
            decision_needed: !minor,
        };
        self.trail.add(on, what, said, record);
    }

    fn doer(&self, paper: &GroundPaper, on: Date) -> BTreeSet<String> {
        let month = ServiceMonth::containing(on);
        self.desk
            .posts
            .doer(paper.written_by, self.course.who.specialist, month)
    }
}

fn absence(kind: AbsenceKind) -> Absence {
    match kind {
        AbsenceKind::NoVisitors => Absence::NoVisitors,
        AbsenceKind::Harm => Absence::Harm,
        AbsenceKind::Other => Absence::Other,
    }
}

/// A visit as a paper tells it.
struct Visited<'a> {
    on: Date,
    place: &'a str,
    said: &'a str,
    purpose: HomeVisitFor,
    id: String,
    /// Whether nothing else was a visit to the home.
    place_matters: bool,
}
