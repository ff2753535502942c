//! The redactor: what it let through, its gate lets through, and a second time changes nothing.

use lapor_core::redact::{Redactor, scan};
use lapor_core::sensitive::Sensitive;

use super::line;

/// The first line is a name, the second a contact; the rest is what somebody wrote.
pub fn redact(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (name, text) = text.split_once('\n').unwrap_or(("", text));
    let (contact, body) = text.split_once('\n').unwrap_or(("", text));
    let redactor = Redactor::new();
    let mut thread = redactor.thread();
    thread.hide_person(&Sensitive::new(name));
    thread.hide_contact(&Sensitive::new(contact));
    let once = thread.redact(&Sensitive::new(body));
    let length = body.chars().count();
    let mut end = 0;
    for span in &once.spans {
        assert!(
            end <= span.start && span.start < span.end && span.end <= length,
            "spans out of order"
        );
        end = span.end;
    }
    assert!(!once.spans.is_empty() || once.text.as_str() == body, "a change without a span");
    assert!(scan(once.text.as_str()).is_empty(), "the gate finds what the redactor left");
    let twice = thread.redact(&Sensitive::new(once.text.as_str()));
    assert_eq!(twice.text.as_str(), once.text.as_str(), "a second time changed something");
}
