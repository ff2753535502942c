//! A mapping to begin with: what a source shows, and what its columns may be, in comments.
//!
//! Nothing that is guessed is active: the text is a mapping only after a person has taken the `#` from what is right. It
//! shows names of columns, times, and words that recur; never a cell that someone wrote.

mod column;
mod copies;
mod events;
mod georeport;
mod hint;
mod kinds;
mod times;
mod wide;

use std::collections::BTreeSet;

use column::{Column, toml};
use events::Events;
use georeport::GeoReport;
use hint::Role;
use kinds::Kinds;
use times::Format;
use wide::Wide;

/// How wide the comments are.
const WIDTH: usize = 118;

/// What a look at a source showed: its header and its first rows, each cell as text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    /// The file.
    pub(crate) file: &'a str,
    /// The names of its columns.
    pub(crate) header: &'a [String],
    /// Its first rows; a short one lacks its last cells.
    pub(crate) rows: &'a [Vec<String>],
    /// What stands between two cells, where the source is text.
    pub(crate) delimiter: Option<u8>,
    /// What the text is written in, where that is known.
    pub(crate) encoding: Option<&'a str>,
    /// Whether these are all its rows.
    pub(crate) whole: bool,
}

/// What was found out about a source.
struct Findings<'a> {
    /// The look at the rows that seem to be of reports, each once.
    look: Look<'a>,
    columns: &'a [Column<'a>],
    /// How many rows were looked at.
    rows: usize,
    /// How many of those of reports are copies of others.
    copies: usize,
    kinds: Option<&'a Kinds<'a>>,
    /// Columns that only other kinds of records have.
    others: Vec<&'a str>,
    georeport: Option<GeoReport<'a>>,
}

/// A mapping skeleton: TOML in which nothing that was guessed is active.
pub(crate) fn skeleton(look: &Look<'_>) -> String {
    let all = Column::all(look);
    // The rows of a log are events of several kinds, and its cases still are reports.
    let kinds = match Events::of(&all, look.rows.len()) {
        Some(_) => None,
        None => Kinds::of(&all),
    };
    let wanted = kinds.as_ref().map(|kinds| kinds.rows(look.rows));
    let wanted = Look { rows: wanted.as_deref().unwrap_or(look.rows), ..*look };
    let once = copies::without(&wanted);
    let once = Look { rows: once.as_deref().unwrap_or(wanted.rows), ..*look };
    let mut columns = Column::all(&once);
    let georeport = GeoReport::of(&columns);
    if let Some(georeport) = georeport {
        georeport.name(&mut columns);
    }
    let found = Findings {
        look: once,
        columns: &columns,
        rows: look.rows.len(),
        others: kinds.as_ref().map_or_else(Vec::new, |kinds| kinds.others(&columns)),
        kinds: kinds.as_ref(),
        copies: wanted.rows.len() - once.rows.len(),
        georeport,
    };
    let mut text = String::new();
    found.intro(&mut text);
    match Events::of(&columns, once.rows.len()) {
        Some(events) => events.write(&mut text, &found),
        None => Wide::of(&columns, georeport).write(&mut text, &found),
    }
    text
}

