//! What was seen and heard of 見本 静江 before the first two plans.

use bansou_domain::assessment::{Assessment, BenefitState, Degree, SupportGroup};
use bansou_domain::family::{Direction, Field, TieKind};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::{Date, date};

use super::super::shape::{
    Around, BlockLine, SPECIALIST, abilities, assessed, benefits, drawn, ecomap, life, lines, marked,
    medical, risks, statements, supports, week,
};
use super::{HOME, WORKSHOP};

pub(super) fn first() -> Assessment {
    let filled = Assessment {
        visits: vec![
            assessed(date(2024, 11, 19), "15:30-16:30", "グループホーム見本荘", "本人、世話人", SPECIALIST),
            assessed(date(2024, 11, 26), "13:00-13:50", "見本ふれあい工房", "本人、職員", SPECIALIST),
        ],
        overview: "28年の入院を経て、令和元年6月から見本荘で暮らす。工房の刺し子が生活の柱。担当者が替わることへの不安が強い。姉とは母の葬儀のあと会っていない。".into(),
        wish_person: "わたしは、ここで暮らして、工房で刺し子を続けたい。姉に手紙を書きたいけれど、返事が来ないのがこわい。".into(),
        wish_family: "（姉とは連絡を取っていない。本人が手紙を出してから聞く）".into(),
        statements: statements(&STATEMENTS),
        needs: drawn(&[
            ["わたしは、工房で刺し子を続けたい。", "「わたしのふきんが、だれかの台所にある」", "担当者の交代で休みがちになる"],
            ["わたしは、糖尿病をひどくしないで、自分の足で歩きたい。", "9月のHbA1c 7.8。間食は夜", "眠れない夜に甘い物をとる"],
            ["わたしは、姉に手紙を書きたい。", "出していない便箋が3通ある", "返事がこないことへのこわさ"],
        ]),
        supports: supports(SUPPORTS.get(..3).unwrap_or_default()),
        ecomap: ecomap(&ECOMAP_2024),
        week_now: week_now("月木"),
        ..known()
    };
    marked(filled, date(2024, 11, 26))
}

pub(super) fn second() -> Assessment {
    let filled = Assessment {
        visits: vec![
            assessed(date(2025, 12, 2), "15:30-16:20", "グループホーム見本荘", "本人、世話人", SPECIALIST),
        ],
        overview: "1年で4通の手紙を出し、秋に姉から初めて返事がきた。工房は週4日を続け、春の販売会では自分で値札を書いた。血糖は少し下がり、朝の散歩が習慣になった。".into(),
        wish_person: "わたしは、姉の声が聞きたい。会えるなら会いたい。足が動くうちに。".into(),
        wish_family: "姉（手紙より）：静江の字を見て、母の字かと思いました。電話なら、いつでも。".into(),
        wish_background: "母の葬儀で姉に言ったことばを、7年間あやまりたいと思っている。".into(),
        wish_gap: "姉の町までは電車で2時間半。一人で乗ったのは40年前。".into(),
        statements: statements(&[
            (date(2025, 12, 2), "本人", "返事、来たよ。三回読んで、針箱にしまった。"),
            (date(2025, 12, 2), "世話人", "朝の散歩は、花の名前を教わりながら歩いています。"),
        ]),
        needs: drawn(&[
            ["わたしは、工房の刺し子を、使う人に手わたしたい。", "春の販売会で値札を自分で書いた", "人混みで声が聞こえやすい"],
            ["わたしは、姉の町まで歩ける体でいたい。", "朝の散歩が週5日続いている", "冬に歩く量がへる"],
            ["わたしは、姉の声が聞きたい。会いたい。", "姉の返事「電話なら、いつでも」", "電車に乗る経験が途切れている"],
        ]),
        ..known()
    };
    marked(filled, date(2025, 12, 2))
}

