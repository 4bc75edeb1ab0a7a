//! 事業所の認証局: what the devices of the office install, its fingerprint, and the sheet that says how.

use bansou_documents::form::{Cover, Spelling};
use bansou_documents::papers::AuthoritySheet;
use bansou_domain::calendar::wareki;
use data_encoding::{BASE64, HEXUPPER};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// The public certificate of the office's own authority, and where the office's server is found.
#[derive(Debug, Clone)]
pub struct Authority {
    der: Vec<u8>,
    name: String,
    addresses: Vec<String>,
}

impl Authority {
    /// The file as devices know it: the extension that every one of them opens.
    pub const FILE: &'static str = "bansou-ca.crt";

    /// Reads the certificate; `name` is what devices show for it, `addresses` what they open.
    pub fn read(pem: &str, name: &str, addresses: Vec<String>) -> Result<Self, String> {
        const WRONG: &str = "認証局の証明書（ca.pem）を読めません。";
        let (_, body) = pem.split_once("-----BEGIN CERTIFICATE-----").ok_or(WRONG)?;
        let (body, _) = body.split_once("-----END CERTIFICATE-----").ok_or(WRONG)?;
        let text: String = body.split_whitespace().collect();
        Ok(Self {
            der: BASE64.decode(text.as_bytes()).map_err(|_| WRONG)?,
            name: name.to_owned(),
            addresses,
        })
    }

    /// The certificate as devices install it. It holds no secret.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// What the devices open.
    #[must_use]
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// SHA-256 of the certificate, in four lines of two groups of four pairs, to be read aloud.
    #[must_use]
    pub fn fingerprint(&self) -> Vec<String> {
        let pairs = |bytes: &[u8]| {
            let pairs = bytes.iter().map(|byte| HEXUPPER.encode(&[*byte]));
            pairs.collect::<Vec<_>>().join(" ")
        };
        let digest = Sha256::digest(&self.der);
        let line = |line: &[u8]| line.chunks(4).map(pairs).collect::<Vec<_>>().join("  ");
        digest.as_slice().chunks(8).map(line).collect()
    }

    /// The sheet that goes from device to device.
    #[must_use]
    pub fn sheet(&self, today: Date) -> AuthoritySheet {
        AuthoritySheet {
            cover: Cover {
                title: "端末に証明書を入れる手順".to_owned(),
                form_number: String::new(),
                subject: "事業所の端末".to_owned(),
                printed: format!("{} 印刷", wareki::format(today)),
                dated: today,
                spelling: Spelling::default(),
            },
            addresses: self.addresses.clone(),
            file: Self::FILE.to_owned(),
            name: self.name.clone(),
            fingerprint: self.fingerprint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-256 of `abc`, as the standard prints it.
    #[test]
    fn the_fingerprint_is_the_hash_of_the_certificate_itself_in_readable_groups() {
        let pem = "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n";
        let authority = Authority::read(pem, "見本", Vec::new()).unwrap();
        insta::assert_snapshot!(authority.fingerprint().join("\n"), @r"
        BA 78 16 BF  8F 01 CF EA
        41 41 40 DE  5D AE 22 23
        B0 03 61 A3  96 17 7A 9C
        B4 10 FF 61  F2 00 15 AD
        ");
        assert!(Authority::read("-----BEGIN PRIVATE KEY-----", "見本", Vec::new()).is_err());
    }
}
