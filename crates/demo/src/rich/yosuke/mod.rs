//! 見本 陽介, 25. After five years at home he begins with work that is quiet and told in advance.

mod assessment;
mod conference;
mod monitoring;
mod notes;
mod plan;

use bansou_domain::certificate::{CertificateKind, GrantedService, Holder, RecipientCertificate};
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::family::{FamilyMember, MemberKey, Relation};
use bansou_domain::inquiry::{Inquiry, InquiryState, Urgency};
use bansou_domain::meeting::{AbsentOpinion, ServiceMeeting};
use bansou_domain::note::Means;
use bansou_domain::paper::Recipient;
use bansou_domain::person::{Housing, Person, Sex, SupportLevel};
use bansou_domain::process::MilestoneKind as Kind;
use jiff::civil::{Date, date};

use super::shape::{SPECIALIST, lines, milestones, month, notes as told, numbers, promises};
use crate::story::{Seat, Story, Told};

const NAME: &str = "見本 陽介";
const WORK: &str = "就労支援センター見本";
const HELP: &str = "ヘルパーステーション見本";

pub(super) fn story() -> Story {
    let plan = plan::plan();
    Story {
        opened_on: Some(date(2026, 3, 6)),
        inquiry: Some(inquiry()),
        milestones: milestones(&MILESTONES),
        certificates: vec![certificate()],
        assessments: vec![Told::confirmed(1, assessment::assessment())],
        drafts: vec![agreed(plan::draft(), date(2026, 4, 7), date(2026, 4, 8))],
        meetings: vec![Told::confirmed(1, meeting())],
        conferences: vec![(1, conference::prepared())],
        reports: vec![
            agreed(monitoring::july(&plan), date(2026, 7, 29), date(2026, 8, 3)),
            agreed(monitoring::october(&plan), date(2026, 11, 12), date(2026, 11, 13)),
        ],
        plans: vec![
            agreed(plan, date(2026, 4, 30), date(2026, 5, 1))
                .delivered(Recipient::Provider, WORK, date(2026, 5, 1))
                .delivered(Recipient::Provider, HELP, date(2026, 5, 1)),
        ],
        crisis: Some(Told::confirmed(1, crisis()).consented(date(2026, 4, 28), NAME, "")),
        notes: told(&notes::NOTES),
        team: TEAM.to_vec(),
        ..Story::of(0, person())
    }
}

fn agreed<T>(paper: T, on: Date, submitted: Date) -> Told<T> {
    Told::confirmed(1, paper)
        .consented(on, NAME, "")
        .delivered(Recipient::Person, "", on)
        .delivered(Recipient::Municipality, "", submitted)
}

const MILESTONES: [(i64, Kind, Date, &str); 12] = [
    (1, Kind::ContractExplained, date(2026, 3, 6), ""),
    (1, Kind::ContractSigned, date(2026, 3, 6), ""),
    (1, Kind::ConsentPerson, date(2026, 3, 6), ""),
    (1, Kind::ConsentFamily, date(2026, 3, 6), "母 見本 久子"),
    (
        1,
        Kind::ShareTo,
        date(2026, 3, 6),
        "就労継続支援B型事業所\n居宅介護事業所\n区役所\n主治医",
    ),
    (1, Kind::ShareNotTo, date(2026, 3, 6), "きょうだい"),
    (1, Kind::Applied, date(2026, 3, 16), ""),
    (1, Kind::OfficeNotified, date(2026, 3, 16), ""),
    (1, Kind::DraftRequested, date(2026, 3, 18), ""),
    (1, Kind::GradeDecided, date(2026, 4, 10), "区分3"),
    (1, Kind::GrantReceived, date(2026, 4, 24), ""),
    (1, Kind::ContractReported, date(2026, 5, 1), ""),
];

