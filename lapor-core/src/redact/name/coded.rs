//! Weights of the features that are made of a few codes, in tables by those codes: no key is made of them,
//! and none is looked up. What is spelled is left to [`super::score`].

use super::cue::Cue;
use super::feature::{Context, class, english, key, pair, strange};
use super::list::{ENTRY, Entry, Lex};
use super::score::known;
use super::word::{Gap, Item, Shape, Sort};

/// How many readings, ways to write and gaps there are, and classes of a neighbour.
const LEXES: usize = Lex::Place as usize + 1;
const SHAPES: usize = Shape::None as usize + 1;
const GAPS: usize = Gap::Other as usize + 1;
const CUES: usize = Cue::ALL.len();
const CLASSES: usize = 16 + CUES;
/// Ways to write a word, each at the start of a sentence or not.
const WRITTEN: usize = 2 * SHAPES;
/// Places where a cue may lead to a word, and none.
const LEADS: usize = 1 + 3 * CUES;
/// Words of English beside a word, and strange ones, and none.
const ENGLISH: usize = 4;
const STRANGE: usize = 6;

/// The codes of what is absent: the number that stands for it in a value, behind the others in a table.
const NO_SHAPE: u64 = 9;
const NO_GAP: u64 = 15;
const NO_LEX: u64 = 9;

const fn weight(feature: u8, value: u64) -> i16 {
    known(key(feature, value)) as i16
}

/// The number in a value of a code in a table of `count` codes and one for what is absent.
const fn value(code: usize, count: usize, absent: u64) -> u64 {
    if code == count { absent } else { code as u64 }
}

