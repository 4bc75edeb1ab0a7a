//! What two places of the facts say about each other.

use std::collections::{BTreeMap, BTreeSet};

use bansou_billing::{Facts, PersonFacts, Scheme, What};

use super::cursor::{Cursor, Problems};
use crate::json::Node;

/// Refuses an id that stands twice in a list.
pub(super) fn unique_ids(list: &Cursor<'_>) {
    let Node::List(nodes) = list.node else {
        return;
    };
    let mut seen = BTreeSet::new();
    for (index, node) in nodes.iter().enumerate() {
        let Some(id) = text(node, "id") else {
            continue;
        };
        if !seen.insert(id) {
            let path = format!("{}[{index}].id", list.path);
            list.problems.add(&path, format!("「{id}」は前にもあります。"));
        }
    }
}

/// Refuses a person's id that stands twice, and one certificate on two people. Works on what is written, so that
/// other problems of a person do not hide these.
pub(super) fn unique(people: &Cursor<'_>) {
    unique_ids(people);
    let Node::List(nodes) = people.node else {
        return;
    };
    let mut held: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (index, node) in nodes.iter().enumerate() {
        for name in ["certificate", "next_certificate"] {
            let Some(certificate) = field(node, name) else {
                continue;
            };
            let key = (
                text(node, "kind"),
                text(certificate, "municipality"),
                text(certificate, "number"),
            );
            let (Some(kind), Some(municipality), Some(number)) = key else {
                continue;
            };
            let first = *held.entry((kind, municipality, number)).or_insert(index);
            if first != index {
                let path = format!("{}[{index}].{name}.number", people.path);
                let sentence = format!("{}[{first}] と同じ受給者証です。", people.path);
                people.problems.add(&path, sentence);
            }
        }
    }
}

fn field<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    match node {
        Node::Fields(fields) => fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, node)| node),
        _ => None,
    }
}

fn text<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    match field(node, name)? {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

/// Refuses people of a kind the office is not designated for.
pub(super) fn designations(facts: &Facts, problems: &Problems) {
    for person in &facts.people {
        let area = match person.scheme {
            Scheme::Planning => facts.office.planning_area,
            Scheme::Child => facts.office.child_area,
        };
        if area.is_none() {
            let path = format!("people[{}].kind", person.position);
            problems.add(&path, "事業所にこの種別の指定（番号と級地）がありません。");
        }
    }
}

/// Refuses ids that name nothing.
pub(super) fn references(facts: &Facts, problems: &Problems) {
    let staff: BTreeSet<&str> = facts.staff.iter().map(|member| member.id.as_str()).collect();
    for person in &facts.people {
        events(person, &staff, problems);
    }
}

fn events(person: &PersonFacts, staff: &BTreeSet<&str>, problems: &Problems) {
    let mut ids = BTreeSet::new();
    for event in &person.events {
        let path = |field: &str| format!("people[{}].events[{}].{field}", person.position, event.position);
        if let Some(id) = &event.id
            && !ids.insert(id)
        {
            problems.add(&path("id"), format!("「{id}」は前にもあります。"));
        }
        for id in event.by.iter().filter(|id| !staff.contains(id.as_str())) {
            problems.add(&path("by"), format!("「{id}」は staff にありません。"));
        }
    }
    for event in &person.events {
        let path = |field: &str| format!("people[{}].events[{}].{field}", person.position, event.position);
        let unknown = |id: &String| !ids.contains(id);
        if let Some(id) = event.same_as.as_ref().filter(|id| unknown(id)) {
            problems.add(&path("same_as"), format!("「{id}」という出来事はありません。"));
        }
        if let What::RemoteTravel { with, .. } = &event.what
            && unknown(with)
        {
            problems.add(&path("with"), format!("「{with}」という出来事はありません。"));
        }
    }
}
