//! What tells open pages that something has changed. It carries a number and nothing of the record: a page that hears it
//! asks for the new part itself, with its own session.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use uuid::Uuid;

/// The pages that listen, by what they listen to.
#[derive(Default)]
pub(crate) struct Live(Mutex<BTreeMap<Uuid, watch::Sender<i64>>>);

impl Live {
    fn table(&self) -> MutexGuard<'_, BTreeMap<Uuid, watch::Sender<i64>>> {
        // A number cannot be left half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens. Whatever is told from now on is heard, the newest number only.
    pub(crate) fn listen(&self, subject: Uuid) -> watch::Receiver<i64> {
        self.table()
            .entry(subject)
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe()
    }

    /// Tells everybody who listens that the subject has come to `place`; forgets a subject nobody listens to.
    pub(crate) fn tell(&self, subject: Uuid, place: i64) {
        let mut table = self.table();
        let Some(sender) = table.get(&subject) else {
            return;
        };
        if sender.receiver_count() == 0 {
            table.remove(&subject);
        } else {
            // Two saves may be told in another order than they were stored.
            sender.send_if_modified(|told| {
                let newer = place > *told;
                *told = place.max(*told);
                newer
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_hears_the_newest_place_and_a_subject_without_one_is_forgotten() {
        let (live, subject) = (Live::default(), Uuid::from_u128(1));
        live.tell(subject, 1);
        assert!(live.table().is_empty());
        let mut listener = live.listen(subject);
        for place in [2, 4, 3] {
            live.tell(subject, place);
        }
        assert_eq!(
            (listener.has_changed().unwrap(), *listener.borrow_and_update()),
            (true, 4)
        );
        live.tell(Uuid::from_u128(2), 9);
        assert!(!listener.has_changed().unwrap());
        drop(listener);
        live.tell(subject, 5);
        assert!(live.table().is_empty());
    }
}
