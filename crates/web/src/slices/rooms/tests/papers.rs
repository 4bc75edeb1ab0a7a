//! Papers before a conference and minutes after it, handed out by link and received by a press.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::{Handed, agree_to_share, between, choice, enter, handed, newest};
use crate::slices::conferences::tests::{held, prepared};
use crate::testing::{TestApp, printed};

const PARTIES: [(&str, &str); 6] = [
    ("parties.0.kind", "provider"),
    ("parties.0.name", "就労支援センター見本"),
    ("parties.1.kind", "person"),
    ("parties.1.name", "ようすけさん"),
    ("parties.2.kind", "family"),
    ("parties.2.name", "お母さん"),
];

async fn hand_out(
    app: &TestApp,
    person: PersonId,
    purpose: &str,
    subject: &str,
    more: &[(&str, &str)],
) -> Vec<Handed> {
    let own = [
        ("subject", subject),
        ("occasion", "お渡しします"),
        ("until", "R8.12.20"),
    ];
    let fields: Vec<_> = own.iter().chain(&PARTIES).chain(more).copied().collect();
    handed(
        &app.post(&format!("/c/{person}/rooms/new?ask={purpose}"), &fields)
            .await,
    )
}

/// A conference that was held, with its confirmed record; answers its path.
async fn recorded(app: &TestApp, person: PersonId) -> String {
    let path = held(app, person).await;
    let edit = app.post(&format!("{path}/minutes"), &[]).await.location;
    let fields = [
        ("_version", "1"),
        ("on", "R8.11.20"),
        ("purpose", "通所を続ける約束を決める"),
        ("attended", "本人\n就労支援センター見本"),
        ("summary", "週3日で続ける\n休むときはカード"),
        ("opinions.0.who", "見本クリニック 主治医"),
        ("opinions.0.opinion", "飲み忘れがある"),
        ("remarks.0.who", "就労支援センター見本"),
        ("remarks.0.said", "静かな部屋を2つ用意できる"),
        ("decisions.0.who", "本人"),
        ("decisions.0.what", "カードを作る"),
        ("_do", "confirm"),
    ];
    let confirmed = app.post(&edit, &fields).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    path
}

pub(super) async fn minutes(app: &TestApp, person: PersonId) -> (String, Vec<Handed>) {
    let path = recorded(app, person).await;
    let record = choice(app, person, "minutes", "record").await;
    let more = [
        ("record", record.as_str()),
        ("easy", "週《しゅう》に 3日 かよいます。"),
    ];
    let subject = path.rsplit('/').next().unwrap().to_owned();
    let parties = hand_out(app, person, "minutes", &subject, &more).await;
    (path, parties)
}

/// The notice of a conference, handed to a provider and to the person.
async fn notices(app: &TestApp) -> Vec<Handed> {
    let person = app.add_person().await;
    agree_to_share(app, person).await;
    let path = prepared(app, person).await;
    let conference = path.rsplit('/').next().unwrap();
    hand_out(app, person, "papers", conference, &[("conference", conference)]).await
}

