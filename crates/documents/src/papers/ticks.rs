//! □■. The choices of one field as boxes, the chosen ones filled.

use bansou_domain::choice::Choice;
use serde::Serialize;

/// One choice with its box.
#[derive(Clone, Default, Serialize)]
pub struct Tick {
    /// The words beside the box.
    pub label: String,
    /// Whether the box is filled.
    pub chosen: bool,
}

impl Tick {
    /// Builds one choice.
    #[must_use]
    pub fn new(label: impl Into<String>, chosen: bool) -> Self {
        let label = label.into();
        Self { label, chosen }
    }

    /// The box and its words: a filled box stays apart from an empty one in a grey copy.
    pub(super) fn said(&self) -> String {
        let mark = if self.chosen { '☑' } else { '☐' };
        format!("{mark}{}", self.label)
    }
}

/// All choices of a field, in the order of the form.
#[derive(Clone, Default, Serialize)]
pub struct Ticks(pub Vec<Tick>);

impl Ticks {
    /// Every choice of a closed list under its own label; any number may be chosen.
    #[must_use]
    pub fn of<C: Choice + PartialEq>(all: &[C], chosen: &[C]) -> Self {
        let tick = |choice: &C| Tick::new(choice.label(), chosen.contains(choice));
        Self(all.iter().map(tick).collect())
    }

    /// Each choice on its own line.
    pub(super) fn lines(&self) -> String {
        let said: Vec<String> = self.0.iter().map(Tick::said).collect();
        said.join("\n")
    }

    /// The choices side by side, in lines of at most `letters`, so that no choice is torn.
    pub(super) fn side_by_side(&self, letters: usize) -> String {
        let mut lines: Vec<String> = Vec::new();
        for said in self.0.iter().map(Tick::said) {
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + said.chars().count() <= letters => {
                    line.push('　');
                    line.push_str(&said);
                }
                _ => lines.push(said),
            }
        }
        lines.join("\n")
    }
}
