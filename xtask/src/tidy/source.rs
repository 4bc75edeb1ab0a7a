//! A Rust file as the guards see it: code, its strings apart, tests marked.

/// One line of a Rust file.
#[derive(Default, Clone)]
pub(crate) struct Line {
    /// The code, with comments left out and the inside of strings emptied.
    pub(crate) code: String,
    /// What the strings that begin on this line say.
    pub(crate) strings: Vec<String>,
    /// True inside an item marked `#[cfg(test)]`.
    pub(crate) test: bool,
}

/// Reads a file into lines. It needs no grammar, only where comments and strings end.
pub(crate) fn read(text: &str) -> Vec<Line> {
    let mut reader = Reader {
        rest: text.chars().collect(),
        at: 0,
        lines: vec![Line::default()],
        string: None,
    };
    reader.read();
    mark_tests(&mut reader.lines);
    reader.lines
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    lines: Vec<Line>,
    /// The line on which the open string began, and what it said so far.
    string: Option<(usize, String)>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn starts(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(index, expected)| self.peek(index) == Some(expected))
    }

    fn code(&mut self, character: char) {
        if let Some(line) = self.lines.last_mut() {
            line.code.push(character);
        }
    }

    /// Steps over one character that is not code.
    fn skip(&mut self) {
        if self.peek(0) == Some('\n') {
            self.lines.push(Line::default());
        }
        self.at += 1;
    }

    fn read(&mut self) {
        while let Some(character) = self.peek(0) {
            if self.starts("//") {
                self.skip_while(|reader| reader.peek(0) != Some('\n'));
            } else if self.starts("/*") {
                self.block_comment();
            } else if let Some(hashes) = self.raw_string() {
                self.raw(hashes);
            } else if character == '"' {
                self.plain();
            } else if character == '\'' {
                self.quote();
            } else if character == '\n' {
                self.skip();
            } else {
                self.code(character);
                self.at += 1;
            }
        }
    }

    fn skip_while(&mut self, go_on: impl Fn(&Self) -> bool) {
        while self.peek(0).is_some() && go_on(self) {
            self.skip();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        loop {
            let step = if self.starts("/*") {
                depth += 1;
                2
            } else if self.starts("*/") {
                depth -= 1;
                2
            } else {
                1
            };
            (0..step).for_each(|_| self.skip());
            if depth == 0 || self.peek(0).is_none() {
                return;
            }
        }
    }

    /// The number of hashes, when a raw string begins here.
    fn raw_string(&self) -> Option<usize> {
        let word = |character: char| character.is_alphanumeric() || character == '_';
        let before = self.at.checked_sub(1).and_then(|at| self.rest.get(at));
        let prefixed = matches!(before, Some('b' | 'c'));
        if self.peek(0) != Some('r') || (before.copied().is_some_and(word) && !prefixed) {
            return None;
        }
        let hashes = (1..=255)
            .take_while(|ahead| self.peek(*ahead) == Some('#'))
            .count();
        (self.peek(1 + hashes) == Some('"')).then_some(hashes)
    }

    fn raw(&mut self, hashes: usize) {
        let end = format!("\"{}", "#".repeat(hashes));
        (0..hashes + 2).for_each(|_| self.skip());
        self.open();
        while self.peek(0).is_some() && !self.starts(&end) {
            self.keep();
        }
        (0..=hashes).for_each(|_| self.skip());
        self.close();
    }

    fn plain(&mut self) {
        self.skip();
        self.open();
        while let Some(character) = self.peek(0) {
            if character == '"' {
                break;
            }
            if character == '\\' {
                self.keep();
            }
            self.keep();
        }
        self.skip();
        self.close();
    }

    fn open(&mut self) {
        self.code('"');
        self.string = Some((self.lines.len() - 1, String::new()));
    }

    fn keep(&mut self) {
        if let (Some((_, said)), Some(character)) = (&mut self.string, self.rest.get(self.at)) {
            said.push(*character);
        }
        self.skip();
    }

    fn close(&mut self) {
        self.code('"');
        if let Some((index, said)) = self.string.take()
            && let Some(line) = self.lines.get_mut(index)
        {
            line.strings.push(said);
        }
    }

    /// A character literal or the mark of a lifetime.
    fn quote(&mut self) {
        let literal = self.peek(1) == Some('\\') || self.peek(2) == Some('\'');
        self.code('\'');
        self.at += 1;
        if !literal {
            return;
        }
        if self.peek(0) == Some('\\') {
            self.skip();
        }
        self.skip();
        self.skip_while(|reader| reader.peek(0) != Some('\''));
        self.skip();
        self.code('\'');
    }
}

/// Marks each item that follows `#[cfg(test)]`, to the end of its braces or its semicolon.
fn mark_tests(lines: &mut [Line]) {
    let mut waiting = false;
    let mut depth = 0_usize;
    for line in lines {
        if depth == 0 && line.code.contains("#[cfg(test)]") {
            waiting = true;
        }
        line.test = waiting || depth > 0;
        for character in line.code.clone().chars() {
            match character {
                '{' if waiting || depth > 0 => {
                    waiting = false;
                    depth += 1;
                }
                '}' if depth > 0 => depth -= 1,
                ';' if waiting => waiting = false,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn comments_and_strings_are_not_code() {
        let lines = read("let a = \"SELECT 1\"; // async\n/* std::fs /* still */ */ let b = r#\"x\"y\"#;");
        assert_eq!(lines[0].code, "let a = \"\"; ");
        assert_eq!(lines[0].strings, ["SELECT 1"]);
        assert_eq!(lines[1].code, " let b = \"\";");
        assert_eq!(lines[1].strings, ["x\"y"]);
    }

    #[test]
    fn a_lifetime_opens_no_character() {
        let lines = read("fn f<'a>(x: &'a str) { let c = '\"'; let d = '\\''; async_(x) }");
        assert_eq!(
            lines[0].code,
            "fn f<'a>(x: &'a str) { let c = ''; let d = ''; async_(x) }"
        );
    }

    #[test]
    fn a_test_module_ends_with_its_brace() {
        let lines = read("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}");
        let marks: Vec<bool> = lines.iter().map(|line| line.test).collect();
        assert_eq!(marks, [false, true, true, true, true, false]);
    }
}
