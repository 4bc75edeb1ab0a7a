//! What leaves by mail: the link, a reminder, the date; and what never does.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;
use bansou_store::mail::ClaimedLetter;
use bansou_testkit::noon;

use super::{NO_LONGER, SEAL_GONE, explained};
use crate::slices::rooms::tests::{Handed, dates_room, newest, party_ids};
use crate::testing::TestApp;

#[test]
fn what_a_server_says_is_told_in_words_one_can_act_on() {
    for (said, told) in [
        ("permanent error (550): no such user", "宛先がない"),
        ("permanent error (535): bad credentials", "サインインできません"),
        ("transient error (451): try later", "いまは受け取れない"),
        ("Connection error: refused", "つながりません"),
        (NO_LONGER, "部屋が閉じた"),
        (SEAL_GONE, "作りなおす"),
        ("", "途中でプログラムが止まりました"),
    ] {
        assert!(explained(said).contains(told), "{said}: {}", explained(said));
    }
}

/// A room about dates, as the office that can send mail sees it.
struct Scene {
    app: TestApp,
    person: PersonId,
    parties: Vec<Handed>,
    ids: Vec<String>,
    room: String,
}

async fn scene() -> Scene {
    let app = TestApp::new().await.with_mail();
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let ids = party_ids(&app.get(&room).await.html(), &room);
    Scene {
        app,
        person,
        parties,
        ids,
        room,
    }
}

