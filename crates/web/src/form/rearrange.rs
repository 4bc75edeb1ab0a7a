//! Repeating rows without script: a row more, a row less, a row further up, and nothing saved.

use super::{Form, Typed};

/// The buttons that only change rows. Their value names the part, or the part and the row.
const BUTTONS: [&str; 4] = ["_add", "_remove", "_up", "_down"];

impl Form {
    /// The same form with its rows changed, where one of the row buttons was pressed. The handler answers with the
    /// page (200) and saves nothing.
    pub(crate) fn rearranged(action: String, typed: &Typed) -> Option<Self> {
        Some(Self::again(action, typed.rearranged()?))
    }

    /// The same form with what a button has filled in; nothing is saved.
    pub(crate) fn again(action: String, typed: Typed) -> Self {
        let version = typed.version();
        Self::with(action, typed, version)
    }
}

impl Typed {
    fn rearranged(&self) -> Option<Self> {
        let button = BUTTONS.into_iter().find(|button| self.has(button))?;
        let value = self.value(button).to_owned();
        let mut typed = self.clone();
        typed.0.retain(|(name, _)| !BUTTONS.contains(&name.as_str()));
        if button == "_add" {
            typed.add_row(&value);
        } else if let Some((part, row)) = value.rsplit_once('.')
            && let Ok(row) = row.parse()
        {
            match button {
                "_remove" => typed.remove_row(part, row),
                "_up" => typed.move_row(part, row, -1),
                _ => typed.move_row(part, row, 1),
            }
        }
        Some(typed)
    }

    fn add_row(&mut self, part: &str) {
        let next = self.rows(part, 0).into_iter().max().map_or(0, |last| last + 1);
        self.add(format!("{part}.{next}._"), "");
    }

    fn remove_row(&mut self, part: &str, row: usize) {
        self.remove_part(&format!("{part}.{row}"));
    }

    /// Drops every field under a part or a row.
    pub(crate) fn remove_part(&mut self, part: &str) {
        let prefix = format!("{part}.");
        self.0.retain(|(name, _)| !name.starts_with(&prefix));
    }

    /// Swaps a row with its neighbour; rows stand in the order in which their fields come.
    fn move_row(&mut self, part: &str, row: usize, step: isize) {
        let mut rows = self.rows(part, 0);
        let Some(place) = rows.iter().position(|found| *found == row) else {
            return;
        };
        let Some(other) = place.checked_add_signed(step).filter(|other| *other < rows.len()) else {
            return;
        };
        rows.swap(place, other);
        for row in rows {
            let prefix = format!("{part}.{row}.");
            let (mine, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.0)
                .into_iter()
                .partition(|(name, _)| name.starts_with(&prefix));
            self.0 = others;
            self.0.extend(mine);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(body: &str) -> String {
        let form = Form::rearranged("/x".to_owned(), &Typed::parse(body.as_bytes()).unwrap());
        form.map_or_else(|| "as it was".to_owned(), |form| form.typed.encoded())
    }

    #[test]
    fn a_row_is_added_taken_away_and_moved_while_the_rest_stays_as_typed() {
        let typed = "a=1&row.0.x=p&row.0.inner.0.y=q&row.3.x=r";
        let lines = [
            "",
            "&_add=row",
            "&_add=row.3.inner",
            "&_remove=row.0",
            "&_up=row.3",
            "&_up=row.0",
            "&_down=row.0",
        ]
        .map(|button| format!("{button:17} {}", after(&format!("{typed}{button}"))));
        insta::assert_snapshot!(lines.join("\n"), @"
                          as it was
        &_add=row         a=1&row.0.x=p&row.0.inner.0.y=q&row.3.x=r&row.4._=
        &_add=row.3.inner a=1&row.0.x=p&row.0.inner.0.y=q&row.3.x=r&row.3.inner.0._=
        &_remove=row.0    a=1&row.3.x=r
        &_up=row.3        a=1&row.3.x=r&row.0.x=p&row.0.inner.0.y=q
        &_up=row.0        a=1&row.0.x=p&row.0.inner.0.y=q&row.3.x=r
        &_down=row.0      a=1&row.3.x=r&row.0.x=p&row.0.inner.0.y=q
        ");
    }
}
