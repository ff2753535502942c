//! Whole texts through the redactor and the gate.

use super::*;
use crate::sensitive::Sensitive;

/// Redacts a text in a thread of nobody's.
fn redact(text: &str) -> String {
    Redactor::new().thread().redact(&Sensitive::new(text)).text.into_string()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(redact(text), expected, "{text:?}");
    assert_eq!(redact(expected), expected, "redacting twice: {text:?}");
    let spans = Redactor::new().thread().redact(&Sensitive::new(text)).spans;
    let gate = scan(text);
    assert!(
        gate.iter().all(|found| spans.iter().any(|s| s.start <= found.start && found.end <= s.end))
    );
    assert_eq!(gate.is_empty(), spans.is_empty(), "gate and redactor differ: {text:?}");
}

#[track_caller]
fn stays(text: &str) {
    check(text, text);
}

#[test]
fn nik_in_every_spelling() {
    for number in [
        "3515080102909901",
        "3515 0801 0290 9901",
        "3515-0801-0290-9901",
        "3515.0801.0290.9901",
        "351508-010290-9901",
        "351508 010290 9901",
        "35.15.08.010290.9901",
        "35 15 08 01 02 90 9901",
        "35150801029099 01",
        "351508 010290 99 01",
        "3515080102-909901",
        "3 5 1 5 0 8 0 1 0 2 9 0 9 9 0 1",
        "35I508OlO29O99O1",
        "３５１５０８０１０２９０９９０１",
        "3515\u{200b}0801\u{200b}0290\u{200b}9901",
        "3515 – 0801 – 0290 – 9901",
        "3515080102909901",
        "351508&#48;102909901",
        "3515084102909901",
    ] {
        check(&format!("Data saya {number} hilang."), "Data saya [NIK] hilang.");
        check(&format!("NIK: {number}, tolong"), "NIK: [NIK], tolong");
        check(number, "[NIK]");
    }
}

#[test]
fn a_fixed_line_of_an_office_stays_whatever_calls_it() {
    stays("Telepon Dinas Sosial (0291) 555691 tidak pernah diangkat.");
    stays("Saran ke (0356) 555-777 atau dinkes@rekaankab.go.id.");
    check(
        "telp saya (0356) 555-777, email dinkes@rekaankab.go.id",
        "telp saya [PHONE], email dinkes@rekaankab.go.id",
    );
    stays("hubungi layanan WA Dukcapil Kota Rekaan 0811-3555-755 pada jam kerja");
    check("hubungi WA saya 0811-3555-755", "hubungi WA saya [PHONE]");
    check("Telepon dinas saya (0291) 555691", "Telepon dinas saya [PHONE]");
    check("Telepon rumah (0291) 555691", "Telepon rumah [PHONE]");
}

#[test]
fn nik_glued_to_words_and_to_each_other() {
    check("nik:3515080102909901kk:3515080102909902", "nik:[NIK]kk:[KK]");
    check("NIK3515080102909901oke", "NIK[NIK]oke");
    check("nik3515080102909901kk3515080102909902hp081234567890", "nik[NIK]kk[KK]hp[PHONE]");
    check("data 35150801029099013515080102909902 ganda", "data [NIK] ganda");
    check("data 3515080102909901081234567890 ganda", "data [NIK] ganda");
    check("1.3515080102909901\n2.3515080102909902", "1.[NIK]\n2.[NIK]");
    check("3515 0801 0290 9901 3515 0801 0290 9902", "[NIK] [NIK]");
    // Mistyped, and its label is glued to the word before as well.
    check("berkasnik351508010290990kk3515080102909902", "berkasnik[NIK]kk[KK]");
    stays("berkas351508010290990");
}

#[test]
fn nik_mistyped_beside_its_keyword() {
    check("NIK saya 351508010290990 salah", "NIK saya [NIK] salah");
    check("no. KTP : 35150801029099011", "no. KTP : [NIK]");
    check("nik 9915080102909901", "nik [NIK]");
    check("NIK 35150801029099 dan 351508010290991", "NIK [NIK] dan [NIK]");
    check("9915080102909901 (NIK) keliru", "[NIK] (NIK) keliru");
    stays("KTP hilang, nomor laporan 12345678901234");
    // Without it they are none, but still nobody says what they are.
    assert_eq!(
        redact("bilangan 351508010290992 dan 9915080102909901 dan 99150801029099011"),
        "bilangan [OTHER_ID] dan [OTHER_ID] dan [OTHER_ID]",
    );
    stays("resi 351508010290992 dan 9915080102909901 dan 99150801029099011");
}

