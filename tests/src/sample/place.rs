//! Where reporters stand, and the invented streets, villages and landmarks that they name.
//!
//! The codes are real ones and spread thinly, so that no real local government is tied to a figure.

use chrono::{Datelike, Days, NaiveDate};

use super::grammar::Slots;
use super::person;
use super::rng::Rng;

/// Kemendagri codes of regencies.
pub(super) const REGENCIES: [&str; 66] = [
    "11.08", "11.75", "12.05", "12.15", "12.75", "13.07", "13.75", "14.03", "15.06", "15.72",
    "16.05", "16.72", "17.03", "18.03", "18.13", "19.03", "21.71", "31.73", "32.03", "32.08",
    "32.18", "32.75", "33.01", "33.06", "33.16", "33.26", "33.74", "34.01", "35.01", "35.06",
    "35.16", "35.26", "35.77", "36.03", "36.74", "51.05", "52.01", "52.06", "53.01", "53.11",
    "53.21", "61.04", "61.72", "62.05", "63.01", "63.11", "64.03", "64.71", "65.03", "71.03",
    "71.72", "72.03", "72.71", "73.05", "73.15", "74.01", "74.71", "75.04", "76.03", "81.02",
    "82.01", "91.03", "92.03", "94.01", "95.03", "96.05",
];

/// The clock of a place, in hours east of Greenwich: western, central or eastern Indonesian time.
pub(super) fn zone(code: &str) -> i8 {
    match code.get(..2) {
        Some("51" | "52" | "53" | "63" | "64" | "65" | "71" | "72" | "73" | "74" | "75" | "76") => {
            8
        }
        Some("81" | "82" | "91" | "92" | "94" | "95" | "96") => 9,
        _ => 7,
    }
}

/// A place as it is written in the table: mostly a regency, at times a province or nothing.
pub(super) fn place(zone_of_agency: i8, rng: &mut Rng) -> String {
    if rng.chance(35) {
        return String::new();
    }
    let mut code = *rng.pick(&REGENCIES);
    // Who writes to an office in the east mostly lives there.
    while zone(code) != zone_of_agency && rng.chance(800) {
        code = *rng.pick(&REGENCIES);
    }
    if rng.chance(60) { code[..2].to_owned() } else { code.to_owned() }
}

