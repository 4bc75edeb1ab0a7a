//! One case with few notes and one with many: its pages must not know the difference.

use anyhow::{Context as _, Result, bail};

use crate::client::{Ask, Client, form};

/// Notes on the case with few.
pub(crate) const FEW: usize = 10;

/// The two cases, by their paths.
pub(crate) struct Pair {
    pub(crate) few: String,
    pub(crate) many: String,
}

/// Registers two people and writes their notes, all through the forms.
pub(crate) async fn write(client: &mut Client, many: usize) -> Result<Pair> {
    eprintln!("writing {FEW} and {many} notes");
    let pair = Pair {
        few: register(client, "見本 少子").await?,
        many: register(client, "見本 多実").await?,
    };
    for (case, count) in [(&pair.few, FEW), (&pair.many, many)] {
        for number in 0..count {
            saved(client, note(case, number)).await?;
        }
    }
    Ok(pair)
}

async fn register(client: &mut Client, name: &str) -> Result<String> {
    let fields = [
        ("name", name),
        ("kana", "みほん"),
        ("born", "H13.8.9"),
        ("sex", "female"),
    ];
    saved(client, form("/people/new", &fields)).await
}

async fn saved(client: &mut Client, ask: Ask) -> Result<String> {
    let answer = client.send(ask).await?;
    if answer.status != 303 {
        bail!("a form was not saved: {} {:.300}", answer.status, answer.text());
    }
    let path = answer.location.split('#').next().context("no place to go on")?;
    Ok(path.to_owned())
}

/// The form of a note, filled as a telephone call is written down. No two say the same.
pub(crate) fn note(case: &str, number: usize) -> Ask {
    let day = format!("R8.{}.{}", number % 10 + 1, number % 28 + 1);
    let facts = format!(
        "作業所での様子を聞いた。休まずに通えている。連絡帳の{number}枚目に昼食のことが書いてあった。"
    );
    let fields = [
        ("on", day.as_str()),
        ("from", "13:30"),
        ("until", "13:50"),
        ("means", "telephone"),
        ("counterpart", "family"),
        ("counterpart_name", "母"),
        ("place", ""),
        ("work", "consultation"),
        ("facts", &facts),
        ("words", "いつもどおりです。"),
        ("view", ""),
        ("next", "来月も様子を聞く。"),
    ];
    form(&format!("{case}/notes/new"), &fields)
}
