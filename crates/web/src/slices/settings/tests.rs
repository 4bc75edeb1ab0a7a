use axum::http::StatusCode;
use insta::assert_snapshot;

use crate::testing::TestApp;

const OFFICE: [(&str, &str); 6] = [
    ("name", "見本相談支援センター"),
    ("spelling", "mixed"),
    ("death_mark", "cross"),
    ("band_heading", "achievement"),
    ("number_adult", "１４３００００００８"),
    ("_version", "1"),
];

#[tokio::test]
async fn everybody_reads_the_settings_and_only_the_manager_changes_them() {
    const PAGES: [&str; 3] = ["/settings", "/settings/questions/person", "/settings/visits"];
    const SHUT: &str = "<fieldset disabled>";
    let mut app = TestApp::new().await;
    for path in PAGES {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.html().contains(SHUT), "{path}: nothing is typed in vain");
    }
    assert_eq!(app.post("/settings", &OFFICE).await.status, StatusCode::FORBIDDEN);
    app.sign_in(2).await;
    for path in PAGES {
        assert!(!app.get(path).await.html().contains(SHUT), "{path}");
    }
    assert_eq!(app.post("/settings", &OFFICE).await.status, StatusCode::SEE_OTHER);
    let page = app.get("/settings").await.html();
    assert!(
        page.contains("value=\"1430000008\""),
        "digits typed in full width are stored as digits"
    );
    assert!(page.contains("value=\"mixed\" checked"));
}

#[tokio::test]
async fn who_stands_for_the_corporation_is_kept_for_the_papers_of_a_claim() {
    let app = TestApp::signed_in_as(2).await;
    let mut office = OFFICE.to_vec();
    office.extend([
        ("representative_title", "理事長"),
        ("representative", "見本 太郎"),
    ]);
    assert_eq!(app.post("/settings", &office).await.status, StatusCode::SEE_OTHER);
    let page = app.get("/settings").await;
    assert!(page.html().contains("value=\"理事長\""));
    let text = page.text();
    let said = text.lines().find(|line| line.contains("法人名「"));
    assert_snapshot!(said.unwrap_or_default(), @r"
    請求書と代理受領通知書に、法人名「見本福祉会」といっしょに印刷します。空の欄は手で書けるように空けて印刷します。
    ");
}

#[tokio::test]
async fn every_problem_of_the_office_is_told_at_once() {
    let app = TestApp::signed_in_as(2).await;
    let answer = app
        .post(
            "/settings",
            &[("number_adult", "123"), ("municipality", "1"), ("spelling", "x")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    let told: Vec<_> = text
        .lines()
        .take_while(|line| *line != "事業所")
        .filter(|line| line.ends_with('。'))
        .collect();
    assert_snapshot!(told.join("\n"), @r"
    「「障害」の書きかた」を選び直してください。
    「亡くなった方のしるし」を選んでください。
    「％の帯の見出し」を選んでください。
    「事業所名」を入力してください。
    「特定相談支援の事業所番号」は数字10けたです（いま「123」）。
    「市町村番号」は数字6けたです（いま「1」）。
    ");
}

#[tokio::test]
async fn a_manager_adds_a_worker_whose_account_opens_with_a_one_time_code() {
    let app = TestApp::signed_in_as(2).await;
    let new = [("name", "見本 新"), ("login", "arata"), ("role", "specialist")];
    let answer = app.post("/settings/staff", &new).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let html = answer.html();
    let code = html
        .split("<code>")
        .nth(1)
        .unwrap()
        .split("</code>")
        .next()
        .unwrap()
        .to_owned();
    let password = "長い文のパスワードにします";
    let chosen = [
        ("code", code.as_str()),
        ("name", "見本 新"),
        ("login", "arata"),
        ("password", password),
        ("password_again", password),
    ];
    assert_eq!(app.post("/setup", &chosen).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        app.post("/setup", &chosen).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the code twice"
    );
    let signed_in = app
        .post("/signin", &[("login", "arata"), ("password", password)])
        .await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_account_name_is_taken_once() {
    let app = TestApp::signed_in_as(2).await;
    let answer = app
        .post(
            "/settings/staff",
            &[("name", "見本 新"), ("login", "aiko"), ("role", "clerk")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .text()
            .contains("「aiko」という名前（アカウント）はもう使われています。")
    );
}

#[tokio::test]
async fn a_manager_cannot_lock_themselves_out() {
    let app = TestApp::signed_in_as(2).await;
    let own = format!("/settings/staff/{}/disable", app.office.staff[2]);
    assert_eq!(app.post(&own, &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_manager_gets_the_certificate_of_the_office_and_the_sheet_that_says_how_to_install_it() {
    let mut app = TestApp::new().await;
    for path in ["", "/certificate", "/sheet"] {
        let answer = app.get(&format!("/settings/devices{path}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    app.sign_in(2).await;
    let page = app.get("/settings/devices").await.text();
    assert!(page.contains("BA 78 16 BF  8F 01 CF EA"), "{page}");
    let certificate = app.get("/settings/devices/certificate").await;
    assert_eq!(
        certificate.bytes, b"abc",
        "the certificate itself, and nothing beside it"
    );
    let disposition = certificate.headers.get("content-disposition").unwrap();
    assert_eq!(disposition, "attachment; filename*=UTF-8''bansou-ca.crt");
    let sheet = app.get("/settings/devices/sheet").await;
    assert!(sheet.bytes.starts_with(b"%PDF-"));
}