#[test]
fn nik_with_a_digit_too_many_by_its_structure() {
    check("punya ibu 35150801029099011 itu", "punya ibu [NIK] itu");
    stays("resi 35150801029099011, kode 35150839029099011, 35150801139099011");
}

#[test]
fn kk_beside_its_keyword() {
    check("No KK 3515080102909902", "No KK [KK]");
    check("nomor kartu keluarga saya: 3515 0801 0290 9902", "nomor kartu keluarga saya: [KK]");
    check("3515080102909902 (KK)", "[KK] (KK)");
    check("KK 351508010290990", "KK [KK]");
    let spans = scan("No KK 3515080102909902");
    assert_eq!((spans[0].kind, spans[0].start, spans[0].end), (Kind::Kk, 6, 22));
}

#[test]
fn sixteen_digits_that_are_something_else_stay() {
    check("punya saya 351508/010290/9901", "punya saya [NIK]");
    assert_eq!(redact("NPWP 16 digit 0555 0012 8831 4000,"), "NPWP 16 digit [NPWP],");
    assert_eq!(redact("tambah nol: 0555 0012 8831 4000,"), "tambah nol: [OTHER_ID],");
    check("VA 8277 0812 5555 0146 Rp 287.500", "VA [BANK_ACCOUNT] Rp 287.500");
    check(
        "Kantor Cabang Rekaan (0361-227122), rumah (0361-227123)",
        "Kantor Cabang Rekaan (0361-227122), rumah ([PHONE])",
    );
    check(
        "@disnaker_rekaan, @kemdik_rekaan, akun ig palsu dinas_rekaan.cs",
        "@disnaker_rekaan, @kemdik_rekaan, akun ig palsu [HANDLE]",
    );
    stays("surat 351508/010290/9901/2024");
    stays("Rp3.273.011.205.900.001 untuk jalan");
    stays("anggaran 3.273.011.205.900.001 rupiah");
    stays("nomor resi JNE 3515080102909901 tidak bergerak");
    stays("kode bayar 3515080102909901");
    stays("kode kartu 1234567890123456");
    stays("Rp628.274.231.390 dan 628.274.231.390");
    stays("{\"share\":0.3515080102909901,\"low\":[0.3515080102909902]}");
    stays("x=\"1.3515080102909901\" 1203,1.3515080102909901");
    stays("{\"kategori\":\"KTP\",\"share\":0.3515080102909901,\"telepon\":0.812345678901}");
    stays("pegawai 150.200.300, bantuan 200 KK 12.500.000.000.000");
    stays("tanggal 12-08-2025 sampai 13-08-2025, pukul 08.00-15.00");
}

#[test]
fn npwp_by_shape_keyword_or_check_digit() {
    check("NPWP istri 12.345.678.1-503.000 dobel", "NPWP istri [NPWP] dobel");
    check("data 12.345.678.1-503.000", "data [NPWP]");
    check("12.345.678.1 503.000", "[NPWP]");
    check("12 345 678.1-503.000", "[NPWP]");
    check("kartu 12 345 678 1 503 000, NPWP", "kartu [NPWP], NPWP");
    check("npwp 123456781503000", "npwp [NPWP]");
    check("NPWP baru 0123456781503000", "NPWP baru [NPWP]");
    check("angka 123456782503000", "angka [NPWP]");
    assert_eq!(redact("angka 123456781503000"), "angka [OTHER_ID]");
    stays("kode 123456781503000");
    check("IMEI 123456782503000, Rp123456782503000", "IMEI [OTHER_ID], Rp123456782503000");
    stays("points=\"12.123456782503000 7.123456782503000\"");
}

#[test]
fn nip_by_structure_or_keyword() {
    check("NIP 197706152005012002", "NIP [NIP]");
    check("beliau 19770615 200501 2 002 pindah", "beliau [NIP] pindah");
    check("NIP. 131999999 (lama)", "NIP. [NIP] (lama)");
    check("NIP 19770615200501200", "NIP [NIP]");
    stays("transaksi 197706152005012002");
    stays("cap waktu 202506152025012002");
}

