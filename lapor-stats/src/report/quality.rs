//! What could not be judged and what is odd, by agency, beside the headline.

use std::collections::BTreeMap;

use crate::measure::compliance::Key;
use crate::measure::tally::Bucket;
use crate::summary::{Section, Summary};

use super::cell::cells;
use super::{Sheet, counts, texts};

const DESCRIPTION: &str = "Rows read, accepted and rejected over all sources; stages that cannot be judged, by reason; and reports whose \
    history shows something odd, by name. An agency is empty where a number is of all sources.";

pub(super) fn sheets(summary: &Summary) -> Vec<Sheet> {
    let mut rows: BTreeMap<(&str, &str, String), u64> = BTreeMap::new();
    let read = summary.header.rows;
    for (name, count) in
        [("read", read.read), ("accepted", read.accepted), ("rejected", read.rejected)]
    {
        rows.insert(("", "rows", name.into()), count);
    }
    let own = Section::Stages(vec![Key::Agency, Key::Month]);
    for (words, cell) in cells(summary, &own, str::is_empty, &[0, 2]) {
        for bucket in Bucket::ALL.into_iter().filter(|bucket| bucket.is_unknown()) {
            let count = cell.due.get(bucket);
            if let ([stage, agency], true) = (&words[..], 0 < count) {
                *rows
                    .entry((agency, "unknown", format!("{stage}.{}", bucket.word())))
                    .or_default() += count;
            }
        }
    }
    for (words, slots) in summary.rows(&Section::Notes) {
        if let [agency, note] = &words[..] {
            let count = slots.iter().map(|(_, count)| count).sum::<u64>();
            *rows.entry((agency, "note", (*note).to_owned())).or_default() += count;
        }
    }
    vec![Sheet::new(
        "quality",
        "What was left out, unknown or odd",
        DESCRIPTION,
        3,
        vec![
            ("agency", texts(rows.keys().map(|(agency, ..)| *agency))),
            ("what", texts(rows.keys().map(|(_, what, _)| *what))),
            ("name", texts(rows.keys().map(|(_, _, name)| name.as_str()))),
            ("count", counts(rows.values().copied())),
        ],
    )]
}
