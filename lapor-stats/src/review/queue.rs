//! What an operator is asked: a file that a spreadsheet opens.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use lapor_core::redact::Doubt;

use crate::publication::csv_safe;

/// The columns of the file; the first two are those of the decisions.
const COLUMNS: [&str; 11] = [
    "hash",
    "decision",
    "shown",
    "kind",
    "rule",
    "confidence",
    "times",
    "report",
    "field",
    "item",
    "context",
];

/// Items without a decision, each once, whatever the order in which they came.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Queue(BTreeMap<String, Entry>);

#[derive(Clone, PartialEq, Eq)]
struct Entry {
    times: u64,
    first: Place,
}

/// Where an item stands. One that readers see comes before one that is hidden, then by report.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    is_hidden: bool,
    report: String,
    field: String,
    kind: &'static str,
    rule: &'static str,
    confidence: u8,
    item: String,
    context: String,
}

/// A count, never an item.
impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("items", &self.0.len()).finish()
    }
}

impl Queue {
    /// Notes an item of a report's text under its hash.
    pub fn add(&mut self, hash: &str, doubt: &Doubt<'_>, report: &str, field: &str) {
        let first = Place {
            is_hidden: doubt.is_hidden,
            report: report.to_owned(),
            field: field.to_owned(),
            kind: doubt.kind.name(),
            rule: doubt.rule,
            confidence: doubt.confidence,
            item: doubt.item.to_owned(),
            context: format!("{}»{}«{}", doubt.before, doubt.item, doubt.behind),
        };
        self.take(hash.to_owned(), Entry { times: 1, first });
    }

    /// Takes up all items of another queue.
    pub fn merge(&mut self, other: Queue) {
        for (hash, entry) in other.0 {
            self.take(hash, entry);
        }
    }

    fn take(&mut self, hash: String, entry: Entry) {
        match self.0.get_mut(&hash) {
            None => {
                self.0.insert(hash, entry);
            }
            Some(known) => {
                known.times += entry.times;
                if entry.first < known.first {
                    known.first = entry.first;
                }
            }
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of them readers see now.
    pub fn shown(&self) -> usize {
        self.0.values().filter(|entry| !entry.first.is_hidden).count()
    }

    /// Writes the file whole or not at all, readable for its owner alone, and replaces one that is there.
    ///
    /// It holds what people wrote, so its folder must not be published. What readers see now comes first, then what stands
    /// most often. No cell is taken for a formula.
    ///
    /// # Errors
    ///
    /// Whatever the file system refuses.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        // A temporary file is its owner's alone on every system that knows owners.
        let mut writing = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        writing.write_all(&self.to_csv()?)?;
        writing.as_file().sync_all()?;
        writing.persist(file).map(drop).map_err(|error| error.error)
    }

    fn to_csv(&self) -> io::Result<Vec<u8>> {
        let mut rows: Vec<(&String, &Entry)> = self.0.iter().collect();
        rows.sort_by_key(|(hash, entry)| {
            (entry.first.is_hidden, std::cmp::Reverse(entry.times), *hash)
        });
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        for (hash, Entry { times, first }) in rows {
            let flat = |text: &str| {
                let line = |c: char| if c.is_control() { ' ' } else { c };
                csv_safe(&text.chars().map(line).collect::<String>()).into_owned()
            };
            writer.write_record([
                hash.as_str(),
                "",
                if first.is_hidden { "no" } else { "yes" },
                first.kind,
                first.rule,
                &first.confidence.to_string(),
                &times.to_string(),
                &flat(&first.report),
                &first.field,
                &flat(&first.item),
                &flat(&first.context),
            ])?;
        }
        writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::redact::Redactor;
    use lapor_core::sensitive::Sensitive;

    use super::super::{Decisions, Desk, ReviewKey};
    use super::*;

    fn asked(texts: &[(&str, &str)]) -> Queue {
        let decisions = Decisions::none(ReviewKey::new(&[b'a'; 64]));
        let mut queue = Queue::default();
        for (report, text) in texts {
            let desk =
                &mut Desk { decisions: &decisions, queue: &mut queue, report, field: "body" };
            Redactor::new().thread().redact_reviewed(&Sensitive::new(*text), desk);
        }
        queue
    }

    #[test]
    fn an_item_is_asked_once_with_its_first_place_whatever_the_order() {
        let texts = [
            ("70002", "=tiang Sumber Wangkal Lor miring"),
            ("70001", "di Wangkal Lor\nsaja, tertulis D 4471 QK di situ"),
            ("70003", "tiang Sumber Wangkal Lor"),
        ];
        let queue = asked(&texts);
        let mut turned = texts;
        turned.reverse();
        assert!(queue == asked(&turned));
        let csv = String::from_utf8(queue.to_csv().unwrap()).unwrap();
        let rows: Vec<&str> = csv.lines().collect();
        assert_eq!(
            rows[0],
            "hash,decision,shown,kind,rule,confidence,times,report,field,item,context"
        );
        assert_eq!(rows.len(), 3, "{csv}");
        assert!(rows[1].contains(",,yes,PERSON,review-capitals,25,"), "{csv}");
        assert!(
            rows[1].ends_with(
                ",70001,body,Wangkal Lor,\"di »Wangkal Lor« saja, tertulis [PLATE] di situ\""
            ),
            "{csv}"
        );
        assert!(rows[2].contains(",,no,PLATE,plate-capitals,75,1,70001,body,D 4471 QK,"), "{csv}");
    }

    #[test]
    fn the_file_is_its_owners_alone_and_no_cell_is_a_formula() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("review-open.csv");
        std::fs::write(&file, "old").unwrap();
        asked(&[("=1", "=tiang Sumber Wangkal Lor miring")]).write(&file).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(",'=1,body,Wangkal Lor,'=tiang"), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
