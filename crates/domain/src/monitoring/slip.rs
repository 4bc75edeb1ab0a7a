//! 翌月に実施した理由の文案. The sentence that stands in その他留意事項.

use jiff::civil::Date;

use super::Slip;
use crate::calendar::ServiceMonth;
use crate::choice;

choice! {
    /// 翌月になった事情. Causes a sentence can be drafted from; what is written is the sentence, not the cause.
    pub enum SlipCause {
        /// 本人の体調不良.
        Illness = "illness", "本人の体調不良";
        /// 本人の入院.
        Hospital = "hospital", "本人の入院";
        /// 家族の事情.
        Family = "family", "家族の事情";
        /// 本人の都合・外出.
        Absent = "absent", "本人の都合";
        /// 感染症・災害で訪問できない.
        Closed = "closed", "感染症・災害";
    }
}

/// Drafts the reason for a visit in the following month from the facts there are. What has been written is kept and
/// only completed; nothing is invented: without a cause the place for it stays open as ＿＿.
#[must_use]
pub fn slip_sentence(
    month: ServiceMonth,
    visited: Option<Date>,
    cause: Option<SlipCause>,
    slip: &Slip,
) -> String {
    let mut said = slip.reason.trim().to_owned();
    if said.is_empty() {
        let cause = cause.map_or("＿＿", SlipCause::label);
        said = format!("{cause}のため、{}月中の訪問ができなかった。", month.month());
        if let Some(day) = visited {
            said = format!("{said}{}月{}日に訪問した。", day.month(), day.day());
        }
    }
    match slip.called_on {
        Some(day) if !said.contains("連絡") => {
            let whom = match slip.called_whom.trim() {
                "" => "市町村",
                whom => whom,
            };
            let stop = if said.ends_with('。') { "" } else { "。" };
            format!("{said}{stop}{}月{}日に{whom}へ連絡済み。", day.month(), day.day())
        }
        _ => said,
    }
}
