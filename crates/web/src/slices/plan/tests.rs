//! From the draft to the plan: what an office does, over HTTP.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::{Answer, TestApp};

/// What the office types, in the order of the paper.
const TYPED: [(&str, &str); 30] = [
    ("made_on", "R8.4.3"),
    ("starts", "R8.5"),
    ("monitoring_text", "3か月ごと（令和8年7月～令和9年4月）"),
    ("wish_person", "わたしは、パソコンで役に立つ仕事がしたい。"),
    ("wish_family", "母：毎日行くところができてほしい。"),
    ("policy", "静かで見通しのもてる場所で『役に立つ仕事』を始める。"),
    ("long_goal", "自分の給料で路線の旅に出かける。"),
    ("long_goal_until", "2028-04"),
    ("short_goal", "週3日、決まった時間に通う。"),
    ("short_goal_until", "R8.10"),
    ("needs.0.need", "わたしは、パソコンで役に立つ仕事がしたい。"),
    ("needs.0.goal", "データ入力の作業を2種類おぼえる。"),
    ("needs.0.until", "R8.10"),
    ("needs.0.review", "R8.7"),
    ("needs.0.own_role", "前の日に持ち物を自分でそろえる。"),
    ("needs.0.notes", "休憩室ではなく空き会議室で休む。"),
    ("needs.0.services.0.kind", "就労継続支援B型"),
    ("needs.0.services.0.content", "静かな個別ブースでのデータ入力"),
    ("needs.0.services.0.amount", "週3日 10:00～15:00"),
    ("needs.0.services.0.provider", "就労支援センター見本"),
    ("needs.0.services.0.person_in_charge", "サービス管理責任者"),
    ("needs.0.services.0.tel", "03-0000-0003"),
    ("week.0.days", "月水木"),
    ("week.0.from", "10:00"),
    ("week.0.to", "15:00"),
    ("week.0.what", "就労継続支援B型"),
    ("week.0.provider", "就労支援センター見本"),
    ("main_activities", "日中はB型と図書館。"),
    ("not_weekly", "精神科通院（4週に1回）。"),
    ("whole_picture", "得意な入力の仕事をしながら暮らす。"),
];

/// One case with what has been begun in it.
struct Desk {
    app: TestApp,
    person: PersonId,
}

