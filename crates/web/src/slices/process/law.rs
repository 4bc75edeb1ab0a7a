//! The article a step rests on, as the law tables have it.

use bansou_domain::process::Step;
use bansou_law::{Evidence, Law};
use jiff::civil::Date;

/// 根拠. One duty as a person reads it.
pub(crate) struct Article {
    /// The place, as printed.
    pub(crate) cite: String,
    /// What is to be said about how sure the number is; empty for an official one.
    pub(crate) doubt: String,
    /// The record the duty leaves.
    pub(crate) record: String,
    /// Whether no fee is paid while the record is missing.
    pub(crate) payment_critical: bool,
}

/// The article of a step on `day`; none for a step that is practice and no duty of its own.
pub(crate) fn article(law: &Law, child: bool, step: Step, day: Date) -> Option<Article> {
    let scheme = if child { &law.child } else { &law.planning };
    let duty = scheme.duties.on(day).find(|duty| Some(duty.key) == step.duty())?;
    let cited = &duty.version.cited;
    Some(Article {
        cite: cited.cite.to_string(),
        doubt: match cited.grounds.evidence {
            Evidence::Official => String::new(),
            Evidence::Unverified => "条番号は本文で確認していません".to_owned(),
            weaker => format!("条番号は{}、本文では確認していません", weaker.label()),
        },
        record: duty.version.record.clone(),
        payment_critical: duty.version.payment_critical,
    })
}
