//! What a message may show of a cell: nothing that a person wrote.

use crate::error::{gives_away, id_gives_away};

/// What a message shows of a cell that people wrote.
pub(crate) fn masked(text: &str) -> String {
    format!("<{} characters>", text.chars().count())
}

/// A cell of a column of words: shown if it is short and holds neither a long number nor an address nor anything else that is redacted.
pub(crate) fn shown_word(text: &str) -> String {
    let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let plain = text.chars().count() <= 40 && longest < 9 && !text.contains(['@', '\n', '\r']);
    let plain = plain && !gives_away(text);
    if plain { text.to_owned() } else { masked(text) }
}

/// An id: shown unless it could be a person's number. Numbers of cases are long, those of people longer.
pub(crate) fn shown_id(id: &str) -> String {
    let longest = id.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let plain = id.chars().count() <= 40 && longest < 15 && !id.contains(['@', '\n', '\r']);
    let plain = plain && !id_gives_away(id);
    if plain { id.to_owned() } else { masked(id) }
}

/// A cell of a column of times: shown if it looks like a time or is a usual word for none.
pub(crate) fn shown_time(text: &str) -> String {
    const NONE: [&str; 8] = ["null", "n/a", "na", "none", "nan", "nil", "unknown", "tba"];
    let like_a_time = text.chars().all(|c| c.is_ascii_digit() || " :/.,+-TZ".contains(c));
    if like_a_time || NONE.contains(&text.to_ascii_lowercase().as_str()) {
        text.to_owned()
    } else {
        masked(text)
    }
}

/// Whether a spreadsheet would run a cell: it begins with `=`, `+`, `-` or `@` and is no number.
pub(crate) fn is_formula(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['=', '+', '-', '@']) else { return false };
    let number = !text.starts_with(['=', '@'])
        && rest.chars().all(|c| c.is_ascii_digit() || " .,()-eE".contains(c));
    !rest.is_empty() && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_no_numbers() {
        for formula in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "=A1"] {
            assert!(is_formula(formula), "{formula}");
        }
        for text in ["-", "+", "-12.5", "+62 812-3456", "(=x)", "a=b", "", "-1e5"] {
            assert!(!is_formula(text), "{text}");
        }
    }

    #[test]
    fn long_numbers_addresses_and_prose_are_masked() {
        assert_eq!(shown_word("Selesai"), "Selesai");
        assert_eq!(shown_word("3578010101909901"), "<16 characters>");
        assert_eq!(shown_word("warga@contoh.example"), "<20 characters>");
        assert_eq!(shown_word(&"kata ".repeat(9)), "<45 characters>");
        assert_eq!(shown_word("a.n. Teguh Wirajati"), "<19 characters>");
        assert_eq!(shown_id("AG 4471 QK"), "<10 characters>");
        assert_eq!(shown_id("101004113637"), "101004113637");
        assert_eq!(shown_id("3578010101909901"), "<16 characters>");
        assert_eq!(shown_time("31/2/2015"), "31/2/2015");
        assert_eq!(shown_time("NULL"), "NULL");
        assert_eq!(shown_time("Sarinem"), "<7 characters>");
    }
}
