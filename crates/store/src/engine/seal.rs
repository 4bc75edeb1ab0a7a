//! 封. What waits to be sent with a link in it is sealed, so that a copied database opens no link.
//!
//! The key stands in no database: it is made when the store is opened, or given by whoever runs the program so that what
//! waits can still be sent after a restart.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Failure;

/// Begins what is sealed; older letters begin with a bracket.
const MARK: &str = "sealed:";

pub(crate) struct Seal(LessSafeKey);

fn failed<E>(_: E) -> Failure {
    Failure::unreadable("outbox.letter", "the seal cannot be made")
}

/// A secret nobody can guess, for [`crate::Store::sealing_with`].
///
/// # Errors
///
/// Where the machine gives no random numbers.
pub fn fresh_secret() -> Result<String, Failure> {
    let mut secret = [0; 32];
    SystemRandom::new().fill(&mut secret).map_err(failed)?;
    Ok(data_encoding::BASE64.encode(&secret))
}

impl Seal {
    /// A seal that lasts as long as the program runs.
    pub(super) fn fresh() -> Result<Self, Failure> {
        let mut key = [0; 32];
        SystemRandom::new().fill(&mut key).map_err(failed)?;
        Self::with(&key)
    }

    /// The seal of a secret, which has to be long and random by itself.
    pub(super) fn of(secret: &str) -> Result<Self, Failure> {
        Self::with(Sha256::digest(secret.as_bytes()).as_slice())
    }

    fn with(key: &[u8]) -> Result<Self, Failure> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, key).map_err(failed)?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Seals a text under the key of its letter.
    pub(crate) fn close(&self, id: Uuid, text: &str) -> Result<String, Failure> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(failed)?;
        let mut sealed = text.as_bytes().to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.0
            .seal_in_place_append_tag(unique, Aad::from(id.as_bytes()), &mut sealed)
            .map_err(failed)?;
        let all = [nonce.as_slice(), &sealed].concat();
        Ok(format!("{MARK}{}", data_encoding::BASE64.encode(&all)))
    }

    /// The text, sealed or not; `None` where another key sealed it.
    pub(crate) fn open(&self, id: Uuid, kept: &str) -> Option<String> {
        let Some(sealed) = kept.strip_prefix(MARK) else {
            return Some(kept.to_owned());
        };
        let all = data_encoding::BASE64.decode(sealed.as_bytes()).ok()?;
        let (nonce, sealed) = all.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = sealed.to_vec();
        let opened = self
            .0
            .open_in_place(nonce, Aad::from(id.as_bytes()), &mut text)
            .ok()?;
        String::from_utf8(opened.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_key_sealed_for_one_letter_opens_with_no_other() {
        let (mine, id) = (Seal::of("見本の鍵").unwrap(), Uuid::from_u128(1));
        let sealed = mine.close(id, "/r/mihon.aaaa").unwrap();
        assert!(!sealed.contains("mihon"));
        assert_eq!(mine.open(id, &sealed).as_deref(), Some("/r/mihon.aaaa"));
        assert_eq!(mine.open(Uuid::from_u128(2), &sealed), None);
        assert_eq!(Seal::fresh().unwrap().open(id, &sealed), None);
        assert_eq!(
            mine.open(id, "{}").as_deref(),
            Some("{}"),
            "older letters are not sealed"
        );
    }
}
