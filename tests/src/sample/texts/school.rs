//! Schools, and what schooling costs.

use crate::sample::topic::Topic;

pub(in crate::sample) const SCHOOL: Topic = Topic {
    category: "Sekolah",
    group: "Pendidikan",
    sensitive: false,
    program: "Sekolah Dekat Rumah",
    titles: &[
        "<a>[Atap|Plafon] [SD|kelas] di {desa} [bocor|ambruk|hampir roboh]",
        "<g>Guru di [SD|SMP] {desa} [jarang masuk|kurang|hanya {n}]",
        "<p>[Penerimaan|Pendaftaran] murid [tidak adil|kacau] di {kec}",
        "<m>[Buku|Meja kursi] sekolah [kurang|rusak semua]",
        "<s>[Kepala sekolah|Sekolah] [tidak transparan|mewajibkan beli seragam]",
        "<j>[Tidak ada|Jauhnya] SMA [negeri|] dari {desa}, [anak|banyak yang] putus sekolah",
        "<t>[Toilet|WC] sekolah {desa} [rusak|tanpa air]",
    ],
    what: &[
        "<a>[Atap|Plafon] ruang [kelas|guru] SD [dekat|di sebelah] {patokan} {desa} \
         [bocor|lapuk|runtuh sebagian] [sejak|mulai] {sejak}, [murid|anak-anak] [belajar|dipindah] \
         [di|ke] [teras|perpustakaan|musala].",
        "<g>Guru [kelas {n}|matematika] di sekolah [anak|adik] saya {desa} [jarang|hampir tidak] \
         masuk [sejak|dari] {sejak}, [murid|kelas] [hanya|cuma] [disuruh mencatat|diberi tugas].",
        "<p>[Anak|Keponakan] saya [tidak|gagal] diterima di SMP [dekat|depan] {patokan} \
         [padahal|meskipun] rumah [kami|] [cuma|hanya] {ratus} meter, [yang|sedangkan anak] \
         [jauh|dari {kec}] [malah|justru] [masuk|lolos].",
        "<m>[Meja|Kursi] di sekolah {desa} [patah|kurang] {puluh} [buah|pasang], satu \
         [bangku|meja] [dipakai|diisi] [bertiga|berempat], [sebagian|lainnya] [duduk|lesehan] di \
         lantai.",
        "<s>[Sekolah|Koperasi sekolah] [dekat|di] {patokan} [mewajibkan|memaksa] [beli|membeli] \
         seragam [dan|beserta] buku [di sana|paket] Rp{juta}, [di pasar|di luar] [jauh|separuhnya] \
         lebih murah.",
        "<j>[SMA|Sekolah menengah] [terdekat|negeri] dari {desa} [jaraknya|ada di] {puluh} \
         kilometer, [tamatan|lulusan] SMP tahun ini {angka} orang [terancam|memilih] \
         [berhenti|tidak lanjut].",
        "<t>[Toilet|WC] [sekolah|murid] di {desa} [mampet|tanpa air] [sejak|sudah dari] {sejak}, \
         [anak perempuan|murid] [menahan|izin pulang] [kalau|bila] [mau|] [buang air|ke belakang].",
    ],
    detail: &[
        "<gmt>[Jumlah|Total] murid {ratus}, [guru|pengajar] [tetap|negeri] [hanya|cuma] {n}, \
         [sisanya|yang lain] [honorer|guru bantu] [bergaji|digaji] Rp[300|450|600|750].000.",
        "<a>[Kayu|Rangkanya] [dimakan|sudah digerogoti] rayap, [ditopang|disangga] [bambu|tiang \
         darurat], [hujan|angin] [sedikit|kencang] [bunyi|berderak].",
        "<asmt>[Dana|Bantuan] [sekolah|operasional] [tidak|tak pernah] [ditempel|diumumkan], \
         [komite|orang tua] [hanya|cuma] [tanda tangan|disodori kertas].",
        "<p>[Peta|Titik] rumah [di|pada] [aplikasi|sistem] [bergeser|salah], [panitia|operator] \
         [menolak|tidak mau] [mengubah|memperbaiki].",
        "<gsa>Kepala sekolah [baru|yang sekarang] [jarang|sulit] [ditemui|di tempat], \
         [rapat|pertemuan] orang tua terakhir bulan {bulan}.",
        "<j>[Tanah|Lahan] [hibah|desa] [dekat|di] {patokan} [seluas|ada] {ratus} meter [sudah|] \
         [bersertifikat|diratakan] [untuk|] sekolah.",
    ],
    effect: &[
        "<a>[Anak-anak|Murid] [dipulangkan|pulang] [jam|pukul] {siang} [setiap|kalau] \
         [mendung|hujan], pelajaran [tertinggal|ketinggalan] [jauh|banyak].",
        "<g>[Anak|Cucu] saya [kelas {n}|] [belum|tidak] lancar [membaca|berhitung], \
         [les|bimbingan] [bayar|di luar] Rp{ribu} [sebulan|tak terjangkau].",
        "<a>[Minggu|Bulan] lalu [genteng|plafon] jatuh [mengenai|hampir mengenai] [murid|seorang \
         guru], [untung|syukur] [tidak parah|sudah jam istirahat].",
        "<s>[Orang tua|Kami] [terpaksa|sampai] [utang|kredit], [yang|bagi yang] [tidak|belum] \
         lunas [rapornya|anaknya] [ditahan|dipanggil di depan kelas].",
        "<p>[Anaknya|Dia] [menangis|mogok makan] {n} hari, [swasta|sekolah lain] [masuknya|uang \
         pangkal] Rp{juta}, [kami|mana] [tidak|] [sanggup|ada].",
        "<mt>[Punggung anak pegal|Murid sering sakit perut], belajar [jadi|pun] tidak betah, [wali \
         murid|orang tua] [mengeluh|sudah protes].",
        "<j>[Ongkos|Ojek] [pulang pergi|sehari] Rp{ribu}, [berangkat|dari rumah] jam {subuh} masih \
         gelap, [anak|yang] perempuan [dilarang|tidak diizinkan] [bapaknya|orang tua].",
    ],
    tried: &[
        "<amtj>[Komite|Paguyuban] [sudah|pernah] [audiensi|menghadap] [ke|bersama] dinas \
         [tahun|bulan] {bulan}, [janji|jawabannya] [rehab|penambahan] [tahun|anggaran] \
         [depan|perubahan].",
        "<amtjg>[Kepala sekolah|Pihak sekolah] [bilang|mengaku] [sudah|] mengusulkan [tiap \
         tahun|{n} kali], [kuotanya dari pusat|usulan belum dibuka].",
    ],
    ask: &[
        "<a>[Mohon|Tolong] [direhab|diperbaiki] [sebelum|secepatnya sebelum] [tahun \
         ajaran|ujian|musim hujan], [tenda|kelas] darurat [dulu|] [pun|juga] tidak apa.",
        "<g>[Kirim|Tambah] guru [tetap|pengganti], [absennya|kehadirannya] [diawasi|dipantau] \
         [jangan|bukan] [di atas kertas|titip tanda tangan].",
        "<p>[Periksa|Ulangi] [penerimaan|seleksi] [murid|tahun ini] dan [buka|umumkan] \
         [jarak|nilai] [semua|tiap] pendaftar.",
        "<s>[Larang|Hentikan] [kewajiban|jual beli] seragam, [kembalikan kelebihannya|uang orang \
         tua dikembalikan].",
        "<j>[Bangun|Buka] [kelas jauh|sekolah baru] di {desa}, [atau|minimal] [sediakan|ada] bus \
         [sekolah|antar jemput].",
        "<mt>[Ganti|Benahi] [sarana|fasilitas] itu [dulu|segera], [cat|pagar] [belakangan|nanti] \
         saja, [yang|] [penting|utama] [anak|murid] [bisa|nyaman] belajar.",
    ],
    wish: &[
        (
            "Usul [perpustakaan|lapangan] untuk sekolah {desa}",
            "[Orang tua|Alumni] [mengusulkan|berharap ada] [perpustakaan|lapangan|pagar] di \
             sekolah [dekat|sebelah] {patokan} {desa}, [buku sudah terkumpul {ratus} judul|lahan \
             sudah disumbang {ratus} meter].",
        ),
        (
            "[Jam masuk|Bus] sekolah di {kec}",
            "[Bagaimana kalau|Usul:] jam masuk [sekolah|SD] di {kec} [dimundurkan|diatur \
             bergantian], [pukul|jam] {subuh} [anak-anak|mereka] [sudah|dari {desa} sudah] \
             [berangkat|menunggu] [tanpa sarapan|gelap-gelapan].",
        ),
    ],
    question: &[(
        "[Syarat|Jadwal] [pindah sekolah|pendaftaran] di {kec}",
        "[Mohon|Minta] info [syarat|jadwal] [pindah|daftar] sekolah [dari|antar] \
         [provinsi|kabupaten] ke {kec}, [rapor|surat] [harus|perlu] [dilegalisir|cap dinas], kuota \
         [kelas {n}|] [masih|apakah masih] ada?",
    )],
    answers: &[
        "<a>[Sekolah|Ruang kelas] [dimaksud|tersebut] [masuk|mendapat] [rehabilitasi|perbaikan] \
         [tahap|bulan] {bulandepan}. [Sementara|Selama itu] [murid|kelas] [belajar|dipindahkan] \
         [bergantian|ke gedung desa], [tenda|terpal] [dikirim|dipasang] tanggal {tgl}.",
        "<g>[Guru|Yang bersangkutan] [dipanggil|telah diperiksa] dan [diganti|didampingi] guru \
         [bantu|dari {kec}] [mulai|per] {tgl} {bulandepan}. [Daftar|Laporan] hadir \
         [dikirim|dipantau] [mingguan|pengawas].",
        "<p>[Seleksi|Titik rumah] [diperiksa|diverifikasi ulang]: [jarak|data] [salah|berbeda] \
         {puluh} meter. [Anak|Pendaftar] [diterima|mendapat kursi] di [sekolah terdekat|kelas \
         tambahan].",
        "<s>[Seragam|Buku] [boleh|dapat] dibeli [di mana saja|bebas]. [Sekolah|Koperasi] \
         [diminta|sudah] [mengembalikan|menghentikan] [uang|paket], [surat edaran|teguran] \
         [terlampir|dikirim] {tgl} {bulan}.",
        "<mt>[Meja|Kursi] [sebanyak|] {puluh} pasang [dikirim|tiba] tanggal {tgl} {bulandepan}; \
         [toilet|sumur] [diperbaiki|dibor] [dengan|memakai] dana [operasional|pemeliharaan].",
        "<j>[Kajian|Studi] [kelas jauh|sekolah baru] di {desa} [disusun|dibahas] {bulandepan}; \
         [sementara|sebelum itu] [bus|perahu] [sekolah|antar] [disediakan|beroperasi] [dari|mulai] \
         {patokan}.",
    ],
    needs: &[
        "[Mohon|Sebutkan] nama [sekolah|kelas] dan [tahun|tanggal] [kejadian|rehab terakhir], \
         [foto|gambar] [dilampirkan|membantu].",
        "[Nomor|Bukti] pendaftaran [mohon|tolong] [disampaikan|dikirim] [lewat|melalui] \
         [surel|loket] panitia.",
    ],
    agencies: &[("kemen-sekolah", 62), ("kab-tanjung-rimba", 20), ("kota-karangsari", 18)],
    weight: 66,
};

