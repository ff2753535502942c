//! The operator's list of office-holders, whose names stay beside their roles.

use std::path::Path;

use lapor_core::redact::Redactor;

use crate::error::Error;
use crate::operators::{self, Row};

/// The columns of the file.
const COLUMNS: [&str; 2] = ["role", "name"];

/// Office-holders as the operator lists them: a role and a name each.
///
/// The file is CSV with the columns `role` and `name`. Whoever is on no list is a private person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Officials {
    list: Vec<(String, String)>,
    /// The line of each in its file.
    lines: Vec<u64>,
}

impl Officials {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if the file cannot be read, [`Error::Mapping`] with line and column if a column or a cell is missing.
    ///
    /// ```
    /// use lapor_stats::officials::Officials;
    ///
    /// let folder = tempfile::tempdir()?;
    /// let file = folder.path().join("officials.csv");
    /// std::fs::write(&file, "role,name\nBupati Wanasari,Teguh Wirajati\n")?;
    /// assert_eq!(Officials::read(&file)?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(file: &Path) -> Result<Officials, Error> {
        Ok(Officials::of(operators::read(file, COLUMNS)?))
    }

    /// Reads the list from its text; `file` is how a message calls it.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn parse(file: &str, text: &str) -> Result<Officials, Error> {
        Ok(Officials::of(operators::parse(file, text, COLUMNS)?))
    }

    fn of(rows: Vec<Row<2>>) -> Officials {
        let rows = rows.into_iter().map(|(line, [role, name])| (line, (role, name)));
        let (lines, list) = rows.unzip();
        Officials { list, lines }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The name of each with its line, from 1, in the order of the file.
    ///
    /// ```
    /// use lapor_stats::officials::Officials;
    ///
    /// let list = Officials::parse("o.csv", "role,name\nBupati Wanasari,Teguh Wirajati\n")?;
    /// assert_eq!(list.names().next(), Some((2, "Teguh Wirajati")));
    /// # Ok::<(), lapor_stats::error::Error>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = (u64, &str)> {
        self.lines.iter().copied().zip(self.list.iter().map(|(_, name)| name.as_str()))
    }

    /// A redactor that lets their names stand.
    pub fn redactor(&self) -> Redactor {
        Redactor::new().with_officials(self.list.iter().map(|(role, name)| (role, name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_list_is_refused_with_line_and_column() {
        let refused = |text: &str| match Officials::parse("o.csv", text) {
            Err(error) => error.to_string(),
            Ok(list) => format!("{list:?}"),
        };
        assert_eq!(
            refused("jabatan,nama\n"),
            "o.csv:1:1: found the columns jabatan, nama, expected role and name"
        );
        assert_eq!(refused("role,name\nBupati,\n"), "o.csv:2:2: found no name, expected one");
        assert_eq!(
            refused("role,name\nBupati,X Y\n,Z\n"),
            "o.csv:3:1: found no role, expected one"
        );
        assert_eq!(refused("role,name\nBupati\n"), "o.csv:2:2: found no name, expected one");
    }

    #[test]
    fn the_order_of_columns_does_not_matter() {
        let list = Officials::parse("o.csv", "name,role\nTeguh Wirajati,Bupati Wanasari\n");
        assert!(
            list.is_ok_and(
                |list| list.list == [("Bupati Wanasari".into(), "Teguh Wirajati".into())]
            )
        );
    }
}
