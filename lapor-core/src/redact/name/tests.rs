//! Names in whole texts.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::super::{Kind, Redactor, Thread};
use super::known::Known;
use super::score::Scorer;
use super::word::{Item, Items};
use super::{feature, lexicon, read, word};
use crate::sensitive::{PublicText, Sensitive};

#[track_caller]
fn check(thread: &mut Thread, text: &str, expected: &str) {
    assert_eq!(thread.redact(&Sensitive::new(text)).text.as_str(), expected, "{text:?}");
}

#[test]
fn the_lexicon_is_what_the_lists_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names");
    let list = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
    let sources = lexicon::Sources {
        words: &list("words_wordfreq_ccbysa.tsv"),
        english: &list("words_english_wordfreq_ccbysa.tsv"),
        ambiguous: &list("ambiguous_names.tsv"),
        given: &list("name_tokens_mit_small.txt"),
        regional: &list("name_tokens_regional_cc0.txt"),
        spoken: &list("words_spoken_cc0.txt"),
        seen: &list("name_tokens_dbpedia_id_ccbysa.tsv"),
        places: &list("places.txt"),
        towns: &list("places_towns_cc0.txt"),
        things: &list("words_things_cc0.txt"),
        roots: &list("words_roots_spacy_mit.txt"),
        met: &list("words_met_cc0.txt"),
        met_names: &list("name_tokens_met_cc0.txt"),
    };
    let entries = sources.entries();
    assert!(entries.len() > 40_000, "{}", entries.len());
    let table = lexicon::table(&entries, &list("words_regional_cc0.txt"));
    assert!(table == fs::read(folder.join("lexicon.bin")).unwrap_or_default());
}

#[test]
fn a_cue_a_list_or_the_form_gives_a_name_away() {
    for (text, expected) in [
        ("Nama saya Suparmiyati, warga Desa Sukamaju", "Nama saya [NAMA 1], warga Desa Sukamaju"),
        ("nama : siti mutmainah NIK : 3515080102909901", "nama : [NAMA 1] NIK : [NIK]"),
        ("a.n. TEGUH WIRAJATI belum cair", "a.n. [NAMA 1] belum cair"),
        ("A/N I Wayan Sudarmana, air kami kering", "A/N [NAMA 1], air kami kering"),
        ("an. poniyem", "an. [NAMA 1]"),
        ("saya ratnasari dari desa sukamaju", "saya [NAMA 1] dari desa sukamaju"),
        (
            "perkenalkan sy fitri handoyani ibu dari 2 anak",
            "perkenalkan sy [NAMA 1] ibu dari 2 anak",
        ),
        ("BAPAK SUPARDIMAN MEMINTA UANG", "BAPAK [NAMA 1] MEMINTA UANG"),
        ("sdh lapor ke pak lurah suyatmin", "sdh lapor ke pak lurah [NAMA 1]"),
        ("Kepala Desa Suyatmin memotong dana", "Kepala Desa [NAMA 1] memotong dana"),
        ("dr. Rahmat Wibisana tidak datang", "dr. [NAMA 1] tidak datang"),
        ("nenek saya poniyem umur 81 th", "nenek saya [NAMA 1] umur 81 th"),
        ("Anak dari Rusli bin Mat Saleh ditolak", "Anak dari [NAMA 1] ditolak"),
        ("tiomina br. nainggolan belum dapat", "[NAMA 1] belum dapat"),
        ("Hormat saya, Yosefina Da Cunha, Kupang", "Hormat saya, [NAMA 1], Kupang"),
        ("Ketua RT kami (Ngadimin) diam saja", "Ketua RT kami ([NAMA 1]) diam saja"),
        ("bpkSuhartono di bagian arsip", "bpk[NAMA 1] di bagian arsip"),
        ("Drs. Bagas Prakosa, M.Si tidak hadir", "Drs. [NAMA 1], M.Si tidak hadir"),
        ("anak saya Haikal, Jessika dan Bagas", "anak saya [NAMA 1], [NAMA 2] dan [NAMA 3]"),
    ] {
        check(&mut Redactor::new().thread(), text, expected);
    }
}

