//! 上限額管理加算・拠点等機能強化加算. What the office does or is, for one person's month.

use super::{Ask, Entry, Verdict};
use crate::because::Because;
use crate::event::What;
use crate::item::Item;
use crate::why::Why;

/// 利用者負担上限額管理加算. Only where the certificate names this office.
pub(super) fn cap_management<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::CapManagement;
    let event = ask.now(item).find(|event| event.what == What::CapManagement)?;
    let named = ask
        .person
        .certificate()
        .is_some_and(|certificate| certificate.cap_manager);
    if !named {
        return Some(Err(Why::Condition(
            "受給者証で、この事業所は上限額管理者になっていません。",
            "上限額管理事業所名の入った受給者証",
        )));
    }
    Some(
        ask.value(item)
            .and_then(|value| Entry::new(item, value, 1, vec![event]))
            .map(|entry| vec![entry]),
    )
}

/// 地域生活支援拠点等機能強化加算. For each base fee, as far as the office's share of times reaches.
pub(super) fn base_strength<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::BaseStrength;
    let value = ask.value(item).ok()?;
    let entry = |fee: &Item| {
        let mut entry = Entry::new(item, value, 1, Vec::new())?;
        entry.part = fee.key();
        entry.because = vec![Because::BaseStrengthQuota];
        Ok(entry)
    };
    let entries: Result<Vec<_>, Why> = ask.allotted.strengthened.iter().map(entry).collect();
    match entries {
        Ok(entries) if entries.is_empty() => None,
        entries => Some(entries),
    }
}
