//! The room in which a conference is held, line by line.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::{held, prepared, say};
use crate::testing::TestApp;

#[tokio::test]
async fn the_room_shows_who_spoke_what_was_decided_and_what_stays_open() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = held(&app, person).await;
    let board = app.get(&format!("{path}/room/board?view=screen")).await.text();
    insta::assert_snapshot!(board, @r"
    通所を安心して続けるための約束を、陽介さんと一緒に決める。
    進行中
    0
    / 60分
    本人の話
    10分 これから
    役割と期限を決める
    50分 これから
    本人 話した
    就労支援センター見本 サービス管理責任者 話しています
    発言 2
    本人
    静かな部屋がよい
    就労支援センター見本 サービス管理責任者
    静かな部屋を2つ用意できる
    決まったこと 1
    本人
    『休みます』カードを作る 12月6日まで
    決まらなかったこと 1
    送迎の時刻
    提案・計画の変更 1
    短期目標を「週3日通う」にする
    満たせない必要 1
    夜の短期入所先がない
    ");
}

#[tokio::test]
async fn a_line_that_cannot_be_read_is_refused_and_stays_in_its_field() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("{}/room/lines", prepared(&app, person).await);
    let long = "あ".repeat(1001);
    for (kind, text, said) in [
        ("remark", "", "「記録する1行」を入力してください"),
        ("remark", long.as_str(), "まで"),
        ("turn", "", "「話している人」を選んでください"),
        ("shouting", "x", "「行の種類」を選び直してください"),
        ("reach", "x", "どの行の印かを読めません"),
        ("reaction", "x", "まだ計画案の変更を見ていません"),
    ] {
        let refused = app.post(&path, &[("kind", kind), ("text", text)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert!(refused.text().contains(said), "{kind}: {}", refused.text());
    }
}

#[tokio::test]
async fn a_line_sent_twice_with_its_id_stands_once_and_a_struck_one_is_gone_from_the_board() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = prepared(&app, person).await;
    let line = uuid::Uuid::now_v7().to_string();
    let fields = [("kind", "remark"), ("text", "一度だけ"), ("line", line.as_str())];
    for _ in 0..2 {
        let saved = app.post(&format!("{path}/room/lines"), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
    }
    let board = format!("{path}/room/board");
    assert_eq!(
        app.get(&board)
            .await
            .html()
            .matches("<span>一度だけ</span>")
            .count(),
        1
    );
    for _ in 0..2 {
        let struck = app
            .post(&format!("{path}/room/strike"), &[("line", line.as_str())])
            .await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER);
    }
    assert!(!app.get(&board).await.html().contains("一度だけ"));
}

#[tokio::test]
async fn hostile_lines_stay_literal() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = prepared(&app, person).await;
    let hostile = "<script>x</script> =1+1 \"' onload=x 𠮷";
    say(&app, &path, "decision", hostile, "").await;
    for page in [format!("{path}/room"), format!("{path}/room/board")] {
        let page = app.get(&page).await;
        assert!(
            !page.html().contains("<script>x") && page.text().contains(hostile),
            "{}",
            page.text()
        );
    }
}

#[tokio::test]
async fn the_stream_carries_a_number_and_no_stream_opens_without_a_session() {
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let path = held(&app, person).await;
    let mut first = app.stream(&format!("{path}/room/events")).await;
    assert_eq!(first.kind, "text/event-stream");
    assert_eq!(first.next().await, "retry: 2000\ndata: 9\n\n");
    say(&app, &path, "remark", "新しい行", "本人").await;
    let told = first.next().await;
    assert_eq!(
        told, "retry: 2000\ndata: 10\n\n",
        "how far, and nothing of what was said"
    );
    drop(first);
    app.sign_out();
    let closed = app.get(&format!("{path}/room/events")).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    assert!(closed.location.starts_with("/signin"));
}

#[tokio::test]
async fn a_script_is_told_that_its_line_is_stored_and_nothing_more() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = prepared(&app, person).await;
    let send = |body: &'static str| {
        Request::post(format!("{path}/room/lines"))
            .header("hx-request", "true")
            .header(header::ORIGIN, "http://bansou.test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let stored = app.send(send("kind=remark&text=x")).await;
    assert_eq!((stored.status, stored.bytes.len()), (StatusCode::NO_CONTENT, 0));
    let refused = app.send(send("kind=remark&text=")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.html(), "「記録する1行」を入力してください。");
}
