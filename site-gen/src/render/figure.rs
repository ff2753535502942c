//! The promises of a group: a sentence, a share with its interval, counts, a bar, and what is
//! outside of the share.

use lapor_core::{Reason, Stage};
use serde::Serialize;

use super::months::{self, ChartView, Table};
use super::ratio::Ratio;
use super::standing;
use crate::chart::{self, Caption, Part};
use crate::format::{Language, fill};
use crate::model::{
    Bounds, Cell, Closure, Open, Place, Promise, TOO_FEW, Tally, UnknownCount, due_table,
    open_table, outside_table,
};

/// A count with its name and sign.
#[derive(Debug, Serialize)]
pub(super) struct Count {
    pub(super) sign: &'static str,
    pub(super) label: String,
    pub(super) value: String,
    /// The cell that it is.
    mark: String,
}

/// A sentence with the cells that its numbers are.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Note {
    pub(super) text: String,
    pub(super) rests: String,
}

/// One promise.
#[derive(Debug, Serialize)]
pub(super) struct PromiseView {
    id: &'static str,
    number: u8,
    name: String,
    promise: String,
    sentence: String,
    /// The cells that sentence and share rest on.
    rests: String,
    share: Option<String>,
    interval: Option<String>,
    provisional: bool,
    counts: Vec<Count>,
    outside: Vec<Count>,
    notes: Vec<Note>,
    bar: Option<String>,
    chart: Option<ChartView>,
    table: Option<Table>,
}

/// The phrases that the sentence of any stage chooses from.
struct Phrases<'a> {
    headline: &'a str,
    few: &'a str,
    none: &'a str,
    all_unknown: &'a str,
}

/// The sentence in words: 'Of 412 follow-ups due in this period, 287 were on time ...'.
pub(super) fn promise_sentence(language: &Language, promise: &Promise) -> String {
    let words = match promise.stage {
        Stage::Disposition => &language.disposition,
        _ => &language.follow_up,
    };
    let phrases = Phrases {
        headline: &words.headline,
        few: &words.few,
        none: &words.none,
        all_unknown: &words.all_unknown,
    };
    say(language, &phrases, Ratio::of(&promise.tally), promise.tally.unknown)
}

/// The same for closures.
pub(super) fn closure_sentence(language: &Language, closure: &Closure) -> String {
    let words = &language.closure;
    let phrases = Phrases {
        headline: &words.headline,
        few: &words.few,
        none: &words.none,
        all_unknown: &words.all_unknown,
    };
    say(language, &phrases, Ratio::of_closure(&closure.tally), closure.tally.unknown)
}

fn say(language: &Language, phrases: &Phrases<'_>, ratio: Ratio, unknown: Cell) -> String {
    let (Some(kept), Some(due)) = (ratio.kept.shown(), ratio.due.shown()) else {
        return language.figure.hidden.clone();
    };
    let phrase = match due {
        0 if unknown == Cell::Hidden => return language.figure.unknown_hidden.clone(),
        0 if !unknown.is_zero() => phrases.all_unknown,
        0 => phrases.none,
        _ if due < TOO_FEW => phrases.few,
        _ => phrases.headline,
    };
    let between = ratio.interval.map(|interval| language.interval(interval)).unwrap_or_default();
    let share = language.share(kept, due).unwrap_or_default();
    let said = fill(
        phrase,
        &[
            ("due", &language.count(due)),
            ("met", &language.count(kept)),
            ("share", &share),
            ("between", &between),
            ("unknown", &language.cell(unknown)),
        ],
    );
    // A share without an interval keeps its sentence.
    said.replace(" ()", "")
}

/// The cells that the sentence and the share of a promise rest on.
pub(super) fn rests(place: Place<'_>, stage: Stage) -> String {
    let table = due_table(stage);
    format!("{} {}", place.mark(table, None, "met"), place.mark(table, None, "all"))
}

