//! 言い回しの気づき. Gentle questions about a plan. They never block.

use super::{Need, ServicePlan};

/// A gentle question about the wording. It never blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// The need is written from the supporter's side.
    SupporterVoice(usize),
    /// The goal says what the supporter does, not what the person reaches.
    SupporterGoal(usize),
    /// The goal has no picture: 安心した生活 and the like.
    VagueGoal(usize),
    /// The row leaves nothing to the person.
    NoOwnRole(usize),
    /// A provider is still looked for, and nobody has written what is missing.
    UnmetUnsaid(usize),
    /// Only public services stand in the plan.
    OnlyPublicServices,
    /// The family's wish stands in the person's field.
    FamilyInPersonsWish,
    /// The person's wish is not in the first person.
    WishNotFirstPerson,
    /// Person and family are made to say the same.
    WishesAlike,
    /// The long-term goal has no picture.
    VagueLongGoal,
}

const SUPPORTER_WORDS: [&str; 6] = ["させる", "していただく", "支援する", "指導", "促す", "見守る"];
const VAGUE_WORDS: [&str; 6] = [
    "安心した生活",
    "安定した生活",
    "充実した生活",
    "自分らしい生活",
    "穏やかな生活",
    "その人らしい",
];
const INFORMAL_KINDS: [&str; 8] = [
    "インフォーマル",
    "家族",
    "友人",
    "地域",
    "ボランティア",
    "学校",
    "本人",
    "趣味",
];
const FAMILY: [&str; 8] = ["母", "父", "家族", "保護者", "兄", "姉", "祖母", "祖父"];
const FIRST_PERSON: [&str; 10] = [
    "私",
    "わたし",
    "わたくし",
    "ぼく",
    "僕",
    "おれ",
    "俺",
    "自分",
    "うち",
    "たい",
];

/// Looks at the wording. A provider field in brackets （探している） counts as an unmet need, not as a fault.
#[must_use]
pub fn hints(plan: &ServicePlan) -> Vec<Hint> {
    let mut hints = wishes(plan);
    if has(&plan.long_goal.text, &VAGUE_WORDS) {
        hints.push(Hint::VagueLongGoal);
    }
    for (row, need) in plan.needs.iter().enumerate() {
        hints.extend(of_need(row, need));
    }
    let services = || plan.needs.iter().flat_map(|need| &need.services);
    if services().next().is_some() && !services().any(|service| has(&service.kind, &INFORMAL_KINDS)) {
        hints.push(Hint::OnlyPublicServices);
    }
    hints
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

// What stands in brackets is an observation in place of words, and nobody's first person.
fn wishes(plan: &ServicePlan) -> Vec<Hint> {
    let wish = plan.wish_person.trim();
    let by_family = wish.lines().any(spoken_by_family);
    let observed = wish.starts_with(['（', '(']);
    let first = has(wish, &FIRST_PERSON);
    let alike = !wish.is_empty() && wish == plan.wish_family.trim();
    [
        by_family.then_some(Hint::FamilyInPersonsWish),
        (!wish.is_empty() && !by_family && !observed && !first).then_some(Hint::WishNotFirstPerson),
        alike.then_some(Hint::WishesAlike),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn spoken_by_family(line: &str) -> bool {
    let line = line.trim();
    FAMILY.iter().any(|who| {
        line.strip_prefix(who)
            .is_some_and(|rest| rest.starts_with(['：', ':', '「', '（', '(']))
    })
}

fn of_need(row: usize, need: &Need) -> Vec<Hint> {
    let looked_for = |provider: &str| provider.trim().starts_with(['（', '(']);
    let unmet = need.services.iter().any(|service| looked_for(&service.provider));
    [
        has(&need.need, &SUPPORTER_WORDS).then_some(Hint::SupporterVoice(row)),
        has(&need.goal, &SUPPORTER_WORDS).then_some(Hint::SupporterGoal(row)),
        has(&need.goal, &VAGUE_WORDS).then_some(Hint::VagueGoal(row)),
        need.own_role.trim().is_empty().then_some(Hint::NoOwnRole(row)),
        (unmet && need.unmet.trim().is_empty()).then_some(Hint::UnmetUnsaid(row)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::PlannedService;
    use super::*;

    fn wish(person: &str, family: &str) -> Vec<Hint> {
        hints(&ServicePlan {
            wish_person: person.to_owned(),
            wish_family: family.to_owned(),
            ..ServicePlan::default()
        })
    }

    #[test]
    fn the_wishes_of_person_and_family_are_kept_apart() {
        assert_eq!(
            wish(
                "わたしは、パソコンで役に立つ仕事がしたい。",
                "母：毎日行くところができてほしい。"
            ),
            []
        );
        assert_eq!(wish("（すきな音楽が流れると右手を上げて笑う。）", ""), []);
        assert_eq!(
            wish("母：毎日行くところができてほしい。", ""),
            [Hint::FamilyInPersonsWish]
        );
        assert_eq!(wish("日中の居場所の確保", ""), [Hint::WishNotFirstPerson]);
        assert_eq!(wish("家で暮らしたい。", "家で暮らしたい。"), [Hint::WishesAlike]);
    }

    #[test]
    fn a_row_is_asked_about_its_wording_and_never_more() {
        let mut need = Need {
            need: "通所を促す".to_owned(),
            goal: "安心した生活を送れるよう支援する".to_owned(),
            services: vec![PlannedService {
                kind: "移動支援".to_owned(),
                provider: "（探している）".to_owned(),
                ..PlannedService::default()
            }],
            ..Need::default()
        };
        let plan = |need: &Need| ServicePlan {
            needs: vec![need.clone()],
            ..ServicePlan::default()
        };
        let said = [
            Hint::SupporterVoice(0),
            Hint::SupporterGoal(0),
            Hint::VagueGoal(0),
            Hint::NoOwnRole(0),
            Hint::UnmetUnsaid(0),
            Hint::OnlyPublicServices,
        ];
        assert_eq!(hints(&plan(&need)), said);
        need.need = "弟や家族と出かけたい。".to_owned();
        need.goal = "家族四人で季節に1回出かける。".to_owned();
        need.own_role = "行きたい所の音楽を選ぶ。".to_owned();
        need.unmet = "吸引に対応できる移動支援が市内にない".to_owned();
        assert_eq!(hints(&plan(&need)), [Hint::OnlyPublicServices]);
    }
}
