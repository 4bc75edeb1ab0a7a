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
    A4 1枚で印刷 報告を書く
    予定のモニタリング月はありません
    本人のことば
    まだ記録されていません。聞いたままのことばを、経過かアセスメントに書きます。
    前回
    はじめてのモニタリングです
    宿題・決まったこと
    前回の宿題と、担当者会議で決まったことはありません。
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
