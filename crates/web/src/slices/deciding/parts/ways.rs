//! 決めることと選択肢. What each brings, what is hard, what is not known: the person's view and that of others apart.

use bansou_domain::deciding::{Deciding, LifeField, Sides, Way};

use super::{put, short};
use crate::form::{Fields, Typed};

pub(super) fn write(deciding: &Deciding, typed: &mut Typed) {
    typed.set("question", &deciding.question);
    typed.set("field", deciding.field.map_or("", LifeField::code));
    typed.set("by", short(deciding.by));
    typed.set("by_why", &deciding.by_why);
    typed.set("explained", &deciding.explained);
    for (row, way) in deciding.ways.iter().enumerate() {
        let was = row.to_string();
        let fields = [
            ("was", was.as_str()),
            ("name", &way.name),
            ("brings_person", &way.brings.person),
            ("brings_others", &way.brings.others),
            ("hard_person", &way.hard.person),
            ("hard_others", &way.hard.others),
            ("unknown_person", &way.unknown.person),
            ("unknown_others", &way.unknown.others),
        ];
        put(typed, "ways", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, typed: &Typed, deciding: &mut Deciding) {
    deciding.question = fields.required("question", "決めること");
    deciding.field = fields.choice("field", "分野", LifeField::from_code);
    deciding.by = fields.day("by", "いつまでに決めるか");
    deciding.by_why = fields.line("by_why", "期限の理由");
    deciding.explained = fields.long("explained", "伝えかたの工夫");
    let before = std::mem::take(&mut deciding.ways);
    let rows = fields.rows("ways", &["was"]);
    let mut way = |row: usize| {
        // What was written for the person's page stays with its way, wherever the row stands now.
        let was: Option<usize> = typed.value(&format!("ways.{row}.was")).parse().ok();
        let was = was.and_then(|was| before.get(was)).cloned();
        read_way(fields, row, was.unwrap_or_default())
    };
    deciding.ways = rows.into_iter().map(&mut way).collect();
}

fn read_way(fields: &mut Fields<'_>, row: usize, was: Way) -> Way {
    let at = |field: &str| format!("ways.{row}.{field}");
    let mut sides = |field: &str, label: &str| Sides {
        person: fields.long(&at(&format!("{field}_person")), &format!("{label}（本人）")),
        others: fields.long(&at(&format!("{field}_others")), &format!("{label}（まわりの人）")),
    };
    let (brings, hard, unknown) = (
        sides("brings", "よいこと"),
        sides("hard", "たいへんなこと"),
        sides("unknown", "まだ分からないこと"),
    );
    Way {
        name: fields.required(&at("name"), "選択肢の名前"),
        brings,
        hard,
        unknown,
        ..was
    }
}