#[test]
fn a_word_that_means_something_else_is_part_of_the_name_beside_it() {
    for (text, expected) in [
        ("atas nama LA MUHIDIN dan WA SUHARNI", "atas nama [NAMA 1] dan [NAMA 2]"),
        ("saya hubungi WA Suharni tadi", "saya hubungi WA [NAMA 1] tadi"),
        ("nama saya Raden Ayu Suparmi", "nama saya [NAMA 1]"),
        ("notaris Anak Agung Istri Suparmi hadir", "notaris [NAMA 1] hadir"),
        ("bernama Syamsuddin Dg. Ngalle, sopir", "bernama [NAMA 1], sopir"),
        ("a.n. nurjannah binti abu bakar", "a.n. [NAMA 1]"),
        ("adik saya Yosefina Nona Suparmi pergi", "adik saya [NAMA 1] pergi"),
        ("bandarnya bernama suparman botak", "bandarnya bernama [NAMA 1]"),
        ("diserobot oleh bapak Duma' Wirajati", "diserobot oleh bapak [NAMA 1]"),
        ("mandor yang bernama Ambo Suparman", "mandor yang bernama [NAMA 1]"),
    ] {
        check(&mut Redactor::new().thread(), text, expected);
    }
}

#[test]
fn speech_of_the_regions_and_letters_alone_stay() {
    for text in [
        "dalane bubrah kabeh pak, wis suwe ora didandani",
        "kamoe ureung gampong hana ie mandum, neutulong bapak",
        "banyu ledeng kada mangalir, kayapa ini",
        "ndai doho wati wara ntaa mboto",
        "pelaku berinisial R.S. dan D. sudah dilaporkan",
        "oknum berinisial S. Kami hanya diberi kertas",
        "POLISI LALU LINTAS DI PEREMPATAN",
        "teman sekelas inisial R yang memukul",
        "ada babinsa di Tawaeli kemarin",
        "mohon bantuanx dan rincianx",
        "motor yang saya tumpangi mogok",
        "sidik jari saya rusak gara gara semen",
    ] {
        check(&mut Redactor::new().thread(), text, text);
    }
}

#[test]
fn a_namesake_in_another_role_is_private() {
    let roles = [("Gubernur Jawa Tengah", "Teguh Wirajati")];
    let redactor = Redactor::new().with_officials(roles);
    for (text, expected) in [
        ("Gubernur Teguh Wirajati datang", "Gubernur Teguh Wirajati datang"),
        ("Gubernur kami Teguh Wirajati datang", "Gubernur kami Teguh Wirajati datang"),
        ("Sekdes kami Teguh Wirajati datang", "Sekdes kami [NAMA 1] datang"),
        ("Kepala Desa Teguh Wirajati datang", "Kepala Desa [NAMA 1] datang"),
    ] {
        check(&mut redactor.thread(), text, expected);
    }
}

#[test]
fn places_offices_and_words_stay() {
    for text in [
        "Jl. Ahmad Yani berlubang",
        "di jalan gatot subroto gelap",
        "Jl. Jend. Ahmad Yani - Jl. Gatot Subroto macet",
        "RSUD dr. Kariadi penuh",
        "rumah sakit hasan sadikin antre",
        "SMP Negeri 2 Dewi Sartika memungut uang",
        "SDN 3 Kartini rusak",
        "Tol Ir. Wiyoto Wiyono macet",
        "Toko Bu Siti buka sampai malam",
        "warung pak budi di trotoar",
        "Desa Sukamaju kekeringan",
        "PT Putra Mandiri membuang limbah",
        "Pak Camat dan Bu Lurah tidak di kantor",
        "nama saya tidak muncul di daftar",
        "atas nama warga kami ucapkan terima kasih",
        "saya sudah daftar tapi tidak bisa masuk",
        "Ibu Kota Nusantara butuh angkutan",
        "Bunga pinjaman terlalu tinggi",
        "Dinas Sosial Kabupaten Banyuwangi lambat",
        "Kementerian Kesehatan mohon dicek",
        "lampu surya di taman indah mati",
        "nomor LP/B/0812/VI/2025/SPKT",
        "",
        "...",
        "[NAMA 1] dan [NIK]",
    ] {
        check(&mut Redactor::new().thread(), text, text);
    }
}

