//! What the redactor costs, in bytes of text: without findings, with them, and on what is made to be slow.
//!
//! ```sh
//! cargo bench -p lapor-core --features redact --bench redact
//! ```
//!
//! The sentences are invented. A text is a complaint of four to eight of them; "dense" has an identifier
//! behind every second sentence, "usual" behind every eighth, "named" a name or an identifier behind every
//! fourth; "short" is a line or two that is little else. The rows of `growth` are one unit over and
//! over, from a kilobyte to a hundred megabytes: where the throughput stays, the time is linear. From ten to
//! a hundred megabytes it falls by a sixth to two fifths, and that is the memory: pieces over 32 MB the
//! system's allocator gives back each time, so every page of the output and of the findings is new and is cleared
//! first. With `MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=1000000000` in the
//! environment both sizes have one rate.
//!
//! # What was tried
//!
//! On a text without findings the structured kinds take about two fifths of the time and names the rest,
//! most of it for reading the words. In MB/s of "nothing", the quickest of 150 rounds, one after the other:
//!
//! - 141 to 158: one space between words, a thread without known names and a word outside the name of a
//!   place are told by one comparison each, and rare forms of words are read out of line;
//! - 164 to 190: length, capitals and small letters of eight bytes come from one mask, and a word that the
//!   full look at its neighbours would refuse is passed by at a glance (`is_plain`);
//! - 190 to 204: words are read straight to where their record stands, within the loop;
//! - 204 to 210: a filter of 8 KB is asked before the table of weights, as most features have none.
//!
//! Where there are findings (one or two lines each, as in `data/redaction`) most of the time was in
//! the readings of what had become of a text, in comparing words with lists one by one, and in branches
//! that nothing foretells. Beside the time before, on one core, in turn, `data/redaction` and news were read
//!
//! - 1.13 and 1.16 times as fast: a word is looked for in a list by its first eight letters, and the features of
//!   a word that may have a weight are written down before any is looked up;
//! - 1.17 and 1.24: names are read once, where a second reading is known to find none (nine texts of ten);
//! - 1.27 and 1.36: where a text holds no digit or sign, what became of it is not read at all.
//!
//! A page of a site, and a complaint with a few numbers, cost more for what is no identifier than for all else: each
//! number was shown to nine scanners, and most of them read the words before it. Beside the time before, on one core, in turn,
//! pages, CSV and JSON of a site were read 2.6, 3.9 and 2.0 times as fast, and complaints 1.1 to 1.4 times,
//!
//! - by asking a scanner only where the byte before a number, or a word near it, lets it find anything;
//! - by reading the words before a number only where it has digits enough for what they could make of it;
//! - by leaving counts, and days as files write them, off the list of numbers (`redact/count.rs`).
//!
//! And again 1.2 times (a table of numbers 1.4 and 1.2 times as CSV and as JSON, scorecards 1.25, reports 1.0 to 1.05),
//!
//! - by a glance at the word that a hyphen or a slash joins to a number (`dinas-443/2026-02`): most are too long for a code;
//! - by a look at the first digit before any other where a telephone number may begin, and at the lengths where a number
//!   has a form of its own;
//! - by leaving a day off the list behind a comma as well, if no decimal number can end there.
//!
//! Texts that differ from one another, as in `data/redaction`, are read at less than half the rate of one text over and
//! over: sentences at 23 MB/s, and at 50 where each is read forty times before the next. A simulation
//! (callgrind, 32 KB) has seven misses of the cache of instructions for each byte, so what counts there is how much
//! code a text passes through, more than how long a loop takes. Sentences and complaints are read 1.1, and news
//! 1.2 times as fast as before,
//!
//! - with the weights of features that are made of a few codes in tables by those codes (two thirds of all features);
//! - by asking only the phrases that a name's first word is in, and for a cue that leads to a word once;
//! - with no tree in a thread that knows few names, as most do: two to three allocations for each name less;
//! - by a bit for each word before 20 KB of comparisons with words of cues.
//!
//! What bounds the sift is how long each word waits for the end of the one before it: a space that was passed by an
//! addition, not by a branch, cost the gate a tenth.
//!
//! Nor did it help to ask a table of 16,384 common words, which has four of five, before the large one; to fill the buffer
//! of words at once, with those marked that no neighbour makes a name of (0.96 times as fast without findings, and 0.82
//! where each was copied right after it was written in parts); to read words of up to fifteen letters in the loop; to
//! write the last text without the places of its tokens; to optimise the crate by level 2, or for size (0.6 to 0.9 times).
//!
//! It did not help to load two slots of the table of words at once, to ask it for all words of a buffer in one
//! go, to read sixteen letters at a time, or to test the classes of bytes one by one. Nor did it to tell the
//! letters of 64 bytes apart at once and to take the words from bits: words got no cheaper, and each block costs more
//! than it saves (0.87 times as fast; with letters, digits and signs told apart by vectors and a multiplication for each
//! eight bits, complaints were read as fast and pages at 0.92 times the speed). A text with findings is read again as a whole:
//! a rule looks further than the sentences between two findings are long, so that windows around tokens
//! would cover most of a complaint.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use lapor_core::redact::{Redactor, scan};
use lapor_core::sensitive::Sensitive;

