//! What a conference decided, done by those who took it on: each sees its own and nothing else.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::{Handed, between, enter, handed, newest, party_ids};
use crate::testing::TestApp;

const CLINIC: &str = "見本クリニック";
const CENTRE: &str = "就労支援センター見本";

/// A confirmed record with tasks of the clinic, of the centre, of the person and of the office.
pub(crate) async fn decided(app: &TestApp, person: PersonId) {
    let fields = [
        ("on", "R8.11.19"),
        ("purpose", "通所を続ける約束"),
        ("attended", "本人\n就労支援センター見本"),
        ("decisions.0.who", CLINIC),
        ("decisions.0.what", "朝の薬の飲みかたを見なおす"),
        ("decisions.0.by", "R8.12.6"),
        ("decisions.1.who", CENTRE),
        ("decisions.1.what", "静かな部屋を用意する"),
        ("decisions.2.who", "本人"),
        ("decisions.2.what", "休みますカードを作る"),
        ("decisions.3.who", "見本 相子"),
        ("decisions.3.what", "区役所に送迎をたずねる"),
        ("_do", "confirm"),
    ];
    let confirmed = app.post(&format!("/c/{person}/meetings/new"), &fields).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
}

/// Asks the clinic, the centre and the person about their tasks.
pub(crate) async fn tasks_room(app: &TestApp, person: PersonId) -> Vec<Handed> {
    decided(app, person).await;
    let fields = [
        ("occasion", "そのあとのようすを教えてください"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "clinic"),
        ("parties.0.name", "見本クリニック 主治医"),
        ("parties.0.owner", CLINIC),
        ("parties.1.kind", "provider"),
        ("parties.1.name", CENTRE),
        ("parties.1.owner", CENTRE),
        ("parties.2.kind", "person"),
        ("parties.2.name", "ようすけさん"),
        ("parties.2.owner", "person"),
    ];
    handed(
        &app.post(&format!("/c/{person}/rooms/new?ask=tasks"), &fields)
            .await,
    )
}

/// The field of the only task on a party's page.
fn field(html: &str, what: &str) -> String {
    let id = between(html, &format!("name=\"{what}."), "\"")[0];
    format!("{what}.{id}")
}

#[tokio::test]
async fn the_form_stands_ready_with_the_owners_of_open_tasks() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    decided(&app, person).await;
    let form = app.get(&format!("/c/{person}/rooms/new?ask=tasks")).await.html();
    let names = between(&form, ".name\" type=\"text\" value=\"", "\"");
    assert_eq!(names[..3], [CENTRE, "本人", CLINIC]);
    assert!(
        !names.contains(&"見本 相子"),
        "the office's own tasks are nobody else's"
    );
    let list = app.get(&format!("/c/{person}/tasks")).await.html();
    let one = between(&list, "href=\"/c/", "\"");
    let ask = one.iter().find(|link| link.contains("owner=")).unwrap();
    let form = app
        .get(&format!("/c/{ask}").replace("&amp;", "&").replace("&#38;", "&"))
        .await;
    let html = form.html();
    let names = between(&html, ".name\" type=\"text\" value=\"", "\"");
    assert_eq!(
        names[..2],
        [CLINIC, ""],
        "only that owner, and the empty row of the template"
    );
}

