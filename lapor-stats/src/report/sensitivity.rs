//! The headline under other readings of the rules, for all and by agency.

use std::collections::BTreeMap;

use crate::measure::compliance::Key;
use crate::measure::sensitivity::{DEFINITION, Headline, Variant};
use crate::measure::tally::Cohort;
use crate::measure::wilson::Share;
use crate::summary::{Section, Slot, Summary};
use crate::table::Data;

use super::cell::cells;
use super::{Sheet, counts, ordered, texts};

/// The word of the reading that is the policy's own.
const HEADLINE: &str = "headline";

pub(super) fn sheets(summary: &Summary) -> Vec<Sheet> {
    // By stage, agency and reading; the agency is empty for all.
    let mut headlines: BTreeMap<Vec<&str>, Headline> = BTreeMap::new();
    let mut add = |stage, agency, reading, more: Headline| {
        for agency in ["", agency] {
            let sum = headlines.entry(vec![stage, agency, reading]).or_default();
            *sum = sum.plus(more);
        }
    };
    let own = Section::Stages(vec![Key::Agency, Key::Month]);
    for (words, cell) in cells(summary, &own, str::is_empty, &[0, 2]) {
        if let [stage, agency] = words[..] {
            let headline = Headline { met: cell.due.met(), judged: cell.due.judged(Cohort::Due) };
            add(stage, agency, HEADLINE, headline);
        }
    }
    for (words, slots) in summary.rows(&Section::Sensitivity) {
        let count = |wanted: Slot| {
            slots.iter().find(|(slot, _)| *slot == wanted).map_or(0, |&(_, count)| count)
        };
        let headline = Headline { met: count(Slot::Met), judged: count(Slot::Judged) };
        let reading = words.first().and_then(|word| {
            Variant::ALL.into_iter().map(Variant::word).find(|variant| variant == word)
        });
        if let (Some(reading), [_, stage, agency]) = (reading, &words[..]) {
            add(stage, agency, reading, headline);
        }
    }
    let rows = ordered(headlines.clone());
    let shares: Vec<Option<Share>> = rows.iter().map(|(_, headline)| headline.share()).collect();
    let of = |value: fn(&Share) -> f64| {
        Data::Share(shares.iter().map(|share| share.as_ref().map(value)).collect())
    };
    let moved = rows.iter().zip(&shares).map(|((words, _), share)| {
        let own = headlines.get(&vec![words[0], words[1], HEADLINE])?.share()?;
        Some(share.as_ref()?.share - own.share)
    });
    let word = |at: usize| texts(rows.iter().map(move |(words, _)| words[at]));
    vec![Sheet::new(
        "sensitivity",
        "The headline under other readings of the rules",
        DEFINITION,
        3,
        vec![
            ("stage", word(0)),
            ("agency", word(1)),
            ("reading", word(2)),
            ("met", counts(rows.iter().map(|(_, headline)| headline.met))),
            ("n", counts(rows.iter().map(|(_, headline)| headline.judged))),
            ("share", of(|share| share.share)),
            ("low", of(|share| share.low)),
            ("high", of(|share| share.high)),
            ("moved", Data::Number(moved.collect())),
        ],
    )]
}
