//! A record as the layout has it in one month.

use std::sync::Arc;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::Benefit;
use bansou_law::{Evidence, Field, Layout, NotInForce, RecordKind};

use super::batch::{Heading, Item, Unconfirmed};

/// The items of a record, with those every data record begins with.
pub(super) struct Shape<'a> {
    pub(super) heading: Arc<Heading>,
    pub(super) fields: Vec<&'a Field>,
    unconfirmed: Vec<Unconfirmed>,
}

impl<'a> Shape<'a> {
    /// Opens the records `kinds`, which stand one after another on one line; the last gives the line its name.
    pub(super) fn open(
        layout: &'a Layout,
        benefit: Benefit,
        kinds: &[RecordKind],
        month: ServiceMonth,
    ) -> Result<Self, NotInForce<ServiceMonth>> {
        let mut fields = Vec::new();
        let mut unconfirmed = Vec::new();
        let mut heading = Heading {
            kind: RecordKind::Control,
            term: String::new(),
            items: Vec::new(),
        };
        for kind in kinds {
            let (term, found) = layout.records.at(*kind, month)?;
            heading.kind = *kind;
            term.clone_into(&mut heading.term);
            for (place, field) in found.iter().enumerate() {
                let item = item(field, benefit);
                unconfirmed.extend(doubt(term, place + 1, &item, field));
                heading.items.push(item);
                fields.push(field);
            }
        }
        Ok(Self {
            heading: Arc::new(heading),
            fields,
            unconfirmed,
        })
    }

    /// Returns the items that nobody confirmed.
    pub(super) fn unconfirmed(&self) -> &[Unconfirmed] {
        &self.unconfirmed
    }
}

fn item(field: &Field, benefit: Benefit) -> Item {
    let own = match benefit {
        Benefit::Planning => None,
        Benefit::Child => field.child_name.as_ref(),
    };
    Item {
        name: own.unwrap_or(&field.name).clone(),
        evidence: field.grounds.evidence,
    }
}

fn doubt(term: &str, place: usize, item: &Item, field: &Field) -> Option<Unconfirmed> {
    (item.evidence < Evidence::Official).then(|| Unconfirmed {
        evidence: item.evidence,
        table: term.to_owned(),
        place: Some(place),
        what: item.name.clone(),
        note: field.note.clone(),
    })
}