#[test]
fn mobile_numbers_in_every_spelling() {
    for number in [
        "081234567890",
        "0812 3456 7890",
        "0812-3456-7890",
        "0812.3456.7890",
        "08 12 34 56 78 90",
        "0 8 1 2 3 4 5 6 7 8 9 0",
        "+62 812 3456 7890",
        "+6281234567890",
        "+62-812-3456-7890",
        "(+62) 812 3456 7890",
        "6281234567890",
        "62 812-3456-7890",
        "O8l2-3456-789O",
        "０８１２３４５６７８９０",
        "0812\u{200d}34567890",
        "0812 345 6789",
        "08123456789",
        "nol delapan satu dua tiga empat lima enam tujuh delapan",
        "nol 8 satu 2 3456 tujuh 8",
    ] {
        check(&format!("Hubungi {number}, ya"), "Hubungi [PHONE], ya");
        check(&format!("kirim ke {number}."), "kirim ke [PHONE].");
    }
    check("wa.me/6281234567890", "[URL]");
    check("ovo 812 3456 7890 dan hp0812345678", "ovo [PHONE] dan hp[PHONE]");
    check("hp 08123456789012 (salah)", "hp [PHONE] (salah)");
    check("hp 0812/3456/7890", "hp [PHONE]");
    check("+628123456789012", "[PHONE]");
    check("0\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}123456789\u{fe0f}\u{20e3}!", "[PHONE]!");
    check("081234567890/081234567891", "[PHONE]/[PHONE]");
    check("\"hp\\n081234567890\"", "\"hp\\n[PHONE]\"");
    check("1,081234567890,x", "1,[PHONE],x");
    check("1.081234567890\n2.081234567891", "1.[PHONE]\n2.[PHONE]");
    check("0812 3456 7890 5 orang", "[PHONE] 5 orang");
    check("081234567890 2 kali", "[PHONE] 2 kali");
    check("ketua: 0878/2219/9901.", "ketua: [PHONE].");
    stays("surat 0878/2219/2024 dan 0878/221/9901/X");
}

#[test]
fn fixed_lines() {
    check("(0274) 555-0147", "[PHONE]");
    check("telp 0341-555012 (rumah)", "telp [PHONE] (rumah)");
    check("021-5550147 atau 021 555 0147", "[PHONE] atau [PHONE]");
    check("+62 21 5550147", "[PHONE]");
    check("rumah 0341555012", "rumah [PHONE]");
    check("telepon 5550147 saja", "telepon [PHONE] saja");
    check("kontak: 0812 9000 1122 / 0341-555012", "kontak: [PHONE] / [PHONE]");
    check("rekening BNI 0341555012", "rekening BNI [BANK_ACCOUNT]");
    stays("pukul 0900-1700, kode 0212-2024");
}

#[test]
fn public_numbers_stay() {
    stays("Hubungi 110, 112, 119, 123, 129, 165 atau 1500123");
    stays("call center 0812 3456 7890");
    stays("hotline WA: 081234567890");
    stays("0800 1 234567 bebas pulsa");
    stays("nomor LP/B/0812/VI/2025/SPKT dan LP/B/081234567890/VI/2025");
    stays("SK Bupati No. 800/1122/2022, KM 62+800, KM 081+200, kode pos 61211");
    check("hotline mati, wa saya 081234567890", "hotline mati, wa saya [PHONE]");
    stays("x,Constituent Call\r\n101000295618,2011-07-01 02:32:33");
    stays("hubungi sebelum 12-08-2025, telp 14045");
}

#[test]
fn email_and_plate_in_a_text() {
    check("Email wati_77@example.org, motor n 1234 cd.", "Email [EMAIL], motor [PLATE].");
    check("wati&#64;example.org dan wati%40example.org", "[EMAIL] dan [EMAIL]");
    check("wati at example titik com", "[EMAIL]");
    check("Truk N 8123 UY", "Truk [PLATE]");
    stays("aduan@dinas-contoh.go.id, lapor.go.id, mobil L300, RT 3, 2 KG");
}

