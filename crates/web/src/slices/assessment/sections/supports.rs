//! 支援の状況・つながり.

use bansou_domain::assessment::{Assessment, Support, SupportGroup};
use bansou_domain::family::{Direction, EcomapNode, FamilyMap, Field, MemberKey, Tie, TieKind, around};

use super::{Told, named, put, rows, spaced};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    for (row, support) in assessment.supports.iter().enumerate() {
        let fields = [
            ("group", support.group.code()),
            ("name", &support.name),
            ("provider", &support.provider),
            ("content", &support.content),
            ("frequency", &support.frequency),
            ("tel", &support.tel),
            ("notes", &support.notes),
        ];
        put(typed, "supports", row, &fields);
    }
    for (row, node) in assessment.ecomap.iter().enumerate() {
        let fields = [
            ("who", node.who.as_str()),
            ("field", node.field.code()),
            ("role", &node.role),
            ("tie", node.tie.code()),
            ("direction", node.direction.map_or("", Direction::code)),
            ("since", &node.since),
        ];
        put(typed, "ecomap", row, &fields);
    }
    for (row, tie) in assessment.family_ties.iter().enumerate() {
        let (from, to) = (tie.from.0.to_string(), tie.to.0.to_string());
        let fields = [("from", from.as_str()), ("to", &to), ("kind", tie.kind.code())];
        put(typed, "family_ties", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    let rows = fields.rows("supports", &["group"]);
    assessment.supports = rows.into_iter().filter_map(|row| support(fields, row)).collect();
    let rows = fields.rows("ecomap", &["field", "tie", "direction"]);
    assessment.ecomap = rows.into_iter().filter_map(|row| node(fields, row)).collect();
    let rows = fields.rows("family_ties", &[]);
    assessment.family_ties = rows.into_iter().filter_map(|row| tie(fields, row)).collect();
}

fn support(fields: &mut Fields<'_>, row: usize) -> Option<Support> {
    let at = |field: &str| format!("supports.{row}.{field}");
    let group = fields.required_choice(&at("group"), "公的・その他", SupportGroup::from_code);
    let mut line = |field: &str, label: &str| fields.line(&at(field), label);
    let support = Support {
        group: SupportGroup::Other,
        name: line("name", "名称"),
        provider: line("provider", "提供機関・提供者"),
        content: line("content", "支援内容"),
        frequency: line("frequency", "頻度"),
        tel: line("tel", "連絡先"),
        notes: line("notes", "備考"),
    };
    Some(Support {
        group: group?,
        ..support
    })
}

fn node(fields: &mut Fields<'_>, row: usize) -> Option<EcomapNode> {
    let at = |name: &str| format!("ecomap.{row}.{name}");
    let who = fields.required(&at("who"), "人・機関");
    let field = fields.required_choice(&at("field"), "分野", Field::from_code);
    let tie = fields.required_choice(&at("tie"), "つながり", TieKind::from_code);
    let direction = fields.choice(&at("direction"), "向き", Direction::from_code);
    let (role, since) = (
        fields.line(&at("role"), "役割"),
        fields.line(&at("since"), "いつから"),
    );
    Some(EcomapNode {
        who,
        field: field?,
        role,
        tie: tie?,
        direction,
        since,
    })
}

fn tie(fields: &mut Fields<'_>, row: usize) -> Option<Tie> {
    let at = |name: &str| format!("family_ties.{row}.{name}");
    let from = fields.required_choice(&at("from"), "だれと", member);
    let to = fields.required_choice(&at("to"), "だれ", member);
    let kind = fields.required_choice(&at("kind"), "つながり", TieKind::from_code);
    if from.is_some() && from == to {
        fields.tell(at("to"), "ちがう二人を選んでください。");
    }
    Some(Tie {
        from: from?,
        to: to?,
        kind: kind?,
    })
}

fn member(code: &str) -> Option<MemberKey> {
    code.parse().ok().map(MemberKey)
}

pub(super) fn told(assessment: &Assessment, family: &FamilyMap) -> Vec<Told> {
    let support = |support: &Support| {
        spaced(&[
            &format!("［{}］", support.group.label()),
            &support.name,
            &support.provider,
            &support.content,
            &support.frequency,
            &named("電話 ", &support.tel),
            &support.notes,
        ])
    };
    let tie = |tie: &Tie| {
        let (from, to) = (family.called(tie.from), family.called(tie.to));
        format!("{from}と{to} {}", tie.kind.label())
    };
    vec![
        rows("支援の状況", &assessment.supports, support),
        Told {
            label: "まわりの人・機関",
            lines: around(&assessment.ecomap),
        },
        rows("家族どうしのつながり", &assessment.family_ties, tie),
    ]
}
