//! What a report stands on: the certificate's months, the plan, the last report, the decisions of the meeting.

use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{OutingId, PaperId};
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::monitoring::{MonitoringReport, Row, Visit};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Need, ServicePlan};
use bansou_domain::schedule::SlipRule;
use bansou_domain::week::Week;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::certificate::CertificateRecord;
use bansou_store::outing::PhotoRecord;
use bansou_store::paper::{Paper, PaperLine};
use bansou_store::room::HeardParty;
use bansou_store::task::TaskRecord;
use jiff::civil::Date;

use super::hearing::asked;
use super::words::Words;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::settings::OfficeSettings;
use crate::slices::outings::Photos;

/// Everything around one report.
pub(super) struct Ground {
    pub(super) frame: CaseFrame,
    /// Every printed month, in order.
    pub(super) months: Vec<ServiceMonth>,
    /// Every paper of the case, without content.
    pub(super) papers: Vec<PaperLine>,
    pub(super) plan: Option<Paper<ServicePlan>>,
    pub(super) last: Option<Paper<MonitoringReport>>,
    /// 会議で決まったこと, of the meetings of the report's cycle.
    pub(super) decisions: Vec<Decided>,
    /// What earlier meetings decided and nobody has done yet.
    pub(super) left: Vec<Promise>,
    /// What can be taken into the rows, with its sources.
    pub(super) words: Words,
    /// Who was asked before this visit and has not answered.
    pub(super) silent: Vec<String>,
    /// Who is on the way to this person with the report's form.
    pub(super) out: Option<String>,
    /// The photos of the visits that are being taken into this report.
    pub(super) photos: Photos,
    versions: Vec<PaperId>,
    /// Services and amounts of the certificate in force, in one line each.
    pub(super) granted: Vec<String>,
    ends: Vec<ServiceMonth>,
    settings: OfficeSettings,
    certificates: Vec<CertificateRecord>,
    week_now: Option<Week>,
}

/// The versions of the draft: the visits taken into them are its own.
fn versions(draft: Option<&PaperLine>) -> Vec<PaperId> {
    let both = draft.map(|draft| [Some(draft.id), draft.replaces]);
    both.into_iter().flatten().flatten().collect()
}

impl Ground {
    /// Puts the photos of a visit that is being taken in beside those of the draft.
    pub(super) async fn show_returned(
        &mut self,
        reader: &mut Reader,
        case: CaseReader,
        outing: OutingId,
    ) -> Result<(), Failure> {
        let versions = &self.versions;
        let own = |photo: &PhotoRecord| photo.paper.is_some_and(|paper| versions.contains(&paper));
        self.photos = Photos::load(reader, case, |photo| photo.outing == outing || own(photo)).await?;
        Ok(())
    }

