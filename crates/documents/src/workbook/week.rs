//! The week on a sheet: half an hour a row, a block a merged cell.

use rust_xlsxwriter::XlsxError;

use super::column::{BESIDE_MM, HOURS_MM, day_mm};
use super::style;
use super::writer::{Area, Writer};
use crate::form::{Cell, FixedBox, Kind, MarkKind, Page, Table, WeekBlock, WeekGrid};

const SLOT_MINUTES: u16 = 30;
const SLOT_POINTS: f64 = 12.5;
const SIZE: f64 = 9.0;

/// Blocks that share cells of the sheet, drawn as one.
struct Cluster<'a> {
    area: Area,
    blocks: Vec<&'a WeekBlock>,
}

/// Writes the week and the boxes around it.
pub(super) fn write(writer: &mut Writer<'_>, week: &WeekGrid, page: Page) -> Result<(), XlsxError> {
    writer.next_row(6.0)?;
    let heads = writer.next_row(18.0)?;
    let slots = (week.to_minute - week.from_minute).div_ceil(SLOT_MINUTES);
    let top = writer.row;
    for _ in 0..slots {
        writer.next_row(SLOT_POINTS)?;
    }
    let bottom = writer.row - 1;
    hours(writer, week, heads, page)?;
    for day in 0..7 {
        day_column(
            writer,
            week,
            day,
            Area {
                top,
                bottom,
                left: 0,
                right: 0,
            },
            page,
        )?;
    }
    beside(writer, week, heads, bottom, page)?;
    for fixed in &week.foot {
        foot(writer, fixed, page)?;
    }
    Ok(())
}

fn hours(writer: &mut Writer<'_>, week: &WeekGrid, heads: u32, page: Page) -> Result<(), XlsxError> {
    let right = writer.columns.at(HOURS_MM).saturating_sub(1);
    let format = style::cell(Kind::Short, SIZE);
    let day_left = |day: u8| HOURS_MM + day_mm(page.width_mm()) * f64::from(day);
    writer.put(
        Area {
            top: heads,
            bottom: heads,
            left: 0,
            right,
        },
        "",
        &style::cell(Kind::Head, SIZE),
        "",
    )?;
    for (day, name) in (0_u8..).zip(&week.days) {
        let left = writer.columns.at(day_left(day));
        let right = writer.columns.at(day_left(day + 1)).saturating_sub(1);
        let area = Area {
            top: heads,
            bottom: heads,
            left,
            right,
        };
        writer.put(area, name, &style::cell(Kind::Head, SIZE), "")?;
    }
    let last = week.to_minute - SLOT_MINUTES;
    let starts: Vec<u16> = week.hours.iter().map(|(minute, _)| (*minute).min(last)).collect();
    for (index, (_, said)) in week.hours.iter().enumerate() {
        let from = starts.get(index).copied().unwrap_or(last);
        let to = starts.get(index + 1).copied().unwrap_or(week.to_minute);
        let top = heads + 1 + slot(week, from);
        let bottom = heads + slot(week, to).max(slot(week, from) + 1);
        writer.put(
            Area {
                top,
                bottom,
                left: 0,
                right,
            },
            said,
            &format,
            "",
        )?;
    }
    Ok(())
}

fn day_column(
    writer: &mut Writer<'_>,
    week: &WeekGrid,
    day: u8,
    rows: Area,
    page: Page,
) -> Result<(), XlsxError> {
    let width = day_mm(page.width_mm());
    let left_mm = HOURS_MM + width * f64::from(day);
    let left = writer.columns.at(left_mm);
    let right = writer.columns.at(left_mm + width).saturating_sub(1);
    let clusters = clusters(week, day, rows.top, (left, right));
    let taken = |row: u32, column: u16| clusters.iter().any(|cluster| holds(cluster.area, row, column));
    for row in rows.top..=rows.bottom {
        for column in (left..=right).filter(|column| !taken(row, *column)) {
            writer.sheet.write_blank(row, column, &style::free())?;
        }
    }
    for cluster in &clusters {
        draw(writer, cluster)?;
    }
    Ok(())
}

fn draw(writer: &mut Writer<'_>, cluster: &Cluster<'_>) -> Result<(), XlsxError> {
    let said: Vec<String> = cluster.blocks.iter().map(|block| words(block)).collect();
    let kind = cluster.blocks.first().map(|block| block.kind);
    let marks = cluster.blocks.iter().filter_map(|block| block.mark.as_ref());
    let mark = match cluster.blocks.as_slice() {
        // Several in one cell: red for all of them; the words tell which.
        [_] => marks.map(|mark| mark.kind).next(),
        _ => marks.map(|_| MarkKind::Changed).next(),
    };
    let Some(kind) = kind else { return Ok(()) };
    writer.put(
        cluster.area,
        &said.join("\n"),
        &style::block(kind, mark),
        "週間計画表",
    )
}

