//! The third cycle of 見本 静江, under way: the assessment is redone, the draft plan is still being written.

use bansou_domain::assessment::{Assessment, Degree};
use bansou_domain::plan::{Goal, Need, ServicePlan};
use jiff::civil::{Date, date};

use super::super::shape::{
    SPECIALIST, assessed, drawn, life, lines, marked, month, risks, service, statements,
};
use super::HELP;
use super::assessment::known;
use super::plan::{clinic, home, need, walk, with_outing, workshop};

const WISH: &str =
    "わたしは、姉に会って、あやまりたい。65になっても、見本荘の部屋と工房の針仕事はそのままがいい。";
const FAMILY_WISH: &str =
    "姉（10月25日の電話）：わたしの膝では迎えに行けないけれど、来てくれるなら駅前の茶屋で待っています。";

pub(super) fn assessment() -> Assessment {
    let filled = Assessment {
        visits: vec![
            assessed(date(2026, 11, 5), "15:30-16:30", "グループホーム見本荘", "本人、世話人", SPECIALIST),
            assessed(date(2026, 11, 12), "13:00-13:50", "見本ふれあい工房", "本人、職員", SPECIALIST),
        ],
        overview: "5月から姉と月に一度電話で話す。10月には電車で5駅先まで行けた。工房は週4日、秋の販売会で1時間店に立った。3月に65歳になり、介護保険との関係を本人が強く心配している。".into(),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        wish_background: "電話では天気と花の話をして、いちばん言いたいことは会って言うと決めている。".into(),
        wish_gap: "姉の町まで乗り換え2回、片道2時間半。移動支援は月8時間で、日帰りの1日に足りない。".into(),
        statements: statements(&SAID),
        hindrances: lines(&["「介護保険」と聞くと、部屋を出されると思い眠れなくなる", "乗り換えの階段"]),
        risks: risks(&[
            ("65歳の手続きの説明が人によってちがい、眠れなくなる", Degree::High),
            ("低血糖（外出で昼食が遅れたとき）", Degree::Middle),
        ]),
        in_1_year: "姉の町の茶屋で、二人でほうじ茶を飲んでいる".into(),
        in_3_years: "春と秋に、母の墓に参る".into(),
        week_now: with_outing(),
        needs: drawn(&DRAWN),
        same_age: "同じ年ごろの人は、きょうだいを訪ねて一泊することもある。泊まりがけを選べるようにしておきたい。".into(),
        life_events: life(&[("令和9年3月", "65歳になる（介護保険の手続き）")]),
        ..known()
    };
    marked(filled, date(2026, 11, 12))
}

const SAID: [(Date, &str, &str); 4] = [
    (
        date(2026, 11, 5),
        "本人",
        "介護保険になったら、ここを追い出されるの。",
    ),
    (
        date(2026, 11, 5),
        "本人",
        "姉の声は、母の声にそっくり。会って、あのときはごめんって言いたい。",
    ),
    (
        date(2026, 11, 5),
        "世話人",
        "65歳をこえて暮らしている方が二人います。静江さんにも会ってもらいました。",
    ),
    (
        date(2026, 11, 12),
        "工房の職員",
        "共生型の指定を受けるか、法人で検討中です。2月には決まります。",
    ),
];

const DRAWN: [[&str; 3]; 4] = [
    [
        "わたしは、姉に会って、あやまりたい。",
        "「会って、あのときはごめんって言いたい。」（11月5日）",
        "片道2時間半の外出を一人で組み立てられない",
    ],
    [
        "わたしは、65歳になっても、見本荘と工房の暮らしをかえたくない。",
        "「介護保険になったら、ここを追い出されるの。」（11月5日）",
        "65歳からの手続きと、続けられるサービスの見通しがない",
    ],
    [
        "わたしは、工房の刺し子を、使う人に手わたしたい。",
        "秋の販売会で1時間店に立ち、3枚を自分で手渡した",
        "人混みのあとは夜の声が強くなる",
    ],
    [
        "わたしは、姉の町まで歩ける体でいたい。",
        "散歩は週5日、10月のHbA1c 7.1",
        "冬に歩く量がへる",
    ],
];

