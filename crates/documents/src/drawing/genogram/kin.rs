//! Sorts a family into generations and into groups that stand side by side.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bansou_domain::family::{ChildLink, FamilyMap, FamilyMember, MemberKey, Origin, Union, UnionKind};
use bansou_domain::person::Sex;
use jiff::civil::Date;

/// Partners that stand next to each other, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) members: Vec<MemberKey>,
    pub(super) generation: i32,
}

/// A family made ready to be placed: everything in it refers to members that exist.
#[derive(Debug)]
pub(super) struct Kin {
    pub(super) map: FamilyMap,
    pub(super) couples: Vec<Union>,
    pub(super) units: Vec<Unit>,
    pub(super) children: BTreeMap<Origin, Vec<MemberKey>>,
    generations: BTreeMap<MemberKey, i32>,
}

impl Kin {
    pub(super) fn new(map: &FamilyMap) -> Self {
        let map = sound(map);
        let couples = couples(&map);
        let mut kin = Self {
            map,
            couples,
            units: vec![],
            children: BTreeMap::new(),
            generations: BTreeMap::new(),
        };
        kin.children = kin.sibships();
        kin.generations = kin.count_generations();
        kin.units = kin.group();
        kin
    }

    pub(super) fn unit_of(&self, key: MemberKey) -> Option<usize> {
        self.units.iter().position(|unit| unit.members.contains(&key))
    }

    pub(super) fn generation(&self, key: MemberKey) -> i32 {
        self.generations.get(&key).copied().unwrap_or_default()
    }

    /// The centre of the drawing: the person, or whoever comes first without one.
    pub(super) fn centre(&self) -> Option<MemberKey> {
        let person = self
            .map
            .member(MemberKey::PERSON)
            .or_else(|| self.map.members.first());
        person.map(|member| member.key)
    }

    /// The origins whose parents all stand in `unit`.
    pub(super) fn origins_in(&self, unit: usize) -> Vec<Origin> {
        let Some(unit) = self.units.get(unit) else {
            return vec![];
        };
        let inside = |origin: &Origin| {
            let parents = origin.parents();
            !parents.is_empty() && parents.iter().all(|parent| unit.members.contains(parent))
        };
        let mut origins: Vec<_> = self.children.keys().copied().filter(inside).collect();
        let place = |key| {
            unit.members
                .iter()
                .position(|member| *member == key)
                .unwrap_or_default()
        };
        origins.sort_by_key(|origin| {
            let places: Vec<_> = origin.parents().into_iter().map(place).collect();
            (
                places.iter().sum::<usize>() * 2 / places.len().max(1),
                places.len(),
            )
        });
        origins
    }

    fn sibships(&self) -> BTreeMap<Origin, Vec<MemberKey>> {
        let mut sibships: BTreeMap<Origin, Vec<MemberKey>> = BTreeMap::new();
        for link in &self.map.children {
            let sibship = sibships.entry(link.origin).or_default();
            if !sibship.contains(&link.child) {
                sibship.push(link.child);
            }
        }
        for sibship in sibships.values_mut() {
            self.by_age(sibship);
        }
        sibships
    }

    // Dates of birth decide when all are known; else 兄姉 stand before the person and 弟妹 after.
    fn by_age(&self, sibship: &mut [MemberKey]) {
        let born = |key: &MemberKey| self.map.member(*key).and_then(|member| member.born);
        let all_known = sibship.iter().all(|key| born(key).is_some());
        let rank = |key: &MemberKey| {
            if all_known {
                0
            } else {
                self.map
                    .member(*key)
                    .map_or(0, |member| member.relation.seniority())
            }
        };
        sibship.sort_by_key(|key| (rank(key), born(key).unwrap_or(Date::MAX)));
    }

    fn count_generations(&self) -> BTreeMap<MemberKey, i32> {
        let mut generations = BTreeMap::new();
        for start in self
            .centre()
            .into_iter()
            .chain(self.map.members.iter().map(|member| member.key))
        {
            if generations.contains_key(&start) {
                continue;
            }
            let begin = self
                .map
                .member(start)
                .map_or(0, |member| member.relation.generation());
            generations.insert(start, begin);
            self.spread(start, &mut generations);
        }
        generations
    }

    fn spread(&self, start: MemberKey, generations: &mut BTreeMap<MemberKey, i32>) {
        let mut queue = VecDeque::from([start]);
        while let Some(key) = queue.pop_front() {
            let own = generations.get(&key).copied().unwrap_or_default();
            for (relative, step) in self.relatives(key) {
                if let Entry::Vacant(entry) = generations.entry(relative) {
                    entry.insert(own + step);
                    queue.push_back(relative);
                }
            }
        }
    }

    fn relatives(&self, key: MemberKey) -> Vec<(MemberKey, i32)> {
        let partners = self
            .couples
            .iter()
            .filter_map(|couple| couple.partner(key))
            .map(|partner| (partner, 0));
        let mut relatives: Vec<_> = partners.collect();
        for (origin, sibship) in &self.children {
            let parents = origin.parents();
            if parents.contains(&key) {
                relatives.extend(sibship.iter().map(|child| (*child, 1)));
            }
            if sibship.contains(&key) {
                relatives.extend(parents.into_iter().map(|parent| (parent, -1)));
                relatives.extend(sibship.iter().map(|sibling| (*sibling, 0)));
            }
        }
        relatives
    }

