//! What can be said on the command line, or by an environment variable of the same meaning.

use std::net::SocketAddr;
use std::num::NonZeroU8;
use std::path::PathBuf;

use bansou_domain::calendar::ServiceMonth;
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use crate::claims::preview::Code;

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
    Serve(Box<Serve>),
    /// 見本の事業所を、決めた大きさで作る。Fills a database with a demo office of any size.
    Demo(Demo),
    /// データベースの形を新しくする。Brings the database schema up to date.
    Migrate(Database),
    /// 法人と事業所を登録し、最初の管理者の準備コードを表示する。Founds an organisation and prints the set-up code.
    Found(Found),
    /// 写しを作り、写しを開いて確かめる。Writes a backup and checks it.
    Backup(Backup),
    /// 写しから戻す。Restores a backup into a new database.
    Restore(Restore),
    /// 端末に入れる証明書と、入れかたの紙を書き出す。Writes the certificate for devices and the sheet on installing it.
    Certificate(Certificate),
    /// 記録簿の鎖を確かめる。Checks the hash chain of the journal.
    Verify(Database),
    /// 請求の事実から、算定とその理由を計算する。Claims from facts, with their reasons.
    Claims {
        #[command(subcommand)]
        command: Claims,
    },
    /// モニタリングの実施月を数える。Counts monitoring months.
    Monitoring {
        #[command(subcommand)]
        command: Monitoring,
    },
    /// 法令の表を確かめる。Looks into the law tables.
    Law {
        #[command(subcommand)]
        command: Law,
    },
}

#[derive(Subcommand)]
pub(crate) enum Claims {
    /// ひと月の請求を計算し、JSONで表示する。Computes the claim of a month and prints it as JSON.
    Explain(Explain),
    /// 利用者の多いひと月の請求を、データベースか事実のファイルから行ごとに計算する。Computes the claim of a large office's month, line by line.
    Month(OfMonth),
}

#[derive(Args)]
pub(crate) struct OfMonth {
    /// 請求の事実（1行目は事業所、2行目から利用者を1人1行のJSON）。The facts as lines of JSON: the office, then one person a line.
    #[arg(long, required_unless_present = "office", conflicts_with = "office")]
    pub(crate) facts: Option<PathBuf>,
    /// 事業所（事業所番号か名前）。データベースの記録から計算する。The office, by number or name, whose records are claimed from.
    #[arg(long, requires = "month")]
    pub(crate) office: Option<String>,
    /// 提供した月（YYYY-MM）。事実のファイルの月がこれでなければ止まる。The month; stops where the facts are of another one.
    #[arg(long)]
    pub(crate) month: Option<ServiceMonth>,
    #[command(flatten)]
    pub(crate) at: Database,
    /// 結果を書くファイル（1行目は月と取扱件数、利用者を1人1行、最後に合計）。The results, line by line.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// 請求ファイルの下書きも書くフォルダー。確定も送信もしない。A folder for a preview of the claim files; nothing is frozen.
    #[arg(long, requires = "office")]
    pub(crate) csv: Option<PathBuf>,
    /// 表にないサービスコード（例: planning.wage_improvement=52X001）。何度でも。A service code the tables lack.
    #[arg(long = "code", requires = "csv")]
    pub(crate) codes: Vec<Code>,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// 請求の事実のファイル（- は標準入力）。The facts; - is standard input.
    pub(crate) facts: PathBuf,
    #[command(flatten)]
    pub(crate) law: LawFolder,
}

#[derive(Subcommand)]
pub(crate) enum Monitoring {
    /// 支給決定期間から実施月を数え、JSONで表示する。Prints the monitoring months of a grant as JSON.
    Months(Months),
}

#[derive(Args)]
pub(crate) struct Months {
    /// 支給決定期間の始めの日。The first day of the grant.
    #[arg(long)]
    pub(crate) from: Date,
    /// 支給決定期間の終わりの日。The last day of the grant.
    #[arg(long)]
    pub(crate) to: Date,
    /// 間隔（月）。The interval in months.
    #[arg(long)]
    pub(crate) every: NonZeroU8,
    /// はじめの何か月を毎月とするか。How many months at the beginning are monthly.
    #[arg(long)]
    pub(crate) first_monthly: Option<u8>,
    /// 毎月の始まり（YYYY-MM。なければ始めの日の月）。The month the monthly ones begin in.
    #[arg(long, requires = "first_monthly")]
    pub(crate) first_monthly_from: Option<ServiceMonth>,
}

#[derive(Subcommand)]
pub(crate) enum Law {
    /// すべての値を、確からしさの順に表示する。Lists every value by its evidence.
    Status(LawFolder),
}

