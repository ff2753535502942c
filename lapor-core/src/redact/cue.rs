//! Words beside a number that say what it is.

use super::keep;
use super::normal::{HIDDEN, is_letter, is_word};

pub(super) mod label;
pub(super) mod unknown;
mod word;
use word::{account, is_own, is_ticket, pair, single};

/// What the words beside a number make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    Nik,
    Kk,
    Npwp,
    Nip,
    /// A private telephone: hp, wa, telp, an e-wallet.
    Phone,
    /// A telephone that an office publishes: hotline, call center.
    Public,
    /// A parcel, a payment, a ticket: its number stays.
    Parcel,
    /// A letter or a decree: its number stays.
    Document,
    /// An account: rek, a bank's name, a virtual account.
    Bank,
    /// A payment into an account, which may name its sum first.
    Transfer,
    /// Health insurance and the like: bpjs, jkn, kis.
    Bpjs,
    /// A driving licence.
    Sim,
    Passport,
    /// What a supplier knows a household by: idpel, no meter, pdam.
    Customer,
    /// A title to land, whose number is short.
    Land,
    /// Whatever else numbers a person: nisn, kks, imei.
    Other,
    Money,
    /// A kilometre post.
    Distance,
    /// Names a number plate: plat, nopol.
    Plate,
    /// Names a vehicle, which may be followed by its plate.
    Vehicle,
}

impl Cue {
    /// Whether it speaks for a number beyond a count: not where the count may be what it speaks for.
    const fn crosses(self) -> bool {
        !matches!(
            self,
            Self::Phone
                | Self::Parcel
                | Self::Document
                | Self::Money
                | Self::Distance
                | Self::Transfer
        )
    }
}

/// A cue and how many words lie between it and the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) cue: Cue,
    pub(super) distance: usize,
    /// Whether both stand on one line; the last cell of a row says nothing of the next row.
    pub(super) same_line: bool,
}

/// Words looked at on the way back from a number.
const WORDS: usize = 6;
/// Words behind a number before the one that says what it is: "itu", "no".
const BEHIND: usize = 2;
/// Characters of a word that are read; no cue is longer.
const WORD_LENGTH: usize = 20;
/// Characters between two words that still hold them together.
const GAP: usize = 8;
/// Hidden things that are passed on the way; a bound, so that a long row of them is not walked
/// back from each of its members.
const TOKENS: usize = 8;

/// The nearest cue before `at`, over words alone: another number or address ends the search, so
/// that a cue speaks for the first number behind it.
pub(super) fn before(bytes: &[u8], at: usize) -> Option<Found> {
    nearest(bytes, at, true)
}

/// The same for a number that is too long for a plate, so that no vehicle speaks for it: "NPWP travel ...".
pub(super) fn before_number(bytes: &[u8], at: usize) -> Option<Found> {
    nearest(bytes, at, false)
}

