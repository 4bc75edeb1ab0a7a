//! 家族と周囲の文. What the drawings show, told in lines that can be read aloud.

use jiff::civil::Date;

use super::{ChildKind, EcomapNode, FamilyMap, FamilyMember, MemberKey, Origin, UnionKind};
use crate::calendar::wareki;
use crate::person::Sex;

/// Tells every member in one line, then what the lines of the drawing mean.
#[must_use]
pub fn sentences(map: &FamilyMap, on: Date) -> Vec<String> {
    let mut lines: Vec<_> = map
        .members
        .iter()
        .map(|member| member_line(map, member, on))
        .collect();
    lines.extend(map.unions.iter().filter_map(|union| {
        let word = match union.kind {
            UnionKind::Married => return None,
            other => other.label(),
        };
        Some(format!(
            "{}と{}は{word}",
            map.called(union.a),
            map.called(union.b)
        ))
    }));
    lines.extend(
        map.children
            .iter()
            .filter(|link| link.kind != ChildKind::Birth)
            .map(|link| {
                format!(
                    "{}は{}の{}",
                    map.called(link.child),
                    parents(map, link.origin),
                    link.kind.label()
                )
            }),
    );
    lines.extend(map.ties.iter().map(|tie| {
        format!(
            "{}と{}のつながり：{}",
            map.called(tie.from),
            map.called(tie.to),
            tie.kind.label()
        )
    }));
    lines
}

/// Tells every node of the ecomap in one line.
#[must_use]
pub fn around(nodes: &[EcomapNode]) -> Vec<String> {
    nodes
        .iter()
        .map(|node| {
            let tie = format!("つながり：{}", node.tie.label());
            let direction = node.direction.map_or("", super::Direction::label);
            let words = [
                node.field.label(),
                node.who.as_str(),
                node.role.as_str(),
                &tie,
                direction,
                node.since.as_str(),
            ];
            spaced(&words)
        })
        .collect()
}

fn member_line(map: &FamilyMap, member: &FamilyMember, on: Date) -> String {
    let name = if member.name.is_empty() {
        String::new()
    } else {
        format!("{}さん", member.name)
    };
    let relation = map.called(member.key);
    let words = [
        relation.as_str(),
        &name,
        sex_word(member),
        &age_words(member, on),
        if lives_together(member, on) { "同居" } else { "" },
        if member.main_carer { "主な介護者" } else { "" },
        if member.key_person {
            "キーパーソン"
        } else {
            ""
        },
        member.occupation.as_str(),
        member.note.as_str(),
    ];
    spaced(&words)
}

impl FamilyMap {
    /// Returns what a member is to the person in words: 母, 姉の夫.
    #[must_use]
    pub fn called(&self, key: MemberKey) -> String {
        let Some(member) = self.member(key) else {
            return String::new();
        };
        let through = member.through.filter(|anchor| *anchor != MemberKey::PERSON);
        let anchor = through
            .and_then(|key| self.member(key))
            .map(|anchor| format!("{}の", anchor.relation.label()));
        format!("{}{}", anchor.unwrap_or_default(), member.relation.label())
    }
}

// The relation already says it for 母 and 兄; for 本人 or 子 the drawing's shape needs words.
fn sex_word(member: &FamilyMember) -> &'static str {
    match (member.relation.sex(), member.sex) {
        (None, Some(sex @ (Sex::Male | Sex::Female))) => sex.label(),
        _ => "",
    }
}

fn age_words(member: &FamilyMember, on: Date) -> String {
    let age = member.age_on(on).map(|age| format!("{age}歳"));
    if !member.dead_on(on) {
        return age.unwrap_or_default();
    }
    let died = member
        .died
        .map(|day| format!("{} ", wareki::format(day)))
        .unwrap_or_default();
    let age = age.map(|age| format!("（{age}）")).unwrap_or_default();
    format!("{died}死去{age}")
}

fn lives_together(member: &FamilyMember, on: Date) -> bool {
    member.living_together && member.key != MemberKey::PERSON && !member.dead_on(on)
}

fn parents(map: &FamilyMap, origin: Origin) -> String {
    origin
        .parents()
        .into_iter()
        .map(|key| map.called(key))
        .collect::<Vec<_>>()
        .join("と")
}

fn spaced(words: &[&str]) -> String {
    words
        .iter()
        .filter(|word| !word.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Direction, Field, Relation, Tie, TieKind, from_relations};
    use super::*;

    fn row(key: u32, relation: &str, name: &str, born: Date) -> FamilyMember {
        FamilyMember {
            key: MemberKey(key),
            name: name.to_owned(),
            relation: Relation::read(relation),
            born: Some(born),
            ..FamilyMember::default()
        }
    }

    fn adult() -> FamilyMap {
        let person = FamilyMember {
            sex: Some(Sex::Male),
            living_together: true,
            ..row(0, "本人", "見本 陽介", date(2001, 8, 9))
        };
        let mother = FamilyMember {
            living_together: true,
            main_carer: true,
            occupation: "清掃（週3日）".to_owned(),
            ..row(1, "母", "見本 久子", date(1957, 11, 30))
        };
        let father = FamilyMember {
            died: Some(date(2019, 5, 1)),
            ..row(2, "父", "見本 正", date(1953, 2, 11))
        };
        let rows = [mother, father, row(3, "姉", "見本 綾", date(1996, 4, 2))];
        from_relations(person, &rows)
    }

    #[test]
    fn each_member_is_told_in_one_line() {
        insta::assert_snapshot!(sentences(&adult(), date(2026, 4, 1)).join("\n"), @"
        本人 見本 陽介さん 男 24歳
        母 見本 久子さん 68歳 同居 主な介護者 清掃（週3日）
        父 見本 正さん 令和元年5月1日 死去（66歳）
        姉 見本 綾さん 29歳
        ");
    }

    #[test]
    fn couples_that_parted_and_ties_are_told_in_words() {
        let mut map = adult();
        map.unions
            .iter_mut()
            .for_each(|union| union.kind = UnionKind::Divorced);
        map.ties.push(Tie {
            from: MemberKey(0),
            to: MemberKey(3),
            kind: TieKind::Weak,
        });
        map.children
            .iter_mut()
            .take(1)
            .for_each(|link| link.kind = ChildKind::Adopted);
        let lines = sentences(&map, date(2026, 4, 1));
        insta::assert_snapshot!(lines[4..].join("\n"), @"
        父と母は離婚
        本人は母と父の養子
        本人と姉のつながり：弱い
        ");
    }

    #[test]
    fn each_supporter_is_told_in_one_line() {
        let node = |who: &str, field, tie, direction| EcomapNode {
            who: who.to_owned(),
            field,
            role: String::new(),
            tie,
            direction,
            since: String::new(),
        };
        let nodes = [
            node("見本クリニック", Field::Medical, TieKind::Normal, None),
            node(
                "図書館の司書",
                Field::Neighbourhood,
                TieKind::Strong,
                Some(Direction::Both),
            ),
        ];
        insta::assert_snapshot!(around(&nodes).join("\n"), @"
        医療 見本クリニック つながり：普通
        地域・近隣 図書館の司書 つながり：強い 双方向
        ");
    }
}
