//! 進行のふりかえり. What whoever was there looks back on; words for the next time, never points.

use crate::choice;

choice! {
    /// ふりかえりの視点.
    pub enum Viewpoint {
        /// 目的.
        PurposeShared = "purpose_shared", "はじめに、何のための会議かを全員で確かめた";
        /// ゴール.
        GoalReached = "goal_reached", "終わりに、ゴールに届いたかを言葉にした";
        /// 準備.
        PapersBefore = "papers_before", "資料を前もって渡し、読む時間があった";
        /// 根回し.
        TalkedBefore = "talked_before", "話しにくいことは、前もって本人や関係者と話しておいた";
        /// 本人の準備.
        PersonPrepared = "person_prepared", "本人が、何を話す場かを知って来られた";
        /// 時刻.
        OnTime = "on_time", "時刻どおりに始め、時刻どおりに終えた";
        /// 時間配分.
        TimeKept = "time_kept", "議題ごとの時間を見ながら進めた";
        /// 席.
        Seats = "seats", "本人が落ち着ける席と部屋を用意した";
        /// 自己紹介.
        Introduced = "introduced", "だれが何をする人かが、本人にわかった";
        /// 本人が先.
        PersonFirst = "person_first", "本人の話から始めた";
        /// 本人の速さ.
        PersonPace = "person_pace", "本人が答えるのを待ち、言いかえや絵を使った";
        /// 本人のいない話.
        NotOverHead = "not_over_head", "本人の頭ごしに話が進まなかった";
        /// 家族.
        FamilyHeard = "family_heard", "家族の心配を、本人の希望と分けて聞いた";
        /// 全員.
        AllHeard = "all_heard", "参加した全員が一度は話した";
        /// 反対.
        DoubtsSaid = "doubts_said", "心配や反対の意見も出せた";
        /// 責めない.
        NobodyBlamed = "nobody_blamed", "だれかを責める言いかたにならなかった";
        /// 言葉.
        PlainWords = "plain_words", "専門の言葉を、ふつうの言葉に直した";
        /// 強み.
        StrengthsNamed = "strengths_named", "できていること、強みを口にした";
        /// 見立て.
        ViewsJoined = "views_joined", "それぞれの見立てを並べて、違いを確かめた";
        /// 選択肢.
        ChoicesGiven = "choices_given", "ほかのやりかたも出して、本人が選べた";
        /// 危険.
        RisksShared = "risks_shared", "起こりそうな困りごとと、そのときの動きを確かめた";
        /// 決定.
        DecisionsClear = "decisions_clear", "だれが・何を・いつまでに、を決めた";
        /// 分担.
        LoadShared = "load_shared", "役割が一人に集まらなかった";
        /// 未決定.
        OpenNamed = "open_named", "決まらなかったことと、その次の動きを確かめた";
        /// 読み上げ.
        ReadAloud = "read_aloud", "まとめを読み上げ、本人に確かめた";
        /// 記録.
        RecordSent = "record_sent", "記録をすぐに、全員に届けた";
    }
}

choice! {
    /// どうだったか.
    pub enum Felt {
        /// できた.
        Done = "done", "できた";
        /// もう少し.
        Partly = "partly", "もう少し";
        /// できなかった.
        NotYet = "not_yet", "できなかった";
        /// わからない.
        Unknown = "unknown", "わからない";
    }
}

impl Felt {
    /// The sign a table shows beside the words.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Done => "○",
            Self::Partly => "△",
            Self::NotYet => "×",
            Self::Unknown => "－",
        }
    }
}
