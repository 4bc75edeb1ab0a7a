//! The papers of a frozen file: invoices by municipality, and of each person the detail, the notice and the evidence.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use bansou_documents::form::Paper;
use bansou_documents::papers::{
    ClaimOffice, ClaimPrint, DetailSheet, EvidenceSheet, InvoiceSheet, MonthSheet, Receipt,
    ReceiptNoticeSheet,
};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim::{Benefit, FrozenClaim, ResultKind};
use bansou_domain::claim_setting::Topic;
use bansou_store::account::Office;
use bansou_store::claim::{ClaimRecord, FileLine, FileState};
use uuid::Uuid;

use super::file_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::OfficeSettings;
use crate::slices::papers::{file as as_file, press};

/// The word of 請求書 in addresses.
const INVOICE: &str = "invoice";

/// Everything the papers of a file are made from.
struct Frozen {
    line: FileLine,
    claims: Vec<ClaimRecord>,
    print: ClaimPrint,
    /// 市町村の名前 by number, where the office recorded them.
    municipalities: BTreeMap<String, String>,
}

impl Frozen {
    /// Journals that everybody's claims were shown.
    async fn list(&self, cx: &Cx) -> Result<(), Failure> {
        let people = self.claims.iter().map(|record| record.person);
        cx.list_claims(&self.line.name, people).await
    }
}

async fn open(cx: &Cx, file: Uuid) -> Result<Frozen, Failure> {
    let desk = cx.open_claims("print").await?;
    let mut reader = cx.read().await?;
    let line = reader.claim_file(desk, file).await?.line;
    let claims = reader.claims_of_file(desk, file).await?;
    let office = reader.office(cx.member()).await?;
    let organisation = reader.organisation_name().await?;
    let settings = reader.claim_settings(cx.member()).await?;
    let named = settings
        .into_iter()
        .filter(|row| row.struck.is_none() && row.setting.topic == Topic::Municipality)
        .map(|row| row.setting)
        .filter(|setting| setting.holds_in(line.processing));
    Ok(Frozen {
        print: print(cx, &office, organisation, line.benefit),
        municipalities: named.map(|setting| (setting.subject, setting.value)).collect(),
        line,
        claims,
    })
}

fn print(cx: &Cx, office: &Office, corporation: String, benefit: Benefit) -> ClaimPrint {
    let settings = OfficeSettings::of(office);
    let own = [office.postcode.as_str(), office.address.as_str()].join(" ");
    let number = match benefit {
        Benefit::Planning => &office.number_adult,
        Benefit::Child => &office.number_child,
    };
    ClaimPrint {
        office: ClaimOffice {
            number: number.clone().unwrap_or_default(),
            name: office.name.clone(),
            // 請求事業者 is the corporation; one with a single office has its address.
            address: match settings.corporation_address.trim() {
                "" => own.trim().to_owned(),
                address => address.to_owned(),
            },
            telephone: office.tel.clone(),
            representative: [settings.representative_title, settings.representative]
                .join("　")
                .trim()
                .to_owned(),
            corporation,
        },
        printed: format!("{} 印刷", wareki::format(cx.today())),
        dated: cx.today(),
        spelling: settings.spelling.into(),
    }
}

/// The links to the invoices of a file: one for each municipality and month.
pub(super) fn invoices(file: Uuid, claims: &[ClaimRecord]) -> Vec<(String, String)> {
    let mut groups: Vec<(String, ServiceMonth)> = claims
        .iter()
        .filter(|record| record.claim.yen != 0)
        .map(|record| (record.claim.municipality.clone(), record.claim.month))
        .collect();
    groups.sort();
    groups.dedup();
    let link = |(nth, (municipality, month)): (usize, &(String, ServiceMonth))| {
        let words = format!("請求書 {municipality} {}", wareki::format_month(*month));
        (words, format!("{}/print/{INVOICE}/{nth}", file_path(file)))
    };
    groups.iter().enumerate().map(link).collect()
}

/// The links to the papers of one claim of a file.
pub(super) fn papers(file: Uuid, nth: usize, record: &ClaimRecord) -> Vec<(&'static str, String)> {
    let link = |word, kind: &str| (word, format!("{}/print/{kind}/{nth}", file_path(file)));
    let mut links = vec![link("明細書", "detail"), link("根拠の一覧", "evidence")];
    if receipt(record, &BTreeMap::new()).is_some() {
        links.push(link("代理受領通知書", "receipt"));
    }
    links
}

