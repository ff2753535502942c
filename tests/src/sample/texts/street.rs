//! Street lights, drains and floods.

use crate::sample::topic::Topic;

pub(in crate::sample) const LIGHT: Topic = Topic {
    category: "Penerangan jalan",
    group: "Infrastruktur dan perhubungan",
    sensitive: false,
    program: "Desa Terang",
    titles: &[
        "<m>Lampu jalan {jalan} [mati total|padam semua|sudah {n} bulan mati]",
        "<md>[PJU|Lampu penerangan] [dekat|depan] {patokan} [tidak menyala|kedip-kedip|menyala \
         siang hari]",
        "<mn>[Gelap gulita|Jalan gelap] di {desa}, [rawan|sudah ada] begal",
        "<t>[Tiang lampu {jalan} [miring|hampir roboh]|Kabel lampu {jalan} [menjuntai|terkelupas]]",
        "<s>Lampu tenaga surya {desa} [hilang aki|tinggal tiang|tidak berfungsi]",
    ],
    what: &[
        "<m>[Sudah|Sekitar] {angka} titik lampu jalan di {jalan} [mati|padam] [sejak|dari] \
         {sejak}, [mulai|terutama] [depan {patokan}|simpang ke {desa}].",
        "<s>PJU [tenaga surya|solar] [bantuan|proyek] tahun lalu di {desa} [akinya dicuri|mati \
         satu per satu], [tinggal|sisa] {n} yang [hidup|menyala redup].",
        "<d>[Lampu|PJU] di depan {patokan} {desa} [malah|justru] [menyala siang|hidup terus siang \
         hari] dan [padam|mati] [begitu|kalau] [malam|magrib].",
        "<t>Tiang [lampu|PJU] nomor {angka} di {jalan} [miring ke arah|hampir menimpa] \
         [rumah|warung] warga [setelah|sejak] [ditabrak truk|angin kencang {sejak}].",
        "<n>[Sepanjang|Ruas] {jalan} [menuju|arah] {kec} [belum pernah|sama sekali tidak] \
         [ada|dipasang] penerangan, [kanan kiri|padahal sekelilingnya] [sawah|kebun kosong].",
        "<t>Kabel [lampu jalan|PJU] [menjuntai|terkelupas] [setinggi|kira-kira] {n} meter di \
         [samping|dekat] {patokan}, [anak-anak|ternak] [sering|biasa] lewat [di bawahnya|situ].",
        "<m>[Sejak|Mulai] {sejak} [warga|kami] {desa} [seperti|bagai] [hidup di hutan|tanpa \
         listrik] [kalau|tiap] keluar malam, [semua|seluruh] lampu {jalan} [padam|tidak ada yang \
         hidup].",
    ],
    detail: &[
        "<mdns>[Di|Pada] rekening listrik [kami|tiap bulan] [tetap|masih] [dipotong|ditarik] pajak \
         penerangan [Rp{ribu}|kira-kira sepuluh persen].",
        "[Lokasinya|Tempatnya] [tikungan|turunan] [tajam|curam] dan [tidak ada|jauh dari] rumah \
         [warga|penduduk].",
        "<ms>[Bohlamnya|Lampunya] [sudah|pernah] diganti [petugas|teknisi] bulan {bulan}, \
         [seminggu|{n} hari] [kemudian|setelahnya] mati [lagi|kembali].",
        "<mdt>[Panel|Kotak kontrol] di {patokan} [terbuka|pintunya hilang], [kabelnya|sekringnya] \
         [bisa|gampang] [dipegang|diambil] siapa saja.",
        "<mns>[Warga|Pemuda] [memasang|swadaya pasang] lampu [dari|sendiri dari] [teras|warung] \
         [masing-masing|terdekat], [tapi|namun] [jangkauannya|terangnya] [tidak sampai|hanya] \
         {puluh} meter.",
    ],
    effect: &[
        "<mns>[Tanggal {tgl} {bulan}|Minggu lalu] [motor|sepeda motor] [pedagang sayur|tetangga \
         saya] [dibegal|dirampas] [jam|sekitar pukul] {jam} [di situ|persis di titik gelap].",
        "<mnsd>[Ibu-ibu|Jamaah] [pulang|selesai] [pengajian|ibadah malam] [takut|harus \
         berombongan] [lewat|melintas], [pakai|bawa] senter [sendiri|seadanya].",
        "<mnsd>[Karyawan|Buruh] [pabrik|shift malam] [yang|kalau] pulang [jam|pukul] {jam} \
         [minta|terpaksa] [dijemput|menunggu terang].",
        "<mnsd>[Dalam|Selama] {n} bulan [terakhir|ini] [terjadi|ada] {angka} [kecelakaan|tabrakan] \
         [kecil|motor] [karena|sebab] [tidak kelihatan|jalan gelap].",
        "<mnsd>[Pedagang|Warung] [di|sekitar] {patokan} [tutup|gulung tikar] [lebih awal|selepas \
         magrib], [omzet|pendapatan] turun [separuh|Rp{ribu} semalam].",
        "<t>[Kemarin|Minggu lalu] [kambing|sapi] [tetangga|warga] [tersengat|mati kesetrum] di \
         [bawah|dekat] kabel itu.",
        "<t>[Tiap|Kalau] angin [kencang|datang] [tiangnya|kabelnya] [bergoyang|berderit], \
         [kami|penghuni rumah] [mengungsi ke tetangga|tidak berani tidur|berjaga sampai reda].",
    ],
    tried: &[
        "[Lewat|Melalui] [aplikasi kota|nomor pengaduan lampu] [statusnya|dinyatakan] \
         '[selesai|sudah diperbaiki]', [kenyataannya|aslinya] [tetap|masih] [gelap|mati].",
        "[Petugas listrik|Orang listrik] [bilang|menjawab] itu [urusan|aset] [pemda|dinas], \
         [dinasnya|pemda] [menunjuk|balik menunjuk] [listrik|kontraktor].",
    ],
    ask: &[
        "<ms>[Mohon|Tolong] [diganti|diperbaiki] [semua|lampu yang mati] [dengan|pakai] [LED|yang \
         tahan lama] [dan|serta] [dicek|diperiksa] [rutin|tiap bulan].",
        "<t>[Segera|Minta] [tegakkan|ganti] [tiangnya|tiang yang miring] [sebelum|jangan sampai] \
         [roboh|menimpa orang].",
        "<mns>[Minimal|Paling tidak] [pasang|hidupkan] [dua|tiga] titik [dulu|saja] di [dekat \
         {patokan}|tikungan], [sisanya|yang lain] [menyusul|boleh bertahap].",
        "<mdn>[Kami|Warga] [ingin|minta] [dijelaskan|tahu] [ke mana|dipakai apa] [pajak \
         penerangan|uang] yang [dipungut|kami bayar].",
        "<d>[Harap|Mohon] [timernya|pengatur waktunya] [disetel|dibetulkan] [biar|supaya] \
         [menyala|hidup] [magrib|pukul 18.00] sampai subuh.",
        "<n>[Masukkan|Mohon masukkan] {jalan} [ke|dalam] [rencana|daftar] [pemasangan|lampu baru] \
         [tahun ini|secepatnya], lahannya [warga|kami] [siapkan|relakan].",
    ],
    wish: &[
        (
            "Usul lampu [jalan|tenaga surya] di {jalan}",
            "[Kami mengusulkan|Mohon dipertimbangkan] [pemasangan|adanya] {angka} lampu [tenaga \
             surya|jalan] di {jalan}, [dari|antara] {patokan} [ke|sampai] [makam|balai desa] \
             {desa}.",
        ),
        (
            "Lampu untuk [lapangan|gang] {desa}",
            "[Alangkah baiknya|Bagus sekali] jika [lapangan|gang] [dekat|di belakang] {patokan} \
             {desa} [diterangi|diberi lampu] [sehingga|agar] [remaja|warga] [bisa|dapat] \
             [olahraga|berkumpul] [malam|sore hari].",
        ),
    ],
    question: &[
        (
            "[Siapa|Instansi mana] yang mengurus lampu {jalan}?",
            "[Mau tanya|Mohon info], [lampu|PJU] di {jalan} {desa} itu [tanggung jawab|dikelola] \
             [siapa|kantor mana], dan [lapor|kalau mati lapor] [ke nomor berapa|di mana]?",
        ),
        (
            "Jadwal [pemasangan|penggantian] lampu {desa}",
            "[Kapan|Bulan apa] [program|giliran] [lampu jalan|Desa Terang] [masuk|sampai] ke \
             {desa} Kecamatan {kec}, dan [berapa titik|titik mana saja] yang [dapat|disetujui]?",
        ),
    ],
    answers: &[
        "<md>[Petugas|Regu malam] [mengganti|telah mengganti] {angka} lampu di {jalan} \
         [pada|tanggal] {tgl} {bulan}. [Panel|Sakelar waktu] di {patokan} [juga|sudah] \
         [diperbaiki|disetel ulang].",
        "<m>[Kabel bawah tanah|Jaringan] [putus|terbakar] di dua titik. [Bahan|Kabel baru] [sudah \
         dipesan|tersedia di gudang] dan [dipasang|dikerjakan] [minggu depan|paling lambat {tgl} \
         {bulandepan}].",
        "<t>[Tiang|PJU] yang dilaporkan [ditegakkan|sudah diganti] tanggal {tgl} {bulan}, kabel \
         [di sekitarnya|sampai {patokan}] [dirapikan|dinaikkan] [sekalian|hari itu juga].",
        "<s>[Aki|Panel] lampu [tenaga surya|surya di {desa}] [diganti|dipasang lagi] {n} \
         [titik|buah], [sisanya|yang lain] [menunggu|masuk] pengadaan {bulandepan}; \
         [kotaknya|akinya] [dilas|dikunci] [supaya aman|agar tidak hilang].",
        "Lampu [tersebut|di ruas itu] [tercatat sebagai aset|milik] [pengembang|desa]. [Serah \
         terima|Pengalihan] [sedang|masih] diproses, [sementara|untuk sekarang] kami [bantu \
         nyalakan|pasang] {n} titik.",
        "<n>[Survei|Pengukuran] [untuk|di] {jalan} [dilakukan|selesai] tanggal {tgl} {bulan}: \
         [dibutuhkan|perlu] {angka} [titik|tiang]. [Pemasangan|Pekerjaan] [diusulkan|masuk] \
         [anggaran|paket] {bulandepan}.",
    ],
    needs: &[
        "[Mohon|Sebutkan] nomor tiang yang [tertera|tercat] [pada|di] tiang lampu, [atau|bisa \
         juga] [foto|gambar] [tiang|panel] terdekat.",
        "[Apakah|Mohon dijawab: apakah] lampu [mati terus|padam sepanjang malam] atau [hanya|cuma] \
         [jam tertentu|sebentar], dan [berapa|kira-kira berapa] titik?",
    ],
    agencies: &[
        ("kota-karangsari", 30),
        ("badan-listrik", 26),
        ("tim-desa-terang", 16),
        ("kab-lembah-wulan", 18),
        ("kota-muara-bening", 10),
    ],
    weight: 62,
};

