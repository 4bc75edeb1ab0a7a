//! A room about dates, from the form to the chosen one, and what holds for every room.

use axum::http::StatusCode;

use super::{DATES, PARTIES, between, dates_room, enter, newest, party_ids};
use crate::testing::TestApp;

#[tokio::test]
async fn a_link_says_which_office_asks_and_what_kind_of_thing_and_nothing_else() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let step = app.outsider().get(&format!("/r/{}", parties[0].link)).await;
    insta::assert_snapshot!(step.text(), @"
    見本相談支援センター
    日程のおたずね
    見本相談支援センターからのおたずねです。内容は、番号を入れると開きます。
    お伝えした6けたの番号
    お会いしたとき、または電話でお伝えした番号です。
    []
    ひらく
    お困りのときはお電話ください。 見本相談支援センター 電話 044-000-0000
    ");
}

#[tokio::test]
async fn a_provider_reads_the_candidates_in_the_words_of_offices() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    insta::assert_snapshot!(provider.get(&page).await.text(), @"
    見本相談支援センター
    日程のおたずね
    就労支援センター見本 様
    何のため
    4月からの計画について話し合う
    場所
    見本相談支援センター
    所要時間
    60分
    返事の期限
    令和8年11月27日(金)
    令和8年12月1日(火) 14:00～15:00
    [ ]
    ○ 出られる
    [ ]
    △ 調整できる
    [ ]
    × 出られない
    令和8年12月3日(木) 10:00～11:00
    [ ]
    ○ 出られる
    [ ]
    △ 調整できる
    [ ]
    × 出られない
    ひとこと
    なくてもかまいません。例: 14時までなら出られます
    []
    送る
    令和8年12月20日(日)までは書き直せます。返事を見るのは、たずねた事業所だけです。
    お困りのときはお電話ください。 見本相談支援センター 電話 044-000-0000
    ");
}

#[tokio::test]
async fn the_family_reads_the_candidates_in_easy_words() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let (mother, page) = enter(&app, &parties[2]).await;
    insta::assert_snapshot!(mother.get(&format!("{page}?f=none")).await.text(), @"
    見本相談支援センター
    ふりがな なし すこし ぜんぶ
    話しあいの 日を えらびます
    お母さん へ
    話しあいの 日を きめます。　来られる 日に しるしを つけて ください。
    なにを 話すか
    4月からの計画について話し合う
    ばしょ
    見本相談支援センター
    ながさ
    60分
    いつまでに
    令和8年11月27日(金)
    12月1日（火）午後2時から
    [ ]
    ○ 行ける
    [ ]
    △ たぶん 行ける
    [ ]
    × 行けない
    12月3日（木）午前10時から
    [ ]
    ○ 行ける
    [ ]
    △ たぶん 行ける
    [ ]
    × 行けない
    つたえたいこと
    書かなくても いいです。
    []
    おくる
    何回でも 書きなおせます。あとから 書いたものが つたわります。見るのは 相談の 人だけです。
    こまったときは 電話して ください。 見本相談支援センター 電話 044-000-0000
    ");
}

#[tokio::test]
async fn dates_are_answered_by_link_or_written_down_and_the_best_one_is_shown() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let (mut provider, page) = enter(&app, &parties[0]).await;
    let marks = [("mark.0", "bad"), ("mark.1", "good"), ("note", "1日は行事です")];
    let sent = provider.post(&page, &marks).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let thanks = provider.get(&sent.location).await.text();
    assert!(thanks.contains("返事を受け取りました"), "{thanks}");
    let (mut mother, page) = enter(&app, &parties[2]).await;
    mother
        .post(&page, &[("mark.0", "good"), ("mark.1", "maybe")])
        .await;
    let clinic = party_ids(&app.get(&room).await.html(), &room)[1].clone();
    let fields = [("means", "phone"), ("mark.0", "good"), ("mark.1", "good")];
    let entered = app.post(&format!("{room}/{clinic}/answer"), &fields).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let shown = app.get(&room).await.text();
    for line in [
        "○2 △0 ×1",
        "○2 △1 ×0",
        "令和8年12月3日(木) 10:00～11:00 いちばんよい",
        "電話（見本 相子が書きこみ）",
        "1日は行事です",
    ] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    assert_eq!(shown.matches("いちばんよい").count(), 1);
}

