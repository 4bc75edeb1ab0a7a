//! What was seen and heard of 見本 陽介 in March 2026.

use bansou_domain::assessment::{Assessment, BenefitState, Degree, SpecialistAssessment, SupportGroup};
use bansou_domain::family::{Direction, Field, MemberKey, Tie, TieKind};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::{Date, date};

use super::super::shape::{
    Around, BlockLine, SPECIALIST, abilities, assessed, benefits, drawn, ecomap, life, lines, marked,
    medical, risks, statements, supports, week,
};

pub(super) const WISH: &str = "わたしは、パソコンで役に立つ仕事がしたい。うるさいところと、急に予定が変わるのは苦手です。図書館の人みたいに静かに話してくれると助かります。";
pub(super) const FAMILY_WISH: &str =
    "母：毎日行くところができてほしい。わたしが入院したときに、一人で何日か暮らせるようになってほしい。";

pub(super) fn assessment() -> Assessment {
    let filled = Assessment {
        overview: "特別支援学校高等部を卒業後、印刷会社に障害者雇用で就職したが、休憩室の音と急な予定変更がつらく8か月で退職。以後5年あまり自宅で過ごす。昨年秋から、近所の図書館へ一人で週2回行けるようになった。母の体力が落ち、家事の負担が大きくなっている。".into(),
        life_history: life(&LIFE),
        growth: "1歳半健診でことばの遅れを指摘される。小さいころから路線図と時刻表が好きで、文字は路線名から覚えた。".into(),
        medical: medical(&[["精神科", "見本クリニック", "主治医", "4週に1回", "就寝前に1種類"]]),
        strengths: lines(&[
            "文字入力が正確で速い",
            "決まった手順を覚えると一人で続けられる",
            "図書館まで一人で歩いて通える",
            "電車の路線にくわしい",
        ]),
        hindrances: lines(&["音の重なる場所では、得意な作業でも手が止まる", "つらさを口で言うのに時間がかかる"]),
        interests: lines(&["路線図と時刻表", "図書館の鉄道の棚", "月に一度、日曜の路線の旅"]),
        seen_at_home: "机の上に、手描きの路線図が年ごとに綴じてある。指さすと、乗り換えを小さな声で教えてくれた。".into(),
        abilities: abilities(&ABILITIES),
        stress: lines(&["大きな音、重なる話し声", "予定の急な変更", "理由のない注意"]),
        warning_signs: lines(&["返事がなくなる", "同じところを歩き続ける", "眠れない日が2日続く"]),
        calms: lines(&["静かな場所で一人になる", "路線図を見る", "紙に書いて見通しを伝える"]),
        risks: risks(&[
            ("母の入院などで急に一人になる", Degree::Middle),
            ("つらさを言えず通所をやめてしまう", Degree::High),
        ]),
        ..wishes()
    };
    let visits = vec![
        assessed(
            date(2026, 3, 13),
            "14:00-15:10",
            "自宅",
            "本人、母",
            "見本 相子、見本 主一",
        ),
        assessed(
            date(2026, 3, 24),
            "10:30-11:20",
            "図書館の談話室",
            "本人",
            SPECIALIST,
        ),
    ];
    marked(Assessment { visits, ..filled }, date(2026, 3, 24))
}

fn wishes() -> Assessment {
    Assessment {
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        wish_difference: "本人は「役に立つ仕事」、母は「毎日行くところ」と言う。3月24日に図書館で本人だけに聞いたときも、行く場所より何をするかの話が先に出た。".into(),
        wish_background: "前の職場で、名刺の入力がまちがいなく速いとほめられたことが何度も話に出る。".into(),
        wish_gap: "一般の職場は音と予定変更がまだつらい。静かな場所で、休み方を身につけるところから。".into(),
        values: "約束の時刻を守ること。守ってもらうこと。".into(),
        statements: statements(&STATEMENTS),
        in_1_year: "週4日、通っている".into(),
        in_3_years: "データ入力の仕事で給料をもらう".into(),
        in_10_years: "自分の部屋で暮らして、母に会いに行く".into(),
        supports: supports(&SUPPORTS),
        ecomap: ecomap(&ECOMAP),
        family_ties: vec![
            Tie { from: MemberKey::PERSON, to: MemberKey(1), kind: TieKind::Strong },
            Tie { from: MemberKey::PERSON, to: MemberKey(3), kind: TieKind::Weak },
        ],
        week_now: week_now(),
        benefits: benefits(&[
            ("障害基礎年金2級", BenefitState::Has, "口座は母が管理"),
            ("自立支援医療（精神通院）", BenefitState::Has, "見本クリニックと薬局"),
        ]),
        money_kept_by: "母。本人は毎月5千円を受け取り、切符代は自分で記録している。".into(),
        specialist: vec![SpecialistAssessment {
            on: Some(date(2026, 3, 18)),
            by: "就労移行支援事業所見本".into(),
            why: "圏域の就労選択支援が受付待ちのため".into(),
            result: "入力は30分で名刺40枚、誤りなし。隣の話し声が重なると手が止まる。仕切りと紙の予定表があれば2時間続く。".into(),
        }],
        needs: drawn(&NEEDS),
        same_age: "同じ年ごろの人は、仕事帰りの寄り道や休みの日の外出を自分で決めている。お金を持って一人で出かける日を増やしたい。".into(),
        ..Assessment::default()
    }
}