impl Desk {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let person = app.add_person().await;
        Self { app, person }
    }

    /// Presses one of the buttons of the plan tab; answers the path of the version it began.
    async fn begin(&self, what: &str) -> String {
        let path = format!("/c/{}/plan/begin", self.person);
        let answer = self.app.post(&path, &[("what", what)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.location.strip_suffix("/edit").unwrap().to_owned()
    }

    /// Saves the editor with `more` in place of or beside what is usually typed.
    async fn save(&self, paper: &str, version: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields: Vec<_> = TYPED
            .into_iter()
            .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
            .collect();
        fields.push(("_version", version));
        fields.extend(more);
        self.app.post(&format!("{paper}/edit"), &fields).await
    }

    /// A confirmed draft.
    async fn confirmed_draft(&self) -> String {
        let draft = self.begin("draft").await;
        let answer = self.save(&draft, "1", &[("_confirm", "1")]).await;
        assert_eq!(answer.location, draft, "{}", answer.text());
        draft
    }

    async fn consent(&self, paper: &str, on: &str) -> Answer {
        let fields = [
            ("explained_on", on),
            ("given_on", on),
            ("means", "paper"),
            ("signer", "見本 陽介"),
        ];
        self.app.post(&self.beside(paper, "consent"), &fields).await
    }

    /// The consent or delivery page of a version.
    fn beside(&self, paper: &str, page: &str) -> String {
        let id = paper.rsplit('/').next().unwrap();
        format!("/c/{}/papers/{id}/{page}", self.person)
    }

    /// The sheet as text, as a reader of the PDF finds it.
    async fn printed(&self, form: &str, paper: &str) -> String {
        let id = paper.rsplit('/').next().unwrap();
        let path = format!("/c/{}/print/{form}/{id}/pdf", self.person);
        let answer = self.app.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        pdf_text(&answer.bytes)
    }
}

/// The text of a PDF in one line: where a line of a narrow column ends says nothing.
fn pdf_text(pdf: &[u8]) -> String {
    use std::io::Write as _;
    let mut reader = std::process::Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("install poppler-utils");
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let out = reader.wait_with_output().unwrap();
    let drawn = |sign: &char| !sign.is_whitespace() && !sign.is_control() && *sign != '\u{200B}';
    String::from_utf8(out.stdout)
        .unwrap()
        .chars()
        .filter(drawn)
        .collect()
}

#[tokio::test]
async fn a_draft_becomes_a_plan_by_consent_and_delivery_and_the_two_are_compared() {
    let desk = Desk::new().await;
    let draft = desk.confirmed_draft().await;
    let answer = desk.consent(&draft, "R8.4.7").await;
    assert_eq!(answer.location, draft, "{}", answer.text());
    let handed = [
        ("to.0.recipient", "person"),
        ("to.0.fixed", "1"),
        ("to.0.on", "R8.4.7"),
        ("to.0.means", "hand"),
        ("to.1.recipient", "municipality"),
        ("to.1.fixed", "1"),
        ("to.1.on", "R8.4.8"),
        ("to.1.means", "counter"),
    ];
    let answer = desk.app.post(&desk.beside(&draft, "delivery"), &handed).await;
    assert_eq!(answer.location, draft, "{}", answer.text());
    let shown = desk.app.get(&draft).await.text();
    for told in [
        "同意・交付済み",
        "R8.4.7 見本 陽介 紙に署名",
        "R8.4.8 市町村 窓口",
    ] {
        assert!(shown.contains(told), "{told} in {shown}");
    }

    let plan = desk.begin("plan").await;
    let changed = [
        ("_confirm", "1"),
        ("made_on", "R8.4.30"),
        (
            "needs.0.notes",
            "休憩室ではなく空き会議室で休む。開始1か月は週3日を超えない。",
        ),
        ("week.0.to", "14:00"),
    ];
    let answer = desk.save(&plan, "1", &changed).await;
    assert_eq!(answer.location, plan, "{}", answer.text());
    let page = desk.app.get(&format!("{plan}/difference")).await.html();
    assert!(page.contains("<ins>開始1か月は週3日を超えない。</ins>"), "{page}");
    assert!(page.contains("data-mark=\"changed\""));
    assert!(!page.contains("優先順位1 支援目標"));
    let ledger = desk.app.get(&desk.beside(&plan, "delivery")).await.text();
    for recipient in ["本人・保護者", "就労支援センター見本", "市町村"] {
        assert!(ledger.contains(recipient), "{recipient} in {ledger}");
    }
}

#[tokio::test]
async fn everything_a_confirmed_draft_still_needs_is_told_at_once() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    let fields = [
        ("_version", "1"),
        ("_confirm", "1"),
        ("needs.4.need", "映画に行きたい"),
        ("needs.4.until", "あさって"),
        ("week.2.days", "月"),
        ("week.2.from", "9"),
        ("week.2.to", "8"),
        ("week.2.what", "散歩"),
    ];
    let answer = desk.app.post(&format!("{draft}/edit"), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    for field in [
        "made_on",
        "wish_person",
        "policy",
        "long_goal",
        "short_goal",
        "needs.4.goal",
        "needs.4.until",
        "week.2.to",
    ] {
        assert!(html.contains(&format!("href=\"#f-{field}\"")), "{field}");
    }
    assert!(html.contains("映画に行きたい") && html.contains("あさって"));
    assert!(desk.app.get(&draft).await.text().contains("途中"));
}

#[tokio::test]
async fn a_draft_that_is_only_kept_may_be_unfinished_and_is_asked_gently() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    let fields = [
        ("_version", "1"),
        ("wish_person", "母：毎日通ってほしい"),
        ("needs.0.need", "通所を促す"),
    ];
    let answer = desk.app.post(&format!("{draft}/edit"), &fields).await;
    assert_eq!(answer.location, format!("{draft}/edit"));
    let page = desk.app.get(&format!("{draft}/edit")).await.text();
    assert!(page.contains("家族のことばが入っています"), "{page}");
    assert!(page.contains("支援する側の言い方"));
}

