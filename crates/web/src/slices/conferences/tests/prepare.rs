//! Preparing a conference, and the papers of before.

use axum::http::StatusCode;

use super::{PREPARED, after, held, prepared};
use crate::testing::TestApp;

#[tokio::test]
async fn a_preparation_begins_with_the_offices_hour_and_the_people_of_the_case() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let page = app.get(&format!("/c/{person}/conferences/new")).await.text();
    assert!(page.contains("合計 60分"), "{page}");
    for said in ["[はじめ・自己紹介]", "[本人の話]", "[本人]", "見本 相子]"] {
        assert!(page.contains(said), "{said} is missing: {page}");
    }
}

#[tokio::test]
async fn a_preparation_without_a_purpose_is_refused_with_everything_kept() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("place", "会議室"),
        ("agenda.0.title", "本人の話"),
        ("agenda.0.minutes", "十"),
    ];
    let refused = app.post(&format!("/c/{person}/conferences/new"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(
        text.contains("入力を確かめてください（3か所）") && text.contains("[会議室]"),
        "{text}"
    );
}

#[tokio::test]
async fn the_page_of_a_conference_says_who_is_missing() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let page = app.get(&prepared(&app, person).await).await.text();
    insta::assert_snapshot!(after(&page, "参加する人\n"), @r"
    参加する人
    所属・名前
    立場
    参加
    意見・意向
    本人 必ず
    本人
    来る
    就労支援センター見本 サービス管理責任者
    事業所
    来る
    見本クリニック 主治医
    医療
    欠席（照会する）
    週3日を超えないこと。
    まだ入っていない立場
    相談支援専門員（必ず）
    家族（本人が望むとき）
    就労・進路の担当（職場、就業・生活支援センター）
    議題 合計 60分
    議題と時間
    議題
    話す人
    分
    本人の話
    10
    役割と期限を決める
    50
    渡すもの
    開催案内（PDF） Excel
    本人に渡す案内 PDF
    日程と意見をたずねる
    まだたずねていません。事業所・学校・家族に、リンク・電話・FAXでたずねられます。
    候補日をたずねる 意見をたずねる
    リンクで渡す
    まだリンクで渡していません。受け取った人は、ここに出ます。
    資料をリンクで渡す
    前までに決まって、まだのこと
    まだのことはありません。
    進行する人だけのもの
    議事録や会議室の画面には出ません。
    進行のメモ（自分だけ）
    会議のふりかえり
    この準備を捨てる
    ");
}

#[tokio::test]
async fn a_preparation_changed_by_a_colleague_stands_beside_mine() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("{}/edit", prepared(&app, person).await);
    let with = |place: &'static str| {
        let mut fields = PREPARED.to_vec();
        fields.retain(|(name, _)| *name != "place");
        fields.extend([("place", place), ("_version", "1")]);
        fields
    };
    assert_eq!(
        app.post(&path, &with("公民館")).await.status,
        StatusCode::SEE_OTHER
    );
    let second = app.post(&path, &with("図書館")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let text = second.text();
    assert!(text.contains("[図書館]") && text.contains("公民館"), "{text}");
}

#[tokio::test]
async fn the_persons_page_has_readings_and_can_go_without() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let mut fields = PREPARED.to_vec();
    fields.push((
        "easy_purpose",
        "仕事《しごと》に通《かよ》う約束を決《き》めます。",
    ));
    let path = app
        .post(&format!("/c/{person}/conferences/new"), &fields)
        .await
        .location;
    let page = app.get(&format!("{path}/easy")).await;
    assert!(
        page.html()
            .contains("<ruby>仕事<rp>（</rp><rt>しごと</rt><rp>）</rp></ruby>")
    );
    assert!(
        page.text().contains("「約束」にふりがながありません"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("午後（ごご）2時（じ）"), "{}", page.text());
    let without = app.get(&format!("{path}/easy?f=none")).await;
    assert!(!without.html().contains("しごと"));
    let some = app.get(&format!("{path}/easy?f=some")).await.html();
    assert!(
        some.contains("しごと") && !some.contains("かよ"),
        "通 is taught early, 仕 is not: {some}"
    );
    for paper in ["easy/pdf", "notice/pdf"] {
        let printed = app.get(&format!("{path}/{paper}")).await;
        assert_eq!(printed.status, StatusCode::OK, "{paper}");
        assert!(printed.bytes.starts_with(b"%PDF"), "{paper}");
    }
}

#[tokio::test]
async fn a_conference_of_another_person_is_not_found() {
    let app = TestApp::new().await;
    let (one, other) = (app.add_person().await, app.add_person().await);
    let path = held(&app, one)
        .await
        .replace(&one.to_string(), &other.to_string());
    for page in [
        "",
        "/edit",
        "/room",
        "/room/board",
        "/room/events",
        "/easy",
        "/note",
        "/check",
        "/notice/pdf",
    ] {
        assert_eq!(
            app.get(&format!("{path}{page}")).await.status,
            StatusCode::NOT_FOUND,
            "{page}"
        );
    }
    let line = [("kind", "remark"), ("text", "よその会議")];
    for verb in ["room/lines", "room/begin", "room/end", "minutes"] {
        assert_eq!(
            app.post(&format!("{path}/{verb}"), &line).await.status,
            StatusCode::NOT_FOUND,
            "{verb}"
        );
    }
}

#[tokio::test]
async fn an_untouched_preparation_can_be_thrown_away_and_a_held_one_cannot() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = prepared(&app, person).await;
    let gone = app.post(&format!("{path}/discard"), &[("_version", "1")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);
    let path = held(&app, person).await;
    let kept = app.post(&format!("{path}/discard"), &[("_version", "1")]).await;
    assert_eq!(kept.status, StatusCode::CONFLICT);
}
