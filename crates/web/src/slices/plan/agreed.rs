//! 会議で合意した修正: what a meeting agreed to change, to be taken into the plan field by field.

use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;

use crate::diff::Diff;
use crate::failure::Failure;
use crate::form::Typed;

const WHOLE: [(&str, &str); 12] = [
    ("monitoring_text", "モニタリング期間"),
    ("wish_person", "本人の意向"),
    ("wish_family", "家族の意向"),
    ("past_effect", "これまでのサービスでの変化"),
    ("policy", "総合的な援助の方針"),
    ("long_goal", "長期目標"),
    ("long_goal_until", "長期目標の達成時期"),
    ("short_goal", "短期目標"),
    ("short_goal_until", "短期目標の達成時期"),
    ("main_activities", "主な日常生活上の活動"),
    ("not_weekly", "週単位以外のサービス"),
    ("whole_picture", "生活の全体像"),
];
const OF_NEED: [(&str, &str); 7] = [
    ("need", "解決すべき課題"),
    ("goal", "支援目標"),
    ("until", "達成時期"),
    ("own_role", "本人の役割"),
    ("review", "評価時期"),
    ("notes", "留意事項"),
    ("unmet", "満たせていない必要"),
];
const OF_SERVICE: [(&str, &str); 5] = [
    ("content", "内容"),
    ("amount", "量"),
    ("provider", "提供事業者"),
    ("person_in_charge", "担当者"),
    ("tel", "電話"),
];

/// One agreed change beside what the field says now.
pub(super) struct Agreed {
    pub(super) label: String,
    pub(super) diff: Diff,
    pub(super) number: usize,
}

/// What a field of the plan is called, from the name it has in the editor; empty for a name that is none.
pub(crate) fn place_label(place: &str) -> String {
    let word = |words: &[(&str, &str)], name: &str| {
        let found = words.iter().find(|(known, _)| *known == name);
        found.map_or_else(String::new, |(_, word)| (*word).to_owned())
    };
    let parts: Vec<&str> = place.split('.').collect();
    let number = |row: &str| row.parse::<usize>().ok().map(|row| row + 1);
    match parts.as_slice() {
        [name] => word(&WHOLE, name),
        ["needs", row, name] => match (number(row), word(&OF_NEED, name)) {
            (Some(row), word) if !word.is_empty() => format!("優先順位{row}の{word}"),
            _ => String::new(),
        },
        ["needs", row, "services", service, name] => {
            match (number(row), number(service), word(&OF_SERVICE, name)) {
                (Some(row), Some(service), word) if !word.is_empty() => {
                    format!("優先順位{row}のサービス{service}の{word}")
                }
                _ => String::new(),
            }
        }
        _ => String::new(),
    }
}

/// The fields of the newest draft or plan a change may belong to, each with the beginning of what it says.
pub(crate) async fn places(reader: &mut Reader, case: CaseReader) -> Result<Vec<(String, String)>, Failure> {
    let newest = super::talked::newest(reader, case).await?;
    let typed = newest.map(|paper| super::fields::write(&paper.content));
    Ok(typed.map(|typed| field_names(&typed)).unwrap_or_default())
}

fn field_names(typed: &Typed) -> Vec<(String, String)> {
    let mut names: Vec<String> = WHOLE.iter().map(|(name, _)| (*name).to_owned()).collect();
    for row in typed.rows("needs", 0) {
        names.extend(OF_NEED.iter().map(|(name, _)| format!("needs.{row}.{name}")));
        for service in typed.rows(&format!("needs.{row}.services"), 0) {
            let of_service = OF_SERVICE.iter();
            names.extend(of_service.map(|(name, _)| format!("needs.{row}.services.{service}.{name}")));
        }
    }
    names
        .into_iter()
        .map(|name| {
            let said: String = typed.value(&name).chars().take(14).collect();
            let label = place_label(&name);
            let label = if said.is_empty() {
                label
            } else {
                format!("{label}: {said}")
            };
            (name, label)
        })
        .collect()
}

/// The changes the newest meeting agreed to that are not in the form yet, and those nobody has said the field of.
pub(super) async fn open(
    reader: &mut Reader,
    case: CaseReader,
    typed: &Typed,
) -> Result<(Vec<Agreed>, Vec<String>), Failure> {
    let meeting = reader
        .newest_paper::<ServiceMeeting>(case, PaperKind::Meeting, false)
        .await?;
    let changes = meeting
        .map(|paper| paper.content.plan_changes)
        .unwrap_or_default();
    let mut agreed = Vec::new();
    let mut loose = Vec::new();
    for (number, change) in changes.into_iter().enumerate() {
        let label = place_label(&change.place);
        let now = typed.value(&change.place);
        let kept = if change.keep {
            "（もとのままにする）"
        } else {
            ""
        };
        if label.is_empty() {
            loose.push(format!("{}{kept}", change.text));
        } else if now.trim() != change.text.trim() {
            agreed.push(Agreed {
                diff: Diff::of(now, &change.text),
                label: format!("{label}{kept}"),
                number,
            });
        }
    }
    Ok((agreed, loose))
}

/// Takes the ticked changes into what was typed; nothing is saved by it.
pub(super) async fn take(reader: &mut Reader, case: CaseReader, typed: &mut Typed) -> Result<(), Failure> {
    let meeting = reader
        .newest_paper::<ServiceMeeting>(case, PaperKind::Meeting, false)
        .await?;
    let changes = meeting
        .map(|paper| paper.content.plan_changes)
        .unwrap_or_default();
    let chosen: Vec<usize> = typed
        .values("_agreed")
        .filter_map(|number| number.parse().ok())
        .collect();
    for (number, change) in changes.into_iter().enumerate() {
        if chosen.contains(&number) && !place_label(&change.place).is_empty() {
            typed.set(change.place, change.text);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::place_label;

    #[test]
    fn a_field_of_the_plan_is_called_by_its_place_on_paper() {
        for (place, label) in [
            ("short_goal", "短期目標"),
            ("needs.0.goal", "優先順位1の支援目標"),
            ("needs.1.services.0.amount", "優先順位2のサービス1の量"),
            ("", ""),
            ("made_on", ""),
            ("needs.x.goal", ""),
        ] {
            assert_eq!(place_label(place), label, "{place}");
        }
    }
}
