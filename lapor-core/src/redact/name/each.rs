//! Every feature of a word with its value: what the scorer learns from, and what its tables are held against.

use super::super::normal::chunk_at;
use super::feature::{Context, ENDING, class, english, pair, strange, text};
use super::word::{Item, Sort, hash_of};

/// The value of a feature, for the trainer's table; its hash is what counts.
pub(crate) type Value<'a> = (u64, &'a [u8], &'a [u8]);

/// Calls `add` with the number and the value of each feature.
pub(crate) fn each<'a>(context: &Context<'a>, mut add: impl FnMut(u8, Value<'a>)) {
    let Context { bytes, word, before: [one, two, three], behind: [next, next2], .. } = context;
    let letters = text(bytes, word);
    let code = |value: u64| (value, &[][..], &[][..]);
    let lex = word.entry.lex() as u64;
    let shape = word.shape as u64;
    let gap = word.gap as u64;
    let shape_of = |item: &Option<&Item>| item.map_or(9, |item| item.shape as u64);
    let gap_of = |item: &Option<&Item>| item.map_or(15, |item| item.gap as u64);

    add(0, code(0));
    add(1, (word.hash, letters, &[]));
    let length = letters.len();
    let first = chunk_at(bytes, word.start);
    for (feature, count) in [(2, 2), (3, 3)] {
        if let Some(part) = letters.get(..count) {
            add(feature, (hash_of(first, count), part, &[]));
        }
    }
    let last = chunk_at(bytes, word.end.saturating_sub(ENDING));
    let last = last << (8 * ENDING.saturating_sub(word.end));
    for (feature, count) in [(4, 2), (5, 3), (6, ENDING)] {
        if length > count {
            let part = &letters[length - count..];
            add(feature, (hash_of(last >> (8 * (ENDING - count)), count), part, &[]));
        }
    }
    add(7, code(length.min(12) as u64));
    add(8, code(pair(shape, u64::from(word.begins()))));
    add(9, code(pair(pair(shape, shape_of(one)), shape_of(next))));
    let entry = word.entry;
    add(10, code(pair(u64::from(entry.name()), u64::from(entry.common()))));
    let given = u64::from(entry.given());
    add(11, code(pair(pair(given, u64::from(entry.seen())), u64::from(entry.common()))));
    add(12, code(pair(u64::from(entry.place()), shape)));
    let (class1, class2, next_class) = (class(*one), class(*two), class(*next));
    add(13, code(pair(class1, gap)));
    add(15, code(pair(class1, lex)));
    add(17, code(pair(class2, class1)));
    add(18, code(pair(next_class, gap_of(next))));
    add(20, code(pair(lex, next_class)));
    add(24, code(class(*next2)));
    add(25, code(pair(class1, shape)));
    add(26, code(pair(lex, shape)));
    add(27, code(class(*three)));
    add(29, code(pair(next_class, class1)));
    if let Some(one) = one {
        let word1 = text(bytes, one);
        if one.is_word() {
            add(14, (one.hash ^ gap << 56, word1, &[]));
            add(28, code(pair(lex, one.entry.lex() as u64)));
            if let Some(two) = two.filter(|item| item.is_word()) {
                add(23, (one.hash.rotate_left(21) ^ two.hash, text(bytes, two), word1));
            }
        }
        if one.sort == Sort::Name {
            add(22, code(pair(pair(lex, gap), shape)));
        }
    }
    if let Some(two) = two.filter(|item| item.is_word()) {
        add(16, (two.hash, text(bytes, two), &[]));
    }
    if let Some(next) = next.filter(|item| item.is_word()) {
        add(19, (next.hash, text(bytes, next), &[]));
    }
    add(31, code(pair(pair(english(context), lex), shape)));
    let lead = context.lead;
    let led = lead.map_or(0, |(distance, cue)| pair(cue as u64, distance as u64 + 1));
    let begins = u64::from(word.begins());
    add(32, code(pair(pair(led, lex), shape << 1 | begins)));
    add(33, code(pair(pair(led, next_class), shape << 1 | begins)));
    let lex_of = |item: &Option<&Item>| {
        item.filter(|item| item.is_word()).map_or(9, |item| item.entry.lex() as u64)
    };
    let run = pair(shape_of(one) << 1 | u64::from(begins == 1), shape_of(next));
    add(34, code(pair(run, pair(shape, pair(lex, lex_of(next))))));
    let known = pair(u64::from(entry.common()), u64::from(entry.seen()) << 1 | given);
    add(35, code(pair(pair(u64::from(led != 0), shape << 1 | begins), known)));
    add(36, code(pair(pair(strange(context), lex), shape << 1 | u64::from(led != 0))));
    if let Some((distance, cue)) = lead {
        add(21, code(pair(pair(cue as u64, distance as u64), lex)));
        if length > 3 {
            let part = &letters[length - 2..];
            add(30, (hash_of(last >> 16, 2) ^ (cue as u64) << 40, part, &[]));
        }
    }
}
