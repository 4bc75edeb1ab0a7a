//! The families and surroundings the drawings are tested with; all of them made up.

use bansou_domain::family::{
    ChildKind, Direction, EcomapNode, FamilyMap, FamilyMember, Field, MemberKey, Relation, Tie, TieKind,
    UnionKind, from_relations,
};
use bansou_domain::person::Sex;
use jiff::civil::{Date, date};

pub(super) fn today() -> Date {
    date(2026, 11, 21)
}

pub(super) fn row(key: u32, relation: &str, name: &str, year: i16) -> FamilyMember {
    FamilyMember {
        key: MemberKey(key),
        name: name.to_owned(),
        relation: Relation::read(relation),
        born: (year > 0).then(|| date(year, 4, 2)),
        ..FamilyMember::default()
    }
}

pub(super) fn through(of: u32, row: FamilyMember) -> FamilyMember {
    FamilyMember {
        through: Some(MemberKey(of)),
        ..row
    }
}

pub(super) fn together(row: FamilyMember) -> FamilyMember {
    FamilyMember {
        living_together: true,
        ..row
    }
}

fn dead(row: FamilyMember, year: i16) -> FamilyMember {
    FamilyMember {
        died: Some(date(year, 5, 1)),
        ..row
    }
}

fn man(row: FamilyMember) -> FamilyMember {
    FamilyMember {
        sex: Some(Sex::Male),
        ..row
    }
}

fn woman(row: FamilyMember) -> FamilyMember {
    FamilyMember {
        sex: Some(Sex::Female),
        ..row
    }
}

/// 見本 陽介: with his mother; the father has died, the sister lives elsewhere.
pub(super) fn adult() -> FamilyMap {
    let mother = FamilyMember {
        main_carer: true,
        key_person: true,
        occupation: "清掃（週3日）".to_owned(),
        ..together(row(1, "母", "見本 久子", 1957))
    };
    let rows = [
        mother,
        dead(row(2, "父", "見本 正", 1953), 2019),
        row(3, "姉", "見本 綾", 1996),
    ];
    from_relations(man(row(0, "本人", "見本 陽介", 2001)), &rows)
}

/// 見本 ひなた: two parents and a small brother under one roof, the grandmother near by.
pub(super) fn child() -> FamilyMap {
    let mother = FamilyMember {
        main_carer: true,
        ..together(row(1, "母", "見本 真帆", 1988))
    };
    let father = FamilyMember {
        occupation: "会社員".to_owned(),
        ..together(row(2, "父", "見本 大地", 1986))
    };
    let brother = FamilyMember {
        occupation: "保育園".to_owned(),
        ..together(row(3, "弟", "見本 そら", 2023))
    };
    let rows = [mother, father, brother, row(4, "祖母（母方）", "見本 節子", 1960)];
    from_relations(woman(row(0, "本人", "見本 ひなた", 2019)), &rows)
}

/// Three generations: the parents parted, the mother married again, a half-brother was born.
pub(super) fn remarried() -> FamilyMap {
    let father = row(1, "父", "見本 健一", 1975);
    let rows = [
        father,
        together(row(2, "母", "見本 由美", 1978)),
        FamilyMember {
            occupation: "運送業".to_owned(),
            ..together(row(3, "継父", "見本 誠", 1980))
        },
        FamilyMember {
            key_person: true,
            ..together(row(4, "祖母（母方）", "見本 トキ", 1950))
        },
        dead(row(5, "祖父（母方）", "見本 清", 1945), 2010),
        row(6, "姉", "見本 美咲", 2000),
        together(through(3, row(7, "息子", "見本 翔", 2015))),
        through(6, row(8, "夫", "例示 太郎", 1998)),
        through(6, row(9, "娘", "例示 さくら", 2024)),
        row(10, "祖父（父方）", "見本 武", 1948),
    ];
    let mut map = from_relations(man(together(row(0, "本人", "見本 大輝", 2004))), &rows);
    let tie = |from, to, kind| Tie {
        from: MemberKey(from),
        to: MemberKey(to),
        kind,
    };
    map.ties = vec![
        tie(0, 4, TieKind::Strong),
        tie(0, 3, TieKind::Strained),
        tie(0, 1, TieKind::CutOff),
    ];
    map
}