    fn group(&self) -> Vec<Unit> {
        let mut seen = BTreeSet::new();
        let mut units = Vec::new();
        for member in &self.map.members {
            if seen.contains(&member.key) {
                continue;
            }
            let members = self.line_up(member.key);
            seen.extend(members.iter().copied());
            units.push(Unit {
                members,
                generation: self.generation(member.key),
            });
        }
        units
    }

    /// All who are joined to `key` by couples of one generation, lined up around the one with most partners.
    fn line_up(&self, key: MemberKey) -> Vec<MemberKey> {
        let mut joined = vec![key];
        let mut next = 0;
        while let Some(key) = joined.get(next).copied() {
            next += 1;
            let fresh: Vec<_> = self
                .partners(key)
                .into_iter()
                .filter(|partner| !joined.contains(partner))
                .collect();
            joined.extend(fresh);
        }
        let hub = joined
            .iter()
            .copied()
            .rev()
            .max_by_key(|key| self.partners(*key).len())
            .unwrap_or(key);
        let mut line = VecDeque::from([hub]);
        let (left, right) = self.sides(hub);
        for (partners, left) in [(left, true), (right, false)] {
            for partner in partners {
                self.outward(partner, left, &mut line);
            }
        }
        line.into()
    }

    // Earlier partners stand on the hub's own side, the present one on the other, so
    // that the present couple reads man left, woman right.
    fn sides(&self, hub: MemberKey) -> (Vec<MemberKey>, Vec<MemberKey>) {
        let mut partners = self.partners(hub);
        partners.sort_by_key(|partner| self.lasting(hub, *partner));
        let present: Vec<_> = partners.pop().into_iter().collect();
        partners.reverse();
        if self.stands_left(hub, present.first().copied()) {
            (partners, present)
        } else {
            (present, partners)
        }
    }

    fn lasting(&self, one: MemberKey, other: MemberKey) -> bool {
        let dead = |key| {
            self.map
                .member(key)
                .is_some_and(|member| member.dead || member.died.is_some())
        };
        let couple = self.couples.iter().find(|couple| couple.joins(one, other));
        couple.is_some_and(|couple| couple.kind != UnionKind::Divorced) && !dead(one) && !dead(other)
    }

    fn stands_left(&self, hub: MemberKey, partner: Option<MemberKey>) -> bool {
        let sex = |key: MemberKey| self.map.member(key).and_then(FamilyMember::known_sex);
        match (sex(hub), partner.and_then(sex)) {
            (Some(Sex::Male), _) | (Some(Sex::Female), Some(Sex::Female)) => true,
            (Some(Sex::Female), _) => false,
            (_, other) => other != Some(Sex::Male),
        }
    }

    fn outward(&self, key: MemberKey, left: bool, line: &mut VecDeque<MemberKey>) {
        if line.contains(&key) {
            return;
        }
        if left {
            line.push_front(key);
        } else {
            line.push_back(key);
        }
        for partner in self.partners(key) {
            self.outward(partner, left, line);
        }
    }

    pub(super) fn partner_count(&self, key: MemberKey) -> usize {
        self.partners(key).len()
    }

    fn partners(&self, key: MemberKey) -> Vec<MemberKey> {
        let own = self.generation(key);
        let partners = self.couples.iter().filter_map(|couple| couple.partner(key));
        partners
            .filter(|partner| self.generation(*partner) == own)
            .collect()
    }
}

// What was stored may name members that were deleted since, or one key twice.
fn sound(map: &FamilyMap) -> FamilyMap {
    let mut seen = BTreeSet::new();
    let members: Vec<_> = map
        .members
        .iter()
        .filter(|member| seen.insert(member.key))
        .cloned()
        .collect();
    let known = |key: &MemberKey| seen.contains(key);
    let unions = map
        .unions
        .iter()
        .filter(|union| union.a != union.b && known(&union.a) && known(&union.b));
    let real = |link: &ChildLink| {
        let parents = link.origin.parents();
        let couple_of_one = matches!(link.origin, Origin::Couple(a, b) if a == b);
        known(&link.child) && parents.iter().all(known) && !parents.contains(&link.child) && !couple_of_one
    };
    let ties = map
        .ties
        .iter()
        .filter(|tie| tie.from != tie.to && known(&tie.from) && known(&tie.to));
    FamilyMap {
        unions: unions.copied().collect(),
        children: map.children.iter().copied().filter(real).map(in_order).collect(),
        ties: ties.copied().collect(),
        members,
    }
}

fn in_order(link: ChildLink) -> ChildLink {
    match link.origin {
        Origin::Couple(one, other) => ChildLink {
            origin: Origin::couple(one, other),
            ..link
        },
        _ => link,
    }
}

fn couples(map: &FamilyMap) -> Vec<Union> {
    let mut couples: Vec<Union> = Vec::new();
    let of_children = map.children.iter().filter_map(|link| match link.origin {
        Origin::Couple(a, b) => Some(Union {
            a,
            b,
            kind: UnionKind::Married,
        }),
        _ => None,
    });
    for couple in map.unions.iter().copied().chain(of_children) {
        if !couples.iter().any(|known| known.joins(couple.a, couple.b)) {
            couples.push(couple);
        }
    }
    couples
}
