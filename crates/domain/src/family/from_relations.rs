//! Derives couples and children from the relation in each row, so that the list form is enough.

use super::{
    ChildKind, ChildLink, FamilyMap, FamilyMember, MemberKey, Origin, Relation, Side, Union, UnionKind,
};

/// Builds the map of a family from a plain list. What a relation does not tell is left
/// unlinked and stands at the side; nothing is guessed between two possible parents.
#[must_use]
pub fn from_relations(person: FamilyMember, members: &[FamilyMember]) -> FamilyMap {
    let person = FamilyMember {
        key: MemberKey::PERSON,
        relation: Relation::Person,
        through: None,
        ..person
    };
    let mut all = vec![person];
    all.extend(
        members
            .iter()
            .filter(|member| member.key != MemberKey::PERSON)
            .cloned(),
    );
    let mut map = FamilyMap {
        members: all,
        ..FamilyMap::default()
    };
    // Each step reads what the earlier ones linked: a child needs the couple, an
    // uncle the parent's own parents.
    for step in [
        couples,
        parents,
        parents_in_law,
        siblings,
        grandparents,
        uncles,
        children,
        nephews,
    ] {
        let rows = map.members.clone();
        for row in &rows {
            step(&mut map, row);
        }
    }
    map
}

fn anchor(row: &FamilyMember) -> MemberKey {
    row.through.unwrap_or(MemberKey::PERSON)
}

fn of(map: &FamilyMap, anchor_key: MemberKey, wanted: &[Relation]) -> Option<MemberKey> {
    let mut rows = map.members.iter();
    rows.find(|row| row.key != anchor_key && anchor(row) == anchor_key && wanted.contains(&row.relation))
        .map(|r| r.key)
}

fn couples(map: &mut FamilyMap, row: &FamilyMember) {
    let kind = match row.relation {
        Relation::Spouse | Relation::Husband | Relation::Wife => UnionKind::Married,
        Relation::Partner | Relation::CommonLawHusband | Relation::CommonLawWife => UnionKind::CommonLaw,
        Relation::FormerSpouse | Relation::FormerHusband | Relation::FormerWife => UnionKind::Divorced,
        _ => return,
    };
    unite(map, anchor(row), row.key, kind);
}

fn unite(map: &mut FamilyMap, one: MemberKey, other: MemberKey, otherwise: UnionKind) {
    let known = |map: &FamilyMap, key| map.member(key).and_then(|member| member.union);
    let missing = map.member(one).is_none() || map.member(other).is_none();
    if one == other || missing || map.unions.iter().any(|union| union.joins(one, other)) {
        return;
    }
    let kind = known(map, other).or_else(|| known(map, one)).unwrap_or(otherwise);
    map.unions.push(Union {
        a: one,
        b: other,
        kind,
    });
}

/// The three ways to have parents, each with its words.
const PARENTS: [(Relation, Relation, ChildKind); 3] = [
    (Relation::Father, Relation::Mother, ChildKind::Birth),
    (
        Relation::AdoptiveFather,
        Relation::AdoptiveMother,
        ChildKind::Adopted,
    ),
    (Relation::FosterFather, Relation::FosterMother, ChildKind::Foster),
];

fn parents(map: &mut FamilyMap, row: &FamilyMember) {
    for (father, mother, kind) in PARENTS {
        let pair = (of(map, row.key, &[father]), of(map, row.key, &[mother]));
        if let (Some(father), Some(mother)) = pair {
            let standing = if remarried(map, row.key, father, mother) {
                UnionKind::Divorced
            } else {
                UnionKind::Married
            };
            unite(map, father, mother, standing);
        }
        if let Some(origin) = origin_of(pair) {
            link(map, origin, row.key, kind);
        }
    }
    step_parent(map, row.key, &Relation::Mother, &Relation::StepFather);
    step_parent(map, row.key, &Relation::Father, &Relation::StepMother);
}