fn inquiry() -> Inquiry {
    Inquiry {
        on: date(2026, 3, 2),
        at: Some(10 * 60 + 20),
        received_by: SPECIALIST.into(),
        from: "母（見本 久子）".into(),
        contact: "090-0000-0002".into(),
        route: "区役所 障害者支援課の紹介".into(),
        means: Means::Telephone,
        urgency: Some(Urgency::Middle),
        urgency_reason: "すぐの危険はない。お母さんの膝の痛みが強く、家事が回らない日がある。".into(),
        about: NAME.into(),
        about_kana: "みほん ようすけ".into(),
        words: "息子が仕事を辞めてから5年あまり、家にいる日がほとんどです。わたしも68になり、この先が心配で。本人は『パソコンの仕事ならやってみたい』と言っています。".into(),
        next: "3月6日に母と本人で来所。本人が来られないときは、こちらから伺う。".into(),
        next_on: Some(date(2026, 3, 6)),
        state: InquiryState::Case,
    }
}

fn person() -> Person {
    Person {
        name: NAME.into(),
        kana: "みほん ようすけ".into(),
        born: Some(date(2001, 8, 9)),
        sex: Some(Sex::Male),
        postcode: "100-0000".into(),
        address: "見本区中央1丁目2番3号 ひまわり荘201号".into(),
        housing: Some(Housing::Rented),
        tel: "090-0000-0002".into(),
        fax: String::new(),
        disability: "軽度知的障害、自閉スペクトラム症".into(),
        support_level: Some(SupportLevel::Three),
        handbooks: lines(&["愛の手帳4度", "精神障害者保健福祉手帳2級"]),
        income: "障害基礎年金2級".into(),
        guardians: Vec::new(),
        family: family(),
        caution: "静かな場所で、紙に書いて伝える。予定の変更は前の日までに。きょうだいへは、こちらから連絡しない（本人の希望）。".into(),
        address_protected: false,
    }
}

fn family() -> Vec<FamilyMember> {
    let mother = FamilyMember {
        key: MemberKey(1),
        name: "見本 久子".into(),
        kana: "みほん ひさこ".into(),
        relation: Relation::Mother,
        born: Some(date(1957, 11, 30)),
        living_together: true,
        key_person: true,
        main_carer: true,
        occupation: "清掃の仕事 週3日".into(),
        note: "主たる介護者。変形性膝関節症で整形外科に通院。清掃の仕事を週3日".into(),
        ..FamilyMember::default()
    };
    let father = FamilyMember {
        key: MemberKey(2),
        name: "見本 正".into(),
        kana: "みほん ただし".into(),
        relation: Relation::Father,
        born: Some(date(1953, 2, 11)),
        died: Some(date(2019, 5, 1)),
        dead: true,
        ..FamilyMember::default()
    };
    let sister = FamilyMember {
        key: MemberKey(3),
        name: "見本 綾".into(),
        kana: "みほん あや".into(),
        relation: Relation::ElderSister,
        born: Some(date(1996, 4, 2)),
        note: "他県で家庭をもつ。年2回帰省".into(),
        ..FamilyMember::default()
    };
    vec![mother, father, sister]
}

fn certificate() -> RecipientCertificate {
    let service = |name: &str, amount: &str| GrantedService {
        name: name.into(),
        amount: amount.into(),
        from: None,
        until: None,
    };
    RecipientCertificate {
        kind: CertificateKind::Welfare,
        number: "0000000018".into(),
        municipality: "141305".into(),
        grant_from: date(2026, 5, 1),
        grant_until: date(2027, 4, 30),
        level_from: Some(date(2026, 4, 1)),
        level_until: Some(date(2029, 3, 31)),
        cap_yen: Some(0),
        services: vec![
            service("就労継続支援B型", "当該月の日数から8日を控除した日数"),
            service("居宅介護（家事援助）", "10時間/月"),
        ],
        monitoring_text: "3か月ごと（令和8年7月～令和9年4月）".into(),
        months: [(2026, 7), (2026, 10), (2027, 1), (2027, 4)]
            .map(|(year, nth)| month(year, nth))
            .to_vec(),
        planning_from: Some(date(2026, 4, 1)),
        planning_until: Some(date(2027, 4, 30)),
        cap_manager: false,
        holder: Holder::default(),
    }
}

