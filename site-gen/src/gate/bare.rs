//! Numbers that fill the cells of a table by themselves.
//!
//! `numbers.csv` and `numbers.json` hold a site's counts, and no words but names: agencies, places, categories, channels. A channel
//! is called SMS, and a count of six digits beside it reads like a telephone behind its label. There the name in one cell says
//! nothing of the number in another.

/// Whether a file of a site holds counts and names alone.
pub(super) fn holds_counts(path: &str) -> bool {
    path.ends_with("/data/numbers.csv") || path.ends_with("/data/numbers.json")
}

/// The cells that are plain numbers around the bytes `start..end`, if these touch nothing else.
///
/// A cell ends at a comma or where its row does; in JSON also behind the colon of its name. A number in quotation marks is text.
pub(super) fn around(text: &str, start: usize, end: usize) -> Option<&str> {
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-');
    let bytes = text.as_bytes();
    let first = start - bytes[..start].iter().rev().take_while(|byte| is_number(byte)).count();
    let last = end + bytes[end..].iter().take_while(|byte| is_number(byte)).count();
    let begins = matches!(bytes[..first].last(), None | Some(b'\n' | b':'))
        || bytes[first..start].contains(&b',');
    let ends = matches!(bytes.get(last), None | Some(b'\r' | b'\n' | b'}'))
        || bytes[end..last].contains(&b',');
    (begins && ends && bytes[start..end].iter().all(is_number)).then(|| &text[first..last])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells<'t>(text: &'t str, number: &str) -> Option<&'t str> {
        let start = text.find(number).unwrap_or(0);
        around(text, start, start + number.len())
    }

    #[test]
    fn a_number_is_bare_between_the_ends_of_its_cell() {
        assert_eq!(cells("sms,met,123456,0.9\n", "123456"), Some(",123456,0.9"));
        assert_eq!(cells("sms,123456\r\n", "123456"), Some(",123456"));
        assert_eq!(cells("a\n123456,sms\n", "123456"), Some("123456,"));
        assert_eq!(cells("123456", "123456"), Some("123456"));
        assert_eq!(cells("{\"channel\":\"sms\",\"count\":123456}", "123456"), Some("123456"));
        assert_eq!(cells("{\"count\":123456,\"share\":null}", "123456"), Some("123456,"));
    }

    #[test]
    fn a_number_among_words_is_not() {
        for text in [
            "hp 123456,x",
            "a,hp 123456\n",
            "a,123456 malam\n",
            "a,\"123456\",b",
            "{\"a\":\"123456\"}",
            "a,b123456,c",
            "hp:123456 ya",
        ] {
            assert_eq!(cells(text, "123456"), None, "{text}");
        }
        assert_eq!(around("sms,123456\n", 0, 10), None, "the label is within");
    }

    #[test]
    fn only_the_table_of_counts_is_one() {
        assert!(holds_counts("rekaan/data/numbers.csv") && holds_counts("a/data/numbers.json"));
        for path in ["rekaan/data/reports.csv", "rekaan/numbers.csv", "a/data/numbers.parquet"] {
            assert!(!holds_counts(path), "{path}");
        }
    }
}
