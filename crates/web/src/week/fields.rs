//! A week as the fields of a form: `week.N.{id,days,from,to,what,provider,kind}` and the boxes around the grid.

use std::collections::BTreeSet;

use bansou_domain::week::{Block, BlockKey, BlockKind, Minutes, Problem, Week, Weekdays, check, quick};

use super::{part, under};
use crate::form::{Fields, Typed, reading};

/// Reads the week of a form. Problems are told at the fields of their rows.
pub(crate) fn read(fields: &mut Fields<'_>, prefix: &str) -> Week {
    let part = part(prefix);
    let typed = rows(fields, &part);
    let week = Week {
        blocks: numbered(&typed),
        main_activities: fields.long(&under(prefix, "main_activities"), "主な日常生活上の活動"),
        not_weekly: fields.long(&under(prefix, "not_weekly"), "週単位以外のサービス"),
        whole_picture: fields.long(&under(prefix, "whole_picture"), "生活の全体像"),
    };
    tell(fields, &part, &typed, &week);
    week
}

/// Writes a week as the fields of its form.
pub(crate) fn write(typed: &mut Typed, prefix: &str, week: &Week) {
    let part = part(prefix);
    for (row, block) in week.blocks.iter().enumerate() {
        write_block(typed, &format!("{part}.{row}"), block);
    }
    typed.set(under(prefix, "main_activities"), &week.main_activities);
    typed.set(under(prefix, "not_weekly"), &week.not_weekly);
    typed.set(under(prefix, "whole_picture"), &week.whole_picture);
}

fn write_block(typed: &mut Typed, row: &str, block: &Block) {
    let mut set = |field: &str, value: &str| typed.set(format!("{row}.{field}"), value);
    set("id", &block.id.0.to_string());
    set("days", &block.days.to_string());
    set("from", &block.from.to_string());
    set("to", &block.to.to_string());
    set("what", &block.what);
    set("provider", &block.provider);
    set("kind", block.kind.code());
}

/// One row that could be read, with its number in the form.
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) block: Block,
}

/// The rows that could be read; what is wrong with the others has been told.
pub(super) fn rows(fields: &mut Fields<'_>, part: &str) -> Vec<Row> {
    let numbers = fields.rows(part, &["id", "kind"]);
    let row = |number| {
        let block = read_block(fields, &format!("{part}.{number}"))?;
        Some(Row { number, block })
    };
    numbers.into_iter().filter_map(row).collect()
}

fn read_block(fields: &mut Fields<'_>, row: &str) -> Option<Block> {
    let at = |field: &str| format!("{row}.{field}");
    let id = fields
        .line(&at("id"), "番号")
        .parse()
        .map_or(BlockKey(0), BlockKey);
    let days = read_days(fields, &at("days"));
    let from = read_time(fields, &at("from"), "始まり");
    let to = read_time(fields, &at("to"), "終わり");
    let what = fields.line(&at("what"), "内容");
    let provider = fields.line(&at("provider"), "提供者");
    let kind = fields.choice(&at("kind"), "種類", BlockKind::from_code);
    let kind = kind.or_else(|| quick::kind(&what, &provider)).unwrap_or_else(|| {
        if !what.is_empty() && fields.problem_free(&at("kind")) {
            let asked = format!("「{what}」の種類を選んでください。内容からは決められません。");
            fields.tell(at("kind"), asked);
        }
        BlockKind::Own
    });
    Some(Block {
        id,
        days: days?,
        from: from?,
        to: to?,
        kind,
        what,
        provider,
    })
}

fn read_days(fields: &mut Fields<'_>, name: &str) -> Option<Weekdays> {
    let typed = fields.line(name, "曜日");
    let days = typed.parse::<Weekdays>();
    match (typed.is_empty(), days) {
        (true, _) => fields.tell(name, "曜日を入力してください。例: 月水金"),
        (false, Err(_)) => fields.tell(
            name,
            format!("曜日「{typed}」を読めません。例: 月水金、毎日、平日"),
        ),
        (false, Ok(days)) => return Some(days),
    }
    None
}

fn read_time(fields: &mut Fields<'_>, name: &str, label: &str) -> Option<Minutes> {
    let typed = fields.line(name, label);
    let time = typed.parse::<Minutes>();
    match (typed.is_empty(), time) {
        (true, _) => fields.tell(name, format!("{label}の時刻を入力してください。例: 10:00")),
        (false, Err(why)) => {
            let why = reading::of_time(why);
            fields.tell(
                name,
                format!("{label}の時刻「{typed}」を読めません。{why}例: 10:00"),
            );
        }
        (false, Ok(time)) => return Some(time),
    }
    None
}