pub(in crate::sample) const DRAIN: Topic = Topic {
    category: "Drainase dan banjir",
    group: "Infrastruktur dan perhubungan",
    sensitive: false,
    program: "Sungai Bersih Wulan",
    titles: &[
        "<gb>[Selokan|Got] {jalan} [mampet|tersumbat], [banjir|air meluap] [tiap hujan|ke rumah]",
        "Banjir [langganan|setinggi lutut] di {desa}",
        "<gt>[Gorong-gorong|Tanggul] [dekat|depan] {patokan} [jebol|ambrol|retak parah]",
        "<p>[Pompa|Pintu] air {desa} [rusak|tidak dioperasikan]",
        "<k>Kali {desa} [dangkal|penuh eceng gondok], [tolong dikeruk|mohon normalisasi]",
    ],
    what: &[
        "<g>[Setiap|Tiap] hujan [lebat|lebih dari satu jam] [air|genangan] di {jalan} \
         [naik|mencapai] {senti} sentimeter [karena|akibat] [got|selokan] [depan|di samping] \
         {patokan} [mampet|tertutup bangunan].",
        "<g>Gorong-gorong [yang melintang|di bawah] {jalan} [ambrol|tersumbat batu dan sampah] \
         [sejak|dari] {sejak}, [air|alirannya] [berbalik|meluap] ke [halaman|pekarangan] warga \
         {desa}.",
        "<t>Tanggul [kali|sungai] [sebelah|di utara] {patokan} {desa} [jebol|retak memanjang] \
         [sekitar|hampir] {angka} meter [setelah|sejak] [hujan deras|banjir] {sejak}.",
        "<b>[Proyek|Pembangunan] [perumahan|ruko] [di|dekat] {patokan} [menutup|mengurug] saluran \
         [lama|pembuangan], [akibatnya|sejak itu] {desa} [kebanjiran|tergenang] [berhari-hari|{n} \
         kali].",
        "<p>Pompa [air|banjir] [di|milik] {desa} [mati|tidak dinyalakan] [waktu|ketika] \
         [dibutuhkan|air datang] [tanggal|pada] {tgl} {bulan}, [operatornya|penjaganya] [tidak di \
         tempat|bilang solar habis].",
        "<k>Kali [di belakang|kecil dekat] {patokan} [sudah|makin] dangkal, [penuh|tertutup] \
         [lumpur|eceng gondok|bambu hanyut], [lebarnya|sisa alirannya] [tinggal|cuma] {n} meter.",
        "<r>[Rob|Air pasang] [masuk|sampai] ke [rumah|gang] di {desa} [hampir|sudah] [tiap \
         sore|{angka} hari] [bulan ini|berturut-turut], [lebih tinggi|lebih parah] dari [tahun \
         lalu|biasanya].",
    ],
    detail: &[
        "<gbk>[Saluran|Selokan] itu [terakhir|dulu] dikeruk [kira-kira|kalau tidak salah] {n} \
         tahun lalu, [lumpurnya|endapannya] [sekarang|kini] [setinggi|sampai] bibir.",
        "[Airnya|Genangan] [baru|biasanya] surut [setelah|sesudah] {angka} jam, [baunya|hitam dan] \
         [menyengat|bercampur tinja].",
        "<gb>[Ada|Terlihat] [tutup|plat beton] [yang|sengaja] [dibuat|dipasang] [pemilik \
         toko|rumah makan] [sehingga|jadi] [tidak bisa|susah] dibersihkan.",
        "<gk>[Kerja bakti|Gotong royong] [tiap Minggu|bulan {bulan}] [cuma|hanya] [mampu|bisa] \
         mengangkat [sampah|bagian atas], [sedimennya|batunya] [perlu|harus] alat berat.",
        "<gbr>[Ketinggian|Permukaan] jalan [baru|hasil cor] [lebih tinggi|naik {senti} senti] dari \
         [lantai rumah|halaman], [air|semua air] [lari|jatuh] ke [dalam|warga].",
        "<p>Pintu air [manual|di hulu] [rantainya putus|berkarat], [membukanya|menaikkannya] \
         [butuh|perlu] {n} orang.",
    ],
    effect: &[
        "[Kasur|Kulkas|Padi di lumbung] [saya|warga] [terendam|rusak] [lagi|semua], \
         [kerugian|ruginya] [kira-kira|lebih dari] Rp{juta}.",
        "[Anak-anak|Balita] [gatal-gatal|diare], [sudah|ada] {angka} [orang|anak] [berobat|dibawa] \
         ke puskesmas [minggu|bulan] ini.",
        "[Motor|Kendaraan] [mogok|macet] [berderet|di tengah jalan], [anak sekolah|pegawai] \
         [terlambat|pulang lagi].",
        "[Lansia|Orang tua] [yang sakit|di rumah] [harus|terpaksa] [diungsikan|digendong] ke \
         [balai desa|masjid] [tengah malam|jam {jam}].",
        "[Sawah|Tambak] [seluas|kurang lebih] {puluh} hektare [gagal|puso], [bibit|benur] \
         [hanyut|mati].",
    ],
    tried: &[
        "[Dinas|Petugas] [datang|survei] bulan {bulan}, [mengukur|memasang patok], [lalu|setelah \
         itu] [tidak kembali|patoknya hilang].",
        "<b>[Pengembang|Pemilik ruko] [dipanggil|diundang] [lurah|desa] [{n} kali|dua kali] [tidak \
         hadir|hanya kirim satpam].",
    ],
    ask: &[
        "<gk>[Mohon|Tolong] [dikeruk|dinormalisasi] [pakai|dengan] alat berat [sebelum|mumpung \
         belum] [puncak hujan|bulan {bulandepan}].",
        "<gb>[Bongkar|Mohon bongkar] [bangunan|beton] yang [menutup|berdiri di atas] saluran, \
         [siapa pun|tanpa pandang] [pemiliknya|bulu].",
        "<tr>[Kami|Warga] [minta|perlu] [karung pasir|bronjong] [darurat|sementara] untuk \
         [tanggul|tebing] yang [bocor|jebol].",
        "<p>[Tugaskan|Harus ada] operator [pompa|pintu air] [yang|tetap] berjaga [malam|24 jam] \
         [musim hujan|kalau hujan], [nomornya|kontaknya] [ditempel|diumumkan].",
        "<gb>[Tolong|Harap] [hitung ulang|perbesar] [ukuran|diameter] gorong-gorong, [yang \
         sekarang|pipanya] [hanya|cuma] {senti} senti.",
    ],
    wish: &[
        (
            "Usul [sumur resapan|kolam tampung] di {desa}",
            "[Kami usul|Sebaiknya] [lahan kosong|tanah desa] [dekat|di belakang] {patokan} \
             [dijadikan|dibuat] [sumur resapan|kolam penampungan] [untuk|guna] mengurangi \
             [banjir|genangan] {jalan}.",
        ),
        (
            "[Alat ukur|Peringatan dini] banjir {desa}",
            "[Usulan|Harapan] warga {desa}: [pasang|adakan] [papan duga|sirene] di [kali|jembatan] \
             [dekat|sekitar] {patokan}, [sehingga|supaya] [kami|yang di hilir] [sempat|bisa] \
             mengungsi.",
        ),
    ],
    question: &[(
        "[Rencana|Jadwal] pengerukan kali {desa}",
        "[Apakah|Mohon kabar apakah] pengerukan [kali|saluran] di {jalan} [jadi|tetap] dikerjakan \
         [tahun ini|sebelum {bulandepan}], [siapa|dinas mana] [pelaksananya|yang mengerjakan]?",
    )],
    answers: &[
        "<gbk>[Regu|Satgas] saluran [mengangkat|sudah mengangkat] {angka} [truk|kubik] lumpur dari \
         {jalan}. [Sisa|Bagian] [dekat|di depan] {patokan} [dilanjutkan|dikerjakan] [besok|pekan \
         depan].",
        "<t>[Tanggul|Titik jebol] [ditutup|telah ditutup] [sementara|darurat] dengan {ratus} \
         karung pasir dan [bronjong|cerucuk]. [Perbaikan tetap|Konstruksi] \
         [dianggarkan|direncanakan] {bulandepan}.",
        "<b>[Pemilik|Pengelola] bangunan [di atas|penutup] saluran [kami surati|diberi peringatan] \
         dan [diberi waktu|wajib membongkar dalam] {angka} hari. [Bila|Apabila] [tidak|lewat], \
         [kami|petugas] yang [membongkar|menertibkan].",
        "<p>Pompa [nomor {n}|di {desa}] [selesai|telah] diperbaiki, [solar|bahan bakar] \
         [tersedia|dicukupkan] dan [jadwal jaga|piket] [diatur|disusun] [dua regu|bergilir].",
        "<krt>[Normalisasi|Pengerukan] [sepanjang|sejauh] {ratus} meter [masuk|tercatat] \
         [paket|rencana] [balai|tahun depan]. [Tahap awal|Untuk sekarang] \
         [pembersihan|pengangkatan] [eceng gondok|sampah] [berjalan|dilakukan].",
    ],
    needs: &[
        "[Mohon|Tolong] [tandai|sebutkan] [titik|letak] sumbatan dan [arah|ke mana] aliran airnya, \
         [lampirkan|beserta] foto [saat|ketika] tergenang.",
        "[Sejak|Mulai] [kapan|tanggal berapa] tanggul [retak|jebol], dan [berapa|kira-kira berapa] \
         panjangnya?",
    ],
    agencies: &[
        ("kemen-sungai", 46),
        ("kota-karangsari", 30),
        ("kab-lembah-wulan", 12),
        ("kota-muara-bening", 12),
    ],
    weight: 74,
};
