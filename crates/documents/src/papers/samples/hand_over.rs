//! Hand-over papers of the made-up office.

use bansou_domain::closing::ClosingReason;

use super::{ADULT, CHILD, MONITORED, RENEWED, cover, signature};
use crate::papers::{
    AgencyRow, Consent, FamilyKnown, GoalRow, HandOverParty, HandOverSheet, HandOverSignatures, HistoryRow,
    LabelledText, MedicalRow, OpenTask, PersonKnown, SharingScope, Tick, Ticks,
};

impl HandOverSheet {
    /// Filled sheets in lengths that occur: one with little in it, one with every block.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![brief(), full()]
    }
}

fn brief() -> HandOverSheet {
    HandOverSheet {
        cover: cover("", "引継書", CHILD, RENEWED),
        person_name: CHILD.to_owned(),
        made_on: "令和8年10月27日".to_owned(),
        handed_on: "令和8年11月1日".to_owned(),
        from: party("見本相談支援センター", "見本 相子", "044-000-0009"),
        to: party("見本南相談支援室", "", ""),
        reason: Ticks::of(ClosingReason::ALL, &[ClosingReason::Moved]),
        reason_text: String::new(),
        sharing: SharingScope::default(),
        basics: Vec::new(),
        history: Vec::new(),
        person: PersonKnown {
            deciding: "すきな音楽が流れると右手を上げて笑う。いやなときは顔を左に向けて目を閉じる。"
                .to_owned(),
            ..PersonKnown::default()
        },
        own_words: String::new(),
        family: FamilyKnown::default(),
        medical: Vec::new(),
        goals: Vec::new(),
        tasks: vec![task([
            "短期入所（医療型）の空きを待っている",
            "",
            "見本南相談支援室",
        ])],
        agencies: Vec::new(),
        risks: String::new(),
        attached: Ticks::default(),
        meeting: String::new(),
        follow_up: String::new(),
        reopening: String::new(),
        signatures: lines(),
    }
}

fn full() -> HandOverSheet {
    HandOverSheet {
        cover: cover("", "引継書", ADULT, MONITORED),
        person_name: ADULT.to_owned(),
        made_on: "令和8年11月5日".to_owned(),
        handed_on: "令和8年11月20日".to_owned(),
        from: party("見本相談支援センター", "見本 相子", "03-0000-0001"),
        to: party("見本北相談支援室", "見本 伴子", "03-0000-0031"),
        reason: Ticks::of(ClosingReason::ALL, &[ClosingReason::OtherOffice]),
        reason_text: "就職に向けて、通所先に近い事業所を本人が選んだ。".to_owned(),
        sharing: SharingScope {
            may_share: "この引継書、いまの計画、直近2回のモニタリング報告書。".to_owned(),
            must_not_share: "父のことは、本人から話すまで聞かない。".to_owned(),
        },
        basics: vec![
            labelled("受給者証の期限", "令和9年4月30日まで（障害支援区分3は令和10年3月31日まで）"),
            labelled("次回モニタリング", "令和9年1月"),
        ],
        history: HISTORY.iter().copied().map(history).collect(),
        person: PersonKnown {
            wishes: "パソコンで役に立つ仕事がしたい。図書館と電車の時間はなくしたくない。".to_owned(),
            strengths: "文字入力が正確で速い。図書館まで一人で通える。予定を前の日に紙で渡すと落ち着いて動ける。『休みます』のカードは自分から出せる。".to_owned(),
            avoid: "大きな声、うしろから肩にさわること、口だけの予定変更。".to_owned(),
            signs: "2日つづけて眠れない。路線図のノートを開かなくなる。返事が「はい」だけになる。".to_owned(),
            deciding: "二つまでの選択肢を紙に書き、一晩おいてから返事をもらう。".to_owned(),
            days: "月・水・木は就労支援センター見本（データ入力）。火・金は図書館。".to_owned(),
        },
        own_words: "わたしは、図書館の人みたいに静かに話してくれると助かります。つぎの人にも、予定は紙でください。".to_owned(),
        family: FamilyKnown {
            key_person: "姉 見本 綾（他県）。母が入院したときは3日間泊まってくれた。".to_owned(),
            wishes: "母：わたしが入院したときに、一人で何日か暮らせるようになってほしい。".to_owned(),
            care: "母は朝の電話が負担。連絡は夕方に。".to_owned(),
        },
        medical: vec![MedicalRow {
            clinic: "精神科 見本クリニック（主治医）4週に1回".to_owned(),
            care: "就寝前に1種類。飲み忘れはカレンダーで確かめている。".to_owned(),
            caution: "卵アレルギー（生のみ）".to_owned(),
        }],
        goals: GOALS.iter().copied().map(goal).collect(),
        tasks: TASKS.iter().copied().map(task).collect(),
        agencies: AGENCIES.iter().copied().map(agency).collect(),
        risks: "眠れない日が2日続いたら見本クリニックへ電話。母の不在時はクライシスプランのとおり。".to_owned(),
        attached: Ticks(vec![
            Tick::new("別紙1・2", true),
            Tick::new("計画", true),
            Tick::new("モニタリング報告書", true),
            Tick::new("会議録", false),
            Tick::new("医療情報", false),
            Tick::new("同意書", true),
        ]),
        meeting: "令和8年11月18日 15:00 就労支援センター見本。本人、母、両事業所、ヘルパーステーション見本。".to_owned(),
        follow_up: "1か月後（令和8年12月20日ごろ）、3か月後（令和9年2月20日ごろ）に電話で確かめる。".to_owned(),
        reopening: "引っ越しや通所先の変更で合わなくなったときは、いつでも03-0000-0001へ。".to_owned(),
        signatures: HandOverSignatures {
            person: Consent::Signed { svg: signature(), who: ADULT.to_owned(), on: "令和8年11月18日".to_owned() },
            ..lines()
        },
    }
}