/// A block keeps its key while the week is edited; a new row, or a copied one, gets the next free key.
fn numbered(rows: &[Row]) -> Vec<Block> {
    let mut next = rows.iter().map(|row| row.block.id.0).max().unwrap_or(0);
    let mut used = BTreeSet::new();
    let keyed = |row: &Row| {
        let mut block = row.block.clone();
        if block.id.0 == 0 || !used.insert(block.id) {
            next = next.saturating_add(1);
            block.id = BlockKey(next);
            used.insert(block.id);
        }
        block
    };
    rows.iter().map(keyed).collect()
}

fn tell(fields: &mut Fields<'_>, part: &str, rows: &[Row], week: &Week) {
    let number = |key: BlockKey| {
        let place = week.blocks.iter().position(|block| block.id == key)?;
        rows.get(place).map(|row| row.number)
    };
    for problem in check(week).problems {
        let (key, field, message) = message(problem);
        if let Some(number) = number(key) {
            fields.tell(format!("{part}.{number}.{field}"), message);
        }
    }
}

fn message(problem: Problem) -> (BlockKey, &'static str, &'static str) {
    match problem {
        Problem::NoDay(key) | Problem::KeyTwice(key) => (key, "days", "曜日を入力してください。例: 月水金"),
        Problem::NothingSaid(key) => (key, "what", "内容を入力してください。例: 生活介護"),
        Problem::EndNotAfterBegin(key) => (
            key,
            "to",
            "終わりが始まりより前です。夜中の0時は24:00、1時は25:00のように入力してください。",
        ),
        Problem::OutsideSheet(key) => (
            key,
            "to",
            "この表は朝6時から翌朝4時までです。終わりは28:00（午前4時）までにしてください。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn told(body: &str) -> String {
        let typed = Typed::parse(body.as_bytes()).unwrap();
        let mut fields = Fields::new(&typed, date(2026, 11, 20));
        let week = read(&mut fields, "");
        match fields.finish(week) {
            Ok(week) => {
                let mut typed = Typed::default();
                write(&mut typed, "", &week);
                let rows = typed.rows("week", 0);
                let field = |row: usize, name: &str| typed.value(&format!("week.{row}.{name}")).to_owned();
                let line = |row: usize| {
                    ["id", "days", "from", "to", "what", "kind"]
                        .map(|name| field(row, name))
                        .join(" ")
                };
                rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Err(problems) => {
                let line = |told: crate::form::Told| format!("{}: {}", told.field, told.message);
                problems.into_iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }

    #[test]
    fn a_week_comes_back_as_it_was_typed_and_every_block_has_a_key() {
        let body = "week.4.days=平日&week.4.from=9時半&week.4.to=1530&week.4.what=生活介護\
                    &week.2.id=7&week.2.days=土&week.2.from=25:00&week.2.to=26:00&week.2.what=就寝&week.2.kind=own\
                    &week.3.id=7&week.3.days=日&week.3.from=8&week.3.to=9&week.3.what=散歩&week.3.kind=own\
                    &week.9.id=&week.9.days=&week.9.kind=own";
        insta::assert_snapshot!(told(body), @"
        8 月火水木金 9:30 15:30 生活介護 service
        7 土 25:00 26:00 就寝 own
        9 日 8:00 9:00 散歩 own
        ");
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field_all_at_once() {
        let body = "week.0.days=あす&week.0.from=朝&week.0.to=&week.0.what=散歩\
                    &week.1.days=月&week.1.from=15&week.1.to=10&week.1.what=\
                    &week.2.days=火&week.2.from=22&week.2.to=30:00&week.2.what=夜勤";
        insta::assert_snapshot!(told(body), @"
        week.0.days: 曜日「あす」を読めません。例: 月水金、毎日、平日
        week.0.from: 始まりの時刻「朝」を読めません。時刻として読めない書き方です。例: 10:00
        week.0.to: 終わりの時刻を入力してください。例: 10:00
        week.2.to: 終わりの時刻「30:00」を読めません。28:00（翌朝4時）までで入力してください。例: 10:00
        week.2.kind: 「夜勤」の種類を選んでください。内容からは決められません。
        week.1.what: 内容を入力してください。例: 生活介護
        week.1.to: 終わりが始まりより前です。夜中の0時は24:00、1時は25:00のように入力してください。
        ");
    }
}
