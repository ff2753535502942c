//! The files of a table, and how they are named to the world.

use super::Publication;

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path from the folder, with `/`.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// The format of a published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Comma-separated values in UTF-8 with a header (RFC 4180).
    Csv,
    /// One array of objects.
    Json,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// The usual ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Parquet => "parquet",
        }
    }

    /// Its media type, as registered with IANA.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv",
            Format::Json => "application/json",
            Format::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// The name for people.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Parquet => "Parquet",
        }
    }
}

impl Publication {
    /// The address of a path in the folder: absolute where it is known where the folder is published.
    pub(super) fn address(&self, path: &str) -> String {
        let mut address = String::new();
        if let Some(base) = &self.base_url {
            address.push_str(base);
            if !base.ends_with('/') {
                address.push('/');
            }
        }
        for byte in path.bytes() {
            // What an address may hold unescaped (RFC 3986, 2.3), and the slash.
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                address.push(char::from(byte));
            } else {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
        if address.is_empty() { "./".to_owned() } else { address }
    }
}

/// Bytes in lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text is an address of the web.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        // What no address may hold (RFC 3987); a space is the usual slip.
        let foreign = |character: char| {
            character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character)
        };
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(foreign)
    })
}

/// Whether a text is a path that leads nowhere but into its folder.
pub(super) fn is_plain_path(text: &str) -> bool {
    let step = |step: &str| !matches!(step, "" | "." | "..");
    let foreign = |character: char| character.is_control() || "\\:".contains(character);
    // A tilde is somebody's home.
    text.split('/').all(step) && !text.contains(foreign) && !text.starts_with('~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_its_folder() {
        for path in ["a.csv", "a/b.csv", "data/lapor 2015/reports.csv", "..a"] {
            assert!(is_plain_path(path), "{path}");
        }
        for path in ["", "/home/x", "../a", "a/../b", "a//b", "C:\\x", "./a", "~/x", "a\n"] {
            assert!(!is_plain_path(path), "{path}");
        }
    }

    #[test]
    fn an_address_is_of_the_web() {
        for url in ["https://example.org", "http://example.org/a?b=c#d"] {
            assert!(is_url(url), "{url}");
        }
        for url in [
            "",
            "example.org",
            "https://",
            "https:///x",
            "file:///x",
            "https://a b",
            "javascript:x",
        ] {
            assert!(!is_url(url), "{url}");
        }
    }

    #[test]
    fn an_address_is_escaped() {
        let mut publication = super::super::tests::small();
        assert_eq!(
            publication.address("a b/é?.csv"),
            "https://example.org/data/a%20b/%C3%A9%3F.csv"
        );
        assert_eq!(publication.address(""), "https://example.org/data/");
        publication.base_url = None;
        assert_eq!((&*publication.address("a.csv"), &*publication.address("")), ("a.csv", "./"));
    }
}
