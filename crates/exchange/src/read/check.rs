//! What two places of the facts say about each other.

use std::collections::{BTreeMap, BTreeSet};

use bansou_billing::{Office, PersonFacts, Scheme, What};

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
            list.problems.add(&path, already(id));
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
    let mut held: BTreeMap<[&str; 3], usize> = BTreeMap::new();
    for (index, node) in nodes.iter().enumerate() {
        for (name, certificate) in certificates(node) {
            let first = *held.entry(certificate).or_insert(index);
            if first != index {
                let path = format!("{}[{index}].{name}.number", people.path);
                people.problems.add(&path, same_certificate(first));
            }
        }
    }
}

/// Returns the certificates of a person as written: the field, then kind, municipality and number.
pub(super) fn certificates(person: &Node) -> impl Iterator<Item = (&'static str, [&str; 3])> {
    ["certificate", "next_certificate"]
        .into_iter()
        .filter_map(|name| {
            let certificate = field(person, name)?;
            let kind = text(person, "kind")?;
            Some((
                name,
                [
                    kind,
                    text(certificate, "municipality")?,
                    text(certificate, "number")?,
                ],
            ))
        })
}

/// What is said of a certificate that stands on another person.
pub(super) fn same_certificate(first: usize) -> String {
    format!("people[{first}] と同じ受給者証です。")
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

/// Refuses a person of a kind the office is not designated for.
pub(super) fn designation(office: &Office, person: &PersonFacts, problems: &Problems) {
    let area = match person.scheme {
        Scheme::Planning => office.planning_area,
        Scheme::Child => office.child_area,
    };
    if area.is_none() {
        let path = format!("people[{}].kind", person.position);
        problems.add(&path, "事業所にこの種別の指定（番号と級地）がありません。");
    }
}

/// Refuses ids in a person's events that name nothing.
pub(super) fn references(person: &PersonFacts, staff: &BTreeSet<String>, problems: &Problems) {
    let mut ids = BTreeSet::new();
    for event in &person.events {
        let path = |field: &str| format!("people[{}].events[{}].{field}", person.position, event.position);
        if let Some(id) = &event.id
            && !ids.insert(id)
        {
            problems.add(&path("id"), already(id));
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

/// What is said of an id that stands twice.
pub(super) fn already(id: &str) -> String {
    format!("「{id}」は前にもあります。")
}
