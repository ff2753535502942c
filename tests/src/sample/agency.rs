//! The invented agencies, their units, and how each of them behaves.

use super::rng::Rng;

/// An agency or a unit of one. No name here is that of a real office, town or district.
pub(super) struct Agency {
    pub(super) id: &'static str,
    pub(super) parent: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    /// Hours east of Greenwich.
    pub(super) zone: i8,
    pub(super) flags: &'static str,
    /// The categories that are a unit's own business.
    pub(super) business: &'static [&'static str],
}

const fn top(id: &'static str, name: &'static str, kind: &'static str, zone: i8) -> Agency {
    Agency { id, parent: "", name, kind, zone, flags: "", business: &[] }
}

const fn unit(
    id: &'static str,
    parent: &'static str,
    name: &'static str,
    zone: i8,
    business: &'static [&'static str],
) -> Agency {
    Agency { id, parent, name, kind: "unit", zone, flags: "", business }
}

/// All agencies, each followed by its units.
pub(super) const AGENCIES: [Agency; 34] = [
    top("kemen-sungai", "Kementerian Sungai dan Pesisir", "ministry", 7),
    unit("balai-irigasi", "kemen-sungai", "Balai Irigasi Dataran Wulan", 7, &["Irigasi"]),
    unit(
        "balai-banjir",
        "kemen-sungai",
        "Balai Pengendalian Banjir Hulu Wulan",
        7,
        &["Drainase dan banjir", "Pencemaran"],
    ),
    unit("dit-air-minum", "kemen-sungai", "Direktorat Air Minum Pesisir", 7, &["Air bersih"]),
    top("kemen-jalan", "Kementerian Jalan Antarpulau", "ministry", 7),
    unit("balai-jalan-barat", "kemen-jalan", "Balai Jalan Kawasan Barat", 7, &["Jalan rusak"]),
    unit("balai-jalan-timur", "kemen-jalan", "Balai Jalan Kawasan Timur", 9, &["Jembatan"]),
    top("badan-catatan", "Badan Catatan Warga", "institution", 7),
    top("badan-bantuan", "Badan Bantuan Keluarga", "institution", 7),
    unit(
        "pusat-data-bantuan",
        "badan-bantuan",
        "Pusat Data Penerima Bantuan",
        7,
        &["Bantuan sosial"],
    ),
    unit(
        "satuan-keluarga",
        "badan-bantuan",
        "Satuan Perlindungan Keluarga",
        7,
        &["Disabilitas", "Perlindungan anak", "Kekerasan"],
    ),
    top("kota-karangsari", "Pemerintah Kota Karangsari", "city", 7),
    unit(
        "perairan-karangsari",
        "kota-karangsari",
        "Dinas Perairan Kota Karangsari",
        7,
        &["Air bersih", "Drainase dan banjir"],
    ),
    unit(
        "jalan-karangsari",
        "kota-karangsari",
        "Dinas Jalan dan Lampu Kota Karangsari",
        7,
        &["Jalan rusak", "Penerangan jalan"],
    ),
    unit(
        "bersih-karangsari",
        "kota-karangsari",
        "Dinas Kebersihan Kota Karangsari",
        7,
        &["Sampah"],
    ),
    top("kab-lembah-wulan", "Pemerintah Kabupaten Lembah Wulan", "regency", 7),
    unit(
        "jalan-lembah-wulan",
        "kab-lembah-wulan",
        "Dinas Jalan Kabupaten Lembah Wulan",
        7,
        &["Jalan rusak", "Jembatan", "Penerangan jalan", "Drainase dan banjir", "Irigasi"],
    ),
    unit(
        "sehat-lembah-wulan",
        "kab-lembah-wulan",
        "Dinas Kesehatan Kabupaten Lembah Wulan",
        7,
        &["Layanan kesehatan", "Perlindungan anak"],
    ),
    top("kota-muara-bening", "Pemerintah Kota Muara Bening", "city", 8),
    unit(
        "lingkungan-bening",
        "kota-muara-bening",
        "Dinas Lingkungan Kota Muara Bening",
        8,
        &["Sampah", "Pencemaran", "Air bersih", "Drainase dan banjir"],
    ),
    unit(
        "angkutan-bening",
        "kota-muara-bening",
        "Dinas Angkutan Kota Muara Bening",
        8,
        &["Angkutan umum", "Penerangan jalan", "Jalan rusak", "Jembatan"],
    ),
    top("kab-tanjung-rimba", "Pemerintah Kabupaten Tanjung Rimba", "regency", 9),
    unit(
        "pekerjaan-rimba",
        "kab-tanjung-rimba",
        "Dinas Pekerjaan Kabupaten Tanjung Rimba",
        9,
        &["Jalan rusak", "Jembatan", "Air bersih", "Internet dan telepon", "Sekolah"],
    ),
    top("badan-listrik", "Badan Listrik dan Sinyal Desa", "institution", 7),
    unit(
        "gangguan-utara",
        "badan-listrik",
        "Unit Gangguan Wilayah Utara",
        7,
        &["Listrik", "Penerangan jalan", "Internet dan telepon"],
    ),
    unit(
        "gangguan-timur",
        "badan-listrik",
        "Unit Gangguan Wilayah Timur",
        8,
        &["Listrik", "Internet dan telepon"],
    ),
    top("badan-sehat", "Badan Layanan Sehat Rakyat", "institution", 7),
    unit("jaminan-berobat", "badan-sehat", "Unit Jaminan Berobat", 7, &["Jaminan kesehatan"]),
    top("kemen-sekolah", "Kementerian Urusan Sekolah", "ministry", 7),
    unit(
        "dit-biaya-sekolah",
        "kemen-sekolah",
        "Direktorat Biaya Sekolah",
        7,
        &["Biaya pendidikan"],
    ),
    top("balai-mercusuar", "Balai Mercusuar Pulau Sabut", "institution", 8),
    top("badan-angkutan", "Badan Angkutan Bersama", "institution", 7),
    unit("terminal-bersama", "badan-angkutan", "Unit Terminal dan Halte", 7, &["Angkutan umum"]),
    Agency {
        id: "tim-desa-terang",
        parent: "",
        name: "Tim Kampanye Desa Terang",
        kind: "campaign",
        zone: 7,
        flags: "campaign",
        business: &[],
    },
];

