//! 事業所で分け合う回数. What the people of one office's month share: second fees, visits of one worker, issues, quotas.

use std::collections::{BTreeMap, BTreeSet};

use bansou_law::Limits;

use crate::additions::{UNNAMED, eligible_visits, joint_conditions, visitors};
use crate::allotment::{Allotment, Wish};
use crate::event::{Event, What};
use crate::facts::{PersonFacts, Role, Scheme};
use crate::fees::{Findings, out_of_scheme, value_known};
use crate::item::Item;
use crate::month::PersonMonth;
use crate::office::OfficeMonth;

/// 分け合うものの希望. What one person asks of what the office's month shares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asks {
    /// The base fees, in the order of items.
    pub fees: [AskedFee; 2],
    /// Whose visits to services could be claimed: places among the ids of the staff, one past their end for somebody not named.
    pub visitors: BTreeSet<usize>,
    /// Which issues of the region a joint support could be claimed for.
    pub issues: BTreeSet<String>,
}

/// One base fee of somebody who asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AskedFee {
    /// Whether it is earned.
    pub earned: bool,
    /// Whether its value is known at the office's tier.
    pub known: bool,
    /// Whether its value is known at （Ⅱ）.
    pub known_second: bool,
}

/// 取り分. What one person got of what is shared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    /// Which of the base fees are paid at （Ⅱ）.
    pub second: [bool; 2],
    /// Whose visit is claimed.
    pub visitor: Option<usize>,
    /// Which issue is claimed.
    pub issue: Option<String>,
    /// How many fees may carry 地域生活支援拠点等機能強化加算.
    pub strengthened: u32,
}

impl Asks {
    pub(crate) fn of(person: &PersonMonth<'_>, findings: &Findings) -> Self {
        let mut fees = [AskedFee::default(); 2];
        for (asked, (item, finding)) in fees.iter_mut().zip(findings) {
            asked.earned = matches!(finding.verdict, Some(Ok(_)));
            // Only the quota asks for the values.
            let counted = asked.earned && person.office.strength_quota() > 0;
            asked.known = counted && value_known(person, *item, false);
            asked.known_second = counted && value_known(person, *item, true);
        }
        let mut asks = Self {
            fees,
            ..Self::default()
        };
        if out_of_scheme(person).is_none() {
            let visits = eligible_visits(person).unwrap_or_default();
            asks.visitors = visits.iter().flat_map(|visit| places(person, visit)).collect();
            let joint = joint_conditions(person).unwrap_or_default();
            // Work for an issue nobody named is shared with nobody.
            if joint.iter().all(|event| issue(event).is_some()) {
                asks.issues = joint
                    .iter()
                    .filter_map(|event| issue(event))
                    .map(str::to_owned)
                    .collect();
            }
        }
        asks
    }

    /// Returns how many base fees are earned.
    #[must_use]
    pub fn earned(&self) -> usize {
        self.fees.iter().filter(|fee| fee.earned).count()
    }

    /// Returns how many fees have a value, when those of `second` are paid at （Ⅱ）.
    #[must_use]
    pub fn paid(&self, second: [bool; 2]) -> u32 {
        let known = |(fee, second): (&AskedFee, bool)| if second { fee.known_second } else { fee.known };
        let paid = self.fees.iter().zip(second).filter(|fee| known(*fee)).count();
        u32::try_from(paid).unwrap_or(u32::MAX)
    }
}

impl Share {
    /// Returns the visit that is claimed.
    pub(crate) fn provider_visit<'a>(&self, person: &PersonMonth<'a>) -> Option<&'a Event> {
        let visitor = self.visitor?;
        let visits = eligible_visits(person).ok()?;
        visits
            .into_iter()
            .find(|visit| places(person, visit).any(|place| place == visitor))
    }

    /// Returns the joint support that is claimed: one for an issue of its own before those that are shared.
    pub(crate) fn joint<'a>(&self, person: &PersonMonth<'a>) -> Option<&'a Event> {
        let able = joint_conditions(person).ok()?;
        let own = able.iter().find(|event| issue(event).is_none());
        let shared = || {
            able.iter()
                .find(|event| self.issue.is_some() && issue(event) == self.issue.as_deref())
        };
        own.or_else(shared).copied()
    }
}

fn issue(event: &Event) -> Option<&str> {
    match &event.what {
        What::JointSupport { issue, .. } => issue.as_deref(),
        _ => None,
    }
}

// Whose share of visits one of them uses; the place past the end is for a 専門員 nobody named.
fn places<'p>(person: &'p PersonMonth<'_>, visit: &'p Event) -> impl Iterator<Item = usize> + 'p {
    visitors(person, visit).into_iter().filter_map(|id| {
        if id == UNNAMED {
            Some(person.office.staff().len())
        } else {
            person.office.staff_place(id)
        }
    })
}

/// 分け合い. Shares out visits and issues. People have to ask in the order of their ids: who asks earlier goes first.
#[derive(Debug)]
pub struct Sharing {
    visits: Allotment,
    issues: Allotment,
    names: BTreeMap<String, usize>,
}

