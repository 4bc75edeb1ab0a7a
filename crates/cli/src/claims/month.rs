//! The month of a large organisation: facts as lines in, results as lines out.
//!
//! The file is read twice. The first time everything is checked and everybody asks for what the office shares; what is
//! kept of a person goes through sorted files, so memory grows with what there is to share and not with people. The
//! second time everybody is claimed. Nothing is written where one line is not understood.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use bansou_billing::{Asks, OfficeMonth, Rules, SecondFees, Share, Shared, Sharing, Totals, covers};
use bansou_exchange::{Lines, Problem, write_office, write_person, write_totals};
use indicatif::{ProgressBar, ProgressStyle};

use super::asked::Asked;
use super::lines::{LineReader, work};
use super::sort::Sorter;
use crate::options::OfMonth;
use crate::{REFUSED, law, refuse};

/// So many problems are told one by one.
const TOLD: usize = 1_000;

pub(super) fn run(options: &OfMonth) -> anyhow::Result<ExitCode> {
    let law = law::load(&options.law)?;
    let bar = bar(&options.facts)?;
    let (first, reader) = opened(&options.facts, &bar)?;
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
    let totals = claim(&lines, &office, &given, &options.facts, &bar, out)?;
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

/// What the first reading came to.
struct Given {
    second: SecondFees,
    shared: Shared,
    strengthened: BTreeMap<usize, u32>,
}

impl Given {
    fn share(&self, position: usize, order: &[u8], asks: &Asks) -> Share {
        let strengthened = self.strengthened.get(&position).copied().unwrap_or(0);
        self.shared
            .of(position, self.second.of(order, asks), strengthened)
    }
}

fn survey(
    lines: &Lines,
    office: &OfficeMonth<'_>,
    mut reader: LineReader,
) -> anyhow::Result<Result<Given, Found>> {
    let (mut by_id, mut by_certificate, mut by_order) =
        (Sorter::default(), Sorter::default(), Sorter::default());
    let mut found = Found::default();
    let mut with_fee = 0;
    loop {
        let batch = reader.batch()?;
        if batch.is_empty() {
            break;
        }
        let read = work(&batch, |position, line| {
            let read = lines.person(line, position)?;
            let order = office.second_fee_order(&read.person);
            let asks = office.asks(&read.person);
            Ok((
                read.person.id,
                read.certificates,
                Asked {
                    position,
                    order,
                    asks,
                },
            ))
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
            if asked.asks.earned() > 0 {
                with_fee += 1;
                let fees = u8::try_from(asked.asks.earned()).unwrap_or(u8::MAX);
                by_order.add(&asked.order, &[fees])?;
            }
            by_id.add(id.as_bytes(), &asked.write()?)?;
        }
    }
    certificates_once(by_certificate, &mut found)?;
    let second = second_fees(office, with_fee, by_order)?;
    let given = share_out(office, second, by_id, &mut found)?;
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

fn second_fees(office: &OfficeMonth<'_>, count: usize, people: Sorter) -> anyhow::Result<SecondFees> {
    let over = office.caseload().over;
    if over == 0 {
        return Ok(SecondFees::default());
    }
    let mut sorted = people.sorted()?;
    let mut failed = None;
    let people = std::iter::from_fn(|| match sorted.next() {
        Ok(record) => record.map(|(order, fees)| (order, fees.first().copied().map_or(0, usize::from))),
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let second = SecondFees::share(over, count, people);
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(second),
    }
}

// Everybody asks in the order of ids.
fn share_out(
    office: &OfficeMonth<'_>,
    second: SecondFees,
    people: Sorter,
    found: &mut Found,
) -> anyhow::Result<Given> {
    let mut sharing = Sharing::open(office);
    let mut strengthened = BTreeMap::new();
    let mut quota = office.strength_quota();
    let mut sorted = people.sorted()?;
    let mut last: Option<Vec<u8>> = None;
    while let Some((id, record)) = sorted.next()? {
        let asked = Asked::read(&record)?;
        if last.as_ref() == Some(&id) {
            found.add(Lines::same_id(asked.position, &String::from_utf8_lossy(&id)));
        }
        last = Some(id);
        sharing.ask(asked.position, &asked.asks);
        let paid = asked.asks.paid(second.of(&asked.order, &asked.asks)).min(quota);
        if paid > 0 {
            quota -= paid;
            strengthened.insert(asked.position, paid);
        }
    }
    Ok(Given {
        second,
        shared: sharing.close(),
        strengthened,
    })
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
        let claimed = work(&batch, |position, line| {
            let person = lines.person(line, position).ok()?.person;
            let order = office.second_fee_order(&person);
            let claim = office.claim(&person, |asks| given.share(position, &order, asks));
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

/// The results, under their name only when they are whole.
struct Out {
    file: BufWriter<File>,
    path: tempfile::TempPath,
    to: std::path::PathBuf,
}

impl Out {
    fn beside(to: &Path) -> anyhow::Result<Self> {
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
            .with_context(|| format!("{} に書けません。", to.display()))?;
        let (file, path) = file.into_parts();
        Ok(Self {
            file: BufWriter::with_capacity(1 << 20, file),
            path,
            to: to.to_owned(),
        })
    }

    fn write(&mut self, text: &str) -> std::io::Result<()> {
        self.file.write_all(text.as_bytes())
    }

    fn keep(self) -> anyhow::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        self.path.persist(&self.to)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
