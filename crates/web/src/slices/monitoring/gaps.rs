//! 空いているところ: what a draft says nothing about yet, told before it is confirmed.

use bansou_domain::monitoring::{Gap, MonitoringReport, gaps};

/// One line of the list: where, and the fields with their names.
pub(super) struct Line {
    pub(super) of: String,
    pub(super) open: Vec<(String, &'static str)>,
}

/// The list; `rows` are the numbers of the rows in the form.
pub(super) fn lines(report: &MonitoringReport, rows: &[usize]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for gap in gaps(report) {
        let (row, field, label) = told(gap);
        let of = row.map_or_else(
            || "全体".to_owned(),
            |row| {
                let need = report.rows.get(row).map_or("", |row| row.need.as_str());
                format!("{}. {need}", row + 1)
            },
        );
        let field = row.map_or_else(
            || field.to_owned(),
            |row| format!("rows.{}.{field}", rows.get(row).copied().unwrap_or(row)),
        );
        match lines.iter_mut().find(|line| line.of == of) {
            Some(line) => line.open.push((field, label)),
            None => lines.push(Line {
                of,
                open: vec![(field, label)],
            }),
        }
    }
    lines
}

fn told(gap: Gap) -> (Option<usize>, &'static str, &'static str) {
    match gap {
        Gap::Provision(row) => (Some(row), "provision", "サービス提供状況"),
        Gap::Voice(row) => (Some(row), "voice", "本人の感想"),
        Gap::Satisfaction(row) => (Some(row), "satisfaction", "満足度"),
        Gap::Achievement(row) => (Some(row), "achievement", "達成度"),
        Gap::Remedy(row) => (Some(row), "remedy", "今後の課題"),
        Gap::Visit => (None, "visit.on", "実施日"),
        Gap::Met => (None, "visit.met", "会った人"),
        Gap::Overall => (None, "overall", "全体の状況"),
        Gap::Rights => (None, "rights_asked", "権利をまもる確認"),
        Gap::Purpose => (None, "purpose_told", "訪問の目的を伝えたか"),
        Gap::Next => (None, "next", "次回モニタリング"),
    }
}
