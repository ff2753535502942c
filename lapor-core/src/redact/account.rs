//! Numbers beside a keyword: accounts, cards, insurance, licences, meters, pupils.

use std::ops::RangeInclusive;

use super::Kind;
use super::code;
use super::cue::{self, Cue};
use super::date;
use super::keep;
use super::normal::{is_letter, is_same};
use super::number::{Joint, Numbers};
use super::phone;
use super::remote;

/// A number found in runs `..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Letters before the first digit belong to it.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) last: usize,
    pub(super) kind: Kind,
    pub(super) rule: &'static str,
}

/// What a keyword asks of the number beside it.
struct Form {
    kind: Kind,
    /// How many digits, mistyped ones included.
    digits: RangeInclusive<usize>,
    rule: &'static str,
}

/// Most words between a keyword and its number.
const NEAR: usize = 4;
/// Digits of a device's number, the last of which stands alone.
const IMEI: usize = 15;
/// Digits of a card of the health insurance.
const INSURED: usize = 13;
/// Most runs of one number.
const RUNS: usize = 8;

impl Form {
    fn new(cue: Cue) -> Option<Self> {
        let (kind, digits, rule) = match cue {
            // A virtual account is a bank's prefix and a customer's number.
            Cue::Bank => (Kind::BankAccount, 8..=19, "account-keyword"),
            Cue::Transfer => (Kind::BankAccount, 9..=18, "account-transfer"),
            Cue::Bpjs => (Kind::Bpjs, 11..=14, "bpjs-keyword"),
            Cue::Sim => (Kind::Sim, 11..=15, "sim-keyword"),
            Cue::Passport => (Kind::Passport, 6..=9, "passport-keyword"),
            Cue::Customer => (Kind::CustomerId, 6..=13, "customer-keyword"),
            Cue::Land => (Kind::OtherId, 5..=20, "identifier-keyword"),
            Cue::Other => (Kind::OtherId, 6..=20, "identifier-keyword"),
            _ => return None,
        };
        Some(Self { kind, digits, rule })
    }
}

/// The number that begins with run `i` and has a keyword beside it, or a form of its own.
pub(super) fn at(numbers: &Numbers<'_>, i: usize, cue: Option<cue::Found>) -> Option<Match> {
    let stays = matches!(cue.map(|found| found.cue), Some(Cue::Public | Cue::Parcel | Cue::Money));
    if stays || numbers.is_decimal(i) || numbers.byte_before(i) == Some(b'+') {
        return None;
    }
    let near = cue.filter(|found| found.same_line && found.distance <= NEAR);
    // "Sertifikat massal untuk 12345 bidang": a title's number stands right behind its word.
    let far = |found: &cue::Found| found.cue == Cue::Land && found.distance > 1;
    let form = near.filter(|found| !far(found));
    let form = form.and_then(|found| Some((found, Form::new(found.cue)?)));
    let found = code::lettered(numbers, i).or_else(|| match form {
        Some((found, form)) => keyed(numbers, i, &form, found),
        None => bare(numbers, i, cue),
    });
    // Asked last, as it looks far.
    let run = numbers.runs[i];
    found.filter(|found| {
        let machine =
            || found.kind == Kind::OtherId && remote::is_of_a_machine(numbers.bytes, found.start);
        !keep::is_fraction(numbers.bytes, run.start, true)
            && !keep::in_digest(numbers.bytes, run.start, run.end)
            && !keep::in_document_number(numbers.bytes, run.start)
            && !machine()
    })
}

/// The number that has a form of its own, or says behind itself what it is.
fn bare(numbers: &Numbers<'_>, i: usize, cue: Option<cue::Found>) -> Option<Match> {
    code::of_form(numbers, i).or_else(|| {
        let document = cue.is_some_and(|found| found.cue == Cue::Document && found.distance <= 1);
        if document {
            // "VA di SK: 5555 0100 0917 530, tabungan ...": what stands behind it speaks for it.
            return owned(numbers, i);
        }
        insured(numbers, i)
            .or_else(|| owned(numbers, i))
            .or_else(|| remote::at(numbers, i))
            .or_else(|| distant(numbers, i))
    })
}

