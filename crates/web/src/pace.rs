//! How often one address may be asked for that programs ask for by themselves, whether it opens or not. Kept in memory: whoever
//! starts the program anew starts counting anew.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// What is counted at once. Calendars ask every quarter of an hour at most.
pub(crate) const PERIOD: Duration = Duration::from_mins(15);
/// Asks for one address within it: several devices, and a person who presses 更新. A choice of the product.
const MOST_ASKS: u32 = 20;
/// Different addresses within it. Beyond, somebody is guessing, and no further one is looked for.
const MOST_ADDRESSES: usize = 1_000;

/// The asks of the period, by the hash of the address.
#[derive(Default)]
pub(crate) struct Pace(Mutex<BTreeMap<Vec<u8>, Asked>>);

struct Asked {
    since: Timestamp,
    times: u32,
}

impl Pace {
    /// Counts one ask; false where it comes too often.
    pub(crate) fn allows(&self, address: Vec<u8>, now: Timestamp) -> bool {
        // Numbers cannot be left half written.
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back begins a new period too.
        table.retain(|_, asked| (now.duration_since(asked.since).unsigned_abs()) < PERIOD);
        if table.len() >= MOST_ADDRESSES && !table.contains_key(&address) {
            return false;
        }
        let asked = table.entry(address).or_insert(Asked { since: now, times: 0 });
        asked.times += 1;
        asked.times <= MOST_ASKS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn an_address_asked_for_too_often_waits_for_the_next_period() {
        let pace = Pace::default();
        let allowed = |minute| pace.allows(b"one".to_vec(), at(minute));
        assert_eq!((0..30).filter(|_| allowed(0)).count(), 20);
        assert!(!allowed(14));
        assert!(pace.allows(b"other".to_vec(), at(14)), "each has its own pace");
        assert!(allowed(15));
    }

    #[test]
    fn whoever_guesses_addresses_is_soon_answered_no_more_and_known_ones_still_are() {
        let pace = Pace::default();
        assert!(pace.allows(b"known".to_vec(), at(0)));
        let guessed = (0_u32..2_000).filter(|guess| pace.allows(guess.to_be_bytes().to_vec(), at(1)));
        assert_eq!(guessed.count(), 999);
        assert!(pace.allows(b"known".to_vec(), at(2)));
        assert!(pace.allows(b"late".to_vec(), at(17)));
    }
}
