//! The redactor: what a stranger must not read is replaced before a text becomes public.
//!
//! [`Redactor`] is built once and shared; [`Redactor::thread`] opens one report's [`Thread`], which
//! knows the reporter's own name and contact and turns [`Sensitive`] text into [`PublicText`], with a
//! [`Span`] for everything that it hid. [`scan`] is the gate over finished files.
//!
//! ```
//! use lapor_core::redact::Redactor;
//! use lapor_core::sensitive::Sensitive;
//!
//! let redactor = Redactor::new();
//! let mut thread = redactor.thread();
//! thread.hide_person(&Sensitive::new("Teguh Wirajati"));
//! let body = Sensitive::from("Saya Teguh, NIK 3515 0801 0290 9901, hp 0812-3456-7890.");
//! let redacted = thread.redact(&body);
//! assert_eq!(redacted.text.as_str(), "Saya [NAMA 1], NIK [NIK], hp [PHONE].");
//! assert_eq!(redacted.spans[1].rule, "nik-structure");
//! ```
//!
//! # How a text is read
//!
//! 1. It is normalised with a way back to the original: full-width and foreign digits, odd spaces
//!    and hyphens, invisible marks, escapes of HTML, JSON and URLs; letters written for 0 and 1 count
//!    inside digit runs only.
//! 2. One cheap pass over every byte finds where to look at all: digits, signs of addresses and
//!    links, a few words. Numbers that only count something are told there by what is around them,
//!    and are no such places. A text without any is not looked at again and allocates nothing.
//! 3. What stays is recognised first, at each number, by the word before it and by its shape: public
//!    numbers, `*.go.id`, amounts, parcels and payments, decrees, kilometre posts, decimals, digests.
//! 4. The structured kinds. Numbers by their own structure ([`Kind::Nik`], [`Kind::Kk`],
//!    [`Kind::Npwp`], [`Kind::Nip`], [`Kind::Phone`], [`Kind::Plate`]) or beside a keyword
//!    ([`Kind::BankAccount`], [`Kind::Bpjs`], [`Kind::Passport`], [`Kind::Sim`],
//!    [`Kind::CustomerId`], [`Kind::OtherId`]); [`Kind::Email`], [`Kind::Url`], [`Kind::Handle`] by
//!    their signs; [`Kind::Address`], [`Kind::Dob`], [`Kind::Coord`] from their numbers outwards. A number
//!    of nine digits or more that nothing explains is hidden too, as [`Kind::OtherId`].
//! 5. The reporter's own name and contact, which nothing keeps. Where none of these is left, the
//!    names of other people: by what stands beside them, by lists and by a scorer, a sum of integers.
//!    Names of places stay though a person bore them, and those of officials whom the operator lists
//!    ([`Redactor::with_officials`]). A name that was found is hidden in all that follows in the thread.
//! 6. Overlaps go to the longest finding, then by kind; tokens are written.
//! 7. The result is read again until nothing is left, because a token may be the neighbour that an
//!    identifier needs. So redacting a redacted text changes nothing. Where that goes on from one
//!    number or plate to the next, steps 3 and 4 follow it themselves. What can be seen to find nothing
//!    is left out of the last reading: names, where each that was found stood among its neighbours
//!    as its token will and none is repeated, and all of it, where besides there was no digit or sign.
//!
//! Every scanner is written by hand and reads the text once: the time of a reading grows with its
//! length whatever is in it, and there are rarely more than three.
//!
//! # What the gate shares
//!
//! [`Gate`] runs steps 1 to 4 with the same scanners, so plain text that the redactor would have
//! changed is found, whatever markup surrounds it. It does not know any thread, and a page holds names
//! that stay, so not step 5; and a file has long numbers of its own, so not those that nothing explains. What a
//! finished file holds besides text was made harmless in the scanners themselves, for both: paths
//! and coordinates of drawings, dates and times, digests, base-32 ids, colours, decimals, the words
//! behind an `@` of style sheets. A link or a handle that is the value of an attribute is the site's
//! own, and so are the links that the gate is told to keep. What markup
//! puts between the digits of one number (`0812<b>34567890</b>`) parts it: the redactor sees text
//! before any markup is in it.
//!
//! # What it does not do
//!
//! A number that is split over two lines is found by its structure alone. A street without a number of a
//! house stays, as do the number of one
//! neighbourhood alone ("RT 3"), a domain without a path, and a number of four digits or fewer beside
//! whatever keyword. Agencies' handles are those of a short list of national ones and of handles that
//! begin with the name of an office. It finds most names, not all: a common word that is somebody's
//! name, or a rare one in small letters with nothing beside it, may stay. [`Thread::review`] says where
//! somebody should look, and [`Thread::redact_reviewed`] follows what she decides.