fn origin_of(pair: (Option<MemberKey>, Option<MemberKey>)) -> Option<Origin> {
    match pair {
        (Some(one), Some(other)) => Some(Origin::couple(one, other)),
        (Some(one), None) | (None, Some(one)) => Some(Origin::Single(one)),
        (None, None) => None,
    }
}

// A step-parent beside two living parents means that the parents parted; after a
// death the first marriage simply ended.
fn remarried(map: &FamilyMap, child: MemberKey, father: MemberKey, mother: MemberKey) -> bool {
    let dead = |key| {
        map.member(key)
            .is_some_and(|member| member.dead || member.died.is_some())
    };
    let step = of(map, child, &[Relation::StepFather, Relation::StepMother]).is_some();
    step && !dead(father) && !dead(mother)
}

fn step_parent(map: &mut FamilyMap, child: MemberKey, parent: &Relation, step: &Relation) {
    let wanted = (
        of(map, child, std::slice::from_ref(parent)),
        of(map, child, std::slice::from_ref(step)),
    );
    if let (Some(parent), Some(step)) = wanted
        && !map.unions.iter().any(|union| union.joins(parent, step))
    {
        // The row's own 夫婦の関係 speaks of the parents; the new couple is taken from the step-parent's row.
        let kind = map
            .member(step)
            .and_then(|member| member.union)
            .unwrap_or(UnionKind::Married);
        map.unions.push(Union {
            a: parent,
            b: step,
            kind,
        });
    }
}

fn link(map: &mut FamilyMap, origin: Origin, child: MemberKey, kind: ChildKind) {
    let itself = origin.parents().contains(&child);
    let known = map
        .children
        .iter()
        .any(|link| link.child == child && link.kind == kind);
    if !itself && !known && map.member(child).is_some() {
        map.children.push(ChildLink { origin, child, kind });
    }
}

fn parents_in_law(map: &mut FamilyMap, row: &FamilyMember) {
    if row.relation != Relation::FatherInLaw && row.relation != Relation::MotherInLaw {
        return;
    }
    let key = anchor(row);
    let Some(spouse) = present_partner(map, key) else {
        return;
    };
    let pair = (
        of(map, key, &[Relation::FatherInLaw]),
        of(map, key, &[Relation::MotherInLaw]),
    );
    if let (Some(father), Some(mother)) = pair {
        unite(map, father, mother, UnionKind::Married);
    }
    if let Some(origin) = origin_of(pair) {
        link(map, origin, spouse, ChildKind::Birth);
    }
}

// The one partner, or the one among several who is not divorced.
fn present_partner(map: &FamilyMap, key: MemberKey) -> Option<MemberKey> {
    let all: Vec<_> = map.unions_of(key).collect();
    let lasting: Vec<_> = all
        .iter()
        .filter(|union| union.kind != UnionKind::Divorced)
        .collect();
    match (all.as_slice(), lasting.as_slice()) {
        ([only], _) => only.partner(key),
        (_, [only]) => only.partner(key),
        _ => None,
    }
}

fn siblings(map: &mut FamilyMap, row: &FamilyMember) {
    let sibling = matches!(
        row.relation,
        Relation::ElderBrother | Relation::ElderSister | Relation::YoungerBrother | Relation::YoungerSister
    );
    if sibling {
        join_siblings(map, anchor(row), row.key);
    }
}

fn join_siblings(map: &mut FamilyMap, key: MemberKey, sibling: MemberKey) {
    if map.member(key).is_none() || key == sibling {
        return;
    }
    let origin = map.origin(key).unwrap_or(Origin::Unrecorded(key.0));
    link(map, origin, key, ChildKind::Birth);
    link(map, origin, sibling, ChildKind::Birth);
}

// A side that is not said is plain only when just one parent is recorded.
fn parent_on(map: &FamilyMap, key: MemberKey, side: Side) -> Option<MemberKey> {
    let pair = (
        of(map, key, &[Relation::Father]),
        of(map, key, &[Relation::Mother]),
    );
    match (side, pair) {
        (Side::Paternal, (father, _)) => father,
        (Side::Maternal, (_, mother)) => mother,
        (Side::Unknown, (Some(only), None) | (None, Some(only))) => Some(only),
        (Side::Unknown, _) => None,
    }
}

