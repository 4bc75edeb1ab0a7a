//! How far one paper has come: being written, confirmed, agreed to, handed over.

use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::{PaperKind, Recipient};
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::paper::PaperLine;

use super::{consent_path, delivery_path};

/// Where a paper stands, in the words and marks every list uses.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    paper: PaperId,
    kind: PaperKind,
    pub(crate) confirmed: bool,
    pub(crate) replaced: bool,
    pub(crate) state: &'static str,
    pub(crate) word: &'static str,
    /// Who agreed and when; empty while nobody has.
    pub(crate) consent: String,
    /// One line for each recipient.
    pub(crate) deliveries: Vec<String>,
    handed: Vec<Delivery>,
}

impl Standing {
    /// Reads it off the case's consents and deliveries.
    pub(crate) fn of(
        line: &PaperLine,
        consents: &[(PaperId, Consent)],
        deliveries: &[(PaperId, Delivery)],
    ) -> Self {
        let consent = consents.iter().find(|(of, _)| *of == line.id);
        let handed: Vec<_> = deliveries
            .iter()
            .filter(|(of, _)| *of == line.id)
            .map(|(_, delivery)| delivery)
            .collect();
        let to = |recipient: Recipient| handed.iter().any(|delivery| delivery.recipient == recipient);
        let confirmed = line.confirmed_at.is_some();
        let (state, word) = state(line, consent.is_some(), to(Recipient::Person));
        Self {
            paper: line.id,
            kind: line.kind,
            confirmed,
            replaced: line.replaced,
            state,
            word,
            consent: consent.map_or_else(String::new, |(_, consent)| agreed(consent)),
            deliveries: handed.iter().map(|delivery| given(delivery)).collect(),
            handed: handed.into_iter().cloned().collect(),
        }
    }

    /// Whether a provider has been handed the paper.
    pub(crate) fn handed_to(&self, provider: &str) -> bool {
        self.handed.iter().any(|delivery| delivery.name == provider)
    }

    /// The one thing to do next with this paper, and where.
    pub(crate) fn next(&self, person: PersonId) -> Option<(&'static str, String)> {
        let plan = matches!(self.kind, PaperKind::DraftPlan | PaperKind::Plan);
        if self.replaced {
            return None;
        }
        if !self.confirmed {
            return plan.then(|| ("続きを書く", format!("/c/{person}/plan/{}/edit", self.paper)));
        }
        if self.consent.is_empty() {
            return Some(("同意を記録する", consent_path(person, self.paper)));
        }
        let to = |recipient: Recipient| self.handed.iter().any(|delivery| delivery.recipient == recipient);
        let open = !to(Recipient::Person) || !to(Recipient::Municipality);
        open.then(|| ("交付を記録する", delivery_path(person, self.paper)))
    }
}

fn state(line: &PaperLine, agreed: bool, handed: bool) -> (&'static str, &'static str) {
    match (line.replaced, line.confirmed_at.is_some(), agreed, handed) {
        (true, ..) => ("unneeded", "訂正前"),
        (_, false, ..) => ("progress", "途中"),
        (_, _, false, _) => ("waiting", "確定・同意待ち"),
        (_, _, true, false) => ("waiting", "同意・交付待ち"),
        (_, _, true, true) => ("done", "同意・交付済み"),
    }
}

/// Who agreed, when and how.
pub(super) fn agreed(consent: &Consent) -> String {
    let signer = match consent.relation.as_str() {
        "" => consent.signer.clone(),
        relation => format!("{}（{relation}）", consent.signer),
    };
    let on = wareki::short(consent.given_on);
    format!("{on} {signer} {}", consent.means.label())
}

/// To whom it went, when and how.
pub(super) fn given(delivery: &Delivery) -> String {
    let name = match delivery.name.as_str() {
        "" => delivery.recipient.label(),
        name => name,
    };
    let on = wareki::short(delivery.on);
    format!("{on} {name} {}", delivery.means.label())
}
