//! One page for a service manager: requests, tasks, goals beside the plan's, a note of the month.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::plan::planned;
use super::{Handed, agree_to_share, between, enter, handed, newest, party_ids, plan_choice};
use crate::testing::{Outsider, TestApp, with_file};

const CENTRE: &str = "就労支援センター見本";

/// The key of the only member of the team, who works at the centre.
async fn in_team(app: &TestApp, person: PersonId) -> String {
    let fields = [("name", CENTRE), ("role", "サービス管理責任者")];
    let added = app.post(&format!("/c/{person}/team/new"), &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let form = app.get(&format!("/c/{person}/rooms/new?ask=dates")).await.html();
    let select = between(&form, "name=\"parties.0.member\"", "</select>")[0].to_owned();
    between(&select, "<option value=\"0", "\"")
        .first()
        .map(|id| format!("0{id}"))
        .unwrap()
}

async fn desk(app: &TestApp, person: PersonId, member: &str) -> Handed {
    let paper = plan_choice(app, person).await;
    let fields = [
        ("paper", paper.as_str()),
        ("occasion", "お願いをまとめました"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "provider"),
        ("parties.0.name", CENTRE),
        ("parties.0.member", member),
    ];
    let opened = app
        .post(&format!("/c/{person}/rooms/new?ask=desk"), &fields)
        .await;
    handed(&opened).remove(0)
}

/// Opens a room about dates with the centre and the clinic.
async fn asked(app: &TestApp, person: PersonId, member: &str) {
    let fields = [
        ("occasion", "話し合う"),
        ("minutes", "60"),
        ("candidates.0.on", "R8.12.1"),
        ("candidates.0.from", "14:00"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "provider"),
        ("parties.0.name", CENTRE),
        ("parties.0.member", member),
        ("parties.1.kind", "clinic"),
        ("parties.1.name", "見本クリニック"),
    ];
    let opened = app
        .post(&format!("/c/{person}/rooms/new?ask=dates"), &fields)
        .await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
}

async fn send(centre: &mut Outsider<'_>, page: &str, fields: &[(&str, &str)]) {
    let sent = centre.post(page, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

#[tokio::test]
async fn a_manager_answers_every_request_from_one_page_and_opens_nobody_elses() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let member = in_team(&app, person).await;
    asked(&app, person, &member).await;
    let room = newest(&app, person).await;
    let parties = party_ids(&app.get(&room).await.html(), &room);
    let link = desk(&app, person, &member).await;
    let (mut centre, page) = enter(&app, &link).await;
    let read = centre.get(&page).await;
    assert!(
        read.text().contains("日程のおたずね") && read.text().contains("まだ"),
        "{}",
        read.text()
    );
    let requests = read.html();
    assert_eq!(
        between(&requests, "name=\"to\" value=\"", "\""),
        [parties[0].as_str()]
    );
    let go = format!("{page}/go");
    let theirs = centre.post(&go, &[("to", &parties[1])]).await;
    assert_eq!(
        theirs.status,
        StatusCode::NOT_FOUND,
        "the clinic's room stays the clinic's"
    );
    let opened = centre.post(&go, &[("to", &parties[0])]).await;
    assert_eq!(opened.location, format!("/room/{}", parties[0]));
    send(&mut centre, &opened.location, &[("mark.0", "good")]).await;
    let (again, _) = enter(&app, &link).await;
    assert!(again.get(&page).await.text().contains("返事ずみ"));
    // The way leads from the manager's page alone.
    let back = centre
        .post(&format!("{}/go", opened.location), &[("to", &parties[0])])
        .await;
    assert_eq!(back.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_goals_of_a_providers_plan_stand_beside_the_plans_and_a_bare_one_is_seen() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let link = desk(&app, person, "").await;
    let (mut centre, page) = enter(&app, &link).await;
    let html = centre.get(&page).await.html();
    let places: Vec<_> = between(&html, "name=\"goal.", "\"");
    assert_eq!(places, ["0", "2"], "the long goal and that of the need");
    let refused = centre.post(&page, &[("part", "goals")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let both = [("part", "goals"), ("goal.2", "通う"), ("none.2", "1")];
    assert!(
        centre
            .post(&page, &both)
            .await
            .text()
            .contains("どちらかにしてください")
    );
    let goals = [
        ("part", "goals"),
        ("made_on", "2026-10-01"),
        ("goal.2", "週3日、休まず通う <b>"),
        ("period.2", "10月から3月"),
        ("none.0", "1"),
    ];
    send(&mut centre, &page, &goals).await;
    let paper = plan_choice(&app, person).await;
    let plan = app.get(&format!("/c/{person}/plan/{paper}")).await.text();
    for said in [
        "週3日、休まず通う <b>（10月から3月）",
        "就労支援センター見本　R8.10.1の計画",
        "あたる目標はない",
        "あたる目標がまだない",
    ] {
        assert!(plan.contains(said), "{said} in {plan}");
    }
    assert_eq!(plan.matches("あたる目標がまだない").count(), 1);
}

#[tokio::test]
async fn a_note_of_the_month_stands_among_the_notes_with_its_source() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let link = desk(&app, person, "").await;
    let (mut centre, page) = enter(&app, &link).await;
    let nothing = centre.post(&page, &[("part", "month")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let note = [
        ("part", "month"),
        ("month", "2026-10"),
        ("went", "休まず通えた"),
        ("words", "電車に慣れた"),
        ("days", "12"),
        ("by", "見本 管理"),
    ];
    send(&mut centre, &page, &note).await;
    send(
        &mut centre,
        &page,
        &[("part", "month"), ("month", "2026-10"), ("went", "1日だけ休んだ")],
    )
    .await;
    let notes = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(
        notes.contains("1日だけ休んだ")
            && notes.contains("リンク")
            && notes.contains("事業所からの月の便り 1件"),
        "{notes}"
    );
    assert!(
        !notes.contains("休まず通えた"),
        "the note written again takes its place: {notes}"
    );
    let room = newest(&app, person).await;
    assert!(
        app.get(&room).await.text().contains("休まず通えた"),
        "and both stay in the room"
    );
    let party = party_ids(&app.get(&room).await.html(), &room)[0].clone();
    let path = format!("{room}/{party}/answer");
    let fax = [
        ("part", "month"),
        ("means", "fax"),
        ("month", "R8.9"),
        ("went", "見学した"),
    ];
    let entered = app.post(&path, &fax).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let notes = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(
        notes.contains("見学した") && notes.contains("FAX（見本 相子が書きこみ）"),
        "{notes}"
    );
}

#[tokio::test]
async fn the_page_stays_without_the_plan_when_consent_ends() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let link = desk(&app, person, "").await;
    let (centre, page) = enter(&app, &link).await;
    assert!(centre.get(&page).await.text().contains("朝ひとりで通いたい"));
    let no = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("reason", "知られたくない"),
        ("said_by", "本人"),
    ];
    app.post(&format!("/c/{person}/sharing"), &no).await;
    let read = centre.get(&page).await;
    assert_eq!(read.status, StatusCode::OK);
    assert!(
        !read.text().contains("朝ひとりで通いたい") && read.text().contains("月の便り"),
        "{}",
        read.text()
    );
}

#[tokio::test]
async fn the_page_of_a_manager_is_for_those_who_support() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let paper = plan_choice(&app, person).await;
    let fields = [
        ("paper", paper.as_str()),
        ("occasion", "お願いをまとめました"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "family"),
        ("parties.0.name", "お母さん"),
    ];
    let refused = app
        .post(&format!("/c/{person}/rooms/new?ask=desk"), &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("支援者のページは、事業所・学校・医療機関のためのものです"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn a_providers_plan_without_its_day_or_its_paper_is_refused_and_kept() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let link = desk(&app, person, "").await;
    let (mut centre, page) = enter(&app, &link).await;
    let nothing = centre
        .post(&page, &[("part", "plan"), ("plan_note", "9月の会議")])
        .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = nothing.text();
    assert!(
        told.contains("「個別支援会議の日」を入力") && told.contains("個別支援計画の紙（PDFか写真）を選んで"),
        "{told}"
    );
    assert!(told.contains("9月の会議"), "what was typed is kept: {told}");
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [("_key", key.as_str()), ("part", "plan"), ("met_on", "2026-09-30")];
    let html = with_file(&page, &fields, "計画.pdf", b"<html>");
    assert!(
        centre
            .send(html)
            .await
            .text()
            .contains("PDF・JPEG・PNGではありません")
    );
}

#[tokio::test]
async fn the_paper_of_a_providers_plan_stands_beside_the_plan_in_its_versions() {
    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let link = desk(&app, person, "").await;
    let (mut centre, page) = enter(&app, &link).await;
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [("_key", key.as_str()), ("part", "plan"), ("met_on", "2026-09-30")];
    let sent = centre.send(with_file(&page, &fields, "計画.pdf", PDF)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(
        centre
            .get(&page)
            .await
            .text()
            .contains("第1版　個別支援会議 R8.9.30")
    );
    // The next one comes by post, and the office puts it in.
    let room = newest(&app, person).await;
    let party = party_ids(&app.get(&room).await.html(), &room)[0].clone();
    let answer = format!("{room}/{party}/answer");
    assert!(
        app.get(&format!("{answer}?part=plan"))
            .await
            .html()
            .contains("type=\"file\"")
    );
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [
        ("_key", key.as_str()),
        ("part", "plan"),
        ("means", "letter"),
        ("met_on", "R8.11.10"),
        ("plan_note", "目標を変えた <b>"),
    ];
    let entered = app.send(with_file(&answer, &fields, "計画.pdf", PDF)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let paper = plan_choice(&app, person).await;
    let plan = app.get(&format!("/c/{person}/plan/{paper}")).await;
    for said in [
        "就労支援センター見本 第2版　個別支援会議 R8.11.10",
        "郵送・メール（見本 相子が入れました）",
        "目標を変えた <b>",
        "就労支援センター見本 第1版　個別支援会議 R8.9.30",
    ] {
        assert!(plan.text().contains(said), "{said} in {}", plan.text());
    }
    let html = plan.html();
    let files = between(&html, &format!("href=\"{room}/files/"), "\"");
    assert_eq!(files.len(), 2);
    let file = app.get(&format!("{room}/files/{}", files[0])).await;
    assert_eq!(file.bytes, PDF);
}
