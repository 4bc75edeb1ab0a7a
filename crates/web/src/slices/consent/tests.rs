//! Consent and delivery as an office records them, twice by mistake, and wrong.

mod scans;

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::person::Person;
use bansou_domain::plan::ServicePlan;
use bansou_testkit::noon;
use jiff::civil::date;

use crate::testing::{Answer, TestApp};

/// 見本 陽介 with a confirmed draft and a confirmed plan, both without consent.
pub(super) struct Desk {
    pub(super) app: TestApp,
    pub(super) person: PersonId,
    pub(super) draft: String,
    pub(super) plan: String,
}

pub(crate) fn yosuke() -> Person {
    Person {
        name: "見本 陽介".to_owned(),
        kana: "みほん ようすけ".to_owned(),
        born: Some(date(2001, 8, 9)),
        sex: None,
        postcode: String::new(),
        address: String::new(),
        housing: None,
        tel: String::new(),
        fax: String::new(),
        disability: String::new(),
        support_level: None,
        handbooks: Vec::new(),
        income: String::new(),
        guardians: Vec::new(),
        family: Vec::new(),
        caution: String::new(),
        address_protected: false,
    }
}

fn story() -> Story {
    let plan = |made_on| ServicePlan {
        made_on: Some(made_on),
        ..ServicePlan::default()
    };
    let mut story = Story::of(0, yosuke());
    story.drafts.push(Told::confirmed(1, plan(date(2026, 4, 3))));
    story.plans.push(Told::confirmed(1, plan(date(2026, 4, 20))));
    story
}

impl Desk {
    pub(super) async fn new() -> Self {
        let app = TestApp::new().await;
        let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
        let person = writer.write(&story()).await.unwrap();
        let list = app.get(&format!("/c/{person}/plan")).await.html();
        let mut papers = list
            .split("/plan/")
            .filter_map(|rest| rest.get(..36)?.parse::<PaperId>().ok())
            .collect::<Vec<_>>();
        papers.dedup();
        let mut paths = papers.iter().map(|id| format!("/c/{person}/papers/{id}"));
        let (plan, draft) = (paths.next().unwrap(), paths.next().unwrap());
        Self {
            app,
            person,
            draft,
            plan,
        }
    }

    pub(super) async fn consent(&self, paper: &str, more: &[(&str, &str)]) -> Answer {
        let path = format!("{paper}/consent");
        self.app.post(&path, &with(&CONSENT, more)).await
    }

    async fn correct(&self, paper: &str, more: &[(&str, &str)]) -> Answer {
        let path = format!("{paper}/consent/correct");
        let page = self.app.get(&path).await.html();
        let corrects = hidden(&page, "corrects");
        let own = paper.rsplit('/').next().unwrap();
        let fields = with(
            &CONSENT,
            &[("correction", "mend"), ("of", own), ("corrects", &corrects)],
        );
        self.app.post(&path, &with(&fields, more)).await
    }

    async fn hand(&self, paper: &str, to: &[(&str, &str)], more: &[(&str, &str)]) -> Answer {
        let rows: Vec<(String, &str)> = to
            .iter()
            .enumerate()
            .flat_map(|(row, (recipient, on))| {
                let at = |field: &str| format!("to.{row}.{field}");
                [
                    (at("recipient"), *recipient),
                    (at("fixed"), "1"),
                    (at("on"), *on),
                    (at("means"), "hand"),
                ]
            })
            .collect();
        let mut fields: Vec<_> = rows.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        fields.extend(more);
        self.app.post(&format!("{paper}/delivery"), &fields).await
    }

    /// What one of the papers says in a column of the list.
    async fn listed(&self, kind: &str, column: usize) -> String {
        let html = self.app.get(&format!("/c/{}/papers", self.person)).await.html();
        let row = html
            .split("<tr>")
            .find(|row| row.contains(&format!(">{kind}</th>")))
            .unwrap();
        let cell = row.split("<td").nth(column).unwrap();
        crate::testing::text(&format!("<main><td{cell}</main>"))
    }
}

