//! まだの相手に催促する: everybody of a room who has not answered, with one press.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::id::{PersonId, RoomId};
use bansou_domain::mail::{MailAddress, MailKind};
use bansou_store::journal::Did;
use bansou_store::room::PartyRecord;

use super::act::reminder;
use super::{fax, mail, party_path, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

#[derive(Template)]
#[template(path = "slices/rooms/reminded.html")]
struct Reminded {
    case: CaseFrame,
    /// To whom a letter went.
    mailed: Vec<String>,
    /// Whom the office reaches by itself, with the words.
    others: Vec<ByHand>,
    room: String,
}

struct ByHand {
    name: String,
    text: String,
    fax: String,
}

case_page!(Reminded, "催促");

impl Reminded {
    fn of(case: CaseFrame, desk: &mail::Desk, reached: &[Reached<'_>]) -> Self {
        let person = case.person;
        let room = desk.record.id;
        let fax = |party: &PartyRecord| {
            if fax::prints(&desk.record.ask) {
                party_path(person, room, party.id, "fax")
            } else {
                String::new()
            }
        };
        let mailed = reached.iter().filter(|(_, to)| to.is_some());
        let others = reached.iter().filter(|(_, to)| to.is_none());
        Self {
            mailed: mailed.map(|(party, _)| party.name.clone()).collect(),
            others: others
                .map(|(party, _)| ByHand {
                    name: party.name.clone(),
                    text: reminder(&desk.record, party, &desk.office.name, &desk.office.tel),
                    fax: fax(party),
                })
                .collect(),
            room: room_path(person, room),
            case,
        }
    }
}

/// Who is reminded, with the address of those who have one.
type Reached<'p> = (&'p PartyRecord, Option<MailAddress>);

pub(super) async fn all(
    cx: Cx,
    Path((person, room)): Path<(PersonId, RoomId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let desk = mail::Desk::load(&cx, &mut tx, case, room).await?;
    let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Meetings, cx.today()).await?;
    let waiting = desk.parties.iter().filter(|party| desk.waits_for(party));
    let post = cx.app.mail.clone();
    let address = |party: &PartyRecord| MailAddress::read(&party.email).ok().filter(|_| post.is_some());
    let reached: Vec<Reached<'_>> = waiting.map(|party| (party, address(party))).collect();
    let names: Vec<&str> = reached.iter().map(|(party, _)| party.name.as_str()).collect();
    let view = Reminded::of(frame, &desk, &reached);
    // Pressed twice, what was done is shown again and noted once.
    if let Accepted::New = accept(&mut tx, &typed, &room_path(person, room)).await? {
        for (party, to) in &reached {
            if let Some(to) = to {
                let letter = desk.reminder(party);
                tx.queue_letter(case, (room, party.id), MailKind::Reminder, to, &letter)
                    .await?;
            }
            tx.remind_party(case, room, party.id).await?;
        }
        let did = Did::to(person, "room.reminded").subject(room.0);
        tx.commit(did.detail(names.join("、"))).await?;
        if let Some(post) = &cx.app.mail {
            post.wake();
        }
    }
    page(&cx, &view)
}
