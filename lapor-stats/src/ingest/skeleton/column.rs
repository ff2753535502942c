//! A column as a look at it shows it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Look;
use super::hint::{Role, hint};
use super::times::Times;

/// How sources write that a cell holds nothing.
const BLANKS: [&str; 14] = [
    "-", "--", "?", "N/A", "n/a", "NA", "NULL", "Null", "null", "None", "none", "NaN", "nan",
    "#N/A",
];

/// Up to how many different values of a column are shown.
const VALUES: usize = 12;

/// A column.
pub(super) struct Column<'a> {
    /// Its name in the header.
    pub(super) name: &'a str,
    /// Its cell of each row, trimmed; what holds nothing is empty.
    pub(super) cells: Vec<&'a str>,
    /// Cells that seem to hold nothing but are not empty, and how many there are.
    pub(super) markers: BTreeMap<&'a str, usize>,
    /// The different values and how often they come.
    pub(super) values: BTreeMap<&'a str, usize>,
    /// The rows in which it is blank.
    pub(super) blank: usize,
    /// What it holds, if that is times.
    pub(super) times: Option<Times>,
    /// What its name sounds like.
    pub(super) role: Option<Role>,
}

impl<'a> Column<'a> {
    pub(super) fn all(look: &Look<'a>) -> Vec<Self> {
        (0..look.header.len()).map(|place| Column::of(look, place)).collect()
    }

    fn of(look: &Look<'a>, place: usize) -> Self {
        let mut markers = BTreeMap::new();
        let mut values = BTreeMap::new();
        let cell = |row: &'a Vec<String>| row.get(place).map_or("", |cell| cell.trim_ascii());
        let mut cells: Vec<&str> = look.rows.iter().map(cell).collect();
        for cell in &mut cells {
            if BLANKS.contains(cell) {
                *markers.entry(*cell).or_insert(0) += 1;
                *cell = "";
            } else if !cell.is_empty() {
                *values.entry(*cell).or_insert(0) += 1;
            }
        }
        let name = look.header[place].as_str();
        // A number that no name calls a time is rather an id.
        let called = hint(name, true).is_some() && hint(name, false) != Some(Role::Id);
        let times = Times::of(&cells).filter(|times| called || !digits(times));
        let role = hint(name, times.is_some());
        let blank = cells.iter().filter(|cell| cell.is_empty()).count();
        Column { name, cells, markers, values, blank, times, role }
    }

    /// Its name as TOML, or what may be shown of it.
    pub(super) fn shown(&self) -> String {
        name(self.name)
    }

    /// Whether its name looks like something that a person wrote.
    pub(super) fn masked(&self) -> bool {
        private(self.name)
    }

    /// Whether anything can be made of it: it has a name that may be shown, and cells.
    pub(super) fn usable(&self) -> bool {
        !self.name.is_empty() && !self.masked() && !self.values.is_empty()
    }

    /// Whether every row has one, and no two the same.
    pub(super) fn unique(&self) -> bool {
        self.blank == 0 && self.values.len() == self.cells.len() && !self.cells.is_empty()
    }

    /// Whether its cells are written as ids are: one short word each, most with a digit.
    pub(super) fn like_ids(&self) -> bool {
        let digits =
            self.values.keys().filter(|value| value.bytes().any(|byte| byte.is_ascii_digit()));
        self.longest() <= 40
            && self
                .values
                .keys()
                .all(|value| !value.contains(char::is_whitespace) && !value.contains('.'))
            && self.values.len() < 2 * digits.count()
    }

    fn longest(&self) -> usize {
        self.values.keys().map(|value| value.chars().count()).max().unwrap_or(0)
    }

    /// Whether its values are words of a list, so that they may be shown.
    ///
    /// A value that stands in one row alone may be what someone wrote, and so may all of a column that sounds like it.
    pub(super) fn codes(&self, most: usize) -> bool {
        let person = matches!(
            self.role,
            Some(Role::Title | Role::Body | Role::Reporter | Role::Contact | Role::Private)
        );
        (1..=most).contains(&self.values.len())
            && self.values.len() * 2 <= self.cells.len() - self.blank
            && !person
            && self.values.keys().all(|value| code(value))
    }

    /// Whether its values come again and again, as those of a list do.
    pub(super) fn recurs(&self) -> bool {
        self.values.len() * 3 <= self.cells.len() - self.blank && self.longest() <= 80
    }

    /// Whether its values are words of a list although some are too long to be shown.
    pub(super) fn codes_but_long(&self, most: usize) -> bool {
        (2..=most).contains(&self.values.len())
            && self.recurs()
            && !self.like_ids()
            && !self.values.keys().any(|value| private(value))
    }

    /// Of such words those that may be shown and that more than one id has, the most frequent first.
    pub(super) fn listed(&self, id: &Column<'_>) -> Vec<(&'a str, usize)> {
        let mut listed = self.counted();
        listed.retain(|(value, _)| {
            let mut ids = self.cells.iter().zip(&id.cells).filter(|(cell, _)| *cell == value);
            let first = ids.next();
            code(value) && ids.any(|(_, id)| first.is_some_and(|(_, first)| first != id))
        });
        listed
    }