impl Findings<'_> {
    fn intro(&self, text: &mut String) {
        let rows = match (self.rows, self.look.whole) {
            (rows, true) => format!("all its {rows} rows"),
            (rows, false) => format!("its first {rows} rows"),
        };
        prose(
            text,
            "# ",
            "# ",
            &format!(
                "A mapping to begin with, made from {rows} of {} and the names of its {} columns. What is guessed stands in comments: take \
                 the # from what is right, correct the rest, delete what is not needed. Every key is explained in data/mapping/example.toml.",
                toml(self.look.file),
                self.columns.len()
            ),
        );
        let copies = (self.copies != 0)
            .then(|| copies::told(self.look.rows.len() + self.copies, self.copies));
        let told = [
            self.kinds.map(Kinds::told),
            copies,
            self.georeport.map(|georeport| georeport.told(self.columns, self.kinds.is_some())),
        ];
        for told in told.into_iter().flatten() {
            prose(text, "#\n# ", "# ", &told);
        }
        prose(
            text,
            "#\n# ",
            "# ",
            &format!(
                "The columns. None has a blank cell unless it says so.{}",
                if self.look.whole {
                    ""
                } else {
                    " Of the rows that were not looked at, nothing is known."
                }
            ),
        );
        for column in self.columns.iter().filter(|column| !self.others.contains(&column.name)) {
            prose(text, "#   ", "#       ", &column.line(self.columns));
        }
        if !self.others.is_empty() {
            let others: Vec<String> = self.others.iter().map(|other| column::name(other)).collect();
            prose(text, "#   ", "#       ", &format!("In other rows only: {}", others.join(", ")));
        }
        text.push('\n');
    }

    /// The keys before the tables, and the tables that say how the file is read.
    fn head(&self, text: &mut String, used: &[&str]) {
        let times: Vec<_> =
            self.columns.iter().filter_map(|column| column.times.as_ref()).collect();
        let why = if times.is_empty() {
            "The zone of times without an offset, such as"
        } else if times.iter().all(|times| times.all_offset()) {
            "All times that were seen say their offset. The zone says in which place their days begin and end, such as"
        } else {
            "The zone of times without an offset. The data do not tell it; such as"
        };
        prose(text, "# ", "# ", why);
        text.push_str("# zone = \"Asia/Jakarta\"\n");
        let blanks: BTreeSet<&str> =
            self.columns.iter().flat_map(|column| column.markers.keys().copied()).collect();
        if !blanks.is_empty() {
            prose(
                text,
                "# ",
                "# ",
                "Cells that seem to hold nothing. They are counted as blank above.",
            );
            let list: Vec<String> = blanks.into_iter().map(toml).collect();
            text.push_str(&format!("# blank = [{}]\n", list.join(", ")));
        }
        let kind = self.kinds.map(|kinds| kinds.column.name);
        let unused: Vec<String> = self
            .columns
            .iter()
            .filter(|column| !used.contains(&column.name) && Some(column.name) != kind)
            .filter(|column| !column.masked())
            .map(|column| toml(column.name))
            .collect();
        if !unused.is_empty() {
            prose(text, "# ", "# ", "Columns for which nothing is suggested below.");
            prose(text, "# ignore = [", "#   ", &format!("{}]", unused.join(", ")));
        }
        if let Some(kinds) = self.kinds {
            text.push_str("\n# Only the rows that seem to be of reports.\n[only]\n");
            let value = format!("[{}]", toml(kinds.value));
            suggest(text, &key(kinds.column.name), &value, "");
        }
        let csv = [
            self.look.delimiter.map(|byte| ("delimiter", char::from(byte).to_string())),
            self.look.encoding.map(|encoding| ("encoding", encoding.to_string())),
        ];
        if csv.iter().any(Option::is_some) {
            text.push_str("\n# As the file was read.\n[csv]\n");
            for (key, value) in csv.into_iter().flatten() {
                text.push_str(&format!("# {key} = {}\n", toml(&value)));
            }
        }
        time(text, self.columns);
    }
}

/// A name as the key of a table.
fn key(name: &str) -> String {
    let bare = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if bare && !name.is_empty() { name.into() } else { toml(name) }
}