const CONSENT: [(&str, &str); 4] = [
    ("explained_on", "R8.4.7"),
    ("given_on", "R8.4.7"),
    ("means", "paper"),
    ("signer", "見本 陽介"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields
        .iter()
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

fn hidden(html: &str, name: &str) -> String {
    let (_, rest) = html
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// What stands on the page from a heading to the next part, without the time of day.
fn read(answer: &Answer, from: &str) -> String {
    let text = answer.text();
    let (_, rest) = text.split_once(&format!("\n{from}")).unwrap();
    let ends = ["\n記録されている同意", "\n記録した交付"];
    let part = ends
        .iter()
        .fold(rest, |part, end| part.split(end).next().unwrap());
    let mut out = from.to_owned();
    for (place, piece) in part.split("11月20日 ").enumerate() {
        let clock = |sign: char| place > 0 && (sign.is_ascii_digit() || sign == ':');
        out.push_str(if place > 0 { "11月20日 " } else { "" });
        out.push_str(piece.trim_start_matches(clock).trim_start_matches(' '));
    }
    out
}

const KEY: &str = "0190a000-0000-7000-8000-000000000001";

#[tokio::test]
async fn a_second_consent_is_answered_with_the_first_and_saved_nowhere() {
    let desk = Desk::new().await;
    assert_eq!(desk.consent(&desk.draft, &[]).await.status, StatusCode::SEE_OTHER);
    let second = desk
        .consent(&desk.draft, &[("given_on", "R8.4.9"), ("means", "post")])
        .await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    insta::assert_snapshot!(read(&second, "先に記録"), @r"
    先に記録されています
    見本 相子さんが 11月20日 に記録しています。いま入力した内容は記録していません。
    記録されている内容と、いま入力した内容
    項目
    記録されている内容
    いま入力した内容
    説明した日
    令和8年4月7日
    令和8年4月7日
    同意の日
    令和8年4月7日
    令和8年4月9日 ちがいます
    同意の方法
    紙に署名
    郵送 ちがいます
    署名した人
    見本 陽介
    見本 陽介
    続柄・関係
    代わりに署名した理由
    記録されている内容が正しければ、何もしなくてかまいません。まちがっていれば訂正できます。前の記録も理由とともに残ります。
    ");
    let same = desk.consent(&desk.draft, &[]).await;
    assert_eq!(same.status, StatusCode::CONFLICT);
    assert!(same.text().contains("もう一度記録する必要はありません"));
    assert_eq!(desk.listed("計画案", 4).await, "見本 陽介 R8.4.7（紙に署名）");
}

#[tokio::test]
async fn the_same_button_twice_has_one_effect_and_a_page_used_before_is_explained() {
    let desk = Desk::new().await;
    for _ in 0..2 {
        let answer = desk.consent(&desk.draft, &[("_key", KEY)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let changed = desk
        .consent(&desk.draft, &[("_key", KEY), ("given_on", "R8.4.8")])
        .await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(
        changed.text().contains("令和8年4月8日 ちがいます"),
        "{}",
        changed.text()
    );
}

#[tokio::test]
async fn of_two_who_record_at_the_same_moment_one_is_told_of_the_other() {
    let desk = Desk::new().await;
    let (first, second) = tokio::join!(
        desk.consent(&desk.draft, &[]),
        desk.consent(&desk.draft, &[("given_on", "R8.4.8")])
    );
    let mut answers = [first.status, second.status];
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let to = [("person", "R8.4.7")];
    let (first, second) = tokio::join!(desk.hand(&desk.draft, &to, &[]), desk.hand(&desk.draft, &to, &[]));
    let mut answers = [first.status, second.status];
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
}

#[tokio::test]
async fn a_wrong_date_is_corrected_and_the_old_record_stays_with_its_reason() {
    let desk = Desk::new().await;
    desk.consent(&desk.draft, &[]).await;
    let refused = desk.correct(&desk.draft, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["given_on", "why"] {
        assert!(
            refused.html().contains(&format!("href=\"#f-{field}\"")),
            "{field}"
        );
    }
    let right = [("given_on", "R8.4.8"), ("why", "同意書の日付を見まちがえていた")];
    let saved = desk.correct(&desk.draft, &right).await;
    assert_eq!(
        saved.location,
        format!("{}/consent", desk.draft),
        "{}",
        saved.text()
    );
    insta::assert_snapshot!(read(&desk.app.get(&saved.location).await, "訂正済みの記録"), @r"
    訂正済みの記録
    報告・請求・印刷には使われません。記録していたことと理由は残ります。
    R8.4.7 見本 陽介 紙に署名
    訂正の理由: 同意書の日付を見まちがえていた
    見本 相子　11月20日 訂正済み
    ");
    assert_eq!(desk.listed("計画案", 4).await, "見本 陽介 R8.4.8（紙に署名）");
    let journal = desk.app.get(&format!("/c/{}/journal", desk.person)).await.text();
    assert!(journal.contains("同意の記録を訂正した"), "{journal}");
}

#[tokio::test]
async fn a_consent_on_the_wrong_paper_moves_to_the_right_one() {
    let desk = Desk::new().await;
    desk.consent(
        &desk.draft,
        &[("given_on", "R8.4.25"), ("explained_on", "R8.4.25")],
    )
    .await;
    let plan = desk.plan.rsplit('/').next().unwrap();
    let right = [
        ("of", plan),
        ("explained_on", "R8.4.25"),
        ("given_on", "R8.4.25"),
        ("why", "計画への同意だった"),
    ];
    let saved = desk.correct(&desk.draft, &right).await;
    assert_eq!(
        saved.location,
        format!("{}/consent", desk.plan),
        "{}",
        saved.text()
    );
    assert_eq!(desk.listed("計画案", 4).await, "");
    assert_eq!(
        desk.listed("サービス等利用計画", 4).await,
        "見本 陽介 R8.4.25（紙に署名）"
    );
    let form = desk.app.get(&format!("{}/consent", desk.draft)).await.text();
    assert!(
        form.contains("同意を記録する") && form.contains("訂正の理由: 計画への同意だった"),
        "{form}"
    );
}

#[tokio::test]
async fn a_consent_never_given_is_struck_and_the_paper_waits_again() {
    let desk = Desk::new().await;
    desk.consent(&desk.draft, &[]).await;
    let strike = [
        ("correction", "strike"),
        ("why", "別の方の同意書だった"),
        ("signer", ""),
    ];
    let saved = desk.correct(&desk.draft, &strike).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(
        desk.app
            .get(&saved.location)
            .await
            .text()
            .contains("確定・同意待ち")
    );
    let again = desk.consent(&desk.draft, &[("given_on", "R8.4.9")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_two_corrections_of_one_consent_the_second_sees_the_first() {
    let desk = Desk::new().await;
    desk.consent(&desk.draft, &[]).await;
    let path = format!("{}/consent/correct", desk.draft);
    let page = desk.app.get(&path).await.html();
    let (corrects, of) = (hidden(&page, "corrects"), desk.draft.rsplit('/').next().unwrap());
    let right = |on| {
        [
            ("given_on", on),
            ("why", "日付"),
            ("correction", "mend"),
            ("of", of),
            ("corrects", &corrects),
        ]
    };
    let first = desk.app.post(&path, &with(&CONSENT, &right("R8.4.8"))).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = desk.app.post(&path, &with(&CONSENT, &right("R8.4.9"))).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let text = second.text();
    assert!(
        text.contains("令和8年4月8日") && text.contains("令和8年4月9日 ちがいます"),
        "{text}"
    );
}

#[tokio::test]
async fn a_signature_drawn_on_the_screen_goes_with_the_text_it_was_drawn_under() {
    let desk = Desk::new().await;
    let drawn = [("means", "screen"), ("strokes", "[[20,50,40,10,60,70]]")];
    assert_eq!(
        desk.consent(&desk.draft, &drawn).await.status,
        StatusCode::SEE_OTHER
    );
    let plan = desk.plan.rsplit('/').next().unwrap();
    let moved = [
        ("means", "screen"),
        ("of", plan),
        ("given_on", "R8.4.25"),
        ("why", "別の書類"),
    ];
    let refused = desk.correct(&desk.draft, &moved).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("そのとき見せた書類に結びついています"));
    let right = [("means", "screen"), ("given_on", "R8.4.8"), ("why", "日付")];
    let saved = desk.correct(&desk.draft, &right).await;
    assert!(
        desk.app
            .get(&saved.location)
            .await
            .html()
            .contains("画面に書かれた署名")
    );
}

#[tokio::test]
async fn a_delivery_recorded_by_somebody_else_is_shown_and_the_rest_is_still_there() {
    let desk = Desk::new().await;
    desk.consent(&desk.draft, &[]).await;
    desk.hand(&desk.draft, &[("person", "R8.4.8")], &[]).await;
    let both = [("person", "R8.4.10"), ("municipality", "R8.4.10")];
    let second = desk.hand(&desk.draft, &both, &[]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    insta::assert_snapshot!(read(&second, "先に記録"), @r"
    先に記録されています
    R8.4.8 本人・保護者 手渡し（見本 相子さんが 11月20日 に記録）　いま入力した内容: R8.4.10 手渡し
    いま押した分は、まだ何も記録していません。上の相手は入力から外しました。残りがあれば、下で確かめてもう一度押してください。日付などがちがうときは「訂正する」で直せます。
    ");
    assert!(
        second.html().contains("value=\"R8.4.10\""),
        "what is not recorded yet is still typed"
    );
    assert_eq!(desk.listed("計画案", 5).await, "本人・保護者 R8.4.8（手渡し）");
}

#[tokio::test]
async fn a_wrong_delivery_is_corrected_or_struck_and_stays_with_its_reason() {
    let desk = Desk::new().await;
    let both = [("person", "R8.4.8"), ("municipality", "R8.4.9")];
    desk.hand(&desk.draft, &both, &[("_key", KEY)]).await;
    let again = desk.hand(&desk.draft, &both, &[("_key", KEY)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let ledger = format!("{}/delivery", desk.draft);
    let page = desk.app.get(&ledger).await.html();
    let (first, _) = page.split_once("/correct\"").unwrap();
    let entry = format!("{ledger}/{}/correct", first.rsplit('/').next().unwrap());
    let of = desk.draft.rsplit('/').next().unwrap();
    let typed = [
        ("correction", "mend"),
        ("of", of),
        ("recipient", "person"),
        ("on", "R8.4.10"),
        ("means", "post"),
        ("why", "郵送だった"),
    ];
    let onto = desk
        .app
        .post(&entry, &with(&typed, &[("recipient", "municipality")]))
        .await;
    assert_eq!(onto.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        onto.text()
            .contains("もう記録されています（R8.4.9 市町村 手渡し）"),
        "{}",
        onto.text()
    );
    let saved = desk.app.post(&entry, &typed).await;
    assert_eq!(saved.location, ledger, "{}", saved.text());
    assert_eq!(
        desk.listed("計画案", 5).await,
        "市町村 R8.4.9（手渡し）\n本人・保護者 R8.4.10（郵送）"
    );
    let late = desk.app.post(&entry, &typed).await;
    assert_eq!(
        late.status,
        StatusCode::CONFLICT,
        "the entry is corrected already"
    );
    insta::assert_snapshot!(read(&late, "先に記録"), @r"
    先に記録されています
    この画面を開いたあとに、交付の記録が変わりました。いま押した分は記録していません。下の「記録した交付」が、いまの記録です。
    ");
}
