//! The seam for the privacy gate: whoever scans the final bytes, for a check and before a swap.

use super::place::Lines;
use super::rule::Rule;
use crate::error::Finding;

/// A scan of the final bytes of one file: its site-relative path and its bytes in, findings out.
///
/// The same function runs before a publication, where a finding stops it, and in `check`.
pub type Gate<'a> = &'a (dyn Fn(&str, &[u8]) -> Vec<GateFinding> + Sync);

/// What a gate found: a rule and a place, never the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GateFinding {
    /// Where in the file, in bytes from its start.
    pub offset: usize,
    /// The rule that fired, such as `nik`.
    pub rule: &'static str,
}

/// Runs the gate over one file and its path, and turns what it finds into findings with line and column.
pub(crate) fn examine(gate: Gate<'_>, path: &str, bytes: &[u8]) -> Vec<Finding> {
    let named = gate(path, path.as_bytes());
    let mut found = gate(path, bytes);
    if named.is_empty() && found.is_empty() {
        return Vec::new();
    }
    let shown = if named.is_empty() { path.to_owned() } else { masked(gate, path) };
    found.sort_unstable();
    let mut lines = Lines::new(bytes);
    let in_path = |GateFinding { rule, .. }: GateFinding| {
        Finding::new(&shown, None, Rule::Leak, format!("{rule} in the path"))
    };
    let in_bytes = |GateFinding { offset, rule }: GateFinding| {
        let (line, column) = lines.at(offset);
        Finding::new(&shown, Some(line), Rule::Leak, format!("{rule} at column {column}"))
    };
    named.into_iter().map(in_path).chain(found.into_iter().map(in_bytes)).collect()
}

/// A path without the segments in which the gate finds something, as far as a path can be told so.
fn masked(gate: Gate<'_>, path: &str) -> String {
    const MASK: &str = "...";
    let tells = |text: &str| !gate(text, text.as_bytes()).is_empty();
    let segments: Vec<&str> =
        path.split('/').map(|segment| if tells(segment) { MASK } else { segment }).collect();
    let shown = segments.join("/");
    if tells(&shown) { MASK.to_owned() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leak_names_rule_and_place_and_not_the_text() {
        let gate = |_: &str, bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let hit = |(offset, _)| GateFinding { offset, rule: "kata" };
            text.match_indices("rahasia").map(hit).collect()
        };
        let found = examine(&gate, "a.txt", b"satu\ndua rahasia\n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].to_string(), "a.txt:2: leak: kata at column 5");
    }

    #[test]
    fn a_path_that_tells_is_named_without_what_it_tells() {
        let gate = |_: &str, bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let hit = |(offset, _)| GateFinding { offset, rule: "kata" };
            text.match_indices("rahasia").map(hit).collect()
        };
        let found = examine(&gate, "a/b-rahasia/c.txt", b"rahasia\n");
        let shown: Vec<String> = found.iter().map(Finding::to_string).collect();
        assert_eq!(
            shown,
            ["a/.../c.txt: leak: kata in the path", "a/.../c.txt:1: leak: kata at column 1"]
        );
    }
}