fn lines() -> HandOverSignatures {
    let line = || Consent::Line("令和　　年　　月　　日　氏名".to_owned());
    HandOverSignatures {
        given_by: line(),
        received_by: line(),
        person: line(),
    }
}

fn party(office: &str, person: &str, tel: &str) -> HandOverParty {
    let [office, person, tel] = [office, person, tel].map(str::to_owned);
    HandOverParty { office, person, tel }
}

fn labelled(label: &str, text: &str) -> LabelledText {
    LabelledText {
        label: label.to_owned(),
        text: text.to_owned(),
    }
}

fn history(texts: [&str; 4]) -> HistoryRow {
    let [when, what, support, outcome] = texts.map(str::to_owned);
    HistoryRow {
        when,
        what,
        support,
        outcome,
    }
}

fn goal(texts: [&str; 4]) -> GoalRow {
    let [goal, until, achievement, remains] = texts.map(str::to_owned);
    GoalRow {
        goal,
        until,
        achievement,
        remains,
    }
}

fn task(texts: [&str; 3]) -> OpenTask {
    let [task, due, by] = texts.map(str::to_owned);
    OpenTask { task, due, by }
}

fn agency(texts: [&str; 4]) -> AgencyRow {
    let [name, person, tel, role] = texts.map(str::to_owned);
    AgencyRow {
        name,
        person,
        tel,
        role,
    }
}

const HISTORY: [[&str; 4]; 4] = [
    [
        "令和8年3月",
        "母より区役所の紹介で電話相談。自宅と図書館で面接",
        "基本相談、アセスメント",
        "「パソコンの仕事ならやってみたい」",
    ],
    [
        "令和8年4月30日\n計画",
        "週3日、決まった時間に通い、困ったときは『休みます』のカードを出せる",
        "就労継続支援B型 週3日、居宅介護 週2回、図書館",
        "",
    ],
    [
        "令和8年7月\nモニタリング",
        "通い始めて2か月。空き会議室で休めるようになった",
        "変更なし",
        "達成 50～70％。「2時間たつと静かにしたい。」",
    ],
    [
        "令和8年11月5日\nモニタリング",
        "母の入院中、姉が3日間泊まった。通所は1日休んだのみ",
        "居宅介護を週3回に増やして対応",
        "達成 70～90％。「ラベルの入力もできる。」",
    ],
];

const GOALS: [[&str; 4]; 3] = [
    [
        "週3日から通い始め、データ入力の作業を2種類おぼえる。",
        "令和8年10月",
        "70～90％",
        "週4日にするかを1月に本人と相談する。",
    ],
    [
        "ヘルパーと一緒に、夕食を週2回つくる。洗濯は一人でできる。",
        "令和9年4月",
        "0～50％「ひとりの夜はいやだった。」",
        "短期入所の体験。家事援助の量の変更を区に相談する。",
    ],
    [
        "火曜と金曜の図書館を続け、月1回は行きたい路線に乗る。",
        "令和9年4月",
        "90～100％",
        "",
    ],
];

const TASKS: [[&str; 3]; 3] = [
    ["家事援助 週3回への変更申請", "令和8年12月", "見本北相談支援室"],
    ["短期入所の体験先を探す", "令和9年1月", "見本北相談支援室"],
    ["受給者証の更新申請", "令和9年2月", "本人と母"],
];

const AGENCIES: [[&str; 4]; 3] = [
    [
        "就労支援センター見本",
        "サービス管理責任者",
        "03-0000-0003",
        "データ入力の作業、空き会議室での休憩",
    ],
    [
        "ヘルパーステーション見本",
        "サービス提供責任者",
        "03-0000-0004",
        "夕食づくり、買い物の段取り",
    ],
    ["見本クリニック", "主治医", "03-0000-0005", "診察、服薬の調整"],
];