const BYTES: usize = 10_000_000;

fn main() {
    divan::main();
}

const SENTENCES: [&str; 24] = [
    "Yth. Bapak Bupati, jalan di depan pasar rusak parah sejak tiga bulan terakhir dan belum ada perbaikan dari dinas terkait.",
    "Lampu penerangan jalan umum di sepanjang jalan raya mati total, sangat rawan kecelakaan pada malam hari.",
    "Saya sudah daftar bantuan sosial tahun 2023 tetapi sampai sekarang belum pernah menerima sama sekali.",
    "Mohon segera ditindaklanjuti karena warga sudah resah.",
    "Air PDAM sudah 5 hari tidak mengalir, padahal kami tetap membayar Rp 150.000 setiap bulan.",
    "Petugas loket meminta uang tambahan untuk mengurus surat pindah, katanya untuk biaya materai.",
    "Sejak 12 Januari 2024 sampah menumpuk di TPS dekat sekolah dan baunya menyengat.",
    "Kami berharap pemerintah daerah dapat memberikan solusi terbaik bagi masyarakat kecil seperti kami.",
    "tolong dong pak, anak sekolah tiap hari lewat situ, kasihan kalau hujan banjir sampai lutut",
    "Pelayanan di puskesmas sangat lambat, antrian dari jam 07.00 baru dipanggil jam 11.30 siang.",
    "Jembatan penghubung antar desa putus akibat banjir bandang minggu lalu.",
    "Bagaimana cara mengaktifkan kembali kartu yang sudah tidak aktif karena tunggakan iuran?",
    "Proyek drainase senilai Rp 2.350.000.000 dikerjakan asal-asalan, baru dua bulan sudah retak.",
    "Terima kasih atas perhatian dan kerja samanya.",
    "Guru sering tidak masuk dan murid hanya disuruh mencatat.",
    "Parkir liar di trotoar membuat pejalan kaki harus turun ke badan jalan.",
    "Harga pupuk bersubsidi di kios jauh di atas HET yang ditetapkan pemerintah.",
    "Pungutan liar di terminal kembali marak, sopir diminta membayar setiap kali masuk.",
    "Sinyal telepon di desa kami sangat jelek, hanya ada satu menara dan sering mati.",
    "Kapan perbaikan jalan provinsi KM 12 sampai KM 17 akan dimulai?",
    "Listrik sering padam tanpa pemberitahuan, alat elektronik kami rusak.",
    "Izin usaha saya ditolak tanpa alasan yang jelas meskipun berkas sudah lengkap.",
    "Truk bermuatan berlebih melintas setiap malam dan merusak jalan desa.",
    "Kami mengusulkan agar dibangun zebra cross dan polisi tidur di depan sekolah.",
];

