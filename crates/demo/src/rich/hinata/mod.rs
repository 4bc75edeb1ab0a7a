//! 見本 ひなた, 7. A girl with medical care in her first year at school; her will shows in hands, eyes and voice.

mod assessment;
mod deciding;
mod first;
mod meetings;
mod monitoring;
mod notes;
mod plan;

use bansou_domain::certificate::{CertificateKind, GrantedService, Holder, RecipientCertificate};
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::family::{FamilyMember, MemberKey, Relation};
use bansou_domain::inquiry::{Inquiry, InquiryState, Urgency};
use bansou_domain::note::Means;
use bansou_domain::paper::Recipient;
use bansou_domain::person::{Guardian, GuardianKind, Housing, Person, Sex};
use bansou_domain::process::MilestoneKind as Kind;
use jiff::civil::{Date, date};

use super::shape::{SPECIALIST, lines, milestones, month, notes as told, numbers};
use crate::story::{Seat, Story, Told};

const MOTHER: &str = "見本 真帆";
const DAY_CARE: &str = "児童発達支援センター見本";
const AFTER_SCHOOL: &str = "放課後デイ見本のいえ";
const NURSE: &str = "訪問看護見本";
const HOSPITAL: &str = "見本医療福祉センター";

pub(super) fn story() -> Story {
    let first = first::plan();
    let handed = date(2026, 10, 28);
    Story {
        opened_on: Some(date(2025, 9, 12)),
        inquiry: Some(inquiry()),
        milestones: milestones(&MILESTONES),
        certificates: certificates(),
        assessments: vec![
            Told::confirmed(1, first::assessment()),
            Told::confirmed(2, assessment::assessment()),
        ],
        drafts: vec![
            agreed(1, first::draft(), date(2025, 10, 7), date(2025, 10, 8)),
            agreed(2, plan::draft(), date(2026, 10, 13), date(2026, 10, 14)),
        ],
        meetings: vec![
            Told::confirmed(1, meetings::first()),
            Told::confirmed(2, meetings::second()),
        ],
        reports: vec![
            agreed(1, monitoring::april(&first), date(2026, 4, 24), date(2026, 4, 27)),
            agreed(
                1,
                monitoring::october(&first),
                date(2026, 10, 13),
                date(2026, 10, 14),
            ),
        ],
        plans: vec![
            to_providers(
                agreed(1, first, date(2025, 10, 29), date(2025, 10, 30)),
                &[DAY_CARE, AFTER_SCHOOL, NURSE, HOSPITAL],
                date(2025, 10, 30),
            ),
            to_providers(
                agreed(2, plan::plan(), date(2026, 10, 27), handed),
                &[AFTER_SCHOOL, NURSE, HOSPITAL],
                handed,
            ),
        ],
        crisis: Some(Told::confirmed(2, crisis()).consented(date(2026, 10, 26), MOTHER, "母")),
        deciding: vec![Told::confirmed(2, deciding::drum_days())],
        notes: told(&notes::NOTES),
        team: TEAM.to_vec(),
        ..Story::of(0, person())
    }
}

fn agreed<T>(cycle: i64, paper: T, on: Date, submitted: Date) -> Told<T> {
    Told::confirmed(cycle, paper)
        .consented(on, MOTHER, "母")
        .delivered(Recipient::Person, "", on)
        .delivered(Recipient::Municipality, "", submitted)
}

fn to_providers<T>(paper: Told<T>, names: &[&str], on: Date) -> Told<T> {
    names.iter().fold(paper, |paper, name| {
        paper.delivered(Recipient::Provider, name, on)
    })
}

const MILESTONES: [(i64, Kind, Date, &str); 13] = [
    (1, Kind::ContractExplained, date(2025, 9, 12), "保護者 見本 真帆"),
    (1, Kind::ContractSigned, date(2025, 9, 12), "保護者 見本 真帆"),
    (1, Kind::ConsentGuardian, date(2025, 9, 12), "保護者 見本 真帆"),
    (
        1,
        Kind::ShareTo,
        date(2025, 9, 12),
        "児童発達支援センター見本\n特別支援学校\n訪問看護見本\n見本医療福祉センター\n区役所",
    ),
    (1, Kind::Applied, date(2025, 9, 16), ""),
    (1, Kind::OfficeNotified, date(2025, 9, 16), ""),
    (1, Kind::DraftRequested, date(2025, 9, 18), ""),
    (1, Kind::GrantReceived, date(2025, 10, 22), ""),
    (1, Kind::ContractReported, date(2025, 10, 30), ""),
    (2, Kind::Applied, date(2026, 9, 28), "更新"),
    (2, Kind::DraftRequested, date(2026, 9, 30), ""),
    (2, Kind::GrantReceived, date(2026, 10, 23), "通所と短期入所の2枚"),
    (2, Kind::ContractReported, date(2026, 10, 28), ""),
];