/// A promise with everything that is told about it.
pub(super) fn promise(
    language: &Language,
    place: Place<'_>,
    promise: &Promise,
    detailed: bool,
) -> PromiseView {
    let counted = |table: &str, sign, label: &str, cell, word| {
        count(language, sign, label, cell, place.mark(table, None, word))
    };
    let (due, outside) = (due_table(promise.stage), outside_table(promise.stage));
    let tally = &promise.tally;
    let ratio = Ratio::of(tally);
    let (id, number, words) = match promise.stage {
        Stage::Disposition => ("disposisi", 1, &language.disposition),
        _ => ("tindak-lanjut", 2, &language.follow_up),
    };
    let name = standing::name(language, promise.stage).to_owned();
    let counts = vec![
        counted(due, "met", &language.label.met, tally.met, "met"),
        counted(due, "late", &language.label.late, tally.late, "late"),
        counted(due, "overdue", &words.overdue, tally.overdue, "overdue"),
    ];
    let bar = bar(&format!("b-{id}"), &name, &counts, tally);
    let rows: Vec<_> =
        promise.months.iter().map(|row| (row.month, Ratio::of(&row.tally))).collect();
    let detailed = detailed && !tally.is_empty();
    let mut notes = unknown_notes(language, place, promise.stage, &promise.unknown);
    notes.extend(open_note(language, place, promise.stage, promise.open));
    notes.extend(bounds_notes(language, promise.bounds, tally));
    PromiseView {
        id,
        number,
        promise: standing::promise(language, promise.stage, promise.limit),
        sentence: promise_sentence(language, promise),
        rests: rests(place, promise.stage),
        share: ratio.share_text(language),
        interval: ratio.told().and(ratio.interval).map(|found| language.short_interval(found)),
        provisional: tally.provisional,
        outside: vec![
            counted(outside, "running", &language.label.running, tally.running, "running"),
            counted(outside, "paused", &language.label.paused, tally.paused, "paused"),
            counted(outside, "void", &language.label.void, tally.void, "void"),
            counted(outside, "unknown", &language.label.unknown, tally.unknown, "unknown"),
        ],
        notes,
        bar,
        chart: detailed.then(|| months::chart(language, id, &words.chart, &rows)).flatten(),
        table: detailed
            .then(|| months::promise_table(language, place, &words.table, &words.overdue, promise))
            .flatten(),
        name,
        counts,
    }
}

/// Closure with everything that is told about it.
pub(super) fn closure(
    language: &Language,
    place: Place<'_>,
    closure: &Closure,
    detailed: bool,
) -> PromiseView {
    let counted = |table: &str, sign, label: &str, cell, word| {
        count(language, sign, label, cell, place.mark(table, None, word))
    };
    let (due, outside) = (due_table(Stage::Closure), outside_table(Stage::Closure));
    let tally = &closure.tally;
    let ratio = Ratio::of_closure(tally);
    let words = &language.closure;
    let label = &language.label;
    let rows: Vec<_> =
        closure.months.iter().map(|row| (row.month, Ratio::of_closure(&row.tally))).collect();
    PromiseView {
        id: "penutupan",
        number: 3,
        name: words.name.clone(),
        promise: standing::promise(language, Stage::Closure, closure.limit),
        sentence: closure_sentence(language, closure),
        rests: rests(place, Stage::Closure),
        share: ratio.share_text(language),
        interval: ratio.told().and(ratio.interval).map(|found| language.short_interval(found)),
        provisional: tally.provisional,
        counts: vec![
            counted(due, "closed", &label.silence, tally.silence, "silence"),
            counted(
                due,
                "closed",
                &label.on_or_after_due,
                tally.on_or_after_due,
                "on-or-after-due",
            ),
            counted(due, "early", &label.early, tally.early, "early"),
            counted(due, "early", &label.early_contested, tally.early_contested, "early-contested"),
            counted(
                due,
                "early",
                &label.early_unanswered,
                tally.early_unanswered,
                "early-unanswered",
            ),
        ],
        outside: vec![
            counted(outside, "closed", &label.by_reporter, tally.by_reporter, "by-reporter"),
            counted(outside, "contested", &label.contested, tally.contested, "contested"),
            counted(outside, "running", &label.window_open, tally.running, "running"),
            counted(outside, "void", &label.void, tally.void, "void"),
            counted(outside, "unknown", &label.unknown, tally.unknown, "unknown"),
        ],
        notes: unknown_notes(language, place, Stage::Closure, &closure.unknown),
        bar: None,
        chart: detailed
            .then(|| months::chart(language, "penutupan", &words.chart, &rows))
            .flatten(),
        table: detailed.then(|| months::closure_table(language, place, closure)).flatten(),
    }
}

