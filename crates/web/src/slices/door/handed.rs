//! What a party was handed, as a paper it can keep. It is made of the party's own view and of nothing else, so the veil and
//! the consent that hold for the page hold for the paper.

use axum::response::Response;
use bansou_documents::form::{Cover, Ruby, Spelling};
use bansou_documents::papers::{HandedPart, HandedSheet};
use bansou_domain::calendar::wareki;
use bansou_domain::meeting::{Means, Occasion};
use bansou_domain::room::{
    EasyMinutes, EasyPapers, EasyReport, MinutesView, OfficialMinutes, OfficialPapers, OfficialReport,
    PapersView, ReportView,
};
use bansou_store::room::guest::{GuestRoom, Shown};
use jiff::civil::Date;

use super::papers::{easy_held, held};
use super::words;
use crate::easy::printed;
use crate::failure::Failure;
use crate::guest::GuestCx;
use crate::slices::papers::file;

pub(super) async fn get(cx: GuestCx) -> Result<Response, Failure> {
    let room = cx.room("guest.saw").await?;
    let sheet = sheet(&cx, &room).ok_or(bansou_store::Failure::NotFound)?;
    let name = format!("{}.pdf", sheet.cover.title);
    let pdf = cx.print(sheet).await?;
    cx.did("guest.downloaded").await?;
    file("application/pdf", &name, "attachment", pdf)
}

/// The paper, where there is something to hand out to this party today.
fn sheet(cx: &GuestCx, room: &GuestRoom) -> Option<HandedSheet> {
    let (title, parts) = match &room.shown {
        Shown::Papers(PapersView::Official(papers)) => ("サービス担当者会議のご案内", notice(papers)),
        Shown::Papers(PapersView::Easy(papers)) => ("はなしあいの あんない", easy_notice(papers)),
        Shown::Minutes(MinutesView::Official(minutes), corrected) => {
            (record_title(*corrected), record(minutes))
        }
        Shown::Minutes(MinutesView::Easy(minutes), corrected) => {
            ("はなしあいの まとめ", summary(minutes, *corrected))
        }
        Shown::Report(ReportView::Official(seen), corrected) => (report_title(*corrected), report(seen)),
        Shown::Report(ReportView::Easy(seen), corrected) => {
            ("わたしの ふりかえり", looked_back(seen, *corrected))
        }
        _ => return None,
    };
    let easy = cx.guest.kind().reads_easy();
    let tel = if room.tel.is_empty() {
        String::new()
    } else {
        format!("　電話 {}", room.tel)
    };
    Some(HandedSheet {
        cover: Cover {
            title: title.to_owned(),
            form_number: String::new(),
            subject: room.office.clone(),
            printed: format!("{} 印刷", wareki::format(cx.today())),
            dated: cx.today(),
            spelling: Spelling::default(),
        },
        to: format!("{} {}", cx.guest.name(), if easy { "へ" } else { "様" }),
        from: format!("{}{tel}", room.office),
        easy,
        parts,
    })
}

/// A paper that is kept says that it is not the last one.
fn record_title(corrected: bool) -> &'static str {
    if corrected {
        "サービス担当者会議の記録（このあとに訂正があります）"
    } else {
        "サービス担当者会議の記録"
    }
}

fn report_title(corrected: bool) -> &'static str {
    if corrected {
        "モニタリングの報告（このあとに訂正があります）"
    } else {
        "モニタリングの報告"
    }
}

fn plain(text: &str) -> Vec<Ruby> {
    vec![Ruby {
        text: text.to_owned(),
        reading: String::new(),
    }]
}

/// Rows in the words of offices; what says nothing is left out.
fn official(heading: &str, rows: Vec<(String, String)>) -> HandedPart {
    let said = rows.into_iter().filter(|(_, said)| !said.is_empty());
    HandedPart {
        heading: heading.to_owned(),
        rows: said.map(|(name, said)| (plain(&name), plain(&said))).collect(),
    }
}

/// Rows in easy words, with every reading.
fn easy(rows: Vec<(&str, String)>) -> Vec<HandedPart> {
    let said = rows.into_iter().filter(|(_, said)| !said.is_empty());
    vec![HandedPart {
        heading: String::new(),
        rows: said.map(|(name, said)| (printed(name), printed(&said))).collect(),
    }]
}

fn named(rows: &[(&str, String)]) -> Vec<(String, String)> {
    let rows = rows.iter();
    rows.map(|(name, said)| ((*name).to_owned(), said.clone()))
        .collect()
}

fn notice(papers: &OfficialPapers) -> Vec<HandedPart> {
    let items = papers.agenda.iter().map(|(title, lead, minutes)| {
        let lead = if lead.is_empty() {
            String::new()
        } else {
            format!("（{lead}）")
        };
        (format!("{minutes}分"), format!("{title}{lead}"))
    });
    let about = named(&[
        ("日時", held(papers.on, papers.from, papers.until)),
        ("場所", papers.place.clone()),
        ("方法", papers.means.map_or("", Means::label).to_owned()),
        ("開催理由", papers.occasion.map_or("", Occasion::label).to_owned()),
        ("目的", papers.purpose.clone()),
        ("ゴール", papers.goals.join("\n")),
        ("参加する人", papers.members.join("\n")),
        ("資料・持ち物", papers.bring.clone()),
    ]);
    vec![official("", about), official("議題", items.collect())]
}

