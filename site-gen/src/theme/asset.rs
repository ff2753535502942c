//! Files beside the pages, published under names that hold their hash.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// A file beside the pages, with its hash in its name, so that it can be kept for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name in the theme, such as `gaya.css`.
    pub source: String,
    /// Its published name, such as `gaya-0123456789ab.css`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Gives each static file its published name, and tells the styles.
pub(super) fn assets(statics: BTreeMap<String, Vec<u8>>) -> Vec<Asset> {
    let (styles, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        statics.into_iter().partition(|(name, _)| name.ends_with(".css"));
    let mut assets: Vec<Asset> =
        others.into_iter().map(|(name, bytes)| asset(name, bytes)).collect();
    // A style names its files as the theme does; they are published under their hashed names.
    let mut dressed = Vec::new();
    for (name, bytes) in styles {
        let mut text = bytes;
        for other in &assets {
            text =
                replace(&text, &format!("url({})", other.source), &format!("url({})", other.name));
        }
        dressed.push(asset(name, text));
    }
    assets.extend(dressed);
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    assets
}

fn replace(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    // A style that is not UTF-8 is published as it is.
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace(from, to).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

fn asset(source: String, bytes: Vec<u8>) -> Asset {
    let hash = HEXLOWER.encode(&Sha256::digest(&bytes));
    let hash = &hash[..12];
    let name = match source.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{source}-{hash}"),
    };
    Asset { source, name, bytes }
}
