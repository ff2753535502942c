//! Words that are part of the name beside them whatever else they mean: the `Wa` of "Wa Samri", the
//! `Istri` of "Anak Agung Istri Mirah", the `Dg.` of "Syamsuddin Dg. Ngopo", a by-name.

use super::cue::Cue;
use super::feature::Context;
use super::list::Lex;
use super::word::{Gap, Item, Shape, Sort, hash};

const LA: u64 = hash(b"la");
const WA: u64 = hash(b"wa");
pub(super) const AMBO: u64 = hash(b"ambo");
const RADEN: u64 = hash(b"raden");
const ISTRI: u64 = hash(b"istri");
const ABU: u64 = hash(b"abu");

/// Ranks behind `Raden`.
const RANKS: [u64; 8] = [
    hash(b"ayu"),
    hash(b"ajeng"),
    hash(b"adjeng"),
    hash(b"roro"),
    hash(b"rara"),
    hash(b"aria"),
    hash(b"panji"),
    hash(b"nganten"),
];
/// How names end behind which `Istri` is no wife.
const NOBLE: [&[u8]; 5] = [b"agung", b"cokorda", b"tjokorda", b"gusti", b"cok"];
/// What stands between a name and the father's, so that what follows belongs to it.
const SONS: [u64; 9] = [
    hash(b"bin"),
    hash(b"binti"),
    hash(b"bte"),
    hash(b"bt"),
    hash(b"ibn"),
    hash(b"ibnu"),
    hash(b"br"),
    hash(b"boru"),
    hash(b"dg"),
];
/// Those whose short forms are words too, so that they need a capital behind them.
const LOOSE: [u64; 3] = [hash(b"br"), hash(b"dg"), hash(b"bt")];
/// Titles within names.
const INNER: [u64; 4] = [hash(b"nona"), hash(b"daeng"), hash(b"puang"), hash(b"karaeng")];
/// Mothers and fathers of belief, who gave their names as wholes: "Ummi Kalsum", "Abu Bakar".
const UMMI: [u64; 4] = [hash(b"ummi"), hash(b"umi"), hash(b"ummu"), hash(b"um")];
const OF_UMMI: [u64; 7] = [
    hash(b"kalsum"),
    hash(b"kulsum"),
    hash(b"kaltsum"),
    hash(b"kultsum"),
    hash(b"salamah"),
    hash(b"habibah"),
    hash(b"hani"),
];
const OF_ABU: [u64; 12] = [
    hash(b"bakar"),
    hash(b"hasan"),
    hash(b"hassan"),
    hash(b"hanifah"),
    hash(b"talib"),
    hash(b"thalib"),
    hash(b"sufyan"),
    hash(b"nawas"),
    hash(b"rizal"),
    hash(b"yazid"),
    hash(b"yamin"),
    hash(b"salim"),
];
/// By-names, which stand behind a name in small letters.
const BY_NAMES: [u64; 56] = [
    hash(b"buntung"),
    hash(b"gaplek"),
    hash(b"botak"),
    hash(b"gondrong"),
    hash(b"gendut"),
    hash(b"gembul"),
    hash(b"gembrot"),
    hash(b"kribo"),
    hash(b"kriting"),
    hash(b"brewok"),
    hash(b"ompong"),
    hash(b"jangkung"),
    hash(b"cebol"),
    hash(b"pendek"),
    hash(b"pesek"),
    hash(b"sipit"),
    hash(b"codet"),
    hash(b"gimbal"),
    hash(b"pitak"),
    hash(b"budeg"),
    hash(b"tompel"),
    hash(b"gepeng"),
    hash(b"cungkring"),
    hash(b"ceking"),
    hash(b"kerempeng"),
    hash(b"kancil"),
    hash(b"bagong"),
    hash(b"petruk"),
    hash(b"gareng"),
    hash(b"togog"),
    hash(b"semar"),
    hash(b"dower"),
    hash(b"tonggos"),
    hash(b"picek"),
    hash(b"pincang"),
    hash(b"dengkek"),
    hash(b"bongkok"),
    hash(b"lonjong"),
    hash(b"jabrik"),
    hash(b"plontos"),
    hash(b"gundul"),
    hash(b"blewah"),
    hash(b"bogel"),
    hash(b"kuncung"),
    hash(b"kuncir"),
    hash(b"monyong"),
    hash(b"belalai"),
    hash(b"bolot"),
    hash(b"kempot"),
    hash(b"jenggot"),
    hash(b"kumis"),
    hash(b"ceper"),
    hash(b"gepuk"),
    hash(b"gapuak"),
    hash(b"sumbing"),
    hash(b"kidal"),
];

