//! Codes behind a label, in whatever form they are written: `2C11JE4455-U`, `112/IV/2011`, `1184`.

use super::Kind;
use super::account::{Match, is_before, is_counted};
use super::cue::{Cue, Found, label};
use super::date;
use super::normal::{HIDDEN, LETTER};
use super::number::Numbers;
use super::phone;

/// Most bytes of a code.
const LENGTH: usize = 28;
/// Most letters in a row within a code.
const LETTERS: usize = 5;
/// Fewest digits of a code that no "nomor" announces.
const PLAIN: usize = 6;

/// Units behind a short number, beyond those behind any.
const UNITS: [&[u8]; 15] = [
    b"kali", b"hari", b"bulan", b"tahun", b"jam", b"menit", b"meter", b"m", b"hektar", b"ha",
    b"kg", b"km", b"siswa", b"peserta", b"besar",
];

/// A stretch of letters, digits and what joins them, without what is only glued to it.
struct Code<'a> {
    start: usize,
    end: usize,
    text: &'a [u8],
    digits: usize,
    letters: usize,
}

/// The code with letters or slashes of which run `i` is the first: stronger than a number in it.
pub(super) fn formed(numbers: &Numbers<'_>, i: usize) -> Option<(Match, Found)> {
    let code = Code::around(numbers, i)?;
    (code.letters > 0 || code.text.contains(&b'/') || serial_before(numbers.bytes, code.start) > 0)
        .then(|| code.judge(numbers, i))?
}

/// The code of digits alone, for which nothing else speaks.
pub(super) fn plain(numbers: &Numbers<'_>, i: usize) -> Option<(Match, Found)> {
    let code = Code::around(numbers, i)?;
    (code.letters == 0 && !code.text.contains(&b'/')).then(|| code.judge(numbers, i))?
}

impl<'a> Code<'a> {
    fn around(numbers: &Numbers<'a>, i: usize) -> Option<Self> {
        let (bytes, run) = (numbers.bytes, numbers.runs[i]);
        let is_part =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/');
        let left = bytes[..run.start].iter().rev().take(LENGTH).take_while(|b| is_part(b)).count();
        let mut start = run.start - left;
        if i > 0 && numbers.runs[i - 1].end > start {
            return None;
        }
        let right = bytes[run.start..].iter().take(LENGTH + 1).take_while(|b| is_part(b)).count();
        let mut end = run.start + right;
        let bound = |byte: Option<&u8>| {
            byte.is_some_and(|b| b"[]@+_%&$\\".contains(b))
                || matches!(byte, Some(&HIDDEN | &LETTER))
        };
        let around = start.checked_sub(1).map(|at| &bytes[at]);
        if right > LENGTH || bound(around) || bound(bytes.get(end)) || around.is_some_and(is_part) {
            return None;
        }
        // "no.345", "SHM.345", "bpkbL0555...": words before it are none of the code.
        loop {
            start +=
                bytes[start..run.start].iter().take_while(|b| !b.is_ascii_alphanumeric()).count();
            let word =
                bytes[start..run.start].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            if word < 2
                || !label::is_word_of_label(&bytes[start..start + word])
                // "No kartu KLJ-0217": there is a label before it.
                || left > 0 && label::is_part(bytes, start, word)
            {
                break;
            }
            start += word;
        }
        let trim = |end: usize| {
            end - bytes[run.end..end]
                .iter()
                .rev()
                .take_while(|b| !b.is_ascii_alphanumeric())
                .count()
        };
        end = trim(end.max(run.end));
        // Nor is a word behind it: "0221774an", "345.Tolong".
        let word = bytes[run.end..end].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let glue = bytes[end - word - 1];
        let body = &bytes[start..end - word];
        let small = bytes[end - word..end].iter().any(u8::is_ascii_lowercase);
        let upper = !body.iter().any(u8::is_ascii_lowercase);
        let apart = !glue.is_ascii_alphanumeric();
        if word > 3 || small && word > 1 && (upper || apart) {
            let capital = bytes[end - word].is_ascii_uppercase();
            match glue {
                // "02177/Sukarekaan" names a village.
                b'/' if capital => {}
                // "350000/bulan" counts.
                b'/' => return None,
                _ => end = trim(end - word),
            }
        }
        let text = &bytes[start..end];
        let count = |is: fn(&u8) -> bool| text.iter().filter(|byte| is(byte)).count();
        let (digits, letters) = (count(u8::is_ascii_digit), count(u8::is_ascii_alphabetic));
        Some(Self { start, end, text, digits, letters })
    }

