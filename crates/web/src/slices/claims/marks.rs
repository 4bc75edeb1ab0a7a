//! Words and numbers as the claim's pages write them.

use bansou_domain::claim::{FrozenClaim, ResultKind};
use bansou_store::claim::{ClaimRecord, FileState};

/// 12,345円.
pub(super) fn yen(amount: i64) -> String {
    format!("{}円", grouped(amount))
}

/// 12,345.
pub(super) fn grouped(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if amount < 0 { format!("-{text}") } else { text }
}

/// The look and the word of a frozen claim's state.
pub(super) fn state(record: &ClaimRecord) -> (&'static str, &'static str) {
    let came = |kind: ResultKind| record.results.iter().any(|result| result.result.kind == kind);
    match &record.state {
        FileState::Undone { .. } => ("unneeded", "取り消し"),
        FileState::Frozen => ("waiting", "確定（送信前）"),
        FileState::Sent(_) if came(ResultKind::Withdrawn) => ("unneeded", "過誤・取下げ"),
        FileState::Sent(_) if came(ResultKind::Returned) => ("late", "返戻"),
        FileState::Sent(_) if came(ResultKind::Corrected) => ("done", "支払（訂正あり）"),
        FileState::Sent(_) if came(ResultKind::Paid) => ("done", "支払済み"),
        FileState::Sent(_) => ("waiting", "結果待ち"),
    }
}

/// The lines of a claim in a row: the fee first, then how many more.
pub(super) fn summary(claim: &FrozenClaim) -> String {
    let names: Vec<String> = claim
        .lines
        .iter()
        .map(|line| {
            if line.count == 1 {
                line.name.clone()
            } else {
                format!("{}×{}", line.name, line.count)
            }
        })
        .collect();
    names.join("、")
}