fn nearest(bytes: &[u8], at: usize, vehicles: bool) -> Option<Found> {
    let mut end = at;
    let mut nearer = Word::default();
    let mut phone: Option<Found> = None;
    let mut own = false;
    let mut crossed = false;
    let mut sum = false;
    let mut numbered = false;
    let mut same_line = true;
    let mut tokens = 0;
    for distance in 0..WORDS {
        let (mut gap, mut colon) = (0, false);
        while end > 0 && !is_word(bytes[end - 1]) {
            end -= 1;
            gap += 1;
            match bytes[end] {
                // What is hidden by now, or was in an earlier reading, says nothing and is passed.
                b']' | HIDDEN => match hidden_before(bytes, end + 1) {
                    Some(start) if tokens < TOKENS => {
                        end = start;
                        gap = 0;
                        tokens += 1;
                        nearer = Word::default();
                    }
                    _ => return phone,
                },
                b'@' => return phone,
                b'\n' => same_line = false,
                b':' => colon = true,
                // "Rp" and "$" bind to the number alone.
                b'$' if distance == 0 => {
                    return Some(Found { cue: Cue::Money, distance, same_line });
                }
                _ => {}
            }
            if gap > GAP {
                return phone;
            }
        }
        // "BPJS kelas 3 nomor ...", "hotline 24 jam ...": a count between them changes nothing.
        let count = bytes[..end].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
        // "Langganan sejak 2010 dengan nomor ...".
        let year = numbered && is_year_before(&bytes[..end]);
        if year && !crossed {
            crossed = true;
            end -= 4;
            nearer = Word::default();
            continue;
        }
        // "SIM B1 ...": one that a letter begins may stand right before the number.
        let lettered = bytes[..end - count].last().is_some_and(|&byte| is_letter(byte));
        // "IMEI 1: ...": the first of two.
        let first = colon && count == 1;
        if matches!(count, 1 | 2) && !crossed && (distance > 0 || lettered && gap > 0 || first) {
            crossed = true;
            sum = matches!(nearer.as_bytes(), b"juta" | b"jt" | b"ribu" | b"rb");
            end -= count;
            nearer = Word::default();
            continue;
        }
        let start = word_start(bytes, end);
        if start == end || end - start > WORD_LENGTH {
            return phone;
        }
        let word = Word::new(&bytes[start..end]);
        let paired = pair(word.as_bytes(), nearer.as_bytes());
        // "IMEI HP ..." is no telephone's number, "VA BPJS ..." is a bank's.
        if let Some(cue @ (Cue::Other | Cue::Bank)) = paired
            && phone.is_some_and(|found| found.distance + 1 == distance)
        {
            return Some(Found { cue, distance, same_line });
        }
        let cue = paired
            .or_else(|| single(word.as_bytes()))
            // "Kartu perpustakaan nomor ...": whatever card it is.
            .or((numbered && word.as_bytes() == b"kartu").then_some(Cue::Other))
            // "Nomor kontrak ..." is a customer's; "kontrak nomor ..." is not.
            .map(|cue| match cue {
                Cue::Document => numbered_by(bytes, start, word.as_bytes()).unwrap_or(cue),
                cue => cue,
            });
        numbered |= matches!(word.as_bytes(), b"no" | b"nomor" | b"nomer");
        // "Transfer 3 juta ke ...": the count is of a sum.
        let crosses = |cue: Cue| cue.crosses() || sum && cue == Cue::Transfer;
        if crossed && cue.is_some_and(|cue| !crosses(cue)) {
            return phone;
        }
        match cue {
            // "Hotline WA: ..." is as public as "hotline: ...", but "hotline saya" is nobody's.
            Some(Cue::Public) => {
                let public = !own && phone.is_none_or(|phone| distance <= phone.distance + 2);
                return if public {
                    Some(Found { cue: Cue::Public, distance, same_line })
                } else {
                    phone
                };
            }
            _ if phone.is_some() => {}
            Some(Cue::Money | Cue::Distance) if distance > 0 => {}
            Some(Cue::Vehicle) if !vehicles => {}
            // "Laporan 123..." is a ticket; further off the word is in every complaint.
            None if distance == 0 && is_ticket(word.as_bytes()) => {
                return Some(Found { cue: Cue::Document, distance, same_line });
            }
            // What an office is called may stand between "call center" and its number.
            Some(cue @ (Cue::Phone | Cue::Bank | Cue::Bpjs | Cue::Customer)) => {
                phone = Some(Found { cue, distance, same_line });
            }
            Some(cue) => return Some(Found { cue, distance, same_line }),
            None => {}
        }
        own |= is_own(word.as_bytes());
        nearer = word;
        end = start;
    }
    phone
}

/// Whether a year in four digits ends the text.
fn is_year_before(text: &[u8]) -> bool {
    let (year, rest) = match text {
        [rest @ .., a, b, c, d] => ([*a, *b, *c, *d], rest),
        _ => return false,
    };
    matches!(year, [b'1', b'9', c, d] | [b'2', b'0', c, d] if c.is_ascii_digit() && d.is_ascii_digit())
        && !rest.last().is_some_and(|&byte| is_word(byte) || matches!(byte, b'.' | b'-' | b'/'))
}

/// What the word before `start` makes of the word there.
fn numbered_by(bytes: &[u8], start: usize, word: &[u8]) -> Option<Cue> {
    let end = bytes[..start].strip_suffix(b" ")?.len();
    let end = end - usize::from(bytes[..end].ends_with(b"."));
    pair(Word::new(&bytes[word_start(bytes, end)..end]).as_bytes(), word)
}

