//! Writing the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_law::{Content, Evidence, Fact, Field, FileCode, Layout, NotInForce, RecordKind, Table};
use jiff::civil::Date;

use super::batch::{Batch, ClaimFile, MunicipalityTotal, Row, Shortened, Unconfirmed};
use super::order::{self, CodeLine};
use super::refusal::{Broken, Refusal, Who};
use super::shape::Shape;
use super::unfit::TextField;
use super::{cell, kana, sound};

/// A price in hundredths of a yen becomes one in thousandths.
const THOUSANDTHS: i64 = 10;

/// Makes the file of a batch, or says everything that keeps it from being made.
pub fn write(batch: &Batch, layout: &Layout) -> Result<ClaimFile, Vec<Refusal>> {
    let (claims, left_out) = order::claims(batch);
    let refusals = sound::refusals(batch, &claims);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut writer =
        Writer::open(batch, layout, &claims).map_err(|missing| vec![Refusal::NoLayout(missing.0)])?;
    writer.records(&claims);
    if !writer.refusals.is_empty() {
        return Err(writer.refusals);
    }
    writer.file(left_out)
}

struct Writer<'a> {
    batch: &'a Batch,
    codes: &'a Table<FileCode>,
    control: Shape<'a>,
    end: Shape<'a>,
    claim: BTreeMap<(RecordKind, ServiceMonth), Shape<'a>>,
    rows: Vec<Row>,
    totals: Vec<MunicipalityTotal>,
    shortened: Vec<Shortened>,
    unconfirmed: BTreeSet<Unconfirmed>,
    refusals: Vec<Refusal>,
}

/// What a record can be asked for.
#[derive(Clone, Copy, Default)]
struct Facts<'a> {
    total: Option<&'a MunicipalityTotal>,
    claim: Option<&'a FrozenClaim>,
    line: Option<&'a CodeLine<'a>>,
    row: Option<usize>,
    count: Option<usize>,
}

impl<'a> Writer<'a> {
    fn open(
        batch: &'a Batch,
        layout: &'a Layout,
        claims: &[&FrozenClaim],
    ) -> Result<Self, NotInForce<ServiceMonth>> {
        let codes = match batch.benefit {
            Benefit::Planning => &layout.planning,
            Benefit::Child => &layout.child,
        };
        let shape = |kinds: &[RecordKind], month| Shape::open(layout, batch.benefit, kinds, month);
        let mut claim = BTreeMap::new();
        let months: BTreeSet<ServiceMonth> = claims.iter().map(|claim| claim.month).collect();
        for month in months {
            for kind in [RecordKind::Basic, RecordKind::Detail, RecordKind::Service] {
                claim.insert((kind, month), shape(&[RecordKind::Data, kind], month)?);
            }
        }
        let control = shape(&[RecordKind::Control], batch.month)?;
        let end = shape(&[RecordKind::End], batch.month)?;
        let mut writer = Self {
            batch,
            codes,
            control,
            end,
            claim,
            rows: Vec::new(),
            totals: Vec::new(),
            shortened: Vec::new(),
            unconfirmed: BTreeSet::new(),
            refusals: Vec::new(),
        };
        writer.note_unconfirmed();
        Ok(writer)
    }

    fn note_unconfirmed(&mut self) {
        let shapes = [&self.control, &self.end].into_iter().chain(self.claim.values());
        let found: Vec<Unconfirmed> = shapes.flat_map(Shape::unconfirmed).cloned().collect();
        self.unconfirmed.extend(found);
    }

