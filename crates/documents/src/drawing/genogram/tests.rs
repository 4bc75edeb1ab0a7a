use bansou_domain::family::{
    ChildKind, ChildLink, FamilyMap, FamilyMember, MemberKey, Origin, Relation, Tie, TieKind, Union,
    UnionKind, from_relations,
};
use jiff::civil::date;
use proptest::prelude::*;

use super::{DeathMark, GenogramOptions, genogram_svg};
use crate::drawing::measure::{assert_plain, assert_readable, texts};
use crate::drawing::samples::{adult, child, large, remarried, row, thrice, today, together};
use crate::drawing::svg::Rect;

fn draw(map: &FamilyMap) -> String {
    genogram_svg(map, today(), &GenogramOptions::default())
}

// The words of the drawing in rows from the top, each row from left to right.
fn read(map: &FamilyMap) -> String {
    let mut texts = texts(&draw(map));
    texts.sort_by(|(a, _), (b, _)| a.bottom.total_cmp(&b.bottom));
    let rows = texts.chunk_by_mut(|(a, _), (b, _)| b.bottom - a.bottom < 3.0);
    let line = |row: &mut [(Rect, String)]| {
        row.sort_by(|(a, _), (b, _)| a.left.total_cmp(&b.left));
        row.iter()
            .map(|(_, words)| words.as_str())
            .collect::<Vec<_>>()
            .join("｜")
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_person_is_one_symbol_with_a_double_line() {
    let map = from_relations(row(0, "本人", "見本 陽介", 2001), &[]);
    insta::assert_snapshot!(draw(&map), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 220 123" width="220" height="123" font-family="'BIZ UDPGothic', 'BIZ UDPゴシック', sans-serif">
        <title>家族構成図</title>
        <desc>本人 見本 陽介さん 25歳</desc>
        <polygon points="110,24 132,68 88,68" fill="#ffffff" stroke-linejoin="round" stroke="#1a1a1a" stroke-width="1.5"/>
        <polygon points="110,33 125.5,64 94.5,64" fill="#ffffff" stroke-linejoin="round" stroke="#1a1a1a" stroke-width="1.5"/>
        <text x="110" y="60" font-size="13" text-anchor="middle" fill="#1a1a1a">25</text>
        <text x="110" y="84.5" font-size="13" text-anchor="middle" fill="#1a1a1a">本人</text>
        <text x="110" y="100" font-size="13" text-anchor="middle" fill="#1a1a1a">見本 陽介</text>
        </svg>
        "##);
}

#[test]
fn a_couple_with_one_child_is_drawn_line_by_line() {
    let rows = [
        together(row(1, "母", "見本 母", 1970)),
        row(2, "父", "見本 父", 1968),
    ];
    let map = from_relations(row(0, "本人", "見本 子", 2001), &rows);
    insta::assert_snapshot!(draw(&map), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 260 277" width="260" height="277" font-family="'BIZ UDPGothic', 'BIZ UDPゴシック', sans-serif">
        <title>家族構成図</title>
        <desc>本人 見本 子さん 25歳。母 見本 母さん 56歳 同居。父 見本 父さん 58歳</desc>
        <path d="M179 219 Q179 229 169 229 L91 229 Q81 229 81 219 L81 119 Q81 109 91 109 L127 109 Q137 109 137 99 L137 25 Q137 15 147 15 L225 15 Q235 15 235 25 L235 99 Q235 109 225 109 L189 109 Q179 109 179 119 Z" fill="none" stroke="#1a1a1a" stroke-width="1.2" stroke-dasharray="6 4"/>
        <polyline points="74,46 186,46" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>
        <polyline points="130,46 130,119" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>
        <polyline points="130,119 130,144" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>
        <polygon points="130,144 152,188 108,188" fill="#ffffff" stroke-linejoin="round" stroke="#1a1a1a" stroke-width="1.5"/>
        <polygon points="130,153 145.5,184 114.5,184" fill="#ffffff" stroke-linejoin="round" stroke="#1a1a1a" stroke-width="1.5"/>
        <text x="130" y="180" font-size="13" text-anchor="middle" fill="#1a1a1a">25</text>
        <text x="130" y="204.5" font-size="13" text-anchor="middle" fill="#1a1a1a">本人</text>
        <text x="130" y="220" font-size="13" text-anchor="middle" fill="#1a1a1a">見本 子</text>
        <circle cx="186" cy="46" r="22" fill="#ffffff" stroke="#1a1a1a" stroke-width="1.5"/>
        <text x="186" y="51" font-size="14" text-anchor="middle" fill="#1a1a1a">56</text>
        <text x="186" y="84.5" font-size="13" text-anchor="middle" fill="#1a1a1a">母</text>
        <text x="186" y="100" font-size="13" text-anchor="middle" fill="#1a1a1a">見本 母</text>
        <rect x="52" y="24" width="44" height="44" fill="#ffffff" stroke="#1a1a1a" stroke-width="1.5"/>
        <text x="74" y="51" font-size="14" text-anchor="middle" fill="#1a1a1a">58</text>
        <text x="74" y="84.5" font-size="13" text-anchor="middle" fill="#1a1a1a">父</text>
        <text x="74" y="100" font-size="13" text-anchor="middle" fill="#1a1a1a">見本 父</text>
        <polyline points="16,255.5 38,255.5" fill="none" stroke="#1a1a1a" stroke-width="1.2" stroke-dasharray="6 4"/>
        <text x="44" y="259" font-size="11" text-anchor="start" fill="#1a1a1a">同居</text>
        </svg>
        "##);
}

#[test]
fn the_walk_families_read_from_the_eldest_down() {
    insta::assert_snapshot!(read(&adult()), @"
        66｜69
        父｜母
        見本 正｜見本 久子
        清掃（週3日）
        30｜25
        姉｜本人
        見本 綾｜見本 陽介
        同居｜主な介護者
        キーパーソン
        ");
    insta::assert_snapshot!(read(&child()), @"
        66
        祖母（母方）
        見本 節子
        40｜38
        父｜母
        見本 大地｜見本 真帆
        会社員
        7｜3
        本人｜弟
        見本 ひなた｜見本 そら
        保育園
        同居｜主な介護者
        ");
}

#[test]
fn couples_stand_side_by_side_and_children_by_age() {
    insta::assert_snapshot!(read(&remarried()), @"
        65｜76｜78
        祖父（母方）｜祖母（母方）｜祖父（父方）
        見本 清｜見本 トキ｜見本 武
        46｜48｜51
        継父｜母｜父
        見本 誠｜見本 由美｜見本 健一
        運送業
        11｜28｜26｜22
        継父の息子｜姉の夫｜姉｜本人
        見本 翔｜例示 太郎｜見本 美咲｜見本 大輝
        2
        姉の娘
        例示 さくら
        同居｜キーパーソン｜強い｜葛藤・ストレス｜断絶
        ");
    insta::assert_snapshot!(read(&large()), @"
        71｜65｜74｜77
        おじ（父方）｜父｜母｜おば（母方）
        見本 四郎｜見本 一郎｜見本 花子｜手本 梅
        52｜48｜46｜45｜43
        兄｜本人｜内縁の妻｜妹の前夫｜妹｜大家さん
        見本 二郎｜見本 五郎｜例示 恵｜例示 学｜見本 三枝｜見本 隣
        16｜14
        12
        長女｜養子｜妹の子
        例示 あおい｜例示 みどり｜見本 とても長
        い名前の子ども
        同居｜内縁｜養子｜里子
        ");
    insta::assert_snapshot!(read(&thrice()), @"
        56｜54｜57｜51
        前妻｜前妻｜本人｜妻
        例示 春子｜例示 夏子｜見本 四季夫｜見本 秋子
        31｜26｜14
        前妻の長男｜前妻の次男｜長女
        例示 一｜例示 二｜見本 冬美
        同居
        ");
}

#[test]
fn nothing_overlaps_in_the_made_up_families() {
    for map in [
        adult(),
        child(),
        remarried(),
        large(),
        thrice(),
        FamilyMap::default(),
    ] {
        assert_readable(&draw(&map));
    }
}

#[test]
fn the_dead_are_crossed_or_filled_as_the_office_does_it() {
    let crossed = draw(&adult());
    let filled = genogram_svg(
        &adult(),
        today(),
        &GenogramOptions {
            death: DeathMark::Filled,
            ..GenogramOptions::default()
        },
    );
    let black = r##"height="44" fill="#1a1a1a""##;
    assert!(!crossed.contains(black) && filled.contains(black));
}

#[test]
fn what_is_left_out_is_not_told_either() {
    let options = GenogramOptions {
        names: false,
        occupations: false,
        partings: false,
        ..GenogramOptions::default()
    };
    let mut map = remarried();
    map.members[1].note = "病名".to_owned();
    let svg = genogram_svg(&map, today(), &options);
    for hidden in ["見本", "例示", "運送業", "離婚", "病名"] {
        assert!(!svg.contains(hidden), "{hidden}");
    }
    let mut told = adult();
    told.members[1].note = "病名".to_owned();
    assert!(!draw(&told).contains("病名"));
}

#[test]
fn the_drawing_is_told_in_words_too() {
    let svg = draw(&child());
    assert!(svg.contains("<title>家族構成図</title>"));
    assert!(svg.contains("母 見本 真帆さん 38歳 同居 主な介護者"));
    assert!(svg.contains("role=\"img\""));
}

#[test]
fn names_are_text_whatever_they_hold() {
    let hostile = "</text><script>alert(1)</script><image href=\"x\" onload='y'/>&amp;\u{0}\u{202e}";
    let mother = FamilyMember {
        occupation: hostile.to_owned(),
        ..row(1, hostile, hostile, 1970)
    };
    let map = from_relations(row(0, "本人", hostile, 2001), &[mother]);
    let options = GenogramOptions {
        title: hostile.to_owned(),
        ..GenogramOptions::default()
    };
    let svg = genogram_svg(&map, today(), &options);
    assert_plain(&svg);
    assert!(!svg.contains('\u{0}') && !svg.contains('\u{202e}'));
}

fn any_member(key: u32) -> impl Strategy<Value = FamilyMember> {
    let relation = prop::sample::select(Relation::COMMON.to_vec());
    let through = prop::option::weighted(0.4, 0u32..25);
    (
        relation,
        through,
        prop::option::of(1930i16..2026),
        any::<[bool; 4]>(),
        "[あ-ん 亜-煕]{0,16}",
    )
        .prop_map(
            move |(relation, through, year, [living_together, dead, main_carer, key_person], name)| {
                FamilyMember {
                    key: MemberKey(key),
                    relation,
                    through: through.map(MemberKey),
                    born: year.map(|year| date(year, 1, 1)),
                    living_together,
                    dead,
                    main_carer,
                    key_person,
                    occupation: name.clone(),
                    name,
                    ..FamilyMember::default()
                }
            },
        )
}

fn any_family() -> impl Strategy<Value = Vec<FamilyMember>> {
    (0u32..25).prop_flat_map(|count| (1..=count).map(any_member).collect::<Vec<_>>())
}

// Links nobody would record on purpose: circles of parents, partners across generations.
fn any_links() -> impl Strategy<Value = Vec<(u32, u32, u32, u8)>> {
    prop::collection::vec((0u32..25, 0u32..25, 0u32..25, 0u8..20), 0..12)
}

fn tangled(rows: &[FamilyMember], links: Vec<(u32, u32, u32, u8)>) -> FamilyMap {
    let mut map = from_relations(row(0, "本人", "見本", 2001), rows);
    for (a, b, c, kind) in links {
        let (a, b, c) = (MemberKey(a), MemberKey(b), MemberKey(c));
        let tie = TieKind::ALL[usize::from(kind) % TieKind::ALL.len()];
        match kind % 4 {
            0 => map.unions.push(Union {
                a,
                b,
                kind: UnionKind::ALL[usize::from(kind) % 4],
            }),
            1 => map.children.push(ChildLink {
                origin: Origin::Couple(a, b),
                child: c,
                kind: ChildKind::Birth,
            }),
            2 => map.children.push(ChildLink {
                origin: Origin::Single(a),
                child: b,
                kind: ChildKind::Foster,
            }),
            _ => map.ties.push(Tie {
                from: a,
                to: b,
                kind: tie,
            }),
        }
    }
    map
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn any_family_of_a_list_is_readable(rows in any_family()) {
        assert_readable(&draw(&from_relations(row(0, "本人", "見本", 2001), &rows)));
    }

    #[test]
    fn even_a_tangle_ends_and_stays_readable(rows in any_family(), links in any_links()) {
        assert_readable(&draw(&tangled(&rows, links)));
    }
}
