//! 未収: what was sent and has not come yet, by municipality and month of service.

use askama::Template;
use axum::response::Response;
use bansou_domain::calendar::wareki;

use super::marks::yen;
use super::month_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, View, page};

#[derive(Template)]
#[template(path = "slices/claims/money.html")]
struct Money {
    rows: Vec<Row>,
    total: String,
    again: Vec<(String, String)>,
}

struct Row {
    municipality: String,
    month: String,
    href: String,
    benefit: &'static str,
    claims: i64,
    yen: String,
}

impl View for Money {
    fn title(&self) -> String {
        "未収".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Claims
    }
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    let desk = cx.open_claims("money").await?;
    let mut reader = cx.read().await?;
    let owed = reader.receivables(desk).await?;
    let again = reader.claims_to_take_up(desk).await?;
    let mut months: Vec<_> = again.iter().map(|(_, month)| *month).collect();
    months.dedup();
    let view = Money {
        total: yen(owed.iter().map(|row| row.yen).sum()),
        rows: owed
            .into_iter()
            .map(|row| Row {
                municipality: row.municipality,
                month: wareki::format_month(row.month),
                href: month_path(row.month),
                benefit: row.benefit.label(),
                claims: row.claims,
                yen: yen(row.yen),
            })
            .collect(),
        again: months
            .into_iter()
            .map(|month| {
                let people = again.iter().filter(|(_, of)| *of == month).count();
                (
                    format!("{}提供分 {people}人", wareki::format_month(month)),
                    month_path(month),
                )
            })
            .collect(),
    };
    page(&cx, &view)
}