/// The cue directly behind `at`: "3515... (NIK)".
pub(super) fn after(bytes: &[u8], at: usize) -> Option<Cue> {
    let rest = &bytes[at..];
    let gap = rest.iter().take(4).take_while(|&&b| matches!(b, b' ' | b'(' | b'-' | b':')).count();
    let rest = &rest[gap..];
    let word = rest.iter().take(WORD_LENGTH).take_while(|&&byte| is_word(byte)).count();
    let word = Word::new(&rest[..word]);
    match single(word.as_bytes()) {
        cue @ Some(Cue::Nik | Cue::Kk | Cue::Npwp | Cue::Nip) if gap > 0 => cue,
        _ => None,
    }
}

/// The word of an account directly behind `at`: "0987654321 BCA", "5321... (idpel)", or whose it is:
/// "a.n. ...".
pub(super) fn account_after(bytes: &[u8], at: usize) -> Option<Cue> {
    let rest = &bytes[at..];
    let gap = rest.iter().take(4).take_while(|&&b| b" (-,:".contains(&b)).count();
    let (gap, rest) = rest.split_at(gap);
    let holder = [&b"a.n"[..], b"an.", b"a/n", b"atas nama"];
    if holder
        .iter()
        .any(|known| rest.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known)))
    {
        return Some(Cue::Bank);
    }
    let mut rest = rest;
    let mut told = gap.contains(&b'(');
    // "1429 0012 000 551 itu no sim saya".
    for _ in 0..=BEHIND {
        let length = rest.iter().take(WORD_LENGTH).take_while(|&&byte| is_letter(byte)).count();
        let word = Word::new(&rest[..length]);
        match (account(word.as_bytes()), word.as_bytes()) {
            (Some(Cue::Bank), _) if !gap.is_empty() => return Some(Cue::Bank),
            (cue @ Some(_), _) => return cue.filter(|_| told),
            (None, b"itu" | b"tu" | b"ini" | b"adalah" | b"ialah") if !gap.is_empty() => {
                told = true;
            }
            (None, b"no" | b"nomor" | b"nomer" | b"kartu") if told => {}
            _ => return None,
        }
        rest = rest[length..].strip_prefix(b" ")?;
    }
    None
}

/// Whether brackets behind `at` say that many may call the number: "(call center)".
pub(super) fn is_public_behind(bytes: &[u8], at: usize) -> bool {
    const WORDS: [&[u8]; 6] = [
        b"call center",
        b"callcenter",
        b"hotline",
        b"layanan pelanggan",
        b"layanan konsumen",
        b"customer service",
    ];
    let rest = &bytes[at..];
    let gap = rest.iter().take(2).take_while(|&&byte| byte == b' ').count();
    rest[gap..].strip_prefix(b"(").is_some_and(|rest| {
        WORDS
            .iter()
            .any(|word| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
    })
}

/// Words between a number and a word that speaks for what stands close to it alone.
const CLOSE: usize = 3;

/// What a single word says of a number that stands further behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    /// That it is one of an account, a card or a membership.
    Account(Cue),
    /// That it is one of a report, a payment, a letter, a sum or a thing.
    Another,
}

/// What a word says of a number that stands so many words behind it: a house or a sum speaks for what stands close, a report
/// for all.
pub(super) fn told_by(word: &[u8], distance: usize) -> Told {
    if word.len() > WORD_LENGTH {
        return Told::Nothing;
    }
    let word = Word::new(word);
    let word = word.as_bytes();
    match account(word) {
        // What is transferred is a sum as well.
        Some(Cue::Transfer) => Told::Another,
        Some(cue) => Told::Account(cue),
        None if word == b"kartu" => Told::Account(Cue::Other),
        None if unknown::is_of_a_report(word) => Told::Another,
        None if distance <= CLOSE && unknown::is_of_another(word) => Told::Another,
        None => match single(word) {
            Some(Cue::Parcel | Cue::Document | Cue::Public) => Told::Another,
            Some(Cue::Money | Cue::Distance | Cue::Phone) if distance <= CLOSE => Told::Another,
            _ => Told::Nothing,
        },
    }
}

/// Whether "nomor" or the like stands right before `at`, or a bracket or a colon opens what stands there.
pub(super) fn is_announced(bytes: &[u8], at: usize) -> bool {
    let gap = bytes[..at].iter().rev().take(4).take_while(|byte| b" .:#(".contains(byte)).count();
    let end = at - gap;
    let number = label::is_number(&bytes[word_start(bytes, end)..end]);
    number || bytes[end..at].iter().any(|byte| matches!(byte, b':' | b'('))
}

