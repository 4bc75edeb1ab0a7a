//! One folder per part of the work: its routes, its views, its templates, its tests.

pub(crate) mod account;
pub(crate) mod assessment;
pub(crate) mod certificates;
pub(crate) mod crisis;
pub(crate) mod home;
pub(crate) mod notes;
pub(crate) mod monitoring;
pub(crate) mod papers;
pub(crate) mod people;
pub(crate) mod reason;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod small;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    [
        sign_in::routes,
        account::routes,
        small::routes,
        reason::routes,
        home::routes,
        people::routes,
        certificates::routes,
        notes::routes,
        monitoring::routes,
        papers::routes,
        assessment::routes,
        crisis::routes,
        settings::routes,
        crate::week::routes,
    ]
    .into_iter()
    .fold(routes, |routes, slice| slice(routes))
}
