//! 「受け取りました」 by link becomes an entry of the ledger, once, without typing it again.

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;
use bansou_domain::meeting::Promise;
use bansou_domain::monitoring::{Band, MonitoringReport, Row, Visit};
use bansou_testkit::noon;
use jiff::civil::date;

use super::papers::minutes;
use super::plan::{ask_about_plan, planned};
use super::{Handed, agree_to_share, between, enter, handed, plan_choice};
use crate::slices::consent::tests::yosuke;
use crate::testing::{Answer, Outsider, TestApp, printed};

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

/// Minutes handed to a provider, who stands before them: the ledger's address, the provider, their page.
async fn handed_minutes(app: &TestApp) -> (String, Outsider<'_>, String) {
    let person = app.add_person().await;
    agree_to_share(app, person).await;
    let (_, parties) = minutes(app, person).await;
    let record = super::choice(app, person, "minutes", "record").await;
    let (provider, page) = enter(app, &parties[0]).await;
    (format!("/c/{person}/papers/{record}/delivery"), provider, page)
}

#[tokio::test]
async fn a_receipt_of_the_minutes_is_entered_with_one_press_and_never_twice() {
    let app = TestApp::new().await;
    let (path, mut provider, page) = handed_minutes(&app).await;
    assert!(!app.get(&path).await.text().contains("返事の届いた日"));
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
    let (path, mut provider, page) = handed_minutes(&app).await;
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

/// A person whose report of the monitoring is confirmed.
async fn reported(app: &TestApp) -> PersonId {
    let promise = |who: &str, what: &str| Promise {
        who: who.to_owned(),
        what: what.to_owned(),
        by: Some(date(2026, 12, 6)),
    };
    let mut story = Story::of(0, yosuke());
    story.reports.push(Told::confirmed(
        1,
        MonitoringReport {
            visit: Visit {
                on: Some(date(2026, 11, 12)),
                ..Visit::default()
            },
            overall: "週3日、休まず通えている。".to_owned(),
            easy: "週《しゅう》に 3日《か》 かよえました。".to_owned(),
            rows: vec![Row {
                goal: "休まず通う".to_owned(),
                services: "就労継続支援B型".to_owned(),
                provision: "遅刻が多いと聞いた".to_owned(),
                voice: "職員が苦手".to_owned(),
                achievement: Some(Band::Seventy),
                achievement_text: "月に1回の休み".to_owned(),
                no_change: true,
                ..Row::default()
            }],
            homework: vec![promise("本人", "カードを作る"), promise("母", "電話する")],
            rights_text: "あざがあった".to_owned(),
            next: ServiceMonth::new(2027, 5),
            ..MonitoringReport::default()
        },
    ));
    let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
    writer.write(&story).await.unwrap()
}

/// A confirmed report of somebody who agreed that it is shown.
async fn report_to_hand_out(app: &TestApp) -> (PersonId, String) {
    let person = reported(app).await;
    agree_to_share(app, person).await;
    let report = super::choice(app, person, "report", "report").await;
    (person, report)
}

/// The report handed to a provider, the person and the mother.
async fn hand_report(app: &TestApp, person: PersonId, report: &str) -> Vec<Handed> {
    let unchosen = app.get(&format!("/c/{person}/rooms/new?ask=report")).await.html();
    assert!(
        unchosen.contains(&format!("value=\"{report}\" selected")),
        "{unchosen}"
    );
    let form = app
        .get(&format!("/c/{person}/rooms/new?ask=report&report={report}"))
        .await;
    assert!(form.html().contains("週《しゅう》に 3日《か》 かよえました。"));
    let fields = [
        ("report", report),
        ("occasion", "お渡しします"),
        ("easy", "週《しゅう》に 3日《か》 かよえました。"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "provider"),
        ("parties.0.name", "就労支援センター見本"),
        ("parties.1.kind", "person"),
        ("parties.1.name", "ようすけさん"),
        ("parties.2.kind", "family"),
        ("parties.2.name", "お母さん"),
    ];
    let path = format!("/c/{person}/rooms/new?ask=report");
    let municipality: Vec<_> = fields[..4]
        .iter()
        .copied()
        .chain([("parties.0.kind", "municipality"), ("parties.0.name", "見本市")])
        .collect();
    let refused = app.post(&path, &municipality).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("市町村に報告書を渡す部屋はありません"));
    handed(&app.post(&path, &fields).await)
}

