//! What was read of a source, and which rows were left out, without a word of what stood in them.

use std::collections::BTreeMap;

use lapor_stats::dataset::Quality;
use lapor_stats::error::without_quoted;
use serde::Serialize;

use super::Warning;

/// How many lines of rejected rows are named for each file and rule.
const NAMED: usize = 5;

/// What was read of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRead {
    /// The source's slug.
    pub source: String,
    /// Rows read; as many as accepted and rejected together.
    pub read: u64,
    /// Rows taken in.
    pub accepted: u64,
    /// Rows left out.
    pub rejected: u64,
    /// Rows left out by file and rule, in this order.
    pub rejects: Vec<Rejected>,
    /// How often each named anomaly was seen.
    pub anomalies: BTreeMap<&'static str, u64>,
}

/// Rows of a file that one rule left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// The file, as it was named.
    pub file: String,
    /// The rule.
    pub rule: &'static str,
    /// How many rows.
    pub count: u64,
    /// Their first lines, at most five.
    pub lines: Vec<u64>,
}

impl SourceRead {
    /// What a source's quality tells, by counts and places alone.
    pub fn of(source: &str, quality: &Quality) -> Self {
        let total = quality.total();
        let mut rejects: BTreeMap<(&str, &'static str), Rejected> = BTreeMap::new();
        for reject in &quality.rejects {
            let place = (reject.file.as_str(), reject.rule);
            let known = rejects.entry(place).or_insert_with(|| Rejected {
                file: reject.file.clone(),
                rule: reject.rule,
                count: 0,
                lines: Vec::new(),
            });
            known.count += 1;
            if known.lines.len() < NAMED {
                known.lines.push(reject.line);
            }
        }
        SourceRead {
            source: source.to_owned(),
            read: total.read,
            accepted: total.accepted,
            rejected: total.rejected,
            rejects: rejects.into_values().collect(),
            anomalies: quality.anomalies.clone(),
        }
    }
}

/// What the operator should look at in a source: rows that were left out, columns that nothing reads.
pub(crate) fn warnings(read: &SourceRead, path: &str, quality: &Quality) -> Vec<Warning> {
    let rejected = read.rejects.iter().map(|rejected| {
        let lines: Vec<String> = rejected.lines.iter().map(u64::to_string).collect();
        let lines = match lines.len() as u64 {
            all if all == rejected.count => format!("line {}", lines.join(", ")),
            _ => format!("line {} and more", lines.join(", ")),
        };
        let first = rejected.lines.first().copied();
        let detail = format!("{} rows left out by {}: {lines}", rejected.count, rejected.rule);
        Warning::new("rejected-rows", &rejected.file, first, detail)
    });
    let unknown = quality.unknown_columns.iter().map(|column| {
        // A header can be a row of data that somebody took for one.
        let column = without_quoted(&format!("'{column}'"));
        let detail = format!("column {column} is known to no mapping and not read");
        Warning::new("unknown-column", path, None, detail)
    });
    rejected.chain(unknown).collect()
}

#[cfg(test)]
mod tests {
    use lapor_stats::dataset::{FileCount, Reject};

    use super::*;

    fn reject(file: &str, line: u64, rule: &'static str) -> Reject {
        Reject {
            file: file.into(),
            line,
            column: "at".into(),
            found: "nama saya Teguh Wirajati".into(),
            expected: "a time".into(),
            rule,
        }
    }

    /// Seven rows of `bad_time` and one of `no_id` in a, one in b: 9 of 20 rows.
    fn quality() -> Quality {
        let mut rejects: Vec<Reject> =
            (1..=7).map(|at| reject("a.csv", 10 * at, "bad_time")).collect();
        rejects.insert(3, reject("a.csv", 35, "no_id"));
        rejects.push(reject("b.csv", 2, "bad_time"));
        let count = |file: &str, read, rejected| FileCount {
            file: file.into(),
            read,
            accepted: read - rejected,
            rejected,
        };
        Quality {
            files: vec![count("a.csv", 15, 8), count("b.csv", 5, 1)],
            unknown_columns: vec!["spare".into(), "3515080102909901".into()],
            rejects,
            ..Quality::default()
        }
    }

    #[test]
    fn rejects_are_counted_by_file_and_rule_with_their_first_lines() {
        let read = SourceRead::of("contoh", &quality());
        assert_eq!((read.read, read.accepted, read.rejected), (20, 11, 9));
        let told: Vec<_> = read
            .rejects
            .iter()
            .map(|it| (it.file.as_str(), it.rule, it.count, it.lines.as_slice()))
            .collect();
        assert_eq!(
            told,
            [
                ("a.csv", "bad_time", 7, &[10, 20, 30, 40, 50][..]),
                ("a.csv", "no_id", 1, &[35]),
                ("b.csv", "bad_time", 1, &[2]),
            ]
        );
    }

    #[test]
    fn warnings_name_file_and_line_and_nothing_that_a_person_wrote() {
        let quality = quality();
        let read = SourceRead::of("contoh", &quality);
        let told: Vec<String> =
            warnings(&read, "data", &quality).iter().map(Warning::to_string).collect();
        assert_eq!(
            told,
            [
                "a.csv:10: rejected-rows: 7 rows left out by bad_time: line 10, 20, 30, 40, 50 and more",
                "a.csv:35: rejected-rows: 1 rows left out by no_id: line 35",
                "b.csv:2: rejected-rows: 1 rows left out by bad_time: line 2",
                "data: unknown-column: column 'spare' is known to no mapping and not read",
                "data: unknown-column: column '<16 characters>' is known to no mapping and not read",
            ]
        );
    }
}
