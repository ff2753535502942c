//! Number plates of vehicles.

use super::cue::{self, Cue};
use super::normal::{is_letter, is_word};
use super::number::Run;
use super::remote;

/// A plate between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
    /// The cue beside it, which speaks for a list of plates.
    pub(super) cue: Option<Cue>,
}

/// The next thing from `from` on, at one of the runs of digits, that has the form of a plate: a region, one to four digits, up to
/// three letters. Digits may run into it, as they may be hidden by the time that it is judged.
///
/// The regions are those of Perpol 7/2021 as commonly listed, with those of the new provinces of
/// Papua; not read in the instrument itself.
pub(super) fn next(bytes: &[u8], runs: &[Run], from: usize) -> Option<Plate> {
    let first = runs.partition_point(|run| run.end <= from);
    runs[first..].iter().find_map(|run| {
        // Most numbers stand behind another sign, or are too long, or begin with a nought, and hold no letters.
        let before = run.start.checked_sub(1).map(|before| bytes[before]);
        let joint = |byte: u8| matches!(byte, b' ' | b'-' | b'.');
        let second = || run.start.checked_sub(2).map(|before| bytes[before]);
        let may = run.len() <= LONGEST
            && bytes[run.start] != b'0'
            && before.is_some_and(|byte| {
                is_letter(byte) || joint(byte) && second().is_some_and(|b| is_letter(b) || joint(b))
            });
        if !may && bytes[run.start..run.end].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut at = run.start;
        while at < run.end {
            // Letters that stand for digits may part them here.
            if bytes[at].is_ascii_digit()
                && let Some(start) = letters_before(bytes, at).filter(|&start| start >= from)
                && let Some(plate) =
                    Plate::read(bytes, start).filter(|plate| plate.digits.start == at)
            {
                return Some(plate);
            }
            at += count(bytes, at, usize::MAX, u8::is_ascii_digit).max(1);
        }
        None
    })
}

/// Words for plates that a colon may stand far behind.
const PLATES: [&[u8]; 5] = [b"plat", b"pelat", b"nopol", b"platnya", b"nopolnya"];
/// Vehicles and who drives them, beside which a long plate may stand far off.
const VEHICLES: [&[u8]; 16] = [
    b"angkot",
    b"mobil",
    b"mobilnya",
    b"motor",
    b"motornya",
    b"truk",
    b"bus",
    b"bis",
    b"travel",
    b"pickup",
    b"taksi",
    b"ojol",
    b"sopir",
    b"supir",
    b"pengendara",
    b"pengemudi",
];
/// Most digits of a plate.
const LONGEST: usize = 4;

/// The start of the letters that a plate would have before its digits.
pub(super) fn letters_before(bytes: &[u8], digits: usize) -> Option<usize> {
    let head = &bytes[..digits];
    let joint = count_back(head, |byte| matches!(byte, b' ' | b'-' | b'.'));
    let end = digits - joint;
    let letters = count_back(&head[..end], is_letter);
    if letters > 2 && joint == 0 {
        return glued_region(&bytes[..end]);
    }
    matches!(letters, 1 | 2).then_some(end - letters)
}

/// How many bytes at the end are of a class, up to three.
#[inline]
fn count_back(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    match bytes {
        [.., a, b, c] if is(*c) && is(*b) && is(*a) => 3,
        [.., b, c] if is(*c) && is(*b) => 2,
        [.., c] if is(*c) => 1,
        _ => 0,
    }
}

/// Where the region begins that runs into the word for a plate: "NOPOLW4890".
fn glued_region(text: &[u8]) -> Option<usize> {
    const WORDS: [&[u8]; 5] = [b"nopol", b"plat", b"pelat", b"nopolisi", b"platnomor"];
    let length = text.iter().rev().take(12).take_while(|&&byte| is_letter(byte)).count();
    let word = &text[text.len() - length..];
    let known = |head: &&[u8]| {
        word.len() > head.len()
            && word.len() <= head.len() + 2
            && word[..head.len()].eq_ignore_ascii_case(head)
    };
    WORDS.iter().find(|head| known(head)).map(|head| text.len() - length + head.len())
}

