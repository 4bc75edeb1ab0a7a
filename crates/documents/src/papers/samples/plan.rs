//! Plans of the made-up office.

use super::{ADULT, CHILD, DRAFTED, PLANNED, RENEWED, adult, child, cover, signature};
use crate::papers::{Consent, Goal, NeedRow, PlanSheet, PlanStage, ServiceEntry};

impl PlanSheet {
    /// Filled sheets in lengths that occur: a draft, an adult's plan, a child's plan.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![adult_draft(), adult_plan(), child_plan()]
    }
}

fn adult_draft() -> PlanSheet {
    let mut needs = needs(ADULT_NEEDS);
    for service in needs.iter_mut().flat_map(|need| &mut need.services) {
        service.provider.clear();
        service.person_in_charge.clear();
        service.tel.clear();
    }
    PlanSheet {
        cover: cover(
            "様式1-1",
            "サービス等利用計画案・障害児支援利用計画案",
            ADULT,
            DRAFTED,
        ),
        stage: PlanStage::Draft,
        made_on: "令和8年4月3日".to_owned(),
        consent: Consent::Line("令和　　年　　月　　日\n氏名".to_owned()),
        needs,
        ..adult_plan()
    }
}

fn adult_plan() -> PlanSheet {
    PlanSheet {
        cover: cover("様式2-1", "サービス等利用計画・障害児支援利用計画", ADULT, PLANNED),
        stage: PlanStage::Plan,
        head: adult(),
        made_on: "令和8年4月30日".to_owned(),
        monitoring_period: "3か月ごと（令和8年7月～令和9年4月）".to_owned(),
        consent: Consent::OnPaper("紙で同意　令和8年4月30日".to_owned()),
        wishes: "本人：わたしは、パソコンで役に立つ仕事がしたい。うるさいところと、急に予定が変わるのは苦手です。図書館の人みたいに静かに話してくれると助かります。\n家族（母）：毎日行くところができてほしい。わたしが入院したときに、一人で何日か暮らせるようになってほしい。".to_owned(),
        policy: "図書館まで一人で通える力と正確な文字入力という強みを生かし、静かで見通しのもてる場所で『役に立つ仕事』を始める。母の負担を軽くしながら、母が留守でも数日暮らせる力を、急がずに育てる。".to_owned(),
        long_goal: goal("静かな職場でデータ入力の仕事をして、自分の給料で路線の旅に出かける。", "令和10年4月"),
        short_goal: goal("週3日、決まった時間に通い、困ったときは『休みます』のカードを出せる。", "令和8年10月"),
        needs: needs(ADULT_NEEDS),
    }
}

fn child_plan() -> PlanSheet {
    PlanSheet {
        cover: cover("様式2-1", "サービス等利用計画・障害児支援利用計画", CHILD, RENEWED),
        stage: PlanStage::Plan,
        head: child(),
        made_on: "令和8年10月27日".to_owned(),
        monitoring_period: "3か月ごと（令和9年1月～）".to_owned(),
        consent: Consent::Signed { svg: signature(), who: "見本 真帆（母）".to_owned(), on: "令和8年10月27日".to_owned() },
        wishes: "本人：（ことばでの表出はむずかしい。すきな音楽が流れると右手を上げて笑う。いやなときは顔を左に向けて目を閉じる。）\n家族　母：学校に毎日通ってほしい。夜に一度でいいから続けて眠りたい。\n　　　父：弟の運動会に家族全員で行きたい。".to_owned(),
        policy: "学校生活に慣れてきた今、右手で『もう一度』を伝える力を教室と放課後でも使えるようにし、家族が続けて眠れる夜と、四人で出かける日をつくる。".to_owned(),
        long_goal: goal("音楽と人とのやりとりを楽しみながら、好きなことを自分で選んで伝える。", "令和10年10月"),
        short_goal: goal("放課後に週3日、太鼓の時間をもち、スイッチで『もう一度』を伝える。", "令和9年4月"),
        needs: needs(CHILD_NEEDS),
    }
}

fn goal(text: &str, until: &str) -> Goal {
    Goal {
        text: text.to_owned(),
        until: until.to_owned(),
    }
}

