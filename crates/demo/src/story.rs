//! A case as a story: every fact of it, dated, ready to be written into a store.

use bansou_domain::assessment::Assessment;
use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::closing::HandOver;
use bansou_domain::conference::Conference;
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::deciding::Deciding;
use bansou_domain::inquiry::Inquiry;
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::note::CaseNote;
use bansou_domain::paper::{DeliveryMeans, Recipient};
use bansou_domain::person::Person;
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{AnswerMeans, QuestionsAnswer, Room};
use jiff::civil::Date;

use crate::heard::Asked;

/// How far a paper has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Still being written.
    Draft,
    /// Confirmed; consent and delivery stand beside it.
    Confirmed,
}

/// 同意 to a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Consented {
    /// 同意日, also the day it was explained.
    pub on: Date,
    /// 署名した人.
    pub signer: String,
    /// 続柄; empty when the person signed.
    pub relation: String,
}

/// 交付 of a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivered {
    /// 相手の区分.
    pub recipient: Recipient,
    /// 相手の名前.
    pub name: String,
    /// 交付日.
    pub on: Date,
    /// 方法.
    pub means: DeliveryMeans,
}

/// One paper with what happened to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// 第n期.
    pub cycle: i64,
    /// What it says.
    pub content: T,
    /// How far it has come.
    pub stage: Stage,
    /// 同意.
    pub consent: Option<Consented>,
    /// 交付.
    pub deliveries: Vec<Delivered>,
}

impl<T> Told<T> {
    /// A confirmed paper without consent or delivery.
    pub fn confirmed(cycle: i64, content: T) -> Self {
        Self {
            cycle,
            content,
            stage: Stage::Confirmed,
            consent: None,
            deliveries: Vec::new(),
        }
    }

    /// A paper that is still being written.
    pub fn draft(cycle: i64, content: T) -> Self {
        Self {
            stage: Stage::Draft,
            ..Self::confirmed(cycle, content)
        }
    }

    /// Adds the consent.
    #[must_use]
    pub fn consented(mut self, on: Date, signer: &str, relation: &str) -> Self {
        self.consent = Some(Consented {
            on,
            signer: signer.to_owned(),
            relation: relation.to_owned(),
        });
        self
    }

    /// Adds a delivery.
    #[must_use]
    pub fn delivered(mut self, recipient: Recipient, name: &str, on: Date) -> Self {
        let means = if recipient == Recipient::Person {
            DeliveryMeans::Hand
        } else {
            DeliveryMeans::Post
        };
        self.deliveries.push(Delivered {
            recipient,
            name: name.to_owned(),
            on,
            means,
        });
        self
    }
}

/// One supporter in the team of a story.
#[derive(Clone, PartialEq, Eq)]
pub struct Seat {
    /// The name of an entry of the directory; empty for somebody outside it.
    pub provider: &'static str,
    /// 氏名・担当者名.
    pub name: &'static str,
    /// 役割.
    pub role: &'static str,
    /// 連絡先.
    pub tel: &'static str,
    /// 見守りの役割.
    pub watches: &'static str,
}

/// A room in which the person and the family were asked before the interview. Nobody has its links.
#[derive(Clone, PartialEq, Eq)]
pub struct AskedBefore {
    /// ひらいた日.
    pub on: Date,
    /// The room with its parties.
    pub room: Room,
    /// What came back: the place of the party, when the office wrote it down, how it came, what was said.
    pub answers: Vec<(usize, Date, AnswerMeans, QuestionsAnswer)>,
}

/// One case from the first call on.
#[derive(Clone, PartialEq, Eq)]
pub struct Story {
    /// Who is in charge, by place in [`crate::STAFF`].
    pub staff: usize,
    /// The face sheet.
    pub person: Person,
    /// 契約日.
    pub opened_on: Option<Date>,
    /// 終結日.
    pub closed_on: Option<Date>,
    /// The first call.
    pub inquiry: Option<Inquiry>,
    /// Dated facts: cycle, kind (a word of domain::process), day, note.
    pub milestones: Vec<(i64, &'static str, Date, String)>,
    /// 受給者証.
    pub certificates: Vec<RecipientCertificate>,
    /// アセスメント.
    pub assessments: Vec<Told<Assessment>>,
    /// 計画案.
    pub drafts: Vec<Told<ServicePlan>>,
    /// 担当者会議.
    pub meetings: Vec<Told<ServiceMeeting>>,
    /// 準備している担当者会議, with its cycle.
    pub conferences: Vec<(i64, Conference)>,
    /// 計画.
    pub plans: Vec<Told<ServicePlan>>,
    /// モニタリング報告書.
    pub reports: Vec<Told<MonitoringReport>>,
    /// クライシスプラン.
    pub crisis: Option<Told<CrisisPlan>>,
    /// 決めること.
    pub deciding: Vec<Told<Deciding>>,
    /// 引継書.
    pub hand_over: Option<Told<HandOver>>,
    /// 経過.
    pub notes: Vec<CaseNote>,
    /// 支援チーム.
    pub team: Vec<Seat>,
    /// 事前の質問.
    pub questions: Option<AskedBefore>,
    /// 聞き取り before the next visit.
    pub heard: Option<Asked>,
}

impl Story {
    /// A case of which only the person is known.
    #[must_use]
    pub fn of(staff: usize, person: Person) -> Self {
        Self {
            staff,
            person,
            opened_on: None,
            closed_on: None,
            inquiry: None,
            milestones: Vec::new(),
            certificates: Vec::new(),
            assessments: Vec::new(),
            drafts: Vec::new(),
            meetings: Vec::new(),
            conferences: Vec::new(),
            plans: Vec::new(),
            reports: Vec::new(),
            crisis: None,
            deciding: Vec::new(),
            hand_over: None,
            notes: Vec::new(),
            team: Vec::new(),
            questions: None,
            heard: None,
        }
    }
}