const IDENTIFIERS: [&str; 14] = [
    "NIK saya 3515080102909901 belum aktif.",
    "KK 3515084102909902 tidak sinkron.",
    "Hubungi saya di 0812-5555-7890 ya pak.",
    "hp 081255550147",
    "email wati_77@example.org",
    "Rumah saya di Jl. Melati No. 27 RT 05 RW 09, sering banjir.",
    "rekening BRI 0123-01-012345-50-3 belum masuk",
    "Bukti ada di https://drive.example.com/file/d/1ContohAbc",
    "truk N 8123 UY ngebut",
    "id pelanggan 532109876543 kena denda",
    "bpjs 0009876543210 nonaktif",
    "lahir 7 Januari 1968 bukan 1986",
    "ig @warga.contoh12",
    "lokasi -7.257472,112.752090",
];

const NAMES: [&str; 5] = [
    "Saya Teguh Wirajati.",
    "kata Pak Suparmi",
    "a.n. siti aminah",
    "Ketua RT Bapak Darmawan Susilo tidak membantu",
    "nama saya Wayan Sudarmana",
];

/// Complaints of ten megabytes, with one of `pieces` behind every so many sentences.
fn complaints(pieces: &[&str], every: Option<usize>) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(20_150_306);
    let mut complaints = Vec::new();
    let mut bytes = 0;
    while bytes < BYTES {
        let mut text = String::new();
        for _ in 0..random.usize(4..=8) {
            text.push_str(SENTENCES[random.usize(..SENTENCES.len())]);
            text.push(' ');
            if every.is_some_and(|every| random.usize(..every) == 0) {
                text.push_str(pieces[random.usize(..pieces.len())]);
                text.push(' ');
            }
        }
        bytes += text.len();
        complaints.push(text);
    }
    complaints
}

fn redact(bencher: Bencher<'_, '_>, pieces: &[&str], every: Option<usize>) {
    redact_all(bencher, &complaints(pieces, every));
}

/// Redacts each text in a thread of its own.
fn redact_all(bencher: Bencher<'_, '_>, texts: &[String]) {
    let bytes: usize = texts.iter().map(String::len).sum();
    let redactor = Redactor::new();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in texts {
            black_box(redactor.thread().redact(&Sensitive::new(black_box(text.as_str()))));
        }
    });
}

/// Without findings.
#[divan::bench(sample_count = 10)]
fn nothing(bencher: Bencher<'_, '_>) {
    redact(bencher, &[], None);
}

/// With an identifier behind every eighth sentence.
#[divan::bench(sample_count = 10)]
fn usual(bencher: Bencher<'_, '_>) {
    redact(bencher, &IDENTIFIERS, Some(8));
}

/// With an identifier behind every second sentence.
#[divan::bench(sample_count = 10)]
fn dense(bencher: Bencher<'_, '_>) {
    redact(bencher, &IDENTIFIERS, Some(2));
}

/// With a name or an identifier behind every fourth sentence, as many of the one as of the other.
#[divan::bench(sample_count = 10)]
fn named(bencher: Bencher<'_, '_>) {
    let names = NAMES.iter().cycle().take(IDENTIFIERS.len());
    let pieces: Vec<&str> = IDENTIFIERS.iter().chain(names).copied().collect();
    redact(bencher, &pieces, Some(4));
}

/// Short texts, each of one sentence or none and of one to three names or identifiers.
#[divan::bench(sample_count = 10)]
fn short(bencher: Bencher<'_, '_>) {
    let mut random = fastrand::Rng::with_seed(20_150_306);
    let mut texts = Vec::new();
    let mut bytes = 0;
    while bytes < BYTES / 10 {
        let mut text = String::new();
        for _ in 0..random.usize(1..=3) {
            text.push_str(match random.usize(..3) {
                0 => SENTENCES[random.usize(..SENTENCES.len())],
                1 => IDENTIFIERS[random.usize(..IDENTIFIERS.len())],
                _ => NAMES[random.usize(..NAMES.len())],
            });
            text.push(' ');
        }
        bytes += text.len();
        texts.push(text);
    }
    redact_all(bencher, &texts);
}

