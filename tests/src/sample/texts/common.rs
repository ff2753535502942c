//! Sentences that fit any category.

/// Greetings.
pub(in crate::sample) const HELLO: &[&str] = &[
    "[Selamat|Met] [pagi|siang|sore|malam] [bapak ibu|admin|pak|bu].",
    "Assalamualaikum [wr wb|warahmatullah|admin|bapak ibu].",
    "[Yth|Kepada Yth] [bapak ibu|admin|pimpinan instansi terkait].",
    "[Mohon maaf|Maaf] [mengganggu|sebelumnya].",
    "Salam [sejahtera|hormat] [untuk kita semua|dari warga {desa}].",
    "[Dengan hormat|Bersama ini saya laporkan kejadian di {desa}].",
    "[Halo|Permisi] [min|admin|kak|pak].",
    "Izin [melapor|lapor|menyampaikan keluhan].",
    "[Om swastiastu|Shalom|Horas|Punten].",
    "[Numpang|Mau] [lapor|tanya dan lapor] [pak|bu|min].",
    "[Kepada|Untuk] [dinas|instansi] [terkait|yang berwenang] di tempat.",
    "Salam [hormat|sehat] [pak|bu|admin].",
];

/// What was tried before, whatever the matter is.
pub(in crate::sample) const TRIED: &[&str] = &[
    "[Sudah|Pernah] [saya laporkan|kami sampaikan] [ke|lewat] [kantor desa|kelurahan|ketua \
     RT|camat] [{n} kali|bulan {bulan}], [tapi|namun] [belum ada tindakan|tidak ditanggapi|hanya \
     dicatat].",
    "[Surat|Surat warga] [tertanggal|kami tanggal] {tgl} {bulan} [sampai kini|hingga hari ini] \
     [tidak dibalas|tanpa jawaban|entah di meja siapa].",
    "[Waktu|Ketika] [saya tanya|didatangi] [langsung|ke kantornya], [petugas|stafnya] \
     [menyuruh|minta] [menunggu|datang lagi] [tanpa kepastian|minggu depan].",
    "[Telepon|Nomor aduan] [kantor|dinas] [saya hubungi|dicoba] [berkali-kali|{angka} kali], \
     [tidak pernah|jarang] [diangkat|tersambung].",
    "[Laporan|Aduan] [saya|kami] yang [lalu|dulu] [ditutup|dinyatakan selesai] [padahal|sementara] \
     [di lapangan|kenyataannya] [tidak berubah|masih sama].",
    "[Di grup|Lewat WA] [kelurahan|desa] [dijawab|cuma dibilang] '[sabar|nanti dicek|sudah \
     diteruskan]', [itu saja|habis itu hilang].",
    "[Saya|Kami] [dipingpong|dioper] dari [kelurahan|kantor camat] [ke|lalu ke] dinas, \
     [dari|terus] dinas [balik|kembali] ke [kelurahan|awal].",
    "[Belum pernah|Baru kali ini] [saya lapor|kami mengadu], [karena|sebab] [mengira|dikira] \
     [akan|bakal] [cepat|segera] [ditangani|dibereskan].",
    "[Tetangga|Beberapa warga] [juga|sudah] [mengadu|protes] [bulan|sejak] {bulan}, \
     [hasilnya|jawabnya] [nihil|sama saja|tunggu anggaran].",
    "[Musyawarah|Rapat] [RT|warga|dusun] [tanggal|pada] {tgl} {bulan} [sepakat|memutuskan] \
     [melapor|mengadu] [ke sini|lewat kanal ini].",
];

/// Farewells.
pub(in crate::sample) const BYE: &[&str] = &[
    "[Terima kasih|Trims] [atas|untuk] [perhatiannya|tanggapannya|bantuannya].",
    "[Mohon|Tolong] [ditindaklanjuti|segera ditindak], [terima kasih|matur nuwun|hatur nuhun].",
    "[Semoga|Mudah-mudahan] [cepat|segera] [ditanggapi|ada jawaban|dibaca].",
    "[Demikian|Sekian] [laporan|aduan|keluhan] [kami|saya|ini].",
    "[Ditunggu|Kami tunggu] [tindak lanjutnya|kabarnya|buktinya].",
    "[Jangan|Mohon jangan] [dioper-oper lagi|cuma dijawab template].",
    "Suwun.",
    "[Nuwun|Salam dari {desa}].",
];

