//! The scan of a signed paper: kept beside the consent, refused with a word at its field, seen only with a permit.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use insta::assert_snapshot;

use super::{CONSENT, Desk, hidden, with};
use crate::testing::Answer;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF";

/// Posts as a browser posts a form with a file field.
async fn send(desk: &Desk, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    let mut body = Vec::new();
    let key = uuid::Uuid::now_v7().to_string();
    let keyed = fields.iter().any(|(name, _)| *name == "_key");
    let own = (!keyed).then_some(("_key", key.as_str()));
    for (name, value) in fields.iter().copied().chain(own) {
        let part = format!("--mihon\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let (name, bytes) = file.unwrap_or_default();
    let head = format!(
        "--mihon\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"{name}\"\r\n\
         Content-Type: application/pdf\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice("\r\n--mihon--\r\n".as_bytes());
    let request = Request::post(path)
        .header(header::ORIGIN, "http://bansou.test")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mihon")
        .body(Body::from(body));
    desk.app.send(request.unwrap()).await
}

impl Desk {
    async fn with_scan(&self, more: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
        send(
            self,
            &format!("{}/consent", self.draft),
            &with(&CONSENT, more),
            file,
        )
        .await
    }

    async fn add(&self, file: Option<(&str, &[u8])>, more: &[(&str, &str)]) -> Answer {
        let page = self.page().await.html();
        let consent = hidden(&page, "consent");
        let fields = with(&[("consent", consent.as_str())], more);
        send(self, &format!("{}/consent/scan", self.draft), &fields, file).await
    }

    async fn page(&self) -> Answer {
        self.app.get(&format!("{}/consent", self.draft)).await
    }

    /// The addresses of the files on the page.
    async fn files(&self) -> Vec<String> {
        let html = self.page().await.html();
        let scans = html
            .split("href=\"")
            .filter(|rest| rest.contains("/consent/scan/"));
        let paths = scans.filter_map(|rest| rest.split('"').next());
        paths
            .filter(|path| path.contains("/scan/") && !path.ends_with("/save"))
            .map(str::to_owned)
            .collect()
    }
}

/// What is told in the list above the form.
fn told(answer: &Answer) -> String {
    let html = answer.html();
    let told = html.split("<li><a href=\"#f-").skip(1);
    let told = told.filter_map(|rest| rest.split("</a>").next());
    told.map(|line| line.replace("\">", ": "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test]
async fn a_scan_is_kept_with_the_consent_and_given_back_byte_for_byte() {
    let desk = Desk::new().await;
    let saved = desk.with_scan(&[], Some(("同意書.pdf", PDF))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let added = desk.add(Some(("2枚目.jpg", JPEG)), &[]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let files = desk.files().await;
    let mut told = Vec::new();
    for (path, bytes) in files.iter().zip([PDF, JPEG]) {
        for path in [path.clone(), format!("{path}/save")] {
            let answer = desk.app.get(&path).await;
            assert_eq!(answer.bytes, bytes);
            let header = |name| answer.headers.get(name).unwrap().to_str().unwrap().to_owned();
            let disposition = header(header::CONTENT_DISPOSITION);
            told.push(format!(
                "{} {} {} {}",
                header(header::CONTENT_TYPE),
                disposition.split(';').next().unwrap(),
                header(header::X_CONTENT_TYPE_OPTIONS),
                header(header::CONTENT_SECURITY_POLICY)
                    .split("; ")
                    .last()
                    .unwrap(),
            ));
        }
    }
    assert_snapshot!(told.join("\n"), @r"
    application/pdf inline nosniff manifest-src 'self'
    application/pdf attachment nosniff sandbox
    image/jpeg inline nosniff sandbox
    image/jpeg attachment nosniff sandbox
    ");
    let journal = desk.app.get(&format!("/c/{}/journal", desk.person)).await.text();
    assert!(
        journal.contains("同意書の控えを見た") && journal.contains("同意書の控え: 記録した"),
        "{journal}"
    );
}

#[tokio::test]
async fn a_file_is_judged_by_its_bytes_and_refused_at_its_field() {
    let desk = Desk::new().await;
    let large = [
        b"%PDF-1.7".as_slice(),
        &vec![b' '; bansou_domain::scan::MOST_BYTES],
        b"%%EOF",
    ]
    .concat();
    let mut lines = Vec::new();
    for (name, bytes) in [
        ("同意書.pdf", b"<html><script>alert(1)</script>".as_slice()),
        ("絵.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"),
        ("IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0"),
        ("切れた.pdf", b"%PDF-1.7\n1 0 obj"),
        ("空.pdf", b""),
        ("大きい.pdf", &large),
    ] {
        let answer = desk.with_scan(&[], Some((name, bytes))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.html().contains("value=\"R8.4.7\""), "what was typed stays");
        lines.push(told(&answer));
    }
    assert_snapshot!(lines.join("\n"), @r"
    scan: 「同意書.pdf」は付けられません。中身がPDF・JPEG・PNGではありません（PDF・JPEG・PNG、1つ10MBまで）。
    scan: 「絵.png」は付けられません。中身がPDF・JPEG・PNGではありません（PDF・JPEG・PNG、1つ10MBまで）。
    scan: 「IMG_0001.HEIC」は付けられません。HEIC形式の写真は事業所のパソコンで開けないことがあります。iPadの「設定」→「カメラ」→「フォーマット」で「互換性優先」にして撮り直してください。
    scan: 「切れた.pdf」は付けられません。ファイルが途中で切れています。読み取りやコピーをやり直してください。
    scan: 「空.pdf」は付けられません。中身がありません。もう一度読み取ってください。
    scan: 「大きい.pdf」は付けられません。大きすぎます（PDF・JPEG・PNG、1つ10MBまで）。解像度を200dpiくらいに下げるか、ページを分けてください。
    ");
    assert!(
        desk.listed("計画案", 4).await.is_empty(),
        "nothing is recorded without the file"
    );
}

#[tokio::test]
async fn a_file_is_asked_for_again_when_another_field_is_wrong() {
    let desk = Desk::new().await;
    let answer = desk
        .with_scan(&[("given_on", "R8.4.1")], Some(("同意書.pdf", PDF)))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_snapshot!(told(&answer), @r"
    given_on: 「同意の日」が「説明した日」より前になっています。説明してから同意を受けます。
    given_on: 「同意の日」が、この書類の日付（令和8年4月3日）より前になっています。
    scan: 選んだファイル「同意書.pdf」は、まだ記録していません。ほかの項目を直したら、もう一度選んでください。
    ");
    let screen = desk
        .with_scan(
            &[("means", "screen"), ("strokes", "[[20,50,40,10]]")],
            Some(("同意書.pdf", PDF)),
        )
        .await;
    assert_snapshot!(told(&screen), @r"
    scan: 「画面に署名」を選んでいます。紙の控えを付けるときは、ほかの方法を選んでください。
    ");
}

#[tokio::test]
async fn the_same_file_twice_is_kept_once_and_none_is_asked_for() {
    let desk = Desk::new().await;
    assert_eq!(desk.with_scan(&[], None).await.status, StatusCode::SEE_OTHER);
    let none = desk.add(None, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_snapshot!(told(&none), @r"
    scan: 付けるファイルを選んでください（PDF・JPEG・PNG、1つ10MBまで）。
    ");
    let key = [("_key", "0190a000-0000-7000-8000-000000000007")];
    for more in [&key[..], &key[..], &[]] {
        let answer = desk.add(Some(("同意書.pdf", PDF)), more).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    assert_eq!(desk.files().await.len(), 1);
}

#[tokio::test]
async fn whoever_is_second_is_told_that_the_file_is_not_kept() {
    let desk = Desk::new().await;
    desk.with_scan(&[], None).await;
    let second = desk.with_scan(&[], Some(("同意書.pdf", PDF))).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.text().contains("選んだファイルも記録していません"),
        "{}",
        second.text()
    );
    assert!(desk.files().await.is_empty());
}

#[tokio::test]
async fn a_corrected_consent_takes_its_scan_along_and_the_old_one_keeps_it() {
    let desk = Desk::new().await;
    desk.with_scan(&[], Some(("同意書.pdf", PDF))).await;
    let stale = hidden(&desk.page().await.html(), "consent");
    let right = [("given_on", "R8.4.8"), ("why", "日付"), ("keep_scans", "1")];
    let saved = desk.correct(&desk.draft, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(desk.files().await.len(), 2, "one beside each record");
    let late = desk.add(Some(("遅い.pdf", JPEG)), &[("consent", &stale)]).await;
    assert_eq!(
        late.status,
        StatusCode::CONFLICT,
        "the record the page was opened on is corrected"
    );
    let without = [("given_on", "R8.4.9"), ("why", "控えが別の方のものだった")];
    desk.correct(&desk.draft, &without).await;
    let text = desk.page().await.text();
    assert!(
        text.contains("署名した紙を読み取って、あとから付けられます"),
        "{text}"
    );
}

#[tokio::test]
async fn a_scan_is_found_only_under_its_own_person_paper_and_permit() {
    let mut desk = Desk::new().await;
    desk.with_scan(&[], Some(("同意書.pdf", PDF))).await;
    let path = desk.files().await.remove(0);
    let (draft, plan) = (
        desk.draft.rsplit('/').next().unwrap(),
        desk.plan.rsplit('/').next().unwrap(),
    );
    let other = desk.app.add_person().await;
    for wrong in [
        path.replace(draft, plan),
        path.replace(&desk.person.to_string(), &other.to_string()),
    ] {
        assert_eq!(
            desk.app.get(&wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    desk.app.sign_in(1).await;
    let answer = desk.app.get(&path).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(
        answer.location.contains("/reason"),
        "a colleague says why first: {}",
        answer.location
    );
}
