//! The whole road of a file, from its bytes and a mapping to a dataset.
//!
//! Here the modules of `lapor-stats` are taken in as they are, all of the road with them.
#![no_main]
#![expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "a file that is taken in has more than is called here"
)]

#[path = "../../lapor-stats/src"]
mod stats {
    pub(crate) mod dataset;
    pub(crate) mod error;
    pub(crate) mod ingest;
    pub(crate) mod schema;
    pub(crate) mod shipped;
}

use std::sync::LazyLock;

use tempfile::TempDir;

use stats::ingest::{MappingRef, Options, ingest as read_all};
use stats::{dataset, error, ingest, schema, shipped};

static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for two files"));

libfuzzer_sys::fuzz_target!(
    init: lapor_fuzz::let_caught_panics_pass(),
    |data: &[u8]| lapor_fuzz::told(|| road(data))
);

/// A mapping, a zero byte, and the bytes of a file; without the zero byte, a file of canonical columns.
fn road(data: &[u8]) {
    let (mapping, bytes) = match data.iter().position(|&byte| byte == 0) {
        Some(end) => (Some(&data[..end]), &data[end + 1..]),
        None => (None, data),
    };
    let input = FOLDER.path().join("input");
    std::fs::write(&input, bytes).expect("room for the input");
    let mapping = mapping.map(|text| {
        let path = FOLDER.path().join("mapping.toml");
        std::fs::write(&path, text).expect("room for the mapping");
        MappingRef::File(path)
    });
    let read = |texts| {
        read_all(std::slice::from_ref(&input), mapping.as_ref(), Options { texts, as_of: None })
    };
    let (with, without) = match (read(true), read(false)) {
        (Ok(with), Ok(without)) => (with, without),
        (Err(one), Err(other)) => {
            assert_eq!(one.exit_code(), other.exit_code());
            assert!(!one.to_string().is_empty(), "an error without words");
            return;
        }
        _ => panic!("what people wrote decides whether a file is read"),
    };
    assert!(with.events == without.events, "what people wrote changes the events");
    assert!(without.texts.is_empty(), "texts that nobody asked for");
    for dataset in [&with, &without] {
        assert_eq!(dataset.offsets.len(), dataset.reports.len() + 1);
        assert!(dataset.offsets.is_sorted(), "events of one report that lie apart");
        assert_eq!(dataset.offsets.last(), Some(&dataset.events.len()));
        let ids: Vec<&str> = (0..dataset.reports.len()).map(|at| dataset.reports.id(at)).collect();
        assert!(ids.is_sorted(), "reports that are not in the order of their ids");
        let total = dataset.quality.total();
        assert!(total.rejected <= total.read, "more rows rejected than read");
    }
}
