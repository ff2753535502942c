//! Words behind "nomor" that no list has: "nomor kartap 2217745", "id ojol saya 500123456".
//!
//! Whatever it is, it numbers somebody or something of hers, unless a word says that it numbers a report, a
//! payment, a letter, a thing of the office.

use super::super::normal::is_letter;
use super::label::{gap, is_between, is_decree};
use super::word::{is_number_word, pair, single};
use super::{Cue, Word, word_start};

/// Most words between "nomor" and the code that are on no list, and with those that stand between.
const UNKNOWN: usize = 2;
const WORDS: usize = 4;
/// Words before "nomor" among which is whose it is, and those among which is a card.
const WORDS_OF_OWNER: usize = 4;
const WORDS_OF_CARD: usize = 6;
/// Bytes before "nomornya" in which a word may.
const TOLD: usize = 96;
/// Words before "nomor" that may say that it is one of a report.
const BEFORE: usize = 3;

/// What words for reports, payments and letters begin with, and those that are whole.
const REPORTS: [&[u8]; 57] = [
    b"lapor",
    b"adu",
    b"pengadu",
    b"tiket",
    b"ticket",
    b"track",
    b"resi",
    b"awb",
    b"surat",
    b"pengaju",
    b"ajuan",
    b"permohonan",
    b"permintaan",
    b"regist",
    b"regis",
    b"berkas",
    b"agenda",
    b"perkara",
    b"putusan",
    b"transaksi",
    b"trx",
    b"referensi",
    b"ref",
    b"order",
    b"pesanan",
    b"pemesanan",
    b"booking",
    b"invoice",
    b"faktur",
    b"nota",
    b"kwitansi",
    b"kuitansi",
    b"struk",
    b"validasi",
    b"verifikasi",
    b"bukti",
    b"setor",
    b"bill",
    b"pembayaran",
    b"antr",
    b"disposisi",
    b"undangan",
    b"edaran",
    b"keputusan",
    b"kasus",
    b"dokumen",
    b"arsip",
    b"virtual",
    b"token",
    b"voucher",
    b"kupon",
    b"undian",
    b"promo",
    b"kode",
    b"anggaran",
    b"jaki",
    b"qris",
];
const ABBREVIATED: [&[u8]; 18] = [
    b"pbg", b"simbg", b"lp", b"lpb", b"sp", b"stpl", b"sttlp", b"va", b"otp", b"pin", b"dpa",
    b"rka", b"pib", b"peb", b"reg", b"urut", b"spk", b"rup",
];
/// The same of things and places that are numbered.
const THINGS: [&[u8]; 55] = [
    b"sampel",
    b"sample",
    b"halaman",
    b"lambung",
    b"kereta",
    b"rute",
    b"trayek",
    b"tiang",
    b"gardu",
    b"trafo",
    b"aset",
    b"inventaris",
    b"produksi",
    b"batch",
    b"izin",
    b"ijin",
    b"edar",
    b"bpom",
    b"pirt",
    b"kontrak",
    b"paket",
    b"lelang",
    b"tender",
    b"kegiatan",
    b"sekolah",
    b"desa",
    b"wilayah",
    b"penerbangan",
    b"flight",
    b"kursi",
    b"gerbong",
    b"loket",
    b"kamar",
    b"ruang",
    b"rumah",
    b"blok",
    b"kontainer",
    b"container",
    b"kapal",
    b"segel",
    b"pintu",
    b"layanan",
    b"call",
    b"center",
    b"hotline",
    b"darurat",
    b"siaga",
    b"kantor",
    b"versi",
    b"build",
    b"error",
    b"barang",
    b"proyek",
    b"kendaraan",
    b"bayar",
];
const SHORT_THINGS: [&[u8]; 24] = [
    b"kuota", b"panel", b"meja", b"kotak", b"ka", b"bus", b"bis", b"pos", b"sni", b"iso", b"npsn",
    b"nss", b"tol", b"pol", b"polisi", b"plat", b"imo", b"lot", b"seat", b"gate", b"unit",
    b"armada", b"urutan", b"part",
];

/// Whether a word says that the number behind it is one of a report, a payment, a letter.
pub(in super::super) fn is_of_a_report(word: &[u8]) -> bool {
    is_report(Word::new(word).as_bytes())
}

