//! 持っていくもの: what is to be read again, to be signed and to be handed over at the visit, and what the office promised.

use bansou_domain::calendar::wareki;
use bansou_domain::paper::{PaperKind, Recipient};
use bansou_domain::task::OwnerSide;
use bansou_store::case_file::FiledPaper;
use bansou_store::visits::{NewestPaper, Open};

use super::gather::Ahead;

/// The lines for the visits of a day.
pub(crate) fn bring(open: &[&Open]) -> Vec<String> {
    let paper = |kind: PaperKind| {
        open.iter().find_map(|open| match open {
            Open::Paper(paper) if paper.kind == kind => Some(*paper),
            _ => None,
        })
    };
    let (plan, report) = (paper(PaperKind::Plan), paper(PaperKind::Monitoring));
    // A draft that became the plan is carried no more; the one of the next period waits to be signed beside it.
    let draft = paper(PaperKind::DraftPlan);
    let draft = draft.filter(|draft| plan.is_none_or(|plan| plan.cycle < draft.cycle));
    let homework = open.iter().filter_map(|open| match open {
        Open::Homework(what, by) => {
            let by = by.map(|by| format!("（{}まで）", wareki::short(by)));
            Some(format!("自分たちの宿題: {what}{}", by.unwrap_or_default()))
        }
        Open::Paper(_) => None,
    });
    let papers = [plan, draft, report]
        .into_iter()
        .flatten()
        .map(|paper| line(&paper));
    papers.chain(homework).collect()
}

fn line(paper: &NewestPaper) -> String {
    let month = paper.month.map(|month| format!("（{}月分）", month.month()));
    let wanted = match (paper.agreed, paper.handed) {
        (false, false) => "同意の署名をもらう・写しを渡す",
        (false, true) => "同意の署名をもらう",
        (true, false) => "写しを渡す",
        (true, true) => "控え",
    };
    let name = match paper.kind {
        PaperKind::Monitoring => "報告書",
        PaperKind::DraftPlan => "計画案",
        _ => "計画",
    };
    format!("{name}{}: {wanted}", month.unwrap_or_default())
}

/// The same of one case, whose file is at hand.
pub(super) fn of(ahead: &Ahead) -> Vec<String> {
    let kinds = [PaperKind::Plan, PaperKind::DraftPlan, PaperKind::Monitoring];
    let newest = kinds.map(|kind| {
        let confirmed = ahead
            .file
            .papers
            .iter()
            .filter(|paper| paper.kind == kind && paper.confirmed);
        confirmed
            .max_by_key(|paper| (paper.cycle, paper.dated, paper.id))
            .map(held)
    });
    let ours = ahead
        .tasks
        .iter()
        .filter(|task| task.done.is_none() && task.task.side == OwnerSide::Office);
    let homework = ours.map(|task| Open::Homework(task.task.what.clone(), task.task.due));
    let open: Vec<Open> = newest
        .into_iter()
        .flatten()
        .map(Open::Paper)
        .chain(homework)
        .collect();
    bring(&open.iter().collect::<Vec<_>>())
}

fn held(paper: &FiledPaper) -> NewestPaper {
    NewestPaper {
        kind: paper.kind,
        cycle: paper.cycle,
        month: paper.month,
        agreed: paper.consent.is_some(),
        handed: paper.deliveries.iter().any(|(to, ..)| *to == Recipient::Person),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(kind: PaperKind, cycle: i64, agreed: bool) -> Open {
        Open::Paper(NewestPaper {
            kind,
            cycle,
            month: None,
            agreed,
            handed: true,
        })
    }

    #[test]
    fn the_draft_of_the_next_period_is_taken_along_to_be_signed_and_the_one_that_became_the_plan_is_not() {
        let plan = paper(PaperKind::Plan, 2, true);
        let (old, next) = (
            paper(PaperKind::DraftPlan, 2, true),
            paper(PaperKind::DraftPlan, 3, false),
        );
        assert_eq!(bring(&[&old]), ["計画案: 控え"]);
        assert_eq!(bring(&[&plan, &old]), ["計画: 控え"]);
        assert_eq!(
            bring(&[&plan, &next]),
            ["計画: 控え", "計画案: 同意の署名をもらう"]
        );
    }
}
