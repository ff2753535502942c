//! Papers of citizens, conduct at the counter, and illegal fees.

use crate::sample::topic::Topic;

pub(in crate::sample) const PAPERS: Topic = Topic {
    category: "Administrasi kependudukan",
    group: "Pelayanan publik",
    sensitive: false,
    program: "",
    titles: &[
        "<k>[KTP|KTP elektronik] [belum jadi|tidak kunjung dicetak] [sejak {sejak}|sudah {n} bulan]",
        "<n>[Nama|Tanggal lahir] di [kartu keluarga|akta] salah, [sulit|lama] diperbaiki",
        "<do>[Data|NIK] [tidak ditemukan|tidak aktif|ganda]",
        "<b>[Akta kelahiran|Surat pindah] [hilang di kantor|ditolak terus]",
        "<a>[Antrean|Nomor antrean] [online|kependudukan] [selalu habis|kacau]",
        "<l>[Lansia|Warga sakit] di {desa} belum [punya|rekam] KTP",
    ],
    what: &[
        "<k>[Saya|Suami saya] [merekam|sudah rekam] [data|sidik jari] KTP di kantor {kec} \
         [sejak|pada] {sejak}, [sampai sekarang|hingga kini] [kartunya|fisiknya] [belum|tidak] \
         [dicetak|bisa diambil].",
        "<n>[Nama|Tempat lahir] [anak|ibu] saya di [kartu keluarga|akta kelahiran] \
         [tertulis|tercetak] [salah|beda satu huruf], [perbaikannya|pembetulannya] \
         [diajukan|diurus] [sejak|dari] {sejak} [belum selesai|mandek].",
        "<d>[NIK|Data] saya [tidak|tak] [terbaca|ditemukan] [di|waktu daftar di] \
         [bank|puskesmas|sekolah], [padahal|sementara] [kartunya|KTP] [asli|masih berlaku] dan \
         [diterbitkan|dibuat] di kantor {kec}.",
        "<b>[Berkas|Permohonan] [pindah|akta kematian bapak] yang [saya|kami] serahkan [ke|di] \
         loket {n} tanggal {tgl} {bulan} [hilang|tidak ada] [di sistem|kata petugas].",
        "<a>[Antrean|Nomor antrean] [daring|online] untuk [kartu keluarga|KTP] [dibuka|mulai] jam \
         {pagi} [langsung|dalam {n} menit] habis, [saya|sudah] [mencoba|gagal] {angka} [hari|kali].",
        "<l>[Orang tua|Nenek] saya [di|warga] {desa} [lumpuh|sudah sepuh] dan [belum|tidak pernah] \
         [punya|rekam] KTP, [petugas|layanan] [keliling|jemput bola] [dijanjikan|katanya datang] \
         {bulan} [tidak jadi|batal].",
        "<o>[Di|Pada] kartu keluarga [kami|saya] [muncul|tercantum] [nama|orang] yang [tidak kami \
         kenal|bukan keluarga], [tahunya|ketahuan] [waktu|saat] [daftar|urus] [sekolah|bantuan].",
    ],
    detail: &[
        "<kbn>[Alasan|Jawaban] [petugas|loket] [berubah-ubah|beda tiap hari]: [blangko habis|mesin \
         rusak], [jaringan|server] [pusat|lambat], [pejabatnya|yang tanda tangan] [dinas \
         luar|cuti].",
        "<knbdoa>[Saya|Kami] [sudah|bolak-balik] [datang|ke kantor] {angka} kali, [jaraknya|sekali \
         jalan] {puluh} kilometer dari {desa}.",
        "<kb>[Surat|Resi] [pengambilan|keterangan] [sementara|pengganti] [sudah|masa berlakunya] \
         [habis|lewat] [bulan|sejak] {bulan}.",
        "<nbd>Semua [syarat|berkas] [lengkap|difotokopi] [rangkap {n}|sesuai papan], [tetap|masih] \
         [diminta|disuruh] [membawa|tambah] [saksi lagi|surat nikah asli|pengantar baru].",
        "<kbna>[Tetangga|Orang lain] yang [mengurus|datang] [belakangan|lewat orang dalam] \
         [sehari|dua hari] [jadi|selesai].",
        "<l>[Beliau|Orangnya] [tidak|sudah tak] [bisa|sanggup] [turun|duduk] [dari ranjang|lama], \
         [mobil|ambulans] [sewa|carter] ke kantor Rp{ribu}.",
        "<lo>[Petugas|Staf] [desa|kecamatan] [mencatat|menulis] [nama|keluhan] [saya|kami] di \
         [buku|kertas] [besar|kecil], [itu|sampai sekarang itu] saja.",
    ],
    effect: &[
        "<kdnb>[Akibatnya|Gara-gara itu] [saya|anak] [tidak bisa|gagal] [melamar kerja|mendaftar \
         kuliah|membuka rekening], [batas|tenggatnya] tanggal {tgl} {bulandepan}.",
        "<dn>[Operasi|Kontrol] [ibu|bapak] [tertunda|ditunda] [karena|sebab] [jaminan|data] \
         [tidak|tak] [cocok|sinkron].",
        "<knba>[Ongkos|Izin kerja] [bolak-balik|sudah] [habis|keluar] Rp{juta}, [upah|gaji] \
         [harian|saya] [dipotong|hilang].",
        "<a>[Anak|Bayi] saya [umur|sudah] {n} [bulan|tahun] [belum|masih belum] [punya akta|masuk \
         kartu keluarga].",
        "<nbdo>[Bantuan keluarga|Warisan kakek|Pensiun almarhum] [tidak|belum] [cair|bisa diurus] \
         [sampai|sebelum] [data|nama] [dibetulkan|sesuai].",
        "<l>[Bantuan|Jaminan berobat] [tidak|belum] [bisa|dapat] [didaftarkan|diurus] \
         [karena|sebab] [tak ada|terganjal] NIK, obatnya [beli|bayar] sendiri Rp{ribu} \
         [sebulan|tiap tebus].",
    ],
    tried: &[
        "[Kelurahan|Desa] [menyuruh|bilang harus] ke kecamatan, [di sana|kecamatan] [malah \
         menyuruh|bilang] [balik|kembali] ke [desa|kelurahan].",
        "[Nomor|Pesan] layanan [centang satu|tidak dibalas], [di media sosial|lewat kolom \
         komentar] [dihapus|cuma diberi emoji].",
    ],
    ask: &[
        "<kb>[Mohon|Tolong] [dicetak|diterbitkan] [segera|minggu ini], [atau|kalau tidak] \
         [beri|keluarkan] [surat|keterangan] [resmi|pengganti].",
        "<do>[Cek|Aktifkan] [data|NIK] [saya|keluarga kami] dan [kabari|beri tahu] [hasilnya|apa \
         yang kurang] [lewat|di] [pesan|sini].",
        "<l>[Kirim|Jadwalkan] petugas [keliling|jemput bola] ke {desa}, [di sini|ada] {angka} \
         [lansia|orang] [belum|yang belum] [rekam|punya KTP].",
        "<n>[Betulkan|Perbaiki] [kesalahan|ejaan] [itu|nama] [tanpa|jangan] [harus|suruh] \
         [sidang|mulai dari awal], [yang|ini] [salah|kekeliruan] [petugas|dari kantor].",
        "<a>[Tambah|Perbaiki] [kuota|sistem] antrean, [sediakan|beri] [loket|jalur] [khusus|untuk] \
         [warga jauh|lansia].",
    ],
    wish: &[
        (
            "Usul [layanan keliling|loket malam] kependudukan",
            "[Usul|Saya mengusulkan] [layanan keliling|mobil perekaman] [singgah|datang] ke \
             {patokan} {desa} [sebulan|tiga bulan] sekali, [kantor|kecamatan] [jauh|{puluh} \
             kilometer] dan [banyak|kebanyakan] [buruh|petani] [tidak bisa|susah] [libur|izin].",
        ),
        (
            "[Notifikasi|Lacak] berkas lewat [pesan|SMS]",
            "[Alangkah baiknya|Bagus kalau] [pemohon|warga] [dikirimi|mendapat] pesan \
             [saat|ketika] [KTP|berkas] [selesai|ditolak], [jadi|biar] [tidak|tak perlu] \
             [bolak-balik|menebak-nebak] ke kantor {kec}.",
        ),
    ],
    question: &[
        (
            "[Syarat|Cara] [pindah|pisah] kartu keluarga",
            "[Saya|Kami] [baru menikah|mau pindah] dari {kec} ke {desa}, [apa saja|mohon info] \
             [syarat|berkas] [pisah|pindah] kartu keluarga, [perlu|masih perlu] [pengantar|tanda \
             tangan] RT?",
        ),
        (
            "[KTP hilang|Ganti KTP rusak]",
            "[KTP|Kartu] saya [hilang|patah] [di|dekat] {patokan} [tanggal|] {tgl} {bulan}, \
             [untuk|kalau mau] [cetak ulang|ganti] [harus|apakah] [lapor polisi|ke kantor asal], \
             [bisa|boleh] di [kota lain|perantauan]?",
        ),
    ],
    answers: &[
        "<kb>[KTP|Dokumen] [Saudara|pemohon] [sudah|telah] dicetak tanggal {tgl} {bulan} dan \
         [dapat|bisa] diambil di loket {n} [dengan|membawa] resi. [Mohon|Kami mohon] maaf \
         [atas|untuk] keterlambatan.",
        "<no>[Perbaikan|Pembetulan] [nama|data] [selesai|telah kami lakukan]; [kartu \
         keluarga|berkas] [baru|hasilnya] [dikirim|terkirim] [ke|lewat] [surel|kantor desa] \
         tanggal {tgl} {bulan}.",
        "<do>[Data|NIK] [sudah|telah] [kami aktifkan|dikonsolidasi], [bank|lembaga lain] \
         [dapat|bisa] [membaca|memverifikasi] [setelah|dalam] {n} x 24 jam.",
        "<la>[Petugas|Tim] jemput bola [ke|mendatangi] {desa} tanggal {tgl} {bulandepan} \
         [mulai|pukul] 09.00 di {patokan}. [Warga|Lansia] [sakit|yang tak dapat hadir] \
         [didatangi|dilayani] di rumah.",
        "<bn>[Berkas|Permohonan] [ditemukan|sudah ditelusuri]: [kurang|belum ada] [surat \
         kelahiran|tanda tangan saksi]. [Mohon|Silakan] [dilengkapi|diunggah], [kami|akan kami] \
         proses [hari yang sama|tanpa antre].",
    ],
    needs: &[
        "[Mohon|Tolong] nomor [resi|berkas] dan [nama|tanggal] [kantor|pengajuan], [jangan|tanpa] \
         [menulis|mencantumkan] NIK di kolom [terbuka|ini].",
        "[Unggah|Kirim] foto [kartu keluarga|surat] [lama|asli] lewat [surel|loket daring] kami.",
    ],
    agencies: &[("badan-catatan", 100)],
    weight: 96,
};

