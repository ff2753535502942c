//! Codes behind a label, in whatever form they are written: `2C11JE4455-U`, `112/IV/2011`, `1184`.

use super::Kind;
use super::account::{Match, is_before, is_counted};
use super::cue::{self, Cue, Found, label, unknown};
use super::date;
use super::keep;
use super::normal::{HIDDEN, LETTER};
use super::number::Numbers;
use super::phone;
use super::remote;

mod edge;

use edge::{
    CLASSES, PART, first_letter, has_long_word, is_announced, is_behind_word, is_part, is_short,
    is_year, last_letter, right, serial_before, series_before,
};

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

/// The code of which run `i` is the first, be it of digits alone.
pub(super) fn any(numbers: &Numbers<'_>, i: usize) -> Option<(Match, Found)> {
    Code::around(numbers, i)?.judge(numbers, i)
}

/// What a code of letters and digits is by its label.
const fn kind_of(cue: Cue) -> Kind {
    match cue {
        Cue::Customer => Kind::CustomerId,
        Cue::Bpjs => Kind::Bpjs,
        Cue::Sim => Kind::Sim,
        Cue::Passport => Kind::Passport,
        _ => Kind::OtherId,
    }
}

impl<'a> Code<'a> {
    #[inline]
    fn around(numbers: &Numbers<'a>, i: usize) -> Option<Self> {
        let (bytes, run) = (numbers.bytes, numbers.runs[i]);
        let before = run.start.checked_sub(1).map_or(0, |at| CLASSES[usize::from(bytes[at])]);
        // Between a code and its label is more than a sign such as `,` or `>`.
        if before == 0 {
            return None;
        }
        // "instansi-443": most that is glued to a number is a word, and no part of a code.
        if before == PART && is_behind_word(bytes, run.start - 1) {
            return None;
        }
        // Most numbers are counts: "2 tahun".
        let follows = bytes.get(run.end).is_some_and(|&byte| is_part(byte));
        if !follows && before != PART {
            let text = &bytes[run.start..run.end];
            let plain = text.len() <= 4 && text.iter().all(u8::is_ascii_digit);
            if text.len() < 3 || plain && is_short(text) && !is_announced(bytes, run.start) {
                return None;
            }
        }
        Self::whole(numbers, i)
    }

