//! 紙の控え beside a consent: read from a form, added later, looked at and saved.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::scan::{MOST_BYTES, ScanKind, ScanProblem, sniff};
use bansou_store::journal::Did;
use bansou_store::scan::Scan;
use uuid::Uuid;

use super::clash::recorded;
use super::record::{self, History};
use super::{Press, confirmed, consent_path, pressed};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Posted, Told};

/// The field of the file, in every form that has one.
pub(super) const FIELD: &str = "scan";
/// What the browser offers to choose from; what it sends is looked at anew.
pub(crate) const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

/// Nothing of a file that was sent to us runs or loads anything.
pub(crate) const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// What is taken, as forms say it.
pub(crate) fn taken() -> String {
    format!("PDF・JPEG・PNG、1つ{}MBまで", MOST_BYTES / (1024 * 1024))
}

/// What a form says beside the field.
pub(super) fn hint() -> String {
    format!("{}。いま無ければ、記録したあとからでも付けられます。", taken())
}

/// Reads the file; everything that is wrong with it is told at its field.
pub(super) fn read<'p>(fields: &mut Fields<'_>, posted: &'p Posted) -> Option<(ScanKind, &'p [u8])> {
    let file = posted.file(FIELD)?;
    match sniff(&file.bytes) {
        Ok(kind) => Some((kind, &file.bytes)),
        Err(problem) => {
            fields.tell(
                FIELD,
                format!("「{}」は付けられません。{}", name(&file.name), why(problem)),
            );
            None
        }
    }
}

/// Says that a file has to be chosen again, because a refused form cannot give it back.
pub(super) fn tell_lost(problems: &mut Vec<Told>, posted: &Posted) {
    let Some(file) = posted.file(FIELD) else { return };
    if problems.iter().any(|told| told.field == FIELD) {
        return;
    }
    let name = name(&file.name);
    problems.push(Told {
        field: FIELD.to_owned(),
        message: format!(
            "選んだファイル「{name}」は、まだ記録していません。ほかの項目を直したら、もう一度選んでください。"
        ),
    });
}

/// The name of a file, short enough for a sentence.
pub(crate) fn name(name: &str) -> String {
    name.chars().filter(|sign| !sign.is_control()).take(60).collect()
}

pub(crate) fn why(problem: ScanProblem) -> String {
    match problem {
        ScanProblem::Empty => "中身がありません。もう一度読み取ってください。".to_owned(),
        ScanProblem::TooLarge => format!(
            "大きすぎます（{}）。解像度を200dpiくらいに下げるか、ページを分けてください。",
            taken()
        ),
        ScanProblem::TooManyPixels => {
            "画像の縦横が大きすぎます。撮り直すか、解像度を下げてください。".to_owned()
        }
        ScanProblem::CutOff => {
            "ファイルが途中で切れています。読み取りやコピーをやり直してください。".to_owned()
        }
        ScanProblem::Heic => "HEIC形式の写真は事業所のパソコンで開けないことがあります。iPadの「設定」→「カメラ」→「フォーマット」で「互換性優先」にして撮り直してください。".to_owned(),
        ScanProblem::Broken => "画像として開けません。撮り直すか、読み取り直してください。".to_owned(),
        ScanProblem::OtherKind => format!("中身がPDF・JPEG・PNGではありません（{}）。", taken()),
    }
}

/// One file as the page lists it.
pub(super) struct Kept {
    pub(super) words: String,
    pub(super) who: String,
    pub(super) href: String,
}

impl Kept {
    pub(super) fn of(person: PersonId, paper: PaperId, scan: &Scan) -> Self {
        Self {
            words: format!("{}　{}", scan.kind.label(), size(scan.size)),
            who: recorded(&scan.recorded_by, &scan.recorded_at),
            href: format!("{}/scan/{}", consent_path(person, paper), scan.id),
        }
    }
}

/// A size as people say it.
pub(crate) fn size(bytes: i64) -> String {
    let kilobytes = bytes.div_euclid(1024).max(1);
    if kilobytes < 1024 {
        return format!("{kilobytes}KB");
    }
    let tenths = kilobytes * 10 / 1024;
    format!("{}.{}MB", tenths / 10, tenths % 10)
}

/// Adds a file to a consent that is recorded already.
pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    posted: Posted,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = confirmed(&mut tx, case.reader(), id).await?;
    let leads_to = consent_path(person, id);
    // A page used before may add one more file; the same file again changes nothing.
    if let Press::Again(response) = pressed(&mut tx, &posted.typed, &leads_to).await? {
        return Ok(response);
    }
    let standing = History::load(&mut tx, case.reader(), id).await?.standing;
    let Some(consent) = standing.filter(|record| record.id.to_string() == posted.typed.value("consent"))
    else {
        return record::moved(&cx, &mut tx, case.reader(), paper).await;
    };
    let mut fields = Fields::new(&posted.typed, cx.today());
    let file = read(&mut fields, &posted);
    if file.is_none() && fields.problem_free(FIELD) {
        fields.tell(FIELD, format!("付けるファイルを選んでください（{}）。", taken()));
    }
    let (kind, bytes) = match (fields.finish(()), file) {
        (Ok(()), Some(file)) => file,
        (told, _) => {
            let problems = told.err().unwrap_or_default();
            return record::unread(&cx, &mut tx, case.reader(), paper, posted.typed, problems).await;
        }
    };
    tx.add_scan(case, consent.id, kind, bytes).await?;
    tx.commit(Did::to(person, "scan.added").subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

type Address = Path<(PersonId, PaperId, Uuid)>;

/// The file on the screen.
pub(super) async fn show(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    give(&cx, address, "inline").await
}

/// The file to be saved.
pub(super) async fn save(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    give(&cx, address, "attachment").await
}

async fn give(
    cx: &Cx,
    (person, paper, id): (PersonId, PaperId, Uuid),
    disposition: &str,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "scan").await?;
    let mut reader = cx.read().await?;
    let (scan, bytes) = reader.scan(case, id).await?;
    let records = reader.consent_records(case).await?;
    drop(reader);
    let of_this =
        |record: &bansou_store::consent::ConsentRecord| record.id == scan.consent && record.paper == paper;
    if !records.iter().any(of_this) {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let (kind, extension) = match scan.kind {
        ScanKind::Pdf => ("application/pdf", "pdf"),
        ScanKind::Jpeg => ("image/jpeg", "jpg"),
        ScanKind::Png => ("image/png", "png"),
    };
    let name = format!("同意書の控え.{extension}");
    let mut response = crate::slices::papers::file(kind, &name, disposition, bytes)?;
    // The browser's own reader of PDF does not open in a sandbox; it is one already.
    if scan.kind != ScanKind::Pdf || disposition == "attachment" {
        let policy = HeaderValue::from_static(POLICY);
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
