//! The four cases written by hand, each at another turn of life.

mod hinata;
mod shape;
mod shizue;
mod sho;
mod yosuke;

use crate::story::Story;

/// The hand-written cases: a young man who begins to work, a girl who began school, a woman who turns 65, a boy who
/// turns 18.
#[must_use]
pub fn rich() -> Vec<Story> {
    vec![yosuke::story(), hinata::story(), shizue::story(), sho::story()]
}
