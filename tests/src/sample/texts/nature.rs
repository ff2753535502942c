//! Waste and pollution.

use crate::sample::topic::Topic;

pub(in crate::sample) const WASTE: Topic = Topic {
    category: "Sampah",
    group: "Lingkungan",
    sensitive: false,
    program: "Sungai Bersih Wulan",
    titles: &[
        "<m>Sampah [menumpuk|menggunung] di {jalan}",
        "<l>[TPS|Tempat sampah] [liar|ilegal] [dekat|belakang] {patokan}",
        "<t>[Truk|Petugas] sampah [tidak pernah datang|jarang ke] {desa}",
        "<r>[Iuran|Retribusi] sampah [naik|ditarik] tapi [tidak diangkut|sampah tetap]",
        "<a>[Air lindi|Cairan bau] truk sampah di {jalan}",
        "<k>[Pasar|Pedagang] buang sampah ke [kali|selokan] {desa}",
        "<b>[Pembakaran|Asap] sampah di {desa} [setiap sore|mengganggu warga]",
    ],
    what: &[
        "<m>Sampah di [TPS|pojok] {jalan} [menumpuk|tidak diangkut] [sejak|mulai] {sejak}, \
         [sekarang|kini] [meluber|sampai] [ke tengah jalan|menutup trotoar] [depan|dekat] \
         {patokan}.",
        "<t>[Truk|Mobil] sampah yang [biasanya|mestinya] [datang|lewat] {desa} [tiap Selasa|dua \
         kali seminggu] [tidak|sudah tidak] [muncul|tampak] [selama|sudah] {n} minggu.",
        "<l>[Lahan kosong|Tanah] [di belakang|sebelah] {patokan} [dijadikan|jadi] [pembuangan|TPS] \
         liar, [pick up|gerobak] dari [luar|kampung lain] [buang|menurunkan] [malam-malam|jam \
         {jam}].",
        "<b>[Petugas|Pemulung] di {desa} [membakar|rutin membakar] sampah [plastik|campuran] \
         [setiap sore|jam {jam}], asapnya [masuk|sampai] ke [rumah|kelas] [dekat|di] {patokan}.",
        "<k>[Pasar|Pedagang pasar] [di|dekat] {jalan} [membuang|melempar] [sisa sayur|jeroan ikan] \
         ke [kali|selokan], [baunya|belatungnya] [sampai|masuk] [dapur|rumah].",
        "<r>[Retribusi|Iuran] kebersihan [ditarik|dipungut] Rp{ribu} [tiap|per] bulan \
         [tapi|sedangkan] [bak|tong] sampah [di|sepanjang] {jalan} [tidak pernah|jarang] \
         [dikosongkan|diganti].",
        "<a>[Air lindi|Cairan hitam] dari [TPA|bak truk] [menetes|mengalir] [sepanjang|di] {jalan} \
         [sampai|hingga] {desa}, [licin|lengket] dan [bau|menyengat] [seharian|berhari-hari].",
    ],
    detail: &[
        "<ml>[Isinya|Macam-macam]: [popok|kasur bekas], [plastik|bangkai ayam], [sampai|bahkan] \
         [jarum suntik|oli bekas].",
        "<ml>[Tingginya|Gunungannya] [sudah|kira-kira] {n} meter, [panjang|melebar] {puluh} meter, \
         [anjing|tikus] [berkeliaran|mengacak-acak] [tiap malam|].",
        "<mtr>[Kontainer|Baknya] [hanya|cuma] satu [untuk|melayani] {ratus} [rumah|KK], itu pun \
         [bolong|tanpa tutup].",
        "<lkb>[Warga|Kami] [pasang|sudah memasang] spanduk [larangan|denda], [dirobek|tidak \
         digubris] [orang|mereka].",
        "<l>[Plat|Mobil] yang [buang|datang] [sering|biasanya] [sama|itu-itu juga], \
         [baknya|warnanya] [biru|hijau] [tanpa nama|dan terpalnya sobek].",
        "<ab>[Warga|Kami] [menyiram|menegur] [sendiri|tiap pagi], [airnya|selangnya] [pun|saja] \
         [patungan|beli], [tetap|besoknya] [bau|begitu lagi].",
    ],
    effect: &[
        "<mtlkar>[Lalat|Belatung] [masuk|ada] [sampai|di] [meja makan|warung], [pembeli|tamu] \
         [jijik|tidak mau datang].",
        "[Dalam|Selama] sebulan [ada|tercatat] {angka} [anak|warga] [muntaber|demam \
         berdarah|diare].",
        "<mlkt>[Kalau|Setiap] hujan sampahnya [hanyut|terbawa] ke [saluran, banjir pun jadi \
         langganan|sawah, panen pun rusak].",
        "<mblak>[Murid|Guru dan murid] [sekolah|SD] [sebelah|di dekatnya] [belajar memakai|tidak \
         lepas dari] masker, [jendela|pintu] [ditutup|dikunci] [terus|rapat].",
    ],
    tried: &[
        "<mtr>[Sopir|Kernet] truknya [bilang|mengaku] [armada rusak|solar dijatah], \
         [dinas|kantornya] [bilang|malah menjawab] [sudah terjadwal|semua normal].",
        "<mtr>[RT|Pak RT] [sudah|pernah] [sewa|bayar] [mobil|truk] [sendiri|swasta] Rp{juta}, \
         [kas|uang] [habis|tekor].",
    ],
    ask: &[
        "<mt>[Angkut|Mohon angkut] [segera|hari ini juga] dan [atur|tepati] [jadwal|hari] yang \
         [jelas|tetap].",
        "<lk>[Tutup|Segel] [lokasi|TPS] liar itu, [pasang|beri] [kamera|pagar] dan [denda|tindak] \
         [pembuangnya|pelaku].",
        "<mtr>[Sediakan|Tambah] [kontainer|bak] [tertutup|terpilah] {n} [buah|unit] [di \
         {patokan}|untuk warga].",
        "<b>[Hentikan|Larang] [pembakaran|kegiatan bakar], [beri|ajari] [warga|petugas] [cara \
         lain|memilah].",
        "<r>[Kembalikan|Hentikan dulu] [iuran|pungutan] [kami|itu] [kalau|bila] [memang|] tidak \
         [dilayani|sanggup mengangkut].",
        "<a>[Tutup|Perbaiki] [bak|terpal] truknya dan [semprot|cuci] {jalan} [tiap|setelah] \
         [angkut|pagi].",
        "<k>[Tegur|Tertibkan] pedagang [itu|yang membuang] dan [sediakan|beri] [bak|tempat] \
         [khusus|ikan dan sayur] di [pasar|{patokan}].",
    ],
    wish: &[
        (
            "Usul [bank sampah|rumah kompos] di {desa}",
            "[Ibu-ibu|Karang taruna] {desa} [mengusulkan|siap mengelola] [bank sampah|rumah \
             kompos] [di|dekat] {patokan}, [perlu|butuh] [mesin|timbangan] dan \
             [pelatihan|pendampingan].",
        ),
        (
            "[Tong|Tempat] sampah terpilah di {jalan}",
            "[Usul|Mohon], [pasang|taruh] [tong|bak] [tiga warna|terpilah] di [sepanjang|ujung] \
             {jalan}, [pejalan|pengunjung] [pasar|taman] [bingung|tidak tahu] [buang|mau buang] \
             [di mana|ke mana].",
        ),
    ],
    question: &[(
        "[Jadwal|Tarif] [angkut|pengangkutan] sampah {desa}",
        "[Mohon|Minta] info [jadwal|hari] [angkut|truk] sampah [untuk|di] {jalan} dan \
         [besar|tarif] retribusi [resmi|rumah tangga], [penagih|yang datang] [minta|menyebut] \
         Rp{ribu} [tanpa|tak ada] karcis.",
    )],
    answers: &[
        "<mta>[Tumpukan|Sampah] di {jalan} [diangkut|habis diangkut] {n} truk tanggal {tgl} \
         {bulan}. [Jadwal|Mulai pekan ini jadwal] [tetap|rutin]: [Selasa dan Jumat|Senin, Rabu, \
         Sabtu].",
        "<lk>[Lokasi|TPS liar] [ditutup|dipagari] dan [dipasang|diberi] [papan larangan|kamera]. \
         [Dua|Satu] pembuang [didenda|diberi sanksi] [sesuai|menurut] peraturan [setempat|].",
        "<tm>[Armada|Truk] [rusak|yang mogok] {n} unit, [perbaikan|penggantian] [selesai|tiba] \
         {bulandepan}. [Sementara|Selama itu] [layanan|pengangkutan] {desa} [dua hari|tiga hari] \
         sekali.",
        "<r>[Petugas|Penarik] iuran [resmi|kami] [membawa|wajib membawa] [karcis|tanda pengenal]. \
         [Pungutan|Kelebihan] [tersebut|bulan {bulan}] [ditelusuri|dikembalikan] [lewat|melalui] \
         RT.",
        "<b>[Pembakaran|Kegiatan bakar] [dihentikan|sudah kami larang], [petugas|pengelola] \
         [menandatangani|membuat] [pernyataan|janji]; sampah {desa} [diangkut|dijemput] \
         [tiap|setiap] [Selasa dan Sabtu|dua hari].",
        "<k>[Pedagang|Pengelola] pasar [dikumpulkan|diberi arahan] tanggal {tgl} {bulan}, [dua \
         bak|bak khusus] [disediakan|dipasang] dan [kali|selokan] [dibersihkan|dikeruk] \
         [bersama|satgas].",
    ],
    needs: &[
        "[Mohon|Kirim] foto [tumpukan|lokasi] [hari ini|terbaru] dan [letak|patokan] \
         [persisnya|yang jelas].",
        "[Pukul|Jam] berapa [pembuangan|pembakaran] [terjadi|biasa dilakukan], [siapa|adakah \
         saksi] yang melihat?",
    ],
    agencies: &[("kota-karangsari", 52), ("kota-muara-bening", 34), ("kab-lembah-wulan", 14)],
    weight: 70,
};

