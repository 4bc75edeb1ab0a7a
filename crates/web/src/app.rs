//! What every handler shares: the store, the press, the clock, the assets.

use std::path::PathBuf;
use std::sync::Arc;

use bansou_documents::Press;
use bansou_law::Law;
use bansou_store::Store;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::Notify;

use crate::assets::Assets;
use crate::authority::Authority;
use crate::live::Live;
use crate::pace::Pace;

/// Where "now" comes from. The demo office has a fixed day, so that what is late stays late.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A fixed day in Japan, with the machine's time of day.
    Fixed(Date),
}

impl Clock {
    /// The instant of a request.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the clock is read"
    )]
    pub fn now(self) -> Timestamp {
        let now = Timestamp::now();
        match self {
            Self::System => now,
            Self::Fixed(day) => {
                let here = jiff::tz::Offset::constant(9);
                let moved = here
                    .to_datetime(now)
                    .time()
                    .on(day.year(), day.month(), day.day());
                here.to_timestamp(moved).unwrap_or(now)
            }
        }
    }

    /// The fixed day, where there is one.
    #[must_use]
    pub fn fixed(self) -> Option<Date> {
        match self {
            Self::System => None,
            Self::Fixed(day) => Some(day),
        }
    }
}

/// How browsers reach the server; it decides what a cookie may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// TLS: cookies are `Secure` and bound to the host.
    Tls,
    /// Plain HTTP, on the loopback interface only.
    Loopback,
}

/// How the server is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder that holds `vendor/htmx.min.js` and `vendor/tokens.css`.
    pub assets: PathBuf,
    /// Folder of the BIZ UD fonts.
    pub fonts: PathBuf,
    /// The clock.
    pub clock: Clock,
    /// The transport.
    pub transport: Transport,
    /// The office's own certificate authority, where the server's certificate comes from it.
    pub authority: Option<Authority>,
    /// The demo office: accounts sign in by password alone, and every page says so.
    pub demo: bool,
}

/// メールを送る. From where letters come, and how whoever sends them is told that one waits.
#[derive(Debug, Clone)]
pub struct MailDesk {
    from: String,
    waits: Arc<Notify>,
}

impl MailDesk {
    /// A desk whose letters come from an address; `waits` is told of every new one.
    #[must_use]
    pub fn new(from: String, waits: Arc<Notify>) -> Self {
        Self { from, waits }
    }

    pub(crate) fn from(&self) -> &str {
        &self.from
    }

    pub(crate) fn wake(&self) {
        self.waits.notify_one();
    }
}

/// What every handler shares.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) press: Arc<Press>,
    pub(crate) law: Arc<Law>,
    pub(crate) assets: Arc<Assets>,
    pub(crate) clock: Clock,
    pub(crate) transport: Transport,
    pub(crate) authority: Option<Arc<Authority>>,
    pub(crate) demo: bool,
    pub(crate) live: Arc<Live>,
    pub(crate) pace: Arc<Pace>,
    /// `None`: the office has no mail server, and nothing is sent.
    pub(crate) mail: Option<MailDesk>,
}

impl App {
    /// Loads what is loaded once: assets, fonts, law.
    pub fn new(store: Store, config: &Config) -> Result<Self, String> {
        let assets = Assets::load(&config.assets)?;
        let press = Press::open(&config.fonts).map_err(|why| why.to_string())?;
        let law = Law::bundled().map_err(|why| why.to_string())?;
        Ok(Self {
            store,
            press: Arc::new(press),
            law: Arc::new(law),
            assets: Arc::new(assets),
            clock: config.clock,
            transport: config.transport,
            authority: config.authority.clone().map(Arc::new),
            demo: config.demo,
            live: Arc::default(),
            pace: Arc::default(),
            mail: None,
        })
    }

    /// Sends letters by this desk.
    #[must_use]
    pub fn with_mail(self, mail: MailDesk) -> Self {
        Self {
            mail: Some(mail),
            ..self
        }
    }

    /// Uses these law tables instead of those the product is built with.
    #[must_use]
    pub fn with_law(self, law: Law) -> Self {
        Self {
            law: Arc::new(law),
            ..self
        }
    }
}
