//! 受け取り by link, offered to the ledger: who said on the page that the paper has come, when, without typing it again.
//!
//! The entry stays the office's own: handing over is its deed, the receipt is what shows that it came. Unverified: what the
//! standards of the offices (省令第28号) ask of a 交付 by electronic means, the receiver's consent to it above all; their
//! text could not be read. So nothing is entered without a worker's press, and day and means can be changed before it.

use bansou_domain::calendar::wareki;
use bansou_domain::paper::{DeliveryMeans, Recipient};
use bansou_domain::room::PartyKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::delivery::Delivery;
use bansou_store::paper::PaperLine;
use bansou_store::room::Receipt;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::failure::Failure;
use crate::form::Typed;

/// One receipt that no entry of the ledger names yet.
pub(super) struct Received {
    receipt: Uuid,
    recipient: Recipient,
    name: String,
    on: Date,
}

/// The receipts of a paper that can still be entered, one for each recipient.
pub(super) async fn open(
    reader: &mut Reader,
    case: CaseReader,
    paper: &PaperLine,
    expected: &[(Recipient, String)],
) -> Result<Vec<Received>, Failure> {
    let records = reader.delivery_records(case).await?;
    let mut open: Vec<Received> = Vec::new();
    for receipt in reader.receipts_of_paper(case, paper.id).await? {
        // Also a corrected entry has used its receipt.
        let used = records.iter().any(|record| {
            record
                .delivery
                .receipt
                .is_some_and(|named| receipt.answers.contains(&named))
        });
        let Some(received) = Received::of(&receipt, expected).filter(|_| !used) else {
            continue;
        };
        let standing = records
            .iter()
            .filter(|record| record.paper == paper.id && record.struck.is_none());
        let has = standing
            .map(|record| &record.delivery)
            .any(|delivery| received.goes_to(delivery.recipient, &delivery.name));
        if !has
            && !open
                .iter()
                .any(|other| received.goes_to(other.recipient, &other.name))
        {
            open.push(received);
        }
    }
    Ok(open)
}

impl Received {
    fn of(receipt: &Receipt, expected: &[(Recipient, String)]) -> Option<Self> {
        let (answer, at) = receipt.by_link.as_ref()?;
        let on = bansou_store::day_in_japan(at.parse::<Timestamp>().ok()?);
        let recipient = match receipt.kind {
            // They were handed a summary in easy words, which is not the paper itself.
            kind if kind.reads_easy() => return None,
            PartyKind::Municipality => Recipient::Municipality,
            _ => Recipient::Provider,
        };
        // The plan or the minutes may name the party otherwise than it was invited.
        let known =
            |name: &&String| !name.is_empty() && expected.iter().any(|(_, expected)| expected == *name);
        let name = [&receipt.name, &receipt.owner].into_iter().find(known);
        Some(Self {
            receipt: *answer,
            recipient,
            name: match recipient {
                Recipient::Provider => name.unwrap_or(&receipt.name).clone(),
                Recipient::Person | Recipient::Municipality => String::new(),
            },
            on,
        })
    }

    fn goes_to(&self, recipient: Recipient, name: &str) -> bool {
        self.recipient == recipient && self.name == name
    }
}

/// Types the receipts into the form: into the row that waits for the recipient, or into one of their own. What was typed
/// into a row already stays.
pub(super) fn propose(typed: &mut Typed, received: &[Received]) {
    for one in received {
        let rows = typed.rows("to", 0);
        let value = |row: &usize, field: &str| typed.value(&format!("to.{row}.{field}")).trim().to_owned();
        let recipient = |row: &usize| Recipient::from_code(&value(row, "recipient"));
        let own = rows
            .iter()
            .find(|row| recipient(row).is_some_and(|recipient| one.goes_to(recipient, &value(row, "name"))));
        if own.is_some_and(|row| !value(row, "on").is_empty()) {
            continue;
        }
        let next = rows.iter().max().map_or(0, |last| last + 1);
        let row = own.copied().unwrap_or(next);
        let fields = [
            ("recipient", one.recipient.code().to_owned()),
            ("name", one.name.clone()),
            ("fixed", "1".to_owned()),
            ("on", wareki::short(one.on)),
            ("means", DeliveryMeans::Link.code().to_owned()),
        ];
        for (field, value) in fields {
            typed.set(format!("to.{row}.{field}"), value);
        }
    }
}

/// Puts the receipt behind each entry that says it went by link to whoever gave one.
pub(super) fn name(deliveries: &mut [Delivery], received: &[Received]) {
    for delivery in deliveries
        .iter_mut()
        .filter(|delivery| delivery.means == DeliveryMeans::Link)
    {
        let own = received
            .iter()
            .find(|one| one.goes_to(delivery.recipient, &delivery.name));
        delivery.receipt = own.map(|one| one.receipt);
    }
}