fn inquiry() -> Inquiry {
    Inquiry {
        on: date(2025, 9, 5),
        at: Some(13 * 60 + 15),
        received_by: SPECIALIST.into(),
        from: "母（見本 真帆）".into(),
        contact: "044-000-0001".into(),
        route: "児童発達支援センター見本の紹介".into(),
        means: Means::Telephone,
        urgency: Some(Urgency::Middle),
        urgency_reason: "夜の吸引が続き、お母さんの睡眠が途切れている。けがや事故はない。".into(),
        about: "見本 ひなた".into(),
        about_kana: "みほん ひなた".into(),
        words: "来年の春に小学校です。吸引のできる放課後の場所があるのか、夜のことも含めて、どこから手をつけたらいいか分からなくて。".into(),
        next: "9月12日に自宅へ伺い、契約の説明をする。弟の昼寝の時間に合わせて13時半から。".into(),
        next_on: Some(date(2025, 9, 12)),
        state: InquiryState::Case,
    }
}

fn person() -> Person {
    Person {
        name: "見本 ひなた".into(),
        kana: "みほん ひなた".into(),
        born: Some(date(2019, 5, 20)),
        sex: Some(Sex::Female),
        postcode: "210-0000".into(),
        address: "見本市南町4番地5".into(),
        housing: Some(Housing::Owned),
        tel: "044-000-0001".into(),
        fax: String::new(),
        disability: "脳性麻痺、てんかん、医療的ケア（胃ろう・吸引）".into(),
        support_level: None,
        handbooks: lines(&["身体障害者手帳1級", "療育手帳A1"]),
        income: "特別児童扶養手当1級、障害児福祉手当".into(),
        guardians: vec![Guardian {
            name: MOTHER.into(),
            relation: "母".into(),
            kind: GuardianKind::Parent,
            born: Some(date(1988, 1, 15)),
            powers: String::new(),
            until: None,
        }],
        family: family(),
        caution: "返事は右手と目で。声をかけたら5つ数えて待つ。停電のときは予備電源を持って見本医療福祉センターへ。".into(),
        address_protected: false,
    }
}

fn family() -> Vec<FamilyMember> {
    let at_home = |key, name: &str, kana: &str, relation, born, note: &str| FamilyMember {
        key: MemberKey(key),
        name: name.into(),
        kana: kana.into(),
        relation,
        born: Some(born),
        living_together: true,
        note: note.into(),
        ..FamilyMember::default()
    };
    let mother = at_home(
        1,
        MOTHER,
        "みほん まほ",
        Relation::Mother,
        date(1988, 1, 15),
        "主たる介護者。夜間の吸引で睡眠が細切れ",
    );
    let father = at_home(
        2,
        "見本 大地",
        "みほん だいち",
        Relation::Father,
        date(1986, 9, 3),
        "会社員。土日は入浴を担当",
    );
    let brother = at_home(
        3,
        "見本 そら",
        "みほん そら",
        Relation::YoungerBrother,
        date(2023, 12, 1),
        "保育園0歳児クラスから在園",
    );
    vec![
        FamilyMember {
            key_person: true,
            main_carer: true,
            ..mother
        },
        FamilyMember {
            occupation: "会社員".into(),
            ..father
        },
        brother,
    ]
}

