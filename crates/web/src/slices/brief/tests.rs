use axum::http::StatusCode;

use crate::testing::TestApp;

#[tokio::test]
async fn a_first_visit_says_so_and_asks_what_always_fits() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let page = app.get(&super::path(person)).await;
    assert_eq!(page.status, StatusCode::OK);
    insta::assert_snapshot!(page.text(), @r"
    見本 陽介（みほん ようすけ）
    25歳
    受給者証 未登録
    担当 見本 相子
    概要
    基本情報
    受給者証
    アセスメント
    計画
    会議
    モニタリング
    経過
    書類
    訪問の前に
    A4 1枚で印刷 端末に持ち出す 報告を書く
    予定のモニタリング月はありません
    本人のことば
    まだ記録されていません。聞いたままのことばを、経過かアセスメントに書きます。
    前回
    はじめてのモニタリングです
    宿題・決まったこと
    前回の宿題と、担当者会議で決まったことはありません。
    事業所への聞き取り
    確定した計画に、たずねる事業所がありません。
    聞いてみる
    始めてみて、思っていたのと違ったことはありますか。（約束どおりかどうかより先に、暮らしにどう入ったかを聞く）
    最近うまくいったことを、一つくわしく聞かせてください。（うまくいったことから始めると、次にしたいことが出やすい）
    困ってはいないけれど、やってみたいことはありますか。（落ち着いているときが、次の段階を話せるとき）
    手がかりです。全部を聞くためのものではありません。
    権利と安全（毎回）
    ほかの人のいない所で、二人で話す時間をとる。
    いやなことを「いや」と言えているか。言ったあと、どうなったか。
    どなられる、さわられる、ほうっておかれる、閉じこめられる、お金を使われる。そういうことがないか。
    からだ（あざ・やせ）、身なり、部屋のようす。だれかが代わりに答えていないか。
    ");
}

#[tokio::test]
async fn words_and_what_happened_since_come_from_the_notes() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let note = [
        ("on", "R8.11.2"),
        ("means", "telephone"),
        ("counterpart", "family"),
        ("counterpart_name", "母"),
        ("work", "consultation"),
        ("facts", "昼食のあとに横になる日が増えた。"),
        ("words", "午後はつかれる。"),
        ("next", "次の訪問で本人に聞く"),
    ];
    app.post(&format!("/c/{person}/notes/new"), &note).await;
    let html = app.get(&super::path(person)).await.html();
    for told in [
        "午後はつかれる。",
        "電話（母）: 昼食のあとに横になる日が増えた。　→ 次の訪問で本人に聞く",
    ] {
        assert!(html.contains(told), "{told} is missing: {html}");
    }
}

#[tokio::test]
async fn looking_at_it_stands_in_the_journal() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    app.get(&super::path(person)).await;
    let journal = app.get(&format!("/c/{person}/journal")).await.html();
    assert!(journal.contains("訪問の前の1枚を見た"), "{journal}");
}

/// The first line of the page for a case whose certificate prints these months.
async fn this_time(app: &TestApp, number: &str, months: &str) -> String {
    let person = app.add_person().await;
    let certificate = [
        ("kind", "welfare"),
        ("number", number),
        ("municipality", "141305"),
        ("grant_from", "R8.5.1"),
        ("grant_until", "R9.4.30"),
        ("monitoring_text", "市の決めた月"),
        ("months", months),
        ("services.0.name", "就労継続支援B型"),
    ];
    let added = app
        .post(&format!("/c/{person}/certificates/new"), &certificate)
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let page = app.get(&super::path(person)).await.text();
    let line = page
        .lines()
        .find(|line| line.contains("モニタリング月はありません") || line.contains("のモニタリング"));
    line.unwrap().to_owned()
}

#[tokio::test]
async fn the_visit_answers_last_month_or_a_later_one_and_never_an_older_one() {
    let app = TestApp::new().await;
    let told = [
        ("0000000018", "R8.5, R8.9, R8.10, R8.11"),
        ("0000000026", "R8.5, R8.9, R9.1"),
        ("0000000034", "R8.5, R8.9"),
    ];
    let mut said = Vec::new();
    for (number, months) in told {
        said.push(this_time(&app, number, months).await);
    }
    assert_eq!(
        said,
        [
            "令和8年10月のモニタリング",
            "令和9年1月のモニタリング",
            "予定のモニタリング月はありません"
        ]
    );
}

#[tokio::test]
async fn whoever_could_not_be_met_twice_is_shown_other_ways_and_not_left_to_one_worker() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    for (on, missed) in [("R8.11.2", "absent"), ("R8.11.9", "refused")] {
        let note = [
            ("on", on),
            ("from", "10:00"),
            ("means", "visit"),
            ("counterpart", "person"),
            ("work", "monitoring"),
            ("missed", missed),
        ];
        let saved = app.post(&format!("/c/{person}/notes/new"), &note).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }
    let page = app.get(&super::path(person)).await.text();
    let from = page.find("会えていないこと").unwrap();
    insta::assert_snapshot!(&page[from..], @r"
    会えていないこと
    訪問して会えなかったことが2回続いています。本人と話した記録が、近ごろの経過にありません。
    会えなかった時間: 午前2回
    まだ記録にない手立て: 時間帯を変えて訪問する／電話をする／手紙やメールで、用件と連絡先を伝える／通っている所や事務所など、家のほかで会う／本人が信頼している人と一緒に会う／家族や通い先に、ようすと会いやすいときを聞く
    ひとりで抱えずに、主任や管理者と次の手を決めるころです（目安。事業所の決まりがあればそちら）。
    姿も声も確かめられず心配なときは、回数を待たずに市区町村へ相談します。
    ");
}
