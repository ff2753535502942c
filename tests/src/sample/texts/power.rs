//! Electricity.

use crate::sample::topic::Topic;

pub(in crate::sample) const POWER: Topic = Topic {
    category: "Listrik",
    group: "Air dan listrik",
    sensitive: false,
    program: "Desa Terang",
    titles: &[
        "<d>Listrik [padam|mati] [tiap malam|berjam-jam] di {desa}",
        "<v>Tegangan listrik [turun|naik turun] di {jalan}",
        "<gk>[Tiang|Gardu|Kabel] listrik dekat {patokan} [miring|memercik|meledak]",
        "<t>[Meteran|Token] [error|tidak bisa diisi|salah sambung]",
        "<p>[Pemasangan|Tambah daya] [sudah bayar|lunas] belum [dikerjakan|menyala]",
        "<o>[Tagihan|Denda] listrik [tiba-tiba besar|tanpa penjelasan]",
        "<n>[Dusun|Ujung] {desa} [belum berlistrik|belum dialiri listrik]",
    ],
    what: &[
        "<d>Listrik di {desa} [padam|mati] [hampir tiap|setiap] [malam|hari] [sejak|mulai] \
         {sejak}, [lamanya|sekali padam] [bisa|sampai] {n} jam [tanpa|tidak ada] \
         [pemberitahuan|pengumuman].",
        "<v>Tegangan di {jalan} [dekat|sekitar] {patokan} [hanya|cuma] [sekitar|kira-kira] {volt} \
         volt [kalau|saat] [magrib|beban puncak], [kulkas|pompa air] [tidak kuat|mendengung].",
        "<g>Gardu [di|depan] {patokan} [memercik|mengeluarkan asap] [tanggal|pada] {tgl} {bulan} \
         [jam|pukul] {jam}, [petugas|orang listrik] [datang|sempat] [melihat|menyiram pasir] \
         [saja|lalu pulang].",
        "<k>Kabel [listrik|tegangan rendah] [ke|arah] {desa} [menempel|bersentuhan] [dengan|di] \
         [dahan|atap seng], [kalau|tiap] angin [bergesek|berbunyi] [dan|sampai] [keluar \
         api|memercik].",
        "<t>[Token|Pulsa listrik] yang [saya|kami] beli tanggal {tgl} {bulan} [seharga|sebesar] \
         Rp{ribu} [gagal|tidak bisa] [masuk|diinput], [tulisannya|layar meter] '[gagal|periksa]'.",
        "<p>[Permohonan|Permintaan] [pasang baru|tambah daya] [atas|di] rumah [orang tua|saya] \
         {desa} [sudah|telah] dibayar [sejak|dari] {sejak}, [petugas|orangnya] [belum datang|tidak \
         muncul-muncul], [listrik|rumah] [masih|tetap] [gelap|menumpang].",
        "<n>[Kami|Dusun kami] di [ujung|pinggir] {desa} [belum|tidak pernah] \
         [tersambung|menikmati] listrik, [tiang|jaringan] [berhenti|terakhir] di {patokan}, \
         [jaraknya|kurang] {ratus} meter.",
        "<o>[Petugas|Oknum] [pemeriksa|pencatat meter] [datang|masuk] [ke|tanpa izin ke] rumah \
         [saya|warga] {jalan}, [memutus|menyegel] meter dan [meminta|minta] [denda|uang] Rp{juta} \
         [tanpa|tidak ada] [surat|kuitansi].",
    ],
    detail: &[
        "<dvg>[Sekring|Pembatas] [di gardu|tiang] [sudah|katanya] [diganti|disambung] \
         [kawat|seadanya], [bukan|tidak pakai] [suku cadang|yang] [asli|semestinya].",
        "<dvg>[Jumlah|Rumah] [pelanggan|yang] [terdampak|ikut padam] [sekitar|lebih dari] {ratus}, \
         [termasuk|di antaranya] [puskesmas|sekolah|pabrik es].",
        "<kg>[Tiangnya|Tiang] [kayu|besi] [keropos|lapuk] [di pangkal|bawah], [ditopang|diganjal] \
         [bambu|kayu] [warga|pemilik kebun].",
        "<t>[Meterannya|Meter] [terpasang|saya] [nomornya|fisiknya] [tertukar|terbalik] \
         [dengan|milik] [tetangga|rumah sebelah].",
        "<tpod>[Padahal|Sementara] [iuran|rekening] [selalu|tidak pernah telat] [dibayar|kami \
         bayar] [tepat|tiap] tanggal {tgl}.",
        "<n>[Kami|Warga] [menyambung|menyalur] [kabel|dari rumah saudara] [sendiri|seadanya] \
         {ratus} meter, [bayar|iuran] Rp{ribu} [sebulan|tiap lampu].",
    ],
    effect: &[
        "<dvg>[Televisi|Mesin cuci|Freezer] [saya|warga] [rusak|terbakar], [biaya servis|gantinya] \
         Rp{juta}.",
        "<dv>[Ikan|Es|Susu perah] [nelayan|dagangan] [busuk|mencair|basi], [sekali padam|semalam] \
         [rugi|hilang] Rp{ribu}.",
        "<dn>[Anak|Murid] [belajar|mengerjakan tugas] [pakai|dengan] lilin, [bulan lalu|tanggal \
         {tgl}] [hampir|nyaris] [kebakaran|membakar gorden].",
        "<dvn>[Bayi|Nenek] [saya|di rumah] [kepanasan|butuh alat uap] [malam|saat padam], \
         [kami|terpaksa] [kipas manual|bawa ke klinik].",
        "<kg>[Warga|Tetangga] [kesetrum|tersengat] [bulan|pada] {bulan} [waktu|ketika] \
         [menjemur|memanjat], [untung|syukurlah] [selamat|cuma luka].",
        "<tpo>[Kami|Anak-anak] [gelap-gelapan|menumpang tetangga] [sudah|selama] {angka} hari, \
         [usaha|jualan] [berhenti|tidak jalan].",
        "<tpo>[Ibu|Orang tua] saya [sampai|jadi] [sakit memikirkannya|takut didatangi lagi], \
         [sehari-hari|beliau] [hanya|cuma] [berjualan|buruh tani].",
    ],
    tried: &[
        "<dvgk>[Nomor|Layanan] gangguan [selalu|hanya] [menjawab|bilang] '[petugas dalam \
         perjalanan|sedang ditangani]', [{n} jam|sampai pagi] [tidak|belum] [ada|muncul].",
        "<pto>[Kantor|Loket] [unit|listrik] {kec} [minta|menyuruh] [bikin|mengisi] formulir \
         [lagi|ulang], [yang|berkas] [lama|bulan {bulan}] [katanya hilang|tidak ketemu].",
    ],
    ask: &[
        "<vdg>[Tambah|Pasang] [trafo|gardu sisip] [baru|untuk {desa}], [yang|beban] \
         [lama|sekarang] [jelas|sudah] [tidak mampu|kelebihan].",
        "<kg>[Potong|Rapikan] [dahan|ranting] dan [ganti|tegakkan] [tiang|kabel] [sebelum|jangan \
         tunggu] [ada|jatuh] korban.",
        "<t>[Mohon|Tolong] [uang|token] [dikembalikan|diganti] dan [meter|alat] \
         [diperiksa|diganti] [resmi|gratis].",
        "<d>[Beri|Umumkan] jadwal [padam|pemeliharaan] [minimal|paling lambat] sehari \
         [sebelumnya|di muka] [lewat|kepada] [RT|pesan].",
        "<p>[Sambungkan|Segera pasang] [saja|listriknya], [kami sudah bayar|kewajiban kami sudah \
         lunas] [penuh|sesuai kuitansi].",
        "<n>[Tarik|Sambung] [jaringan|kabel] [ke|sampai] dusun kami, [tanah|jalur] [tiang|] \
         [sudah|siap] [direlakan|dibebaskan] [warga|tanpa ganti rugi].",
        "<o>[Periksa|Tertibkan] petugas [lapangan|itu] dan [pasang|kembalikan] [lagi|] meter \
         [kami|saya], [kalau|bila] ada denda [harus|mesti] [tertulis|lewat bank].",
    ],
    wish: &[
        (
            "Usul [panel surya|gardu baru] untuk {desa}",
            "[Kami warga|Warga] {desa} [mengusulkan|berharap] [panel surya|gardu tambahan] \
             [di|untuk] [puskesmas|balai desa|{patokan}] [supaya|agar] [tetap|bisa] \
             [menyala|melayani] [saat|kalau] [padam|gangguan].",
        ),
        (
            "[Kabel|Jaringan] listrik [bawah tanah|dipindah]",
            "[Mohon|Usul] [dipertimbangkan|agar] tiang di [tengah|bahu] {jalan} [dipindah|digeser] \
             [ke|sampai] [tepi|belakang selokan], [mobil|pengendara] [sering|kerap] \
             [menyerempet|menabrak].",
        ),
    ],
    question: &[
        (
            "[Biaya|Cara] [balik nama|turun daya] listrik",
            "[Saya|Mohon info, saya] [mau|hendak] [turun daya|balik nama] listrik rumah \
             [warisan|kontrakan] di {desa}, [berapa biaya resminya|apa syarat dan berapa lamanya], \
             [harus|perlu] [ke kantor|datang]?",
        ),
        (
            "[Kapan|Jadwal] listrik masuk {desa}",
            "[Apakah|Benarkah] [jaringan|listrik] [ke|untuk] dusun [atas|seberang] {desa} \
             [dibangun|masuk rencana] [tahun ini|{bulandepan}], ke mana [kami|warga] \
             [mendaftar|bertanya]?",
        ),
    ],
    answers: &[
        "<dkg>[Gangguan|Padam] [disebabkan|akibat] [dahan|trafo kelebihan beban]. [Regu|Petugas] \
         [memotongnya|menanganinya] lalu [menormalkan|menyalakan] aliran [pukul|jam] {siang} \
         tanggal {tgl} {bulan}.",
        "<vdg>Trafo [sisip|tambahan] [untuk|di] {desa} [sudah|telah] [dipasang|disetujui], \
         [tegangan|hasil ukur] [kini|di ujung kini] [205|212|218] volt. [Pemantauan|Pengukuran] \
         [malam|berkala] [dilakukan|berlangsung] {n} hari.",
        "<t>[Token|Transaksi] [dimaksud|tanggal tersebut] kami [validasi|terbitkan] ulang. \
         [Meter|Alat] [diganti|akan diganti] [tanpa biaya|gratis] tanggal {tgl} {bulandepan}.",
        "<o>[Petugas|Orang] yang [datang|menagih] [bukan|ternyata bukan] pegawai kami. \
         [Mohon|Harap] [jangan|tidak] [bayar|melayani] [tanpa|bila tak ada] surat tugas, \
         [kasus|kejadian] ini [dilaporkan|kami teruskan].",
        "<pn>[Sambungan|Pasang baru] [menunggu|terkendala] [kabel|material], [datang|tersedia] \
         {bulandepan}. [Nomor antrean|Urutan] [Saudara|pelanggan]: {angka}.",
    ],
    needs: &[
        "[Mohon|Tolong] [kirim|sertakan] foto [meter|layar token] dan [struk|bukti bayar], [tanpa \
         nomor lengkap|jangan tulis kodenya di kolom ini].",
        "[Sebutkan|Mohon] [letak|nomor] gardu [atau|maupun] tiang [terdekat|yang memercik].",
    ],
    agencies: &[("badan-listrik", 88), ("tim-desa-terang", 12)],
    weight: 84,
};
