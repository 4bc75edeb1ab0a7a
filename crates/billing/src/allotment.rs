//! 割当て. Places with room, given to as many askers as possible.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The places of what one asker could use.
pub(crate) type Wish = BTreeSet<usize>;

/// Gives each asker at most one place so that as many as possible get one. Who asks earlier is never displaced, only
/// moved to another of their wishes.
#[derive(Debug, Default)]
pub(crate) struct Allotment {
    rooms: Vec<Room>,
    holders: BTreeMap<usize, Wish>,
}

#[derive(Debug)]
struct Room {
    capacity: usize,
    holders: Vec<usize>,
    /// Full for good: nobody who holds it, or what they could move to, can make room any more.
    closed: bool,
}

/// How the search came to a place: by nobody, or because a holder of another place could move here.
type Came = BTreeMap<usize, Option<(usize, usize)>>;

impl Allotment {
    /// Adds a place with so much room and returns its number.
    pub(crate) fn place(&mut self, capacity: u32) -> usize {
        self.rooms.push(Room {
            capacity: capacity as usize,
            holders: Vec::new(),
            closed: false,
        });
        self.rooms.len() - 1
    }

    /// Gives `asker` one of the wished places, moving earlier askers where that helps.
    pub(crate) fn ask(&mut self, asker: usize, wish: Wish) {
        let mut came = Came::new();
        let mut queue = VecDeque::new();
        for place in wish.iter().copied().filter(|place| self.is_open(*place)) {
            came.insert(place, None);
            queue.push_back(place);
        }
        while let Some(place) = queue.pop_front() {
            if self.has_room(place) {
                self.settle(asker, place, &came);
                self.holders.insert(asker, wish);
                return;
            }
            for (holder, next) in self.ways_out(place) {
                if let Entry::Vacant(entry) = came.entry(next) {
                    entry.insert(Some((place, holder)));
                    queue.push_back(next);
                }
            }
        }
        for place in came.into_keys() {
            if let Some(room) = self.rooms.get_mut(place) {
                room.closed = true;
            }
        }
    }

    /// Returns who holds which place.
    pub(crate) fn given(&self) -> BTreeMap<usize, usize> {
        let rooms = self.rooms.iter().enumerate();
        rooms
            .flat_map(|(place, room)| room.holders.iter().map(move |holder| (*holder, place)))
            .collect()
    }

    fn is_open(&self, place: usize) -> bool {
        self.rooms.get(place).is_some_and(|room| !room.closed)
    }

    fn has_room(&self, place: usize) -> bool {
        self.rooms
            .get(place)
            .is_some_and(|room| room.holders.len() < room.capacity)
    }

    // The places the holders of one could move to.
    fn ways_out(&self, place: usize) -> Vec<(usize, usize)> {
        let holders = self.rooms.get(place).into_iter().flat_map(|room| &room.holders);
        let wishes = holders.flat_map(|holder| {
            let wish = self.holders.get(holder).into_iter().flatten();
            wish.map(move |next| (*holder, *next))
        });
        wishes.filter(|(_, next)| self.is_open(*next)).collect()
    }

    // Moves each holder on the way one place further, then lets the asker in.
    fn settle(&mut self, asker: usize, place: usize, came: &Came) {
        let mut place = place;
        while let Some(Some((from, holder))) = came.get(&place).copied() {
            if let Some(room) = self.rooms.get_mut(from) {
                room.holders.retain(|other| *other != holder);
            }
            self.let_in(holder, place);
            place = from;
        }
        self.let_in(asker, place);
    }

    fn let_in(&mut self, asker: usize, place: usize) {
        if let Some(room) = self.rooms.get_mut(place) {
            room.holders.push(asker);
        }
    }
}

/// Gives each of a few askers one place of one.
pub(crate) fn allot(wishes: Vec<Wish>, places: usize) -> Vec<Option<usize>> {
    let mut allotment = Allotment::default();
    for _ in 0..places {
        allotment.place(1);
    }
    let askers = wishes.len();
    for (asker, wish) in wishes.into_iter().enumerate() {
        allotment.ask(asker, wish);
    }
    let given = allotment.given();
    (0..askers).map(|asker| given.get(&asker).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(wishes: &[&[usize]], capacity: &[u32]) -> Vec<Option<usize>> {
        let mut allotment = Allotment::default();
        for room in capacity {
            allotment.place(*room);
        }
        for (asker, wish) in wishes.iter().enumerate() {
            allotment.ask(asker, wish.iter().copied().collect());
        }
        let given = allotment.given();
        (0..wishes.len())
            .map(|asker| given.get(&asker).copied())
            .collect()
    }

    #[test]
    fn the_later_asker_gets_what_the_earlier_one_can_do_without() {
        assert_eq!(given(&[&[0, 1], &[0]], &[1, 1]), [Some(1), Some(0)]);
    }

    #[test]
    fn earlier_askers_move_along_a_whole_chain() {
        let wishes: &[&[usize]] = &[&[0, 1], &[1, 2], &[2, 3], &[0], &[1]];
        assert_eq!(given(wishes, &[1; 4]), [Some(1), Some(2), Some(3), Some(0), None]);
    }

    #[test]
    fn a_place_is_given_no_more_often_than_it_has_room() {
        assert_eq!(given(&[&[0], &[0], &[0]], &[2]), [Some(0), Some(0), None]);
        assert_eq!(given(&[&[0], &[]], &[0]), [None, None]);
    }

    #[test]
    fn after_one_asker_went_without_another_still_finds_the_room_there_is() {
        let wishes: &[&[usize]] = &[&[0], &[0], &[0, 1], &[1, 2], &[1]];
        assert_eq!(given(wishes, &[1, 1, 1]), [Some(0), None, Some(1), Some(2), None]);
    }
}