pub(in crate::sample) const POLLUTION: Topic = Topic {
    category: "Pencemaran",
    group: "Lingkungan",
    sensitive: false,
    program: "Sungai Bersih Wulan",
    titles: &[
        "<k>[Kotoran|Bau] kandang di {jalan} [mencemari selokan|masuk ke rumah]",
        "<l>Limbah pabrik [mencemari|dibuang ke] kali {desa}",
        "<d>[Bau|Debu|Asap] [pabrik|pengolahan] di {desa} [menyesakkan|tiap malam]",
        "<il>[Ikan|Air sungai] [mati|hitam] dekat {patokan}",
        "<m>[Bising|Getaran] mesin [pabrik|selep] di {jalan}",
        "<t>[Tambang|Galian] [pasir|tanah] [liar|] dekat {patokan} {desa}",
    ],
    what: &[
        "<l>[Pabrik|Usaha] [tahu|tekstil|tapioka] [di|dekat] {patokan} {desa} \
         [membuang|mengalirkan] limbah ke [kali|parit] [malam|tengah malam], [air|warnanya] \
         [jadi|berubah] [putih susu|hitam|merah].",
        "<i>[Sejak|Mulai] {sejak} [ikan|ikan di keramba] [di sungai|kami] [dekat|sekitar] \
         {patokan} [mati|mengambang] [ratusan|{ratus} ekor], [baunya|airnya] [amis|berminyak].",
        "<k>[Kandang|Peternakan] [ayam|babi|sapi] [besar|baru] di {jalan} [hanya|cuma] {ratus} \
         meter dari [rumah|SD], kotorannya [dibuang|mengalir] ke selokan, [bau|lalat]nya \
         [sampai|masuk] ke [dapur|kelas].",
        "<d>[Debu|Abu] [dari|sisa] [penggilingan batu|pembakaran kapur] di {desa} [menempel|turun] \
         [di|ke] [jemuran|atap|daun] [setiap|sepanjang] hari [sejak|dari] {sejak}.",
        "<t>[Tambang|Galian] [pasir|tanah] [tanpa|diduga tanpa] izin [dekat|di hulu] {patokan} \
         [beroperasi|jalan] [siang malam|lagi] [sejak|mulai] {sejak}, [sungai jadi keruh|tebing \
         mulai longsor].",
        "<m>[Mesin|Diesel] [pabrik|selep] di {jalan} [bunyi|menderu] [sampai|hingga] jam {jam}, \
         [rumah|kaca] [warga|kami] [bergetar|retak].",
    ],
    detail: &[
        "<li>[Pipa|Lubang] pembuangannya [ditanam|disembunyikan] [di bawah|dekat] [jembatan|rumpun \
         bambu], [keluar|dibuka] [kalau|saat] [hujan|gelap].",
        "<li>[Kolam|Bak] [pengolahan|limbah] [ada|kelihatannya] [cuma|hanya] [untuk|buat] \
         [syarat|pemeriksaan], [pompanya|isinya] [mati|kering].",
        "[Jarak|Rumah] [terdekat|warga] [tidak sampai|kira-kira] {puluh} meter, [ada|di situ ada] \
         {n} [balita|lansia].",
        "[Saya|Warga] [punya|menyimpan] [video|sampel air] bulan {bulan} [kalau|bila] \
         [dibutuhkan|perlu bukti].",
        "[Izinnya|Papan izin] [tidak|tak pernah] [ditempel|diperlihatkan], [pemilik|mandor] \
         [bilang|sesumbar] [sudah|semua] '[aman|beres]'.",
    ],
    effect: &[
        "<lik>[Sumur|Air sumur] {angka} rumah [berubah|jadi] [bau|licin], [kami|sekarang] \
         [beli|minum] [galon|air kemasan].",
        "<lit>[Pemancing|Nelayan] [pulang|sering] [kosong|tangan hampa], [pendapatan|hasil] \
         [turun|tinggal] [sepertiga|Rp{ribu} sehari].",
        "<d>[Anak|Istri] saya [sesak|batuk] [tiap malam|{n} minggu], [dokter|bidan] \
         [bilang|menduga] [karena|dari] [asap|debu].",
        "<lidt>[Tanaman|Padi|Cabai] [di|sekitar] [bantaran|kebun] [menguning|layu] [sebelum|tidak \
         sempat] panen.",
        "<m>[Kami|Bayi] [tidak bisa|susah] tidur, [kepala pusing|telinga berdengung], \
         [gelas|genteng] di [rak|rumah] [jatuh|bergeser].",
        "<km>[Rumah kontrakan|Kos] [saya|warga] [kosong|ditinggal], [tidak ada|siapa] yang \
         [mau|tahan] [menyewa|tinggal] di situ.",
    ],
    tried: &[
        "<lid>[Petugas|Dinas] [lingkungan|] [ambil|pernah ambil] sampel bulan {bulan}, \
         [hasilnya|angkanya] [tidak|tak kunjung] [dibuka|diberitahukan] [ke warga|].",
        "<lkdm>[Warga|Kami] [demo|mendatangi pabrik] [{n} kali|bulan {bulan}], [hanya|cuma] \
         [diberi|dijanjikan] [sembako|mesin baru], [limbah|esoknya] [tetap|jalan lagi].",
    ],
    ask: &[
        "[Periksa|Sidak] [mendadak|malam hari], [jangan|bukan] [diberi tahu|janjian] [dulu|dengan \
         pemiliknya].",
        "<li>[Umumkan|Buka] hasil [uji|laboratorium] dan [hentikan usahanya|tutup pipa itu] \
         [bila|kalau] [melanggar|terbukti].",
        "<km>[Pindahkan|Jauhkan] [kandang|usaha] [itu|] dari [permukiman|sekolah] [sesuai|seperti \
         bunyi] aturan.",
        "<lit>[Ganti rugi|Pulihkan] [keramba|sumur] warga, [siapa|yang] [mencemari|untung] \
         [dia|harus] [membayar|bertanggung jawab].",
        "<d>[Wajibkan|Minta] [pabrik|pengusaha] [menyiram jalan|menutup tumpukannya] dan \
         [pasang|beri] [penangkap debu|pagar tinggi].",
    ],
    wish: &[(
        "Usul [pemantau|papan] mutu [air|udara] di {desa}",
        "[Kami mengusulkan|Warga minta] [alat|papan] [pemantau|ukur] mutu [air|udara] \
         [dipasang|ditaruh] [dekat|di] {patokan}, [angkanya|datanya] [bisa|boleh] [dilihat|dibaca] \
         [siapa saja|semua].",
    )],
    question: &[(
        "[Izin|Dokumen] lingkungan usaha di {jalan}",
        "[Apakah|Mohon dijawab apakah] [usaha|pabrik] [baru|] di {jalan} dekat {patokan} \
         [punya|sudah mengantongi] izin lingkungan, [di mana|bagaimana] [warga|kami] \
         [melihat|meminta salinan] dokumennya?",
    )],
    answers: &[
        "<li>[Pemeriksaan|Sidak] tanggal {tgl} {bulan} [menemukan|mendapati] [pipa|saluran] \
         [pembuangan|siluman] tanpa izin. [Pipa|Saluran] [disegel|ditutup], [pemilik|usaha itu] \
         [diberi|dikenai] [sanksi administratif|paksaan pemerintah].",
        "<li>[Sampel|Contoh] air [diambil|dikirim] ke laboratorium; [hasil|angka] \
         [keluar|diumumkan] {puluh} hari lagi. [Sementara|Selama itu] [usaha|kegiatan] \
         [dibatasi|hanya siang].",
        "<kdm>[Pengelola|Pemilik] [kandang|pabrik] [sepakat|menandatangani janji] \
         [menambah|membangun] [kolam olahan|cerobong] [paling lambat|sebelum] {bulandepan}, \
         [warga|RT] [ikut|dapat] mengawasi.",
        "<t>[Kegiatan|Galian] tersebut [tidak|belum] berizin dan [dihentikan|sudah dihentikan] \
         [bersama|oleh] [aparat|polisi pamong]. [Pemulihan|Penataan] tebing [dibahas|direncanakan] \
         {bulandepan}.",
    ],
    needs: &[
        "[Mohon|Tolong] [titik|lokasi] pipa dan [jam|waktu] pembuangan, [video|foto] [akan|sangat] \
         membantu.",
        "[Sebutkan|Apa] [jenis|nama] usaha [yang|dimaksud] dan [jaraknya|berapa jaraknya] dari \
         [rumah|sekolah].",
    ],
    agencies: &[("kota-muara-bening", 44), ("kemen-sungai", 34), ("kab-lembah-wulan", 22)],
    weight: 42,
};