    /// Whether each of its values goes with one of the other's, and the other way round.
    pub(super) fn same_as(&self, other: &Column<'_>) -> bool {
        let mut there = BTreeMap::new();
        let mut back = BTreeMap::new();
        let full = |(one, two): &(&&str, &&str)| !one.is_empty() && !two.is_empty();
        let mut pairs = self.cells.iter().zip(&other.cells).filter(full);
        !self.values.is_empty()
            && pairs.all(|(one, two)| {
                there.entry(*one).or_insert(*two) == two && back.entry(*two).or_insert(*one) == one
            })
    }

    /// The values with their counts, the most frequent first; of those that come once only how many there are.
    pub(super) fn counted(&self) -> Vec<(&'a str, usize)> {
        let mut counted: Vec<(&str, usize)> =
            self.values.iter().map(|(value, count)| (*value, *count)).collect();
        counted.retain(|(_, count)| 1 < *count);
        counted.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
        counted
    }

    /// What was seen, in a line.
    pub(super) fn line(&self, columns: &[Column<'_>]) -> String {
        let mut line = format!("{}: ", self.shown());
        if self.values.is_empty() {
            return line + "always blank";
        }
        if self.blank != 0 {
            let share = self.blank * 100 / self.cells.len();
            let share = if share == 0 { "<1".into() } else { share.to_string() };
            let _ = write!(line, "{share}% blank; ");
        }
        let different = self.values.len();
        match &self.times {
            Some(times) => line.push_str(&told(times, self, columns)),
            None if self.unique() => {
                let _ = write!(line, "{}, no two the same", self.kind());
            }
            None if self.codes(VALUES) => {
                let counted = self.counted();
                let others = different - counted.len();
                let mut list: Vec<String> = counted
                    .iter()
                    .map(|(value, count)| format!("{} {count}", toml(value)))
                    .collect();
                if others != 0 {
                    list.push(format!("{others} more, once each"));
                }
                line.push_str(&list.join(", "));
            }
            None => {
                let _ = write!(line, "{}, {different} different", self.kind());
            }
        }
        line
    }

    /// What its cells are made of.
    fn kind(&self) -> String {
        let all = |like: fn(&str) -> bool| self.values.keys().all(|value| like(value));
        if all(|value| value.bytes().all(|byte| byte.is_ascii_digit())) {
            return "whole numbers".into();
        }
        if all(|value| value.parse::<f64>().is_ok()) {
            return "numbers".into();
        }
        format!("text, up to {} characters", self.longest())
    }
}

/// What was seen of a column of times.
fn told(times: &Times, column: &Column<'_>, columns: &[Column<'_>]) -> String {
    let mut told = String::new();
    let total = column.cells.len() - column.blank;
    for (place, format) in times.formats.iter().enumerate() {
        if place != 0 {
            told.push_str(", ");
        }
        let _ = write!(told, "{}", toml(&format.text));
        if format.cells != total {
            let _ = write!(told, " reads {} of {total}", format.cells);
        }
    }
    if times.unread != 0 {
        let _ = write!(told, ", no known format {}", times.unread);
    }
    if let Some((first, last)) = times.span() {
        let _ = write!(told, "; {first} to {last}");
    }
    let offsets = times.offsets();
    if !offsets.is_empty() && !digits(times) {
        let _ = write!(told, ", offset {}", offsets.join(" and "));
    }
    if !times.halves.is_empty() {
        told.push_str("; hours run from 01 to 12 only: perhaps AM and PM were lost; with %I only the day is used");
    }
    for format in &times.formats {
        let Some(rival) = &format.rival else { continue };
        let _ = write!(
            told,
            ". Both {} and {} read every cell: the data cannot tell, ask the source",
            toml(&format.text),
            toml(rival)
        );
        let sure = |text: &str| {
            let read = |column: &&Column<'_>| {
                column.times.as_ref().is_some_and(|times| {
                    times.formats.iter().any(|format| format.text == text && format.rival.is_none())
                })
            };
            columns.iter().find(read)
        };
        for text in [&format.text, rival] {
            if let Some(other) = sure(text) {
                let _ = write!(told, " ({} can only be {})", other.shown(), toml(text));
            }
        }
    }
    told
}

/// Whether digits alone were taken for times.
pub(super) fn digits(times: &Times) -> bool {
    times
        .formats
        .iter()
        .all(|format| matches!(&*format.text, "%s" | "%Q" | "%Y%m%d" | "%Y%m%d%H%M%S"))
}

/// Whether a value looks like a word of a list: short, without a long number or an address.
fn code(value: &str) -> bool {
    value.chars().count() <= 40 && !private(value)
}

/// Whether a text looks like something that a person wrote, or like one's number or address.
fn private(text: &str) -> bool {
    let mut run = 0;
    for next in text.chars() {
        // A number that is written in groups is one number.
        run = match next {
            '0'..='9' => run + 1,
            ' ' | '-' | '.' | '/' => run,
            _ => 0,
        };
        if run == 9 || next == '@' {
            return true;
        }
    }
    80 < text.chars().count()
}

/// A name as TOML, or how long it is if it looks like something that a person wrote.
pub(super) fn name(name: &str) -> String {
    if private(name) {
        return format!("<name of {} characters>", name.chars().count());
    }
    toml(name)
}

/// A text as a TOML string on one line; what does not show, or turns the writing round, is escaped.
pub(super) fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for next in text.chars() {
        match next {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(next));
            }
            next if next.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(next));
            }
            next => quoted.push(next),
        }
    }
    quoted.push('"');
    quoted
}
