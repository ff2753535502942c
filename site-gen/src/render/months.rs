//! A promise month by month: a chart with its finding, and the same numbers in a table.

use lapor_core::Stage;
use serde::Serialize;

use super::ratio::Ratio;
use crate::chart::{self, Caption, MonthPoint};
use crate::format::{Language, fill};
use crate::model::{Cell, Closure, Month, Place, Promise, due_table, outside_table};

/// A chart in its two sizes, with its finding.
#[derive(Debug, Serialize)]
pub(super) struct ChartView {
    title: String,
    pub(super) finding: String,
    pub(super) wide: String,
    narrow: String,
    legend: Vec<String>,
}

/// A table with a head for each column.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    caption: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<TableRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct TableRow {
    head: String,
    /// The share, where it can be told.
    pub(super) share: String,
    pub(super) note: String,
    pub(super) cells: Vec<TableCell>,
}

/// A cell with its column's head, for narrow screens.
#[derive(Debug, Serialize)]
pub(super) struct TableCell {
    head: String,
    pub(super) text: String,
    /// The cell that it is.
    mark: String,
}

/// The chart by month; none where no month has anything to show.
pub(super) fn chart(
    language: &Language,
    id: &str,
    title: &str,
    months: &[(Month, Ratio)],
) -> Option<ChartView> {
    let points: Vec<MonthPoint> = months
        .iter()
        .enumerate()
        .map(|(place, (month, ratio))| MonthPoint {
            label: language.month_name(*month).to_owned(),
            year: if place == 0 || month.number() == 1 {
                month.year().to_string()
            } else {
                String::new()
            },
            share: ratio.share().zip(ratio.interval),
            solid: ratio.told().is_some(),
        })
        .collect();
    if points.iter().all(|point| point.share.is_none()) {
        return None;
    }
    let finding = finding(language, months);
    let spoken = spoken(language, months);
    let heading = format!("{title}. {finding}");
    let id = format!("g-{id}");
    let caption = Caption { id: &id, title: &heading, description: &spoken };
    let (wide, narrow) = chart::months(&points, caption);
    let mut legend = vec![language.figure.chart_legend.clone()];
    if points.iter().any(|point| point.share.is_some() && !point.solid) {
        legend.push(language.figure.chart_legend_few.clone());
    }
    Some(ChartView { title: title.to_owned(), finding, wide, narrow, legend })
}

/// What the chart shows: the lowest and the highest month, or that they cannot be told apart.
fn finding(language: &Language, months: &[(Month, Ratio)]) -> String {
    let words = &language.figure;
    let mut told: Vec<(Month, Ratio, f64)> = months
        .iter()
        .filter(|(_, ratio)| ratio.told().is_some())
        .filter_map(|(month, ratio)| Some((*month, *ratio, ratio.share()?)))
        .collect();
    // By share, the earlier month first where two are equal.
    told.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
    match told.as_slice() {
        [] => words.chart_few.clone(),
        [(month, ratio, _)] => {
            let share = ratio.share_text(language).unwrap_or_default();
            fill(&words.chart_desc_month, &[("month", &language.month(*month)), ("share", &share)])
        }
        [lowest, .., highest] => {
            let alike = match (lowest.1.interval, highest.1.interval) {
                (Some(low), Some(high)) => high.low <= low.high,
                _ => true,
            };
            let phrase = if alike { &words.chart_alike } else { &words.chart_range };
            fill(
                phrase,
                &[
                    ("low", &lowest.1.share_text(language).unwrap_or_default()),
                    ("low_month", &language.short_month(lowest.0)),
                    ("high", &highest.1.share_text(language).unwrap_or_default()),
                    ("high_month", &language.short_month(highest.0)),
                ],
            )
        }
    }
}

fn spoken(language: &Language, months: &[(Month, Ratio)]) -> String {
    let words = &language.figure;
    let mut spoken = words.chart_desc.clone();
    let shares = months.iter().filter_map(|(month, ratio)| {
        ratio.shown()?;
        let share = ratio.share_text(language).unwrap_or_else(|| words.few.clone());
        let values = [("month", &*language.short_month(*month)), ("share", &*share)];
        Some(fill(&words.chart_desc_month, &values))
    });
    let shares = shares.collect::<Vec<_>>().join("; ");
    if !shares.is_empty() {
        spoken.push(' ');
        spoken.push_str(&shares);
        spoken.push('.');
    }
    spoken
}

