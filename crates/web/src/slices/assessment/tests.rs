use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

async fn begun(app: &TestApp) -> (PersonId, String) {
    let person = app.add_person().await;
    let answer = app.post(&super::newest_path(person), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    (person, answer.location)
}

/// Posts a section that was opened at `version` and expects it to be saved.
async fn save(app: &TestApp, paper: &str, section: &str, version: &str, fields: &[(&str, &str)]) {
    let mut all = vec![("_version", version)];
    all.extend(fields);
    let answer = app.post(&format!("{paper}/{section}"), &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

const VISIT: [(&str, &str); 6] = [
    ("visits.0.on", "R8.3.13"),
    ("visits.0.from", "14:00"),
    ("visits.0.until", "15:10"),
    ("visits.0.place", "自宅"),
    ("visits.0.met", "本人、母"),
    ("visits.0.by", "見本 相子、見本 主一"),
];

async fn paper_version(app: &TestApp, paper: &str) -> String {
    let html = app.get(paper).await.html();
    let (_, rest) = html.split_once("name=\"_version\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Fills what 確定 asks for and confirms.
async fn confirmed(app: &TestApp) -> (PersonId, String) {
    let (person, paper) = begun(app).await;
    save(app, &paper, "visits", "0", &VISIT).await;
    save(
        app,
        &paper,
        "wishes",
        "0",
        &[("wish_person", "わたしは、パソコンの仕事がしたい。")],
    )
    .await;
    save(
        app,
        &paper,
        "strengths",
        "0",
        &[("strengths", "文字入力が速い\n電車にくわしい")],
    )
    .await;
    let version = paper_version(app, &paper).await;
    let answer = app
        .post(&format!("{paper}/confirm"), &[("_version", &version)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    (person, paper)
}

#[tokio::test]
async fn an_assessment_is_filled_over_several_visits_and_shows_what_is_open() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    save(&app, &paper, "visits", "0", &VISIT).await;
    save(
        &app,
        &paper,
        "money",
        "0",
        &[("aside", "declined"), ("aside_note", "通帳は次回")],
    )
    .await;
    let page = app.get(&paper).await.text();
    assert!(page.contains("9区分のうち2区分に記入"), "{page}");
    assert!(
        page.contains("令和8年3月13日 14:00～15:10 自宅 会った人：本人、母 訪問：見本 相子、見本 主一"),
        "{page}"
    );
    assert!(page.contains("話したくないとのこと"), "{page}");
    assert!(page.contains("次に聞くこと: 通帳は次回"), "{page}");
    assert!(page.contains("R8.11.20 見本 相子"), "{page}");
}

#[tokio::test]
async fn a_section_changes_only_its_own_part() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    save(
        &app,
        &paper,
        "wishes",
        "0",
        &[
            ("wish_person", "静かな所で働きたい"),
            ("wish_family", "母：毎日行く所を"),
        ],
    )
    .await;
    save(&app, &paper, "strengths", "0", &[("strengths", "記憶力")]).await;
    save(&app, &paper, "strengths", "1", &[("strengths", "記憶力\n正確さ")]).await;
    let page = app.get(&paper).await.text();
    for words in ["静かな所で働きたい", "母：毎日行く所を", "正確さ"] {
        assert!(page.contains(words), "{words} is missing: {page}");
    }
}

#[tokio::test]
async fn the_same_section_saved_by_two_shows_both_texts_and_overwrites_nothing() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    let form = format!("{paper}/strengths");
    save(
        &app,
        &paper,
        "strengths",
        "0",
        &[("strengths", "相子が書いた"), ("risks.0.what", "停電")],
    )
    .await;
    let late = [("_version", "0"), ("strengths", "主一が書いた")];
    let answer = app.post(&form, &late).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let html = answer.html();
    assert!(html.contains("主一が書いた"));
    let text = answer.text();
    assert!(
        text.contains("保存されている内容") && text.contains("相子が書いた"),
        "{text}"
    );
    assert!(text.contains("停電"), "a row only they have is shown: {text}");
    let kept = app.get(&paper).await.text();
    assert!(
        kept.contains("相子が書いた") && !kept.contains("主一が書いた"),
        "{kept}"
    );
    // The second decision is saved: the page carried the version it stands beside.
    save(&app, &paper, "strengths", "1", &[("strengths", "二人で決めた")]).await;
}

#[tokio::test]
async fn pressing_twice_saves_once_and_leads_to_the_same_page() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [("_key", key.as_str()), ("_version", "0"), ("money_kept_by", "母")];
    let first = app.post(&format!("{paper}/money"), &fields).await;
    let second = app.post(&format!("{paper}/money"), &fields).await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
    );
    assert_eq!(first.location, second.location);
    save(&app, &paper, "money", "1", &[("money_kept_by", "本人")]).await;
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    let fields = [
        ("visits.0.on", "13月40日"),
        ("visits.0.from", "25時"),
        ("visits.0.place", "<b>自宅</b>"),
        ("visits.1.place", "事業所"),
        ("visits.2.on", "R8.3.13"),
        ("visits.2.from", "15:00"),
        ("visits.2.until", "14:00"),
    ];
    let answer = app.post(&format!("{paper}/visits"), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    for field in ["visits.0.on", "visits.1.on", "visits.2.until"] {
        assert!(
            html.contains(&format!("href=\"#f-{field}\"")),
            "{field} is not told: {html}"
        );
    }
    assert!(
        html.contains("13月40日") && html.contains("&#60;b&#62;自宅"),
        "{html}"
    );
}

#[tokio::test]
async fn rows_are_added_moved_and_removed_without_script_and_nothing_is_saved() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    let form = format!("{paper}/needs");
    let needs = [("needs.0.need", "働きたい"), ("needs.1.need", "眠りたい")];
    let moved = app
        .post(&form, &[&needs[..], &[("_up", "needs.1")]].concat())
        .await;
    assert_eq!(moved.status, StatusCode::OK);
    let html = moved.html();
    assert!(html.find("眠りたい").unwrap() < html.find("働きたい").unwrap());
    let fewer = app
        .post(&form, &[&needs[..], &[("_remove", "needs.0")]].concat())
        .await;
    assert!(!fewer.html().contains("働きたい"));
    let more = app.post(&format!("{paper}/visits"), &[("_add", "visits")]).await;
    assert!(more.html().contains("name=\"visits.0.on\""));
    assert!(app.get(&paper).await.text().contains("9区分のうち0区分に記入"));
}

#[tokio::test]
async fn a_need_is_begun_from_what_somebody_said() {
    let app = TestApp::new().await;
    let (_, paper) = begun(&app).await;
    let said = [
        ("wish_person", "役に立つ仕事がしたい"),
        ("statements.0.on", "R8.3.2"),
        ("statements.0.who", "母"),
        ("statements.0.words", "この先が心配で"),
    ];
    save(&app, &paper, "wishes", "0", &said).await;
    let form = format!("{paper}/needs");
    let page = app.get(&form).await.text();
    assert!(
        page.contains("この先が心配で") && page.contains("母 R8.3.2"),
        "{page}"
    );
    let drawn = app.post(&form, &[("_draw", "1")]).await;
    assert_eq!(drawn.status, StatusCode::OK);
    assert!(
        drawn.html().contains("母 R8.3.2「この先が心配で」"),
        "{}",
        drawn.html()
    );
}

#[tokio::test]
async fn confirming_asks_for_a_visit_and_a_wish_and_then_nothing_changes_any_more() {
    let app = TestApp::new().await;
    let (_, empty) = begun(&app).await;
    let refused = app.post(&format!("{empty}/confirm"), &[("_version", "1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    assert!(
        html.contains("href=\"#f-visits\"") && html.contains("href=\"#f-wishes\""),
        "{html}"
    );

    let (_, paper) = confirmed(&app).await;
    let late = [("_version", "1"), ("strengths", "あとから")];
    assert_eq!(
        app.post(&format!("{paper}/strengths"), &late).await.status,
        StatusCode::CONFLICT
    );
    let page = app.get(&paper).await.text();
    assert!(
        !page.contains("あとから") && page.contains("訂正版を作る"),
        "{page}"
    );
    assert_eq!(app.get(&format!("{paper}/strengths")).await.location, paper);

    let correction = app.post(&format!("{paper}/correct"), &[]).await.location;
    save(
        &app,
        &correction,
        "strengths",
        "1",
        &[("strengths", "文字入力が速い\n路線図")],
    )
    .await;
    let page = app.get(&correction).await.text();
    assert!(
        page.contains("電車にくわしい") && page.contains("路線図"),
        "what changed is shown: {page}"
    );
}

#[tokio::test]
async fn a_reassessment_starts_from_the_last_one_and_shows_what_changed() {
    let app = TestApp::new().await;
    let (person, first) = confirmed(&app).await;
    let again = app.post(&super::newest_path(person), &[]).await.location;
    assert_ne!(again, first);
    let page = app.get(&again).await.text();
    assert!(
        page.contains("9区分のうち0区分に記入、2区分は前回のまま"),
        "{page}"
    );
    assert!(
        !page.contains("令和8年3月13日 14:00"),
        "the visits are this time's own: {page}"
    );
    save(
        &app,
        &again,
        "strengths",
        "0",
        &[("strengths", "文字入力が速い\n休みますと言える")],
    )
    .await;
    let html = app.get(&again).await.html();
    assert!(
        html.contains("<del>電車にくわしい</del>") && html.contains("<ins>休みますと言える</ins>"),
        "{html}"
    );
    // A second press continues the draft.
    assert_eq!(app.post(&super::newest_path(person), &[]).await.location, again);
}

#[tokio::test]
async fn what_is_not_there_or_not_an_assessment_is_not_found() {
    let mut app = TestApp::new().await;
    let (person, paper) = begun(&app).await;
    let nobody = uuid::Uuid::now_v7();
    for path in [
        format!("/c/{nobody}/assessment"),
        format!("/c/{person}/assessment/{nobody}"),
        format!("/c/{person}/assessment/{nobody}/visits"),
        format!("{paper}/nothing"),
        format!("/c/{nobody}/map"),
    ] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // A colleague who is not in charge is asked why before anything is shown.
    app.sign_in(1).await;
    assert!(app.get(&paper).await.location.contains("/reason"));
    assert_eq!(
        app.post(&format!("{paper}/visits"), &VISIT).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_family_is_drawn_and_told_in_sentences() {
    let app = TestApp::new().await;
    let (person, paper) = begun(&app).await;
    let family = [
        ("_version", "1"),
        ("name", "見本 陽介"),
        ("kana", "みほん ようすけ"),
        ("born", "H13.8.9"),
        ("family.0.name", "見本 <script>"),
        ("family.0.relation", "母"),
        ("family.0.living_together", "1"),
        ("family.1.name", "見本 正"),
        ("family.1.relation", "父"),
        ("family.1.union", "separated"),
    ];
    let saved = app.post(&format!("/c/{person}/person"), &family).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let around = [
        ("ecomap.0.who", "図書館の司書"),
        ("ecomap.0.field", "neighbourhood"),
        ("ecomap.0.tie", "strong"),
        ("family_ties.0.from", "0"),
        ("family_ties.0.to", "2"),
        ("family_ties.0.kind", "strained"),
    ];
    save(&app, &paper, "supports", "0", &around).await;
    let map = app.get(&super::map_path(person)).await.text();
    for words in [
        "母 見本 <script>さん 同居",
        "父と母は別居",
        "図書館の司書 つながり：強い",
        "本人と父のつながり：葛藤・ストレス",
    ] {
        assert!(map.contains(words), "{words} is missing: {map}");
    }
    let html = app.get(&super::map_path(person)).await.html();
    let drawings = html.split("data:image/svg+xml;base64,").skip(1);
    let drawings: Vec<_> = drawings
        .map(|rest| data_encoding::BASE64.decode(rest.split('"').next().unwrap().as_bytes()))
        .map(|svg| String::from_utf8(svg.unwrap()).unwrap())
        .collect();
    assert_eq!(drawings.len(), 2);
    for svg in drawings {
        assert!(svg.starts_with("<svg") && !svg.contains("<script"), "{svg}");
    }
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    let looks = journal.matches("家族と社会関係の図").count();
    assert_eq!(looks, 2, "two looks leave two entries: {journal}");
    let big = app
        .get(&format!("{}?big=1", super::map_path(person)))
        .await
        .html();
    assert!(big.contains("class=\"big\"") && !big.contains("class=\"identity\""));
}

#[tokio::test]
async fn both_sheets_print() {
    let app = TestApp::new().await;
    let (person, paper) = confirmed(&app).await;
    let id = paper.rsplit('/').next().unwrap();
    for form in ["face", "current-week"] {
        let pdf = app.get(&format!("/c/{person}/print/{form}/{id}/pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert!(pdf.bytes.starts_with(b"%PDF"));
    }
}

#[tokio::test]
async fn the_office_s_spelling_and_mark_reach_the_drawing_and_the_paper() {
    let mut app = TestApp::new().await;
    let (person, paper) = confirmed(&app).await;
    let family = [
        ("name", "見本 陽介"),
        ("kana", "みほん ようすけ"),
        ("_version", "1"),
        ("family.0.name", "見本 正"),
        ("family.0.relation", "父"),
        ("family.0.dead", "1"),
    ];
    let saved = app.post(&format!("/c/{person}/person"), &family).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let face = format!("/c/{person}/print/face/{}", paper.rsplit('/').next().unwrap());
    let before = (
        app.get(&super::map_path(person)).await.html(),
        app.get(&face).await.html(),
    );
    app.sign_in(2).await;
    let office = [
        ("name", "見本相談支援センター"),
        ("spelling", "mixed"),
        ("death_mark", "filled"),
        ("band_heading", "achievement"),
        ("_version", "1"),
    ];
    assert_eq!(app.post("/settings", &office).await.status, StatusCode::SEE_OTHER);
    app.sign_in(0).await;
    let drawing = |html: &str| {
        html.split("data:image/svg+xml;base64,")
            .nth(1)
            .unwrap()
            .to_owned()
    };
    assert_ne!(
        drawing(&before.0),
        drawing(&app.get(&super::map_path(person)).await.html()),
        "the mark of death"
    );
    assert_ne!(
        drawing(&before.1),
        drawing(&app.get(&face).await.html()),
        "障害 on the paper"
    );
}
