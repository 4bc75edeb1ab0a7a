//! The papers: what each sheet holds and where its boxes stand.

mod consent;
mod face;
mod head;
mod plan;
mod samples;
mod week;

pub use consent::Consent;
pub use face::{FaceSheet, LabelledText, Picture, SupportRow};
pub use head::CaseHead;
pub use plan::{Goal, NeedRow, PlanSheet, PlanStage, ServiceEntry};
pub use week::{WeekSheet, WeekStage};
