//! Care in clinics and hospitals, and health insurance.

use crate::sample::topic::Topic;

pub(in crate::sample) const CARE: Topic = Topic {
    category: "Layanan kesehatan",
    group: "Kesehatan",
    sensitive: true,
    program: "",
    titles: &[
        "<d>[Puskesmas|Klinik] {kec} [tidak ada dokter|tutup saat jam buka]",
        "<kd>[Pasien|Ibu saya] [ditolak|dibiarkan|menunggu berjam-jam] di [IGD|rumah sakit]",
        "<o>[Obat|Vaksin] [kosong|disuruh beli sendiri] di puskesmas",
        "<a>Ambulans [desa|puskesmas] [tidak datang|minta bayaran]",
        "<yp>[Posyandu {desa} tidak aktif|Bidan {desa} tidak pernah datang]",
        "<b>[Petugas|Perawat] puskesmas {kec} [kasar|membentak pasien]",
    ],
    what: &[
        "<d>[Saya|Kami] [membawa|mengantar] [ibu|anak] ke [puskesmas|IGD] {kec} tanggal {tgl} \
         {bulan} jam {pagi}, [dokter|petugasnya] [tidak ada|belum datang], [baru|akhirnya] \
         [diperiksa|ditangani] {n} jam [kemudian|setelahnya].",
        "<o>[Obat|Insulin|Obat darah tinggi] di [puskesmas|apotek] {kec} [kosong|habis] \
         [sejak|dari] {sejak}, [pasien|bapak saya] [disuruh|terpaksa] [beli|menebus] [di \
         luar|sendiri] Rp{ribu}.",
        "<a>[Ambulans|Mobil] [desa|puskesmas] {desa} [dihubungi|ditelepon] [jam|pukul] {jam} \
         [untuk membawa|menjemput] [ibu melahirkan|orang kecelakaan], [sopirnya|petugas] \
         [minta|meminta] Rp{juta} [dulu|di muka].",
        "<p>[Puskesmas pembantu|Poskesdes] [di|dekat] {patokan} {desa} [tutup|dikunci] \
         [terus|hampir tiap hari], [bidan|perawat] [hanya|cuma] [datang|ada] [sebulan \
         sekali|Selasa].",
        "<k>[Kakek|Istri] saya [ditaruh|menunggu] di [lorong|kursi roda] rumah sakit [dekat|arah] \
         {kec} [selama|sampai] {angka} jam, [katanya|alasan] kamar [penuh|kelas kami penuh], \
         [padahal|sementara] [pasien|yang] [umum|bayar] [masuk|dapat].",
        "<b>[Perawat|Petugas pendaftaran] [di|loket] puskesmas {kec} [membentak|menyuruh pulang] \
         [ibu|lansia] [karena|gara-gara] [lupa|tidak membawa] [fotokopi|kartu].",
        "<y>[Posyandu|Imunisasi] di {desa} [tidak jalan|berhenti] [sejak|mulai] {sejak}, \
         [timbangan|vaksin] [rusak|tidak dikirim], [kader|ibu-ibu] [bingung|pulang].",
    ],
    detail: &[
        "<d>[Di|Pada] jadwal [yang|] ditempel, [dokter|poli] [buka|praktik] jam [08.00|delapan], \
         [nyatanya|kenyataannya] [jam {siang}|siang] baru [ada|mulai].",
        "<dbk>[Antrean|Nomor] [saya|kami] {angka}, [yang|pasien] [belakangan|tanpa nomor] \
         [dipanggil|masuk] [duluan|lebih dulu].",
        "<dk>Alat [rontgen|USG|tensi] [katanya|sudah] rusak [sejak|dari] {bulan}, [semua|pasien] \
         [dirujuk|disuruh] ke kota, {puluh} kilometer.",
        "<k>[Toilet|Ruang rawat] [pasien|] [kotor|bocor], [seprai|kasur] [tidak|belum] diganti \
         [selama|] {n} hari.",
        "<kdb>[Keluarga|Kami] [bertanya baik-baik|menanyakan kondisinya], [jawabnya|perawat] \
         '[sabar|tunggu dokter]' [sambil main HP|tanpa menoleh].",
        "<o>[Resep|Obat] [untuk|jatah] sebulan [hanya|cuma] [dikasih|dapat] {angka} [butir|hari], \
         [sisanya|kekurangannya] [disuruh|suruh] [kembali|cari sendiri].",
        "<a>[Di|Pada] [mobilnya|badan mobil] [tertulis|ada tulisan] '[gratis|untuk warga]', \
         [solar|bensin] katanya [habis|belum diganti desa].",
        "<py>[Kunci|Gedung] [dipegang|dijaga] [orang|keluarga] di {kec}, [rumput|halamannya] \
         [setinggi|sampai] [lutut|pinggang], [papan|jadwal] [pudar|copot].",
    ],
    effect: &[
        "<dkb>[Kondisi|Demam] [ibu|anak saya] [memburuk|makin tinggi], [akhirnya|terpaksa] \
         [dilarikan|pindah] ke klinik swasta, [habis|bayar] Rp{juta}.",
        "<yp>[Bayi|Balita] di {desa} [belum|terlambat] [imunisasi|ditimbang] {n} bulan, \
         [ada|sudah] {angka} yang [kurang gizi|campak].",
        "<o>[Tekanan|Gula] darah bapak [naik|tak terkontrol] [karena|sebab] [putus|terlambat] obat \
         {n} minggu.",
        "<ap>[Ibu hamil|Tetangga] [melahirkan|hampir melahirkan] di [jalan|atas motor], \
         [syukur|untung] [selamat|ada dukun bayi].",
        "<yp>[Ibu|Bumil] [muda|dari {desa}] [naik motor|menumpang truk] {puluh} kilometer \
         [untuk|hanya buat] [periksa|timbang] [bayi|kandungan].",
    ],
    tried: &[
        "<do>[Kepala|Bagian] [tata usaha|puskesmas] [bilang|beralasan] [dokternya|tenaga] \
         [pelatihan|cuma satu], [obat|stok] [menunggu|dari] kabupaten.",
        "[Kotak|Formulir] keluhan [sudah|saya] [isi|diisi], [nomor|kontak] \
         [ditinggal|dicantumkan], [tidak|belum] [pernah|ada yang] menghubungi.",
    ],
    ask: &[
        "<dpk>[Mohon|Tolong] [ditambah|ditempatkan] dokter [tetap|jaga malam] di {kec}, \
         [kami|warga] [jauh|{puluh} kilometer] dari [kota|rumah sakit].",
        "<o>[Cukupi|Kirim] obat [rutin|kronis] dan [umumkan|jujurlah soal] stok agar \
         [pasien|lansia] tidak [bolak-balik|datang sia-sia].",
        "<bk>[Tegur|Evaluasi] petugas [itu|jaga] dan [benahi|perbaiki] [sikap|pelayanan] \
         [kepada|terhadap] [orang kecil|lansia].",
        "<a>[Jelaskan|Umumkan] [biaya|aturan] ambulans, [kalau|bila] gratis [ya|harus] gratis, \
         [siapa|sopir] yang [melanggar|memungut] [ditindak|diganti].",
        "<py>[Hidupkan|Aktifkan] [kembali|lagi] [posyandu|pustu] [di|dekat] {patokan}, \
         [kader|kami] [siap|sanggup] membantu.",
    ],
    wish: &[(
        "Usul [dokter keliling|ruang tunggu anak] di {kec}",
        "[Warga|Kami warga] {desa} [mengusulkan|mengharapkan] [dokter|puskesmas] keliling \
         [singgah|melayani] di {patokan} [dua minggu|sebulan] sekali, [lansia|ibu hamil] [di \
         sini|] [ada|kira-kira] {puluh} orang.",
    )],
    question: &[(
        "[Jadwal|Syarat] [imunisasi|poli] di {kec}",
        "[Mohon|Minta] info [jadwal|hari] [imunisasi|poli gigi] [anak|lansia] di puskesmas {kec}, \
         [apakah|bisa] [daftar|ambil nomor] [dari rumah|lewat pesan], [kami|rumah] [jauh|dari \
         {desa}].",
    )],
    answers: &[
        "<dk>[Kami|Puskesmas] [meminta|mohon] maaf. [Dokter|Petugas] jaga [tanggal|] {tgl} {bulan} \
         [terlambat|sakit] tanpa pengganti; [jadwal|piket] [diubah|disusun ulang] dan [nama|nomor] \
         [penanggung jawab|pengawas] [ditempel|dipasang] di [loket|pintu].",
        "<o>Obat [dimaksud|rutin itu] [tiba|tersedia] [kembali|] tanggal {tgl} {bulan}, \
         [pasien|keluarga] [dapat|bisa] mengambil [tanpa antre|di loket khusus]. \
         [Pembelian|Kuitansi] luar [diganti|dapat diklaim].",
        "<a>Ambulans [gratis|tidak dipungut biaya] [untuk|bagi] warga. [Sopir|Petugas] \
         [dikenai|mendapat] [sanksi|teguran], uang [dikembalikan|sudah kembali] [ke|kepada] \
         keluarga.",
        "<py>[Pustu|Posyandu] {desa} [dibuka|aktif] [lagi|kembali] [tiap|setiap] [Rabu|tanggal \
         {tgl}], [bidan|perawat] [pengganti|baru] [bertugas|datang] [mulai|sejak] {bulandepan}.",
        "<kb>[Audit|Pemeriksaan] alur [pelayanan|IGD] [dilakukan|selesai] [komite|tim mutu]; \
         [hasil|ringkasannya] [disampaikan|dijelaskan] [langsung|tertutup] [kepada|bersama] \
         keluarga.",
    ],
    needs: &[
        "[Mohon|Sebutkan] [tanggal|jam] dan [ruang|poli], [data|nama] pasien [lewat|melalui] \
         [telepon|jalur tertutup] [saja|].",
        "[Kirim|Lampirkan] [kuitansi|resep] [obat|ambulans] [dengan|] nama [ditutup|disamarkan].",
    ],
    agencies: &[("badan-sehat", 74), ("kab-lembah-wulan", 26)],
    weight: 66,
};

