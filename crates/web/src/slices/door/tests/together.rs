//! One page for one mail address, over every office of the server.

use axum::http::StatusCode;
use bansou_domain::id::OrganisationId;
use bansou_testkit::noon;

use super::wrong;
use crate::slices::rooms::tests::{Handed, between, dates_room, enter, newest, party_ids};
use crate::testing::{Answer, Outsider, TestApp};

const SABIKAN: &str = "sabikan@mihon.example";
const CLINIC: &str = "iin@mihon.example";

/// A room of the office that is signed in, with its provider and its clinic invited by mail.
struct Room {
    path: String,
    parties: Vec<Handed>,
    ids: Vec<String>,
}

async fn mailed_room(app: &TestApp, provider: &str) -> Room {
    let person = app.add_person().await;
    let parties = dates_room(app, person).await;
    let path = newest(app, person).await;
    let ids = party_ids(&app.get(&path).await.html(), &path);
    let fields = [
        ("kind", "invitation"),
        ("to.0.party", ids[0].as_str()),
        ("to.0.link", parties[0].link.as_str()),
        ("to.0.address", provider),
        ("to.1.party", ids[1].as_str()),
        ("to.1.link", parties[1].link.as_str()),
        ("to.1.address", CLINIC),
    ];
    let sent = app.post(&format!("{path}/mail"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    Room { path, parties, ids }
}

/// Two offices on one server that both asked the same address; the second is signed in.
async fn two_offices() -> (TestApp, OrganisationId, Room, Room) {
    let mut app = TestApp::new().await.with_mail();
    let first = mailed_room(&app, SABIKAN).await;
    let own = app.office.organisation;
    app.office = bansou_demo::found(&app.test.store, "tonari", "", noon())
        .await
        .unwrap();
    app.sign_in(0).await;
    // An address is the same in whatever case it was typed.
    let second = mailed_room(&app, "Sabikan@mihon.example").await;
    (app, own, first, second)
}

/// The keys that wait to be mailed, with the address each goes to.
async fn keys(app: &TestApp, organisation: OrganisationId) -> Vec<(String, String)> {
    let later = noon() + jiff::SignedDuration::from_hours(24);
    let store = &app.test.store;
    let mut keys = Vec::new();
    while let Some(claimed) = store.claim_letter(organisation, later).await.unwrap() {
        let found = between(&claimed.letter.text, "http://bansou.test/together/", "\n");
        if let Some(key) = found.first() {
            keys.push((claimed.recipient.clone(), format!("/together/{key}")));
        }
    }
    keys
}

/// Asks for a key from a party's page and uses it, in a browser of its own.
async fn opened<'a>(app: &'a TestApp, organisation: OrganisationId, party: &Handed) -> Outsider<'a> {
    let (mut inside, page) = enter(app, party).await;
    let asked = inside.post(&format!("{page}/together"), &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let told = inside.get(&asked.location).await.text();
    assert!(told.contains("リンクを送りました"), "{told}");
    let (_, key) = keys(app, organisation).await.pop().unwrap();
    let mut reader = app.outsider();
    let opened = reader.post(&key, &[]).await;
    assert_eq!(opened.location, "/together", "{}", opened.text());
    reader
}

fn is_neutral(answer: &Answer) -> bool {
    answer.status == StatusCode::NOT_FOUND && answer.text().contains("このページは開けません")
}

/// The day of an office of the tests stands still, the hour goes on.
fn without_the_hour(page: &str) -> String {
    let lines = page.lines().map(|line| match line.rsplit_once(' ') {
        Some((day, _)) if line.starts_with("おたずねの日時") => format!("{day} ……"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn one_address_sees_what_every_office_asked_it_and_nothing_else() {
    let (app, own, first, second) = two_offices().await;
    let sabikan = opened(&app, own, &first.parties[0]).await;
    let page = sabikan.get("/together").await;
    insta::assert_snapshot!(without_the_hour(&page.text()), @"
    届いているおたずね
    このメールアドレスに届いているものです。はじめて開くときは、それぞれの事業所からお伝えした番号がいります。
    見本相談支援センター
    電話 044-000-0000
    日程のおたずね
    おたずねの日時 11月20日 ……
    返事の期限 令和8年11月27日(金)
    令和8年12月20日(日)まで開けます。
    6けたの番号（見本相談支援センター 日程のおたずね）
    []
    ひらく（見本相談支援センター 日程のおたずね）
    日程のおたずね
    おたずねの日時 11月20日 ……
    返事の期限 令和8年11月27日(金)
    令和8年12月20日(日)まで開けます。
    6けたの番号（見本相談支援センター 日程のおたずね）
    []
    ひらく（見本相談支援センター 日程のおたずね）
    終わる
    ");
    let html = page.html();
    for room in [&first, &second] {
        assert!(html.contains(&room.ids[0]) && !html.contains(&room.ids[1]));
    }
    for never in ["陽介", "ようすけ", SABIKAN, "見本クリニック", "4月からの計画"] {
        assert!(!html.contains(never), "{never}");
    }
    let stranger = app.outsider();
    assert!(is_neutral(&stranger.get("/together").await));
}

#[tokio::test]
async fn the_key_goes_to_the_invited_address_and_opens_once_by_its_button() {
    let (app, own, first, _) = two_offices().await;
    let (mut inside, page) = enter(&app, &first.parties[0]).await;
    inside.post(&format!("{page}/together"), &[]).await;
    let keys = keys(&app, own).await;
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0].0, SABIKAN);
    let key = &keys[0].1;
    let mut scanner = app.outsider();
    let guessed = scanner.get("/together/mihon.aaaa-bbbb-cccc-dddd").await;
    let looked = scanner.get(key).await;
    let same = |answer: &Answer, key: &str| answer.html().replace(key, "");
    assert_eq!(
        same(&looked, key),
        same(&guessed, "/together/mihon.aaaa-bbbb-cccc-dddd"),
        "the page of a key tells nothing of it"
    );
    let mut reader = app.outsider();
    assert_eq!(reader.post(key, &[]).await.location, "/together");
    assert!(is_neutral(&scanner.post(key, &[]).await), "a key opens once");
    assert!(is_neutral(
        &scanner.post("/together/mihon.aaaa-bbbb-cccc-dddd", &[]).await
    ));
    assert_eq!(reader.get("/together").await.status, StatusCode::OK);
    let ended = reader.post("/together", &[]).await;
    assert!(ended.text().contains("終わりました"), "{}", ended.text());
    assert!(is_neutral(&reader.get("/together").await));
}

#[tokio::test]
async fn a_room_asks_for_its_code_once_and_wrong_codes_close_it() {
    let (app, own, first, second) = two_offices().await;
    let mut sabikan = opened(&app, own, &first.parties[0]).await;
    let door = format!("/together/room/{}", second.ids[0]);
    assert_eq!(
        sabikan.post(&door, &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let missed = sabikan.post(&door, &[("code", wrong(&second.parties[0]))]).await;
    assert!(
        missed.text().contains("番号がちがいます。あと4回"),
        "{}",
        missed.text()
    );
    let code = [("code", second.parties[0].code.as_str())];
    let inside = sabikan.post(&door, &code).await;
    assert_eq!(
        inside.location,
        format!("/room/{}", second.ids[0]),
        "{}",
        inside.text()
    );
    let room = sabikan.get(&inside.location).await.text();
    assert!(room.contains("日程のおたずね"), "{room}");
    let again = sabikan.post(&door, &[]).await;
    assert_eq!(again.location, inside.location, "its code was given once");
    let other = format!("/together/room/{}", first.ids[0]);
    for _ in 0..5 {
        sabikan.post(&other, &[("code", wrong(&first.parties[0]))]).await;
    }
    assert!(!sabikan.get("/together").await.html().contains(&first.ids[0]));
    assert!(is_neutral(
        &sabikan
            .post(&format!("/together/room/{}", second.ids[1]), &code)
            .await
    ));
}

#[tokio::test]
async fn a_revoked_link_leaves_the_page_at_once_and_a_renewed_one_asks_for_its_new_code() {
    let (app, own, first, second) = two_offices().await;
    let mut sabikan = opened(&app, own, &first.parties[0]).await;
    let door = format!("/together/room/{}", second.ids[0]);
    let code = [("code", second.parties[0].code.as_str())];
    let inside = sabikan.post(&door, &code).await.location;
    let act = format!("{}/{}", second.path, second.ids[0]);
    app.post(&format!("{act}/renew"), &[]).await;
    assert!(is_neutral(&sabikan.get(&inside).await));
    let renewed = sabikan.post(&door, &code).await;
    assert_eq!(
        renewed.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the old code is none"
    );
    app.post(&format!("{act}/revoke"), &[("why", "宛先ちがい")]).await;
    assert!(!sabikan.get("/together").await.html().contains(&second.ids[0]));
    assert!(is_neutral(&sabikan.post(&door, &code).await));
}

#[tokio::test]
async fn an_address_is_sent_three_keys_an_hour_and_whoever_asks_cannot_tell() {
    let (app, own, first, _) = two_offices().await;
    let (mut inside, page) = enter(&app, &first.parties[0]).await;
    let mut told = Vec::new();
    for _ in 0..5 {
        let asked = inside.post(&format!("{page}/together"), &[]).await;
        told.push((asked.status, asked.location));
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(keys(&app, own).await.len(), 3);
}

#[tokio::test]
async fn nothing_is_offered_without_mail_or_to_those_who_were_not_mailed() {
    let (app, _, first, _) = two_offices().await;
    let (mother, page) = enter(&app, &first.parties[2]).await;
    assert!(!mother.get(&page).await.html().contains("/together"));
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let (mut provider, page) = enter(&app, &dates_room(&app, person).await[0]).await;
    assert!(!provider.get(&page).await.html().contains("/together"));
    assert!(is_neutral(&provider.post(&format!("{page}/together"), &[]).await));
    assert!(is_neutral(
        &provider.get("/together/mihon.aaaa-bbbb-cccc-dddd").await
    ));
}