#[tokio::test]
async fn a_party_reads_its_own_tasks_and_nobody_elses() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = tasks_room(&app, person).await;
    let (clinic, page) = enter(&app, &parties[0]).await;
    insta::assert_snapshot!(clinic.get(&page).await.text(), @"
    見本相談支援センター
    会議で決まったことのおたずね
    見本クリニック 主治医 様
    そのあとのようすを教えてください
    朝の薬の飲みかたを見なおす
    期限 令和8年12月6日(日)　令和8年11月19日の会議で決まったこと
    ようす（朝の薬の飲みかたを見なおす）
    [ ]
    済みました
    [ ]
    とりかかっています
    [ ]
    期限をのばしたい
    のばしたいとき、いつまでに（朝の薬の飲みかたを見なおす）
    []
    ひとこと（朝の薬の飲みかたを見なおす）
    []
    送る
    令和8年12月20日(日)までは書き直せます。見るのは、たずねた事業所だけです。
    お困りのときはお電話ください。 見本相談支援センター 電話 044-000-0000
    ");
    let (yosuke, page) = enter(&app, &parties[2]).await;
    insta::assert_snapshot!(yosuke.get(&format!("{page}?f=none")).await.text(), @"
    見本相談支援センター
    ふりがな なし すこし ぜんぶ
    話しあいで きめたこと
    ようすけさん へ
    話しあいで きめたことです。　いまの ようすを えらんで ください。
    休みますカードを作る
    いまの ようす（休みますカードを作る）
    [ ]
    できました
    [ ]
    やっています
    [ ]
    もうすこし まって ください
    いつまでに したいですか（休みますカードを作る）
    []
    つたえたいこと（休みますカードを作る）
    []
    おくる
    何回でも 書きなおせます。あとから 書いたものが つたわります。見るのは 相談の 人だけです。
    こまったときは 電話して ください。 見本相談支援センター 電話 044-000-0000
    ");
}

#[tokio::test]
async fn what_a_party_says_lands_on_its_task_with_its_source() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = tasks_room(&app, person).await;
    let (mut clinic, page) = enter(&app, &parties[0]).await;
    let html = clinic.get(&page).await.html();
    let (state, words) = (field(&html, "state"), field(&html, "words"));
    let wanted = field(&html, "wanted");
    let later = [
        (state.as_str(), "later"),
        (words.as_str(), "次の診察が10日です"),
        (wanted.as_str(), "2026-12-10"),
    ];
    let sent = clinic.post(&page, &later).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let home = app.get("/").await.text();
    assert!(home.contains("外から返事が届きました"), "{home}");
    let list = app.get(&format!("/c/{person}/tasks")).await;
    let said = "期限をのばしたい（R8.12.10まで）「次の診察が10日です」";
    assert!(list.text().contains(said), "{}", list.text());
    let source = |line: &str| line.starts_with("見本クリニック 主治医　11月20日") && line.ends_with("リンク");
    assert!(list.text().lines().any(source), "{}", list.text());
    let due = between(&list.html(), &format!("action=\"/c/{person}/tasks/"), "\"")
        .into_iter()
        .find(|rest| rest.ends_with("/due"))
        .map(|rest| format!("/c/{person}/tasks/{rest}"))
        .unwrap();
    let moved = app.post(&due, &[("_version", "1"), ("due", "2026-12-10")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
    assert!(
        app.get(&format!("/c/{person}/tasks"))
            .await
            .text()
            .contains("R8.12.10")
    );

    let done = [(state.as_str(), "done"), (words.as_str(), "分包にしました")];
    clinic.post(&page, &done).await;
    let after = clinic.get(&page).await.text();
    assert!(after.contains("いま残っている宿題はありません"), "{after}");
    let list = app.get(&format!("/c/{person}/tasks")).await.text();
    assert!(
        list.contains("R8.11.20 リンクからの返事") && list.contains("分包にしました"),
        "{list}"
    );
    let room = newest(&app, person).await;
    assert!(app.get(&room).await.text().contains("まだ読んでいない返事"));
    app.post(&format!("{room}/read"), &[]).await;
    assert!(!app.get(&room).await.text().contains("まだ読んでいない返事"));
    assert!(!app.get("/").await.text().contains("外から返事が届きました"));
}

#[tokio::test]
async fn a_party_cannot_say_anything_of_a_task_that_is_not_its_own() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = tasks_room(&app, person).await;
    let (centre, theirs) = enter(&app, &parties[1]).await;
    let foreign = field(&centre.get(&theirs).await.html(), "state");
    let (mut clinic, page) = enter(&app, &parties[0]).await;
    let refused = clinic.post(&page, &[(foreign.as_str(), "done")]).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing of its own was said"
    );
    let list = app.get(&format!("/c/{person}/tasks")).await.text();
    assert!(list.contains("まだのこと 4件"), "{list}");
}

#[tokio::test]
async fn every_problem_of_what_is_said_is_told_at_its_field() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = tasks_room(&app, person).await;
    let (mut clinic, page) = enter(&app, &parties[0]).await;
    let html = clinic.get(&page).await.html();
    let (state, words) = (field(&html, "state"), field(&html, "words"));
    for (typed, told) in [
        (vec![], "ようすをえらんでください"),
        (vec![(words.as_str(), "<b>x</b>")], "「ようす」をえらんでください"),
        (vec![(state.as_str(), "later")], "日にちを入れてください"),
    ] {
        let refused = clinic.post(&page, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = refused.html();
        assert!(html.contains(told) && !html.contains("<b>x"), "{html}");
    }
}

