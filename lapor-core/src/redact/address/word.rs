//! The words of addresses.

use super::super::normal::is_same;
use super::super::vocabulary::Vocabulary;

/// Words before numbers, and what they make of them.
pub(in super::super) const PARTS: [(&[u8], Part); 24] = [
    (b"no", Part::House),
    (b"nomor", Part::House),
    (b"nomer", Part::House),
    (b"nmr", Part::House),
    (b"nmer", Part::House),
    (b"blok", Part::Block),
    (b"blk", Part::Block),
    (b"block", Part::Block),
    (b"kav", Part::Block),
    (b"kavling", Part::Block),
    (b"kapling", Part::Block),
    (b"gg", Part::Alley),
    (b"gang", Part::Alley),
    (b"lorong", Part::Alley),
    (b"lrg", Part::Alley),
    (b"rt", Part::Rt),
    (b"rw", Part::Rw),
    (b"rtrw", Part::Both),
    (b"lt", Part::Unit),
    (b"lantai", Part::Unit),
    (b"unit", Part::Unit),
    (b"kamar", Part::Unit),
    (b"tower", Part::Unit),
    (b"lingk", Part::Unit),
];

/// What the word before a number makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Part {
    /// The number of a house.
    House,
    Block,
    /// A block with its letter and its number.
    Lettered,
    /// A branch of a street in Roman numerals, and the number of a house in it.
    Branch,
    /// A block that is a letter, and the number of a house in it.
    Plot,
    Alley,
    /// A neighbourhood (rukun tetangga).
    Rt,
    /// A group of them (rukun warga).
    Rw,
    /// Both of them in one word or one pair of numbers.
    Both,
    /// A floor, a room: part of an address, none by itself.
    Unit,
    /// The letter of a block and the number of a house in an estate: "Griya Asri AB-21".
    Cell,
    /// A number without a word.
    Bare,
}

impl Part {
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        static SET: Vocabulary<{ PARTS.len() }> = Vocabulary::new({
            let mut words: [&[u8]; PARTS.len()] = [b""; PARTS.len()];
            let mut i = 0;
            while i < PARTS.len() {
                words[i] = PARTS[i].0;
                i += 1;
            }
            words
        });
        SET.position(word).map(|i| PARTS[i].1)
    }
}

/// Words that streets, estates and hamlets begin with.
pub(in super::super) const HEADS: [&[u8]; 51] = [
    b"tower",
    b"jl",
    b"jln",
    b"jalan",
    b"jalann",
    b"gg",
    b"gang",
    b"lorong",
    b"lrg",
    b"lr",
    b"perum",
    b"perumahan",
    b"perumnas",
    b"komplek",
    b"kompleks",
    b"komp",
    b"kpr",
    b"cluster",
    b"klaster",
    b"villa",
    b"vila",
    b"griya",
    b"graha",
    b"btn",
    b"dusun",
    b"dsn",
    b"dukuh",
    b"dkh",
    b"dk",
    b"br",
    b"huta",
    b"korong",
    b"padukuhan",
    b"pedukuhan",
    b"kampung",
    b"kampong",
    b"kp",
    b"kmp",
    b"lingkungan",
    b"link",
    b"banjar",
    b"jorong",
    b"handil",
    b"asrama",
    b"apartemen",
    b"apartment",
    b"rusun",
    b"rusunawa",
    b"ruko",
    b"rukan",
    b"puri",
];

/// Whether a street, an estate or a hamlet begins with the word.
pub(super) fn is_head(word: &[u8]) -> bool {
    static SET: Vocabulary<{ HEADS.len() }> = Vocabulary::new(HEADS);
    SET.has(word)
}

/// Whether a hamlet or an estate begins with the word, and no road.
pub(super) fn is_hamlet(word: &[u8]) -> bool {
    const ROADS: [&[u8]; 9] =
        [b"jl", b"jln", b"jalan", b"jalann", b"gg", b"gang", b"lorong", b"lrg", b"lr"];
    is_head(word) && !ROADS.iter().any(|known| is_same(known, word))
}

