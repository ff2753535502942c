//! Numbers whose own form agrees with a word further off in the sentence: "sim yg ditahan di pos: anugrah p.
//! 920417110085".

use super::Kind;
use super::account::Match;
use super::cue::{self, Cue, unknown};
use super::date;
use super::normal::{is_letter, is_same};
use super::number::{Joint, Numbers};
use super::phone;

/// Most bytes between the word and its number.
const REACH: usize = 96;
/// Most letters of who speaks in a talk that is written down.
const SPEAKER: usize = 12;
/// Longest word that is looked for.
const WORD: usize = 12;

/// Words for the number of a vehicle's frame.
pub(super) const FRAMES: [&[u8]; 6] =
    [b"rangka", b"norangka", b"chassis", b"sasis", b"vin", b"rangkanya"];

/// The number of such a form that begins with run `i`.
pub(super) fn at(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let (bytes, run) = (numbers.bytes, numbers.runs[i]);
    // No form begins otherwise.
    let grouped = || numbers.runs.get(i + 1).is_some_and(|next| next.len() == 4);
    if !(matches!(run.len(), 10..=12) || run.len() == 4 && grouped()) {
        return None;
    }
    let digits = numbers.digits(i, i);
    let digits = digits.as_slice();
    let alone = |last| {
        numbers.joint_before(i) == Joint::Break
            && numbers.joint(last) == Joint::Break
            && !before_is_letter(bytes, run.start)
    };
    let found = |last: usize, kind, rule| {
        let end = numbers.runs[last].end;
        Some(Match { start: run.start, end, last, kind, rule })
    };
    if let Some(last) = licence(numbers, i)
        && alone(last)
        && has_word(bytes, run.start, &[b"sim", b"simnya", b"simku", b"mengemudi"])
    {
        return found(last, Kind::Sim, "sim-form");
    }
    if !alone(i) {
        return None;
    }
    if let [0, 0 | 1, ..] = digits
        && digits.len() == 10
        && has_word(bytes, run.start, &[b"nisn", b"nisnnya"])
    {
        return found(i, Kind::OtherId, "identifier-form");
    }
    const SUPPLIERS: [&[u8]; 11] = [
        b"pelanggan",
        b"listrik",
        b"listriknya",
        b"pln",
        b"idpel",
        b"meter",
        b"meteran",
        b"kwh",
        b"indihome",
        b"wifi",
        b"tagihan",
    ];
    let household = matches!(digits.len(), 11 | 12)
        && matches!(digits, [1..=9, ..])
        && !is_stamp(digits)
        && !phone::is_mobile(digits, false)
        && has_word(bytes, run.start, &SUPPLIERS);
    if household { found(i, Kind::CustomerId, "customer-form") } else { None }
}

/// The last run of twelve or fourteen digits that begin with the year and the month of a birth.
fn licence(numbers: &Numbers<'_>, i: usize) -> Option<usize> {
    let lengths = |known: &[usize]| {
        let runs = numbers.runs.get(i..i + known.len());
        runs.is_some_and(|runs| runs.iter().map(|run| run.len()).eq(known.iter().copied()))
    };
    let last = match () {
        () if lengths(&[12]) => i,
        () if lengths(&[4, 4, 4]) || lengths(&[4, 4, 6]) => i + 2,
        () => return None,
    };
    let joined =
        (i..last).all(|k| matches!(numbers.joint(k), Joint::Hyphen | Joint::Dot | Joint::Space));
    let digits = numbers.digits(i, last);
    let born =
        matches!(digits.as_slice(), [4..=9 | 0, _, 0, 1..=9, ..] | [4..=9 | 0, _, 1, 0..=2, ..]);
    (joined && born && !phone::is_mobile(digits.as_slice(), false)).then_some(last)
}

/// Whether digits begin with a day of this century, as those of payments do: `202511040830`.
fn is_stamp(digits: &[u8]) -> bool {
    let [2, 0, _, _, a, b, c, d, ..] = *digits else { return false };
    date::is_day(u32::from(c * 10 + d), u32::from(a * 10 + b))
}

fn before_is_letter(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| is_letter(bytes[before]) || b"@+_/#".contains(&bytes[before]))
}

/// Whether one of the words stands before `at` on its line, and none between that numbers a report, a payment or
/// the like.
pub(super) fn has_word(bytes: &[u8], at: usize, words: &[&[u8]]) -> bool {
    let floor = at.saturating_sub(REACH);
    let line_of = |end: usize| {
        let newline = bytes[floor..end].iter().rposition(|&byte| byte == b'\n');
        newline.map_or(floor, |newline| floor + newline + 1)
    };
    let mut line = line_of(at);
    // "ID pelanggan?\nSaya: 5130...": an answer stands in the line behind its question.
    let answer = bytes[line..at].strip_suffix(b": ").is_some_and(|who| {
        (1..=SPEAKER).contains(&who.len()) && who.iter().all(|byte| is_letter(*byte))
    });
    if answer && line > floor {
        line = line_of(line - 1);
    }
    for word in words_back(bytes, line, at) {
        if word.len() <= WORD && words.iter().any(|known| is_same(known, word)) {
            return true;
        }
        if unknown::is_of_a_report(word) {
            return false;
        }
    }
    false
}