impl Sharing {
    /// Begins with everything still to be given.
    #[must_use]
    pub fn open(office: &OfficeMonth<'_>) -> Self {
        let limits = |scheme| {
            let value = office.rules.of(scheme).plain(Item::ProviderMonitoring);
            value.map(|value| value.limits)
        };
        // The limit is one for both kinds of people.
        let limits: Limits = limits(Scheme::Planning)
            .or_else(|| limits(Scheme::Child))
            .unwrap_or_default();
        let of = |role| match role {
            Role::SupportSpecialist => limits.per_specialist.unwrap_or(0),
            Role::SupportAssistant => limits.per_assistant.unwrap_or(0),
        };
        let mut visits = Allotment::default();
        for member in office.staff() {
            visits.place(of(member.role));
        }
        visits.place(of(Role::SupportSpecialist));
        Self {
            visits,
            issues: Allotment::default(),
            names: BTreeMap::new(),
        }
    }

    /// Takes what the next person asks.
    pub fn ask(&mut self, person: usize, asks: &Asks) {
        if !asks.visitors.is_empty() {
            self.visits.ask(person, asks.visitors.clone());
        }
        if !asks.issues.is_empty() {
            let wish: Wish = asks.issues.iter().map(|name| self.issue(name)).collect();
            self.issues.ask(person, wish);
        }
    }

    fn issue(&mut self, name: &str) -> usize {
        if let Some(place) = self.names.get(name) {
            return *place;
        }
        let place = self.issues.place(1);
        self.names.insert(name.to_owned(), place);
        place
    }

    /// Returns what everybody got.
    #[must_use]
    pub fn close(self) -> Shared {
        let names: BTreeMap<usize, String> = self
            .names
            .into_iter()
            .map(|(name, place)| (place, name))
            .collect();
        let issues = self.issues.given().into_iter();
        Shared {
            visitors: self.visits.given(),
            issues: issues
                .filter_map(|(person, place)| Some((person, names.get(&place)?.clone())))
                .collect(),
        }
    }
}

/// What was shared out. As large as what there was to give, however many asked.
#[derive(Debug, Default)]
pub struct Shared {
    visitors: BTreeMap<usize, usize>,
    issues: BTreeMap<usize, String>,
}

impl Shared {
    /// Returns a person's share, with what the other two rules gave.
    #[must_use]
    pub fn of(&self, person: usize, second: [bool; 2], strengthened: u32) -> Share {
        Share {
            second,
            visitor: self.visitors.get(&person).copied(),
            issue: self.issues.get(&person).cloned(),
            strengthened,
        }
    }
}

/// （Ⅱ）を付ける順. Sorts people as they get the second fee: adults before children, the newest contract first, then the
/// later id. The notice does not settle the order: see open-questions.md.
pub(crate) fn second_fee_order(person: &PersonFacts) -> Vec<u8> {
    let scheme: u8 = match person.scheme {
        Scheme::Planning => 0,
        Scheme::Child => 1,
    };
    // Turned round, so that what is later comes first; the end of an id is above every letter of it.
    let day = person.contracted_on.to_string();
    let later_first = day.bytes().chain(person.id.bytes()).map(|byte| !byte);
    std::iter::once(scheme)
        .chain(later_first)
        .chain(std::iter::once(u8::MAX))
        .collect()
}

/// 基本報酬（Ⅱ）. Up to whom the second fee is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecondFees {
    first: Reach,
    other: Reach,
}

/// How far along the order something is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Reach {
    #[default]
    Nobody,
    UpTo(Vec<u8>),
    Everybody,
}

impl Reach {
    fn holds(&self, order: &[u8]) -> bool {
        match self {
            Self::Nobody => false,
            Self::UpTo(last) => order <= last.as_slice(),
            Self::Everybody => true,
        }
    }
}

impl SecondFees {
    /// Finds up to whom `over` second fees reach: one fee each before anybody gets a second. `people` are those with a
    /// fee, in [their order](OfficeMonth::second_fee_order), each with the number of their fees; `count` is how many they are.
    pub fn share(over: u32, count: usize, people: impl IntoIterator<Item = (Vec<u8>, usize)>) -> Self {
        let over = over as usize;
        let mut reached = Self::default();
        let (least, mut left) = if over < count {
            (1, over)
        } else {
            reached.first = Reach::Everybody;
            (2, over - count)
        };
        if left == 0 {
            return reached;
        }
        let mut reach = Reach::Everybody;
        for (order, _) in people.into_iter().filter(|(_, fees)| *fees >= least) {
            left -= 1;
            if left == 0 {
                reach = Reach::UpTo(order);
                break;
            }
        }
        if least == 1 {
            reached.first = reach;
        } else {
            reached.other = reach;
        }
        reached
    }

    /// Says which of a person's fees are second fees.
    #[must_use]
    pub fn of(&self, order: &[u8], asks: &Asks) -> [bool; 2] {
        let first = self.first.holds(order);
        match asks.fees.map(|fee| fee.earned) {
            [false, earned] => [false, earned && first],
            [true, earned] => [first, earned && self.other.holds(order)],
        }
    }
}
