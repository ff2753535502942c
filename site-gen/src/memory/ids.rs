//! Ids of reports in little memory: a tree of a million would take five times as much.

use std::cmp::Ordering;

/// Ids in order, one a line, as their file has them.
#[derive(Debug, Default)]
pub(super) struct Ids(String);

impl Ids {
    /// The ids of a file, whose lines somebody may have put in another order; an empty line is
    /// no id.
    pub(super) fn of(text: String) -> Ids {
        // In order, an empty line would be the first.
        if text.lines().is_sorted() && !text.contains('\r') && !text.starts_with('\n') {
            return Ids(text);
        }
        let mut lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        lines.sort_unstable();
        Ids(lines.join("\n"))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        let bytes = self.0.as_bytes();
        // Lines begin at `low` and end before `high`.
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |at| low + at + 1);
            let end = memchr::memchr(b'\n', &bytes[start..high]).map_or(high, |at| start + at);
            match bytes[start..end].cmp(id.as_bytes()) {
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
                Ordering::Equal => return true,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_are_a_sorted_set_without_an_empty_one(
            lines in prop::collection::vec("[a-cé]{0,3}", 0..40),
            is_sorted in any::<bool>(),
            end in prop::sample::select(&["\n", "\r\n"][..]),
            is_ended in any::<bool>(),
        ) {
            let set: BTreeSet<String> = lines.iter().cloned().collect();
            let lines = if is_sorted { set.iter().cloned().collect() } else { lines };
            let mut text = lines.join(end);
            if is_ended && !lines.is_empty() {
                text.push_str(end);
            }
            let ids = Ids::of(text.clone());
            let expected: BTreeSet<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>(), expected.clone());
            prop_assert!(ids.iter().is_sorted());
            for id in set.iter().map(String::as_str).chain(["", "d", "a", "ab", "é"]) {
                prop_assert_eq!(ids.contains(id), expected.contains(id), "{:?} in {:?}", id, text);
            }
        }
    }
}
