//! 「受け取りました」 by link becomes an entry of the ledger, once, without typing it again.

use axum::http::StatusCode;

use super::papers::minutes;
use super::plan::{ask_about_plan, planned};
use super::{agree_to_share, between, enter, handed, plan_choice};
use crate::testing::{Answer, TestApp};

/// The fields of the ledger's form as they stand: what one press would record.
fn offered(form: &Answer) -> Vec<(String, String)> {
    let html = form.html();
    let mut fields = Vec::new();
    for tag in between(&html, "<input ", ">") {
        let at = |name: &str| {
            let value = between(tag, &format!("{name}=\""), "\"");
            value.first().map(|value| (*value).to_owned())
        };
        if let (Some(name), Some(value)) = (at("name"), at("value"))
            && name.starts_with("to.")
            && !name.contains("__i__")
        {
            fields.push((name, value));
        }
    }
    for select in between(&html, "<select ", "</select>") {
        let name = between(select, "name=\"", "\"")[0].to_owned();
        let chosen = select
            .split("<option ")
            .find(|option| option.contains(" selected"));
        if let Some(chosen) = chosen.filter(|_| !name.contains("__i__")) {
            fields.push((name, between(chosen, "value=\"", "\"")[0].to_owned()));
        }
    }
    fields
}

async fn press(app: &TestApp, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    app.post(path, &fields).await
}

/// The entries that count, as the ledger lists them.
async fn entries(app: &TestApp, path: &str) -> Vec<String> {
    let html = app.get(path).await.html();
    let part = html.split("<h2>記録した交付</h2>").nth(1).unwrap_or_default();
    let part = part.split("</section>").next().unwrap();
    let said = between(part, "<span class=\"what\">", "</span>");
    said.into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_receipt_of_the_minutes_is_entered_with_one_press_and_never_twice() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    agree_to_share(&app, person).await;
    let (_, parties) = minutes(&app, person).await;
    let record = super::choice(&app, person, "minutes", "record").await;
    let path = format!("/c/{person}/papers/{record}/delivery");
    assert!(!app.get(&path).await.text().contains("返事の届いた日"));
    let (mut provider, page) = enter(&app, &parties[0]).await;
    provider.post(&page, &[("by", "見本 受子")]).await;
    provider
        .post(&page, &[("by", "見本 受子"), ("wrong", "名前の字")])
        .await;
    let form = offered(&app.get(&path).await);
    let saved = press(&app, &path, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(
        entries(&app, &path).await,
        ["R8.11.20 就労支援センター見本 リンク"]
    );
    let again = press(&app, &path, &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    provider.post(&page, &[("by", "見本 受子")]).await;
    assert!(!app.get(&path).await.text().contains("返事の届いた日"));
    assert_eq!(entries(&app, &path).await.len(), 1);
}

#[tokio::test]
async fn an_entry_made_from_a_receipt_is_corrected_and_its_receipt_not_offered_again() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    agree_to_share(&app, person).await;
    let (_, parties) = minutes(&app, person).await;
    let record = super::choice(&app, person, "minutes", "record").await;
    let path = format!("/c/{person}/papers/{record}/delivery");
    let (mut provider, page) = enter(&app, &parties[0]).await;
    provider.post(&page, &[("by", "見本 受子")]).await;
    press(&app, &path, &offered(&app.get(&path).await)).await;
    let ledger = app.get(&path).await.html();
    let mend = between(&ledger, "class=\"actions\" href=\"", "\"")[0].to_owned();
    let strike = [("correction", "strike"), ("why", "ほかの人が押していた")];
    let struck = app.post(&mend, &strike).await;
    assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.text());
    let page = app.get(&path).await.text();
    assert!(page.contains("ほかの人が押していた"), "{page}");
    assert!(!page.contains("返事の届いた日"), "{page}");
}

#[tokio::test]
async fn a_provider_that_ticks_the_plan_as_received_stands_in_the_ledger() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let path = format!("/c/{person}/papers/{}/delivery", plan_choice(&app, person).await);
    let parties = handed(&ask_about_plan(&app, person, &[]).await);
    let (mut yosuke, own) = enter(&app, &parties[0]).await;
    yosuke.post(&own, &[("feeling", "yes"), ("received", "1")]).await;
    let (mut provider, page) = enter(&app, &parties[1]).await;
    let sent = provider.post(&page, &[("received", "1")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let saved = press(&app, &path, &offered(&app.get(&path).await)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(
        entries(&app, &path).await,
        ["R8.11.20 就労支援センター見本 サービス管理責任者 リンク"],
        "easy words are not the paper"
    );
}
