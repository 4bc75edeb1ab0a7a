//! The lists beside the goals: newest words, what happened since, dates, cautions, numbers to call.

use bansou_documents::papers::{NamedLines, SaidRow};
use bansou_domain::calendar::wareki;
use bansou_domain::deciding::Deciding;
use bansou_domain::note::CaseNote;
use bansou_domain::reach::reach;
use bansou_store::case_file::Supporter;
use bansou_store::certificate::CertificateRecord;

use super::bring;
use super::gather::Ahead;
use crate::slices::deciding::told;
use crate::slices::people::shortened;

/// Words, happenings and numbers on one page.
const WORDS: usize = 2;
const SINCE: usize = 5;
const NUMBERS: usize = 5;
const DECIDING: usize = 3;

/// The newest words of the notes, then the wish of the assessment.
pub(super) fn words(ahead: &Ahead) -> Vec<SaidRow> {
    let spoken = ahead.file.notes.iter().map(|record| &record.note);
    let spoken = spoken
        .filter(|note| !note.words.trim().is_empty())
        .map(|note| SaidRow {
            words: note.words.clone(),
            said: format!("{} {}", wareki::short(note.on), note.means.label()),
        });
    let assessment = ahead.file.assessment.as_ref().map(|(_, assessment)| assessment);
    let wish = assessment
        .filter(|known| !known.wish_person.is_empty())
        .map(|known| SaidRow {
            words: known.wish_person.clone(),
            said: format!(
                "{} アセスメント",
                known.dated().map(wareki::short).unwrap_or_default()
            ),
        });
    spoken.take(WORDS).chain(wish).collect()
}

/// What was noted since the last visit, newest first.
pub(super) fn since(ahead: &Ahead) -> Vec<String> {
    let visited = ahead.last.as_ref().and_then(|last| last.visit.on);
    let notes = ahead.file.notes.iter().map(|record| &record.note);
    notes
        .filter(|note| visited.is_none_or(|visited| note.on > visited))
        .take(SINCE)
        .map(happened)
        .collect()
}

fn happened(note: &CaseNote) -> String {
    let with = match note.counterpart_name.as_str() {
        "" => note.counterpart.label(),
        name => name,
    };
    let texts = [&note.facts, &note.view, &note.words];
    let text = texts.into_iter().find(|text| !text.trim().is_empty());
    let what = shortened(text.map_or("", String::as_str));
    let next = match note.next.trim() {
        "" => String::new(),
        next => format!("　→ {}", shortened(next)),
    };
    let (on, means) = (wareki::short(note.on), note.means.label());
    format!("{on} {means}（{with}）: {what}{next}")
}

/// What to take care of first, then what is open, what runs out and whom to call.
pub(super) fn named(ahead: &Ahead) -> Vec<NamedLines> {
    let (careful, calms) = cautions(ahead);
    let numbers = ahead.file.team.iter().filter(|member| !member.tel.is_empty());
    let numbers: Vec<String> = numbers.take(NUMBERS).map(number).collect();
    [
        ("持っていくもの", bring::of(ahead)),
        ("気をつけること", careful),
        ("落ち着くこと", calms),
        ("会えていないこと", unreached(ahead)),
        ("決めること", deciding(ahead)),
        ("期限", ends(ahead)),
        ("連絡先", together("", &numbers).into_iter().collect()),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(name, lines)| NamedLines {
        name: name.to_owned(),
        lines,
    })
    .collect()
}

/// What the person is thinking over, then the newest answers; each in one line.
fn deciding(ahead: &Ahead) -> Vec<String> {
    let newest = ahead.deciding.iter().take(DECIDING);
    let line = |deciding: &Deciding| {
        let review = deciding.outcome.review_on.map(wareki::short);
        let review = review.map(|on| format!("　見直し {on}")).unwrap_or_default();
        let said = match deciding.outcome.words.trim() {
            "" => String::new(),
            words => format!("　本人「{}」", shortened(words)),
        };
        format!("{}{said}{review}", told(deciding))
    };
    newest.map(line).collect()
}

/// How to go on where the person could not be met; nothing where they were.
fn unreached(ahead: &Ahead) -> Vec<String> {
    let notes: Vec<&CaseNote> = ahead.file.notes.iter().map(|record| &record.note).collect();
    let Some(reach) = reach(&notes) else {
        return Vec::new();
    };
    let met = reach.last_met.map_or_else(
        || "本人と話した記録が、近ごろの経過にありません".to_owned(),
        |on| format!("最後に本人と話したのは{}", wareki::short(on)),
    );
    let mut lines = vec![format!(
        "訪問して会えなかったことが{}回続いています。{met}。",
        reach.tries
    )];
    let hours = [("会えた時間", &reach.met), ("会えなかった時間", &reach.missed)];
    lines.extend(hours.into_iter().filter_map(|(head, parts)| {
        let parts: Vec<String> = parts
            .iter()
            .map(|(part, times)| format!("{}{times}回", part.label()))
            .collect();
        (!parts.is_empty()).then(|| format!("{head}: {}", parts.join("・")))
    }));
    let ways: Vec<&str> = reach.untried.iter().map(|way| way.label()).collect();
    if !ways.is_empty() {
        lines.push(format!("まだ記録にない手立て: {}", ways.join("／")));
    }
    if reach.together {
        lines.push(
            "ひとりで抱えずに、主任や管理者と次の手を決めるころです（目安。事業所の決まりがあればそちら）。"
                .to_owned(),
        );
    }
    lines.push("姿も声も確かめられず心配なときは、回数を待たずに市区町村へ相談します。".to_owned());
    lines
}

fn ends(ahead: &Ahead) -> Vec<String> {
    let mut kinds = Vec::new();
    let newest = |record: &&CertificateRecord| {
        let first = !kinds.contains(&record.certificate.kind);
        kinds.push(record.certificate.kind);
        first
    };
    let certificate = |record: &CertificateRecord| {
        let certificate = &record.certificate;
        let days = (certificate.grant_until - ahead.today).get_days();
        let left = if days < 0 {
            "期限切れ".to_owned()
        } else {
            format!("あと{days}日")
        };
        let (kind, until) = (certificate.kind.label(), wareki::short(certificate.grant_until));
        format!("{kind} {until}まで（{left}）")
    };
    let newest = ahead.file.certificates.iter().filter(newest);
    newest.map(certificate).collect()
}

fn cautions(ahead: &Ahead) -> (Vec<String>, Vec<String>) {
    let caution = ahead.person.person.caution.trim();
    let mut careful: Vec<String> = Vec::new();
    if !caution.is_empty() {
        careful.push(caution.to_owned());
    }
    let Some((_, assessment)) = &ahead.file.assessment else {
        return (careful, Vec::new());
    };
    careful.extend(together("苦手: ", &assessment.stress));
    careful.extend(together("サイン: ", &assessment.warning_signs));
    (careful, together("", &assessment.calms).into_iter().collect())
}

/// One line for what belongs together: the page has no room for more.
fn together(head: &str, said: &[String]) -> Option<String> {
    (!said.is_empty()).then(|| format!("{head}{}", said.join("／")))
}

fn number(member: &Supporter) -> String {
    // What they do there in detail stands in the team's list.
    let role = member.role.split('（').next().unwrap_or_default();
    format!("{}（{role}） {}", member.name, member.tel)
}