/// Twelve members: grandparents on both sides, uncles, a common-law partner, an adopted and a foster child.
pub(super) fn large() -> FamilyMap {
    let rows = [
        dead(row(1, "父", "見本 一郎", 1950), 2015),
        FamilyMember {
            union: Some(UnionKind::Separated),
            ..row(2, "母", "見本 花子", 1952)
        },
        row(3, "兄", "見本 二郎", 1974),
        row(4, "妹", "見本 三枝", 1983),
        together(woman(row(5, "内縁の妻", "例示 恵", 1980))),
        together(row(6, "長女", "例示 あおい", 2010)),
        together(woman(row(7, "養子", "例示 みどり", 2012))),
        row(8, "おじ（父方）", "見本 四郎", 1955),
        row(9, "おば（母方）", "手本 梅", 1949),
        through(4, row(10, "前夫", "例示 学", 1981)),
        through(
            4,
            FamilyMember {
                relation: Relation::Child,
                ..row(11, "子", "見本 とても長い名前の子ども", 2014)
            },
        ),
        row(12, "大家さん", "見本 隣", 0),
    ];
    let mut map = from_relations(man(together(row(0, "本人", "見本 五郎", 1978))), &rows);
    if let Some(link) = map.children.iter_mut().find(|link| link.child == MemberKey(6)) {
        link.kind = ChildKind::Foster;
    }
    map
}

/// A former wife, a wife and a later partner: one bracket must pass over a symbol.
pub(super) fn thrice() -> FamilyMap {
    let rows = [
        woman(row(1, "前妻", "例示 春子", 1970)),
        woman(row(2, "前妻", "例示 夏子", 1972)),
        together(row(3, "妻", "見本 秋子", 1975)),
        through(1, row(4, "長男", "例示 一", 1995)),
        through(2, row(5, "次男", "例示 二", 2000)),
        together(row(6, "長女", "見本 冬美", 2012)),
    ];
    from_relations(man(together(row(0, "本人", "見本 四季夫", 1969))), &rows)
}

pub(super) fn node(who: &str, field: Field, tie: TieKind, role: &str) -> EcomapNode {
    EcomapNode {
        who: who.to_owned(),
        field,
        role: role.to_owned(),
        tie,
        direction: None,
        since: String::new(),
    }
}

fn towards(direction: Direction, node: EcomapNode) -> EcomapNode {
    EcomapNode {
        direction: Some(direction),
        ..node
    }
}

/// Around 見本 陽介.
pub(super) fn around_adult() -> Vec<EcomapNode> {
    vec![
        towards(
            Direction::ToPerson,
            node(
                "見本クリニック",
                Field::Medical,
                TieKind::Normal,
                "精神科 4週に1回",
            ),
        ),
        towards(
            Direction::Both,
            node("図書館の司書", Field::Neighbourhood, TieKind::Strong, "居場所"),
        ),
        node("姉", Field::Family, TieKind::Weak, "年2回帰省"),
        node("母の友人（隣家）", Field::Neighbourhood, TieKind::Normal, ""),
    ]
}

/// Around 見本 ひなた.
pub(super) fn around_child() -> Vec<EcomapNode> {
    vec![
        node("特別支援学校 担任", Field::Education, TieKind::Normal, ""),
        towards(
            Direction::Both,
            node(
                "放課後デイ見本のいえ",
                Field::Welfare,
                TieKind::Strong,
                "太鼓とスイッチ",
            ),
        ),
        towards(
            Direction::ToPerson,
            node("見本医療福祉センター", Field::Medical, TieKind::Strong, "主治医"),
        ),
        node("祖母", Field::Family, TieKind::Normal, ""),
    ]
}

/// `count` nodes over all fields and all kinds of ties.
pub(super) fn crowd(count: usize) -> Vec<EcomapNode> {
    let fields = Field::ALL.iter().cycle();
    let ties = TieKind::ALL.iter().cycle();
    let directions = [
        None,
        Some(Direction::Both),
        Some(Direction::ToPerson),
        Some(Direction::FromPerson),
    ];
    let make =
        |(((number, field), tie), direction): (((usize, &Field), &TieKind), Option<Direction>)| EcomapNode {
            direction,
            since: if number % 3 == 0 {
                "令和6年から".to_owned()
            } else {
                String::new()
            },
            ..node(
                &format!("見本の関係機関{number}"),
                *field,
                *tie,
                if number % 2 == 0 {
                    "週1回の訪問と見守り"
                } else {
                    ""
                },
            )
        };
    (1..=count)
        .zip(fields)
        .zip(ties)
        .zip(directions.into_iter().cycle())
        .map(make)
        .collect()
}
