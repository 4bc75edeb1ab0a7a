//! 見込み. Who is still open in the month, and what the month will decide for the next.

use bansou_billing::{CaseloadMonth, Outlook};
use bansou_domain::calendar::ServiceMonth;
use bansou_store::access::ClaimDesk;
use bansou_store::claim_facts::GroundContent;
use bansou_store::{Failure, Reader};

use crate::course::{Course, Desk};
use crate::settings::{Settings, caseload};
use crate::staff::Posts;

/// ひと月の見込み. Who is still open in the month, and what the next month's tier is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthOutlook {
    /// モニタリング実施月の人. Due, and neither monitored nor given a plan in the month yet.
    pub due: u32,
    /// 計画案のある人. Not due, and with a draft whose plan nobody has consented to yet.
    pub drafted: u32,
    /// What the rules make a forecast of.
    pub caseload: Outlook,
}

pub(crate) fn outlook(desk: &Desk<'_>, courses: &[Course<'_>]) -> MonthOutlook {
    let month = desk.month;
    let open = |course: &&Course<'_>| course.who.closed_on.is_none() && !is_counted(course, month);
    let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    let (due, others): (Vec<_>, Vec<_>) = courses
        .iter()
        .filter(open)
        .partition(|course| is_due(course, month));
    let due = count(due.len());
    let drafted = count(others.into_iter().filter(|course| is_drafted(course)).count());
    let mut months = caseload(desk.office, &desk.posts, month.next());
    MonthOutlook {
        due,
        drafted,
        caseload: Outlook {
            running: months.pop().unwrap_or(CaseloadMonth {
                cases: 0,
                specialists: 0,
                assistants: 0,
            }),
            before: months,
            open: due.saturating_add(drafted),
            tier: Settings::new(&desk.office.settings, month.next()).tier(),
        },
    }
}

/// 先の見込み. What some months from `month` on will decide, each as if everybody who is open in it and in those before were
/// visited: `open` says how many that is, month by month. It reads the office alone, and no person's record.
pub async fn outlook_ahead(
    reader: &mut Reader,
    claims: ClaimDesk,
    month: ServiceMonth,
    open: &[u32],
) -> Result<Vec<(ServiceMonth, Outlook)>, Failure> {
    let ground = reader.office_ground(claims, crate::span(month)).await?;
    let posts = Posts::of(&ground);
    let mut months = caseload(&ground, &posts, month.next());
    let mut found = Vec::new();
    for (ahead, open) in open.iter().enumerate() {
        let this = month.plus(i32::try_from(ahead).unwrap_or_default());
        if ahead > 0 {
            let counted = caseload(&ground, &posts, this.next()).pop();
            months.extend(counted);
            let surplus = months
                .len()
                .saturating_sub(usize::try_from(crate::MONTHS_OF_CASES).unwrap_or_default());
            months.drain(..surplus);
        }
        let Some((running, before)) = months.split_last() else {
            break;
        };
        found.push((
            this,
            Outlook {
                before: before.to_vec(),
                running: *running,
                open: *open,
                tier: Settings::new(&ground.settings, this.next()).tier(),
            },
        ));
        if let Some(running) = months.last_mut() {
            running.cases = running.cases.saturating_add(*open);
        }
    }
    Ok(found)
}

/// Whether the month counts the person already: a plan was first consented to, or a report is confirmed.
fn is_counted(course: &Course<'_>, month: ServiceMonth) -> bool {
    let planned = course
        .plans()
        .filter_map(|plan| course.plan_consented(plan.cycle))
        .any(|on| month.contains(on));
    let monitored = course
        .reports()
        .any(|(paper, _, on)| paper.confirmed && month.contains(on));
    planned || monitored
}

fn is_due(course: &Course<'_>, month: ServiceMonth) -> bool {
    let mut certificates = course.certificates.iter();
    certificates.any(|(_, certificate)| certificate.months.contains(&month))
}

/// Whether the newest cycle has a draft or a plan, and no consent to the plan.
fn is_drafted(course: &Course<'_>) -> bool {
    let planning = course
        .papers
        .iter()
        .filter(|paper| matches!(paper.content, GroundContent::Draft | GroundContent::Plan(_)));
    let newest = planning.map(|paper| paper.cycle).max();
    newest.is_some_and(|cycle| course.plan_consented(cycle).is_none())
}
