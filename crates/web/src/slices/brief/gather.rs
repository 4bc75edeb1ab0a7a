//! What the page says, from the papers and notes of the case.

use bansou_documents::papers::{GoalStand, PromiseRow, VisitBriefSheet};
use bansou_domain::calendar::{ServiceMonth, is_child, wareki};
use bansou_domain::deciding::Deciding;
use bansou_domain::guidance::{RIGHTS, Situation, prompts};
use bansou_domain::life::warnings;
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::monitoring::{Band, MonitoringReport, Row, Trend};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::case_file::{CaseFile, Consents, FiledPaper};
use bansou_store::person::PersonRecord;
use bansou_store::task::TaskRecord;
use bansou_store::visits::VisitDay;
use jiff::civil::Date;

use super::notes;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::slices::deciding;
use crate::slices::monitoring::{Hearing, printed};
use crate::slices::papers::Desk;
use crate::slices::visits::hour;

/// Notes are read back this far for what happened since the last visit and for the newest words.
const NOTES: i64 = 30;
/// Months ahead within which the end of a goal is told.
const GOALS_WITHIN: i32 = 3;
/// Days before its end from which a certificate is a matter of the visit.
const RENEWAL_WITHIN: i32 = 90;

/// What the next visit stands on.
pub(super) struct Ahead {
    pub(super) file: CaseFile,
    pub(super) person: PersonRecord,
    pub(super) last: Option<MonitoringReport>,
    meeting: Option<ServiceMeeting>,
    pub(super) tasks: Vec<TaskRecord>,
    planned: Option<VisitDay>,
    /// 決めること: what is being thought over, and the newest answers.
    pub(super) deciding: Vec<Deciding>,
    pub(super) today: Date,
}

/// The page, and the frame it stands in.
pub(super) struct Brief {
    pub(super) frame: CaseFrame,
    pub(super) sheet: VisitBriefSheet,
    /// The month that is due, for the way to its report.
    pub(super) due: Option<ServiceMonth>,
    /// The questions alone, as they can be shown to the person.
    pub(super) questions: Vec<String>,
    pub(super) hearing: Hearing,
}

impl Brief {
    pub(super) async fn load(cx: &Cx, reader: &mut Reader, case: CaseReader) -> Result<Self, Failure> {
        let desk = Desk::load(cx, reader, case).await?;
        let ahead = Ahead::load(cx, reader, case).await?;
        let certificates = &ahead.file.certificates;
        let frame = CaseFrame::of(
            case.person(),
            &ahead.person,
            certificates,
            Tab::Monitoring,
            cx.today(),
        );
        let due = ahead.due();
        let papers = reader.papers(case).await?;
        let hearing = Hearing::load(reader, case, &papers, due, cx.today()).await?;
        let goals = ahead.goals(&hearing);
        let mut since = hearing.beside(&ahead.listed());
        since.extend(notes::since(&ahead));
        let prompts = prompts(&ahead.situations());
        let about = [&frame.age, &frame.level, &frame.certificate];
        let about: Vec<&str> = about
            .into_iter()
            .map(String::as_str)
            .filter(|said| !said.is_empty())
            .collect();
        let sheet = VisitBriefSheet {
            cover: desk.cover("", "訪問の前に", Some(cx.today())),
            person_name: frame.name.clone(),
            about: about.join("　"),
            this_time: ahead.this_time(due),
            last_time: ahead.last_time(),
            words: notes::words(&ahead),
            goals,
            promises: ahead.promises(),
            since,
            notes: notes::named(&ahead),
            prompts: prompts
                .iter()
                .map(|prompt| format!("{}（{}）", prompt.ask, prompt.why))
                .collect(),
            rights: RIGHTS.map(str::to_owned).to_vec(),
        };
        Ok(Self {
            frame,
            sheet,
            due,
            hearing,
            questions: prompts.iter().map(|prompt| prompt.ask.to_owned()).collect(),
        })
    }
}

