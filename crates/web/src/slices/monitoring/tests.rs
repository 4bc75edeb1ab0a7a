//! The slice as an office uses it, with the case of 見本 陽介.

mod browser;
mod carried;
mod sources;
mod yosuke;

use axum::http::StatusCode;
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::paper::PaperKind;
use bansou_store::journal::Did;
use bansou_testkit::noon;
use jiff::civil::date;

use self::browser::Page;
use self::yosuke::{case, july, signed_in};
use crate::testing::TestApp;

fn after<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

fn between<'t>(text: &'t str, from: &str, until: &str) -> &'t str {
    let rest = after(text, from);
    rest.split_once(until).map_or(rest, |(part, _)| part)
}

#[tokio::test]
async fn a_report_is_written_from_the_plan_confirmed_and_read_again() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let report = july(&app, person).await;
    let page = app.get(&report).await.text();
    insta::assert_snapshot!(between(&page, "請求できる状態", "報告の内容"), @r"
    あと2つ
    訪問令和8年7月22日完了
    報告書の確定令和8年11月20日完了
    本人の同意まだ
    市町村への写しまだ
    継続サービス利用支援
    サービス提供月 令和8年7月　請求する月 令和8年8月
    同意を記録する
    写しを渡したことを記録する
    次につながること
    このまま続けます。次は令和8年10月です。
    ");
    insta::assert_snapshot!(between(&page, "課題ごとの結果", "週間の表を見る"), @r"
    課題・目標
    提供状況
    本人の感想・満足度
    達成度
    状態
    課題・解決方法
    計画変更
    留意事項
    1. わたしは、パソコンで役に立つ仕事がしたい。
    週3日から通い始める。（令和8年10月）
    予定どおり週3日。
    70～90％
    静かだから大丈夫。
    50～70％
    向上
    2種類目の作業を見学してから決める。
    変更なし
    2. よく眠って、体の調子をくずさないようにしたい。
    通院を続ける。（令和8年10月）
    90～100％
    90～100％
    維持
    計画（週間）
    週間計画の変更
    変更予定
    金 変更
    13:00～16:00 図書館
    →
    15:00～17:00 図書館
    ");
}

#[tokio::test]
async fn everything_missing_is_told_at_once_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let mut page = Page::open(&app, &format!("/c/{person}/monitoring/write/2026-07")).await;
    page.set("visit.on", "R8.13.40");
    page.set("visit.place", "");
    page.set("rows.0.voice", "<b>だいじょうぶ</b> =1+1 #let x 𠮷");
    page.set("rows.1.changes", "kind");
    page.set("rows.1.no_change", "1");
    let refused = page.press(&app, "confirm").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    insta::assert_snapshot!(between(&text, "入力を確かめてください", "保存する"), @r"
    （8か所）
    「実施日」を読めません。13月はありません。 例: R8.11.21
    「場所」を入力してください。自宅以外のときは、その場所で会ったことがわかるように書きます。
    「会った人」を入力してください。例: 本人、母
    「全体の状況」を入力してください。
    1番目の課題: 達成度を選ぶか、達成の様子を書いてください。
    1番目の課題: 変更なしか、種類・量・計画のどれを変えるかを選んでください。
    2番目の課題: 達成度を選ぶか、達成の様子を書いてください。
    2番目の課題: 変更なしと、変更の両方が選ばれています。どちらかにしてください。
    ");
    assert!(text.contains("<b>だいじょうぶ</b> =1+1 #let x 𠮷"));
    assert!(refused.html().contains("R8.13.40"));
}

#[tokio::test]
async fn a_visit_in_the_following_month_needs_its_reason_and_one_is_drafted() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    july(&app, person).await;
    let mut page = Page::open(&app, &format!("/c/{person}/monitoring/write/2026-10")).await;
    page.set("visit.on", "R8.11.5");
    page.set("visit.met", "本人");
    let page = page.press(&app, "same").await;
    let mut page = Page::of(&page.html(), &format!("/c/{person}/monitoring/write/2026-10"));
    let refused = page.press(&app, "confirm").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("翌月に実施した理由を入力してください"));

    page.set("slip.cause", "illness");
    page.set("slip.called_on", "R8.10.26");
    page.set("slip.called_whom", "区役所 障害者支援課");
    let drafted = page.press(&app, "slip").await;
    let mut page = Page::of(&drafted.html(), &format!("/c/{person}/monitoring/write/2026-10"));
    insta::assert_snapshot!(page.value("slip.reason"), @r"本人の体調不良のため、10月中の訪問ができなかった。11月5日に訪問した。10月26日に区役所 障害者支援課へ連絡済み。");
    let saved = page.press(&app, "confirm").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());

    page.set("visit.on", "R8.9.30");
    page.renew_key();
    let early = page.press(&app, "confirm").await.text();
    assert!(early.contains("実施日が対象月より前です"), "{early}");
}