    /// What the label makes of the code, which has to look like one.
    fn judge(&self, numbers: &Numbers<'_>, i: usize) -> Option<(Match, Found)> {
        let bytes = numbers.bytes;
        let end = self.serial_behind(bytes);
        let long = self.digits >= 3 || end > self.end;
        let short = self.digits >= 2 && self.letters >= 3 && self.changes() >= 2;
        if !(long || short) || !self.is_whole() {
            return None;
        }
        let serial = serial_before(bytes, self.start);
        let start = self.start - serial;
        let (start, label) = match label::before(bytes, start) {
            Some(label) => (start, label),
            None => {
                let start = start - series_before(bytes, start)?;
                (start, label::before(bytes, start)?)
            }
        };
        let last = i + numbers.runs[i..].iter().take_while(|run| run.start < end).count() - 1;
        if numbers.runs[i..=last].iter().any(|run| bytes[run.start..run.end].contains(&HIDDEN)) {
            return None;
        }
        let sure = match () {
            () if start < self.start || end > self.end => true,
            () if self.letters > 0 => self.is_mixed(&label),
            () if self.text.contains(&b'/') => {
                label.numbered && self.digits >= 5 && (label.close || !self.is_year_pair())
            }
            () => {
                self.is_plain(&label)
                    && !numbers.is_amount(i, last)
                    && !is_counted(bytes, end)
                    && (self.digits >= PLAIN || !is_before(bytes, end, &UNITS))
            }
        };
        let slashed = self.text.contains(&b'/')
            && match label.cue {
                Cue::Bpjs | Cue::Sim => true,
                // "Nomor kontrak 602/112/PPK/2023" is a contract of the office.
                Cue::Customer => self.text.iter().filter(|&&byte| byte == b'/').count() > 1,
                _ => false,
            };
        // "01.04.12.05.1.00337" only begins like a day.
        let day = date::at(numbers, i).is_some_and(|day| day.end >= end);
        // "Kode permohonan paspor 0042-7719-2025" numbers a request.
        let formless = match label.cue {
            Cue::Passport => {
                !matches!(self.digits, 6..=8) || self.letters > 2 || self.changes() > 1
            }
            Cue::Bpjs | Cue::Sim => self.letters > 0,
            _ => false,
        };
        let mobile = phone::is_mobile(numbers.digits(i, last).as_slice(), false);
        let kind = match label.cue {
            Cue::Customer => Kind::CustomerId,
            Cue::Bpjs => Kind::Bpjs,
            Cue::Sim => Kind::Sim,
            Cue::Passport => Kind::Passport,
            _ => Kind::OtherId,
        };
        let found = Match { start, end, last, kind, rule: "identifier-label" };
        // What is listed behind it is of the same kind.
        let cue = Found { cue: label.cue, distance: 0, same_line: true };
        (sure && !slashed && !formless && !day && !mobile).then_some((found, cue))
    }

