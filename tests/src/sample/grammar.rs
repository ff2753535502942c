//! Patterns of text: `[this|that]` chooses, `{slot}` is filled from the scene; both may be nested.

use super::rng::Rng;

/// What fills the slots of a pattern.
pub(super) trait Slots {
    /// The text of a slot; it may itself be a pattern. `None` if there is no such slot.
    fn fill(&self, name: &str, rng: &mut Rng) -> Option<String>;
}

/// One text of the many that `pattern` stands for.
///
/// A slot that nobody knows stays as it is written, braces and all, where a test finds it.
pub(super) fn expand(pattern: &str, slots: &dyn Slots, rng: &mut Rng) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    write(pattern, slots, rng, 0, &mut out);
    tidy(&out)
}

fn write(pattern: &str, slots: &dyn Slots, rng: &mut Rng, depth: usize, out: &mut String) {
    let mut rest = pattern;
    while let Some(at) = rest.find(['[', '{']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('{') {
            let end = rest.find('}').unwrap_or(rest.len() - 1);
            let name = rest[1..end].trim();
            match slots.fill(name, rng) {
                // A slot may be filled with a pattern; six levels are more than any needs.
                Some(text) if depth < 6 => write(&text, slots, rng, depth + 1, out),
                _ => out.push_str(&rest[..=end]),
            }
            rest = &rest[end + 1..];
        } else {
            let (choices, end) = alternatives(rest);
            let choice = rng.pick(&choices);
            write(choice, slots, rng, depth, out);
            rest = &rest[end..];
        }
    }
    out.push_str(rest);
}

/// The alternatives of the bracket at the start of `text`, and where the text goes on.
fn alternatives(text: &str) -> (Vec<&str>, usize) {
    let mut choices = Vec::new();
    let (mut depth, mut start) = (0_usize, 1);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b'|' if depth == 1 => {
                choices.push(&text[start..at]);
                start = at + 1;
            }
            b']' => {
                depth -= 1;
                if depth == 0 {
                    choices.push(&text[start..at]);
                    return (choices, at + 1);
                }
            }
            _ => {}
        }
    }
    (vec![&text[1..]], text.len())
}

/// Takes out the spaces that an empty choice leaves behind.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let clings = word.starts_with([',', '.', '?', '!', ';', ':']);
        if !out.is_empty() && !clings {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `text` with its first letter a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
