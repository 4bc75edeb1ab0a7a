//! Reading facts strictly: every problem with its path, and nothing computed from half-understood facts.

mod check;
mod cursor;
mod event;
mod lines;
mod office;
mod person;

pub use cursor::Problem;
pub use lines::{Certificate, Lines, ReadPerson};

use std::collections::BTreeSet;

use bansou_billing::{Facts, PersonFacts, StaffMember};
use bansou_domain::calendar::ServiceMonth;

use crate::json::Node;
use crate::names::ROLES;
use cursor::{Cursor, Problems};

/// The version of the format.
const VERSION: u32 = 1;

/// Reads the facts of a month. `covers` says for which months rules are loaded. Refused with every problem at once.
pub fn read(text: &str, covers: impl Fn(ServiceMonth) -> bool) -> Result<Facts, Vec<Problem>> {
    understood(text, "", |cursor| {
        let facts = whole(cursor, &covers, People::Inside)?;
        let staff = staff_ids(&facts);
        for person in &facts.people {
            check::designation(&facts.office, person, cursor.problems);
        }
        for person in &facts.people {
            check::references(person, &staff, cursor.problems);
        }
        Some(facts)
    })
}

// Reads one JSON text; nothing comes of it while there is a problem.
fn understood<T>(
    text: &str,
    path: &str,
    read: impl FnOnce(&Cursor<'_>) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    let problems = Problems::default();
    let node: Result<Node, _> = serde_json::from_str(text);
    let found = match &node {
        Ok(node) => read(&Cursor {
            node,
            path: path.to_owned(),
            problems: &problems,
        }),
        Err(error) => {
            problems.add(path, format!("JSONとして読めません（{error}）。"));
            None
        }
    };
    let mut problems = problems.into_inner();
    // The whole text has no path of its own.
    for problem in problems.iter_mut().filter(|problem| problem.path.is_empty()) {
        "$".clone_into(&mut problem.path);
    }
    match found {
        Some(found) if problems.is_empty() => Ok(found),
        _ => Err(problems),
    }
}

fn staff_ids(facts: &Facts) -> BTreeSet<String> {
    facts.staff.iter().map(|member| member.id.clone()).collect()
}

/// Where the people stand.
#[derive(Clone, Copy)]
enum People {
    /// In the field `people`.
    Inside,
    /// On the lines that follow.
    OnLines,
}

fn whole(cursor: &Cursor<'_>, covers: &impl Fn(ServiceMonth) -> bool, people: People) -> Option<Facts> {
    let object = cursor.object()?;
    let version = object.required("version").and_then(|version| {
        let number = version.count()?;
        if number != VERSION {
            version.refuse(format!("形式の版は{VERSION}だけです。"));
        }
        Some(number)
    });
    let month = object.required("month").and_then(|month| {
        let read = month.month()?;
        if !covers(read) {
            month.refuse(format!("{read}の報酬の表は登録されていません。"));
        }
        Some(read)
    });
    let office = object
        .required("office")
        .and_then(|office| office::office(&office));
    let people = match people {
        People::OnLines => Some(Vec::new()),
        People::Inside => object.required("people").and_then(|people| {
            check::unique(&people);
            people.all(person::person)
        }),
    };
    let staff = object.or("staff", Vec::new(), |staff| {
        check::unique_ids(staff);
        staff.all(member)
    });
    object.finish();
    version?;
    Some(Facts {
        month: month?,
        office: office?,
        people: numbered(people?),
        staff: staff?,
    })
}

// The place of each person in the facts.
fn numbered(mut people: Vec<PersonFacts>) -> Vec<PersonFacts> {
    for (position, person) in people.iter_mut().enumerate() {
        person.position = position;
    }
    people
}

fn member(cursor: &Cursor<'_>) -> Option<StaffMember> {
    let object = cursor.object()?;
    let id = object.required("id").and_then(|id| id.name());
    let role = object.required("role").and_then(|role| role.word(ROLES));
    let works_at = object.or("works_at", Vec::new(), |places| places.all(Cursor::name));
    object.finish();
    Some(StaffMember {
        id: id?,
        role: role?,
        works_at: works_at?.into_iter().collect(),
    })
}