/// Whether "nomor seri" or "SN" right before `at` is that of a machine of an office, which is named before it: it is
/// nobody's number.
pub(super) fn is_of_a_machine(bytes: &[u8], at: usize) -> bool {
    const SERIALS: [&[u8]; 4] = [b"seri", b"serial", b"sn", b"serinya"];
    const MACHINES: [&[u8]; 22] = [
        b"pompa",
        b"pompanya",
        b"mesin",
        b"alat",
        b"alatnya",
        b"timbangan",
        b"genset",
        b"trafo",
        b"kamera",
        b"cctv",
        b"printer",
        b"ekg",
        b"usg",
        b"inkubator",
        b"rontgen",
        b"dispenser",
        b"traktor",
        b"panel",
        b"proyektor",
        b"server",
        b"sensor",
        b"chiller",
    ];
    let gap = bytes[..at].iter().rev().take(3).take_while(|byte| b" .:".contains(byte)).count();
    let end = at - gap;
    let length = bytes[..end].iter().rev().take(WORD).take_while(|byte| is_letter(**byte)).count();
    let start = end - length;
    SERIALS.iter().any(|known| is_same(known, &bytes[start..end]))
        && has_word(bytes, start, &MACHINES)
}

/// The word of an account, a card or a membership on the line before `at`, if none nearer says that the number is
/// one of a report, a payment, a letter, a sum or a thing.
pub(super) fn cue_before(bytes: &[u8], at: usize) -> Option<Cue> {
    let floor = at.saturating_sub(REACH);
    let newline = bytes[floor..at].iter().rposition(|&byte| byte == b'\n');
    let line = newline.map_or(floor, |newline| floor + newline + 1);
    let told = |(distance, word)| match cue::told_by(word, distance) {
        cue::Told::Nothing => None,
        cue::Told::Another => Some(None),
        cue::Told::Account(cue) => Some(Some(cue)),
    };
    words_back(bytes, line, at).enumerate().find_map(told)?
}

/// The words between `line` and `end`, the last first, as far as they are whole: of one that goes on before `line` nothing
/// is known.
fn words_back(bytes: &[u8], line: usize, mut end: usize) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        end -= bytes[line..end].iter().rev().take_while(|byte| !is_letter(**byte)).count();
        let length = bytes[line..end].iter().rev().take_while(|byte| is_letter(**byte)).count();
        let cut = end - length == line && line > 0 && is_letter(bytes[line - 1]);
        if length == 0 || cut {
            return None;
        }
        end -= length;
        Some(&bytes[end..end + length])
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
    fn the_form_of_a_licence_agrees_with_its_word_far_before() {
        check(
            "sim yg ditahan di pos 7: anugrah p. 920417110085, rio f. lase 8811-0230-004419, blangko",
            &[Kind::Sim; 2],
        );
        check("sim b2 umum punya bapak 590403120087 mati 2 hari", &[Kind::Sim]);
        check("sim punya bapak yang di pos 599903120087", &[]);
    }

    #[test]
    fn a_households_number_may_stand_far_behind_its_meter() {
        check("petugas meter ngarang, tagihan 513027718840 jadi 2jt", &[Kind::CustomerId]);
        check("Operator: ID pelanggan?\nSaya: 513027718840", &[Kind::CustomerId]);
        check("ID pelanggan?\nlalu 513027718840, listrik\n513027718840", &[]);
        check("bayar listrik lewat loket, struk 513027718840", &[]);
        check("tagihan 202511040830 dan listrik laporan 513027718840", &[]);
    }

    #[test]
    fn the_number_of_a_machine_is_nobodys() {
        check("pompa desa rusak merk Rekaan nomor seri 96510173", &[]);
        check("alat EKG Rekaan FX SN 71904418, timbangan no seri GRF-88120-B", &[]);
        check("hp saya merk Rekaan nomor seri 96510173", &[Kind::OtherId]);
        check("pompa desa rusak, nisn anak 0061234567", &[Kind::OtherId]);
    }

    #[test]
    fn pupils_and_frames_have_a_form_as_well() {
        check("nisn kedua anak itu Arno 0105550381", &[Kind::OtherId]);
        check("nomer rangka mobil sitaan itu MHFXW42G7E2281190, punya bos", &[Kind::OtherId]);
        check("mobil sitaan itu MHFXW42G7E2281190", &[]);
    }
}
