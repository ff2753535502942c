//! What an operator decided, by hash.

use std::collections::BTreeMap;
use std::path::Path;

use lapor_core::redact::{Decision, Doubt};

use super::key::ReviewKey;
use crate::error::Error;

/// The columns of the file, in any order.
const COLUMNS: [&str; 2] = ["hash", "decision"];
/// Hexadecimal digits before and behind the hyphen of a hash.
const DIGITS: [usize; 2] = [8, 32];

/// Decisions on doubtful items, and the key of their hashes.
#[derive(Clone, Debug)]
pub struct Decisions {
    key: ReviewKey,
    /// Decision and line by hash.
    all: BTreeMap<String, (Decision, usize)>,
}

impl Decisions {
    /// Nothing decided yet.
    pub const fn none(key: ReviewKey) -> Self {
        Self { key, all: BTreeMap::new() }
    }

    /// Reads a file of decisions; an empty one decides nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if the file cannot be read; [`Error::Mapping`] with line and column if it has other columns than `hash` and
    /// `decision`, a hash that is none or of another key, a decision that is neither `remove` nor `keep`, or two decisions on one
    /// hash that differ. No message quotes a cell, which might hold text that was put there by mistake.
    pub fn read(file: &Path, key: ReviewKey) -> Result<Self, Error> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(Error::io("read", &name))?;
        Self::parse(&name, &text, key)
    }

    /// Reads decisions from the text of their file; `file` is how a message calls it.
    ///
    /// ```
    /// use lapor_core::redact::Decision;
    /// use lapor_stats::review::{Decisions, ReviewKey};
    ///
    /// let key = ReviewKey::new(&[b'a'; 64]);
    /// let text = format!("hash,decision\n{},keep\n", key.hash("wangkal lor"));
    /// let decisions = Decisions::parse("review.csv", &text, key)?;
    /// assert_eq!(decisions.of("wangkal lor"), Some(Decision::Keep));
    /// assert_eq!(decisions.of("wangkal"), None);
    /// # Ok::<(), lapor_stats::error::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn parse(file: &str, text: &str, key: ReviewKey) -> Result<Self, Error> {
        let wrong = |line: usize, column: usize, problem: &str| Error::Mapping {
            file: file.to_owned(),
            line,
            column,
            problem: problem.to_owned(),
        };
        let mut decisions = Self::none(key);
        // A spreadsheet may put a byte order mark before all.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Ok(decisions);
        }
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut places: Option<[usize; 2]> = None;
        for row in rows.records() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, |place| place.line() as usize);
                wrong(line, 1, "found a row that is no CSV, expected hash and decision")
            })?;
            let line = row.position().map_or(1, |place| place.line() as usize);
            let Some([hash, decision]) = places else {
                let place = |name: &str| row.iter().position(|cell| cell.trim() == name);
                places = match COLUMNS.map(place) {
                    [Some(hash), Some(decision)] if row.len() == COLUMNS.len() => {
                        Some([hash, decision])
                    }
                    [Some(_), Some(_)] => {
                        let problem = "found further columns, expected hash and decision alone, since this file may hold no text";
                        return Err(wrong(line, 1, problem));
                    }
                    _ => {
                        let problem = "found other columns, expected hash and decision";
                        return Err(wrong(line, 1, problem));
                    }
                };
                continue;
            };
            let cell = |at: usize| row.get(at).map_or("", str::trim);
            if row.len() != COLUMNS.len() {
                return Err(wrong(line, 1, "found another number of cells, expected two"));
            }
            if !is_hash(cell(hash)) {
                let problem =
                    "found no hash, expected 8 and 32 hexadecimal digits with a hyphen between";
                return Err(wrong(line, hash + 1, problem));
            }
            if cell(hash)[..DIGITS[0]] != *decisions.key.fingerprint() {
                let problem = format!(
                    "found a hash of another key, expected one that begins with {}; decide anew, or name the old key",
                    decisions.key.fingerprint()
                );
                return Err(wrong(line, hash + 1, &problem));
            }
            let decided = Decision::ALL.into_iter().find(|known| known.word() == cell(decision));
            let Some(decided) = decided else {
                return Err(wrong(
                    line,
                    decision + 1,
                    "found no decision, expected remove or keep",
                ));
            };
            let (before, first) =
                *decisions.all.entry(cell(hash).to_owned()).or_insert((decided, line));
            if before != decided {
                let problem =
                    format!("found another decision than in line {first}, expected one a hash");
                return Err(wrong(line, decision + 1, &problem));
            }
        }
        Ok(decisions)
    }

    /// The decision on an item, by its words.
    pub fn of(&self, words: &str) -> Option<Decision> {
        if self.all.is_empty() {
            return None;
        }
        self.all.get(&self.key.hash(words)).map(|(decision, _)| *decision)
    }

    /// Whether an item may stand, as it is written.
    pub fn keeps(&self, item: &str) -> bool {
        !self.all.is_empty() && self.of(&Doubt::words_of(item)) == Some(Decision::Keep)
    }

    /// The key of the hashes.
    pub fn key(&self) -> &ReviewKey {
        &self.key
    }

    /// How many items are decided.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn is_hash(cell: &str) -> bool {
    let mut parts = cell.split('-');
    let is_hex = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    DIGITS
        .iter()
        .all(|&digits| parts.next().is_some_and(|part| part.len() == digits && is_hex(part)))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> ReviewKey {
        ReviewKey::new(&[b'a'; 64])
    }

    #[test]
    fn a_wrong_file_is_refused_with_line_and_column_and_without_a_cell_of_it() {
        let refused = |text: &str| match Decisions::parse("review.csv", text, key()) {
            Err(error) => error.to_string(),
            Ok(decisions) => format!("{decisions:?}"),
        };
        let [one, other] = ["wangkal lor", "teguh"].map(|words| key().hash(words));
        let foreign = ReviewKey::new(&[b'b'; 64]).hash("wangkal lor");
        for (text, expected) in [
            (
                "item,decision\n".into(),
                "review.csv:1:1: found other columns, expected hash and decision",
            ),
            (
                format!("hash,decision,item\n{one},keep,Wangkal Lor\n"),
                "review.csv:1:1: found further columns, expected hash and decision alone, since this file may hold no text",
            ),
            (
                format!("hash,decision\n{one},keep\nWangkal Lor,keep\n"),
                "review.csv:3:1: found no hash, expected 8 and 32 hexadecimal digits with a hyphen between",
            ),
            (
                format!("decision,hash\nkeep,{one}\nWangkal,{other}\n"),
                "review.csv:3:1: found no decision, expected remove or keep",
            ),
            (
                format!("hash,decision\n{one},\n"),
                "review.csv:2:2: found no decision, expected remove or keep",
            ),
            (
                format!("hash,decision\n{one},keep,Wangkal\n"),
                "review.csv:2:1: found another number of cells, expected two",
            ),
            (
                format!("hash,decision\n{one},keep\n{other},keep\n{one},remove\n"),
                "review.csv:4:2: found another decision than in line 2, expected one a hash",
            ),
        ] {
            assert_eq!(refused(&text), expected, "{text}");
        }
        let message = refused(&format!("hash,decision\n{foreign},keep\n"));
        assert!(message.starts_with("review.csv:2:1: found a hash of another key"), "{message}");
    }

    #[test]
    fn rows_stand_for_themselves_in_any_order_and_may_come_twice() {
        let [one, other] = ["wangkal lor", "teguh"].map(|words| key().hash(words));
        let text =
            format!("\u{feff}decision,hash\r\nkeep,{one}\r\nremove,{other}\r\nkeep,{one}\r\n");
        let decided = |words: &str| {
            let decisions = Decisions::parse("review.csv", &text, key());
            decisions.ok().and_then(|decisions| decisions.of(words))
        };
        assert_eq!(decided("wangkal lor"), Some(Decision::Keep));
        assert_eq!(decided("teguh"), Some(Decision::Remove));
        assert_eq!(decided("lor"), None);
        assert!(Decisions::parse("review.csv", " \n", key()).is_ok_and(|none| none.is_empty()));
    }
}
