//! The dense plan form through the press, and through an office suite on the same machine.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use bansou_documents::papers::PlanSheet;
use bansou_documents::{Press, workbook};

use crate::figures::Times;
use crate::soffice::{self, Suite};

/// What printing took.
pub(crate) struct Papers {
    /// The very first paper of the process.
    pub(crate) first: Duration,
    /// Another person's plan each time.
    pub(crate) warm: Times,
    /// The same plan again and again.
    pub(crate) same: Times,
    /// The same content written as a workbook.
    pub(crate) workbook: Times,
    pub(crate) characters: usize,
    pub(crate) pages: usize,
    pub(crate) bytes: usize,
    pub(crate) suite: Option<Suite>,
}

const PRINTS: usize = 60;
/// Fills the caches that every paper of this form shares.
const WARM_UP: usize = 5;

/// Prints plans of different people, then converts the same plans with the office suite, if there is one.
pub(crate) fn measure(fonts: &Path, rounds: usize) -> Result<Papers> {
    let press = Press::open(fonts)?;
    let sample = dense()?;
    let begun = Instant::now();
    let printed = press.pdf(&sample)?;
    let first = begun.elapsed();
    let mut papers = Papers {
        first,
        warm: Times::default(),
        same: Times::default(),
        workbook: Times::default(),
        characters: characters(&sample),
        pages: printed.pages,
        bytes: printed.pdf.len(),
        suite: None,
    };
    for number in 0..PRINTS * rounds + WARM_UP {
        let sheet = of_another(&sample, number);
        let begun = Instant::now();
        press.pdf(&sheet)?;
        if number >= WARM_UP {
            papers.warm.add(begun.elapsed());
        }
    }
    for _ in 0..PRINTS {
        let begun = Instant::now();
        press.pdf(&sample)?;
        papers.same.add(begun.elapsed());
        let begun = Instant::now();
        workbook::write(&sample)?;
        papers.workbook.add(begun.elapsed());
    }
    papers.suite = soffice::convert(
        |number| Ok(workbook::write(&of_another(&sample, number))?),
        rounds,
    )?;
    Ok(papers)
}

/// The fullest plan of the made-up office.
fn dense() -> Result<PlanSheet> {
    let samples = PlanSheet::samples();
    samples
        .into_iter()
        .max_by_key(characters)
        .context("there is no sample of a plan")
}

/// The same form with every text another, so that nothing of the last paper can be used again.
fn of_another(sheet: &PlanSheet, number: usize) -> PlanSheet {
    let mut sheet = sheet.clone();
    for text in texts(&mut sheet) {
        text.push_str(&number.to_string());
    }
    sheet
}

fn characters(sheet: &PlanSheet) -> usize {
    texts(&mut sheet.clone())
        .iter()
        .map(|text| text.chars().count())
        .sum()
}

/// The texts a person types.
fn texts(sheet: &mut PlanSheet) -> Vec<&mut String> {
    let mut texts = vec![
        &mut sheet.head.person_name,
        &mut sheet.monitoring_period,
        &mut sheet.wishes,
        &mut sheet.policy,
        &mut sheet.long_goal.text,
        &mut sheet.short_goal.text,
    ];
    for need in &mut sheet.needs {
        texts.extend([
            &mut need.need,
            &mut need.goal,
            &mut need.own_role,
            &mut need.notes,
        ]);
        for service in &mut need.services {
            texts.extend([
                &mut service.kind,
                &mut service.content,
                &mut service.amount,
                &mut service.provider,
            ]);
        }
    }
    texts
}
