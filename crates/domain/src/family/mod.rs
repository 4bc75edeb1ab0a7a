//! 家族構成・社会関係図. Who belongs to the person's family, how they are bound, and who else stands around them.
//!
//! The list form is enough: [`from_relations()`] derives couples and children from what each row says.
//! The drawings read a [`FamilyMap`]; the same facts are told in [`sentences()`] for those who do not see them.

mod ecomap;
mod from_relations;
mod map;
mod member;
mod relation;
mod sentences;

pub use ecomap::{Direction, EcomapNode, Field};
pub use from_relations::from_relations;
pub use map::{ChildKind, ChildLink, FamilyMap, Origin, Tie, TieKind, Union, UnionKind};
pub use member::{FamilyMember, MemberKey};
pub use relation::{Relation, Side};
pub use sentences::{around, sentences};
