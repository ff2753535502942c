//! Whether a day behind a birth is the same birth, as another document has it, or that of another of the family.

use super::super::normal::{HIDDEN, is_letter, is_same};
use super::super::number::Numbers;
use super::{is_month, value};

/// Day, month and year of a century of a day in runs `i..=last`.
pub(super) fn parts(numbers: &Numbers<'_>, i: usize, last: usize) -> Option<[u32; 3]> {
    let first = value(numbers, i)?;
    let year = |run| Some(value(numbers, run)? % 100);
    match last - i {
        2 if numbers.runs[i].len() == 4 => {
            Some([value(numbers, i + 2)?, value(numbers, i + 1)?, first % 100])
        }
        2 => Some([first, value(numbers, i + 1)?, year(i + 2)?]),
        1 => {
            let between = &numbers.bytes[numbers.runs[i].end..numbers.runs[last].start];
            let words = between.split(|&byte| !is_letter(byte));
            Some([first, words.filter_map(month).next()?, year(last)?])
        }
        _ => None,
    }
}

/// The number of a month by its first letters.
fn month(word: &[u8]) -> Option<u32> {
    const HEADS: [&[&[u8]]; 12] = [
        &[b"jan"],
        &[b"feb", b"peb"],
        &[b"mar", b"mrt"],
        &[b"apr"],
        &[b"mei", b"may"],
        &[b"jun"],
        &[b"jul"],
        &[b"agu", b"agt", b"ags", b"aug"],
        &[b"sep"],
        &[b"okt", b"oct"],
        &[b"nov", b"nop"],
        &[b"des", b"dec"],
    ];
    let head = word.get(..3).filter(|_| is_month(word))?;
    let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, head));
    HEADS.iter().position(|known| is(known)).and_then(|at| u32::try_from(at + 1).ok())
}

/// Whether two days may be one that was miswritten: two of their three parts are the same, or day and month
/// changed places.
pub(super) fn is_alike(a: [u32; 3], b: [u32; 3]) -> bool {
    let same = a.iter().zip(&b).filter(|(a, b)| a == b).count();
    same >= 2 || a[2] == b[2] && a[0] == b[1] && a[1] == b[0]
}

/// Whether what stands between two days says that the second stands in another document: "di KTP".
pub(super) fn is_document(between: &[u8]) -> bool {
    const DOCUMENTS: [&[u8]; 21] = [
        b"ijazah",
        b"ijasah",
        b"ktp",
        b"kk",
        b"akta",
        b"akte",
        b"sk",
        b"str",
        b"paspor",
        b"rapor",
        b"sttb",
        b"dapodik",
        b"nikah",
        b"kartu",
        b"cpns",
        b"bpjs",
        b"sim",
        b"dokumen",
        b"sertifikat",
        b"sistem",
        b"dukcapil",
    ];
    const EVENTS: [&[u8]; 14] = [
        b"terbit",
        b"diterbitkan",
        b"dibuat",
        b"diurus",
        b"dicetak",
        b"dikeluarkan",
        b"meninggal",
        b"wafat",
        b"masuk",
        b"menikah",
        b"dirawat",
        b"diajukan",
        b"sejak",
        b"jadi",
    ];
    let mut found = false;
    for word in between.split(|&byte| !is_letter(byte)) {
        let is = |known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
        if is(&EVENTS) {
            return false;
        }
        found |= is(&DOCUMENTS);
    }
    found && !between.iter().any(|byte| matches!(byte, b'\n' | b'[' | &HIDDEN))
}

/// Whether what stands between two days only says whose the second is: " (anak), ", ", istri saya ".
pub(super) fn is_kin(between: &[u8]) -> bool {
    const KIN: [&[u8]; 29] = [
        b"anak",
        b"ank",
        b"adik",
        b"adek",
        b"kakak",
        b"istri",
        b"suami",
        b"ibu",
        b"bapak",
        b"ayah",
        b"kembar",
        b"kembarannya",
        b"dan",
        b"yang",
        b"yg",
        b"kedua",
        b"pertama",
        b"ketiga",
        b"sulung",
        b"bungsu",
        b"saya",
        b"sy",
        b"dia",
        b"ia",
        b"beliau",
        b"sedangkan",
        b"nya",
        b"tanggal",
        b"tgl",
    ];
    let mut words = between.split(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    between.len() <= KIN_GAP
        && words.all(|word| KIN.iter().any(|known| is_same(known, word)))
        && between.iter().all(|&byte| is_letter(byte) || b" ,()&/:".contains(&byte))
}

/// Most bytes between the births of two of a family.
const KIN_GAP: usize = 32;

/// Whether what stands between a date of birth and the next date says that it is the same birth, as it was
/// written or should have been: "lahir 3/11/1997 yg bnr 11-3-1997", "pada ijazah tertulis 30 Mei 1994".
pub(super) fn is_correction(between: &[u8]) -> bool {
    const WRITTEN: [&[u8]; 14] = [
        b"benar",
        b"bnr",
        b"betul",
        b"sebenarnya",
        b"seharusnya",
        b"harusnya",
        b"aslinya",
        b"tertulis",
        b"ditulis",
        b"tertera",
        b"tercetak",
        b"tercantum",
        b"menjadi",
        b"jadi",
    ];
    const BETWEEN: [&[u8]; 6] = [b"tgl", b"tanggal", b"adalah", b"itu", b"nya", b"lahirnya"];
    let mut words = between.rsplit(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    let is = |word: &[u8], known: &[&[u8]]| known.iter().any(|known| is_same(known, word));
    let word = words.find(|word| !is(word, &BETWEEN));
    // What was hidden between may have been another's birth.
    word.is_some_and(|word| is(word, &WRITTEN))
        && !between.iter().any(|byte| matches!(byte, b'\n' | b'[' | &HIDDEN))
}
