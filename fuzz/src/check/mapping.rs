//! Mapping files: a mistake lies in the file, and what is right has what the program counts on.

use super::assert_place;
use crate::error::Error;
use crate::ingest::mapping::Mapping;

/// A mapping file.
pub fn mapping(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match Mapping::parse("lapor.toml", text) {
        Ok(mapping) => {
            assert!(!mapping.formats.is_empty(), "a mapping without a format");
            assert!(mapping.blank.contains(""), "an empty cell that is not blank");
            assert!(mapping.delimiter.is_none_or(|byte| !b"\"\r\n".contains(&byte)));
        }
        Err(Error::Mapping { file, line, column, problem }) => {
            assert!(!problem.is_empty(), "a mistake without words");
            // A mapping that is used by its name is right, so all mistakes are in this file.
            assert_eq!(file, "lapor.toml");
            assert_place(text, line, column);
        }
        Err(other) => panic!("an error without a place: {other}"),
    }
}
