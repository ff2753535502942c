//! Every kind in every spelling that is known, and what only looks like one.

use super::*;

/// Redacts a text in a thread of nobody's, and checks that a second time and the gate find nothing.
#[track_caller]
fn redact(text: &str) -> String {
    let redact = |text: &str| Redactor::new().thread().redact(&Sensitive::new(text)).text;
    let once = redact(text).into_string();
    assert_eq!(redact(&once).as_str(), once, "redacting twice: {text:?}");
    assert_eq!(scan(&once), [], "the gate behind {text:?}");
    once
}

/// Each text holds one identifier between `<` and `>`, and all of it is hidden, and nothing else.
#[track_caller]
fn check(kind: Kind, texts: &[&str]) {
    for marked in texts {
        let (before, rest) = marked.split_once('<').unwrap_or_default();
        let (_, after) = rest.split_once('>').unwrap_or_default();
        let text = marked.replacen(['<', '>'], "", 2);
        let expected = format!("{before}[{}]{after}", kind.token());
        assert_eq!(redact(&text), expected, "{text:?}");
        // In the digits of other scripts and with invisible marks it is the same.
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
            c => c,
        };
        if kind != Kind::Url && kind != Kind::Handle {
            let wide: String = text.chars().map(wide).collect();
            assert_eq!(redact(&wide), expected.chars().map(wide_outside).collect::<String>());
            let marked: String = text
                .chars()
                .flat_map(|c| [Some(c), c.is_ascii_digit().then_some('\u{200b}')])
                .flatten()
                .collect();
            assert_eq!(redact(&marked).replace('\u{200b}', ""), expected, "{marked:?}");
        }
    }
}

/// Full-width digits outside what is hidden.
fn wide_outside(c: char) -> char {
    if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }
}

#[track_caller]
fn stays(texts: &[&str]) {
    for text in texts {
        assert_eq!(redact(text), *text);
    }
}

#[test]
fn accounts() {
    check(
        Kind::BankAccount,
        &[
            "no rek bri <012301012345503> an",
            "Norek BCA : <123-456-7890>.",
            "rek. <1234-01-012345-53-7> BRI",
            "REK <0123 4567 89> MANDIRI",
        ],
    );
    check(
        Kind::BankAccount,
        &[
            "transfer ke BNI no <0987654321> an",
            "sudah tf ke <7123456789>, mohon",
            "VA BCA <3901081234567890> gagal",
            "virtual account <88081 0812 3456 7890> salah",
            "norek<1234567890>bca",
            "uang ke <0987654321> a.n. penipu",
            "rek bri <O0123O1O12345509> terbaca",
        ],
    );
    stays(&[
        "transfer 1.500.000, transfer 2500000 rupiah, transfer Rp 500000",
        "bank buka 08.00-15.00, bank tutup 20230115, call center bank BRI 1500017",
        "dana 500000000 dari bank, rekening 2 bulan",
    ]);
}

