//! Social aid, and people with disabilities.

use crate::sample::topic::Topic;

pub(in crate::sample) const AID: Topic = Topic {
    category: "Bantuan sosial",
    group: "Sosial",
    sensitive: false,
    program: "Kartu Keluarga Tangguh",
    titles: &[
        "<c>Bantuan [tidak cair|terhenti] [sejak {sejak}|tanpa alasan]",
        "<x>[Kartu|Nama] penerima bantuan [dicoret|hilang dari daftar]",
        "<s>Penerima bantuan di {desa} [salah sasaran|orang mampu]",
        "<b>[Beras|Sembako] bantuan [berkutu|kurang timbangan|tidak layak]",
        "<pk>Bantuan [dipotong|disunat] [di|oleh oknum] {desa}",
        "<d>[Mohon|Minta] [didata|dimasukkan] sebagai penerima bantuan",
    ],
    what: &[
        "<c>[Bantuan|Uang] [keluarga|tunai] [ibu|orang tua] saya di {desa} [tidak cair|terhenti] \
         [sejak|mulai] {sejak}, [saldo|kartunya] [nol|kosong] [terus|setiap dicek], \
         [padahal|sedangkan] [tetangga|yang lain] [cair|sudah terima].",
        "<x>[Nama|Keluarga] saya [dicoret|hilang] dari daftar [penerima|bantuan] [tahun|tahap] \
         ini, [tanpa|tidak ada] [survei|pemberitahuan], [alasannya|kata petugas] '[sudah \
         mampu|data pusat]'.",
        "<s>Di {desa} [banyak|ada {angka}] keluarga [berumah tingkat|punya mobil] [dapat|menerima] \
         bantuan, [sedangkan|sementara] [janda|buruh tani] [dekat|di belakang] {patokan} [tidak \
         pernah|belum] [dapat|terdata].",
        "<b>Beras bantuan yang [kami|warga {desa}] terima tanggal {tgl} {bulan} \
         [berkutu|apek|pecah-pecah], [timbangannya|beratnya] [kurang {n} kilo|cuma {n} kilo dari \
         sepuluh].",
        "<p>[Setiap|Tiap] [pencairan|pembagian] di {desa} [dipotong|ditarik] Rp{ribu} [per|tiap] \
         [keluarga|kartu] [oleh|lewat] [ketua kelompok|oknum perangkat], [alasannya|katanya] \
         [uang|buat] [transport|yang belum dapat].",
        "<k>[Kartu|ATM] bantuan [milik|punya] [ibu-ibu|warga] {desa} [dikumpulkan|dipegang] \
         [pendamping|pemilik warung] [sejak|dari] {sejak}, [kami|ibu-ibu] [hanya|cuma] \
         [diberi|terima] [telur dan beras|paket] [seadanya|tanpa rincian].",
        "<d>[Saya|Ibu saya], [janda|lansia sebatang kara] [dengan|menanggung] {n} [anak|cucu], \
         [tinggal|menumpang] di [rumah|gubuk] [dekat|sebelah] {patokan} {desa}, [belum \
         pernah|tidak sekali pun] [menerima|didata] bantuan.",
    ],
    detail: &[
        "<c>[Di|Pada] aplikasi [tertulis|statusnya] '[layak|sudah disalurkan]', [uangnya|nyatanya] \
         [tidak|tak pernah] [sampai|masuk].",
        "<cxd>[Pekerjaan|Sehari-hari] [saya|suami] [serabutan|memulung], [sehari|paling banyak] \
         Rp{ribu}, rumah [bambu|mengontrak], [lantai masih tanah|sumur menumpang].",
        "<sdx>[Pendataan|Survei] [terakhir|katanya] [bulan|dilakukan] {bulan}, [petugas|yang \
         datang] [hanya|cuma] [duduk|mampir] di rumah [ketua RT|kepala dusun].",
        "<x>[Data|Di data] [saya|kami] [tercatat|tertulis] [punya|sebagai] [sawah|pegawai], \
         [itu|padahal itu] milik [majikan|orang lain yang namanya sama].",
        "<s>[Yang|Penerima] [menerima|dapat] [masih|rata-rata] [saudara|kerabat] [perangkat|kepala \
         dusun], [sudah|jadi] rahasia umum.",
        "<k>[Warung|Agen] [penyalur|yang ditunjuk] [menahan|meminta] kartu dan [sandi|PIN] \
         [kami|ibu-ibu], [struk|kuitansi] [tidak|tak] [diberikan|boleh dibawa].",
        "<b>[Karungnya|Kemasannya] [tanpa|tidak ada] [merek|tanggal], [dalamnya|waktu dibuka] \
         [berbau|kuning] dan [menggumpal|berulat].",
        "<p>[Kami|Ibu-ibu] [disuruh|diminta] [diam saja|tanda tangan di kertas kosong], \
         [kalau|siapa] [menolak|protes] [dicoret|tidak dipanggil] [tahap|bulan] depan.",
    ],
    effect: &[
        "<cxdk>[Anak|Cucu] saya [putus sekolah|menunggak SPP] {n} bulan, [sepatu|buku] [pun|saja] \
         [pinjam|tidak punya].",
        "<cxd>[Obat|Kontrol] [suami|bapak] [yang stroke|] [berhenti|terputus], [uangnya selama \
         ini|biayanya] dari bantuan itu.",
        "<cxdk>[Kami|Sekarang kami] [makan|masak] [sekali sehari|ubi], [utang|bon] di warung \
         [sudah|sampai] Rp{juta}.",
        "<sp>[Tetangga|Warga] [jadi|sampai] [ribut|saling curiga], [rapat|pertemuan] RT \
         [bubar|tidak ada yang datang].",
        "<b>Beras itu [akhirnya|terpaksa] [dicuci|dijemur] [berkali-kali|dulu], [sebagian|sisanya] \
         [dikasih ayam|dibuang].",
        "<b>[Anak|Cucu] [sakit perut|tidak mau makan], [akhirnya|terpaksa] [beli|utang] beras \
         [lagi|di warung] Rp{ribu}.",
    ],
    tried: &[
        "<cx>[Pendamping|Petugas sosial] [bilang|menjawab] [tunggu|menunggu] [tahap \
         berikutnya|keputusan pusat], [sudah|ini] {n} tahap.",
        "<xds>[Operator|Kantor] desa [mengusulkan|mengaku sudah mengusulkan] [lagi|ulang] bulan \
         {bulan}, [bukti|tanda terimanya] [tidak ada|tak diberi].",
        "<c>[Bank|Teller] [menyuruh|bilang] [ke|tanya] dinas, [dinas|petugas dinas] \
         [menyuruh|bilang] [ke|tanya] bank.",
    ],
    ask: &[
        "<c>[Mohon|Tolong] [dicek|ditelusuri] kenapa tidak cair dan [bayarkan|cairkan] \
         [sekaligus|rapelnya].",
        "<x>[Mohon|Tolong] [dicek|ditelusuri] kenapa dicoret dan [masukkan|daftarkan] \
         [lagi|kembali] [nama|keluarga] [saya|kami].",
        "<sd>[Survei|Data] ulang {desa} [dengan|oleh] petugas [luar|yang jujur], [masuk|lihat] \
         [rumah|dapur] [satu-satu|warga].",
        "<sx>[Tempel|Umumkan] daftar [penerima|nama] di [balai desa|{patokan}] [supaya|agar] \
         [warga|kami] [bisa|dapat] [mengoreksi|saling tahu].",
        "<b>[Ganti|Tarik] beras [itu|yang rusak] dan [tegur|periksa] [penyalur|pemasoknya].",
        "<kp>[Kembalikan|Pulangkan] kartu [kami|ibu-ibu] dan [usut|kembalikan] [potongan|uang] \
         [selama|sejak] {n} [tahap|bulan].",
        "<d>[Mohon|Tolong] [kami|saya] [didata|didatangi], [rumah|tempat] [gampang|mudah] \
         [dicari|ketemu], [tanya|sebut] saja [di|] {patokan}.",
    ],
    wish: &[
        (
            "Usul [musyawarah|papan] penerima bantuan {desa}",
            "[Usul|Kami usul], [daftar|nama] penerima [dibahas|ditetapkan] [terbuka|lewat \
             musyawarah] tiap [tahun|tahap] di [balai|dekat {patokan}] {desa}, yang sudah \
             [mampu|mapan] [mundur|diganti] [baik-baik|dengan sukarela].",
        ),
        (
            "[Pelatihan|Modal] untuk penerima bantuan",
            "[Selain|Di samping] [uang|beras], [ibu-ibu|pemuda] {desa} [berharap|ingin] \
             [pelatihan|modal] [menjahit|ternak|olahan ikan], [biar|agar] [tidak|jangan] \
             [selamanya|terus] [menunggu|bergantung].",
        ),
    ],
    question: &[
        (
            "[Cara|Syarat] [daftar|mengusulkan diri] penerima bantuan",
            "[Bagaimana|Mohon petunjuk,] cara [mendaftar|mengusulkan] [tetangga|orang tua] [yang|] \
             [tidak mampu|lansia] di {desa} [supaya|agar] [masuk|terdaftar] [data|bantuan], lewat \
             [desa|aplikasi] atau [dinas|pendamping]?",
        ),
        (
            "[Jadwal|Tahap] pencairan bantuan {bulandepan}",
            "[Apakah|Mau tanya apakah] bantuan [tahap|bulan] {bulandepan} [sudah|bisa] \
             [cair|diambil] di {kec}, [yang|dan yang] [bulan|tahap] {bulan} [tidak \
             terambil|terlewat] [apakah hangus|masih bisa diambil]?",
        ),
    ],
    answers: &[
        "<c>[Hasil|Setelah] [penelusuran|dicek]: [rekening|data] [pasif|tidak padan] [sejak|mulai] \
         {bulan}. [Perbaikan|Pemadanan] [selesai|dilakukan], [pencairan|bantuan] \
         [susulan|tertunda] [masuk|dibayarkan] {bulandepan}.",
        "<xd>[Petugas|Tim] [mengunjungi|telah mendatangi] rumah [pelapor|Saudara] tanggal {tgl} \
         {bulan}; [keluarga|hasilnya] [layak|memenuhi syarat] dan [diusulkan|dimasukkan] [pada|ke] \
         [tahap|data] {bulandepan}.",
        "<b>[Beras|Paket] [rusak|tersebut] [ditarik|diganti] [sebanyak|] {ratus} [kilo|karung] dan \
         [penyalur|pemasok] [diberi|mendapat] [peringatan|sanksi]. [Penerima|Warga] {desa} \
         [mengambil|dapat mengambil] gantinya di {patokan}.",
        "<pk>[Pemotongan|Pengumpulan kartu] [dilarang|tidak dibenarkan]. [Ketua|Agen] \
         [dimaksud|tersebut] [diberhentikan|diperiksa], [kartu|uang] [dikembalikan|sudah kembali] \
         [kepada|ke] {angka} keluarga [pada|tanggal] {tgl} {bulan}.",
        "<sx>[Daftar|Nama] penerima {desa} [ditinjau|disurvei ulang] [mulai|tanggal] {tgl} \
         {bulandepan}. [Sanggahan|Keberatan] [dapat|bisa] [ditulis|disampaikan] di [balai \
         desa|aplikasi] [selama|dalam] {puluh} hari.",
    ],
    needs: &[
        "[Mohon|Tolong] [tahap|bulan] terakhir [cair|menerima] dan foto [kartu|buku tabungan] \
         [tanpa|dengan ditutup] [angkanya|nomornya].",
        "[Mohon|Sebutkan] [jumlah|berapa] anggota [keluarga|rumah] dan [pekerjaan|penghasilan] \
         [kepala keluarga|utama].",
    ],
    agencies: &[("badan-bantuan", 100)],
    weight: 112,
};

