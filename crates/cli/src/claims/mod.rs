//! The claim of a month from a file of facts, explained whole; or line by line for a large organisation, from facts or
//! from the records.

mod asked;
mod lines;
mod month;
mod out;
pub(crate) mod preview;
mod sort;
mod stored;
mod survey;

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use bansou_billing::{Rules, claim, covers};

use crate::options::{Claims, Explain};
use crate::{REFUSED, law, refuse};

pub(crate) async fn run(command: &Claims) -> anyhow::Result<ExitCode> {
    match command {
        Claims::Explain(options) => explain(options),
        Claims::Month(options) => match (&options.facts, &options.office, options.month) {
            (Some(facts), _, _) => month::run(facts, options),
            (None, Some(office), Some(month)) => stored::run(office, month, options).await,
            // The command line asks for one of the two.
            (None, _, _) => Ok(ExitCode::from(REFUSED)),
        },
    }
}

fn explain(options: &Explain) -> anyhow::Result<ExitCode> {
    let text = match facts(&options.facts) {
        Ok(text) => text,
        Err(error) => {
            refuse(format_args!("$: 事実を読めません（{error}）。"))?;
            return Ok(ExitCode::from(REFUSED));
        }
    };
    let law = law::load(&options.law)?;
    let facts = match bansou_exchange::read(&text, |month| covers(&law, month)) {
        Ok(facts) => facts,
        Err(problems) => {
            for problem in problems {
                refuse(format_args!("{}: {}", problem.path, problem.sentence))?;
            }
            return Ok(ExitCode::from(REFUSED));
        }
    };
    let rules = Rules::open(&law, facts.month)?;
    let result = bansou_exchange::write(&claim(&facts, &rules));
    let mut out = std::io::stdout().lock();
    out.write_all(result.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn facts(path: &Path) -> std::io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path)
}
