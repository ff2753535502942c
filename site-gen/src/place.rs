//! Places: the names of provinces and regencies by their Kemendagri code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Codes and names of 2025, embedded from `data/wilayah/prov_kab_2025.csv`; a test keeps the two equal.
const CODES: &str = include_str!("../embedded/prov_kab_2025.csv");

/// Read once: every report's page asks for a name.
static INDONESIA: LazyLock<Places> = LazyLock::new(|| {
    let rows = CODES.lines().skip(1).filter_map(|line| {
        let (code, rest) = line.split_once(',')?;
        Some((code, rest.rsplit_once(',')?.0))
    });
    Places { names: rows.collect() }
});

/// The code list.
#[derive(Debug)]
pub struct Places {
    names: BTreeMap<&'static str, &'static str>,
}

impl Places {
    /// The 38 provinces and 514 regencies of 2025.
    ///
    /// ```
    /// use site_gen::place::Places;
    ///
    /// let places = Places::indonesia();
    /// assert_eq!(places.name("33.74"), Some("Kota Semarang"));
    /// assert_eq!(places.name("Jalan Melati 3"), None);
    /// ```
    pub fn indonesia() -> &'static Self {
        &INDONESIA
    }

    /// The name of a province or regency. What is not in the list has none: it may be anything that
    /// somebody wrote, so it is never shown.
    pub fn name(&self, code: &str) -> Option<&'static str> {
        self.names.get(code).copied()
    }

    /// The code of the province in which a place lies.
    pub fn province(code: &str) -> &str {
        code.split('.').next().unwrap_or(code)
    }
}
