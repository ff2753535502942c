//! Numbers and plates in the order of the text, each read beside what was found before it.
//!
//! A finding becomes a token, and a token is another neighbour than what it replaced: it joins no
//! digits, it is no word, and a cue speaks across it. So whether one thing is an identifier may hang
//! on whether the one before it was found, and in a dense text that goes on from each to the next.
//! Therefore what was found is hidden at once, and what comes behind is judged beside the hiding as
//! well as beside the text as it was written.

use super::Kind;
use super::account;
use super::broken;
use super::code;
use super::cue::{self, Cue};
use super::identity;
use super::labelled;
use super::listed;
use super::normal::HIDDEN;
use super::number::{Joint, Numbers};
use super::phone;
use super::plate::{self, Plate};
use super::unexplained;

/// An identifier between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) rule: &'static str,
}

/// Finds every number and every plate.
pub(super) fn find(numbers: &Numbers<'_>, found: impl FnMut(Match)) {
    let (hidden, number, keyed, plate) = (Vec::new(), None, None, None);
    let mut pass = Pass { numbers: *numbers, hidden, number, keyed, plate, found };
    let mut plate = plate::next(numbers.bytes, numbers.runs, 0);
    let mut run = 0;
    loop {
        let number = numbers.runs.get(run).map(|run| run.start);
        match (plate, number) {
            (Some(next), number) if number.is_none_or(|number| next.start < number) => {
                let behind = pass.take_plate(&next).unwrap_or(next.past());
                plate = plate::next(numbers.bytes, numbers.runs, behind);
            }
            (next, Some(_)) => {
                run = pass.take_number(run).unwrap_or(run + 1);
                plate = next;
            }
            _ => break,
        }
    }
}

/// Most characters between two things of one list: "NIK 3515... dan 3515...".
const LIST_GAP: usize = 8;
/// Runs before a number that are judged again once it is hidden: two numbers' worth.
const BACK: usize = 36;

struct Pass<'a, F> {
    /// The text as it was written.
    numbers: Numbers<'a>,
    /// The same with all hidden that was found; empty until something is.
    hidden: Vec<u8>,
    /// The last number found, where it ends, and its cue.
    number: Option<(usize, cue::Found)>,
    /// The last number found that hung on a word, and its first run.
    keyed: Option<(Match, usize)>,
    /// The last plate found, where it ends, and its cue.
    plate: Option<(usize, Cue)>,
    found: F,
}

impl<'a, F: FnMut(Match)> Pass<'a, F> {
    /// Judges what has the form of a plate; where it ends, if it is one.
    fn take_plate(&mut self, plate: &Plate) -> Option<usize> {
        let bytes = self.numbers.bytes;
        let listed = self.plate.filter(|(end, _)| is_list(&bytes[*end..plate.start]));
        let listed = listed.map(|(_, cue)| cue);
        let found = plate.judge(bytes, listed).or_else(|| {
            if self.hidden.is_empty() { None } else { plate.judge(&self.hidden, listed) }
        })?;
        self.plate = found.cue.map(|cue| (found.end, cue));
        let plate::Match { start, end, rule, .. } = found;
        self.hide(Match { start, end, kind: Kind::Plate, rule });
        Some(end)
    }

    /// Judges the number that begins with run `i`; the run behind it, if it is one.
    fn take_number(&mut self, i: usize) -> Option<usize> {
        let (start, bytes) = (self.numbers.runs[i].start, self.numbers.bytes);
        let listed = self.number.filter(|(end, _)| is_list(&bytes[*end..start]));
        let listed = listed.map(|(_, cue)| cue);
        // First, as a word may make a number of its first line.
        let (found, last, cue) = self
            .take_broken(i)
            .or_else(|| judge(&self.numbers, i, listed))
            .or_else(|| judge(&self.beside()?, i, listed))
            .or_else(|| self.take_listed(i))
            .or_else(|| self.take_unexplained(i))?;
        self.number = cue.map(|cue| (found.end, cue));
        // What has a form of its own says nothing of the next.
        let keyed = cue.is_some() || !matches!(found.kind, Kind::Nik | Kind::Nip | Kind::Phone);
        self.keyed = keyed.then_some((found, i));
        self.hide(found);
        self.look_back(i);
        Some(last + 1)
    }

    /// Judges run `i` by the number before it, if it has the same shape and no word of its own.
    fn take_listed(&self, i: usize) -> Option<(Match, usize, Option<cue::Found>)> {
        let (before, first) = self.keyed?;
        let (found, last) = listed::find(&self.numbers, i, &before, first)?;
        Some((found, last, self.number.map(|(_, cue)| cue)))
    }

    /// Takes the number that begins with run `i` and goes on in the next line.
    fn take_broken(&self, i: usize) -> Option<(Match, usize, Option<cue::Found>)> {
        let (found, last) =
            broken::at(&self.numbers, i).or_else(|| broken::at(&self.beside()?, i))?;
        Some((found, last, None))
    }

