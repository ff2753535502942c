//! Protection of children, and violence.

use crate::sample::topic::Topic;

pub(in crate::sample) const CHILD: Topic = Topic {
    category: "Perlindungan anak",
    group: "Sosial",
    sensitive: true,
    program: "",
    titles: &[
        "<n>[Anak|Anak-anak] [dipekerjakan|mengemis] [dekat|di] {patokan}",
        "<r>[Perundungan|Anak dirundung] di [sekolah|lingkungan] {desa}",
        "<w>[Warung|Toko] menjual [rokok|minuman keras] ke anak sekolah",
        "<k>[Pernikahan|Rencana nikah] anak di {desa}",
        "<t>Anak [terlantar|ditinggal] di {desa}, [mohon bantuan|siapa yang bisa menolong]",
        "<g>Tempat [gim|permainan] di {jalan} [jadi sarang bolos|buka sampai pagi]",
    ],
    what: &[
        "<n>[Setiap|Hampir tiap] [malam|sore] di [perempatan|dekat] {patokan} {jalan} \
         [ada|terlihat] {n} anak [kecil|usia SD] [mengamen|berjualan tisu] [sampai|hingga] jam \
         {jam}, [diawasi|ditunggui] [orang dewasa|seorang bapak] [dari jauh|di motor].",
        "<r>[Keponakan|Anak tetangga] saya, murid sekolah [dekat|di] {desa}, [dirundung|diejek dan \
         dipalak] [kakak kelas|teman] [sejak|mulai] {sejak}, [sekolah|wali kelas] \
         [bilang|menganggap] [cuma|itu] bercanda.",
        "<w>[Warung|Toko kelontong] [di|dekat] {patokan} [menjual|melayani] [rokok \
         batangan|minuman oplosan] ke anak [berseragam|SMP] [setiap|tiap] [pulang sekolah|sore].",
        "<t>[Dua|{n}] anak [bersaudara|kecil] di {desa} [ditinggal|tinggal sendiri] [orang \
         tuanya|ayahnya] [merantau|pergi] [sejak|dari] {sejak}, [makan|sehari-hari] \
         [dari|mengandalkan] tetangga.",
        "<k>[Anak|Gadis] [umur|berusia] [empat|lima|enam] belas tahun di {desa} [hendak|akan] \
         dinikahkan [bulan|pada] {bulandepan}, [sekolahnya sudah dihentikan|dia disuruh berhenti \
         sekolah].",
        "<g>[Tempat|Usaha] [permainan|gim] di {jalan} [buka|beroperasi] [sampai pagi|24 jam], \
         [anak-anak|pelajar] [bolos|menginap] dan [taruhan|merokok] [di dalam|].",
    ],
    detail: &[
        "<n>[Kalau|Jika] [tidak dapat|kurang dari] Rp{ribu} [mereka|anak itu] [takut|tidak berani] \
         pulang, [begitu|itu] [pengakuannya|katanya].",
        "<nt>[Usianya|Umurnya] [kira-kira|paling] [enam|tujuh] sampai [sepuluh|sebelas] tahun, \
         [tidak|tak] [sekolah|punya akta].",
        "<r>[Dia|Anaknya] [menangis|mengurung diri] [tiap|setiap] [pagi|Minggu malam], \
         [nilainya|berat badannya] [turun|merosot].",
        "<t>[Kami|Warga] [bergantian|patungan] [memberi|antar] nasi, [tapi|namun] [tidak|tak \
         mungkin] [terus-menerus|selamanya].",
        "<wg>[Pemilik|Yang punya] [warung|usaha] [kerabat|kenal] [aparat|orang kuat], [warga|RT] \
         [sungkan|takut] [menegur|melarang].",
        "<k>[Keluarganya|Orang tuanya] [terlilit utang|ekonominya sulit], calonnya [duda|lelaki] \
         [berumur|usia] {n} puluhan [dari|asal] {kec}.",
    ],
    effect: &[
        "<nwg>[Anak-anak|Adik-adik] lain [ikut-ikutan|mulai meniru], [guru|orang tua] \
         [resah|bingung].",
        "<nt>[Sudah|Bulan lalu] ada yang [terserempet|sakit] dan [dibiarkan|dirawat] \
         [seadanya|warga].",
        "<kt>[Kasihan|Sayang], [anaknya|dia] [pintar|rajin] dan [ingin|masih mau] sekolah.",
        "[Kalau|Jika] dibiarkan [masa depan|hidup] [mereka|anak itu] [hilang|hancur], [kami|saya] \
         [tidak|tak] tega.",
        "<r>[Dia|Anak itu] [tidak|belum] masuk [sekolah|kelas] [sudah|] {angka} hari, \
         [minta|ingin] [pindah|belajar di rumah].",
    ],
    tried: &[
        "<wgkn>[Kader|Ketua RT] [sudah|pernah] [menasihati|mendatangi] [keluarganya|pemiliknya], \
         [malah|justru] [dimarahi|diusir].",
        "<r>[Sekolah|Guru BK] [berjanji|bilang akan] [memanggil|mempertemukan], [sampai|hingga] \
         [hari ini|kini] [belum|tidak] [dilakukan|terjadi].",
    ],
    ask: &[
        "<nt>[Mohon|Tolong] [dijangkau|ditolong] [petugas|pekerja sosial] [tanpa|jangan] \
         [menakuti|mengekspos] [anaknya|mereka].",
        "<r>[Pertemukan|Panggil] [sekolah|kedua keluarga], [beri [anaknya|korban] \
         konseling|dampingi [anaknya|korban] sampai pulih].",
        "<wg>[Tutup|Tegur] [warung|tempat] itu, [jangan|tidak cukup] [cuma|hanya] \
         [imbauan|spanduk].",
        "<k>[Cegah|Hentikan] [rencana|pernikahan] itu dan [bantu|biayai] sekolahnya [lagi|sampai \
         lulus].",
        "[Rahasiakan|Mohon rahasiakan] [pelapor|saya], [satu kampung|kami] saling kenal.",
    ],
    wish: &[(
        "Usul [taman bermain|rumah singgah] anak di {desa}",
        "[Usul|Kami berharap] [ada|dibuka] [taman bermain|rumah singgah] [dekat|di] {patokan} \
         {desa}, [anak-anak|mereka] [sekarang|kini] [bermain|berkumpul] di [rel|tepi jalan].",
    )],
    question: &[(
        "[Ke mana|Nomor] melapor soal anak",
        "[Saya|Mau tanya,] [guru|kader] di {desa} [menemukan|melihat] anak yang [butuh|perlu] \
         [perlindungan|pendampingan], nomor [apa|siapa] yang [buka|bisa dihubungi] [malam|24 jam]?",
    )],
    answers: &[
        "<ntk>[Pekerja sosial|Tim] [menjangkau|telah mendatangi] [anak|keluarga] tanggal {tgl} \
         {bulan}. [Anak|Pendampingan] [dilakukan|kembali bersekolah] [rutin|mulai {bulandepan}], \
         [rincian|hal lain] tidak [ditulis|dibuka] di sini.",
        "<r>[Sekolah|Kepala sekolah] dan [orang tua|kedua pihak] [dipertemukan|sudah bertemu], \
         [konseling|pengawasan] [berjalan|dilakukan] [tiap pekan|bersama guru].",
        "<wg>[Warung|Tempat] [dimaksud|tersebut] [diberi|menerima] [peringatan|teguran] \
         [terakhir|tertulis]; [bila|jika] [berulang|masih] [ditutup|izinnya dicabut].",
        "<ntk>[Koordinasi|Kasus] [ditangani|dilakukan] bersama [puskesmas|kecamatan] {kec}; \
         [keluarga|anak] [menerima|mendapat] [bantuan|pendamping] [sejak|mulai] {tgl} {bulan}.",
    ],
    needs: &[
        "[Mohon|Sampaikan] [lokasi|waktu] [biasa|anak terlihat] lewat [telepon|jalur rahasia], \
         [jangan|tanpa] [menulis|menyebut] nama anak.",
        "[Apakah|Mohon diberi tahu apakah] anak [dalam|sedang dalam] bahaya [sekarang|segera]?",
    ],
    agencies: &[("badan-bantuan", 72), ("kab-lembah-wulan", 28)],
    weight: 26,
};

