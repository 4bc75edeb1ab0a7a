//! What was seen and heard of 見本 翔 before the two plans of his childhood.

use bansou_domain::assessment::{Assessment, BenefitState, Degree, SupportGroup};
use bansou_domain::family::{Direction, Field, TieKind};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::{Date, date};

use super::super::shape::{
    Around, BlockLine, SPECIALIST, abilities, assessed, benefits, drawn, ecomap, life, lines, marked,
    medical, risks, statements, supports, week,
};
use super::{AFTER_SCHOOL, STAY};

pub(super) const FIRST_WISH: &str = "ぼくは、パンをやきたい。もりのパンの日がすき。";
pub(super) const SECOND_WISH: &str = "ぼくは、パンやさんではたらきたい。朝いちばんのにおいがすき。";

pub(super) fn first() -> Assessment {
    let filled = Assessment {
        visits: vec![
            assessed(date(2024, 11, 22), "16:30-17:30", "自宅", "本人、母、妹", SPECIALIST),
            assessed(date(2024, 11, 28), "15:30-16:20", "放課後デイ見本のもり", "本人、職員", SPECIALIST),
        ],
        overview: "高等部1年。セルフプランで放課後デイを使ってきた。木曜の調理活動で、生地を量るのが誰よりも正確。母は早番のある仕事で、朝は祖母が来る。".into(),
        wish_person: FIRST_WISH.into(),
        wish_family: "母：友だちと過ごす時間を続けてほしい。わたしが倒れたときに泊まれる所をつくっておきたい。".into(),
        statements: statements(SAID.get(..2).unwrap_or_default()),
        needs: drawn(&[
            ["ぼくは、パンをやきたい。", "「もりのパンの日がすき」（11月28日）", "作る機会が週1回の放課後デイだけ"],
            ["ぼくは、お母さんがいない夜も、だいじょうぶになりたい。", "祖母の家にも泊まったことがない", "泊まりの経験がない"],
        ]),
        ..known()
    };
    marked(filled, date(2024, 11, 28))
}

pub(super) fn second() -> Assessment {
    let filled = Assessment {
        visits: vec![assessed(date(2025, 12, 2), "16:30-17:30", "自宅", "本人、母", SPECIALIST)],
        overview: "高等部2年。調理活動に加え、学校の作業学習で製菓班に入った。見本の家に6回泊まり、はじめは眠れなかったが、夏からは朝まで眠る。秋の実習で一度、急がされて手が止まった。".into(),
        wish_person: SECOND_WISH.into(),
        wish_family: "母：好きなことが仕事になるのはうれしい。でも、つかれて中2のときのようになるのがこわい。".into(),
        wish_background: "学校の製菓班で焼いたパンが文化祭で売り切れ、知らない人に「おいしかった」と言われた。".into(),
        wish_gap: "店の速さにはまだ合わない。一日立って働いたことがない。".into(),
        statements: statements(&SAID),
        needs: drawn(&[
            ["ぼくは、パンやさんではたらきたい。", "「朝いちばんのにおいがすき」（12月2日）", "実際の店で働いたことがない"],
            ["ぼくは、つかれたときに、休みたいと言いたい。", "秋の実習で手が止まり、言えずに立っていた", "休みの伝え方が場所ごとにちがう"],
            ["ぼくは、泊まりにも行って、自分でできることをふやしたい。", "見本の家で朝の支度を一人でした", "家では母が先に手を出す"],
        ]),
        ..known()
    };
    marked(filled, date(2025, 12, 2))
}

/// What all assessments hold alike.
pub(super) fn known() -> Assessment {
    Assessment {
        life_history: life(&LIFE),
        growth: "歩き始めは1歳8か月、二語文は4歳。小学部のころから台所で母の手元を見ていた。".into(),
        medical: medical(&[["内科", "かかりつけの医院", "", "年2回", ""]]),
        values: "さいごまで自分でやること。".into(),
        strengths: lines(&[
            "粉や水を1グラムまで正確に量る",
            "あいさつが大きい。「いらっしゃいませ」がよく通る",
            "朝5時に起きて、母と一緒に朝ごはんを食べる",
            "覚えた手順はまちがえない",
        ]),
        hindrances: lines(&["急がせることばが重なると手が止まる", "休みたいと言い出せない"]),
        interests: lines(&["パンの図鑑", "商店街のパン屋めぐり", "妹の吹奏楽の演奏"]),
        seen_at_home: "台所に本人用の秤。パンの図鑑には、食べたものに日付と丸。".into(),
        abilities: abilities(&ABILITIES),
        stress: lines(&["急がされること", "暑い部屋に長くいること", "順番が急にかわること"]),
        warning_signs: lines(&["朝ごはんを残す", "「はい」しか言わなくなる", "右手の指をこする"]),
        calms: lines(&["水を一杯飲んで座る", "手順書を最初から指でたどる", "パンの図鑑"]),
        risks: risks(&[
            (
                "無理を重ねて外に出られなくなる（中学2年の冬の経験）",
                Degree::Middle,
            ),
            ("母が早番で不在の朝の急病", Degree::Middle),
        ]),
        in_1_year: "パンを焼く場所に通っている".into(),
        in_3_years: "自分の給料で、妹に楽器の譜面台を買う".into(),
        in_10_years: "商店街のパン屋の厨房にいる".into(),
        supports: supports(&SUPPORTS),
        ecomap: ecomap(&ECOMAP),
        week_now: week_now(),
        benefits: benefits(&[
            ("特別児童扶養手当2級", BenefitState::Has, "20歳まで"),
            ("障害基礎年金", BenefitState::Possible, "20歳の前に診断書の準備"),
        ]),
        money_kept_by: "母。本人は月3千円のこづかい。".into(),
        ..Assessment::default()
    }
}

