//! 計画のちがい. What differs between two versions of a plan, field by field, so that each can be talked about by itself.

use super::{Need, PlannedService, ServicePlan};
use crate::calendar::{ServiceMonth, wareki};
use crate::week::{Marked, Slot, State, redline};

/// ちがいのひとつ.
#[derive(Clone, PartialEq, Eq)]
pub struct Difference {
    /// 計画の欄, as the editor of the later version names it; empty where no single field holds it.
    pub place: String,
    /// What it is called.
    pub label: String,
    /// The earlier version says.
    pub before: String,
    /// The later version says.
    pub after: String,
    /// Whether it is a date or a month: half of one taken out says nothing.
    pub dated: bool,
}

type Said = (&'static str, &'static str, String);

/// Every field of the paper that differs, in its order. The week is told by [`week_differences`].
#[must_use]
pub fn differences(before: &ServicePlan, after: &ServicePlan) -> Vec<Difference> {
    let mut found = compared("", "", texts(before), texts(after));
    for (row, (earlier, later)) in matched(&before.needs, &after.needs).into_iter().enumerate() {
        match (earlier, later) {
            (Some(earlier), Some(later)) => found.extend(of_need(row, earlier, later)),
            (Some(gone), None) => {
                let place = before.needs.iter().position(|need| std::ptr::eq(need, gone));
                found.push(whole(place.unwrap_or(row), "（取りやめ）", &in_one(gone), ""));
            }
            (None, Some(new)) => found.push(whole(row, "（追加）", "", &in_one(new))),
            (None, None) => {}
        }
    }
    found.extend(compared("", "", around(before), around(after)));
    found
}

/// Every block of the week that differs, the days of one change together.
#[must_use]
pub fn week_differences(before: &ServicePlan, after: &ServicePlan) -> Vec<Difference> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    for marked in redline(&before.week, &after.week) {
        let Some((was, now)) = both(&marked) else { continue };
        match found
            .iter_mut()
            .find(|(_, before, after)| (before, after) == (&was, &now))
        {
            Some((days, ..)) => days.push_str(marked.day.label()),
            None => found.push((marked.day.label().to_owned(), was, now)),
        }
    }
    let told = |(days, before, after): (String, String, String)| Difference {
        place: String::new(),
        label: format!("週間計画 {days}"),
        before,
        after,
        dated: false,
    };
    found.into_iter().map(told).collect()
}

fn both(marked: &Marked) -> Option<(String, String)> {
    let now = slot(&marked.slot);
    match &marked.state {
        State::Same => None,
        State::Added => Some((String::new(), now)),
        State::Removed => Some((now, String::new())),
        State::Changed { was } => Some((slot(was), now)),
    }
}

fn slot(slot: &Slot) -> String {
    let said = format!("{}～{} {}", slot.from, slot.to, slot.what);
    match slot.provider.as_str() {
        "" => said,
        provider => format!("{said}（{provider}）"),
    }
}

fn compared<const N: usize>(at: &str, name: &str, before: [Said; N], after: [Said; N]) -> Vec<Difference> {
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|((.., before), (.., after))| before != after)
        .map(|((place, label, before), (.., after))| Difference {
            place: format!("{at}{place}"),
            label: format!("{name}{label}"),
            before,
            after,
            dated: ["日", "時期", "年月"].iter().any(|end| label.ends_with(end)),
        })
        .collect()
}

fn of_need(row: usize, before: &Need, after: &Need) -> Vec<Difference> {
    let (at, name) = (format!("needs.{row}."), format!("優先順位{}の", row + 1));
    let mut found = compared(&at, &name, need(before), need(after));
    let kinds = |need: &Need| {
        need.services
            .iter()
            .map(|line| line.kind.clone())
            .collect::<Vec<_>>()
    };
    if kinds(before) == kinds(after) {
        let lines = before.services.iter().zip(&after.services).enumerate();
        found.extend(lines.flat_map(|(line, (before, after))| {
            let at = format!("{at}services.{line}.");
            compared(
                &at,
                &format!("{name}{}の", after.kind),
                service(before),
                service(after),
            )
        }));
    } else {
        found.push(Difference {
            place: String::new(),
            label: format!("{name}福祉サービス等"),
            before: services(&before.services),
            after: services(&after.services),
            dated: false,
        });
    }
    found
}

fn whole(row: usize, what: &str, before: &str, after: &str) -> Difference {
    Difference {
        place: String::new(),
        label: format!("優先順位{}{what}", row + 1),
        before: before.to_owned(),
        after: after.to_owned(),
        dated: false,
    }
}