/// Which law tables are used.
#[derive(Args)]
pub(crate) struct LawFolder {
    /// 組み込みの表の代わりに使うフォルダー。A folder that replaces the bundled tables.
    #[arg(id = "law", long = "law", env = "BANSOU_LAW")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Database {
    /// データベース（sqlite:PATH または postgres://…）。The database.
    #[arg(long, env = "BANSOU_DATABASE", default_value = "sqlite:bansou.db")]
    pub(crate) database: String,
}

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) at: Database,
    /// 待ち受けるアドレス。The address to listen on.
    #[arg(long, env = "BANSOU_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// 見本の事業所を動かす（--database がなければ終了時に消える）。Serves the demo office; without --database it is removed at the end.
    #[arg(long, env = "BANSOU_DEMO")]
    pub(crate) demo: bool,
    /// 「今日」を決める（見本の既定は 2026-11-20）。A fixed today; the demo's default is 2026-11-20.
    #[arg(long, env = "BANSOU_TODAY")]
    pub(crate) today: Option<Date>,
    /// 画面の部品のフォルダー。Folder of third-party scripts and style sheets.
    #[arg(long, env = "BANSOU_ASSETS", default_value = "assets")]
    pub(crate) assets: PathBuf,
    /// 書体のフォルダー。Folder of the fonts for papers.
    #[arg(long, env = "BANSOU_FONTS", default_value = "assets/fonts")]
    pub(crate) fonts: PathBuf,
    #[command(flatten)]
    pub(crate) law: LawFolder,
    #[command(flatten)]
    pub(crate) tls: Tls,
    #[command(flatten)]
    pub(crate) mail: Mail,
}

/// By which server letters are sent. Without it none are.
#[derive(Args)]
pub(crate) struct Mail {
    /// メールのサーバー（smtps://利用者:パスワード@サーバー:465 または smtp://…:587?tls=required）。The office's mail server; give it by the environment, where others cannot read it.
    #[arg(long, env = "BANSOU_SMTP", hide_env_values = true, requires = "from")]
    pub(crate) smtp: Option<String>,
    /// 差出人（名前 <アドレス>）。From whom letters come.
    #[arg(id = "from", long = "mail-from", env = "BANSOU_MAIL_FROM")]
    pub(crate) from: Option<String>,
    /// 送るまでの文に封をする鍵（32字以上）。Seals letters until they are sent; without it, for as long as the program runs.
    #[arg(
        id = "mail_key",
        long = "mail-key",
        env = "BANSOU_MAIL_KEY",
        hide_env_values = true
    )]
    pub(crate) key: Option<String>,
}

/// How the connection is encrypted. Without any of these only loopback is served.
#[derive(Args)]
pub(crate) struct Tls {
    /// 暗号化して提供する。Serves over TLS.
    #[arg(long = "tls", env = "BANSOU_TLS")]
    pub(crate) on: bool,
    /// 自分の証明書（PEM）。An own certificate chain.
    #[arg(long = "tls-certificate", env = "BANSOU_TLS_CERTIFICATE", requires = "key")]
    pub(crate) certificate: Option<PathBuf>,
    /// 証明書の鍵（PEM）。Its key.
    #[arg(long = "tls-key", env = "BANSOU_TLS_KEY", requires = "certificate")]
    pub(crate) key: Option<PathBuf>,
    /// 事業所の認証局を置くフォルダー。Folder of the office's own certificate authority, made when it is not there.
    #[arg(long = "tls-folder", env = "BANSOU_TLS_FOLDER", default_value = "bansou-tls")]
    pub(crate) folder: PathBuf,
    /// 端末が使う名前やアドレス（何度でも）。Names and addresses the devices use; may be given several times.
    #[arg(long = "tls-name", env = "BANSOU_TLS_NAMES", value_delimiter = ',', default_values_t = ["localhost".to_owned()])]
    pub(crate) names: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Certificate {
    /// 入れかたの紙（PDF）。The sheet to write.
    #[arg(long)]
    pub(crate) sheet: PathBuf,
    /// 端末に入れる証明書（公開の部分だけ）。The certificate to write, its public part only.
    #[arg(long = "certificate")]
    pub(crate) file: Option<PathBuf>,
    /// 待ち受けるアドレス。紙のアドレスに使う。The address the server listens on, for the sheet.
    #[arg(long, env = "BANSOU_LISTEN", default_value = "0.0.0.0:8443")]
    pub(crate) listen: SocketAddr,
    /// 書体のフォルダー。Folder of the fonts for papers.
    #[arg(long, env = "BANSOU_FONTS", default_value = "assets/fonts")]
    pub(crate) fonts: PathBuf,
    #[command(flatten)]
    pub(crate) tls: Tls,
}

#[derive(Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    pub(crate) at: Database,
    /// 利用者の数。People.
    #[arg(long, default_value_t = 60)]
    pub(crate) people: usize,
    /// 記録の年数。Years of records.
    #[arg(long, default_value_t = 2)]
    pub(crate) years: u8,
    /// 見本の「今日」。The demo's own today.
    #[arg(long, env = "BANSOU_TODAY", default_value_t = bansou_demo::TODAY)]
    pub(crate) today: Date,
}

#[derive(Args)]
pub(crate) struct Found {
    #[command(flatten)]
    pub(crate) at: Database,
    /// 法人の記号（サインインに使う英数字）。Short code of the organisation.
    #[arg(long)]
    pub(crate) code: String,
    /// 法人名。Name of the organisation.
    #[arg(long)]
    pub(crate) organisation: String,
    /// 事業所名。Name of the office.
    #[arg(long)]
    pub(crate) office: String,
}

#[derive(Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) at: Database,
    /// 写しのファイル（なければ作る。あれば止まる）。The file to write; it must not exist.
    #[arg(long)]
    pub(crate) to: PathBuf,
}

#[derive(Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) at: Database,
    /// 写しのファイル。The backup.
    #[arg(long)]
    pub(crate) from: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Options;

    #[test]
    fn what_can_be_said_is_said_in_one_way() {
        Options::command().debug_assert();
    }
}