fn grandparents(map: &mut FamilyMap, row: &FamilyMember) {
    let (Relation::Grandfather(side) | Relation::Grandmother(side)) = row.relation else {
        return;
    };
    let key = anchor(row);
    let Some(parent) = parent_on(map, key, side) else {
        return;
    };
    let pair = (
        of(map, key, &[Relation::Grandfather(side)]),
        of(map, key, &[Relation::Grandmother(side)]),
    );
    if let (Some(grandfather), Some(grandmother)) = pair {
        unite(map, grandfather, grandmother, UnionKind::Married);
    }
    if let Some(origin) = origin_of(pair) {
        link(map, origin, parent, ChildKind::Birth);
    }
}

fn uncles(map: &mut FamilyMap, row: &FamilyMember) {
    let (Relation::Uncle(side) | Relation::Aunt(side)) = row.relation else {
        return;
    };
    if let Some(parent) = parent_on(map, anchor(row), side) {
        join_siblings(map, parent, row.key);
    }
}

fn children(map: &mut FamilyMap, row: &FamilyMember) {
    let kind = match &row.relation {
        child if child.is_child() => ChildKind::Birth,
        Relation::AdoptedChild => ChildKind::Adopted,
        _ => return,
    };
    adopt(map, anchor(row), row.key, kind);
}

fn adopt(map: &mut FamilyMap, parent: MemberKey, child: MemberKey, kind: ChildKind) {
    if map.member(parent).is_some() {
        let origin = present_partner(map, parent)
            .map_or(Origin::Single(parent), |other| Origin::couple(parent, other));
        link(map, origin, child, kind);
    }
}

// Without a name for the one in between, only an only sibling or an only child is certain.
fn nephews(map: &mut FamilyMap, row: &FamilyMember) {
    let key = anchor(row);
    let between = match row.relation {
        Relation::Nephew | Relation::Niece => only(&siblings_of(map, key)),
        Relation::Grandchild => only(&children_of(map, key)),
        _ => None,
    };
    if let Some(parent) = between {
        adopt(map, parent, row.key, ChildKind::Birth);
    }
}

fn only(keys: &[MemberKey]) -> Option<MemberKey> {
    if let [key] = keys { Some(*key) } else { None }
}

fn siblings_of(map: &FamilyMap, key: MemberKey) -> Vec<MemberKey> {
    let Some(origin) = map.origin(key) else {
        return vec![];
    };
    map.children
        .iter()
        .filter(|link| link.origin == origin && link.child != key)
        .map(|link| link.child)
        .collect()
}

