//! わたしの ふりかえり. The beginning of the report's easy text, for the specialist to go on from.

use super::{Band, MonitoringReport, Row};

/// The report in easy words: each goal with how far it has come, and when the next visit is.
#[must_use]
pub fn easy_draft(report: &MonitoringReport) -> String {
    let mut lines: Vec<String> = report.rows.iter().filter_map(of_row).collect();
    if let Some(next) = report.next {
        lines.push(format!(
            "つぎは {}月《がつ》に 会《あ》って、また いっしょに 見《み》ます。",
            next.month()
        ));
    }
    lines.join("\n")
}

fn of_row(row: &Row) -> Option<String> {
    let goal = match (row.goal.trim(), row.need.trim()) {
        ("", "") => return None,
        ("", need) => need,
        (goal, _) => goal,
    };
    let stand = row.achievement.map_or("", said);
    let voice = match row.voice.trim() {
        "" => String::new(),
        voice => format!("わたしの ことば: {voice}"),
    };
    let lines = [format!("「{goal}」"), stand.to_owned(), voice];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n"))
}

fn said(band: Band) -> &'static str {
    match band {
        Band::Ninety => "よく できました。",
        Band::Seventy => "だいたい できました。",
        Band::Fifty => "半分《はんぶん》くらい できました。",
        Band::Zero => "これから すこしずつ やります。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::easy;

    #[test]
    fn the_draft_says_each_goal_in_words_that_are_easy() {
        let row = |goal: &str, achievement| Row {
            goal: goal.to_owned(),
            achievement,
            ..Row::default()
        };
        let report = MonitoringReport {
            rows: vec![
                row("パンを やく", Some(Band::Seventy)),
                Row {
                    voice: "たのしい".to_owned(),
                    ..row("ひとりで かよう", None)
                },
                row("", Some(Band::Zero)),
            ],
            next: "2027-02".parse().ok(),
            ..MonitoringReport::default()
        };
        let draft = easy_draft(&report);
        assert_eq!(
            draft,
            "「パンを やく」\nだいたい できました。\n「ひとりで かよう」\nわたしの ことば: たのしい\n\
             つぎは 2月《がつ》に 会《あ》って、また いっしょに 見《み》ます。"
        );
        assert_eq!(easy::hints(&draft), []);
        for band in Band::ALL {
            assert_eq!(easy::hints(said(*band)), []);
        }
    }
}
