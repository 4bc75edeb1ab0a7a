//! 先に記録されている内容. What stands already beside what was typed, where somebody else was first.

/// One field of both.
pub(super) struct Pair {
    pub(super) label: &'static str,
    pub(super) recorded: String,
    pub(super) typed: String,
}

impl Pair {
    pub(super) fn differs(&self) -> bool {
        self.recorded != self.typed
    }
}

/// The two side by side.
pub(super) struct Clash {
    /// Who recorded it and when.
    pub(super) first: String,
    pub(super) pairs: Vec<Pair>,
    /// A file was chosen too, and is not kept.
    pub(super) file: bool,
}

impl Clash {
    pub(super) fn new<const N: usize>(
        first: String,
        recorded: [(&'static str, String); N],
        typed: [(&'static str, String); N],
    ) -> Self {
        let pair = |((label, recorded), (_, typed))| Pair {
            label,
            recorded,
            typed,
        };
        Self {
            first,
            pairs: recorded.into_iter().zip(typed).map(pair).collect(),
            file: false,
        }
    }

    pub(super) fn with_file(self, file: bool) -> Self {
        Self { file, ..self }
    }

    /// Whether the same was typed as is recorded.
    pub(super) fn alike(&self) -> bool {
        !self.pairs.iter().any(Pair::differs)
    }
}

/// Who recorded something and when, in one sentence.
pub(super) fn recorded(by: &str, at: &str) -> String {
    format!("{by}さんが {} に記録", crate::form::time_in_japan(at))
}
