//! A conference as an office prepares, holds and follows it up.

mod after;
mod changes;
mod prepare;
mod room;

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

pub(crate) const PREPARED: [(&str, &str); 22] = [
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

pub(crate) async fn prepared(app: &TestApp, person: PersonId) -> String {
    let saved = app.post(&format!("/c/{person}/conferences/new"), &PREPARED).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    saved.location
}

pub(crate) async fn say(app: &TestApp, path: &str, kind: &str, text: &str, speaker: &str) {
    let fields = [("kind", kind), ("text", text), ("speaker", speaker)];
    let saved = app.post(&format!("{path}/room/lines"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

pub(crate) fn after<'t>(text: &'t str, words: &str) -> &'t str {
    text.split_once(words).map_or("", |(_, rest)| rest)
}

pub(crate) async fn held(app: &TestApp, person: PersonId) -> String {
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
