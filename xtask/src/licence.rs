//! Licence expressions as crates write them, held against an allow-list.

/// True when `expression` can be met with licences of `allowed` alone.
/// The old form with a slash means OR.
pub(crate) fn permits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        allowed,
    };
    reader.either() && reader.words.is_empty()
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [String],
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.words.first().is_some_and(|next| *next == word);
        if found {
            self.next();
        }
        found
    }

    fn either(&mut self) -> bool {
        let mut met = self.both();
        while self.takes("OR") {
            met |= self.both();
        }
        met
    }

    fn both(&mut self) -> bool {
        let mut met = self.one();
        while self.takes("AND") {
            met &= self.one();
        }
        met
    }

    fn one(&mut self) -> bool {
        if self.takes("(") {
            let met = self.either();
            return self.takes(")") && met;
        }
        let Some(name) = self.next() else {
            return false;
        };
        let mut licence = name.to_owned();
        if self.takes("WITH")
            && let Some(exception) = self.next()
        {
            licence = format!("{name} WITH {exception}");
        }
        self.allowed.contains(&licence)
    }
}

#[cfg(test)]
mod tests {
    use super::permits;

    fn permitted(expression: &str) -> bool {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        permits(expression, &allowed)
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_is_needed() {
        assert!(permitted("MIT OR GPL-3.0"));
        assert!(permitted("GPL-3.0/MIT"));
        assert!(permitted("(GPL-3.0 OR Apache-2.0) AND MIT"));
        assert!(permitted("Apache-2.0 WITH LLVM-exception"));
        assert!(!permitted("MIT AND GPL-3.0"));
        assert!(!permitted("MIT WITH LLVM-exception"));
        assert!(!permitted("GPL-3.0"));
        assert!(!permitted(""));
        assert!(!permitted("MIT MIT"));
    }
}