mod account;
mod address;
mod blind;
mod broken;
mod code;
mod confidence;
mod coordinate;
mod count;
mod cue;
mod date;
mod email;
mod few;
mod gate;
mod handle;
mod identity;
mod keep;
mod kept;
mod kind;
mod labelled;
#[cfg(test)]
mod laws;
mod link;
mod listed;
mod name;
mod normal;
mod number;
mod own;
mod pass;
mod phone;
mod plate;
mod regency;
mod remote;
mod review;
mod rewrite;
mod sift;
mod spelled;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod threads;
mod unexplained;
#[cfg(test)]
mod variants;
mod vocabulary;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::sensitive::{PublicText, Sensitive};
use few::Few;
use kept::Kept;
use name::{Names, Officials};
use normal::Normal;
use number::Numbers;
use own::Own;
use rewrite::{Finding, Rewritten};
use sift::Sifted;

pub use gate::{Gate, scan};
pub use kind::Kind;
pub use review::{Decision, Doubt, Review};

/// A piece of text that was hidden, or that should have been.
///
/// It says where, what and by which rule, never the text: a log of spans can be shown as the reason
/// that the law on public information asks for (UU 14/2008 article 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Span {
    /// First code point of the input.
    pub start: usize,
    /// Code point behind the last.
    pub end: usize,
    /// What it was.
    pub kind: Kind,
    /// Name of the rule that found it, such as `nik-structure`.
    pub rule: &'static str,
    /// How sure the rule is, in percent, so that what is doubtful can be looked at first.
    pub confidence: u8,
}

/// A text that may be printed, and what was taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redacted {
    /// The text with tokens.
    pub text: PublicText,
    /// What the tokens stand for, in order, without overlaps, in code points of the input.
    pub spans: Vec<Span>,
}

/// The redactor's rules and tables: immutable, shared between threads, cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    officials: Option<Arc<Officials>>,
    handles: Option<Arc<Kept>>,
}

impl Redactor {
    /// The rules that ship with the crate.
    pub const fn new() -> Self {
        Self { officials: None, handles: None }
    }

    /// Lets the names of officials stand: each behind its role, whole or in part, and the whole
    /// name alone where no title or word such as `saya` speaks for somebody else of that name.
    ///
    /// A name that is on no list is a private one, whatever role stands before it.
    ///
    /// ```
    /// use lapor_core::redact::Redactor;
    /// use lapor_core::sensitive::Sensitive;
    ///
    /// let text = Sensitive::new("Kata Bupati Teguh Wirajati, jalan diperbaiki");
    /// let redactor = Redactor::new();
    /// let hidden = redactor.thread().redact(&text).text;
    /// assert_eq!(hidden.as_str(), "Kata Bupati [NAMA 1], jalan diperbaiki");
    ///
    /// let redactor = redactor.with_officials([("Bupati Wanasari", "Teguh Wirajati")]);
    /// let kept = redactor.thread().redact(&text).text;
    /// assert_eq!(kept.as_str(), "Kata Bupati Teguh Wirajati, jalan diperbaiki");
    /// ```
    #[must_use]
    pub fn with_officials<R: AsRef<str>, N: AsRef<str>>(
        self,
        officials: impl IntoIterator<Item = (R, N)>,
    ) -> Self {
        let mut all = Officials::default();
        for (role, name) in officials {
            all.add(role.as_ref(), name.as_ref());
        }
        Self { officials: Some(Arc::new(all)), ..self }
    }

    /// Lets the contacts of the service and its agencies stand: handles with or without their `@`,
    /// mail addresses and telephone numbers, each as a whole.
    ///
    /// The reporter's own contact is hidden all the same. A [`Gate`] over the finished pages has to
    /// be told of them as well ([`Gate::keep_handle`]).
    ///
    /// ```
    /// use lapor_core::redact::Redactor;
    /// use lapor_core::sensitive::Sensitive;
    ///
    /// let text = Sensitive::new("sudah dm @contoh_melayani dan @wati_99");
    /// let redactor = Redactor::new().with_handles(["@contoh_melayani"]);
    /// let kept = redactor.thread().redact(&text).text;
    /// assert_eq!(kept.as_str(), "sudah dm @contoh_melayani dan [HANDLE]");
    /// ```
    #[must_use]
    pub fn with_handles<H: AsRef<str>>(self, handles: impl IntoIterator<Item = H>) -> Self {
        let mut all = Kept::new();
        for handle in handles {
            all.add(handle.as_ref());
        }
        Self { handles: Some(Arc::new(all)), ..self }
    }