/// How a request for information ends.
pub(in crate::sample) const CURIOUS: &[&str] = &[
    "[Di situs|Di papan pengumuman] [instansi|kantor] [tidak ada|saya tidak menemukan] \
     [keterangannya|penjelasan], [petugas|stafnya] [juga|pun] [kurang paham|menjawab beda-beda].",
    "[Tetangga|Saudara] saya di {kec} [bilang|mendapat jawaban] lain, jadi [saya bingung|kami \
     ragu] [mana yang benar|harus ikut yang mana].",
    "[Kalau|Jika] [ada|memang ada] [aturan|surat edaran|formulir] [tertulisnya|resminya], \
     [mohon|tolong] [dikirim|disebutkan] [nomornya|tautannya].",
    "[Jawabannya|Informasi ini] [perlu|akan] [saya bawa|kami sampaikan] ke [rapat \
     RT|warga|pertemuan] [tanggal|pada] {tgl} {bulandepan}.",
    "[Saya|Kami] [tinggal|berdomisili] di {desa}, dekat {patokan}, [jarak ke kantor|perjalanan ke \
     sana] [{n} jam|jauh sekali], [makanya|karena itu] [bertanya|tanya] [dulu|lewat sini].",
    "[Apakah|Apa] [ada biaya|perlu bayar], [dan|serta] [berapa hari|berapa lama] \
     [prosesnya|biasanya] [sampai|hingga] selesai?",
    "[Nomor|Loket] [mana|apa] yang [bisa|dapat] [saya hubungi|didatangi] [di hari kerja|kalau mau \
     tanya lebih jauh]?",
    "[Sudah|Saya sudah] [mencari|tanya] sejak {sejak}, [belum|tidak] [dapat|ada] \
     [kepastian|jawaban pasti].",
];

/// Why an aspiration deserves to be heard.
pub(in crate::sample) const REASONS: &[&str] = &[
    "[Warga|Pemuda] {desa} [siap|bersedia] [gotong royong|menyumbang tenaga|merawatnya] \
     [asal|kalau] [bahannya|alatnya] [dibantu|disediakan].",
    "[Di|Daerah] {kec} [sudah|pernah] [ada|diterapkan] dan [hasilnya|ternyata] [bagus|berjalan \
     baik], [kenapa|mengapa] [di sini|tempat kami] [belum|tidak]?",
    "[Biayanya|Ongkosnya] menurut [hitungan|perkiraan] [kami|warga] [tidak sampai|hanya sekitar] \
     Rp{juta}, [lebih murah daripada|jauh di bawah] [biaya perbaikan|kerugian] [tiap tahun|selama \
     ini].",
    "[Yang|Warga yang] [akan|bakal] [merasakan manfaatnya|terbantu] [sekitar|lebih dari] {ratus} \
     [keluarga|orang|kepala keluarga].",
    "[Usul|Gagasan] ini [pernah|sudah] [dibahas|disetujui] [di|dalam] [rapat dusun|musyawarah] \
     [bulan|pada] {bulan}, [tinggal|hanya] [menunggu|perlu] [dukungan|izin] [pemerintah|dari atas].",
    "[Mohon|Semoga] [dipertimbangkan|dimasukkan] [dalam|ke] [rencana|anggaran] [tahun \
     depan|perubahan], [sekecil apa pun|walau bertahap].",
    "[Kalau perlu|Bila diminta], [kami|saya] [bisa|siap] [kirim|menyusun] [gambar|proposal|data] \
     [lengkap|sederhananya].",
];

/// 'We have received it', which is no follow-up.
pub(in crate::sample) const RECEIVED: &[&str] = &[
    "Terima kasih, laporan [Saudara|Anda] [sudah|telah] kami [terima|catat].",
    "[Laporan|Aduan] [sedang|akan] [dikoordinasikan|diteruskan] [dengan|ke] [bidang terkait|unit \
     pelaksana].",
    "Mohon [menunggu|bersabar], [masih|sedang] [dalam proses|kami pelajari].",
    "[Sudah|Telah] [diteruskan|disampaikan] kepada [pejabat|petugas] yang [menangani|berwenang].",
    "[Menindaklanjuti|Terkait] laporan ini, [tim|kami] [akan|segera] [mengecek|melakukan \
     verifikasi].",
];

