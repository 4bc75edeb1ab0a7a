//! Decides who stands left of whom, outward from the person, so that lines cross as little as they can.

use std::collections::{BTreeMap, BTreeSet};

use bansou_domain::family::{MemberKey, Origin};

use super::kin::Kin;

/// Units from left to right, by generation.
pub(super) type Band = BTreeMap<i32, Vec<usize>>;

/// Orders every unit of every generation.
pub(super) fn order(kin: &Kin) -> Band {
    let mut ordering = Ordering {
        kin,
        placed: BTreeSet::new(),
    };
    let mut all = Band::new();
    let centre = kin.centre().and_then(|key| kin.unit_of(key));
    for unit in centre.into_iter().chain(0..kin.units.len()) {
        if !ordering.placed.contains(&unit) {
            let below = ordering.down(unit);
            let (left, right) = ordering.around(unit);
            append(&mut all, left);
            append(&mut all, below);
            append(&mut all, right);
        }
    }
    all
}

struct Ordering<'a> {
    kin: &'a Kin,
    placed: BTreeSet<usize>,
}

impl Ordering<'_> {
    /// A unit with everybody who descends from it.
    fn down(&mut self, unit: usize) -> Band {
        let mut band = Band::new();
        if !self.placed.insert(unit) {
            return band;
        }
        append(&mut band, self.row_of(unit));
        for origin in self.kin.origins_in(unit) {
            append(&mut band, self.descend(origin, |_| true));
        }
        band
    }

    fn row_of(&self, unit: usize) -> Band {
        self.kin
            .units
            .get(unit)
            .map(|row| Band::from([(row.generation, vec![unit])]))
            .unwrap_or_default()
    }

    fn descend(&mut self, origin: Origin, wanted: impl Fn(usize) -> bool) -> Band {
        let mut band = Band::new();
        let sibship = self.kin.children.get(&origin).cloned().unwrap_or_default();
        for (place, child) in sibship.into_iter().enumerate() {
            if let Some(unit) = self.kin.unit_of(child).filter(|_| wanted(place)) {
                append(&mut band, self.down(unit));
            }
        }
        band
    }

    /// Siblings, parents and their kin of a unit that is already placed: what goes to its left, what to its right.
    fn around(&mut self, unit: usize) -> (Band, Band) {
        let (mut left, mut right) = (Band::new(), Band::new());
        let members = self
            .kin
            .units
            .get(unit)
            .map(|unit| unit.members.clone())
            .unwrap_or_default();
        let with_origin: Vec<_> = members
            .iter()
            .filter_map(|key| Some((*key, self.kin.map.origin(*key)?)))
            .collect();
        match with_origin.as_slice() {
            [] => {}
            [(key, origin)] => (left, right) = self.both_sides(*key, *origin),
            [(_, first), others @ ..] => {
                left = self.one_side(*first);
                for (_, origin) in others {
                    append(&mut right, self.one_side(*origin));
                }
            }
        }
        (left, right)
    }

    // Only one of the couple has kin here: the elder siblings stand left, the younger right.
    fn both_sides(&mut self, key: MemberKey, origin: Origin) -> (Band, Band) {
        let sibship = self.kin.children.get(&origin).cloned().unwrap_or_default();
        let own = sibship.iter().position(|child| *child == key).unwrap_or_default();
        let elder = self.descend(origin, |place| place < own);
        let younger = self.descend(origin, |place| place > own);
        let (parents, half_left, half_right) = self.parents(origin);
        let (mut left, right_kin) = parents.map(|unit| self.around(unit)).unwrap_or_default();
        append(
            &mut left,
            parents.map(|unit| self.row_of(unit)).unwrap_or_default(),
        );
        append(&mut left, half_left);
        append(&mut left, elder);
        let mut right = younger;
        append(&mut right, half_right);
        append(&mut right, right_kin);
        (left, right)
    }

    // Both of the couple have kin: each keeps to the own side.
    fn one_side(&mut self, origin: Origin) -> Band {
        let siblings = self.descend(origin, |_| true);
        let (parents, half_left, half_right) = self.parents(origin);
        let (mut band, right_kin) = parents.map(|unit| self.around(unit)).unwrap_or_default();
        append(
            &mut band,
            parents.map(|unit| self.row_of(unit)).unwrap_or_default(),
        );
        append(&mut band, half_left);
        append(&mut band, siblings);
        append(&mut band, half_right);
        append(&mut band, right_kin);
        band
    }

    /// The parents' unit, newly placed, with the half-siblings left and right of `origin`.
    fn parents(&mut self, origin: Origin) -> (Option<usize>, Band, Band) {
        let parent = origin.parents().first().copied();
        let unit = parent
            .and_then(|key| self.kin.unit_of(key))
            .filter(|unit| self.placed.insert(*unit));
        let (mut left, mut right) = (Band::new(), Band::new());
        let origins = unit.map(|unit| self.kin.origins_in(unit)).unwrap_or_default();
        let own = origins
            .iter()
            .position(|other| *other == origin)
            .unwrap_or_default();
        for (place, other) in origins.into_iter().enumerate() {
            let side = if place < own { &mut left } else { &mut right };
            append(side, self.descend(other, |_| true));
        }
        (unit, left, right)
    }
}

fn append(band: &mut Band, more: Band) {
    for (generation, mut units) in more {
        band.entry(generation).or_default().append(&mut units);
    }
}
