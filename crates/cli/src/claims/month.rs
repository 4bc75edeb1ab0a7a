//! The month of a large organisation: facts as lines in, results as lines out.
//!
//! The file is read twice. The first time everything is checked and everybody asks for what the office shares. The
//! second time everybody is claimed. Nothing is written where one line is not understood.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use bansou_billing::{OfficeMonth, Rules, Totals, covers};
use bansou_exchange::{Lines, Problem, write_office, write_person, write_totals};
use indicatif::{ProgressBar, ProgressStyle};

use super::asked::Asked;
use super::lines::{LineReader, work};
use super::out::Out;
use super::sort::Sorter;
use super::survey::{Given, Survey};
use crate::options::OfMonth;
use crate::{REFUSED, law, refuse};

/// So many problems are told one by one.
const TOLD: usize = 1_000;

pub(super) fn run(facts: &Path, options: &OfMonth) -> anyhow::Result<ExitCode> {
    let law = law::load(&options.law)?;
    let bar = bar(facts)?;
    let (first, reader) = opened(facts, &bar)?;
    let lines = match Lines::open(&first, |month| covers(&law, month)) {
        Ok(lines) => lines,
        Err(problems) => return refused(&problems, problems.len()),
    };
    let wanted = options.month.filter(|month| *month != lines.facts().month);
    if let Some(wanted) = wanted {
        let found = lines.facts().month;
        refuse(format_args!("month: {found}の事実です。--month は{wanted}です。"))?;
        return Ok(ExitCode::from(REFUSED));
    }
    let rules = Rules::open(&law, lines.facts().month)?;
    let office = OfficeMonth::open(lines.facts(), &rules);
    let given = match survey(&lines, &office, reader)? {
        Ok(given) => given,
        Err(found) => return refused(&found.told, found.count),
    };
    let out = Out::beside(&options.out)?;
    let totals = claim(&lines, &office, &given, facts, &bar, out)?;
    bar.finish_and_clear();
    let people = totals.planning.people + totals.child.people;
    crate::say(format_args!(
        "{people}人分を {} に書きました。",
        options.out.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

// On a terminal only; elsewhere it draws nothing.
fn bar(facts: &Path) -> anyhow::Result<ProgressBar> {
    let size = std::fs::metadata(facts).map_or(0, |file| file.len());
    // The file is read twice.
    let bar = ProgressBar::new(size * 2);
    bar.set_style(ProgressStyle::with_template(
        "{bar:40} {percent:>3}%  残り {eta}",
    )?);
    Ok(bar)
}

fn opened(facts: &Path, bar: &ProgressBar) -> anyhow::Result<(String, LineReader)> {
    LineReader::open(facts, bar).with_context(|| format!("事実のファイル {} を読めません。", facts.display()))
}

fn refused(problems: &[Problem], count: usize) -> anyhow::Result<ExitCode> {
    for problem in problems {
        refuse(format_args!("{}: {}", problem.path, problem.sentence))?;
    }
    if count > problems.len() {
        refuse(format_args!("$: ほかに{}件あります。", count - problems.len()))?;
    }
    Ok(ExitCode::from(REFUSED))
}

/// What the first reading found wrong.
#[derive(Default)]
struct Found {
    told: Vec<Problem>,
    count: usize,
}

impl Found {
    fn add(&mut self, problem: Problem) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(problem);
        }
    }
}

fn survey(
    lines: &Lines,
    office: &OfficeMonth<'_>,
    mut reader: LineReader,
) -> anyhow::Result<Result<Given, Found>> {
    let (mut survey, mut by_certificate) = (Survey::default(), Sorter::default());
    let mut found = Found::default();
    loop {
        let batch = reader.batch()?;
        if batch.is_empty() {
            break;
        }
        let read = work(&batch, |(position, line)| {
            let read = lines.person(line, *position)?;
            let asked = Asked {
                position: *position,
                order: office.second_fee_order(&read.person),
                asks: office.asks(&read.person),
            };
            Ok((read.person.id, read.certificates, asked))
        });
        for read in read {
            let (id, certificates, asked) = match read {
                Ok(read) => read,
                Err(problems) => {
                    let problems: Vec<Problem> = problems;
                    for problem in problems {
                        found.add(problem);
                    }
                    continue;
                }
            };
            for certificate in certificates {
                let held = format!("{:020} {}", asked.position, certificate.field);
                by_certificate.add(certificate.key.as_bytes(), held.as_bytes())?;
            }
            survey.add(&id, asked)?;
        }
    }
    certificates_once(by_certificate, &mut found)?;
    let given = survey.close(office, |position, id| found.add(Lines::same_id(position, id)))?;
    Ok(if found.count == 0 { Ok(given) } else { Err(found) })
}

fn certificates_once(held: Sorter, found: &mut Found) -> anyhow::Result<()> {
    let mut sorted = held.sorted()?;
    let mut first: Option<(Vec<u8>, usize)> = None;
    while let Some((key, value)) = sorted.next()? {
        let text = String::from_utf8(value)?;
        let (position, field) = text.split_once(' ').context("a record of a certificate")?;
        let position: usize = position.parse()?;
        match &first {
            Some((known, owner)) if *known == key => {
                if *owner != position {
                    let field = if field == "certificate" {
                        "certificate"
                    } else {
                        "next_certificate"
                    };
                    found.add(Lines::same_certificate(position, field, *owner));
                }
            }
            _ => first = Some((key, position)),
        }
    }
    Ok(())
}

fn claim(
    lines: &Lines,
    office: &OfficeMonth<'_>,
    given: &Given,
    facts: &Path,
    bar: &ProgressBar,
    mut out: Out,
) -> anyhow::Result<Totals> {
    let (_, mut reader) = opened(facts, bar)?;
    let mut totals = Totals::default();
    out.write(&write_office(office))?;
    loop {
        let batch = reader.batch()?;
        if batch.is_empty() {
            break;
        }
        let claimed = work(&batch, |(position, line)| {
            let person = lines.person(line, *position).ok()?.person;
            let order = office.second_fee_order(&person);
            let claim = office.claim(&person, |asks| given.share(*position, &order, asks));
            Some((write_person(&claim), claim))
        });
        for claimed in claimed {
            let (text, claim) = claimed.context("事実のファイルが途中で変わりました。")?;
            out.write(&text)?;
            totals.add(&claim);
        }
    }
    out.write(&write_totals(&totals))?;
    out.keep()?;
    Ok(totals)
}

#[cfg(test)]
mod tests;