    fn whole(numbers: &Numbers<'a>, i: usize) -> Option<Self> {
        let (bytes, run) = (numbers.bytes, numbers.runs[i]);
        let floor = i.checked_sub(1).map_or(0, |before| numbers.runs[before].end);
        let least = floor.max(run.start.saturating_sub(LENGTH));
        let (mut start, mut lettered) = (run.start, false);
        while start > least && is_part(bytes[start - 1]) {
            start -= 1;
            lettered |= bytes[start].is_ascii_alphabetic();
        }
        // What goes on is a part of the run before, or hidden.
        if i > 0 && start == floor {
            return None;
        }
        let outside = start.checked_sub(1).map_or(0, |at| CLASSES[usize::from(bytes[at])]);
        if outside == PART || outside == 0 && !lettered {
            return None;
        }
        let bound = |byte: Option<&u8>| {
            byte.is_some_and(|b| b"[]@+_%&$\\".contains(b))
                || matches!(byte, Some(&HIDDEN | &LETTER))
        };
        if bound(start.checked_sub(1).map(|at| &bytes[at])) {
            return None;
        }
        let end = right(bytes, run.start)?;
        if bound(bytes.get(end)) {
            return None;
        }
        if lettered {
            let (letter, labelled) = first_letter(bytes, start, run.start);
            if outside == 0 && !labelled || has_long_word(&bytes[letter..run.start]) {
                return None;
            }
            start = letter;
        } else {
            start = run.start;
        }
        let end = last_letter(bytes, start, run.end, end.max(run.end))?;
        let text = &bytes[start..end];
        let (mut digits, mut letters) = (0, 0);
        for byte in text {
            digits += usize::from(byte.is_ascii_digit());
            letters += usize::from(byte.is_ascii_alphabetic());
        }
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
        let series = || Some(start - series_before(bytes, start)?);
        let labelled = |start| Some((start, label::before(bytes, start)?));
        let Some((start, label)) = labelled(start).or_else(|| labelled(series()?)) else {
            return self.numbered(numbers, i);
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
                    && (label.unpaid || !numbers.is_amount(i, last))
                    && !is_counted(bytes, end)
                    && (self.digits >= PLAIN || !is_before(bytes, end, &UNITS))
            }
        };
        let slashed = self.text.contains(&b'/')
            && match label.cue {
                Cue::Bpjs | Cue::Sim => true,
                // "Nomor kontrak 602/112/PPK/2023" is a contract of the office.
                Cue::Customer => {
                    let year = self.text.rsplit(|&byte| byte == b'/').next().is_some_and(is_year);
                    let word = |part: &[u8]| {
                        part.iter().filter(|byte| byte.is_ascii_alphabetic()).count() > 2
                    };
                    self.text.iter().filter(|&&byte| byte == b'/').count() > 1
                        && !self.is_series()
                        && (self.text.split(|&byte| byte == b'/').any(word) || year)
                }
                _ => false,
            };
        // "01.04.12.05.1.00337" only begins like a day.
        let day = date::at(numbers, i).is_some_and(|day| day.end >= end);
        // "Kode permohonan paspor 0042-7719-2025" numbers a request.
        let formless = match label.cue {
            Cue::Passport => {
                // Nine signs are what a machine reads of it (ICAO 9303-4).
                let machine = self.text.len() == 9
                    && self.digits >= 4
                    && self.text.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
                !machine
                    && (!matches!(self.digits, 6..=8) || self.letters > 2 || self.changes() > 1)
            }
            Cue::Bpjs | Cue::Sim => self.letters > 0,
            _ => false,
        };
        let mobile = phone::is_mobile(numbers.digits(i, last).as_slice(), false);
        let kind = kind_of(label.cue);
        let found = Match { start, end, last, kind, rule: "identifier-label" };
        // What is listed behind it is of the same kind.
        let cue = Found { cue: label.cue, distance: 0, same_line: true };
        // "PGN 1500645": what many may call.
        let public = self.letters == 0 && self.digits == 7 && self.text.starts_with(b"1500");
        let machine = || kind == Kind::OtherId && remote::is_of_a_machine(bytes, start);
        let public = public || kind == Kind::CustomerId && is_report_of_supplier(self.text);
        (sure && !public && !slashed && !formless && !day && !mobile && !machine())
            .then_some((found, cue))
    }

    /// What "nomor" and words that are on no list make of it: long enough, and nothing but a code.
    fn numbered(&self, numbers: &Numbers<'_>, i: usize) -> Option<(Match, Found)> {
        let Self { start, end, text, digits, letters } = *self;
        let bytes = numbers.bytes;
        let last = i + numbers.runs[i..].iter().take_while(|run| run.start < end).count() - 1;
        let first = numbers.digits(i, i);
        // What dials begins otherwise, and an amount or a day is one with any word before it.
        let dials = letters == 0 && matches!(first.as_slice(), [0 | 6, ..] | [1, 4 | 5, 0, ..]);
        let code = (PLAIN..=20).contains(&digits)
            && !dials
            && !text.contains(&b'/')
            && (letters == 0 || self.changes() > 1 || text[0].is_ascii_alphabetic())
            && !text.iter().any(u8::is_ascii_lowercase)
            && !text.ends_with(b"000")
            && !self.is_year_pair()
            && !numbers.is_amount(i, last)
            && date::at(numbers, i).is_none()
            && !is_counted(bytes, end)
            && !is_before(bytes, end, &UNITS)
            && !numbers.runs[i..=last]
                .iter()
                .any(|run| bytes[run.start..run.end].contains(&HIDDEN));
        if !code || is_report_of_supplier(text) {
            return None;
        }
        let capital = text[0].is_ascii_uppercase() && letters <= LETTERS;
        let beside = || unknown::is_owned(bytes, start) || unknown::is_abbreviated(bytes, start);
        let (cue, rule) = if unknown::is_numbered(bytes, start) || capital && beside() {
            (Cue::Other, "identifier-number")
        } else if letters > 0 && cue::is_announced(bytes, start) {
            (remote::cue_before(bytes, start)?, "identifier-far")
        } else {
            return None;
        };
        let kind = kind_of(cue);
        let found = Match { start, end, last, kind, rule };
        Some((found, Found { cue, distance: 0, same_line: true }))
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

    /// Whether it begins with letters and ends with a long number, as a supplier's do: "PLJ/02/118834".
    fn is_series(&self) -> bool {
        let mut parts = self.text.split(|&byte| byte == b'/');
        let first = parts.next().unwrap_or_default();
        let last = parts.next_back().unwrap_or_default();
        first.iter().all(u8::is_ascii_alphabetic)
            && last.len() > 4
            && last.iter().all(u8::is_ascii_digit)
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
            // "Polis AUTP/2024/055518": what begins with letters is no part of a count.
            let first = self.text.iter().position(u8::is_ascii_digit).unwrap_or_default();
            let series = self.text[0].is_ascii_uppercase()
                && self.digits >= PLAIN
                && !keep::in_document_number(self.text, first);
            let customer = label.cue == Cue::Customer
                && self.text.iter().filter(|&&byte| byte == b'/').count() > 2;
            // "SHM 01155/Rekaan": a title is called by its village.
            let title = label.cue == Cue::Land
                && label.close
                && self.text[0].is_ascii_digit()
                && self.changes() == 1
                && self.text.last().is_some_and(u8::is_ascii_lowercase);
            return (label.numbered || series || customer || title) && self.digits >= 4;
        }
        // "KIP KTA88H2".
        let card =
            self.changes() >= 3 && self.text.len() >= PLAIN && self.text[0].is_ascii_uppercase();
        let shown = shown || card;
        !counts && shown || counts && label.numbered && self.digits >= PLAIN
    }

    /// A code of digits alone.
    fn is_plain(&self, label: &label::Label) -> bool {
        let year = self.digits == 4 && is_year(self.text);
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

/// Whether it numbers a report to the supplier of electricity: "PLN Mobile, nomor G5325010900123".
fn is_report_of_supplier(text: &[u8]) -> bool {
    let [letter, digits @ ..] = text else { return false };
    letter.is_ascii_uppercase() && digits.len() == 13 && digits.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Kind)]) {
        let bytes = text.as_bytes();
        let runs = number::runs(bytes);
        let numbers = Numbers::new(bytes, &runs);
        let found = |i| any(&numbers, i);
        let found: Vec<_> = (0..runs.len())
            .filter_map(found)
            .map(|(found, _)| (&text[found.start..found.end], found.kind))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_code_ends_where_its_words_begin() {
        check("SHM.345, shm no.345", &[("345", Kind::OtherId)]);
        check("nomor polis 0217745an. budi", &[("0217745", Kind::OtherId)]);
        check("no girik 2177.Tolong", &[("2177", Kind::OtherId)]);
        check("sertifikat no. 02177/Rekaan itu", &[("02177/Rekaan", Kind::OtherId)]);
        check(
            "kartu KLJ-0217745, no klj KLJ-0217745",
            &[("0217745", Kind::OtherId), ("KLJ-0217745", Kind::OtherId)],
        );
        check("no polis 350000/bulan", &[]);
        check(
            "No sambungan 02/IV/012/0555/2A, no langganan 602/112/PPK/2023, passport no. C0G555FX1.",
            &[("02/IV/012/0555/2A", Kind::CustomerId), ("C0G555FX1", Kind::Passport)],
        );
        check("KIP KTA88H2 anak itu", &[("KTA88H2", Kind::OtherId)]);
        check(
            "Badge nya QMB-0441827, Nomor pelamar A25/07114/PTK, HKID ku M718204",
            &[
                ("QMB-0441827", Kind::OtherId),
                ("A25/07114/PTK", Kind::OtherId),
                ("M718204", Kind::OtherId),
            ],
        );
        check(
            "ARC saya FD00418827 habis, FIN G7718204X bisa hangus, id peg OS-RS-20417",
            &[
                ("FD00418827", Kind::OtherId),
                ("G7718204X", Kind::OtherId),
                ("OS-RS-20417", Kind::OtherId),
            ],
        );
        check(
            "PDAM rumah kosong setahun. No.SL 117-04-00982",
            &[("117-04-00982", Kind::CustomerId)],
        );
        check(
            "PDAM rumah yang kosong setahun penuh itu. No. KL-0400982",
            &[("KL-0400982", Kind::CustomerId)],
        );
        check(
            "NIK karyawan UNG-17-04419, kode mitra SPX-CGK-19044",
            &[("UNG-17-04419", Kind::OtherId), ("SPX-CGK-19044", Kind::OtherId)],
        );
        check(
            "nomor KPD (kartu penyandang disabilitas): KPD-34710044218",
            &[("KPD-34710044218", Kind::OtherId)],
        );
        check("resi JNE CGK1234567, laporan saya LP1234567, sampel no. AQ-25-061977", &[]);
        check(
            "Kartu penyandang disabilitas anak ulun nomor PD-6371-004418 kada",
            &[("PD-6371-004418", Kind::OtherId)],
        );
        check("NPV saja 11.004.582, KKS 11.004.582", &[("11.004.582", Kind::OtherId)]);
    }

    #[test]
    fn a_short_number_needs_more_than_its_label() {
        check(
            "bilyet D-009901, NPV saja 2217745",
            &[("D-009901", Kind::OtherId), ("2217745", Kind::OtherId)],
        );
        check("rekam medis 2177, no rm 2177", &[("2177", Kind::OtherId)]);
        check("no shm 2019, shm no 2019", &[("2019", Kind::OtherId)]);
        check("no anggota 2177 siswa, no anggota 1200 orang, SIM A 2177", &[]);
        check(
            "girik C 551 persil 20, letter c 552, kelas C 553",
            &[("551", Kind::OtherId), ("552", Kind::OtherId)],
        );
        check("akta kelahiran 5512/2005, akta lahir 12/2005", &[("5512/2005", Kind::OtherId)]);
        check("no imb 12/2023, ijazah 2018/2019, AJB 112/IV/2011", &[]);
        check("pelanggan 1300VA, no pelanggan 900VA, meteran 12x34", &[]);
    }

    #[test]
    fn a_serial_number_has_letters_of_its_own() {
        check("no ijazah DN-03 Di 0217745 x", &[("DN-03 Di 0217745", Kind::OtherId)]);
        check("ijazah DN-PC 0194471", &[("DN-PC 0194471", Kind::OtherId)]);
        check("no kir AB 0217745", &[("AB 0217745", Kind::OtherId)]);
        check("no kir DI 0217745 dan DN-PC 0194471", &[]);
    }

    #[test]
    fn what_is_hidden_or_of_a_link_is_no_code() {
        check("no polis [NIK]/2177, no polis 2177@x, no polis 2177_1, ?no polis=%202177", &[]);
        check(&format!("no polis {}", "1A".repeat(40)), &[]);
    }
}
