//! 見本 静江, 64. Seven years out of hospital she wants to see her sister; in March she turns 65.

mod assessment;
mod meetings;
mod monitoring;
mod notes;
mod plan;
mod renewal;

use bansou_domain::certificate::{CertificateKind, GrantedService, Holder, RecipientCertificate};
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::family::{FamilyMember, MemberKey, Relation};
use bansou_domain::inquiry::{Inquiry, InquiryState, Urgency};
use bansou_domain::note::Means;
use bansou_domain::paper::Recipient;
use bansou_domain::person::{Housing, Person, Sex, SupportLevel};
use bansou_domain::plan::ServicePlan;
use bansou_domain::process::MilestoneKind as Kind;
use jiff::civil::{Date, date};

use super::shape::{SPECIALIST, lines, milestones, month, notes as told, numbers};
use crate::story::{Seat, Story, Told};

const NAME: &str = "見本 静江";
const HOME: &str = "グループホーム見本荘";
const WORKSHOP: &str = "見本ふれあい工房";
const HELP: &str = "ヘルパーステーション見本";

pub(super) fn story() -> Story {
    let (first, second) = (plan::first(date(2025, 1, 28)), plan::second(date(2026, 1, 27)));
    Story {
        opened_on: Some(date(2024, 11, 8)),
        inquiry: Some(inquiry()),
        milestones: milestones(&MILESTONES),
        certificates: certificates(),
        assessments: vec![
            Told::confirmed(1, assessment::first()),
            Told::confirmed(2, assessment::second()),
            Told::confirmed(3, renewal::assessment()),
        ],
        drafts: vec![
            agreed(
                1,
                plan::first(date(2024, 12, 10)),
                date(2024, 12, 12),
                date(2024, 12, 16),
            ),
            agreed(
                2,
                plan::second(date(2025, 12, 10)),
                date(2025, 12, 12),
                date(2025, 12, 15),
            ),
            Told::draft(3, renewal::draft()),
        ],
        meetings: vec![
            Told::confirmed(1, meetings::first()),
            Told::confirmed(2, meetings::second()),
        ],
        reports: vec![
            agreed(
                1,
                monitoring::july_2025(&first),
                date(2025, 7, 18),
                date(2025, 7, 22),
            ),
            agreed(
                1,
                monitoring::january_2026(&first),
                date(2026, 1, 16),
                date(2026, 1, 19),
            ),
            agreed(
                2,
                monitoring::july_2026(&second),
                date(2026, 7, 17),
                date(2026, 7, 21),
            ),
        ],
        plans: plans(first, second),
        crisis: Some(Told::confirmed(2, crisis()).consented(date(2026, 1, 23), NAME, "")),
        notes: told(&notes::NOTES),
        team: TEAM.to_vec(),
        ..Story::of(0, person())
    }
}

fn plans(first: ServicePlan, second: ServicePlan) -> Vec<Told<ServicePlan>> {
    vec![
        agreed(1, first, date(2025, 1, 28), date(2025, 1, 30))
            .delivered(Recipient::Provider, HOME, date(2025, 1, 30))
            .delivered(Recipient::Provider, WORKSHOP, date(2025, 1, 30)),
        agreed(2, second, date(2026, 1, 27), date(2026, 1, 29))
            .delivered(Recipient::Provider, HOME, date(2026, 1, 29))
            .delivered(Recipient::Provider, WORKSHOP, date(2026, 1, 29))
            .delivered(Recipient::Provider, HELP, date(2026, 1, 29)),
    ]
}

fn agreed<T>(cycle: i64, paper: T, on: Date, submitted: Date) -> Told<T> {
    Told::confirmed(cycle, paper)
        .consented(on, NAME, "")
        .delivered(Recipient::Person, "", on)
        .delivered(Recipient::Municipality, "", submitted)
}

