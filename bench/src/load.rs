//! Many connections asking at the same time, each for the next page as soon as it has the last.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::task::JoinSet;

use crate::client::{Ask, Client};
use crate::figures::Times;

/// What connection number so-and-so asks in its turn number so-and-so.
pub(crate) type Asks = Arc<dyn Fn(usize, usize) -> Ask + Send + Sync>;

/// What is not counted at the beginning: caches and connections warm up.
const WARM_UP: Duration = Duration::from_millis(500);

/// No measurement asks more often than this, however fast the answers come.
const MOST: usize = 400_000;

/// Asks on all connections for a while. An answer of another status ends the measuring: a fast error is no figure.
pub(crate) async fn drive(
    clients: &mut Vec<Client>,
    connections: usize,
    asks: &Asks,
    status: u16,
    lasting: Duration,
) -> Result<Times> {
    let beginning = Instant::now() + WARM_UP;
    let until = beginning + lasting;
    let rest = clients.split_off(connections.min(clients.len()));
    let mut tasks = JoinSet::new();
    for (place, client) in clients.drain(..).enumerate() {
        tasks.spawn(one(client, place, Arc::clone(asks), status, beginning, until));
    }
    let (mut all, mut back) = (Times::default(), BTreeMap::new());
    while let Some(done) = tasks.join_next().await {
        let (place, client, times) = done??;
        back.insert(place, client);
        all.beside(times);
    }
    // In the old order: each place is a worker with cases of their own.
    clients.extend(back.into_values().chain(rest));
    Ok(all)
}

async fn one(
    mut client: Client,
    place: usize,
    asks: Asks,
    status: u16,
    beginning: Instant,
    until: Instant,
) -> Result<(usize, Client, Times)> {
    let mut times = Times::default();
    for turn in 0..MOST {
        let ask = asks(place, turn);
        let path = ask.path().to_owned();
        let asked = Instant::now();
        let answer = client.send(ask).await?;
        let answered = Instant::now();
        if answer.status != status {
            bail!(
                "{path} answered {} instead of {status}: {:.300}",
                answer.status,
                answer.text()
            );
        }
        if answered > until {
            break;
        }
        if asked >= beginning {
            times.add(answered - asked);
        }
    }
    times.within(until.min(Instant::now()).saturating_duration_since(beginning));
    Ok((place, client, times))
}
