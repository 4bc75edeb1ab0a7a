//! A room from the form to the chosen date, with browsers outside the office.

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::id::PersonId;
use bansou_domain::plan::{Need, PlannedService, ServicePlan};
use bansou_domain::room::PartyKind;
use bansou_testkit::noon;
use jiff::civil::date;

use crate::slices::consent::tests::yosuke;
use crate::testing::{Answer, Outsider, TestApp};

/// One party as the page handed it out.
pub(crate) struct Handed {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) link: String,
}

/// What stands between two marks, for each time they come.
fn between<'h>(html: &'h str, from: &str, until: &str) -> Vec<&'h str> {
    let parts = html.split(from).skip(1);
    parts.map(|part| part.split(until).next().unwrap()).collect()
}

/// Reads names, codes and links from the page that hands them out.
pub(crate) fn handed(answer: &Answer) -> Vec<Handed> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let html = answer.html();
    let cards = html.split("handed\">").skip(1);
    let read = |card: &str| Handed {
        name: between(card, "<h2>", "</h2>")[0].to_owned(),
        code: between(card, "class=\"code\">", "</dd>")[0].to_owned(),
        link: between(card, "name=\"link\" value=\"", "\"")[0].to_owned(),
    };
    cards.map(read).collect()
}

const PARTIES: [(&str, &str); 7] = [
    ("parties.0.kind", "provider"),
    ("parties.0.name", "就労支援センター見本"),
    ("parties.0.required", "1"),
    ("parties.1.kind", "clinic"),
    ("parties.1.name", "見本クリニック"),
    ("parties.2.kind", "family"),
    ("parties.2.name", "お母さん"),
];

const DATES: [(&str, &str); 9] = [
    ("occasion", "4月からの計画について話し合う"),
    ("minutes", "60"),
    ("place", "見本相談支援センター"),
    ("candidates.0.on", "R8.12.1"),
    ("candidates.0.from", "14:00"),
    ("candidates.1.on", "R8.12.3"),
    ("candidates.1.from", "10:00"),
    ("reply_by", "R8.11.27"),
    ("until", "R8.12.20"),
];

/// Opens a room about dates with a provider that has to be there, a clinic and the mother.
pub(crate) async fn dates_room(app: &TestApp, person: PersonId) -> Vec<Handed> {
    let fields: Vec<_> = DATES.into_iter().chain(PARTIES).collect();
    handed(
        &app.post(&format!("/c/{person}/rooms/new?ask=dates"), &fields)
            .await,
    )
}

/// The path of the newest room.
pub(crate) async fn newest(app: &TestApp, person: PersonId) -> String {
    let list = app.get(&format!("/c/{person}/rooms")).await.html();
    let start = format!("href=\"/c/{person}/rooms/0");
    let rest = between(&list, &start, "\"")[0];
    format!("/c/{person}/rooms/0{rest}")
}

/// The ids of the parties, in the order they were invited.
pub(crate) fn party_ids(html: &str, room: &str) -> Vec<String> {
    let links = between(html, &format!("href=\"{room}/"), "\"");
    let ids = links.iter().filter_map(|link| link.strip_suffix("/answer"));
    ids.map(str::to_owned).collect()
}

