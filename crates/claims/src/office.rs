//! 事業所の全体. Everybody's facts beside what the office notified.

use bansou_billing::Facts;
use bansou_domain::calendar::ServiceMonth;
use bansou_store::claim_facts::{OfficeGround, PeopleGround};
use jiff::civil::Date;

use crate::course::Desk;
use crate::outlook::outlook;
use crate::person::{Built, build as person};
use crate::{Already, OfficeMonth};

/// Builds the month. The same records give the same facts.
pub(crate) fn build(
    office: &OfficeGround,
    ground: &PeopleGround,
    month: ServiceMonth,
    today: Date,
    already: &[Already],
) -> OfficeMonth {
    let desk = Desk::new(office, ground, month, today);
    let (office, asks) = desk.settings.office(office);
    let courses = desk.courses();
    let mut built = OfficeMonth {
        facts: Facts {
            month,
            office,
            people: Vec::new(),
            staff: desk.posts.members(month),
        },
        people: Vec::new(),
        left_out: Vec::new(),
        asks,
        outlook: outlook(&desk, &courses),
    };
    for course in &courses {
        match person(&desk, course, already) {
            Built::Claimed(claimed) => {
                let (mut facts, named) = *claimed;
                facts.position = built.people.len();
                built.facts.people.push(facts);
                built.people.push(named);
            }
            Built::LeftOut(left) => built.left_out.push(left),
            Built::Nothing => {}
        }
    }
    built
}