pub(in crate::sample) const INSURANCE: Topic = Topic {
    category: "Jaminan kesehatan",
    group: "Kesehatan",
    sensitive: true,
    program: "Kartu Keluarga Tangguh",
    titles: &[
        "<n>Kartu [berobat|jaminan] [tidak aktif|dinonaktifkan] [mendadak|tanpa pemberitahuan]",
        "<i>[Iuran|Tagihan] jaminan [dobel|tetap jalan] padahal [sudah pindah|meninggal]",
        "<r>Rujukan [ditolak|berbelit-belit|salah terus]",
        "<o>[Obat|Operasi] [ibu|bapak] tidak ditanggung [jaminan|penuh]",
        "<b>[Bayi|Anak] baru lahir [belum terdaftar|tidak ditanggung] jaminan",
        "<f>[Tempat|Fasilitas] berobat [dipindah|berubah] [sendiri|tanpa izin]",
    ],
    what: &[
        "<n>[Kartu|Kepesertaan] jaminan [berobat|kesehatan] [ibu|keluarga] saya \
         [mendadak|tiba-tiba] [nonaktif|mati] [sejak|mulai] {sejak}, [ketahuan|baru tahu] \
         [waktu|saat] [mau|hendak] [cuci darah|kontrol] tanggal {tgl} {bulan}.",
        "<i>[Iuran|Iuran bulanan] [saya|suami] [ditagih|terpotong] [dua kali|dobel] [sejak|mulai] \
         {sejak}, [dari|oleh] [perusahaan|tempat kerja lama] dan [mandiri|rekening] [sekaligus|].",
        "<r>[Rujukan|Surat rujukan] dari puskesmas {kec} [ditolak|tidak berlaku] di rumah sakit, \
         [alasannya|katanya] [salah|beda] [poli|tanggal|kode], [kami|bapak] [disuruh|harus] \
         [kembali|balik] {puluh} kilometer.",
        "<b>[Bayi|Anak] saya yang lahir [bulan|pada] {bulan} [belum|tidak] [bisa|dapat] \
         [didaftarkan|ditanggung], [sistem|petugas] [meminta|menunggu] [akta|nomor keluarga].",
        "<f>[Fasilitas|Tempat] berobat saya [dipindah|berubah] ke {kec} [tanpa|tidak ada] \
         [persetujuan|pemberitahuan], [padahal|sedangkan] [rumah|saya tinggal] di {desa}, [beda \
         kecamatan|jauh sekali dari situ].",
        "<o>[Operasi|Obat] [katarak|jantung] [ibu|bapak] [tidak|cuma sebagian] \
         [ditanggung|dijamin], [kami|keluarga] [diminta|disuruh] [tambah biaya|menandatangani \
         kesanggupan bayar] Rp{juta}.",
    ],
    detail: &[
        "<ni>[Tunggakan tidak ada|Iuran tidak pernah telat|Kami tidak pernah menunggak], \
         [bukti|struk] [bayar|transfer] [lengkap|saya simpan] [sampai|hingga] {bulan}.",
        "<in>[Bapak|Suami] [sudah|telah] [berhenti|keluar] kerja [sejak|bulan] {bulan}, \
         [pabrik|kantor] [belum|tidak] [melapor|mengeluarkan datanya].",
        "<nbrf>[Petugas|Loket] [informasi|rumah sakit] [menyuruh pakai aplikasi|hanya menunjuk \
         kode batang], [ibu|orang tua] saya [tidak|tak] [punya HP|paham begituan].",
        "<nbf>[Sistem|Aplikasi] [selalu|tiap dibuka] [keluar|muncul] [gagal|galat], [nomor|kode] \
         [verifikasi|sandi] [tidak|tak] [masuk|terkirim].",
        "<o>[Kelas|Hak rawat] [kami|bapak] kelas [dua|tiga], [obat|alat] [itu|tersebut] \
         [kata|menurut] dokter [masuk|ada di] [daftar|formularium].",
    ],
    effect: &[
        "<nr>Jadwal [kontrol|cuci darah] [terlewat|mundur] {n} kali, [badannya|kakinya] \
         [bengkak|lemas].",
        "<no>[Kami|Keluarga] [menjual motor|menggadai cincin] [untuk|demi] [deposit|obat] Rp{juta}.",
        "<b>[Anak|Bayi] [kuning|panas] [terpaksa|akhirnya] [dirawat|dibawa] [umum|tanpa jaminan], \
         [tagihan|sehari] Rp{juta}.",
        "<rfo>[Pasien|Bapak] [enggan|menolak] [berobat|kontrol] lagi, [takut membebani|kasihan \
         kepada] anak.",
        "<i>[Sebulan|Tiap bulan] [keluar|terpotong] Rp{ribu} [percuma|dua kali], [setahun|kalau \
         dihitung] [sudah|] [cukup|bisa] buat [beli|bayar] [beras|sekolah].",
    ],
    tried: &[
        "[Pusat|Nomor] layanan [ditelepon|saya hubungi] {angka} kali, [nadanya sibuk|sampai pulsa \
         habis], [sekali|begitu] tersambung [disuruh|diminta] ke kantor cabang.",
        "<nibf>[Kantor|Cabang] [jaminan|] {kec} [bilang|menjawab] [tunggu|butuh] {puluh} hari, \
         [lewat|sudah lewat] [belum|tetap tidak] [aktif|ada perubahan].",
    ],
    ask: &[
        "<nb>[Mohon|Tolong] [diaktifkan|dipulihkan] [segera|hari ini], [jadwal|kontrol] \
         [berikutnya|ibu] tanggal {tgl} {bulandepan}.",
        "<i>[Kembalikan|Hitung] [kelebihan|iuran] [yang|] [terpotong|dobel] dan [hentikan|tutup] \
         [salah satu|tagihan lama].",
        "<r>[Perbaiki|Sederhanakan] [alur|kode] rujukan, [pasien|orang sakit] [jangan|tidak \
         semestinya] [jadi kurir|disuruh jadi kurir].",
        "<f>[Pindahkan|Kembalikan] [tempat|fasilitas] berobat [saya|kami] ke {desa} \
         [seperti|sesuai] semula.",
        "<o>[Jelaskan|Beri rincian] [apa|obat apa] yang [ditanggung|tidak ditanggung] \
         [secara|dengan] tertulis.",
    ],
    wish: &[(
        "Usul [loket|petugas] jaminan di puskesmas {kec}",
        "[Usul|Permintaan] [keluarga pasien|kami], [tempatkan|ada] petugas jaminan di puskesmas \
         {kec} [seminggu sekali|tiap Senin], [urus|mengurus] [kartu|rujukan] [tidak|jangan] \
         [harus|sampai] ke kota.",
    )],
    question: &[(
        "[Cara|Syarat] [pindah kelas|daftar jaminan] bagi [lansia|bayi]",
        "[Apakah|Mohon tanya apakah] [orang tua|bayi] yang [tinggal|ikut saya] di {desa} \
         [bisa|boleh] [didaftarkan|ditanggung] [gratis|pemerintah], [berkasnya|syaratnya] apa dan \
         [lama|berapa hari] [aktifnya|prosesnya]?",
    )],
    answers: &[
        "<nf>Kepesertaan [sudah|telah] [aktif|diaktifkan kembali] [per|sejak] {tgl} {bulan}, \
         [penyebabnya|nonaktif karena] data [tidak padan|dari pemberi kerja]. [Kontrol|Layanan] \
         [dapat|bisa] [langsung|segera] digunakan.",
        "<i>[Kelebihan|Potongan ganda] [selama|sebanyak] {n} bulan [dikembalikan|diperhitungkan] \
         [ke|pada] [rekening|iuran berikut]; [tagihan|akun] lama [ditutup|dihentikan].",
        "<r>[Rujukan|Kode] [diperbaiki|sudah kami perbaiki] [bersama|oleh] [puskesmas|rumah \
         sakit], [pasien|keluarga] [tidak perlu|tak usah] kembali ke {kec}. Berlaku \
         [sampai|hingga] {bulandepan}.",
        "<b>[Bayi|Peserta baru] [terdaftar|tercatat] [sementara|dengan data ibu] [sampai|hingga] \
         akta [terbit|selesai]; [biaya|perawatan] tanggal {tgl} {bulan} [dijamin|ditanggung] \
         [sesuai|menurut] hak kelas.",
        "<o>[Tambahan|Selisih] biaya [tidak|bukan] [dibenarkan|kewajiban pasien]. [Rumah \
         sakit|Pihak RS] [diminta|sepakat] [mengembalikan|membatalkan] [pungutan|tagihan] [paling \
         lambat|dalam] {n} hari.",
    ],
    needs: &[
        "[Mohon|Tolong] [kirim|sampaikan] [bukti|struk] iuran [terakhir|] lewat [surel|loket], \
         [nomor|data] kartu [jangan|tidak perlu] [ditulis|dipajang] di sini.",
        "[Sebutkan|Mohon] nama [puskesmas|rumah sakit] [asal|tujuan] dan tanggal \
         [rujukan|kunjungan].",
    ],
    agencies: &[("badan-sehat", 100)],
    weight: 58,
};
