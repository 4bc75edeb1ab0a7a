//! メール. What the office sends to those it asks, and to which address.

use serde::{Deserialize, Serialize};

use crate::choice;

choice! {
    /// メールの用件.
    pub enum MailKind {
        /// リンクのご案内.
        Invitation = "invitation", "リンクのご案内";
        /// 返事の催促.
        Reminder = "reminder", "返事の催促";
        /// 決まった日のお知らせ.
        Date = "date", "決まった日のお知らせ";
        /// まとめて見るページのリンク. Asked for by the party itself.
        Together = "together", "まとめて見るページのリンク";
    }
}

choice! {
    /// メールの状態.
    pub enum MailState {
        /// 送る順番を待っている.
        Queued = "queued", "送る順番を待っています";
        /// 送っている.
        Sending = "sending", "送っています";
        /// 送った.
        Sent = "sent", "送りました";
        /// 送れなかった.
        Refused = "refused", "送れませんでした";
        /// 送れたかわからない. The program stopped while it was being sent.
        Unclear = "unclear", "送れたかどうか、わかりません";
    }
}

/// メールの文. What is sent: it names nobody but who asks.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Letter {
    /// 件名.
    pub subject: String,
    /// 本文.
    pub text: String,
    /// 予定のファイル, as iCalendar.
    pub calendar: Option<String>,
}

impl std::fmt::Debug for Letter {
    /// A letter holds a link, which never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(＊＊)")
    }
}

/// メールアドレス. One address that can be written into a header as it stands: it holds no blank, no sign that parts
/// addresses and no end of line.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(String);

impl std::fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MailAddress(＊＊)")
    }
}

/// The text is no address to which mail can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAddress;

const LONGEST_LOCAL: usize = 64;
const LONGEST: usize = 254;
/// What may stand before the @ beside letters, digits and single dots.
const LOCAL: &str = "!#$%&'*+-/=?^_`{|}~";

impl MailAddress {
    /// Reads an address as it was typed; letters and digits in full width are taken as they are meant.
    pub fn read(typed: &str) -> Result<Self, NoAddress> {
        use unicode_normalization::UnicodeNormalization;
        if typed.contains(char::is_control) {
            return Err(NoAddress);
        }
        let address: String = typed.trim().nfkc().collect();
        let (local, domain) = address.split_once('@').ok_or(NoAddress)?;
        let of_local = |sign: char| sign.is_ascii_alphanumeric() || LOCAL.contains(sign);
        let local_holds = local.len() <= LONGEST_LOCAL
            && local
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(of_local));
        let label_holds = |label: &str| {
            let inside = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(inside)
        };
        let domain_holds = domain.contains('.') && domain.split('.').all(label_holds);
        if local_holds && domain_holds && address.len() <= LONGEST {
            Ok(Self(address))
        } else {
            Err(NoAddress)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_meant() {
        let read = |typed| MailAddress::read(typed).map(|address| address.as_str().to_owned());
        assert_eq!(
            read(" mihon.sabikan+b@mihon.example "),
            Ok("mihon.sabikan+b@mihon.example".to_owned())
        );
        assert_eq!(
            read("ｍｉｈｏｎ＠ｍｉｈｏｎ．ｅｘａｍｐｌｅ"),
            Ok("mihon@mihon.example".to_owned())
        );
    }

    #[test]
    fn nothing_that_could_end_a_header_or_name_a_second_reader_is_an_address() {
        for wrong in [
            "",
            "mihon",
            "mihon@example",
            "@mihon.example",
            ".mihon@mihon.example",
            "mi..hon@mihon.example",
            "mihon@mihon..example",
            "mihon@-mihon.example",
            "mihon@mihon.example\r\nBcc: other@mihon.example",
            "mihon@mihon.example\nBcc: other@mihon.example",
            "mihon@mihon.example, other@mihon.example",
            "mihon@other@mihon.example",
            "\"mihon\"@mihon.example",
            "見本 <mihon@mihon.example>",
            "mi hon@mihon.example",
            "mihon@mihon.example\0",
        ] {
            assert_eq!(MailAddress::read(wrong), Err(NoAddress), "{wrong:?}");
        }
        assert_eq!(
            MailAddress::read(&format!("{}@mihon.example", "a".repeat(65))),
            Err(NoAddress)
        );
    }
}
