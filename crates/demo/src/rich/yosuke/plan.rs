//! The first plan of 見本 陽介, from the draft of April 2026.

use bansou_domain::plan::{Goal, Need, ServicePlan};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::date;

use super::super::shape::{BlockLine, month, service, week};
use super::assessment::{FAMILY_WISH, WISH};
use super::{HELP, WORK};

/// 計画案.
pub(super) fn draft() -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2026, 4, 3)),
        starts: Some(month(2026, 5)),
        monitoring_text: "3か月ごと（令和8年7月～令和9年4月）".into(),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        policy: "図書館まで一人で通える力と正確な文字入力という強みを生かし、静かで見通しのもてる場所で『役に立つ仕事』を始める。母の負担を軽くしながら、母が留守でも数日暮らせる力を、急がずに育てる。".into(),
        long_goal: Goal {
            text: "静かな職場でデータ入力の仕事をして、自分の給料で路線の旅に出かける。".into(),
            until: Some(month(2028, 4)),
        },
        short_goal: Goal {
            text: "週3日、決まった時間に通い、困ったときは『休みます』のカードを出せる。".into(),
            until: Some(month(2026, 10)),
        },
        needs: vec![work(), home(), library(), sleep()],
        week: planned_week(),
        ..ServicePlan::default()
    }
}

/// 計画, as the conference left it.
pub(super) fn plan() -> ServicePlan {
    let mut plan = ServicePlan {
        made_on: Some(date(2026, 4, 30)),
        changes_from_draft: "優先順位1の留意事項に『開始1か月は週3日を超えない（主治医意見）』を加える"
            .into(),
        ..draft()
    };
    if let Some(first) = plan.needs.first_mut() {
        first.notes.push_str("開始1か月は週3日を超えない（主治医意見）。");
    }
    plan
}

fn work() -> Need {
    Need {
        need: "わたしは、パソコンで役に立つ仕事がしたい。".into(),
        goal: "週3日から通い始め、データ入力の作業を2種類おぼえる。".into(),
        until: Some(month(2026, 10)),
        services: vec![service([
            "就労継続支援B型",
            "静かな個別ブースでのデータ入力、予定は前日に紙で伝える",
            "週3日 10:00～15:00（6か月後に週4日を検討）",
            WORK,
            "サービス管理責任者",
            "03-0000-0003",
        ])],
        own_role: "前の日に持ち物を自分でそろえる。つらいときは『休みます』のカードを出す。".into(),
        review: Some(month(2026, 7)),
        notes: "休憩室ではなく空き会議室で休む。急な変更は口頭だけで伝えない。".into(),
        unmet: String::new(),
    }
}

fn home() -> Need {
    Need {
        need: "わたしは、母がいないときも家で困らないようになりたい。".into(),
        goal: "ヘルパーと一緒に、夕食を週2回つくる。洗濯は一人でできる。".into(),
        until: Some(month(2027, 4)),
        services: vec![service([
            "居宅介護（家事援助）",
            "本人と一緒に行う調理・買い物の段取り",
            "週2回 各1時間",
            HELP,
            "サービス提供責任者",
            "03-0000-0004",
        ])],
        own_role: "冷蔵庫の表に使ったものを書く。".into(),
        review: Some(month(2026, 10)),
        notes: "声は小さめに、手順書を見ながら。".into(),
        unmet: "緊急時に使える短期入所が区内にない".into(),
    }
}

fn library() -> Need {
    Need {
        need: "わたしは、好きな電車と図書館の時間をなくしたくない。".into(),
        goal: "火曜と金曜の図書館を続け、月1回は行きたい路線に乗る。".into(),
        until: Some(month(2027, 4)),
        services: vec![service([
            "インフォーマル",
            "図書館の司書、母の友人の見守り",
            "週2回",
            "見本区立図書館",
            "",
            "",
        ])],
        own_role: "行きたい路線をノートに書く。".into(),
        review: Some(month(2026, 10)),
        notes: "通所日と重ならないように組む。".into(),
        unmet: String::new(),
    }
}

fn sleep() -> Need {
    Need {
        need: "よく眠って、体の調子をくずさないようにしたい。".into(),
        goal: "通院を続け、眠れない日が2日続いたら伝える。".into(),
        until: Some(month(2027, 4)),
        services: vec![service([
            "医療",
            "診察、服薬の調整",
            "4週に1回",
            "見本クリニック",
            "主治医",
            "03-0000-0005",
        ])],
        own_role: "寝た時刻をカレンダーに書く。".into(),
        review: Some(month(2026, 7)),
        notes: "通所開始後の1か月は特に気をつける。".into(),
        unmet: String::new(),
    }
}

const BOXES: [&str; 3] = [
    "日中はB型と図書館。夕方はヘルパーと夕食づくり。夜は路線図と読書。",
    "精神科通院（4週に1回、木曜16時）。路線の旅（月1回、日曜）。姉の帰省（8月、1月）。",
    "静かな場所で得意な入力の仕事をし、図書館と電車の楽しみを続けながら、母に頼りきりでない暮らしを少しずつ自分のものにしていく。",
];

fn planned_week() -> Week {
    let blocks: [BlockLine; 5] = [
        (
            "月水木",
            "10:00-15:00",
            "就労継続支援B型",
            WORK,
            BlockKind::Service,
        ),
        ("月水木", "09:00-10:00", "通所（徒歩とバス）", "", BlockKind::Own),
        ("火金", "13:00-16:00", "図書館", "", BlockKind::Informal),
        (
            "火土",
            "17:00-18:00",
            "居宅介護（家事援助）",
            HELP,
            BlockKind::Service,
        ),
        ("月火水木金土日", "24:00-25:00", "就寝", "", BlockKind::Own),
    ];
    week(&blocks, BOXES)
}

/// The week after July: on Fridays the library from three.
pub(super) fn week_since_july() -> Week {
    let blocks: [BlockLine; 6] = [
        (
            "月水木",
            "10:00-15:00",
            "就労継続支援B型",
            WORK,
            BlockKind::Service,
        ),
        ("月水木", "09:00-10:00", "通所（徒歩とバス）", "", BlockKind::Own),
        ("火", "13:00-16:00", "図書館", "", BlockKind::Informal),
        (
            "火土",
            "17:00-18:00",
            "居宅介護（家事援助）",
            HELP,
            BlockKind::Service,
        ),
        ("月火水木金土日", "24:00-25:00", "就寝", "", BlockKind::Own),
        ("金", "15:00-17:00", "図書館", "", BlockKind::Informal),
    ];
    week(&blocks, BOXES)
}
