//! Serving: open the database, load what is loaded once, listen.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use axum_server::Handle;
use bansou_mail::Mailer;
use bansou_store::Store;
use bansou_web::{App, Authority, Clock, Config, MailDesk, Transport};
use tokio::sync::Notify;

use crate::options::Serve;
use crate::{certificate, demo, law, say, tls};

const DEFAULT_DATABASE: &str = "sqlite:bansou.db";
/// Letters of the shortest key that is taken.
const SHORTEST_KEY: usize = 32;

pub(crate) async fn run(options: Serve) -> anyhow::Result<()> {
    let transport = if options.tls.on {
        Transport::Tls
    } else {
        Transport::Loopback
    };
    if transport == Transport::Loopback && !options.listen.ip().is_loopback() {
        bail!(
            "暗号化しない通信は 127.0.0.1 だけで受け付けます。--tls を付けてください。\
               Plain HTTP is served on loopback only; use --tls."
        );
    }
    let law = law::load(&options.law)?;
    // The folder, and a demo database in it, go when the server ends.
    let folder = tempfile::tempdir()?;
    let url = if options.demo && options.at.database == DEFAULT_DATABASE {
        format!("sqlite:{}", folder.path().join("demo.db").display())
    } else {
        options.at.database.clone()
    };
    let store = bansou_store::open(&url)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    let store = sealing(&options, &url, store)?;
    let clock = match (options.today, options.demo) {
        (Some(day), _) => Clock::Fixed(day),
        (None, true) => Clock::Fixed(bansou_demo::TODAY),
        (None, false) => Clock::System,
    };
    if options.demo && store.organisations().await?.is_empty() {
        demo::fill(&store, clock.now(), demo::OFFICE, |_| ()).await?;
    }
    let (assets, fonts) = (options.assets.clone(), options.fonts.clone());
    let config = Config {
        assets,
        fonts,
        clock,
        transport,
        authority: authority(&options)?,
        demo: options.demo,
    };
    let app = App::new(store.clone(), &config).map_err(anyhow::Error::msg)?;
    let app = with_mail(&options, store, clock, app)?;
    if let Some(folder) = &options.law.folder {
        say(format_args!(
            "law: {} sha256 {}",
            folder.display(),
            law::hash(&law)
        ))?;
    }
    let app = app.with_law(law);
    listen(&options, bansou_web::router(app)).await
}

/// Sends letters beside serving, where the office has named its mail server. The server's address holds a password: it is
/// written nowhere.
fn with_mail(options: &Serve, store: Store, clock: Clock, app: App) -> anyhow::Result<App> {
    let Some(server) = &options.mail.smtp else {
        return Ok(app);
    };
    let from = options.mail.from.as_deref().unwrap_or_default();
    let mailer = Mailer::read(server, from)?;
    let waits = Arc::new(Notify::new());
    let desk = MailDesk::new(mailer.sender(), Arc::clone(&waits));
    tokio::spawn(bansou_mail::run(store, mailer, move || clock.now(), waits));
    Ok(app.with_mail(desk))
}

/// The store with the key of what waits to be sent: the one that is given, else one kept in a file beside the SQLite
/// database, so that a restart loses no letter. PostgreSQL has no such place: there it lasts as long as the program runs.
fn sealing(options: &Serve, url: &str, store: Store) -> anyhow::Result<Store> {
    if options.mail.smtp.is_none() {
        return Ok(store);
    }
    let key = match &options.mail.key {
        Some(key) => key.clone(),
        None => match sqlite_file(url) {
            Some(database) => kept_key(Path::new(&format!("{database}.mail-key")))?,
            None => return Ok(store),
        },
    };
    if key.trim().len() < SHORTEST_KEY {
        bail!("BANSOU_MAIL_KEY は{SHORTEST_KEY}字以上にします。BANSOU_MAIL_KEY is too short.");
    }
    Ok(store.sealing_with(key.trim())?)
}

fn sqlite_file(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    path.split('?').next().filter(|path| !path.is_empty())
}

/// The key in a file only its owner reads; it is made the first time.
fn kept_key(file: &Path) -> anyhow::Result<String> {
    if !file.exists() {
        tls::write_private(file, &bansou_store::fresh_secret()?)?;
    }
    std::fs::read_to_string(file).with_context(|| format!("{} を読めません。", file.display()))
}

/// The authority devices have to know, and the sheet on installing it, where the server's certificate is our own.
fn authority(options: &Serve) -> anyhow::Result<Option<Authority>> {
    if !tls::own_authority(&options.tls) {
        return Ok(None);
    }
    let authority = tls::authority_of(&options.tls, options.listen.port())?;
    let sheet = certificate::write_beside(&authority, &options.fonts, &options.tls)?;
    say(format_args!(
        "端末に入れる証明書: {}",
        options.tls.folder.join("ca.pem").display()
    ))?;
    say(format_args!("入れかたの紙（印刷用）: {}", sheet.display()))?;
    Ok(Some(authority))
}

async fn listen(options: &Serve, router: axum::Router) -> anyhow::Result<()> {
    let handle = Handle::new();
    tokio::spawn(stop_when_asked(handle.clone()));
    let listener =
        std::net::TcpListener::bind(options.listen).context("待ち受けできません。Cannot listen.")?;
    listener.set_nonblocking(true)?;
    announce(listener.local_addr()?, options)?;
    if options.tls.on {
        let config = tls::config(&options.tls).await?;
        axum_server::from_tcp_rustls(listener, config)?
            .handle(handle)
            .serve(router.into_make_service())
            .await?;
    } else {
        // No browser speaks HTTP/2 without TLS, and a connection that could is larger for as long as it is open.
        axum_server::from_tcp(listener)?
            .http1_only()
            .handle(handle)
            .serve(router.into_make_service())
            .await?;
    }
    Ok(())
}

fn announce(address: SocketAddr, options: &Serve) -> anyhow::Result<()> {
    let scheme = if options.tls.on { "https" } else { "http" };
    say(format_args!("bansou: {scheme}://{address}"))?;
    if options.demo {
        for member in bansou_demo::STAFF {
            let (login, name, role) = (member.login, member.name, member.role.label());
            let password = demo::PASSWORD;
            say(format_args!("account: {login} {password} {name}（{role}）"))?;
        }
    }
    Ok(())
}

/// Ends on Ctrl+C and on the signal a service manager sends; requests that are under way are finished.
async fn stop_when_asked(handle: Handle<SocketAddr>) {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await.unwrap_or_default(),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
    handle.graceful_shutdown(Some(std::time::Duration::from_secs(5)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_waiting_letters_is_made_once_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bansou.db.mail-key");
        let made = kept_key(&file).unwrap();
        assert!(made.len() >= SHORTEST_KEY);
        assert_eq!(kept_key(&file).unwrap(), made);
        let rights = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
    }

    #[test]
    fn only_a_file_has_a_place_beside_it() {
        assert_eq!(sqlite_file("sqlite:bansou.db"), Some("bansou.db"));
        assert_eq!(
            sqlite_file("sqlite:///var/bansou.db?mode=rwc"),
            Some("/var/bansou.db")
        );
        assert_eq!(sqlite_file("postgres://localhost/bansou"), None);
    }
}
