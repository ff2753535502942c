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

/// Runs the gate over one file and turns what it finds into findings with line and column.
pub(crate) fn examine(gate: Gate<'_>, path: &str, bytes: &[u8]) -> Vec<Finding> {
    let mut found = gate(path, bytes);
    found.sort_unstable();
    let mut lines = Lines::new(bytes);
    found
        .into_iter()
        .map(|GateFinding { offset, rule }| {
            let (line, column) = lines.at(offset);
            let detail = format!("{rule} at column {column}");
            Finding::new(path, Some(line), Rule::Leak, detail)
        })
        .collect()
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
}