/// What all assessments hold alike.
pub(super) fn known() -> Assessment {
    Assessment {
        life_history: life(&LIFE),
        medical: medical(&[
            [
                "精神科",
                "見本クリニック",
                "主治医",
                "2週に1回",
                "朝夕2種類、就寝前1種類",
            ],
            [
                "内科",
                "見本クリニック紹介の内科",
                "主治医",
                "月1回",
                "血糖を下げる薬1種類",
            ],
        ]),
        values: "約束した人の名前を覚えること。作ったものをていねいに使ってもらうこと。".into(),
        strengths: lines(&[
            "刺し子の目がそろっていて、図案を自分で考える",
            "花の名前にくわしい",
            "字がきれいで、手紙に思いをのせられる",
            "毎朝6時に起きる",
        ]),
        hindrances: lines(&["人が替わると食べられなくなる", "夜に声が聞こえると眠れない"]),
        interests: lines(&["刺し子", "朝の散歩で花を見つける", "ほうじ茶", "昔の歌謡曲"]),
        seen_at_home:
            "部屋の壁に、年ごとに色を変えたふきんが7枚。いちばん古い1枚は、退院の日に着ていた服のはぎれ。"
                .into(),
        abilities: abilities(&ABILITIES),
        stress: lines(&["担当者が替わる", "戸を開けたままの話", "夜の大きな声"]),
        warning_signs: lines(&[
            "夜中に廊下を往復する",
            "刺し子の糸をほどいてばかりいる",
            "「声が大きい」と言う",
        ]),
        calms: lines(&["世話人と台所でほうじ茶を飲む", "針箱を整理する", "手紙を読み返す"]),
        risks: risks(&[
            ("眠れない夜が続き、食事と薬が抜ける", Degree::Middle),
            ("低血糖", Degree::Middle),
        ]),
        in_1_year: "姉と電話で話している".into(),
        in_3_years: "姉の町で、いっしょに墓参りをする".into(),
        in_10_years: "自分の部屋で、縁側の花を見ながら針を持っている".into(),
        supports: supports(&SUPPORTS),
        ecomap: ecomap(&ECOMAP),
        week_now: week_now("月火水木金"),
        benefits: benefits(&[
            ("障害厚生年金1級", BenefitState::Has, ""),
            ("自立支援医療（精神通院）", BenefitState::Has, ""),
            ("グループホームの家賃助成", BenefitState::Has, "月1万円"),
        ]),
        money_kept_by:
            "本人。通帳は社会福祉協議会（日常生活自立支援事業）が預かり、月2回いっしょに出し入れする。".into(),
        ..Assessment::default()
    }
}

const LIFE: [(&str, &str); 6] = [
    ("昭和37年3月", "県北部の温泉町で、姉妹の妹として出生"),
    ("昭和55年4月", "和裁の学校へ。その後、縫製会社で6年働く"),
    (
        "平成3年2月",
        "声が聞こえて眠れなくなり入院。以後28年を病院で過ごす",
    ),
    (
        "平成30年11月",
        "母が死去。葬儀で姉と言い合いになり、以後会っていない",
    ),
    ("令和元年6月", "退院し、グループホーム見本荘へ"),
    ("令和元年9月", "見本ふれあい工房に通い始める"),
];

const STATEMENTS: [(Date, &str, &str); 3] = [
    (
        date(2024, 11, 19),
        "本人",
        "また替わるの。名前を、帳面に書いてちょうだい。",
    ),
    (
        date(2024, 11, 19),
        "本人",
        "わたしのふきんが、だれかの台所にある。それがうれしい。",
    ),
    (
        date(2024, 11, 26),
        "本人",
        "姉にあやまりたい。でも、返事が来なかったら、こわい。",
    ),
];

const ABILITIES: [[&str; 3]; 4] = [
    [
        "仕事",
        "図案を考え、布を裁ち、最後まで刺す",
        "人の多い販売会では、隣に一人",
    ],
    ["食事", "朝のみそ汁を作る", "夜の間食を、世話人とお茶にかえる"],
    [
        "薬",
        "カレンダーから自分で取る",
        "飲んだあとの丸をいっしょに確かめる",
    ],
    ["外出", "近所を30分歩く", "電車とバスは同行があると乗れる"],
];

