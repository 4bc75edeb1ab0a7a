//! 支援経過記録. One contact: the fact, the person's words, the worker's own view and the next action kept apart.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::deed::Deed;
use crate::event::Event;
use crate::id::NoteId;
use crate::outing::Missed;

choice! {
    /// 方法. By what means the contact was made.
    pub enum Means {
        /// 訪問.
        Visit = "visit", "訪問";
        /// 来所.
        Office = "office", "来所";
        /// 電話.
        Telephone = "telephone", "電話";
        /// メール・SNS.
        Mail = "mail", "メール・SNS";
        /// FAX.
        Fax = "fax", "FAX";
        /// オンライン.
        Online = "online", "オンライン";
        /// 同行.
        Escort = "escort", "同行";
        /// 会議.
        Meeting = "meeting", "会議";
        /// 書類.
        Paper = "paper", "書類";
    }
}

choice! {
    /// 区分. Which part of the work the contact belongs to.
    pub enum Work {
        /// 基本相談.
        Consultation = "consultation", "基本相談";
        /// サービス利用支援.
        Planning = "planning", "サービス利用支援";
        /// 継続サービス利用支援.
        Monitoring = "monitoring", "継続サービス利用支援";
        /// 連絡調整.
        Coordination = "coordination", "連絡調整";
        /// 緊急.
        Urgent = "urgent", "緊急";
        /// 虐待.
        Abuse = "abuse", "虐待";
        /// 苦情.
        Complaint = "complaint", "苦情";
        /// 事故.
        Accident = "accident", "事故";
        /// その他.
        Other = "other", "その他";
    }
}

choice! {
    /// 相手. With whom the contact was.
    pub enum Counterpart {
        /// 本人.
        Person = "person", "本人";
        /// 家族.
        Family = "family", "家族";
        /// 事業所.
        Provider = "provider", "事業所";
        /// 医療.
        Medical = "medical", "医療";
        /// 学校・園.
        School = "school", "学校・園";
        /// 行政.
        Municipality = "municipality", "行政";
        /// その他.
        Other = "other", "その他";
    }
}

/// 支援経過記録. One contact.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNote {
    /// 年月日.
    pub on: Date,
    /// 開始時刻. Minutes since midnight.
    pub from: Option<u16>,
    /// 終了時刻. Minutes since midnight.
    pub until: Option<u16>,
    /// 方法.
    pub means: Means,
    /// 相手.
    pub counterpart: Counterpart,
    /// 相手の氏名等.
    pub counterpart_name: String,
    /// 場所.
    pub place: String,
    /// 区分.
    pub work: Work,
    /// 事実.
    pub facts: String,
    /// 本人のことば.
    pub words: String,
    /// 所見.
    pub view: String,
    /// 次にすること.
    pub next: String,
    /// 会えなかった訪問, where the contact was tried in vain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Missed>,
    /// できごと, where the contact told of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// The note of an event after which it was decided not to look before the due month; the reason stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<NoteId>,
    /// 加算につながる支援, where the contact was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Deed>,
}

impl std::fmt::Debug for CaseNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CaseNote({}, ＊＊)", self.on)
    }
}

impl CaseNote {
    /// 所要時間. Minutes from beginning to end, where both are known.
    #[must_use]
    pub fn minutes(&self) -> Option<u16> {
        self.until?.checked_sub(self.from?)
    }

    /// Everything a search should find.
    #[must_use]
    pub fn searchable(&self) -> String {
        [
            &self.facts,
            &self.words,
            &self.view,
            &self.next,
            &self.counterpart_name,
            &self.place,
        ]
        .map(String::as_str)
        .join("\n")
    }
}

/// One thing wrong with a typed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The contact is dated after today.
    InFuture,
    /// It ends before it begins.
    Backwards,
    /// Nothing is written.
    Empty,
}

/// Checks a note. Every problem is returned.
#[must_use]
pub fn check(note: &CaseNote, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if note.on > today {
        problems.push(Problem::InFuture);
    }
    if matches!((note.from, note.until), (Some(from), Some(until)) if until < from) {
        problems.push(Problem::Backwards);
    }
    let silent = [&note.facts, &note.words, &note.view, &note.next]
        .iter()
        .all(|text| text.trim().is_empty());
    // 不在 is a fact by itself.
    if silent && note.missed.is_none() {
        problems.push(Problem::Empty);
    }
    problems
}
