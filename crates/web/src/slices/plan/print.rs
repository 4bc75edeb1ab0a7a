//! 様式1-1, 1-2, 2-1, 2-2: what the forms say about a draft or a plan.

use bansou_documents::Paper as Printed;
use bansou_documents::papers::{
    Goal as GoalBox, NeedRow, PlanSheet, PlanStage, ServiceEntry, WeekSheet, WeekStage,
};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PaperId;
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;

use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::papers::{Desk, Printable};
use crate::week;

const DRAFT: &str = "サービス等利用計画案・障害児支援利用計画案";
const PLAN: &str = "サービス等利用計画・障害児支援利用計画";

/// One of the four forms.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    form: Printable,
    paper: PaperId,
) -> Result<Box<dyn Printed + Send>, Failure> {
    let paper = reader.paper::<ServicePlan>(case, paper).await?;
    if !Printable::of(paper.line.kind).contains(&form) {
        return Err(Failure::Store(bansou_store::Failure::NotFound));
    }
    let desk = Desk::load(cx, reader, case).await?;
    Ok(match form {
        Printable::DraftWeek | Printable::PlanWeek => Box::new(week_sheet(&desk, &paper)),
        _ => Box::new(plan_sheet(&desk, &paper)),
    })
}

fn is_draft(paper: &Paper<ServicePlan>) -> bool {
    paper.line.kind == PaperKind::DraftPlan
}

fn plan_sheet(desk: &Desk, paper: &Paper<ServicePlan>) -> PlanSheet {
    let plan = &paper.content;
    let (number, title, stage) = if is_draft(paper) {
        ("様式1-1", DRAFT, PlanStage::Draft)
    } else {
        ("様式2-1", PLAN, PlanStage::Plan)
    };
    PlanSheet {
        cover: desk.cover(number, title, plan.made_on),
        stage,
        head: desk.head(plan.made_on),
        made_on: plan.made_on.map(wareki::format).unwrap_or_default(),
        monitoring_period: plan.monitoring_text.clone(),
        consent: desk.consent(paper.line.id),
        wishes: wishes(plan),
        policy: plan.policy.clone(),
        long_goal: goal(&plan.long_goal),
        short_goal: goal(&plan.short_goal),
        needs: plan.needs.iter().enumerate().map(need_row).collect(),
    }
}

fn week_sheet(desk: &Desk, paper: &Paper<ServicePlan>) -> WeekSheet {
    let plan = &paper.content;
    let (number, title) = if is_draft(paper) {
        ("様式1-2", format!("{DRAFT}【週間計画表】"))
    } else {
        ("様式2-2", format!("{PLAN}【週間計画表】"))
    };
    let granted = plan.made_on.and_then(|on| desk.grant_begins(on));
    let starts = plan.starts.or(granted.map(ServiceMonth::containing));
    WeekSheet {
        cover: desk.cover(number, &title, plan.made_on),
        stage: WeekStage::Planned,
        head: desk.head(plan.made_on),
        started: starts.map(wareki::format_month).unwrap_or_default(),
        blocks: week::blocks(&plan.week),
        activities: plan.week.main_activities.clone(),
        not_weekly: plan.week.not_weekly.clone(),
        whole_picture: plan.week.whole_picture.clone(),
    }
}

/// Person and family share one box on the paper, and are told apart in it.
fn wishes(plan: &ServicePlan) -> String {
    let said = [("本人", &plan.wish_person), ("家族", &plan.wish_family)];
    let lines = said
        .into_iter()
        .filter(|(_, words)| !words.trim().is_empty())
        .map(|(who, words)| {
            // 「母：…」 says itself who in the family spoke.
            let named = who == "家族" && words.chars().take(6).any(|sign| matches!(sign, '：' | ':'));
            let mark = if named { "　" } else { "：" };
            format!("{who}{mark}{words}")
        });
    lines.collect::<Vec<_>>().join("\n")
}

fn month(month: Option<ServiceMonth>) -> String {
    month.map(wareki::format_month).unwrap_or_default()
}

fn goal(goal: &Goal) -> GoalBox {
    GoalBox {
        text: goal.text.clone(),
        until: month(goal.until),
    }
}

fn need_row((place, need): (usize, &Need)) -> NeedRow {
    NeedRow {
        priority: (place + 1).to_string(),
        need: need.need.clone(),
        goal: need.goal.clone(),
        until: in_two_lines(need.until),
        services: need.services.iter().map(service).collect(),
        own_role: need.own_role.clone(),
        review: in_two_lines(need.review),
        notes: need.notes.clone(),
    }
}

/// The columns are narrow: the year stands above the month.
fn in_two_lines(at: Option<ServiceMonth>) -> String {
    month(at).replacen('年', "年\n", 1)
}

fn service(service: &PlannedService) -> ServiceEntry {
    let PlannedService {
        kind,
        content,
        amount,
        provider,
        person_in_charge,
        tel,
    } = service.clone();
    ServiceEntry {
        kind,
        content,
        amount,
        provider,
        person_in_charge,
        tel,
    }
}
