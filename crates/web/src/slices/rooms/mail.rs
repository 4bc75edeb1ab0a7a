//! What is sent by mail: the link, a reminder, the date that was chosen. A letter names nobody but who asks, and the code
//! never stands in it.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, RoomId};
use bansou_domain::mail::{Letter, MailAddress, MailKind};
use bansou_domain::room::{Ask, PartyKind, Veil, read_link, write_link};
use bansou_exchange::calendar::{Event, event as calendar_file};
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::account::Office;
use bansou_store::journal::Did;
use bansou_store::mail::RESTORED;
use bansou_store::room::{AnswerRecord, PartyRecord, RoomRecord};
use uuid::Uuid;

use super::{hand, room_path, show};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Told, Typed, accept};
use crate::session;
use crate::slices::door::{EVENT_TITLE, span};

/// What letters about a room are written from.
pub(super) struct Desk {
    pub(super) record: RoomRecord,
    pub(super) parties: Vec<PartyRecord>,
    answers: Vec<AnswerRecord>,
    pub(super) office: Office,
    /// Over the address of whoever is protected and over the name of the person.
    veil: Veil,
}

/// A letter with its reader.
struct Addressed {
    party: PartyRecord,
    to: MailAddress,
    letter: Letter,
}

impl Desk {
    pub(super) async fn load(cx: &Cx, tx: &mut Tx, case: CaseEditor, room: RoomId) -> Result<Self, Failure> {
        let mut veil = tx.veil_of_office(case.reader()).await?;
        veil.hide_name_of(&tx.person(case.reader()).await?.person);
        Ok(Self {
            record: tx.room(case.reader(), room).await?,
            parties: tx.parties_of_room(case.reader(), room).await?,
            answers: tx.answers_of_room(case.reader(), room).await?,
            office: tx.office(cx.member()).await?,
            veil,
        })
    }

    pub(super) fn waits_for(&self, party: &PartyRecord) -> bool {
        let alive = party.revoked_at.is_none() && party.locked_at.is_none();
        alive && self.answers.iter().all(|answer| answer.party != party.id)
    }

    /// Where a letter begins and ends: whom it greets, who writes.
    fn framed(&self, party: &PartyRecord, said: &str) -> String {
        let to = match party.kind {
            PartyKind::Person => "ご本人".to_owned(),
            PartyKind::Family => "ご家族".to_owned(),
            _ => self.veil.over(&party.name),
        };
        let (office, tel) = (&self.office.name, &self.office.tel);
        format!(
            "{to} 様\n\nお世話になっております。{office}の{}です。\n{said}\n\n{office}　電話 {tel}\n",
            self.record.opened_by
        )
    }

    fn subject(&self, what: &str) -> String {
        format!("【{}】{what}", self.office.name)
    }

    fn reply_by(&self) -> String {
        let by = self.record.ask.reply_by().map(wareki::format_with_weekday);
        by.map(|by| format!("返事の期限は{by}です。\n"))
            .unwrap_or_default()
    }

    fn invitation(&self, party: &PartyRecord, link: &str) -> Letter {
        let asked = self.record.ask.purpose().label();
        let dates = match &self.record.ask {
            Ask::Dates(ask) => {
                let dates = ask.candidates.iter().map(|one| span(one, ask.minutes));
                let dates: Vec<String> = dates.map(|date| format!("・{date}\n")).collect();
                format!("\n候補の日時\n{}", dates.concat())
            }
            _ => String::new(),
        };
        let until = wareki::format_with_weekday(self.record.until);
        let said = format!(
            "「{asked}」です。下のリンクを開き、別にお伝えする6けたの番号を入れてお答えください。\n\n{link}\n{dates}\n{}\
             リンクは{until}まで開けます。\n番号をまだ聞いていないとき、心あたりのないメールのときは、お電話ください。",
            self.reply_by()
        );
        Letter {
            subject: self.subject(asked),
            text: self.framed(party, &said),
            calendar: None,
        }
    }

