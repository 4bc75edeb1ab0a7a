//! モニタリング期間の変更. What the records show that speaks for looking more often or less often, and the request to the
//! municipality. Which signs are read is a choice of the product and no rule of the law; the municipality decides.

mod signs;

use std::num::NonZeroU8;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Period, ServiceMonth};
use crate::certificate::RecipientCertificate;
use crate::choice;
use crate::schedule;

pub use signs::{Records, Sign, Source, Toward, read_signs};

choice! {
    /// 変更の理由. The boxes of the municipalities' request forms.
    pub enum Reason {
        /// 状態が不安定.
        Unstable = "unstable", "状態が不安定";
        /// サービスの変更.
        Service = "service", "サービスの変更";
        /// 入退院・入退所.
        Stay = "stay", "入退院・入退所";
        /// 家族状況の変化.
        Family = "family", "家族状況の変化";
        /// 支援困難.
        Difficult = "difficult", "支援困難";
        /// 児童から成人へ.
        Adulthood = "adulthood", "児童から成人へ";
        /// その他.
        Other = "other", "その他";
    }
}

choice! {
    /// 変更後の間隔.
    pub enum Every {
        /// 毎月.
        One = "1", "毎月";
        /// 2か月ごと.
        Two = "2", "2か月ごと";
        /// 3か月ごと.
        Three = "3", "3か月ごと";
        /// 6か月ごと.
        Six = "6", "6か月ごと";
        /// 12か月ごと.
        Twelve = "12", "12か月ごと";
    }
}

impl Every {
    /// In months.
    #[must_use]
    pub fn months(self) -> NonZeroU8 {
        let months = match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Six => 6,
            Self::Twelve => 12,
        };
        NonZeroU8::new(months).unwrap_or(NonZeroU8::MIN)
    }

    /// The next one that looks more often, or less often.
    #[must_use]
    pub fn step(now: u8, toward: Toward) -> Option<Self> {
        let months = |every: &&Self| every.months().get();
        match toward {
            Toward::Closer => Self::ALL.iter().rev().find(|every| months(every) < now).copied(),
            Toward::Wider => Self::ALL.iter().find(|every| months(every) > now).copied(),
        }
    }
}

choice! {
    /// 添付.
    pub enum Attached {
        /// 計画案.
        Draft = "draft", "計画案";
        /// 計画.
        Plan = "plan", "サービス等利用計画・障害児支援利用計画";
        /// モニタリング報告書.
        Report = "report", "モニタリング報告書";
    }
}

/// モニタリング期間の変更の申出.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IntervalRequest {
    /// 申出日.
    pub made_on: Option<Date>,
    /// 受給者証番号, of the certificate whose months are to change.
    pub number: String,
    /// 市町村. The name as it is printed.
    pub municipality: String,
    /// 支給決定の終わり. The last day of the grant the months belong to.
    pub grant_until: Option<Date>,
    /// いまのモニタリング期間, as printed.
    pub now: String,
    /// いまの実施月.
    pub now_months: Vec<ServiceMonth>,
    /// 変更後の間隔.
    pub every: Option<Every>,
    /// 変更開始年月.
    pub from: Option<ServiceMonth>,
    /// 変更後の実施月.
    pub months: Vec<ServiceMonth>,
    /// 変更の理由.
    pub reasons: Vec<Reason>,
    /// 理由の説明.
    pub why: String,
    /// 本人・家族の考え.
    pub wish: String,
    /// 添付.
    pub attached: Vec<Attached>,
}

impl std::fmt::Debug for IntervalRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IntervalRequest(＊＊)")
    }
}

