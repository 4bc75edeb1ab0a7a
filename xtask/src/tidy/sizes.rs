//! Sizes beyond the house's habit. A question to the author, never a failure.

use super::source::Line;
use super::tree::{File, Tree};

const LONG_FUNCTION: usize = 60;
const LONG_SOURCE: usize = 500;
const LONG_TESTS: usize = 800;
const LONG_TEMPLATE: usize = 110;

pub(super) fn questions(tree: &Tree) -> Vec<String> {
    let mut questions = Vec::new();
    for file in tree.ending(".rs") {
        let limit = if file.path.contains("/tests") {
            LONG_TESTS
        } else {
            LONG_SOURCE
        };
        questions.extend(long(file, limit));
        for (name, at, length) in functions(&file.lines()) {
            if length > LONG_FUNCTION {
                questions.push(format!(
                    "{}:{at}: `{name}` has {length} lines. Is it one thing?",
                    file.path
                ));
            }
        }
    }
    let typst = tree.ending(".typ");
    questions.extend(
        tree.templates()
            .chain(typst)
            .filter_map(|file| long(file, LONG_TEMPLATE)),
    );
    questions
}

fn long(file: &File, limit: usize) -> Option<String> {
    let length = file.text.lines().count();
    (length > limit).then(|| format!("{}: {length} lines. Does it hold two things?", file.path))
}

/// Each function with its first line and its length.
fn functions(lines: &[(usize, Line)]) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for (index, (number, line)) in lines.iter().enumerate() {
        if let Some(name) = function_name(&line.code)
            && let Some(length) = lines.get(index..).and_then(length_of_block)
        {
            found.push((name, *number, length));
        }
    }
    found
}

fn function_name(code: &str) -> Option<String> {
    let (before, after) = code.split_once("fn ")?;
    let words = before.split_whitespace();
    let heads = ["pub", "const", "async", "pub(crate)", "pub(super)"];
    let head = words.into_iter().all(|word| heads.contains(&word));
    let name: String = after
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    (head && !name.is_empty()).then_some(name)
}

/// The lines up to the brace that closes the first one, or nothing for a mere signature.
fn length_of_block(lines: &[(usize, Line)]) -> Option<usize> {
    let mut depth = 0_usize;
    for (count, (_, line)) in lines.iter().enumerate() {
        for character in line.code.chars() {
            match character {
                '{' => depth += 1,
                '}' if depth == 1 => return Some(count + 1),
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 && line.code.trim_end().ends_with(';') {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_measured_from_name_to_brace() {
        let text =
            "impl A {\n    pub(crate) fn one() {\n        if x {\n        }\n    }\n    fn two(&self);\n}";
        let file = File {
            path: "a.rs".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(functions(&file.lines()), [("one".to_owned(), 2, 4)]);
    }
}