impl Scene {
    /// Presses one button of the form with these addresses, in the order of the parties.
    async fn send(&self, kind: &str, addresses: &[&str]) -> crate::testing::Answer {
        let mut fields = vec![("kind".to_owned(), kind.to_owned())];
        for (row, address) in addresses.iter().enumerate() {
            fields.push((format!("to.{row}.party"), self.ids[row].clone()));
            fields.push((format!("to.{row}.link"), self.parties[row].link.clone()));
            fields.push((format!("to.{row}.address"), (*address).to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.app.post(&format!("{}/mail", self.room), &fields).await
    }

    /// Takes out everything that waits.
    async fn waiting(&self) -> Vec<ClaimedLetter> {
        let organisation = self.app.office.organisation;
        let later = noon() + jiff::SignedDuration::from_hours(24);
        let mut letters = Vec::new();
        while let Some(letter) = self
            .app
            .test
            .store
            .claim_letter(organisation, later)
            .await
            .unwrap()
        {
            letters.push(letter);
        }
        letters
    }
}

#[tokio::test]
async fn the_link_goes_by_mail_and_the_code_and_the_name_do_not() {
    let scene = scene().await;
    let sent = scene
        .send(
            "invitation",
            &["sabikan@mihon.example", "", "ｈａｈａ＠mihon.example"],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let letters = scene.waiting().await;
    let to: Vec<&str> = letters.iter().map(|letter| letter.recipient.as_str()).collect();
    assert_eq!(to, ["sabikan@mihon.example", "haha@mihon.example"]);
    let letter = &letters[0].letter;
    let text = letter.text.replace(&scene.parties[0].link, "（リンク）");
    insta::assert_snapshot!(format!("{}\n\n{text}", letter.subject), @"
    【見本相談支援センター】日程のおたずね

    就労支援センター見本 様

    お世話になっております。見本相談支援センターの見本 相子です。
    「日程のおたずね」です。下のリンクを開き、別にお伝えする6けたの番号を入れてお答えください。

    http://bansou.test/r/（リンク）

    候補の日時
    ・令和8年12月1日(火) 14:00～15:00
    ・令和8年12月3日(木) 10:00～11:00

    返事の期限は令和8年11月27日(金)です。
    リンクは令和8年12月20日(日)まで開けます。
    番号をまだ聞いていないとき、心あたりのないメールのときは、お電話ください。

    見本相談支援センター　電話 044-000-0000
    ");
    for (letter, party) in letters.iter().zip([&scene.parties[0], &scene.parties[2]]) {
        let said = format!(
            "{:?}{}{}",
            letter.letter.calendar, letter.letter.subject, letter.letter.text
        );
        assert!(said.contains(&party.link));
        let code = party.code.replace(' ', "");
        for never in [party.code.as_str(), &code, "陽介", "ようすけ"] {
            assert!(!said.contains(never), "{never} in {said}");
        }
    }
    let page = scene.app.get(&scene.room).await;
    assert!(page.text().contains("sabikan@mihon.example") && page.text().contains("送っています"));
    let journal = scene
        .app
        .get(&format!("/c/{}/journal", scene.person))
        .await
        .text();
    assert!(
        journal.contains("リンクのご案内\u{3000}就労支援センター見本、お母さん")
            && !journal.contains("sabikan@"),
        "{journal}"
    );
}

#[tokio::test]
async fn only_those_who_have_not_answered_are_reminded() {
    let scene = scene().await;
    let answer = [("means", "phone"), ("mark.0", "good"), ("mark.1", "bad")];
    let entered = format!("{}/{}/answer", scene.room, scene.ids[0]);
    assert_eq!(
        scene.app.post(&entered, &answer).await.status,
        StatusCode::SEE_OTHER
    );
    let all = ["a@mihon.example", "b@mihon.example", "c@mihon.example"];
    assert_eq!(scene.send("reminder", &all).await.status, StatusCode::SEE_OTHER);
    let letters = scene.waiting().await;
    let to: Vec<&str> = letters.iter().map(|letter| letter.recipient.as_str()).collect();
    assert_eq!(to, ["b@mihon.example", "c@mihon.example"]);
    assert!(letters[0].letter.text.contains("返事をお待ちしています"));
    assert!(
        !letters[0].letter.text.contains("/r/"),
        "a reminder holds no link"
    );
    let refused = scene.send("reminder", &["a@mihon.example"]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("送る相手がいません"));
}

#[tokio::test]
async fn the_date_goes_with_a_file_for_calendars_that_names_nobody() {
    let scene = scene().await;
    let refused = scene.send("date", &["a@mihon.example"]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "before it is chosen");
    scene
        .app
        .post(&format!("{}/choose", scene.room), &[("place", "0")])
        .await;
    assert_eq!(
        scene.send("date", &["a@mihon.example"]).await.status,
        StatusCode::SEE_OTHER
    );
    let letters = scene.waiting().await;
    let calendar = letters[0].letter.calendar.clone().unwrap();
    assert!(
        calendar.contains("SUMMARY:サービス担当者会議") && calendar.contains("DTSTART:20261201T050000Z"),
        "{calendar}"
    );
    assert!(letters[0].letter.text.contains("令和8年12月1日(火) 14:00～15:00"));
    assert!(!format!("{calendar}{}", letters[0].letter.text).contains("陽介"));
}

#[tokio::test]
async fn what_is_no_address_is_told_at_its_field_and_nothing_is_sent() {
    let scene = scene().await;
    let refused = scene
        .send(
            "reminder",
            &[
                "mihon",
                "a@mihon.example, b@mihon.example",
                "c@mihon.example\r\nBcc: d@mihon.example",
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.html();
    assert!(page.contains("value=\"a@mihon.example, b@mihon.example\""));
    assert_eq!(
        page.matches("このメールアドレスには送れません").count(),
        6,
        "{}",
        refused.text()
    );
    assert!(scene.waiting().await.is_empty());
    let empty = scene.send("reminder", &["", "", ""]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = [
        ("kind", "invitation"),
        ("to.0.party", scene.ids[0].as_str()),
        ("to.0.link", scene.parties[1].link.as_str()),
        ("to.0.address", "a@mihon.example"),
    ];
    let refused = scene.app.post(&format!("{}/mail", scene.room), &foreign).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "the link of another party");
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_and_offers_what_there_is() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let page = app.get(&room).await.text();
    assert!(
        page.contains("メールを送る設定がない") && page.contains("FAXの用紙"),
        "{page}"
    );
    let refused = app.post(&format!("{room}/mail"), &[("kind", "reminder")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
