//! 面接の記録.

use bansou_domain::assessment::{Assessment, AssessmentVisit};
use bansou_domain::calendar::wareki;

use super::{Told, named, put, rows, spaced};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    for (row, visit) in assessment.visits.iter().enumerate() {
        let fields = [
            ("on", wareki::short(visit.on)),
            ("from", time(visit.from)),
            ("until", time(visit.until)),
        ];
        put(
            typed,
            "visits",
            row,
            &fields.each_ref().map(|(name, value)| (*name, value.as_str())),
        );
        let fields = [
            ("place", visit.place.as_str()),
            ("met", &visit.met),
            ("by", &visit.by),
        ];
        put(typed, "visits", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    let rows = fields.rows("visits", &["by"]);
    assessment.visits = rows.into_iter().filter_map(|row| visit(fields, row)).collect();
}

fn visit(fields: &mut Fields<'_>, row: usize) -> Option<AssessmentVisit> {
    let at = |field: &str| format!("visits.{row}.{field}");
    let on = fields.required_day(&at("on"), "面接の日");
    let from = fields.time(&at("from"), "開始");
    let until = fields.time(&at("until"), "終了");
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        fields.tell(
            at("until"),
            "「終了」が「開始」より前です。時刻を確かめてください。",
        );
    }
    let (place, met, by) = (
        fields.line(&at("place"), "場所"),
        fields.line(&at("met"), "会った人"),
        fields.line(&at("by"), "訪問した職員"),
    );
    Some(AssessmentVisit {
        on: on?,
        from,
        until,
        place,
        met,
        by,
    })
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let line = |visit: &AssessmentVisit| {
        let times = match (visit.from, visit.until) {
            (None, None) => String::new(),
            (from, until) => format!("{}～{}", time(from), time(until)),
        };
        spaced(&[
            &wareki::format(visit.on),
            &times,
            &visit.place,
            &named("会った人：", &visit.met),
            &named("訪問：", &visit.by),
        ])
    };
    vec![rows("面接", &assessment.visits, line)]
}

fn time(minutes: Option<u16>) -> String {
    minutes.map_or_else(String::new, |minutes| {
        format!("{}:{:02}", minutes / 60, minutes % 60)
    })
}
