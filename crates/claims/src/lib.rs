//! 請求の組み立て. From the office's own records to the facts of a month, each fact with the record it comes from.
//!
//! No rule of the law and no SQL: what a provision makes of a fact is `billing`'s, what is recorded is `store`'s. A record
//! that says nothing stays silent here too; where a claim would need it, the month asks.
#![warn(missing_docs)]

mod ask;
mod course;
mod deeds;
mod fresh;
mod notes;
mod office;
mod outlook;
mod paged;
mod papers;
mod parties;
mod person;
mod settings;
mod staff;
mod targets;
mod trail;

use bansou_billing::{Because, Facts, Item};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, Evidence};
use bansou_domain::id::{CertificateId, PersonId};
use bansou_store::access::ClaimDesk;
use bansou_store::claim::Claimed;
use bansou_store::claim_facts::{GroundSpan, PeopleRange};
use bansou_store::{Failure, Reader};
use jiff::ToSpan as _;

pub use ask::{Ask, AskAt};
pub use fresh::{Fresh, FreshMonth, Means, fresh, fresh_person};
pub use outlook::{MonthOutlook, outlook_ahead};
pub use paged::{Page, PagedMonth};

/// How far back papers are read: a flow begins long before its consent, a grant may be three years old.
const MONTHS_OF_PAPERS: i64 = 37;
/// How far back notes are read: an extended first plan takes months.
const MONTHS_OF_NOTES: i64 = 13;
/// How many months the caseload looks back.
const MONTHS_OF_CASES: i32 = 6;

/// 事業所のひと月. The facts of an office's month with where each comes from.
#[derive(Clone)]
pub struct OfficeMonth {
    /// The facts, as the rules take them.
    pub facts: Facts,
    /// The people, in the order of `facts.people`.
    pub people: Vec<ClaimedPerson>,
    /// Whom the records hold something about in the month, and who cannot be claimed for at all yet.
    pub left_out: Vec<LeftOut>,
    /// What the office has not recorded about itself.
    pub asks: Vec<Ask>,
    /// What is still open, and what the month will decide.
    pub outlook: MonthOutlook,
}

/// 請求の対象者. One person of the facts, as the claim names them.
#[derive(Clone)]
pub struct ClaimedPerson {
    /// The key.
    pub id: PersonId,
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// The name of who is in charge; empty while nobody is.
    pub specialist: String,
    /// The certificate of the month.
    pub certificate: Printed,
    /// Whether the month is printed for monitoring.
    pub due: bool,
    /// The record behind each event, in the order of the person's events.
    pub events: Vec<Evidence>,
    /// What a claim would need and the records do not say.
    pub asks: Vec<Ask>,
    /// What the municipality wants beside the claim and has not got yet.
    pub papers_wanted: Vec<Ask>,
}

/// 請求に使う受給者証. What the claim takes from the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The key.
    pub id: CertificateId,
    /// Which of the two benefits it carries.
    pub benefit: Benefit,
    /// 受給者証番号.
    pub number: String,
    /// 市町村番号; empty while it is not recorded.
    pub municipality: String,
    /// Whether its period covers the month.
    pub in_force: bool,
    /// 給付決定保護者の氏名; empty for an adult, and while it is not recorded.
    pub holder_name: String,
    /// Its reading.
    pub holder_kana: String,
}

/// 請求できない人. Something was done for them in the month, and a fact without which there is no claim is missing.
#[derive(Clone)]
pub struct LeftOut {
    /// The key.
    pub id: PersonId,
    /// 氏名.
    pub name: String,
    /// What is missing.
    pub ask: Ask,
}

/// 過去の請求. What frozen claims say of earlier months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Already {
    /// For whom.
    pub person: PersonId,
    /// 提供年月.
    pub month: ServiceMonth,
    /// What was claimed.
    pub item: Item,
    /// 回数.
    pub count: u32,
    /// 入院・入所, for what is counted by stay.
    pub stay: Option<String>,
}

/// Builds the facts of a month from the office's records. `already` are the lines of claims frozen for earlier months.
pub async fn office_month(
    reader: &mut Reader,
    claims: ClaimDesk,
    month: ServiceMonth,
    already: &[Already],
) -> Result<OfficeMonth, Failure> {
    let (span, today) = (span(month), bansou_store::day_in_japan(reader.scope().now));
    let office = reader.office_ground(claims, span).await?;
    let everybody = reader.people_ground(claims, span, PeopleRange::EVERYBODY).await?;
    Ok(office::build(&office, &everybody, month, today, already))
}

/// What is read for a month.
fn span(month: ServiceMonth) -> GroundSpan {
    let begin = month.first_day();
    GroundSpan {
        since: begin.saturating_sub(MONTHS_OF_PAPERS.months()),
        notes_since: begin.saturating_sub(MONTHS_OF_NOTES.months()),
        cases_from: month.plus(-MONTHS_OF_CASES),
        month,
    }
}

/// How far back claims of earlier months bear on the limits of a month: the longest grant.
pub const MONTHS_OF_CLAIMS: i32 = 37;

/// Reads what a frozen claim of an earlier month says; nothing for a line of no rule.
#[must_use]
pub fn already(claimed: &Claimed) -> Option<Already> {
    Some(Already {
        person: claimed.person,
        month: claimed.month,
        item: bansou_exchange::item_of_word(&claimed.item.item)?,
        count: u32::try_from(claimed.item.count).ok()?,
        stay: claimed.item.stay.clone(),
    })
}

impl OfficeMonth {
    /// The record behind a fact of the person at `position`.
    #[must_use]
    pub fn evidence(&self, position: usize, because: Because) -> Evidence {
        let setting = |what: &str| Evidence {
            on: None,
            what: what.to_owned(),
            record: String::new(),
        };
        match because {
            Because::Event(nth) => {
                let person = self.people.get(position);
                let event = person.and_then(|person| person.events.get(nth));
                event.cloned().unwrap_or_else(|| setting("記録"))
            }
            Because::SpecialArea => Evidence {
                on: None,
                what: "特別地域に住んでいる".to_owned(),
                record: ask::TRAITS.to_owned(),
            },
            Because::Systems => setting("体制の届出"),
            Because::Shortfalls => setting("減算にあたる状態"),
            Because::BaseStrengthQuota => setting("地域生活支援拠点等機能強化加算の回数"),
            Because::WageImprovement => setting("処遇改善加算の届出"),
        }
    }
}