/// Digits of the shortest number whose keyword may be far from it.
const DISTANT: usize = 8;

/// A long number behind "nomor" whose keyword stands further off in the sentence: "PDAM saya macet setahun. No. ...".
fn distant(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let run = numbers.runs[i];
    // "03.01.05.12.04471": as many points make no amount and no day.
    let pointed = || (i..i + 3).all(|k| numbers.joint(k) == Joint::Dot);
    if !numbers.has_digits(i, DISTANT)
        || !(cue::is_announced(numbers.bytes, run.start) || pointed())
    {
        return None;
    }
    let form = Form::new(remote::cue_before(numbers.bytes, run.start)?)?;
    let least = DISTANT.max(*form.digits.start());
    let last = grown(numbers, i, &(least..=*form.digits.end()))?;
    let end = numbers.runs[last].end;
    let digits = numbers.digits(i, last);
    let stays = phone::is_mobile(digits.as_slice(), true)
        || is_sum(numbers, i, last)
        || is_counted(numbers.bytes, end)
        // "0155.2302/J5.3.2/TP/2024" is a letter's.
        || numbers.bytes.get(end) == Some(&b'/')
        || date::at(numbers, i).is_some();
    (!stays).then_some(Match {
        start: run.start,
        end,
        last,
        kind: form.kind,
        rule: "identifier-far",
    })
}

/// The number behind its keyword.
fn keyed(numbers: &Numbers<'_>, i: usize, form: &Form, cue: cue::Found) -> Option<Match> {
    if let Some(found) = code::of_form(numbers, i) {
        return Some(found);
    }
    // "BPJS mandiri kelas 2 ..." is no bank's number.
    if (cue.distance > 1 || cue.cue == Cue::Other)
        && let Some(found) = insured(numbers, i)
    {
        return Some(found);
    }
    // "Laporan bank CMP-25-0088127": letters make a code of it.
    if form.kind == Kind::BankAccount
        && let [.., a, b, b'-'] = numbers.bytes[..numbers.runs[i].start]
        && a.is_ascii_uppercase()
        && b.is_ascii_uppercase()
    {
        return None;
    }
    if form.kind == Kind::CustomerId && is_reading(numbers.bytes, numbers.runs[i].start) {
        return None;
    }
    let last = grown(numbers, i, &form.digits)?;
    let digits = numbers.digits(i, last);
    // "SPLP ... saya anaknya, 0856 0000 7741": what dials goes on.
    let dials = matches!(digits.as_slice(), [0, 8, 1..=3 | 5..=9, ..])
        && form.kind != Kind::BankAccount
        && numbers.joint(last) != Joint::Break;
    if dials {
        return None;
    }
    // A short run at the start is rather a count, but beside other keywords codes begin so.
    let short = numbers.runs[i].len() < 3 && numbers.joint(i) != Joint::Hyphen;
    let long = numbers.runs[i..=last].iter().any(|run| run.len() >= 3);
    let coded = match form.kind {
        Kind::OtherId => cue.distance <= 2 || digits.as_slice().len() >= 10,
        Kind::CustomerId => long && digits.as_slice().len() >= 8,
        // "75 1190342": passports of other countries.
        Kind::Passport => {
            // "B 55 00 713".
            let letter = matches!(numbers.bytes[..numbers.runs[i].start], [.., a, b, b' ']
                if b.is_ascii_uppercase() && !is_letter(a));
            numbers.runs[last].len() >= 6 || letter && long && last > i
        }
        // "Bank Jateng 3 021 55480 7".
        Kind::BankAccount => long && last >= i + 2 && cue.distance <= 2,
        // "SIM ... 14 22 9904 190417".
        Kind::Sim => long && matches!(digits.as_slice().len(), 12 | 14),
        _ => false,
    };
    if last > i && short && !coded {
        return None;
    }
    // An account may begin as a mobile number does; of the others none does.
    let mobile = phone::is_mobile(digits.as_slice(), false);
    if mobile && !(cue.cue == Cue::Bank && cue.distance <= 2) {
        return None;
    }
    let payment = matches!(cue.cue, Cue::Bank | Cue::Transfer | Cue::Customer);
    let round = is_sum(numbers, i, last) && (payment || numbers.runs[i].len() <= 8);
    if round || is_counted(numbers.bytes, numbers.runs[last].end) {
        return None;
    }
    // "PGN 1500645", "Taspen 1500919": what many may call is nobody's number.
    let public = matches!(form.kind, Kind::CustomerId | Kind::OtherId);
    if public && matches!(digits.as_slice(), [1, 5, 0, 0, _, _, _]) {
        return None;
    }
    let spaced = matches!(form.kind, Kind::Passport | Kind::OtherId);
    let (start, end) = code::edges(numbers, i, last, cue.distance, spaced);
    // "paspor c 883 1204": the letter is the word between, small or not.
    let small = form.kind == Kind::Passport
        && cue.distance == 1
        && matches!(numbers.bytes[..start], [.., b' ', a, b' '] if a.is_ascii_lowercase());
    let start = if small { start - 2 } else { start };
    // "PLN Mobile G5425021900347" numbers a report.
    if form.kind == Kind::CustomerId
        && numbers.bytes[start].is_ascii_uppercase()
        && digits.as_slice().len() == 13
    {
        return None;
    }
    Some(Match { start, end, last, kind: form.kind, rule: form.rule })
}

