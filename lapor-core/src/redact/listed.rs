//! Numbers without a word of their own that are written as the one before them, which has a word:
//! "nomor kontrak 118204 tertukar dengan tetangga 118240".

use super::account;
use super::cue::{self, Cue};
use super::date;
use super::keep;
use super::normal::{HIDDEN, is_letter, is_same, is_word};
use super::number::Numbers;
use super::pass::Match;

/// Most bytes between the two.
const REACH: usize = 56;
/// Digits of the shortest number that its shape alone tells from a count.
const LONG: usize = 8;
/// Digits of the shortest that its first two tell as well.
const SHORT: usize = 6;

/// What may stand right before a number that is none of a list: it counts, pays or dates.
const STOPS: [&[u8]; 24] = [
    b"sebesar",
    b"senilai",
    b"sejumlah",
    b"total",
    b"seharga",
    b"harga",
    b"tagihan",
    b"biaya",
    b"denda",
    b"saldo",
    b"bayar",
    b"membayar",
    b"dibayar",
    b"stand",
    b"angka",
    b"tgl",
    b"tanggal",
    b"pada",
    b"sejak",
    b"jam",
    b"pukul",
    b"kode",
    b"id",
    b"laporan",
];

/// The number that begins with run `i`, if it is written as `before`, whose first run is `first`; and its
/// last run.
pub(super) fn find(
    numbers: &Numbers<'_>,
    i: usize,
    before: &Match,
    first: usize,
) -> Option<(Match, usize)> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    let between = bytes.get(before.end..run.start).filter(|between| between.len() <= REACH)?;
    // Letters before its first digit belong to it: "C1234567".
    let letters = numbers.runs[first].start.checked_sub(before.start)?;
    let start = run.start.checked_sub(letters).filter(|&start| start > before.end)?;
    let end = start + (before.end - before.start);
    let shape = bytes.get(start..end)?;
    if !shape.iter().zip(&bytes[before.start..before.end]).all(|(a, b)| class(*a) == class(*b)) {
        return None;
    }
    let last = i + numbers.runs[i..].iter().take_while(|run| run.start < end).count() - 1;
    // More digits, or letters, make it another thing; a word may be glued to neither.
    let whole = numbers.runs[last].end == end
        && !is_word(bytes[start - 1])
        && !bytes.get(end).is_some_and(|&byte| is_word(byte));
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| b".,-/_@+".contains(byte));
    let more = bytes.get(end + 1).is_some_and(u8::is_ascii_digit) && joins(bytes.get(end));
    if !whole || more || joins(bytes.get(start - 1)) {
        return None;
    }
    let digits = numbers.digits(i, last);
    let (digits, known) = (digits.as_slice(), numbers.digits(first, first));
    let alike = digits.get(..2).is_some_and(|head| known.as_slice().starts_with(head));
    let known = digits.len() >= LONG || digits.len() >= SHORT && alike;
    let sum = digits.ends_with(&[0, 0, 0]) || account::is_counted(bytes, end);
    let kept = sum
        || numbers.is_amount(i, last)
        || date::at(numbers, i).is_some()
        || keep::is_fraction(bytes, run.start, true)
        || keep::in_digest(bytes, run.start, run.end);
    let listed = known && !kept && is_list(between) && !has_own_word(bytes, start);
    listed.then_some((Match { start, end, kind: before.kind, rule: "identifier-listed" }, last))
}

/// What a byte is to the shape of a number.
const fn class(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => b'0',
        b'A'..=b'Z' => b'A',
        b'a'..=b'z' => b'a',
        byte => byte,
    }
}

/// Whether the words between two numbers belong to one sentence or row and hold no third number.
fn is_list(between: &[u8]) -> bool {
    let digits = between.iter().filter(|byte| byte.is_ascii_digit()).count();
    let apart =
        |byte: &u8| matches!(byte, b'\n' | b';' | b'?' | b'!' | b'=' | b'<' | b'"' | &HIDDEN);
    digits <= 2 && between.iter().any(|byte| is_letter(*byte)) && !between.iter().any(apart)
}

/// Whether a word before `start` says that the number is another thing.
fn has_own_word(bytes: &[u8], start: usize) -> bool {
    let gap = bytes[..start].iter().rev().take(3).take_while(|b| b" .:".contains(b)).count();
    let head = &bytes[..start - gap];
    let length = head.iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
    let word = &head[head.len() - length..];
    STOPS.iter().any(|stop| is_same(stop, word))
        || cue::before(bytes, start).is_some_and(|found| {
            found.same_line
                && matches!(
                    found.cue,
                    Cue::Public
                        | Cue::Parcel
                        | Cue::Document
                        | Cue::Money
                        | Cue::Distance
                        | Cue::Transfer
                        | Cue::Plate
                )
        })
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, scan};

    #[track_caller]
    fn check(text: &str, expected: &[Kind]) {
        let found: Vec<Kind> = scan(text).iter().map(|span| span.kind).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_neighbours_number_is_written_as_ones_own() {
        check(
            "air nomor kontrak 118204 tercampur dengan tetangga 118240 karena terbalik",
            &[Kind::CustomerId; 2],
        );
        check("no meter 14012345678 sedangkan di struk 14012345687", &[Kind::CustomerId; 2]);
        check("idpel saya 532109876543, punya orang tua saya 532109876550", &[Kind::CustomerId; 2]);
        check("rek BCA 123-456-7890 lalu diganti 098-765-4321", &[Kind::BankAccount; 2]);
        check("ke 5512340099 a.n. PT, lalu lagi ke 5512340188, ya", &[Kind::BankAccount; 2]);
        check("paspor C1234567, punya istri C7654321", &[Kind::Passport; 2]);
        check("NISN Ani 0061234567, Budi 0071234567, Cici 0081234567", &[Kind::OtherId; 3]);
    }

    #[test]
    fn another_shape_or_another_word_makes_it_another_thing() {
        check("nomor kontrak 118204 tercampur dengan 235511 warga", &[Kind::CustomerId]);
        check("idpel 532109876543 dengan tiket 532109876550", &[Kind::CustomerId]);
        check("idpel 532109876543 nomor laporan 532109876550", &[Kind::CustomerId]);
        check("rek 1234567890 dan uang 1500000000", &[Kind::BankAccount]);
        check("nisn 0061234567\nbaris 0071234567", &[Kind::OtherId]);
    }
}