    pub(super) fn reminder(&self, party: &PartyRecord) -> Letter {
        let asked = self.record.ask.purpose().label();
        let said = format!(
            "先日お渡しした「{asked}」の返事をお待ちしています。\n{}\
             お渡ししたリンクを開き、番号を入れてお答えください。FAX・電話でもうけたまわります。",
            self.reply_by()
        );
        Letter {
            subject: self.subject(&format!("{asked}（お返事のお願い）")),
            text: self.framed(party, &said),
            calendar: None,
        }
    }

    /// The date that was chosen, with its file for calendars.
    fn date(&self, cx: &Cx, party: &PartyRecord) -> Option<Letter> {
        let Ask::Dates(ask) = &self.record.ask else {
            return None;
        };
        let chosen = ask.candidates.get(self.record.chosen?)?;
        let said = format!(
            "日時が決まりました。\n\n{}\n\n予定のファイルを付けました。開くとカレンダーに入ります。\n\
             都合がわるくなったときは、お電話ください。",
            span(chosen, ask.minutes)
        );
        let calendar = calendar_file(&Event {
            id: &self.record.id.to_string(),
            written: cx.now,
            on: chosen.on,
            from: chosen.from,
            minutes: ask.minutes,
            title: EVENT_TITLE,
            place: &self.veil.over(&ask.place),
        });
        Some(Letter {
            subject: self.subject("日時のお知らせ"),
            text: self.framed(party, &said),
            calendar: Some(calendar),
        })
    }
}

