//! `due`, `working-days` and `calendar`: questions to a calendar alone.

use std::io::{self, BufRead, Write};

use clap::Args;
use lapor_core::{CountFrom, Day, DayKind};
use lapor_stats::error::Error;
use lapor_stats::rules::load_calendar;
use lapor_stats::table::{Data, Table};
use serde::Deserialize;
use serde_json::json;

use super::{DONE, OutputOptions, usage};

/// The due date: the N-th working day after DATE.
///
/// `due -` reads NDJSON `{date, n}` from standard input and answers line by line `{due}` or `{error}`.
/// Example: lapor-stats due 2015-03-06 3
#[derive(Debug, Args)]
pub(super) struct Due {
    /// The day of the start, or - to read questions from standard input.
    #[arg(value_name = "DATE")]
    date: String,
    /// How many working days.
    n: Option<u32>,
    /// Count the day of the start as the first.
    #[arg(long)]
    same_day: bool,
    /// A shipped calendar by name, or a file.
    #[arg(long, value_name = "NAME|FILE", default_value = "id")]
    calendar: String,
}

#[derive(Deserialize)]
struct Question {
    date: Day,
    n: u32,
}

impl Due {
    pub(super) fn run(self) -> Result<u8, Error> {
        let calendar = load_calendar(&self.calendar)?;
        let count_from = if self.same_day { CountFrom::SameDay } else { CountFrom::DayAfter };
        let answer = |date, n| calendar.due_counting(date, n, count_from);
        let mut out = io::stdout().lock();
        let refused = |source| Error::Output { file: "standard output".into(), source };
        if self.date != "-" {
            let date: Day = self.date.parse().map_err(|error| usage(format!("DATE: {error}")))?;
            let n =
                self.n.ok_or_else(|| usage("found no N, expected the number of working days"))?;
            let due = answer(date, n)?;
            writeln!(out, "{due}").map_err(refused)?;
            return Ok(DONE);
        }
        for line in io::stdin().lock().split(b'\n') {
            let line =
                line.map_err(|source| Error::Output { file: "standard input".into(), source })?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let reply = match serde_json::from_slice::<Question>(&line) {
                Ok(question) => match answer(question.date, question.n) {
                    Ok(due) => json!({ "due": due }),
                    Err(error) => json!({ "error": error.to_string() }),
                },
                Err(error) => json!({ "error": error.to_string() }),
            };
            writeln!(out, "{reply}").and_then(|()| out.flush()).map_err(refused)?;
        }
        Ok(DONE)
    }
}

/// The number of working days after A, through B.
///
/// Example: lapor-stats working-days 2015-03-06 2015-03-14
#[derive(Debug, Args)]
pub(super) struct WorkingDays {
    /// The day after which counting begins.
    a: Day,
    /// The last day that counts.
    b: Day,
    /// A shipped calendar by name, or a file.
    #[arg(long, value_name = "NAME|FILE", default_value = "id")]
    calendar: String,
}

impl WorkingDays {
    pub(super) fn run(self) -> Result<u8, Error> {
        let count = load_calendar(&self.calendar)?.working_days(self.a, self.b)?;
        writeln!(io::stdout(), "{count}")
            .map_err(|source| Error::Output { file: "standard output".into(), source })?;
        Ok(DONE)
    }
}

/// The holidays of a year, or of all years, with their decrees; withdrawn ones too.
///
/// Example: lapor-stats calendar 2025
#[derive(Debug, Args)]
pub(super) struct Calendar {
    /// The year; every year if absent.
    year: Option<i32>,
    /// A shipped calendar by name, or a file; NAME@DATE is the calendar as known on that day.
    #[arg(long, value_name = "NAME|FILE", default_value = "id")]
    calendar: String,
    #[command(flatten)]
    output: OutputOptions,
}

impl Calendar {
    pub(super) fn run(self) -> Result<u8, Error> {
        let calendar = load_calendar(&self.calendar)?;
        let range = calendar.coverage();
        if let Some(year) = self.year
            && (year < range.start().year() || range.end().year() < year)
        {
            return Err(usage(format!(
                "found year {year}, expected one of {} to {}, which calendar '{}' knows",
                range.start().year(),
                range.end().year(),
                calendar.name()
            )));
        }
        let rows: Vec<_> = calendar
            .rows()
            .filter(|row| self.year.is_none_or(|year| row.date.year() == year))
            .collect();
        let text =
            |text: &Option<std::borrow::Cow<'static, str>>| text.as_deref().map(str::to_owned);
        let number = |id: &Option<std::borrow::Cow<'static, str>>| {
            id.as_deref().and_then(|id| calendar.decree(id)).and_then(|decree| text(&decree.number))
        };
        let off = |row: &&lapor_core::Holiday| {
            row.stands() && !matches!(calendar.kind(row.date), Ok(DayKind::Working))
        };
        let table = Table::new(vec![
            ("date", Data::Date(rows.iter().map(|row| Some(row.date)).collect())),
            (
                "weekday",
                Data::Text(
                    rows.iter().map(|row| Some(format!("{:?}", row.date.weekday()))).collect(),
                ),
            ),
            ("kind", Data::Text(rows.iter().map(|row| Some(row.kind.to_string())).collect())),
            ("name", Data::Text(rows.iter().map(|row| Some(row.name.to_string())).collect())),
            ("off", Data::Flag(rows.iter().map(off).collect())),
            ("decree", Data::Text(rows.iter().map(|row| text(&row.decree)).collect())),
            ("number", Data::Text(rows.iter().map(|row| number(&row.decree)).collect())),
            ("announced", Data::Date(rows.iter().map(|row| row.announced).collect())),
            ("withdrawn_by", Data::Text(rows.iter().map(|row| text(&row.withdrawn_by)).collect())),
            ("withdrawn_on", Data::Date(rows.iter().map(|row| row.withdrawn_on).collect())),
        ]);
        self.output.table(table)?;
        Ok(DONE)
    }
}
