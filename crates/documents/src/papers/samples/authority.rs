//! The sheet of the made-up office's certificate authority.

use super::{PLANNED, cover};
use crate::form::Cover;
use crate::papers::AuthoritySheet;

impl AuthoritySheet {
    /// Filled sheets in lengths that occur: one address, and several.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let sheet = |addresses: &[&str]| Self {
            cover: Cover {
                subject: "事業所の端末".to_owned(),
                ..cover("", "端末に証明書を入れる手順", "", PLANNED)
            },
            addresses: addresses.iter().map(|address| (*address).to_owned()).collect(),
            file: "bansou-ca.crt".to_owned(),
            name: "bansou 事業所の認証局".to_owned(),
            fingerprint: vec![
                "3F 9A 00 1C  77 E2 5B 40".to_owned(),
                "A1 0D 6E 93  2C F8 44 B7".to_owned(),
                "58 21 CE 0F  9D 36 71 EA".to_owned(),
                "04 BB 82 5D  E9 17 C3 60".to_owned(),
            ],
        };
        vec![
            sheet(&["https://jimusho.local:8443"]),
            sheet(&[
                "https://jimusho.local:8443",
                "https://192.168.0.10:8443",
                "https://mihon-soudanshien.example.jp:8443",
            ]),
        ]
    }
}