/// Opens a party's link in a browser of its own; answers the browser and its page.
async fn enter<'a>(app: &'a TestApp, party: &Handed) -> (Outsider<'a>, String) {
    let mut outsider = app.outsider();
    let link = format!("/r/{}", party.link);
    let opened = outsider.post(&link, &[("code", &party.code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    (outsider, opened.location)
}

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

/// The person agrees that everybody around may have the plan.
pub(crate) async fn agree_to_share(app: &TestApp, person: PersonId) {
    let mut fields = vec![
        ("kind", "given"),
        ("on", "R8.11.10"),
        ("until", "R9.3.31"),
        ("what", "plan"),
        ("said_by", "本人"),
    ];
    for kind in PartyKind::ALL {
        fields.push(("whom", kind.code()));
    }
    let answer = app.post(&format!("/c/{person}/sharing"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

/// The first confirmed plan a room can show.
pub(crate) async fn plan_choice(app: &TestApp, person: PersonId) -> String {
    let form = app.get(&format!("/c/{person}/rooms/new?ask=plan")).await.html();
    let select = form
        .split("name=\"paper\"")
        .nth(1)
        .map_or("", |rest| rest.split("</select>").next().unwrap());
    between(select, "<option value=\"0", "\"")
        .first()
        .map_or_else(String::new, |id| format!("0{id}"))
}

const PLAN: [(&str, &str); 7] = [
    ("occasion", "4月からの計画です"),
    ("easy", "電車《でんしゃ》の しごとを めざします。"),
    ("until", "R8.12.20"),
    ("parties.0.kind", "person"),
    ("parties.0.name", "ようすけさん"),
    ("parties.1.kind", "provider"),
    ("parties.1.name", "就労支援センター見本 サービス管理責任者"),
];

/// 見本 陽介 with a confirmed plan in which a provider helps.
async fn planned(app: &TestApp) -> PersonId {
    let service = PlannedService {
        kind: "就労移行支援".to_owned(),
        provider: "就労支援センター見本".to_owned(),
        tel: "03-0000-0003".to_owned(),
        ..PlannedService::default()
    };
    let plan = ServicePlan {
        made_on: Some(date(2026, 4, 20)),
        wish_person: "電車の仕事がしたい".to_owned(),
        needs: vec![Need {
            need: "朝ひとりで通いたい".to_owned(),
            services: vec![service],
            ..Need::default()
        }],
        ..ServicePlan::default()
    };
    let mut story = Story::of(0, yosuke());
    story.plans.push(Told::confirmed(1, plan));
    let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
    writer.write(&story).await.unwrap()
}

/// Asks the person and a provider about the plan, with more fields.
async fn ask_about_plan(app: &TestApp, person: PersonId, more: &[(&str, &str)]) -> Answer {
    let paper = plan_choice(app, person).await;
    let own = [("paper", paper.as_str())];
    let fields: Vec<_> = own.iter().chain(&PLAN).chain(more).copied().collect();
    app.post(&format!("/c/{person}/rooms/new?ask=plan"), &fields)
        .await
}

#[tokio::test]
async fn the_person_reads_the_plan_in_easy_words_and_may_not_know() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let parties = handed(&ask_about_plan(&app, person, &[]).await);
    let (mut yosuke, page) = enter(&app, &parties[0]).await;
    let html = yosuke.get(&format!("{page}?f=all")).await.html();
    assert!(html.contains("<ruby>電車<rp>（</rp><rt>でんしゃ</rt>"), "{html}");
    let read = yosuke.get(&format!("{page}?f=none")).await.text();
    for line in [
        "わたしの 計画",
        "電車の しごとを めざします。",
        "電車の仕事がしたい",
        "わからない",
    ] {
        assert!(read.contains(line), "{line} in {read}");
    }
    let nothing = yosuke.post(&page, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unsure = yosuke.post(&page, &[("feeling", "unsure")]).await;
    assert_eq!(unsure.status, StatusCode::SEE_OTHER);
    let room = app.get(&newest(&app, person).await).await.text();
    assert!(room.contains("わからない"), "{room}");
}

#[tokio::test]
async fn a_provider_sees_its_own_services_until_consent_ends() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let parties = handed(&ask_about_plan(&app, person, &[]).await);
    let (yosuke, own) = enter(&app, &parties[0]).await;
    let (provider, page) = enter(&app, &parties[1]).await;
    let html = provider.get(&page).await.html();
    let bold = "<strong class=\"own\">就労支援センター見本 就労移行支援";
    assert!(html.contains(bold) && !html.contains("03-0000-0003"), "{html}");
    let no = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("reason", "知られたくない"),
        ("said_by", "本人"),
    ];
    app.post(&format!("/c/{person}/sharing"), &no).await;
    assert_eq!(provider.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        yosuke.get(&own).await.status,
        StatusCode::OK,
        "the person's own plan stays theirs"
    );
}

#[tokio::test]
async fn a_plan_goes_to_nobody_without_consent_and_to_no_municipality() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    let not_agreed = ask_about_plan(&app, person, &[]).await;
    assert_eq!(not_agreed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = not_agreed.text();
    assert!(text.contains("計画を渡す同意の記録がありません"), "{text}");
    agree_to_share(&app, person).await;
    let city = [("parties.2.kind", "municipality"), ("parties.2.name", "見本市")];
    let text = ask_about_plan(&app, person, &city).await.text();
    assert!(text.contains("市町村に計画を見せる部屋はありません"), "{text}");
}
