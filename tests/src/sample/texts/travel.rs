//! Public transport, and telephone and internet.

use crate::sample::topic::Topic;

pub(in crate::sample) const TRANSPORT: Topic = Topic {
    category: "Angkutan umum",
    group: "Infrastruktur dan perhubungan",
    sensitive: false,
    program: "",
    titles: &[
        "<s>Sopir angkutan [jurusan|ke] {kec} [ugal-ugalan|menurunkan penumpang sembarangan]",
        "<jr>Bus [trayek|jalur] {jalur} [tidak pernah tepat waktu|jarang lewat]",
        "<ch>[Terminal|Halte] {desa} [kumuh|gelap|dikuasai calo]",
        "<f>Tarif angkutan [naik sepihak|tidak sesuai ketentuan]",
        "<a>[AC mati|Pintu rusak] di bus [bersama|koridor {jalur}]",
        "<k>[Jadwal|Tiket] kapal ke {desa} [kacau|susah didapat]",
        "<k>Kapal ke {desa} [kelebihan muatan|tanpa pelampung]",
        "<r>[Trayek|Bus] ke {desa} [dihapus|diputus], [kembalikan|warga kesulitan]",
    ],
    what: &[
        "<j>[Bus|Mikrobus] [jalur|trayek] {angka} [jurusan|arah] {kec} yang [seharusnya|mestinya] \
         lewat {patokan} pukul {jam} [sering|hampir selalu] [terlambat|tidak muncul] [sejak|mulai] \
         {sejak}.",
        "<s>[Sopir|Pengemudi] [angkot|bus] [warna biru|nomor lambung {jalur}] [ngebut|main HP \
         sambil menyetir] di {jalan}, [penumpang|saya] [menegur|mengingatkan] [malah|justru] \
         [dimaki|diturunkan].",
        "<a>[Saya|Kami] [naik|menumpang] bus [dari|di] halte {patokan} tanggal {tgl} {bulan}, [AC \
         mati|jendela tidak bisa dibuka], [penuh sesak|berjejal], [ada|sampai ada] yang \
         [pingsan|muntah].",
        "<c>[Calo|Preman] di terminal {desa} [menarik paksa|merebut tas] penumpang [dan|lalu] \
         [minta|meminta] [tambahan|uang] Rp{ribu} [di luar|selain] tiket.",
        "<f>Tarif [angkutan desa|speedboat|kapal motor] {desa} ke {kec} [dinaikkan|naik] \
         [jadi|menjadi] Rp{ribu} [tanpa pemberitahuan|sepihak] [sejak|mulai] {sejak}.",
        "<h>Halte [di|depan] {patokan} {jalan} [atapnya roboh|dipakai jualan], [kursi|bangku] \
         [hilang|tinggal besi], [kalau hujan|penumpang] [basah semua|berdiri di aspal].",
        "<k>[Kapal|Perahu penyeberangan] [ke|dari] {desa} [berlayar|jalan] [membawa|dengan] \
         [penumpang|muatan] [dua kali|jauh di atas] [kapasitas|batas], [pelampung|jaket] \
         [hanya|cuma] {angka}.",
        "<r>[Trayek|Rute] bus [ke|menuju] {desa} [dihapus|diputus di {patokan}] [sejak|mulai] \
         {sejak}, [warga|kami] [harus|terpaksa] [jalan kaki|ojek] {n} kilometer.",
    ],
    detail: &[
        "<j>[Di|Pada] aplikasi [busnya|posisinya] [terlihat|katanya] {n} menit lagi, \
         [ditunggu|nyatanya] [lebih|sampai] {puluh} menit [tidak datang|baru lewat, itu pun penuh].",
        "<c>[Loket|Petugas] [resmi|terminal] ada, [tapi|namun] [diam saja|pura-pura tidak tahu].",
        "<sa>[Ban belakang gundul|Rem bus bunyi|Ban gundul dan rem bunyi], [kir|uji kendaraannya] \
         [kelihatannya|rupanya] [mati|habis] [sejak|bulan] {bulan}.",
        "<sac>[Kejadiannya|Itu terjadi] [sekitar|kira-kira] pukul {jam} [di|dekat] {patokan}, \
         [penumpang lain|{n} orang] [bisa|mau] [jadi saksi|menguatkan].",
        "<jr>[Jumlah|Armada] [busnya|yang jalan] [dulu|tahun lalu] {angka}, [kini|sekarang] \
         [tinggal|paling] {n}.",
        "<f>[Kartu|Saldo] [saya|elektronik] [terpotong|didebet] [dua kali|padahal gagal], \
         [uang|Rp{ribu}] [belum|tidak] [kembali|dikembalikan].",
        "<h>[Tempat sampah|Lampu] [halte|di situ] [hilang|pecah] dan [bau pesing|berserakan] \
         [sejak|sudah dari] {bulan}.",
        "<k>[Syahbandar|Petugas dermaga] [tidak|jarang] [memeriksa|menghitung], [motor|drum solar] \
         [ikut|ditumpuk] di [haluan|lorong].",
        "<fr>[Kami|Warga] [baru tahu|diberi tahu] [waktu|ketika] [sudah di atas|mau naik], \
         [kernet|petugas] bilang '[aturan baru|perintah kantor]'.",
    ],
    effect: &[
        "<jra>[Saya|Teman saya] [telat|terlambat] [masuk kerja|kuliah] {n} kali [bulan ini|dalam \
         sebulan], [sudah|sampai] [kena tegur|dapat surat peringatan].",
        "<jr>[Pelajar|Anak sekolah] [bergelantungan|menumpang truk] [di pintu|pulang] \
         [karena|sebab] [tidak kebagian|tak ada angkutan].",
        "<sa>[Ibu|Nenek] saya [terjatuh|keseleo] [waktu|saat] [turun|naik] [karena busnya|bus] \
         [sudah jalan|belum berhenti].",
        "[Penumpang|Banyak orang] [pindah|beralih] ke [ojek|motor], [ongkos|biaya] [sebulan|pulang \
         pergi] [jadi|bengkak] Rp{ribu}.",
    ],
    tried: &[
        "<sja>[Sudah|Pernah] [lapor|mengadu] ke [nomor|akun] [operator|pengelola], \
         [dibalas|jawabannya] '[akan ditindak|mohon maaf]', [sopirnya|besoknya] [tetap|masih] \
         [sama|begitu].",
        "<csf>[Pengawas|Petugas] [terminal|lapangan] [bilang|mengaku] [tidak berani|bukan \
         tugasnya] [menegur|menertibkan].",
    ],
    ask: &[
        "<sa>[Tegur|Mohon beri sanksi] [pengemudi|operator] [itu|tersebut], [jangan|bukan] \
         [cuma|hanya] [dinasihati|surat peringatan].",
        "<r>[Kembalikan|Tolong hidupkan lagi] [rute|trayek] [lama|lewat {patokan}], \
         [minimal|walau] [pagi dan sore|{n} kali sehari].",
        "<fj>[Pasang|Tempel] [daftar tarif|jadwal] [resmi|yang benar] di [tiap|semua] \
         [halte|loket|dermaga].",
        "<ja>[Tambah|Mohon tambah] armada [jam sibuk|pagi] dan [periksa|cek] [kelaikan|rem dan \
         ban] [semua|setiap] bus.",
        "<ch>[Tertibkan|Bersihkan] [calo|pedagang] [dari|di] [terminal|halte], \
         [tugaskan|tempatkan] [petugas|satpam] [yang berani|sampai malam].",
        "<k>[Batasi|Awasi] [muatan|penumpang] [sebelum|tiap] berangkat, [sediakan|tambah] \
         [pelampung|jaket] [untuk semua|sesuai jumlah kursi].",
    ],
    wish: &[
        (
            "Usul [trayek|rute] baru ke {desa}",
            "[Warga|Kami] [mengusulkan|berharap ada] [angkutan|bus kecil] dari {patokan} {desa} \
             [ke|sampai] pasar {kec}, [cukup|misalnya] [pagi|dua jam sekali].",
        ),
        (
            "[Tarif pelajar|Kartu langganan] [bus|angkutan]",
            "[Bagaimana kalau|Usul saya] [pelajar|lansia] [mendapat|diberi] [tarif khusus|kartu \
             bulanan] [di|untuk] bus [jurusan|arah] {kec}, [sekarang|saat ini] [bayar|harganya] \
             [sama|penuh].",
        ),
    ],
    question: &[
        (
            "Jadwal bus [hari libur|terbaru]",
            "[Apakah|Mohon info apakah] bus [ke|jurusan] {kec} [tetap|masih] jalan [hari \
             libur|Minggu], [berangkat|keberangkatan] terakhir [dari|di] {patokan} pukul berapa?",
        ),
        (
            "Barang tertinggal di bus [jalur|koridor] {jalur}",
            "[Barang|Tas] saya [tertinggal|ketinggalan] di bus [jalur|koridor] {jalur} tanggal \
             {tgl} {bulan}, [harus|ke mana] [mengurus|menanyakannya] dan [disimpan|ditahan] \
             [berapa lama|di terminal mana]?",
        ),
    ],
    answers: &[
        "<sk>[Pengemudi|Awak bus] [dimaksud|nomor lambung tersebut] [dipanggil|telah diperiksa] \
         dan [dibebastugaskan|diskors] {angka} hari. [Rekaman|Kamera] [di bus|halte] [kami \
         simpan|menguatkan laporan].",
        "<ja>[Mulai|Per] tanggal {tgl} {bulandepan} [kami tambah|ditambah] {n} bus [pada|di] jam \
         sibuk, [jarak antarbus|selang waktunya] [menjadi|diharapkan] {puluh} menit.",
        "<cfh>[Petugas|Tim gabungan] [menertibkan|merazia] [calo|juru parkir] di terminal \
         [pada|tanggal] {tgl} {bulan}, [daftar tarif|papan harga] [dipasang|ditempel] di \
         [loket|pintu masuk].",
        "<r>[Trayek|Rute] tersebut [dihentikan|sepi penumpang] [oleh operator|sejak {bulan}]. \
         [Kami|Saat ini kami] [membuka|menyiapkan] [lelang|penunjukan] operator [baru|pengganti].",
        "<f>[Saldo|Kelebihan potongan] [dikembalikan|sudah masuk] [paling lambat|dalam] {n} hari \
         kerja. [Mesin|Alat baca] di [halte|bus itu] [diganti|diperbaiki].",
    ],
    needs: &[
        "[Mohon|Sebutkan] nomor [lambung|bus] atau [jam|waktu] naik, [agar|supaya] [rekaman \
         kamera|jadwal awak] [dapat|bisa] dicek.",
        "[Kirimkan|Lampirkan] foto [tiket|bukti potongan] dan [empat angka terakhir|jenis] kartu.",
    ],
    agencies: &[("badan-angkutan", 66), ("kota-muara-bening", 28), ("balai-mercusuar", 12)],
    weight: 66,
};

