//! 適用する表. The tables opened at one month, so that no provision can ask for another.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::schedule::SlipRule;
use bansou_law::{
    ADDITION_NOTICE, Amount, Evidence, Law, Limits, MONITORING_SLIP, Provision, Rate, Revision, Rewards,
    RidesOn, Table,
};

use jiff::civil::Date;

use crate::facts::Scheme;
use crate::item::{Grade, Item};

/// The tables hold no rules for that month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no rules are loaded for {0}")]
pub struct NoRules(pub ServiceMonth);

/// Says whether rules are loaded for a month.
#[must_use]
pub fn covers(law: &Law, month: ServiceMonth) -> bool {
    !law.revisions.at(month).is_empty()
}

/// 適用する表. What holds in one month.
#[derive(Debug, Clone)]
pub struct Rules<'law> {
    month: ServiceMonth,
    pub(crate) revision: Revision,
    pub(crate) names: Vec<String>,
    pub(crate) caseload: CaseloadRules,
    pub(crate) slip: SlipRule,
    notice: Option<NoticeRule>,
    planning: Tables<'law>,
    child: Tables<'law>,
}

/// Up to which day a notice counts for the months after, and how many months after.
#[derive(Debug, Clone, Copy)]
struct NoticeRule {
    day: u8,
    months: i32,
}

/// From which quotient on the second grade begins, and how an assistant counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CaseloadRules {
    pub(crate) from_per_head: i64,
    pub(crate) free_per_head: i64,
    pub(crate) assistant: Rate,
    /// The weakest of the three.
    pub(crate) evidence: Evidence,
}

/// The values of one scheme.
#[derive(Debug, Clone)]
pub(crate) struct Tables<'law> {
    /// What is no item: overlap and areas.
    values: BTreeMap<&'law str, BTreeMap<&'law str, Value<'law>>>,
    /// Values and codes of items, one place for each part an item may have.
    places: Vec<Place<'law>>,
}

/// What the tables hold for one part of an item.
#[derive(Debug, Clone)]
struct Place<'law> {
    value: Option<Value<'law>>,
    code: Option<&'law str>,
}

/// The second parts of keys.
const PARTS: [&str; 9] = ["", "k1", "k2", "k3", "k4", "1", "2", "plan", "monitoring"];

/// One value in force.
#[derive(Debug, Clone)]
pub(crate) struct Value<'law> {
    pub(crate) amount: Amount,
    pub(crate) rides_on: Option<RidesOn>,
    pub(crate) limits: Limits,
    pub(crate) evidence: Evidence,
    pub(crate) term: &'law str,
    pub(crate) source: String,
}

impl Value<'_> {
    /// Returns the units; nothing where the value is a share or not known.
    pub(crate) fn units(&self) -> Option<i64> {
        match self.amount {
            Amount::Units(units) => Some(i64::from(units)),
            Amount::Rate(_) | Amount::NotKnown => None,
        }
    }

    /// Returns the share; nothing where the value is in units or not known.
    pub(crate) fn rate(&self) -> Option<Rate> {
        match self.amount {
            Amount::Rate(rate) => Some(rate),
            Amount::Units(_) | Amount::NotKnown => None,
        }
    }
}

impl<'law> Rules<'law> {
    /// The revisions in force, oldest first.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Opens the tables at a month. Refused where no rules are loaded for it.
    pub fn open(law: &'law Law, month: ServiceMonth) -> Result<Self, NoRules> {
        let revisions = law.revisions.at(month);
        let revision = revisions
            .last()
            .map(|newest| newest.version.value)
            .ok_or(NoRules(month))?;
        let slip = law.deadlines.at(MONITORING_SLIP, month.first_day());
        let notice = law.deadlines.at(ADDITION_NOTICE, month.first_day());
        Ok(Self {
            month,
            revision,
            names: revisions.iter().map(|revision| revision.key.clone()).collect(),
            caseload: CaseloadRules::open(&law.caseload, month).ok_or(NoRules(month))?,
            slip: slip.map_or(SlipRule::Refused, |slip| SlipRule::Accepted {
                months: slip.months,
            }),
            notice: notice.ok().and_then(|notice| {
                Some(NoticeRule {
                    day: notice.day?.get(),
                    months: i32::from(notice.months.get()),
                })
            }),
            planning: Tables::open(&law.planning.rewards, month),
            child: Tables::open(&law.child.rewards, month),
        })
    }