/// One need's seven texts, then six for each service.
type Need = ([&'static str; 7], &'static [[&'static str; 6]]);

fn needs(rows: &[Need]) -> Vec<NeedRow> {
    let need = |(texts, services): &Need| {
        let [priority, need, goal, until, own_role, review, notes] = texts.map(str::to_owned);
        let services = services.iter().copied().map(service).collect();
        NeedRow {
            priority,
            need,
            goal,
            until,
            services,
            own_role,
            review,
            notes,
        }
    };
    rows.iter().map(need).collect()
}

fn service(texts: [&str; 6]) -> ServiceEntry {
    let [kind, content, amount, provider, person_in_charge, tel] = texts.map(str::to_owned);
    ServiceEntry {
        kind,
        content,
        amount,
        provider,
        person_in_charge,
        tel,
    }
}

const ADULT_NEEDS: &[Need] = &[
    (
        [
            "1",
            "わたしは、パソコンで役に立つ仕事がしたい。",
            "週3日から通い始め、データ入力の作業を2種類おぼえる。",
            "令和8年\n10月",
            "前の日に持ち物を自分でそろえる。つらいときは『休みます』のカードを出す。",
            "令和8年\n7月",
            "休憩室ではなく空き会議室で休む。急な変更は口頭だけで伝えない。開始1か月は週3日を超えない（主治医意見）。",
        ],
        &[[
            "就労継続支援B型",
            "静かな個別ブースでのデータ入力、予定は前日に紙で伝える",
            "週3日 10:00～15:00（6か月後に週4日を検討）",
            "就労支援センター見本",
            "サービス管理責任者",
            "03-0000-0003",
        ]],
    ),
    (
        [
            "2",
            "わたしは、母がいないときも家で困らないようになりたい。",
            "ヘルパーと一緒に、夕食を週2回つくる。洗濯は一人でできる。",
            "令和9年\n4月",
            "冷蔵庫の表に使ったものを書く。",
            "令和8年\n10月",
            "声は小さめに、手順書を見ながら。",
        ],
        &[[
            "居宅介護（家事援助）",
            "本人と一緒に行う調理・買い物の段取り",
            "週2回 各1時間",
            "ヘルパーステーション見本",
            "サービス提供責任者",
            "03-0000-0004",
        ]],
    ),
    (
        [
            "3",
            "わたしは、好きな電車と図書館の時間をなくしたくない。",
            "火曜と金曜の図書館を続け、月1回は行きたい路線に乗る。",
            "令和9年\n4月",
            "行きたい路線をノートに書く。",
            "令和8年\n10月",
            "通所日と重ならないように組む。",
        ],
        &[[
            "インフォーマル",
            "図書館の司書、母の友人の見守り",
            "週2回",
            "見本区立図書館",
            "",
            "",
        ]],
    ),
    (
        [
            "4",
            "よく眠って、体の調子をくずさないようにしたい。",
            "通院を続け、眠れない日が2日続いたら伝える。",
            "令和9年\n4月",
            "寝た時刻をカレンダーに書く。",
            "令和8年\n7月",
            "通所開始後の1か月は特に気をつける。",
        ],
        &[[
            "医療",
            "診察、服薬の調整",
            "4週に1回",
            "見本クリニック",
            "主治医",
            "03-0000-0005",
        ]],
    ),
];

const CHILD_NEEDS: &[Need] = &[
    (
        [
            "1",
            "学校が終わったあとも、音楽の時間がほしい。",
            "スイッチを押して『もう一度』を1回の活動で3回伝える。",
            "令和9年\n4月",
            "やりたいときに右手でスイッチを押す。",
            "令和9年\n1月",
            "学校の自立活動担当とスイッチの位置をそろえる。",
        ],
        &[[
            "放課後等デイサービス",
            "医療的ケア児対応、太鼓・リズム、スイッチ教材",
            "週3日 15:00～17:30",
            "放課後デイ見本のいえ",
            "児童発達支援管理責任者",
            "044-000-0002",
        ]],
    ),
    (
        [
            "2",
            "家族みんなが眠れるようにしたい。",
            "月2回、母が続けて6時間眠れる夜をつくる。",
            "令和9年\n4月",
            "好きな毛布を持っていく。",
            "令和9年\n1月",
            "弟の預け先と日を合わせる。医療機器の予備電源を持参。停電時は予備電源を持って見本医療福祉センターへ。",
        ],
        &[
            [
                "短期入所（医療型）",
                "夜間の吸引・体位交換",
                "月2泊",
                "見本医療福祉センター",
                "看護師長",
                "044-000-0003",
            ],
            [
                "訪問看護",
                "夜間の吸引方法の見直し",
                "週2回",
                "訪問看護見本",
                "",
                "044-000-0004",
            ],
        ],
    ),
    (
        [
            "3",
            "弟や家族と出かけたい。",
            "家族四人で季節に1回出かける。",
            "令和9年\n10月",
            "行きたい所の音楽を選ぶ。",
            "令和9年\n4月",
            "吸引に対応できる移動支援の事業所が市内に見つかっていない（地域の課題として記録）。",
        ],
        &[[
            "移動支援",
            "吸引対応のヘルパー同行",
            "月4時間",
            "（探している）",
            "",
            "",
        ]],
    ),
];