    /// Takes the number that begins with run `i` if it is as long as one of a person and nothing says what it is.
    fn take_unexplained(&self, i: usize) -> Option<(Match, usize, Option<cue::Found>)> {
        let found =
            unexplained::at(&self.numbers, i).or_else(|| unexplained::at(&self.beside()?, i))?;
        // "12 081234567890": what stands in it may be somebody's by itself.
        let within = |k| judge(&self.numbers, k, None).is_some();
        let account::Match { start, end, last, kind, rule } = found;
        (!(i + 1..=last).any(within)).then_some((Match { start, end, kind, rule }, last, None))
    }

    /// Judges again what is joined to the number at run `i` from before: a row of numbers is taken
    /// for a drawing until its last member is gone.
    fn look_back(&mut self, mut i: usize) {
        loop {
            let joined = |k: &usize| self.numbers.joint(*k) != Joint::Break;
            let first = i - (0..i).rev().take(BACK).take_while(joined).count();
            let again = |k| Some((k, judge(&self.beside()?, k, None)?));
            let Some((k, (found, _, _))) = (first..i).find_map(again) else { return };
            self.hide(found);
            i = k;
        }
    }

    /// The text beside what is hidden, if anything is.
    fn beside(&self) -> Option<Numbers<'_>> {
        (!self.hidden.is_empty()).then(|| Numbers::new(&self.hidden, self.numbers.runs))
    }

    fn hide(&mut self, found: Match) {
        if self.hidden.is_empty() {
            self.hidden.extend_from_slice(self.numbers.bytes);
        }
        self.hidden[found.start..found.end].fill(HIDDEN);
        (self.found)(found);
    }
}

/// The number that begins with run `i`, its last run, and its cue.
fn judge(
    numbers: &Numbers<'_>,
    i: usize,
    listed: Option<cue::Found>,
) -> Option<(Match, usize, Option<cue::Found>)> {
    if numbers.is_hidden(i) {
        return None;
    }
    let run = numbers.runs[i];
    let found = |account: account::Match, cue| {
        let account::Match { start, end, last, kind, rule } = account;
        Some((Match { start, end, kind, rule }, last, cue))
    };
    if !numbers.is_long(i) {
        return labelled::any(numbers, i).and_then(|(code, cue)| found(code, Some(cue)));
    }
    if !hangs_on_cue(numbers, i) && !code::has_form(numbers, i) {
        return labelled::any(numbers, i).and_then(|(code, cue)| found(code, Some(cue)));
    }
    let cue = listed.or_else(|| cue::before_number(numbers.bytes, run.start));
    // "Belum dapat barcode, yang lama 3301...": a payment numbers what stands close to it.
    let near = cue.filter(|found| found.cue != Cue::Parcel || found.distance <= PAID);
    let (start, last, kind, rule) =
        if let Some(identity) = identity::at(numbers, i, near.map(|found| found.cue)) {
            (run.start, identity.last, identity.kind, identity.rule)
        } else if let Some((code, cue)) = coded(numbers, i, cue) {
            return found(code, cue);
        } else {
            let phone = phone::at(numbers, i, cue)?;
            (phone.start, phone.last, Kind::Phone, phone.rule)
        };
    Some((Match { start, end: numbers.runs[last].end, kind, rule }, last, cue))
}

/// Most words between one for a parcel or a payment and its number, which has the form of a resident's.
const PAID: usize = 2;
/// Digits of the shortest number beside a keyword.
const KEYED: usize = 5;
/// Digits of the shortest number of a person that is set apart by slashes as well.
const SLASHED: usize = 14;

/// Whether the words before run `i` may make a number of it: enough digits that no slash parts, or the start
/// of a telephone number. The words need not be read for anything else.
fn hangs_on_cue(numbers: &Numbers<'_>, i: usize) -> bool {
    let whole = |joint: Joint| !matches!(joint, Joint::Break | Joint::Slash);
    let mut length = numbers.runs[i].len();
    let mut last = i;
    while length < KEYED && whole(numbers.joint(last)) {
        last += 1;
        length += numbers.runs[last].len();
    }
    length >= KEYED
        || phone::may_begin(numbers, i)
        || numbers.byte_before(i) == Some(b'+')
        || numbers.has_digits(i, SLASHED)
}

/// The code or number of a keyword that begins with run `i`, and the cue of what is listed behind it; of
/// two readings the one that holds the other, as a code may go on where its digits end.
fn coded(
    numbers: &Numbers<'_>,
    i: usize,
    cue: Option<cue::Found>,
) -> Option<(account::Match, Option<cue::Found>)> {
    let Some(number) = account::at(numbers, i, cue) else {
        return labelled::any(numbers, i).map(|(code, cue)| (code, Some(cue)));
    };
    let beyond = |(code, _): &(account::Match, cue::Found)| {
        code.start < number.start || code.end > number.end
    };
    let code = labelled::formed(numbers, i).filter(beyond);
    Some(code.map_or((number, cue), |(code, cue)| (code, Some(cue))))
}

/// Whether what stands between two things makes a list of them, so that one cue speaks for both.
pub(super) fn is_list(between: &[u8]) -> bool {
    between.len() <= LIST_GAP
        && between
            .split(|byte| !byte.is_ascii_alphabetic())
            .all(|word| matches!(word, b"" | b"dan" | b"atau" | b"and" | b"or"))
        && !between.contains(&b'\n')
}
