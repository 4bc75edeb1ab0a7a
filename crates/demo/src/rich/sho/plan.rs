//! The two plans of the childhood of 見本 翔.

use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use jiff::civil::Date;

use super::super::shape::{month, service};
use super::assessment::{FIRST_WISH, SECOND_WISH, week_now};
use super::{AFTER_SCHOOL, STAY};

/// The plan of the first cycle; as draft and as plan it said the same.
pub(super) fn first(made: Date) -> ServicePlan {
    ServicePlan {
        made_on: Some(made),
        starts: Some(month(2025, 2)),
        monitoring_text: "6か月ごと（令和7年7月、令和8年1月）".into(),
        wish_person: FIRST_WISH.into(),
        wish_family:
            "母：友だちと過ごす時間を続けてほしい。わたしが倒れたときに泊まれる所をつくっておきたい。".into(),
        policy:
            "正確に量る力と通る声を、好きなパンづくりの中で伸ばす。母と離れて眠る経験を、月に一泊から始める。"
                .into(),
        long_goal: Goal {
            text: "自分の好きなことを、家族のほかの人にも「ぼくがやる」と言う。".into(),
            until: Some(month(2027, 1)),
        },
        short_goal: Goal {
            text: "パンの日に、最初から最後まで自分で一つ焼く。".into(),
            until: Some(month(2025, 7)),
        },
        needs: vec![
            need(
                [
                    "ぼくは、パンをやきたい。",
                    "木曜の調理活動で、量るところから焼くところまで一人でする。",
                    "手順書を指でたどりながら進める。",
                    "急がせない。砂時計で時間を見せる。",
                ],
                [(2026, 1), (2025, 7)],
                vec![
                    after_school("調理活動（木曜）、放課後の時間"),
                    school("作業学習で同じ手順書を使う"),
                ],
            ),
            need(
                [
                    "ぼくは、お母さんがいない夜も、だいじょうぶになりたい。",
                    "見本の家に月1回泊まり、朝まで眠る。",
                    "パンの図鑑と自分の枕を持っていく。",
                    "はじめの3回は、寝る前に母と電話で話す。",
                ],
                [(2026, 1), (2025, 7)],
                vec![stay()],
            ),
        ],
        week: week_now(),
        ..ServicePlan::default()
    }
}

/// The plan of the second cycle.
pub(super) fn second(made: Date) -> ServicePlan {
    ServicePlan {
        made_on: Some(made),
        starts: Some(month(2026, 2)),
        monitoring_text: "令和8年5月、8月、11月、令和9年1月".into(),
        wish_person: SECOND_WISH.into(),
        wish_family: "母：好きなことが仕事になるのはうれしい。でも、つかれて中2のときのようになるのがこわい。".into(),
        policy: "正確に量る力と朝の強さを、本物の厨房で試す。疲れたら座ってまた始めるやり方を学校・放課後デイ・実習先でそろえ、進む道は本人が見て、触れて、選ぶ。".into(),
        long_goal: Goal {
            text: "卒業したあと通う場所を、働いてみてから自分で決める。".into(),
            until: Some(month(2027, 3)),
        },
        short_goal: Goal {
            text: "6月にパン屋の厨房で5日間働き、黄色い札を自分で出す。".into(),
            until: Some(month(2026, 7)),
        },
        needs: vec![
            need(
                ["ぼくは、パンやさんではたらきたい。", "6月と10月に、パンを焼く場所で実習をする。生活介護も一度見る。", "実習日誌に、その日のパンの絵を描く。", "見に行く順番は本人が写真で決める。"],
                [(2026, 10), (2026, 8)],
                vec![school("現場実習（6月、10月）、進路の相談"), after_school("調理活動、実習の前後の話し相手")],
            ),
            need(
                ["ぼくは、つかれたときに、休みたいと言いたい。", "黄色い札を、学校・もり・実習先の三か所で使う。", "札をエプロンの右のポケットに入れる。", "札が出たら理由を聞かず、水を一杯渡して待つ。"],
                [(2026, 10), (2026, 5)],
                vec![after_school("札の練習"), school("実習先へ札のことを伝える")],
            ),
            need(
                ["ぼくは、泊まりにも行って、自分でできることをふやしたい。", "月1回泊まり、夕食と朝の支度を自分でする。", "持ち物の表に丸をつける。", "帰った日は、母が手を出す前に10数える。"],
                [(2027, 1), (2026, 8)],
                vec![stay(), service(["家族", "早番の朝の見送り", "週3回", "祖母", "", ""])],
            ),
        ],
        week: week_now(),
        past_effect: "パンを一人で最後まで焼けるようになり、文化祭で売り切れた。見本の家では夏から朝まで眠れている。母が朝まで続けて眠れる日ができた。".into(),
        ..ServicePlan::default()
    }
}

/// Need, goal, own role, notes; until when, and when it is looked at.
fn need(
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

fn after_school(content: &str) -> PlannedService {
    service([
        "放課後等デイサービス",
        content,
        "週3回 15:15～17:30",
        AFTER_SCHOOL,
        "児童発達支援管理責任者",
        "044-000-0021",
    ])
}

fn school(content: &str) -> PlannedService {
    service([
        "学校",
        content,
        "登校日",
        "見本特別支援学校",
        "担任・進路担当",
        "044-000-0022",
    ])
}

fn stay() -> PlannedService {
    service([
        "短期入所",
        "泊まる経験、朝の支度",
        "月1泊",
        STAY,
        "管理者",
        "044-000-0036",
    ])
}