const MILESTONES: [(i64, Kind, Date, &str); 17] = [
    (1, Kind::ContractExplained, date(2024, 11, 8), ""),
    (1, Kind::ContractSigned, date(2024, 11, 8), ""),
    (1, Kind::ConsentPerson, date(2024, 11, 8), ""),
    (
        1,
        Kind::ConsentFamily,
        date(2026, 5, 22),
        "姉 見本 和江（電話で説明し、書面を郵送）",
    ),
    (
        1,
        Kind::ShareTo,
        date(2024, 11, 8),
        "グループホーム見本荘\n見本ふれあい工房\n見本クリニック\n見本市社会福祉協議会\n市役所",
    ),
    (1, Kind::Applied, date(2024, 11, 18), ""),
    (1, Kind::OfficeNotified, date(2024, 11, 18), ""),
    (1, Kind::DraftRequested, date(2024, 11, 20), ""),
    (1, Kind::GrantReceived, date(2025, 1, 21), ""),
    (1, Kind::ContractReported, date(2025, 1, 30), ""),
    (2, Kind::Applied, date(2025, 11, 14), "更新。移動支援を新しく"),
    (2, Kind::DraftRequested, date(2025, 11, 18), ""),
    (2, Kind::GradeDecided, date(2026, 1, 9), "区分4"),
    (2, Kind::GrantReceived, date(2026, 1, 20), ""),
    (3, Kind::CycleBegun, date(2026, 11, 4), ""),
    (
        3,
        Kind::Applied,
        date(2026, 11, 4),
        "更新。65歳になる3月のことを窓口で相談",
    ),
    (3, Kind::DraftRequested, date(2026, 11, 6), ""),
];

fn inquiry() -> Inquiry {
    Inquiry {
        on: date(2024, 10, 28),
        at: Some(11 * 60),
        received_by: SPECIALIST.into(),
        from: "グループホーム見本荘 世話人".into(),
        contact: "044-000-0032".into(),
        route: "前の相談支援事業所が閉じるため、市の紹介".into(),
        means: Means::Telephone,
        urgency: Some(Urgency::Low),
        urgency_reason: "暮らしは続いている。受給者証は1月末まで。".into(),
        about: NAME.into(),
        about_kana: "みほん しずえ".into(),
        words: "相談員さんが替わるのがつらいようで、何度も「次の人は何という人」と聞かれます。会って顔を覚えてもらうところからお願いできますか。".into(),
        next: "11月1日と5日、用件なしで顔を見せに行く。契約の話は8日に。".into(),
        next_on: Some(date(2024, 11, 8)),
        state: InquiryState::Case,
    }
}

fn person() -> Person {
    Person {
        name: NAME.into(),
        kana: "みほん しずえ".into(),
        born: Some(date(1962, 3, 14)),
        sex: Some(Sex::Female),
        postcode: "210-0000".into(),
        address: "見本市東町7番 グループホーム見本荘103号".into(),
        housing: Some(Housing::GroupHome),
        tel: "044-000-0032".into(),
        fax: String::new(),
        disability: "統合失調症、2型糖尿病".into(),
        support_level: Some(SupportLevel::Four),
        handbooks: lines(&["精神障害者保健福祉手帳1級"]),
        income: "障害厚生年金1級".into(),
        guardians: Vec::new(),
        family: family(),
        caution: "約束は刺し子の帳面に一緒に書く。低血糖のときは手がふるえる（ブドウ糖は針箱の横）。".into(),
        address_protected: false,
    }
}

fn family() -> Vec<FamilyMember> {
    let sister = FamilyMember {
        key: MemberKey(1),
        name: "見本 和江".into(),
        kana: "みほん かずえ".into(),
        relation: Relation::ElderSister,
        born: Some(date(1957, 9, 2)),
        key_person: true,
        note: "県北部の温泉町で一人暮らし。膝が悪く遠出はできない。令和8年5月から電話で話す".into(),
        ..FamilyMember::default()
    };
    let parent = |key, name: &str, kana: &str, relation, died| FamilyMember {
        key: MemberKey(key),
        name: name.into(),
        kana: kana.into(),
        relation,
        died: Some(died),
        dead: true,
        ..FamilyMember::default()
    };
    vec![
        sister,
        parent(2, "見本 清", "みほん きよし", Relation::Father, date(1995, 6, 20)),
        parent(3, "見本 ハル", "みほん はる", Relation::Mother, date(2018, 11, 3)),
    ]
}

fn certificates() -> Vec<RecipientCertificate> {
    let (before, now) = ([(2025, 7), (2026, 1)], [(2026, 7), (2027, 1)]);
    vec![
        certificate(2025, &before, "6か月ごと（令和7年7月、令和8年1月）", &[]),
        certificate(
            2026,
            &now,
            "6か月ごと（令和8年7月、令和9年1月）",
            &[("移動支援（地域生活支援事業）", "8時間/月")],
        ),
    ]
}

