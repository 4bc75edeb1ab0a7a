//! 聞き取り: every provider of the plan asked with one press, each about its own goals alone.

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::id::PersonId;
use bansou_domain::plan::{Need, PlannedService, ServicePlan};
use bansou_testkit::noon;
use jiff::civil::date;

use super::{Handed, agree_to_share, between, enter, handed, newest, party_ids};
use crate::slices::consent::tests::yosuke;
use crate::testing::{Answer, TestApp};

const CENTRE: &str = "就労支援センター見本";
const CLINIC: &str = "見本クリニック";

/// 見本 陽介 with a plan that two providers and his mother carry.
pub(crate) async fn carried(app: &TestApp) -> PersonId {
    let service = |kind: &str, provider: &str| PlannedService {
        kind: kind.to_owned(),
        provider: provider.to_owned(),
        ..PlannedService::default()
    };
    let need = |need: &str, goal: &str, services: Vec<PlannedService>| Need {
        need: need.to_owned(),
        goal: goal.to_owned(),
        services,
        ..Need::default()
    };
    let plan = ServicePlan {
        made_on: Some(date(2026, 4, 20)),
        needs: vec![
            need(
                "朝ひとりで通いたい",
                "週3日通う",
                vec![service("就労移行支援", CENTRE)],
            ),
            need(
                "よく眠りたい",
                "薬を毎日のむ",
                vec![service("訪問看護", CLINIC), service("声かけ", "母")],
            ),
        ],
        ..ServicePlan::default()
    };
    let mut story = Story::of(0, yosuke());
    story.plans.push(Told::confirmed(1, plan));
    let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
    writer.write(&story).await.unwrap()
}

/// Presses the one button that asks everybody.
pub(crate) async fn press(app: &TestApp, person: PersonId) -> Answer {
    let tab = app.get(&format!("/c/{person}/monitoring")).await.html();
    let card = between(&tab, "id=\"hearing\"", "</section>")[0];
    let action = between(card, "action=\"", "\"")[0].replace("&#38;", "&");
    let fields: Vec<(String, String)> = card
        .split("<input type=\"hidden\"")
        .skip(1)
        .map(|tag| {
            let value = |of: &str| between(tag, &format!("{of}=\""), "\"")[0].to_owned();
            (value("name"), value("value"))
        })
        .collect();
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    app.post(&action, &fields).await
}

async fn asked(app: &TestApp) -> (PersonId, Vec<Handed>) {
    let person = carried(app).await;
    agree_to_share(app, person).await;
    (person, handed(&press(app, person).await))
}

#[tokio::test]
async fn one_press_asks_every_provider_of_the_plan_and_each_sees_its_own_goals_alone() {
    let app = TestApp::new().await;
    let (person, parties) = asked(&app).await;
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, [CENTRE, CLINIC], "the mother is asked at the visit");
    let (mut centre, page) = enter(&app, &parties[0]).await;
    let shown = centre.get(&page).await.text();
    assert!(
        shown.contains("週3日通う") && shown.contains("就労移行支援"),
        "{shown}"
    );
    for theirs in ["薬を毎日のむ", "よく眠りたい", "訪問看護", CLINIC, "陽介"] {
        assert!(!shown.contains(theirs), "{theirs} is not the centre's: {shown}");
    }
    let silent = centre.post(&page, &[("by", "見本 課長")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("どれかひとつに"), "{}", silent.text());
    // What is said of a goal that is not its own is not even read.
    let said = [
        ("as_planned.0", "partly"),
        ("progress.0", "週2日通えた <b>"),
        ("wishes.0", "午後の日も作りたい"),
        ("progress.1", "ほかの事業所のこと"),
        ("by", "見本 課長"),
    ];
    let sent = centre.post(&page, &said).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let tab = app.get(&format!("/c/{person}/monitoring")).await;
    let card = between(&tab.html(), "id=\"hearing\"", "</section>")[0].to_owned();
    assert!(
        card.contains("計画の一部を行えた。週2日通えた &#60;b&#62;"),
        "{card}"
    );
    assert!(
        card.contains("希望: 午後の日も作りたい") && card.contains("リンク　見本 課長"),
        "{card}"
    );
    assert!(!card.contains("ほかの事業所のこと"), "{card}");
    assert!(
        card.contains("まだ 1か所") && !card.contains("全部の事業所にたずねる"),
        "{card}"
    );
    let brief = app.get(&format!("/c/{person}/brief")).await.text();
    assert!(
        brief.contains(&format!("{CENTRE}: 計画の一部を行えた。週2日通えた"))
            && brief.contains(&format!("事業所の返事がまだ: {CLINIC}")),
        "{brief}"
    );
}

