//! 支援の跡. Events with the records they come from, in the order in which they count.

use std::collections::BTreeSet;

use bansou_billing::{Event, What};
use bansou_domain::claim::Evidence;
use jiff::civil::Date;

/// Events with their records.
#[derive(Default)]
pub(crate) struct Trail {
    made: Vec<(Event, Evidence)>,
}

impl Trail {
    /// Adds what was done on a day, said in the words of the record at `record`.
    pub(crate) fn add(&mut self, on: Date, what: What, said: &str, record: &str) -> Step<'_> {
        let event = Event {
            on,
            what,
            by: BTreeSet::new(),
            place: None,
            met: None,
            remote: false,
            id: None,
            same_as: None,
            position: 0,
        };
        let evidence = Evidence {
            on: Some(on),
            what: said.to_owned(),
            record: record.to_owned(),
        };
        let place = self.made.len();
        self.made.push((event, evidence));
        Step {
            event: self.made.get_mut(place).map(|(event, _)| event),
        }
    }

    /// The events so far.
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> {
        self.made.iter().map(|(event, _)| event)
    }

    /// The events in the order in which they count, and beside each its record.
    pub(crate) fn finish(mut self) -> (Vec<Event>, Vec<Evidence>) {
        self.made
            .sort_by(|(one, told), (other, also)| one.cmp(other).then_with(|| told.record.cmp(&also.record)));
        for (place, (event, _)) in self.made.iter_mut().enumerate() {
            event.position = place;
        }
        self.made.into_iter().unzip()
    }
}

/// One event that was just added.
pub(crate) struct Step<'t> {
    event: Option<&'t mut Event>,
}

impl Step<'_> {
    /// Adds what else is known of it.
    pub(crate) fn with(self, tell: impl FnOnce(&mut Event)) {
        if let Some(event) = self.event {
            tell(event);
        }
    }
}