    fn records(&mut self, claims: &[&'a FrozenClaim]) {
        // The number of records stands in the first one; it is written again at the end.
        self.rows.push(Row {
            heading: Arc::clone(&self.control.heading),
            cells: Vec::new(),
        });
        for group in claims.chunk_by(|a, b| (&a.municipality, a.month) == (&b.municipality, b.month)) {
            self.group(group);
        }
        let count = Some(self.rows.len() - 1);
        let facts = Facts {
            count,
            ..Facts::default()
        };
        let control = self.row(RecordKind::Control, self.batch.month, 1, facts);
        let end = self.row(RecordKind::End, self.batch.month, self.rows.len() + 1, facts);
        if let Some(first) = self.rows.first_mut() {
            *first = control;
        }
        self.rows.push(end);
    }

    fn group(&mut self, claims: &[&'a FrozenClaim]) {
        let Some(first) = claims.first() else { return };
        let total = MunicipalityTotal {
            municipality: first.municipality.clone(),
            month: first.month,
            people: claims.len(),
            units: sum(claims.iter().map(|claim| claim.units())),
            yen: sum(claims.iter().map(|claim| claim.yen)),
        };
        let facts = Facts {
            total: Some(&total),
            claim: Some(first),
            ..Facts::default()
        };
        self.push(RecordKind::Basic, facts);
        for (place, claim) in claims.iter().enumerate() {
            self.person(claim, place + 1);
        }
        self.totals.push(total);
    }

    fn person(&mut self, claim: &'a FrozenClaim, row: usize) {
        let facts = Facts {
            claim: Some(claim),
            row: Some(row),
            ..Facts::default()
        };
        self.push(RecordKind::Detail, facts);
        let lines = order::lines(claim).unwrap_or_default();
        for line in &lines {
            let line = Some(line);
            self.push(RecordKind::Service, Facts { line, ..facts });
        }
    }

    fn push(&mut self, kind: RecordKind, facts: Facts<'_>) {
        let month = facts.claim.map_or(self.batch.month, |claim| claim.month);
        let row = self.row(kind, month, self.rows.len() + 1, facts);
        self.rows.push(row);
    }

    fn row(&mut self, kind: RecordKind, month: ServiceMonth, number: usize, facts: Facts<'_>) -> Row {
        let shape = match kind {
            RecordKind::Control => Some(&self.control),
            RecordKind::End => Some(&self.end),
            _ => self.claim.get(&(kind, month)),
        };
        let Some(shape) = shape else {
            self.refusals.push(Refusal::NoLayout(month));
            return Row {
                heading: Arc::clone(&self.control.heading),
                cells: Vec::new(),
            };
        };
        let heading = Arc::clone(&shape.heading);
        let fields = shape.fields.clone();
        let cells = fields.iter().zip(&heading.items).map(|(field, item)| {
            let value = match &field.content {
                Content::Fixed(value) => Some(value.clone()),
                Content::Holds(fact) => self.fact(*fact, field, month, number, facts),
            };
            self.checked(value, field, &item.name, &heading.term, facts)
        });
        let cells = cells.collect();
        Row { heading, cells }
    }

    fn checked(
        &mut self,
        value: Option<String>,
        field: &Field,
        item: &str,
        record: &str,
        facts: Facts<'_>,
    ) -> String {
        let why = match &value {
            None => Err(Broken::NoSuchFact),
            Some(value) => cell::fits(value, field),
        };
        let value = value.unwrap_or_default();
        if let Err(why) = why {
            self.refusals.push(Refusal::Cell {
                who: facts.claim.filter(|_| facts.total.is_none()).map(Who::of),
                record: record.to_owned(),
                item: item.to_owned(),
                value: value.clone(),
                why,
            });
        }
        value
    }

    fn fact(
        &mut self,
        fact: Fact,
        field: &Field,
        month: ServiceMonth,
        number: usize,
        facts: Facts<'_>,
    ) -> Option<String> {
        match fact {
            Fact::RecordNumber => Some(number.to_string()),
            Fact::RecordCount => Some(facts.count?.to_string()),
            Fact::DataKind => self.code("data-kind", self.batch.month),
            Fact::ExchangeId => self.code("exchange-id", month),
            Fact::GenericCode => self.code("generic-code", month),
            Fact::Area => self.code(&format!("area/{}", facts.claim?.area), month),
            Fact::ProcessingMonth => Some(month_digits(self.batch.month)),
            Fact::Office => Some(self.batch.office.clone()),
            Fact::PayerKana => self.kana(TextField::PayerKana, field, facts.claim?),
            Fact::ChildKana => self.kana(TextField::ChildKana, field, facts.claim?),
            other => of_claims(other, facts),
        }
    }

    fn code(&mut self, key: &str, month: ServiceMonth) -> Option<String> {
        let version = self.codes.at(key, month).ok()?;
        if version.grounds.evidence < Evidence::Official
            && let Some(code) = self.codes.find(key)
        {
            self.unconfirmed.insert(Unconfirmed {
                evidence: version.grounds.evidence,
                table: "コード".to_owned(),
                place: None,
                what: format!("{}（{}）", code.term, version.value),
                note: version.note.clone(),
            });
        }
        Some(version.value.clone())
    }

    fn kana(&mut self, which: TextField, field: &Field, claim: &FrozenClaim) -> Option<String> {
        let text = match which {
            TextField::ChildKana => claim.child_kana.as_deref().unwrap_or(""),
            _ => &claim.name_kana,
        };
        let half = kana::half_width(text).ok()?;
        let written = kana::cut(&half, usize::from(field.bytes.get())).to_owned();
        if written != half {
            self.shortened.push(Shortened {
                who: Who::of(claim),
                field: which,
                written: written.clone(),
            });
        }
        Some(written)
    }

    fn file(self, left_out: Vec<Who>) -> Result<ClaimFile, Vec<Refusal>> {
        let mut bytes = Vec::new();
        for row in &self.rows {
            cell::record(&row.cells, &mut bytes).map_err(|lacking| vec![unwritable(row, lacking)])?;
        }
        Ok(ClaimFile {
            name: self
                .name()
                .ok_or_else(|| vec![Refusal::NoLayout(self.batch.month)])?,
            bytes,
            totals: self.totals,
            rows: self.rows,
            shortened: self.shortened,
            left_out,
            unconfirmed: self.unconfirmed.into_iter().collect(),
        })
    }

    // The letter of the kind of data, year and month of processing, serial: eight characters, and no two files of one
    // benefit and month have the same.
    fn name(&self) -> Option<String> {
        let kind = self.codes.at("data-kind", self.batch.month).ok()?;
        let letter = kind.value.chars().next()?;
        let (year, month) = (self.batch.month.year() % 100, self.batch.month.month());
        Some(format!("{letter}{year:02}{month:02}{:03}.CSV", self.batch.serial))
    }
}

// Every cell was checked before, so no character can be lacking here.
fn unwritable(row: &Row, lacking: char) -> Refusal {
    Refusal::Cell {
        who: None,
        record: row.heading.term.clone(),
        item: String::new(),
        value: lacking.to_string(),
        why: Broken::WrongType,
    }
}

fn of_claims(fact: Fact, facts: Facts<'_>) -> Option<String> {
    let claim = facts.claim?;
    Some(match fact {
        Fact::ServiceMonth => month_digits(claim.month),
        Fact::Municipality => claim.municipality.clone(),
        Fact::Price => claim.price_hundredths.saturating_mul(THOUSANDTHS).to_string(),
        Fact::People => facts.total?.people.to_string(),
        Fact::Yen => facts.total.map_or(claim.yen, |total| total.yen).to_string(),
        Fact::Units => facts
            .total
            .map_or_else(|| claim.units(), |total| total.units)
            .to_string(),
        Fact::Row => facts.row?.to_string(),
        Fact::Certificate => claim.certificate.clone(),
        Fact::BasedOn => based_on(claim).map(day_digits).unwrap_or_default(),
        Fact::Code => facts.line?.code.to_owned(),
        Fact::LineUnits => facts.line?.units.to_string(),
        Fact::Times => facts.line?.times.to_string(),
        Fact::LineTotal => facts.line?.total().to_string(),
        _ => return None,
    })
}

// Empty in a month without a base fee.
fn based_on(claim: &FrozenClaim) -> Option<Date> {
    claim
        .lines
        .iter()
        .any(|line| line.on.is_some())
        .then_some(claim.based_on)?
}

// What is too large for its item is refused by the item, so it must not stop the program before.
fn sum(numbers: impl Iterator<Item = i64>) -> i64 {
    numbers.fold(0, i64::saturating_add)
}

fn month_digits(month: ServiceMonth) -> String {
    format!("{:04}{:02}", month.year(), month.month())
}

fn day_digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