/// The gate over text with an identifier behind every eighth sentence.
#[divan::bench(sample_count = 10)]
fn gate(bencher: Bencher<'_, '_>) {
    let complaints = complaints(&IDENTIFIERS, Some(8));
    let bytes: usize = complaints.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &complaints {
            black_box(scan(black_box(text)));
        }
    });
}

/// Pages of a site as the gate reads them, without findings: lists, links, drawings, ids, days, counts.
fn pages() -> Vec<String> {
    const IDS: &[u8] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut random = fastrand::Rng::with_seed(20_150_306);
    let mut id = |length: usize| -> String {
        (0..length).map(|_| char::from(IDS[random.usize(..IDS.len())])).collect()
    };
    let mut random = fastrand::Rng::with_seed(1_708);
    let mut pages = Vec::new();
    let mut bytes = 0;
    while bytes < BYTES {
        let mut page = String::from(
            "<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;self&#39;\">\n<title>Laporan · Rekaan</title>\n</head>\n<body>\n<main id=\"isi\" tabindex=\"-1\">\n<h1>Laporan</h1>\n<ol class=\"rows\">\n",
        );
        for _ in 0..100 {
            let (agency, count, share) =
                (random.u32(..700), random.u32(..3_000), random.u32(..100));
            let (month, day) = (random.u32(1..=12), random.u32(1..=28));
            let (x, y) = (random.u32(..800), random.u32(..300));
            let title = SENTENCES[random.usize(..SENTENCES.len())];
            let (shard, report) = (id(2), id(16));
            page.push_str(&format!(
                "<li><a href=\"../{shard}/{report}/\" lang=\"id\" hreflang=\"id\">{title}</a><p class=\"meta\"><span class=\"day\" data-day=\"started 2026-{month:02}-{day:02}\">Kam, {day} Feb 2026</span> <a href=\"../../instansi/instansi-rekaan-{agency:03}/\">Instansi Rekaan {agency:03}</a> <span class=\"chip\" data-verdict=\"{report} Closure Met silence\">Ditutup</span></p></li>\n<tr><th scope=\"row\">Feb 2026</th><td data-cell=\"rekaan/on-due/~instansi-rekaan-{agency:03}/2026-{month:02}/met\">{count}</td><td>{share} %</td></tr>\n<rect x=\"{x}\" y=\"{y}\" width=\"24\" height=\"{share}\"/><polyline points=\"{x},{y} {y},{x}\"/>\n",
            ));
        }
        page.push_str("</ol>\n</main>\n</body>\n</html>\n");
        bytes += page.len();
        pages.push(page);
    }
    pages
}

/// The gate over pages without findings.
#[divan::bench(sample_count = 10)]
fn page(bencher: Bencher<'_, '_>) {
    let pages = pages();
    let bytes: usize = pages.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for page in &pages {
            black_box(scan(black_box(page)));
        }
    });
}

/// One unit over and over.
mod growth {
    use super::*;

    const LENGTHS: [usize; 4] = [1_000, 100_000, 10_000_000, 100_000_000];

    fn grow(bencher: Bencher<'_, '_>, unit: &str, length: usize) {
        let text = unit.repeat(length / unit.len());
        let redactor = Redactor::new();
        bencher.counter(BytesCount::new(text.len())).bench_local(|| {
            black_box(redactor.thread().redact(&Sensitive::new(black_box(text.as_str()))))
        });
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn digits(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "3", length);
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn letters(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "x", length);
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn brackets(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "[(", length);
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn signs(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "a@", length);
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn alternating(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "a1", length);
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn plates(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "B 1 ", length);
    }

    #[divan::bench(args = LENGTHS, sample_count = 3)]
    fn identifiers(bencher: Bencher<'_, '_>, length: usize) {
        grow(bencher, "NIK 3515080102909901 ", length);
    }
}