pub(in crate::sample) const COUNTER: Topic = Topic {
    category: "Pelayanan kantor",
    group: "Pelayanan publik",
    sensitive: false,
    program: "",
    titles: &[
        "<k>[Petugas|Pegawai] loket [tidak ramah|membentak warga|main HP]",
        "<t>Kantor {kec} [tutup sebelum jam|kosong saat jam kerja]",
        "<ip>[Izin usaha|Surat keterangan] [berbulan-bulan|tidak ada kabar]",
        "<ra>[Ruang tunggu panas|Antrean berdesakan] di kantor {desa}",
    ],
    what: &[
        "<t>Tanggal {tgl} {bulan} [saya|kami] [datang|tiba] di kantor {kec} pukul {siang}, \
         [loket|semua loket] [sudah|masih] [tutup|kosong], [di papan|padahal tertulis] \
         [layanan|buka] [sampai|hingga] 15.00.",
        "<k>[Petugas|Pegawai] [perempuan|laki-laki] di loket {n} [membentak|menyuruh diam] \
         [saya|ibu saya] [karena|hanya karena] [salah|keliru] [isi formulir|ambil nomor].",
        "<i>[Permohonan|Surat] izin [usaha|keramaian|bangunan] [saya|kami] di {jalan} \
         [masuk|diterima] [sejak|pada] {sejak}, [status|di layar] [masih|tetap] \
         '[diproses|menunggu]'.",
        "<a>[Nomor|Sistem] antrean di [kantor|layanan] {kec} [tidak|tak] [dipakai|berlaku], yang \
         [kenal|punya] [orang dalam|pegawai] [langsung|duluan] [dipanggil|masuk].",
        "<r>[Ruang|Tempat] tunggu [kantor|di kantor] {desa} [sempit|panas], [kursi|bangku] \
         [hanya|cuma] {angka}, [toilet|kamar kecil] [dikunci|mampet].",
        "<p>[Kepala|Pejabat] yang [menandatangani|berwenang] [jarang|tidak pernah] [di \
         tempat|masuk], [berkas|surat] warga {desa} [menumpuk|tertahan] [sejak|dari] {sejak}.",
    ],
    detail: &[
        "<tak>[Ada|Saya hitung] {n} pegawai [di dalam|belakang], [mengobrol|main gim], \
         [sementara|sedangkan] {puluh} [orang|warga] [menunggu|berdiri].",
        "<tp>[Satpam|Penjaga] [menyuruh|bilang] [kembali|datang] [besok|Senin], [besoknya|hari \
         Senin] [begitu|sama] [lagi|juga].",
        "<i>[Formulir|Syarat] [di|pada] [situs|papan] [beda|tidak sama] dengan yang \
         [diminta|ditanyakan] [loket|petugas].",
        "[Kotak|Buku] saran [digembok|kosong], [nomor|kontak] [pengaduan|pimpinan] [tidak \
         ada|dilepas].",
        "<pr>[Tamu|Rombongan] [dinas|dari kota] [dilayani|disambut] [duluan|di ruang ber-AC], \
         [warga|kami] [disuruh|] [menunggu|berdiri] di [luar|parkiran].",
    ],
    effect: &[
        "<tap>[Saya|Bapak saya] [izin|cuti] [dari|] [pabrik|kerja] {n} hari [percuma|sia-sia], \
         [upah|gaji] Rp{ribu} [hilang|dipotong].",
        "<ip>[Usaha|Warung] [kecil|keluarga] [kami|] [belum|tidak] [bisa|berani] [buka|jalan] \
         [tanpa|sebelum ada] izin, [sewa|kontrakan] [jalan|tetap bayar] [terus|].",
        "<rat>[Ibu|Lansia] yang [datang|antre] dari {desa} [hampir|sampai] [pingsan|menangis] \
         [menunggu|di lantai].",
        "<pi>[Pinjaman|Beasiswa] [anak|kelompok] [batal|hangus] [karena|sebab] [surat|tanda \
         tangan] [terlambat|tidak keluar].",
        "<k>[Ibu|Kakak] saya [pulang|sampai] [menangis|gemetar], [sekarang|sejak itu] \
         [tidak|takut] [mau|kembali] ke [kantor|loket] itu.",
    ],
    tried: &[
        "<k>[Atasan|Kepala seksi] [saya temui|ditemui], [cuma|hanya] bilang '[maklum|namanya juga \
         pegawai baru]'.",
        "[Ulasan|Komentar] [jelek|warga] di [peta|internet] [sudah|] [puluhan|{angka}], \
         [tidak|tak] [ada|pernah] [tanggapan|perubahan].",
    ],
    ask: &[
        "<k>[Tegur|Bina] [pegawai|petugas] [tersebut|loket itu] dan [pasang|beri] [nama|tanda \
         pengenal] [yang jelas|di dada].",
        "<t>[Layani|Buka] [sesuai|tepat] [jam|waktu] [kerja|di papan], [istirahat|makan siang] \
         [bergilir|jangan serentak].",
        "<i>[Selesaikan|Proses] [izin|surat] [saya|kami], kalau ditolak beri alasan \
         [tertulis|resmi].",
        "<ar>[Perbaiki antreannya|Sediakan kursi yang layak], [beri jalur khusus untuk|dahulukan] \
         [lansia|ibu hamil].",
        "<p>[Delegasikan|Wakilkan] [tanda tangan|wewenang] [kalau|bila] [pimpinan|pejabat] [dinas \
         luar|berhalangan].",
    ],
    wish: &[(
        "Usul [jam layanan|antrean] di kantor {kec}",
        "[Bagaimana kalau|Apa mungkin] kantor {kec} [buka|melayani] [Sabtu|sampai sore] \
         [sekali|dua kali] sebulan, [pekerja|buruh] [seperti|macam] saya [susah|tidak mungkin] \
         [izin|datang] hari biasa.",
    )],
    question: &[(
        "[Berapa lama|Tahapan] [izin|surat] di kantor {kec}",
        "[Saya|Mohon info,] [mengajukan|mau mengajukan] [izin|surat keterangan] [usaha|tempat] di \
         {jalan}, [berapa|standarnya berapa] hari [kerja|] dan [di loket mana|siapa pejabatnya]?",
    )],
    answers: &[
        "<kt>[Petugas|Pegawai] [dimaksud|loket {n}] [telah|sudah] [dibina|dipindahtugaskan] dan \
         [kami|pimpinan] [meminta|menyampaikan] maaf. [Jam|Jadwal] [layanan|istirahat] \
         [diatur|kini] [bergilir|tanpa jeda].",
        "<ip>[Izin|Surat] [Saudara|dimaksud] [terbit|ditandatangani] tanggal {tgl} {bulan}, [dapat \
         diambil di loket|dapat diunduh lewat akun]. [Keterlambatan|Hal ini] [karena|akibat] \
         [verifikasi|tanda tangan] [berjenjang|elektronik].",
        "<ra>[Kursi|Pendingin] dan [toilet|mesin antrean] [diperbaiki|ditambah] [mulai|per] {tgl} \
         {bulandepan}. [Jalur|Loket] [prioritas|khusus lansia] [dibuka|tersedia] [sejak|mulai] \
         [hari ini|pekan ini].",
        "<t>[Kamera|Rekaman] tanggal {tgl} {bulan} [kami|sudah] [periksa|diputar]: [loket|layanan] \
         [memang|benar] [tutup|berhenti] {puluh} menit. [Sanksi|Teguran] [lisan|tertulis] \
         [diberikan|dijatuhkan].",
    ],
    needs: &[
        "[Mohon|Sebutkan] [tanggal|jam] dan nomor [loket|antrean], [supaya|agar] [kamera|petugas \
         jaga] [dapat|bisa] dicek.",
        "[Nomor|Tanda terima] [permohonan|berkas] [mohon|tolong] [dikirim|dilampirkan].",
    ],
    agencies: &[
        ("badan-catatan", 40),
        ("kota-karangsari", 24),
        ("kab-lembah-wulan", 20),
        ("kab-tanjung-rimba", 16),
    ],
    weight: 50,
};

