//! モニタリングの聞き取りの用紙: a provider's own goals with boxes for an answer by fax. The layout has no official source.

use serde::Serialize;

use super::room::{RoomSender, portrait};
use crate::form::{Cell, Cover, Form, Paper, Table};

/// 聞き取りの用紙.
#[derive(Clone, Serialize)]
pub struct HearingSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose question.
    pub sender: RoomSender,
    /// 何のためか.
    pub occasion: String,
    /// そちらの目標.
    pub goals: Vec<GoalAskedRow>,
}

/// 聞き取りの一行.
#[derive(Clone, Default, Serialize)]
pub struct GoalAskedRow {
    /// 目標.
    pub goal: String,
    /// そちらの支援.
    pub services: String,
}

const AS_PLANNED: &str = "行えた\n一部行えた\n行えなかった\nわからない";

impl Paper for HearingSheet {
    fn form(&self) -> Form {
        let about = Table::new(&[30.0, 150.0])
            .size(10.5)
            .row(vec![Cell::label("何のため"), Cell::short(self.occasion.as_str())]);
        portrait(&self.cover, vec![self.sender.table(), about, self.boxes()])
    }
}

impl HearingSheet {
    fn boxes(&self) -> Table {
        let heads = [
            "目標・そちらの支援",
            "計画どおりに（○をつける）",
            "進みぐあい・ようす",
            "気になること・次の期間への希望",
        ];
        let line = |goal: &GoalAskedRow| {
            vec![
                Cell::value(format!("{}\n{}", goal.goal, goal.services)).min_mm(30.0),
                Cell::value(AS_PLANNED),
                Cell::value(""),
                Cell::value(""),
            ]
        };
        Table::new(&[52.0, 32.0, 48.0, 48.0])
            .size(10.0)
            .header(heads.map(Cell::head).to_vec())
            .rows(self.goals.iter().map(line))
            .row(vec![
                Cell::label("答えた方のお名前"),
                Cell::short("").across(3).min_mm(12.0),
            ])
    }
}
