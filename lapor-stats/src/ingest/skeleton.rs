//! A mapping to begin with: what a source shows, and what its columns may be, in comments.
//!
//! Nothing that is guessed is active: the text is a mapping only after a person has taken the `#` from what is right. It
//! shows names of columns, times, and words that recur; never a cell that someone wrote.

mod column;
mod events;
mod hint;
mod times;
mod wide;

use std::collections::BTreeSet;

use column::{Column, toml};
use events::Events;
use hint::Role;
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

/// A mapping skeleton: TOML in which nothing that was guessed is active.
pub(crate) fn skeleton(look: &Look<'_>) -> String {
    let columns = Column::all(look);
    let mut text = String::new();
    intro(&mut text, look, &columns);
    for column in &columns {
        prose(&mut text, "#   ", "#       ", &column.line(&columns));
    }
    text.push('\n');
    match Events::of(&columns, look.rows.len()) {
        Some(events) => events.write(&mut text, look, &columns),
        None => Wide::of(&columns).write(&mut text, look, &columns),
    }
    text
}

fn intro(text: &mut String, look: &Look<'_>, columns: &[Column<'_>]) {
    let rows = match (look.rows.len(), look.whole) {
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
            toml(look.file),
            columns.len()
        ),
    );
    prose(
        text,
        "#\n# ",
        "# ",
        &format!(
            "The columns. None has a blank cell unless it says so.{}",
            if look.whole { "" } else { " Of the rows that were not looked at, nothing is known." }
        ),
    );
}

/// The keys before the tables.
fn head(text: &mut String, look: &Look<'_>, columns: &[Column<'_>], used: &[&str]) {
    let times: Vec<_> = columns.iter().filter_map(|column| column.times.as_ref()).collect();
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
        columns.iter().flat_map(|column| column.markers.keys().copied()).collect();
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
    let unused: Vec<String> = columns
        .iter()
        .filter(|column| !used.contains(&column.name) && !column.masked())
        .map(|column| toml(column.name))
        .collect();
    if !unused.is_empty() {
        prose(text, "# ", "# ", "Columns for which nothing is suggested below.");
        prose(text, "# ignore = [", "#   ", &format!("{}]", unused.join(", ")));
    }
    let csv = [
        look.delimiter.map(|byte| ("delimiter", char::from(byte).to_string())),
        look.encoding.map(|encoding| ("encoding", encoding.to_string())),
    ];
    if csv.iter().any(Option::is_some) {
        text.push_str("\n# As the file was read.\n[csv]\n");
        for (key, value) in csv.into_iter().flatten() {
            text.push_str(&format!("# {key} = {}\n", toml(&value)));
        }
    }
    time(text, columns);
}

/// The formats of the times. They hold for all columns of a file, so a column that is sure settles one that is not.
fn time(text: &mut String, columns: &[Column<'_>]) {
    let found = || {
        columns.iter().filter_map(|column| column.times.as_ref()).flat_map(|times| &times.formats)
    };
    let mut formats: Vec<&str> = Vec::new();
    for format in found().filter(|format| format.rival.is_none()) {
        if !formats.contains(&&*format.text) {
            formats.push(&format.text);
        }
    }
    let mut open: BTreeSet<String> = BTreeSet::new();
    for format in found() {
        let rival = times::turned(&format.text);
        let sure = |text: &str| formats.contains(&text);
        if rival != format.text && sure(&format.text) == sure(&rival) {
            let (one, two) =
                (format.text.clone().min(rival.clone()), format.text.clone().max(rival));
            open.insert(format!("{} or {}", toml(&one), toml(&two)));
        }
    }
    if open.is_empty() && matches!(*formats, [] | ["iso"]) {
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
    text.push_str(&format!("# formats = [{}]\n", list.join(", ")));
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
    keys.into_iter().filter_map(|(key, role)| Some((key, found(role)?))).collect()
}

#[cfg(test)]
mod tests;
