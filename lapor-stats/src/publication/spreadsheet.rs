//! Text cells that no spreadsheet takes for a formula.
//!
//! A spreadsheet computes a cell that starts with `=`, `+`, `-` or `@`, also after spaces, quotes or control characters, and in
//! some locales their full-width forms (OWASP, *CSV Injection*). Which character parts two cells is up to the reader's locale:
//! where a comma is the decimal sign, as in Indonesia, files are split at semicolons, and quotes that were put for commas
//! then protect nothing. So a cell is a formula's start not only where it begins, but after every `;`, tab and line end in it.
//!
//! The rule: at each of these places a single quote `'` is put where a formula, or a `'`, would start there, and one `'` more
//! at the beginning of a cell that begins with a tab or a line end. So nothing is lost: a reader takes one `'` away wherever a
//! cell, or what follows a `;`, tab or line end in it, starts with one. Cells of numbers, days and flags stay as they are.

use std::borrow::Cow;

/// A text cell of CSV as it is written, before it is put in quotes for the sake of commas.
///
/// ```
/// use lapor_stats::publication::{csv_plain, csv_safe};
///
/// assert_eq!(csv_safe("Dinas Air - Barat"), "Dinas Air - Barat");
/// assert_eq!(csv_safe("=1+1"), "'=1+1");
/// assert_eq!(csv_safe("road; =1+1"), "road;' =1+1");
/// assert_eq!(csv_safe("'t Hoen"), "''t Hoen");
/// assert_eq!(csv_plain("''t Hoen"), "'t Hoen");
/// ```
pub fn csv_safe(cell: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut done = 0;
    for start in starts(cell) {
        if wants_quote(&cell[start..], start == 0) {
            safe.push_str(&cell[done..start]);
            safe.push('\'');
            done = start;
        }
    }
    if safe.is_empty() {
        return Cow::Borrowed(cell);
    }
    safe.push_str(&cell[done..]);
    Cow::Owned(safe)
}

/// The text of a cell that [`csv_safe`] wrote.
pub fn csv_plain(cell: &str) -> Cow<'_, str> {
    if !cell.contains('\'') {
        return Cow::Borrowed(cell);
    }
    let mut plain = String::with_capacity(cell.len());
    let mut done = 0;
    for start in starts(cell) {
        if cell[start..].starts_with('\'') {
            plain.push_str(&cell[done..start]);
            done = start + 1;
        }
    }
    plain.push_str(&cell[done..]);
    Cow::Owned(plain)
}

/// Whether a character may part cells or rows for some reader.
fn parts(character: char) -> bool {
    matches!(character, ';' | '\t' | '\n' | '\r')
}

/// Where a cell may start for some reader.
fn starts(cell: &str) -> impl Iterator<Item = usize> {
    // What parts is one byte long.
    std::iter::once(0).chain(cell.match_indices(parts).map(|(at, _)| at + 1))
}

fn wants_quote(rest: &str, first: bool) -> bool {
    // A part that ends is looked at no further, so the work stays linear.
    let mut seen = rest.chars().skip_while(|&character| skipped(character) && !parts(character));
    rest.starts_with('\'')
        || first && rest.starts_with(['\t', '\n', '\r'])
        || seen.next().is_some_and(starts_formula)
}

/// What stands before a formula without making it a text: spaces, quotes, control and invisible characters.
fn skipped(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '"' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        )
}

fn starts_formula(character: char) -> bool {
    matches!(
        character,
        '=' | '+' | '-' | '@'
            | '＝' | '＋' | '－' | '＠' // Full width.
            | '﹦' | '﹢' | '﹣' | '﹫' // Small forms.
            | '−' // The minus of mathematics, which some locales type.
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_compute_gets_a_quote() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+62", "'+62"),
            ("-3", "'-3"),
            ("@SUM(1)", "'@SUM(1)"),
            ("  =1", "'  =1"),
            ("\"=1\"", "'\"=1\""),
            ("\0=1", "'\0=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("＝1", "'＝1"),
            ("－1", "'－1"),
            ("−1", "'−1"),
            // A line end and a semicolon start a cell where commas part none.
            ("a\n=1", "a\n'=1"),
            ("a;=1;-b", "a;'=1;'-b"),
            ("\t=1", "'\t'=1"),
            ("\r\n@", "'\r\n'@"),
            ("\ttext", "'\ttext"),
        ] {
            assert_eq!(csv_safe(cell), safe);
        }
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for cell in ["", "Dinas Air", "a=b", "a, =b", "1+1", "a; b", "Jum'at", "[c]", "é@x", "…-"]
        {
            assert!(matches!(csv_safe(cell), Cow::Borrowed(same) if same == cell), "{cell}");
        }
    }

    #[test]
    fn a_quote_of_the_text_is_doubled_where_a_cell_may_start() {
        assert_eq!(csv_safe("'=1"), "''=1");
        assert_eq!(csv_safe("';'"), "'';''");
        assert_eq!(csv_plain("'';''"), "';'");
        // Only one goes.
        assert_eq!(csv_plain("'''"), "''");
    }

    /// Texts of what matters here, and any text.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[=+@;\t\r\n \"',a＝－−\u{feff}\0-]{0,9}",
            any::<String>(),
            proptest::collection::vec(any::<char>(), 0..9)
                .prop_map(|characters| characters.into_iter().collect())
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_lost(cell in text()) {
            let safe = csv_safe(&cell);
            prop_assert_eq!(csv_plain(&safe), cell.as_str());
        }

        #[test]
        fn no_part_starts_a_formula(cell in text()) {
            let safe = csv_safe(&cell);
            prop_assert!(!safe.starts_with(['\t', '\r', '\n']));
            for part in safe.split([';', '\t', '\r', '\n']) {
                let shown = part.trim_start_matches(|character: char| {
                    character.is_whitespace() || character.is_control() || "\"\u{200b}\u{feff}".contains(character)
                });
                prop_assert!(!shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−']), "{:?}", part);
            }
        }

        #[test]
        fn different_texts_stay_different(one in "['=;a]{0,4}", other in "['=;a]{0,4}") {
            prop_assert_eq!(csv_safe(&one) == csv_safe(&other), one == other);
        }
    }
}