fn easy_notice(papers: &EasyPapers) -> Vec<HandedPart> {
    let items = papers.items.iter();
    let items: Vec<String> = items
        .map(|(said, minutes)| format!("・{said} {minutes}{}", words::MINUTES))
        .collect();
    easy(vec![
        (words::WHEN, easy_held(papers.on, papers.from)),
        (words::WHERE, papers.place.clone()),
        (words::DATES_FOR, papers.purpose.clone()),
        (words::WHO_COMES, papers.members.join("\n")),
        (words::TALK, items.join("\n")),
        (words::NOTE, papers.note.clone()),
    ])
}

/// Who does what until when, in a row.
fn decided(who: &str, what: &str, by: Option<Date>) -> (String, String) {
    let by = by.map(|by| format!("（{}まで）", wareki::format_with_weekday(by)));
    (who.to_owned(), format!("{what}{}", by.unwrap_or_default()))
}

fn record(minutes: &OfficialMinutes) -> Vec<HandedPart> {
    let decisions = minutes.decisions.iter();
    let decisions = decisions.map(|(who, what, by)| decided(who, what, *by));
    let about = named(&[
        ("日時", held(minutes.on, minutes.from, minutes.until)),
        ("場所", minutes.place.clone()),
        ("目的", minutes.purpose.clone()),
        ("3点まとめ", minutes.summary.join("\n")),
        ("出席した人", minutes.attended.join("\n")),
        ("意見を寄せた人", minutes.wrote.join("\n")),
        ("本人の話・意向", minutes.person_words.clone()),
        ("話し合ったこと", minutes.discussion.clone()),
    ]);
    let open = named(&[
        ("決まらなかったこと", minutes.open.join("\n")),
        ("時間がかかること", minutes.takes_time.join("\n")),
        ("今はできないこと", minutes.not_now.join("\n")),
        ("次回", minutes.next.clone()),
    ]);
    vec![
        official("", about),
        official("検討内容", minutes.remarks.clone()),
        official("", named(&[("結論", minutes.conclusion.clone())])),
        official("決まったこと", decisions.collect()),
        official("これから", open),
    ]
}

fn report(seen: &OfficialReport) -> Vec<HandedPart> {
    let about = named(&[
        ("実施日", held(seen.on, None, None)),
        ("総合的な援助の方針", seen.policy.clone()),
        ("長期目標", seen.long_goal.clone()),
        ("短期目標", seen.short_goal.clone()),
        ("全体の状況", seen.overall.clone()),
    ]);
    let goals = seen.goals.iter().enumerate().map(|(place, goal)| {
        let rows = named(&[
            ("解決すべき課題", goal.need.clone()),
            ("福祉サービス等", goal.services.clone()),
            ("達成のようす", goal.achievement.clone()),
            ("今後の課題・解決方法", goal.remedy.clone()),
            ("計画の変更", goal.change.clone()),
        ]);
        official(&format!("目標{} {}", place + 1, goal.goal), rows)
    });
    let homework = seen
        .homework
        .iter()
        .map(|(who, what, by)| decided(who, what, *by));
    let next = named(&[
        ("結果から次へ", seen.leads_to.join("\n")),
        ("その説明", seen.leads_to_text.clone()),
        (
            "次回のモニタリング",
            seen.next.map(wareki::format_month).unwrap_or_default(),
        ),
    ]);
    let mut parts = vec![official("", about)];
    parts.extend(goals);
    parts.push(official("宿題", homework.collect()));
    parts.push(official("これから", next));
    parts.retain(|part| !part.rows.is_empty());
    parts
}

fn looked_back(seen: &EasyReport, corrected: bool) -> Vec<HandedPart> {
    let corrected = if corrected { words::CORRECTED } else { "" };
    easy(vec![
        (words::CORRECTION, corrected.to_owned()),
        (words::WHEN, seen.on.map(words::day).unwrap_or_default()),
        (words::LOOKED_BACK, seen.points.join("\n")),
        (words::MY_ROLE, seen.own.join("\n")),
        (
            words::NEXT_MONITORING,
            seen.next.map(words::month).unwrap_or_default(),
        ),
    ])
}

fn summary(minutes: &EasyMinutes, corrected: bool) -> Vec<HandedPart> {
    let corrected = if corrected { words::CORRECTED } else { "" };
    easy(vec![
        (words::CORRECTION, corrected.to_owned()),
        (words::WHEN, minutes.on.map(words::day).unwrap_or_default()),
        (words::AGREED, minutes.points.join("\n")),
        (words::MY_ROLE, minutes.own.join("\n")),
        (words::NEXT, minutes.next.clone()),
    ])
}