#[tokio::test]
async fn where_the_municipality_refuses_a_later_visit_the_front_page_does_not_count_it() {
    let mut app = TestApp::new().await;
    let person = case(&app).await;
    july(&app, person).await;
    let path = format!("/c/{person}/monitoring/write/2026-10");
    let mut page = Page::open(&app, &path).await;
    page.set("visit.on", "R8.11.5");
    page.set("visit.met", "本人");
    page.set("slip.cause", "illness");
    let page = Page::of(&page.press(&app, "same").await.html(), &path);
    let page = Page::of(&page.press(&app, "slip").await.html(), &path);
    let saved = page.press(&app, "confirm").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());

    let strip = async |app: &TestApp| {
        let page = app.get(&format!("/c/{person}")).await.text();
        let cells: Vec<_> = between(&page, "モニタリングの12か月", "数字は月")
            .lines()
            .collect();
        cells[13..].concat()
    };
    insta::assert_snapshot!(strip(&app).await, @"済済予予");
    app.sign_in(2).await;
    let refuses = [("subject", "141305"), ("value", "refused"), ("from", "R8.11")];
    assert_eq!(
        app.post("/settings/claims/slip", &refuses).await.status,
        StatusCode::SEE_OTHER
    );
    app.sign_in(0).await;
    insta::assert_snapshot!(strip(&app).await, @"済遅予予");
}

#[tokio::test]
async fn a_report_shows_what_the_meetings_of_its_own_cycle_decided() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let who = signed_in(&app).await;
    let mut tx = app.test.store.begin(who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&who, person).await.unwrap();
    for (cycle, on, what) in [
        (1, date(2026, 6, 1), "席を窓際にする"),
        (1, date(2026, 4, 28), "予定を紙で渡す"),
        (2, date(2026, 11, 1), "次の計画で通所を増やす"),
    ] {
        let meeting = ServiceMeeting {
            on: Some(on),
            decisions: vec![Promise {
                who: "就労支援センター見本".to_owned(),
                what: what.to_owned(),
                by: None,
            }],
            ..ServiceMeeting::default()
        };
        let id = tx.add_paper(editor, PaperKind::Meeting, cycle, &meeting).await;
        tx.confirm_paper(editor, id.unwrap(), 1).await.unwrap();
    }
    tx.commit(Did::to(person, "meeting.confirmed")).await.unwrap();
    let page = app
        .get(&format!("/c/{person}/monitoring/write/2026-10"))
        .await
        .text();
    let place = |words: &str| page.find(words);
    assert!(place("予定を紙で渡す") < place("席を窓際にする"), "{page}");
    assert!(place("予定を紙で渡す").is_some() && place("次の計画で通所を増やす").is_none());
}

#[tokio::test]
async fn an_unchanged_report_takes_over_the_last_bands_and_the_changed_week() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    july(&app, person).await;
    let path = format!("/c/{person}/monitoring/write/2026-10");
    let mut page = Page::open(&app, &path).await;
    page.set("rows.0.voice", "ラベルの入力もできる。");
    let filled = page.press(&app, "same").await;
    assert_eq!(filled.status, StatusCode::OK);
    let page = Page::of(&filled.html(), &path);
    let fields = [
        "overall",
        "rows.0.satisfaction",
        "rows.0.achievement",
        "rows.0.trend",
        "rows.0.no_change",
        "rows.0.voice",
        "rows.1.achievement",
        "leads_to",
        "week_unchanged",
        "week_baseline",
        "week.2.days",
        "week.2.from",
        "next",
        "visit.met",
    ];
    let said: Vec<_> = fields
        .iter()
        .map(|name| format!("{name} = {}", page.value(name)))
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    overall = 計画どおりに続いており、前回から大きな変わりはない。
    rows.0.satisfaction = 70-90
    rows.0.achievement = 50-70
    rows.0.trend = same
    rows.0.no_change = 1
    rows.0.voice = ラベルの入力もできる。
    rows.1.achievement = 90-100
    leads_to = unchanged
    week_unchanged = 1
    week_baseline = R8.7.22のモニタリングの変更を反映した週間計画
    week.2.days = 金
    week.2.from = 15:00
    next = 令和9年1月
    visit.met = 本人、母
    ");
}

