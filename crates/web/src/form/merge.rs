//! Two people wrote into the same form: what both typed is kept, and where both typed into one field, that is told.
//!
//! `base` is what both began with. What only one of them changed is taken; what both changed differently stands in the
//! form as the one wrote it, with the other's words beside it. Rows are matched by their place while their number is the
//! same, and are all kept where it is not: a row too many is seen, a row lost is not.

use std::collections::{BTreeMap, BTreeSet};

use super::Typed;

/// What came of it.
pub(crate) struct Merged {
    /// The form: mine where both differ.
    pub(crate) typed: Typed,
    /// The same form as the other one has it, where both differ.
    pub(crate) theirs: Typed,
    /// The fields in which both differ.
    pub(crate) clashes: Vec<String>,
}

/// The values of one field, without the empty ones: a field left empty and a field not sent say the same.
type Values = Vec<String>;
type Row = BTreeMap<String, Values>;

struct Side {
    single: BTreeMap<String, Values>,
    parts: BTreeMap<String, Vec<Row>>,
}

impl Side {
    fn of(typed: &Typed, parts: &[&str]) -> Self {
        let mut side = Self {
            single: BTreeMap::new(),
            parts: BTreeMap::new(),
        };
        for part in parts {
            let rows = typed.rows(part, 0).into_iter();
            let rows = rows
                .map(|row| row_of(typed, part, row))
                .filter(|row| !row.is_empty());
            side.parts.insert((*part).to_owned(), rows.collect());
        }
        let own = |name: &str| name.starts_with('_') || parts.iter().any(|part| in_part(name, part));
        for (name, value) in typed.0.iter().filter(|(name, _)| !own(name)) {
            push(&mut side.single, name, value);
        }
        side
    }
}

fn in_part(name: &str, part: &str) -> bool {
    name.strip_prefix(part).is_some_and(|rest| {
        rest.starts_with('.') && rest[1..].starts_with(|first: char| first.is_ascii_digit())
    })
}

fn row_of(typed: &Typed, part: &str, row: usize) -> Row {
    let prefix = format!("{part}.{row}.");
    let mut fields = Row::new();
    for (name, value) in &typed.0 {
        if let Some(field) = name.strip_prefix(&prefix) {
            push(&mut fields, field, value);
        }
    }
    fields
}

fn push(fields: &mut BTreeMap<String, Values>, name: &str, value: &str) {
    if !value.is_empty() {
        fields.entry(name.to_owned()).or_default().push(value.to_owned());
    }
}

struct Desk {
    merged: Merged,
}

impl Desk {
    fn put(&mut self, name: &str, mine: &[String], theirs: &[String]) {
        for value in mine {
            self.merged.typed.add(name, value);
        }
        for value in theirs {
            self.merged.theirs.add(name, value);
        }
    }

    /// One field of three sides.
    fn field(&mut self, name: &str, base: &[String], mine: &[String], theirs: &[String]) {
        if mine == theirs || base == theirs {
            self.put(name, mine, mine);
        } else if base == mine {
            self.put(name, theirs, theirs);
        } else {
            self.merged.clashes.push(name.to_owned());
            // A field emptied on one side still needs its place, so that the other's words are shown at it.
            let blank = [String::new()];
            self.put(name, if mine.is_empty() { &blank } else { mine }, theirs);
        }
    }

    fn fields(&mut self, prefix: &str, sides: [&BTreeMap<String, Values>; 3]) {
        let names: BTreeSet<&String> = sides.iter().flat_map(|side| side.keys()).collect();
        let none = Values::new();
        for name in names {
            let [base, mine, theirs] = sides.map(|side| side.get(name).unwrap_or(&none));
            self.field(&format!("{prefix}{name}"), base, mine, theirs);
        }
    }

    fn part(&mut self, part: &str, [base, mine, theirs]: [&[Row]; 3]) {
        if base == theirs || mine == theirs {
            return self.rows(part, mine, 0);
        }
        if base == mine {
            return self.rows(part, theirs, 0);
        }
        if base.len() == mine.len() && base.len() == theirs.len() {
            for (place, ((base, mine), theirs)) in base.iter().zip(mine).zip(theirs).enumerate() {
                self.fields(&format!("{part}.{place}."), [base, mine, theirs]);
            }
            return;
        }
        self.rows(part, mine, 0);
        let new = theirs
            .iter()
            .filter(|row| !base.contains(row) && !mine.contains(row));
        let new: Vec<Row> = new.cloned().collect();
        self.rows(part, &new, mine.len());
        self.merged
            .clashes
            .extend((0..new.len()).map(|row| format!("{part}.{}", mine.len() + row)));
    }

    fn rows(&mut self, part: &str, rows: &[Row], from: usize) {
        for (place, row) in rows.iter().enumerate() {
            for (field, values) in row {
                self.put(&format!("{part}.{}.{field}", from + place), values, values);
            }
        }
    }
}

