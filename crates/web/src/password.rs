//! Passwords. The database keeps their Argon2id strings alone.

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::password_hash::{self, CustomizedPasswordHasher};
use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};

use crate::failure::Failure;

/// What a hash asks of the system at least, in blocks of 1 KiB; it touches only the 19 MB it needs. Up to 32 MB glibc's
/// allocator keeps what is given back, and would hold the memory of a sign-in as long as the program runs.
const ROOM: usize = 40 * 1024;

/// The Argon2id string that is stored of a password.
pub fn hash(password: &str) -> Result<String, String> {
    Hasher
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|why| why.to_string())
}

/// Compares a password off the async threads. Without a stored hash it compares against a fixed one, so that an
/// unknown account takes as long as a wrong password.
pub(crate) async fn holds(password: String, stored: Option<String>) -> Result<bool, Failure> {
    let check = move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.to_owned());
        let Ok(parsed) = PasswordHash::new(&stored) else {
            return false;
        };
        let equal = Hasher.verify_password(password.as_bytes(), &parsed).is_ok();
        known && equal
    };
    tokio::task::spawn_blocking(check)
        .await
        .map_err(|_| Failure::Background)
}

/// An Argon2id hash of a password nobody has, with the default cost.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBmaXhlZCBzYWx0IQ$1K7cGZKzN1OQUaFlQiXfSDy5ebvGEuwHNqIsXFDgSi4";

/// Argon2id with room of its own for every hash.
struct Hasher;

impl PasswordHasher<PasswordHash> for Hasher {
    fn hash_password_with_salt(&self, password: &[u8], salt: &[u8]) -> password_hash::Result<PasswordHash> {
        self.hash_password_with_params(password, salt, Params::default())
    }
}

impl CustomizedPasswordHasher<PasswordHash> for Hasher {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> password_hash::Result<PasswordHash> {
        let algorithm = algorithm
            .map(Algorithm::try_from)
            .transpose()?
            .unwrap_or_default();
        let version = version.map(Version::try_from).transpose()?.unwrap_or_default();
        let strings = ParamsString::try_from(&params)?;
        let mut out = vec![0; params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)];
        let blocks = params.block_count();
        let mut memory = Vec::with_capacity(blocks.max(ROOM));
        memory.resize(blocks, Block::default());
        Argon2::new(algorithm, version, params).hash_password_into_with_memory(
            password,
            salt,
            &mut out,
            &mut memory,
        )?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: strings,
            salt: Some(Salt::new(salt)?),
            hash: Some(Output::new(&out)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_holds_against_its_own_hash_alone_at_whatever_cost_it_was_stored() {
        let (password, wrong) = ("見本の合言葉".as_bytes(), "見本の合言".as_bytes());
        let fresh = hash("見本の合言葉").unwrap();
        assert_ne!(fresh, hash("見本の合言葉").unwrap(), "each with its own salt");
        let params = Params::new(64, 3, 2, Some(24)).unwrap();
        let elsewhere = Argon2::new(Algorithm::Argon2i, Version::V0x10, params);
        let elsewhere = elsewhere.hash_password(password).unwrap().to_string();
        for stored in [fresh, elsewhere] {
            let parsed = PasswordHash::new(&stored).unwrap();
            Hasher.verify_password(password, &parsed).unwrap();
            Argon2::default().verify_password(password, &parsed).unwrap();
            Hasher.verify_password(wrong, &parsed).unwrap_err();
        }
    }
}
