//! Places on the globe: pairs of decimals, degrees and minutes.

use super::cue::Cue;
use super::normal::{DEGREE, is_letter, is_same, is_word};
use super::number::Numbers;

mod angle;

use angle::{closed, degrees, opened, quartered, sexagesimal};

/// A place between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

/// Fewest decimals that say more than a town: four are eleven metres.
const DECIMALS: usize = 4;

/// Words before a number among which one may be for a place.
const SAID: usize = 5;

/// Most bytes between the two numbers of a pair.
const GAP: usize = 16;

/// A decimal number with many decimals.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    start: usize,
    end: usize,
    last: usize,
    negative: bool,
    /// The whole part.
    whole: u32,
}

/// Finds every place.
pub(super) fn find(numbers: &Numbers<'_>, mut found: impl FnMut(Match)) {
    let bytes = numbers.bytes;
    let mut i = 0;
    while i < numbers.runs.len() {
        // Behind most numbers stands neither a point nor the sign of a degree.
        let behind = bytes.get(numbers.runs[i].end);
        if !behind.is_some_and(|b| matches!(b, b'.' | b',' | &DEGREE)) {
            if behind == Some(&b' ')
                && let Some((start, end, last)) = sexagesimal(numbers, i)
            {
                found(Match { start, end, rule: "coordinate-degrees" });
                i = last;
            }
            i += 1;
            continue;
        }
        if let Some((end, last)) = degrees(numbers, i) {
            let start = opened(bytes, signed(bytes, numbers.runs[i].start).0);
            found(Match { start, end, rule: "coordinate-degrees" });
            i = last + 1;
            continue;
        }
        if let Some((start, end, last)) = quartered(numbers, i) {
            found(Match { start, end, rule: "coordinate-pair" });
            i = last + 1;
            continue;
        }
        let Some(first) = decimal(numbers, i, DECIMALS) else {
            // Beside their words fewer decimals are a place as well.
            i = match rough(numbers, i) {
                Some(Rough { first, second, whole }) => {
                    let end = if whole { second.end } else { first.end };
                    found(Match { start: first.start, end, rule: "coordinate-label" });
                    if !whole {
                        let (start, end) = (second.start, second.end);
                        found(Match { start, end, rule: "coordinate-label" });
                    }
                    second.last + 1
                }
                None => i + 1,
            };
            continue;
        };
        if let Some(second) = second(numbers, first, DECIMALS) {
            if is_free(bytes, first.start, second.end) {
                let end = closed(bytes, second.end);
                found(Match { start: first.start, end, rule: "coordinate-pair" });
            }
            i = second.last + 1;
            continue;
        }
        if is_labelled(&bytes[..first.start]) && first.whole <= 180 {
            let end = closed(bytes, first.end);
            found(Match { start: first.start, end, rule: "coordinate-label" });
        }
        i = first.last + 1;
    }
}

/// The decimal number that begins with run `i`.
fn decimal(numbers: &Numbers<'_>, i: usize, least: usize) -> Option<Decimal> {
    let (whole, fraction) = (numbers.runs.get(i)?, numbers.runs.get(i + 1)?);
    let bytes = numbers.bytes;
    if whole.len() > 3
        || fraction.len() < least
        || !matches!(&bytes[whole.end..fraction.start], [b'.' | b','])
        || bytes.get(fraction.end) == Some(&b'.')
            && bytes.get(fraction.end + 1).is_some_and(u8::is_ascii_digit)
    {
        return None;
    }
    let value =
        numbers.digits(i, i).as_slice().iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit));
    let (start, negative) = signed(bytes, whole.start);
    // "M1116.28" of a drawing, "v1.2345" of a version, the middle of a longer number.
    // "Lokasi-7.0455512": a sign right behind its word.
    let glued = start.checked_sub(1).is_some_and(|at| is_word(bytes[at]) || bytes[at] == b'.')
        && !(negative && bytes[whole.end] == b'.' && is_said(&bytes[..start]));
    (!glued).then_some(Decimal { start, end: fraction.end, last: i + 1, negative, whole: value })
}

/// The start of a number with its sign.
fn signed(bytes: &[u8], start: usize) -> (usize, bool) {
    match start.checked_sub(1).map(|at| bytes[at]) {
        Some(b'-') => (start - 1, true),
        Some(b'+') => (start - 1, false),
        _ => (start, false),
    }
}

