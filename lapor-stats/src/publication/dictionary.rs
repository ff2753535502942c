//! The data dictionary: what each table and column means, for people.

use super::file::{hex, is_url};
use super::{Field, HIDDEN, Kind, Publication, Resource};

/// The data dictionary in Markdown: the text of `dictionary.md`, ending in a newline.
///
/// A table each for the files and columns of every table of the publication. Texts are escaped, so that none is read as
/// Markdown or HTML.
pub fn dictionary(publication: &Publication) -> String {
    let mut text = format!("# {}: data dictionary\n\n", escaped(&publication.title));
    paragraph(&mut text, &escaped(&publication.description));
    facts(&mut text, publication);
    reading(&mut text, publication);
    for table in &publication.resources {
        describe(&mut text, table);
    }
    // Every block ends in a blank line; a file ends in one line end.
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn paragraph(text: &mut String, words: &str) {
    text.push_str(words);
    text.push_str("\n\n");
}

fn facts(text: &mut String, publication: &Publication) {
    let mut fact = |name: &str, value: String| text.push_str(&format!("- {name}: {value}\n"));
    fact("Release", escaped(&publication.version));
    fact("Last day that counts", publication.as_of.to_string());
    if let Some(period) = publication.period {
        fact("Period", format!("{} to {}", period.first, period.last));
    }
    if let Some(place) = &publication.place {
        fact("Place", escaped(&place.name));
    }
    if let Some(publisher) = &publication.publisher {
        fact("Publisher", escaped(&publisher.name));
    }
    let licence = &publication.licence;
    fact("Licence", format!("{} ({})", escaped(&licence.title), linked(&licence.url)));
    for (name, rules) in [("Policy", &publication.policy), ("Calendar", &publication.calendar)] {
        fact(name, format!("{}; SHA-256 `{}`", escaped(&rules.shown()), hex(&rules.sha256)));
    }
    if let Some(method) = &publication.method {
        fact("Method", linked(method));
    }
    for source in &publication.sources {
        let mut value = escaped(&source.title);
        for more in [&source.location, &source.licence].into_iter().flatten() {
            value.push_str(&format!("; {}", linked(more)));
        }
        fact("Source", format!("{value}; SHA-256 `{}`", hex(&source.sha256)));
    }
    text.push('\n');
}

fn reading(text: &mut String, publication: &Publication) {
    text.push_str("## How to read the files\n\n");
    paragraph(
        text,
        "CSV is UTF-8 with commas; its first line names the columns, and a blank cell has no value. In a text cell a single quote \
         stands before what a spreadsheet would take for a formula, and before a single quote: at the beginning of the cell and \
         after each semicolon, tab and line end in it. Take one single quote away at each of these places to read the text. JSON \
         is one array with an object for each row. JSON and Parquet hold texts as they are.",
    );
    if publication.hides() {
        paragraph(
            text,
            &format!(
                "A hidden value would tell too much of too few reports. It is not 0: it is {}.",
                hiding()
            ),
        );
    }
    paragraph(text, "Sizes and hashes of all files stand in `datapackage.json`.");
}

/// How a hidden value is written, by format.
fn hiding() -> String {
    format!(
        "`{HIDDEN}` in CSV, `null` in JSON beside `\"hidden\": true` in the same row, and null in Parquet"
    )
}

fn describe(text: &mut String, table: &Resource) {
    let name = code(&table.name);
    text.push_str(&format!("## {}: {name}\n\n", escaped(&table.title)));
    paragraph(text, &escaped(&table.description));
    let files: Vec<String> = table.files.iter().map(|file| code(&file.path)).collect();
    let rows = if table.rows == 1 { "1 row".to_owned() } else { format!("{} rows", table.rows) };
    let mut line = format!("{rows}, in {}.", files.join(", "));
    if !table.primary_key.is_empty() {
        let keys: Vec<String> = table.primary_key.iter().map(|name| code(name)).collect();
        line.push_str(&format!(" A row is known by {}.", keys.join(", ")));
    }
    paragraph(text, &line);
    text.push_str("| column | type | unit | meaning | numerator | denominator | may be hidden |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    for field in &table.fields {
        let cells = [
            code(&field.name),
            field.kind.word().to_owned(),
            field.unit.as_deref().map_or_else(String::new, escaped),
            meaning(field),
            field.numerator.as_deref().map_or_else(String::new, escaped),
            field.denominator.as_deref().map_or_else(String::new, escaped),
            if field.hidden { format!("yes, as `{HIDDEN}`") } else { "no".to_owned() },
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text.push('\n');
}

fn meaning(field: &Field) -> String {
    let mut text = escaped(&field.description);
    if field.kind == Kind::Text && !field.words.is_empty() {
        let words: Vec<String> = field.words.iter().map(|word| code(word)).collect();
        text.push_str(&format!(" One of {}.", words.join(", ")));
    }
    let limits = match (field.minimum, field.maximum) {
        (Some(least), Some(greatest)) => format!(" From {least} to {greatest}."),
        (Some(least), None) => format!(" At least {least}."),
        (None, Some(greatest)) => format!(" At most {greatest}."),
        (None, None) => String::new(),
    };
    if field.kind.is_number() {
        text.push_str(&limits);
    }
    text
}

/// A name as code, where nothing in it would end the code or the cell.
fn code(name: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./ ".contains(character);
    let whole = !name.is_empty() && name.trim() == name && name.chars().all(plain);
    if whole { format!("`{name}`") } else { escaped(name) }
}

/// A text that may be an address.
fn linked(text: &str) -> String {
    if is_url(text) { format!("<{text}>") } else { escaped(text) }
}

/// A text on one line in which nothing is Markdown or HTML (CommonMark 2.4: any ASCII punctuation may be escaped).
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
        }
        for character in word.chars() {
            if "\\`*_[]<>|&~#".contains(character) {
                safe.push('\\');
            }
            if !character.is_control() {
                safe.push(character);
            }
        }
    }
    // What would start a list or a heading does so only at the beginning of a line.
    let digits = safe.trim_start_matches(|character: char| character.is_ascii_digit());
    let at = safe.len() - digits.len();
    if safe.starts_with(['-', '+', '=']) {
        safe.insert(0, '\\');
    } else if 0 < at && digits.starts_with(['.', ')']) {
        safe.insert(at, '\\');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::tests::{sample, small};
    use super::*;

    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn a_small_dictionary_reads_like_this() {
        expect![[r##"
            # Open reports \<2015\>: data dictionary

            Reports that are open, by agency.

            - Release: 2015-06-30
            - Last day that counts: 2015-06-30
            - Period: 2015-01-01 to 2015-06-30
            - Place: Indonesia
            - Publisher: A \& B
            - Licence: CC0 1.0 Universal (<https://creativecommons.org/publicdomain/zero/1.0/>)
            - Policy: lapor, version 1; SHA-256 `abababababababababababababababababababababababababababababababab`
            - Calendar: id, as known on 2015-03-01; SHA-256 `babababababababababababababababababababababababababababababababa`
            - Source: Reports of 2015; data/lapor-2015/reports.csv; public record; SHA-256 `cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd`

            ## How to read the files

            CSV is UTF-8 with commas; its first line names the columns, and a blank cell has no value. In a text cell a single quote stands before what a spreadsheet would take for a formula, and before a single quote: at the beginning of the cell and after each semicolon, tab and line end in it. Take one single quote away at each of these places to read the text. JSON is one array with an object for each row. JSON and Parquet hold texts as they are.

            A hidden value would tell too much of too few reports. It is not 0: it is `[c]` in CSV, `null` in JSON beside `"hidden": true` in the same row, and null in Parquet.

            Sizes and hashes of all files stand in `datapackage.json`.

            ## Open reports: `open`

            An agency's open reports.

            2 rows, in `open.csv`. A row is known by `agency`.

            | column | type | unit | meaning | numerator | denominator | may be hidden |
            |---|---|---|---|---|---|---|
            | `agency` | text |  | The agency (instansi) \| its unit. |  |  | no |
            | `running` | integer | reports | Reports whose due date has not passed. At least 0. |  |  | yes, as `[c]` |
        "##]].assert_eq(&dictionary(&small()));
    }

    #[test]
    fn every_column_of_every_table_is_in_it() {
        let publication = sample();
        let text = dictionary(&publication);
        for table in &publication.resources {
            for field in &table.fields {
                let row = format!("| `{}` | {} |", field.name, field.kind.word());
                assert!(text.contains(&row), "{row}");
            }
        }
    }

    #[test]
    fn nothing_is_said_of_hiding_where_nothing_is_hidden() {
        let mut publication = small();
        assert!(dictionary(&publication).contains("would tell too much"));
        for field in &mut publication.resources[0].fields {
            field.hidden = false;
        }
        assert!(!dictionary(&publication).contains(HIDDEN));
    }

    #[test]
    fn text_is_no_markdown() {
        for (text, safe) in [
            ("a | b", "a \\| b"),
            ("<script>*x*</script>", "\\<script\\>\\*x\\*\\</script\\>"),
            ("[a](b)", "\\[a\\](b)"),
            ("- a\n\n# b", "\\- a \\# b"),
            ("1. a", "1\\. a"),
            ("12) a", "12\\) a"),
            ("2015 a.", "2015 a."),
        ] {
            assert_eq!(escaped(text), safe);
        }
        assert_eq!((&*code("a_b"), &*code("a|`b`"), &*code(" ")), ("`a_b`", "a\\|\\`b\\`", ""));
    }

    proptest! {
        #[test]
        fn a_row_has_seven_cells_whatever_it_says(text in any::<String>()) {
            let mut publication = small();
            let field = &mut publication.resources[0].fields[1];
            (field.name, field.description, field.unit) = (text.clone(), text.clone(), Some(text));
            let written = dictionary(&publication);
            let rows: Vec<&str> = written.lines().filter(|line| line.starts_with('|')).collect();
            prop_assert_eq!(rows.len(), 2 + publication.resources[0].fields.len());
            for row in rows {
                // A pipe after an even number of backslashes ends a cell.
                let (mut cells, mut backslashes) = (0, 0);
                for character in row.chars() {
                    cells += usize::from(character == '|' && backslashes % 2 == 0);
                    backslashes = if character == '\\' { backslashes + 1 } else { 0 };
                }
                prop_assert_eq!(cells, 8, "{}", row);
            }
        }
    }
}
