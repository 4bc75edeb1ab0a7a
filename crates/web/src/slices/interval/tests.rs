//! The slice as a worker uses it.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

const CERTIFICATE: [(&str, &str); 7] = [
    ("kind", "welfare"),
    ("number", "0000000018"),
    ("municipality", "141305"),
    ("grant_from", "R8.5.1"),
    ("grant_until", "R9.4.30"),
    ("monitoring_text", "6か月ごと"),
    ("months", "R8.10, R9.4"),
];

const DISCHARGED: [(&str, &str); 6] = [
    ("on", "R8.11.2"),
    ("means", "telephone"),
    ("counterpart", "medical"),
    ("work", "monitoring"),
    ("facts", "病棟の相談員から電話があった。"),
    ("event", "discharge"),
];

/// A case with a certificate and a discharge, and the form of the request that was begun for it.
async fn begun(app: &TestApp) -> (PersonId, String) {
    let person = app.add_person().await;
    let saved = app
        .post(&format!("/c/{person}/certificates/new"), &CERTIFICATE)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    app.post(&format!("/c/{person}/notes/new"), &DISCHARGED).await;
    let advice = super::advice_path(person);
    let page = app.get(&advice).await.html();
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    // With the key the page carries: what is no key is refused.
    let typed = [("_key", &*value("_key")), ("certificate", &*value("certificate"))];
    let begun = app.post(&advice, &typed).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    (person, begun.location)
}

#[tokio::test]
async fn the_page_names_what_it_sees_where_it_saw_it_and_that_it_decides_nothing() {
    let app = TestApp::new().await;
    let (person, _) = begun(&app).await;
    let page = app.get(&super::advice_path(person)).await;
    assert!(page.html().contains(&format!("<a href=\"/c/{person}/notes/")));
    let text = page.text();
    let said: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("モニタリング期間を見直す"))
        .collect();
    insta::assert_snapshot!(said.join("\n"), @"
    モニタリング期間を見直す
    記録に見えることを並べます。期間を決めるのは市町村で、ここに出るものは判定ではありません。
    記録に見えること
    短くする（回数をふやす）わけになりそうなこと
    入退院・入退所 R8.11.2に退院した
    直近の報告書と半年の経過から拾います。どの記録を拾うかは、このソフトの決めたもので、法令の基準ではありません。
    申し出る
    障害福祉サービス受給者証
    6か月ごと
    R8.10, R9.4
    申出の下書きを作る（障害福祉サービス受給者証）
    決まった様式のある市町村では、その様式に書き写してください。ここで作る紙は参考の様式です。
    これまでの申出
    申出（下書き）
    ");
}

#[tokio::test]
async fn a_request_is_drafted_from_what_the_records_show() {
    let app = TestApp::new().await;
    let (_, edit) = begun(&app).await;
    let form = app.get(&edit).await.html();
    assert!(form.contains("R8.11.2に退院した"), "{form}");
    assert!(form.contains("value=\"R8.12\""), "{form}");
    let show = edit.strip_suffix("/edit").unwrap();
    let drafted = app.get(show).await.text();
    assert!(drafted.contains("3か月ごと　R8.10, R9.1, R9.4"), "{drafted}");
}

#[tokio::test]
async fn every_gap_of_a_request_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let (_, edit) = begun(&app).await;
    let show = edit.strip_suffix("/edit").unwrap();
    let wrong = [
        ("_version", "1"),
        ("from", "R9.13"),
        ("months", "R8.10 らいげつ"),
        ("why", "＝SUM(1)<b>"),
    ];
    let refused = app.post(&edit, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().contains("#f-from") && refused.html().contains("#f-months"));
    assert!(refused.html().contains("＝SUM(1)&#60;b&#62;") && refused.html().contains("R8.10 らいげつ"));

    let gaps = [("_version", "1"), ("from", "R9.1"), ("months", "R8.9, R9.6")];
    assert_eq!(app.post(&edit, &gaps).await.location, show);
    let refused = app.post(&format!("{show}/confirm"), &[("_version", "2")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    let told: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("か所"))
        .take(6)
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    入力を確かめてください（5か所）
    「申出日」を入れてください。
    令和9年6月は、支給決定の終わりより後です。
    令和8年9月はもう過ぎた月です。過ぎた月は、受給者証の印字のままにします。
    「変更の理由」を1つ以上選んでください。
    「理由の説明」を書いてください。
    ");
}

#[tokio::test]
async fn a_whole_request_stands_prints_and_is_agreed_to() {
    let app = TestApp::new().await;
    let (person, edit) = begun(&app).await;
    let show = edit.strip_suffix("/edit").unwrap();
    let whole = [
        ("_version", "1"),
        ("made_on", "R8.11.20"),
        ("municipality", "見本市"),
        ("every", "3"),
        ("from", "R8.12"),
        ("reasons", "stay"),
        ("reasons", "family"),
        ("why", "R8.11.2に退院した"),
        ("wish", "月に1回は話したい"),
        ("attached", "report"),
    ];
    assert_eq!(app.post(&edit, &whole).await.location, show);
    let confirmed = app.post(&format!("{show}/confirm"), &[("_version", "2")]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let text = app.get(show).await.text();
    let stands: Vec<&str> = text.lines().skip_while(|line| *line != "内容").collect();
    insta::assert_snapshot!(stands.join("\n"), @"
    内容
    申出日
    令和8年11月20日
    市町村
    見本市
    いまの実施月
    6か月ごと　R8.10, R9.4
    いつから
    令和8年12月
    変更後の実施月
    3か月ごと　R8.10, R9.1, R9.4
    変更の理由
    入退院・入退所、家族状況の変化
    理由の説明
    R8.11.2に退院した
    本人・家族の考え
    月に1回は話したい
    添付
    モニタリング報告書
    このあと
    本人・保護者の同意を記録する
    市町村へ出したことを記録する
    市町村からの変更通知を記録する
    新しい受給者証が届いたら、受給者証の実施月を印字のとおりに直す
    市町村が変えるまでは、受給者証に印字された月のままです。
    訂正版を作る
    ");
    let late = app
        .post(&edit, &[&whole[1..], &[("_version", "3")]].concat())
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let id = show.rsplit('/').next().unwrap();
    let pdf = app.get(&format!("/c/{person}/print/interval/{id}/pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.text());
    let agreed = app.get(&format!("/c/{person}/papers/{id}/consent")).await;
    assert_eq!(agreed.status, StatusCode::OK);
}

#[tokio::test]
async fn a_second_press_goes_on_with_the_draft_and_a_strange_certificate_is_not_found() {
    let app = TestApp::new().await;
    let (person, edit) = begun(&app).await;
    let advice = super::advice_path(person);
    assert_eq!(app.post(&advice, &[("certificate", "x")]).await.location, edit);
    let show = edit.strip_suffix("/edit").unwrap();
    let discarded = app.post(&format!("{show}/discard"), &[("_version", "1")]).await;
    assert_eq!(discarded.location, advice);
    let strange = app.post(&advice, &[("certificate", &person.to_string())]).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&edit).await.status, StatusCode::NOT_FOUND);
}
