//! 見本 翔, 17. He turns 18 in January and leaves school in March; he wants to bake, his mother hopes for a slower year.

mod assessment;
mod deciding;
mod heard;
mod meetings;
mod monitoring;
mod next;
mod notes;
mod plan;
mod questions;

use bansou_domain::certificate::{CertificateKind, GrantedService, Holder, RecipientCertificate};
use bansou_domain::family::{FamilyMember, MemberKey, Relation, Side};
use bansou_domain::inquiry::{Inquiry, InquiryState, Urgency};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::note::Means;
use bansou_domain::paper::Recipient;
use bansou_domain::person::{Guardian, GuardianKind, Housing, Person, Sex};
use bansou_domain::plan::ServicePlan;
use bansou_domain::process::MilestoneKind as Kind;
use jiff::civil::{Date, date};

use super::shape::{SPECIALIST, lines, milestones, month, notes as told};
use crate::story::{Seat, Story, Told};

const MOTHER: &str = "見本 恵子";
const AFTER_SCHOOL: &str = "放課後デイ見本のもり";
const STAY: &str = "見本の家";

pub(super) fn story() -> Story {
    let (first, second) = (plan::first(date(2025, 1, 28)), plan::second(date(2026, 1, 28)));
    Story {
        opened_on: Some(date(2024, 11, 1)),
        inquiry: Some(inquiry()),
        milestones: milestones(&MILESTONES),
        certificates: certificates(),
        assessments: vec![
            Told::confirmed(1, assessment::first()),
            Told::confirmed(2, assessment::second()),
            Told::draft(3, next::assessment()),
        ],
        drafts: vec![
            agreed(
                1,
                plan::first(date(2024, 12, 9)),
                date(2024, 12, 13),
                date(2024, 12, 16),
            ),
            agreed(
                2,
                plan::second(date(2025, 12, 8)),
                date(2025, 12, 12),
                date(2025, 12, 15),
            ),
        ],
        meetings: vec![
            Told::confirmed(1, meetings::first()),
            Told::confirmed(2, meetings::second()),
        ],
        reports: reports(&first, &second),
        plans: vec![
            handed(
                agreed(1, first, date(2025, 1, 28), date(2025, 1, 30)),
                date(2025, 1, 30),
            ),
            handed(
                agreed(2, second, date(2026, 1, 28), date(2026, 1, 30)),
                date(2026, 1, 30),
            ),
        ],
        deciding: vec![Told::draft(3, deciding::after_school())],
        notes: told(&notes::NOTES),
        team: TEAM.to_vec(),
        questions: Some(questions::asked()),
        heard: Some(heard::asked()),
        ..Story::of(0, person())
    }
}

fn certificates() -> Vec<RecipientCertificate> {
    vec![
        certificate(
            2025,
            &[(2025, 7), (2026, 1)],
            "6か月ごと（令和7年7月、令和8年1月）",
        ),
        certificate(
            2026,
            &[(2026, 5), (2026, 8), (2026, 11), (2027, 1)],
            "令和8年5月、8月、11月、令和9年1月（卒業後の進路を決める年のため）",
        ),
    ]
}

fn reports(first: &ServicePlan, second: &ServicePlan) -> Vec<Told<MonitoringReport>> {
    vec![
        agreed(
            1,
            monitoring::july_2025(first),
            date(2025, 7, 25),
            date(2025, 7, 28),
        ),
        agreed(
            1,
            monitoring::january_2026(first),
            date(2026, 1, 20),
            date(2026, 1, 22),
        ),
        agreed(
            2,
            monitoring::may_2026(second),
            date(2026, 5, 22),
            date(2026, 5, 25),
        ),
        agreed(
            2,
            monitoring::august_2026(second),
            date(2026, 8, 28),
            date(2026, 8, 31),
        ),
    ]
}

fn agreed<T>(cycle: i64, paper: T, on: Date, submitted: Date) -> Told<T> {
    Told::confirmed(cycle, paper)
        .consented(on, MOTHER, "母")
        .delivered(Recipient::Person, "", on)
        .delivered(Recipient::Municipality, "", submitted)
}

