//! The short list behind Ctrl+K: screens by name, people, the directory.

use askama::Template;
use axum::extract::Query;
use axum::response::{Html, IntoResponse, Response};
use bansou_domain::text;

use super::show::{Asked, PersonLine, ProviderLine};
use crate::context::Cx;
use crate::failure::Failure;

const MOST: usize = 8;
const MOST_PROVIDERS: i64 = 4;

/// Screens with their names and the reading that also finds them.
const SCREENS: [(&str, &str, &str); 10] = [
    ("今日", "きょう しごと", "/"),
    ("利用者", "りようしゃ いちらん", "/people"),
    ("利用者を登録する", "りようしゃ とうろく", "/people/new"),
    ("モニタリング", "もにたりんぐ じっしづき", "/monitoring"),
    ("記録を書く", "きろく けいか", "/notes/new"),
    ("相談受付", "そうだん うけつけ", "/inquiries"),
    ("相談を記録する", "そうだん きろく", "/inquiries/new"),
    ("関係機関", "かんけいきかん じぎょうしょ", "/providers"),
    ("関係機関を登録する", "かんけいきかん とうろく", "/providers/new"),
    ("設定", "せってい", "/settings"),
];

#[derive(Template)]
#[template(path = "slices/search/palette.html")]
struct Options {
    options: Vec<Entry>,
}

struct Entry {
    href: String,
    name: String,
    kind: String,
}

pub(super) async fn get(cx: Cx, Query(Asked { q }): Query<Asked>) -> Result<Response, Failure> {
    let words = text::fold(&q);
    let mut options: Vec<Entry> = screens(&words).collect();
    if !words.is_empty() {
        let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
        let mut reader = cx.read().await?;
        let people = reader.find_people(cx.member(), &q, limit).await?;
        let providers = reader.providers(cx.member(), &words, 0, MOST_PROVIDERS).await?;
        drop(reader);
        options.extend(people.into_iter().map(|hit| person(PersonLine::new(hit))));
        options.extend(
            providers
                .into_iter()
                .map(|record| provider(ProviderLine::new(record))),
        );
    }
    options.truncate(MOST);
    Ok(Html(Options { options }.render()?).into_response())
}

fn screens(words: &str) -> impl Iterator<Item = Entry> {
    let found = SCREENS
        .iter()
        .filter(move |(name, reading, _)| text::fold(name).contains(words) || reading.contains(words));
    found.map(|(name, _, href)| Entry {
        href: (*href).to_owned(),
        name: (*name).to_owned(),
        kind: "画面".to_owned(),
    })
}

fn person(line: PersonLine) -> Entry {
    let closed = if line.closed { " 終結" } else { "" };
    Entry {
        href: line.href,
        name: format!("{}（{}）", line.name, line.kana),
        kind: format!("利用者 {} {}{closed}", line.born, line.specialist),
    }
}

fn provider(line: ProviderLine) -> Entry {
    Entry {
        href: line.href,
        name: line.name,
        kind: format!("関係機関 {}", line.tel),
    }
}