/// The start of a token, or of something to be one, that ends at `end`.
fn hidden_before(bytes: &[u8], end: usize) -> Option<usize> {
    match bytes[..end].iter().rev().take_while(|&&byte| byte == HIDDEN).count() {
        0 => keep::token_before(bytes, end),
        length => Some(end - length),
    }
}

/// What a word, whatever its case, makes of the number behind it.
pub(super) fn of_word(word: &[u8]) -> Option<Cue> {
    single(Word::new(word).as_bytes())
}

fn word_start(bytes: &[u8], end: usize) -> usize {
    let length = bytes[..end].iter().rev().take(WORD_LENGTH + 1);
    end - length.take_while(|&&byte| is_letter(byte)).count()
}

/// A word in lower case; one too long to be a cue is cut, and so is none.
#[derive(Default)]
struct Word {
    letters: [u8; WORD_LENGTH + 1],
    length: usize,
}

impl Word {
    fn new(bytes: &[u8]) -> Self {
        let mut word = Self::default();
        for (letter, byte) in word.letters.iter_mut().zip(bytes) {
            *letter = byte.to_ascii_lowercase();
            word.length += 1;
        }
        word
    }

    fn as_bytes(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(text: &str) -> Option<Cue> {
        before(text.as_bytes(), text.len()).map(|found| found.cue)
    }

    #[test]
    fn the_nearest_cue_speaks() {
        assert_eq!(nearest("NIK saya adalah: "), Some(Cue::Nik));
        assert_eq!(nearest("NIK dan no. KK "), Some(Cue::Kk));
        assert_eq!(nearest("nomor kartu keluarga "), Some(Cue::Kk));
        assert_eq!(nearest("hp"), Some(Cue::Phone));
        assert_eq!(nearest("anggaran Rp. "), Some(Cue::Money));
        assert_eq!(nearest("Rp sekian untuk "), None);
        assert_eq!(nearest("jalan rusak "), None);
    }

    #[test]
    fn a_hotline_is_public_unless_somebody_owns_it() {
        assert_eq!(nearest("hotline WA: "), Some(Cue::Public));
        assert_eq!(nearest("call center PDAM "), Some(Cue::Public));
        assert_eq!(nearest("hotline mati, wa saya "), Some(Cue::Phone));
        assert_eq!(nearest("hotline tidak diangkat, tolong wa saya di "), Some(Cue::Phone));
    }

    #[test]
    fn another_number_ends_the_search_and_a_token_does_not() {
        assert_eq!(nearest("NIK 123 dan "), None);
        assert_eq!(nearest("NIK 12 dan 3 lain "), None);
        assert_eq!(nearest("NIK [NAMA 1]: "), Some(Cue::Nik));
        assert_eq!(nearest("NIK ] "), None);
        let hidden = [b"NIK: ".as_slice(), &[HIDDEN; 16], b" atau "].concat();
        assert_eq!(before(&hidden, hidden.len()).map(|found| found.cue), Some(Cue::Nik));
        assert_eq!(nearest(&format!("NIK {}", "[NIK] ".repeat(TOKENS))), Some(Cue::Nik));
        assert_eq!(nearest(&format!("NIK {}", "[NIK] ".repeat(TOKENS + 1))), None);
    }

    #[test]
    fn a_count_may_stand_between() {
        assert_eq!(nearest("BPJS kelas 3 nomor "), Some(Cue::Bpjs));
        assert_eq!(nearest("kartu perpustakaan nomor "), Some(Cue::Other));
        assert_eq!(nearest("nomor kartu keluarga "), Some(Cue::Kk));
        assert_eq!(nearest("hotline 24 jam "), Some(Cue::Public));
        assert_eq!(nearest("hp 2 buah harga "), None);
        assert_eq!(nearest("langganan air sejak 2010 dengan nomor "), Some(Cue::Customer));
        assert_eq!(nearest("langganan air sejak 2010 sebesar "), None);
        assert_eq!(nearest("NIK 12"), None);
    }

    #[test]
    fn a_cue_may_follow_in_brackets() {
        assert_eq!(after(b"99 (NIK)", 2), Some(Cue::Nik));
        assert_eq!(after(b"99 - no KK", 2), None);
        assert_eq!(after(b"99kk", 2), None);
    }
}