#[test]
fn cards_and_memberships() {
    check(
        Kind::Bpjs,
        &[
            "No.BPJS:<0001987654321>mohon",
            "bpjs kelas 3 ibu nomor <0001987654321> mati",
            "no peserta jkn <0002-3344-55667> hilang",
            "BPJS saya <000 1234 567 890>",
            "kartu kis <00012345678> (kurang)",
            "noka <0001234567891> aktif",
        ],
    );
    check(
        Kind::Sim,
        &[
            "SIM C saya no <1234-5678-901234> hilang",
            "nomor SIM <930812345678> mati",
            "sim a/umum <9308 1234 5678>",
            "SIM B1 <650955501827> disita",
        ],
    );
    check(
        Kind::Passport,
        &[
            "paspor <C1234567>masa",
            "Paspor <A 1234567> ditahan",
            "passport no. <AB123456> hilang",
            "PASPOR ANAK SAYA YANG KEDUA ITU (<B5559183>) SALAH",
            "pasporku=<X5552107>,mau",
        ],
    );
    check(
        Kind::CustomerId,
        &[
            "id pelanggan PLN <532109876543> kena",
            "idpel: <5321 0987 6543>",
            "No meter <14012345678> mati",
            "no. meteran pdam <0012345>",
            "pelanggan PDAM <01-2345-6789> bocor",
            "no indihome <122345678901> merah",
            "rekening air <0123456> nunggak",
        ],
    );
    check(
        Kind::OtherId,
        &[
            "NISN anak saya: <006 123 4567>",
            "no kks <6032 9812 3456 7890>",
            "kartu tani <6013011234567890> kosong",
            "ID Keluarga <38XXXX45123456> hilang",
            "NUPTK <1234567890123456> mati",
            "nomor porsi haji <1300123456>",
            "imei <86 555105 093417 2> diblokir",
            "No rangka <MH1JF5550KK091234> salah",
            "BPKB <M-05551873-K> salah",
            "NOP <35.78.120.004.055-0917.0> naik",
            "akta <3515-LT-12032010-0012> hilang",
            "kartu perpus nomor <000123456>",
            "no rm <00.12.34> hilang",
        ],
    );
    stays(&[
        "tagihan PDAM 350000 per bulan, PLN padam 3 kali, BPJS naik 150000",
        "laporan 1234567890 dan tiket 9876543210 an. warga, nomor registrasi 202301150001234",
        "SIM keliling 08.00-15.00, biaya SIM 120000, stand meter 12345",
        "resi 1234567890123456, kode bayar 8810 0099 3321, NOP dibayar 2019-2023",
    ]);
}

#[test]
fn codes_behind_a_label_in_any_form() {
    check(
        Kind::OtherId,
        &[
            "sertifikat tanah nomor <1217/2009> hilang",
            "sertifikat hak milik no <01.04.12.05.1.00337> hilang",
            "SHM No. <345> diserobot",
            "AJB no <112/IV/2011> ditolak",
            "girik C no <1184> Persil 22",
            "letter C <2177> hilang",
            "KITAS suami saya <2C21JE3318-W> mati",
            "bpkb motor nomor <Q-02217745-E> ditahan",
            "stnk mobil no <02217745.E> hilang",
            "nomor rangka <mh1jf5550kk091234> hangus",
            "IMEI hp saya <35-209900-176148-1> diblokir",
            "no rekam medis anak saya <44.10.22> hilang",
            "mengecek nomor ijazahnya, <DN-PC 0217745>, apakah",
            "nomor seri ijazah <DN-03 Di 0217745> hilang",
            "ijazah saya no <M-SMA/13-3/0217745> ditolak",
            "SIUP nomor <510/217/PK/2018> dipersulit",
            "nomor kutipan akta nikah <217/04/VIII/2010> hilang",
            "nomor kartu indonesia pintar <2QW8RT> mati",
            "no SEP <0301R0010825V002177> ditolak",
            "no kartu lansia ibu <KLJ-0217745> diblokir",
            "no kontrak pembiayaan motor <0217745001> lunas",
            "no kir truk saya <AB 0217745> palsu",
            "BPKB Honda Beat nomor <T-02217745> hilang",
            "akte tanah no <217/AJB/2011> palsu",
            "nomor gadai <10217-22-00-017745-1> hangus",
        ],
    );
    check(
        Kind::CustomerId,
        &[
            "nomor kontrak <118204> dobel",
            "no pelanggan pdam tirta <02217/B> keruh",
            "meter prabayar nomor <5602 1774 502> rusak",
            "no. pelanggan air <02-17745-B> kering",
        ],
    );
    check(Kind::BankAccount, &["rekening Bank Rekaan <3 021 55480 7>, namun"]);
    stays(&[
        "nomor kontrak 602/112/PPK/2023, SK ijazah nomor 421/2177/2023, nomor tiket 8812345",
        "ijazah 2018/2019 ditahan, STNK 12-2024, polis 2023-2024, ijazah tahun 2009",
        "SHM 300 m2, meteran 1300VA dan 350000/bulan, IMB 120 m2, kitas 2 tahun 2024",
        "nomor registrasi 2217/2024, kode booking ABX7K2, KA 2217, nomor lambung 1022",
        "Permen ATR sertifikat nomor 3/2023, Permendikbud ijazah no 58/2024, Inpres STNK No. 1/2022",
        "Kode permohonan paspor 0042-7719-2025, akreditasi NPSN 20501234",
    ]);
}

