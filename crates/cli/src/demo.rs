//! The made-up office: for `serve --demo` at its fixed size, for measuring at any.

use anyhow::{Context, bail};
use bansou_demo::{Size, Writer, colleagues, crowd, found, hire, rich};
use bansou_store::{Store, open};
use bansou_web::Clock;
use jiff::Timestamp;

use crate::options::Demo;
use crate::say;

/// The demo's accounts share this password; it exists nowhere else.
pub(crate) const PASSWORD: &str = "mihon-no-jimusho";
/// Sixty people with two years of records.
pub(crate) const OFFICE: Size = Size { people: 60, years: 2 };

pub(crate) async fn run(options: &Demo) -> anyhow::Result<()> {
    let store = open(&options.at.database)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    if !store.organisations().await?.is_empty() {
        bail!(
            "このデータベースには事業所があります。空のデータベースを指定してください。The database is not empty."
        );
    }
    let size = Size {
        people: options.people,
        years: options.years,
    };
    let step = (size.people / 20).max(1);
    let tell = |written: usize| {
        if written.is_multiple_of(step) {
            let _ = say(format_args!("{written} / {}", size.people));
        }
    };
    fill(&store, Clock::Fixed(options.today).now(), size, tell).await?;
    for member in bansou_demo::STAFF {
        say(format_args!(
            "account: {} {PASSWORD} {}",
            member.login, member.name
        ))?;
    }
    for colleague in colleagues(size.people) {
        say(format_args!(
            "account: {} {PASSWORD} {}",
            colleague.login, colleague.name
        ))?;
    }
    Ok(())
}

/// Founds the office and writes its people: the hand-written ones first, the crowd up to the size.
pub(crate) async fn fill(
    store: &Store,
    now: Timestamp,
    size: Size,
    tell: impl FnMut(usize),
) -> anyhow::Result<()> {
    let hash = bansou_web::password_hash(PASSWORD).map_err(anyhow::Error::msg)?;
    let mut office = found(store, "mihon", &hash, now).await?;
    if colleagues(size.people).next().is_some() {
        hire(store, &mut office, size.people, &hash, now).await?;
    }
    let writer = Writer::new(store, &office, now).await?;
    let by_hand = rich();
    let rest = Size {
        people: size.people.saturating_sub(by_hand.len()),
        years: size.years,
    };
    let today = bansou_store::day_in_japan(now);
    let stories = by_hand.into_iter().take(size.people).chain(crowd(rest, today));
    bansou_demo::fill(&writer, stories, tell).await?;
    Ok(())
}
