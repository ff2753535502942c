//! Drinking water and irrigation.

use crate::sample::topic::Topic;

pub(in crate::sample) const WATER: Topic = Topic {
    category: "Air bersih",
    group: "Air dan listrik",
    sensitive: false,
    program: "Air Sampai Rumah",
    titles: &[
        "<m>Air [ledeng|PAM] [mati|tidak mengalir] di {desa} [sudah {n} hari|sejak {sejak}]",
        "<k>Air [keruh|berbau|berwarna kuning] di {jalan}",
        "<t>Tagihan air [melonjak|tidak masuk akal] padahal [jarang mengalir|rumah kosong]",
        "<p>Pipa [bocor|pecah] [dekat|depan] {patokan} [dibiarkan|belum diperbaiki]",
        "<dmb>[Krisis|Kekurangan] air bersih di {desa}, [mohon tangki|tolong bantuan air]",
        "<s>Pasang [air|ledeng] [sudah bayar|lunas] belum [dipasang|mengalir]",
    ],
    what: &[
        "<m>Air [ledeng|dari perusahaan air] di {jalan} {desa} [mati total|hanya menetes] \
         [sejak|mulai] {sejak}, [kadang|paling] [keluar|mengalir] jam {jam} [sebentar|setengah \
         jam].",
        "<k>Air yang [keluar|mengalir] ke rumah [saya|warga] di {desa} [keruh|kekuningan] dan \
         [berbau lumpur|berbusa], [sudah|kira-kira] {n} minggu [tidak bisa|tak layak] \
         [dipakai|diminum].",
        "<t>[Tagihan|Rekening] air [bulan|untuk] {bulan} [tiba-tiba|mendadak] Rp{juta}, \
         [biasanya|sebelumnya] [paling|tidak pernah lebih dari] Rp{ribu}.",
        "<p>Pipa [induk|besar] [di depan|sebelah] {patokan} {jalan} [pecah|bocor] [sejak|dari] \
         {sejak}, [airnya|air] [menyembur|terbuang] [siang malam|ke selokan].",
        "<d>[Mata air|Bak penampung] [desa|dusun kami] di {desa} [kering|kotor sekali], \
         [sumur|sumur bor] [warga|tetangga] [sudah|juga] [asin|surut hampir ke dasar|bau karat].",
        "<s>[Sambungan baru|Pemasangan meteran] air [saya|kami] [dibayar|lunas] [sejak|dari] \
         {sejak} [sebesar|seharga] Rp{juta}, [sampai sekarang|hingga hari ini] [belum \
         dipasang|petugas tidak datang].",
        "<b>[Bak|Tandon] [program|proyek] air [minum|bersih] {desa} [retak|tidak pernah terisi] \
         [sejak|setelah] [diresmikan|serah terima], [pipanya|keran umum] [kering|tinggal hiasan].",
    ],
    detail: &[
        "<m>[Giliran|Jadwal] [air|bergilir] yang [diumumkan|ditempel] [tidak|jarang] \
         [ditepati|sesuai], [kami|ibu-ibu] [begadang|menunggu] [sampai|hingga] subuh [pun|tetap] \
         nihil.",
        "<t>[Meteran|Angka meter] [tidak pernah|jarang] [dibaca|dicek] petugas, [katanya|rupanya] \
         [ditaksir|dikira-kira] [saja|dari kantor].",
        "<mpkdb>[Rumah|Pelanggan] yang [terdampak|kena] [ada|kurang lebih] {ratus}, [dari|mulai] \
         {patokan} [sampai|hingga] [ujung gang|masjid].",
        "<mk>[Pengolahan|Instalasi] [di|dekat] {kec} [katanya|kabarnya] [rusak pompanya|kurang \
         tawas], [benar atau tidak|entahlah] [kami|warga] [tidak tahu|tidak diberi tahu].",
        "<k>[Setelah|Sesudah] [ditampung|diendapkan] semalam, [di dasar ember|endapannya] \
         [ada|tampak] [pasir|lumpur] [setebal|kira-kira] {n} [senti|jari].",
        "<s>[Kuitansi|Bukti bayar] [resmi|bercap] [saya pegang|ada], janji pemasangannya [minggu \
         depan|besok] terus [sejak|dari] {bulan}.",
        "<bs>[Tetangga|Dusun] [sebelah|di bawah] [sudah|malah] [menikmati|mengalir] [sejak|mulai] \
         {bulan}, [jaraknya|beda] [cuma|hanya] {puluh} meter.",
    ],
    effect: &[
        "<mdpbk>[Kami|Warga] [beli|terpaksa membeli] air [jeriken|tangki] Rp{ribu} [per|tiap] \
         [jeriken|{n} hari], [berat|terlalu mahal] [untuk|bagi] [buruh|keluarga kecil].",
        "<mp>[Cucian|Piring] [menumpuk|tidak tercuci], [anak|bayi] [mandi|dilap] [pakai|dengan] \
         [tisu|air galon].",
        "<k>[Beberapa|Sudah {n}] [anak|tetangga] [gatal|sakit perut] [setelah|sesudah] \
         [mandi|minum] air [itu|tersebut].",
        "<mpdk>[Usaha|Warung|Cucian motor] [saya|istri] [tutup|libur] {angka} hari, \
         [rugi|kehilangan] Rp{ribu} [sehari|tiap hari].",
        "<mdbp>[Musala|Sekolah] [di|dekat] {patokan} [tidak ada|kehabisan] air untuk wudu dan \
         [toilet|kamar mandi], [murid|jamaah] [pulang dulu|menumpang ke sungai].",
        "<ts>[Gaji|Penghasilan] [suami|saya] [habis|separuhnya] [untuk|buat] [bayar|urusan] air, \
         [padahal|sementara] [mandi|mencuci] [masih|tetap] [menumpang|di sungai].",
        "<ts>[Diancam|Takut] [diputus|kena denda] [kalau|jika] belum [bayar|dilunasi] \
         [sampai|sebelum] tanggal {tgl} {bulandepan}.",
    ],
    tried: &[
        "<mktp>[Kantor|Loket] air [bilang|menjawab] [akan dicek|tekanan rendah] [setiap|tiap kali] \
         [saya telepon|ditanya], [sudah|ini] yang [ke-{n}|kesekian] kali.",
        "<ps>[Petugas|Tukang pipa] [datang|sempat datang] tanggal {tgl} {bulan}, \
         [menggali|membongkar] [jalan|halaman], [lalu|terus] [pergi|ditinggal] [begitu saja|belum \
         ditutup].",
    ],
    ask: &[
        "<mdb>[Mohon|Kami mohon] [bantuan|dikirim] air [tangki|mobil tangki] [tiap|minimal dua \
         kali tiap] [minggu|pekan] [selama|sampai] [gangguan|pipa selesai].",
        "<mp>[Perbaiki|Segera sambung] pipanya dan [beri tahu|umumkan] [jadwal|kapan] \
         [normal|mengalir] [lewat|di] [grup|masjid].",
        "<t>[Hitung ulang|Koreksi] tagihan [saya|kami], [jangan|saya tidak mau] [bayar|dibebani] \
         [angin|air yang tidak keluar].",
        "<k>[Tolong|Harap] [air|sampelnya] [diuji|diperiksa] [laboratorium|dinas kesehatan] dan \
         [hasilnya|angkanya] [dibuka|diberitahukan].",
        "<s>[Pasang|Selesaikan] sambungan yang [sudah dibayar|kami lunasi] atau \
         [kembalikan|pulangkan] [uangnya|biayanya].",
    ],
    wish: &[
        (
            "Usul [keran umum|sumur bor] di {desa}",
            "[Kami mengusulkan|Mohon dibuatkan] [keran umum|sumur bor] [di|dekat] {patokan} \
             {desa}, [kemarau|tiap tahun] [mulai {bulan}|pertengahan tahun] [sumur|mata air] \
             [pasti|selalu] [kering|surut].",
        ),
        (
            "[Aplikasi untuk|Pemberitahuan] gangguan air",
            "[Alangkah baiknya|Usul saya], [gangguan|pemadaman] air [diumumkan|dikabarkan] \
             [sehari|dua hari] sebelumnya lewat [pesan singkat|pengeras suara masjid], \
             [supaya|agar] [warga|ibu-ibu] {desa} [sempat|bisa] menampung.",
        ),
    ],
    question: &[
        (
            "[Syarat|Biaya] sambungan air baru",
            "[Berapa|Saya mau tanya berapa] biaya [resmi|pasang] sambungan [air|ledeng] untuk \
             rumah [tipe kecil|kontrakan] di {desa}, [apa saja syaratnya|syaratnya apa], dan \
             [bisa|boleh] [dicicil|diangsur]?",
        ),
        (
            "[Jadwal|Alasan] giliran air {desa}",
            "[Mohon|Tolong] [penjelasan|info] [jadwal|hari] giliran [air|aliran] [untuk|ke] \
             {jalan}, [kenapa|mengapa] [seberang|sebelah timur] {patokan} [setiap hari|lancar] \
             [sedangkan|tapi] [kami|di sini] tidak?",
        ),
    ],
    answers: &[
        "<mp>[Pipa|Kebocoran] [dekat|di depan] {patokan} [selesai|sudah] [disambung|diperbaiki] \
         tanggal {tgl} {bulan} [pukul|jam] {siang}. [Tekanan|Aliran] [pulih|kembali normal] \
         [bertahap|dalam satu hari].",
        "<t>[Kami|Petugas] [membaca ulang|memeriksa] meter [Saudara|pelanggan]: [terdapat|ada] \
         [salah catat|kebocoran di dalam]. [Tagihan|Selisih] [dikoreksi|dikurangkan] [pada|di] \
         rekening {bulandepan}.",
        "<mdb>Mobil tangki [dikirim|melayani] {desa} [setiap|tiap] [Senin dan Kamis|dua hari], \
         [titiknya|berhenti] di {patokan}. [Perbaikan|Penggantian] pompa [selesai|ditargetkan] \
         {bulandepan}.",
        "<k>Hasil uji [laboratorium|air] [|tanggal {tgl} {bulan}] menunjukkan kekeruhan [di \
         atas|melebihi] batas. [Pencucian|Pengurasan] [bak|pipa] [dilakukan|sedang berjalan], \
         [mohon|sementara ini mohon] jangan diminum [langsung|tanpa dimasak].",
        "<s>[Pemasangan|Sambungan] [baru|yang dilaporkan] [dikerjakan|terjadwal] tanggal {tgl} \
         {bulandepan}, [keterlambatan|tertunda] [karena|akibat] [meteran|stok pipa] \
         [kosong|terlambat datang].",
    ],
    needs: &[
        "[Mohon|Tolong] [sertakan|kirim] foto [angka meter|rekening] [terakhir|bulan ini] dan \
         [alamat|patokan] sambungan.",
        "[Mohon|Sebutkan] [jam|waktu] air [mengalir|keluar] dan [apakah|adakah] tetangga \
         [mengalami|kena] [hal sama|juga].",
    ],
    agencies: &[
        ("kemen-sungai", 32),
        ("kota-karangsari", 34),
        ("kota-muara-bening", 18),
        ("kab-tanjung-rimba", 16),
    ],
    weight: 78,
};