impl Ahead {
    async fn load(cx: &Cx, reader: &mut Reader, case: CaseReader) -> Result<Self, Failure> {
        let person = reader.person(case).await?;
        let file = reader.case_file(case, NOTES, Consents::OfAll).await?;
        let last = match newest(&file, PaperKind::Monitoring) {
            Some(line) => Some(reader.paper(case, line.id).await?.content),
            None => None,
        };
        let meeting = match newest(&file, PaperKind::Meeting) {
            Some(line) => Some(reader.paper(case, line.id).await?.content),
            None => None,
        };
        let tasks = reader.tasks(case).await?;
        let planned = reader.next_visit(case).await?;
        let deciding = deciding::all(reader, case).await?;
        Ok(Self {
            planned,
            tasks,
            deciding: deciding.into_iter().map(|paper| paper.content).collect(),
            file,
            person,
            last,
            meeting,
            today: cx.today(),
        })
    }

    /// The first printed month that no confirmed report answers and that can still be visited: a month further back than
    /// the last one is history, whoever made its report.
    fn due(&self) -> Option<ServiceMonth> {
        let answered = |month: &ServiceMonth| {
            self.reports()
                .any(|line| line.confirmed && line.month == Some(*month))
        };
        let made = self.last.as_ref().and_then(|last| last.month);
        let this_month = ServiceMonth::containing(self.today);
        printed(&self.file.certificates)
            .into_iter()
            .filter(|month| made.is_none_or(|made| *month > made) && this_month.months_until(*month) >= -1)
            .find(|month| !answered(month))
    }

    fn reports(&self) -> impl Iterator<Item = &FiledPaper> {
        let papers = self.file.papers.iter();
        papers.filter(|line| line.kind == PaperKind::Monitoring)
    }

    fn this_time(&self, due: Option<ServiceMonth>) -> String {
        let planned = self
            .reports()
            .filter(|line| !line.confirmed && line.dated.is_some_and(|dated| dated >= self.today));
        let what = due.map_or_else(
            || "予定のモニタリング月はありません".to_owned(),
            |due| format!("{}のモニタリング", wareki::format_month(due)),
        );
        if let Some(visit) = &self.planned {
            let (on, hour) = (
                visit.plan.time.on,
                hour(visit.plan.time.part, visit.plan.time.from),
            );
            return format!("{what}　訪問の予定 {} {hour}", wareki::format_with_weekday(on));
        }
        match planned.filter_map(|line| line.dated).min() {
            Some(day) => format!("{what}　訪問の予定 {}", wareki::format_with_weekday(day)),
            None => what,
        }
    }

    fn last_time(&self) -> String {
        let Some(last) = &self.last else {
            return "はじめてのモニタリングです".to_owned();
        };
        let on = last.visit.on.map(wareki::format).unwrap_or_default();
        let met = last.visit.met.join("、");
        let head = format!("{on}　{}　会った人 {met}", last.visit.place);
        match last.overall.trim() {
            "" => head,
            overall => format!("{head}\n{overall}"),
        }
    }

    /// The goals as the last visit left them, with what the providers have said of each since; else what they said then.
    fn goals(&self, hearing: &Hearing) -> Vec<GoalStand> {
        let stand = |row: &Row| GoalStand {
            goal: self.with_end(&row.goal),
            stand: stand(row),
            provision: heard(hearing, &row.goal, &row.provision),
            remedy: row.remedy.clone(),
        };
        if let Some(last) = &self.last {
            return last.rows.iter().map(stand).collect();
        }
        let planned = self.file.plan.iter().flat_map(|plan| &plan.needs);
        let begun = |goal: &String| GoalStand {
            goal: self.with_end(goal),
            stand: "まだ".to_owned(),
            provision: heard(hearing, goal, ""),
            ..GoalStand::default()
        };
        planned.map(|need| begun(&need.goal)).collect()
    }

    /// The goals the page lists.
    fn listed(&self) -> Vec<&str> {
        if let Some(last) = &self.last {
            return last.rows.iter().map(|row| row.goal.as_str()).collect();
        }
        let needs = self.file.plan.iter().flat_map(|plan| &plan.needs);
        needs.map(|need| need.goal.as_str()).collect()
    }

    /// A goal with its month where that is near.
    fn with_end(&self, goal: &str) -> String {
        let needs = self.file.plan.iter().flat_map(|plan| &plan.needs);
        let until = needs.filter(|need| need.goal == goal).find_map(|need| need.until);
        let this_month = ServiceMonth::containing(self.today);
        match until.filter(|until| this_month.months_until(*until) <= GOALS_WITHIN) {
            Some(until) => format!("{goal}（{}まで）", wareki::short_month(until)),
            None => goal.to_owned(),
        }
    }

