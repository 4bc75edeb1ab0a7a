//! The first two plans of 見本 静江.

use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::Date;

use super::super::shape::{BlockLine, month, service, week};
use super::assessment::week_now;
use super::{HELP, HOME, WORKSHOP};

/// The plan of the first cycle, as it was on the day it was made: as draft and as plan it said the same.
pub(super) fn first(made: Date) -> ServicePlan {
    ServicePlan {
        made_on: Some(made),
        starts: Some(month(2025, 2)),
        monitoring_text: "6か月ごと（令和7年7月、令和8年1月）".into(),
        wish_person: "わたしは、ここで暮らして、工房で刺し子を続けたい。姉に手紙を書きたいけれど、返事が来ないのがこわい。".into(),
        wish_family: "（姉とは連絡を取っていない。本人が手紙を出してから聞く）".into(),
        policy: "刺し子を最後まで仕上げる力と、思いを字にできる力を生かす。替わらない顔ぶれで暮らしを支え、手紙は本人の速さで進める。".into(),
        long_goal: Goal {
            text: "見本荘の部屋で針を持ちながら、姉と手紙をやりとりする。".into(),
            until: Some(month(2027, 1)),
        },
        short_goal: Goal {
            text: "春の販売会にふきんを20枚出し、姉に手紙を1通出す。".into(),
            until: Some(month(2025, 7)),
        },
        needs: vec![
            need(["わたしは、工房で刺し子を続けたい。", "週4日通い、春の販売会にふきんを20枚出す。", "図案帳に、次に刺す柄を描く。", ""], [(2026, 1), (2025, 7)], vec![workshop("刺し子の作業、図案の相談"), home()]),
            need(["わたしは、糖尿病をひどくしないで、自分の足で歩きたい。", "朝に週3日歩き、夜の間食を週2回までにする。", "歩いた日、カレンダーに花の印をつける。", "夜は甘い物のかわりに、世話人とほうじ茶を飲む。"], [(2026, 1), (2025, 7)], vec![clinic(), walk()]),
            need(["わたしは、姉に手紙を書きたい。", "夏までに1通出す。出すかどうかは本人が決める。", "便箋を自分で選ぶ。", "返事を待つ間のつらさは、世話人と相談支援専門員が聞く。"], [(2026, 1), (2025, 7)], vec![service(["本人・世話人", "便箋選び、ポストまでの同行", "書きたい日", HOME, "世話人", "044-000-0032"])]),
        ],
        week: week_now("月水金"),
        ..ServicePlan::default()
    }
}

/// The plan of the second cycle.
pub(super) fn second(made: Date) -> ServicePlan {
    ServicePlan {
        made_on: Some(made),
        starts: Some(month(2026, 2)),
        monitoring_text: "6か月ごと（令和8年7月、令和9年1月）".into(),
        wish_person: "わたしは、姉の声が聞きたい。会えるなら会いたい。足が動くうちに。".into(),
        wish_family: "姉（手紙より）：静江の字を見て、母の字かと思いました。電話なら、いつでも。".into(),
        policy: "1年かけて届いた姉の返事を、声と再会につなぐ。歩く力と電車に乗る自信を、近くの外出から取り戻す。".into(),
        long_goal: Goal {
            text: "姉の町を訪ね、二人で母の墓に参る。".into(),
            until: Some(month(2028, 1)),
        },
        short_goal: Goal {
            text: "姉と電話で話す。ヘルパーと電車で2駅先まで行く。".into(),
            until: Some(month(2026, 7)),
        },
        needs: vec![
            need(["わたしは、工房の刺し子を、使う人に手わたしたい。", "週4日通い、販売会で年に2回、1時間ずつ店に立つ。", "一言カードを自分の字で書く。", "店では隣に職員が一人。疲れたら裏で休む。"], [(2027, 1), (2026, 7)], vec![workshop("刺し子の作業、販売会の店番"), home()]),
            need(["わたしは、姉の町まで歩ける体でいたい。", "朝の散歩を週5日、20分から30分にする。", "歩いた日、カレンダーに花の印をつける。", "冬は工房の廊下で歩く。"], [(2027, 1), (2026, 7)], vec![clinic(), walk()]),
            need(["わたしは、姉の声が聞きたい。会いたい。", "夏までに電話で話し、秋までに電車で2駅先まで出かける。", "電話で話すことを帳面に三つ書く。", "電話のあと眠れないときは、居間の明かりをつけていてよい。"], [(2027, 1), (2026, 7)], vec![
                service(["移動支援", "電車に乗る外出の同行", "月2回 各4時間", HELP, "サービス提供責任者", "03-0000-0004"]),
                service(["家族", "日曜の電話", "月1回", "姉", "見本 和江", ""]),
            ]),
        ],
        week: with_outing(),
        past_effect: "担当者が替わっても休まず工房に通い、ふきん26枚を販売会に出した。4通の手紙のあと、姉から返事がきた。夜の間食は週5回から週1回に減った。".into(),
        ..ServicePlan::default()
    }
}

