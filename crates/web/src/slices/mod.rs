//! One folder per part of the work: its routes, its views, its templates, its tests.

pub(crate) mod account;
pub(crate) mod assessment;
pub(crate) mod brief;
pub(crate) mod certificates;
pub(crate) mod claim_traits;
pub(crate) mod claims;
pub(crate) mod closing;
pub(crate) mod conferences;
pub(crate) mod consent;
pub(crate) mod crisis;
pub(crate) mod deciding;
pub(crate) mod door;
pub(crate) mod home;
pub(crate) mod inquiries;
pub(crate) mod interval;
pub(crate) mod long_view;
pub(crate) mod meetings;
pub(crate) mod monitoring;
pub(crate) mod notes;
pub(crate) mod outings;
pub(crate) mod papers;
pub(crate) mod people;
pub(crate) mod plan;
pub(crate) mod process;
pub(crate) mod protection;
pub(crate) mod providers;
pub(crate) mod questions;
pub(crate) mod reason;
pub(crate) mod rooms;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod sharing;
pub(crate) mod sign_in;
pub(crate) mod small;
pub(crate) mod tasks;
pub(crate) mod team;
pub(crate) mod visits;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    [
        sign_in::routes,
        account::routes,
        small::routes,
        reason::routes,
        home::routes,
        people::routes,
        process::routes,
        meetings::routes,
        rooms::routes,
        sharing::routes,
        protection::routes,
        questions::routes,
        door::routes,
        conferences::routes,
        tasks::routes,
        closing::routes,
        certificates::routes,
        claim_traits::routes,
        notes::routes,
        search::routes,
        team::routes,
        providers::routes,
        inquiries::routes,
        interval::routes,
        monitoring::routes,
        outings::routes,
        visits::routes,
        brief::routes,
        long_view::routes,
        claims::routes,
        consent::routes,
        plan::routes,
        papers::routes,
        assessment::routes,
        crisis::routes,
        deciding::routes,
        settings::routes,
        crate::week::routes,
    ]
    .into_iter()
    .fold(routes, |routes, slice| slice(routes))
}