#[tokio::test]
async fn a_provider_reads_a_report_without_what_was_told_about_others() {
    let app = TestApp::new().await;
    let (person, report) = report_to_hand_out(&app).await;
    let shown = app
        .get(&format!("/c/{person}/monitoring/report/{report}"))
        .await
        .html();
    assert!(
        shown.contains(&format!("report={report}\">リンクで渡す")),
        "{shown}"
    );
    let parties = hand_report(&app, person, &report).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    insta::assert_snapshot!(provider.get(&page).await.text(), @"
    見本相談支援センター
    モニタリング報告書のお渡し
    就労支援センター見本 様
    お渡しします
    モニタリングの報告
    実施日
    令和8年11月12日(木)
    全体の状況
    週3日、休まず通えている。
    目標1 休まず通う
    福祉サービス等
    就労継続支援B型
    達成のようす
    70～90％
    月に1回の休み
    計画の変更
    変更なし
    これから
    本人
    カードを作る
    令和8年12月6日(日)まで
    母
    電話する
    令和8年12月6日(日)まで
    次回のモニタリング
    令和9年5月
    PDFで保存する
    受け取った方のお名前
    []
    ちがうところ・直してほしいところ
    あれば書いてください。お渡しした事業所が確かめて訂正します。
    受け取りました
    令和8年12月20日(日)まで開けます。書いたことを見るのは、お渡しした事業所だけです。
    お困りのときはお電話ください。 見本相談支援センター 電話 044-000-0000
    ");
    let paper = provider.get(&format!("{page}/paper.pdf")).await;
    let said = printed(&paper.bytes);
    assert!(
        said.contains("月に1回の休み") && !said.contains("苦手") && !said.contains("あざ"),
        "{said}"
    );
}

#[tokio::test]
async fn the_person_and_the_family_read_the_easy_words_of_a_report() {
    let app = TestApp::new().await;
    let (person, report) = report_to_hand_out(&app).await;
    let parties = hand_report(&app, person, &report).await;
    let (yosuke, own) = enter(&app, &parties[1]).await;
    insta::assert_snapshot!(yosuke.get(&format!("{own}?f=none")).await.text(), @"
    見本相談支援センター
    ふりがな なし すこし ぜんぶ
    わたしの ふりかえり
    ようすけさん へ
    お渡しします
    いつ
    11月12日（木）
    ふりかえったこと
    週に 3日 かよえました。
    わたしが すること
    カードを作る
    つぎに ふりかえる 月
    令和9年5月
    紙に して のこす（PDF）
    ちがうと おもうところ
    書かなくても いいです。
    うけとりました
    見るのは 相談の 人だけです。
    こまったときは 電話して ください。 見本相談支援センター 電話 044-000-0000
    ");
    let (mother, hers) = enter(&app, &parties[2]).await;
    let read = mother.get(&format!("{hers}?f=none")).await.text();
    assert!(
        read.contains("かよえました") && !read.contains("カードを作る"),
        "{read}"
    );
}

#[tokio::test]
async fn a_receipt_of_a_report_is_entered_once_and_easy_words_are_not_the_report() {
    let app = TestApp::new().await;
    let (person, report) = report_to_hand_out(&app).await;
    let path = format!("/c/{person}/papers/{report}/delivery");
    let parties = hand_report(&app, person, &report).await;
    for party in &parties {
        let (mut guest, page) = enter(&app, party).await;
        let sent = guest.post(&page, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }
    let form = offered(&app.get(&path).await);
    let saved = press(&app, &path, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(
        entries(&app, &path).await,
        ["R8.11.20 就労支援センター見本 リンク"]
    );
    assert!(!app.get(&path).await.text().contains("返事の届いた日"));
}