pub(in crate::sample) const FEES: Topic = Topic {
    category: "Pungutan liar",
    group: "Pelayanan publik",
    sensitive: false,
    program: "",
    titles: &[
        "<o>[Pungli|Pungutan] di [kantor|loket] {kec}",
        "<os>[Dimintai|Disuruh bayar] uang [pelicin|seikhlasnya] untuk [surat|KTP|sertifikat]",
        "<pk>[Parkir|Retribusi] liar dekat {patokan} [tanpa karcis|memaksa]",
        "<is>[Potongan|Sumbangan wajib] di {desa} [tidak jelas|memberatkan]",
        "<t>[Pos liar|Orang tak dikenal] di {jalan} [mencegat|meminta uang] truk",
    ],
    what: &[
        "<o>[Oknum|Petugas] di [kantor|loket] {kec} [meminta|minta] Rp{ribu} [untuk|buat] \
         [mempercepat|tanda tangan] [surat tanah|surat pindah|sertifikat], [katanya|alasannya] \
         [uang|biaya] '[administrasi|rokok]'.",
        "<p>[Juru parkir|Orang] [tanpa seragam|tak dikenal] [di|depan] {patokan} {jalan} \
         [menarik|meminta] Rp{receh} [sekali|setiap] parkir, [tidak ada|tanpa] karcis, [kalau \
         menolak|bila tak dibayar] [dimaki|motor digores].",
        "<i>[Warga|Pedagang] {desa} [diwajibkan|dipaksa] [membayar|iuran] Rp{ribu} [tiap|per] \
         [bulan|minggu] [oleh|kepada] [oknum perangkat|orang yang mengaku petugas] [sejak|mulai] \
         {sejak}.",
        "<t>[Sopir|Truk] [sayur|kami] yang [lewat|melintas] {jalan} [dihentikan|dicegat] [dekat|di \
         pos] {patokan}, [diminta|harus] [setor|bayar] Rp{ribu} [sekali|tiap] lewat.",
        "<s>[Pengurusan|Program] sertifikat [tanah|gratis] di {desa} [ternyata|kok] \
         [ditarik|dikenai] Rp{juta} per [bidang|orang], [padahal|sementara] [sosialisasinya|di \
         spanduk] [gratis|tidak dipungut].",
        "<k>Di pasar {desa} [karcis|retribusi] [lapak|kios] [tertulis|nominalnya] [dua ribu|kecil] \
         [tapi|namun] [ditarik|diminta] Rp{receh}, [sisanya|selisihnya] [entah|tidak jelas] ke \
         mana.",
    ],
    detail: &[
        "<opit>[Orangnya|Pelakunya] [memakai|berseragam] [jaket|topi] [dinas|hitam], \
         [namanya|dipanggil] {nama}, [biasa|selalu] [jaga|datang] [pagi|jam {jam}].",
        "<oispk>[Kuitansi|Tanda terima] [tidak|tak] [diberi|ada], [ketika|waktu] [diminta|saya \
         tanya] [jawabnya|malah] '[mau cepat atau tidak|semua juga begitu]'.",
        "<os>[Yang|Warga yang] [tidak|belum] bayar, [berkasnya|suratnya] [ditaruh|ditumpuk] \
         [paling bawah|di pojok], [bisa|sampai] {n} bulan.",
        "[Saya|Kami] [punya|menyimpan] [rekaman|bukti transfer] [tanggal|bulan] {bulan} \
         [dan|serta] {n} saksi.",
        "<pikts>[Sudah|Kira-kira] {puluh} [pedagang|orang] yang [kena|jadi korban], \
         [kebanyakan|mereka] [takut|tidak berani] [bicara|melapor].",
    ],
    effect: &[
        "<pikt>[Pendapatan|Untung] [pedagang kecil|kami] [sehari|] [cuma|hanya] Rp{ribu}, \
         [habis|ludes] [buat|untuk] [setoran|pungutan].",
        "<pk>[Pembeli|Pengunjung] [malas|tidak mau] [datang|parkir], [lapak|warung] [sepi|satu per \
         satu tutup].",
        "<osi>[Ibu|Tetangga] saya [terpaksa|sampai] [berutang|gadai] [demi|untuk] [surat|biaya] \
         itu.",
        "<t>[Harga|Ongkos] [sayur|angkut] [naik|jadi mahal] [karena|gara-gara] [setoran|pungutan] \
         [di tiap|sepanjang] pos.",
    ],
    tried: &[
        "[Polisi|Pos] [terdekat|setempat] [bilang|menyarankan] [diselesaikan|damai] \
         [kekeluargaan|dengan desa].",
        "[Inspektorat|Kantor atasnya] [menerima|mencatat] [laporan|surat] saya bulan {bulan}, \
         [sampai|hingga] [kini|sekarang] [pelaku|orangnya] [masih|tetap] [bertugas|di situ].",
    ],
    ask: &[
        "[Tindak|Pecat] [oknum|pelaku] itu dan [kembalikan|ganti] uang [warga|kami].",
        "<pkos>[Pasang|Umumkan] [tarif|biaya] resmi [besar-besar|di papan], [berikut|dengan] nomor \
         [aduan|pengawas].",
        "[Lindungi|Rahasiakan] [identitas|nama] [pelapor|kami], [takut|khawatir] [usaha|keluarga] \
         [diganggu|dipersulit].",
        "<pti>[Kirim|Tugaskan] [tim|orang] menyamar [pagi|jam {jam}], [pasti|dijamin] \
         [ketemu|tertangkap].",
        "<ispk>[Mohon|Tolong] [jelaskan|klarifikasi] [dasar|aturan] [hukum|pungutan] \
         [itu|tersebut], [kalau|bila] [memang|] resmi [mana|tunjukkan] karcisnya.",
    ],
    wish: &[(
        "Usul [bayar nontunai|karcis elektronik] [parkir|pasar]",
        "[Usul|Saya usul], [parkir|retribusi] [dekat|di] {patokan} [dibuat|pakai] [nontunai|karcis \
         elektronik], [jadi|agar] [tidak ada|tertutup] [celah|kesempatan] [orang|oknum] \
         [mengutip|menaikkan] [semaunya|sendiri].",
    )],
    question: &[(
        "[Biaya resmi|Tarif] [sertifikat|surat] di {kec}",
        "[Berapa|Mohon dijelaskan berapa] biaya [resmi|yang sah] [untuk|mengurus] \
         [sertifikat|surat tanah|balik nama] di {kec}, [perangkat|orang] {desa} [menyebut|minta] \
         Rp{juta}, [apa|apakah] [benar|itu wajar]?",
    )],
    answers: &[
        "<oits>[Petugas|Oknum] [dimaksud|tersebut] [diperiksa|sudah diperiksa] \
         [inspektorat|pengawas] tanggal {tgl} {bulan} dan [dinonaktifkan|dipindah]. \
         [Uang|Pungutan] [warga|] [dikembalikan|akan dikembalikan] [lewat|melalui] desa.",
        "<os>[Layanan|Surat] itu [gratis|tidak dipungut biaya]. [Kami|Sudah kami] [pasang|tempel] \
         [daftar|papan] biaya [resmi|] di [loket|kantor] {kec} dan [nomor|kotak] \
         [pengaduan|laporan].",
        "<pkt>[Razia|Penertiban] [parkir|pungutan] [di|dekat] {patokan} [dilakukan|digelar] \
         [bersama|dengan] [polisi|satuan pamong]: {n} orang [dibawa|didata]. [Pengelola|Juru \
         parkir] resmi [memakai rompi bernomor|wajib memberi karcis].",
        "[Tim|Pengawas] [memerlukan|masih mengumpulkan] [keterangan|bukti]. [Identitas|Nama] \
         [pelapor|Saudara] [kami|tetap] [rahasiakan|dilindungi], [saksi|warga lain] \
         [dapat|silakan] [menghubungi|datang ke] [pos|kantor] pengawasan.",
    ],
    needs: &[
        "[Mohon|Kirim] bukti [transfer|rekaman] [atau|maupun] [tanggal|waktu] kejadian, \
         [nama|ciri] [petugas|pelaku] [boleh|bisa] [lewat|melalui] jalur rahasia.",
        "[Di|Pada] loket [mana|berapa] dan [untuk|dalam] [urusan|surat] apa uang \
         [diminta|diserahkan]?",
    ],
    agencies: &[
        ("kota-karangsari", 30),
        ("kab-lembah-wulan", 26),
        ("badan-catatan", 22),
        ("kab-tanjung-rimba", 12),
        ("badan-angkutan", 10),
    ],
    weight: 52,
};