const LIFE: [(&str, &str); 5] = [
    ("平成21年1月", "見本市で出生"),
    ("平成27年4月", "見本特別支援学校 小学部"),
    ("平成29年", "父母が離婚。母、妹と三人で緑町へ"),
    (
        "令和4年12月",
        "中学部2年。作業の発表会のあと、3か月学校へ行けなくなる",
    ),
    ("令和6年4月", "高等部に入学。放課後デイ見本のもりを利用"),
];

const SAID: [(Date, &str, &str); 4] = [
    (date(2024, 11, 22), "本人", "パンの日がすき。"),
    (
        date(2024, 11, 22),
        "母",
        "計画は自分で書いてきました。もう、何が正解か分からなくて。",
    ),
    (date(2025, 12, 2), "本人", "朝いちばんのにおいが、すき。"),
    (
        date(2025, 12, 2),
        "母",
        "中2の冬、玄関で靴を履いたまま動けなくなった翔の背中を、忘れられません。",
    ),
];

const ABILITIES: [[&str; 3]; 4] = [
    [
        "作業",
        "量る、丸める、並べる",
        "時間の区切りは、砂時計で見えるように",
    ],
    ["移動", "学校まで一人でバス", "初めての道は2回いっしょに"],
    ["伝える", "あいさつ、好きな物の話", "休みたい気持ちは、黄色い札で"],
    ["家のこと", "朝の味噌汁、風呂そうじ", "火を使うときは声をかけ合う"],
];

const SUPPORTS: [(SupportGroup, [&str; 6]); 3] = [
    (
        SupportGroup::Public,
        [
            "放課後等デイサービス",
            AFTER_SCHOOL,
            "調理活動、放課後の時間",
            "週3回",
            "044-000-0021",
            "",
        ],
    ),
    (
        SupportGroup::Public,
        ["短期入所", STAY, "泊まる経験", "月1泊", "044-000-0036", ""],
    ),
    (
        SupportGroup::Other,
        ["祖母", "", "早番の朝の見送り", "週3回", "", ""],
    ),
];

const ECOMAP: [Around; 5] = [
    (
        "見本特別支援学校 担任",
        Field::Education,
        "学習、進路",
        TieKind::Strong,
        Some(Direction::Both),
        "高等部から",
    ),
    (
        AFTER_SCHOOL,
        Field::Welfare,
        "調理活動",
        TieKind::Strong,
        Some(Direction::Both),
        "令和6年4月から",
    ),
    (
        "祖母",
        Field::Family,
        "早番の朝の見送り",
        TieKind::Strong,
        Some(Direction::ToPerson),
        "",
    ),
    (
        "妹 葵",
        Field::Family,
        "パンの試食",
        TieKind::Strong,
        Some(Direction::Both),
        "",
    ),
    (
        "商店街のパン屋",
        Field::Neighbourhood,
        "土曜の朝に一つ買う",
        TieKind::Normal,
        Some(Direction::FromPerson),
        "令和5年から",
    ),
];

pub(super) fn week_now() -> Week {
    let blocks: [BlockLine; 6] = [
        ("平日", "08:40-15:00", "特別支援学校 高等部", "", BlockKind::Own),
        (
            "月水木",
            "15:15-17:30",
            "放課後等デイサービス",
            AFTER_SCHOOL,
            BlockKind::Service,
        ),
        (
            "月水金",
            "06:00-08:00",
            "祖母の見送り（母 早番）",
            "",
            BlockKind::Family,
        ),
        ("土", "08:00-09:00", "商店街のパン屋", "", BlockKind::Informal),
        (
            "土日",
            "13:00-15:00",
            "妹と過ごす、パンの図鑑",
            "",
            BlockKind::Own,
        ),
        ("毎日", "21:00-28:00", "就寝", "", BlockKind::Own),
    ];
    week(
        &blocks,
        [
            "日中は学校。放課後はもり。土曜の朝は商店街でパンを一つ選ぶ。",
            "短期入所 月1泊（第3土曜）。学校の現場実習（6月、10月）。",
            "好きなパンの時間をふやしながら、学校の次の場所を自分の目で選ぶ。",
        ],
    )
}