    /// Opens one report's thread. Every text of the report goes through it, in the order in which
    /// it is shown, so that a person keeps one number throughout; no other report's text does.
    pub fn thread(&self) -> Thread {
        Thread {
            names: Names::new(self.officials.clone()),
            handles: self.handles.clone(),
            ..Thread::default()
        }
    }
}

/// One report's thread: its title, body, answers and replies.
#[derive(Default)]
pub struct Thread {
    own: Own,
    /// Names that were found.
    names: Names,
    /// Contacts that stay.
    handles: Option<Arc<Kept>>,
    /// Number of each person that has appeared, by first appearance.
    numbers: Few,
    /// People whom a sure rule has found, for whoever reviews: seldom any.
    sure: Option<BTreeSet<usize>>,
    /// Whether nothing is hidden; see [`blind`].
    is_blind: bool,
}

/// Most readings of a thread for its names.
const READINGS: usize = 8;

impl Thread {
    /// Hides a person's name: the whole of it, and each of its words of three letters or more, as
    /// whole words, whatever their case, in the texts that follow; digits beside a word are no part
    /// of it.
    ///
    /// A field that names nobody ("Anonim", "Warga") hides nothing, nor does a title in it.
    pub fn hide_person<T: AsRef<str>>(&mut self, name: &Sensitive<T>) {
        self.own.add_name(name.expose().as_ref());
    }

    /// Hides a person's contact, even where a rule would keep it: telephone numbers, compared by
    /// their digits, e-mail addresses, and handles, each as what it is.
    pub fn hide_contact<T: AsRef<str>>(&mut self, contact: &Sensitive<T>) {
        self.own.add_contact(contact.expose().as_ref());
    }

    /// Reads all texts of the thread for names before the first is redacted, so that a name that
    /// only a later text gives away is hidden in the earlier ones too.
    ///
    /// What is learnt does not hang on the order of the texts: each is read beside the names of the
    /// reading before, until no reading finds another (at most eight, each linear in the texts). The
    /// rule of a name that was learnt is `name-again`; a guess of one small word is not learnt.
    ///
    /// ```
    /// use lapor_core::redact::Redactor;
    /// use lapor_core::sensitive::Sensitive;
    ///
    /// let texts = ["kata wirajati tunggu", "Nama saya Teguh Wirajati"].map(Sensitive::new);
    /// let mut thread = Redactor::new().thread();
    /// thread.learn(&texts);
    /// assert_eq!(thread.redact(&texts[0]).text.as_str(), "kata [NAMA 1] tunggu");
    /// ```
    pub fn learn<'t, T: AsRef<str> + 't>(
        &mut self,
        texts: impl IntoIterator<Item = &'t Sensitive<T>>,
    ) {
        let texts: Vec<&str> = texts.into_iter().map(|text| text.expose().as_ref()).collect();
        for _ in 0..READINGS {
            let mut found = Vec::new();
            for text in &texts {
                let mut names = self.names.learning();
                settled(text, &self.own, self.handles.as_deref(), &mut names);
                found.push(names);
            }
            if !self.names.learn(&found) {
                break;
            }
        }
    }

    /// Replaces what must not be read by tokens: `[NIK]`, and `[NAMA 1]` for a person.
    pub fn redact<T: AsRef<str>>(&mut self, text: &Sensitive<T>) -> Redacted {
        let text = text.expose().as_ref();
        let handles = self.handles.as_deref();
        let findings = if self.is_blind {
            Vec::new()
        } else {
            settled(text, &self.own, handles, &mut self.names)
        };
        let numbers = &mut self.numbers;
        let rewritten = Rewritten::new(text, &findings, |person| {
            let next = numbers.len() + 1;
            numbers.add(person as u64, next)
        });
        Redacted {
            text: PublicText::redacted(rewritten.text),
            spans: rewrite::spans(text, &findings),
        }
    }
}

impl Thread {
    /// What was left in a public text and might be a name after all: words that nearly were taken
    /// for one (`review-score`) and runs of words with capitals (`review-capitals`), in code points
    /// of the text.
    ///
    /// ```
    /// use lapor_core::redact::Redactor;
    /// use lapor_core::sensitive::Sensitive;
    ///
    /// let mut thread = Redactor::new().thread();
    /// let redacted = thread.redact(&Sensitive::new("tiang Sumber Wangkal Lor miring"));
    /// let doubts = thread.review(&redacted.text);
    /// assert_eq!((doubts[0].start, doubts[0].end, doubts[0].rule), (13, 24, "review-capitals"));
    /// ```
    pub fn review(&self, text: &PublicText) -> Vec<Span> {
        rewrite::spans(text.as_str(), &name::review(text.as_str()))
    }
}