fn certificate(year: i16, months: &[(i16, i8)], text: &str, more: &[(&str, &str)]) -> RecipientCertificate {
    let (from, until) = (date(year, 2, 1), date(year + 1, 1, 31));
    let granted = [
        ("共同生活援助", "当該月の日数"),
        ("生活介護", "当該月の日数から8日を控除した日数"),
    ];
    let service = |&(name, amount): &(&str, &str)| GrantedService {
        name: name.into(),
        amount: amount.into(),
        from: None,
        until: None,
    };
    RecipientCertificate {
        kind: CertificateKind::Welfare,
        number: "0000000059".into(),
        municipality: "141305".into(),
        grant_from: from,
        grant_until: until,
        level_from: Some(if year < 2026 {
            date(2023, 2, 1)
        } else {
            date(2026, 2, 1)
        }),
        level_until: Some(if year < 2026 {
            date(2026, 1, 31)
        } else {
            date(2029, 1, 31)
        }),
        cap_yen: Some(0),
        services: granted.iter().chain(more).map(service).collect(),
        monitoring_text: text.into(),
        months: months.iter().map(|&(year, nth)| month(year, nth)).collect(),
        planning_from: Some(from),
        planning_until: Some(until),
        cap_manager: false,
        holder: Holder::default(),
    }
}

fn crisis() -> CrisisPlan {
    CrisisPlan {
        signs: lines(&[
            "夜中に廊下を往復する",
            "刺し子の糸をほどいてばかりいる",
            "「声が大きい」と言う",
        ]),
        calms: lines(&["世話人と台所でほうじ茶を飲む", "針箱を整理する", "手紙を読み返す"]),
        avoid: lines(&["すぐに入院の話をする", "部屋の戸を開けたまま話す"]),
        carer_absent:
            "世話人の不在の夜は、当番の電話（044-000-0032）へ。つながらないときは見本クリニックの夜間電話。"
                .into(),
        stay: "見本荘の自分の部屋。眠れないときは居間で明かりをつけていてよい。".into(),
        numbers: numbers(&[
            [HOME, "044-000-0032", "夜も当番が出る"],
            [
                "見本クリニック",
                "03-0000-0005",
                "声がつらい、眠れない日が3日続くとき",
            ],
            [
                "見本相談支援センター",
                "044-000-0000",
                "昼間。話を聞き、いっしょに考える",
            ],
        ]),
        agreed_on: Some(date(2026, 1, 23)),
        agreed_with: "本人、グループホーム見本荘、見本ふれあい工房".into(),
    }
}

const TEAM: [Seat; 6] = [
    Seat {
        provider: HOME,
        name: "世話人",
        role: "食事と服薬の声かけ、夜の話し相手",
        tel: "044-000-0032",
        watches: "夜中に廊下を往復する日が2日続いたら、クリニックと相談支援センターへ",
    },
    Seat {
        provider: WORKSHOP,
        name: "サービス管理責任者",
        role: "刺し子の仕事、販売会、昼食の量の調整",
        tel: "044-000-0031",
        watches: "糸をほどいてばかりいる日は、その日のうちに見本荘へ",
    },
    Seat {
        provider: "見本クリニック",
        name: "主治医",
        role: "診察と薬。内科の結果の写しを受け取る",
        tel: "03-0000-0005",
        watches: "薬をかえた月は2週間後に電話",
    },
    Seat {
        provider: HELP,
        name: "サービス提供責任者",
        role: "外出の同行（移動支援）",
        tel: "03-0000-0004",
        watches: "歩く速さ、休んだ回数を記録に残す",
    },
    Seat {
        provider: "見本市社会福祉協議会",
        name: "生活支援員",
        role: "お金の出し入れと通帳の預かり（月2回）",
        tel: "044-000-0038",
        watches: "旅行のための積立が進んでいるか",
    },
    Seat {
        provider: "",
        name: "姉 見本 和江",
        role: "月に一度、日曜の電話",
        tel: "",
        watches: "声に元気がないとき、見本荘へ知らせる",
    },
];