/// Words that no name of a street has: behind them a sentence has begun.
pub(super) fn is_stop(word: &[u8]) -> bool {
    const STOPS: [&[u8]; 127] = [
        b"di",
        b"ke",
        b"dari",
        b"dan",
        b"atau",
        b"yang",
        b"yg",
        b"ini",
        b"itu",
        b"dengan",
        b"dgn",
        b"untuk",
        b"utk",
        b"pada",
        b"oleh",
        b"sudah",
        b"sdh",
        b"belum",
        b"blm",
        b"tidak",
        b"tdk",
        b"ada",
        b"adalah",
        b"saya",
        b"sy",
        b"kami",
        b"kita",
        b"kaki",
        b"rusak",
        b"tiang",
        b"lampu",
        b"pju",
        b"gardu",
        b"trafo",
        b"halte",
        b"loket",
        b"antrian",
        b"antrean",
        b"pintu",
        b"tps",
        b"kios",
        b"jembatan",
        b"angkot",
        b"miring",
        b"roboh",
        b"terkelupas",
        b"menjuntai",
        b"koridor",
        b"rute",
        b"trayek",
        b"sempit",
        b"kecil",
        b"berlubang",
        b"macet",
        b"banjir",
        b"gelap",
        b"depan",
        b"dekat",
        b"sepanjang",
        b"menuju",
        b"arah",
        b"keluar",
        b"masuk",
        b"terus",
        b"provinsi",
        b"kabupaten",
        b"nasional",
        b"desa",
        b"kel",
        b"kelurahan",
        b"kec",
        b"kecamatan",
        b"umum",
        b"tol",
        b"rt",
        b"rw",
        b"rtrw",
        b"no",
        b"nomor",
        b"nomer",
        b"nmr",
        b"pasal",
        b"uu",
        b"perda",
        b"tahun",
        b"minggu",
        b"bulan",
        b"hari",
        b"gak",
        b"ga",
        b"nggak",
        b"truk",
        b"mobil",
        b"bus",
        b"dijual",
        b"diangkut",
        b"cuma",
        b"tgl",
        b"tanggal",
        b"jam",
        b"pukul",
        b"sejak",
        b"selama",
        b"sebesar",
        b"rp",
        b"hp",
        b"wa",
        b"telp",
        b"nik",
        b"kk",
        b"angkutan",
        b"lewat",
        b"lalu",
        b"karena",
        b"krn",
        b"sampai",
        b"sekitar",
        b"warga",
        b"bus",
        b"mobil",
        b"motor",
        b"anggaran",
        b"dana",
        b"proyek",
        b"panjang",
        b"lebar",
        b"meter",
    ];
    static SET: Vocabulary<{ STOPS.len() }> = Vocabulary::new(STOPS);
    SET.has(word)
}

/// Words by which somebody tells of a home.
pub(super) fn is_home(word: &[u8]) -> bool {
    const HOMES: [&[u8]; 16] = [
        b"alamat",
        b"alamatnya",
        b"beralamat",
        b"almt",
        b"tinggal",
        b"bertempat",
        b"domisili",
        b"berdomisili",
        b"rumah",
        b"rumahnya",
        b"rmh",
        b"kos",
        b"kost",
        b"kontrakan",
        b"mengontrak",
        b"menetap",
    ];
    static SET: Vocabulary<{ HOMES.len() }> = Vocabulary::new(HOMES);
    SET.has(word)
}

/// Words before a number that counts something else than a house.
pub(super) fn is_post(word: &[u8]) -> bool {
    const POSTS: [&[u8]; 8] =
        [b"km", b"kilometer", b"sta", b"kelas", b"nomor", b"jam", b"pukul", b"tahun"];
    static SET: Vocabulary<{ POSTS.len() }> = Vocabulary::new(POSTS);
    SET.has(word)
}

/// Words between a street and the house beside which something lies.
pub(super) fn is_side(word: &[u8]) -> bool {
    const SIDES: [&[u8]; 6] = [b"depan", b"dpn", b"samping", b"dekat", b"seberang", b"belakang"];
    static SET: Vocabulary<{ SIDES.len() }> = Vocabulary::new(SIDES);
    SET.has(word)
}

/// Whether a text begins with a word for a house of many homes.
pub(super) fn is_flat(text: &[u8]) -> bool {
    const FLATS: [&[u8]; 4] = [b"apart", b"rusun", b"asrama", b"tower"];
    FLATS
        .iter()
        .any(|known| text.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known)))
}

/// Whether the houses of what begins with the word are numbered by blocks.
pub(super) fn is_estate(word: &[u8]) -> bool {
    const ESTATES: [&[u8]; 16] = [
        b"perum",
        b"perumahan",
        b"perumnas",
        b"komplek",
        b"kompleks",
        b"komp",
        b"kpr",
        b"cluster",
        b"klaster",
        b"villa",
        b"vila",
        b"griya",
        b"graha",
        b"btn",
        b"puri",
        b"ruko",
    ];
    static SET: Vocabulary<{ ESTATES.len() }> = Vocabulary::new(ESTATES);
    SET.has(word)
}