/// Follow-ups to a request for information.
pub(in crate::sample) const EXPLAINED: &[&str] = &[
    "[Menjawab|Atas] pertanyaan [Saudara|tersebut]: [prosesnya|layanannya] [tidak dipungut \
     biaya|gratis] dan selesai [paling lama|dalam] {n} hari kerja [setelah|sejak] berkas lengkap.",
    "[Keterangan|Informasi] [dapat|bisa] dilihat di [papan pengumuman|loket {n}] kantor, \
     [buka|setiap] Senin sampai Jumat [mulai pukul|dari jam] 08.00. [Aturan|Pedoman] lengkap [kami \
     lampirkan|terlampir].",
    "[Sesuai|Menurut] rencana kerja, [kegiatan|hal] itu [dijadwalkan|dimulai] {bulandepan}. \
     [Perubahan|Kepastian tanggal] [akan diumumkan|disampaikan] lewat [kantor desa|kecamatan].",
    "[Benar|Betul], [itu|hal tersebut] [menjadi|termasuk] kewenangan kami. [Saudara|Bapak/Ibu] \
     [cukup|dapat] [membawa|mengajukan] [surat pengantar|identitas] ke [loket|bagian] \
     [pelayanan|informasi].",
    "[Untuk|Di] wilayah {kec} [pendataan|pelaksanaan] [ditangani|diurus] [kantor kecamatan|petugas \
     desa]. [Daftarnya|Jadwalnya] [ditempel|dipasang] [mulai|tanggal] {tgl} {bulandepan}.",
];

/// Follow-ups to an aspiration.
pub(in crate::sample) const CONSIDERED: &[&str] = &[
    "[Usulan|Aspirasi] [Saudara|warga] [kami masukkan|dicatat] [sebagai|menjadi] bahan [rencana \
     kerja|musrenbang] tahun depan. [Mohon|Harap] [dikawal|disampaikan] juga [lewat|melalui] desa.",
    "Terima kasih atas [gagasan|masukan] ini. [Bidang perencanaan|Tim kami] [akan|sedang] \
     [menghitung|menilai] [kebutuhan|kelayakan] dan [memberi kabar|menjawab] [bulan|pada] \
     {bulandepan}.",
    "[Saat ini|Tahun ini] [anggaran|alokasi] [belum tersedia|sudah terpakai]. [Usulan|Permintaan] \
     [dapat|bisa] [diajukan lagi|dimasukkan] [pada|dalam] [perubahan anggaran|bulan {bulandepan}].",
    "[Usul|Ide] tersebut [sejalan|sesuai] dengan [program|rencana] kami; [uji coba|tahap awal] \
     [dimulai|dilakukan] di {kec} [dan|lalu] [diperluas|dilanjutkan] bila [hasilnya baik|berhasil].",
];

/// Second answers, after a reply of the reporter.
pub(in crate::sample) const AGAIN: &[&str] = &[
    "[Menanggapi|Atas] balasan [Saudara|Anda], [petugas|tim] [akan|sudah] [kembali|datang lagi] ke \
     [lokasi|{desa}] tanggal {tgl} {bulandepan}.",
    "[Mohon maaf|Kami mohon maaf], [pekerjaan|penanganan] [tertunda|belum tuntas] karena \
     [cuaca|bahan belum datang]. [Target|Perkiraan] selesai {bulandepan}.",
    "[Sudah|Telah] kami cek ulang: [benar|memang] masih [ada|terdapat] [kekurangan|kekeliruan] dan \
     [hari ini|pekan ini] [diperbaiki|dibetulkan].",
    "[Data|Keterangan] [tambahan|yang Saudara kirim] [kami teruskan|sudah diterima] [kepada|oleh] \
     [pengawas|bagian teknis], [hasilnya|jawabannya] [menyusul|paling lambat {n} hari].",
    "[Penjelasan|Tanggapan] kami [tetap|sama]: [hal itu|kegiatan ini] [menunggu|bergantung pada] \
     [anggaran|keputusan] {bulandepan}.",
];