#[test]
fn addresses() {
    check(
        Kind::Address,
        &[
            "rumah di <Jl. Anggrek Putih XXVI No. 5 RT 007/RW 012> Kel. Sukarasa",
            "alamat <jalan melati no 12 rt 03 rw 05> kel sukamaju",
            "di <Perumahan Bumi Asri Blok AA-12 No.7>",
            "di <gg. h. rekaan rt 04/02 no 15>, bau",
            "di <Dusun Krajan RT 02 RW 01> Desa Sukorejo",
            "warga <RT/RW. 003-005> resah",
            "warga <RT03/RW05> resah",
            "di <Jl. Raya Rekaan KM 23 No. 45>, bau",
        ],
    );
    stays(&[
        "Jalan Mawar 3 berlubang, Jl. Diponegoro dan Jl. Imam Bonjol gelap, Jalan Raya KM 12",
        "UU Angkutan Jalan No. 22 Tahun 2009, SK No. 800/1122/2022, Perda No. 5/2010",
        "Pak RT 3 diam, Pak RW 5 juga, lantai 2, kelas 3, gang 2 meter, antrean no 12",
    ]);
}

#[test]
fn births_and_places() {
    check(
        Kind::Dob,
        &[
            "TTL : Rekaan, <07-01-1968> salah",
            "lahir di RSUD pada tanggal <7 januari 1968>.",
            "tgl.lhr <07/01/68> keliru",
            "Lahir: <1968-01-07>",
        ],
    );
    check(
        Kind::Coord,
        &[
            "di <-7.257472, 112.752090> itu",
            "di <7°15'26.9\"S 112°45'07.5\"E> itu",
            "lat <-7.25747>",
        ],
    );
    stays(&[
        "sejak 1 Januari 2023, HUT 17 Agustus 2023, hari lahir Pancasila 1 Juni 2023",
        "akta lahir dibuat 3 Mei 2024, suhu 38.5°C, nilai 98.7654 dan 0.12345, versi 2.3.1.4567",
    ]);
}

#[test]
fn links_and_handles() {
    check(
        Kind::Url,
        &[
            "di <https://drive.example.com/file/d/1Ab?x=1&y=2>, ya",
            "(<www.example.com>)",
            "lihat <bit.ly/3xAbCd>.",
            "chat <wa.me/6281234567890>",
        ],
    );
    check(
        Kind::Handle,
        &["dm <@warga.contoh12> ya", "IG: <rekaanjaya>", "ig saya <warga_contoh>, ya"],
    );
    stays(&[
        "lapor.go.id/x, https://lapor.go.id/laporan/1 dan @lapor1708, @pemkot_contoh",
        "tokorekaan.com menipu, telur @2500, @Rp 3.000, fb tidak dijawab",
    ]);
}

#[test]
fn a_span_tells_how_sure_its_rule_is() {
    let spans = scan("NIK 3515080102909901, transfer ke 7123456789");
    assert_eq!(spans.len(), 2);
    assert!(spans[0].confidence > spans[1].confidence);
    assert!(spans.iter().all(|span| (1..=100).contains(&span.confidence)));
}

#[test]
fn nothing_shown_of_a_thread_or_a_gate_holds_text() {
    let mut thread = Redactor::new().thread();
    let redacted = thread.redact(&Sensitive::new("rek bri 012301012345503, Jl. Rahasia No. 9"));
    let shown = format!("{:?} {:?} {:?}", redacted.spans, thread, Redactor::new());
    assert!(!shown.contains("0123") && !shown.contains("Rahasia"), "{shown}");
}

#[test]
fn a_text_with_nothing_in_it_allocates_nothing() {
    let text = "Jalan di depan pasar rusak parah, mohon segera diperbaiki. Terima kasih: warga!";
    let info = allocation_counter::measure(|| assert!(scan(text).is_empty()));
    assert_eq!(info.count_total, 0);
}
