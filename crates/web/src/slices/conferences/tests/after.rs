//! What comes of a conference: minutes, tasks, notes and looks back.

use axum::http::StatusCode;

use super::{after, held, prepared};
use crate::slices::rooms;
use crate::testing::TestApp;

#[tokio::test]
async fn the_minutes_begin_with_what_was_typed_and_their_decisions_become_tasks() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = held(&app, person).await;
    assert_eq!(app.post(&format!("{path}/room/end"), &[]).await.location, path);
    let edit = app.post(&format!("{path}/minutes"), &[]).await.location;
    assert_eq!(app.post(&format!("{path}/minutes"), &[]).await.location, edit);
    let form = app.get(&edit).await;
    for said in [
        "静かな部屋がよい",
        "静かな部屋を2つ用意できる",
        "『休みます』カードを作る",
        "R8.12.6",
        "夜の短期入所先がない",
        "送迎の時刻",
        "週3日を超えないこと。",
        "短期目標を「週3日通う」にする",
    ] {
        assert!(
            form.html().contains(said) || form.text().contains(said),
            "{said} is missing"
        );
    }
    let fields = [
        ("_version", "1"),
        ("on", "R8.11.20"),
        ("purpose", "通所を続ける約束を決める"),
        ("attended", "本人\n就労支援センター見本"),
        ("summary", "週3日で続ける\n休むときはカード\n5月に確かめる"),
        ("decisions.0.who", "本人"),
        ("decisions.0.what", "カードを作る"),
        ("decisions.0.by", "R8.11.18"),
        ("_do", "confirm"),
    ];
    let confirmed = app.post(&edit, &fields).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let tasks = app.get(&format!("/c/{person}/tasks")).await.text();
    insta::assert_snapshot!(after(&tasks, "ここに書きます。"), @r"
    まだのこと 1件
    カードを作る
    本人
    リンクでたずねる（カードを作る）
    聞いたことを書く（カードを作る）
    R8.11.182日すぎ
    済んだ（カードを作る）
    済んだこと 0件
    まだありません。
    ");
    let today = app.get("/").await.text();
    assert!(
        today.contains("会議で決まったこと") && today.contains("2日すぎ"),
        "{today}"
    );
    let overview = app.get(&format!("/c/{person}")).await.text();
    assert!(overview.contains("カードを作る"), "{overview}");
    let next = app.get(&prepared(&app, person).await).await.text();
    assert!(
        after(&next, "前までに決まって、まだのこと").contains("カードを作る"),
        "{next}"
    );
}

#[tokio::test]
async fn a_task_is_done_with_one_press_and_taken_back_with_another() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("on", "R8.11.19"),
        ("purpose", "約束"),
        ("attended", "本人"),
        ("decisions.0.who", "本人"),
        ("decisions.0.what", "カードを作る"),
        ("_do", "confirm"),
    ];
    app.post(&format!("/c/{person}/meetings/new"), &fields).await;
    let tasks = format!("/c/{person}/tasks");
    let action = |html: &str, verb: &str| {
        let (before, _) = html.split_once(&format!("/{verb}\"")).unwrap();
        let id = before.rsplit('/').next().unwrap();
        format!("{tasks}/{id}/{verb}")
    };
    let done = action(&app.get(&tasks).await.html(), "done");
    let press = app.post(&done, &[("_version", "1")]).await;
    assert_eq!(press.location, tasks);
    assert!(app.get(&tasks).await.text().contains("R8.11.20 自分で見た・した"));
    let stale = app.post(&done, &[("_version", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let undo = action(&app.get(&tasks).await.html(), "undo");
    app.post(&undo, &[("_version", "2")]).await;
    assert!(app.get(&tasks).await.text().contains("まだのこと 1件"));
}

#[tokio::test]
async fn the_private_note_is_on_no_page_paper_or_stream_but_its_own() {
    const SECRET: &str = "兄が本人に強く迫っている";
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let path = held(&app, person).await;
    let note = format!("{path}/note");
    let kept = app.post(&note, &[("note", SECRET), ("_version", "0")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    assert!(app.get(&note).await.html().contains(SECRET));
    let edit = app.post(&format!("{path}/minutes"), &[]).await.location;
    let paper = edit
        .trim_end_matches("/edit")
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    for page in [
        path.clone(),
        format!("{path}/room"),
        format!("{path}/room/board"),
        format!("{path}/easy"),
        format!("{path}/check"),
        edit,
        format!("/c/{person}/meetings"),
        format!("/c/{person}"),
        format!("/c/{person}/tasks"),
        format!("/c/{person}/print/meeting/{paper}"),
    ] {
        let answer = app.get(&page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(!answer.html().contains(SECRET), "{page}");
    }
    // A colleague with a reason reads the case, and still not the note.
    app.sign_in(1).await;
    app.post(
        &format!("/c/{person}/reason"),
        &[("reason", "代わりに電話を受けた")],
    )
    .await;
    let theirs = app.get(&note).await;
    assert!(!theirs.html().contains(SECRET), "{}", theirs.text());
}

#[tokio::test]
async fn a_look_back_shows_marks_and_words_and_no_points() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let check = format!("{}/check", prepared(&app, person).await);
    let empty = app.post(&check, &[("role", "進行")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("role", "進行"),
        ("felt.on_time", "partly"),
        ("words", "次は先に休憩を入れる"),
    ];
    assert_eq!(app.post(&check, &fields).await.location, check);
    let page = app.get(&check).await.text();
    assert!(
        page.contains("△") && page.contains("次は先に休憩を入れる"),
        "{page}"
    );
    assert!(!page.contains('%') && !page.contains("合計"), "{page}");
}

#[tokio::test]
async fn what_the_absent_wrote_to_a_question_of_the_conference_stands_in_its_minutes() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = prepared(&app, person).await;
    let subject = path.rsplit('/').next().unwrap();
    let form = app.get(&format!("{path}/edit")).await.html();
    let doctor = after(&form, "name=\"members.2.id\" value=\"")[..36].to_owned();
    let asked = [
        ("subject", subject),
        ("occasion", "通所を続ける約束を決める"),
        ("topics", "goals"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "clinic"),
        // Written otherwise than in the preparation: who it is, is said by the key alone.
        ("parties.0.name", "佐藤医師"),
        ("parties.0.member", doctor.as_str()),
    ];
    let opened = app
        .post(&format!("/c/{person}/rooms/new?ask=opinions"), &asked)
        .await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    let room = rooms::tests::newest(&app, person).await;
    let parties = rooms::tests::party_ids(&app.get(&room).await.html(), &room);
    let answer = [
        ("means", "phone"),
        ("said.goals", "睡眠は安定している。"),
        ("answered_by", "主治医"),
    ];
    let entered = app.post(&format!("{room}/{}/answer", parties[0]), &answer).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let page = app.get(&path).await.text();
    assert!(
        page.contains("返事がそろった") && page.contains("睡眠は安定している。"),
        "{page}"
    );
    let edit = app.post(&format!("{path}/minutes"), &[]).await.location;
    let minutes = app.get(&edit).await.text();
    assert!(
        minutes.contains("睡眠は安定している。") && minutes.contains("[R8.11.20]"),
        "{minutes}"
    );
}
