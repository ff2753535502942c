//! Published ids: what a report is called in public, which says nothing of what it is called inside.

use std::path::Path;

use data_encoding::{BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use lapor_stats::dataset::Ids;
use sha2::Sha256;

use crate::error::Error;

/// 80 bits: among a hundred million reports two share an id with a chance of one in a hundred million.
const ID_BYTES: usize = 10;

/// The mark of a key that stands in public, and so protects nobody.
const SAMPLE_MARK: &str = "sample:";

/// The fingerprint of the key that ships with the sample.
const SAMPLE: &str = "c24340f1d612fbe9";

/// The operator's secret, from which published ids are made.
///
/// There is no default: real ids have five digits, so with a known key anybody could try them all.
#[derive(Clone)]
pub struct Key {
    bytes: Vec<u8>,
    is_sample: bool,
}

/// Never the key itself.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("is_sample", &self.is_sample).finish_non_exhaustive()
    }
}

impl Key {
    /// Reads a key: the first line that is no comment, at least 64 hexadecimal digits.
    ///
    /// A key with `sample:` before it stands in public and is accepted only for data that are
    /// declared invented or already public.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] names the file; it never quotes what stands in it.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let wrong = |problem: String| Error::Config { file: file.to_path_buf(), problem };
        let text = std::fs::read_to_string(file)
            .map_err(|error| wrong(format!("cannot be read: {error}")))?;
        let line = text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .ok_or_else(|| wrong("found no key, expected at least 64 hexadecimal digits".into()))?;
        let (digits, is_sample) = match line.strip_prefix(SAMPLE_MARK) {
            Some(digits) => (digits, true),
            None => (line, false),
        };
        let bytes = HEXLOWER_PERMISSIVE
            .decode(digits.as_bytes())
            .ok()
            .filter(|bytes| 32 <= bytes.len())
            .ok_or_else(|| {
                wrong("found something else, expected at least 64 hexadecimal digits".into())
            })?;
        let mut key = Key { bytes, is_sample };
        // The digits alone are as well known.
        key.is_sample |= key.fingerprint() == SAMPLE;
        Ok(key)
    }

    /// Whether it stands in public.
    pub fn is_sample(&self) -> bool {
        self.is_sample
    }

    /// The published id of a report: 16 small letters and digits.
    ///
    /// HMAC-SHA-256 over source and report id, cut to 80 bits, in base 32 (RFC 2104, RFC 4648).
    pub fn published_id(&self, source: &str, report_id: &str) -> String {
        let digest = self.digest(&[source.as_bytes(), b"\0", report_id.as_bytes()]);
        BASE32_NOPAD.encode(&digest[..ID_BYTES]).to_ascii_lowercase()
    }

    /// What a build remembers of the key, to notice that it was changed.
    pub fn fingerprint(&self) -> String {
        HEXLOWER_PERMISSIVE.encode(&self.digest(&[b"fingerprint"])[..8])
    }

    fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes a key of any length, so this cannot fail.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.bytes) else { return [0; 32] };
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// The published ids of all reports of a source, in their order.
///
/// # Errors
///
/// [`Error::IdCollision`] if two reports would share one: then the key must be rotated.
pub fn published_ids<'a>(
    key: &Key,
    source: &str,
    reports: impl Iterator<Item = &'a str>,
) -> Result<Ids, Error> {
    let mut ids = Ids::default();
    reports.for_each(|report| ids.push(&key.published_id(source, report)));
    let mut sorted: Vec<&str> = ids.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Error::IdCollision { published: pair[0].to_owned() }),
        None => Ok(ids),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn key(text: &str) -> Result<Key, Error> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, text).unwrap();
        Key::read(&file)
    }

    /// Computed with Python: base64.b32encode(hmac.new(bytes(range(32)), b'contoh\x0050001',
    /// 'sha256').digest()[:10]).
    #[test]
    fn a_published_id_is_the_hmac_that_python_gives() {
        let digits: String = (0..32).map(|byte| format!("{byte:02x}")).collect();
        let key = key(&format!("# a comment\nsample:{digits}\n")).unwrap();
        assert!(key.is_sample());
        assert_eq!(key.published_id("contoh", "50001"), PYTHON_ID);
    }

    const PYTHON_ID: &str = "njlcmvuxguff4s6i";

    #[test]
    fn a_bad_key_is_refused_without_quoting_it() {
        for text in ["", "# nothing", "abcd", "zz"] {
            let error = key(text).unwrap_err().to_string();
            // A temporary folder may have any letters in its name.
            let (_, problem) = error.rsplit_once(": ").unwrap();
            let is_told = problem.contains("expected at least 64");
            assert!(is_told && !problem.contains("zz"), "{error}");
        }
    }
}
