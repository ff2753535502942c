//! Roads and bridges.

use crate::sample::topic::Topic;

pub(in crate::sample) const ROAD: Topic = Topic {
    category: "Jalan rusak",
    group: "Infrastruktur dan perhubungan",
    sensitive: false,
    program: "Jalan Mulus Antardesa",
    titles: &[
        "<ht>[Jalan rusak|Jalan berlubang|Aspal hancur] di [depan|dekat] {patokan} {desa}",
        "<hlt>{jalan} [rusak parah|penuh lubang|tidak kunjung diperbaiki]",
        "[Mohon perbaikan|Tolong perbaiki|Kapan diperbaiki] {jalan} {desa}",
        "<h>[Lubang besar|Lubang menganga] di {jalan}, [sudah ada korban|bahaya malam hari]",
        "<p>Pengaspalan {jalan} [baru sebulan sudah mengelupas|asal jadi|berhenti di tengah]",
        "<h>[Akses|Jalan] ke {desa} [putus saat hujan|jadi kubangan|seperti sungai kering]",
    ],
    what: &[
        "<h>{jalan} [di dekat|sebelum|di depan] {patokan} Desa {desa} [rusak berat|berlubang di \
         mana-mana|hancur] [sejak|mulai] {sejak}.",
        "<h>[Kondisi|Keadaan] aspal {jalan} [dari|mulai] {patokan} [sampai|hingga] batas Kecamatan \
         {kec} [sudah mengelupas|tinggal batu|bergelombang semua].",
        "<h>[Ada|Terdapat] {angka} lubang [besar|dalam] di {jalan} [arah|menuju] {desa}, yang \
         paling [parah|besar] [persis di|dekat] {patokan}.",
        "<h>[Jalan kabupaten|Jalan desa|Jalan poros] yang [menghubungkan|melewati] {desa} dan \
         {kec} [sepanjang|kurang lebih] {n} kilometer [belum pernah diaspal|sudah tidak layak \
         dilewati|tinggal tanah dan kerikil].",
        "<p>Pekerjaan [pengaspalan|tambal sulam|pelebaran] {jalan} [oleh kontraktor|] yang dimulai \
         {sejak} [ditinggal begitu saja|berhenti di {patokan}|hasilnya tipis sekali].",
        "<l>[Bahu jalan|Separuh badan jalan] {jalan} [longsor|amblas] [dekat|di sebelah] {patokan} \
         [setelah hujan|sejak {sejak}].",
        "<t>Truk [pasir|sawit|tanah urug|batu] [lewat|melintas] {jalan} [siang malam|tiap hari], \
         [akibatnya|sehingga] jalan di {desa} [hancur|retak dan amblas].",
        "<h>[Warga|Kami di] {desa} [setiap hari|terpaksa] melewati {jalan} yang [penuh \
         kubangan|licin berlumpur] [dari|mulai] {patokan} ke [kantor kecamatan|pasar|kebun].",
    ],
    detail: &[
        "<h>Kedalaman lubang [sekitar|hampir] {senti} sentimeter dan [tertutup air|tidak terlihat] \
         [kalau|saat] hujan.",
        "[Panjang|Ruas] yang rusak [kira-kira|lebih dari] {ratus} meter, [kiri kanan|sisi utara \
         dan selatan] sama [parahnya|saja].",
        "<hlt>[Dulu|Terakhir] diaspal [sekitar|kalau tidak salah] {n} tahun lalu, [setelah \
         itu|sesudahnya] cuma [ditambal tanah|diuruk puing] oleh warga.",
        "[Tidak ada|Belum dipasang] [rambu|lampu|tanda peringatan] di [tikungan|tempat itu], \
         [padahal|sementara] [kendaraan|motor] [ramai|melaju kencang] [pagi dan sore|jam berangkat \
         sekolah].",
        "<hlt>[Warga sudah|Pemuda sini] [swadaya|patungan] menimbun [pakai batu|dengan puing], \
         [tapi|tetapi] [hanya tahan|hilang lagi setelah] {n} hari.",
        "<p>[Papan proyek|Papan nama kegiatan] [tidak pernah dipasang|sudah dicabut], jadi \
         [kami|warga] [tidak tahu|bingung] [siapa pelaksananya|berapa anggarannya].",
        "<p>[Aspal|Lapisan] yang baru [bisa dikelupas|terangkat] [dengan tangan|pakai kaki], \
         [tebalnya|paling] cuma {n} sentimeter.",
    ],
    effect: &[
        "[Minggu lalu|Tanggal {tgl} {bulan}] [seorang ibu|anak sekolah|tukang sayur] \
         [jatuh|terperosok] [sampai|dan] [patah tangan|harus dijahit|motornya ringsek].",
        "<hlt>[Ongkos|Biaya] angkut [gabah|hasil kebun|ikan] [naik|jadi] [dua kali lipat|Rp{ribu} \
         per karung] karena [sopir|mobil] [tidak mau masuk|harus memutar].",
        "<hlt>Ambulans [dari|milik] puskesmas [butuh|perlu] {puluh} menit [untuk|hanya buat] \
         [sampai|mencapai] {desa}, [padahal|dulu] [dekat|tidak sampai sepuluh menit].",
        "<hlt>[Anak-anak|Murid] [berangkat|ke] sekolah [jalan kaki|dengan sepatu ditenteng] \
         [karena|sebab] [becek|ojek tidak berani lewat].",
        "<htp>[Debunya|Kalau kemarau debunya] masuk [ke rumah|ke warung], [banyak|beberapa] \
         [balita|orang tua] [batuk-batuk|kena sesak].",
        "<hp>[Velg|Ban] [motor|mobil] saya [pecah|penyok] [dua kali|lagi] [bulan ini|gara-gara \
         lubang itu], [rugi|habis] Rp{besar}.",
    ],
    tried: &[
        "[Sudah|Pernah] [diusulkan|masuk usulan] di musrenbang [{n} kali|tahun lalu], \
         [jawabannya|katanya] [menunggu anggaran|belum prioritas].",
        "[Kepala desa|Pak kades|Ketua RW] [bilang|mengatakan] itu [jalan kabupaten|bukan \
         kewenangan desa], [orang kabupaten|dinas] bilang [jalan provinsi|belum ada serah terima].",
        "[Petugas|Orang dinas] [pernah|sempat] [mengukur|memfoto] [bulan|pada] {bulan}, [sampai \
         sekarang|habis itu] [tidak ada kabar|sepi].",
    ],
    ask: &[
        "<hlt>[Mohon|Kami minta] [segera ditambal|diperbaiki] [sebelum|jangan tunggu] [musim \
         hujan|ada korban lagi|lebaran].",
        "[Tolong|Harap] [dinas terkait|instansi yang berwenang] [turun|cek] [langsung|ke lapangan] \
         dan [jelaskan|umumkan] [kapan|jadwal] perbaikannya.",
        "<hl>[Kalau|Bila] belum ada anggaran, [minimal|setidaknya] [diuruk sirtu|dipasang rambu] \
         [dulu|di titik yang paling dalam].",
        "<p>[Kami berharap|Harapan warga] [kontraktornya|pelaksana] [dipanggil|diperiksa] dan \
         [pekerjaannya diulang|mutu aspalnya diuji].",
        "<t>[Truk bermuatan lebih|Angkutan berat] [mohon ditertibkan|tolong dibatasi jamnya] \
         [sebelum|supaya] jalan [tidak makin hancur|yang baru rusak lagi].",
    ],
    wish: &[
        (
            "Usul [pelebaran|beton] untuk {jalan}",
            "[Saya mengusulkan|Usul kami] agar {jalan} di {desa} [dilebarkan|dibeton saja] karena \
             [makin ramai|dua mobil tidak bisa berpapasan] [sejak ada|terutama di depan] {patokan}.",
        ),
        (
            "[Jalur sepeda|Trotoar] di {jalan}",
            "[Akan lebih baik|Alangkah baiknya] jika {jalan} [diberi|punya] [trotoar|jalur sepeda] \
             [dari|mulai] {patokan} [ke|sampai] sekolah, [anak-anak|banyak murid] \
             [berjalan|bersepeda] di [tepi aspal|badan jalan].",
        ),
        (
            "[Polisi tidur|Cermin tikungan] dekat {patokan}",
            "[Warga|Kami warga] {desa} [berharap|ingin] dipasang [cermin cembung|pita kejut] di \
             [tikungan|simpang] {jalan} [dekat|sebelum] {patokan}.",
        ),
    ],
    question: &[
        (
            "[Status|Kewenangan] {jalan}",
            "[Saya ingin bertanya|Mohon informasi], {jalan} di Kecamatan {kec} itu \
             [termasuk|statusnya] jalan [desa, kabupaten, atau provinsi|kabupaten atau nasional]?",
        ),
        (
            "Jadwal perbaikan {jalan}",
            "[Apakah|Benarkah] {jalan} [ke arah|yang melewati] {desa} [masuk|ada dalam] rencana \
             perbaikan [tahun ini|tahun depan], dan [mulai bulan apa|berapa meter yang dikerjakan]?",
        ),
    ],
    answers: &[
        "<h>[Tim|Petugas] [pemeliharaan|kami] [telah|sudah] menambal {angka} titik lubang di \
         {jalan} pada tanggal {tgl} {bulan}. [Penambalan|Pekerjaan] [dilanjutkan|akan diteruskan] \
         ke arah {patokan} [minggu depan|bila cuaca kering].",
        "<hlt>[Ruas|Jalan] yang Saudara laporkan [masuk|tercantum dalam] paket \
         [rekonstruksi|peningkatan] sepanjang {ratus} meter. [Lelang|Penetapan penyedia] \
         [dijadwalkan|direncanakan] [pada|bulan] {bulandepan}.",
        "<hlt>[Hasil|Berdasarkan] pengecekan [lapangan|di lokasi], kerusakan [disebabkan|berasal \
         dari] [saluran tersumbat|kendaraan bermuatan lebih]. [Saluran|Bahu jalan] [dibersihkan \
         dulu|kami perkuat], [baru kemudian|lalu] diaspal.",
        "<p>[Kontraktor|Penyedia jasa] sudah [kami tegur|dipanggil] dan [wajib|bersedia] \
         [mengulang|memperbaiki] lapisan aspal [dalam|paling lambat] {puluh} hari [atas biaya \
         sendiri|karena masih masa pemeliharaan].",
        "<hl>[Untuk sementara|Sambil menunggu anggaran] [kami pasang|telah dipasang] rambu dan \
         [urukan batu|agregat] di [titik terdalam|depan {patokan}].",
    ],
    needs: &[
        "Mohon [foto|gambar] [kerusakan|lubang] dan [titik lokasi|patokan terdekat], \
         [karena|sebab] {jalan} [melewati {n} desa|cukup panjang].",
        "[Sebutkan|Mohon sebutkan] [arah|sisi] jalan yang [amblas|rusak] dan [perkiraan|kira-kira] \
         panjangnya.",
    ],
    agencies: &[
        ("kemen-jalan", 34),
        ("kota-karangsari", 24),
        ("kab-lembah-wulan", 24),
        ("kab-tanjung-rimba", 12),
        ("kota-muara-bening", 10),
    ],
    weight: 105,
};

