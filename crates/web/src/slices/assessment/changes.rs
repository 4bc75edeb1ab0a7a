//! What a re-assessment or a correction changed, field by field.

use std::collections::BTreeSet;

use super::sections::Told;

/// One field whose lines differ.
pub(super) struct Change {
    pub(super) label: &'static str,
    pub(super) removed: Vec<String>,
    pub(super) added: Vec<String>,
}

/// The fields that differ, in the order of the later text. A line that only moved is no change.
pub(super) fn between(before: &[Told], after: &[Told]) -> Vec<Change> {
    let mut labels: Vec<&'static str> = Vec::new();
    for told in after.iter().chain(before) {
        if !labels.contains(&told.label) {
            labels.push(told.label);
        }
    }
    let change = |label: &'static str| {
        let (removed, added) = changed_lines(lines(before, label), lines(after, label));
        let change = Change {
            label,
            removed,
            added,
        };
        (!change.removed.is_empty() || !change.added.is_empty()).then_some(change)
    };
    labels.into_iter().filter_map(change).collect()
}

/// The lines only the earlier text has, and those only the later one has.
pub(crate) fn changed_lines(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |these: &[String], those: &[String]| {
        let those: BTreeSet<&String> = those.iter().collect();
        let only = these.iter().filter(|line| !those.contains(line));
        only.cloned().collect()
    };
    (only(before, after), only(after, before))
}

fn lines<'t>(told: &'t [Told], label: &str) -> &'t [String] {
    told.iter()
        .find(|told| told.label == label)
        .map_or(&[], |told| told.lines.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(label: &'static str, lines: &[&str]) -> Told {
        Told {
            label,
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        }
    }

    #[test]
    fn what_came_and_what_went_is_told_by_field_and_moving_a_line_is_no_change() {
        let before = [told("強み", &["静か", "電車"]), told("苦手", &["大きな音"])];
        let after = [told("強み", &["電車", "静か", "入力"]), told("趣味", &["路線図"])];
        let changes = between(&before, &after).into_iter().map(|change| {
            format!(
                "{} -{} +{}",
                change.label,
                change.removed.join("・"),
                change.added.join("・")
            )
        });
        insta::assert_snapshot!(changes.collect::<Vec<_>>().join("\n"), @r"
        強み - +入力
        趣味 - +路線図
        苦手 -大きな音 +
        ");
    }
}