#[tokio::test]
async fn who_saves_on_an_older_version_sees_both_texts() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    desk.save(&draft, "1", &[("policy", "先に保存した方針")]).await;
    let answer = desk.save(&draft, "1", &[("policy", "あとから書いた方針")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let text = answer.text();
    assert!(
        text.contains("先に保存した方針") && text.contains("あとから書いた方針"),
        "{text}"
    );
    let answer = desk.save(&draft, "2", &[("policy", "あとから書いた方針")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pressing_twice_saves_once() {
    let desk = Desk::new().await;
    let key = uuid::Uuid::now_v7().to_string();
    let path = format!("/c/{}/plan/begin", desk.person);
    let fields = [("what", "draft"), ("_key", key.as_str())];
    let first = desk.app.post(&path, &fields).await;
    let second = desk.app.post(&path, &fields).await;
    assert_eq!(first.location, second.location);
    let draft = first.location.strip_suffix("/edit").unwrap();
    let more = [
        ("_confirm", "1"),
        ("_key", "0190a000-0000-7000-8000-000000000001"),
    ];
    let first = desk.save(draft, "1", &more).await;
    let second = desk.save(draft, "1", &more).await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
    );
    assert_eq!(second.location, draft);
    desk.consent(draft, "R8.4.7").await;
    let again = desk.consent(draft, "R8.4.7").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_confirmed_version_cannot_be_changed_and_is_corrected_by_a_new_one() {
    let desk = Desk::new().await;
    let draft = desk.confirmed_draft().await;
    for version in ["1", "2", "3"] {
        let answer = desk.save(&draft, version, &[("policy", "書きかえた方針")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer.text().contains("すでに確定されていて"),
            "{}",
            answer.text()
        );
    }
    let together = [("_version", "3"), ("wish_person", "書きかえた願い")];
    let answer = desk.app.post(&format!("{draft}/together"), &together).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer = desk
        .app
        .post(&format!("{draft}/discard"), &[("_version", "3")])
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(!desk.app.get(&draft).await.text().contains("書きかえた"));

    let answer = desk.app.post(&format!("{draft}/correct"), &[]).await;
    let correction = answer.location.strip_suffix("/edit").unwrap().to_owned();
    desk.save(&correction, "1", &[("_confirm", "1"), ("policy", "訂正した方針")])
        .await;
    assert!(desk.app.get(&correction).await.text().contains("訂正した方針"));
    assert!(desk.app.get(&draft).await.text().contains("訂正前"));
}

#[tokio::test]
async fn a_draft_can_be_neither_agreed_to_nor_handed_over() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    assert_eq!(
        desk.consent(&draft, "R8.4.7").await.status,
        StatusCode::BAD_REQUEST
    );
    let handed = [
        ("to.0.recipient", "person"),
        ("to.0.on", "R8.4.7"),
        ("to.0.means", "hand"),
    ];
    let answer = desk.app.post(&desk.beside(&draft, "delivery"), &handed).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_wrong_with_a_consent_or_a_delivery_is_told_and_each_recipient_gets_the_paper_once() {
    let desk = Desk::new().await;
    let draft = desk.confirmed_draft().await;
    let fields = [
        ("explained_on", "R8.4.7"),
        ("given_on", "R8.4.1"),
        ("means", "screen"),
        ("signer", ""),
        ("relation", "母"),
    ];
    let answer = desk.app.post(&desk.beside(&draft, "consent"), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["given_on", "means", "signer", "reason"] {
        assert!(answer.html().contains(&format!("href=\"#f-{field}\"")), "{field}");
    }
    let handed = [
        ("to.0.recipient", "person"),
        ("to.0.fixed", "1"),
        ("to.0.on", "R8.4.7"),
        ("to.0.means", "hand"),
    ];
    let path = desk.beside(&draft, "delivery");
    assert_eq!(desk.app.post(&path, &handed).await.status, StatusCode::SEE_OTHER);
    let answer = desk.app.post(&path, &handed).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("先に記録されています"));
}

#[tokio::test]
async fn rows_are_added_moved_and_taken_away_without_script_and_nothing_is_saved() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    let more = [
        ("_add", "needs"),
        ("needs.0.need", "ひとつめ"),
        ("needs.1.need", "ふたつめ"),
    ];
    let answer = desk.save(&draft, "1", &more).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.html().contains("name=\"needs.2.need\""));
    let answer = desk
        .save(
            &draft,
            "1",
            &[
                ("_up", "needs.1"),
                ("needs.0.need", "ひとつめ"),
                ("needs.1.need", "ふたつめ"),
            ],
        )
        .await;
    let html = answer.html();
    assert!(html.find("ふたつめ").unwrap() < html.find("ひとつめ").unwrap());
    let answer = desk.save(&draft, "1", &[("_remove", "week.0")]).await;
    assert!(!answer.html().contains("name=\"week.0.days\""));
    assert!(!desk.app.get(&draft).await.text().contains("ひとつめ"));
}

#[tokio::test]
async fn a_renewal_begins_the_next_cycle_from_the_last_plan_and_asks_what_the_services_did() {
    let desk = Desk::new().await;
    desk.confirmed_draft().await;
    let plan = desk.begin("plan").await;
    let answer = desk
        .save(&plan, "1", &[("_confirm", "1"), ("made_on", "R8.4.30")])
        .await;
    assert_eq!(answer.location, plan, "{}", answer.text());
    let next = desk.begin("renewal").await;
    let page = desk.app.get(&format!("{next}/edit")).await.text();
    assert!(
        page.contains("計画案を書く（第2期）") && page.contains("データ入力の作業を2種類おぼえる。"),
        "{page}"
    );
    assert!(page.contains("何ができるようになり"));
}

#[tokio::test]
async fn the_paper_says_what_was_typed_and_holds_hostile_text_literally() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    let hostile = "<script>alert(1)</script> #panic() =1+1 𠮷髙";
    let answer = desk
        .save(&draft, "1", &[("_confirm", "1"), ("policy", hostile)])
        .await;
    assert_eq!(answer.location, draft, "{}", answer.text());
    assert!(!desk.app.get(&draft).await.html().contains("<script>alert"));
    let printed = desk.printed("draft-plan", &draft).await;
    for said in [
        "わたしは、パソコンで役に立つ仕事がしたい。",
        "データ入力の作業を2種類おぼえる。",
        "前の日に持ち物を自分でそろえる。",
        "休憩室ではなく空き会議室で休む。",
        "静かな個別ブースでのデータ入力",
        "就労支援センター見本",
        "見本相談支援センター",
        "#panic()",
    ] {
        assert!(printed.contains(said), "{said} in {printed}");
    }
    let week = desk.printed("draft-week", &draft).await;
    assert!(
        week.contains("就労継続支援B型") && week.contains("令和8年5月"),
        "{week}"
    );
}

#[tokio::test]
async fn another_persons_plan_is_not_found_under_this_person() {
    let desk = Desk::new().await;
    let draft = desk.confirmed_draft().await;
    let other = desk.app.add_person().await;
    let id = draft.rsplit('/').next().unwrap();
    for path in [
        format!("/c/{other}/plan/{id}"),
        format!("/c/{other}/plan/{id}/edit"),
        format!("/c/{other}/plan/{id}/difference"),
        format!("/c/{other}/papers/{id}/consent"),
        format!("/c/{other}/print/draft-plan/{id}"),
    ] {
        assert_eq!(desk.app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_a_meeting_agreed_is_taken_into_the_plan_field_by_field() {
    let desk = Desk::new().await;
    let draft = desk.begin("draft").await;
    desk.save(&draft, "1", &[]).await;
    let meeting = [
        ("on", "R8.11.19"),
        ("purpose", "計画案の説明"),
        ("attended", "本人"),
        ("plan_changes.0.place", "short_goal"),
        ("plan_changes.0.text", "週4日、決まった時間に通う。"),
        ("plan_changes.1.place", "needs.0.services.0.amount"),
        ("plan_changes.1.text", "週4日 10:00～15:00"),
        ("plan_changes.2.text", "送迎の時刻を遅らせる"),
        ("_do", "confirm"),
    ];
    let saved = desk
        .app
        .post(&format!("/c/{}/meetings/new", desk.person), &meeting)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let edit = format!("{draft}/edit");
    let page = desk.app.get(&edit).await.text();
    for said in [
        "担当者会議で合意した修正",
        "短期目標",
        "優先順位1のサービス1の量",
        "送迎の時刻を遅らせる",
    ] {
        assert!(page.contains(said), "{said} is missing: {page}");
    }
    let fields = [("_take_agreed", "1"), ("_agreed", "0")];
    let taken = desk.save(&draft, "2", &fields).await;
    assert_eq!(
        taken.status,
        StatusCode::OK,
        "nothing is saved by taking a change"
    );
    let html = taken.html();
    assert!(
        html.contains("週4日、決まった時間に通う。</textarea>"),
        "the ticked change is in its field"
    );
    assert!(
        html.contains("value=\"週3日 10:00～15:00\""),
        "the other stays as it was"
    );
    let before = desk.app.get(&edit).await.html();
    assert!(before.contains("週3日、決まった時間に通う。</textarea>"));
}