    /// Whether no part of it is empty, and no row of letters long or of mixed case; between slashes
    /// stand names as well.
    fn is_whole(&self) -> bool {
        let mut parts = self.text.split(|byte| !byte.is_ascii_alphanumeric());
        let mut groups = self
            .text
            .chunk_by(|a, b| a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
            .filter(|group| group[0].is_ascii_alphabetic());
        let slashed = self.text.contains(&b'/');
        let capitals = |group: &[u8]| group.iter().all(u8::is_ascii_uppercase);
        let name = |group: &[u8]| slashed && group[0].is_ascii_uppercase() && group.len() <= 12;
        let small = self.text.iter().all(|byte| !byte.is_ascii_uppercase());
        parts.all(|part| !part.is_empty())
            && groups
                .all(|group| name(group) || group.len() <= LETTERS && (small || capitals(group)))
    }

    /// How often letters and digits take turns.
    fn changes(&self) -> usize {
        let turns = |two: &&[u8]| two[0].is_ascii_digit() != two[1].is_ascii_digit();
        self.text.windows(2).filter(turns).count()
    }

    /// A code with letters. Without "nomor", "1300VA" is a count and "2024/baru" no code either.
    fn is_mixed(&self, label: &label::Label) -> bool {
        let counts = self.text[0].is_ascii_digit() && self.changes() == 1;
        let shown = label.numbered || self.digits >= 5;
        if self.text.contains(&b'/') {
            return label.numbered && self.digits >= 4;
        }
        !counts && shown || counts && label.numbered && self.digits >= PLAIN
    }

    /// A code of digits alone.
    fn is_plain(&self, label: &label::Label) -> bool {
        let year = self.digits == 4 && matches!(self.text, [b'1', b'9', ..] | [b'2', b'0', ..]);
        let least = match label.cue {
            Cue::Land if label.close => 3,
            Cue::Land | Cue::Other if label.numbered => 4,
            Cue::Customer if label.numbered => 5,
            Cue::Bpjs | Cue::Sim => 11,
            _ => PLAIN,
        };
        let round = self.text.ends_with(b"000") && self.digits == self.text.len();
        (least..=20).contains(&self.digits)
            && (label.close || !year && !round && !self.is_year_pair())
    }

    /// Whether it is a month or a year beside a year: `12/2023`, `2018/2019`.
    fn is_year_pair(&self) -> bool {
        let mut parts = self.text.split(|byte| !byte.is_ascii_digit());
        let (first, year) = (parts.next(), parts.next());
        let is_year = |part: Option<&[u8]>| matches!(part, Some([b'1' | b'2', b'9' | b'0', _, _]));
        parts.next().is_none()
            && is_year(year)
            && (is_year(first) || first.is_some_and(|p| p.len() < 3))
    }

    /// The end of a serial number of a certificate that goes on behind a space: `DN-03 Di 0217745`.
    fn serial_behind(&self, bytes: &[u8]) -> usize {
        let [a, b, b'-', ..] = self.text else { return self.end };
        if self.digits >= PLAIN || !a.is_ascii_alphabetic() || !b.is_ascii_alphabetic() {
            return self.end;
        }
        let Some(rest) = bytes[self.end..].strip_prefix(b" ") else { return self.end };
        let word = rest.iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let skip = if word > 0 && rest.get(word) == Some(&b' ') { word + 1 } else { 0 };
        let digits = rest[skip..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
        let closed = !rest.get(skip + digits).is_some_and(u8::is_ascii_alphanumeric);
        if digits >= PLAIN && closed { self.end + 1 + skip + digits } else { self.end }
    }
}

/// How long the letters of a serial number are that a space sets before its digits: `DN-PC 0194471`.
fn serial_before(bytes: &[u8], start: usize) -> usize {
    let Some(head) = bytes[..start].strip_suffix(b" ") else { return 0 };
    let length = head
        .iter()
        .rev()
        .take(10)
        .take_while(|&&byte| byte.is_ascii_uppercase() || byte == b'-')
        .count();
    let word = &head[head.len() - length..];
    let free = !head[..head.len() - length]
        .last()
        .is_some_and(|&b| b.is_ascii_alphanumeric() || b == LETTER);
    let form =
        matches!(word, [a, b, b'-', c, ..] if [a, b, c].iter().all(|l| l.is_ascii_uppercase()));
    let digits = bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
    if form && free && word.len() <= 6 && digits >= PLAIN { length + 1 } else { 0 }
}

/// How long the one or two capitals of a series are that a space sets before its digits: `AB 0217745`.
fn series_before(bytes: &[u8], start: usize) -> Option<usize> {
    let head = bytes[..start].strip_suffix(b" ")?;
    let length = head.iter().rev().take(3).take_while(|byte| byte.is_ascii_uppercase()).count();
    let (rest, word) = head.split_at(head.len() - length);
    let digits = bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
    let form = matches!(length, 1 | 2) && rest.ends_with(b" ") && digits >= PLAIN;
    (form && !matches!(word, b"DI" | b"KE" | b"RP")).then_some(length + 1)
}