    /// サービス提供年月. The month the tables were opened at.
    #[must_use]
    pub fn month(&self) -> ServiceMonth {
        self.month
    }

    /// Says whether a notice filed on that day counts in the month. Without a rule it is believed to.
    pub(crate) fn is_in_force(&self, filed: Date) -> bool {
        self.notice.is_none_or(|rule| {
            let late = filed.day().unsigned_abs() > rule.day;
            let from = ServiceMonth::containing(filed).plus(rule.months + i32::from(late));
            from <= self.month
        })
    }

    pub(crate) fn of(&self, scheme: Scheme) -> &Tables<'law> {
        match scheme {
            Scheme::Planning => &self.planning,
            Scheme::Child => &self.child,
        }
    }
}

impl CaseloadRules {
    fn open(table: &Table<Provision>, month: ServiceMonth) -> Option<Self> {
        let version = |key: &str| table.find(key)?.history.at(month).ok();
        let units = |key: &str| match version(key)?.amount {
            Amount::Units(units) => Some(i64::from(units)),
            _ => None,
        };
        let keys = ["from-per-head", "free-per-head", "assistant-weight"];
        let grades = keys
            .into_iter()
            .filter_map(|key| Some(version(key)?.grounds.evidence));
        let nobody = Rate {
            numerator: 0,
            denominator: 1,
        };
        Some(Self {
            from_per_head: units("from-per-head")?,
            free_per_head: units("free-per-head")?,
            // Before 相談支援員 existed they count for nothing.
            assistant: match version("assistant-weight").map(|version| version.amount) {
                Some(Amount::Rate(rate)) => rate,
                _ => nobody,
            },
            evidence: grades.min().unwrap_or(Evidence::Unverified),
        })
    }
}

impl<'law> Tables<'law> {
    fn open(rewards: &'law Rewards, month: ServiceMonth) -> Self {
        let tables = [
            &rewards.fees,
            &rewards.additions,
            &rewards.reductions,
            &rewards.prices,
        ];
        let items = tables.iter().flat_map(|table| &table.items);
        let mut values: BTreeMap<&str, BTreeMap<&str, Value<'_>>> = BTreeMap::new();
        for item in items {
            let Ok(version) = item.history.at(month) else {
                continue;
            };
            let value = Value {
                amount: version.amount,
                rides_on: version.rides_on,
                limits: version.limits,
                evidence: version.grounds.evidence,
                term: &item.term,
                source: item.cited.cite.to_string(),
            };
            let (key, part) = item.key.split_once('/').unwrap_or((&item.key, ""));
            values.entry(key).or_default().insert(part, value);
        }
        let place = |(item, part): (&Item, &str)| {
            let key = item.key();
            let whole = if part.is_empty() {
                key.to_owned()
            } else {
                format!("{key}/{part}")
            };
            Place {
                value: values.get(key).and_then(|parts| parts.get(part)).cloned(),
                code: rewards.codes.at(&whole, month),
            }
        };
        let every = Item::all().iter().flat_map(|item| PARTS.map(|part| (item, part)));
        Self {
            places: every.map(place).collect(),
            values,
        }
    }

    fn place(&self, item: Item, part: &str) -> Option<&Place<'law>> {
        let part = PARTS.iter().position(|known| *known == part)?;
        self.places.get(item as usize * PARTS.len() + part)
    }

    /// Returns the value of a part of an item.
    pub(crate) fn part(&self, item: Item, part: &str) -> Option<&Value<'law>> {
        self.place(item, part)?.value.as_ref()
    }

    /// Returns the value of an item without grades.
    pub(crate) fn plain(&self, item: Item) -> Option<&Value<'law>> {
        self.part(item, "")
    }

    /// Returns the value of a graded item.
    pub(crate) fn graded(&self, item: Item, grade: Grade) -> Option<&Value<'law>> {
        self.part(item, grade.key())
    }

    /// Returns a value by the two parts of its key.
    pub(crate) fn named(&self, key: &str, part: &str) -> Option<&Value<'law>> {
        self.values.get(key)?.get(part)
    }

    /// Returns the service code of an item, where the table has it.
    pub(crate) fn code(&self, item: Item, part: &str) -> Option<String> {
        self.place(item, part)?.code.map(str::to_owned)
    }

    /// Returns the yen of one unit in an area.
    pub(crate) fn price(&self, area: u8) -> Option<Rate> {
        self.named("area", &area.to_string())?.rate()
    }
}
