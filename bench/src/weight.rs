//! What a browser has to fetch for a page, compressed, and whether anything of it lies elsewhere.

use anyhow::{Result, bail};

use crate::client::{Ask, Client};

/// One page with what it asks for.
pub(crate) struct Weight {
    pub(crate) name: &'static str,
    pub(crate) html: usize,
    pub(crate) styles: usize,
    pub(crate) scripts: usize,
    /// Addresses that are not on the server itself.
    pub(crate) elsewhere: Vec<String>,
}

/// Weighs ordinary pages as a browser fetches them the first time.
pub(crate) async fn measure(client: &mut Client, case: &str) -> Result<Vec<Weight>> {
    let tab = client.page(&format!("{case}/monitoring")).await?;
    let form = tab
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|path| path.contains("/monitoring/write/"));
    let mut pages = vec![
        ("home", "/".to_owned()),
        ("list", "/people".to_owned()),
        ("case page", case.to_owned()),
    ];
    pages.extend(form.map(|path| ("monitoring form", path.to_owned())));
    client.compressed = true;
    let mut weights = Vec::new();
    for (name, path) in pages {
        weights.push(weigh(client, name, &path).await?);
    }
    client.compressed = false;
    Ok(weights)
}

async fn weigh(client: &mut Client, name: &'static str, path: &str) -> Result<Weight> {
    let html = fetch(client, path).await?;
    client.compressed = false;
    let answer = client.send(Ask::Get(path.to_owned())).await?;
    client.compressed = true;
    let text = answer.text();
    let (styles, scripts) = (asked(&text, "<link", "href"), asked(&text, "<script", "src"));
    let mut weight = Weight {
        name,
        html,
        styles: 0,
        scripts: 0,
        elsewhere: elsewhere(&text),
    };
    for path in styles.iter().filter(|path| path.contains(".css")) {
        weight.styles += fetch(client, path).await?;
    }
    for path in &scripts {
        weight.scripts += fetch(client, path).await?;
    }
    Ok(weight)
}

/// Bytes of an answer as it travels.
async fn fetch(client: &mut Client, path: &str) -> Result<usize> {
    let answer = client.send(Ask::Get(path.to_owned())).await?;
    match (answer.status, answer.location.as_str()) {
        (200, _) => Ok(answer.body.len()),
        (303, to) => Ok(client.send(Ask::Get(to.to_owned())).await?.body.len()),
        (status, _) => bail!("{path} answered {status}"),
    }
}

/// The values of an attribute of all tags of one kind.
fn asked(html: &str, tag: &str, attribute: &str) -> Vec<String> {
    let attribute = format!(" {attribute}=\"");
    html.split(tag)
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter_map(|inside| inside.split_once(&attribute)?.1.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Everything a browser would fetch by itself that does not begin on this server.
fn elsewhere(html: &str) -> Vec<String> {
    let fetched = [
        ("<link", "href"),
        ("<script", "src"),
        ("<img", "src"),
        ("<use", "href"),
        ("<iframe", "src"),
    ];
    let all = fetched
        .iter()
        .flat_map(|(tag, attribute)| asked(html, tag, attribute));
    let ours =
        |path: &String| (path.starts_with('/') && !path.starts_with("//")) || path.starts_with("data:");
    all.filter(|path| !ours(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_another_server_is_named() {
        let html = r#"<link rel="stylesheet" href="/a.css"><script src="//cdn.example/x.js"></script><img src="https://e.example/y">"#;
        assert_eq!(elsewhere(html), ["//cdn.example/x.js", "https://e.example/y"]);
    }
}