/// The last run of a number of so many digits: one run, or groups set apart as a hand sets them.
pub(super) fn grown(
    numbers: &Numbers<'_>,
    i: usize,
    digits: &RangeInclusive<usize>,
) -> Option<usize> {
    let mut total = numbers.runs[i].len();
    let mut last = i;
    for next in i + 1..numbers.runs.len().min(i + RUNS) {
        let joint = numbers.joint(last);
        let length = numbers.runs[next].len();
        let tight = matches!(joint, Joint::Hyphen | Joint::Dot);
        // "1234567890 5 kali": a space joins groups alone, and only while some are missing.
        let missing = total < *digits.start();
        let group =
            joint == Joint::Space && (numbers.runs[last].len() <= 6 || missing && length >= 3);
        // "1 022 17745 0": a number that a single digit begins may end with one.
        let check = numbers.runs[i].len() == 1 && last >= i + 2 && total >= 8
            || length == 1 && is_check_digit(numbers, i, next, total);
        let more = missing && (joint == Joint::Mixed || group)
            || tight && total + length <= *digits.end()
            || group
                && (length >= 2 || matches!(total + 1, INSURED | IMEI) || check)
                && total + length <= *digits.end();
        if !more {
            break;
        }
        total += length;
        last = next;
    }
    // What goes on is another number, of which this would leave a part.
    if last + 1 < numbers.runs.len() && matches!(numbers.joint(last), Joint::Hyphen | Joint::Dot) {
        return None;
    }
    let year = |run: usize| date::is_year_run(numbers, run);
    // "2023-2024", and "12-2024".
    let years = last == i + 1 && (year(i) || numbers.runs[i].len() <= 2) && year(last);
    // "03.01.05.12.04471" only begins like a day; "5.1.02.01.01.0024" is a code of a budget.
    let goes_on = |day: date::Date| {
        day.last + 2 <= last
            && numbers.joint(day.last) == Joint::Dot
            && numbers.runs[i..=i + 1].iter().all(|run| run.len() == 2)
    };
    let day = date::at(numbers, i).is_some_and(|day| !goes_on(day));
    let shaped = !years && !numbers.is_amount(i, last) && !day;
    (digits.contains(&total) && (last == i || shaped)).then_some(last)
}

