//! What a clerk meets from the month to the money.

mod by_hand;
mod forecast;

use bansou_demo::{Size, TODAY, Writer, crowd, fill, rich};
use insta::assert_snapshot;

use crate::testing::{Answer, TestApp};

const MONTH: &str = "/claims/month/2026-09";
/// A code the tables do not have: that of 処遇改善加算 was not found anywhere.
const CODES: [(&str, &str); 2] = [
    ("code.planning.wage_improvement.0", "52X999"),
    ("code.child.wage_improvement.0", "55X999"),
];

/// The office of the demo, with the manager signed in.
async fn desk() -> TestApp {
    let mut app = TestApp::new().await;
    let writer = Writer::new(&app.test.store, &app.office, bansou_testkit::noon())
        .await
        .unwrap();
    let size = Size { people: 56, years: 2 };
    fill(&writer, rich().into_iter().chain(crowd(size, TODAY)), |_| ())
        .await
        .unwrap();
    app.sign_in(2).await;
    app
}

/// Every value of a name on a page.
fn values(html: &str, name: &str) -> Vec<String> {
    html.split(&format!("name=\"{name}\" value=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// The addresses of the people on a month's page.
fn people(html: &str) -> Vec<String> {
    html.split(&format!("href=\"{MONTH}/"))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

async fn freeze(app: &TestApp, keys: &[String], more: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(&str, &str)> = keys.iter().map(|key| ("claim", key.as_str())).collect();
    fields.push(("processing", "R8.12"));
    fields.extend(more);
    app.post(MONTH, &fields).await
}

/// The addresses of the frozen files, newest first.
async fn files(app: &TestApp) -> Vec<String> {
    let html = app.get("/claims/files").await.html();
    html.split("<th scope=\"row\" class=\"when\"><a href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn problems(answer: &Answer) -> Vec<String> {
    let html = answer.html();
    let summary = html.split("<div class=\"summary\"").nth(1).unwrap_or_default();
    let list = summary.split("</ul>").next().unwrap_or_default();
    list.split("<li>")
        .skip(1)
        .map(|item| {
            crate::testing::text(&format!("<main>{item}</main>"))
                .trim()
                .to_owned()
        })
        .collect()
}

#[tokio::test]
async fn what_is_in_the_way_of_freezing_is_told_at_once_and_nothing_is_frozen() {
    let app = desk().await;
    let page = app.get(MONTH).await;
    let keys = values(&page.html(), "claim");
    assert!(keys.len() > 5, "{}", page.text());
    let none = app.post(MONTH, &[("processing", "R8.9")]).await;
    assert_snapshot!(problems(&none).join("\n"), @r"
    「処理対象年月」は提供した月より後の月にしてください。
    確定する人を1人以上選んでください。
    ");
    let without = freeze(&app, &keys, &[]).await;
    assert_eq!(without.status, 422);
    assert_snapshot!(problems(&without).join("\n"), @r"
    「計画相談支援　福祉・介護職員等処遇改善加算」のサービスコードを半角の英数字6文字で入力してください。
    「障害児相談支援　福祉・介護職員等処遇改善加算」のサービスコードを半角の英数字6文字で入力してください。
    ");
    assert!(files(&app).await.is_empty());
    let early = app
        .post("/claims/month/2026-11", &[("processing", "R8.12")])
        .await;
    assert_snapshot!(problems(&early).join("\n"), @r"
    この月はまだ終わっていません。月が終わってから確定してください。
    確定する人を1人以上選んでください。
    ");
}

/// Enters that the first claim of a file was sent back and the second paid; without a reason it is refused.
async fn return_one_and_pay_another(app: &TestApp, file: &str) {
    let results = format!("{file}/results");
    let html = app.get(&results).await.html();
    let claims: Vec<&str> = html
        .split("name=\"r.")
        .skip(1)
        .filter_map(|rest| rest.split_once(".kind\"").map(|(id, _)| id))
        .filter(|id| id.len() == 36)
        .collect();
    let kind = |claim: &str| format!("r.{claim}.kind");
    let (returned, paid) = (kind(claims[0]), kind(claims[1]));
    let refused = app
        .post(&results, &[("on", "R8.11.20"), (&returned, "returned")])
        .await;
    assert_eq!(problems(&refused).len(), 1, "{}", refused.text());
    let code = format!("r.{}.code", claims[0]);
    let entered = app
        .post(
            &results,
            &[
                ("on", "R8.11.20"),
                (&returned, "returned"),
                (&code, "EG03"),
                (&paid, "paid"),
            ],
        )
        .await;
    assert_eq!(entered.status, 303, "{}", entered.text());
}

#[tokio::test]
async fn a_month_is_frozen_sent_returned_in_part_and_claimed_again() {
    let app = desk().await;
    let keys = values(&app.get(MONTH).await.html(), "claim");
    let saved = freeze(&app, &keys, &CODES).await;
    assert_eq!(
        (saved.status.as_u16(), saved.location.as_str()),
        (303, "/claims/files"),
        "{}",
        saved.text()
    );
    let second = freeze(&app, &keys, &CODES).await;
    assert_eq!(
        problems(&second).len(),
        keys.len(),
        "each is told to be frozen: {}",
        second.text()
    );

    let files = files(&app).await;
    assert_eq!(files.len(), 2, "one for each benefit");
    for file in &files {
        let first = app.get(&format!("{file}/download")).await;
        let again = app.get(&format!("{file}/download")).await;
        assert_eq!(first.bytes, again.bytes, "the same bytes at every press");
        assert!(first.bytes.starts_with(b"1,1,0,"));
        let sent = app.post(&format!("{file}/send"), &[("on", "R8.11.20")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
    let undone = app
        .post(&format!("{}/undo", files[0]), &[("why", "まちがい")])
        .await;
    assert_eq!(undone.status, 409, "what was sent cannot be taken back");

    return_one_and_pay_another(&app, &files[0]).await;

    let left = values(&app.get(MONTH).await.html(), "claim");
    assert_eq!(left.len(), 1, "only the claim sent back can be frozen");
    let again = freeze(&app, &left, &CODES).await;
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(self::files(&app).await.len(), 3);
    let owed = app.get("/claims/money").await.text();
    assert!(!owed.contains("再請求を待つもの"), "{owed}");
}

#[tokio::test]
async fn a_claim_opens_to_the_records_and_the_provision_that_carry_it() {
    let app = desk().await;
    let html = app.get(MONTH).await.html();
    let person = html.split(&format!("href=\"{MONTH}/")).nth(1).unwrap();
    let person = person.split('"').next().unwrap();
    let page = app.get(&format!("{MONTH}/{person}")).await;
    let text = page.text();
    for words in [
        "根拠になる記録",
        "規定",
        "告示で未確認",
        "法令の表",
        "手で加えた行",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[tokio::test]
async fn the_evidence_of_a_claim_leads_whoever_is_in_charge_to_its_record() {
    let mut app = desk().await;
    app.sign_in(0).await;
    let html = app.get(MONTH).await.html();
    let mut opened = 0;
    for person in html.split(&format!("href=\"{MONTH}/")).skip(1) {
        let person = person.split('"').next().unwrap();
        let claim = app.get(&format!("{MONTH}/{person}")).await.html();
        let Some(paper) = claim.split(&format!("href=\"/c/{person}/papers/")).nth(1) else {
            continue;
        };
        let paper = format!("/c/{person}/papers/{}", paper.split('"').next().unwrap());
        let led = app.get(&paper).await;
        assert_eq!(led.status, 303, "{paper}: {}", led.text());
        // A colleague's case asks for the reason first.
        if led.location.starts_with(&format!("/c/{person}/")) {
            assert_eq!(app.get(&led.location).await.status, 200, "{}", led.location);
            opened += 1;
        }
    }
    assert!(opened > 0, "the worker has claims of their own cases");
}

#[tokio::test]
async fn a_month_without_rules_is_closed_with_a_plain_message() {
    let app = TestApp::new().await;
    let closed = app.get("/claims/month/2019-04").await;
    assert_eq!(closed.status, 404);
    assert!(
        closed.text().contains("報酬の表が登録されていません"),
        "{}",
        closed.text()
    );
    assert_eq!(app.get("/claims/month/abc").await.status, 404);
}