pub(in crate::sample) const VIOLENCE: Topic = Topic {
    category: "Kekerasan",
    group: "Sosial",
    sensitive: true,
    program: "",
    titles: &[
        "<sm>[Kekerasan|Ancaman] [dalam rumah tangga|oleh mantan suami]",
        "<p>[Dipukul|Dianiaya] [tetangga|preman] dekat {patokan}, [laporan tidak jalan|takut \
         pulang]",
        "<la>[Pelecehan|Digoda kasar] di [angkutan|tempat kerja]",
        "<t>[Tawuran|Keributan] di {desa} [makin sering|tiap malam Minggu]",
    ],
    what: &[
        "<s>[Kakak|Tetangga] saya di {desa} [sering|berkali-kali] [dipukul|dikasari] suaminya \
         [sejak|mulai] {sejak}, [kami|keluarga] [dengar|mendengar] [teriakan|tangisan] [malam|jam \
         {jam}].",
        "<m>[Mantan suami|Seorang lelaki] [terus|masih] [mendatangi|mengancam] saya di [tempat \
         kerja|kontrakan] [dekat|sekitar] {patokan}, [terakhir|yang terakhir] tanggal {tgl} \
         {bulan} [membawa|sambil membawa] [kayu|orang].",
        "<l>[Saya|Teman saya] [dilecehkan|diraba] [di|dalam] [angkutan|bus] [jurusan|ke] {kec} \
         [sekitar|pukul] {jam}, [sopir|penumpang] [melihat|tahu] [tapi|namun] diam.",
        "<t>[Tawuran|Bentrok] [pemuda|pelajar] antara {desa} dan {kec} [terjadi|pecah] \
         [hampir|tiap] [malam Minggu|minggu] [sejak|mulai] {sejak}, [memakai|bawa] [batu|senjata \
         tajam].",
        "<p>[Preman|Penagih] [memukul|mengeroyok] [pedagang|sopir] di {jalan} tanggal {tgl} \
         {bulan}, [korban|dia] [masih|sampai kini] [dirawat|trauma], [pelakunya|mereka] \
         [bebas|berkeliaran].",
        "<a>[Mandor|Atasan] di [toko|pabrik] [dekat|sebelah] {patokan} [menampar|melecehkan] \
         [buruh|karyawan] perempuan, [yang|siapa] [melapor|protes] [dipecat|diancam].",
    ],
    detail: &[
        "<s>[Anak-anaknya|Dua anaknya] [melihat|menyaksikan] [sendiri|semua], [sekarang|kini] \
         [takut|tidak mau] [tidur|sekolah].",
        "<sma>[Dia|Korban] [tidak|belum] berani [lapor|keluar rumah], [HP|uangnya] \
         [diambil|dipegang] [suami|pelaku].",
        "<smpa>[Saya|Kami] [menyimpan|punya] [foto luka|pesan ancaman] dan [hasil visum|surat \
         puskesmas].",
        "<sp>[Pelaku|Orangnya] [mabuk|main judi] [hampir tiap hari|kalau gajian], [warga|tetangga] \
         [takut|segan] [melerai|ikut campur].",
        "<l>[Saya|Teman saya] [sempat|] [berteriak|pindah kursi], orangnya [turun|kabur] di \
         [dekat|sekitar] {patokan} [sambil tertawa|tanpa dicegah].",
        "<t>[Polisi|Aparat] [datang|tiba] [setelah|sesudah] [bubar|satu jam], [besoknya|minggu \
         depannya] [ada|terjadi] lagi.",
    ],
    effect: &[
        "<sm>[Sekarang|Kini] [saya|dia] [menumpang|bersembunyi] di rumah [saudara|teman] di {kec}, \
         [tidak|tak] [bekerja|bisa kerja] [sudah|] {n} minggu.",
        "<tlp>[Warga|Ibu-ibu] [takut|tidak berani] [keluar|lewat] [selepas|setelah] [magrib|jam \
         {jam}].",
        "<sp>[Luka|Lebam] [di|pada] [wajah|lengan] [belum|masih] [sembuh|kelihatan], [yang|tapi] \
         [lebih|paling] [berat|sakit] [batinnya|traumanya].",
        "<tp>[Toko|Warung] [tutup|rusak], [kaca|gerobak] [pecah|terbalik], [ruginya|kerugian] \
         Rp{juta}.",
        "<a>[Teman|Buruh] [lain|perempuan] [memilih|pada] [diam|keluar kerja] [karena|sebab] \
         [butuh uang|takut dipecat].",
        "<la>[Sejak|Setelah] itu [saya|dia] [takut|tidak berani] [naik|masuk] [angkutan|kerja] \
         [sendirian|pagi], [tidur|makan] [pun|jadi] [susah|tidak tenang].",
    ],
    tried: &[
        "<smpla>[Lapor|Sudah lapor] ke [pos|kantor] polisi {kec}, [disuruh|dibilang] [damai|urusan \
         keluarga].",
        "<st>[Ketua RT|Tokoh kampung] [mendamaikan|menengahi] {n} kali, [seminggu|besoknya] \
         [terulang|kambuh].",
    ],
    ask: &[
        "<sml>[Mohon|Tolong] [pendampingan|tempat aman] [untuk|bagi] [korban|kami], \
         [segera|secepatnya].",
        "<smlpa>[Proses|Tindak] pelaku [secara|sesuai] hukum, [jangan|bukan] [didamaikan|uang \
         damai].",
        "<tp>[Tambah|Adakan] patroli [di|sekitar] {patokan} [tiap malam Minggu|pada jam rawan].",
        "<sm>[Hubungi|Kalau menghubungi] [saya|kami] [siang|jam kerja] [saja|], [malam|jangan \
         malam,] [pelaku|dia] [ada|pulang].",
    ],
    wish: &[(
        "Usul [rumah aman|pos pengaduan perempuan] di {kec}",
        "[Kami|Kader] [mengusulkan|mohon dibuka] [rumah aman|pos pengaduan] [di|dekat] {patokan} \
         {kec}, [yang|tempat] [ada|terdekat] [sekarang|] {puluh} kilometer, [korban|ibu-ibu] \
         [tidak|tak] [sanggup|punya ongkos].",
    )],
    question: &[(
        "[Layanan|Pendampingan] korban kekerasan",
        "[Apakah|Mohon info apakah] [ada|tersedia] [pendamping|bantuan hukum] [gratis|tanpa biaya] \
         [untuk|bagi] korban [kekerasan|] di {kec}, [dan|serta] apakah [kerahasiaannya dijaga|aman \
         untuk dihubungi]?",
    )],
    answers: &[
        "<smla>[Pendamping|Konselor] [menghubungi|sudah bertemu] korban tanggal {tgl} {bulan} di \
         tempat [aman|yang disepakati]. [Bantuan|Pendampingan] [hukum|dan pemulihan] \
         [berlanjut|berjalan], [keterangan|rincian] tidak [ditulis|dimuat].",
        "<pls>[Kasus|Laporan] [diteruskan|telah diteruskan] ke [penyidik|kepolisian] dan \
         [dikawal|dipantau] [pendamping|tim] kami; [korban|Saudara] [dapat|boleh] \
         [menelepon|menghubungi] layanan 24 jam.",
        "<tp>[Patroli|Penjagaan] [di|sekitar] {patokan} [ditambah|diperketat] [mulai|sejak] {tgl} \
         {bulan}, [pertemuan|mediasi] [pemuda|warga] [digelar|dijadwalkan] {bulandepan}.",
        "<a>[Perusahaan|Pengelola] [dipanggil|diminta keterangan]; [terlapor|yang bersangkutan] \
         [dibebastugaskan|dinonaktifkan] [selama|dalam] pemeriksaan.",
    ],
    needs: &[
        "[Mohon|Beri tahu] [waktu|cara] [aman|terbaik] untuk [dihubungi|bertemu], [jangan|tanpa] \
         [menuliskan|membuka] alamat di sini.",
        "[Apakah|Mohon kabari apakah] [korban|Saudara] [sudah|perlu] [ke|dibawa ke] [dokter|tempat \
         aman]?",
    ],
    agencies: &[("badan-bantuan", 78), ("kota-muara-bening", 22)],
    weight: 24,
};
