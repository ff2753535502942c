//! Where somebody lives: a street with the number of a house, and neighbourhoods (RT, RW).
//!
//! A street without a number stays, as it is what a complaint is about; so do villages, which follow
//! or precede an address, and the number of one neighbourhood alone, which every village has.

use super::normal::{is_letter, is_word};
use super::number::Numbers;

mod word;
use word::{Part, is_flat, is_head, is_home, is_post, is_side, is_stop};

/// An address between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

/// Most bytes from a street's word to the first number behind its name.
const REACH: usize = 80;
/// Most words of a name with those of the estate before it.
const WORDS: usize = 9;
/// Most bytes between two parts: ", " and the like.
const GAP: usize = 4;
/// Most parts of one address.
const PARTS: usize = 8;

/// A part of an address in runs `..=last`.
#[derive(Debug, Clone, Copy)]
struct Piece {
    part: Part,
    start: usize,
    end: usize,
    last: usize,
}

/// Finds every address.
pub(super) fn find(numbers: &Numbers<'_>, mut found: impl FnMut(Match)) {
    let mut floor = 0;
    let mut i = 0;
    while i < numbers.runs.len() {
        let Some(mut first) = piece(numbers, i, floor) else {
            i += 1;
            continue;
        };
        // "jln kenanga 3 no 27": the first number is the street's.
        if first.part == Part::Bare
            && let Some(next) = piece(numbers, i + 1, first.end)
            && next.part != Part::Bare
            && next.start - first.end <= GAP
        {
            first = next;
        }
        let mut seen = bit(first.part);
        let mut last = first;
        for _ in 1..PARTS {
            if first.part == Part::Bare {
                break;
            }
            let Some(next) = piece(numbers, last.last + 1, last.end) else { break };
            let between = numbers.bytes.get(last.end..next.start).unwrap_or(b"\n\n\n\n\n");
            let list = last.part == Part::House && next.part == Part::House && is_range(between);
            let joins = list
                || between.len() <= GAP && between.iter().all(|&byte| b" ,./-()".contains(&byte));
            if !joins || next.part == Part::Bare {
                break;
            }
            seen |= bit(next.part);
            last = next;
        }
        let head = head(numbers.bytes, first.start, floor);
        if let Some(rule) = judge(numbers, first, seen, head) {
            let start = if rule == "address-neighbourhood" {
                first.start
            } else {
                head.unwrap_or(first.start)
            };
            found(Match { start, end: last.end, rule });
            floor = last.end;
        }
        i = last.last + 1;
    }
}

const fn bit(part: Part) -> u16 {
    1 << part as u8
}

/// Whether the parts make an address, and by which rule.
fn judge(
    numbers: &Numbers<'_>,
    first: Piece,
    seen: u16,
    head: Option<usize>,
) -> Option<&'static str> {
    let has = |part: Part| seen & bit(part) != 0;
    let bytes = numbers.bytes;
    let house = has(Part::House)
        || has(Part::Lettered)
        || has(Part::Plot)
        || has(Part::Block)
        || has(Part::Alley);
    let pair = has(Part::Both) || has(Part::Rt) && has(Part::Rw);
    let neighbourhood = pair || has(Part::Rt) || has(Part::Rw);
    // "Apartemen Melati lantai 12 unit 5" is a home, "Gedung B lantai 3" is none.
    let flat = has(Part::Unit) && head.is_some_and(|head| is_flat(&bytes[head..]));
    if head.is_some() && (house || neighbourhood || flat) {
        return Some("address-street");
    }
    if pair {
        return Some("address-neighbourhoods");
    }
    let block = matches!(first.part, Part::Block | Part::Alley) && has(Part::House);
    let block = block || has(Part::Lettered);
    if block || has(Part::Plot) || house && neighbourhood {
        return Some("address-block");
    }
    if neighbourhood {
        let run = numbers.runs[first.last];
        // A register writes "RT 003"; "RT 3" is how people call it.
        let formal = run.len() == 3 || run.len() == 2 && bytes[run.start] == b'0';
        return (formal || is_at_home(bytes, first.start, 4)).then_some("address-neighbourhood");
    }
    // "alamat Jl. Melati 27": a bare number is one of a house where a home is told.
    let home = first.part == Part::Bare
        && head.is_some_and(|head| is_house(numbers, first) || is_at_home(bytes, head, 4));
    home.then_some("address-home")
}