fn children_of(map: &FamilyMap, key: MemberKey) -> Vec<MemberKey> {
    map.children
        .iter()
        .filter(|link| link.origin.parents().contains(&key))
        .map(|link| link.child)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: u32, relation: &str) -> FamilyMember {
        FamilyMember {
            key: MemberKey(key),
            relation: Relation::read(relation),
            ..FamilyMember::default()
        }
    }

    fn through(key: u32, relation: &str, of: u32) -> FamilyMember {
        FamilyMember {
            through: Some(MemberKey(of)),
            ..row(key, relation)
        }
    }

    fn show(rows: &[FamilyMember]) -> String {
        let map = from_relations(FamilyMember::default(), rows);
        let name = |key: MemberKey| map.member(key).unwrap().relation.label().to_owned();
        let couple = |union: &Union| format!("{}＝{} {}", name(union.a), name(union.b), union.kind.label());
        let child = |link: &ChildLink| {
            let parents: Vec<_> = link.origin.parents().into_iter().map(name).collect();
            format!(
                "{}→{} {}",
                parents.join("・"),
                name(link.child),
                link.kind.label()
            )
        };
        let aside: Vec<_> = map.unplaced().into_iter().map(name).collect();
        let mut lines: Vec<_> = map
            .unions
            .iter()
            .map(couple)
            .chain(map.children.iter().map(child))
            .collect();
        if !aside.is_empty() {
            lines.push(format!("脇 {}", aside.join("・")));
        }
        lines.join("\n")
    }

    #[test]
    fn parents_and_siblings_follow_from_the_list() {
        insta::assert_snapshot!(show(&[row(1, "母"), row(2, "父"), row(3, "姉")]), @"
        父＝母 婚姻
        母・父→本人 実子
        母・父→姉 実子
        ");
    }

    #[test]
    fn grandparents_hang_on_the_side_that_is_said() {
        let rows = [
            row(1, "母"),
            row(2, "父"),
            row(3, "祖母（父方）"),
            row(4, "祖父（父方）"),
            row(5, "祖母（母方）"),
            row(6, "おば（母方）"),
        ];
        insta::assert_snapshot!(show(&rows), @"
        父＝母 婚姻
        祖父（父方）＝祖母（父方） 婚姻
        母・父→本人 実子
        祖母（父方）・祖父（父方）→父 実子
        祖母（母方）→母 実子
        祖母（母方）→おば（母方） 実子
        ");
    }

    #[test]
    fn what_is_not_certain_stands_at_the_side() {
        let rows = [
            row(1, "母"),
            row(2, "父"),
            row(3, "祖母"),
            row(4, "大家さん"),
            row(5, "甥"),
            row(6, "いとこ"),
        ];
        insta::assert_snapshot!(show(&rows), @"
        父＝母 婚姻
        母・父→本人 実子
        脇 祖母・大家さん・甥・いとこ
        ");
    }

    #[test]
    fn an_unsided_grandmother_belongs_to_the_only_parent() {
        insta::assert_snapshot!(show(&[row(1, "母"), row(2, "祖母")]), @"
        母→本人 実子
        祖母→母 実子
        ");
    }

    #[test]
    fn a_former_husband_s_child_is_said_through_him() {
        let rows = [
            row(1, "夫"),
            row(2, "前夫"),
            row(3, "長男"),
            through(4, "長女", 2),
            row(5, "義母"),
        ];
        insta::assert_snapshot!(show(&rows), @"
        本人＝夫 婚姻
        本人＝前夫 離婚
        義母→夫 実子
        本人・夫→長男 実子
        本人・前夫→長女 実子
        ");
    }

    #[test]
    fn a_step_father_beside_a_living_father_means_the_parents_parted() {
        insta::assert_snapshot!(show(&[row(1, "父"), row(2, "母"), row(3, "継父")]), @"
        父＝母 離婚
        母＝継父 婚姻
        父・母→本人 実子
        ");
        let mut dead = row(1, "父");
        dead.dead = true;
        insta::assert_snapshot!(show(&[dead, row(2, "母"), row(3, "継父")]), @"
        父＝母 婚姻
        母＝継父 婚姻
        父・母→本人 実子
        ");
    }

    #[test]
    fn the_family_of_a_sibling_is_said_through_the_sibling() {
        insta::assert_snapshot!(show(&[row(1, "姉"), through(2, "夫", 1), row(3, "姪"), row(4, "妹")]), @"
        姉＝夫 婚姻
        →本人 実子
        →姉 実子
        →妹 実子
        脇 姪
        ");
        insta::assert_snapshot!(show(&[row(1, "姉"), through(2, "夫", 1), row(3, "姪")]), @"
        姉＝夫 婚姻
        →本人 実子
        →姉 実子
        姉・夫→姪 実子
        ");
    }

    #[test]
    fn how_the_couple_stands_is_taken_from_the_row() {
        let father = FamilyMember {
            union: Some(UnionKind::Separated),
            ..row(2, "父")
        };
        assert!(show(&[row(1, "母"), father]).contains("別居"));
    }

    #[test]
    fn a_row_that_points_at_itself_or_at_nobody_does_no_harm() {
        assert_eq!(
            show(&[through(1, "子", 1), through(2, "兄", 9), through(3, "夫", 3)]),
            "脇 子・兄・夫"
        );
    }
}
