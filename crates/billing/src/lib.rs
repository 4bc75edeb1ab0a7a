//! 請求. The claim of a month as a pure function: facts and the tables in force give findings, findings give lines.
//!
//! One provision is one function with one citation. Every answer is *earned*, *not earned* or *unknown because a
//! fact is missing*, and unknown never becomes yes. Money is whole units and exact fractions.
#![warn(missing_docs)]

mod additions;
mod allotment;
mod arithmetic;
mod because;
mod caseload;
mod choice;
mod claim;
mod event;
mod facts;
mod fees;
mod forecast;
mod item;
mod line;
mod month;
mod office;
mod percent;
mod rules;
mod shared;
mod why;

pub use because::Because;
pub use caseload::{Caseload, Fraction};
pub use claim::{Claim, PersonClaim, Total, Totals, claim};
pub use event::{
    Absence, Event, HomeVisitFor, InfoReceiver, InterviewFor, Means, MeetingFor, Party, Place, Receiver, What,
};
pub use facts::{
    CareLevel, CaseloadMonth, Certificate, ClaimedBefore, ClaimedElsewhere, Disability, Facts, Notice,
    Office, OfficeTier, PersonFacts, RegionalBase, Role, Scheme, Shortfall, SlipPolicy, StaffMember, System,
    Target,
};
pub use forecast::{Forecast, Outlook, Standing, forecast};
pub use item::{Grade, Item};
pub use line::{Line, NotClaimed, Problem};
pub use office::OfficeMonth;
pub use rules::{NoRules, Rules, covers};
pub use shared::{AskedFee, Asks, SecondFees, Share, Shared, Sharing};
pub use why::{ProblemKind, Step, Why};

pub use bansou_law::Rate;