/// Whether a bare number behind a street's name is that of a house: with a letter, or too high to count
/// streets and closed off like the end of an address.
fn is_house(numbers: &Numbers<'_>, piece: Piece) -> bool {
    let run = numbers.runs[piece.last];
    let digits = numbers.digits(piece.last, piece.last);
    let value = digits.as_slice().iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit));
    let closed = numbers.bytes.get(run.end).is_none_or(|byte| b",.;)\n".contains(byte));
    piece.end > run.end || closed && (21..1000).contains(&value)
}

/// The part whose number begins with run `i`, and that begins behind `floor`.
fn piece(numbers: &Numbers<'_>, i: usize, floor: usize) -> Option<Piece> {
    let run = *numbers.runs.get(i)?;
    let bytes = numbers.bytes;
    if run.len() > 4 || run.start < floor {
        return None;
    }
    let (start, word) = word_before(bytes, run.start, floor);
    let plain = |part, start| Some(tail(numbers, Piece { part, start, end: run.end, last: i }));
    match Part::of(word) {
        Some(Part::Rw) => {
            // "RT/RW 005/009" names both before it numbers them.
            let (before, rt) = word_before(bytes, start, floor);
            if Part::of(rt) == Some(Part::Rt) {
                both(numbers, i, before)
            } else {
                short(numbers, i, Part::Rw, start)
            }
        }
        Some(Part::Both) => both(numbers, i, start),
        Some(Part::Rt) => second(numbers, i, start).or_else(|| short(numbers, i, Part::Rt, start)),
        Some(Part::House) if is_decree(bytes, run.end) => None,
        Some(Part::Alley) if is_measure(bytes, run.end) => None,
        Some(Part::House) => {
            // "Blok C no 9": the block is a letter alone.
            let (letter_start, letter) = word_before(bytes, start, floor);
            let (before, block) = word_before(bytes, letter_start, floor);
            let plot = letter.len() == 1 && Part::of(block) == Some(Part::Block);
            if plot { plain(Part::Plot, before) } else { plain(Part::House, start) }
        }
        Some(part) => plain(part, start),
        None => {
            // "nomor rumah 27".
            if word.eq_ignore_ascii_case(b"rumah")
                && let (before, word) = word_before(bytes, start, floor)
                && Part::of(word) == Some(Part::House)
            {
                return plain(Part::House, before);
            }
            // "Cluster Melati D5/21": a letter, a block and a house.
            let letters = run.start - start;
            let slash = matches!(bytes[run.end..], [b'/', b'0'..=b'9', ..])
                && !start.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
            if letters == word.len() && (1..=2).contains(&letters) && slash {
                return plain(Part::Block, start);
            }
            // "Blok C2", "Blok d/17", "No. A-5": a letter or two between the word and the number.
            let lettered = (1..=2).contains(&word.len()).then(|| word_before(bytes, start, floor));
            if let Some((before, word)) = lettered
                && let Some(part @ (Part::Block | Part::House)) = Part::of(word)
                && bytes[start..run.start].iter().all(|&b| is_word(b) || b"-/. ".contains(&b))
            {
                let lettered = part == Part::Block;
                return plain(if lettered { Part::Lettered } else { part }, before);
            }
            // "Jl. Melati 112A": a letter makes the number that of a house.
            let suffix = matches!(&bytes[run.end..], [letter, rest @ ..]
                if letter.is_ascii_alphabetic() && !rest.first().is_some_and(|&b| is_word(b)));
            let end = run.end + usize::from(suffix && run.len() >= 2);
            let alone = !is_post(word)
                && !bytes.get(end).is_some_and(|&b| is_word(b) || b"/-:%".contains(&b))
                && !is_number_behind(bytes, run.end)
                && bytes[..run.start].ends_with(b" ");
            alone.then_some(Piece { part: Part::Bare, start: run.start, end, last: i })
        }
    }
}

