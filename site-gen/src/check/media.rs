//! What a file of a site is, told by the ending of its name.

/// How a file is examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page, held to every rule.
    Html,
    /// A picture with markup in it.
    Svg,
    /// Styles.
    Css,
    /// Any other text.
    Text,
    /// Bytes that only the gate and the canaries look into.
    Binary,
}

/// The kind of a file.
pub(crate) fn kind(path: &str) -> Kind {
    match extension(path) {
        "html" | "htm" | "xhtml" => Kind::Html,
        "svg" => Kind::Svg,
        "css" => Kind::Css,
        _ if content_type(path).ends_with("charset=utf-8") => Kind::Text,
        _ => Kind::Binary,
    }
}

/// The media type that a server should send for a file, with the charset where it is text.
///
/// An unknown ending is `application/octet-stream`, which with `nosniff` a browser only saves.
///
/// ```
/// use site_gen::check::content_type;
///
/// assert_eq!(content_type("metode/index.html"), "text/html; charset=utf-8");
/// assert_eq!(content_type("data/laporan.parquet"), "application/vnd.apache.parquet");
/// ```
pub fn content_type(path: &str) -> &'static str {
    match extension(path) {
        "html" | "htm" => "text/html; charset=utf-8",
        "xhtml" => "application/xhtml+xml; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "ndjson" => "application/x-ndjson; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "toml" => "application/toml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "parquet" => "application/vnd.apache.parquet",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// The ending after the last dot of the file's name; empty where there is none.
fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_carries_its_charset_and_binary_does_not() {
        assert_eq!(kind("a/index.html"), Kind::Html);
        assert_eq!(kind("a.svg"), Kind::Svg);
        assert_eq!(kind("gaya.css"), Kind::Css);
        assert_eq!(kind("data.csv"), Kind::Text);
        assert_eq!(kind("data.parquet"), Kind::Binary);
        assert_eq!(kind("LICENSE"), Kind::Binary);
        assert_eq!(kind(".html"), Kind::Binary);
        assert_eq!(kind("a.html/b"), Kind::Binary);
    }
}
