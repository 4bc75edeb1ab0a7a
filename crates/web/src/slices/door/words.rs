//! The easy words of the pages out here, written beside the official ones. The tests hold every text of `ALL` against
//! what makes a text hard to read.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::room::{Candidate, Face, Feeling, Mark, Purpose, TaskState};
use jiff::civil::Date;

pub(super) const CODE: &str = "教《おし》えて もらった 6つの 数字《すうじ》";
pub(super) const CODE_HINT: &str = "会《あ》ったとき、または 電話《でんわ》で つたえた 数字《すうじ》です。";
pub(super) const DATES_LEAD: &str =
    "話《はな》しあいの 日《ひ》を きめます。\u{3000}来《こ》られる 日《ひ》に しるしを つけて ください。";
pub(super) const DATES_FOR: &str = "なにを 話《はな》すか";
pub(super) const WHERE: &str = "ばしょ";
pub(super) const NOTE: &str = "つたえたいこと";
pub(super) const NOTE_HINT: &str = "書《か》かなくても いいです。";
pub(super) const SENT: &str = "返事《へんじ》を うけとりました。ありがとうございます。";
pub(super) const AGAIN: &str =
    "何回《なんかい》でも 書《か》きなおせます。あとから 書《か》いたものが つたわります。";
pub(super) const CHOSEN: &str = "話《はな》しあいの 日《ひ》が きまりました。";
pub(super) const HELP: &str = "こまったときは 電話《でんわ》して ください。";
pub(super) const SEES: &str = "見《み》るのは 相談《そうだん》の 人《ひと》だけです。";
pub(super) const OPINIONS_LEAD: &str =
    "いまの ようすを 教《おし》えて ください。書《か》けるところだけで いいです。";
pub(super) const WHO: &str = "書《か》いた 人《ひと》の なまえ";

pub(super) const MY_WISH: &str = "わたしの ねがい";
pub(super) const FAMILY_WISH: &str = "家族《かぞく》の ねがい";
pub(super) const GOALS: &str = "めざすこと";
pub(super) const LONG_GOAL: &str = "いつか";
pub(super) const SHORT_GOAL: &str = "まず";
pub(super) const MY_ROLE: &str = "わたしが すること";
pub(super) const HELPERS: &str = "てつだう 人《ひと》";
pub(super) const WEEK: &str = "1週間《しゅうかん》の 予定《よてい》";
pub(super) const EASY_PLAN: &str = "やさしい ことばの 計画《＊けいかく》";
pub(super) const FEELING: &str = "この 計画《＊けいかく》で いいですか";

/// What somebody can say to a plan.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "a template hands it as a reference"
)]
pub(super) fn feeling(feeling: &Feeling) -> &'static str {
    match feeling {
        Feeling::Yes => "はい",
        Feeling::No => "いいえ",
        Feeling::Unsure => "わからない",
        Feeling::Talk => "話《はな》したい",
    }
}

pub(super) const TASKS_LEAD: &str =
    "話《はな》しあいで きめたことです。\u{3000}いまの ようすを えらんで ください。";
pub(super) const NO_TASKS: &str = "のこっている ことは ありません。ありがとうございます。";
pub(super) const UNTIL: &str = "いつまでに";
pub(super) const STATE: &str = "いまの ようす";
pub(super) const WANTED: &str = "いつまでに したいですか";

/// How far a task has come.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "a template hands it as a reference"
)]
pub(super) fn task(state: &TaskState) -> &'static str {
    match state {
        TaskState::Done => "できました",
        TaskState::Doing => "やっています",
        TaskState::Later => "もうすこし まって ください",
    }
}

pub(super) const MINUTES: &str = "分《ふん》";
pub(super) const WHEN: &str = "いつ";
pub(super) const WHO_COMES: &str = "だれが 来《く》るか";
pub(super) const TALK: &str = "話《はな》すこと";
pub(super) const AGREED: &str = "きまったこと";
pub(super) const NEXT: &str = "つぎ";
pub(super) const LOOKED_BACK: &str = "ふりかえったこと";
pub(super) const NEXT_MONITORING: &str = "つぎに ふりかえる 月《つき》";
pub(super) const WRONG: &str = "ちがうと おもうところ";
pub(super) const CORRECTION: &str = "おしらせ";
pub(super) const PAPER: &str = "紙《かみ》に して のこす（PDF）";
pub(super) const CORRECTED: &str = "この あと、まとめを 直《なお》しました。";