fn count(language: &Language, sign: &'static str, label: &str, cell: Cell, mark: String) -> Count {
    Count { sign, label: label.to_owned(), value: language.cell(cell), mark }
}

fn unknown_notes(
    language: &Language,
    place: Place<'_>,
    stage: Stage,
    unknown: &[UnknownCount],
) -> Vec<Note> {
    unknown
        .iter()
        .filter(|unknown| !unknown.count.is_zero())
        .map(|unknown| {
            let why = standing::why(language, stage, Some(unknown.reason));
            let count = language.cell(unknown.count);
            let word = match unknown.reason {
                Reason::NotRecorded => "unknown-record",
                Reason::Order => "unknown-order",
                Reason::Coverage => "unknown-coverage",
                Reason::UnnamedAgency => "unknown-agency",
                _ => "unknown-time",
            };
            Note {
                text: fill(&language.figure.unknown_line, &[("count", &count), ("why", why)]),
                rests: place.mark(outside_table(stage), None, word),
            }
        })
        .collect()
}

/// What is open on the day of the question; nothing is said where nothing is.
fn open_note(language: &Language, place: Place<'_>, stage: Stage, open: Open) -> Option<Note> {
    let any = [open.running, open.paused, open.overdue].into_iter().any(|cell| !cell.is_zero());
    any.then(|| Note {
        text: fill(
            &language.figure.open_now,
            &[
                ("running", &language.cell(open.running)),
                ("paused", &language.cell(open.paused)),
                ("overdue", &language.cell(open.overdue)),
            ],
        ),
        rests: [
            place.mark(open_table(stage), None, "running"),
            place.mark(outside_table(stage), None, "paused"),
            place.mark(open_table(stage), None, "overdue"),
        ]
        .join(" "),
    })
}

fn bounds_notes(language: &Language, bounds: Option<Bounds>, tally: &Tally) -> Vec<Note> {
    let told = Ratio::of(tally).told().is_some();
    let Some(bounds) = bounds.filter(|_| told) else {
        return Vec::new();
    };
    let words = &language.figure;
    let mut notes = Vec::new();
    let mut say = |text| notes.push(Note { text, rests: String::new() });
    if !tally.unknown.is_zero() {
        let low = language.fraction(bounds.unknown_failed);
        let high = language.fraction(bounds.unknown_met);
        say(fill(&words.bounds_unknown, &[("low", &low), ("high", &high)]));
    }
    if !tally.void.is_zero() {
        say(fill(&words.bounds_void, &[("low", &language.fraction(bounds.void_failed))]));
    }
    notes
}

fn bar(id: &str, name: &str, counts: &[Count], tally: &Tally) -> Option<String> {
    let parts = [
        (Part::Met, tally.met.shown()?),
        (Part::Late, tally.late.shown()?),
        (Part::Overdue, tally.overdue.shown()?),
    ];
    let description = counts
        .iter()
        .map(|count| format!("{}: {}", count.label, count.value))
        .collect::<Vec<_>>()
        .join("; ");
    chart::bar(&parts, Caption { id, title: name, description: &description })
}

