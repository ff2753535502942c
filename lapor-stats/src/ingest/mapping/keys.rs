//! Keys of a TOML table, taken one by one, so that every mistake is named with its place and what was expected.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, line_and_column, without_quoted};

/// A mapping file while it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

impl<'a> Document<'a> {
    /// The keys of the whole file.
    pub(crate) fn keys(self) -> Result<Keys<'a>, Error> {
        match DeTable::parse(self.text) {
            Ok(table) => Ok(Keys::new(self, String::new(), table.span(), table.into_inner())),
            Err(error) => Err(self.wrong(error.span().unwrap_or(0..0), error.message())),
        }
    }

    /// A mistake at a place of the file.
    pub(crate) fn wrong(self, span: Range<usize>, problem: impl Into<String>) -> Error {
        let (line, column) = line_and_column(self.text, span.start);
        let problem = without_quoted(&problem.into());
        Error::Mapping { file: self.name.into(), line, column, problem }
    }
}

/// The keys of a table that were not taken yet.
#[derive(Debug)]
pub(crate) struct Keys<'a> {
    document: Document<'a>,
    /// The table's name as it stands in the file, such as `csv`; empty for the file itself.
    path: String,
    span: Range<usize>,
    left: Vec<(Spanned<String>, Spanned<DeValue<'a>>)>,
    asked: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    fn new(document: Document<'a>, path: String, span: Range<usize>, table: DeTable<'a>) -> Self {
        let left = table
            .into_iter()
            .map(|(key, value)| (Spanned::new(key.span(), key.into_inner().into_owned()), value))
            .collect();
        Keys { document, path, span, left, asked: Vec::new() }
    }

    /// A mistake at a place of the file.
    pub(crate) fn wrong(&self, span: Range<usize>, problem: impl Into<String>) -> Error {
        self.document.wrong(span, problem)
    }

    /// A key that must be there and is not.
    pub(crate) fn lacks(&self, key: &str, expected: &str) -> Error {
        let place =
            if self.path.is_empty() { "the file".into() } else { format!("[{}]", self.path) };
        self.wrong(self.span.clone(), format!("{place} has no '{key}', expected {expected}"))
    }

    /// Refuses a key that is none of `known`, before anything is missed.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Error> {
        match self.left.iter().find(|(key, _)| !known.contains(&key.get_ref().as_str())) {
            Some((key, _)) => Err(self.unknown(key, known)),
            None => Ok(()),
        }
    }

    /// The value of `key`, if it is there.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'a>>> {
        self.asked.push(key);
        let at = self.left.iter().position(|(left, _)| left.get_ref() == key)?;
        Some(self.left.remove(at).1)
    }

    /// All keys that are left, such as those whose names the file chooses.
    pub(crate) fn take_all(&mut self) -> Vec<(Spanned<String>, Spanned<DeValue<'a>>)> {
        std::mem::take(&mut self.left)
    }

    /// The text of `key`.
    pub(crate) fn text(&mut self, key: &'static str) -> Result<Option<Spanned<String>>, Error> {
        self.take(key).map(|value| self.as_text(key, value)).transpose()
    }

    /// The text of `key`, through a reading that may refuse it.
    pub(crate) fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Error> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        read(text.get_ref()).map(Some).map_err(|problem| self.wrong(text.span(), problem))
    }

    /// The truth value of `key`.
    pub(crate) fn truth(&mut self, key: &'static str) -> Result<Option<bool>, Error> {
        let Some(value) = self.take(key) else { return Ok(None) };
        match value.get_ref().as_bool() {
            Some(truth) => Ok(Some(truth)),
            None => Err(self.mistyped(key, &value, "true or false")),
        }
    }

    /// The texts of `key`.
    pub(crate) fn texts(
        &mut self,
        key: &'static str,
    ) -> Result<Option<Vec<Spanned<String>>>, Error> {
        self.take(key).map(|value| self.as_texts(key, value)).transpose()
    }

    /// A value that must be a list of texts.
    pub(crate) fn as_texts(
        &self,
        key: &str,
        value: Spanned<DeValue<'_>>,
    ) -> Result<Vec<Spanned<String>>, Error> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                items.into_iter().map(|item| self.as_text(key, item)).collect()
            }
            other => Err(self.mistyped(key, &Spanned::new(span, other), "a list of texts")),
        }
    }

    /// The keys of the table `key`.
    pub(crate) fn table(&mut self, key: &'static str) -> Result<Option<Keys<'a>>, Error> {
        self.take(key).map(|value| self.as_table(key, value)).transpose()
    }

    /// A value that must be a table.
    pub(crate) fn as_table(
        &self,
        key: &str,
        value: Spanned<DeValue<'a>>,
    ) -> Result<Keys<'a>, Error> {
        let path =
            if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Ok(Keys::new(self.document, path, span, table)),
            other => Err(self.mistyped(key, &Spanned::new(span, other), "a table")),
        }
    }

    /// A value that must be a text.
    pub(crate) fn as_text(
        &self,
        key: &str,
        value: Spanned<DeValue<'_>>,
    ) -> Result<Spanned<String>, Error> {
        match value.get_ref().as_str() {
            Some(text) => Ok(Spanned::new(value.span(), text.to_owned())),
            None => Err(self.mistyped(key, &value, "a text in quotes")),
        }
    }

    /// A value of another type than the key has.
    pub(crate) fn mistyped(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
    ) -> Error {
        let article = if value.get_ref().type_str().starts_with(['a', 'i']) { "an" } else { "a" };
        self.wrong(
            value.span(),
            format!(
                "found {article} {} as '{key}', expected {expected}",
                value.get_ref().type_str()
            ),
        )
    }

    /// The table's place in the file.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Ends the table: a key that nobody asked for is a mistake.
    pub(crate) fn finish(self) -> Result<(), Error> {
        match self.left.first() {
            Some((key, _)) => Err(self.unknown(key, &self.asked)),
            None => Ok(()),
        }
    }

    fn unknown(&self, key: &Spanned<String>, expected: &[&str]) -> Error {
        let place =
            if self.path.is_empty() { String::new() } else { format!(" in [{}]", self.path) };
        let expected = expected.join(", ");
        self.wrong(
            key.span(),
            format!("found key '{}'{place}, expected one of {expected}", key.get_ref()),
        )
    }
}
