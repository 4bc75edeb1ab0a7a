//! The first cycle of 見本 ひなた: the last half year before school and the first after it.

use bansou_domain::assessment::Assessment;
use bansou_domain::plan::{Goal, Need, ServicePlan};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::date;

use super::super::shape::{BlockLine, SPECIALIST, assessed, lines, marked, month, service, week};
use super::{AFTER_SCHOOL, DAY_CARE, HOSPITAL, NURSE};

const WISH: &str = "（ことばでの表出はむずかしい。すきな音楽が流れると右手を上げて笑う。いやなときは顔を左に向けて目を閉じる。）";
const FAMILY_WISH: &str =
    "母：学校に上がっても、好きな音楽の時間をもってほしい。夜にまとめて眠りたい。父：家族で出かけたい。";

pub(super) fn assessment() -> Assessment {
    let visits = vec![
        assessed(
            date(2025, 9, 19),
            "13:30-14:40",
            "自宅",
            "本人、母、弟",
            SPECIALIST,
        ),
        assessed(
            date(2025, 9, 25),
            "10:00-11:00",
            "児童発達支援センター見本",
            "本人、保育士",
            SPECIALIST,
        ),
    ];
    let filled = Assessment {
        visits,
        overview: "児童発達支援センターに4年通い、太鼓とリズム遊びで右手の動きがはっきりしてきた。来春に就学。吸引のできる放課後の場所と、家族が眠れる夜が見つかっていない。".into(),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        strengths: lines(&["音楽のリズムに右手で応える", "人の声を聞き分けて笑う", "弟がそばにいると落ち着く"]),
        stress: lines(&["急な大きな音", "長い時間の同じ姿勢"]),
        calms: lines(&["太鼓の音", "母の歌"]),
        in_1_year: "学校と放課後、二つの場所に好きな人がいる".into(),
        week_now: week_now(),
        ..super::assessment::known()
    };
    marked(filled, date(2025, 9, 25))
}

pub(super) fn draft() -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2025, 10, 3)),
        starts: Some(month(2025, 11)),
        monitoring_text: "6か月ごと（令和8年4月、令和8年10月）".into(),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        policy: "太鼓の音に右手で応える力を、就学したあとの放課後にもつなげる。家族が眠れる夜を月に一度からつくる。".into(),
        long_goal: Goal {
            text: "学校と放課後の両方で、好きな音楽を『もう一度』と伝える。".into(),
            until: Some(month(2027, 10)),
        },
        short_goal: Goal {
            text: "春から週2回、放課後に太鼓の時間をもつ。".into(),
            until: Some(month(2026, 10)),
        },
        needs: needs(),
        week: week_now(),
        ..ServicePlan::default()
    }
}

pub(super) fn plan() -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2025, 10, 29)),
        ..draft()
    }
}

fn needs() -> Vec<Need> {
    [music(), nights(), outing()]
        .map(|need| Need {
            until: Some(month(2026, 10)),
            review: Some(month(2026, 4)),
            ..need
        })
        .to_vec()
}

fn music() -> Need {
    Need {
        need: "学校が終わったあとも、音楽の時間がほしい。".into(),
        goal: "太鼓の活動に週2回参加する。".into(),
        services: vec![
            service([
                "児童発達支援",
                "太鼓・リズム遊び（令和8年3月まで）",
                "週3日 10:00～14:00",
                DAY_CARE,
                "児童発達支援管理責任者",
                "044-000-0007",
            ]),
            service([
                "放課後等デイサービス",
                "太鼓、個別の見守り（令和8年4月から）",
                "週2日 15:00～17:30",
                AFTER_SCHOOL,
                "児童発達支援管理責任者",
                "044-000-0002",
            ]),
        ],
        own_role: "好きな音のとき、右手を上げて知らせる。".into(),
        ..Need::default()
    }
}

fn nights() -> Need {
    Need {
        need: "家族みんなが眠れるようにしたい。".into(),
        goal: "母が眠れる夜をつくる。".into(),
        services: vec![
            service([
                "短期入所（医療型）",
                "夜間の吸引・体位交換",
                "月1泊",
                HOSPITAL,
                "看護師長",
                "044-000-0003",
            ]),
            service([
                "訪問看護",
                "吸引、胃ろうの管理",
                "週1回",
                NURSE,
                "",
                "044-000-0004",
            ]),
            service(["家族", "短期入所の日の弟の送迎", "月1回", "祖母", "", ""]),
        ],
        own_role: "好きな毛布を持っていく。".into(),
        ..Need::default()
    }
}

fn outing() -> Need {
    Need {
        need: "弟や家族と出かけたい。".into(),
        goal: "家族で出かける。".into(),
        services: vec![service([
            "移動支援",
            "吸引対応のヘルパー同行",
            "月4時間",
            "（探している）",
            "",
            "",
        ])],
        own_role: "行きたい所の音楽を選ぶ。".into(),
        unmet: "吸引に対応できる移動支援の事業所が市内にない".into(),
        ..Need::default()
    }
}

fn week_now() -> Week {
    let blocks: [BlockLine; 3] = [
        (
            "火水木",
            "10:00-14:00",
            "児童発達支援",
            DAY_CARE,
            BlockKind::Service,
        ),
        ("水", "16:00-17:00", "訪問看護", NURSE, BlockKind::Service),
        ("土日", "14:00-15:00", "入浴（父）", "", BlockKind::Family),
    ];
    week(
        &blocks,
        [
            "日中は児童発達支援センター。家では弟のそばで過ごす。",
            "短期入所 月1泊。通院 月1回。",
            "好きな太鼓を続けながら、学校という新しい場所に少しずつ慣れる。",
        ],
    )
}

/// The week since school began.
pub(super) fn week_at_school() -> Week {
    let blocks: [BlockLine; 4] = [
        ("月火水木金", "08:30-15:00", "特別支援学校", "", BlockKind::Own),
        (
            "火木",
            "15:00-17:30",
            "放課後等デイサービス",
            AFTER_SCHOOL,
            BlockKind::Service,
        ),
        ("水", "16:00-17:00", "訪問看護", NURSE, BlockKind::Service),
        ("土日", "14:00-15:00", "入浴（父）", "", BlockKind::Family),
    ];
    week(
        &blocks,
        [
            "平日は学校。火曜と木曜は放課後デイ。週末は家族と過ごす。",
            "短期入所 月1泊。通院 月1回。",
            "学校と放課後、二つの場所に好きな人と音楽がある。",
        ],
    )
}