/// The formats of the times. They hold for all columns of a file, so a column that is sure settles one that is not.
fn time(text: &mut String, columns: &[Column<'_>]) {
    let (found, mixed) = halved(columns);
    let mut formats: Vec<&str> = Vec::new();
    for format in found.iter().filter(|format| format.rival.is_none()) {
        if !formats.contains(&&*format.text) {
            formats.push(&format.text);
        }
    }
    let mut open: BTreeSet<String> = BTreeSet::new();
    for format in &found {
        let rival = times::turned(&format.text);
        let sure = |text: &str| formats.contains(&text);
        if rival != format.text && sure(&format.text) == sure(&rival) {
            let (one, two) =
                (format.text.clone().min(rival.clone()), format.text.clone().max(rival));
            open.insert(format!("{} or {}", toml(&one), toml(&two)));
        }
    }
    if open.is_empty() && mixed.is_empty() && matches!(*formats, [] | ["iso"]) {
        return;
    }
    text.push_str("\n[time]\n");
    let is_open = |format: &&str| sure_and_turned(&formats, format);
    let mut list: Vec<String> =
        formats.iter().copied().filter(|format| !is_open(format)).map(toml).collect();
    if !open.is_empty() {
        let open: Vec<String> = open.into_iter().collect();
        let question = format!(
            "For the \"?\": {}, and only one of the two, since what one reads the other would misread. Ask the source.",
            open.join("; ")
        );
        prose(text, "# ", "# ", &question);
        list.push(toml("?"));
    }
    for mixed in mixed {
        prose(text, "# ", "# ", &mixed);
    }
    if found.iter().any(|format| times::loses_half(&format.text)) {
        let why = "(%I without %p: of a time only its day is used. If AM and PM were not lost, %H in its place.)";
        prose(text, "# ", "# ", why);
    }
    text.push_str(&format!("# formats = [{}]\n", list.join(", ")));
}

/// The formats of all columns, those of a clock of twelve in place of those whose hours suggest it; and where that cannot
/// be, since another column is written the same and has all hours, why.
fn halved<'a>(columns: &'a [Column<'a>]) -> (Vec<&'a Format>, Vec<String>) {
    let mut found = Vec::new();
    let mut mixed = Vec::new();
    for column in columns {
        let Some(times) = &column.times else { continue };
        let other = columns.iter().find(|other| {
            let whole = |times: &times::Times| times.has_all_hours();
            other.times.as_ref().is_some_and(whole)
                && times.halves.iter().any(|format| format.reads_any_of(&other.cells))
        });
        if times.halves.is_empty() {
            found.extend(&times.formats);
        } else if let Some(other) = other {
            found.extend(&times.formats);
            mixed.push(format!(
                "(With %I in place of %H the days of {} are sure, but so {} would lose its times, since formats hold for all columns.)",
                column.shown(),
                other.shown()
            ));
        } else {
            found.extend(&times.halves);
        }
    }
    // What reads both would take the hours as they are.
    found.sort_by_key(|format| !times::loses_half(&format.text));
    (found, mixed)
}

/// Whether a format and the one with day and month the other way round are both among the formats.
fn sure_and_turned(formats: &[&str], format: &str) -> bool {
    let turned = times::turned(format);
    turned != format && formats.contains(&&*turned)
}

/// Writes words as comment lines that are not too wide. A quoted text stays on one line.
fn prose(text: &mut String, first: &str, next: &str, words: &str) {
    let mut width = first.chars().count();
    text.push_str(first);
    let (mut quoted, mut escaped) = (false, false);
    let apart = |letter: char| {
        quoted ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        letter == ' ' && !quoted
    };
    for (place, word) in words.split(apart).enumerate() {
        let long = word.chars().count();
        if place != 0 && WIDTH < width + 1 + long {
            text.push('\n');
            text.push_str(next);
            width = next.chars().count() + long;
        } else {
            text.push_str(if place == 0 { "" } else { " " });
            width += long + usize::from(place != 0);
        }
        text.push_str(word);
    }
    text.push('\n');
}

/// Writes a suggestion, as a comment, and why it is made.
fn suggest(text: &mut String, key: &str, value: &str, why: &str) {
    let line = format!("# {key} = {value}");
    if why.is_empty() {
        text.push_str(&format!("{line}\n"));
    } else if line.chars().count() + why.chars().count() + 4 <= WIDTH {
        text.push_str(&format!("{line}  # {why}\n"));
    } else {
        prose(text, "# ", "# ", &format!("({why})"));
        text.push_str(&format!("{line}\n"));
    }
}

/// The facts of a report that are words, by the names of their columns; the names that were used.
fn facts<'a>(
    columns: &'a [Column<'a>],
    fit: impl Fn(&Column<'_>) -> bool,
) -> Vec<(&'static str, &'a Column<'a>)> {
    let keys = [
        ("category", Role::Category),
        ("place", Role::Place),
        ("channel", Role::Channel),
        ("title", Role::Title),
        ("body", Role::Body),
        ("reporter_name", Role::Reporter),
        ("reporter_contact", Role::Contact),
    ];
    let found = |role: Role| {
        let listed = matches!(role, Role::Category | Role::Place | Role::Channel);
        let fits = |column: &&Column<'_>| {
            column.role == Some(role)
                && column.usable()
                && column.times.is_none()
                && (!listed || column.recurs())
                && fit(column)
        };
        // A name of one word says more than one of several.
        columns
            .iter()
            .filter(fits)
            .min_by_key(|column| !column.name.chars().all(char::is_alphanumeric))
    };
    let mut facts: Vec<_> =
        keys.into_iter().filter_map(|(key, role)| Some((key, found(role)?))).collect();
    // A title that comes again and again is one of a list, as a category is.
    if !facts.iter().any(|(key, _)| *key == "category") {
        let title = facts.iter_mut().find(|(key, column)| *key == "title" && column.recurs());
        if let Some((key, _)) = title {
            *key = "category";
        }
    }
    facts
}

/// Why a column is suggested for a fact.
fn why(key: &str, column: &Column<'_>) -> &'static str {
    match (key, column.role) {
        ("category", Some(Role::Title)) => "a title by its name, but the same come again and again",
        _ => "by its name",
    }
}

#[cfg(test)]
mod tests;