pub(super) const QUESTIONS_FREE: &str = "書《か》けるところだけで いいです。";
pub(super) const QUESTIONS_PASS: &str = "わからないこと、答《こた》えたくないことは そう えらべます。";
pub(super) const QUESTIONS_OWN: &str = "本人《ほんにん》の 答《こた》えと 家族《かぞく》の 答《こた》えは、べつべつに うけとります。おたがいには 見《み》えません。";
/// What stands above the questions on paper.
pub(crate) const QUESTIONS_ON_PAPER: [&str; 3] = [QUESTIONS_FREE, QUESTIONS_PASS, QUESTIONS_OWN];
/// The answers that are none.
pub(crate) const QUESTIONS_PASSES: [&str; 2] = [UNSURE, DECLINE];
pub(super) const IN_WORDS: &str = "ことばで 書《か》く";
pub(super) const NO_FACE: &str = "えらばない";
pub(super) const UNSURE: &str = "わからない";
pub(super) const DECLINE: &str = "答《こた》えたくない";

/// How it is, as a face says it.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "a template hands it as a reference"
)]
pub(super) fn face(face: &Face) -> &'static str {
    match face {
        Face::Good => "よい",
        Face::Middle => "まあまあ",
        Face::Bad => "よくない",
    }
}

#[cfg(test)]
pub(super) const ALL: [&str; 48] = [
    LOOKED_BACK,
    NEXT_MONITORING,
    CORRECTION,
    PAPER,
    QUESTIONS_FREE,
    QUESTIONS_PASS,
    QUESTIONS_OWN,
    IN_WORDS,
    NO_FACE,
    UNSURE,
    DECLINE,
    MINUTES,
    WHEN,
    WHO_COMES,
    TALK,
    AGREED,
    NEXT,
    WRONG,
    CORRECTED,
    TASKS_LEAD,
    NO_TASKS,
    UNTIL,
    STATE,
    WANTED,
    MY_WISH,
    FAMILY_WISH,
    GOALS,
    LONG_GOAL,
    SHORT_GOAL,
    MY_ROLE,
    HELPERS,
    WEEK,
    EASY_PLAN,
    FEELING,
    CODE,
    CODE_HINT,
    DATES_LEAD,
    DATES_FOR,
    WHERE,
    NOTE,
    NOTE_HINT,
    SENT,
    AGAIN,
    CHOSEN,
    HELP,
    SEES,
    OPINIONS_LEAD,
    WHO,
];

/// What is asked, on the doorstep.
pub(super) fn asked(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Dates => "話《はな》しあいの 日《ひ》を えらびます",
        Purpose::Opinions => "いまの ようすを 書《か》きます",
        Purpose::Plan => "わたしの 計画《＊けいかく》",
        Purpose::Tasks => "話《はな》しあいで きめたこと",
        Purpose::Desk => "わたしに おねがいされていること",
        Purpose::Hearing => "いまの ようすを つたえます",
        Purpose::Papers => "話《はな》しあいの あんない",
        Purpose::Minutes => "話《はな》しあいの まとめ",
        Purpose::Report => "わたしの ふりかえり",
        Purpose::Questions => "会《あ》う前《まえ》の 質問《しつもん》",
    }
}

/// A mark, as the person says it.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "a template hands it as a reference"
)]
pub(super) fn mark(mark: &Mark) -> &'static str {
    match mark {
        Mark::Good => "○ 行《い》ける",
        Mark::Maybe => "△ たぶん 行《い》ける",
        Mark::Bad => "× 行《い》けない",
    }
}

/// A date with its hour, without era and without the clock of offices.
pub(super) fn candidate(candidate: Candidate) -> String {
    format!("{}{}から", day(candidate.on), hour(candidate.from))
}

/// A month.
pub(super) fn month(month: ServiceMonth) -> String {
    wareki::format_month(month)
        .replace("令和", "令和《れいわ》")
        .replace('年', "年《ねん》")
        .replace('月', "月《がつ》")
}

/// A date without era.
pub(super) fn day(on: Date) -> String {
    let (month, day) = (on.month(), on.day());
    let weekday = wareki::weekday(on);
    let reading = match weekday {
        '月' => "げつ",
        '火' => "か",
        '水' => "すい",
        '木' => "もく",
        '金' => "きん",
        '土' => "ど",
        _ => "にち",
    };
    format!("{month}月《がつ》{day}日《にち》（{weekday}《{reading}》）")
}

fn hour(from: u16) -> String {
    let (half, hour) = match from / 60 {
        hour @ 0..12 => ("午前《ごぜん》", hour),
        hour => ("午後《ごご》", hour % 12),
    };
    match from % 60 {
        0 => format!("{half}{hour}時《じ》"),
        minutes => format!("{half}{hour}時《じ》{minutes}分《ふん》"),
    }
}