/// Whether it is the tag of a heading: `</h1>` behind a title that ends in the word for a plate is none.
fn is_heading(bytes: &[u8], start: usize, end: usize) -> bool {
    let opened = bytes[..start].ends_with(b"<") || bytes[..start].ends_with(b"</");
    let closed = bytes.get(end).is_some_and(|&byte| byte == b'>' || byte == b' ');
    opened && closed && end == start + 2 && bytes[start].eq_ignore_ascii_case(&b'h')
}

/// The parts of what may be a plate.
#[derive(Debug, Clone)]
pub(super) struct Plate {
    pub(super) start: usize,
    region: usize,
    digits: std::ops::Range<usize>,
    /// Empty if there are no letters behind the digits.
    suffix: std::ops::Range<usize>,
    capital: bool,
}

impl Plate {
    fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let region = start + count(bytes, start, 3, u8::is_ascii_alphabetic);
        if !is_region(&bytes[start..region]) {
            return None;
        }
        let first = joint(bytes, region);
        let last = digits_end(bytes, first);
        let digits = first..last;
        if !(1..=LONGEST).contains(&digits.len()) || matches!(bytes[first], b'0' | b'O') {
            return None;
        }
        let from = joint(bytes, last);
        let to = from + count(bytes, from, 4, u8::is_ascii_alphabetic);
        let glued = from == last;
        // "DD-8822-KM" is one thing, "D 12 KM" two.
        let hyphened = &bytes[region..first] == b"-" && &bytes[last..from] == b"-";
        // Behind a word that is glued to the front another may be glued to the end.
        let cut = glued && glued_region(&bytes[..region]) == Some(start);
        let to = if cut { to.min(from + 3) } else { to };
        let ends = cut || !bytes.get(to).is_some_and(|&byte| is_word(byte));
        let case = |byte: u8| byte.is_ascii_uppercase();
        // "M15 bus" is a line; letters of a plate keep one case, or stand behind a long number.
        let alike =
            digits.len() >= 3 || bytes[from..to].iter().all(|&b| case(b) == case(bytes[start]));
        let whole = alike
            && (1..=3).contains(&(to - from))
            && ends
            && (hyphened
                || &bytes[from..to] == b"X"
                || !is_no_suffix(&bytes[from..to])
                || digits.len() >= 3 && is_capital_suffix(bytes, start..region, from..to));
        let suffix = if whole { from..to } else { last..last };
        // Letters that run into the digits belong to them, or it is no plate at all.
        let broken =
            glued && suffix.is_empty() && bytes.get(last).is_some_and(|&byte| is_word(byte));
        if broken || is_number_behind(bytes, suffix.end) || is_heading(bytes, start, last) {
            return None;
        }
        let capital =
            bytes[start..region].iter().chain(&bytes[suffix.clone()]).all(u8::is_ascii_uppercase);
        Some(Self { start, region, digits, suffix, capital })
    }

    /// Where to look for the next plate if this is none: behind its first letters.
    pub(super) const fn past(&self) -> usize {
        self.region
    }

    /// Decides by what is around it. Without a cue it must be in capitals and long enough to be
    /// nothing else; `listed` is the cue of the list that it stands in.
    pub(super) fn judge(&self, bytes: &[u8], listed: Option<Cue>) -> Option<Match> {
        let glued = glued_region(&bytes[..self.region]) == Some(self.start);
        if !glued && self.start.checked_sub(1).is_some_and(|before| is_word(bytes[before])) {
            return None;
        }
        if glued {
            let end = if self.suffix.is_empty() { self.digits.end } else { self.suffix.end };
            let cue = Some(Cue::Plate);
            return Some(Match { start: self.start, end, rule: "plate-keyword", cue });
        }
        let near = || cue::before(bytes, self.start).filter(|found| found.distance <= 4);
        let cue = listed.or_else(|| near().map(|found| found.cue));
        // "Plat cantik yang tiap malam parkir di situ: d 1 vvp": a colon announces what its sentence names.
        let announced =
            || bytes[..self.start].ends_with(b": ") && remote::has_word(bytes, self.start, &PLATES);
        let cue = cue.or_else(|| announced().then_some(Cue::Plate));
        let (digits, suffix) = (self.digits.len(), self.suffix.len());
        let end = if suffix > 0 { self.suffix.end } else { self.digits.end };
        let found = |rule| Some(Match { start: self.start, end, rule, cue });
        match cue {
            Some(Cue::Plate) => {
                let end = end + self.unit(bytes);
                return Some(Match { start: self.start, end, rule: "plate-keyword", cue });
            }
            Some(Cue::Vehicle)
                if !self.is_model(bytes)
                    && (suffix >= 2 && (digits >= 2 || self.capital)
                        || suffix == 1 && digits >= 3
                        || self.capital && digits == 4) =>
            {
                return found("plate-vehicle");
            }
            _ => {}
        }
        // "Angkot jurusan pasar lama bk 1904 uc": as long a plate, and the vehicle further off.
        if !self.capital
            && digits >= 3
            && suffix >= 2
            && !self.is_model(bytes)
            && remote::has_word(bytes, self.start, &VEHICLES)
        {
            return found("plate-vehicle");
        }
        // "Soal n4471abc yg nyerempet anak saya": what is told of it is told of a vehicle.
        let moves = || does_as_vehicles(bytes, end) || has_hit(bytes, self.start);
        if !self.capital && digits >= 3 && suffix >= 2 && moves() {
            return found("plate-vehicle");
        }
        let long =
            digits >= 3 && suffix >= 1 || digits == 2 && suffix >= 2 && !self.is_shouted(bytes);
        let company =
            matches!(&bytes[self.start..self.region], b"PT" | b"PA" | b"PB" | b"PS" | b"PG");
        let year = digits == 4
            && matches!(&bytes[self.digits.start..self.digits.start + 2], b"19" | b"20" | b"14")
            && suffix == 1;
        (self.capital
            && long
            && !company
            && !year
            && !self.is_model(bytes)
            && self.stands_free(bytes))
        .then_some(())
        .and_then(|()| found("plate-capitals"))
    }

    /// Bytes of the capitals behind a long number that are a unit elsewhere: "plat L 5554 KW".
    fn unit(&self, bytes: &[u8]) -> usize {
        if !self.suffix.is_empty() || !self.capital || self.digits.len() < 3 {
            return 0;
        }
        let from = joint(bytes, self.digits.end);
        let length = count(bytes, from, 4, u8::is_ascii_uppercase);
        let whole = (1..=3).contains(&length)
            && from > self.digits.end
            && !bytes.get(from + length).is_some_and(|&byte| is_word(byte));
        if whole { from + length - self.digits.end } else { 0 }
    }

    /// Models of vehicles that have the form of a plate.
    fn is_model(&self, bytes: &[u8]) -> bool {
        let part = |range: &std::ops::Range<usize>| bytes[range.clone()].to_ascii_uppercase();
        let digits = &bytes[self.digits.clone()];
        let suffix = part(&self.suffix);
        match part(&(self.start..self.region)).as_slice() {
            b"L" => digits == b"300" && suffix.is_empty(),
            b"T" => digits == b"120" && suffix == b"SS",
            _ => false,
        }
    }

    /// Whether the words around are in capitals too, so that capitals say nothing.
    fn is_shouted(&self, bytes: &[u8]) -> bool {
        let capital = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
        let before = bytes[..self.start].iter().rev().take(3).find(|&&byte| byte != b' ');
        let after = bytes[self.suffix.end..].iter().take(3).find(|&&byte| byte != b' ');
        capital(before) || capital(after)
    }

    /// Whether nothing around says that this is a colour, a digest, a drawing or a part of a house.
    fn stands_free(&self, bytes: &[u8]) -> bool {
        let before = self.start.checked_sub(1).map(|i| bytes[i]);
        let after = bytes.get(self.suffix.end).copied();
        let code = |byte: Option<u8>| byte.is_some_and(|byte| b"+/=_#@\\$&%".contains(&byte));
        if code(before) || code(after) {
            return false;
        }
        // A path of an SVG: "M 100 L 200", "H 1200 Z".
        let command = |part: &[u8]| part.len() == 1 && b"MLHVCSQTAZ".contains(&part[0]);
        if command(&bytes[self.start..self.region]) && command(&bytes[self.suffix.clone()]) {
            let solid = bytes[..self.start].iter().rev().take(3).find(|&&byte| byte != b' ');
            if solid.is_some_and(|byte| byte.is_ascii_digit() || b"\"',.Zz".contains(byte)) {
                return false;
            }
        }
        let gap =
            bytes[..self.start].iter().rev().take(3).take_while(|b| b" .".contains(b)).count();
        let head = &bytes[..self.start - gap];
        let length = head.iter().rev().take(10).take_while(|&&byte| is_word(byte)).count();
        !is_label(&head[head.len() - length..])
    }
}