fn handed<T>(plan: Told<T>, on: Date) -> Told<T> {
    plan.delivered(Recipient::Provider, AFTER_SCHOOL, on)
        .delivered(Recipient::Provider, STAY, on)
}

const MILESTONES: [(i64, Kind, Date, &str); 15] = [
    (
        1,
        Kind::ContractExplained,
        date(2024, 11, 1),
        "保護者 見本 恵子。本人にも絵と写真で説明",
    ),
    (1, Kind::ContractSigned, date(2024, 11, 1), "保護者 見本 恵子"),
    (1, Kind::ConsentGuardian, date(2024, 11, 1), "保護者 見本 恵子"),
    (1, Kind::ConsentPerson, date(2024, 11, 1), "本人も名前を書いた"),
    (
        1,
        Kind::ShareTo,
        date(2024, 11, 1),
        "見本特別支援学校\n放課後デイ見本のもり\n見本の家\n市役所\n実習先（事業所名と日にちだけ）",
    ),
    (1, Kind::ShareNotTo, date(2024, 11, 1), "父（離れて暮らす）"),
    (1, Kind::Applied, date(2024, 11, 15), ""),
    (1, Kind::OfficeNotified, date(2024, 11, 15), ""),
    (1, Kind::DraftRequested, date(2024, 11, 19), ""),
    (1, Kind::GrantReceived, date(2025, 1, 20), ""),
    (1, Kind::ContractReported, date(2025, 1, 30), ""),
    (2, Kind::Applied, date(2025, 11, 14), "更新"),
    (2, Kind::DraftRequested, date(2025, 11, 18), ""),
    (2, Kind::GrantReceived, date(2026, 1, 21), ""),
    (
        3,
        Kind::CycleBegun,
        date(2026, 9, 9),
        "児童から成人の制度へ移る準備",
    ),
];

fn inquiry() -> Inquiry {
    Inquiry {
        on: date(2024, 10, 22),
        at: Some(16 * 60 + 30),
        received_by: SPECIALIST.into(),
        from: "母（見本 恵子）".into(),
        contact: "044-000-0055".into(),
        route: "見本特別支援学校の進路だより".into(),
        means: Means::Telephone,
        urgency: Some(Urgency::Low),
        urgency_reason: "学校と放課後デイは続いている。".into(),
        about: "見本 翔".into(),
        about_kana: "みほん しょう".into(),
        words: "高等部に入ってから、卒業後の話が急に増えました。これまで計画は自分で書いてきましたが、一人では抱えきれません。".into(),
        next: "11月1日、翔さんの帰宅後に自宅へ。契約の説明は本人にも写真で。".into(),
        next_on: Some(date(2024, 11, 1)),
        state: InquiryState::Case,
    }
}

fn person() -> Person {
    Person {
        name: "見本 翔".into(),
        kana: "みほん しょう".into(),
        born: Some(date(2009, 1, 17)),
        sex: Some(Sex::Male),
        postcode: "210-0000".into(),
        address: "見本市緑町6番地2 みどりハイツ102".into(),
        housing: Some(Housing::Rented),
        tel: "044-000-0055".into(),
        fax: String::new(),
        disability: "中度知的障害".into(),
        support_level: None,
        handbooks: lines(&["療育手帳B1"]),
        income: "特別児童扶養手当2級、児童扶養手当".into(),
        guardians: vec![Guardian {
            name: MOTHER.into(),
            relation: "母".into(),
            kind: GuardianKind::Parent,
            born: Some(date(1981, 5, 6)),
            powers: "翔さんが18歳になる日の前日まで".into(),
            until: Some(date(2027, 1, 16)),
        }],
        family: family(),
        caution: "急がせると手が止まる。選ぶことは、写真を二枚ならべて。母の話は別の場所で聞く。".into(),
        address_protected: false,
    }
}