pub(in crate::sample) const BRIDGE: Topic = Topic {
    category: "Jembatan",
    group: "Infrastruktur dan perhubungan",
    sensitive: false,
    program: "Jalan Mulus Antardesa",
    titles: &[
        "<r>Jembatan [gantung|kayu] {desa} [hampir putus|lapuk|miring]",
        "<r>[Lantai|Papan] jembatan [dekat|di] {patokan} [bolong|banyak yang hilang]",
        "<p>[Pembangunan|Proyek] jembatan {desa} [mangkrak|tidak selesai-selesai]",
        "<o>[Oprit|Jalan pendekat] jembatan {jalan} [ambrol|amblas]",
        "<b>[Pagar|Besi] jembatan {jalan} [dicuri|keropos]",
        "<g>Jembatan {desa} [hanyut|roboh] [diterjang banjir|terbawa arus]",
        "<bo>[Pengaman|Sambungan] jembatan {jalan} [hilang|berbahaya]",
    ],
    what: &[
        "<r>Jembatan [gantung|kayu|beton] [di atas sungai|yang menyeberangi kali] dekat {patokan} \
         {desa} [talinya putus satu|tiangnya miring|sudah lapuk] [sejak|mulai] {sejak}.",
        "<r>[Papan|Plat lantai] jembatan di {jalan} [bolong|lepas] {angka} lembar, \
         [pengendara|orang] [harus|mesti] [turun menuntun|memilih pijakan].",
        "<p>[Pembangunan|Penggantian] jembatan [penghubung|antara] {desa} dan {kec} \
         [berhenti|terbengkalai] [sejak|dari] {sejak}, [baru|tinggal] [tiang pancang|kerangka] \
         yang [berdiri|terlihat].",
        "<o>[Oprit|Jalan pendekat] jembatan {jalan} [turun|amblas] [hampir|sekitar] {senti} \
         sentimeter, [mobil|truk kecil] [nyangkut|menghantam bibir beton] [setiap|kalau] lewat.",
        "<g>[Banjir|Arus deras] [pada|bulan] {bulan} [menghanyutkan|merobohkan] jembatan \
         [satu-satunya|kecil] [ke|menuju] dusun kami di {desa}.",
        "<b>[Besi|Baut] [pagar|rangka] jembatan {jalan} [dicuri orang|keropos], [sisi hilir|bagian \
         tengah] [sudah tanpa|tidak ada] pengaman.",
    ],
    detail: &[
        "[Lebarnya|Bentangnya] [kira-kira|sekitar] {puluh} meter dan [dilewati|dipakai] \
         [ratusan|lebih {ratus}] orang [tiap|setiap] hari.",
        "<r>[Warga|Kami] [mengganti|mengikat] [sendiri|seadanya] dengan [bambu|kawat|batang \
         kelapa], [tahannya|bertahan] paling {n} minggu.",
        "<rob>[Kalau|Begitu] air naik, [lantai|jembatannya] [bergoyang|berbunyi] dan [tidak \
         seorang pun|hanya yang nekat] [berani|mau] menyeberang.",
        "[Jalan memutar|Jalur lain] lewat {kec} [jaraknya|jauhnya] {puluh} kilometer, \
         [separuhnya|itu pun] [tanah|rusak].",
        "<p>[Alat berat|Material besi] [masih|dibiarkan] [menumpuk|teronggok] di [pinggir|tepi] \
         sungai, [pekerjanya|mandornya] [pulang|tidak tampak] [sejak|dari] {bulan}.",
        "<g>[Warga|Kami] [merakit|membuat] [rakit drum|titian bambu] [sendiri|sementara], \
         [sekali|tiap] menyeberang [cukup|hanya muat] {n} orang.",
        "<bo>[Tiap|Kalau] malam [tidak|tak] [ada|terlihat] [lampu|pemantul cahaya], \
         [pendatang|orang luar] yang [lewat|tidak hafal] [sering|hampir] celaka.",
    ],
    effect: &[
        "<rpg>[Murid|Anak-anak] SD [bergelantungan|menyeberang dengan rakit] [tiap pagi|untuk \
         sekolah], [orang tua|ibu-ibu] [was-was|menunggu di tepi].",
        "[Hasil panen|Getah karet|Kopra] [tidak bisa|susah] [keluar|dijual], [pengepul|pembeli] \
         [menawar|membayar] [murah|separuh harga].",
        "<rob>[Tanggal {tgl} {bulan}|Bulan {bulan}] ada [bapak|pemuda] [tercebur|jatuh] \
         [bersama|dengan] motornya, [untung|syukur] [air sedang surut|ditolong pencari ikan].",
        "<rpg>[Ibu hamil|Orang sakit] [terpaksa|harus] [ditandu|digendong] [ke seberang|sampai \
         jalan besar].",
    ],
    tried: &[
        "[Proposal|Surat permohonan] [dari desa|dengan {ratus} tanda tangan] [sudah \
         diantar|dikirim] [ke dinas|ke kabupaten] [{n} kali|tahun lalu].",
        "[Anggota dewan|Pejabat] [pernah|sudah] [datang|foto-foto] [waktu|menjelang] pemilihan, \
         [janjinya|katanya] [dibangun|dianggarkan] [tahun ini|segera].",
    ],
    ask: &[
        "<rpg>[Mohon|Kami mohon] [jembatan darurat|penguatan tali] [dulu|sementara], \
         [sambil|sebelum] [yang permanen|jembatan baru] [dibangun|dianggarkan].",
        "<p>[Tolong|Harap] [dijelaskan|diumumkan] [siapa|kontraktor mana] yang [bertanggung \
         jawab|meninggalkan pekerjaan] dan [kapan|bulan apa] dilanjutkan.",
        "<rob>[Pasang|Segera pasang] [pembatas tonase|portal] dan [ganti|perbaiki] [papan|lantai] \
         yang [bolong|patah] sebelum [ada nyawa melayang|terlambat].",
        "<rob>[Kirim|Turunkan] [tim teknis|ahli] [untuk|guna] [memeriksa|menilai] apakah jembatan \
         [masih aman|boleh] [dilewati|dipakai] [mobil|truk].",
    ],
    wish: &[
        (
            "Usul jembatan [baru|penyeberangan] di {desa}",
            "[Kami mengusulkan|Usulan warga] [dibangun|adanya] jembatan [kecil|penyeberangan] \
             [di|dekat] {patokan} [supaya|agar] [petani|murid] {desa} [tidak memutar|tidak naik \
             perahu] [lewat|sampai] {kec}.",
        ),
        (
            "[Lampu|Pagar] untuk jembatan {jalan}",
            "[Bagus kalau|Sebaiknya] jembatan {jalan} [diberi|dilengkapi] lampu dan \
             [pagar|pegangan], [banyak lansia|anak mengaji] [lewat|pulang] [malam|selepas magrib].",
        ),
    ],
    question: &[(
        "[Kelanjutan|Nasib] jembatan {desa}",
        "[Mau tanya|Mohon penjelasan], [apakah|benarkah] jembatan [dekat|di] {patokan} {desa} \
         [dilanjutkan|dilelang ulang] [tahun ini|pada {bulandepan}], dan [berapa|dari mana] \
         anggarannya?",
    )],
    answers: &[
        "<rob>[Tim teknis|Petugas jembatan] [memeriksa|telah meninjau] lokasi [pada|tanggal] {tgl} \
         {bulan}. [Papan|Lantai] yang [lepas|lapuk] [sudah diganti|diganti {angka} lembar] dan \
         [kendaraan|mobil] di atas {n} ton [dilarang|tidak boleh] melintas.",
        "<p>Kontrak [lama|penyedia pertama] [diputus|telah berakhir]. [Sisa \
         pekerjaan|Penyelesaian] jembatan {desa} [dilelang kembali|diusulkan] dan \
         [ditargetkan|diharapkan] [mulai|rampung] {bulandepan}.",
        "<rpg>[Jembatan darurat|Jembatan sementara] dari [batang kelapa|rangka baja ringan] \
         [dikerjakan|dipasang] [bersama|oleh] warga dan [balai|dinas], [dapat|sudah bisa] dilewati \
         motor [sejak|mulai] tanggal {tgl} {bulan}.",
        "<rg>[Usulan|Permohonan] [sudah|telah] kami catat. [Survei|Perencanaan] [tanah|hidrologi] \
         [dilakukan|berjalan] lebih dulu [karena|sebab] tebing [sungai|di {patokan}] [labil|mudah \
         longsor].",
        "<g>[Perahu|Rakit] penyeberangan [disiapkan|beroperasi] [gratis|dengan dua petugas] \
         [sejak|mulai] {tgl} {bulan}, jembatan [pengganti|baru] [diusulkan|masuk] [dana \
         darurat|anggaran {bulandepan}].",
    ],
    needs: &[
        "[Mohon|Tolong] kirimkan [nama sungai|titik koordinat] atau [foto|gambar] jembatan, \
         [karena|sebab] di {kec} [terdapat|ada] {n} jembatan serupa.",
        "[Berapa|Mohon perkiraan] [lebar|bentang] jembatan, dan apakah [mobil|truk] masih \
         [bisa|boleh] lewat?",
    ],
    agencies: &[
        ("kemen-jalan", 40),
        ("kab-lembah-wulan", 30),
        ("kab-tanjung-rimba", 22),
        ("kota-muara-bening", 8),
    ],
    weight: 36,
};