#[tokio::test]
async fn the_work_from_the_board_to_the_claim_is_one_button_after_another() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let lane = |text: &str| between(text, "前の月までの残り", "今月").to_owned();
    let board = app.get("/monitoring").await.text();
    insta::assert_snapshot!(lane(&board), @r"
    2件
    見本 陽介（みほん ようすけ）7月分　実施できる期間を過ぎました（訪問していれば書けます）自分遅れ報告を書く（見本 陽介さん 7月分）
    見本 陽介（みほん ようすけ）10月分　翌月の11月30日まで（あと10日）・理由が必要自分遅れ報告を書く（見本 陽介さん 10月分）
    ");

    let report = july(&app, person).await;
    let id = report.rsplit('/').next().unwrap();
    let mut consent = Page::open(&app, &format!("/c/{person}/papers/{id}/consent")).await;
    consent.set("means", "post");
    consent.set("explained_on", "R8.7.29");
    consent.set("given_on", "R8.7.29");
    let saved = consent.press(&app, "").await;
    assert_eq!(saved.location, report, "{}", saved.text());
    let mut delivery = Page::open(&app, &format!("/c/{person}/papers/{id}/delivery")).await;
    let row = delivery.row_with("to", "recipient", "municipality");
    delivery.set(&format!("to.{row}.on"), "R8.8.3");
    let saved = delivery.press(&app, "").await;
    assert_eq!(saved.location, report, "{}", saved.text());
    let page = app.get(&report).await.text();
    assert!(page.contains("訪問の目的\n前もって本人に伝えた"), "{page}");
    insta::assert_snapshot!(between(&page, "請求できる状態", "次につながること"), @r"
    そろっています
    訪問令和8年7月22日完了
    報告書の確定令和8年11月20日完了
    本人の同意令和8年7月29日　見本 陽介（郵送）完了
    市町村への写し令和8年8月3日（窓口）完了
    継続サービス利用支援
    サービス提供月 令和8年7月　請求する月 令和8年8月
    同意の記録を見る
    ほかに渡した先を記録する
    ");
    insta::assert_snapshot!(lane(&app.get("/monitoring").await.text()), @r"
    1件
    見本 陽介（みほん ようすけ）10月分　翌月の11月30日まで（あと10日）・理由が必要自分遅れ報告を書く（見本 陽介さん 10月分）
    ");
    let tab = app.get(&format!("/c/{person}/monitoring")).await.text();
    insta::assert_snapshot!(between(&tab, "すること", "入院・退院"), @r"
    令和9年4月
    まだ
    日程の連絡を記録（令和9年4月）
    令和9年1月
    まだ
    日程の連絡を記録（令和9年1月）
    令和8年10月
    遅れ
    翌月の11月30日まで（あと10日）・理由が必要
    報告を書く（令和8年10月）
    令和8年7月
    完了
    訪問 R8.7.22
    報告を見る（令和8年7月）
    事業所への聞き取り
    計画の事業所（就労支援センター見本）に、それぞれの目標だけをたずねるリンクを作ります。
    全部の事業所にたずねる
    相手と期限を見てから
    ");
}

#[tokio::test]
async fn pressing_twice_writes_one_report() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let mut page = Page::open(&app, &format!("/c/{person}/monitoring/write/2026-07")).await;
    page.set("overall", "途中まで");
    let first = page.press(&app, "draft").await;
    let second = page.press(&app, "draft").await;
    assert_eq!(
        (first.status, &first.location),
        (StatusCode::SEE_OTHER, &second.location)
    );
    let again = app.get(&format!("/c/{person}/monitoring/write/2026-07")).await;
    assert_eq!(again.location, first.location.replace("?saved=1", ""));
    page.renew_key();
    let other = page.press(&app, "draft").await;
    assert!(other.text().contains("令和8年7月の報告書はすでにあります"));
}

#[tokio::test]
async fn an_edited_week_is_not_thrown_away_by_the_box_that_says_it_stays() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let mut page = Page::open(&app, &format!("/c/{person}/monitoring/write/2026-07")).await;
    page.set("week.1.to", "17:00");
    let refused = page.press(&app, "draft").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("週間計画が直されています"));
}

