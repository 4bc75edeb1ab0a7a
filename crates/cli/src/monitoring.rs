//! Monitoring months without a database.

use std::process::ExitCode;

use bansou_domain::calendar::Period;
use bansou_domain::schedule::{FirstMonthly, monitoring_months};

use crate::options::Monitoring;
use crate::{REFUSED, refuse, say};

pub(crate) fn run(command: &Monitoring) -> anyhow::Result<ExitCode> {
    let Monitoring::Months(options) = command;
    let Ok(period) = Period::new(options.from, options.to) else {
        refuse("--from が --to より後です。")?;
        return Ok(ExitCode::from(REFUSED));
    };
    let first = options.first_monthly.map(|count| FirstMonthly {
        count,
        from: options.first_monthly_from,
    });
    let months: Vec<String> = monitoring_months(period, options.every, first)
        .iter()
        .map(ToString::to_string)
        .collect();
    say(serde_json::to_string(&months)?)?;
    Ok(ExitCode::SUCCESS)
}
