//! What the content security policy refuses, told before a browser does.

use super::tree::Tree;

pub(super) fn findings(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.templates() {
        for finding in judge(&file.text) {
            findings.push(format!("{}:{finding}", file.path));
        }
    }
    findings
}

/// Each finding begins with its line.
fn judge(template: &str) -> Vec<String> {
    let (html, expressions) = split(template);
    let mut findings = Vec::new();
    for (line, expression) in expressions {
        let bare: String = expression
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        if bare.contains("|safe") || bare.contains("escape(\"none\"") {
            findings.push(format!("{line}: a value is printed unescaped"));
        }
    }
    for (at, _) in html.match_indices('<') {
        let line = html.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
        let rest = html.get(at + 1..).unwrap_or_default();
        let tag = rest.get(..end_of_tag(rest)).unwrap_or_default();
        findings.extend(
            judge_tag(tag)
                .into_iter()
                .map(|finding| format!("{line}: {finding}")),
        );
    }
    findings
}

/// The text with its template expressions blanked, and the expressions with their lines.
fn split(template: &str) -> (String, Vec<(usize, String)>) {
    let mut html = String::new();
    let mut expressions = Vec::new();
    let mut rest = template;
    while let Some((at, end)) = next_expression(rest) {
        html.push_str(rest.get(..at).unwrap_or_default());
        let line = html.matches('\n').count() + 1;
        let after = rest.get(at..).unwrap_or_default();
        let length = after.find(end).map_or(after.len(), |found| found + end.len());
        let expression = after.get(..length).unwrap_or_default();
        html.push('x');
        html.extend(expression.chars().filter(|character| *character == '\n'));
        expressions.push((line, expression.to_owned()));
        rest = after.get(length..).unwrap_or_default();
    }
    html.push_str(rest);
    (html, expressions)
}

fn next_expression(text: &str) -> Option<(usize, &'static str)> {
    let openings = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    openings
        .into_iter()
        .filter_map(|(open, close)| Some((text.find(open)?, close)))
        .min()
}

/// Where the tag ends: a `>` inside a quoted value does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn judge_tag(tag: &str) -> Vec<String> {
    if tag.starts_with('/') {
        return Vec::new();
    }
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
    let attributes = attribute_names(tag.get(name.len()..).unwrap_or_default());
    let mut findings = Vec::new();
    if name == "style" {
        findings.push("a <style> element".to_owned());
    }
    if name == "script" && !attributes.iter().any(|attribute| attribute == "src") {
        findings.push("a <script> without src".to_owned());
    }
    for attribute in attributes {
        let handler = attribute.starts_with("on") && attribute.len() > 2;
        let htmx = attribute.starts_with("hx-on") || attribute.starts_with("data-hx-on");
        if attribute == "style" || handler || htmx {
            findings.push(format!("the attribute `{attribute}`"));
        }
    }
    if tag.contains("javascript:") {
        findings.push("a javascript: address".to_owned());
    }
    findings
}

fn attribute_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut name = String::new();
    let mut quote = None;
    for character in text.chars().chain([' ']) {
        match (quote, character) {
            (Some(open), _) => quote = (open != character).then_some(open),
            (None, '"' | '\'') => quote = Some(character),
            (None, '=') => names.push(std::mem::take(&mut name)),
            (None, _) if character.is_whitespace() || character == '/' => {
                names.push(std::mem::take(&mut name));
            }
            (None, _) => name.push(character),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn what_the_policy_refuses_is_found_at_its_line() {
        let template = "<p>\n<a style=\"color:red\" href='x'>\n<b onclick=go>\n<i data-hx-on:click=\"x\">\n\
                        <script>x</script><style></style>{{ name|safe }}<a href=\"javascript:x\">";
        assert_eq!(
            judge(template),
            [
                "5: a value is printed unescaped",
                "2: the attribute `style`",
                "3: the attribute `onclick`",
                "4: the attribute `data-hx-on:click`",
                "5: a <script> without src",
                "5: a <style> element",
                "5: a javascript: address",
            ]
        );
    }

    #[test]
    fn an_ordinary_page_has_no_finding() {
        let template = "<script src=\"/assets/app.js\" defer></script>\n\
                        <input name=\"on\" {% if a > b %}checked{% endif %} title=\"a > style=\" value='{{ x }}'>";
        assert!(judge(template).is_empty());
    }
}
