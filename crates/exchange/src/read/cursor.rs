//! Walking through JSON and gathering every problem with its path.

use std::cell::RefCell;
use std::collections::BTreeSet;

use bansou_domain::calendar::ServiceMonth;
use jiff::civil::Date;

use crate::json::Node;
use crate::names::Words;

/// 誤り. One thing that keeps facts from being understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The JSON path: `people[0].events[3].on`.
    pub path: String,
    /// What is wrong, as a sentence.
    pub sentence: String,
}

/// Every problem found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(super) fn add(&self, path: &str, sentence: impl Into<String>) {
        // One problem is one line, whatever stands in the text it quotes.
        let line = |text: String| text.replace(char::is_control, " ");
        self.0.borrow_mut().push(Problem {
            path: line(path.to_owned()),
            sentence: line(sentence.into()),
        });
    }

    pub(super) fn into_inner(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// One value and where it stands.
#[derive(Clone)]
pub(super) struct Cursor<'n> {
    pub(super) node: &'n Node,
    pub(super) path: String,
    pub(super) problems: &'n Problems,
}

impl<'n> Cursor<'n> {
    pub(super) fn refuse(&self, sentence: impl Into<String>) {
        self.problems.add(&self.path, sentence);
    }

    pub(super) fn text(&self) -> Option<&'n str> {
        if let Node::Text(text) = self.node {
            return Some(text);
        }
        self.refuse("文字列ではありません。");
        None
    }

    /// A name other facts may refer to: not empty.
    pub(super) fn name(&self) -> Option<String> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.refuse("空です。");
            return None;
        }
        Some(text.to_owned())
    }

    pub(super) fn bool(&self) -> Option<bool> {
        if let Node::Bool(value) = self.node {
            return Some(*value);
        }
        self.refuse("true か false ではありません。");
        None
    }

    pub(super) fn count(&self) -> Option<u32> {
        let count = match self.node {
            Node::Count(count) => u32::try_from(*count).ok(),
            _ => None,
        };
        if count.is_none() {
            self.refuse("0以上の整数ではありません。");
        }
        count
    }

    pub(super) fn digits(&self, length: usize) -> Option<String> {
        let text = self.text()?;
        if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(text.to_owned());
        }
        self.refuse(format!("{length}桁の数字ではありません。"));
        None
    }

    pub(super) fn month(&self) -> Option<ServiceMonth> {
        let month = self.text()?.parse().ok();
        if month.is_none() {
            self.refuse("YYYY-MM の形の、ある月ではありません。");
        }
        month
    }

    pub(super) fn date(&self) -> Option<Date> {
        let text = self.text()?;
        let bytes = text.as_bytes();
        let plain = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let date = if plain { text.parse().ok() } else { None };
        if date.is_none() {
            self.refuse("YYYY-MM-DD の形の、ある日ではありません。");
        }
        date
    }

    pub(super) fn word<T: Copy>(&self, words: Words<T>) -> Option<T> {
        let text = self.text()?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.refuse(format!("「{text}」は知らない値です（{}）。", known.join("、")));
        }
        found
    }

    pub(super) fn list(&self) -> Option<Vec<Cursor<'n>>> {
        let Node::List(nodes) = self.node else {
            self.refuse("並び（[ ]）ではありません。");
            return None;
        };
        let cursors = nodes.iter().enumerate().map(|(index, node)| Cursor {
            node,
            path: format!("{}[{index}]", self.path),
            problems: self.problems,
        });
        Some(cursors.collect())
    }

    /// Reads every entry of a list; nothing when one of them is not understood.
    pub(super) fn all<T>(&self, read: impl Fn(&Cursor<'n>) -> Option<T>) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = self.list()?.iter().map(read).collect();
        read.into_iter().collect()
    }

    pub(super) fn object(&self) -> Option<Object<'n>> {
        let Node::Fields(fields) = self.node else {
            self.refuse("項目の組（{ }）ではありません。");
            return None;
        };
        let object = Object {
            fields,
            path: self.path.clone(),
            problems: self.problems,
            known: RefCell::default(),
        };
        let mut seen = BTreeSet::new();
        for (name, _) in fields {
            if !seen.insert(name) {
                object
                    .problems
                    .add(&object.field_path(name), "同じ項目が二つあります。");
            }
        }
        Some(object)
    }
}

/// The fields of one object. What nobody asked for is refused at the end.
pub(super) struct Object<'n> {
    fields: &'n [(String, Node)],
    pub(super) path: String,
    problems: &'n Problems,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'n> Object<'n> {
    fn field_path(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    pub(super) fn refuse(&self, name: &str, sentence: impl Into<String>) {
        self.problems.add(&self.field_path(name), sentence);
    }

    /// Returns a field that may be absent. A null stands for itself: for most fields it is no value.
    pub(super) fn given(&self, name: &'static str) -> Option<Cursor<'n>> {
        self.known.borrow_mut().insert(name);
        let (_, node) = self.fields.iter().find(|(field, _)| field == name)?;
        Some(Cursor {
            node,
            path: self.field_path(name),
            problems: self.problems,
        })
    }

    /// Returns a field that may be absent or null, which mean the same.
    pub(super) fn optional(&self, name: &'static str) -> Option<Cursor<'n>> {
        self.given(name).filter(|cursor| *cursor.node != Node::Null)
    }

    /// Returns a field that has to be there.
    pub(super) fn required(&self, name: &'static str) -> Option<Cursor<'n>> {
        let cursor = self.optional(name);
        if cursor.is_none() {
            self.refuse(name, "必要な項目がありません。");
        }
        cursor
    }

    /// Reads a field with a value for its absence; nothing when it is there and not understood.
    pub(super) fn or<T>(
        &self,
        name: &'static str,
        absent: T,
        read: impl FnOnce(&Cursor<'n>) -> Option<T>,
    ) -> Option<T> {
        match self.given(name) {
            Some(cursor) => read(&cursor),
            None => Some(absent),
        }
    }

    /// Reads a field that may be absent or null; the outer nothing means it was not understood.
    #[expect(clippy::option_option, reason = "not understood and not there are two things")]
    pub(super) fn maybe<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&Cursor<'n>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.optional(name) {
            Some(cursor) => read(&cursor).map(Some),
            None => Some(None),
        }
    }

    /// Returns the names and values of an object used as a table.
    pub(super) fn entries(&self) -> Vec<(&'n str, Cursor<'n>)> {
        self.fields
            .iter()
            .map(|(name, node)| {
                let cursor = Cursor {
                    node,
                    path: self.field_path(name),
                    problems: self.problems,
                };
                (name.as_str(), cursor)
            })
            .collect()
    }

    /// Refuses every field nobody asked for.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for (name, _) in self.fields {
            if !known.contains(name.as_str()) {
                self.refuse(name, "知らない項目です。");
            }
        }
    }
}