/// Whether a word says that the number behind it is one of a thing of an office.
pub(in super::super) fn is_of_a_thing(word: &[u8]) -> bool {
    is_thing(Word::new(word).as_bytes())
}

/// Whether a word says that the number behind it is one of a report, a payment, a letter or a thing of an office.
pub(super) fn is_of_another(word: &[u8]) -> bool {
    is_report(word) || is_thing(word)
}

fn is_report(word: &[u8]) -> bool {
    ABBREVIATED.contains(&word) || REPORTS.iter().any(|stem| word.starts_with(stem))
}

fn is_thing(word: &[u8]) -> bool {
    SHORT_THINGS.contains(&word) || THINGS.iter().any(|stem| word.starts_with(stem))
}

/// Whether "nomor" and words that no list has stand before a code at `at`.
pub(in super::super) fn is_numbered(bytes: &[u8], at: usize) -> bool {
    let Some(mut end) = gap(bytes, at) else { return false };
    // A key of a file and its value: `"id": 1234567`.
    if bytes[end..at].iter().any(|byte| b"\"'=".contains(byte)) {
        return false;
    }
    let mut unknown = 0;
    for _ in 0..WORDS {
        let start = word_start(bytes, end);
        if start == end || start.checked_sub(1).is_some_and(|k| bytes[k].is_ascii_digit()) {
            return false;
        }
        let word = Word::new(&bytes[start..end]);
        let word = word.as_bytes();
        let next = gap(bytes, start);
        if is_number_word(word) && word != b"kode" {
            // "Laporan saya nomor ...", "surat nomor ...".
            return if unknown > 0 {
                !is_decree(bytes, next) && !is_reported(bytes, next)
            } else {
                // "Kartunya hilang, nomornya ...", "peserta (ID ...)".
                // "Peserta tes masuk no ...".
                (matches!(word, b"id" | b"nomornya" | b"nomernya") || is_somebodys(bytes, next))
                    && !is_told_of(bytes, start)
            };
        }
        // "Kartu sehat jaya 55123400": whatever card it is.
        if word == b"kartu" && unknown > 0 {
            return !is_reported(bytes, next);
        }
        // "ID ojol ..." is a driver's.
        let cue = single(word);
        let cued = cue.is_some_and(|cue| cue != Cue::Vehicle);
        let known = is_report(word) || is_thing(word) || cued || word.len() < 2;
        if known || !word.iter().all(|&byte| is_letter(byte)) {
            return false;
        }
        if cue.is_some() || !is_between(word) {
            unknown += 1;
        }
        let Some(before) = next.filter(|_| unknown <= UNKNOWN) else { return false };
        // "Kartu sehat jaya": two words that are known make a label of their own.
        let earlier = Word::new(&bytes[word_start(bytes, before)..before]);
        if let Some(cue) = pair(earlier.as_bytes(), word) {
            return cue == Cue::Other && !is_reported(bytes, next);
        }
        end = before;
    }
    false
}

/// Whether a code at `at` stands right behind whose it is: "ARC saya FD00418827".
pub(in super::super) fn is_owned(bytes: &[u8], at: usize) -> bool {
    const OWNERS: [&[u8]; 18] = [
        b"saya", b"sy", b"sya", b"aku", b"ku", b"kami", b"istri", b"suami", b"anak", b"ibu",
        b"bapak", b"ayah", b"mertua", b"adik", b"kakak", b"ambo", b"beta", b"kulo",
    ];
    let Some(end) = gap(bytes, at) else { return false };
    let start = word_start(bytes, end);
    let owner = Word::new(&bytes[start..end]);
    OWNERS.contains(&owner.as_bytes()) && !is_another(bytes, gap(bytes, start))
}

/// Whether a code at `at` stands right behind an abbreviation that no list has: "FIN G7718204X".
pub(in super::super) fn is_abbreviated(bytes: &[u8], at: usize) -> bool {
    let Some(end) = gap(bytes, at) else { return false };
    let start = word_start(bytes, end);
    let word = &bytes[start..end];
    let free = !start.checked_sub(1).is_some_and(|k| bytes[k].is_ascii_alphanumeric());
    free && ABBREVIATION.contains(&word.len())
        && !is_number_word(Word::new(word).as_bytes())
        && word.iter().all(u8::is_ascii_uppercase)
        && !is_another(bytes, Some(end))
}