pub(in crate::sample) const SCHOOL_FEES: Topic = Topic {
    category: "Biaya pendidikan",
    group: "Pendidikan",
    sensitive: false,
    program: "Sekolah Dekat Rumah",
    titles: &[
        "<b>[Beasiswa|Bantuan sekolah] [belum cair|salah rekening|dipotong]",
        "<k>[Uang gedung|Iuran komite] [memberatkan|wajib] di sekolah negeri",
        "<i>Ijazah [ditahan|belum diberikan] karena [tunggakan|SPP]",
        "<t>[Kartu|Bantuan] pelajar [tidak aktif|diambil sekolah]",
        "<u>[Uang kuliah|Golongan biaya] [naik|tidak sesuai] [padahal|meski] [keluarga \
         miskin|sudah ada surat]",
        "<o>[Biaya|Ongkos] anak [seberang|pulau] [tidak|belum] diganti",
    ],
    what: &[
        "<b>[Beasiswa|Bantuan] [anak|adik] saya [kelas|semester] {n} [belum|tidak] cair \
         [sejak|mulai] {sejak}, teman [sekelas|lain] [sudah|semua] [terima|masuk], [bank|sekolah] \
         [bilang|menjawab] [data|rekening] [tidak cocok|salah].",
        "<k>[Sekolah|SMA] negeri [dekat|di] {patokan} [menarik|meminta] [uang gedung|iuran komite] \
         Rp{juta} [per|tiap] [anak|bulan], [disebut|katanya] sumbangan [tapi|namun] \
         [jumlah|tanggalnya] [ditentukan|dipatok].",
        "<i>Ijazah [anak|keponakan] saya [lulus|tamat] SMA [ditahan|masih disimpan] sekolah \
         [di|dekat] {desa} [karena|sebab] [tunggakan|utang] Rp{juta}.",
        "<t>[Buku|Kartu] [tabungan|bantuan] murid di {desa} [dipegang|dikumpulkan] \
         [guru|operator], [uangnya|cairnya] [dipotong|kurang] Rp{ribu} [untuk|dengan alasan] \
         [administrasi|beli LKS].",
        "<u>[Kampus|Politeknik] [menagih|menaikkan] uang [kuliah|semester] [jadi|menjadi] Rp{juta} \
         [padahal|walau] [golongan|surat miskin] [kami|saya] [disetujui|paling rendah] \
         [sejak|pada] {sejak}.",
        "<o>[Biaya|Ongkos] [kapal|indekos] anak [dari|asal] {desa} yang [sekolah|kuliah] di {kec} \
         [dijanjikan|katanya] [ditanggung|diganti] program, [sudah|sampai] {n} bulan [belum|tidak] \
         [ada|turun].",
    ],
    detail: &[
        "[Suami|Ayahnya] [buruh|nelayan|ojek], [penghasilan|sebulan] [tidak|tak] tentu, \
         [anak|tanggungan] [kami|] {n}.",
        "<k>[Rapat komite|Pertemuan wali murid] [hanya|cuma] [membacakan|memberi tahu], \
         [yang|siapa] [keberatan|protes] [disuruh|diminta] [tulis|buat] surat [miskin|bermaterai].",
        "<bu>[Aktivasi|Pembaruan] data [sudah|telah] dilakukan [tanggal|pada] {tgl} {bulan}, \
         [bukti|resi] [masih|saya] [ada|simpan].",
        "<kt>[Tidak|Tak] [ada|diberi] kuitansi, [dicatat|ditulis] [di|pada] [buku tulis|grup] \
         [saja|bendahara].",
    ],
    effect: &[
        "[Anak|Dia] [malu|minder] [masuk kelas|dipanggil terus], [minta|sudah mau] [berhenti \
         saja|kerja di pabrik].",
        "<i>[Tidak|Tanpa ijazah tidak] bisa [melamar|daftar] [kerja|kuliah], [batas|penutupan] \
         tanggal {tgl} {bulandepan}.",
        "<kuo>[Ibu|Kami] [menjual|menggadaikan] [kambing|cincin|motor] [untuk|buat] \
         [semester|ujian] [ini|kemarin].",
        "<k>[Beberapa|Ada {angka}] [murid|teman] [berhenti|pindah] [karena|gara-gara] \
         [biaya|iuran] itu.",
    ],
    tried: &[
        "<bto>[Operator|Tata usaha] [bilang|menyuruh] [tunggu|cek] [SK|aplikasi], [di \
         aplikasi|statusnya] [tertulis|] '[sudah cair|gagal]'.",
        "<ki>[Dinas|Kantor cabang] [menyarankan|minta] [cicil|bicara baik-baik], [sekolah tetap \
         minta lunas|kepala sekolah tidak mau dicicil].",
    ],
    ask: &[
        "<bo>[Cairkan|Mohon cairkan] [sekaligus|rapel] [dan|,] [betulkan|perbaiki] data \
         [anak|rekening] [saya|itu].",
        "<k>[Tegaskan|Beri surat] [bahwa|] sumbangan [itu|] sukarela, [kembalikan|yang terlanjur \
         bayar dikembalikan] [uang|] [yang|] [dipaksa|].",
        "<i>[Perintahkan|Tolong suruh] sekolah [memberikan|menyerahkan] ijazah, [utang|sisanya] \
         [biar|kami] [dicicil|bayar pelan-pelan].",
        "<tk>[Periksa|Audit] [potongan|uang] [bantuan|komite] [itu|], [siapa yang menikmati|berapa \
         yang terkumpul].",
        "<u>[Turunkan|Tinjau] [golongan kami|biaya kuliahnya] [sesuai|menurut] [surat|penghasilan].",
    ],
    wish: &[(
        "Usul [beasiswa|asrama] bagi anak {desa}",
        "[Kami|Orang tua] di {desa} [mengusulkan|memohon] [beasiswa|asrama murah] [bagi|untuk] \
         [anak|murid] [yang|] [menyeberang|kos] ke {kec}, [tiap|setiap] tahun [ada|sekitar] \
         {angka} yang [berhenti|putus].",
    )],
    question: &[(
        "[Syarat|Jadwal] beasiswa [tahun ini|pelajar]",
        "[Kapan|Mohon info kapan] pendaftaran [beasiswa|bantuan pelajar] [untuk tahun ajaran \
         depan|semester baru] [dibuka|dimulai], [anak|adik] saya [kelas akhir|lulusan SMP {desa}] \
         [apa|apakah] [bisa|masih boleh] [ikut|daftar]?",
    )],
    answers: &[
        "<bo>[Bantuan|Beasiswa] [dicairkan|masuk] tanggal {tgl} {bulan} [setelah|sesudah] \
         [rekening|data] [diperbaiki|dipadankan]. [Tahap|Rapel] [sebelumnya|yang tertunda] \
         [menyusul|dibayar] {bulandepan}.",
        "<k>[Kepala|Pihak] sekolah [dipanggil|sudah dipanggil]: [iuran|sumbangan] [bersifat|harus] \
         sukarela, [tagihan|daftar] [ditarik|dibatalkan] dan [uang|yang telanjur dibayar] \
         [dikembalikan|diperhitungkan].",
        "<i>Ijazah [diserahkan|sudah diberikan] [kepada|ke] [siswa|keluarga] tanggal {tgl} {bulan} \
         [tanpa|tidak lagi dengan] syarat. [Penahanan|Hal serupa] [dilarang|tidak dibenarkan], \
         [edaran|surat] [ke semua sekolah|] [dikirim|diterbitkan].",
        "<t>[Potongan|Pengumpulan buku] [terbukti|benar terjadi] pada {angka} murid; \
         [operator|petugas] [mengembalikan|wajib mengembalikan] [uang|selisih] [paling \
         lambat|sebelum] {tgl} {bulandepan}.",
        "<u>[Peninjauan|Banding] [biaya|golongan] [diterima|disetujui], [berlaku|mulai] semester \
         [depan|berikut]. [Selisih|Kelebihan] [bulan|] {bulan} [dipotong|diperhitungkan].",
    ],
    needs: &[
        "[Mohon|Tolong] [kirim|sertakan] [tangkapan layar|bukti] status [bantuan|beasiswa] dan \
         [jenjang|nama] sekolah.",
        "[Sebutkan|Mohon] [rincian|jumlah] [iuran|tunggakan] dan [surat|edaran] sekolah \
         [bila|kalau] ada.",
    ],
    agencies: &[("kemen-sekolah", 100)],
    weight: 52,
};