/// Whether what stands behind `at` is told of a vehicle: "yg nyerempet", "ngebut".
fn does_as_vehicles(bytes: &[u8], at: usize) -> bool {
    const ACTS: [&[u8]; 20] = [
        b"nyerempet",
        b"menyerempet",
        b"nabrak",
        b"menabrak",
        b"tabrak",
        b"nyenggol",
        b"menyenggol",
        b"ngebut",
        b"kebut",
        b"kabur",
        b"parkir",
        b"melaju",
        b"melintas",
        b"nyalip",
        b"menyalip",
        b"ugal",
        b"melawan",
        b"dicuri",
        b"dirampas",
        b"ditarik",
    ];
    let rest = &bytes[at..bytes.len().min(at + 24)];
    let mut words = rest.split(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    let is = |word: Option<&[u8]>, known: &[&[u8]]| {
        word.is_some_and(|word| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    let first = words.next();
    rest.first() == Some(&b' ')
        && (is(first, &ACTS) || is(first, &[b"yg", b"yang"]) && is(words.next(), &ACTS))
}

/// Whether the word right before `at` says that a vehicle hit somebody: "ditabrak ag 3307 rbw".
fn has_hit(bytes: &[u8], at: usize) -> bool {
    const HITS: [&[u8]; 8] = [
        b"ditabrak",
        b"tertabrak",
        b"ketabrak",
        b"diserempet",
        b"keserempet",
        b"terserempet",
        b"disenggol",
        b"kesenggol",
    ];
    let before = bytes[..at].trim_ascii_end();
    let length = before.iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
    let word = &before[before.len() - length..];
    HITS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Where the digits of a plate end: a capital O between two of them is a nought, as in "AD 7O41 CG".
fn digits_end(bytes: &[u8], first: usize) -> usize {
    let mut end = first;
    while end - first <= LONGEST {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let nought = end > first && bytes.get(end) == Some(&b'O') && is_digit(end + 1);
        if !is_digit(end) && !nought {
            break;
        }
        end += 1;
    }
    end
}

fn count(bytes: &[u8], from: usize, most: usize, is: impl Fn(&u8) -> bool) -> usize {
    bytes[from..].iter().take(most).take_while(|byte| is(byte)).count()
}

/// Skips what may stand between the parts of a plate: a space, a hyphen, a dot, or a hyphen among
/// spaces.
fn joint(bytes: &[u8], at: usize) -> usize {
    match &bytes[at..] {
        [b' ', b'-' | b'.', b' ', ..] => at + 3,
        [b' ', b' ', ..] | [b'.', b' ', ..] => at + 2,
        [b' ' | b'-' | b'.', ..] => at + 1,
        _ => at,
    }
}

/// Whether digits follow, so that this is a row of numbers: coordinates, a date, an amount.
fn is_number_behind(bytes: &[u8], at: usize) -> bool {
    let gap = count(bytes, at, 1, |byte| b" .,-/:".contains(byte));
    bytes.get(at + gap).is_some_and(u8::is_ascii_digit)
}

/// Letters of the regions.
fn is_region(letters: &[u8]) -> bool {
    let mut upper = [0; 2];
    let Some(upper) = upper.get_mut(..letters.len()) else { return false };
    upper.copy_from_slice(letters);
    upper.make_ascii_uppercase();
    match upper {
        [one] => b"ABDEFGHKLMNPRSTWZ".contains(one),
        [b'A', two] => b"ABDEG".contains(two),
        [b'B', two] => b"ABDEGHKLMNP".contains(two),
        [b'D', two] => b"ABCDEGHKLMNPRSTW".contains(two),
        [b'E', two] => b"ABD".contains(two),
        [b'K', two] => b"BHTU".contains(two),
        [b'P', two] => b"ABGSTY".contains(two),
        _ => false,
    }
}

/// Whether capitals behind a number belong to a plate in capitals though a word is written so as well,
/// in small letters: "BK 8841 LG tidak".
fn is_capital_suffix(
    bytes: &[u8],
    region: std::ops::Range<usize>,
    suffix: std::ops::Range<usize>,
) -> bool {
    const UNITS: [&[u8]; 14] = [
        b"KG", b"KM", b"KK", b"KW", b"KWH", b"KVA", b"VA", b"MB", b"GB", b"TB", b"ML", b"CM",
        b"MM", b"HA",
    ];
    let capital = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_uppercase);
    let next = bytes[suffix.end..].iter().find(|byte| is_letter(**byte));
    capital(region)
        && capital(suffix.clone())
        && !UNITS.contains(&&bytes[suffix])
        && next.is_none_or(u8::is_ascii_lowercase)
}

/// Short words and units that follow a number and are no letters of a plate.
fn is_no_suffix(word: &[u8]) -> bool {
    const WORDS: [&[u8]; 62] = [
        b"ada", b"dan", b"di", b"dr", b"dg", b"dgn", b"dua", b"ini", b"itu", b"jg", b"jl", b"jam",
        b"jt", b"ke", b"kg", b"km", b"kk", b"krn", b"kwh", b"kva", b"lg", b"mb", b"gb", b"tb",
        b"ml", b"mm", b"cm", b"cc", b"no", b"org", b"pcs", b"rb", b"rt", b"rw", b"sd", b"sdh",
        b"tdk", b"th", b"thn", b"tp", b"tsb", b"tgl", b"unt", b"utk", b"via", b"wib", b"wit",
        b"ya", b"yg", b"yth", b"bln", b"hr", b"mnt", b"kw", b"hp", b"wa", b"nik", b"per", b"pak",
        b"bu", b"tv", b"x",
    ];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Words that make a letter and a number a place: "Blok B 12 AB".
fn is_label(word: &[u8]) -> bool {
    const LABELS: [&[u8]; 22] = [
        b"blok", b"blk", b"gang", b"gg", b"kelas", b"lantai", b"lt", b"ruang", b"kamar", b"tipe",
        b"type", b"seri", b"pasal", b"kav", b"kavling", b"unit", b"paket", b"resi", b"booking",
        b"voucher", b"visa", b"visanya",
    ];
    LABELS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (bytes, mut spans, mut at) = (text.as_bytes(), Vec::new(), 0);
        let runs = super::super::number::runs(bytes);
        while let Some(plate) = next(bytes, &runs, at) {
            let found = plate.judge(bytes, None);
            spans.extend(found.map(|found| &text[found.start..found.end]));
            at = found.map_or(plate.past(), |found| found.end);
        }
        assert_eq!(spans, expected, "{text:?}");
    }

    #[test]
    fn a_unit_is_a_suffix_behind_the_word_for_a_plate() {
        check("plat L 5554 KW, plat L 555 kw. L 5554 KW", &["L 5554 KW", "L 555"]);
    }

    #[test]
    fn capitals_of_a_known_region_are_enough() {
        check("Truk N 8123 UY melaju, D-1907-AB ikut", &["N 8123 UY", "D-1907-AB"]);
        check("AG4471QK dan B.1234.XYZ dan W 77 AB", &["AG4471QK", "B.1234.XYZ", "W 77 AB"]);
    }

    #[test]
    fn a_cue_lets_small_letters_and_short_plates_in() {
        check("plat ag4471qk", &["ag4471qk"]);
        check("NOPOLW4890NCXTIDAK, platn1234ab", &["W4890NCX", "n1234ab"]);
        check("plat AE 1234 X", &["AE 1234 X"]);
        check("plat BM 1234 JT", &["BM 1234 JT"]);
        check("plat cantik yg tiap malem parkir di jalur sepeda: d 1 vvp", &["d 1 vvp"]);
        check("cantik yg tiap malem parkir di jalur sepeda: d 1 vvp", &[]);
        check("angkot jurusan pasar lama bk 1904 uc sopirnya nyabu", &["bk 1904 uc"]);
        check("jurusan pasar lama bk 1904 uc sopirnya nyabu", &[]);
        check("soal n4471abc yg nyerempet anak, n4471abc saja", &["n4471abc"]);
        check("bojoku ditabrak ag 3307 rbw nang ngarep", &["ag 3307 rbw"]);
        check("ada b 1234 xyz parkir, kode b 1234 xyz parah", &["b 1234 xyz"]);
        check("nopol b 12", &["b 12"]);
        check("No. Pol: AD 1", &["AD 1"]);
        check("plat nomor n 1234 cd dicuri", &["n 1234 cd"]);
        check("plat b 1234 di parkiran", &["b 1234"]);
        check("nopol dd-8822-km dan DD-8822-KM", &["dd-8822-km", "DD-8822-KM"]);
        check("mobil hitam bk 4567 ade ngebut", &["bk 4567 ade"]);
        check("Bus AKAP AD 7O41 CG dan truk P 9O44 UL", &["AD 7O41 CG", "P 9O44 UL"]);
        check("motor L 4321 parkir", &["L 4321"]);
        check("Satu lagi Innova putih BH 1 ZK kayaknya", &["BH 1 ZK"]);
        check("Satu lagi Innova putih bh 1 zk kayaknya, putih BH 1 ZK", &[]);
    }

    #[test]
    fn what_only_looks_like_a_plate_stays() {
        check("baterai CR2032, RT 3, 2 KG, KA 123, K3LH, P21, A4", &[]);
        check("Blok D 12 AB, lantai B 123 C, kelas A 101 B", &[]);
        check("bus M15 bus, SOPIR G92 ADA TIGA, PANGKALAN N 12 ABC KOTA", &[]);
        check("mobil L300 dan mobil T120SS", &[]);
        check("ag4471qk", &[]);
        check("B 50 KG beras, A 1500 ML, H 1444 H", &[]);
        check("visanya B211A, visa B211A", &[]);
        check("bus DMR 210126, bus AC 2, PT 1234 ABC", &[]);
        check("kode pos B 45678, N 0812 AB", &[]);
    }

    #[test]
    fn markup_holds_no_plates() {
        check("<path d=\"M 100 L 200 300 H 1200 Z\"/>", &[]);
        check("<path d=\"M100 200 L300 400 H120 V30 Z\"/>", &[]);
        check("color:#B1234F sha256-ab+B1234XY/cd=", &[]);
        check("[PLATE] [NAMA 1] B [NIK]", &[]);
    }
}