pub(in crate::sample) const IRRIGATION: Topic = Topic {
    category: "Irigasi",
    group: "Air dan listrik",
    sensitive: false,
    program: "Sungai Bersih Wulan",
    titles: &[
        "<jtl>Saluran irigasi {desa} [jebol|kering|dangkal]",
        "<gu>[Pembagian|Giliran] air sawah [tidak adil|dikuasai hulu]",
        "<p>Pintu air [bendung|sadap] dekat {patokan} [macet|dirusak orang]",
        "[Sawah|Padi] kami [kekeringan|terancam puso], [mohon air|tolong dibuka]",
    ],
    what: &[
        "<j>Saluran [sekunder|tersier] yang [mengairi|masuk ke] sawah {desa} [jebol|longsor] \
         [sejak|mulai] {sejak} [sepanjang|kurang lebih] {angka} meter [dekat|di bawah] {patokan}.",
        "<g>[Air|Jatah air] irigasi [ke|untuk] {desa} [tidak sampai|putus] [sudah|selama] {n} \
         minggu, [di hulu|petak atas] [melimpah|dipakai kolam ikan].",
        "<p>Pintu [sadap|air] [nomor {angka}|bendung kecil] di {desa} [macet|ulirnya patah], \
         [tidak bisa|sulit] [dibuka|ditutup] [sejak|dari] {sejak}.",
        "<t>[Rehabilitasi|Proyek] [talud|saluran] di {jalan} [dekat|sekitar] {patokan} \
         [baru|belum] {n} bulan [sudah|malah] [retak|ambruk], [campuran semennya|pasangannya] \
         [rapuh|mudah digores].",
        "<l>[Sedimen|Lumpur dan rumput] di saluran [induk|primer] {kec} [menutup [hampir|lebih \
         dari] separuh|tinggal menyisakan seperempat], [air|alirannya] [kecil|merayap].",
        "<u>[Petugas|Penjaga] pintu air [di|daerah] {desa} [minta|meminta] [uang|rokok] Rp{ribu} \
         [per|tiap] petak [kalau|bila] [mau|ingin] [dialiri|dapat giliran malam].",
    ],
    detail: &[
        "[Luas|Hamparan] sawah [yang terdampak|yang bergantung padanya] [sekitar|ada] {puluh} \
         hektare, [milik|digarap] [lebih dari|kira-kira] {ratus} petani.",
        "Padi [kami|warga] [baru|sudah] [tiga puluh|empat puluh lima|enam puluh] hari, \
         [sedang|waktunya] [butuh-butuhnya|bunting], [tanah|petak] [pecah|retak] \
         [selebar|seukuran] [telapak|jari].",
        "<jt>[Kelompok tani|Kami] [menambal|sudah menambal] dengan [karung|terpal dan bambu], \
         [hanyut|jebol lagi] [setiap|begitu] [air besar|hujan].",
        "<gpu>[Rapat|Kesepakatan] [giliran|bagi air] [bulan|tanggal {tgl}] {bulan} \
         [dilanggar|tidak dijalankan], [tiap malam|hampir tiap malam] [ada|terjadi] [ribut|adu \
         mulut].",
    ],
    effect: &[
        "[Musim|Panen] lalu [sudah|kami] [gagal|rugi], [utang|pinjaman] pupuk Rp{juta} [belum \
         terbayar|masih menunggak].",
        "[Sebagian|Petani] [menyedot|pompa] [dari|air] sungai, [solar|bensin] Rp{ribu} \
         [sehari|sekali isi], [tidak|mana] [sebanding|nutup] [hasilnya|dengan harga gabah].",
        "[Kalau|Bila] [seminggu|{n} hari] [lagi|ke depan] [tidak ada|belum dapat] air, \
         [habis|puso] [semua|sudah].",
        "[Pemuda|Anak muda] [memilih|pada] [merantau|jual sawah], [katanya|sebab] [bertani|di \
         sini] [tidak ada|hilang] harapan.",
    ],
    tried: &[
        "[Mantri|Juru] pengairan [sudah|pernah] [diajak|kami ajak] [melihat|ke lokasi], \
         [hanya|cuma] [mencatat|geleng-geleng], [alasannya|katanya] [menunggu|tak ada] [alat \
         berat|dana].",
        "[Gabungan|Kelompok] tani [mengirim|sudah mengirim] proposal {n} kali, [dijanjikan|selalu \
         dijanjikan] [triwulan|tahun] [depan|berikutnya].",
    ],
    ask: &[
        "<jt>[Perbaiki|Mohon tutup] [bagian|tanggul] yang jebol [sebelum|selambatnya] [tanam|masa \
         tanam] {bulandepan}.",
        "<gp>[Atur|Tegakkan] [ulang|kembali] giliran [hulu|air], [libatkan|dengan disaksikan] \
         [kelompok tani|kepala dusun] [kedua|semua] desa.",
        "<lj>[Turunkan|Pinjamkan] [ekskavator|alat berat] [barang|cukup] {n} hari, \
         [operator|solar] [bisa|siap] [kami|petani] tanggung.",
        "<t>[Periksa|Audit] [pelaksana|mutu] proyek [talud|saluran] [itu|tersebut], [uang|dana] \
         [rakyat|negara] [jangan|tidak boleh] [mubazir|jadi bancakan].",
        "<u>[Ganti|Beri sanksi] [penjaga|petugas] pintu yang [memungut|pilih kasih] [itu|], \
         [air|ini] [milik|hak] [bersama|semua petani].",
    ],
    wish: &[(
        "Usul [embung|pompa] untuk sawah {desa}",
        "[Petani|Kelompok tani] {desa} [mengusulkan|mengharap] [embung|pompa tenaga surya] \
         [di|dekat] {patokan}, [lahan|tanah] [hibah|sudah ada] [seluas|kira-kira] {ratus} meter.",
    )],
    question: &[(
        "Jadwal [pengeringan|giliran] saluran {kec}",
        "[Kapan|Tanggal berapa] [saluran|irigasi] {kec} [dikeringkan|dibuka kembali] untuk [musim \
         tanam|perbaikan], [petani|kami di] {desa} [perlu|harus] [menentukan|tahu] [waktu|kapan] \
         semai.",
    )],
    answers: &[
        "<jl>[Tanggul|Bagian jebol] [saluran|di dekat {patokan}] [ditutup|telah ditutup] \
         [dengan|memakai] bronjong, air [mengalir|sampai] ke {desa} [sejak|mulai] {tgl} {bulan}.",
        "<gu>[Rapat|Musyawarah] bagi air [difasilitasi|diadakan] tanggal {tgl} {bulandepan} di \
         [balai|kantor] {kec}. [Sementara|Sampai saat itu] [giliran|pintu] [diatur|dijaga] \
         [petugas balai|dua juru].",
        "<p>[Daun|Ulir] pintu [nomor tersebut|yang patah] [diganti|dipesan], \
         [pemasangan|pekerjaan] [memerlukan|memakan] {n} hari [pengeringan|tanpa aliran].",
        "<t>[Penyedia|Kontraktor] talud [diminta|bersedia] [membongkar|memperbaiki] bagian retak \
         [dalam|selama] masa pemeliharaan. [Uji|Pemeriksaan] [beton|mutu] [dilakukan|dijadwalkan] \
         {bulandepan}.",
    ],
    needs: &[
        "[Mohon|Sebutkan] nama [daerah irigasi|saluran] dan [luas|jumlah petak] yang \
         [kering|terdampak].",
        "[Lampirkan|Mohon] foto [kerusakan|pintu] dan [nama|kontak] ketua kelompok tani.",
    ],
    agencies: &[("kemen-sungai", 66), ("kab-lembah-wulan", 34)],
    weight: 40,
};