/// Need, goal, own role, notes; until when, and when it is looked at.
pub(super) fn need(
    [need, goal, own_role, notes]: [&str; 4],
    [until, review]: [(i16, i8); 2],
    services: Vec<PlannedService>,
) -> Need {
    Need {
        need: need.into(),
        goal: goal.into(),
        until: Some(month(until.0, until.1)),
        services,
        own_role: own_role.into(),
        review: Some(month(review.0, review.1)),
        notes: notes.into(),
        unmet: String::new(),
    }
}

pub(super) fn workshop(content: &str) -> PlannedService {
    service([
        "生活介護",
        content,
        "週4日 10:00～15:00",
        WORKSHOP,
        "サービス管理責任者",
        "044-000-0031",
    ])
}

pub(super) fn home() -> PlannedService {
    service([
        "共同生活援助",
        "食事、服薬の声かけ、夜の話し相手",
        "毎日",
        HOME,
        "世話人",
        "044-000-0032",
    ])
}

pub(super) fn clinic() -> PlannedService {
    service([
        "医療",
        "診察、服薬、血糖の検査",
        "精神科2週に1回、内科月1回",
        "見本クリニック",
        "主治医",
        "03-0000-0005",
    ])
}

pub(super) fn walk() -> PlannedService {
    service([
        "地域",
        "花の名前を教え合いながら歩く",
        "毎朝",
        "散歩の仲間（向かいの家）",
        "",
        "",
    ])
}

/// The week since the second plan: two Saturdays a month there is an outing.
pub(super) fn with_outing() -> Week {
    let blocks: [BlockLine; 7] = [
        ("月火水木金", "06:30-07:00", "朝の散歩", "", BlockKind::Informal),
        (
            "月火木金",
            "10:00-15:00",
            "生活介護",
            WORKSHOP,
            BlockKind::Service,
        ),
        ("毎日", "18:00-19:00", "夕食、服薬", HOME, BlockKind::Service),
        ("水", "10:00-11:00", "洗濯、部屋の片づけ", "", BlockKind::Own),
        ("水", "13:00-15:00", "刺し子（自室）、手紙", "", BlockKind::Own),
        ("毎日", "21:30-28:00", "就寝", "", BlockKind::Own),
        (
            "土",
            "10:00-14:00",
            "移動支援（第1・第3土曜）",
            HELP,
            BlockKind::Service,
        ),
    ];
    week(
        &blocks,
        [
            "朝は散歩、昼は工房。夜は居間で茶を飲み、針を持つ。",
            "精神科 2週に1回（水曜午後）。内科 月1回。社会福祉協議会 月2回。姉の電話は月1回、日曜。",
            "針を持つ毎日を続けながら、姉の声を聞き、会いに行く日を自分の足で近づける。",
        ],
    )
}