fn family() -> Vec<FamilyMember> {
    let mother = FamilyMember {
        key: MemberKey(1),
        name: MOTHER.into(),
        kana: "みほん けいこ".into(),
        relation: Relation::Mother,
        born: Some(date(1981, 5, 6)),
        living_together: true,
        key_person: true,
        main_carer: true,
        occupation: "病院の調理員（早番 5時半から）".into(),
        note: "早番の朝は祖母が来る".into(),
        ..FamilyMember::default()
    };
    let sister = FamilyMember {
        key: MemberKey(2),
        name: "見本 葵".into(),
        kana: "みほん あおい".into(),
        relation: Relation::YoungerSister,
        born: Some(date(2012, 7, 30)),
        living_together: true,
        occupation: "中学2年".into(),
        note: "吹奏楽部。兄のパンの試食係".into(),
        ..FamilyMember::default()
    };
    let grandmother = FamilyMember {
        key: MemberKey(3),
        name: "見本 トミ".into(),
        kana: "みほん とみ".into(),
        relation: Relation::Grandmother(Side::Maternal),
        born: Some(date(1953, 2, 8)),
        note: "徒歩5分の所に一人で暮らす。早番の朝に来る".into(),
        ..FamilyMember::default()
    };
    let father = FamilyMember {
        key: MemberKey(4),
        name: "父".into(),
        relation: Relation::Father,
        union: Some(bansou_domain::family::UnionKind::Divorced),
        note: "平成29年に離婚。連絡は取っていない".into(),
        ..FamilyMember::default()
    };
    vec![mother, sister, grandmother, father]
}

fn certificate(year: i16, months: &[(i16, i8)], text: &str) -> RecipientCertificate {
    let (from, until) = (date(year, 2, 1), date(year + 1, 1, 31));
    let service = |(name, amount): (&str, &str)| GrantedService {
        name: name.into(),
        amount: amount.into(),
        from: None,
        until: None,
    };
    RecipientCertificate {
        kind: CertificateKind::Child,
        number: "1400000061".into(),
        municipality: "141305".into(),
        grant_from: from,
        grant_until: until,
        level_from: None,
        level_until: None,
        cap_yen: Some(0),
        services: [("放課後等デイサービス", "14日/月"), ("短期入所", "2日/月")]
            .map(service)
            .to_vec(),
        monitoring_text: text.into(),
        months: months.iter().map(|&(year, nth)| month(year, nth)).collect(),
        planning_from: Some(from),
        planning_until: Some(until),
        cap_manager: false,
        holder: Holder {
            name: MOTHER.into(),
            kana: "ミホン ケイコ".into(),
        },
    }
}

const TEAM: [Seat; 6] = [
    Seat {
        provider: "見本特別支援学校",
        name: "高等部3年担任・進路担当",
        role: "現場実習、卒業までの進路の段取り",
        tel: "044-000-0022",
        watches: "朝の登校が2日続けて遅れたら、母へ電話",
    },
    Seat {
        provider: AFTER_SCHOOL,
        name: "児童発達支援管理責任者",
        role: "調理活動、放課後の話し相手",
        tel: "044-000-0021",
        watches: "手が止まる時間が長い日は連絡帳に書く",
    },
    Seat {
        provider: "見本ベーカリー工房",
        name: "サービス管理責任者",
        role: "実習の受け入れ（6月、10月）",
        tel: "044-000-0034",
        watches: "実習中の休憩の取り方を学校へ",
    },
    Seat {
        provider: "就労移行支援事業所見本",
        name: "アセスメント担当",
        role: "就労アセスメントの結果を本人と読む",
        tel: "044-000-0035",
        watches: "",
    },
    Seat {
        provider: STAY,
        name: "管理者",
        role: "短期入所（月1泊）",
        tel: "044-000-0036",
        watches: "夜の眠りを翌朝母へ伝える",
    },
    Seat {
        provider: "",
        name: "祖母 見本 トミ",
        role: "早番の朝の見送り",
        tel: "",
        watches: "朝ごはんを残す日が続いたら母へ",
    },
];
