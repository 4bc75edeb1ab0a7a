//! 書類. What all papers share: a kind, a cycle, a version that is confirmed once and never changed after.

use crate::choice;

choice! {
    /// 書類の種類.
    pub enum PaperKind {
        /// アセスメント.
        Assessment = "assessment", "アセスメント";
        /// 計画案.
        DraftPlan = "draft_plan", "計画案";
        /// サービス等利用計画.
        Plan = "plan", "サービス等利用計画";
        /// サービス担当者会議の記録.
        Meeting = "meeting", "担当者会議の記録";
        /// モニタリング報告書.
        Monitoring = "monitoring", "モニタリング報告書";
        /// クライシスプラン.
        Crisis = "crisis", "クライシスプラン";
        /// 引継書.
        HandOver = "hand_over", "引継書";
        /// モニタリング期間の変更の申出.
        Interval = "interval", "モニタリング期間の変更の申出";
        /// 意思決定支援の記録.
        Deciding = "deciding", "意思決定支援の記録";
    }
}

choice! {
    /// 同意の方法.
    pub enum ConsentMeans {
        /// 紙に署名.
        Paper = "paper", "紙に署名";
        /// 画面に署名.
        Screen = "screen", "画面に署名";
        /// 郵送.
        Post = "post", "郵送";
        /// メール.
        Mail = "mail", "メール";
        /// 本人・保護者の画面（リンク）. Answered by link on their own screen, or at the visit by QR card and number.
        Link = "link", "本人・保護者の画面（リンク）";
    }
}

choice! {
    /// 交付・提出の相手.
    pub enum Recipient {
        /// 本人・保護者.
        Person = "person", "本人・保護者";
        /// 事業所等の担当者.
        Provider = "provider", "事業所等の担当者";
        /// 市町村.
        Municipality = "municipality", "市町村";
    }
}

choice! {
    /// 交付の方法.
    pub enum DeliveryMeans {
        /// 手渡し.
        Hand = "hand", "手渡し";
        /// 郵送.
        Post = "post", "郵送";
        /// FAX.
        Fax = "fax", "FAX";
        /// メール.
        Mail = "mail", "メール";
        /// 窓口.
        Counter = "counter", "窓口";
        /// リンク. Sent as a link; its receiver says on the page that it was received.
        Link = "link", "リンク";
    }
}