/// A neighbourhood's number, of at most three digits.
fn short(numbers: &Numbers<'_>, i: usize, part: Part, start: usize) -> Option<Piece> {
    let run = numbers.runs[i];
    (run.len() <= 3).then_some(Piece { part, start, end: run.end, last: i })
}

/// "RT/RW 005/009": both numbers behind both words.
fn both(numbers: &Numbers<'_>, i: usize, start: usize) -> Option<Piece> {
    let (run, next) = (numbers.runs[i], numbers.runs.get(i + 1)?);
    let between = &numbers.bytes[run.end..next.start];
    let joins = (1..=3).contains(&between.len()) && between.iter().all(|&b| b" /-.,&".contains(&b));
    (joins && run.len() <= 3 && next.len() <= 3).then_some(Piece {
        part: Part::Both,
        start,
        end: next.end,
        last: i + 1,
    })
}

/// "RT 02/11", "RT 02/RW 11", "RT 02 RW 11", "rt02rw11".
fn second(numbers: &Numbers<'_>, i: usize, start: usize) -> Option<Piece> {
    let (run, next) = (numbers.runs[i], numbers.runs.get(i + 1)?);
    let between = &numbers.bytes[run.end..next.start];
    if run.len() > 3 || next.len() > 3 || between.len() > 10 {
        return None;
    }
    let letters = || between.iter().copied().filter(|byte| is_letter(*byte));
    let rw = letters().count() == 2 && letters().map(|b| b.to_ascii_lowercase()).eq(*b"rw");
    let signs = between.iter().all(|&byte| is_letter(byte) || b" /-.,:;()&".contains(&byte));
    let dan = letters().map(|b| b.to_ascii_lowercase()).eq(*b"danrw");
    let slash = matches!(between, b"/" | b" / " | b"/ " | b" /" | b"-");
    (signs && (rw || dan) || slash).then_some(Piece {
        part: Part::Both,
        start,
        end: next.end,
        last: i + 1,
    })
}

/// Takes in what is glued to the number of a house: "27A", "12/15", "27-29", "C2-15".
fn tail(numbers: &Numbers<'_>, piece: Piece) -> Piece {
    let bytes = numbers.bytes;
    let Piece { mut end, mut last, .. } = piece;
    while last < piece.last + 2
        && let Some(next) = numbers.runs.get(last + 1)
        && matches!(&bytes[end..next.start], b"/" | b"-" | b" - " | b" / " | b".")
        && next.len() <= 3
    {
        last += 1;
        end = next.end;
    }
    let letters = bytes[end..].iter().take(4).take_while(|&&byte| is_word(byte)).count();
    let spaced = &bytes[end..bytes.len().min(end + 3)];
    end += match spaced {
        _ if (1..=2).contains(&letters) => letters,
        // "No. 17-A".
        [b'-' | b'/', letter, rest @ ..]
            if letter.is_ascii_alphabetic() && !rest.first().is_some_and(|&byte| is_word(byte)) =>
        {
            2
        }
        // "No. 12 A" and a capital that is a word of its own.
        [b' ', letter, next] if letter.is_ascii_uppercase() && !is_word(*next) && *next != b'.' => {
            2
        }
        [b' ', letter] if letter.is_ascii_uppercase() => 2,
        _ => 0,
    };
    Piece { end, last, ..piece }
}