pub(in crate::sample) const INTERNET: Topic = Topic {
    category: "Internet dan telepon",
    group: "Infrastruktur dan perhubungan",
    sensitive: false,
    program: "Desa Terang",
    titles: &[
        "<s>[Sinyal|Jaringan] di {desa} [hilang|lemot sekali|hanya di bukit]",
        "<m>[Menara|Tower] [seluler|telekomunikasi] {desa} [mati|tidak beroperasi]",
        "<w>[Internet|Wifi] [balai desa|gratis] {desa} [tidak berfungsi|mati sejak {sejak}]",
        "<k>Kabel [internet|telepon] [semrawut|menjuntai] di {jalan}",
    ],
    what: &[
        "<s>[Sinyal|Jaringan] [telepon|seluler] di {desa} [hilang|cuma satu garis] [sejak|mulai] \
         {sejak}, [harus|warga harus] [naik|jalan] ke [bukit|{patokan}] [baru|untuk bisa] \
         [menelepon|kirim pesan].",
        "<m>Menara [bantuan|pemancar] di [dekat|belakang] {patokan} {desa} [berdiri|dibangun] \
         [sejak|dari] {sejak} [tapi|namun] [belum pernah|tidak kunjung] [menyala|difungsikan].",
        "<w>[Internet|Wifi] gratis [di|milik] [balai desa|sekolah] {desa} [mati|putus] \
         [sejak|sudah dari] {sejak}, [lampunya merah terus|alatnya padam total].",
        "<k>Kabel [serat optik|internet] [melintang|kendur] di {jalan} [dekat|depan] {patokan}, \
         [tingginya|jaraknya dari tanah] [tinggal|cuma] {n} meter.",
        "<s>[Kecepatan|Koneksi] [di|seputar] {desa} [hanya|tidak sampai] {n} [ratus kilobit|mega], \
         [padahal|iklannya] [bayar|dijanjikan] {puluh} mega.",
        "<s>[Setiap|Tiap] [hujan|listrik padam] [pemancar|tower] {desa} [ikut|langsung] mati, \
         [baterainya|gensetnya] [dicuri|tidak pernah diisi].",
    ],
    detail: &[
        "<sm>[Operator|Penyedia] [lain|satunya] [juga|pun] [tidak masuk|belum menjangkau], \
         [satu-satunya|hanya] menara [itu|ini] [harapan|andalan] [kami|{ratus} warga].",
        "<swm>[Petugas|Teknisi] [datang|mengecek] bulan {bulan} [membawa pulang|mencabut] \
         [alat|modem] [katanya|dengan alasan] [diganti|diservis], [tidak kembali|hilang kabar].",
        "<k>[Galian|Bekas galian] [kabel|tanam] di {jalan} [tidak ditutup|dibiarkan] \
         [sepanjang|hampir] {ratus} meter.",
        "<smw>[Jarak|Kami] [dari|hanya] [kota|pusat kecamatan] [tidak sampai|cuma] {angka} \
         kilometer, [rasanya|anehnya] [seperti|bagai] [pulau terluar|daerah terpencil].",
    ],
    effect: &[
        "<smw>[Ujian|Pendaftaran] [daring|online] [anak-anak|sekolah] [gagal|terpaksa] \
         [diulang|dikerjakan di {kec}], [ongkosnya|sekali jalan] Rp{ribu}.",
        "<sm>[Waktu|Saat] [kecelakaan|ada yang melahirkan] tanggal {tgl} {bulan} [tidak \
         bisa|gagal] [menghubungi|memanggil] [bidan|ambulans], [untung|syukur] ada \
         [tetangga|mobil] lewat.",
        "<smw>[Pelayanan|Antrean] di kantor desa [terhenti|berhenti], [surat|data] [tidak \
         bisa|batal] [dicetak|dikirim], [warga|yang antre] [pulang|disuruh pulang].",
        "<smw>[Pedagang|Nelayan] [tidak tahu|ketinggalan] harga [pasar|ikan], [terima|pembayaran] \
         [nontunai|QR] [gagal|macet].",
        "<k>[Tukang sayur|Anak sekolah] [tersangkut|terjerat] [bulan|tanggal {tgl}] {bulan}, \
         [jatuh|lehernya luka] [tapi|untung] [tidak parah|sempat ditolong].",
        "<k>[Truk|Mobil boks] [lewat|masuk] gang [harus|terpaksa] [ditunggui|dibantu] [orang|anak \
         muda] dengan [galah|bambu].",
    ],
    tried: &[
        "<sw>[Layanan|Nomor] pelanggan [operator|penyedia] [menyuruh|cuma menyarankan] \
         [restart|ganti kartu], [sudah|saya] [dicoba|lakukan] [{angka} kali|semua].",
        "[Desa|Kepala desa] [mengirim|sudah dua kali mengirim] surat, [balasannya|jawabnya] [masih \
         menunggu|menunggu] [perangkat|kontrak baru].",
    ],
    ask: &[
        "<m>[Mohon|Tolong] [menaranya|pemancarnya] [diaktifkan|difungsikan], [jangan|bukan] \
         [jadi|hanya] [pajangan|besi tua].",
        "<k>[Rapikan|Segera naikkan] kabel [sebelum|jangan tunggu] [menyangkut|menjerat] [leher \
         pengendara|truk].",
        "<smw>[Kami|Warga] [minta|perlu] [kepastian|tanggal] [perbaikan|kapan menyala], \
         [bukan|jangan] [jawaban|kata] '[diupayakan|dalam proses]'.",
        "<s>[Sediakan|Pasang] [baterai|genset] [cadangan|yang dijaga] [agar|supaya] sinyal [tidak \
         ikut padam|tetap hidup] [minimal|paling tidak] {n} jam.",
    ],
    wish: &[(
        "Usul [wifi umum|penguat sinyal] di {desa}",
        "[Usul|Permintaan] [pemuda|karang taruna] {desa}: [pasang|sediakan] [wifi|internet] \
         [umum|gratis] di {patokan} [dengan|pakai] [batas|kata sandi] [waktu|harian] [supaya|biar] \
         [pelajar|warga] [tidak ke kota|bisa belajar].",
    )],
    question: &[(
        "[Kapan|Rencana] menara di {desa}",
        "[Apakah|Saya mau tanya apakah] {desa} Kecamatan {kec} [masuk|termasuk] [daftar|rencana] \
         [menara baru|perluasan sinyal], [tahun|bulan] [berapa|apa] [dibangun|dinyalakan]?",
    )],
    answers: &[
        "<s>[Perangkat|Modul] pemancar {desa} [diganti|telah diganti] tanggal {tgl} {bulan}, \
         [sinyal|jaringan] [kembali|sudah] [normal|terpantau] dan [diawasi|kami pantau] \
         [seminggu|{n} hari].",
        "<m>[Menara|Lokasi] tersebut [menunggu|belum mendapat] [sambungan listrik|izin frekuensi]. \
         [Target|Perkiraan] [menyala|beroperasi] {bulandepan}, [sementara|untuk sekarang] \
         [dipasang|dipakai] [genset|pemancar bergerak].",
        "<k>[Penyedia|Pemilik] kabel di {jalan} [diminta|wajib] [merapikan|menaikkan] dalam {n} \
         hari. [Kabel|Yang] [tak bertuan|tanpa izin] [kami potong|diputus].",
        "<w>[Kontrak|Masa sewa] internet [balai desa|gratis] [habis|berakhir] {bulan}. \
         [Perpanjangan|Pengadaan] [diproses|berjalan], [perkiraan|diharapkan] [aktif|tersambung] \
         {bulandepan}.",
    ],
    needs: &[
        "[Mohon|Tolong] [sebutkan|tuliskan] nama [dusun|lokasi] dan [waktu|jam] sinyal \
         [hilang|terganggu], [serta|juga] [jenis|nama] [kartu|jaringan].",
        "[Lampirkan|Kirim] [hasil|gambar] uji kecepatan dan [foto|letak] [kabel|alat].",
    ],
    agencies: &[("badan-listrik", 62), ("tim-desa-terang", 16), ("kab-tanjung-rimba", 22)],
    weight: 40,
};