#[test]
fn a_thread_hides_what_it_found_in_any_case_and_in_part() {
    let mut thread = Redactor::new().thread();
    check(
        &mut thread,
        "Ketua: wirajati. Nama saya Teguh Wirajati.",
        "Ketua: [NAMA 1]. Nama saya [NAMA 1].",
    );
    check(&mut thread, "TEGUH, teguh wirajati", "[NAMA 1], [NAMA 1]");
    check(&mut thread, "Jl. Teguh Wirajati rusak, teguhan", "Jl. Teguh Wirajati rusak, teguhan");
    check(&mut thread, "Jl. Teguh Wirajati No. 3, teguhan", "[ADDRESS], teguhan");
    check(&mut thread, "Ibu Sariwati menjawab", "Ibu [NAMA 2] menjawab");
    // A word that is a name too is hidden beside the rest of it, or with its capital.
    check(&mut thread, "a.n. Bintang Lestari", "a.n. [NAMA 3]");
    check(&mut thread, "lihat bintang lestari dan Bintang", "lihat [NAMA 3] dan [NAMA 3]");
    check(&mut thread, "sepuluh bintang di langit", "sepuluh bintang di langit");
    let rules: Vec<&str> =
        thread.redact(&Sensitive::new("teguh saja")).spans.iter().map(|span| span.rule).collect();
    assert_eq!(rules, ["name-again"]);
}

#[test]
fn a_name_begins_with_its_particle() {
    let mut thread = Redactor::new().thread();
    check(&mut thread, "suami saya i made rentanawa sakit", "suami saya [NAMA 1] sakit");
    check(&mut thread, "SAKSI: WA ODE SAFIANTI.", "SAKSI: [NAMA 2].");
    check(&mut thread, "hubungi WA Wayan Sudarwata", "hubungi WA [NAMA 3]");
    let row = "a. rahmana. rahmana. rahmana. rahmana. rahmana. rahman";
    let once = Redactor::new().thread().redact(&Sensitive::new(row)).text.as_str().to_owned();
    check(&mut Redactor::new().thread(), &once, &once);
}

#[test]
fn an_official_stays_by_role_or_by_the_whole_name() {
    let redactor = Redactor::new().with_officials([
        ("Bupati Wanasari", "Indah Kusumaningrum"),
        ("Presiden", "Bagas Wirasena"),
    ]);
    for text in [
        "Bupati Wanasari Indah Kusumaningrum diminta turun",
        "BUPATI INDAH KUSUMANINGRUM DIMINTA TURUN",
        "Presiden Bagas Wirasena berjanji",
        "Presiden Wirasena berjanji",
        "kata Bapak Presiden Bagas Wirasena",
    ] {
        check(&mut redactor.thread(), text, text);
    }
    // The role may stand behind the whole name.
    let text = "dibaca ya pak bagas wirasena presiden kita";
    check(&mut redactor.thread(), text, text);
    check(&mut redactor.thread(), "pak bagas wirasena ketua rt", "pak [NAMA 1] ketua rt");
    check(&mut redactor.thread(), "nama saya Bagas Wirasena", "nama saya [NAMA 1]");
    check(&mut redactor.thread(), "pak lurah Bagas Wirasena", "pak lurah [NAMA 1]");
    check(&mut redactor.thread(), "Bupati Sarwono Wirajati", "Bupati [NAMA 1]");
    check(&mut Redactor::new().thread(), "Presiden Bagas Wirasena", "Presiden [NAMA 1]");
}

