//! 気がかりと次の一歩. The next step is a task of whoever takes it.

use bansou_domain::deciding::{Deciding, Obstacle, ObstacleKind};

use super::{put, short};
use crate::form::{Fields, Typed};

pub(super) fn write(deciding: &Deciding, typed: &mut Typed) {
    for (row, obstacle) in deciding.obstacles.iter().enumerate() {
        let by = short(obstacle.by);
        let fields = [
            ("kind", obstacle.kind.map_or("", ObstacleKind::code)),
            ("what", &obstacle.what),
            ("next", &obstacle.next),
            ("who", &obstacle.who),
            ("by", &by),
        ];
        put(typed, "obstacles", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, deciding: &mut Deciding) {
    let rows = fields.rows("obstacles", &[]);
    deciding.obstacles = rows.into_iter().map(|row| obstacle(fields, row)).collect();
}

fn obstacle(fields: &mut Fields<'_>, row: usize) -> Obstacle {
    let at = |field: &str| format!("obstacles.{row}.{field}");
    Obstacle {
        kind: fields.required_choice(&at("kind"), "何についての気がかりか", ObstacleKind::from_code),
        what: fields.line(&at("what"), "どんなこと"),
        next: fields.line(&at("next"), "次の一歩"),
        who: fields.line(&at("who"), "だれが"),
        by: fields.day(&at("by"), "いつまでに"),
    }
}
