//! JSON documents as a person would write them.

use serde_json::Value;

/// A document without the members that have no value, indented, ending in a newline.
pub(super) fn document(value: Value) -> String {
    format!("{:#}\n", without_nulls(value))
}

/// The same without the members of objects that are null, at any depth.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name, without_nulls(member)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// A list, or nothing where it is empty.
pub(super) fn list(items: impl IntoIterator<Item = Value>) -> Value {
    let items: Vec<Value> = items.into_iter().collect();
    if items.is_empty() { Value::Null } else { items.into() }
}

/// A number as it is written: whole where it is whole; nothing where it is none.
pub(super) fn number(number: Option<f64>) -> Value {
    // Whole numbers up to 2^53 are exact in both forms.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number {
        Some(whole) if whole.fract() == 0.0 && whole.abs() <= EXACT => (whole as i64).into(),
        Some(other) => other.into(),
        None => Value::Null,
    }
}

/// A document that may stand in the `<script>` of a page: no character in it ends the element or a line of a script.
pub(super) fn embeddable(document: &str) -> String {
    let mut safe = String::with_capacity(document.len());
    for character in document.chars() {
        match character {
            // In JSON these stand in strings alone, where the escape means the same.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn what_has_no_value_is_left_out_and_order_kept() {
        let value = json!({ "z": 1, "a": null, "b": [{ "c": null, "d": [] }, null] });
        assert_eq!(
            document(value),
            "{\n  \"z\": 1,\n  \"b\": [\n    {\n      \"d\": []\n    },\n    null\n  ]\n}\n"
        );
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        let written: Vec<String> =
            [Some(0.0), Some(-1.0), Some(0.25), Some(1e300), Some(f64::NAN), None]
                .into_iter()
                .map(|value| number(value).to_string())
                .collect();
        assert_eq!(written, ["0", "-1", "0.25", "1e+300", "null", "null"]);
    }

    proptest! {
        #[test]
        fn a_document_in_a_page_says_the_same(name in any::<String>(), text in "[<>&/!\u{2028}\u{2029}\"\\\\a-]{0,12}") {
            let value = json!({ name: text });
            let safe = embeddable(&document(value.clone()));
            let ends = safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!ends, "{}", safe);
            prop_assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), value);
        }
    }
}