/// Both certificates of the two grant periods. Monitoring months stand on the child's one only.
fn certificates() -> Vec<RecipientCertificate> {
    let (old, new) = (
        [(2026, 4), (2026, 10)],
        [(2027, 1), (2027, 4), (2027, 7), (2027, 10)],
    );
    let (began, ended) = (date(2025, 11, 1), date(2026, 10, 31));
    let (begins, ends) = (date(2026, 11, 1), date(2027, 10, 31));
    let child = |services, text: &str, months: &[(i16, i8)], from, until| RecipientCertificate {
        monitoring_text: text.into(),
        months: months.iter().map(|&(year, nth)| month(year, nth)).collect(),
        planning_from: Some(from),
        planning_until: Some(until),
        holder: Holder {
            name: MOTHER.into(),
            kana: "ミホン マホ".into(),
        },
        ..certificate(CertificateKind::Child, "1400000020", services, from, until)
    };
    let day_care = GrantedService {
        until: Some(date(2026, 3, 31)),
        ..granted("児童発達支援", "15日/月")
    };
    let after = granted("放課後等デイサービス", "14日/月");
    let from_school = GrantedService {
        from: Some(date(2026, 4, 1)),
        ..after.clone()
    };
    let stay = granted("短期入所（医療型）", "4日/月");
    let going_out = granted("移動支援（地域生活支援事業）", "4時間/月");
    let welfare =
        |services, from, until| certificate(CertificateKind::Welfare, "0000000034", services, from, until);
    vec![
        child(
            vec![day_care, from_school],
            "6か月ごと（令和8年4月、令和8年10月）",
            &old,
            began,
            ended,
        ),
        welfare(vec![stay.clone()], began, ended),
        child(vec![after], "3か月ごと（令和9年1月～）", &new, begins, ends),
        welfare(vec![stay, going_out], begins, ends),
    ]
}

fn granted(name: &str, amount: &str) -> GrantedService {
    GrantedService {
        name: name.into(),
        amount: amount.into(),
        from: None,
        until: None,
    }
}

fn certificate(
    kind: CertificateKind,
    number: &str,
    services: Vec<GrantedService>,
    from: Date,
    until: Date,
) -> RecipientCertificate {
    RecipientCertificate {
        kind,
        number: number.into(),
        municipality: "141305".into(),
        grant_from: from,
        grant_until: until,
        level_from: None,
        level_until: None,
        cap_yen: Some(4600),
        services,
        monitoring_text: String::new(),
        months: Vec::new(),
        planning_from: None,
        planning_until: None,
        cap_manager: false,
        holder: Holder::default(),
    }
}

fn crisis() -> CrisisPlan {
    CrisisPlan {
        signs: lines(&["顔を左に向けて目を閉じる", "発熱の前日に吸引が増える", "太鼓の音にも右手が動かない"]),
        calms: lines(&["太鼓の音", "母の歌", "横向きに姿勢をかえて、背中をゆっくりさする"]),
        avoid: lines(&["急な大きな音", "長い時間の同じ姿勢", "返事を待たずに次の動作に移る"]),
        carer_absent: "母が急に動けないとき：日中は父に電話（会社から40分）。夜は訪問看護見本の電話相談へ。そらは祖母が迎えに行く。".into(),
        stay: "見本医療福祉センター（短期入所）。停電のときは予備電源を持ってすぐに向かう。".into(),
        numbers: numbers(&[
            [HOSPITAL, "044-000-0003", "停電・けいれんが5分続くとき。夜間も受け入れを相談できる"],
            [NURSE, "044-000-0004", "吸引と胃ろうの相談、夜間の電話"],
            ["見本相談支援センター", "044-000-0000", "昼間の連絡先。学校と放課後デイへの連絡を引き受ける"],
        ]),
        agreed_on: Some(date(2026, 10, 26)),
        agreed_with: "本人、母、特別支援学校 担任、放課後デイ見本のいえ、訪問看護見本".into(),
    }
}

const TEAM: [Seat; 5] = [
    Seat {
        provider: "見本特別支援学校",
        name: "担任",
        role: "登校の日の学習と吸引、スイッチの位置の記録",
        tel: "044-000-0022",
        watches: "登校後1時間で吸引が3回をこえたら母へ電話",
    },
    Seat {
        provider: AFTER_SCHOOL,
        name: "児童発達支援管理責任者",
        role: "放課後の太鼓とスイッチの時間",
        tel: "044-000-0002",
        watches: "右手の『もう一度』の回数を連絡帳に書く",
    },
    Seat {
        provider: NURSE,
        name: "看護師",
        role: "吸引と胃ろうの管理、夜の吸引の見直し",
        tel: "044-000-0004",
        watches: "母の眠れた時間を訪問のたびに聞き、2週続けて短いとき相談支援センターへ",
    },
    Seat {
        provider: HOSPITAL,
        name: "看護師長",
        role: "医療型短期入所、小児神経科の受診",
        tel: "044-000-0003",
        watches: "予約が取れなかった月を相談支援センターへ知らせる",
    },
    Seat {
        provider: "",
        name: "祖母",
        role: "弟の送迎（月2回、短期入所の日）",
        tel: "",
        watches: "母の顔色が悪いとき、父へひとこと",
    },
];
