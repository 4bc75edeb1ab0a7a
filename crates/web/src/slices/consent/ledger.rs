//! 交付簿 of one paper: the entries that count, those that were corrected, and those somebody else made first.

use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::{DeliveryMeans, Recipient};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::delivery::{Delivery, DeliveryRecord};
use jiff::civil::Date;

use super::clash::recorded;
use super::mend_path;
use super::record::Corrected;
use super::standing::given;
use crate::failure::Failure;
use crate::form::Typed;

/// The entries of one paper.
pub(super) struct Ledger {
    pub(super) standing: Vec<DeliveryRecord>,
    pub(super) struck: Vec<Corrected>,
}

/// An entry somebody else made first, beside what was typed.
pub(super) struct Taken {
    pub(super) recorded: String,
    pub(super) first: String,
    pub(super) typed: String,
}

impl Ledger {
    pub(super) async fn load(reader: &mut Reader, case: CaseReader, id: PaperId) -> Result<Self, Failure> {
        let records = reader.delivery_records(case).await?;
        let mut ledger = Self {
            standing: Vec::new(),
            struck: Vec::new(),
        };
        for record in records.into_iter().filter(|record| record.paper == id) {
            match &record.struck {
                Some(struck) => ledger
                    .struck
                    .push(Corrected::new(given(&record.delivery), struck)),
                None => ledger.standing.push(record),
            }
        }
        Ok(ledger)
    }

    /// The entry of the same recipient.
    pub(super) fn of(&self, delivery: &Delivery) -> Option<&DeliveryRecord> {
        self.standing
            .iter()
            .find(|record| record.delivery.same_recipient(delivery))
    }

    /// What is said of each entry, and where it is corrected.
    pub(super) fn entries(&self, person: PersonId) -> Vec<(String, String, String)> {
        let entry = |record: &DeliveryRecord| {
            (
                given(&record.delivery),
                recorded(&record.recorded_by, &record.recorded_at),
                mend_path(person, record.paper, record.id),
            )
        };
        self.standing.iter().map(entry).collect()
    }

    /// Takes the rows whose recipient has an entry already out of what was typed.
    pub(super) fn take_recorded(&self, typed: &mut Typed, today: Date) -> Vec<Taken> {
        let mut taken = Vec::new();
        for row in typed.rows("to", 0) {
            let value = |field: &str| typed.value(&format!("to.{row}.{field}")).trim();
            let recipient = Recipient::from_code(value("recipient")).unwrap_or(Recipient::Provider);
            let name = match recipient {
                Recipient::Provider => value("name"),
                Recipient::Person | Recipient::Municipality => "",
            };
            let same = |record: &&DeliveryRecord| {
                record.delivery.recipient == recipient && record.delivery.name == name
            };
            let Some(record) = self.standing.iter().find(same) else {
                continue;
            };
            if !value("on").is_empty() {
                taken.push(Taken {
                    recorded: given(&record.delivery),
                    first: recorded(&record.recorded_by, &record.recorded_at),
                    typed: as_typed(value("on"), value("means"), today),
                });
            }
            typed.remove_part(&format!("to.{row}"));
        }
        taken
    }
}

fn as_typed(on: &str, means: &str, today: Date) -> String {
    use bansou_domain::calendar::{typed, wareki};
    let on = typed::read_date(on, today).map_or_else(|_| on.to_owned(), wareki::short);
    let means = DeliveryMeans::from_code(means).map_or("", DeliveryMeans::label);
    format!("{on} {means}")
}
