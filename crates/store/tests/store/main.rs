//! What the store promises, on the engine under test: SQLite, or PostgreSQL with `BANSOU_TEST_POSTGRES`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its scene has to stop"
)]

mod access;
mod case_file;
mod claims;
mod conferences;
mod corrections;
mod engine;
mod journal;
mod notes;
mod papers;
mod room_tasks;
mod rooms;
mod together;
mod work;

use bansou_demo::Office;
use bansou_domain::id::{OrganisationId, PersonId};
use bansou_domain::person::Person;
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::sign_in::{Lifetime, Session, Stage};
use bansou_store::{Scope, Store};
use bansou_testkit::noon;
use jiff::Timestamp;

/// 見本 陽介, as far as the store cares.
fn yosuke() -> Person {
    Person {
        name: "見本 陽介".to_owned(),
        kana: "みほん ようすけ".to_owned(),
        born: Some(jiff::civil::date(2001, 8, 9)),
        sex: None,
        postcode: String::new(),
        address: String::new(),
        housing: None,
        tel: String::new(),
        fax: String::new(),
        disability: String::new(),
        support_level: None,
        handbooks: Vec::new(),
        income: String::new(),
        guardians: Vec::new(),
        family: Vec::new(),
        caution: String::new(),
        address_protected: false,
    }
}

/// Signs a worker in the way the web does: through a session in the database.
async fn sign_in(store: &Store, office: &Office, staff: usize) -> SignedIn {
    let token = format!("token {staff}").into_bytes();
    let mut tx = store.begin(office.scope(staff, noon())).await.unwrap();
    tx.start_session(office.staff[staff], &token, Stage::Full)
        .await
        .unwrap();
    tx.commit_unrecorded().await.unwrap();
    found(store, office.organisation, &token)
        .await
        .expect("a session that has just been started")
}

async fn found(store: &Store, organisation: OrganisationId, token: &[u8]) -> Option<SignedIn> {
    let lifetime = Lifetime {
        idle_since: Timestamp::UNIX_EPOCH,
        begun_since: Timestamp::UNIX_EPOCH,
    };
    match store
        .session(organisation, noon(), token, lifetime)
        .await
        .unwrap()?
        .session
    {
        Session::Full(who) => Some(who),
        Session::Password(_) => None,
    }
}

/// Adds 見本 陽介 in the charge of the worker.
async fn add_person(store: &Store, who: &SignedIn) -> PersonId {
    let mut tx = store.begin(who.scope(noon())).await.unwrap();
    let id = tx
        .add_person(who.office_member(), &yosuke(), Some(who.staff()), None)
        .await
        .unwrap();
    tx.commit(Did::to(id, "person.added")).await.unwrap();
    id
}

fn nobody(organisation: OrganisationId) -> Scope {
    Scope {
        organisation,
        actor: None,
        now: noon(),
    }
}
