//! 会議の資料と議事録. What a party is handed of a meeting, made for its kind, and that it has received it.
//!
//! Nothing here can hold what an absent party wrote to the office: only the office was to read that.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PartyKind, Problem, Veil};
use crate::conference::{Conference, MemberKind};
use crate::id::{ConferenceId, PaperId};
use crate::meeting::{Means, Occasion, ServiceMeeting};

/// 会議の資料を渡す.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PapersAsk {
    /// どの会議.
    pub conference: ConferenceId,
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 議事録を渡す.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesAsk {
    /// どの議事録. Confirmed, so that everybody has the same.
    pub paper: PaperId,
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// やさしい まとめ. What the person and the family read in place of the record, with its readings.
    pub easy: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 受け取り. That a party has what it was handed.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReceiptAnswer {
    /// 受け取った人.
    pub by: String,
    /// ちがうところ. What the party says is wrong in it.
    pub wrong: String,
}

/// 資料の見えかた. One for those who read the words of offices, one for the person and the family.
#[derive(Clone, PartialEq, Eq)]
pub enum PapersView {
    /// 開催案内.
    Official(OfficialPapers),
    /// はなしあいの あんない.
    Easy(EasyPapers),
}

/// 開催案内, as those invited read it.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficialPapers {
    /// 開催日.
    pub on: Option<Date>,
    /// 開始時刻.
    pub from: Option<u16>,
    /// 終了時刻.
    pub until: Option<u16>,
    /// 場所.
    pub place: String,
    /// 開催方法.
    pub means: Option<Means>,
    /// 開催理由.
    pub occasion: Option<Occasion>,
    /// 目的.
    pub purpose: String,
    /// ゴール.
    pub goals: Vec<String>,
    /// 議題 with who speaks and how long.
    pub agenda: Vec<(String, String, u16)>,
    /// 参加する人.
    pub members: Vec<String>,
    /// 配布資料・持ち物.
    pub bring: String,
}

/// はなしあいの あんない, in the easy texts written for it.
#[derive(Clone, PartialEq, Eq)]
pub struct EasyPapers {
    /// いつ.
    pub on: Option<Date>,
    /// なんじから.
    pub from: Option<u16>,
    /// どこで.
    pub place: String,
    /// なにを.
    pub purpose: String,
    /// はなすこと with its minutes.
    pub items: Vec<(String, u16)>,
    /// だれが.
    pub members: Vec<String>,
    /// ひとこと.
    pub note: String,
}

/// 議事録の見えかた.
#[expect(
    clippy::large_enum_variant,
    reason = "one is made for each page and lives as long as it"
)]
#[derive(Clone, PartialEq, Eq)]
pub enum MinutesView {
    /// 議事録.
    Official(OfficialMinutes),
    /// やさしい まとめ.
    Easy(EasyMinutes),
}

/// 議事録, as those who took part read it.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficialMinutes {
    /// 開催日.
    pub on: Option<Date>,
    /// 開始時刻.
    pub from: Option<u16>,
    /// 終了時刻.
    pub until: Option<u16>,
    /// 場所.
    pub place: String,
    /// 目的.
    pub purpose: String,
    /// 3点まとめ.
    pub summary: Vec<String>,
    /// 出席者.
    pub attended: Vec<String>,
    /// 意見を寄せた人. Who, and nothing of what they wrote.
    pub wrote: Vec<String>,
    /// 本人の話・意向.
    pub person_words: String,
    /// 検討内容. Who said what.
    pub remarks: Vec<(String, String)>,
    /// 話し合ったこと.
    pub discussion: String,
    /// 結論.
    pub conclusion: String,
    /// 決まったこと. Who, what, until when.
    pub decisions: Vec<(String, String, Option<Date>)>,
    /// 決まらなかったこと.
    pub open: Vec<String>,
    /// 時間がかかること.
    pub takes_time: Vec<String>,
    /// 今はできないこと.
    pub not_now: Vec<String>,
    /// 次回.
    pub next: String,
}

/// やさしい まとめ, in place of the record.
#[derive(Clone, PartialEq, Eq)]
pub struct EasyMinutes {
    /// いつ.
    pub on: Option<Date>,
    /// きまったこと. The easy text, or the three points where nobody has written it.
    pub points: Vec<String>,
    /// わたしが すること; for the person alone.
    pub own: Vec<String>,
    /// つぎ.
    pub next: String,
}

impl PapersView {
    /// What is handed to a party of this kind before a conference.
    #[must_use]
    pub fn of(kind: PartyKind, conference: &Conference, veil: &Veil) -> Self {
        let say = |text: &str| veil.over(text);
        let members = |skip: Option<MemberKind>| {
            let members = conference.members.iter();
            let shown = members.filter(move |member| skip.is_none() || member.kind != skip);
            shown.map(|member| veil.over(&member.who)).collect()
        };
        let own = |easy: &str, official: &str| say(if easy.trim().is_empty() { official } else { easy });
        if kind.reads_easy() {
            let items = conference.agenda.iter();
            return Self::Easy(EasyPapers {
                on: conference.on,
                from: conference.from,
                place: say(&conference.place),
                purpose: own(&conference.easy_purpose, &conference.purpose),
                items: items
                    .map(|item| (own(&item.easy, &item.title), item.minutes))
                    .collect(),
                members: members(Some(MemberKind::Person)),
                note: say(&conference.easy_note),
            });
        }
        let agenda = conference.agenda.iter();
        Self::Official(OfficialPapers {
            on: conference.on,
            from: conference.from,
            until: conference.until(),
            place: say(&conference.place),
            means: conference.means,
            occasion: conference.occasion,
            purpose: say(&conference.purpose),
            goals: conference.goals.iter().map(|goal| say(goal)).collect(),
            agenda: agenda
                .map(|item| (say(&item.title), say(&item.lead), item.minutes))
                .collect(),
            members: members(None),
            bring: say(&conference.bring),
        })
    }
}