/// Writes the letters that are wanted; they are sent once they are kept.
pub(super) async fn post(
    cx: Cx,
    Path((person, room)): Path<(PersonId, RoomId)>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let post = cx.app.mail.clone().ok_or(bansou_store::Failure::NotFound)?;
    let kind = MailKind::from_code(typed.value("kind")).ok_or(bansou_store::Failure::NotFound)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let desk = Desk::load(&cx, &mut tx, case, room).await?;
    let letters = match write(&cx, &mut tx, case, &headers, &desk, kind, &typed).await? {
        Ok(letters) => letters,
        Err(problems) => {
            drop(tx);
            return show::refused_with(&cx, case.reader(), room, typed, problems).await;
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    for one in &letters {
        let party = one.party.id;
        tx.queue_letter(case, (room, party), kind, &one.to, &one.letter)
            .await?;
        if kind == MailKind::Reminder {
            tx.remind_party(case, room, party).await?;
        }
    }
    let names: Vec<&str> = letters.iter().map(|one| one.party.name.as_str()).collect();
    let did = Did::to(person, "room.mailed").subject(room.0);
    tx.commit(did.detail(format!("{}　{}", kind.label(), names.join("、"))))
        .await?;
    post.wake();
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

/// One letter for each typed address of a party that is to get one.
async fn write(
    cx: &Cx,
    tx: &mut Tx,
    case: CaseEditor,
    headers: &HeaderMap,
    desk: &Desk,
    kind: MailKind,
    typed: &Typed,
) -> Result<Result<Vec<Addressed>, Vec<Told>>, Failure> {
    let mut fields = Fields::new(typed, cx.today());
    let mut letters = Vec::new();
    for row in fields.rows("to", &["party", "link"]) {
        let at = |field: &str| format!("to.{row}.{field}");
        let address = fields.line(&at("address"), "メールアドレス");
        let party = desk
            .parties
            .iter()
            .find(|party| party.id.to_string() == typed.value(&at("party")));
        let party = party.ok_or(bansou_store::Failure::NotFound)?;
        let wanted = kind != MailKind::Reminder || desk.waits_for(party);
        if address.is_empty() || !wanted {
            continue;
        }
        let Ok(to) = MailAddress::read(&address) else {
            fields.tell(at("address"), NO_ADDRESS);
            continue;
        };
        let letter = match kind {
            MailKind::Invitation => {
                let link = link(cx, tx, case, headers, party, typed.value(&at("link"))).await?;
                Some(desk.invitation(party, &link))
            }
            MailKind::Reminder => Some(desk.reminder(party)),
            MailKind::Date => desk.date(cx, party),
            // Only the party itself can ask for it.
            MailKind::Together => None,
        };
        letters.push(Addressed {
            party: party.clone(),
            to,
            letter: letter.ok_or(bansou_store::Failure::NotFound)?,
        });
    }
    if letters.is_empty() && fields.problem_free("to") {
        fields.tell("to.0.address", NOBODY);
    }
    Ok(fields.finish(letters))
}

const NO_ADDRESS: &str =
    "このメールアドレスには送れません。「名前@会社.jp」の形で、1つだけ入力してください。";
const NOBODY: &str =
    "送る相手がいません。メールアドレスを入力してください。返事のあった相手に催促は送りません。";

/// The address of a link that was just made, where it is the party's own.
async fn link(
    cx: &Cx,
    tx: &mut Tx,
    case: CaseEditor,
    headers: &HeaderMap,
    party: &PartyRecord,
    typed: &str,
) -> Result<String, Failure> {
    let (sign, secret) = read_link(typed).map_err(|_| bansou_store::Failure::NotFound)?;
    if !tx
        .link_is_of(case.reader(), party.id, &session::hash(&secret))
        .await?
    {
        return Err(bansou_store::Failure::NotFound.into());
    }
    Ok(hand::address(cx, headers, &write_link(sign, &secret)))
}

/// Sends a letter again that did not arrive, or of which nobody knows.
pub(super) async fn again(
    cx: Cx,
    Path((person, room, letter)): Path<(PersonId, RoomId, Uuid)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let post = cx.app.mail.clone().ok_or(bansou_store::Failure::NotFound)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    let again = tx.send_letter_again(case, room, letter).await?;
    let did = Did::to(person, "room.mailed").subject(again.party.0);
    tx.commit(did.detail(format!("{}　もう一度", again.kind.label())))
        .await?;
    post.wake();
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

/// What the office is told of a letter the server did not take.
pub(super) fn explained(trouble: &str) -> &'static str {
    let code = trouble
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(code, _)| code.parse::<u16>().ok());
    match code {
        Some(530 | 534 | 535) => {
            "メールのサーバーにサインインできません。管理者に、設定の利用者名とパスワードを確かめてもらってください。"
        }
        Some(452 | 522 | 552) => "相手の受信箱がいっぱいです。電話やFAXで伝えてください。",
        Some(501 | 510 | 511 | 550 | 551 | 553 | 556) => {
            "宛先がないか、受け取りを断られました。アドレスを確かめてください。"
        }
        Some(541 | 554 | 571) => {
            "迷惑メールなどの理由で断られました。電話やFAXで伝え、管理者に知らせてください。"
        }
        Some(400..=499) => "サーバーが、いまは受け取れないと言っています。",
        Some(_) => "サーバーが受け取りを断りました。",
        None if trouble == NO_LONGER => "送る前に部屋が閉じたか、リンクが取り消されました。",
        None if trouble == SEAL_GONE => {
            "送る前にプログラムが動かしなおされ、リンクの入った文を開けなくなりました。「リンクと番号を作りなおす」で新しくして送ってください。"
        }
        None if trouble == RESTORED => {
            "写しから戻したので、もう送ったかもしれません。届いたかを相手に確かめてください。"
        }
        None if trouble.is_empty() => {
            "送っている途中でプログラムが止まりました。届いたかを相手に確かめてください。"
        }
        None => "メールのサーバーにつながりません。",
    }
}

/// As the program that sends says it.
const NO_LONGER: &str = "room or link no longer stands";
/// Likewise.
const SEAL_GONE: &str = "sealed by an earlier run of the program";

#[cfg(test)]
mod tests;