const LIFE: [(&str, &str); 5] = [
    ("平成13年8月", "見本区で出生。1歳半健診でことばの遅れを指摘される"),
    ("平成26年4月", "見本区立中学校 特別支援学級"),
    ("令和2年3月", "都立特別支援学校 高等部を卒業"),
    ("令和2年4月", "印刷会社に就職（障害者雇用）。同年12月に退職"),
    ("令和7年10月", "図書館へ一人で通い始める"),
];

const STATEMENTS: [(Date, &str, &str); 4] = [
    (
        date(2026, 3, 13),
        "本人",
        "休憩室がうるさくて、休めなかったです。",
    ),
    (
        date(2026, 3, 13),
        "母",
        "わたしの膝がこうなる前に、家のことを少し覚えてくれたら。",
    ),
    (
        date(2026, 3, 24),
        "本人",
        "パソコンなら、まちがえないです。役に立つのがいい。",
    ),
    (
        date(2026, 3, 24),
        "本人",
        "お母さんがいないときのことは、こわいから、いまは考えたくない。",
    ),
];

const ABILITIES: [[&str; 3]; 4] = [
    [
        "外出",
        "図書館まで一人で歩き、決まった時刻に帰る",
        "初めての場所は、写真つきの道順があると行ける",
    ],
    ["家事", "洗濯機を回して干す、米をとぐ", "包丁と火は、隣で一緒に"],
    ["お金", "切符代を記録する", "5千円をこえる買い物は母と決める"],
    [
        "人との話",
        "好きな路線のことは自分から話す",
        "困ったときのことは紙かカードで",
    ],
];

const SUPPORTS: [(SupportGroup, [&str; 6]); 2] = [
    (
        SupportGroup::Public,
        [
            "精神科通院",
            "見本クリニック",
            "診察・服薬",
            "4週に1回",
            "03-0000-0005",
            "木曜16時",
        ],
    ),
    (
        SupportGroup::Other,
        [
            "図書館",
            "見本区立図書館",
            "読書、司書とのあいさつ",
            "週2回",
            "03-0000-0006",
            "火曜と金曜",
        ],
    ),
];

const ECOMAP: [Around; 4] = [
    (
        "見本クリニック",
        Field::Medical,
        "診察",
        TieKind::Normal,
        Some(Direction::Both),
        "高等部のころから",
    ),
    (
        "図書館の司書",
        Field::Neighbourhood,
        "本の取り置き、あいさつ",
        TieKind::Strong,
        Some(Direction::Both),
        "令和7年秋から",
    ),
    (
        "姉",
        Field::Family,
        "年2回の帰省",
        TieKind::Weak,
        Some(Direction::ToPerson),
        "",
    ),
    (
        "母の友人（隣家）",
        Field::Neighbourhood,
        "ごみ出しの日の声かけ",
        TieKind::Normal,
        Some(Direction::ToPerson),
        "",
    ),
];

const NEEDS: [[&str; 3]; 4] = [
    [
        "わたしは、パソコンで役に立つ仕事がしたい。",
        "「パソコンなら、まちがえないです。役に立つのがいい。」（3月24日）",
        "音と予定変更で前の職場をやめた。休み方と伝え方がまだない",
    ],
    [
        "わたしは、母がいないときも家で困らないようになりたい。",
        "母の膝の手術が秋にあるかもしれない（3月13日）",
        "夕食と一人の夜の経験がない",
    ],
    [
        "わたしは、好きな電車と図書館の時間をなくしたくない。",
        "週2回の図書館を、自分で続けている",
        "通所が始まると疲れて削られやすい",
    ],
    [
        "よく眠って、体の調子をくずさないようにしたい。",
        "眠れない日が2日続くと歩き続ける（母）",
        "環境が変わる時期に眠りが浅くなる",
    ],
];

fn week_now() -> Week {
    let own = BlockKind::Own;
    let blocks: [BlockLine; 5] = [
        ("月火水木金土日", "09:30-10:30", "起床、朝食", "", own),
        ("火金", "13:00-16:00", "図書館", "", BlockKind::Informal),
        ("月水木土日", "13:00-18:00", "自室（パソコン、路線図）", "", own),
        ("月水土", "08:00-12:00", "母 仕事", "", BlockKind::Family),
        ("月火水木金土日", "25:00-26:00", "就寝", "", own),
    ];
    week(
        &blocks,
        [
            "昼は自室か図書館。夕食は母と一緒にとる。",
            "精神科通院（4週に1回、木曜16時）。姉の帰省（8月、1月）。",
            "",
        ],
    )
}