#[test]
fn the_role_of_an_official_may_be_short_or_stand_behind_a_part_of_the_name() {
    let redactor = Redactor::new().with_officials([
        ("Gubernur Jawa Tengah", "Bagas Wirasena"),
        ("Wali Kota Wanasari", "Indah Kusumaningrum"),
        ("Menteri Ketenagakerjaan", "Teguh Wirajati"),
        ("Ketua Komisi Rekaan", "Suparmi Darmawan"),
    ]);
    for text in [
        "pak Wirasena gubernur Jawa Tengah janji tanggul",
        "Bu Indah Kusumaningrum walikota Wanasari",
        "pak bagas wirasena yg gubernur: jangan diam",
        "kata Pak Teguh Wirajati menaker, mohon atensi",
        "Menaker Wirajati berjanji",
        "Yth. Menteri Naker/Kepala BP Bapak Teguh Wirajati di Jakarta",
        "tertibkan pak Gub Bagas Wirasena, kasihan",
        "PAK BAGAS WIRASENA KAN GUBERNUR, TENGOKLAH",
        "kata pak Teguh Wirajati Menaker",
    ] {
        check(&mut redactor.thread(), text, text);
    }
    for (text, expected) in [
        // Another sentence, another role, and a role that many have.
        ("pak Wirasena rusak. Gubernur diam", "pak [NAMA 1] rusak. Gubernur diam"),
        ("terima kasih pak Wirasena. Gubernur diam", "terima kasih pak [NAMA 1]. Gubernur diam"),
        ("Bupati dan Bapak Teguh Wirajati hadir", "Bupati dan Bapak [NAMA 1] hadir"),
        ("Menteri datang. Bapak Teguh Wirajati hadir", "Menteri datang. Bapak [NAMA 1] hadir"),
        ("kata Pak Wirajati mensos", "kata Pak [NAMA 1] mensos"),
        ("kata Bu Suparmi ketua RT 3", "kata Bu [NAMA 1] ketua RT 3"),
        ("kata Bu Indah wali murid", "kata Bu [NAMA 1] wali murid"),
    ] {
        check(&mut redactor.thread(), text, expected);
    }
}

#[test]
fn what_was_doubtful_can_be_asked_for() {
    let mut thread = Redactor::new().thread();
    let found = thread.redact(&Sensitive::new("Nama saya Suparmiyati"));
    assert!(75 <= found.spans[0].confidence);
    assert_eq!((found.spans[0].start, found.spans[0].end), (10, 21));
    let text = PublicText::from_static("é tiang Sumber Wangkal Lor miring");
    let doubts = thread.review(&text);
    assert!(doubts.iter().any(|span| (span.start, span.end) == (15, 26)), "{doubts:?}");
    assert!(doubts.iter().all(|span| span.kind == Kind::Person));
    assert_eq!(thread.review(&PublicText::from_static("jalan rusak parah di depan pasar")), []);
}

#[test]
fn a_reading_allocates_nothing() {
    let text = "Jalan di depan sekolah rusak, pak. Saya Siti dan Budi dari Desa Sukamaju melapor.";
    let mut found = 0;
    let counted = allocation_counter::measure(|| {
        let known = Known::default();
        read::names(text.as_bytes(), &known, super::LEAST, &mut Scorer, |_| found += 1);
    });
    assert_eq!((counted.count_total, found), (0, 2));
}

#[test]
fn long_rows_are_read_in_time_that_grows_with_their_length() {
    // Each took minutes if a word were judged again for every one behind it.
    for unit in [
        "saya Siti ",
        "Siti ",
        "dan Siti ",
        "a.",
        "A. ",
        "[NAMA 1] ",
        "jalan ",
        "Jl. Siti ",
        "bin ",
        "Siti bin ",
        "é",
        "'",
        "a'",
        "Siti, ",
        "I Wayan ",
        "bpkSiti",
        "indah ",
        "Indah bintang ",
        "xyzzy ",
        "H. ",
    ] {
        let text = unit.repeat(400_000 / unit.len());
        let redacted = Redactor::new().thread().redact(&Sensitive::new(text.as_str()));
        assert!(redacted.text.as_str().len() <= 2 * text.len());
    }
}

/// Words that the lists have, common and rarer, as they are written in and at the start of a text.
const ORDINARY: [&str; 12] = [
    "jalan", "rusak", "Lampu", "Petugas", "sampah", "menumpuk", "trotoar", "Jembatan", "asal",
    "retak", "Surabaya", "bandang",
];

