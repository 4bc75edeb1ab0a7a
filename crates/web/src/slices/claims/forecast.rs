//! 取扱件数の見込み: what the month that still runs will decide, and what that assumes.

use bansou_billing::{Forecast, Rules, Standing};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_law::{Evidence, Law};
use jiff::civil::Date;

use super::desk::Desk;

/// 見込み, as it is shown while the month runs.
pub(super) struct Outlook {
    /// The month whose fees it decides.
    pub(super) decides: String,
    pub(super) done: String,
    pub(super) rows: Vec<Row>,
    pub(super) room: String,
    pub(super) assumes: Vec<String>,
}

/// One way the month may end.
pub(super) struct Row {
    pub(super) case: &'static str,
    pub(super) average: String,
    pub(super) each: String,
    pub(super) fee: String,
    pub(super) state: &'static str,
}

impl Outlook {
    /// Nothing in a month that is over or has not begun, and where the next month has no rules yet.
    pub(super) fn of(law: &Law, desk: &Desk, today: Date) -> Option<Self> {
        let month = desk.month;
        if !month.contains(today) {
            return None;
        }
        let rules = Rules::open(law, month.next()).ok()?;
        let outlook = &desk.records.outlook;
        let forecast = bansou_billing::forecast(&outlook.caseload, &rules);
        Some(Self {
            decides: wareki::format_month(month.next()),
            done: format!(
                "{}に計画をつくったかモニタリングをした人は、今日までに{}人です。まだの人は、モニタリング実施月の人が{}人、計画案ができていて計画への同意がまだの人が{}人です。",
                wareki::format_month(month),
                outlook.caseload.running.cases,
                outlook.due,
                outlook.drafted
            ),
            rows: vec![
                Row::of("今日までのまま終わると", &forecast.so_far),
                Row::of("まだの人が全員終わると", &forecast.all_done),
            ],
            room: room(&forecast),
            assumes: assumes(&forecast, month, outlook.caseload.before.len() + 1),
        })
    }
}

impl Row {
    fn of(case: &'static str, standing: &Standing) -> Self {
        let load = &standing.caseload;
        let each = load.per_specialist.map(|each| each.decimal(2));
        let grade = standing.grade.label();
        Self {
            case,
            average: format!("{}件", load.cases.decimal(2)),
            each: each.map_or_else(
                || "相談支援専門員がいないため計算できません".to_owned(),
                |each| format!("{each}件"),
            ),
            fee: match (load.reached, load.over) {
                (false, _) => format!("全員（{grade}）"),
                (true, over) => format!("（{grade}）。ただし{over}件は（Ⅱ）"),
            },
            state: if load.reached { "late" } else { "done" },
        }
    }
}

fn room(forecast: &Forecast) -> String {
    let (limit, free) = (forecast.limit, forecast.free);
    match forecast.room {
        Some(0) => format!("あと1人ふえると、1人あたり{limit}件に達します。"),
        Some(more) => format!("全員終わったあと、さらに{more}人までは1人あたり{limit}件に達しません。"),
        None if forecast.all_done.caseload.reached => format!(
            "全員終わると1人あたり{limit}件に達します。1人あたり{free}件を超える分は（Ⅱ）になり、機能強化型は算定できません。"
        ),
        None => String::new(),
    }
}

fn assumes(forecast: &Forecast, month: ServiceMonth, months: usize) -> Vec<String> {
    let mut said = vec![
        format!(
            "職員の配置が{}までいまのままで、まだの人の計画への同意・モニタリングが全部この月に終わるものとして計算しています。",
            wareki::short(month.last_day())
        ),
        format!(
            "{}までの{months}か月の平均です。計画とモニタリングの両方がある人も、ひと月に1人と数えます。",
            wareki::format_month(month)
        ),
        "区分は、届け出たとおりに登録されているものです。取扱件数のほかの要件は見ていません。".to_owned(),
    ];
    if forecast.evidence != Evidence::Official {
        said.push(format!(
            "{}件・{}件と相談支援員の数え方は、告示で確認していない値です。",
            forecast.limit, forecast.free
        ));
    }
    said
}
