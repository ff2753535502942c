//! How much more or less of a score a word needs, by what speaks for it besides.

use super::cue::Cue;
use super::feature::{Context, strange};
use super::list::Lex;
use super::word::{Gap, Item, Shape, Sort, hash};

/// How much less a word needs beside a name: half a name left is a name left.
const PART: i32 = 64;
/// How much more a word needs that nothing but its own letters speaks for.
const BARE: i32 = 112;
/// How much more it needs where a list or a capital speaks for it, and nothing beside it does: towns,
/// brands and plants are written so too.
const FREE: i32 = 52;
/// How much more a word needs for each word of a language of a region beside it, but the first, where no
/// cue leads to it: in a language that the lists do not know, any word looks like a name.
const FOREIGN: i32 = 40;
/// How much more a word needs behind `di` or an address, where places are.
const PLACED: i32 = 48;

/// What a word needs above the least score; it is `part` of a name if one is beside it.
pub(crate) fn more(context: &Context<'_>, part: bool) -> i32 {
    let word = matches!(context.word.entry.lex(), Lex::Common | Lex::Rare)
        && context.word.shape != Shape::Title;
    let foreign =
        if context.lead.is_some() { 0 } else { (strange(context) as i32 - 1).max(0) * FOREIGN };
    let placed = if is_placed(context) { PLACED } else { 0 };
    match part {
        true if word || foreign > 0 => 0,
        true => -PART,
        _ if is_bare(context) => BARE + foreign + placed,
        _ if is_free(context) => FREE + foreign + placed,
        // "ibu ibu di Tanjung Asri"
        _ => placed,
    }
}

/// Whether nothing but its own letters speaks for a word: no cue, no name beside it, no list, no
/// capital. Slips of the pen are of this kind.
fn is_bare(context: &Context<'_>) -> bool {
    let Context { word, behind: [next, _], lead, .. } = context;
    let name = |item: &Option<&Item>| item.is_some_and(|item| item.sort == Sort::Name);
    !(matches!(word.entry.lex(), Lex::Name | Lex::Both)
        || word.shape == Shape::Title
        || matches!(word.gap, Gap::Open | Gap::Colon)
        || lead.is_some()
        || is_after_name(context)
        || name(next)
        || next.is_some_and(|next| matches!(next.cue, Cue::Suffix | Cue::Patronym)))
}

/// Whether nothing beside a word speaks for a name: no cue that leads to it, none behind it, no name.
fn is_free(context: &Context<'_>) -> bool {
    let Context { word, behind: [next, _], lead, .. } = context;
    let name = |item: &Option<&Item>| item.is_some_and(|item| item.sort == Sort::Name);
    // "Hormat saya, Teguh Wirajati, Kupang": where it was signed.
    if word.entry.lex() == Lex::Place && !word.joins() {
        return true;
    }
    !(lead.is_some()
        || is_after_name(context)
        || name(next)
        || next.is_some_and(|next| {
            next.is_word() && matches!(next.cue, Cue::Suffix | Cue::Patronym | Cue::Field)
        }))
}

/// Whether a word stands where places do: behind `di` or an address.
fn is_placed(context: &Context<'_>) -> bool {
    const AT: [u64; 8] = [
        hash(b"di"),
        hash(b"ke"),
        hash(b"daerah"),
        hash(b"wilayah"),
        hash(b"jurusan"),
        hash(b"arah"),
        hash(b"sekitar"),
        hash(b"suku"),
    ];
    let Context { word, before: [one, ..], .. } = context;
    let listed = word.entry.lex() == Lex::Name;
    // "Teguh Wirajati, Kupang"
    let signed = word.entry.lex() == Lex::Place && word.gap == Gap::Comma;
    signed
        || word.joins()
            && one.is_some_and(|one| match one.sort {
                // "di Nita": who is meant is called `Bu Nita` there.
                Sort::Word if listed => one.hash == AT[0] && word.shape == Shape::Title,
                Sort::Word => AT.contains(&one.hash),
                Sort::Hidden => !listed && one.cue == Cue::Village,
                _ => false,
            })
}

/// Whether a name stands before a word, or one word before that in the same sentence.
pub(super) fn is_after_name(context: &Context<'_>) -> bool {
    let [one, two, _] = context.before;
    let name = |item: Option<&Item>| item.is_some_and(|item| item.sort == Sort::Name);
    name(one) || name(two) && one.is_some_and(|one| !one.begins())
}