/// Whether a word is part of the name that was found before or behind it.
pub(crate) fn is_part(context: &Context<'_>) -> bool {
    let Context { word, before: [one, ..], behind: [next, _], bytes, .. } = context;
    let named = |item: &&Item| item.sort == Sort::Name && item.gap == Gap::Space;
    let behind = next.filter(named).is_some_and(|name| begins(bytes, word, name, *one));
    let before = one.filter(|one| one.sort == Sort::Name && word.joins());
    behind || before.is_some_and(|name| goes_on(bytes, name, word, *next))
}

/// Whether a word begins the name behind it.
fn begins(bytes: &[u8], word: &Item, name: &Item, one: Option<&Item>) -> bool {
    let first = bytes.get(name.start).is_some_and(u8::is_ascii_uppercase);
    let second = bytes.get(name.start + 1).is_some_and(u8::is_ascii_uppercase);
    let alike = match word.shape {
        Shape::Title => first && !second,
        Shape::Upper => first && second,
        _ => false,
    };
    match word.hash {
        LA => {
            alike
                || word.shape == Shape::Lower
                    && one.is_some_and(|one| matches!(one.cue, Cue::Named | Cue::Behalf))
        }
        // "hubungi WA Samri", "NO WA SAMRI"
        WA => {
            alike
                && one.is_none_or(|one| {
                    one.is_word()
                        && !matches!(one.cue, Cue::Field | Cue::Says | Cue::Thing | Cue::Self_)
                })
        }
        AMBO => alike && !word.begins(),
        RADEN => RANKS.contains(&name.hash),
        ABU => OF_ABU.contains(&name.hash),
        _ => UMMI.contains(&word.hash) && OF_UMMI.contains(&name.hash),
    }
}

/// Whether a word carries on the name before it.
fn goes_on(bytes: &[u8], name: &Item, word: &Item, next: Option<&Item>) -> bool {
    let next = next.filter(|next| next.joins());
    let capital = next.is_some_and(|next| {
        next.sort == Sort::Name
            || next.is_word()
                && matches!(next.shape, Shape::Title | Shape::Upper)
                && matches!(next.cue, Cue::None | Cue::Region)
                && next.entry.lex() != Lex::Common
    });
    if word.cue == Cue::Patronym && SONS.contains(&word.hash) {
        let any = next.is_some_and(|next| {
            next.sort == Sort::Name
                || next.is_word() && matches!(next.cue, Cue::None | Cue::Patronym | Cue::Region)
        });
        return capital || any && !LOOSE.contains(&word.hash);
    }
    if INNER.contains(&word.hash) {
        let own = &bytes[name.range()];
        return word.shape == Shape::Title
            && capital
            && own.first().is_some_and(u8::is_ascii_uppercase);
    }
    if word.hash == ISTRI {
        return capital && word.shape != Shape::Lower && ends(&bytes[name.range()], &NOBLE);
    }
    if BY_NAMES.contains(&word.hash) {
        return word.gap == Gap::Space;
    }
    // "binti abu bakar": whatever a father is called.
    matches!(word.cue, Cue::None | Cue::Patronym | Cue::Region)
        && word.end - word.start > 1
        && ends(&bytes[name.range()], &[b"bin", b"binti", b"bte", b"ibnu", b"boru", b"dg", b"abu"])
}

/// Whether a name ends with one of some words.
fn ends(name: &[u8], words: &[&[u8]]) -> bool {
    let last = name.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let last = &name[name.len() - last..];
    words.iter().any(|word| last.eq_ignore_ascii_case(word))
}
