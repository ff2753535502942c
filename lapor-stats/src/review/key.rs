//! The key under which items are hashed.

use std::fmt;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::Error;

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;
/// Bytes of an item's hash.
const HASH: usize = 16;
/// Bytes by which a key is told from another.
const FINGERPRINT: usize = 4;
/// Fewest characters of a key: 256 bits in hexadecimal digits.
const LEAST: usize = 64;

/// The secret under which items are hashed, from the file that also makes published ids.
///
/// Names are few enough to try, so a hash without a key would tell them.
#[derive(Clone, PartialEq, Eq)]
pub struct ReviewKey {
    secret: [u8; 32],
    fingerprint: String,
}

/// Never the key itself.
impl fmt::Debug for ReviewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReviewKey").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

impl ReviewKey {
    /// Reads a key: the first line that is no comment, at least 64 characters.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if the file cannot be read, [`Error::Mapping`] if it holds no key; neither quotes what stands in it.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(Error::io("read", &name))?;
        let lines = text.lines().map(str::trim).zip(1..);
        let mut keys = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let wrong = |line: usize| Error::Mapping {
            file: name.clone(),
            line,
            column: 1,
            problem: format!("found no key, expected one of at least {LEAST} characters"),
        };
        match keys.next() {
            Some((key, _)) if LEAST <= key.len() => Ok(Self::new(key.as_bytes())),
            Some((_, line)) => Err(wrong(line)),
            None => Err(wrong(1)),
        }
    }

    /// The key made of these bytes. It is another one than that of published ids, so that neither tells of the other.
    pub fn new(bytes: &[u8]) -> Self {
        let secret = hmac(bytes, b"lapor review 1");
        let fingerprint = hex(&hmac(&secret, b"fingerprint")[..FINGERPRINT]);
        Self { secret, fingerprint }
    }

    /// The hash of an item by its words: what tells this key from another, a hyphen, and 128 bits, all in hexadecimal digits.
    ///
    /// ```
    /// use lapor_stats::review::ReviewKey;
    ///
    /// let hash = ReviewKey::new(&[b'a'; 64]).hash("wangkal lor");
    /// assert_eq!(hash.len(), 8 + 1 + 32);
    /// assert_ne!(hash, ReviewKey::new(&[b'b'; 64]).hash("wangkal lor"));
    /// ```
    pub fn hash(&self, words: &str) -> String {
        let digest = hmac(&self.secret, &[b"item ", words.as_bytes()].concat());
        format!("{}-{}", self.fingerprint, hex(&digest[..HASH]))
    }

    /// What tells this key from another; the key cannot be worked out from it.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// HMAC-SHA-256 (RFC 2104, section 2).
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0; BLOCK];
    if key.len() <= BLOCK {
        block[..key.len()].copy_from_slice(key);
    } else {
        block[..32].copy_from_slice(&Sha256::digest(key));
    }
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message);
    let outer = Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test cases 2 and 6.
    #[test]
    fn the_hash_is_that_of_the_rfc() {
        assert_eq!(
            hex(&hmac(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        let long = b"Test Using Larger Than Block-Size Key - Hash Key First";
        assert_eq!(
            hex(&hmac(&[0xaa; 131], long)),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
