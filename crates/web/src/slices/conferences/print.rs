//! What is handed out before a conference: the notice for those invited, the person's own page.

use axum::extract::Path;
use axum::response::Response;
use bansou_documents::Paper;
use bansou_documents::form::{Covered, Ruby};
use bansou_documents::papers::{EasyItem, EasySheet, InvitedRow, ItemRow, NoticeSheet};
use bansou_domain::calendar::wareki;
use bansou_domain::conference::{Attendance, Conference, Member};
use bansou_domain::id::{ConferenceId, PersonId};
use bansou_domain::meeting::{Means, Occasion};
use bansou_domain::room::Veil;
use bansou_store::account::Office;

use super::easy::Easy;
use super::show::held;
use crate::context::Cx;
use crate::easy::printed as ruby;
use crate::failure::Failure;
use crate::slices::papers::{Desk, file, press};

const NOTICE: &str = "サービス担当者会議のご案内";
const EASY: &str = "はなしあいの あんない";
const PROMISES: &str = "本人の話から始め、本人を中心に話します。\nだれかを責める言いかたはしません。\n\
                        ここで聞いたことは、外で話しません。\n時間を守ります。";

type Address = Path<(PersonId, ConferenceId)>;

pub(super) async fn notice(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    let sheet = notice_sheet(&cx, address).await?;
    let printed = press(&cx, sheet, |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file("application/pdf", &format!("{NOTICE}.pdf"), "inline", printed.pdf)
}

pub(super) async fn notice_book(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    let sheet = notice_sheet(&cx, address).await?;
    let book = press(&cx, sheet, |_, sheet| {
        Ok(bansou_documents::workbook::write(sheet)?)
    })
    .await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(kind, &format!("{NOTICE}.xlsx"), "attachment", book)
}

pub(super) async fn easy(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "conference.easy").await?;
    let mut reader = cx.read().await?;
    let mut record = reader.conference(case, id).await?;
    let face = reader.person(case).await?.person;
    let office = reader.office(cx.member()).await?;
    let desk = Desk::load(&cx, &mut reader, case).await?;
    // Before the words are parted for their readings.
    let veil = reader.veil_of_office(case).await?;
    drop(reader);
    let conference = &mut record.conference;
    for said in [&mut conference.place, &mut conference.purpose] {
        *said = veil.over(said);
    }
    let easy = Easy::of(&record.conference, &face.name, &face.kana);
    let items = easy.items.into_iter().enumerate();
    let sheet = EasySheet {
        cover: desk.cover("", EASY, record.conference.on),
        name: ruby(&easy.name),
        held: ruby(&easy.held),
        place: ruby(&easy.place),
        purpose: ruby(&easy.purpose),
        who: plain(easy.who.join("\n")),
        items: items
            .map(|(place, (said, minutes))| EasyItem {
                number: (place + 1).to_string(),
                said: ruby(&said),
                minutes: format!("{minutes}分"),
            })
            .collect(),
        note: ruby(&easy.note),
        tel: plain(format!("{}　{}", office.name, office.tel)),
    };
    let printed = press(&cx, behind(veil, Box::new(sheet)), |press, sheet| {
        Ok(press.pdf(sheet)?)
    })
    .await?;
    file("application/pdf", &format!("{EASY}.pdf"), "inline", printed.pdf)
}

/// What is handed out is read outside the office: nothing of it says where a protected person is.
fn behind(veil: Veil, paper: Box<dyn Paper + Send>) -> Box<dyn Paper + Send> {
    Box::new(Covered {
        paper,
        over: move |text: &str| veil.over(text),
    })
}

async fn notice_sheet(
    cx: &Cx,
    (person, id): (PersonId, ConferenceId),
) -> Result<Box<dyn Paper + Send>, Failure> {
    let case = cx.open_case(person, "conference.notice").await?;
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let office = reader.office(cx.member()).await?;
    let specialist = reader.person(case).await?.specialist_name;
    let desk = Desk::load(cx, &mut reader, case).await?;
    let veil = reader.veil_of_office(case).await?;
    drop(reader);
    let conference = &record.conference;
    let sheet = NoticeSheet {
        cover: desk.cover("", NOTICE, conference.on),
        from: from(&office, &specialist),
        person_name: desk.names().0,
        held: held(&record),
        place: place(conference),
        occasion: conference.occasion.map_or("", Occasion::label).to_owned(),
        purpose: conference.purpose.clone(),
        goals: pointed(&conference.goals),
        agenda: agenda(conference),
        members: conference.members.iter().map(invited).collect(),
        bring: conference.bring.clone(),
        promises: PROMISES.to_owned(),
        reply: reply(conference, &office),
    };
    Ok(behind(veil, Box::new(sheet)))
}

fn from(office: &Office, specialist: &str) -> String {
    let mut said = vec![office.name.clone()];
    if !specialist.is_empty() {
        said.push(specialist.to_owned());
    }
    for (label, number) in [("電話", &office.tel), ("FAX", &office.fax)] {
        if !number.is_empty() {
            said.push(format!("{label} {number}"));
        }
    }
    said.join("　")
}

fn place(conference: &Conference) -> String {
    let means = conference.means.map_or("", Means::label);
    match (conference.place.as_str(), means) {
        (place, "") => place.to_owned(),
        ("", means) => means.to_owned(),
        (place, means) => format!("{place}（{means}）"),
    }
}

fn pointed(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("・{line}")).collect();
    lines.join("\n")
}

fn agenda(conference: &Conference) -> Vec<ItemRow> {
    let items = conference.agenda.iter().enumerate();
    items
        .map(|(place, item)| ItemRow {
            number: (place + 1).to_string(),
            title: item.title.clone(),
            lead: item.lead.clone(),
            minutes: format!("{}分", item.minutes),
        })
        .collect()
}

fn invited(member: &Member) -> InvitedRow {
    InvitedRow {
        who: member.who.clone(),
        attends: member.attends.map_or("", Attendance::label).to_owned(),
    }
}

fn reply(conference: &Conference, office: &Office) -> String {
    let by = conference
        .reply_by
        .map(|day| format!("{}まで", wareki::format_with_weekday(day)));
    let fax = (!office.fax.is_empty()).then(|| format!("FAX {}", office.fax));
    let said: Vec<String> = [by, fax].into_iter().flatten().collect();
    said.join("　")
}

fn plain(text: String) -> Vec<Ruby> {
    vec![Ruby {
        text,
        reading: String::new(),
    }]
}
