//! The gate over a file that memory should not hold as a whole.

use super::gate::{Gate, GateFinding, examine};
use super::rule::Rule;
use crate::error::Finding;

/// How many bytes the gate sees at once.
const PIECE: usize = 1 << 20;
/// How many bytes before a piece it sees again, so that it knows what stands beside its first ones.
const CONTEXT: usize = 1 << 12;
/// No identifier is longer, so one that begins further before a piece was seen whole.
const REACH: usize = 1 << 8;

/// The gate over a file that comes in pieces.
pub(crate) struct Scan<'s> {
    gate: Gate<'s>,
    path: String,
    /// What was not examined yet, after what was and is seen again.
    buffer: Vec<u8>,
    /// How much of the buffer was examined.
    examined: usize,
    /// Line and column, from 0, of the buffer's first byte.
    place: (u32, usize),
    found: Vec<Finding>,
}

impl<'s> Scan<'s> {
    pub(crate) fn new(gate: Gate<'s>, path: &str) -> Self {
        let found = examine(gate, path, b"");
        // A path that tells something is told masked, and one finding of it is enough.
        let shown = found.first().map_or(path, |finding| finding.path.as_str()).to_owned();
        Scan { gate, path: shown, buffer: Vec::new(), examined: 0, place: (0, 0), found }
    }

    /// Takes in what follows.
    pub(crate) fn see(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = (self.examined + PIECE).saturating_sub(self.buffer.len()).max(1);
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.buffer.extend_from_slice(now);
            bytes = later;
            if self.examined + PIECE <= self.buffer.len() {
                // To the end of a row where there is one.
                let rows = &self.buffer[self.examined..];
                let end = rows.iter().rposition(|&byte| byte == b'\n');
                let end = end.map_or_else(|| whole(&self.buffer), |end| self.examined + end + 1);
                self.examine(end);
            }
        }
    }

    /// Examines the buffer up to a place, and keeps what stands before it to be seen again with what follows.
    fn examine(&mut self, end: usize) {
        let reported = self.examined.saturating_sub(REACH);
        for GateFinding { offset, rule } in (self.gate)(&self.path, &self.buffer[..end]) {
            if reported <= offset {
                let (line, column) = self.at(offset);
                let what = format!("{rule} at column {}", column + 1);
                self.found.push(Finding::new(&self.path, Some(line + 1), Rule::Leak, what));
            }
        }
        // From the start of a line where there is one, so that the gate sees whole rows.
        let near = end.saturating_sub(CONTEXT);
        // Not within a character.
        let inside = self.buffer[near..end].iter().take(3).take_while(|&&byte| byte & 0xc0 == 0x80);
        let near = near + inside.count();
        let line_end = self.buffer[near..end].iter().position(|&byte| byte == b'\n');
        let start = line_end.map_or(near, |at| near + at + 1);
        // A line that ends with the buffer leaves nothing beside what comes next but itself.
        let start = if end - start < REACH { near } else { start };
        self.place = self.at(start);
        self.buffer.drain(..start);
        self.examined = end - start;
    }

    /// Line and column, from 0, of a place in the buffer.
    fn at(&self, offset: usize) -> (u32, usize) {
        let before = &self.buffer[..offset.min(self.buffer.len())];
        let lines = before.iter().filter(|&&byte| byte == b'\n').count();
        match before.iter().rposition(|&byte| byte == b'\n') {
            Some(last) => (self.place.0 + lines as u32, before.len() - last - 1),
            None => (self.place.0, self.place.1 + before.len()),
        }
    }

    /// What was found in the whole, each with its line and column.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        if self.examined < self.buffer.len() {
            self.examine(self.buffer.len());
        }
        self.found
    }
}

/// How many bytes there are up to a character of which the rest is still to come.
fn whole(bytes: &[u8]) -> usize {
    let behind = bytes.iter().rev().take(3).take_while(|&&byte| byte & 0xc0 == 0x80).count();
    let first = bytes.len() - behind;
    let width = first.checked_sub(1).map_or(0, |first| bytes[first].leading_ones() as usize);
    if (2..=4).contains(&width) && behind + 1 < width { first - 1 } else { bytes.len() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gate(_: &str, bytes: &[u8]) -> Vec<GateFinding> {
        let places = bytes.windows(7).enumerate().filter(|(_, word)| *word == b"rahasia");
        places.map(|(offset, _)| GateFinding { offset, rule: "kata" }).collect()
    }

    #[test]
    fn no_character_is_cut() {
        for (text, cut) in [("aé", 1), ("a\u{2013}", 1), ("a\u{2013}", 2), ("😀", 1), ("😀", 3)]
        {
            let bytes = &text.as_bytes()[..text.len() - cut];
            assert_eq!(
                whole(bytes),
                text.trim_end_matches(|c: char| !c.is_ascii()).len(),
                "{text}"
            );
        }
        for text in ["", "a", "aé", "\u{2013}", "😀"] {
            assert_eq!(whole(text.as_bytes()), text.len(), "{text}");
        }
        assert_eq!(whole(b"a\x80\x80\x80\x80\xff"), 6);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whatever the pieces are, the gate finds what it finds in the whole, once and at the same place.
        #[test]
        fn pieces_are_examined_as_the_whole(
            places in prop::collection::btree_set(0_usize..2_600_000, 0..8),
            line in prop::sample::select(vec![37_usize, 900, 9_000, usize::MAX]),
            piece in prop::sample::select(vec![4_099_usize, 70_001, 1 << 20, 3 << 20]),
        ) {
            let mut text = vec![b'.'; 2_700_000];
            text.iter_mut().skip(line - 1).step_by(line).for_each(|byte| *byte = b'\n');
            for place in places {
                text[place..place + 7].copy_from_slice(b"rahasia");
            }
            let mut whole = examine(&gate, "a.csv", &text);
            whole.sort();
            let mut scan = Scan::new(&gate, "a.csv");
            text.chunks(piece).for_each(|piece| scan.see(piece));
            let mut found = scan.finish();
            found.sort();
            found.dedup();
            prop_assert_eq!(found, whole);
        }
    }
}
