//! The words right before a code that say whom or what it numbers.
//!
//! [`super::before`] asks for the nearest cue over any words, which is right for a long number. A
//! short code, or one with slashes, looks like a decree or a count, so here every word on the way has
//! to be one that stands between a label and its code: "bpkb motor saya nomor ...".

use super::super::normal::{HIDDEN, OTHER};
use super::word::{account, is_number_word, pair, single};
use super::{Cue, Word, hidden_before, word_start};

/// A label before a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Label {
    pub(in super::super) cue: Cue,
    /// Whether "nomor" or the like stands right before the code.
    pub(in super::super) close: bool,
    /// Whether it stands anywhere between, or right before the label.
    pub(in super::super) numbered: bool,
    /// Whether nothing is paid for what is labelled, so that a number in the groups of an amount is none.
    pub(in super::super) unpaid: bool,
}

/// Words looked at on the way back.
const WORDS: usize = 8;
/// Characters between two words.
const GAP: usize = 4;

/// The label of a code that begins at `at`.
pub(in super::super) fn before(bytes: &[u8], at: usize) -> Option<Label> {
    // "Nomor ijazahnya, DN-PC ...": what is set apart needs its "nomor".
    let set_apart = bytes[..at].ends_with(b", ");
    let at = if set_apart { at - 2 } else { at };
    let mut end = gap(bytes, at)?;
    let (mut close, mut numbered) = (false, false);
    for distance in 0..WORDS {
        // "imei1 ...", "SIM B2 ...".
        if bytes[..end].ends_with(b"1") || bytes[..end].ends_with(b"2") {
            end -= 1;
        }
        let start = word_start(bytes, end);
        if start == end {
            return None;
        }
        let word = Word::new(&bytes[start..end]);
        let word = word.as_bytes();
        let next = gap(bytes, start);
        let earlier = next.map(|end| Word::new(&bytes[word_start(bytes, end)..end]));
        let earlier = earlier.as_ref().map_or(&b""[..], Word::as_bytes);
        // "Letter C 1183".
        numbered |= distance == 0 && word.len() == 1;
        if is_number_word(word) {
            numbered = true;
            close |= distance == 0;
        }
        // "Letter C 551" needs no more than that.
        close |= distance == 0 && matches!(word, b"c" | b"d");
        if let Some(cue) = pair(earlier, word).or_else(|| account(word)).filter(|cue| names(*cue)) {
            // A school numbers its pupils with few digits.
            let numbered = numbered
                || word.starts_with(b"no")
                || matches!(word, b"nis" | b"nim" | b"nipd" | b"sipb" | b"sipa" | b"stra")
                // A deed is called by its number.
                || matches!(earlier, b"akta" | b"akte" | b"kutipan" | b"sip")
                || word == b"nikah"
                || is_numbered(bytes, next);
            // A number of a decree, whatever it is about.
            return (!is_decree(bytes, next) && (numbered || !set_apart)).then_some(Label {
                cue,
                close: close && !set_apart,
                numbered: numbered && !set_apart,
                unpaid: matches!(
                    word,
                    b"npv"
                        | b"nrp"
                        | b"karip"
                        | b"npa"
                        | b"nim"
                        | b"nis"
                        | b"nisn"
                        | b"rm"
                        | b"niktam"
                ),
            });
        }
        if !is_number_word(word) && !is_between(word) {
            return None;
        }
        end = next?;
    }
    None
}

/// Whether "nomor" is one of the last words before a label: "nomor kartu indonesia pintar".
fn is_numbered(bytes: &[u8], end: Option<usize>) -> bool {
    words_before(bytes, end).any(|word| is_number_word(word.as_bytes()))
}

/// The last words that end at `end` or before it, the nearest first.
fn words_before(bytes: &[u8], end: Option<usize>) -> impl Iterator<Item = Word> {
    let start = move |end: &usize| word_start(bytes, *end);
    let ends = std::iter::successors(end, move |end| {
        let start = start(end);
        gap(bytes, start).filter(|&before| before < start)
    });
    ends.take(3).map(move |end| Word::new(&bytes[start(&end)..end]))
}

/// Whether a word by itself is a label, or numbers what follows: "SHM.345", "no.17".
pub(in super::super) fn is_word_of_label(word: &[u8]) -> bool {
    let word = Word::new(word);
    is_number_word(word.as_bytes()) || account(word.as_bytes()).is_some_and(names)
}

/// Whether a word says that a number follows.
pub(in super::super) fn is_number(word: &[u8]) -> bool {
    is_number_word(Word::new(word).as_bytes())
}

/// Whether a word of a label at `start` is the beginning of a code, as there is a label before it.
pub(in super::super) fn is_part(bytes: &[u8], start: usize, length: usize) -> bool {
    let word = &bytes[start..start + length];
    // "KIP KTA88H2": capitals that run into the digits behind a label are none themselves.
    let glued = word.iter().all(u8::is_ascii_uppercase)
        && bytes.get(start + length).is_some_and(u8::is_ascii_digit);
    !is_number_word(Word::new(word).as_bytes())
        && before(bytes, start).is_some_and(|label| label.numbered || glued)
}

/// Whether a cue names codes of persons and things.
const fn names(cue: Cue) -> bool {
    matches!(cue, Cue::Other | Cue::Land | Cue::Customer | Cue::Bpjs | Cue::Sim | Cue::Passport)
}

