//! 現在の生活（週間）.

use bansou_domain::assessment::Assessment;
use bansou_domain::week::Block;

use super::{Told, named, rows, spaced, text};
use crate::form::{Fields, Typed};
use crate::week;

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    week::write(typed, "", &assessment.week_now);
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    assessment.week_now = week::read(fields, "");
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let block = |block: &Block| {
        spaced(&[
            &block.days.to_string(),
            &format!("{}～{}", block.from, block.to),
            &block.what,
            &named("提供：", &block.provider),
            &format!("（{}）", block.kind.label()),
        ])
    };
    let week = &assessment.week_now;
    vec![
        rows("週の予定", &week.blocks, block),
        text("主な日常生活上の活動", &week.main_activities),
        text("週単位以外のサービス", &week.not_weekly),
    ]
}