/// Whether two numbers of houses make one: "No. 12 dan No. 14", "no 1 sampai no 20".
fn is_range(between: &[u8]) -> bool {
    let word = between.trim_ascii();
    [&b"dan"[..], b"atau", b"sampai", b"s/d", b"sd", b"hingga", b"&", b"-"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether what follows makes the number that of a law: "No. 22 Tahun 2009", "No. 5/2010".
fn is_decree(bytes: &[u8], end: usize) -> bool {
    let rest = &bytes[end..];
    let gap = rest.iter().take(2).take_while(|&&byte| byte == b' ').count();
    let word = rest[gap..].iter().take(6).take_while(|byte| is_letter(**byte)).count();
    let word = &rest[gap..gap + word];
    let year = [&b"tahun"[..], b"thn", b"th"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let digits = rest
        .get(1..)
        .map_or(0, |rest| rest.iter().take(5).take_while(|b| b.is_ascii_digit()).count());
    year || rest.first() == Some(&b'/') && (digits >= 4 || digits == 0)
}

/// Whether the number counts something: "gang 2 meter".
fn is_measure(bytes: &[u8], end: usize) -> bool {
    let word = bytes[end..].strip_prefix(b" ").unwrap_or_default();
    let word = &word[..word.iter().take(6).take_while(|byte| is_letter(**byte)).count()];
    [&b"meter"[..], b"m", b"mtr", b"lajur", b"arah", b"kali"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

fn is_number_behind(bytes: &[u8], end: usize) -> bool {
    matches!(&bytes[end..], [b'.' | b',', digit, ..] if digit.is_ascii_digit())
}

/// The street's, estate's or hamlet's word that the name before `at` begins with: the farthest one
/// with nothing but a name in between.
fn head(bytes: &[u8], at: usize, floor: usize) -> Option<usize> {
    let floor = floor.max(at.saturating_sub(REACH));
    let mut end = at;
    let mut found = None;
    let mut names = 0;
    for _ in 0..WORDS {
        let gap = bytes[floor..end].iter().rev().take_while(|b| b" .,-/()'\"".contains(b)).count();
        if gap > GAP {
            break;
        }
        let stop = end - gap;
        let length = bytes[floor..stop].iter().rev().take_while(|&&byte| is_word(byte)).count();
        let start = stop - length;
        // A sentence ends behind a long word; "Jl." and "A." are short.
        let sentence = bytes[stop..end].starts_with(b". ") && length > 4;
        if length == 0 || sentence && found.is_none() || sentence && names > 0 {
            break;
        }
        let word = &bytes[start..stop];
        let long_number = word.len() > 4 && word.iter().all(u8::is_ascii_digit);
        // "Jl. Melati depan no. 27".
        if is_side(word) {
            if names > 0 || found.is_some() {
                break;
            }
            end = start;
            continue;
        }
        if is_stop(word) || long_number {
            break;
        }
        if is_head(word) {
            if names > 0 {
                found = Some(start);
            }
        } else {
            names += 1;
        }
        end = start;
    }
    found
}

/// Whether a word for a home stands among the few before `at`.
fn is_at_home(bytes: &[u8], at: usize, words: usize) -> bool {
    let mut end = at;
    for _ in 0..words {
        let gap =
            bytes[..end].iter().rev().take(GAP).take_while(|b| b" .,:-/()\"".contains(b)).count();
        let stop = end - gap;
        let length =
            bytes[..stop].iter().rev().take(16).take_while(|&&byte| is_letter(byte)).count();
        if length == 0 {
            return false;
        }
        if is_home(&bytes[stop - length..stop]) {
            return true;
        }
        end = stop - length;
    }
    false
}

/// The word before `at` and where it starts; a sign or two may stand between.
fn word_before(bytes: &[u8], at: usize, floor: usize) -> (usize, &[u8]) {
    let gap = bytes[floor..at].iter().rev().take(3).take_while(|b| b" .:#/-&".contains(b)).count();
    let end = at - gap;
    let length =
        bytes[floor..end].iter().rev().take(10).take_while(|&&byte| is_letter(byte)).count();
    (end - length, &bytes[end - length..end])
}

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        let runs = number::runs(bytes);
        let mut found = Vec::new();
        find(&Numbers::new(bytes, &runs), |address| found.push(&text[address.start..address.end]));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_street_with_the_number_of_a_house() {
        check(
            "di Jalan Anggrek Raya No. 14 RT.02 RW.08, Kel. Sukarasa",
            &["Jalan Anggrek Raya No. 14 RT.02 RW.08"],
        );
        check(
            "jln kenanga 3 blok d/17 rt.02 rw.11 banjir",
            &["jln kenanga 3 blok d/17 rt.02 rw.11"],
        );
        check("Perum Griya Asri Blok C2 No. 15", &["Perum Griya Asri Blok C2 No. 15"]);
        check("Gg. Mawar No 5A, bau", &["Gg. Mawar No 5A"]);
        check("Jl. A. Yani Gg. 3 no. 7-9 ya", &["Jl. A. Yani Gg. 3 no. 7-9"]);
        check("alamat: Jl. Melati 27", &["Jl. Melati 27"]);
        check(
            "Jalan Dr. Rekaan 112A… atau Jl. Melati 45, Rekaan",
            &["Jalan Dr. Rekaan 112A", "Jl. Melati 45"],
        );
        check("rmh sy jln anggrek 3 no 27b rt 04 rw 11", &["jln anggrek 3 no 27b rt 04 rw 11"]);
        check("kios BLOK D 17 dan dk. ngrancang rt 1/4", &["BLOK D 17", "dk. ngrancang rt 1/4"]);
        check("jalan dpn jl cempaka raya nmr 9", &["jl cempaka raya nmr 9"]);
        check("gang sempit gg mawar 2 no 5", &["gg mawar 2 no 5"]);
        check("blok F-12 no 3, blok C nomor 9", &["blok F-12 no 3, blok C nomor 9"]);
        check(
            "Cluster Melati D5/21 dan jalan mawar nomor rumah 12",
            &["Cluster Melati D5/21", "jalan mawar nomor rumah 12"],
        );
        check("Jl. Raya Sukarasa KM 23 No. 45", &["Jl. Raya Sukarasa KM 23 No. 45"]);
        check(
            "Jl. Mawar No.17-A, Jl. Melati depan no. 4 B",
            &["Jl. Mawar No.17-A", "Jl. Melati depan no. 4 B"],
        );
        check("Jl Mawar No. 12 dan No. 14 banjir", &["Jl Mawar No. 12 dan No. 14"]);
        check("Apartemen Melati lantai 12 unit 5", &["Apartemen Melati lantai 12 unit 5"]);
    }

    #[test]
    fn neighbourhoods_alone_and_with_a_hamlet() {
        check("dusun pojok rt 3 rw 1 desa sukamaju", &["dusun pojok rt 3 rw 1"]);
        check("RT/RW 005/009", &["RT/RW 005/009"]);
        check("warga RT 02/RW 11 resah", &["RT 02/RW 11"]);
        check("rt02rw11 dan RT. 04/05 atau RT 007", &["rt02rw11", "RT. 04/05", "RT 007"]);
        check("tinggal di rt 3", &["rt 3"]);
        check("Jl. Mawar RT 03 RW 04", &["Jl. Mawar RT 03 RW 04"]);
    }

    #[test]
    fn streets_decrees_and_posts_stay() {
        check("Jalan Mawar 3 rusak, Jl. Raya Sukarasa KM 12", &[]);
        check("UU Lalu Lintas dan Angkutan Jalan No. 22 Tahun 2009", &[]);
        check("Perda Jalan Umum No. 5/2010, SK No. 800/1122/2022", &[]);
        check("jalan rusak no 1 di kota, antrian no 12, blok 5 pasar", &[]);
        check("Gedung B lantai 3 ruang 301, rumah di Jl. Raya Sukarasa KM 12", &[]);
        check("warga RT 3 kerja bakti, RW 5 juga", &[]);
        check(
            "jalan di depan pasar sejak 2023 dan jalan 5 km, perumahan 36 unit, gang 2 meter",
            &[],
        );
    }
}