#[tokio::test]
async fn a_report_is_printed_in_both_forms_with_its_changes_in_words() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let report = july(&app, person).await;
    let id = report.rsplit('/').next().unwrap();
    for form in ["report-free", "report-week", "report-check", "report-check-week"] {
        let pdf = app.get(&format!("/c/{person}/print/{form}/{id}/pdf")).await;
        assert!(pdf.bytes.starts_with(b"%PDF"), "{form}: {}", pdf.status);
    }
}

#[tokio::test]
async fn a_draft_changed_by_somebody_else_is_shown_beside_mine() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let mut page = Page::open(&app, &format!("/c/{person}/monitoring/write/2026-07")).await;
    page.set("overall", "はじめ");
    let path = page.press(&app, "draft").await.location;
    let mut mine = Page::open(&app, &path).await;
    let mut theirs = Page::open(&app, &path).await;
    theirs.set("overall", "先に書いた文");
    theirs.press(&app, "draft").await;
    mine.set("overall", "あとから書いた文");
    let conflict = mine.press(&app, "draft").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = conflict.text();
    assert!(
        text.contains("先に書いた文") && text.contains("あとから書いた文"),
        "{text}"
    );
}

#[tokio::test]
async fn a_confirmed_report_is_corrected_by_a_new_version() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let report = july(&app, person).await;
    let begun = app.post(&format!("{report}/correct"), &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let mut page = Page::open(&app, &begun.location).await;
    page.set("overall", "訂正した状況");
    let saved = page.press(&app, "confirm").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(app.get(&saved.location).await.text().contains("訂正した状況"));
    let old = app.get(&report).await.text();
    assert!(
        old.contains("訂正前") && old.contains("週3日の通所を続けている"),
        "{old}"
    );
    assert_eq!(
        app.post(&format!("{report}/correct"), &[]).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn a_report_outside_the_schedule_is_not_claimed_as_monitoring() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let mut page = Page::open(&app, &format!("/c/{person}/monitoring/write/extra")).await;
    page.set("visit.on", "R8.9.2");
    page.set("visit.met", "本人");
    page.set("overall", "母が入院した。");
    page.set("rows.0.achievement", "50-70");
    page.set("rows.0.no_change", "1");
    page.set("rows.1.achievement", "50-70");
    page.set("rows.1.no_change", "1");
    assert!(
        page.press(&app, "confirm")
            .await
            .text()
            .contains("予定外に行ったきっかけを入力してください")
    );
    page.set("occasion", "母の入院");
    page.set("leads_to", "meeting");
    page.renew_key();
    let saved = page.press(&app, "confirm").await;
    let page = app.get(&saved.location).await.text();
    assert!(
        page.contains("対象月のないモニタリングのため、継続としては請求しません。"),
        "{page}"
    );
    assert!(page.contains("担当者会議を開く"), "{page}");
}

#[tokio::test]
async fn a_report_of_another_person_is_not_found_under_this_one() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let report = july(&app, person).await;
    let id = report.rsplit('/').next().unwrap();
    let other = app.add_person().await;
    for path in ["", "/edit"] {
        let answer = app.get(&format!("/c/{other}/monitoring/report/{id}{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    for path in ["/edit", "/correct", "/discard"] {
        let answer = app
            .post(&format!("/c/{other}/monitoring/report/{id}{path}"), &[])
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let month = app.get(&format!("/c/{person}/monitoring/write/2030-01")).await;
    assert_eq!(month.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_board_of_the_office_shows_names_and_the_record_asks_for_a_reason() {
    let mut app = TestApp::new().await;
    let person = case(&app).await;
    app.sign_in(1).await;
    assert!(!app.get("/monitoring").await.text().contains("見本 陽介"));
    let all = app.get("/monitoring?all=1").await.text();
    assert!(all.contains("見本 陽介"));
    insta::assert_snapshot!(after(&all, "担当ごとの件数"), @r"
    （令和8年11月）
    担当ごとの件数。並びは名前の順
    担当
    担当している方
    この月の対象
    うち報告書あり
    前の月までの残り
    見本 相子
    1人
    0人
    0人
    1人
    ");
    let opened = app.get(&format!("/c/{person}/monitoring/write/2026-10")).await;
    assert!(opened.location.contains("/reason"), "{}", opened.location);
}
