//! Nothing an outside party can obtain holds the address or a contact of a protected person: planted wherever somebody
//! could type it, looked for in everything that leaves the office, and in the log.

mod papers;
mod planted;
mod sweep;

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use bansou_domain::room::{PartyKind, Purpose};
use bansou_domain::text;
use calamine::{Reader as _, Xlsx};

use self::planted::{careless_meeting, careless_questions, hidden_person};
use self::sweep::{
    borrowed, careless_room, filled, invited, parts, sweep_guest, sweep_mail, sweep_paper, sweep_provider,
};
use crate::slices::rooms::tests::{agree_to_share, newest, party_ids};
use crate::testing::{Answer, TestApp, printed};

/// What must not be seen, without blanks and hyphens.
const PLANTED: [&str; 6] = [
    "北3丁目4番5号",
    "北3-4-5",
    "隠れ荘",
    "09012345678",
    "2100999",
    "08087654321",
];

/// A text in which a worker has typed everything.
const CARELESS: &str = "見本市北３丁目４番５号 隠れ荘201で話す。電話は090 1234 5678か080-8765-4321、〒210-0999。隠れ荘の前、隠れ 荘の北3-4-5";

/// Everything that was logged meanwhile.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl tracing::field::Visit for Log {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        span.record(&mut self.clone());
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

fn squeezed(said: &str) -> String {
    let folded = text::fold(said);
    folded
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '−' | 'ー'))
        .collect()
}

fn clean(what: &str, said: &str) {
    let said = squeezed(said);
    for planted in PLANTED {
        assert!(
            !said.contains(&squeezed(planted)),
            "{what} holds {planted}: {said}"
        );
    }
}

/// The words of a workbook.
fn filled_in(book: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.cells());
    cells.map(|(_, _, cell)| cell.to_string()).collect()
}

/// Everything that can be read of an answer.
fn read(what: &str, answer: &Answer) -> String {
    assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "{what} fails");
    let body = match answer.bytes.as_slice() {
        bytes if bytes.starts_with(b"%PDF") => printed(bytes),
        bytes if bytes.starts_with(b"PK") => filled_in(bytes),
        _ => answer.html(),
    };
    format!("{:?} {} {body}", answer.headers, answer.location)
}

fn look(what: &str, answer: &Answer) {
    clean(what, &read(what, answer));
}

#[tokio::test]
async fn nothing_that_goes_outside_holds_the_address_or_a_contact_of_a_protected_person() {
    let log = Log::default();
    let _kept = tracing::subscriber::set_default(log.clone());
    let mut app = TestApp::new().await.with_mail();
    careless_questions(&mut app).await;
    let person = hidden_person(&app).await;
    agree_to_share(&app, person).await;
    careless_meeting(&app, person).await;
    for purpose in Purpose::ALL {
        let parties = careless_room(&app, person, *purpose).await;
        assert_eq!(parties.len(), invited(*purpose).count());
        let room = newest(&app, person).await;
        let ids = party_ids(&app.get(&room).await.html(), &room);
        for id in &ids {
            let path = format!("{room}/{id}/answer");
            for part in parts(*purpose) {
                let mut fields = filled(&app.get(&format!("{path}?part={part}")).await.html());
                fields.push(("part".to_owned(), (*part).to_owned()));
                let entered = app.post(&path, &borrowed(&fields)).await;
                assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
            }
        }
        app.post(&format!("{room}/choose"), &[("place", "0")]).await;
        for (party, id) in parties.iter().zip(&ids) {
            assert!(
                sweep_guest(&app, party).await >= 3,
                "the pages of {} were not looked at",
                party.name
            );
            sweep_paper(&app, &room, party, id).await;
        }
        look("the calendar", &app.get(&format!("{room}/event.ics")).await);
        sweep_mail(&app, &room, &parties, &ids).await;
        let provider = parties
            .iter()
            .find(|party| party.name == PartyKind::Provider.label());
        if let Some(provider) = provider {
            sweep_provider(&app, &room, *purpose, (provider, &ids)).await;
        }
    }
    // Whoever lives with them is asked about too, without a mark of their own.
    let sibling = app.add_person().await;
    for party in careless_room(&app, sibling, Purpose::Dates).await {
        sweep_guest(&app, &party).await;
    }
    // The office itself still sees what was typed.
    assert!(
        app.get(&newest(&app, person).await)
            .await
            .text()
            .contains("隠れ荘")
    );
    clean("the log", &log.0.lock().unwrap());
}
