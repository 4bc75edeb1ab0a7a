//! What differs between two versions: the draft and its plan, a plan and the one before, a correction and its original.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Need, PlannedService, ServicePlan};
use bansou_store::paper::{Paper, PaperLine};
use serde::Deserialize;

use super::paper_path;
use crate::context::Cx;
use crate::diff::Diff;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};
use crate::week::{Grid, Redline};

#[derive(Template)]
#[template(path = "slices/plan/difference.html")]
struct Difference {
    case: CaseFrame,
    here: PaperLine,
    other: Option<PaperId>,
    versions: Vec<(String, String)>,
    changes: Vec<Change>,
    week: Option<(Grid, Redline)>,
}

struct Change {
    label: String,
    diff: Diff,
}

/// Which version to compare with.
#[derive(Deserialize)]
pub(super) struct Asked {
    with: Option<PaperId>,
}

impl View for Difference {
    fn title(&self) -> String {
        format!("計画のちがい — {}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn wide(&self) -> bool {
        true
    }
}

impl Difference {
    fn path(&self) -> String {
        paper_path(self.case.person, self.here.id)
    }

    fn chosen(&self, id: &str) -> bool {
        self.other.is_some_and(|other| other.to_string() == id)
    }
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan.difference").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Plan, cx.today()).await?;
    let here = reader.paper::<ServicePlan>(case, id).await?;
    let mut lines = reader.papers(case).await?;
    lines.retain(|line| matches!(line.kind, PaperKind::DraftPlan | PaperKind::Plan) && line.id != id);
    let other = asked.with.or_else(|| before(&here.line, &lines));
    let earlier = match other {
        Some(other) => Some(reader.paper::<ServicePlan>(case, other).await?),
        None => None,
    };
    drop(reader);
    let view = Difference {
        case: frame,
        versions: lines
            .iter()
            .map(|line| (line.id.to_string(), name(line)))
            .collect(),
        other,
        changes: earlier
            .as_ref()
            .map(|earlier| changes(&earlier.content, &here.content))
            .unwrap_or_default(),
        week: earlier.as_ref().map(|earlier| week(earlier, &here)),
        here: here.line,
    };
    page(&cx, &view)
}

/// What a version is compared with unless another is asked for.
fn before(here: &PaperLine, others: &[PaperLine]) -> Option<PaperId> {
    let (kind, cycle) = match here.kind {
        PaperKind::Plan => (PaperKind::DraftPlan, here.cycle),
        _ => (PaperKind::Plan, here.cycle - 1),
    };
    let stands = |line: &&PaperLine| line.kind == kind && line.cycle == cycle && !line.replaced;
    here.replaces
        .or_else(|| others.iter().find(stands).map(|line| line.id))
}

fn name(line: &PaperLine) -> String {
    let state = match (line.replaced, line.confirmed_at.is_some()) {
        (true, _) => "訂正前",
        (false, true) => "確定",
        (false, false) => "途中",
    };
    let dated = line.dated.map(wareki::format).unwrap_or_default();
    format!("第{}期 {} {dated}（{state}）", line.cycle, line.kind.label())
}

fn week(earlier: &Paper<ServicePlan>, here: &Paper<ServicePlan>) -> (Grid, Redline) {
    let (before, after) = (&earlier.content.week, &here.content.week);
    (Grid::redlined(before, after), Redline::of(before, after))
}

/// Every field that differs, in the order of the paper.
fn changes(before: &ServicePlan, after: &ServicePlan) -> Vec<Change> {
    let mut pairs: Vec<(String, String, String)> = texts(before)
        .into_iter()
        .zip(texts(after))
        .map(|((label, before), (_, after))| (label.to_owned(), before, after))
        .collect();
    let nothing = Need::default();
    for (place, (earlier, later)) in matched(&before.needs, &after.needs).into_iter().enumerate() {
        let (earlier, later) = (earlier.unwrap_or(&nothing), later.unwrap_or(&nothing));
        let both = of_need(earlier).into_iter().zip(of_need(later));
        let labelled = both
            .map(|((label, before), (_, after))| (format!("優先順位{} {label}", place + 1), before, after));
        pairs.extend(labelled);
    }
    pairs
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(label, before, after)| Change {
            diff: compare(&label, &before, &after),
            label,
        })
        .collect()
}

fn compare(label: &str, before: &str, after: &str) -> Diff {
    if label.ends_with('日') || label.ends_with("時期") || label.ends_with("年月") {
        Diff::replaced(before, after)
    } else {
        Diff::of(before, after)
    }
}

type Pair<'p> = (Option<&'p Need>, Option<&'p Need>);

/// Rows of the later plan with the row they come from: the same need, else the same place; what is gone comes last.
fn matched<'p>(before: &'p [Need], after: &'p [Need]) -> Vec<Pair<'p>> {
    let mut left: Vec<Option<&Need>> = before.iter().map(Some).collect();
    let mut pairs: Vec<Pair<'p>> = Vec::new();
    for need in after {
        let place = left
            .iter()
            .position(|earlier| earlier.is_some_and(|earlier| earlier.need == need.need));
        let found = place.and_then(|place| left.get_mut(place)?.take());
        pairs.push((found, Some(need)));
    }
    for (place, pair) in pairs.iter_mut().enumerate().filter(|(_, pair)| pair.0.is_none()) {
        pair.0 = left.get_mut(place).and_then(Option::take);
    }
    pairs.extend(left.into_iter().flatten().map(|gone| (Some(gone), None)));
    pairs
}

fn month(month: Option<ServiceMonth>) -> String {
    month.map(wareki::format_month).unwrap_or_default()
}

fn texts(plan: &ServicePlan) -> [(&'static str, String); 15] {
    [
        ("作成日", plan.made_on.map(wareki::format).unwrap_or_default()),
        ("計画開始年月", month(plan.starts)),
        ("モニタリング期間", plan.monitoring_text.clone()),
        ("本人の意向", plan.wish_person.clone()),
        ("家族の意向", plan.wish_family.clone()),
        ("これまでのサービスでの変化", plan.past_effect.clone()),
        ("総合的な援助の方針", plan.policy.clone()),
        ("長期目標", plan.long_goal.text.clone()),
        ("長期目標の達成時期", month(plan.long_goal.until)),
        ("短期目標", plan.short_goal.text.clone()),
        ("短期目標の達成時期", month(plan.short_goal.until)),
        ("計画案からの変更点", plan.changes_from_draft.clone()),
        ("主な日常生活上の活動", plan.week.main_activities.clone()),
        ("週単位以外のサービス", plan.week.not_weekly.clone()),
        ("生活の全体像", plan.week.whole_picture.clone()),
    ]
}

fn of_need(need: &Need) -> [(&'static str, String); 8] {
    [
        ("課題", need.need.clone()),
        ("支援目標", need.goal.clone()),
        ("達成時期", month(need.until)),
        ("福祉サービス等", services(&need.services)),
        ("本人の役割", need.own_role.clone()),
        ("評価時期", month(need.review)),
        ("その他留意事項", need.notes.clone()),
        ("満たせていない必要", need.unmet.clone()),
    ]
}

fn services(services: &[PlannedService]) -> String {
    let line = |service: &PlannedService| {
        let said = [
            &service.kind,
            &service.content,
            &service.amount,
            &service.provider,
            &service.person_in_charge,
            &service.tel,
        ];
        let said: Vec<_> = said
            .into_iter()
            .filter(|text| !text.is_empty())
            .cloned()
            .collect();
        said.join("　")
    };
    services.iter().map(line).collect::<Vec<_>>().join("\n")
}