/// The share of an agency's follow-ups for a list, or why there is none.
pub(super) fn short_share(language: &Language, tally: &Tally) -> (String, String) {
    let ratio = Ratio::of(tally);
    let interval = ratio.told().and(ratio.interval).map(|found| language.short_interval(found));
    let share = match (ratio.share_text(language), ratio.shown()) {
        (Some(share), _) => share,
        (None, Some(_)) => language.figure.few.clone(),
        (None, None) if tally.due == Cell::Hidden || tally.met == Cell::Hidden => {
            language.number.hidden.clone()
        }
        (None, None) => "–".to_owned(),
    };
    (share, interval.unwrap_or_default())
}

/// The shares of months for a small chart; months that cannot be told leave a gap.
pub(super) fn spark(
    language: &Language,
    id: &str,
    title: &str,
    months: &[Tally],
) -> Option<String> {
    let shares: Vec<Option<f64>> = months
        .iter()
        .map(|tally| {
            let ratio = Ratio::of(tally);
            ratio.told().and_then(|_| ratio.share())
        })
        .collect();
    let spoken = months
        .iter()
        .filter_map(|tally| Ratio::of(tally).share_text(language))
        .collect::<Vec<_>>()
        .join(", ");
    chart::spark(&shares, Caption { id, title, description: &spoken })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use lapor_core::Limit;

    use super::*;
    use crate::model::{ClosureTally, Interval, Month, PromiseMonth};

    const PLACE: Place<'_> = Place { source: "contoh", agency: None };

    fn indonesian() -> Language {
        Language::parse("id.toml", include_str!("../../messages/id.toml")).unwrap()
    }

    fn english() -> Language {
        Language::parse("en.toml", include_str!("../../messages/en.toml")).unwrap()
    }

    fn tally(met: u64, late: u64, overdue: u64) -> Tally {
        let interval = Some(Interval { low: 0.6506, high: 0.7390 });
        Tally {
            due: (met + late + overdue).into(),
            met: met.into(),
            late: late.into(),
            overdue: overdue.into(),
            interval,
            ..Tally::default()
        }
    }

    fn follow_up(tally: Tally) -> Promise {
        Promise {
            stage: Stage::FollowUp,
            limit: Some(Limit::working_days(5)),
            tally,
            bounds: None,
            unknown: vec![],
            open: Open::default(),
            months: vec![],
        }
    }

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn the_headline_says_the_share_with_its_interval() {
        let promise = follow_up(tally(287, 80, 45));
        assert_eq!(
            plain(&promise_sentence(&english(), &promise)),
            "Of 412 follow-ups due in this period, 287 were on time: 70 % (between 65 and 74 %)."
        );
        assert_eq!(
            plain(&promise_sentence(&indonesian(), &promise)),
            "Dari 412 tindak lanjut yang jatuh tempo dalam kurun ini, 287 tepat waktu: 70 % (antara 65 dan 74 %)."
        );
    }

    #[test]
    fn below_ten_it_is_too_few_to_tell() {
        let few = follow_up(tally(7, 1, 1));
        assert!(promise_sentence(&indonesian(), &few).ends_with("terlalu sedikit untuk dinilai."));
        assert_eq!(promise(&indonesian(), PLACE, &few, false).share, None);
        let enough = follow_up(tally(8, 1, 1));
        assert_eq!(
            promise(&indonesian(), PLACE, &enough, false).share.as_deref(),
            Some("80\u{a0}%")
        );
    }

    #[test]
    fn what_cannot_be_judged_says_why() {
        let mut promise = follow_up(Tally { unknown: 117.into(), ..Tally::default() });
        promise.unknown = vec![UnknownCount { reason: Reason::NotRecorded, count: 117.into() }];
        let view = super::promise(&indonesian(), PLACE, &promise, true);
        assert!(view.sentence.contains("117 semuanya tidak diketahui"), "{}", view.sentence);
        assert!(view.notes[0].text.starts_with("117 tidak diketahui: sumber ini tidak mencatat"));
        assert_eq!(view.share, None);
        assert!(view.chart.is_none() && view.bar.is_none());
        // Beside three told zeros it is not their number that is hidden.
        let none = follow_up(Tally { unknown: Cell::Hidden, ..Tally::default() });
        let view = super::promise(&indonesian(), PLACE, &none, true);
        assert_eq!(view.sentence, indonesian().figure.unknown_hidden);
        assert!(view.counts.iter().all(|count| count.value == "0"));
    }

    #[test]
    fn a_hidden_part_hides_share_interval_bar_and_sentence() {
        let promise =
            follow_up(Tally { late: Cell::Hidden, due: Cell::Hidden, ..tally(287, 0, 45) });
        let view = super::promise(&indonesian(), PLACE, &promise, true);
        assert_eq!(view.sentence, indonesian().figure.hidden);
        assert!(view.share.is_none() && view.interval.is_none() && view.bar.is_none());
        assert_eq!(view.counts[1].value, "[c]");
    }

    #[test]
    fn months_that_overlap_cannot_be_told_apart() {
        let month = |number, met: u64, low, high| PromiseMonth {
            month: Month::new(2025, number).unwrap(),
            tally: Tally { interval: Some(Interval { low, high }), ..tally(met, 20 - met, 0) },
        };
        let mut promise = follow_up(tally(30, 10, 0));
        promise.months = vec![month(1, 10, 0.3, 0.7), month(2, 13, 0.43, 0.82)];
        let view = super::promise(&english(), PLACE, &promise, true);
        let chart = view.chart.unwrap();
        assert!(
            chart.finding.starts_with("The months cannot be told apart: 50"),
            "{}",
            chart.finding
        );
        promise.months[1] = month(2, 19, 0.76, 0.99);
        let chart = super::promise(&english(), PLACE, &promise, true).chart.unwrap();
        assert_eq!(plain(&chart.finding), "Lowest 50 % (Jan 2025), highest 95 % (Feb 2025).");
        assert!(chart.wide.contains("Jan 2025: 50\u{a0}%; Feb 2025: 95\u{a0}%."));
    }

    #[test]
    fn the_table_has_every_outcome_beside_the_share() {
        let mut promise = follow_up(tally(8, 1, 1));
        promise.months = vec![
            PromiseMonth {
                month: Month::new(2025, 1).unwrap(),
                tally: Tally { void: 3.into(), provisional: true, ..tally(8, 1, 1) },
            },
            PromiseMonth { month: Month::new(2025, 2).unwrap(), tally: Tally::default() },
        ];
        let table = super::promise(&english(), PLACE, &promise, true).table.unwrap();
        assert_eq!(table.heads.len(), 10);
        assert_eq!(table.rows[0].share, "80\u{a0}%");
        assert_eq!(table.rows[0].note, "65–74\u{a0}%, provisional");
        let cells: Vec<_> = table.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, ["10", "8", "1", "1", "0", "0", "3", "0"]);
        assert_eq!(table.rows[1].share, "–");
    }

    #[test]
    fn closures_are_never_folded_together() {
        let closure = Closure {
            limit: None,
            tally: ClosureTally {
                due: 61.into(),
                kept: 55.into(),
                silence: 50.into(),
                on_or_after_due: 5.into(),
                early: 3.into(),
                early_contested: 2.into(),
                early_unanswered: 1.into(),
                by_reporter: 9.into(),
                contested: 4.into(),
                interval: Some(Interval { low: 0.8, high: 0.95 }),
                ..ClosureTally::default()
            },
            unknown: vec![],
            months: vec![],
        };
        let view = super::closure(&english(), PLACE, &closure, true);
        assert_eq!(
            plain(&view.sentence),
            "Of 61 reports closed by someone other than the reporter, 55 were closed no earlier than promised: 90 % (between 80 and 95 %)."
        );
        let values: Vec<_> =
            view.counts.iter().chain(&view.outside).map(|count| count.value.as_str()).collect();
        assert_eq!(values, ["50", "5", "3", "2", "1", "9", "4", "0", "0", "0"]);
    }
}