impl MinutesView {
    /// What is handed to a party of this kind after a meeting.
    #[must_use]
    pub fn of(kind: PartyKind, meeting: &ServiceMeeting, easy: &str, veil: &Veil) -> Self {
        if kind.reads_easy() {
            Self::Easy(EasyMinutes::of(kind, meeting, easy, veil))
        } else {
            Self::Official(OfficialMinutes::of(meeting, veil))
        }
    }
}

impl OfficialMinutes {
    fn of(meeting: &ServiceMeeting, veil: &Veil) -> Self {
        let say = |text: &str| veil.over(text);
        let all = |texts: &[String]| texts.iter().map(|text| veil.over(text)).collect::<Vec<_>>();
        let remarks = meeting.remarks.iter();
        let decisions = meeting.decisions.iter();
        Self {
            on: meeting.on,
            from: meeting.from,
            until: meeting.until,
            place: say(&meeting.place),
            purpose: say(&meeting.purpose),
            summary: all(&meeting.summary),
            attended: all(&meeting.attended),
            wrote: meeting
                .absent_opinions
                .iter()
                .map(|opinion| say(&opinion.who))
                .collect(),
            person_words: say(&meeting.person_words),
            remarks: remarks
                .map(|remark| (say(&remark.who), say(&remark.said)))
                .collect(),
            discussion: say(&meeting.discussion),
            conclusion: say(&meeting.conclusion),
            decisions: decisions
                .map(|promise| (say(&promise.who), say(&promise.what), promise.by))
                .collect(),
            open: all(&meeting.open),
            takes_time: all(&meeting.takes_time),
            not_now: all(&meeting.not_now),
            next: say(&meeting.next),
        }
    }
}

impl EasyMinutes {
    fn of(kind: PartyKind, meeting: &ServiceMeeting, easy: &str, veil: &Veil) -> Self {
        let written = easy.lines().filter(|line| !line.trim().is_empty());
        let written: Vec<String> = written.map(|line| veil.over(line)).collect();
        let points = if written.is_empty() {
            meeting.summary.iter().map(|point| veil.over(point)).collect()
        } else {
            written
        };
        let own = meeting
            .decisions
            .iter()
            .filter(|promise| kind == PartyKind::Person && promise.who.contains("本人"));
        Self {
            on: meeting.on,
            points,
            own: own.map(|promise| veil.over(&promise.what)).collect(),
            next: veil.over(&meeting.next),
        }
    }
}

/// Checks what is said to those who are handed something. Every problem is returned.
#[must_use]
pub fn check_handing(occasion: &str) -> Vec<Problem> {
    if occasion.trim().is_empty() {
        vec![Problem::WordsMissing]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{AbsentOpinion, Promise};

    fn meeting() -> ServiceMeeting {
        let promise = |who: &str, what: &str| Promise {
            who: who.to_owned(),
            what: what.to_owned(),
            by: None,
        };
        ServiceMeeting {
            summary: vec!["週3日で続ける".to_owned()],
            absent_opinions: vec![AbsentOpinion {
                who: "見本クリニック".to_owned(),
                asked_on: None,
                answered_on: None,
                opinion: "飲み忘れがある".to_owned(),
            }],
            decisions: vec![promise("本人", "カードを作る"), promise("母", "電話する")],
            ..ServiceMeeting::default()
        }
    }

    #[test]
    fn a_provider_reads_who_wrote_and_not_what() {
        let view = MinutesView::of(PartyKind::Provider, &meeting(), "", &Veil::default());
        let MinutesView::Official(minutes) = view else {
            unreachable!("a provider reads the record")
        };
        assert_eq!(minutes.wrote, ["見本クリニック"]);
        assert_eq!(minutes.decisions.len(), 2);
    }

    #[test]
    fn the_person_reads_three_points_and_what_they_do_themselves() {
        let read = |kind, easy| match MinutesView::of(kind, &meeting(), easy, &Veil::default()) {
            MinutesView::Easy(easy) => (easy.points, easy.own),
            MinutesView::Official(_) => unreachable!("they read the easy text"),
        };
        let (points, own) = read(PartyKind::Person, "");
        assert_eq!(
            (points, own),
            (vec!["週3日で続ける".to_owned()], vec!["カードを作る".to_owned()])
        );
        let (points, own) = read(PartyKind::Family, "1 つづけます。\n\n2 カードを つくります。");
        assert_eq!(points, ["1 つづけます。", "2 カードを つくります。"]);
        assert_eq!(own, [""; 0], "what the person does is the person's");
    }
}
