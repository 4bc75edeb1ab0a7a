//! A conference as an office prepares, holds and follows it up.

mod changes;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bansou_domain::id::PersonId;

use crate::slices::rooms;
use crate::testing::TestApp;

const PREPARED: [(&str, &str); 22] = [
    (
        "purpose",
        "通所を安心して続けるための約束を、陽介さんと一緒に決める。",
    ),
    ("occasion", "monitoring"),
    ("kind", "decision"),
    ("on", "R8.11.20"),
    ("from", "14:00"),
    ("means", "in_person"),
    ("place", "就労支援センター見本 会議室"),
    ("agenda.0.title", "本人の話"),
    ("agenda.0.minutes", "10"),
    ("agenda.1.title", "役割と期限を決める"),
    ("agenda.1.minutes", "50"),
    ("members.0.kind", "person"),
    ("members.0.who", "本人"),
    ("members.0.attends", "comes"),
    ("members.0.required", "1"),
    ("members.1.kind", "provider"),
    ("members.1.who", "就労支援センター見本 サービス管理責任者"),
    ("members.1.attends", "comes"),
    ("members.2.kind", "medical"),
    ("members.2.who", "見本クリニック 主治医"),
    ("members.2.attends", "absent"),
    ("members.2.wish", "週3日を超えないこと。"),
];

async fn prepared(app: &TestApp, person: PersonId) -> String {
    let saved = app.post(&format!("/c/{person}/conferences/new"), &PREPARED).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    saved.location
}

async fn say(app: &TestApp, path: &str, kind: &str, text: &str, speaker: &str) {
    let fields = [("kind", kind), ("text", text), ("speaker", speaker)];
    let saved = app.post(&format!("{path}/room/lines"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

fn after<'t>(text: &'t str, words: &str) -> &'t str {
    text.split_once(words).map_or("", |(_, rest)| rest)
}

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

async fn held(app: &TestApp, person: PersonId) -> String {
    let path = prepared(app, person).await;
    assert_eq!(
        app.post(&format!("{path}/room/begin"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    for (kind, text, speaker) in [
        ("item", "", ""),
        ("turn", "", "本人"),
        ("remark", "静かな部屋がよい", "本人"),
        (
            "remark",
            "就労支援センター見本 サービス管理責任者：静かな部屋を2つ用意できる",
            "本人",
        ),
        ("proposal", "短期目標を「週3日通う」にする", ""),
        ("decision", "本人：『休みます』カードを作る 12/6まで", ""),
        ("open", "送迎の時刻", ""),
        ("need", "夜の短期入所先がない", ""),
    ] {
        say(app, &path, kind, text, speaker).await;
    }
    path
}

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
    insta::assert_snapshot!(after(&tasks, "ここで印をつけます。"), @r"
    まだのこと 1件
    カードを作る
    本人
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

#[tokio::test]
async fn what_the_absent_wrote_to_a_question_of_the_conference_stands_in_its_minutes() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = prepared(&app, person).await;
    let subject = path.rsplit('/').next().unwrap();
    let asked = [
        ("subject", subject),
        ("occasion", "通所を続ける約束を決める"),
        ("topics", "goals"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "clinic"),
        ("parties.0.name", "見本クリニック 主治医"),
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