/// 計画案, with rows that still wait for what the municipality and the workshop will say.
pub(super) fn draft() -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2026, 11, 18)),
        starts: Some(month(2027, 2)),
        monitoring_text: "3か月ごと（65歳の前後は毎月を市に相談中）".into(),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        policy: "電車に乗る自信と歩く力がついた今、姉に会う一日を静江さんが自分で組み立てる。65歳をまたいでも部屋と針仕事が途切れないよう、分かったことから順に静江さんに伝える。".into(),
        long_goal: Goal {
            text: "春と秋に姉の町を訪ね、二人で母の墓に参る。".into(),
            until: Some(month(2029, 1)),
        },
        short_goal: Goal {
            text: "桜のころ、姉と駅前の茶屋でほうじ茶を飲む。".into(),
            until: Some(month(2027, 4)),
        },
        needs: vec![sister(), sixty_five(), craft(), legs()],
        week: with_outing(),
        past_effect: "手紙から電話へ、姉との間がつながった。移動支援で電車に9回乗り、5駅先まで行けた。工房は欠席が年2日、販売会で店に立った。HbA1cは7.8から7.1になった。".into(),
        ..ServicePlan::default()
    }
}

fn sister() -> Need {
    let services = vec![
        service([
            "移動支援",
            "姉の町までの日帰り（4月）、下見（3月）",
            "月8時間のほか、4月に6時間を市に相談",
            HELP,
            "サービス提供責任者",
            "03-0000-0004",
        ]),
        service([
            "家族",
            "駅前の茶屋で待つ、日曜の電話",
            "4月、電話は月1回",
            "姉",
            "見本 和江",
            "",
        ]),
        service([
            "地域",
            "旅行のお金の積立（月3千円）",
            "月2回の出し入れのとき",
            "見本市社会福祉協議会",
            "生活支援員",
            "044-000-0038",
        ]),
    ];
    let words = [
        "わたしは、姉に会って、あやまりたい。",
        "4月に日帰りで姉の町を訪ねる。行程は自分で帳面に書く。",
        "乗る電車を時刻表で選び、帳面に書く。手みやげのふきんを刺す。",
        "昼食は12時までに。ブドウ糖を針箱の横からかばんへ。",
    ];
    need(words, [(2027, 4), (2027, 4)], services)
}

fn sixty_five() -> Need {
    let services = vec![
        service([
            "共同生活援助",
            "部屋と食事、夜の話し相手をこれまでどおり",
            "毎日",
            super::HOME,
            "世話人",
            "044-000-0032",
        ]),
        service([
            "行政",
            "介護保険の申請の時期、続けられるサービスの確認",
            "12月に面談",
            "市 障害福祉課・介護保険課",
            "",
            "",
        ]),
        service([
            "相談",
            "介護保険の相談先との顔合わせ",
            "1月",
            "（市に確認中）",
            "",
            "",
        ]),
    ];
    let words = [
        "わたしは、65歳になっても、見本荘と工房の暮らしをかえたくない。",
        "1月までに、かわることとかわらないことを1枚の紙にして静江さんが持つ。",
        "聞きたいことを帳面に書き、窓口で自分で聞く。",
        "市の返事があるまで、決まっていないことは「まだ決まっていない」と伝える。",
    ];
    Need {
        unmet: "65歳の前後を続けて相談できる窓口が一つになっていない".into(),
        ..need(words, [(2027, 1), (2027, 1)], services)
    }
}

fn craft() -> Need {
    let words = [
        "わたしは、工房の刺し子を、使う人に手わたしたい。",
        "週4日通い、春と秋の販売会で1時間ずつ店に立つ。",
        "一言カードを自分の字で書く。",
        "店に立った夜は、世話人がほうじ茶の時間を長めにとる。",
    ];
    need(
        words,
        [(2028, 1), (2027, 7)],
        vec![workshop("刺し子の作業、販売会の店番")],
    )
}

fn legs() -> Need {
    let words = [
        "わたしは、姉の町まで歩ける体でいたい。",
        "散歩を週5日30分。2月から駅の階段を週1回。",
        "歩いた日、カレンダーに花の印をつける。",
        "雪の日は工房の廊下で歩く。",
    ];
    need(words, [(2028, 1), (2027, 7)], vec![clinic(), walk(), home()])
}