#[test]
fn finished_files_pass_the_gate() {
    for text in [
        // The tag of a heading is no plate, whatever word the title ends in.
        "<h1>truk pasir ngebut, plat</h1>",
        "<h2>mobil tanpa nopol</h2>\n<h3 id=\"x\">",
        "<svg viewBox=\"0 0 812 345\"><path d=\"M62 812 345 678L0 812 345 678Z\"/></svg>",
        "<polyline points=\"62,812 345,678 1234,5678 9012,3456 7890,1234\"/>",
        "<path d=\"M 1234 5678 L 3515 8010 2909 9010 3515 8010 2909 9010 1 2 3 4 5 6 H 100 V 200 Z\"/>",
        "<circle cx=\"12.345678901234567\" cy=\"1.0812345678901234\" r=\"0.0812345678901\"/>",
        "<time datetime=\"2025-08-12T08:12:34.081234567+07:00\">12 Agustus 2025 pukul 08.12</time>",
        "script-src 'sha256-0812345678901234+B1234XY/AB1234CD35150801029099='",
        "app.3515080102909901abcdef0812345678abcdef350801abcdef0123456789.css",
        "/laporan/ab/abcdefg234567hij/ /2025/08/12/ ?v=20250812081234",
        "body{margin:0 8px 12px;color:#B1234F;font:400 16px/1.5 x}@media(min-width:60em){a{b:c}}",
        "Rp 1.250.000.000,00 atau 81,25 % (80,10-82,33); 12.345.678 laporan",
        "id,tanggal,n\nabcdefg234567hij,2025-08-12,117\n",
        "{\"@context\":\"https://schema.org\",\"n\":1722,\"low\":0.8123456789012345}",
        "[NIK] [KK] [NPWP] [NIP] [PHONE] [EMAIL] [PLATE] [NAMA 1] [NAMA 12]",
        "872.6281774226513,5.8\n9.258519370390573,8.2\n62.812345678901,1\n",
        "<path d=\"M1116.2869913599104 3.9505292905745213L1 2\"/>",
        "app-0921744505f8ed63.js app-808716690108099a.js app-aff029488350563e.js",
        "<path d=\"M1118.270602355374 9.1L517.605778253539 0.3\"/>",
        "ee1dadae-dbec-da1d-cfbf-dd0883101501 550e8400-e29b-41d4-a716-446655440000",
    ] {
        assert_eq!(scan(text), [], "{text}");
    }
}

#[test]
fn the_gate_finds_in_markup_what_the_redactor_finds_in_text() {
    for (text, kind) in [
        ("<p>NIK 3515080102909901</p>", Kind::Nik),
        ("{\"body\":\"3515 0801 0290 9901\"}", Kind::Nik),
        ("{\"body\":\"1.3515080102909901\"}", Kind::Nik),
        ("\"a\",3515080102909901,\"b\"\n", Kind::Nik),
        ("0,3515080102909901\n", Kind::Nik),
        ("<text x=\"1\" y=\"2\">081234567890</text>", Kind::Phone),
        ("{\"body\":\"\\u0040 0812\\/x wati\\u0040example.org\"}", Kind::Email),
        ("<a href=\"mailto:wati@example.org\">", Kind::Email),
        ("<li>B 1234 XYZ</li>", Kind::Plate),
        ("?q=081234567890&x", Kind::Phone),
        ("<td>12.345.678.1-503.000</td>", Kind::Npwp),
    ] {
        let found = scan(text);
        assert_eq!(found.iter().map(|s| s.kind).collect::<Vec<_>>(), [kind], "{text}");
    }
}

#[test]
fn a_thread_hides_the_reporter_and_numbers_people_by_appearance() {
    let redactor = Redactor::new();
    let mut thread = redactor.thread();
    thread.hide_person(&Sensitive::new("Teguh Wirajati"));
    thread.hide_person(&Sensitive::new("Sariwati"));
    thread.hide_contact(&Sensitive::new("0812-3456-7890"));
    let mut read = |text: &str| thread.redact(&Sensitive::new(text)).text.into_string();
    assert_eq!(read("Bu SARIWATI tetangga"), "Bu [NAMA 1] tetangga");
    assert_eq!(read("teguh, Sariwati; Wirajati"), "[NAMA 2], [NAMA 1]; [NAMA 2]");
    assert_eq!(read("call center 081234567890"), "call center [PHONE]", "own contact beats a rule");
    assert_eq!(read("keteguhan [NAMA 2]"), "keteguhan [NAMA 2]", "part of another word");
    assert_eq!(redactor.thread().redact(&Sensitive::new("Teguh")).text.as_str(), "[NAMA 1]");
    assert_eq!(format!("{thread:?}"), "Thread { people: 2, contacts: 1 }");
}