    /// 宿題 of the last visit, then what meetings decided and nobody has done yet. What a record of a meeting decided that
    /// made no task is told as well: nothing is known of it.
    fn promises(&self) -> Vec<PromiseRow> {
        let homework = self.last.iter().flat_map(|last| &last.homework);
        let homework = homework.map(|promise| self.promise(promise, "前回の宿題".to_owned()));
        let open = self.tasks.iter().filter(|task| task.done.is_none());
        let open = open.map(|task| {
            let promise = Promise {
                who: task.task.who.clone(),
                what: task.task.what.clone(),
                by: task.task.due,
            };
            self.promise(&promise, set_by(task))
        });
        let tasks = |decided: &&Promise| self.tasks.iter().any(|task| task.task.what == decided.what);
        let decided = self.meeting.iter().flat_map(|meeting| &meeting.decisions);
        let on = self.meeting.as_ref().and_then(|meeting| meeting.on);
        let untold = decided
            .filter(|decided| !tasks(decided))
            .map(|promise| self.promise(promise, held(on)));
        homework.chain(open).chain(untold).collect()
    }

    fn promise(&self, promise: &Promise, from: String) -> PromiseRow {
        let by = |day: Date| {
            let past = if day < self.today { "　期日すぎ" } else { "" };
            format!("{}{past}", wareki::short(day))
        };
        PromiseRow {
            who: promise.who.clone(),
            what: promise.what.clone(),
            by: promise.by.map(by).unwrap_or_default(),
            from,
        }
    }

    fn situations(&self) -> Vec<Situation> {
        let rows = || self.last.iter().flat_map(|last| &last.rows);
        let ends = self
            .file
            .certificates
            .iter()
            .map(|record| record.certificate.grant_until);
        let left = ends.max().map(|end| (end - self.today).get_days());
        let born = self.person.person.born;
        let assessment = self.file.assessment.as_ref().map(|(_, assessment)| assessment);
        [
            (Situation::First, self.last.is_none()),
            (
                Situation::Harder,
                rows().any(|row| row.trend == Some(Trend::Worse)),
            ),
            (
                Situation::Stalled,
                rows().any(|row| row.achievement == Some(Band::Zero)),
            ),
            (
                Situation::Turn,
                born.is_some_and(|born| !warnings(born, self.today).is_empty()),
            ),
            (
                Situation::Renewal,
                left.is_some_and(|left| left <= RENEWAL_WITHIN),
            ),
            (
                Situation::Observed,
                assessment
                    .is_some_and(|known| known.wish_person.is_empty() && !known.observations.is_empty()),
            ),
            (
                Situation::Child,
                born.is_some_and(|born| is_child(born, self.today)),
            ),
        ]
        .into_iter()
        .filter_map(|(situation, holds)| holds.then_some(situation))
        .collect()
    }
}

/// The newest word of the providers on a goal; what was said `before` is told as such.
fn heard(hearing: &Hearing, goal: &str, before: &str) -> String {
    match (hearing.of_goal(goal), before) {
        (said, _) if !said.is_empty() => said.join("\n"),
        (_, "") => String::new(),
        (_, before) => format!("前回: {before}"),
    }
}

/// Which record set a task.
fn set_by(task: &TaskRecord) -> String {
    match task.kind {
        PaperKind::Deciding => "決めること".to_owned(),
        _ => held(task.decided_on),
    }
}

/// Where it was decided.
fn held(on: Option<Date>) -> String {
    format!("担当者会議 {}", on.map(wareki::short).unwrap_or_default())
}

/// The newest confirmed paper of a kind.
fn newest(file: &CaseFile, kind: PaperKind) -> Option<&FiledPaper> {
    let confirmed = file
        .papers
        .iter()
        .filter(|line| line.kind == kind && line.confirmed);
    confirmed.max_by_key(|line| (line.dated, line.id))
}

fn stand(row: &Row) -> String {
    let achieved = row.achievement.map(|band| format!("達成 {}", band.label()));
    let content = row.satisfaction.map(|band| format!("満足 {}", band.label()));
    let trend = row.trend.map(|trend| trend.label().to_owned());
    let said: Vec<String> = [achieved, content, trend].into_iter().flatten().collect();
    said.join("\n")
}
