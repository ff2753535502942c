//! What the scorer sees of a word: the word, how it is written, what the lists know, its neighbours.

use super::super::normal::LETTER;
use super::cue::Cue;
use super::demand;
use super::list::Lex;
use super::part::AMBO;
use super::word::{Gap, Item, Shape, Sort, hash};

/// Items before and behind a word that are looked at.
pub(crate) const BEFORE: usize = 3;
/// Items behind a word that are looked at.
pub(crate) const BEHIND: usize = 2;

/// A word and its neighbours. A name that was found is one neighbour however long it is, as its
/// token will be.
pub(crate) struct Context<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) word: &'a Item,
    /// Nearest first.
    pub(crate) before: [Option<&'a Item>; BEFORE],
    /// Nearest first.
    pub(crate) behind: [Option<&'a Item>; BEHIND],
    /// The nearest cue before the word that leads to a name, and how many items before it that stands.
    pub(crate) lead: Option<(usize, Cue)>,
}

/// What a neighbour is, in one number: cue, sort, or what the lists say of it.
#[inline]
pub(super) fn class(item: Option<&Item>) -> u64 {
    item.map_or(0, |item| u64::from(CLASS[kind(item)]))
}

/// The place of an item among the classes.
fn kind(item: &Item) -> usize {
    let sort = item.sort as usize * 2 + usize::from(item.kept);
    (sort * Cue::ALL.len() + item.cue as usize) * LEXES + item.entry.lex() as usize
}

const LEXES: usize = Lex::Place as usize + 1;

/// The class of each kind of item: which it is, no branch could foresee.
static CLASS: [u8; (Sort::Name as usize + 1) * 2 * Cue::ALL.len() * LEXES] = {
    let mut classes = [0; (Sort::Name as usize + 1) * 2 * Cue::ALL.len() * LEXES];
    let mut kind = 0;
    while kind < classes.len() {
        let (lex, cue) = (kind % LEXES, kind / LEXES % Cue::ALL.len());
        let sort = kind / LEXES / Cue::ALL.len();
        classes[kind] = match (sort / 2, sort % 2) {
            (sort, _) if sort == Sort::Number as usize => 1,
            (sort, _) if sort == Sort::Hidden as usize => 2,
            (sort, _) if sort == Sort::Name as usize => 3,
            (_, 1) => 4,
            _ if cue != Cue::None as usize => 16 + cue as u8,
            _ => 5 + lex as u8,
        };
        kind += 1;
    }
    classes
};

pub(super) fn text<'a>(bytes: &'a [u8], item: &Item) -> &'a [u8] {
    &bytes[item.range()]
}

/// Two codes in one number; a second of more than eight bits lies over the first.
pub(super) const fn pair(a: u64, b: u64) -> u64 {
    a << 8 | b
}

/// Letters of the longest ending that is looked at.
pub(super) const ENDING: usize = 4;

/// How many words of English are beside a word, up to three.
pub(super) fn english(context: &Context<'_>) -> u64 {
    let beside = context.before.iter().chain(&context.behind).flatten();
    (beside.filter(|item| item.cue == Cue::English).count() as u64).min(3)
}

/// How many words beside a word are of a language of a region, or small ones that are in no list.
pub(crate) fn strange(context: &Context<'_>) -> u64 {
    let beside = context.before.iter().chain(&context.behind).flatten();
    let strange = |item: &&&Item| {
        item.is_word()
            && (item.cue == Cue::Region
                || item.shape == Shape::Lower
                    && item.cue == Cue::None
                    && item.entry.lex() == Lex::Unknown)
    };
    beside.filter(strange).count() as u64
}

/// The nearest cue that leads to a name, and how many items before the word it stands.
pub(crate) fn cue_before(before: &[Option<&Item>; BEFORE]) -> Option<(usize, Cue)> {
    before.iter().enumerate().find_map(|(distance, item)| {
        let item = (*item)?;
        (item.is_word() && item.cue.leads()).then_some((distance, item.cue))
    })
}