#[test]
fn what_a_token_lays_open_is_hidden_in_the_same_pass() {
    let redactor = Redactor::new();
    let mut thread = redactor.thread();
    thread.hide_person(&Sensitive::new("Hotline Wirajati"));
    let once = thread.redact(&Sensitive::new("Hotline 081234567890"));
    assert_eq!(once.text.as_str(), "[NAMA 1] [PHONE]");
    assert_eq!((once.spans[1].start, once.spans[1].end), (8, 20));
    let twice = thread.redact(&Sensitive::new(once.text.as_str()));
    assert_eq!(twice.text, once.text);
}

#[test]
fn a_long_row_is_hidden_to_its_end() {
    // In each, a finding shows only once the one beside it is hidden.
    for (row, unit, hidden) in [
        ("mobil ", "B 1234, ", "[PLATE], "),
        ("mobil ", "B 1234 dan ", "[PLATE] dan "),
        ("", "H 123 Z ", "[PLATE] "),
        ("", "B 123 LT ", "[PLATE] "),
        ("", "081234567890B 1234 RP, ", "[PHONE][PLATE], "),
        ("", "0812 3456 7890-", "[PHONE]-"),
        ("", "62 812 345 678 62 - 812 - 345 - 678 - ", "[PHONE] [PHONE] - "),
        ("", "3515080102909901.", "[NIK]."),
        ("", "3515080102 909901 3515080102-909901-", "[NIK] [NIK]-"),
        ("", "351508010290991.x@example.org-B 12 AB ", "[EMAIL]-[PLATE] "),
    ] {
        check(&(row.to_owned() + &unit.repeat(20)), &(row.to_owned() + &hidden.repeat(20)));
    }
}

#[test]
fn a_name_and_a_handle_are_hidden_beside_digits() {
    let mut thread = Redactor::new().thread();
    thread.hide_person(&Sensitive::new("Hotline"));
    thread.hide_contact(&Sensitive::new("@warga_12"));
    for (unit, hidden) in [
        ("081234567890Hotline, ", "[PHONE][NAMA 1], "),
        ("0812 3456 7890@warga_12-", "[PHONE][HANDLE]-"),
    ] {
        let once = thread.redact(&Sensitive::new(unit.repeat(20)));
        assert_eq!(once.text.as_str(), hidden.repeat(20));
    }
}

/// A small generator (SplitMix64): the same cases on every machine.
struct Cases(u64);

impl Cases {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const IDENTIFIERS: [&str; 14] = [
    "3515080102909901",
    "3515 0801 0290 9901",
    "351508-410290-9902",
    "081234567890",
    "0812-3456-7890",
    "+62 812 3456 7890",
    "(0274) 555-0147",
    "wati_77@example.org",
    "wati(at)example(dot)com",
    "B 1234 XYZ",
    "AG4471QK",
    "12.345.678.1-503.000",
    "197706152005012002",
    "3515\u{200b}080102909903",
];

const SURROUNDINGS: [&str; 40] = [
    "jalan",
    "rusak",
    "NIK",
    "kk",
    "hp",
    "hotline",
    "saya",
    "call center",
    "Rp",
    "resi",
    "plat",
    "mobil",
    "Teguh",
    "wirajati",
    "nol",
    "delapan",
    "satu",
    "12",
    "0",
    "3.5",
    "2025-08-12",
    "[NIK]",
    "[NAMA 3]",
    "[",
    "]",
    "(",
    "@",
    "at",
    "dot",
    ".",
    "/",
    "&#64;",
    "\\n",
    "%40",
    "é",
    "\u{200b}",
    "🙂",
    "٣",
    "LP/B/",
    "O",
];

const GAPS: [&str; 8] = [" ", " ", " ", ", ", ": ", "\n", "-", ""];

#[test]
fn any_text_is_read_without_panic_and_stays_redacted() {
    let mut cases = Cases(1);
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..cases.below(12) {
            match cases.below(6) {
                0 => text.push_str(cases.pick(&IDENTIFIERS)),
                1 => text.extend(char::from_u32(cases.below(0x11_0000) as u32)),
                2 => text.push(char::from(32 + cases.below(95) as u8)),
                _ => text.push_str(cases.pick(&SURROUNDINGS)),
            }
            text.push_str(cases.pick(&GAPS));
        }
        let mut thread = Redactor::new().thread();
        thread.hide_person(&Sensitive::new("Teguh Wirajati"));
        thread.hide_contact(&Sensitive::new("081234567890"));
        let once = thread.redact(&Sensitive::new(text.as_str()));
        let twice = thread.redact(&Sensitive::new(once.text.as_str()));
        assert_eq!(once.text, twice.text, "{text:?}");
        assert_eq!(scan(once.text.as_str()), [], "{text:?} became {:?}", once.text);
        let length = text.chars().count();
        assert!(once.spans.iter().all(|s| s.start < s.end && s.end <= length), "{text:?}");
        assert!(once.spans.windows(2).all(|s| s[0].end <= s[1].start), "{text:?}");
    }
}

