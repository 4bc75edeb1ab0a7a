//! The person's 「はい」 on their own screen becomes the consent to exactly the version they saw.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::plan::{ask_about_plan, planned};
use super::{agree_to_share, between, enter, handed, newest, party_ids, plan_choice};
use crate::testing::{Answer, Outsider, TestApp};

/// Asks the person and a provider; answers where the consent is recorded, and the person's browser with its page.
async fn asked(app: &TestApp) -> (PersonId, String, Outsider<'_>, String) {
    let person = planned(app).await;
    agree_to_share(app, person).await;
    let paper = plan_choice(app, person).await;
    let parties = handed(&ask_about_plan(app, person, &[]).await);
    let (phone, page) = enter(app, &parties[0]).await;
    (person, format!("/c/{person}/papers/{paper}/consent"), phone, page)
}

/// The values that stand in the form: what one press would record.
fn offered(form: &Answer) -> Vec<(&'static str, String)> {
    let html = form.html();
    let value = |name: &str| {
        let field = html.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
        let tag = field.split('>').next().unwrap();
        between(tag, "value=\"", "\"").first().unwrap_or(&"").to_string()
    };
    let checked = between(&html, "name=\"means\" value=\"", ">");
    let means = checked.iter().find(|radio| radio.contains("checked"));
    let means = means.map_or("", |radio| radio.split('"').next().unwrap());
    vec![
        ("answer", value("answer")),
        ("explained_on", value("explained_on")),
        ("given_on", value("given_on")),
        ("means", means.to_owned()),
        ("signer", value("signer")),
    ]
}

async fn press(
    app: &TestApp,
    path: &str,
    offered: &[(&'static str, String)],
    more: &[(&str, &str)],
) -> Answer {
    let kept = offered
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let fields: Vec<_> = kept.chain(more.iter().copied()).collect();
    app.post(path, &fields).await
}

#[tokio::test]
async fn a_yes_by_link_is_recorded_with_one_press_and_stands_as_the_evidence() {
    let app = TestApp::new().await;
    let (person, path, mut phone, page) = asked(&app).await;
    let before = app.get(&path).await.html();
    assert!(!before.contains("value=\"link\""), "nothing came by link yet");
    phone
        .post(&page, &[("feeling", "yes"), ("words", "電車がたのしみ")])
        .await;
    let form = offered(&app.get(&path).await);
    insta::assert_debug_snapshot!(form[1..], @r#"
    [
        (
            "explained_on",
            "R8.11.20",
        ),
        (
            "given_on",
            "R8.11.20",
        ),
        (
            "means",
            "link",
        ),
        (
            "signer",
            "見本 陽介",
        ),
    ]
    "#);
    let saved = press(&app, &path, &form, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let record = app.get(&path).await.text();
    for line in [
        "本人・保護者の画面（リンク）",
        "同意の根拠",
        "ようすけさん（本人）",
        "電車がたのしみ",
    ] {
        assert!(record.contains(line), "{line} in {record}");
    }
    // What is said afterwards changes nothing of what was given.
    phone.post(&page, &[("feeling", "no")]).await;
    assert!(app.get(&path).await.text().contains("電車がたのしみ"));
    let papers = app.get(&format!("/c/{person}/papers")).await.text();
    assert!(
        papers.contains("見本 陽介 R8.11.20（本人・保護者の画面（リンク））"),
        "{papers}"
    );
}

#[tokio::test]
async fn a_no_or_a_doubt_is_shown_in_its_words_and_offers_nothing() {
    let app = TestApp::new().await;
    let (_, path, mut phone, page) = asked(&app).await;
    for (feeling, said) in [("no", "いいえ"), ("unsure", "わからない"), ("talk", "話したい")] {
        phone
            .post(&page, &[("feeling", feeling), ("words", "朝がはやい")])
            .await;
        let form = app.get(&path).await;
        let text = form.text();
        assert!(text.contains(said) && text.contains("朝がはやい"), "{text}");
        assert!(!form.html().contains("value=\"link\""), "{said}");
        let forced = press(&app, &path, &offered(&form), &[("means", "link")]).await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
    }
}

#[tokio::test]
async fn an_answer_that_changed_after_the_form_was_opened_is_not_recorded() {
    let app = TestApp::new().await;
    let (_, path, mut phone, page) = asked(&app).await;
    phone.post(&page, &[("feeling", "yes")]).await;
    let form = offered(&app.get(&path).await);
    phone.post(&page, &[("feeling", "talk")]).await;
    let refused = press(&app, &path, &form, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("話したい"), "{}", refused.text());
    phone
        .post(&page, &[("feeling", "yes"), ("words", "やっぱり")])
        .await;
    let refused = press(&app, &path, &form, &[]).await;
    assert!(
        refused.text().contains("返事が変わりました"),
        "{}",
        refused.text()
    );
    let again = press(&app, &path, &offered(&refused), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
}

#[tokio::test]
async fn a_consent_by_link_bears_the_day_of_its_answer() {
    let app = TestApp::new().await;
    let (_, path, mut phone, page) = asked(&app).await;
    phone.post(&page, &[("feeling", "yes")]).await;
    let form = offered(&app.get(&path).await);
    let other = [("given_on", "R8.11.19"), ("explained_on", "R8.11.19")];
    let refused = press(&app, &path, &form, &other).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("リンクの返事が届いた日は令和8年11月20日"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn neither_a_provider_nor_the_telephone_consents_by_link() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let path = format!("/c/{person}/papers/{}/consent", plan_choice(&app, person).await);
    let parties = handed(&ask_about_plan(&app, person, &[]).await);
    let (mut provider, page) = enter(&app, &parties[1]).await;
    provider.post(&page, &[("feeling", "yes")]).await;
    let room = newest(&app, person).await;
    let ids = party_ids(&app.get(&room).await.html(), &room);
    let phoned = [("feeling", "yes"), ("means", "phone"), ("words", "電話で")];
    let entered = app.post(&format!("{room}/{}/answer", ids[0]), &phoned).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let form = app.get(&path).await;
    assert!(!form.html().contains("value=\"link\""));
    assert!(form.text().contains("電話で"), "{}", form.text());
}