impl IntervalRequest {
    /// 下書き. A request for the certificate from what the records show: the reasons seen, each with its day, and the next
    /// interval in the direction most of them point to.
    #[must_use]
    pub fn draft(certificate: &RecipientCertificate, signs: &[Sign], today: Date) -> Self {
        let closer = signs.iter().any(|sign| sign.toward == Toward::Closer);
        let toward = if closer { Toward::Closer } else { Toward::Wider };
        let told: Vec<&Sign> = signs.iter().filter(|sign| sign.toward == toward).collect();
        let mut reasons: Vec<Reason> = told.iter().map(|sign| sign.reason).collect();
        reasons.sort();
        reasons.dedup();
        let from = ServiceMonth::containing(today).next();
        let now = usual_gap(&certificate.months);
        let every = now
            .and_then(|now| Every::step(now, toward))
            .filter(|_| !signs.is_empty());
        let mut request = Self {
            number: certificate.number.clone(),
            municipality: certificate.municipality.clone(),
            grant_until: Some(certificate.grant_until),
            now: certificate.monitoring_text.clone(),
            now_months: certificate.months.clone(),
            every,
            from: Some(from),
            reasons,
            why: told
                .iter()
                .map(|sign| sign.words.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            attached: vec![Attached::Report],
            ..Self::default()
        };
        request.months = request.counted().unwrap_or_default();
        request
    }

    /// 変更後の実施月, counted: the printed months before the change stay, from the change on they are counted back from the
    /// last month of the grant, as the printed ones are. Nothing without an interval, a first month and a grant.
    #[must_use]
    pub fn counted(&self) -> Option<Vec<ServiceMonth>> {
        let (every, from, until) = (self.every?, self.from?, self.grant_until?);
        let first = from.first_day();
        let rest = Period::new(first, until).ok()?;
        let kept = self.now_months.iter().copied().filter(|month| *month < from);
        Some(
            kept.chain(schedule::monitoring_months(rest, every.months(), None))
                .collect(),
        )
    }
}

/// How many months usually lie between two printed months: the smallest gap that occurs most. `None` with fewer than two.
#[must_use]
pub fn usual_gap(months: &[ServiceMonth]) -> Option<u8> {
    let gaps: Vec<i32> = months
        .iter()
        .zip(months.iter().skip(1))
        .map(|(one, next)| one.months_until(*next))
        .collect();
    let often = |gap: &i32| gaps.iter().filter(|other| *other == gap).count();
    let usual = gaps.iter().copied().max_by_key(|gap| (often(gap), -gap))?;
    u8::try_from(usual).ok()
}

/// One thing a request still needs before it can be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// 申出日 is missing.
    DayMissing,
    /// 申出日 lies after today.
    DayInFuture,
    /// 変更開始年月 is missing.
    FromMissing,
    /// 変更開始年月 lies after the grant.
    FromAfterGrant,
    /// No month is named.
    MonthsMissing,
    /// A month lies after the grant.
    MonthAfterGrant(ServiceMonth),
    /// A month that is over would be taken away or added.
    PastChanged(ServiceMonth),
    /// Nothing would change.
    Unchanged,
    /// No reason is ticked.
    ReasonMissing,
    /// The reason is not explained.
    WhyMissing,
}

/// Checks what has to stand before 確定. Every problem is returned.
#[must_use]
pub fn check(request: &IntervalRequest, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    match request.made_on {
        None => problems.push(Problem::DayMissing),
        Some(day) if day > today => problems.push(Problem::DayInFuture),
        Some(_) => {}
    }
    let last = request.grant_until.map(ServiceMonth::containing);
    let after = |month: ServiceMonth| last.is_some_and(|last| month > last);
    match request.from {
        None => problems.push(Problem::FromMissing),
        Some(from) if after(from) => problems.push(Problem::FromAfterGrant),
        Some(_) => {}
    }
    if request.months.is_empty() {
        problems.push(Problem::MonthsMissing);
    } else if request.months == request.now_months {
        problems.push(Problem::Unchanged);
    }
    problems.extend(
        request
            .months
            .iter()
            .copied()
            .filter(|month| after(*month))
            .map(Problem::MonthAfterGrant),
    );
    problems.extend(past_changed(request, today).map(Problem::PastChanged));
    if request.reasons.is_empty() {
        problems.push(Problem::ReasonMissing);
    }
    if request.why.trim().is_empty() {
        problems.push(Problem::WhyMissing);
    }
    problems
}

/// The first month before this one that stands on one side only.
fn past_changed(request: &IntervalRequest, today: Date) -> Option<ServiceMonth> {
    let this_month = ServiceMonth::containing(today);
    let one_sided = |month: &&ServiceMonth| {
        **month < this_month && request.months.contains(month) != request.now_months.contains(month)
    };
    let both = request.months.iter().chain(&request.now_months);
    if request.months.is_empty() {
        return None;
    }
    both.copied().filter(|month| one_sided(&month)).min()
}

#[cfg(test)]
mod tests;