pub(in crate::sample) const DISABILITY: Topic = Topic {
    category: "Disabilitas",
    group: "Sosial",
    sensitive: true,
    program: "Kartu Keluarga Tangguh",
    titles: &[
        "<k>[Kursi roda|Alat bantu] [belum datang|rusak] [sejak {sejak}|]",
        "<gj>[Trotoar|Kantor|Halte] [tidak ramah|menyulitkan] kursi roda",
        "<s>Sekolah [menolak|mempersulit] [penyandang disabilitas|anak berkebutuhan khusus]",
        "<i>[Tidak ada|Minta] juru bahasa isyarat di [layanan|kantor] {kec}",
        "<b>[Santunan|Bantuan] penyandang disabilitas [terhenti|tidak turun]",
    ],
    what: &[
        "<k>[Kursi roda|Kaki palsu|Alat dengar] untuk [adik|anak] saya di {desa} \
         [diusulkan|dijanjikan] [sejak|dari] {sejak}, [sudah|telah] [diukur|difoto] [petugas|], \
         [barangnya|sampai kini] [belum|tidak kunjung] [datang|ada].",
        "<g>[Kantor|Gedung layanan] {kec} [hanya|cuma] [bertangga|punya tangga], [bidang \
         miring|lerengan] [di|depan] {patokan} [dipakai|jadi] [parkir motor|tempat pot], \
         [saya|teman saya] [pengguna kursi roda|yang memakai tongkat] [digendong|tidak bisa masuk].",
        "<j>[Ubin|Jalur] pemandu [di|sepanjang] {jalan} [putus|menabrak tiang] [dekat|depan] \
         {patokan}, [tunanetra|kami] [sudah|] {n} kali [terperosok|menabrak].",
        "<s>[Sekolah|Guru] [dekat|di] {desa} [menolak|menyarankan mencabut] [anak|keponakan] saya \
         yang [tunarungu|lambat bicara], [alasannya|katanya] [tidak ada|kurang] [guru \
         pendamping|kursi].",
        "<i>[Saya|Teman] [tuli|tunarungu] [mengurus|datang mengurus] [surat|obat] di {kec} tanggal \
         {tgl} {bulan}, [tidak ada|tak seorang] [yang|petugas] [bisa|mau] [isyarat|menulis], \
         [nomor|panggilan] [lewat|dilewati] terus.",
        "<b>[Bantuan|Santunan] [bulanan|] bagi penyandang disabilitas [berat|] di {desa} \
         [terhenti|tidak turun] [sejak|mulai] {sejak}, [keluarga|pengasuh] [tidak|tak] [diberi \
         tahu|mendapat penjelasan].",
    ],
    detail: &[
        "<kb>[Ibu|Orang tua] [sudah tua|kerja serabutan], [mengangkat|menggendong] [sendiri|tiap \
         hari], [punggungnya|lututnya] [sakit|sering kambuh].",
        "<k>[Kursi|Alat] [yang lama|bekas] [rodanya|sandarannya] [patah|diikat tali], \
         [ukuran|besarnya] [tidak|sudah tak] [cocok|muat].",
        "<gjsi>[Di|Menurut] [peraturan|undang-undang] [fasilitas|layanan] [umum|publik] \
         [harus|wajib] [akses|bisa dipakai semua], [praktiknya|nyatanya] [nol|jauh].",
        "<gjis>[Teman|Komunitas] kami [di|seluruh] {kec} [ada|sekitar] {puluh} orang, \
         [kebanyakan|banyak yang] [mengurung diri|tidak keluar rumah].",
    ],
    effect: &[
        "<ks>[Dia|Anak itu] [berhenti|jadi enggan] [sekolah|terapi] [sudah|] {n} bulan, \
         [hanya|cuma] [tiduran|di kamar].",
        "<kb>[Untuk|Sekali] [ke|berobat ke] puskesmas [harus|mesti] [sewa|carter] mobil Rp{ribu}.",
        "<gi>[Saya|Kami] [pulang|akhirnya pulang] [tanpa|tidak membawa] [hasil|surat], [malu|sakit \
         hati] [dilihat|ditonton] orang.",
        "<gj>[Pekerjaan|Kesempatan kerja] [hilang|melayang] [karena|sebab] [tidak bisa|susah] \
         [naik tangga|masuk gedung].",
    ],
    tried: &[
        "<kb>[Petugas|Pendamping] [bilang|menyebut] [kuotanya habis|anggarannya tahun depan], \
         padahal tahun [lalu|kemarin] [jawabannya|bilangnya] [sama|begitu].",
        "[Komunitas|Yayasan] [membantu|sudah bantu] [surat|proposal] [ke|sampai] dinas, \
         [dijawab|hanya] '[kami terima|disposisi]'.",
    ],
    ask: &[
        "<k>[Mohon|Tolong] [diantar|dipenuhi] [alatnya|kursi rodanya], ukurannya untuk \
         [anak|badan] umur {angka} tahun.",
        "<gj>[Kosongkan|Perbaiki] [bidang miring|jalur pemandu] dan [pasang|beri] [pegangan|rambu] \
         [di|sepanjang] {jalan}.",
        "<i>[Sediakan|Latih] [petugas|pegawai] yang [paham isyarat|mau melayani kami], \
         [minimal|walau] [satu|sekali seminggu].",
        "<s>[Beri|Mohon ada] [guru pendamping|sanksi bagi sekolah] [dan|supaya] [anak|anak-anak] \
         [diterima|bisa belajar] [seperti|bersama] yang lain.",
        "<b>[Lanjutkan|Mohon cairkan] [santunan|bantuan] itu [seperti|sesuai] [semula|keputusan \
         lama], [atau|kalau dihentikan] [beri|kirim] [surat|alasan] [tertulis|yang jelas].",
    ],
    wish: &[(
        "Usul [jalur|fasilitas] ramah disabilitas di {patokan}",
        "[Usul|Harapan] kami, {patokan} {desa} [dilengkapi|punya] [toilet lebar|lerengan landai] \
         dan [papan|penunjuk] [braille|suara], [lansia|ibu hamil] [juga|ikut] [terbantu|merasakan].",
    )],
    question: &[(
        "[Cara|Syarat] [mendapat kursi roda|kartu disabilitas]",
        "[Bagaimana|Mohon info] [cara|syarat] [mengajukan|mendapat] [kursi roda|kartu penyandang \
         disabilitas] untuk [warga|anak] di {desa}, [surat|perlu surat] dokter [mana|dari mana] \
         dan [berapa|kira-kira] lama?",
    )],
    answers: &[
        "<k>[Kursi roda|Alat bantu] [diserahkan|diantar] ke {desa} tanggal {tgl} {bulan} \
         [oleh|bersama] [petugas|terapis], [ukuran|sandaran] [disesuaikan|disetel] di tempat.",
        "<gj>[Bidang miring|Jalur pemandu] [dikosongkan|diperbaiki] [dan|lalu] [diberi|dipasang] \
         [tiang pembatas|pegangan]. [Petugas|Satpam] [diminta|bertugas] [menjaga|membantu].",
        "<si>[Sekolah|Layanan] [dimaksud|tersebut] [telah|sudah] [kami temui|diberi arahan]; \
         [anak|siswa] [diterima|kembali belajar] [mulai|tanggal] {tgl} {bulandepan} \
         [dengan|didampingi] [guru khusus|pendamping].",
        "<kb>[Usulan|Permintaan] [masuk|tercatat] [daftar tunggu|pengadaan] {bulandepan}, \
         [urutan|nomor] {angka}. [Sementara|Untuk sekarang] [dipinjamkan|tersedia] [kursi|alat] \
         [cadangan|dari puskesmas].",
    ],
    needs: &[
        "[Mohon|Kirim] ukuran [badan|tinggi dan berat] serta [surat|keterangan] [dokter|terapis].",
        "[Sebutkan|Mohon] [nama|letak] [gedung|sekolah] dan [waktu|tanggal] kejadian.",
    ],
    agencies: &[("badan-bantuan", 74), ("kota-karangsari", 26)],
    weight: 28,
};
