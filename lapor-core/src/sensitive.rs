//! Text that came from people, and text that may be printed.
//!
//! Everything a person wrote enters as [`Sensitive`] and stays there. The redactor is the one door
//! from it to [`PublicText`], and a page accepts only the latter, so a template cannot print what was
//! never redacted: it would not compile.

use std::fmt;

/// Text that came from people and may not be shown as it is.
///
/// Anything may enter; nothing comes out but through the redactor (feature `redact`). What is absent
/// is the point of the type:
///
/// * no `Display`, no `Deref`, no `AsRef`, no accessor: the text cannot be printed or copied out;
/// * no `Serialize`: it cannot slip into a file as a field of something else;
/// * no `Deserialize`: a deserialiser's message quotes the value it did not like, and so would an
///   identity number be quoted that came as a JSON number; read a `String` and wrap it;
/// * no `Ord`, no `Hash`: an order or a digest of an identity number gives it away, as its structure
///   leaves few candidates. Equality remains, because exact copies of an event must collapse.
///
/// ```
/// use lapor_core::sensitive::Sensitive;
///
/// let body = Sensitive::new(String::from("Jalan rusak di depan ru"));
/// assert_eq!(format!("{body:?}"), "Sensitive(23 bytes)");
/// assert_eq!(body.len(), 23);
/// ```
///
/// It cannot be printed:
///
/// ```compile_fail,E0277
/// println!("{}", lapor_core::sensitive::Sensitive::new("teks warga"));
/// ```
///
/// nor read where a string is wanted:
///
/// ```compile_fail,E0308
/// let text: &str = &lapor_core::sensitive::Sensitive::new(String::from("teks warga"));
/// ```
///
/// nor opened by its private accessor:
///
/// ```compile_fail
/// lapor_core::sensitive::Sensitive::new("teks warga").expose();
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a text; there is no way back but through the redactor.
    pub const fn new(text: T) -> Self {
        Self(text)
    }

    /// The text itself, for the redactor alone.
    #[cfg(feature = "redact")]
    pub(crate) const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: AsRef<str>> Sensitive<T> {
    /// Length of the text in bytes.
    pub fn len(&self) -> usize {
        self.0.as_ref().len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_empty()
    }
}

impl<T: AsRef<str>> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sensitive({} bytes)", self.len())
    }
}

/// Entering is always safe, so a conversion may do it.
impl From<String> for Sensitive<String> {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Entering is always safe, so a conversion may do it.
impl From<&str> for Sensitive<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Text that may be printed: what the redactor let through, or words of the program itself.
///
/// There is no `From<String>` and no `Deserialize`, because either would be a second door.
///
/// ```compile_fail,E0277
/// let text: lapor_core::sensitive::PublicText = String::from("teks warga").into();
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicText(String);

impl PublicText {
    /// Words written in the program's source, such as the title of a report that has none.
    ///
    /// ```
    /// use lapor_core::sensitive::PublicText;
    ///
    /// assert_eq!(PublicText::from_static("(tanpa judul)").as_str(), "(tanpa judul)");
    /// ```
    pub fn from_static(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// What the redactor let through.
    #[cfg(feature = "redact")]
    pub(crate) const fn redacted(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the text away as an owned string, without a copy.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for PublicText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for PublicText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for PublicText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_gives_the_length_and_nothing_of_the_text() {
        let event = Some(Sensitive::from("Sarinem, blok kesembilan"));
        assert_eq!(format!("{event:?}"), "Some(Sensitive(24 bytes))");
        assert_eq!(format!("{:?}", Sensitive::new("é")), "Sensitive(2 bytes)");
    }

    #[test]
    fn copies_are_equal_so_that_they_can_collapse() {
        assert_eq!(Sensitive::from("a"), Sensitive::from(String::from("a")));
        assert_ne!(Sensitive::from("a"), Sensitive::from("b"));
        assert!(Sensitive::<String>::default().is_empty());
    }

    #[test]
    fn public_text_prints_itself() {
        let text = PublicText::from_static("sudah selesai");
        assert_eq!(text.to_string(), "sudah selesai");
        assert_eq!(text.as_ref(), text.as_str());
        assert_eq!(format!("{text:>15}"), "  sudah selesai");
    }
}