const SUPPORTS: [(SupportGroup, [&str; 6]); 4] = [
    (
        SupportGroup::Public,
        [
            "共同生活援助",
            HOME,
            "食事、服薬の声かけ、夜間の対応",
            "毎日",
            "044-000-0032",
            "",
        ],
    ),
    (
        SupportGroup::Public,
        [
            "生活介護",
            WORKSHOP,
            "刺し子、園芸、昼食",
            "週4日",
            "044-000-0031",
            "",
        ],
    ),
    (
        SupportGroup::Other,
        [
            "日常生活自立支援事業",
            "見本市社会福祉協議会",
            "お金の出し入れ",
            "月2回",
            "044-000-0038",
            "",
        ],
    ),
    (
        SupportGroup::Other,
        [
            "朝の散歩の仲間",
            "",
            "花の名前を教え合う",
            "週5日",
            "",
            "向かいの家の人",
        ],
    ),
];

const ECOMAP_2024: [Around; 4] = [
    (
        "見本荘 世話人",
        Field::Welfare,
        "暮らしの相談、夜の話し相手",
        TieKind::Strong,
        Some(Direction::Both),
        "令和元年6月から",
    ),
    (
        WORKSHOP,
        Field::Welfare,
        "刺し子の仕事",
        TieKind::Strong,
        Some(Direction::Both),
        "令和元年9月から",
    ),
    (
        "見本クリニック",
        Field::Medical,
        "診察と薬",
        TieKind::Normal,
        Some(Direction::ToPerson),
        "令和元年から",
    ),
    (
        "姉 和江",
        Field::Family,
        "母の葬儀のあと連絡がない",
        TieKind::CutOff,
        None,
        "",
    ),
];

const ECOMAP: [Around; 6] = [
    (
        "見本荘 世話人",
        Field::Welfare,
        "暮らしの相談、夜の話し相手",
        TieKind::Strong,
        Some(Direction::Both),
        "令和元年6月から",
    ),
    (
        WORKSHOP,
        Field::Welfare,
        "刺し子の仕事",
        TieKind::Strong,
        Some(Direction::Both),
        "令和元年9月から",
    ),
    (
        "見本クリニック",
        Field::Medical,
        "診察と薬",
        TieKind::Normal,
        Some(Direction::ToPerson),
        "令和元年から",
    ),
    (
        "姉 和江",
        Field::Family,
        "手紙、電話",
        TieKind::Weak,
        Some(Direction::FromPerson),
        "令和7年秋から",
    ),
    (
        "散歩の仲間（向かいの家）",
        Field::Neighbourhood,
        "花の話",
        TieKind::Normal,
        Some(Direction::Both),
        "令和7年春から",
    ),
    (
        "社会福祉協議会 生活支援員",
        Field::Administration,
        "お金の出し入れ",
        TieKind::Normal,
        Some(Direction::ToPerson),
        "",
    ),
];

/// The week with the days on which she walks in the morning.
pub(super) fn week_now(walks: &'static str) -> Week {
    let blocks: [BlockLine; 6] = [
        (walks, "06:30-07:00", "朝の散歩", "", BlockKind::Informal),
        (
            "月火木金",
            "10:00-15:00",
            "生活介護",
            WORKSHOP,
            BlockKind::Service,
        ),
        ("毎日", "18:00-19:00", "夕食、服薬", HOME, BlockKind::Service),
        ("水", "10:00-11:00", "洗濯、部屋の片づけ", "", BlockKind::Own),
        ("水土", "13:00-15:00", "刺し子（自室）、手紙", "", BlockKind::Own),
        ("毎日", "21:30-28:00", "就寝", "", BlockKind::Own),
    ];
    week(
        &blocks,
        [
            "朝は散歩、昼は工房。夜は居間で茶を飲み、針を持つ。",
            "精神科 2週に1回（水曜午後）。内科 月1回。社会福祉協議会 月2回。",
            "針を持つ毎日を続けながら、離れていた人との間に糸を渡していく。",
        ],
    )
}
