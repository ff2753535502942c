//! What ships inside the program: policies, calendars and mappings, byte for byte those of `data/`.

/// The shipped policies by name, in alphabetical order.
pub const POLICIES: [(&str, &str); 7] = [
    ("arta", include_str!("../shipped/policy/arta.toml")),
    ("boston-311", include_str!("../shipped/policy/boston-311.toml")),
    ("cpgrams", include_str!("../shipped/policy/cpgrams.toml")),
    ("fala-br", include_str!("../shipped/policy/fala-br.toml")),
    ("lapor", include_str!("../shipped/policy/lapor.toml")),
    ("lapor-2015-as-run", include_str!("../shipped/policy/lapor-2015-as-run.toml")),
    ("sp4n-2018", include_str!("../shipped/policy/sp4n-2018.toml")),
];

/// The shipped calendars by name, in alphabetical order; `id` is part of `lapor-core`.
pub const CALENDARS: [(&str, &str); 3] = [
    ("boston-311", include_str!("../shipped/calendar/boston-311.toml")),
    ("example-region", include_str!("../shipped/calendar/example-region.toml")),
    ("id-six-days", include_str!("../shipped/calendar/id-six-days.toml")),
];

/// The shipped mappings by name, in alphabetical order.
pub const MAPPINGS: [(&str, &str); 10] = [
    ("bench-events", include_str!("../shipped/mapping/bench-events.toml")),
    ("bench-wide", include_str!("../shipped/mapping/bench-wide.toml")),
    ("boston-311", include_str!("../shipped/mapping/boston-311.toml")),
    ("example", include_str!("../shipped/mapping/example.toml")),
    ("lapor-2015", include_str!("../shipped/mapping/lapor-2015.toml")),
    ("open311", include_str!("../shipped/mapping/open311.toml")),
    ("publicstuff", include_str!("../shipped/mapping/publicstuff.toml")),
    ("receipt-log", include_str!("../shipped/mapping/receipt-log.toml")),
    ("sf-311", include_str!("../shipped/mapping/sf-311.toml")),
    ("xes", include_str!("../shipped/mapping/xes.toml")),
];

/// The text of a shipped mapping.
///
/// ```
/// assert!(lapor_stats::shipped::mapping("lapor-2015").is_some());
/// assert!(lapor_stats::shipped::mapping("nowhere").is_none());
/// ```
pub fn mapping(name: &str) -> Option<&'static str> {
    MAPPINGS.iter().find(|&&(shipped, _)| shipped == name).map(|&(_, text)| text)
}