/// What was received for a claim, once something was.
fn receipt(record: &ClaimRecord, municipalities: &BTreeMap<String, String>) -> Option<Receipt> {
    let number = &record.claim.municipality;
    let paid = record
        .results
        .iter()
        .rev()
        .find(|result| matches!(result.result.kind, ResultKind::Paid | ResultKind::Corrected))?;
    let notified = record
        .results
        .iter()
        .find(|result| result.result.kind == ResultKind::Notified);
    Some(Receipt {
        notified_on: notified.map(|result| result.result.on),
        received_on: Some(paid.result.on),
        municipality: match municipalities.get(number) {
            Some(name) => format!("{name}（市町村番号 {number}）"),
            None => format!("市町村番号 {number}"),
        },
        yen: paid.result.yen.unwrap_or(record.claim.yen),
    })
}

pub(super) async fn pdf(
    cx: Cx,
    Path((file, kind, nth)): Path<(Uuid, String, usize)>,
) -> Result<Response, Failure> {
    let frozen = open(&cx, file).await?;
    // An invoice is about a municipality; every other paper is about one person, whose journal says who looked.
    match frozen.claims.get(nth) {
        Some(record) if kind != INVOICE => {
            cx.open_claims_of(record.person, record.claim.month).await?;
        }
        _ => frozen.list(&cx).await?,
    }
    let (name, sheet) = sheet(&frozen, &kind, nth).ok_or(bansou_store::Failure::NotFound)?;
    let printed = press(&cx, sheet, |press, sheet| Ok(press.pdf(sheet)?)).await?;
    as_file("application/pdf", &format!("{name}.pdf"), "inline", printed.pdf)
}

fn sheet(frozen: &Frozen, kind: &str, nth: usize) -> Option<(&'static str, Box<dyn Paper + Send>)> {
    let print = &frozen.print;
    if kind == INVOICE {
        let sent = match frozen.line.state {
            FileState::Sent(on) => Some(on),
            _ => None,
        };
        let claims: Vec<FrozenClaim> = frozen.claims.iter().map(|record| record.claim.clone()).collect();
        // Where the office recorded no name the line is left to be written.
        let addressee = |number: &str| match frozen.municipalities.get(number) {
            Some(name) => headed_by(name),
            None => "　".repeat(12),
        };
        let sheet = InvoiceSheet::all(print, &claims, sent, addressee)
            .into_iter()
            .nth(nth)?;
        return Some(("請求書", Box::new(sheet)));
    }
    let record = frozen.claims.get(nth)?;
    Some(match kind {
        "detail" => ("明細書", Box::new(DetailSheet::of(print, &record.claim))),
        "evidence" => ("根拠の一覧", Box::new(EvidenceSheet::of(print, &record.claim))),
        "receipt" => {
            let sheet =
                ReceiptNoticeSheet::of(print, &record.claim, &receipt(record, &frozen.municipalities)?);
            ("代理受領通知書", Box::new(sheet))
        }
        _ => return None,
    })
}

/// The mayor of a town, to whom a claim is addressed: 見本市 is headed by 見本市長. Another body stands as it is.
fn headed_by(name: &str) -> String {
    if name.ends_with(['市', '区', '町', '村']) {
        format!("{name}長")
    } else {
        name.to_owned()
    }
}

/// The claims of a file as a workbook.
pub(super) async fn workbook(cx: Cx, Path(file): Path<Uuid>) -> Result<Response, Failure> {
    let frozen = open(&cx, file).await?;
    frozen.list(&cx).await?;
    let claims: Vec<FrozenClaim> = frozen.claims.iter().map(|record| record.claim.clone()).collect();
    let sheet = MonthSheet::of(&frozen.print, frozen.line.processing, &claims);
    let book = press(&cx, Box::new(sheet), |_, sheet| {
        Ok(bansou_documents::workbook::write(sheet)?)
    })
    .await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    as_file(kind, "請求の一覧.xlsx", "attachment", book)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_addressed_to_the_mayor_of_a_town_and_to_another_body_by_its_name() {
        assert_eq!(headed_by("見本市"), "見本市長");
        assert_eq!(headed_by("見本町"), "見本町長");
        assert_eq!(headed_by("見本広域連合"), "見本広域連合");
    }
}