#[tokio::test]
async fn the_chosen_date_goes_out_as_a_page_a_calendar_file_and_a_fax() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    app.post(&format!("{room}/choose"), &[("place", "1")]).await;
    assert!(provider.get(&page).await.text().contains("日時が決まりました"));
    let file = provider.get(&format!("{page}/event.ics")).await.html();
    assert!(file.contains("SUMMARY:サービス担当者会議\r\n"), "{file}");
    assert!(file.contains("DTSTART:20261203T010000Z"), "{file}");
    assert_eq!(app.get(&format!("{room}/event.ics")).await.status, StatusCode::OK);
    let party = page.rsplit('/').next().unwrap();
    let fax = app.get(&format!("{room}/{party}/fax")).await;
    assert!(fax.bytes.starts_with(b"%PDF"), "{}", fax.text());
}

#[tokio::test]
async fn the_journal_of_the_person_names_the_outsiders_who_looked() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let mut provider = app.outsider();
    let opened = provider
        .post(&format!("/r/{}", parties[0].link), &[("code", &parties[0].code)])
        .await;
    provider.get(&opened.location).await;
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    for line in [
        "就労支援センター見本（外から）\nおたずねのページを見た",
        "就労支援センター見本（外から）\nリンクを番号で開いた",
    ] {
        assert!(journal.contains(line), "{line} in {journal}");
    }
}

#[tokio::test]
async fn every_problem_of_a_room_is_told_at_once_and_everything_typed_stays() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("minutes", "5"),
        ("candidates.0.on", "R8.11.19"),
        ("candidates.0.from", ""),
        ("reply_by", "R8.11.1"),
        ("until", "R9.12.1"),
        ("parties.0.kind", "provider"),
        ("parties.0.name", "同じ名前"),
        ("parties.1.kind", "school"),
        ("parties.1.name", "同じ名前"),
    ];
    let refused = app
        .post(&format!("/c/{person}/rooms/new?ask=dates"), &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    insta::assert_snapshot!(between(&html, "<li><a href=\"#f-", "</a>").join("\n"), @r#"
    minutes">「所要時間」は10から480までの整数で入力してください。
    candidates.0.from">「開始」を入力してください。例: 14:00
    until">「終わりの日」は3か月以内にしてください。あとから延ばせます。
    reply_by">「返事の期限」が今日より前です。
    parties.1.name">同じ名前の相手がいます。返事を見分けられるように、担当者名などを足してください。
    occasion">「何のため」を入力してください。相手がそのまま読む言葉です。
    candidates.0.on">この候補日は今日より前です。
    "#);
    assert!(html.contains("value=\"同じ名前\"") && html.contains("value=\"R9.12.1\""));
}

#[tokio::test]
async fn a_party_is_reminded_in_words_that_name_nobody() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let shown = app.get(&room).await.html();
    let party = &party_ids(&shown, &room)[0];
    let reminder = app.post(&format!("{room}/{party}/remind"), &[]).await;
    let html = reminder.html();
    let words = between(&html, "id=\"reminder\"", "</p>")[0];
    assert!(words.contains("返事の期限は令和8年11月27日(金)です。"), "{words}");
    assert!(!words.contains("陽介"), "{words}");
    assert!(app.get(&room).await.text().contains("に催促"));
}

#[tokio::test]
async fn the_card_prints_the_link_of_its_party_alone() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let shown = app.get(&room).await.html();
    let first = party_ids(&shown, &room)[0].clone();
    let card = format!("{room}/{first}/card");
    let own = app.post(&card, &[("link", &parties[0].link)]).await;
    assert!(own.bytes.starts_with(b"%PDF"), "{}", own.text());
    for other in [parties[1].link.as_str(), "mihon.aaaa-aaaa-aaaa-aaaa", "x"] {
        assert_eq!(
            app.post(&card, &[("link", other)]).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn the_same_press_twice_opens_one_room() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let key = [("_key", "0190a000-0000-7000-8000-00000000aaaa")];
    let fields: Vec<_> = DATES.into_iter().chain(PARTIES).chain(key).collect();
    let path = format!("/c/{person}/rooms/new?ask=dates");
    assert_eq!(app.post(&path, &fields).await.status, StatusCode::OK);
    let again = app.post(&path, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(again.location, newest(&app, person).await);
}

#[tokio::test]
async fn a_room_of_another_case_is_not_found() {
    let app = TestApp::new().await;
    let (person, other) = (app.add_person().await, app.add_person().await);
    dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let elsewhere = room.replace(&person.to_string(), &other.to_string());
    assert_eq!(app.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let shown = app.get(&room).await.html();
    let party = party_ids(&shown, &room)[0].clone();
    for what in ["remind", "renew"] {
        let answer = app.post(&format!("{elsewhere}/{party}/{what}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    }
    for what in ["close", "choose"] {
        let answer = app.post(&format!("{elsewhere}/{what}"), &[("place", "0")]).await;
        assert!(
            answer.status.is_client_error(),
            "{what} answers {}",
            answer.status
        );
    }
}