#[tokio::test]
async fn what_was_told_by_telephone_stands_on_the_task_with_who_wrote_it_down() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    tasks_room(&app, person).await;
    let room = newest(&app, person).await;
    let party = party_ids(&app.get(&room).await.html(), &room)[1].clone();
    let path = format!("{room}/{party}/answer");
    let html = app.get(&path).await.html();
    let state = field(&html, "state");
    let fields = [("means", "phone"), (state.as_str(), "doing")];
    let entered = app.post(&path, &fields).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let list = app.get(&format!("/c/{person}/tasks")).await;
    let source = |line: &str| {
        line.starts_with("就労支援センター見本　11月20日") && line.ends_with("電話（見本 相子が書きこみ）")
    };
    assert!(list.text().lines().any(source), "{}", list.text());

    // Without a room: what the person said at a visit.
    let say = between(&list.html(), &format!("href=\"/c/{person}/tasks/"), "\"")
        .into_iter()
        .map(|rest| format!("/c/{person}/tasks/{rest}"))
        .filter(|path| path.ends_with("/words"))
        .collect::<Vec<_>>();
    assert_eq!(say.len(), 3, "the office's own task needs nobody's word");
    for path in &say {
        let html = app.get(path).await.html();
        let nothing = app.post(path, &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let state = field(&html, "state");
        let said = [("means", "visit"), (state.as_str(), "done")];
        assert_eq!(app.post(path, &said).await.status, StatusCode::SEE_OTHER);
    }
    let list = app.get(&format!("/c/{person}/tasks")).await.text();
    assert!(
        list.contains("まだのこと 1件") && list.contains("電話などで聞いた　見本 相子 記"),
        "{list}"
    );
}

#[tokio::test]
async fn the_owner_of_a_task_is_reminded_with_one_press_and_gets_its_tasks_by_fax() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    tasks_room(&app, person).await;
    let list = app.get(&format!("/c/{person}/tasks")).await.html();
    let remind = between(&list, &format!("action=\"/c/{person}/rooms/"), "\"");
    assert_eq!(remind.len(), 3);
    let path = format!("/c/{person}/rooms/{}", remind[0]);
    let reminder = app.post(&path, &[]).await.text();
    assert!(reminder.contains("催促を記録しました"), "{reminder}");
    assert!(
        app.get(&format!("/c/{person}/tasks"))
            .await
            .text()
            .contains("に催促")
    );
    let fax = app.get(&path.replace("/remind", "/fax")).await;
    assert!(fax.bytes.starts_with(b"%PDF"), "{}", fax.text());
}

/// The forms of the list in which it is said whose a task is: the task's words beside the address.
fn binds(html: &str, person: PersonId) -> Vec<String> {
    let paths = between(html, &format!("action=\"/c/{person}/tasks/"), "\"");
    let paths = paths.into_iter().filter(|rest| rest.ends_with("/owner"));
    paths.map(|rest| format!("/c/{person}/tasks/{rest}")).collect()
}

#[tokio::test]
async fn words_that_name_nobody_are_bound_by_a_choice_and_say_until_then_who_does_not_see_them() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let typed = app
        .post(
            &format!("/c/{person}/meetings/new"),
            &[
                ("purpose", "約束"),
                ("decisions.0.who", CLINIC),
                ("decisions.0.what", "薬を見なおす"),
                ("decisions.1.who", "ご本人"),
                ("decisions.1.what", "カードを作る"),
            ],
        )
        .await;
    let draft = app
        .get(typed.headers.get("location").unwrap().to_str().unwrap())
        .await;
    let told = "名簿の一人と結びつかない名前があります: 「見本クリニック」";
    assert!(draft.text().contains(told), "{}", draft.text());
    assert!(
        draft
            .html()
            .contains("<datalist id=\"decision-who\"><option value=\"本人\">")
    );
    decided(&app, person).await;
    let list = app.get(&format!("/c/{person}/tasks")).await.html();
    let open = binds(&list, person);
    assert_eq!(open.len(), 2, "the clinic and the centre: {list}");
    assert!(list.contains("「見本クリニック」は名簿のだれとも結びついていないので"));
    let nobody = app
        .post(&open[0], &[("_version", "1"), ("owner", "staff:1")])
        .await;
    assert_eq!(nobody.status, StatusCode::BAD_REQUEST);
    let chosen = app
        .post(&open[0], &[("_version", "1"), ("owner", "family")])
        .await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text());
    let list = app.get(&format!("/c/{person}/tasks")).await.html();
    assert_eq!(binds(&list, person).len(), 1);
    assert!(list.contains("（いまの名前: 家族）"), "{list}");
}

#[tokio::test]
async fn a_room_about_tasks_says_whose() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    decided(&app, person).await;
    let fields = [
        ("occasion", "ようすを教えてください"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "clinic"),
        ("parties.0.name", CLINIC),
        ("parties.0.owner", "だれでもない人"),
    ];
    let refused = app
        .post(&format!("/c/{person}/rooms/new?ask=tasks"), &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("「だれの宿題」を選んでください"));
}
