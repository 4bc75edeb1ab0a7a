//! The record and the person's page on paper.

use axum::extract::Path;
use axum::response::Response;
use bansou_documents::Paper;
use bansou_documents::form::{Covered, Ruby};
use bansou_documents::papers::{
    DecidingSheet, EasyChoiceSheet, EasyWayColumn, ObstacleRow, ReadingRow, SignRow, TrialRow, WayRow,
};
use bansou_domain::calendar::wareki;
use bansou_domain::choice::Choice;
use bansou_domain::deciding::{Conclusion, Deciding, Obstacle, Reading, SignSeen, Trial, Way};
use bansou_domain::id::{PaperId, PersonId};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use jiff::civil::Date;

use super::easy::{Easy, EasyWay, PROMISES, ROWS};
use crate::context::Cx;
use crate::easy::printed as ruby;
use crate::failure::Failure;
use crate::slices::papers::{Desk, file, press};

const EASY: &str = "えらぶための ページ";

/// The record, for the file and for those who took part.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
) -> Result<Box<dyn Paper + Send>, Failure> {
    let desk = Desk::load(cx, reader, case).await?;
    let deciding = reader.paper::<Deciding>(case, paper).await?.content;
    let (person_name, _) = desk.names();
    Ok(Box::new(DecidingSheet {
        cover: desk.cover("", "意思決定支援の記録", deciding.outcome.on),
        person_name,
        question: deciding.question.clone(),
        about: about(&deciding),
        explained: deciding.explained.clone(),
        ways: deciding.named_ways().map(way).collect(),
        trials: deciding.trials.iter().map(trial).collect(),
        obstacles: deciding.obstacles.iter().map(obstacle).collect(),
        means_tried: deciding.means_tried.clone(),
        signs: deciding.signs.iter().map(sign).collect(),
        readings: deciding.readings.iter().map(reading).collect(),
        took_part: took_part(&deciding),
        outcome: outcome(&deciding),
        signature: desk.consent(paper),
    }))
}

pub(super) async fn easy(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "deciding").await?;
    let mut reader = cx.read().await?;
    let deciding = reader.paper::<Deciding>(case, id).await?.content;
    let face = reader.person(case).await?.person;
    let office = reader.office(cx.member()).await?;
    let desk = Desk::load(&cx, &mut reader, case).await?;
    let veil = reader.veil_of_office(case).await?;
    drop(reader);
    let easy = Easy::of(&deciding, &face.name, &face.kana);
    let sheet = EasyChoiceSheet {
        cover: desk.cover("", EASY, Some(cx.today())),
        name: ruby(&easy.name),
        question: ruby(&easy.question),
        rows: ROWS.map(str::to_owned).to_vec(),
        ways: easy.ways.iter().map(column).collect(),
        promises: PROMISES.map(ruby).to_vec(),
        note: ruby(&easy.note),
        tel: plain(format!("{}　{}", office.name, office.tel)),
    };
    // It is taken home: nothing of it says where a protected person is.
    let covered = Covered {
        paper: Box::new(sheet) as Box<dyn Paper + Send>,
        over: move |text: &str| veil.over(text),
    };
    let printed = press(&cx, Box::new(covered), |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file("application/pdf", &format!("{EASY}.pdf"), "inline", printed.pdf)
}

fn column(way: &EasyWay) -> EasyWayColumn {
    EasyWayColumn {
        name: ruby(&way.name),
        said: way.rows().map(|text| ruby(text)).to_vec(),
    }
}

fn plain(text: String) -> Vec<Ruby> {
    vec![Ruby {
        text,
        reading: String::new(),
    }]
}

fn day(on: Option<Date>) -> String {
    on.map(wareki::short).unwrap_or_default()
}

fn label<C: Choice>(choice: Option<C>) -> String {
    choice.map_or("", Choice::label).to_owned()
}

/// The texts that are there, a line each.
fn joined(texts: &[&str]) -> String {
    let there = texts.iter().filter(|text| !text.is_empty());
    there.copied().collect::<Vec<_>>().join("\n")
}

fn about(deciding: &Deciding) -> String {
    let by = deciding.by.map(|by| format!("{}までに", wareki::format(by)));
    let texts = [
        label(deciding.field),
        by.unwrap_or_default(),
        deciding.by_why.clone(),
    ];
    let there: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    there.join("　")
}

fn way(way: &Way) -> WayRow {
    let sides = [&way.brings, &way.hard, &way.unknown];
    WayRow {
        name: way.name.clone(),
        person: sides.map(|sides| sides.person.clone()).to_vec(),
        others: sides.map(|sides| sides.others.clone()).to_vec(),
    }
}

fn trial(trial: &Trial) -> TrialRow {
    let words = match trial.words.as_str() {
        "" => String::new(),
        words => format!("「{words}」"),
    };
    TrialRow {
        on: day(trial.on),
        what: joined(&[&label(trial.kind), &trial.way, &trial.place]),
        who: trial.who.clone(),
        words,
        seen: joined(&[&label(trial.face), &trial.seen]),
    }
}

fn obstacle(obstacle: &Obstacle) -> ObstacleRow {
    ObstacleRow {
        about: label(obstacle.kind),
        what: obstacle.what.clone(),
        next: obstacle.next.clone(),
        who: obstacle.who.clone(),
        by: day(obstacle.by),
    }
}

fn sign(sign: &SignSeen) -> SignRow {
    let seen = sign.seen().into_iter();
    let seen: Vec<String> = seen.map(|(part, text)| format!("{part}: {text}")).collect();
    SignRow {
        on: day(sign.on),
        scene: sign.scene.clone(),
        seen: seen.join("\n"),
        who: sign.who.clone(),
    }
}

fn reading(reading: &Reading) -> ReadingRow {
    ReadingRow {
        who: reading.who.clone(),
        read_as: reading.read_as.clone(),
        why: reading.why.clone(),
        other: reading.other.clone(),
    }
}

fn took_part(deciding: &Deciding) -> String {
    let with = deciding
        .took_part
        .iter()
        .map(|with| match with.relation.as_str() {
            "" => with.who.clone(),
            relation => format!("{}（{relation}）", with.who),
        });
    with.collect::<Vec<_>>().join("、")
}

/// What was decided, label by label; what was not recorded is left out.
fn outcome(deciding: &Deciding) -> Vec<(String, String)> {
    let outcome = &deciding.outcome;
    let changeable = if outcome.told_changeable { "伝えた" } else { "" };
    let rows = [
        ("決まりかた", label::<Conclusion>(outcome.conclusion)),
        ("どれに", deciding.answer()),
        ("本人のことば", outcome.words.clone()),
        ("決めた日", outcome.on.map(wareki::format).unwrap_or_default()),
        ("その場にいた人", outcome.present.clone()),
        ("変えてよいこと", changeable.to_owned()),
        (
            "見直す日",
            outcome.review_on.map(wareki::format).unwrap_or_default(),
        ),
        ("推定した意思と根拠", outcome.estimate.clone()),
        ("ちがう意見", outcome.other_views.clone()),
        ("読みとれなかった理由", outcome.why_unreadable.clone()),
        ("それまでに試したこと", outcome.tried_before.clone()),
        ("最善の利益の理由", outcome.best_interest.clone()),
    ];
    let there = rows.into_iter().filter(|(_, text)| !text.is_empty());
    there.map(|(label, text)| (label.to_owned(), text)).collect()
}