/// The second number of a pair that lies on the globe: in Indonesia, or anywhere behind a word for it.
fn second(numbers: &Numbers<'_>, first: Decimal, least: usize) -> Option<Decimal> {
    let second = decimal(numbers, first.last + 1, least)?;
    let between = numbers.bytes.get(first.end..second.start)?;
    let words = between.split(|byte| !is_letter(*byte)).filter(|word| !word.is_empty());
    let known = |word: &[u8]| {
        const KNOWN: [&[u8]; 7] = [b"ls", b"lu", b"lintang", b"selatan", b"utara", b"s", b"n"];
        KNOWN.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    let joins = !between.is_empty()
        && between.len() <= GAP
        && between
            .iter()
            .all(|&byte| is_letter(byte) || b" ,;:/|=()\"\n".contains(&byte) || byte == DEGREE)
        && words.clone().all(known);
    if !joins {
        return None;
    }
    let globe = first.whole <= 180 && second.whole <= 180 && first.whole.min(second.whole) <= 90;
    let certain = here(first, second) || here(second, first);
    let said = || {
        super::cue::before(numbers.bytes, first.start).is_none_or(|found| found.cue != Cue::Money)
            && is_said(&numbers.bytes[..first.start])
    };
    (certain || globe && said()).then_some(second)
}

/// Whether two numbers are a latitude and a longitude of the country: 6 degrees north to 11 south, 95 to 141
/// east.
fn here(latitude: Decimal, longitude: Decimal) -> bool {
    latitude.whole <= 11 && !longitude.negative && (94..=141).contains(&longitude.whole)
}

/// Two numbers with few decimals that words make a place, and whether nothing but signs stands between.
struct Rough {
    first: Decimal,
    second: Decimal,
    whole: bool,
}

/// A place with few decimals that begins with run `i`: "lat -6.91 lng 107.6", "koordinat -6.91, 107.61".
fn rough(numbers: &Numbers<'_>, i: usize) -> Option<Rough> {
    let first = decimal(numbers, i, 1)?;
    let before = &numbers.bytes[..first.start];
    // "Lokasi kejadian -7.98,112.62": a sign says as much as a word right before it.
    if !(is_labelled(before) || first.negative && is_said(before)) {
        return None;
    }
    if let Some(second) = second(numbers, first, 1) {
        return (here(first, second) || here(second, first)).then_some(Rough {
            first,
            second,
            whole: true,
        });
    }
    let second = decimal(numbers, first.last + 1, 1)?;
    // A number between would be the second, though it may be one that no scanner has to look at.
    let between = numbers.bytes.get(first.end..second.start)?;
    let near = between.len() <= GAP && !between.iter().any(u8::is_ascii_digit);
    let place = near
        && (here(first, second) || here(second, first))
        && is_labelled(&numbers.bytes[..second.start]);
    place.then_some(Rough { first, second, whole: false })
}

/// Whether a pair is none of a row, as those of a drawing are, and no attribute.
fn is_free(bytes: &[u8], start: usize, end: usize) -> bool {
    let attribute = bytes[..start].ends_with(b"=\"") || bytes[..start].ends_with(b"='");
    // "113.550009sinyal" runs into a word, "113.55L" of a drawing into a letter.
    let letters = bytes[end..].iter().take(3).take_while(|&&byte| is_letter(byte)).count();
    let glued = matches!(letters, 1 | 2) && !matches!(bytes[end], b'S' | b'N' | b'E');
    !(attribute || glued || is_decimal_before(&bytes[..start]) || is_decimal_behind(&bytes[end..]))
}

/// Whether a text ends with a decimal number and what sets a row of them apart.
fn is_decimal_before(text: &[u8]) -> bool {
    let gap = text.iter().rev().take(3).take_while(|byte| b" ,;".contains(byte)).count();
    let rest = &text[..text.len() - gap];
    let digits = rest.iter().rev().take(20).take_while(|byte| byte.is_ascii_digit()).count();
    gap > 0 && digits > 0 && matches!(rest[..rest.len() - digits], [.., b'0'..=b'9', b'.'])
}

/// Whether a text begins with what sets a row apart and a decimal number.
fn is_decimal_behind(text: &[u8]) -> bool {
    let gap = text.iter().take(3).take_while(|byte| b" ,;".contains(byte)).count();
    let rest = text[gap..].strip_prefix(b"-").unwrap_or(&text[gap..]);
    let digits = rest.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    gap > 0 && digits > 0 && matches!(rest[digits..], [b'.', b'0'..=b'9', ..])
}

/// Whether a word for a place on the globe stands among the last few before.
fn is_said(before: &[u8]) -> bool {
    const WORDS: [&[u8]; 11] = [
        b"posisi",
        b"lokasi",
        b"titik",
        b"letak",
        b"maps",
        b"gmaps",
        b"map",
        b"peta",
        b"share",
        b"sharelok",
        b"shareloc",
    ];
    let mut before = before;
    for _ in 0..SAID {
        if is_labelled(before) {
            return true;
        }
        let gap = before.iter().rev().take(4).take_while(|b| b" :=\"(".contains(b)).count();
        before = &before[..before.len() - gap];
        let length = before.iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
        let (rest, word) = before.split_at(before.len() - length);
        if WORDS.iter().any(|known| is_same(known, word)) {
            return true;
        }
        before = rest;
    }
    false
}

/// Whether a word for a place on the globe stands before.
fn is_labelled(before: &[u8]) -> bool {
    let gap = before.iter().rev().take(4).take_while(|b| b" :=\"(".contains(b)).count();
    let end = before.len() - gap;
    let length = before[..end].iter().rev().take(12).take_while(|byte| is_letter(**byte)).count();
    const WORDS: [&[u8]; 18] = [
        b"selatan",
        b"timur",
        b"ls",
        b"bt",
        b"kordinatnya",
        b"lat",
        b"latitude",
        b"lintang",
        b"lon",
        b"long",
        b"lng",
        b"longitude",
        b"bujur",
        b"koordinat",
        b"kordinat",
        b"coordinate",
        b"gps",
        b"latlong",
    ];
    let word = &before[end - length..end];
    let bare = word.strip_suffix(b"nya").unwrap_or(word);
    WORDS.iter().any(|known| is_same(known, word) || is_same(known, bare))
}

#[cfg(test)]
mod tests {
    use super::super::normal::Normal;
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let normal = Normal::new(text);
        let runs = number::runs(normal.bytes());
        let mut found = Vec::new();
        find(&Numbers::new(normal.bytes(), &runs), |place| {
            found.push(text[normal.source(place.start..place.end)].to_owned());
        });
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn pairs_of_decimals() {
        check("tiang -7.257472,112.752090.", &["-7.257472,112.752090"]);
        check("Lokasi-7.257472,112.752090sinyal", &["-7.257472,112.752090"]);
        check("(112.7520, -7.2574)", &["112.7520, -7.2574"]);
        check("lat -7.257472 long 112.752090", &["-7.257472", "112.752090"]);
        check("{\"lat\":-7.257472,\"x\":1}", &["-7.257472"]);
        check("-7,257472 112,752090 ya", &["-7,257472 112,752090"]);
        check("lokasi yg dia share: 13.65871,102.56403", &["13.65871,102.56403"]);
        check("koordinat 40.71280, 74.00600", &["40.71280, 74.00600"]);
        check("Posisi terakhir -34.9071, -56.2106.", &["-34.9071, -56.2106"]);
    }

    #[test]
    fn few_decimals_are_a_place_beside_their_words() {
        check("lat -6.91 lng 107.6 itu", &["-6.91", "107.6"]);
        check("lintang 6.9147 LS, garis bujur 107.6098 BT", &["6.9147 LS", "107.6098 BT"]);
        check("lokasi kejadian -6.91,107.61 kira2", &["-6.91,107.61"]);
        check(
            "LS 6.91 BT 107.6, LS: 6.9147; BT: 107.6098",
            &["6.91", "107.6", "6.9147", "107.6098"],
        );
        check(
            "kordinat -6.91, 107.61 atau -6,9147 / 107,6098",
            &["-6.91, 107.61", "-6,9147 / 107,6098"],
        );
        check("lintang -6.9147 , bujurnya 107.6098", &["-6.9147", "107.6098"]);
        check("lat 6.5 kg, koordinat 2.5, 3.5 dan -6.91, 107.61", &[]);
        check("lat -6.91 12, lng 107.6", &[]);
    }

    #[test]
    fn quarters_may_be_glued_and_degrees_have_no_signs() {
        check("di S6.91474 E107.60981 dan", &["S6.91474 E107.60981"]);
        check("di S 6.91474, E 107.60981 dan", &["S 6.91474, E 107.60981"]);
        check("di S 06 54 52.1 E 107 36 35.4 dan", &["S 06 54 52.1 E 107 36 35.4"]);
        check("titik 6 54 52 LS 107 36 35 BT itu", &["6 54 52 LS 107 36 35 BT"]);
        check("6 54 52 LS dan 107 36 35 BT", &["6 54 52 LS dan 107 36 35 BT"]);
        check("<path d=\"S6.91474 107.60981\"/> 6 54 52 orang 107 36 35", &[]);
    }

    #[test]
    fn degrees_and_minutes() {
        check("di 7°15'26.9\"S 112°45'07.5\"E, ya", &["7°15'26.9\"S 112°45'07.5\"E"]);
        check("7° 15′ 26″ LS, 112° 45′ 7″ BT", &["7° 15′ 26″ LS, 112° 45′ 7″ BT"]);
        check("S 7°15'26.9\" E 112°45'07.5\" masuk", &["S 7°15'26.9\" E 112°45'07.5\""]);
        check("S 7°15.448' E 112°45.125' dan", &["S 7°15.448' E 112°45.125'"]);
        check("7.257472 S, 112.752090 E", &["7.257472 S, 112.752090 E"]);
        check("7.25747° LS 112.75209° BT", &["7.25747° LS 112.75209° BT"]);
    }

    #[test]
    fn drawings_temperatures_and_money_stay() {
        check("suhu 38°C sampai 40°C, 38.5°C, miring 45°", &[]);
        check(
            "<path d=\"M6.2577 112.2345L1 2\"/><polyline points=\"6.2577,112.2345 7.2577,113.2345\"/>",
            &[],
        );
        check("Rp1.500,0000 dan 3.14159 lalu 0.1234 0.2345, versi 1.2345", &[]);
        check("872.6281774226513,5.8281\n9.258519370390573,8.2\n", &[]);
    }
}
