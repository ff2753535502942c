//! Files that carry their hash in their name, and so never change under it.

/// Whether the name of a file carries a hash of its bytes: `gaya.3f9a01bc.css`, `cari-0f3b9c1d7e.js`.
///
/// A part between dots or hyphens, neither the first nor the ending, of eight or more digits and lower
/// case letters, with both in it. Pages never count. A server may let browsers keep such a file for
/// good, so a name that only looks like one (a date, a word) must not pass.
///
/// ```
/// use site_gen::publish::is_hashed_asset;
///
/// assert!(is_hashed_asset("aset/gaya.3f9a01bc.css"));
/// assert!(!is_hashed_asset("data/laporan-20251231.csv"));
/// ```
pub fn is_hashed_asset(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    if matches!(ending, "html" | "htm" | "xml" | "atom") {
        return false;
    }
    stem.split(['.', '-']).skip(1).any(is_hash)
}

fn is_hash(part: &str) -> bool {
    8 <= part.len()
        && part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether a file of the last release stays for one more.
///
/// Only what holds no text of reports: a search shard has its hash in the name as well, and it must go
/// with the report that was taken down.
pub(crate) fn is_kept(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    is_hashed_asset(path) && matches!(ending, "css" | "js" | "woff2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_is_told_from_a_name_without() {
        for path in [
            "gaya.3f9a01bc.css",
            "aset/cari-0f3b9c1d7e.js",
            "a.b2c3d4e5f6a7.woff2",
            "kartu-a1b2c3d4e5.png",
            "contoh/indeks/kata/k-0bcdfghjklm.bin",
        ] {
            assert!(is_hashed_asset(path), "{path}");
        }
        for path in [
            "gaya.css",
            "3f9a01bc.css",
            "laporan-20251231.csv",
            "gaya.3f9a01b.css",
            "gaya.3F9A01BC.css",
            "gaya-kepemerintahan.css",
            "laporan-3f9a01bc.html",
            "a.3f9a01bc/index",
            "contoh/indeks/dok/2025-03/0-3f9a01bcde/4.json",
            "3f9a01bc",
        ] {
            assert!(!is_hashed_asset(path), "{path}");
        }
    }

    #[test]
    fn only_assets_without_reports_in_them_stay() {
        assert!(is_kept("gaya.3f9a01bc.css"));
        assert!(!is_kept("cari.3f9a01bc.json"));
        assert!(!is_kept("kartu.3f9a01bc.png"));
        assert!(!is_kept("contoh/indeks/kata/k-0bcdfghjklm.bin"));
    }
}