#[tokio::test]
async fn a_provider_reads_the_notice_and_the_person_the_easy_one() {
    let app = TestApp::new().await;
    let parties = notices(&app).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    insta::assert_snapshot!(provider.get(&page).await.text(), @"
    見本相談支援センター
    会議の資料のお渡し
    就労支援センター見本 様
    お渡しします
    サービス担当者会議のご案内
    日時
    令和8年11月20日(金) 14:00～15:00
    場所
    就労支援センター見本 会議室（対面）
    開催理由
    モニタリング
    目的
    通所を安心して続けるための約束を、陽介さんと一緒に決める。
    参加する人
    本人
    就労支援センター見本 サービス管理責任者
    見本クリニック 主治医
    議題
    本人の話
    10分
    役割と期限を決める
    50分
    PDFで保存する
    受け取った方のお名前
    []
    受け取りました
    令和8年12月20日(日)まで開けます。書いたことを見るのは、お渡しした事業所だけです。
    お困りのときはお電話ください。 見本相談支援センター 電話 044-000-0000
    ");
    let (yosuke, page) = enter(&app, &parties[1]).await;
    insta::assert_snapshot!(yosuke.get(&format!("{page}?f=none")).await.text(), @"
    見本相談支援センター
    ふりがな なし すこし ぜんぶ
    話しあいの あんない
    ようすけさん へ
    お渡しします
    いつ
    11月20日（金）午後2時から
    ばしょ
    就労支援センター見本 会議室
    なにを 話すか
    通所を安心して続けるための約束を、陽介さんと一緒に決める。
    話すこと
    本人の話
    10分
    役割と期限を決める
    50分
    だれが 来るか
    就労支援センター見本 サービス管理責任者
    見本クリニック 主治医
    紙に して のこす（PDF）
    うけとりました
    見るのは 相談の 人だけです。
    こまったときは 電話して ください。 見本相談支援センター 電話 044-000-0000
    ");
}

#[tokio::test]
async fn the_record_goes_to_a_provider_without_what_the_absent_wrote_and_the_summary_to_the_person() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    agree_to_share(&app, person).await;
    let (_, parties) = minutes(&app, person).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    let read = provider.get(&page).await.text();
    for said in [
        "週3日で続ける",
        "静かな部屋を2つ用意できる",
        "意見を寄せた人",
        "見本クリニック 主治医",
    ] {
        assert!(read.contains(said), "{said} in {read}");
    }
    assert!(
        !read.contains("飲み忘れ"),
        "only the office was to read that: {read}"
    );
    let (yosuke, page) = enter(&app, &parties[1]).await;
    insta::assert_snapshot!(yosuke.get(&format!("{page}?f=none")).await.text(), @"
    見本相談支援センター
    ふりがな なし すこし ぜんぶ
    話しあいの まとめ
    ようすけさん へ
    お渡しします
    いつ
    11月20日（金）
    きまったこと
    週に 3日 かよいます。
    わたしが すること
    カードを作る
    紙に して のこす（PDF）
    ちがうと おもうところ
    書かなくても いいです。
    うけとりました
    見るのは 相談の 人だけです。
    こまったときは 電話して ください。 見本相談支援センター 電話 044-000-0000
    ");
    let (mother, page) = enter(&app, &parties[2]).await;
    let read = mother.get(&format!("{page}?f=none")).await.text();
    assert!(
        read.contains("週に 3日") && !read.contains("カードを作る"),
        "{read}"
    );
}

#[tokio::test]
async fn what_was_handed_out_is_kept_as_a_paper_with_the_words_of_the_page_and_ends_with_consent() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    agree_to_share(&app, person).await;
    let (_, parties) = minutes(&app, person).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    let paper = format!("{page}/paper.pdf");
    let told = printed(&provider.get(&paper).await.bytes);
    for said in [
        "就労支援センター見本 様",
        "週3日で続ける",
        "静かな部屋を2つ用意できる",
    ] {
        assert!(told.contains(said), "{said} in {told}");
    }
    assert!(
        !told.contains("飲み忘れ"),
        "only the office was to read that: {told}"
    );
    let (yosuke, own) = enter(&app, &parties[1]).await;
    let told = printed(&yosuke.get(&format!("{own}/paper.pdf")).await.bytes);
    assert!(
        told.contains("かよいます") && told.contains("カードを作る"),
        "{told}"
    );
    assert!(!told.contains("静かな部屋"), "the person has the summary: {told}");
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert_eq!(
        journal.matches("渡した紙をPDFで受け取った").count(),
        2,
        "{journal}"
    );
    let no = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("reason", "知られたくない"),
        ("said_by", "本人"),
    ];
    app.post(&format!("/c/{person}/sharing"), &no).await;
    assert_eq!(provider.get(&paper).await.status, StatusCode::NOT_FOUND);
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert_eq!(
        journal.matches("渡した紙をPDFで受け取った").count(),
        2,
        "{journal}"
    );
}

#[tokio::test]
async fn who_has_received_it_stands_on_the_conference_and_in_the_ledger_and_the_others_are_reminded() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    agree_to_share(&app, person).await;
    let (path, parties) = minutes(&app, person).await;
    let (mut provider, page) = enter(&app, &parties[0]).await;
    let wrong = [("by", "見本 管理"), ("wrong", "部屋は1つです <i>")];
    let sent = provider.post(&page, &wrong).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let thanks = provider.get(&sent.location).await.text();
    assert!(thanks.contains("受け取りを記録しました"), "{thanks}");
    let conference = app.get(&path).await;
    assert!(
        conference.text().contains("ちがうところ: 部屋は1つです <i>"),
        "{}",
        conference.text()
    );
    assert_eq!(conference.html().matches("受け取った</span>").count(), 1);
    let html = conference.html();
    let remind: Vec<_> = between(&html, &format!("action=\"/c/{person}/rooms/"), "\"");
    assert_eq!(remind.len(), 2, "those who have not received it");
    let reminder = app.post(&format!("/c/{person}/rooms/{}", remind[0]), &[]).await;
    assert!(reminder.text().contains("催促を記録しました"));
    assert!(app.get(&path).await.text().contains("に催促"));
    let record = choice(&app, person, "minutes", "record").await;
    let ledger = app
        .get(&format!("/c/{person}/papers/{record}/delivery"))
        .await
        .text();
    assert!(
        ledger.contains("リンクで渡した相手") && ledger.contains("ようすけさん"),
        "{ledger}"
    );
    let room = app.get(&newest(&app, person).await).await.text();
    assert!(
        room.contains("受け取りました") && room.contains("見本 管理"),
        "{room}"
    );
}

#[tokio::test]
async fn minutes_go_to_nobody_without_consent_and_close_when_it_ends() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = recorded(&app, person).await;
    let record = choice(&app, person, "minutes", "record").await;
    let own = [
        ("record", record.as_str()),
        ("occasion", "お渡しします"),
        ("until", "R8.12.20"),
    ];
    let fields: Vec<_> = own.iter().chain(&PARTIES).copied().collect();
    let form = format!("/c/{person}/rooms/new?ask=minutes");
    let refused = app.post(&form, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("会議の内容を渡す同意の記録がありません"));
    agree_to_share(&app, person).await;
    let subject = path.rsplit('/').next().unwrap();
    let parties = hand_out(&app, person, "minutes", subject, &[("record", record.as_str())]).await;
    let (provider, page) = enter(&app, &parties[0]).await;
    assert_eq!(provider.get(&page).await.status, StatusCode::OK);
    let no = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("reason", "知られたくない"),
        ("said_by", "本人"),
    ];
    app.post(&format!("/c/{person}/sharing"), &no).await;
    assert_eq!(provider.get(&page).await.status, StatusCode::NOT_FOUND);
}