/// Letters of an abbreviation that may name a card.
const ABBREVIATION: std::ops::RangeInclusive<usize> = 2..=6;

/// Whether one of the words that end at `end` or before it says that a number is one of a report, a letter or a thing.
fn is_another(bytes: &[u8], mut end: Option<usize>) -> bool {
    for _ in 0..BEFORE {
        let Some(stop) = end else { return false };
        let start = word_start(bytes, stop);
        let word = Word::new(&bytes[start..stop]);
        let cue = single(word.as_bytes());
        if is_of_another(word.as_bytes())
            || matches!(cue, Some(Cue::Parcel | Cue::Document | Cue::Money | Cue::Vehicle))
        {
            return true;
        }
        end = gap(bytes, start).filter(|&before| before < start);
    }
    false
}

/// Whether a word of reports, payments or things stands on the line shortly before `at`.
fn is_told_of(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[at.saturating_sub(TOLD)..at];
    let line = before.iter().rposition(|&byte| byte == b'\n').map_or(before, |k| &before[k..]);
    line.split(|&byte| !is_letter(byte)).any(|word| {
        let word = Word::new(word);
        is_report(word.as_bytes()) || is_thing(word.as_bytes())
    })
}

/// Whether one of the words that end at `end` or before it is for who or what has a number of her own.
fn is_somebodys(bytes: &[u8], mut end: Option<usize>) -> bool {
    const WORDS: [&[u8]; 22] = [
        b"peserta",
        b"anggota",
        b"pelamar",
        b"pendaftar",
        b"mahasiswa",
        b"siswa",
        b"siswi",
        b"santri",
        b"pasien",
        b"nasabah",
        b"debitur",
        b"pegawai",
        b"karyawan",
        b"guru",
        b"satpam",
        b"member",
        b"jamaah",
        b"jemaah",
        b"kartu",
        b"card",
        b"penerima",
        b"pemegang",
    ];
    for distance in 0..WORDS_OF_CARD {
        let Some(stop) = end else { return false };
        let start = word_start(bytes, stop);
        let word = Word::new(&bytes[start..stop]);
        // "Kartu penyandang disabilitas anak saya nomor ...".
        let near = distance < WORDS_OF_OWNER || word.as_bytes() == b"kartu";
        if near && WORDS.contains(&word.as_bytes()) {
            return true;
        }
        end = gap(bytes, start).filter(|&before| before < start);
    }
    false
}

/// Whether one of the words that end at `end` or before it numbers reports.
fn is_reported(bytes: &[u8], mut end: Option<usize>) -> bool {
    for _ in 0..BEFORE {
        let Some(stop) = end else { return false };
        let start = word_start(bytes, stop);
        if is_report(Word::new(&bytes[start..stop]).as_bytes()) {
            return true;
        }
        end = gap(bytes, start).filter(|&before| before < start);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_numbered_is_somebodys_but_for_reports() {
        let check = |text: &str| is_numbered(text.as_bytes(), text.len());
        assert!(check("no kartap ") && check("ID ojol saya ") && check("nomor kuasa lama "));
        assert!(!check("no pesanan ") && !check("Nomor pengajuan BKP ") && !check("id transaksi "));
        assert!(!check("laporan saya no urutan lama ") && !check("Surat nomor dinas "));
        assert!(
            !check("nomor ")
                && !check("karip ")
                && !check("nomor 5 karip ")
                && !check("nomor saya ")
        );
        assert!(!check("nomor itu. Karip "));
        assert!(check("peserta tes CPNS no ") && check("kartu satpam pasar lama no. "));
        assert!(!check("peserta lapor no ") && !check("peserta rapat itu dapat nasi no "));
        assert!(!check("\"id\": ") && !check("id='") && !check("no kartap=\""));
        assert!(check("kartu sehat jaya ") && check("kartuku hilang, nomornya: ") && check("(ID "));
        assert!(
            !check("laporan saya kemarin, nomornya ") && !check("tracking ID ") && !check("no ")
        );
    }
}