/// Replies of a reporter who is content.
pub(in crate::sample) const CONTENT: &[&str] = &[
    "[Terima kasih|Alhamdulillah], [sudah|sekarang sudah] [beres|diperbaiki|dikerjakan].",
    "[Petugasnya|Timnya] [sudah|tadi] datang, [hasilnya|pekerjaannya] [baik|memuaskan]. [Terima \
     kasih|Salut].",
    "[Mantap|Sip] [admin|pak], [cepat|ditanggapi] [juga|beneran]. [Boleh|Silakan] ditutup.",
    "[Warga|Kami warga] {desa} [berterima kasih|senang], [semoga|mudah-mudahan] [terawat|awet].",
];

/// Replies of a reporter who is not.
pub(in crate::sample) const DISCONTENT: &[&str] = &[
    "[Sampai|Hingga] [hari ini|tanggal {tgl}] [belum ada|tidak ada] [petugas|orang] yang \
     [datang|ke lokasi].",
    "[Jawabannya|Tanggapan ini] [tidak menjawab|tidak sesuai] [pertanyaan|laporan] saya. \
     [Mohon|Tolong] [dibaca lagi|dicek ulang].",
    "[Mohon|Tolong] [jangan|laporannya jangan] ditutup dulu, [masalahnya|di {desa}] [masih|tetap] \
     [sama|terjadi].",
    "[Dikerjakan|Sudah dikerjakan] [tapi|namun] [asal-asalan|hanya sebagian], [dekat|yang di] \
     {patokan} [belum|terlewat].",
    "[Kapan|Tanggal berapa] [pastinya|realisasinya]? [Dari|Sejak] {sejak} [janji|jawabannya] \
     [terus|begitu saja].",
    "[Saya|Kami] [tambahkan|lampirkan] [foto|bukti] [terbaru|tadi pagi], [silakan|mohon] \
     [dilihat|dicek].",
    "[Ini|Itu] bukan [lokasi|masalah] yang [saya maksud|kami laporkan], yang [benar|saya laporkan] \
     [dekat|di] {patokan}.",
];

/// What a reporter adds when data were missing.
pub(in crate::sample) const ADDED: &[&str] = &[
    "[Lokasinya|Letaknya] di {jalan}, [sebelah|seberang] {patokan}, {desa}. [Foto|Gambar] [saya \
     lampirkan|terlampir].",
    "[Berikut|Ini] [data|keterangan] yang diminta: [kejadian|waktunya] {tgl} {bulan} \
     [pukul|sekitar pukul] {jam}, [saksinya|dilihat] {n} orang.",
    "[Sudah|Baru saja] [saya lengkapi|dilengkapi], [semoga|mohon] [cukup|diproses].",
];

/// What the administrator writes on the page.
pub(in crate::sample) const ADMIN: &[&str] = &[
    "[Mohon|Kepada] instansi [terkait|yang dituju] [segera|agar] [memberi jawaban|menanggapi \
     balasan] [pelapor|di atas].",
    "[Kami|Admin] [ingatkan|mengingatkan] kembali: [laporan|aduan] ini [belum|masih menunggu] \
     [jawaban|tindak lanjut].",
    "[Saudara pelapor|Pelapor yang baik], [balasan|tanggapan] Anda [sudah|telah] [kami \
     teruskan|diteruskan] ke instansi.",
];

/// Why an agency sends a report back.
pub(in crate::sample) const NOT_OURS: &[&str] = &[
    "[Bukan|Di luar] [kewenangan|tugas] kami",
    "[Lokasi|Aset] [di luar|bukan] wilayah kerja kami",
    "[Lebih tepat ditangani|Menjadi urusan] [instansi lain|pemerintah setempat]",
];

/// Why a report ends without an answer.
pub(in crate::sample) const ARCHIVED: &[&str] = &[
    "[Data|Keterangan] tidak lengkap dan pelapor tidak dapat dihubungi",
    "Bukan [laporan|pengaduan], [hanya|berupa] [ucapan|promosi]",
    "[Perkara|Sengketa] sedang [disidangkan|diperiksa pengadilan]",
    "[Isi|Laporan] [tidak jelas|tidak dapat dipahami]",
];

/// Why a reporter takes a report back.
pub(in crate::sample) const WITHDRAWN: &[&str] = &[
    "Sudah [selesai|beres] sendiri",
    "[Salah|Keliru] [lokasi|kirim]",
    "Tidak ingin [dilanjutkan|diteruskan]",
];
