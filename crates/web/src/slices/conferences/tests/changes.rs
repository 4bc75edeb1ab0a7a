//! The changes of a draft, gone through one by one, until they stand in the minutes and in the plan.

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::id::PersonId;
use bansou_domain::plan::{Goal, Need, ServicePlan};
use bansou_testkit::noon;
use jiff::civil::date;

use super::{after, prepared};
use crate::slices::consent::tests::yosuke;
use crate::testing::TestApp;

fn plan(short_goal: &str, policy: &str, need: &str) -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2026, 4, 20)),
        wish_person: "電車の仕事がしたい".to_owned(),
        policy: policy.to_owned(),
        short_goal: Goal {
            text: short_goal.to_owned(),
            until: None,
        },
        needs: vec![Need {
            need: "朝ひとりで通いたい".to_owned(),
            goal: need.to_owned(),
            ..Need::default()
        }],
        ..ServicePlan::default()
    }
}

/// 見本 陽介 with a plan in force and the draft of the next one.
async fn with_draft(app: &TestApp) -> PersonId {
    let mut story = Story::of(0, yosuke());
    let old = plan("週3日通う", "無理をしない", "駅まで歩く");
    let new = plan("週4日通う", "楽しみをふやす", "会社まで歩く");
    story.plans = vec![Told::confirmed(1, old), Told::draft(2, new)];
    let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
    writer.write(&story).await.unwrap()
}

async fn send(app: &TestApp, path: &str, fields: &[(&str, &str)]) {
    let sent = app.post(&format!("{path}/room/lines"), fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

/// The change everybody looks at.
async fn shown(app: &TestApp, path: &str) -> String {
    let board = app.get(&format!("{path}/room/board")).await.html();
    let id = after(&board, "data-showing=\"");
    id.split('"').next().unwrap_or_default().to_owned()
}

async fn mark(app: &TestApp, path: &str, kind: &str, value: &str) {
    let of = shown(app, path).await;
    send(app, path, &[("kind", kind), ("of", &of), ("value", value)]).await;
}

/// Turns to the next change.
async fn turn(app: &TestApp, path: &str) {
    let board = app.get(&format!("{path}/room/board")).await.html();
    let button = after(&board, "id=\"b-later\"");
    let next = after(button, "value=\"").split('"').next().unwrap_or_default();
    send(app, path, &[("kind", "showing"), ("of", next)]).await;
}

/// Brings the changes in: 総合的な援助の方針, 短期目標, 支援目標.
async fn brought(app: &TestApp, person: PersonId) -> String {
    let path = prepared(app, person).await;
    let room = app.get(&format!("{path}/room")).await.text();
    assert!(room.contains("計画案の変更を1つずつ見る（3件）"), "{room}");
    let bring = format!("{path}/room/changes");
    for _ in 0..2 {
        assert_eq!(app.post(&bring, &[]).await.status, StatusCode::SEE_OTHER);
    }
    path
}

#[tokio::test]
async fn everybody_sees_the_changes_of_the_draft_one_after_the_other() {
    let app = TestApp::new().await;
    let path = brought(&app, with_draft(&app).await).await;
    let screen = app.get(&format!("{path}/room?view=screen")).await;
    assert!(!screen.text().contains("1つずつ見る"), "nothing is left to bring");
    let text = screen.text();
    let first = after(&text, "計画案の変更 ");
    insta::assert_snapshot!(first.split("発言").next().unwrap_or_default(), @r"
    1 / 3
    総合的な援助の方針
    いまの計画
    無理をしない
    計画案
    楽しみをふやす
    本人
    まだ
    見通し
    まだ
    合意
    まだ
    すべての変更
    総合的な援助の方針 まだ
    短期目標 まだ
    優先順位1の支援目標 まだ
    ");

    // It stays until somebody turns, so that no mark falls on another.
    let first = shown(&app, &path).await;
    mark(&app, &path, "verdict", "agreed").await;
    assert_eq!(shown(&app, &path).await, first);
    turn(&app, &path).await;
    assert_ne!(shown(&app, &path).await, first);
    send(&app, &path, &[("kind", "showing"), ("of", &first)]).await;
    assert_eq!(shown(&app, &path).await, first);
    let odd = [("kind", "change"), ("text", "でっちあげ")];
    let refused = app.post(&format!("{path}/room/lines"), &odd).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_was_settled_stands_in_the_minutes_and_in_the_plan() {
    let app = TestApp::new().await;
    let person = with_draft(&app).await;
    let path = brought(&app, person).await;
    mark(&app, &path, "verdict", "not_agreed").await;
    turn(&app, &path).await;
    mark(&app, &path, "reaction", "nod").await;
    let own = [("kind", "reaction"), ("text", "本人：週4日やってみる")];
    send(&app, &path, &own).await;
    mark(&app, &path, "reach", "later").await;
    mark(&app, &path, "verdict", "agreed").await;
    turn(&app, &path).await;
    mark(&app, &path, "reaction", "unsure").await;
    mark(&app, &path, "verdict", "open").await;
    let board = app.get(&format!("{path}/room/board")).await.text();
    assert!(
        board.contains("わからない") && board.contains("決まらなかった"),
        "{board}"
    );

    app.post(&format!("{path}/room/begin"), &[]).await;
    let minutes = app.post(&format!("{path}/minutes"), &[]).await.location;
    let page = app.get(&minutes).await.text();
    for said in [
        "短期目標（週3日通う → 週4日通う） → うなずいた「週4日やってみる」",
        "優先順位1の支援目標（駅まで歩く → 会社まで歩く） → わからない",
        "修正の内容\n無理をしない\n[x]\n合意せず、もとのまま",
        "修正の内容\n週4日通う",
    ] {
        assert!(page.contains(said), "{said} is missing: {page}");
    }
    let fields = [
        ("_version", "1"),
        ("_do", "confirm"),
        ("on", "R8.11.20"),
        ("purpose", "約束を決める"),
        ("attended", "本人"),
        ("plan_changes.0.place", "policy"),
        ("plan_changes.0.text", "無理をしない"),
        ("plan_changes.0.keep", "1"),
        ("plan_changes.1.place", "short_goal"),
        ("plan_changes.1.text", "週4日通う"),
    ];
    let confirmed = app.post(&minutes, &fields).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let list = app.get(&format!("/c/{person}/plan")).await.html();
    let draft = list
        .split("/edit\"")
        .next()
        .and_then(|before| before.rsplit("href=\"").next());
    let editor = app.get(&format!("{}/edit", draft.unwrap())).await;
    let text = editor.text();
    assert!(text.contains("総合的な援助の方針（もとのままにする）"), "{text}");
    assert!(
        editor.html().contains("<ins>無理をしない</ins>"),
        "the text from before is offered"
    );
}