    /// Loads it. `draft` is the report being written, so that it is not taken for its own predecessor.
    pub(super) async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        draft: Option<&PaperLine>,
    ) -> Result<Self, Failure> {
        let record = reader.person(case).await?;
        let certificates = reader.certificates(case).await?;
        let office = reader.office(cx.member()).await?;
        let papers = reader.papers(case).await?;
        let last = match last_report(&papers, draft) {
            Some(id) => Some(reader.paper(case, id).await?),
            None => None,
        };
        let plan = Self::plan(reader, case).await?;
        let assessment: Option<Paper<Assessment>> = if plan.is_none() {
            reader.newest_paper(case, PaperKind::Assessment, true).await?
        } else {
            None
        };
        let visited = last
            .as_ref()
            .and_then(|last: &Paper<MonitoringReport>| last.content.visit.on);
        let heard = asked(reader, case, visited).await?;
        let words = match &plan {
            Some(plan) => Words::load(reader, case, &plan.content, &heard, visited).await?,
            None => Words::default(),
        };
        let cycle = match (draft, &plan) {
            (Some(draft), _) => draft.cycle,
            (None, Some(plan)) => plan.line.cycle,
            (None, None) => 1,
        };
        let decided = decisions(reader, case, cycle).await?;
        let (decisions, left) = followed(decided, reader.tasks(case).await?);
        Ok(Self {
            frame: CaseFrame::of(case.person(), &record, &certificates, Tab::Monitoring, cx.today()),
            months: printed(&certificates),
            papers,
            plan,
            last,
            decisions,
            left,
            words,
            silent: silent(&heard),
            out: reader.out_with(case).await?,
            photos: Photos::of_report(reader, case, &versions(draft)).await?,
            versions: versions(draft),
            granted: granted(&certificates, cx.today()),
            ends: ends(&certificates),
            settings: OfficeSettings::of(&office),
            certificates,
            week_now: assessment.map(|assessment| assessment.content.week_now),
        })
    }

    /// The newest confirmed plan, else the newest draft of one.
    async fn plan(reader: &mut Reader, case: CaseReader) -> Result<Option<Paper<ServicePlan>>, Failure> {
        for (kind, drafts) in [
            (PaperKind::Plan, false),
            (PaperKind::Plan, true),
            (PaperKind::DraftPlan, true),
        ] {
            if let Some(plan) = reader.newest_paper(case, kind, drafts).await? {
                return Ok(Some(plan));
            }
        }
        Ok(None)
    }

    /// 翌月実施の扱い of a month.
    pub(super) fn slip_rule(&self, month: Option<ServiceMonth>) -> SlipRule {
        self.settings.case_slip_rule(&self.certificates, month)
    }

    /// 第n期 of a new report.
    pub(super) fn cycle(&self) -> i64 {
        self.plan.as_ref().map_or(1, |plan| plan.line.cycle)
    }

    /// A new report for `month`, with what is carried over.
    pub(super) fn begin(&self, month: Option<ServiceMonth>) -> MonitoringReport {
        let (baseline, note) = self.baseline();
        let mut report = MonitoringReport {
            month,
            next: self.next_month(month),
            at_renewal: month.is_some_and(|month| self.ends.contains(&month)),
            week_after: baseline.clone(),
            week_before: baseline,
            week_baseline: note,
            visit: Visit {
                place: "自宅".to_owned(),
                ..Visit::default()
            },
            ..MonitoringReport::default()
        };
        if let Some(plan) = &self.plan {
            let plan = &plan.content;
            report.plan_made_on = plan.made_on;
            report.policy.clone_from(&plan.policy);
            report.long_goal.clone_from(&plan.long_goal.text);
            report.short_goal.clone_from(&plan.short_goal.text);
            report.rows = plan.needs.iter().map(carried).collect();
        }
        report
    }

    /// The week the changes are computed from: what the last report left, if the plan has not been made anew since.
    fn baseline(&self) -> (Week, String) {
        let plan = self.plan.as_ref();
        let made = plan.and_then(|plan| plan.content.made_on);
        let left = self.last.as_ref().filter(|last| last.content.visit.on >= made);
        match (left, plan) {
            (Some(last), Some(_)) if !last.content.week_after.blocks.is_empty() => {
                let after = &last.content.week_after;
                let changed = last.content.week_before.blocks != after.blocks;
                let visited = last.content.visit.on.map(wareki::short).unwrap_or_default();
                let note = if changed {
                    format!("{visited}のモニタリングの変更を反映した週間計画")
                } else {
                    String::new()
                };
                (after.clone(), note)
            }
            (_, Some(plan)) => (plan.content.week.clone(), String::new()),
            (_, None) => (self.week_now.clone().unwrap_or_default(), String::new()),
        }
    }

    fn next_month(&self, month: Option<ServiceMonth>) -> Option<ServiceMonth> {
        let after = month?;
        self.months.iter().copied().find(|next| *next > after)
    }

    /// 本人の役割 of a carried row.
    pub(super) fn own_role(&self, need: &str) -> &str {
        let needs = self.plan.iter().flat_map(|plan| &plan.content.needs);
        needs
            .filter(|planned| planned.need == need)
            .map(|planned| planned.own_role.as_str())
            .next()
            .unwrap_or_default()
    }

    /// The paper that answers a month already.
    pub(super) fn answered(&self, month: ServiceMonth) -> Option<&PaperLine> {
        answered(&self.papers, month)
    }
}

/// 決まったこと with what became of it; nothing is known of a record that made no task.
pub(super) struct Decided {
    pub(super) promise: Promise,
    pub(super) state: &'static str,
    pub(super) word: String,
}

