//! The record of a meeting as an office uses it.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

/// The meeting of the walk's adult.
const MEETING: [(&str, &str); 20] = [
    ("on", "R8.4.28"),
    ("from", "15:00"),
    ("until", "15:55"),
    ("place", "就労支援センター見本 会議室"),
    (
        "purpose",
        "通所を安心して始めるための約束ごとを、陽介さんと一緒に決める。",
    ),
    (
        "attended",
        "本人\n母\n就労支援センター見本 サービス管理責任者\n見本相談支援センター 見本 相子",
    ),
    ("opinions.0.who", "見本クリニック 主治医"),
    ("opinions.0.asked", "R8.4.24"),
    ("opinions.0.answered", "R8.4.27"),
    ("opinions.0.opinion", "開始1か月は週3日を超えないこと。"),
    ("discussion", "本人: 静かな部屋がよい。"),
    ("decisions.0.who", "就労支援センター見本"),
    ("decisions.0.what", "翌日の予定を紙で渡す"),
    ("decisions.0.by", "R8.5.7"),
    ("decisions.3.who", "本人"),
    ("decisions.3.what", "『休みます』カードを作る"),
    ("decisions.3.by", "R8.5.6"),
    ("open", "母が入院したときの短期入所先が区内に見つからない"),
    ("next", "2026-07（モニタリングと同じ日）"),
    ("_do", "confirm"),
];

async fn confirmed(app: &TestApp, person: PersonId) -> String {
    let saved = app.post(&format!("/c/{person}/meetings/new"), &MEETING).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    saved.location
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = MEETING.iter().filter(|(found, _)| *found != name);
    others.copied().chain([(name, value)]).collect()
}

#[tokio::test]
async fn a_confirmed_meeting_says_everything_that_was_typed() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let page = app.get(&confirmed(&app, person).await).await.text();
    insta::assert_snapshot!(page.split_once("記録 見本 相子").unwrap().1, @r"
    日時
    令和8年4月28日(火) 15:00～15:55
    場所
    就労支援センター見本 会議室
    目的
    通所を安心して始めるための約束ごとを、陽介さんと一緒に決める。
    出席した人
    本人
    母
    就労支援センター見本 サービス管理責任者
    見本相談支援センター 見本 相子
    欠席した人の意見
    欠席した人への照会と回答
    相手
    照会
    回答
    意見
    見本クリニック 主治医
    R8.4.24
    R8.4.27
    開始1か月は週3日を超えないこと。
    話し合ったこと
    本人: 静かな部屋がよい。
    決まったこと
    決まったこと
    だれが
    何を
    いつまでに
    就労支援センター見本
    翌日の予定を紙で渡す
    R8.5.7
    本人
    『休みます』カードを作る
    R8.5.6
    決まらなかったこと・残っていること
    母が入院したときの短期入所先が区内に見つからない
    次回
    2026-07（モニタリングと同じ日）
    ");
}

#[tokio::test]
async fn a_draft_is_kept_without_a_check_and_confirming_tells_every_problem() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let draft = app
        .post(
            &format!("/c/{person}/meetings/new"),
            &[("place", "会議室"), ("_do", "draft")],
        )
        .await;
    assert_eq!(draft.status, StatusCode::SEE_OTHER, "{}", draft.text());
    let fields = [
        ("_version", "1"),
        ("place", "会議室"),
        ("attended", "母"),
        ("on", "R9.1.8"),
        ("_do", "confirm"),
    ];
    let refused = app.post(&draft.location, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("入力を確かめてください（3か所）"), "{text}");
    assert!(
        text.contains("本人が出席しなかった理由を入力してください") && text.contains("[会議室]"),
        "{text}"
    );
}

#[tokio::test]
async fn a_draft_changed_by_a_colleague_stands_beside_mine() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let draft = app
        .post(&format!("/c/{person}/meetings/new"), &[("place", "会議室")])
        .await
        .location;
    let first = app.post(&draft, &[("_version", "1"), ("place", "公民館")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = app.post(&draft, &[("_version", "1"), ("place", "図書館")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.text().contains("[図書館]") && second.text().contains("公民館"),
        "{}",
        second.text()
    );
}

#[tokio::test]
async fn a_confirmed_record_is_corrected_by_a_new_one() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let old = confirmed(&app, person).await;
    let edit = app.post(&format!("{old}/correct"), &[]).await.location;
    assert_eq!(app.post(&format!("{old}/correct"), &[]).await.location, edit);
    let mut fields = with("next", "R8.8");
    fields.push(("_version", "1"));
    let new = app.post(&edit, &fields).await;
    assert_eq!(new.status, StatusCode::SEE_OTHER, "{}", new.text());
    assert!(app.get(&new.location).await.text().contains("R8.8"));
    assert!(app.get(&old).await.text().contains("訂正前"));
    let stands = app.post(&format!("{old}/edit"), &fields).await;
    assert_eq!(stands.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_row_is_added_without_saving() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [("place", "会議室"), ("_add", "decisions")];
    let page = app.post(&format!("/c/{person}/meetings/new"), &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("[会議室]"));
    assert!(
        app.get(&format!("/c/{person}/meetings"))
            .await
            .text()
            .contains("まだ会議の記録はありません")
    );
}

#[tokio::test]
async fn hostile_text_stays_literal() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let saved = app
        .post(
            &format!("/c/{person}/meetings/new"),
            &with("purpose", "<script>x</script> #set 𠮷😀 =1+1"),
        )
        .await;
    let page = app.get(&saved.location).await;
    assert!(!page.html().contains("<script>x"));
    assert!(
        page.text().contains("<script>x</script> #set 𠮷😀 =1+1"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_meeting_of_another_person_is_not_found() {
    let app = TestApp::new().await;
    let (one, other) = (app.add_person().await, app.add_person().await);
    let path = confirmed(&app, one).await;
    let foreign = path.replace(&one.to_string(), &other.to_string());
    assert_eq!(app.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.post(&format!("{foreign}/correct"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
}