fn meeting() -> ServiceMeeting {
    ServiceMeeting {
        on: Some(date(2026, 4, 28)),
        from: Some(15 * 60),
        until: Some(15 * 60 + 55),
        place: "就労支援センター見本 会議室".into(),
        purpose: "通所を安心して始めるための約束ごとを、陽介さんと一緒に決める。".into(),
        attended: lines(&[
            "本人",
            "母",
            "就労支援センター見本 サービス管理責任者",
            "ヘルパーステーション見本 サービス提供責任者",
            "見本相談支援センター 見本 相子",
        ]),
        absent_opinions: vec![AbsentOpinion {
            who: "見本クリニック 主治医".into(),
            asked_on: Some(date(2026, 4, 24)),
            answered_on: Some(date(2026, 4, 27)),
            opinion: "開始1か月は週3日を超えないこと。睡眠の記録を診察に持参してほしい。".into(),
        }],
        discussion: "はじめに陽介さんが、用意してきた紙を読んだ。「うるさい部屋では休めません。つらいとき、口で言うのはむずかしいです」。\n休むときは休憩室ではなく空き会議室を使い、口で言うかわりに『休みます』カードを机の端に出す。理由は聞かず、戻るのを待つ。\nヘルパーは初めの4回は同じ人が来る。母が留守のときの過ごし方（クライシスプラン）を全員で読み合わせた。".into(),
        decisions: promises(&[
            (WORK, "翌日の予定を紙で渡す", Some(date(2026, 5, 7))),
            ("本人", "『休みます』カードを作る", Some(date(2026, 5, 6))),
            (SPECIALIST, "睡眠カレンダーの用紙を届ける", Some(date(2026, 5, 1))),
        ]),
        open: lines(&["母が入院したときの短期入所先が区内に見つからない"]),
        next: "令和8年7月（モニタリングと同じ日）".into(),
        ..ServiceMeeting::default()
    }
}

fn crisis() -> CrisisPlan {
    CrisisPlan {
        signs: lines(&["返事がなくなる", "同じところを歩き続ける", "眠れない日が2日続く"]),
        calms: lines(&[
            "静かな場所で一人になる",
            "路線図を見る",
            "紙に書いて見通しを伝える",
        ]),
        avoid: lines(&["大きな声で呼ぶ", "何人もで話しかける", "理由を言わずに注意する"]),
        carer_absent: "姉が3日まで泊まれる。4日目からは短期入所（調整中）。まず相談支援センターに電話する。"
            .into(),
        stay: "自宅（姉が泊まる）。短期入所は調整中。".into(),
        numbers: numbers(&[
            [
                "見本相談支援センター",
                "044-000-0000",
                "まずここへ。ヘルパーと通所先への連絡を引き受ける",
            ],
            [
                "見本クリニック",
                "03-0000-0005",
                "眠れない日が2日続いたら、診察を早められるか聞く",
            ],
        ]),
        agreed_on: Some(date(2026, 4, 28)),
        agreed_with: "本人、母、就労支援センター見本、ヘルパーステーション見本".into(),
    }
}

const TEAM: [Seat; 5] = [
    Seat {
        provider: WORK,
        name: "サービス管理責任者",
        role: "データ入力の仕事と、静かに休める場所",
        tel: "03-0000-0003",
        watches: "カードが1週間に3回出たら、相談支援センターへ電話",
    },
    Seat {
        provider: HELP,
        name: "サービス提供責任者",
        role: "一緒に作る夕食（火・土）",
        tel: "03-0000-0004",
        watches: "流しに食器がたまる、母の足の運びが重いとき、その日のうちに連絡",
    },
    Seat {
        provider: "見本クリニック",
        name: "主治医",
        role: "診察と薬の調整",
        tel: "03-0000-0005",
        watches: "睡眠カレンダーで、眠れない日が続いていないか",
    },
    Seat {
        provider: "見本区立図書館",
        name: "司書",
        role: "火曜と金曜のあいさつ、鉄道の本の取り置き",
        tel: "03-0000-0006",
        watches: "2週続けて来ないとき、母へひとこと",
    },
    Seat {
        provider: "",
        name: "母の友人（隣家）",
        role: "ごみ出しの日の声かけ",
        tel: "",
        watches: "昼になっても雨戸が閉まっているとき、母へ電話",
    },
];
