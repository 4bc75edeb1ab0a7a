//! What can be said on the command line, or by an environment variable of the same meaning.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

/// 伴走 — 相談支援の記録。Casework software for consultation-support offices.
#[derive(Parser)]
#[command(name = "bansou", version)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// 画面を提供する。Serves the application.
    Serve(Serve),
}

#[derive(Args)]
pub(crate) struct Serve {
    /// データベース（sqlite:PATH または postgres://…）。The database.
    #[arg(long, env = "BANSOU_DATABASE", default_value = "sqlite:bansou.db")]
    pub(crate) database: String,
    /// 待ち受けるアドレス。The address to listen on.
    #[arg(long, env = "BANSOU_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// 見本の事業所を一時的なデータベースで動かす。Serves the demo office from a temporary database.
    #[arg(long, env = "BANSOU_DEMO")]
    pub(crate) demo: bool,
    /// 見本の「今日」。The demo's own today.
    #[arg(long, env = "BANSOU_TODAY")]
    pub(crate) today: Option<Date>,
    /// 画面の部品のフォルダー。Folder of third-party scripts and style sheets.
    #[arg(long, env = "BANSOU_ASSETS", default_value = "assets")]
    pub(crate) assets: PathBuf,
    /// 書体のフォルダー。Folder of the fonts for papers.
    #[arg(long, env = "BANSOU_FONTS", default_value = "assets/fonts")]
    pub(crate) fonts: PathBuf,
}
