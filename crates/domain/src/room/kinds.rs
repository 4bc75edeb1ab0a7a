//! The closed choices of a room: for what, with whom, by which way an answer came.

use super::SharedWhat;
use crate::choice;

choice! {
    /// 部屋の目的. One room has one.
    pub enum Purpose {
        /// 日程.
        Dates = "dates", "日程のおたずね";
        /// 意見・照会.
        Opinions = "opinions", "ようすと意見のおたずね";
        /// 計画の確認.
        Plan = "plan", "計画の確認のお願い";
        /// 宿題.
        Tasks = "tasks", "会議で決まったことのおたずね";
        /// 会議の資料.
        Papers = "papers", "会議の資料のお渡し";
        /// 議事録.
        Minutes = "minutes", "議事録のお渡し";
        /// モニタリング報告書.
        Report = "report", "モニタリング報告書のお渡し";
        /// 支援者のページ.
        Desk = "desk", "支援者のページ";
        /// 事前の質問.
        Questions = "questions", "事前の質問（アンケート）";
        /// モニタリングの聞き取り.
        Hearing = "hearing", "モニタリングの前の聞き取り";
    }
}

choice! {
    /// 相手の種類. Decides which view a party gets.
    pub enum PartyKind {
        /// 事業所.
        Provider = "provider", "事業所";
        /// 学校.
        School = "school", "学校";
        /// 医療機関.
        Clinic = "clinic", "医療機関";
        /// 市町村.
        Municipality = "municipality", "市町村";
        /// 家族.
        Family = "family", "家族";
        /// 本人.
        Person = "person", "本人";
    }
}

impl Purpose {
    /// What such a room passes on of the person, which needs their consent; at the opening and at every look.
    #[must_use]
    pub fn passes_on(self) -> Option<SharedWhat> {
        match self {
            Self::Dates | Self::Opinions | Self::Tasks | Self::Questions => None,
            Self::Plan | Self::Desk | Self::Hearing => Some(SharedWhat::Plan),
            Self::Papers | Self::Minutes | Self::Report => Some(SharedWhat::Life),
        }
    }
}

impl PartyKind {
    /// Whether there is a view of a plan or a report for it: the municipality gets its papers by its own way.
    #[must_use]
    pub fn sees_plans(self) -> bool {
        !matches!(self, Self::Municipality)
    }

    /// Whether there is a view of a room of this purpose for it.
    #[must_use]
    pub fn has_view_of(self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Plan | Purpose::Report => self.sees_plans(),
            Purpose::Desk | Purpose::Hearing => matches!(self, Self::Provider | Self::School | Self::Clinic),
            Purpose::Questions => self.reads_easy(),
            _ => true,
        }
    }

    /// Whether the party reads the easy words: the person and the family, who have asked for nothing in office words.
    #[must_use]
    pub fn reads_easy(self) -> bool {
        matches!(self, Self::Person | Self::Family)
    }
}

choice! {
    /// 返事の届きかた. How an answer reached the office.
    pub enum AnswerMeans {
        /// リンク. The party wrote it themselves.
        Link = "link", "リンク";
        /// 電話.
        Phone = "phone", "電話";
        /// FAX.
        Fax = "fax", "FAX";
        /// 訪問・面談.
        Visit = "visit", "訪問・面談";
        /// 郵送・メール.
        Letter = "letter", "郵送・メール";
    }
}