/// A table by two codes.
macro_rules! table {
    ($(#[$about:meta])* $name:ident, $a:ident < $rows:expr, $b:ident < $columns:expr, $sum:expr) => {
        $(#[$about])*
        static $name: [[i16; $columns]; $rows] = {
            let mut table = [[0; $columns]; $rows];
            let mut a = 0;
            while a < $rows {
                let mut b = 0;
                while b < $columns {
                    let ($a, $b) = (a, b);
                    table[a][b] = $sum;
                    b += 1;
                }
                a += 1;
            }
            table
        };
    };
}

table! {
    /// By whether a cue leads, how it is written, and how common, given and seen it is.
    LISTS, form < 2 * WRITTEN, code < 64, {
        let (led, form) = ((form / WRITTEN) as u64, (form % WRITTEN) as u64);
        let (common, given, seen) = (code as u64 >> 3, code as u64 & 1, code as u64 >> 1 & 3);
        weight(35, pair(pair(led, form), pair(common, seen << 1 | given)))
    }
}

/// By what the lists say of the word.
static ENTRIES: [i16; 1 << ENTRY] = {
    let mut table = [0; 1 << ENTRY];
    let mut i = 0;
    while i < table.len() {
        let entry = Entry(i as u16);
        let (name, common) = (entry.name() as u64, entry.common() as u64);
        let (given, seen) = (entry.given() as u64, entry.seen() as u64);
        table[i] = weight(10, pair(name, common)) + weight(11, pair(pair(given, seen), common));
        i += 1;
    }
    table
};

table! {
    /// By its reading and whether it is a place, and how it is written.
    FORMS, kind < 2 * LEXES, form < WRITTEN, {
        let (lex, place) = (kind as u64 >> 1, kind as u64 & 1);
        let (shape, begins) = (form as u64 >> 1, form as u64 & 1);
        weight(0, 0) + weight(8, pair(shape, begins)) + weight(12, pair(place, shape)) + weight(26, pair(lex, shape))
    }
}

/// Most letters that are told apart by their number.
const LONGEST: usize = 12;

/// By how many bytes it has.
static LENGTHS: [i16; LONGEST + 1] = {
    let mut table = [0; LONGEST + 1];
    let mut i = 0;
    while i < table.len() {
        (table[i], i) = (weight(7, i as u64), i + 1);
    }
    table
};

table! {
    /// By how it and those on either side are written.
    ROWS, shape < SHAPES, sides < (SHAPES + 1) * (SHAPES + 1), {
        let (one, next) = (sides / (SHAPES + 1), sides % (SHAPES + 1));
        let one = value(one, SHAPES, NO_SHAPE);
        weight(9, pair(pair(shape as u64, one), value(next, SHAPES, NO_SHAPE)))
    }
}

table! {
    /// By what stands before it and the gap between.
    GAP_BEFORE, class < CLASSES, gap < GAPS, weight(13, pair(class as u64, gap as u64))
}

table! {
    /// By what stands before it, its own reading and how it is written.
    BEFORE, class < CLASSES, own < LEXES * SHAPES, {
        let (lex, shape) = ((own / SHAPES) as u64, (own % SHAPES) as u64);
        weight(15, pair(class as u64, lex)) + weight(25, pair(class as u64, shape))
    }
}

table! {
    /// By the two before it.
    TWO_BEFORE, second < CLASSES, class < CLASSES, weight(17, pair(second as u64, class as u64))
}

table! {
    /// By what stands behind it and the gap between.
    GAP_BEHIND, class < CLASSES, gap < GAPS + 1, weight(18, pair(class as u64, value(gap, GAPS, NO_GAP)))
}

table! {
    /// By what stands behind it and its own reading.
    BEHIND, class < CLASSES, lex < LEXES, weight(20, pair(lex as u64, class as u64))
}

table! {
    /// By what stands on either side.
    SIDES, next < CLASSES, class < CLASSES, weight(29, pair(next as u64, class as u64))
}

table! {
    /// By the second behind it, and the third before it.
    FAR, class < CLASSES, third < 2, {
        if third == 1 { weight(27, class as u64) } else { weight(24, class as u64) }
    }
}

table! {
    /// By its own reading and that of the word before it.
    READINGS, lex < LEXES, one < LEXES, weight(28, pair(lex as u64, one as u64))
}

table! {
    /// By its own form behind a name.
    NAMED, own < LEXES * SHAPES, gap < GAPS, {
        let (lex, shape) = ((own / SHAPES) as u64, (own % SHAPES) as u64);
        weight(22, pair(pair(lex, gap as u64), shape))
    }
}

table! {
    /// By how much of English is beside it, and its own form.
    FOREIGN, english < ENGLISH, own < LEXES * SHAPES, {
        let (lex, shape) = ((own / SHAPES) as u64, (own % SHAPES) as u64);
        weight(31, pair(pair(english as u64, lex), shape))
    }
}

table! {
    /// By how much that is strange is beside it, whether a cue leads, and its own form.
    REGIONAL, strange < STRANGE, own < LEXES * WRITTEN, {
        let (lex, form) = ((own / WRITTEN) as u64, (own % WRITTEN) as u64);
        weight(36, pair(pair(strange as u64, lex), form))
    }
}

table! {
    /// By the cue that leads to it, and its own form.
    LED, lead < LEADS, own < LEXES * WRITTEN, {
        let (lex, form) = ((own / WRITTEN) as u64, (own % WRITTEN) as u64);
        let (cue, distance) = parts(lead);
        let of_cue = if lead == 0 { 0 } else { weight(21, pair(pair(cue, distance), lex)) };
        of_cue + weight(32, pair(pair(led(lead), lex), form))
    }
}

table! {
    /// By the cue that leads to it, what stands behind it, and how it is written.
    LED_BEHIND, lead < LEADS, around < CLASSES * WRITTEN, {
        let (next, form) = ((around / WRITTEN) as u64, (around % WRITTEN) as u64);
        weight(33, pair(pair(led(lead), next), form))
    }
}

/// A cue and how many items before the word it stands, from its number, which is not 0.
const fn parts(lead: usize) -> (u64, u64) {
    let lead = lead.saturating_sub(1) as u64;
    (lead / 3, lead % 3)
}

const fn led(lead: usize) -> u64 {
    let (cue, distance) = parts(lead);
    if lead == 0 { 0 } else { pair(cue, distance + 1) }
}

table! {
    /// By how it and those on either side are written and read.
    AROUND, run < 2 * (SHAPES + 1) * (SHAPES + 1), own < LEXES * SHAPES * (LEXES + 1), {
        let (one, next) = (run / (SHAPES + 1), run % (SHAPES + 1));
        let (begins, one) = (one as u64 & 1, value(one / 2, SHAPES, NO_SHAPE));
        let (lex, next_lex) = (own / (LEXES + 1), own % (LEXES + 1));
        let (shape, lex) = ((lex / LEXES) as u64, (lex % LEXES) as u64);
        let run = pair(one << 1 | begins, value(next, SHAPES, NO_SHAPE));
        weight(34, pair(run, pair(shape, pair(lex, value(next_lex, LEXES, NO_LEX)))))
    }
}

/// The sum of the weights of all features of a word that are made of codes.
pub(super) fn sum(context: &Context<'_>) -> i32 {
    let Context { word, before: [one, two, three], behind: [next, next2], .. } = context;
    let (lex, shape, gap) = (word.entry.lex() as usize, word.shape as usize, word.gap as usize);
    let shape_of = |item: &Option<&Item>| item.map_or(SHAPES, |item| item.shape as usize);
    let (one_shape, next_shape) = (shape_of(one), shape_of(next));
    let entry = usize::from(word.entry.0) % ENTRIES.len();
    let begins = usize::from(word.begins());
    let (class1, class2) = (class(*one) as usize, class(*two) as usize);
    let next_class = class(*next) as usize;
    let (form, own) = (shape << 1 | begins, lex * SHAPES + shape);
    let lead = context.lead.map_or(0, |(distance, cue)| 1 + 3 * (cue as usize) + distance);
    let is_led = usize::from(lead != 0);
    let lists = (entry & 7) << 3 | entry >> 6 & 7;
    let next_lex =
        next.filter(|item| item.is_word()).map_or(LEXES, |item| item.entry.lex() as usize);
    let written = lex * WRITTEN;
    let mut sum = i32::from(ENTRIES[entry])
        + i32::from(LISTS[is_led * WRITTEN + form][lists])
        + i32::from(FORMS[lex << 1 | usize::from(word.entry.place())][form])
        + i32::from(LENGTHS[(word.end - word.start).min(LONGEST)])
        + i32::from(ROWS[shape][one_shape * (SHAPES + 1) + next_shape])
        + i32::from(GAP_BEFORE[class1][gap])
        + i32::from(BEFORE[class1][own])
        + i32::from(TWO_BEFORE[class2][class1])
        + i32::from(GAP_BEHIND[next_class][next.map_or(GAPS, |next| next.gap as usize)])
        + i32::from(BEHIND[next_class][lex])
        + i32::from(SIDES[next_class][class1])
        + i32::from(FAR[class(*next2) as usize][0])
        + i32::from(FAR[class(*three) as usize][1])
        + i32::from(FOREIGN[english(context) as usize][own])
        + i32::from(REGIONAL[strange(context) as usize][written + (shape << 1 | is_led)])
        + i32::from(LED[lead][written + form])
        + i32::from(LED_BEHIND[lead][next_class * WRITTEN + form])
        + i32::from(
            AROUND[(one_shape << 1 | begins) * (SHAPES + 1) + next_shape]
                [(shape * LEXES + lex) * (LEXES + 1) + next_lex],
        );
    if let Some(one) = one {
        if one.is_word() {
            sum += i32::from(READINGS[lex][one.entry.lex() as usize]);
        } else if one.sort == Sort::Name {
            sum += i32::from(NAMED[own][gap]);
        }
    }
    sum
}