/// Puts the tasks beside the decisions they came from; what is open of other meetings is left.
fn followed(decided: Vec<Promise>, mut tasks: Vec<TaskRecord>) -> (Vec<Decided>, Vec<Promise>) {
    let mut beside = |promise: Promise| {
        let same = |task: &TaskRecord| task.task.who == promise.who && task.task.what == promise.what;
        let task = tasks.iter().position(same).map(|at| tasks.swap_remove(at));
        let (state, word) = match task.map(|task| task.done) {
            None => ("", String::new()),
            Some(None) => ("todo", "まだ".to_owned()),
            Some(Some(done)) => ("done", format!("済 {}", wareki::short(done.on))),
        };
        Decided { promise, state, word }
    };
    let decisions = decided.into_iter().map(&mut beside).collect();
    let open = tasks.into_iter().filter(|task| task.done.is_none());
    let left = open.map(|task| Promise {
        who: task.task.who,
        what: task.task.what,
        by: task.task.due,
    });
    (decisions, left.collect())
}

/// What the meetings of a cycle decided, the earlier first: a report tells how the plan goes that they settled.
async fn decisions(reader: &mut Reader, case: CaseReader, cycle: i64) -> Result<Vec<Promise>, Failure> {
    let all: Vec<Paper<ServiceMeeting>> = reader.papers_of(case, PaperKind::Meeting).await?;
    let stands = |paper: &Paper<ServiceMeeting>| {
        paper.line.cycle == cycle && paper.line.confirmed_at.is_some() && !paper.line.replaced
    };
    let mut meetings: Vec<_> = all.into_iter().filter(stands).collect();
    meetings.sort_by_key(|paper| (paper.line.dated, paper.line.id));
    let decisions = meetings.into_iter().flat_map(|paper| paper.content.decisions);
    Ok(decisions.collect())
}

/// Who was asked and has not answered.
fn silent(heard: &[HeardParty]) -> Vec<String> {
    let silent = heard.iter().filter(|party| party.heard.is_none());
    silent.map(|party| party.name.clone()).collect()
}

/// The report of a month: the confirmed one before a draft.
pub(super) fn answered(papers: &[PaperLine], month: ServiceMonth) -> Option<&PaperLine> {
    let of_month = papers
        .iter()
        .filter(|line| line.kind == PaperKind::Monitoring && line.month == Some(month) && !line.replaced);
    of_month.max_by_key(|line| (line.confirmed_at.is_some(), line.id))
}

/// The day of the last confirmed visit.
pub(super) fn last_visit(papers: &[PaperLine]) -> Option<Date> {
    let last = last_report(papers, None)?;
    papers.iter().find(|line| line.id == last)?.dated
}

fn last_report(papers: &[PaperLine], draft: Option<&PaperLine>) -> Option<PaperId> {
    let before = draft.and_then(|draft| draft.dated);
    let standing = papers.iter().filter(|line| {
        line.kind == PaperKind::Monitoring
            && line.confirmed_at.is_some()
            && !line.replaced
            && draft.is_none_or(|draft| line.id != draft.id && draft.replaces != Some(line.id))
            && before.is_none_or(|before| line.dated.is_none_or(|dated| dated < before))
    });
    standing
        .max_by_key(|line| (line.dated, line.id))
        .map(|line| line.id)
}

fn carried(need: &Need) -> Row {
    let service = |service: &bansou_domain::plan::PlannedService| {
        let parts = [
            &service.kind,
            &service.content,
            &service.amount,
            &service.provider,
        ];
        let said: Vec<&str> = parts
            .iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        said.join("　")
    };
    let services: Vec<_> = need.services.iter().map(service).collect();
    Row {
        need: need.need.clone(),
        goal: need.goal.clone(),
        until: need.until,
        services: services.join("\n"),
        ..Row::default()
    }
}

/// Every printed month of every certificate, once.
pub(in crate::slices) fn printed(certificates: &[CertificateRecord]) -> Vec<ServiceMonth> {
    let months = certificates.iter().flat_map(|record| &record.certificate.months);
    let mut months: Vec<_> = months.copied().collect();
    months.sort();
    months.dedup();
    months
}

fn ends(certificates: &[CertificateRecord]) -> Vec<ServiceMonth> {
    let end = |record: &CertificateRecord| ServiceMonth::containing(record.certificate.grant_until);
    certificates.iter().map(end).collect()
}

fn granted(certificates: &[CertificateRecord], today: Date) -> Vec<String> {
    let in_force = certificates
        .iter()
        .map(|record| &record.certificate)
        .filter(|certificate| (certificate.grant_from..=certificate.grant_until).contains(&today));
    let services = in_force.flat_map(|certificate| &certificate.services);
    services
        .map(|service| format!("{} {}", service.name, service.amount))
        .collect()
}
