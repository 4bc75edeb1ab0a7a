//! The first of two passes: everybody asks for what the office shares, and it is shared out.
//!
//! What is kept of a person goes through sorted files, so memory grows with what there is to share and not with people.

use std::collections::BTreeMap;

use bansou_billing::{Asks, OfficeMonth, SecondFees, Share, Shared, Sharing};

use super::asked::Asked;
use super::sort::Sorter;

/// What the first reading came to.
pub(super) struct Given {
    second: SecondFees,
    shared: Shared,
    strengthened: BTreeMap<usize, u32>,
}

impl Given {
    /// What a person gets.
    pub(super) fn share(&self, position: usize, order: &[u8], asks: &Asks) -> Share {
        let strengthened = self.strengthened.get(&position).copied().unwrap_or(0);
        self.shared
            .of(position, self.second.of(order, asks), strengthened)
    }
}

/// Who asked so far.
#[derive(Default)]
pub(super) struct Survey {
    by_id: Sorter,
    by_order: Sorter,
    with_fee: usize,
}

impl Survey {
    /// Takes what one person asks.
    pub(super) fn add(&mut self, id: &str, asked: Asked) -> anyhow::Result<()> {
        if asked.asks.earned() > 0 {
            self.with_fee += 1;
            let fees = u8::try_from(asked.asks.earned()).unwrap_or(u8::MAX);
            self.by_order.add(&asked.order, &[fees])?;
        }
        self.by_id.add(id.as_bytes(), &asked.write()?)?;
        Ok(())
    }

    /// Shares out. Everybody asks in the order of ids; an id that stands twice is told with its later place.
    pub(super) fn close(
        self,
        office: &OfficeMonth<'_>,
        mut twice: impl FnMut(usize, &str),
    ) -> anyhow::Result<Given> {
        let second = second_fees(office, self.with_fee, self.by_order)?;
        let mut sharing = Sharing::open(office);
        let mut strengthened = BTreeMap::new();
        let mut quota = office.strength_quota();
        let mut sorted = self.by_id.sorted()?;
        let mut last: Option<Vec<u8>> = None;
        while let Some((id, record)) = sorted.next()? {
            let asked = Asked::read(&record)?;
            if last.as_ref() == Some(&id) {
                twice(asked.position, &String::from_utf8_lossy(&id));
            }
            last = Some(id);
            sharing.ask(asked.position, &asked.asks);
            let paid = asked.asks.paid(second.of(&asked.order, &asked.asks)).min(quota);
            if paid > 0 {
                quota -= paid;
                strengthened.insert(asked.position, paid);
            }
        }
        Ok(Given {
            second,
            shared: sharing.close(),
            strengthened,
        })
    }
}

fn second_fees(office: &OfficeMonth<'_>, count: usize, people: Sorter) -> anyhow::Result<SecondFees> {
    let over = office.caseload().over;
    if over == 0 {
        return Ok(SecondFees::default());
    }
    let mut sorted = people.sorted()?;
    let mut failed = None;
    let people = std::iter::from_fn(|| match sorted.next() {
        Ok(record) => record.map(|(order, fees)| (order, fees.first().copied().map_or(0, usize::from))),
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let second = SecondFees::share(over, count, people);
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(second),
    }
}