/// Key of a feature in the table of weights.
pub(crate) const fn key(feature: u8, value: u64) -> u32 {
    let mixed = (value ^ (feature as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

const WA: u64 = hash(b"wa");
const ODE: u64 = hash(b"ode");

/// Whether a word can be part of a name, whatever is beside it: most words cannot.
#[inline]
pub(crate) fn may_be_name(word: &Item) -> bool {
    match word.cue {
        Cue::None | Cue::Patronym => {
            word.end - word.start <= 2
                || word.shape != Shape::Lower
                || word.entry.lex() != Lex::Common
        }
        // `anak` in "Anak Agung", `h.` and `daeng` behind `bin`.
        // And `wa` in "Wa Ode".
        Cue::Region => {
            word.shape != Shape::Lower || matches!(word.entry.lex(), Lex::Name | Lex::Both)
        }
        _ => {
            matches!(word.cue, Cue::Kin | Cue::Prefix | Cue::Honorific)
                || word.hash == WA
                || word.hash == AMBO
        }
    }
}

/// Whether a word that may be a name is none by a glance at those beside it, as most ordinary ones
/// are. It says so only of what [`is_candidate`] would refuse, at a part of the cost.
#[inline]
pub(crate) fn is_plain(word: &Item, before: &[Item], behind: &[Item]) -> bool {
    if word.cue != Cue::None || word.end - word.start <= 4 {
        return false;
    }
    let next = behind.first();
    let lower = word.shape == Shape::Lower;
    match word.entry.lex() {
        // Nothing but a name or a capital beside it makes a name of a common word.
        Lex::Common => {
            before.last().is_none_or(|one| one.sort != Sort::Name && !is_called(word, one))
                && !next.is_some_and(|next| next.shape != Shape::Lower && next.is_word())
        }
        lex @ (Lex::Rare | Lex::Place) => {
            let begins = lex == Lex::Rare && word.shape == Shape::Title && word.begins();
            (begins || lower && !matches!(word.gap, Gap::Open | Gap::Comma))
                && before.iter().rev().take(BEFORE).all(|item| item.is_word() && !item.cue.leads())
                && next.is_some_and(|next| {
                    next.is_word()
                        && next.gap != Gap::Open
                        && !matches!(next.cue, Cue::Patronym | Cue::Suffix | Cue::Field)
                })
        }
        _ => false,
    }
}

/// Whether a word beside its neighbours is looked at by the scorer: not if most of its letters are
/// of another script.
pub(crate) fn is_candidate(context: &Context<'_>) -> bool {
    let letters = text(context.bytes, context.word);
    stands_out(context)
        && letters.iter().filter(|byte| **byte == LETTER).count() * 2 <= letters.len()
}

fn stands_out(context: &Context<'_>) -> bool {
    let Context { word, before: [one, two, _], behind: [next, _], bytes, .. } = context;
    let letters = text(bytes, word);
    if letters.len() > 24 {
        return false;
    }
    if word.start > 0 && bytes[word.start - 1] == b'@' {
        return false;
    }
    let beside = one.is_some_and(|one| one.sort == Sort::Name && word.joins());
    // "Langgar Al-Hidayah": an article of Arabic at the head of a mosque's or school's name.
    let article = word.gap == Gap::Hyphen
        && one.is_some_and(|one| is_article(one.hash))
        && !two.is_some_and(|two| two.sort == Sort::Name);
    if article {
        return false;
    }
    let leads_on =
        next.is_some_and(|next| next.is_word() && next.joins() && next.shape != Shape::Lower);
    match word.cue {
        Cue::None => {}
        Cue::Patronym => return beside || leads_on && word.shape != Shape::Lower,
        Cue::Prefix | Cue::Honorific => {
            return beside && one.is_some_and(|one| is_son(text(bytes, one)));
        }
        Cue::Region => return may_be_called(context, beside),
        // Of "WA" before "Wayan" no score is asked.
        Cue::Field => return false,
        _ => return is_born(context),
    }
    let lex = word.entry.lex();
    if is_born(context) {
        return true;
    }
    if word.shape == Shape::Upper && letters.iter().all(|b| b"IVXL".contains(b)) {
        return false;
    }
    if letters.len() == 1 {
        let pointed = bytes.get(word.end) == Some(&b'.');
        return (beside && (pointed || word.shape == Shape::Initial)) || is_initial_of(context);
    }
    let led = context.lead.is_some_and(|(distance, _)| distance == 0);
    if lex == Lex::Common {
        // "Lalu Suparman", "Stella Maris Nong": a common word, but written as a name beside one.
        return word.shape != Shape::Lower
            && (beside
                || one.is_some_and(|one| is_called(word, one))
                || leads_on
                    && (is_particle(word.hash)
                        || word.shape == Shape::Title && led && !word.begins()));
    }
    // "ISPA", "NPWPD": short capitals in a text of small letters are an abbreviation.
    let small = |item: &Option<&Item>| {
        item.is_none_or(|item| {
            !item.is_word() || !matches!(item.shape, Shape::Upper | Shape::Initial)
        })
    };
    let abbreviation = word.shape == Shape::Upper
        && letters.len() <= 5
        && matches!(lex, Lex::Unknown | Lex::Rare | Lex::Seen)
        && small(one)
        && small(next);
    if abbreviation && !led && !beside {
        return false;
    }
    // What no list has is a name, a place or a slip of the pen: the scorer tells.
    if matches!(lex, Lex::Name | Lex::Both | Lex::Unknown) || beside {
        return true;
    }
    if demand::is_after_name(context) || context.lead.is_some() {
        return true;
    }
    match word.shape {
        Shape::Title | Shape::Mixed => !(word.begins() && lex == Lex::Rare),
        // Capitals say little where all is in capitals.
        Shape::Upper => {
            lex != Lex::Rare
                || ![one, next].iter().any(|item| item.is_some_and(|i| i.shape == Shape::Upper))
        }
        _ => {
            lex == Lex::Seen
                || matches!(word.gap, Gap::Open | Gap::Comma)
                || next.is_some_and(|next| {
                    matches!(next.cue, Cue::Patronym | Cue::Suffix | Cue::Field)
                        || next.sort != Sort::Word
                        || next.gap == Gap::Open
                })
        }
    }
}

/// Whether a common word stands behind an honorific and is written as a name: "Mama Sisi".
fn is_called(word: &Item, one: &Item) -> bool {
    one.is_word()
        && one.cue == Cue::Honorific
        && one.shape != Shape::Upper
        && word.shape == Shape::Title
        && word.gap == Gap::Space
}

/// Whether a word that is one of a language of a region may be a name here: it is written as one, or is in a
/// list of them, and a name or a cue is beside it.
fn may_be_called(context: &Context<'_>, beside: bool) -> bool {
    let Context { word, behind: [next, _], lead, .. } = context;
    let listed = matches!(word.entry.lex(), Lex::Name | Lex::Both | Lex::Seen);
    let led = lead.is_some_and(|(distance, _)| distance == 0);
    let named = beside || next.is_some_and(|next| next.sort == Sort::Name && next.joins());
    match word.shape {
        Shape::Title | Shape::Mixed => named || led && !word.begins(),
        _ => listed && (named || led),
    }
}

/// Whether a letter may be an initial of what stands behind it: of a word that may be a name, not of other
/// letters ("inisial R.S.") and not of what goes on ("berinisial R yang").
fn is_initial_of(context: &Context<'_>) -> bool {
    let Context { word, before: [one, ..], behind: [next, next2], .. } = context;
    // "Berinisial S. Kami ...": a common word begins the next sentence.
    let alone = one.is_some_and(|one| [hash(b"berinisial"), hash(b"inisial")].contains(&one.hash));
    let follows =
        |item: &Item| item.gap == Gap::Point || word.shape == Shape::Initial && item.joins();
    let name = |item: &Item| {
        item.is_word()
            && item.end - item.start > 1
            && item.cue == Cue::None
            && (item.entry.lex() != Lex::Common || item.shape == Shape::Title && !alone)
    };
    next.is_some_and(|next| {
        let letter = next.is_word() && next.end - next.start == 1;
        // "W A R S I T O" is spelled.
        let goes_on = |next2: &Item| {
            name(next2)
                || next2.is_word()
                    && next2.end - next2.start == 1
                    && [next, next2].iter().all(|item| item.gap == Gap::Space)
        };
        follows(next)
            && (name(next) || letter && next2.is_some_and(|next2| follows(next2) && goes_on(next2)))
    })
}

/// Whether a word is one letter of a name beside it: "E. Wuryandari", "Bagas S.".
pub(crate) fn is_initial(context: &Context<'_>) -> bool {
    let Context { word, before: [one, ..], behind: [next, _], bytes, .. } = context;
    let pointed = bytes.get(word.end) == Some(&b'.');
    word.end - word.start == 1
        && (next.is_some_and(|next| next.sort == Sort::Name && next.gap == Gap::Point)
            || pointed
                && word.shape == Shape::Initial
                && one.is_some_and(|one| one.sort == Sort::Name && word.gap == Gap::Space))
}

/// Whether a word is the `I`, `Ni`, `La` or `Wa` before a name that was found, which it is a part of: "I
/// Made", "Wa Ode", but not "anak Wayan" and "WA Wayan".
pub(crate) fn is_particle_before(context: &Context<'_>) -> bool {
    const ISLES: [u64; 3] = [hash(b"i"), hash(b"ni"), hash(b"ida")];
    const BUTON: [u64; 2] = [hash(b"la"), WA];
    let Some(next) = context.behind[0] else { return false };
    next.sort == Sort::Name
        && next.gap == Gap::Space
        && is_born(context)
        && (ISLES.contains(&context.word.hash)
            || BUTON.contains(&context.word.hash) && next.hash == ODE)
}

/// Whether a word begins names of the east: of Buton, Lombok, Makassar.
fn is_particle(word: u64) -> bool {
    const PARTICLES: [u64; 5] =
        [hash(b"la"), hash(b"wa"), hash(b"lalu"), hash(b"baiq"), hash(b"ambo")];
    PARTICLES.contains(&word)
}

/// Whether a word is an article of Arabic.
pub(crate) fn is_article(word: u64) -> bool {
    const ARTICLES: [u64; 8] = [
        hash(b"al"),
        hash(b"an"),
        hash(b"ar"),
        hash(b"as"),
        hash(b"at"),
        hash(b"ad"),
        hash(b"az"),
        hash(b"ash"),
    ];
    ARTICLES.contains(&word)
}

/// Whether a name ends with `bin` or `binti`, so that a title behind it is inside it.
fn is_son(name: &[u8]) -> bool {
    [&b" bin"[..], b" binti"].iter().any(|son| {
        name.len() > son.len() && name[name.len() - son.len()..].eq_ignore_ascii_case(son)
    })
}

/// Whether a word is the `I` or `Ni` of a Balinese name: the order of birth or a rank follows.
#[inline]
fn is_born(context: &Context<'_>) -> bool {
    context.word.end - context.word.start <= 4 && is_first(context)
}

fn is_first(context: &Context<'_>) -> bool {
    const FIRST: [u64; 6] =
        [hash(b"i"), hash(b"ni"), hash(b"ida"), hash(b"anak"), hash(b"la"), hash(b"wa")];
    const BORN: [u64; 18] = [
        hash(b"ode"),
        hash(b"wayan"),
        hash(b"made"),
        hash(b"nyoman"),
        hash(b"ketut"),
        hash(b"gede"),
        hash(b"putu"),
        hash(b"kadek"),
        hash(b"komang"),
        hash(b"gusti"),
        hash(b"dewa"),
        hash(b"luh"),
        hash(b"nengah"),
        hash(b"desak"),
        hash(b"bagus"),
        hash(b"ayu"),
        hash(b"kompiang"),
        hash(b"agung"),
    ];
    FIRST.contains(&context.word.hash)
        && context.behind[0].is_some_and(|next| next.joins() && BORN.contains(&next.hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_that_of_the_sort_the_cue_or_the_list() {
        let word = Item { sort: Sort::Word, ..Item::NONE };
        let of = |item: &Item| class(Some(item));
        assert_eq!(class(None), 0);
        for (sort, expected) in [(Sort::Number, 1), (Sort::Hidden, 2), (Sort::Name, 3)] {
            assert_eq!(of(&Item { sort, kept: true, cue: Cue::Kin, ..word }), expected);
        }
        assert_eq!(of(&Item { kept: true, cue: Cue::Head, ..word }), 4);
        for cue in Cue::ALL.into_iter().skip(1) {
            assert_eq!(of(&Item { cue, ..word }), 16 + cue as u64);
        }
        for entry in (0..1 << 10).map(super::super::list::Entry) {
            assert_eq!(of(&Item { entry, ..word }), 5 + entry.lex() as u64);
        }
    }
}
