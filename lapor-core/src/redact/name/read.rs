//! One reading of a text for names: each word is judged once, beside what was decided before it.
//!
//! A word that becomes a name is another neighbour than it was, as its token will be in the new
//! text. So the words before it are judged again at once, and the next reading finds nothing more.

use super::cue::Cue;
use super::demand::more;
use super::feature::{
    BEFORE, BEHIND, Context, cue_before, is_article, is_candidate, is_initial, is_particle_before,
    is_plain, may_be_name,
};
use super::known::Known;
use super::list::Lex;
use super::part::is_part;
use super::place::{Run, begins_place};
use super::word::{ABBREVIATION, Gap, Item, Items, Shape, Sort};

/// Gives a word a score: the higher, the rather it is part of a name.
pub(crate) trait Judge {
    fn score(&mut self, context: &Context<'_>) -> i32;
}

/// Why a word was taken for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ground {
    pub(crate) rule: Rule,
    /// The least score of its words.
    pub(crate) score: i32,
}

/// What spoke for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// A cue such as `nama` or `saya` before it.
    Cue,
    /// A role such as `penerima` before it.
    Role,
    /// An honorific or a title before it.
    Honorific,
    /// A list of names.
    List,
    /// How it is written and what is beside it.
    Form,
    /// It was found before in this thread.
    Again,
}

/// A name in bytes of the normal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) ground: Ground,
}

/// Items in the buffer: what was read last, and what comes next.
const BUFFER: usize = 40;
/// Items that stay in it, so that each word that may be judged again has its neighbours.
const KEPT: usize = BACK + 2 * BEFORE;
/// Score of an initial beside a name: it needs none.
const SURE_INITIAL: i32 = 128;
/// How far back words are judged again.
const BACK: usize = BEFORE + BEHIND;

/// Reads a text; a word is taken for a name if its score is above `least`.
///
/// Whether what was found had just the neighbours that its token will have in the new text, and was
/// just the neighbour to others that its token will be. Then another reading of that text finds
/// nothing but words of the names that this one found.
pub(crate) fn names(
    bytes: &[u8],
    known: &Known,
    least: i32,
    judge: &mut impl Judge,
    found: impl FnMut(Found),
) -> bool {
    let items = [Item::NONE; BUFFER];
    let mut reader = Reader {
        bytes,
        known,
        least,
        judge,
        found,
        items,
        read: 0,
        filled: 0,
        some: false,
        moved: false,
        exact: true,
    };
    let mut next = Items::new(bytes);
    let mut run = Run::default();
    loop {
        while reader.filled <= reader.read + BEHIND {
            if !reader.fill(&mut next, &mut run) {
                break;
            }
        }
        if reader.read == reader.filled {
            break;
        }
        reader.read += 1;
        if reader.decide(reader.read - 1) {
            reader.look_back();
        }
    }
    reader.report(reader.filled);
    reader.exact
}

struct Reader<'a, J, F> {
    bytes: &'a [u8],
    known: &'a Known,
    least: i32,
    judge: &'a mut J,
    found: F,
    /// What was read, names joined, and what comes next.
    items: [Item; BUFFER],
    /// How many were read.
    read: usize,
    filled: usize,
    /// Whether there is a name among the items that was found.
    some: bool,
    /// Whether the first items are no longer there.
    moved: bool,
    /// Whether all that was found is to others what its token will be.
    exact: bool,
}

