//! What the load does to 取扱件数, in words: the rules and the office's own months decide, each with how sure it is.

use bansou_billing::{Forecast, Rules, forecast};
use bansou_claims::outlook_ahead;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_law::Evidence;
use bansou_store::visits::Load;

use crate::context::Cx;
use crate::failure::Failure;

/// One month ahead.
pub(super) struct Ahead {
    pub(super) month: String,
    pub(super) decides: String,
    pub(super) open: u32,
    pub(super) each: String,
    pub(super) said: String,
    pub(super) state: &'static str,
    pub(super) sure: String,
}

/// The months the page shows; nothing for those who may not see what the office claims.
pub(super) async fn ahead(cx: &Cx, month: ServiceMonth, load: &[Load]) -> Result<Vec<Ahead>, Failure> {
    if !cx.who.role().claims() {
        return Ok(Vec::new());
    }
    let sum = |of: fn(&Load) -> i64| u32::try_from(load.iter().map(of).sum::<i64>()).unwrap_or_default();
    let open = [sum(|one| one.first), sum(|one| one.second), sum(|one| one.third)];
    let desk = cx.open_claims("visit_load").await?;
    let mut reader = cx.read().await?;
    let months = outlook_ahead(&mut reader, desk, month, &open).await?;
    let told = |(month, outlook): (ServiceMonth, bansou_billing::Outlook)| {
        let rules = Rules::open(&cx.app.law, month.next()).ok()?;
        Some(Ahead::of(month, outlook.open, &forecast(&outlook, &rules)))
    };
    Ok(months.into_iter().filter_map(told).collect())
}

impl Ahead {
    fn of(month: ServiceMonth, open: u32, forecast: &Forecast) -> Self {
        let load = &forecast.all_done.caseload;
        let (limit, free) = (forecast.limit, forecast.free);
        let said = match (load.per_specialist.is_some(), load.reached, forecast.room) {
            (false, ..) => "相談支援専門員の配置がないため計算できません。".to_owned(),
            (_, true, _) => format!(
                "1人あたり{limit}件に達します。{free}件を超える{}件が（Ⅱ）になり、機能強化型は算定できません。",
                load.over
            ),
            (_, _, Some(0)) => format!("1人あたり{limit}件の手前です。あと1人ふえると達します。"),
            (_, _, Some(room)) => format!("1人あたり{limit}件に達しません。あと{room}人までは同じです。"),
            (..) => String::new(),
        };
        Self {
            month: wareki::format_month(month),
            decides: wareki::format_month(month.next()),
            open,
            each: load
                .per_specialist
                .map_or_else(|| "―".to_owned(), |each| format!("{}件", each.decimal(2))),
            said,
            state: if load.reached { "late" } else { "done" },
            sure: if forecast.evidence == Evidence::Official {
                String::new()
            } else {
                format!("{limit}件・{free}件と相談支援員の数え方は、告示で確認していない値です。")
            },
        }
    }
}
