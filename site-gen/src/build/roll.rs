//! Which office-holders of the operator's list stand in a text that is shown.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use aho_corasick::AhoCorasick;
use lapor_stats::officials::Officials;

use crate::progress::Warning;

/// The names of the list, each with whether any text has it.
pub(super) struct Roll {
    file: String,
    lines: Vec<u64>,
    /// None where the list is too long for a table; then nothing is said of it.
    names: Option<AhoCorasick>,
    seen: Vec<AtomicBool>,
}

impl Roll {
    /// The roll of a list, by the name of its file.
    pub(super) fn new(file: &Path, officials: &Officials) -> Self {
        let (lines, names): (Vec<u64>, Vec<&str>) = officials.names().unzip();
        let mut builder = AhoCorasick::builder();
        Roll {
            file: file.display().to_string(),
            seen: lines.iter().map(|_| AtomicBool::new(false)).collect(),
            lines,
            names: builder.ascii_case_insensitive(true).build(names).ok(),
        }
    }

    /// Looks for the names in a text as it is shown; from any thread.
    pub(super) fn look(&self, text: &str) {
        let Some(names) = &self.names else { return };
        for found in names.find_overlapping_iter(text) {
            if let Some(seen) = self.seen.get(found.pattern().as_usize()) {
                seen.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The lines whose name stands in no text: misspelled, or no longer needed.
    pub(super) fn unused(&self) -> Vec<Warning> {
        if self.names.is_none() {
            return Vec::new();
        }
        let lines = self.lines.iter().zip(&self.seen);
        let unused = lines.filter(|(_, seen)| !seen.load(Ordering::Relaxed));
        let detail = "the name stands in no text that is shown";
        unused
            .map(|(line, _)| Warning::new("unused-official", &self.file, Some(*line), detail))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_name_that_no_text_has_is_told_by_its_line() {
        let list = "role,name\nBupati Wanasari,Teguh Wirajati\nCamat,Wirajati\nLurah,Sari Kusumo\nBupati,Teguh Wirajati\n";
        let officials = Officials::parse("o.csv", list).unwrap();
        let roll = Roll::new(Path::new("o.csv"), &officials);
        let unused = || roll.unused().iter().filter_map(|odd| odd.line).collect::<Vec<_>>();
        assert_eq!(unused(), [2, 3, 4, 5]);
        roll.look("kepada bupati TEGUH WIRAJATI yth.");
        // Also the name within a name, and the same name in another role.
        assert_eq!(unused(), [4]);
        roll.look("Lurah Sari Kusumo sudah datang");
        assert!(unused().is_empty());
    }
}