/// Puts `mine` and `theirs`, which both began with `base`, into one form. `parts` are its repeating parts.
pub(crate) fn merge(base: &Typed, mine: &Typed, theirs: &Typed, parts: &[&str]) -> Merged {
    let [base, mine, theirs] = [base, mine, theirs].map(|typed| Side::of(typed, parts));
    let mut desk = Desk {
        merged: Merged {
            typed: Typed::default(),
            theirs: Typed::default(),
            clashes: Vec::new(),
        },
    };
    desk.fields("", [&base.single, &mine.single, &theirs.single]);
    for part in parts {
        let rows = |side: &Side| side.parts.get(*part).cloned().unwrap_or_default();
        desk.part(part, [&rows(&base), &rows(&mine), &rows(&theirs)]);
    }
    desk.merged
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: &[&str] = &["rows", "week"];

    fn typed(text: &str) -> Typed {
        Typed::parse(text.as_bytes()).unwrap()
    }

    fn merged(base: &str, mine: &str, theirs: &str) -> (String, Vec<String>) {
        let merged = merge(&typed(base), &typed(mine), &typed(theirs), PARTS);
        (merged.typed.encoded(), merged.clashes)
    }

    #[test]
    fn what_only_one_of_them_changed_is_taken() {
        let (form, clashes) = merged(
            "overall=a&place=home&rows.0.voice=&rows.0.goal=g",
            "overall=b&place=home&rows.0.voice=v&rows.0.goal=g",
            "overall=a&place=park&rows.0.voice=&rows.0.goal=g",
        );
        assert_eq!(form, "overall=b&place=park&rows.0.goal=g&rows.0.voice=v");
        assert!(clashes.is_empty());
    }

    #[test]
    fn what_both_changed_stands_beside_each_other() {
        let sides = ["rows.0.voice=a", "rows.0.voice=mine", "rows.0.voice=theirs"].map(typed);
        let [base, mine, theirs] = &sides;
        let merged = merge(base, mine, theirs, PARTS);
        assert_eq!(merged.typed.value("rows.0.voice"), "mine");
        assert_eq!(merged.theirs.value("rows.0.voice"), "theirs");
        assert_eq!(merged.clashes, ["rows.0.voice"]);
    }

    #[test]
    fn a_choice_with_several_values_is_one_field() {
        let (form, clashes) = merged("leads_to=a&leads_to=b", "leads_to=a", "leads_to=a&leads_to=b");
        assert_eq!(form, "leads_to=a");
        assert!(clashes.is_empty());
    }

    #[test]
    fn rows_both_added_are_all_kept() {
        let (form, clashes) = merged(
            "week.0.what=w",
            "week.0.what=w&week.3.what=mine",
            "week.0.what=w&week.1.what=theirs&week.2.what=more",
        );
        assert_eq!(
            form,
            "week.0.what=w&week.1.what=mine&week.2.what=theirs&week.3.what=more"
        );
        assert_eq!(clashes, ["week.2", "week.3"]);
    }

    #[test]
    fn a_row_one_of_them_took_out_is_out() {
        let (form, clashes) = merged(
            "week.0.what=w&week.1.what=x",
            "week.1.what=x",
            "week.0.what=w&week.1.what=x",
        );
        assert_eq!(form, "week.0.what=x");
        assert!(clashes.is_empty());
    }

    /// A made-up form: fields of one letter, so that equal texts are frequent.
    fn made_up(random: &mut impl FnMut(u32) -> u32, from: Option<&Typed>) -> Typed {
        let mut form = from.cloned().unwrap_or_default();
        for name in [
            "overall",
            "place",
            "rows.0.voice",
            "rows.0.remedy",
            "rows.1.voice",
        ] {
            if from.is_none() || random(3) == 0 {
                form.set(name, char::from_u32(97 + random(6)).unwrap().to_string());
            }
        }
        for row in 0..random(3) {
            form.set(
                format!("week.{row}.what"),
                char::from_u32(103 + random(8)).unwrap().to_string(),
            );
        }
        form
    }

    #[test]
    fn of_ten_thousand_pairs_no_word_is_lost_and_no_row_is_doubled() {
        let mut seed = 20_261_120_u64;
        let mut random = |below: u32| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(seed >> 33).unwrap() % below
        };
        for _ in 0..10_000 {
            let base = made_up(&mut random, None);
            let [mine, theirs] = [(); 2].map(|()| made_up(&mut random, Some(&base)));
            let merged = merge(&base, &mine, &theirs, PARTS);
            let words = |typed: &Typed| {
                typed
                    .0
                    .iter()
                    .map(|(_, value)| value.clone())
                    .collect::<BTreeSet<_>>()
            };
            let kept: BTreeSet<_> = words(&merged.typed)
                .union(&words(&merged.theirs))
                .cloned()
                .collect();
            for side in [&mine, &theirs] {
                let new = |(name, value): &&(String, String)| {
                    // A row of the week that stood there before, at whatever place, was not typed now.
                    base.value(name) != value && !(name.starts_with("week") && words(&base).contains(value))
                };
                for (name, value) in side.0.iter().filter(new) {
                    assert!(
                        kept.contains(value),
                        "{name}={value} of {side:?} is lost in {:?}",
                        merged.typed
                    );
                }
            }
            let rows = merged.typed.rows("week", 0).len();
            let both = mine.rows("week", 0).len() + theirs.rows("week", 0).len();
            assert!(rows <= both, "{rows} rows came of {both}");
            let again = merge(&base, &mine, &mine, PARTS);
            assert!(again.clashes.is_empty(), "the same form twice is no conflict");
        }
    }
}