/// Whether a number is what a meter shows: "stand meter air bulan ini 00081255".
fn is_reading(bytes: &[u8], at: usize) -> bool {
    const READS: [&[u8]; 4] = [b"stand", b"stan", b"angka", b"pemakaian"];
    const NUMBERS: [&[u8]; 5] = [b"no", b"nomor", b"nomer", b"id", b"idpel"];
    let before = &bytes[at.saturating_sub(READ)..at];
    let line = before.iter().rposition(|&byte| byte == b'\n').map_or(before, |k| &before[k..]);
    let is = |known: &[&[u8]], word: &[u8]| known.iter().any(|known| is_same(known, word));
    let words = line.rsplit(|&byte| !is_letter(byte)).filter(|word| !word.is_empty());
    for word in words {
        if is(&READS, word) {
            return true;
        }
        if is(&NUMBERS, word) {
            return false;
        }
    }
    false
}

/// Most bytes between the word for a reading and what was read.
const READ: usize = 40;

/// Whether the single digit of run `next` closes a number in groups: "101 23 45678 9 an. ...".
fn is_check_digit(numbers: &Numbers<'_>, i: usize, next: usize, total: usize) -> bool {
    const COUNTED: [&[u8]; 8] =
        [b"kali", b"hari", b"bulan", b"bln", b"tahun", b"thn", b"jam", b"buah"];
    let end = numbers.runs[next].end;
    numbers.runs[i].len() <= 3
        && next >= i + 3
        && total >= 8
        && numbers.joint(next) == Joint::Break
        && !is_counted(numbers.bytes, end)
        && !is_before(numbers.bytes, end, &COUNTED)
}

/// Whether the number is rather a sum of money or a day.
fn is_sum(numbers: &Numbers<'_>, i: usize, last: usize) -> bool {
    let digits = numbers.digits(i, last);
    let digits = digits.as_slice();
    i == last
        && (digits.ends_with(&[0, 0, 0]) && digits[0] != 0 && digits.len() <= 10
            || digits.len() == 8 && date::at(numbers, i).is_some())
}

/// Whether the word behind `at` is a unit, so that the number before it counts something.
pub(super) fn is_counted(bytes: &[u8], at: usize) -> bool {
    const UNITS: [&[u8]; 16] = [
        b"rupiah", b"rp", b"ribu", b"rb", b"juta", b"jt", b"milyar", b"miliar", b"persen",
        b"orang", b"liter", b"unit", b"kwh", b"bidang", b"kk", b"warga",
    ];
    is_before(bytes, at, &UNITS) && !is_price_behind(bytes, at)
}

/// Whether "Rp" behind a number belongs to the amount that follows: "0146 Rp 287.500".
fn is_price_behind(bytes: &[u8], at: usize) -> bool {
    let rest = bytes[at..].trim_ascii_start();
    let Some([b'r' | b'R', b'p' | b'P', rest @ ..]) = rest.get(..rest.len().min(8)) else {
        return false;
    };
    let gap = rest.iter().take(2).take_while(|&&byte| matches!(byte, b' ' | b'.')).count();
    rest.get(gap).is_some_and(u8::is_ascii_digit)
}

/// Whether one of the words stands behind `at`.
pub(super) fn is_before(bytes: &[u8], at: usize, words: &[&[u8]]) -> bool {
    let rest = &bytes[at..];
    let gap = rest.iter().take(2).take_while(|&&byte| byte == b' ').count();
    let length = rest[gap..].iter().take(8).take_while(|&&byte| is_letter(byte)).count();
    let word = &rest[gap..gap + length];
    gap > 0 && words.iter().any(|unit| word.eq_ignore_ascii_case(unit))
}

/// A card of the health insurance by its form: thirteen digits that begin with three noughts.
fn insured(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let run = numbers.runs[i];
    if numbers.first_digit(i) != Some(0) {
        return None;
    }
    // In groups as well, of three digits or more: "0003 1145 92087".
    let mut last = i;
    let mut total = run.len();
    while total < INSURED
        && run.len() >= 3
        && last + 1 < numbers.runs.len()
        && matches!(numbers.joint(last), Joint::Space | Joint::Hyphen | Joint::Dot)
        && (numbers.runs[last + 1].len() >= 3 || total + numbers.runs[last + 1].len() == INSURED)
    {
        last += 1;
        total += numbers.runs[last].len();
    }
    // "0003.../0003... (suami istri)": a slash parts two of them.
    let free = |joint: Joint| matches!(joint, Joint::Break | Joint::Slash);
    let alone = free(numbers.joint_before(i)) && free(numbers.joint(last));
    let digits = numbers.digits(i, last);
    (is_insured(digits.as_slice()) && alone).then_some(Match {
        start: run.start,
        end: numbers.runs[last].end,
        last,
        kind: Kind::Bpjs,
        rule: "bpjs-structure",
    })
}