/// How an agency works. Chances are per mille.
pub(super) struct Character {
    /// Never answers.
    pub(super) silent: u32,
    /// Weights of the working day of its first answer: 0, 1, 2, 3, 4, 5, 6-8, 9-14, 15-35.
    pub(super) days: [u32; 9],
    /// Says first that it has received the report.
    pub(super) acknowledges: u32,
    /// Passes the report down to a unit.
    pub(super) passes: u32,
    /// Says that the report is not in its remit.
    pub(super) returns: u32,
    /// Asks the reporter for missing data.
    pub(super) holds: u32,
    /// Takes longer, as the law allows.
    pub(super) extends: u32,
    /// Closes before the ten days of silence are over.
    pub(super) closes_early: u32,
    /// Closes without any answer.
    pub(super) closes_unanswered: u32,
    /// Answers a reply of the reporter.
    pub(super) answers_again: u32,
}

const STEADY: Character = Character {
    silent: 60,
    days: [6, 14, 18, 18, 16, 12, 9, 5, 2],
    acknowledges: 260,
    passes: 200,
    returns: 50,
    holds: 60,
    extends: 20,
    closes_early: 60,
    closes_unanswered: 15,
    answers_again: 620,
};

/// How `agency`, a top one, behaves in month 0 (July 2024) to 17 (December 2025).
pub(super) fn character(agency: &str, month: u32, rng: &mut Rng) -> Character {
    match agency {
        "badan-catatan" => Character {
            silent: 6,
            days: [22, 34, 22, 12, 6, 2, 1, 1, 0],
            acknowledges: 60,
            passes: 0,
            returns: 12,
            holds: 15,
            answers_again: 880,
            ..STEADY
        },
        "badan-bantuan" => Character {
            silent: 500,
            days: [1, 4, 8, 12, 12, 12, 18, 20, 13],
            acknowledges: 420,
            answers_again: 240,
            ..STEADY
        },
        "badan-listrik" => {
            Character { closes_early: 430, closes_unanswered: 60, acknowledges: 120, ..STEADY }
        }
        "kemen-sungai" => Character {
            passes: 810,
            returns: 110,
            days: [2, 6, 12, 16, 16, 16, 16, 12, 4],
            acknowledges: 380,
            ..STEADY
        },
        "kemen-jalan" => Character {
            holds: 190,
            extends: 130,
            passes: 420,
            days: [2, 6, 10, 14, 16, 16, 18, 12, 6],
            ..STEADY
        },
        "kab-lembah-wulan" if rng.below(18) < u64::from(month) => {
            Character { silent: 30, days: [8, 20, 24, 22, 14, 8, 3, 1, 0], passes: 320, ..STEADY }
        }
        "kab-lembah-wulan" => {
            Character { silent: 210, days: [0, 2, 4, 8, 10, 10, 22, 26, 18], passes: 320, ..STEADY }
        }
        "kota-karangsari" => {
            Character { silent: 110, passes: 560, days: [3, 9, 14, 17, 17, 14, 14, 9, 3], ..STEADY }
        }
        "kota-muara-bening" => Character { answers_again: 740, passes: 330, ..STEADY },
        "kab-tanjung-rimba" => Character {
            silent: 130,
            passes: 300,
            days: [2, 6, 11, 15, 16, 16, 18, 12, 4],
            ..STEADY
        },
        "badan-sehat" => Character { acknowledges: 780, passes: 240, holds: 110, ..STEADY },
        "kemen-sekolah" => {
            Character { silent: 20, days: [0, 2, 5, 8, 12, 18, 30, 20, 5], passes: 260, ..STEADY }
        }
        "badan-angkutan" => Character { silent: 160, returns: 130, closes_early: 160, ..STEADY },
        "tim-desa-terang" => Character {
            silent: 90,
            days: [70, 20, 6, 3, 1, 0, 0, 0, 0],
            passes: 0,
            returns: 160,
            holds: 0,
            closes_early: 210,
            ..STEADY
        },
        _ => STEADY,
    }
}

/// The row of `id`.
pub(super) fn agency(id: &str) -> &'static Agency {
    AGENCIES.iter().find(|agency| agency.id == id).expect("every agency that is named is listed")
}

/// The units of `id`.
pub(super) fn units(id: &str) -> Vec<&'static Agency> {
    AGENCIES.iter().filter(|agency| agency.parent == id).collect()
}