fn words(block: &WeekBlock) -> String {
    let mark = block.mark.as_ref().map(|mark| format!("【{}】", mark.word));
    let said = [block.time.as_str(), &block.text, &block.provider];
    let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
    format!("{}{}", mark.unwrap_or_default(), said.join("\n"))
}

fn clusters<'a>(week: &'a WeekGrid, day: u8, top: u32, sides: (u16, u16)) -> Vec<Cluster<'a>> {
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for block in week.blocks.iter().filter(|block| block.day == day) {
        let mut joined = Cluster {
            area: area(week, block, top, sides),
            blocks: vec![block],
        };
        // Growing by one neighbour may touch the next, until nothing is touched.
        while let Some(index) = clusters
            .iter()
            .position(|cluster| touch(cluster.area, joined.area))
        {
            let mut other = clusters.swap_remove(index);
            other.blocks.append(&mut joined.blocks);
            joined = Cluster {
                area: around(other.area, joined.area),
                blocks: other.blocks,
            };
        }
        clusters.push(joined);
    }
    clusters
}

fn area(week: &WeekGrid, block: &WeekBlock, top: u32, (left, right): (u16, u16)) -> Area {
    let last = u32::from((week.to_minute - week.from_minute).div_ceil(SLOT_MINUTES)).saturating_sub(1);
    let from = slot(week, block.from_minute).min(last);
    let past = block.to_minute.clamp(week.from_minute, week.to_minute) - week.from_minute;
    let to = u32::from(past.div_ceil(SLOT_MINUTES))
        .saturating_sub(1)
        .clamp(from, last);
    let width = u32::from(right - left) + 1;
    let parts = u32::from(block.lanes.max(1));
    let lane = u32::from(block.lane).min(parts - 1);
    let column = |lane: u32| left + u16::try_from(lane * width / parts).unwrap_or_default();
    let first = column(lane).min(right);
    let until = column(lane + 1).saturating_sub(1).clamp(first, right);
    Area {
        top: top + from,
        bottom: top + to,
        left: first,
        right: until,
    }
}

fn slot(week: &WeekGrid, minute: u16) -> u32 {
    let minute = minute.clamp(week.from_minute, week.to_minute);
    u32::from((minute - week.from_minute) / SLOT_MINUTES)
}

fn touch(a: Area, b: Area) -> bool {
    a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right
}

fn around(a: Area, b: Area) -> Area {
    Area {
        top: a.top.min(b.top),
        bottom: a.bottom.max(b.bottom),
        left: a.left.min(b.left),
        right: a.right.max(b.right),
    }
}

fn holds(area: Area, row: u32, column: u16) -> bool {
    (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
}

fn beside(
    writer: &mut Writer<'_>,
    week: &WeekGrid,
    heads: u32,
    bottom: u32,
    page: Page,
) -> Result<(), XlsxError> {
    let left = writer.columns.at(page.width_mm() - BESIDE_MM);
    let right = writer.columns.last();
    let middle = heads + (bottom - heads) * 3 / 5;
    let head = style::cell(Kind::Head, SIZE);
    let value = style::cell(Kind::Value, SIZE);
    let area = |top, bottom| Area {
        top,
        bottom,
        left,
        right,
    };
    let (upper, lower) = (&week.beside, &week.below_beside);
    writer.put(area(heads, heads), &upper.label, &head, "")?;
    writer.put(area(heads + 1, middle - 1), &upper.text, &value, &upper.label)?;
    writer.put(area(middle, middle + 1), &lower.label, &head, "")?;
    writer.put(area(middle + 2, bottom), &lower.text, &value, &lower.label)
}

fn foot(writer: &mut Writer<'_>, fixed: &FixedBox, page: Page) -> Result<(), XlsxError> {
    writer.next_row(6.0)?;
    let table = Table::new(&[34.0, page.width_mm() - 34.0]).row(vec![
        Cell::label(fixed.label.as_str()),
        Cell::short(fixed.text.as_str()).min_mm(12.0),
    ]);
    writer.table(&table, page)
}

#[cfg(test)]
mod tests {
    use super::super::column::lanes;
    use super::*;

    #[test]
    fn blocks_that_share_half_an_hour_share_a_cell() {
        let sheet = crate::papers::WeekSheet::samples().remove(2);
        let form = crate::form::Paper::form(&sheet);
        let Some(crate::form::Part::Week(week)) = form.parts.last() else {
            panic!("no week")
        };
        assert_eq!(lanes(week, 0), 2);
        let clusters = clusters(week, 0, 0, (0, 1));
        for (index, cluster) in clusters.iter().enumerate() {
            for other in clusters.iter().skip(index + 1) {
                assert!(!touch(cluster.area, other.area));
            }
        }
        assert_eq!(
            clusters.iter().map(|cluster| cluster.blocks.len()).sum::<usize>(),
            week.blocks.iter().filter(|block| block.day == 0).count()
        );
    }
}
