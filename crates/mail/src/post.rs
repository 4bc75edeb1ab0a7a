//! One letter as a message, and what the server says to it.

use std::time::SystemTime;

use bansou_store::mail::ClaimedLetter;
use jiff::Timestamp;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::Error;
use lettre::{Address, AsyncTransport, Message};

use crate::settings::Mailer;

/// The name of the file for calendars.
const CALENDAR: &str = "kaigi.ics";
/// Words of a server that are kept.
const MOST_WORDS: usize = 500;

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It will not be taken however often it is tried.
    ForGood(String),
    /// It may be taken later.
    ForNow(String),
    /// The connection broke while it was handed over: nobody knows.
    Unclear(String),
}

impl Mailer {
    /// Hands a letter to the server. It is handed over only once the server has answered at all, so that a server that is
    /// away leaves no doubt.
    pub async fn send(&self, claimed: &ClaimedLetter, now: Timestamp) -> Result<(), Refusal> {
        let message = message(&self.from, claimed, now)?;
        match self.transport.test_connection().await {
            Ok(true) => {}
            Ok(false) => return Err(Refusal::ForNow("no answer to NOOP".to_owned())),
            Err(why) if why.is_permanent() => return Err(Refusal::ForGood(words(&why))),
            Err(why) => return Err(Refusal::ForNow(words(&why))),
        }
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(why) if why.is_permanent() || why.is_client() => Err(Refusal::ForGood(words(&why))),
            Err(why) if why.is_transient() => Err(Refusal::ForNow(words(&why))),
            Err(why) => Err(Refusal::Unclear(words(&why))),
        }
    }
}

/// The message of a letter. Its id is the letter's own, so that a reader's program can tell a second copy.
pub fn message(from: &Mailbox, claimed: &ClaimedLetter, now: Timestamp) -> Result<Message, Refusal> {
    let wrong = |what: &str| Refusal::ForGood(what.to_owned());
    let to: Address = claimed
        .recipient
        .parse()
        .map_err(|_| wrong("the address cannot be written to"))?;
    let letter = &claimed.letter;
    let builder = Message::builder()
        .from(Mailbox::new(
            from.name.as_deref().map(one_line),
            from.email.clone(),
        ))
        .to(Mailbox::new(None, to))
        .subject(one_line(&letter.subject))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}@{}>", claimed.id, from.email.domain())));
    let text = SinglePart::plain(letter.text.clone());
    let message = match &letter.calendar {
        None => builder.singlepart(text),
        Some(calendar) => {
            let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH");
            let kind = kind.map_err(|_| wrong("the calendar cannot be attached"))?;
            let file = Attachment::new(CALENDAR.to_owned()).body(calendar.clone(), kind);
            builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
        }
    };
    message.map_err(|why| Refusal::ForGood(why.to_string()))
}

/// A text as it may stand in a header: nothing in it ends a line.
fn one_line(text: &str) -> String {
    let parts = text.split(char::is_control).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// What the server said, as far as it is worth keeping.
fn words(why: &Error) -> String {
    let said = one_line(&why.to_string());
    said.chars().take(MOST_WORDS).collect()
}