/// Whether digits have the form of a card of the health insurance.
pub(super) fn is_insured(digits: &[u8]) -> bool {
    matches!(digits, [0, 0, 0, 1..=9, ..] | [0, 0, 0, 0, 1..=9, ..]) && digits.len() == INSURED
}

/// A number with its keyword or its holder behind it: "0987654321 a.n. ...".
fn owned(numbers: &Numbers<'_>, i: usize) -> Option<Match> {
    let run = numbers.runs[i];
    // In groups as well: "4429 0011 873 bca".
    if run.len() < 3 || numbers.joint(i) == Joint::Slash {
        return None;
    }
    let alone = run.len() >= 9 || !numbers.has_digits(i, 9);
    let last = if alone { i } else { grown(numbers, i, &(9..=19)).unwrap_or(i) };
    let form = Form::new(cue::account_after(numbers.bytes, numbers.runs[last].end)?)?;
    let digits = numbers.digits(i, last);
    let mobile = matches!(digits.as_slice(), [0, 8, ..] | [6, 2, 8, ..]);
    let least = if form.kind == Kind::BankAccount { 9 } else { *form.digits.start() };
    let fits = (least..=*form.digits.end()).contains(&digits.as_slice().len());
    (fits && !mobile && !is_sum(numbers, i, last)).then_some(Match {
        start: run.start,
        end: numbers.runs[last].end,
        last,
        kind: form.kind,
        rule: "account-behind",
    })
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
        let mut found = Vec::new();
        let mut i = 0;
        while i < runs.len() {
            let cue = cue::before(bytes, runs[i].start);
            match at(&numbers, i, cue) {
                Some(number) => {
                    found.push((&text[number.start..number.end], number.kind));
                    i = number.last + 1;
                }
                None => i += 1,
            }
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn accounts_behind_a_bank_in_groups_or_plain() {
        let account = |text| {
            check(text, &[(&text[text.find(char::is_numeric).unwrap_or(0)..], Kind::BankAccount)])
        };
        account("norek 0123-01-012345-50-3");
        account("rekening BCA saya: 123 456 7890");
        account("Bank Mandiri 137-00-1234567-8");
        account("transfer ke 0987654321");
        account("VA 8808081234567890");
        check("0987654321 a.n. Tiur", &[("0987654321", Kind::BankAccount)]);
        check("ke 0987654321 (BCA)", &[("0987654321", Kind::BankAccount)]);
    }

    #[test]
    fn sums_days_and_public_numbers_beside_a_bank_stay() {
        check("transfer 500000000 rupiah, transfer Rp 1.500.000, transfer 12-08-2025", &[]);
        check("tagihan PDAM 1500000 dan bank 20230115 tutup 08.00-15.00", &[]);
        check("rekening bank, +6281234567890", &[]);
        check("call center BRI 0211500046, laporan 1234567890, resi 123456789012", &[]);
        check("KKS 2 bulan 600000, paspor 5 tahun 350000, sertifikat 2500000", &[]);
        check("transfer 2023-08-12 14:30, rek 2.500.000.000", &[]);
    }

    #[test]
    fn cards_and_memberships_beside_their_keyword() {
        check("bpjs 0009876543210pindah", &[("0009876543210", Kind::Bpjs)]);
        check("jkn 0001 2345 6789 0 dan", &[("0001 2345 6789 0", Kind::Bpjs)]);
        check("BPJS mandiri a.n. ibu 0001234567890", &[("0001234567890", Kind::Bpjs)]);
        check("no rm 00.12.34", &[("00.12.34", Kind::OtherId)]);
        check("kartu 0001234567890", &[("0001234567890", Kind::Bpjs)]);
        check("no 0000 1234 5678 9 & istri", &[("0000 1234 5678 9", Kind::Bpjs)]);
        check("1429 0012 000 551 itu no sim saya", &[("1429 0012 000 551", Kind::Sim)]);
        check("NIB BPN nan kalua 03.01.05.12.04471 a.n", &[("03.01.05.12.04471", Kind::OtherId)]);
        check("SIM B2 (71020480 0177) katanya palsu", &[("71020480 0177", Kind::Sim)]);
        check(
            "PDAM menunggak karena rumah kosong setahun penuh. No. 11704009 ya",
            &[("11704009", Kind::CustomerId)],
        );
        check("PDAM menunggak, lalu laporan saya tidak dijawab. No. 11704009 ya", &[]);
        check("PDAM menunggak karena rumah kosong setahun penuh 11704009", &[]);
        check("PDAM menunggak karena rumah kosong setahun penuh\nNo. 11704009", &[]);
        check("SIM hilang no 14 22 9904 190417 bs", &[("14 22 9904 190417", Kind::Sim)]);
        check("SIM 12079109 001 33 atas", &[("12079109 001 33", Kind::Sim)]);
        check("VA BPJS 88888 01990441728 ,", &[("88888 01990441728", Kind::BankAccount)]);
        check(
            "VA BPJS Kesehatan keluarga 8888801834429017",
            &[("8888801834429017", Kind::BankAccount)],
        );
        check("kartu Taspen 1500919", &[]);
        check("532109876543 ini idpel kami", &[("532109876543", Kind::CustomerId)]);
        check("1429 0012 000 551 no antre sim\n1429 0012 000 551 itu baru sim", &[]);
        check("kartu 0000512345678, kode 0000000000000", &[("0000512345678", Kind::Bpjs)]);
        check("langsung jadi no 1207-9604-009901", &[("1207-9604-009901", Kind::Sim)]);
        check("no 1207-9613-009901, 1207-9604-009901 saja", &[]);
        check("uang di jago 107799012345", &[("107799012345", Kind::BankAccount)]);
        check("Nomor layanan 122499012345", &[("122499012345", Kind::CustomerId)]);
        check("layanan pelanggan 140 1401 99", &[]);
        check("SIM A 1234-5678-901234", &[("1234-5678-901234", Kind::Sim)]);
        check("kartu kredit 4111 1111 1111 1111", &[("4111 1111 1111 1111", Kind::OtherId)]);
        check("NOP 1234567, dibayar 2019-2023", &[("1234567", Kind::OtherId)]);
        check("NISN: 0061234567", &[("0061234567", Kind::OtherId)]);
        check("KKS 6013 0112 3456 7890", &[("6013 0112 3456 7890", Kind::OtherId)]);
        check("idpel 532109876543", &[("532109876543", Kind::CustomerId)]);
        check("no. meter 12345678901", &[("12345678901", Kind::CustomerId)]);
        check("pelanggan PDAM 01-2345-6789", &[("01-2345-6789", Kind::CustomerId)]);
        check("PDAM no 0123456", &[("0123456", Kind::CustomerId)]);
        check("imei 86 555105 093417 2 hp", &[("86 555105 093417 2", Kind::OtherId)]);
        check("shm 10.15.22.05.1.05559", &[("10.15.22.05.1.05559", Kind::OtherId)]);
        check("hgb no 05552 dan sertifikat massal 12345 bidang", &[("05552", Kind::OtherId)]);
        check("idpel 0875551", &[("0875551", Kind::CustomerId)]);
        check("nebus paspor c 883 1204 yg", &[("c 883 1204", Kind::Passport)]);
        check("stand meter air bln ini 00081255, angka meteran 081190", &[]);
        check("stand meter air, no meter 00081255", &[("00081255", Kind::CustomerId)]);
        check("Simpeda no 3-021-07741-9", &[("3-021-07741-9", Kind::BankAccount)]);
        check("PLN padam 08.00-15.00, bpjs 123456, bpjs 2023, sim 2 kali", &[]);
    }
}
