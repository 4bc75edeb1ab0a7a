//! A page's form as a browser holds it: filled from the page, changed, sent.

use crate::testing::{Answer, TestApp};

/// The form of a page with what stands in it.
pub(super) struct Page {
    action: String,
    fields: Vec<(String, String)>,
}

impl Page {
    /// Opens a page that answers 200.
    pub(super) async fn open(app: &TestApp, path: &str) -> Self {
        let answer = app.get(path).await;
        assert!(
            answer.status.is_success(),
            "{path}: {} {}",
            answer.status,
            answer.location
        );
        let path = path.split('?').next().unwrap();
        Self::of(&answer.html(), path)
    }

    /// Reads the form that is sent to `action`.
    pub(super) fn of(html: &str, action: &str) -> Self {
        let form = html.split(&format!("action=\"{action}\"")).nth(1);
        let form = form.unwrap_or_else(|| panic!("no form for {action}"));
        let form = form.split("</form>").next().unwrap();
        let mut fields = Vec::new();
        for (nth, part) in form.split("<template").enumerate() {
            let part = if nth == 0 {
                part
            } else {
                part.split_once("</template>").unwrap().1
            };
            read(part, &mut fields);
        }
        Self {
            action: action.to_owned(),
            fields,
        }
    }

    /// What stands in a field.
    pub(super) fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value)
    }

    /// Types into a field, or ticks a choice; an empty value takes the tick away.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(field, _)| field != name);
        if !value.is_empty() {
            self.fields.push((name.to_owned(), value.to_owned()));
        }
    }

    /// The number of the row whose field has this value.
    pub(super) fn row_with(&self, part: &str, field: &str, value: &str) -> String {
        let row = self.fields.iter().find_map(|(name, found)| {
            let row = name
                .strip_prefix(part)?
                .strip_prefix('.')?
                .strip_suffix(field)?
                .strip_suffix('.')?;
            (found == value).then(|| row.to_owned())
        });
        row.unwrap_or_else(|| panic!("no row of {part} with {field} {value}"))
    }

    /// As if the page had been opened anew.
    pub(super) fn renew_key(&mut self) {
        self.set("_key", &uuid::Uuid::now_v7().to_string());
    }

    /// Presses a button of the form.
    pub(super) async fn press(&self, app: &TestApp, button: &str) -> Answer {
        let mut fields: Vec<_> = self
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.push(("_do", button));
        app.post(&self.action, &fields).await
    }
}

fn read(part: &str, fields: &mut Vec<(String, String)>) {
    for tag in part.split('<').skip(1) {
        let (tag, rest) = tag.split_once('>').unwrap_or((tag, ""));
        let value = attribute(tag, "value");
        let chosen = tag.contains(" checked") || tag.contains(" selected");
        let ticked = ["checkbox", "radio"].contains(&attribute(tag, "type").as_str());
        if tag.starts_with("input") && (!ticked || chosen) {
            fields.push((attribute(tag, "name"), value));
        } else if tag.starts_with("textarea") {
            fields.push((attribute(tag, "name"), unescape(rest.trim_start_matches('\n'))));
        } else if tag.starts_with("select") {
            fields.push((attribute(tag, "name"), String::new()));
        } else if tag.starts_with("option")
            && chosen
            && let Some((_, select)) = fields.last_mut()
        {
            *select = value;
        }
    }
    fields.retain(|(name, _)| !name.is_empty());
}

fn attribute(tag: &str, name: &str) -> String {
    let rest = tag
        .split_once(&format!(" {name}=\""))
        .map_or("", |(_, rest)| rest);
    unescape(rest.split('"').next().unwrap_or_default())
}

fn unescape(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}
