//! Escaping of text in pages, in whole stretches.

use std::io::{self, Write};

/// Writes a text with the five characters of HTML escaped, as Tera does by itself, which writes each byte alone.
pub(super) fn escape(text: &str, to: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let Some(entity) = entity(byte) else { continue };
        to.write_all(&bytes[from..at])?;
        to.write_all(entity)?;
        from = at + 1;
    }
    to.write_all(&bytes[from..])
}

/// A text with these characters escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    // Neither can fail: memory takes all, and letters of ASCII stand in the place of such.
    let _ = escape(text, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// What stands for a byte that has a meaning in HTML.
fn entity(byte: u8) -> Option<&'static [u8]> {
    match byte {
        b'&' => Some(b"&amp;"),
        b'<' => Some(b"&lt;"),
        b'>' => Some(b"&gt;"),
        b'"' => Some(b"&quot;"),
        b'\'' => Some(b"&#39;"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_escape_of_tera(text in "([<>&\"']|\\PC){0,40}") {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            escape(&text, &mut ours).unwrap();
            tera::escape_html(&text, &mut theirs).unwrap();
            prop_assert_eq!(ours, theirs);
        }
    }
}