pub(super) fn promise_table(
    language: &Language,
    place: Place<'_>,
    caption: &str,
    overdue: &str,
    promise: &Promise,
) -> Option<Table> {
    let label = &language.label;
    let heads = [
        &label.due,
        &label.met,
        &label.late,
        overdue,
        &label.running,
        &label.paused,
        &label.void,
        &label.unknown,
    ];
    let (due, outside) = (due_table(promise.stage), outside_table(promise.stage));
    let rows = promise.months.iter().map(|row| {
        let tally = &row.tally;
        let cells = [
            (due, "all", tally.due),
            (due, "met", tally.met),
            (due, "late", tally.late),
            (due, "overdue", tally.overdue),
            (outside, "running", tally.running),
            (outside, "paused", tally.paused),
            (outside, "void", tally.void),
            (outside, "unknown", tally.unknown),
        ];
        let cells = marked(language, place, row.month, &heads, &cells);
        table_row(language, row.month, Ratio::of(tally), tally.provisional, cells)
    });
    table(language, caption, &heads, rows.collect())
}

pub(super) fn closure_table(
    language: &Language,
    place: Place<'_>,
    closure: &Closure,
) -> Option<Table> {
    let label = &language.label;
    let heads = [
        &*label.silence,
        &label.on_or_after_due,
        &label.early,
        &label.early_contested,
        &label.early_unanswered,
        &label.by_reporter,
        &label.contested,
        &label.window_open,
        &label.void,
        &label.unknown,
    ];
    let (due, outside) = (due_table(Stage::Closure), outside_table(Stage::Closure));
    let rows = closure.months.iter().map(|row| {
        let tally = &row.tally;
        let cells = [
            (due, "silence", tally.silence),
            (due, "on-or-after-due", tally.on_or_after_due),
            (due, "early", tally.early),
            (due, "early-contested", tally.early_contested),
            (due, "early-unanswered", tally.early_unanswered),
            (outside, "by-reporter", tally.by_reporter),
            (outside, "contested", tally.contested),
            (outside, "running", tally.running),
            (outside, "void", tally.void),
            (outside, "unknown", tally.unknown),
        ];
        let cells = marked(language, place, row.month, &heads, &cells);
        table_row(language, row.month, Ratio::of_closure(tally), tally.provisional, cells)
    });
    table(language, &language.closure.table, &heads, rows.collect())
}

fn table(
    language: &Language,
    caption: &str,
    heads: &[&str],
    mut rows: Vec<TableRow>,
) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    // A column of which nothing may be told tells nothing.
    let told = |column: usize| {
        rows.iter().any(|row| {
            row.cells.get(column).is_some_and(|cell| cell.text != language.number.hidden)
        })
    };
    let told: Vec<bool> = (0..heads.len()).map(told).collect();
    for row in &mut rows {
        let mut keep = told.iter();
        row.cells.retain(|_| keep.next().copied().unwrap_or(true));
    }
    let label = &language.label;
    let mut all = vec![label.month.clone(), label.share.clone()];
    let kept = heads.iter().zip(&told).filter(|(_, told)| **told);
    all.extend(kept.map(|(head, _)| (*head).to_owned()));
    Some(Table { caption: caption.to_owned(), heads: all, rows })
}

fn table_row(
    language: &Language,
    month: Month,
    ratio: Ratio,
    provisional: bool,
    cells: Vec<TableCell>,
) -> TableRow {
    let share = match (ratio.share_text(language), ratio.shown(), ratio.due) {
        (Some(share), ..) => share,
        (None, Some(_), _) => language.figure.few.clone(),
        (None, None, Cell::Hidden) => language.number.hidden.clone(),
        (None, None, Cell::Shown(_)) => match ratio.kept {
            Cell::Hidden => language.number.hidden.clone(),
            Cell::Shown(_) => "–".to_owned(),
        },
    };
    let mut note = ratio
        .told()
        .and(ratio.interval)
        .map(|interval| language.short_interval(interval))
        .unwrap_or_default();
    if provisional {
        if !note.is_empty() {
            note.push_str(", ");
        }
        note.push_str(&language.label.provisional);
    }
    TableRow { head: language.short_month(month), share, note, cells }
}

/// The cells of a row, each with the table, the outcome and the count that it is.
fn marked(
    language: &Language,
    place: Place<'_>,
    month: Month,
    heads: &[&str],
    cells: &[(&str, &str, Cell)],
) -> Vec<TableCell> {
    heads
        .iter()
        .zip(cells)
        .map(|(head, &(table, outcome, cell))| TableCell {
            head: (*head).to_owned(),
            text: language.cell(cell),
            mark: place.mark(table, Some(month), outcome),
        })
        .collect()
}