/// Counts, never what is hidden.
impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("people", &self.own.names())
            .field("contacts", &self.own.contacts())
            .finish()
    }
}

/// All that is to be hidden, including what only shows once the rest is.
///
/// Readings go on until one finds nothing, so that no text is too dense for the gate to hold. Each
/// but the last hides more than the one before, so there is a last. One number or plate after another
/// is followed within a reading (see [`pass`]), so that few are needed: what is left to later ones is
/// a name or an address beside a number. A reading that is known to find nothing is not begun.
fn settled(text: &str, own: &Own, handles: Option<&Kept>, names: &mut Names) -> Vec<Finding> {
    let mut reader = Reader { own, handles, names, named: false, done: false };
    let mut findings = rewrite::settle(reader.read(text));
    if findings.is_empty() {
        return findings;
    }
    while !reader.done {
        // Any number serves here: it is not what is looked for.
        let rewritten = Rewritten::new(text, &findings, |_| 1);
        let more = reader.read(&rewritten.text);
        if more.is_empty() {
            break;
        }
        if !rewritten.grow(&mut findings, more) {
            break;
        }
    }
    findings
}

/// Reads a text, and then what became of it.
struct Reader<'a> {
    own: &'a Own,
    handles: Option<&'a Kept>,
    names: &'a mut Names,
    /// Whether the text that comes next has tokens in place of all its names.
    named: bool,
    /// Whether there is nothing else in it to look at.
    done: bool,
}

impl Reader<'_> {
    /// What is to be hidden in a text. Names wait until the rest is hidden, since tokens are among
    /// their neighbours.
    fn read(&mut self, text: &str) -> Vec<Finding> {
        let normal = Normal::new(text);
        let (found, quiet) = find(&normal, self.own, self.handles);
        if !found.is_empty() {
            self.named = false;
            return found;
        }
        if self.named {
            return found;
        }
        let (found, last) = self.names.find(&normal);
        self.named = last;
        // A token of a name is no number, so there is none in the next text either.
        self.done = last && quiet;
        found
    }
}

/// One reading of a text but for names; and whether there was nothing at which a scanner had to look.
fn find(normal: &Normal<'_>, own: &Own, handles: Option<&Kept>) -> (Vec<Finding>, bool) {
    find_at(normal, Sifted::new(normal.bytes()), own, handles)
}

/// The same at the places that were sifted.
fn find_at(
    normal: &Normal<'_>,
    sifted: Sifted,
    own: &Own,
    handles: Option<&Kept>,
) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let bytes = normal.bytes();
    let mut push = |start: usize, end: usize, kind: Kind, rule: &'static str| {
        if handles.is_some_and(|kept| kept.has(kind, &bytes[start..end])) {
            return;
        }
        findings.push(Finding { range: normal.source(start..end), kind, rule, person: None });
    };

    if sifted.is_empty() && own.is_empty() {
        return (findings, true);
    }
    let numbers = Numbers::new(bytes, &sifted.runs);
    pass::find(&numbers, |found| push(found.start, found.end, found.kind, found.rule));
    for stretch in sifted.spelled {
        spelled::find(bytes, stretch, |found| push(found.start, found.end, found.kind, found.rule));
    }
    email::find(bytes, &sifted.signs, |found| {
        push(found.start, found.end, Kind::Email, found.rule)
    });
    link::find(bytes, &sifted.links, |found| push(found.start, found.end, Kind::Url, found.rule));
    handle::find(bytes, &sifted.signs, &sifted.networks, |found| {
        push(found.start, found.end, Kind::Handle, found.rule);
    });
    address::find(&numbers, |found| push(found.start, found.end, Kind::Address, found.rule));
    coordinate::find(&numbers, |found| push(found.start, found.end, Kind::Coord, found.rule));
    date::births(&numbers, |found| push(found.start, found.end, Kind::Dob, "birth"));

    let mut own_findings = Vec::new();
    own.find_names(normal.text(), &mut own_findings);
    own.find_contacts(normal, &numbers, &mut own_findings);
    findings.extend(own_findings.into_iter().map(|found| Finding {
        range: found.range,
        kind: found.kind,
        rule: found.rule,
        person: found.person,
    }));
    (findings, false)
}
