//! Which server takes the letters, and from which address they come.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

/// How long a server may keep silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is wrong with the settings. Nothing of them is repeated: they hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsProblem {
    /// It is no address of a mail server.
    #[error(
        "--smtp は smtp://利用者:パスワード@サーバー:587?tls=required か smtps://利用者:パスワード@サーバー:465 の形で書きます。\
         --smtp is not an address of a mail server."
    )]
    Server,
    /// Letters and password would travel in the clear.
    #[error(
        "--smtp のサーバーへの通信が暗号化されません。smtps:// か ?tls=required を使います。Mail would be sent in the clear."
    )]
    Clear,
    /// The sender is no address.
    #[error("--mail-from は 名前 <アドレス> の形で書きます。--mail-from is not an address.")]
    Sender,
}

/// 郵便受け渡し. The office's mail server with the sender's address.
#[derive(Clone)]
pub struct Mailer {
    pub(crate) transport: AsyncSmtpTransport<Tokio1Executor>,
    pub(crate) from: Mailbox,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mailer(＊＊)")
    }
}

impl Mailer {
    /// Reads the settings. A server beyond this machine is spoken to in the open never.
    pub fn read(server: &str, from: &str) -> Result<Self, SettingsProblem> {
        let from: Mailbox = from.trim().parse().map_err(|_| SettingsProblem::Sender)?;
        let encrypted = server.starts_with("smtps://") || asked_for(server) == Some("tls=required");
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server.trim())
            .map_err(|_| SettingsProblem::Server)?;
        if !encrypted && !on_this_machine(server) {
            return Err(SettingsProblem::Clear);
        }
        Ok(Self {
            transport: transport.timeout(Some(PATIENCE)).build(),
            from,
        })
    }

    /// The address the letters come from, as it is shown.
    #[must_use]
    pub fn sender(&self) -> String {
        self.from.email.to_string()
    }
}

/// What the address asks of the encryption.
fn asked_for(server: &str) -> Option<&str> {
    let (_, query) = server.split_once('?')?;
    query.split('&').find(|part| part.starts_with("tls="))
}

/// Whether the server is on this very machine.
fn on_this_machine(server: &str) -> bool {
    let rest = server.split_once("://").map_or(server, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = host
        .strip_prefix('[')
        .and_then(|host| host.split(']').next())
        .unwrap_or_else(|| host.split(':').next().unwrap_or_default());
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "見本相談支援センター <soudan@mihon.example>";

    fn read(server: &str) -> Result<(), SettingsProblem> {
        Mailer::read(server, FROM).map(|_| ())
    }

    #[test]
    fn letters_leave_this_machine_encrypted_or_not_at_all() {
        assert_eq!(read("smtps://mihon:himitsu@smtp.mihon.example"), Ok(()));
        assert_eq!(
            read("smtp://mihon:himitsu@smtp.mihon.example:587?tls=required"),
            Ok(())
        );
        assert_eq!(read("smtp://127.0.0.1:2525"), Ok(()));
        assert_eq!(read("smtp://[::1]:2525"), Ok(()));
        for open in [
            "smtp://mihon:himitsu@smtp.mihon.example",
            "smtp://mihon:himitsu@smtp.mihon.example?tls=opportunistic",
            "smtp://127.0.0.1:himitsu@smtp.mihon.example",
            "smtp://mihon:tls=required@smtp.mihon.example",
            "smtp://smtp.mihon.example/127.0.0.1",
        ] {
            assert_eq!(read(open), Err(SettingsProblem::Clear), "{open}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for wrong in ["", "mihon", "http://mihon:himitsu@mihon.example", "smtp://"] {
            let problem = read(wrong).unwrap_err();
            assert_eq!(problem, SettingsProblem::Server, "{wrong}");
            assert!(!format!("{problem} {problem:?}").contains("himitsu"));
        }
        let sender = Mailer::read("smtp://127.0.0.1", "mihon");
        assert_eq!(sender.map(|_| ()), Err(SettingsProblem::Sender));
        let mailer = Mailer::read("smtp://mihon:himitsu@127.0.0.1", FROM).unwrap();
        assert_eq!(format!("{mailer:?}"), "Mailer(＊＊)");
        assert_eq!(mailer.sender(), "soudan@mihon.example");
    }
}
