//! The operator's list of contacts that agencies publish, which stay as they are.

use std::path::Path;

use lapor_core::redact::Redactor;

use crate::error::Error;
use crate::operators::{self, Row};

/// The column of the file.
const COLUMNS: [&str; 1] = ["handle"];

/// Contacts of the service and its agencies as the operator lists them: handles with or without `@`, mail addresses,
/// telephone numbers.
///
/// The file is CSV with the column `handle`; others are left aside. What is on no list is a private person's. A gate over
/// finished pages has to know the list as well ([`lapor_core::redact::Gate::keep_handle`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handles {
    list: Vec<String>,
}

impl Handles {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if the file cannot be read, [`Error::Mapping`] with line and column if the column or a cell is missing.
    ///
    /// ```
    /// use lapor_stats::handles::Handles;
    ///
    /// let folder = tempfile::tempdir()?;
    /// let file = folder.path().join("handles.csv");
    /// std::fs::write(&file, "handle\n@contoh_melayani\n")?;
    /// assert_eq!(Handles::read(&file)?.iter().collect::<Vec<_>>(), ["@contoh_melayani"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(file: &Path) -> Result<Handles, Error> {
        Ok(Handles::of(operators::read(file, COLUMNS)?))
    }

    /// Reads the list from its text; `file` is how a message calls it.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn parse(file: &str, text: &str) -> Result<Handles, Error> {
        Ok(Handles::of(operators::parse(file, text, COLUMNS)?))
    }

    fn of(rows: Vec<Row<1>>) -> Handles {
        Handles { list: rows.into_iter().map(|(_, [handle])| handle).collect() }
    }

    /// Each of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(String::as_str)
    }

    /// The redactor that lets them stand besides what it kept before.
    ///
    /// ```
    /// use lapor_core::redact::Redactor;
    /// use lapor_core::sensitive::Sensitive;
    /// use lapor_stats::handles::Handles;
    ///
    /// let list = Handles::parse("h.csv", "handle\n@contoh_melayani\n")?;
    /// let text = Sensitive::new("sudah dm @contoh_melayani dan @wati_99");
    /// let kept = list.kept_by(Redactor::new()).thread().redact(&text).text;
    /// assert_eq!(kept.as_str(), "sudah dm @contoh_melayani dan [HANDLE]");
    /// # Ok::<(), lapor_stats::error::Error>(())
    /// ```
    #[must_use]
    pub fn kept_by(&self, redactor: Redactor) -> Redactor {
        redactor.with_handles(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_list_is_refused_with_line_and_column() {
        let refused = |text: &str| match Handles::parse("h.csv", text) {
            Err(error) => error.to_string(),
            Ok(list) => format!("{list:?}"),
        };
        assert_eq!(refused("akun\n@x\n"), "h.csv:1:1: found the columns akun, expected handle");
        assert_eq!(
            refused("handle,office\n@contoh,x\n@,y\n"),
            "h.csv:3:1: found no handle, expected one"
        );
        assert_eq!(refused("office,handle\nx\n"), "h.csv:2:2: found no handle, expected one");
    }

    #[test]
    fn other_columns_and_the_space_around_a_handle_are_left_aside() {
        let list =
            Handles::parse("h.csv", "office,handle\nDinas, @contoh \nPos,halo@contoh.example\n");
        assert!(list.is_ok_and(|list| list.list == ["@contoh", "halo@contoh.example"]));
    }
}