/// A row of the plan in a few lines.
fn in_one(row: &Need) -> String {
    let said = need(row).into_iter().filter(|(.., text)| !text.is_empty());
    let mut lines: Vec<String> = said.map(|(_, label, text)| format!("{label}: {text}")).collect();
    lines.push(services(&row.services));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
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

fn texts(plan: &ServicePlan) -> [Said; 12] {
    [
        (
            "made_on",
            "作成日",
            plan.made_on.map(wareki::format).unwrap_or_default(),
        ),
        ("starts", "計画開始年月", month(plan.starts)),
        (
            "monitoring_text",
            "モニタリング期間",
            plan.monitoring_text.clone(),
        ),
        ("wish_person", "本人の意向", plan.wish_person.clone()),
        ("wish_family", "家族の意向", plan.wish_family.clone()),
        (
            "past_effect",
            "これまでのサービスでの変化",
            plan.past_effect.clone(),
        ),
        ("policy", "総合的な援助の方針", plan.policy.clone()),
        ("long_goal", "長期目標", plan.long_goal.text.clone()),
        (
            "long_goal_until",
            "長期目標の達成時期",
            month(plan.long_goal.until),
        ),
        ("short_goal", "短期目標", plan.short_goal.text.clone()),
        (
            "short_goal_until",
            "短期目標の達成時期",
            month(plan.short_goal.until),
        ),
        (
            "changes_from_draft",
            "計画案からの変更点",
            plan.changes_from_draft.clone(),
        ),
    ]
}

/// The boxes around the week.
fn around(plan: &ServicePlan) -> [Said; 3] {
    let week = &plan.week;
    [
        (
            "main_activities",
            "主な日常生活上の活動",
            week.main_activities.clone(),
        ),
        ("not_weekly", "週単位以外のサービス", week.not_weekly.clone()),
        ("whole_picture", "生活の全体像", week.whole_picture.clone()),
    ]
}

fn need(need: &Need) -> [Said; 7] {
    [
        ("need", "解決すべき課題", need.need.clone()),
        ("goal", "支援目標", need.goal.clone()),
        ("until", "達成時期", month(need.until)),
        ("own_role", "本人の役割", need.own_role.clone()),
        ("review", "評価時期", month(need.review)),
        ("notes", "留意事項", need.notes.clone()),
        ("unmet", "満たせていない必要", need.unmet.clone()),
    ]
}

fn service(line: &PlannedService) -> [Said; 5] {
    [
        ("content", "内容", line.content.clone()),
        ("amount", "量", line.amount.clone()),
        ("provider", "提供事業者", line.provider.clone()),
        ("person_in_charge", "担当者", line.person_in_charge.clone()),
        ("tel", "電話", line.tel.clone()),
    ]
}

fn services(services: &[PlannedService]) -> String {
    let line = |line: &PlannedService| {
        let said = service(line).into_iter().map(|(.., text)| text);
        let said = std::iter::once(line.kind.clone()).chain(said);
        said.filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("　")
    };
    services.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Goal;
    use crate::week::{Block, BlockKey, BlockKind, Week};

    fn row(need: &str, amount: &str) -> Need {
        let line = PlannedService {
            kind: "就労継続支援B型".into(),
            amount: amount.into(),
            ..PlannedService::default()
        };
        Need {
            need: need.into(),
            goal: format!("{need}ようになる"),
            services: vec![line],
            ..Need::default()
        }
    }

    fn block(days: &str, from: &str) -> Block {
        Block {
            id: BlockKey(1),
            days: days.parse().unwrap(),
            from: from.parse().unwrap(),
            to: "15:00".parse().unwrap(),
            what: "B型".into(),
            provider: "見本".into(),
            kind: BlockKind::Service,
        }
    }

    fn plan(goal: &str, needs: Vec<Need>, week: Block) -> ServicePlan {
        ServicePlan {
            short_goal: Goal {
                text: goal.into(),
                until: None,
            },
            needs,
            week: Week {
                blocks: vec![week],
                ..Week::default()
            },
            ..ServicePlan::default()
        }
    }

    fn told(before: &ServicePlan, after: &ServicePlan) -> String {
        let all = differences(before, after)
            .into_iter()
            .chain(week_differences(before, after));
        let line = |found: Difference| {
            let [before, after] =
                [found.before, found.after].map(|text| if text.is_empty() { "なし".into() } else { text });
            format!("[{}] {}: {before} → {after}", found.place, found.label)
        };
        all.map(|found| line(found).replace('\n', " / "))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn each_field_row_and_block_that_differs_is_told_once_with_its_place() {
        let before = plan(
            "週3日通う",
            vec![row("働く", "週3日"), row("泊まる", "月1回")],
            block("月水木", "10:00"),
        );
        let mut moved = row("働く", "週4日");
        moved.until = Some("2027-04".parse().unwrap());
        let after = plan(
            "週4日通う",
            vec![row("料理する", "週1回"), moved],
            block("月水木", "9:00"),
        );
        insta::assert_snapshot!(told(&before, &after), @r"
        [short_goal] 短期目標: 週3日通う → 週4日通う
        [] 優先順位1（追加）: なし → 解決すべき課題: 料理する / 支援目標: 料理するようになる / 就労継続支援B型　週1回
        [needs.1.until] 優先順位2の達成時期: なし → 令和9年4月
        [needs.1.services.0.amount] 優先順位2の就労継続支援B型の量: 週3日 → 週4日
        [] 優先順位2（取りやめ）: 解決すべき課題: 泊まる / 支援目標: 泊まるようになる / 就労継続支援B型　月1回 → なし
        [] 週間計画 月水木: 10:00～15:00 B型（見本） → 9:00～15:00 B型（見本）
        ");
        assert_eq!(told(&before, &before), "");
    }

    #[test]
    fn a_first_plan_is_told_row_by_row() {
        let after = plan("週3日通う", vec![row("働く", "週3日")], block("月", "10:00"));
        insta::assert_snapshot!(told(&ServicePlan::default(), &after), @r"
        [short_goal] 短期目標: なし → 週3日通う
        [] 優先順位1（追加）: なし → 解決すべき課題: 働く / 支援目標: 働くようになる / 就労継続支援B型　週3日
        [] 週間計画 月: なし → 10:00～15:00 B型（見本）
        ");
    }
}
