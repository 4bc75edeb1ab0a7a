//! Serving: open the database, load what is loaded once, listen.

use std::io::Write as _;

use anyhow::{Context, bail};
use bansou_web::{App, Clock, Config, Transport};
use jiff::Timestamp;

use crate::options::Serve;

/// The demo's accounts share this password; it exists nowhere else.
const DEMO_PASSWORD: &str = "mihon-no-jimusho";

pub(crate) async fn run(options: Serve) -> anyhow::Result<()> {
    if !options.listen.ip().is_loopback() {
        bail!("暗号化しない通信は 127.0.0.1 だけで受け付けます（plain HTTP is only served on loopback）");
    }
    let folder = tempfile::tempdir()?;
    let own_database = options.demo && options.database.starts_with("sqlite:bansou.db");
    let url = if own_database {
        format!("sqlite:{}", folder.path().join("demo.db").display())
    } else {
        options.database.clone()
    };
    let store = bansou_store::open(&url)
        .await
        .context("データベースを開けません（cannot open the database）")?;
    let clock = match (options.today, options.demo) {
        (Some(day), _) => Clock::Fixed(day),
        (None, true) => Clock::Fixed(bansou_demo::TODAY),
        (None, false) => Clock::System,
    };
    if options.demo && store.organisations().await?.is_empty() {
        found_demo(&store, clock.now()).await?;
    }
    let config = Config {
        assets: options.assets,
        fonts: options.fonts,
        clock,
        transport: Transport::Loopback,
        demo: options.demo,
    };
    let app = App::new(store, &config).map_err(anyhow::Error::msg)?;
    let listener = tokio::net::TcpListener::bind(options.listen)
        .await
        .context("待ち受けできません（cannot listen）")?;
    announce(listener.local_addr()?, options.demo)?;
    axum::serve(listener, bansou_web::router(app))
        .with_graceful_shutdown(stopped())
        .await?;
    Ok(())
}

async fn found_demo(store: &bansou_store::Store, now: Timestamp) -> anyhow::Result<()> {
    let hash = bansou_web::password_hash(DEMO_PASSWORD).map_err(anyhow::Error::msg)?;
    bansou_demo::found(store, "mihon", &hash, now).await?;
    Ok(())
}

fn announce(address: std::net::SocketAddr, demo: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "bansou: http://{address}")?;
    if demo {
        for member in bansou_demo::STAFF {
            writeln!(
                out,
                "  {:<8} {DEMO_PASSWORD}  {}（{}）",
                member.login,
                member.name,
                member.role.label()
            )?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Ends on Ctrl+C and on the signal a service manager sends.
async fn stopped() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(_) => return tokio::signal::ctrl_c().await.unwrap_or_default(),
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