#[test]
fn no_identifier_of_the_input_is_in_the_output() {
    let mut cases = Cases(2);
    let words =
        ["jalan", "rusak", "tolong", "saya", "NIK", "hp", "email", "mobil", "dan", "é", "🙂"];
    for _ in 0..20_000 {
        let mut text = String::new();
        let mut planted = Vec::new();
        for _ in 0..1 + cases.below(4) {
            text.push_str(cases.pick(&words));
            text.push_str(cases.pick(&[" ", ": ", ", ", "\n", " ("]));
            let identifier = cases.pick(&IDENTIFIERS);
            planted.push(identifier);
            text.push_str(identifier);
            text.push_str(cases.pick(&[" ", ", ", ". ", "\n", ") ", "; "]));
        }
        let output = redact(&text);
        for identifier in planted {
            assert!(!output.contains(identifier), "{text:?} became {output:?}");
        }
        let digits = output.chars().filter(char::is_ascii_digit).count();
        assert_eq!(digits, 0, "{text:?} became {output:?}");
    }
}

#[test]
fn long_rows_are_read_in_time_that_grows_with_their_length() {
    // Each took seconds or minutes if any scanner looked at what it had read before.
    let length = 200_000;
    for unit in [
        "3",
        "08",
        "x",
        "[",
        "]",
        "(",
        "@",
        "a@",
        "at ",
        "nol ",
        "0812 ",
        "1.",
        "o",
        "O0",
        "B1",
        "-",
        "[NIK]",
        "&",
        "&#",
        "\\u",
        "é",
        "\u{200b}",
        "hotline ",
        "1 ",
        "a.",
        "B 1234 XYZ# B 1234 ",
        "H 123 Z ",
        "0812 3456 7890-",
        "3515080102 909901 3515080102-909901-",
        "x@example.org-B 12 AB ",
        "081234567890B 1234 RP, ",
        "1-",
        "no 1 ",
        "rt 3 ",
        "blok a1/2 ",
        "jl a ",
        "jl a no 1 rt 2 rw 3 ",
        "rek 1234567890 ",
        "-7.1234,112.1234 ",
        "7\u{b0}1'",
        "3X45123456",
        "A1B2C3-",
        "lahir ",
        "lahir 7-1-1968 ",
        "www.",
        "://",
        "a.id/",
        "ig ",
        "ig a_1 ",
        "sim a 920417110085 ",
        "meter a 513027718840 ",
        "no pam 118204 a 118240 a 118211 a ",
        "no kartap lama 2217745 ",
        "lat -6.9 ",
        "S 6.91 E 107.6 ",
        "6 54 52 LS 107 36 35 ",
        "lahir 7 bulan 1 thn 68 ",
        "lahir 7-1-1968 di ktp 8-1-1968 ",
        "tower a lt 1 no 2 ",
        "alamat a b no 1 ",
        "perum a b-1 ",
        "wati garis bawah ",
        "ig a a a_1.a ",
    ] {
        let text = unit.repeat(length / unit.len());
        let redacted = redact(&text);
        assert!(redacted.len() <= 2 * text.len());
    }
}

/// Without the name that is glued to it, "M.Si" is a degree, and what follows must be read beside it.
#[test]
fn a_name_within_a_word_is_followed_by_another_reading() {
    let read = |text: &str| {
        Redactor::new().thread().redact(&Sensitive::new(text)).text.as_str().to_owned()
    };
    let once = read("M.SiI WAYAN SUDARMANA HARI ");
    assert_eq!(read(&once), once);
}