proptest! {
    #[test]
    fn eight_letters_at_a_time_are_the_same_as_one(
        before in "[ a]{0,3}", letters in "[A-Za-z']{0,40}", behind in "[ -~\u{80}\u{81}]{0,12}",
    ) {
        let text = format!("{before}{letters}{behind}");
        let bytes = super::super::normal::Normal::new(&text);
        let start = before.len();
        let (fast, slow) = (word::letters(bytes.bytes(), start), word::slow(bytes.bytes(), start));
        prop_assert_eq!((fast.end, fast.hash, fast.upper), (slow.end, slow.hash, slow.upper));
    }
    #[test]
    fn parts_of_a_word_have_the_hash_that_they_have_alone(
        word in "[A-Za-z']{8}", count in 0_usize..8,
    ) {
        let chunk = super::super::normal::chunk_at(word.as_bytes(), 0);
        prop_assert_eq!(word::hash_of(chunk, count), word::hash(&word.as_bytes()[..count]));
    }

    #[test]
    fn what_is_plain_is_no_candidate(
        words in prop::collection::vec(
            (
                prop_oneof![
                    prop::sample::select(&ORDINARY[..]).prop_map(str::to_owned),
                    "[A-Z]?[a-z]{1,7}",
                    prop::sample::select(&["saya", "Bapak", "bin", "SE", "umur", "[NAMA 1]", "[NIK]", "7"][..])
                        .prop_map(str::to_owned),
                ],
                prop::sample::select(&[" ", " ", " ", ", ", ". ", "\n", " (", ": ", "-", ""][..]),
            ),
            1..9,
        ),
    ) {
        let text: String = words.iter().map(|(word, gap)| format!("{word}{gap}")).collect();
        let bytes = text.as_bytes();
        let items: Vec<Item> = Items::new(bytes).collect();
        for (at, item) in items.iter().enumerate() {
            if item.is_word() && feature::is_plain(item, &items[..at], &items[at + 1..]) {
                let context = read::context(bytes, &items, at);
                prop_assert!(!feature::is_candidate(&context), "{:?}", &text[item.range()]);
                prop_assert!(!feature::is_initial(&context), "{:?}", &text[item.range()]);
            }
        }
    }
}

#[test]
fn a_name_that_is_parted_from_the_word_before_it_is_hidden_wherever_it_is_repeated() {
    for text in ["M.Si'surya M.Si'surya ", "S.Pd'josé, poniyem S.Pd'josé, poniyem "] {
        let mut thread = Redactor::new().thread();
        let once = thread.redact(&Sensitive::new(text)).text;
        let twice = thread.redact(&Sensitive::new(once.as_str())).text;
        assert_eq!(once.as_str(), twice.as_str());
    }
}

#[test]
fn a_word_of_a_name_may_be_in_a_word_that_is_parted() {
    let mut known = Known::default();
    known.add(&Items::new(b"Suparmi").collect::<Vec<Item>>(), true, 0);
    for text in ["rusak, suparmi", "bpkSuparmi", "S.Pd'Suparmi", "SUPARMI"] {
        assert!(known.is_in(text.as_bytes()), "{text:?}");
    }
    assert!(!known.is_in(b"Jalan rusak: Bpk BUPATI, suparm"));
}

#[test]
fn a_word_of_a_place_that_became_a_name_leaves_nothing_for_a_second_time() {
    for text in [
        "Jalan masuk ke Rumah Sakit Umum Daerah dr. Soedarso. Ibu saya sesgan berjuPenegakannyah Sakit Ua mana?",
        "ayah kami, Poumah Sakit Mltak Manurung (71), masuk IGD. Kakak menelepon Rumah Sakit Murni Teguh, ada tempat",
    ] {
        let once = Redactor::new().thread().redact(&Sensitive::new(text)).text;
        let twice = Redactor::new().thread().redact(&Sensitive::new(once.as_str())).text;
        assert_eq!(twice.as_str(), once.as_str());
    }
}