const FORE: [&str; 26] = [
    "Karang", "Suka", "Mekar", "Tanjung", "Bumi", "Rawa", "Kali", "Sumber", "Padang", "Batu",
    "Muara", "Banjar", "Wono", "Sido", "Teluk", "Ujung", "Bukit", "Pasir", "Tegal", "Margo",
    "Lubuk", "Giri", "Parit", "Kedung", "Wana", "Tirto",
];
const AFT: [&str; 30] = [
    "sempulur",
    "lumpang",
    "wangunan",
    "rejoso",
    "pinayu",
    "jambean",
    "salaman",
    "kelapang",
    "gemulir",
    "wulung",
    "asrian",
    "melintang",
    "tarumun",
    "bulaksari",
    "sentosan",
    "damaran",
    "gadingan",
    "lestarian",
    "waruga",
    "katulan",
    "pandanan",
    "ceremai",
    "tembalan",
    "kemiringan",
    "beringsat",
    "palasah",
    "nangkaan",
    "dadapan",
    "wiyoro",
    "sawahan",
];
const ROADS: [&str; 44] = [
    "Kenanga",
    "Flamboyan",
    "Cempaka Putih",
    "Melati",
    "Pahlawan Desa",
    "Merpati",
    "Rajawali",
    "Pasar Lama",
    "Stasiun Tua",
    "Sumur Bor",
    "Pelabuhan Kecil",
    "Kantil",
    "Gelatik",
    "Anggrek",
    "Bougenvil",
    "Delima",
    "Belimbing",
    "Mangga Dua Belas",
    "Nangka",
    "Randu",
    "Jati Kembar",
    "Mahoni",
    "Trembesi",
    "Waru Doyong",
    "Cendrawasih",
    "Kutilang",
    "Kepodang",
    "Sawo Manis",
    "Teratai",
    "Seroja",
    "Dahlia",
    "Wijaya Kusuma",
    "Sungai Kecil",
    "Bendungan",
    "Lapangan Bola",
    "Balai Rakyat",
    "Kebun Kelapa",
    "Pabrik Es",
    "Gudang Garam Lama",
    "Makam Tua",
    "Padi Mas",
    "Tambak",
    "Dermaga",
    "Jalak",
];
const MARKS: [&str; 40] = [
    "pasar pagi",
    "balai desa",
    "masjid besar",
    "SD negeri",
    "lapangan voli",
    "pos ronda",
    "puskesmas pembantu",
    "jembatan gantung",
    "pertigaan",
    "tikungan",
    "kantor kecamatan",
    "gereja lama",
    "pura desa",
    "terminal kecil",
    "pangkalan ojek",
    "warung kopi",
    "pabrik tahu",
    "penggilingan padi",
    "SMP negeri",
    "perumahan baru",
    "gardu listrik",
    "pom bensin mini",
    "tambal ban",
    "koperasi",
    "toko bangunan",
    "makam umum",
    "kolam renang",
    "pasar ikan",
    "tempat pelelangan",
    "posyandu",
    "menara seluler",
    "bengkel las",
    "taman bacaan",
    "kapel",
    "madrasah",
    "kebun bibit",
    "rumah pompa",
    "bendung kecil",
    "halte lama",
    "gapura masuk",
];
const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const NUMBERS: [&str; 8] = ["dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/// What one report is about, so that its sentences speak of the same street.
#[derive(Clone)]
pub(super) struct Scene {
    road: String,
    village: String,
    district: String,
    mark: &'static str,
    since: String,
    /// The number of a bus and of its line.
    route: i64,
    month: usize,
    /// The day of which an answer tells, once the report is in.
    told: Option<NaiveDate>,
}

impl Scene {
    /// A scene for a report of `month` (0 is January).
    pub(super) fn new(month: usize, rng: &mut Rng) -> Self {
        let title = rng.pick(&["Jalan", "Jalan", "Jln", "Jl", "Gang"]);
        let village = format!("{}{}", rng.pick(&FORE), rng.pick(&AFT));
        let back = rng.between(1, 7) as usize;
        let earlier = MONTHS[(month + 12 - back) % 12];
        let since = match rng.below(9) {
            0 => format!("awal {earlier}"),
            1 => format!("bulan {earlier}"),
            2 => format!("pertengahan {earlier}"),
            3 => format!("{} minggu lalu", rng.pick(&NUMBERS)),
            4 => format!("{} bulan lalu", rng.pick(&NUMBERS)),
            5 => format!("akhir {earlier} kemarin"),
            6 => rng
                .pick(&["habis lebaran", "sebelum puasa", "tahun lalu", "musim hujan kemarin"])
                .to_string(),
            7 => format!("kira-kira {} hari yang lalu", rng.between(6, 29)),
            _ => format!("tanggal {} {earlier}", rng.between(1, 28)),
        };
        Self {
            road: format!("{title} {}", rng.pick(&ROADS)),
            village,
            district: format!("{}{}", rng.pick(&FORE), rng.pick(&AFT)),
            mark: *rng.pick(&MARKS),
            since,
            route: rng.between(2, 38),
            month,
            told: None,
        }
    }

    /// The same scene for a text of `today` about something done since `from`.
    pub(super) fn told(&self, from: NaiveDate, today: NaiveDate, rng: &mut Rng) -> Self {
        let back = (today - from).num_days().clamp(0, 3);
        let told = today - Days::new(rng.between(0, back).unsigned_abs());
        Self { month: today.month0() as usize, told: Some(told), ..self.clone() }
    }
}

impl Slots for Scene {
    fn fill(&self, name: &str, rng: &mut Rng) -> Option<String> {
        Some(match name {
            "jalan" => self.road.clone(),
            "desa" => self.village.clone(),
            "kec" => self.district.clone(),
            "patokan" => self.mark.to_owned(),
            "sejak" => self.since.clone(),
            "bulan" => match self.told {
                Some(day) => MONTHS[day.month0() as usize].to_owned(),
                None => MONTHS[(self.month + 12 - rng.between(1, 3) as usize) % 12].to_owned(),
            },
            "bulandepan" => MONTHS[(self.month + 1 + rng.below(3) as usize) % 12].to_owned(),
            "n" => rng.pick(&NUMBERS).to_string(),
            "angka" => rng.between(2, 19).to_string(),
            "puluh" => (rng.between(2, 19) * 10).to_string(),
            "ratus" => (rng.between(2, 18) * 50).to_string(),
            "ribu" => format!("{}.000", rng.between(2, 28) * 5),
            "juta" => match rng.between(5, 90) * 50 {
                thousands @ ..1000 => format!("{thousands}.000"),
                thousands => format!("{}.{:03}.000", thousands / 1000, thousands % 1000),
            },
            "senti" => (rng.between(3, 16) * 5).to_string(),
            "volt" => rng.between(110, 175).to_string(),
            "besar" => format!("{}.000", rng.between(3, 18) * 50),
            "receh" => format!("{}.000", rng.between(2, 15)),
            "jalur" => self.route.to_string(),
            "jam" => format!("{:02}.{}0", rng.between(5, 22), rng.below(6)),
            "subuh" => format!("0{}.{}0", rng.between(4, 5), rng.below(6)),
            "pagi" => format!("0{}.{}0", rng.between(7, 9), rng.below(6)),
            "siang" => format!("{}.{}0", rng.between(10, 13), rng.below(6)),
            "tgl" => match self.told {
                Some(day) => day.day().to_string(),
                None => rng.between(1, 28).to_string(),
            },
            "nama" => person::person(rng).name,
            _ => return None,
        })
    }
}