#[tokio::test]
async fn a_goal_is_asked_about_only_while_the_person_agrees_to_it() {
    let app = TestApp::new().await;
    let person = carried(&app).await;
    let refused = press(&app, person).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("この相手に計画を渡す同意の記録がありません"),
        "{}",
        refused.text()
    );
    agree_to_share(&app, person).await;
    let parties = handed(&press(&app, person).await);
    let withdrawn = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("said_by", "本人"),
        ("reason", "やめたい"),
    ];
    app.post(&format!("/c/{person}/sharing"), &withdrawn).await;
    let (mut centre, page) = enter(&app, &parties[0]).await;
    let shown = centre.get(&page).await.text();
    assert!(
        !shown.contains("週3日通う") && shown.contains("いま、目標はここに出せません"),
        "{shown}"
    );
    let late = centre.post(&page, &[("progress.0", "週2日")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let tab = app.get(&format!("/c/{person}/monitoring")).await.text();
    assert!(tab.contains("まだ 2か所") && !tab.contains("週2日"), "{tab}");
}

#[tokio::test]
async fn who_has_not_answered_is_reminded_at_once_and_a_call_is_written_down_with_its_day() {
    let app = TestApp::new().await;
    let (person, _) = asked(&app).await;
    let room = newest(&app, person).await;
    let ids = party_ids(&app.get(&room).await.html(), &room);
    let reminded = app.post(&format!("{room}/remind"), &[]).await;
    assert_eq!(reminded.status, StatusCode::OK);
    let words = reminded.text();
    assert!(
        words.contains(&format!("{CENTRE}へ伝える文")) && words.contains(&format!("{CLINIC}へ伝える文")),
        "{words}"
    );
    assert!(
        !words.contains("陽介さん、") && words.contains("モニタリングの前の聞き取り"),
        "{words}"
    );
    let answer = format!("{room}/{}/answer", ids[1]);
    let form = app.get(&answer).await.text();
    assert!(
        form.contains("薬を毎日のむ") && !form.contains("週3日通う"),
        "{form}"
    );
    let without = app
        .post(&answer, &[("as_planned.1", "done"), ("heard_on", "R8.12.1")])
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        without.text().contains("返事の届きかた") && without.text().contains("今日より後"),
        "{}",
        without.text()
    );
    let called = [
        ("means", "phone"),
        ("heard_on", "R8.11.18"),
        ("by", "見本 看護師"),
        ("as_planned.1", "done"),
        ("progress.1", "飲み忘れはない"),
    ];
    let entered = app.post(&answer, &called).await;
    assert_eq!(entered.location, format!("/c/{person}/monitoring#hearing"));
    let tab = app.get(&format!("/c/{person}/monitoring")).await.text();
    assert!(tab.contains("R8.11.18 電話　見本 看護師"), "{tab}");
    let again = app.post(&format!("{room}/remind"), &[]).await.text();
    assert!(
        again.contains(CENTRE) && !again.contains(&format!("{CLINIC}へ伝える文")),
        "{again}"
    );
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(
        journal.contains("返事を催促した") && journal.contains("届いた返事を書きこんだ"),
        "{journal}"
    );
}

#[tokio::test]
async fn whoever_was_mailed_is_reminded_by_mail_once_and_the_others_by_hand() {
    let app = TestApp::new().await.with_mail();
    let (person, parties) = asked(&app).await;
    let room = newest(&app, person).await;
    let ids = party_ids(&app.get(&room).await.html(), &room);
    let invitation = [
        ("kind", "invitation"),
        ("to.0.party", ids[0].as_str()),
        ("to.0.link", parties[0].link.as_str()),
        ("to.0.address", "centre@mihon.example"),
    ];
    app.post(&format!("{room}/mail"), &invitation).await;
    let key = [("_key", "0190a000-0000-7000-8000-000000000004")];
    for _ in 0..2 {
        let reminded = app.post(&format!("{room}/remind"), &key).await.text();
        let (mailed, others) = reminded.split_once(CLINIC).unwrap();
        assert!(mailed.contains(CENTRE), "{reminded}");
        assert!(others.contains("返事をお待ちしています"), "{reminded}");
    }
    let (store, later) = (&app.test.store, noon() + jiff::SignedDuration::from_hours(24));
    let mut letters = Vec::new();
    while let Some(claimed) = store.claim_letter(app.office.organisation, later).await.unwrap() {
        letters.push((claimed.recipient.clone(), claimed.letter.subject.clone()));
    }
    assert_eq!(letters.len(), 2, "pressed twice, written once: {letters:?}");
    assert!(letters.iter().all(|(to, _)| to == "centre@mihon.example"));
    assert!(letters[1].1.contains("お返事のお願い"), "{letters:?}");
    let shown = app.get(&room).await.html();
    assert_eq!(shown.matches("に催促</small>").count(), 2, "both are noted");
}
