//! The page: text that is written to, and how figures stand on it.

use std::fmt::{self, Write};

use lapor_stats::measure::tally::{Cohort, Tally};

/// A page of Markdown.
#[derive(Debug, Default)]
pub(crate) struct Page(String);

impl Page {
    /// Adds a line; writing to a string does not fail.
    pub(crate) fn line(&mut self, line: fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(line);
        self.0.push('\n');
    }

    /// Adds text as it stands.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Adds a row of a table.
    pub(crate) fn row(&mut self, cells: &[String]) {
        self.line(format_args!("| {} |", cells.join(" | ")));
    }

    /// All of it.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// A share in per cent, without the sign.
pub(crate) fn percent(share: Option<f64>) -> String {
    share.map_or("-".to_owned(), |share| format!("{:.1}", 100.0 * share))
}

/// The share of a tally.
pub(crate) fn share(tally: &Tally, cohort: Cohort) -> Option<f64> {
    tally.share(cohort).map(|share| share.share)
}

/// The mean of some values, if there are any.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut number) = (0.0, 0_u32);
    for value in values {
        sum += value;
        number += 1;
    }
    (0 < number).then(|| sum / f64::from(number))
}