impl<J: Judge, F: FnMut(Found)> Reader<'_, J, F> {
    /// Reads the next item; whether there is one.
    #[inline]
    fn fill(&mut self, next: &mut Items<'_>, run: &mut Run) -> bool {
        if self.filled == BUFFER {
            self.make_room();
        }
        let (before, free) = self.items.split_at_mut(self.filled);
        let Some(item) = free.first_mut() else { return false };
        if !next.read(item) {
            return false;
        }
        item.kept = run.take(item, before.last());
        self.filled += 1;
        true
    }

    #[inline(never)]
    fn make_room(&mut self) {
        let gone = self.read.saturating_sub(KEPT);
        self.moved |= gone > 0;
        self.report(gone);
        self.items.copy_within(gone..self.filled, 0);
        self.read -= gone;
        self.filled -= gone;
    }

    /// Reports the names among the first items.
    fn report(&mut self, count: usize) {
        if !self.some {
            return;
        }
        for item in &self.items[..count] {
            let Some(ground) = item.found else { continue };
            // The point of an initial at the end belongs to it.
            let initial =
                matches!(self.bytes[..item.end], [.., b' ' | b'.', b'A'..=b'Z' | b'a'..=b'z'])
                    && self.bytes.get(item.end) == Some(&b'.');
            let end = item.end + usize::from(initial);
            (self.found)(Found { start: item.start, end, ground });
        }
    }

    /// Judges the word at a place; whether it became a name.
    #[inline(always)]
    fn decide(&mut self, at: usize) -> bool {
        let item = &self.items[at];
        if !item.is_word() || item.kept {
            return false;
        }
        let asked = self.known.has(item.hash);
        if !asked {
            let (before, behind) = (&self.items[..at], &self.items[at + 1..self.filled]);
            if !may_be_name(item) || is_plain(item, before, behind) {
                return false;
            }
        }
        self.judge(at, asked)
    }

    /// The same for a word that may be a name; `asked` if it is part of one that is known.
    #[inline(never)]
    fn judge(&mut self, at: usize, asked: bool) -> bool {
        let context = context(self.bytes, &self.items[..self.filled], at);
        let ground = if asked && self.known.hides(&context) {
            Some(Ground { rule: Rule::Again, score: i32::MAX })
        } else if is_initial(&context) || is_particle_before(&context) || is_part(&context) {
            Some(Ground { rule: Rule::Form, score: SURE_INITIAL })
        } else if is_candidate(&context) {
            let score = self.judge.score(&context);
            let beside = |item: Option<&Item>, joins: bool| {
                item.is_some_and(|item| item.found.is_some()) && joins
            };
            let next = context.behind[0];
            let part = beside(context.before[0], context.word.joins())
                || beside(next, next.is_some_and(Item::joins));
            let least = self.least + more(&context, part);
            (score > least).then(|| Ground { rule: rule(&context), score })
        } else {
            None
        };
        if ground.is_none() {
            return false;
        }
        self.some = true;
        self.exact = self.exact && self.is_as_token(at);
        self.items[at].sort = Sort::Name;
        self.items[at].shape = Shape::None;
        self.items[at].found = ground;
        self.join(at);
        true
    }

    /// Whether a word is to those beside it what a token in its place would be, once it is taken for
    /// a name: it is no cue and no article, begins no name of a place, is no part of a longer word, and no
    /// point stands behind it that is one of an abbreviation behind a word and ends a sentence behind a token.
    fn is_as_token(&self, at: usize) -> bool {
        let item = &self.items[at];
        let pointed = item.end - item.start <= ABBREVIATION
            && self.bytes.get(item.end) == Some(&b'.')
            && at + 1 < self.filled;
        // "M.SiI Wayan": without the name, what is left of the word may be a cue.
        let letter = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let part = item.start.checked_sub(1).is_some_and(letter) || letter(item.end);
        // "Rumah Sakit Umum" is a place, "Rumah [NAMA 1] Umum" is none.
        let house = at.checked_sub(1).is_some_and(|before| begins_place(&self.items[before]));
        // An apostrophe of a word is one of its letters, that of a token is a quotation mark.
        let stopped = self.bytes.get(item.end) == Some(&b'\'');
        item.cue == Cue::None
            && !is_article(item.hash)
            && !begins_place(item)
            && !house
            && !pointed
            && !stopped
            && !part
    }

    /// Joins the name at a place with those beside it that were found in this reading.
    fn join(&mut self, at: usize) {
        for second in [at + 1, at] {
            let Some(first) = second.checked_sub(1).filter(|_| second < self.read) else {
                continue;
            };
            let [left, right] = [first, second].map(|at| self.items[at]);
            let (Some(a), Some(b)) = (left.found, right.found) else { continue };
            if right.joins() {
                self.items[first].end = right.end;
                self.items[first].found =
                    Some(Ground { rule: a.rule, score: a.score.min(b.score) });
                self.items.copy_within(second + 1..self.filled, second);
                self.read -= 1;
                self.filled -= 1;
            }
        }
    }

    /// Judges again what stands before the last item, until nothing changes.
    fn look_back(&mut self) {
        // What became a name is another neighbour to those before it in turn.
        let mut first = self.read - 1;
        loop {
            let last = self.read - 1;
            first = first.min(last);
            let from = first.saturating_sub(BACK);
            let Some(at) = (from..last).rev().find(|&at| self.decide(at)) else { break };
            first = first.min(at);
        }
        // Those that are no longer there are for another reading.
        self.exact = self.exact && !(self.moved && first < BACK);
    }
}

/// A word and its neighbours among the items.
pub(crate) fn context<'a>(bytes: &'a [u8], items: &'a [Item], at: usize) -> Context<'a> {
    let word = &items[at];
    let back = |distance: usize| at.checked_sub(distance).and_then(|at| items.get(at));
    let one = back(1);
    // Of the sentence before, the last word alone is seen, or the last two behind one word.
    let (two, three) = match one {
        Some(one) if word.gap != Gap::Stop => {
            (back(2), if one.gap == Gap::Stop { None } else { back(3) })
        }
        _ => (None, None),
    };
    let before = [one, two, three];
    let next = items.get(at + 1);
    let behind = [next, items.get(at + 2).filter(|item| !item.begins())];
    Context { bytes, word, before, behind, lead: cue_before(&before) }
}

fn rule(context: &Context<'_>) -> Rule {
    if context.before[0].is_some_and(|one| one.sort == Sort::Name) {
        return Rule::Cue;
    }
    match context.lead {
        Some((_, Cue::Honorific | Cue::Prefix)) => Rule::Honorific,
        Some((_, Cue::Role)) => Rule::Role,
        Some(_) => Rule::Cue,
        None if matches!(context.word.entry.lex(), Lex::Name | Lex::Both) => Rule::List,
        None => Rule::Form,
    }
}
