//! The papers: what each sheet holds and where its boxes stand.
//!
//! A further paper is one file here (the sheet, and `Paper::form` that lays its
//! strings into boxes), filled samples in `samples/`, and one line in the tests.

mod authority;
mod check;
mod claim;
mod conference;
mod consent;
mod crisis;
mod deciding;
mod face;
mod hand_over;
mod handed;
mod head;
mod hearing;
mod interval;
mod meeting;
mod monitoring;
mod my_report;
mod notes;
mod picture;
mod plan;
mod questions;
mod room;
mod samples;
mod ticks;
mod visit_brief;
mod week;

pub use authority::AuthoritySheet;
pub use check::{CheckHeadings, CheckReportSheet, CheckRow, SupportDegree};
pub use claim::{
    ClaimOffice, ClaimPrint, DetailRow, DetailSheet, EvidenceRow, EvidenceSheet, InvoiceRow, InvoiceSheet,
    MonthRow, MonthSheet, MonthTotal, Receipt, ReceiptNoticeSheet,
};
pub use conference::{EasyItem, EasySheet, InvitedRow, ItemRow, NoticeSheet};
pub use consent::Consent;
pub use crisis::{CrisisContact, CrisisSheet};
pub use deciding::{
    DecidingSheet, EasyChoiceSheet, EasyWayColumn, ObstacleRow, ReadingRow, SignRow, TrialRow, WayRow,
};
pub use face::{FaceSheet, LabelledText, SupportRow};
pub use hand_over::{
    AgencyRow, FamilyKnown, GoalRow, HandOverParty, HandOverSheet, HandOverSignatures, HistoryRow,
    MedicalRow, OpenTask, PersonKnown, SharingScope,
};
pub use handed::{HandedPart, HandedSheet};
pub use head::CaseHead;
pub use hearing::{GoalAskedRow, HearingSheet};
pub use interval::IntervalSheet;
pub use meeting::{AbsentRow, DecisionRow, MeetingSheet, RemarkRow};
pub use monitoring::{MonitoringRow, MonitoringSheet};
pub use my_report::MyReportSheet;
pub use notes::{NoteRow, NotesSheet};
pub use picture::Picture;
pub use plan::{Goal, NeedRow, PlanSheet, PlanStage, ServiceEntry};
pub use questions::{AskedRow, QuestionsSheet};
pub use room::{CardSheet, DatesSheet, InquiryRow, InquirySheet, RoomSender, TaskAskedRow, TasksSheet};
pub use ticks::{Tick, Ticks};
pub use visit_brief::{GoalStand, NamedLines, PromiseRow, SaidRow, VisitBriefSheet};
pub use week::{WeekReview, WeekSheet, WeekStage};