/// The end of the word before `at`, over a short gap on the same line and within the sentence.
pub(super) fn gap(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    let mut length = 0;
    while let Some(&byte) = bytes[..end].last() {
        match byte {
            b' ' | b'\t' | b'.' | b':' | b'-' | b'=' | b'#' | b'(' | b'"' | b'\'' | b'/'
            | OTHER => {
                end -= 1;
                length += 1;
            }
            b']' | HIDDEN => {
                end = hidden_before(bytes, end)?;
                length += 1;
            }
            _ => break,
        }
        if length > GAP {
            return None;
        }
    }
    // Behind a full stop begins another sentence, unless it closes "no." or "nmr.".
    let stop = bytes[end..at].starts_with(b". ") && {
        let word = Word::new(&bytes[word_start(bytes, end)..end]);
        !is_number_word(word.as_bytes()) && word.length > 3
    };
    (!stop).then_some(end)
}

/// Whether the name of a rule begins shortly before a label: "Permen ATR sertifikat nomor ...".
pub(super) fn is_decree(bytes: &[u8], end: Option<usize>) -> bool {
    const WORDS: [&[u8]; 7] = [b"sk", b"uu", b"pp", b"se", b"peraturan", b"keputusan", b"edaran"];
    const HEADS: [&[u8]; 10] = [
        b"perda", b"perbup", b"perwal", b"pergub", b"perpres", b"permen", b"kepmen", b"keppres",
        b"inpres", b"perka",
    ];
    words_before(bytes, end).any(|word| {
        let word = word.as_bytes();
        WORDS.contains(&word) || HEADS.iter().any(|head| word.starts_with(head))
    })
}

/// Words that stand between a label and its code.
pub(super) fn is_between(word: &[u8]) -> bool {
    match word {
        // What it belongs to.
        b"motor" | b"mobil" | b"truk" | b"kendaraan" | b"rumah" | b"tanah" | b"sawah"
        | b"kebun" | b"usaha" | b"toko" | b"hp" | b"hape" | b"handphone" | b"ponsel"
        | b"leasing" | b"asuransi" | b"jiwa" | b"kesehatan" | b"pendidikan" | b"listrik"
        | b"air" | b"umum" | b"koperasi" | b"life" | b"elektronik" | b"kur" | b"laptop"
        | b"bantuan" | b"dokter" | b"bidan" | b"perawat" | b"guru" | b"dosen" | b"honorer"
        | b"lansia" | b"tani" | b"ternak" | b"prabayar" | b"driver" | b"sekolah" | b"smk"
        | b"sma" | b"smp" | b"sd" | b"mts" | b"kuliah" => true,
        // Whose it is.
        b"saya" | b"sy" | b"saja" | b"aku" | b"ku" | b"kami" | b"anak" | b"ank" | b"istri"
        | b"suami" | b"ibu" | b"bapak" | b"bpk" | b"ayah" | b"kakek" | b"nenek" | b"adik"
        | b"adek" | b"kakak" | b"orang" | b"tua" | b"orangtua" | b"ortu" | b"almarhum"
        | b"mereka" | b"dia" | b"mertua" | b"cucu" | b"keponakan" | b"paman" | b"bibi"
        | b"anaknya" | b"istrinya" | b"suaminya" | b"ibunya" | b"bapaknya" | b"pasien"
        | b"punya" | b"milik" | b"tersebut" | b"tsb" | b"tni" | b"polri" | b"partai" | b"idi"
        | b"almarhumah" | b"alm" | b"almh" | b"beliau" | b"pribadi" | b"sendiri" | b"atas"
        | b"nama" | b"an" | b"nya" | b"ny" => true,
        // "yaitu", "yang tertulis".
        b"adalah" | b"yaitu" | b"yakni" | b"ialah" | b"itu" | b"ini" | b"yang" | b"yg"
        | b"dengan" | b"dgn" | b"dng" | b"dg" | b"tertulis" | b"tertera" | b"tercantum"
        | b"terdaftar" | b"bernomor" | b"asli" | b"lama" | b"baru" | b"seri" => true,
        // "SIM A", "letter C", "a.n."
        [letter] => letter.is_ascii_alphabetic(),
        // "BPKB Honda nomor", "polis BRI Life".
        _ => matches!(single(word), Some(Cue::Vehicle | Cue::Bank)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Cue, bool, bool)>) {
        let label = before(text.as_bytes(), text.len());
        let label = label.map(|label| (label.cue, label.close, label.numbered));
        assert_eq!(label, expected, "{text:?}");
    }

    #[test]
    fn a_label_is_reached_over_words_that_stand_between() {
        check("BPKB motor nomor ", Some((Cue::Other, true, true)));
        check("no. rekam medis anak saya: ", Some((Cue::Other, false, true)));
        check("sertifikat hak milik no ", Some((Cue::Land, true, true)));
        check("KITAS suami saya ", Some((Cue::Other, false, false)));
        check("imei1 ", Some((Cue::Other, false, false)));
        check("nomor polis a.n. [NAMA 1] ", Some((Cue::Other, false, true)));
        check("Nomor kontrak ", Some((Cue::Customer, false, true)));
    }

    #[test]
    fn other_words_lines_and_sentences_end_the_way() {
        check("bpkb belum jadi ", None);
        check("bpkb motor\n", None);
        check("saya urus ijazah. ", None);
        check("nomor laporan ", None);
        check("SK ijazah nomor ", None);
        check("Permen ATR sertifikat elektronik nomor ", None);
        check("Permendikbud ijazah no ", None);
        check("ijazah, ", None);
        check("nomor ijazahnya, ", Some((Cue::Other, false, false)));
        check("nomor ", None);
        check("", None);
    }
}
