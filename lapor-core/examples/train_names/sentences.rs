//! Sentences from patterns, in the voices of people.

use std::ops::Range;

use crate::chance::Chance;
use crate::people::People;

/// A text of one byte a character, and the names in it.
#[derive(Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) bytes: Vec<u8>,
    pub(crate) names: Vec<Range<usize>>,
}

impl Sentence {
    pub(crate) fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn push_name(&mut self, name: &str) {
        let start = self.bytes.len();
        self.push(name);
        self.names.push(start..self.bytes.len());
    }

    pub(crate) fn append(&mut self, other: &Self) {
        let shift = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.names.extend(other.names.iter().map(|name| name.start + shift..name.end + shift));
    }
}

/// Fills a pattern: choices, names, places, digits.
pub(crate) fn fill(pattern: &str, people: &People<'_>, chance: &mut Chance) -> Sentence {
    let mut out = Sentence::default();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            '[' if rest.contains('|')
                || !rest[1..].starts_with(|c: char| c.is_ascii_uppercase()) =>
            {
                ']'
            }
            '{' => '}',
            _ => {
                out.push(&rest[..1]);
                rest = &rest[1..];
                continue;
            }
        };
        let end = rest.find(close).unwrap_or(rest.len() - 1);
        let inside = &rest[1..end];
        match (c, inside) {
            ('[', inside) if inside.contains('|') => {
                let choices: Vec<&str> = inside.split('|').collect();
                out.append(&fill(choices[chance.below(choices.len())], people, chance));
            }
            ('{', "N") => out.push_name(&people.name(chance)),
            ('{', "G") => {
                let called = people.called(chance);
                out.push_name(&called);
            }
            ('{', "K") => out.push(&people.namesake(chance)),
            ('{', "P") => out.push(&people.village(chance)),
            ('{', "C") => out.push(&people.regency(chance)),
            ('{', "D") => out.push(&(1 + chance.below(60)).to_string()),
            // A token of the redactor, as the scorer will see it.
            _ => out.push(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    out
}

const SHORT: &[(&str, &str)] = &[
    ("saya", "sy"),
    ("tidak", "tdk"),
    ("yang", "yg"),
    ("belum", "blm"),
    ("sudah", "sdh"),
    ("dengan", "dgn"),
    ("dari", "dr"),
    ("untuk", "utk"),
    ("dapat", "dpt"),
    ("karena", "krn"),
    ("bapak", "bpk"),
    ("tidak", "gak"),
    ("tanya", "tny"),
    ("mohon", "mhn"),
    ("alamat", "almt"),
    ("nama", "nm"),
    ("desa", "ds"),
    ("anak", "ank"),
];

/// Writes a sentence as somebody might: small, loud, short.
pub(crate) fn speak(sentence: &Sentence, chance: &mut Chance) -> Sentence {
    let mut out = if chance.in_100(25) { shortened(sentence, chance) } else { sentence.clone() };
    match chance.below(100) {
        0..40 => {}
        40..82 => map_case(&mut out, u8::to_ascii_lowercase),
        82..94 => map_case(&mut out, u8::to_ascii_uppercase),
        _ => {
            // Names alone in capitals.
            for name in out.names.clone() {
                out.bytes[name].make_ascii_uppercase();
            }
        }
    }
    out
}

/// Changes the case of all but tokens.
pub(crate) fn map_case(sentence: &mut Sentence, change: fn(&u8) -> u8) {
    let mut token = false;
    for byte in &mut sentence.bytes {
        token = (token || *byte == b'[') && *byte != b']';
        if !token {
            *byte = change(byte);
        }
    }
}

fn shortened(sentence: &Sentence, chance: &mut Chance) -> Sentence {
    let mut out = Sentence::default();
    let mut at = 0;
    let mut names = sentence.names.iter().peekable();
    while at < sentence.bytes.len() {
        if let Some(name) = names.next_if(|name| name.start == at) {
            out.push_name(&String::from_utf8_lossy(&sentence.bytes[name.clone()]));
            at = name.end;
            continue;
        }
        let stop = names.peek().map_or(sentence.bytes.len(), |name| name.start);
        let word = sentence.bytes[at..stop].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let text = String::from_utf8_lossy(&sentence.bytes[at..at + word.max(1)]).into_owned();
        let small = text.to_lowercase();
        let short: Vec<&str> =
            SHORT.iter().filter(|(long, _)| *long == small).map(|s| s.1).collect();
        if !short.is_empty() && chance.in_100(60) {
            out.push(short[chance.below(short.len())]);
        } else {
            out.push(&text);
        }
        at += word.max(1);
    }
    out
}

/// Misspells some of the words that are no names, and puts others in their place, so that a word
/// that no list has is no name for that alone.
pub(crate) fn misspelt(sentence: &Sentence, words: &[&str], chance: &mut Chance) -> Sentence {
    let mut out = Sentence::default();
    let mut at = 0;
    while at < sentence.bytes.len() {
        if let Some(name) = sentence.names.iter().find(|name| name.start == at) {
            out.push_name(&String::from_utf8_lossy(&sentence.bytes[name.clone()]));
            at = name.end;
            continue;
        }
        let stop = sentence.names.iter().map(|name| name.start).filter(|&start| start > at).min();
        let rest = &sentence.bytes[at..stop.unwrap_or(sentence.bytes.len())];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let token = at > 0 && sentence.bytes[at - 1] == b'[';
        let text = &rest[..length.max(1)];
        if length >= 4 && !token && chance.in_100(14) {
            let mut word = if chance.in_100(55) {
                chance.pick(words).as_bytes().to_vec()
            } else {
                text.to_vec()
            };
            for _ in 0..chance.below(3) {
                let i = chance.below(word.len());
                match chance.below(4) {
                    0 if word.len() > 3 => drop(word.remove(i)),
                    1 => word.insert(i, word[i]),
                    2 if i > 0 => word.swap(i, i - 1),
                    _ => word[i] = b"aiueonrstkpmgbdl"[chance.below(16)],
                }
            }
            out.bytes.extend_from_slice(&word);
        } else {
            out.bytes.extend_from_slice(text);
        }
        at += length.max(1);
    }
    out
}
