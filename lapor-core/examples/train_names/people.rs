//! Invented people and places: words of the lists, and words put together from syllables.

use crate::chance::Chance;

const MALE_START: &[&str] = &[
    "su", "war", "sar", "mar", "kar", "tar", "har", "sam", "tu", "po", "mu", "ngat", "pai", "sla",
    "ju", "dar", "kas", "gun", "san", "sup", "tri", "wag", "sut", "sud", "suw", "sug", "rus",
    "par", "pon", "wid", "wir", "jum", "muj", "muk", "mas", "mis", "mat", "lam", "leg", "kad",
    "kus", "dul", "bam", "ag", "bas",
];
const MALE_END: &[&str] = &[
    "no", "to", "min", "mun", "man", "di", "yadi", "anto", "iran", "ijan", "yono", "imin", "kimin",
    "rman", "adi", "ardi", "iyo", "inoto", "aryo", "ono", "idi", "awan", "udin", "jo", "ikin",
    "ijo", "uki", "anta",
];
const FEMALE_END: &[&str] = &[
    "yem", "nem", "ni", "ti", "nah", "sih", "tini", "iyah", "inah", "yati", "mini", "rti", "iati",
    "tinah", "iyem", "inem", "ilah", "armi", "iyani", "wati", "wanti", "anti", "asih", "ningsih",
    "lah", "jah",
];
const NEW_START: &[&str] = &[
    "ra", "na", "za", "ke", "al", "zi", "fa", "ka", "cla", "ay", "de", "fi", "ri", "vi", "ni",
    "sya", "ja", "li", "mi", "qi", "ul", "az", "nab", "hal", "zul", "fitr", "novi", "yul", "dew",
    "wah", "rahm", "nur", "kha",
];
const NEW_END: &[&str] = &[
    "fa", "ra", "na", "sya", "tul", "vin", "ndra", "yla", "iko", "zka", "fki", "ndi", "isa", "ila",
    "iani", "ana", "ika", "ita", "ina", "ifah", "idah", "ullah", "uddin", "yanti", "andi",
    "ansyah", "amsyah", "aini",
];
const CLANS: &[&str] = &[
    "sinambrata",
    "hutagaol",
    "sitorangin",
    "pangarimbun",
    "nababela",
    "lumbangaol",
    "tampunar",
    "siregiar",
    "wattimela",
    "tuanakora",
    "latuperisa",
    "manuhuta",
    "rumahkay",
    "kambesa",
    "wendaru",
    "tabunira",
    "kogorai",
    "lahimande",
    "mangindang",
    "runtukawa",
    "tumbelang",
    "sondakhi",
    "daengmase",
    "karaengta",
    "lasambo",
    "bataowe",
    "ladowi",
    "nggadas",
    "tefnai",
    "banowu",
    "mofunaik",
    "lakabele",
    "da cunha",
    "de rosari",
    "purbaraja",
    "gintingan",
    "semberingi",
    "tarigama",
    "damanika",
    "saragihu",
    "harahapi",
    "nasutiono",
    "lubisan",
    "batubaran",
    "chaniagon",
    "kotoman",
    "tanjungan",
    "sikumbango",
];
const PLACE_START: &[&str] = &[
    "suka", "mekar", "karang", "sido", "wana", "giri", "kedung", "ujung", "tanjung", "sumber",
    "muara", "sri", "tegal", "banjar", "cipta", "ci", "marga", "tambak", "pasir", "kali", "rawa",
    "batu", "lubuk", "pulo", "gunung ", "karang ", "sungai ", "padang ", "teluk ", "bukit ",
    "koto ", "wono", "parang", "jati",
];
const PLACE_END: &[&str] = &[
    "maju", "sari", "jaya", "mulya", "rejo", "agung", "makmur", "harjo", "asri", "indah", "wangi",
    "anyar", "sem", "lor", "wetan", "kulon", "raya", "tengah", "baru", "lestari", "damai",
    "panjang", "putih", "rame", "duren", "gede", "waru", "mulyo", "asem", "pinang", "bunga",
    "beringin", "udik", "hilir",
];

/// The words that names are made of.
pub(crate) struct People<'a> {
    pub(crate) given: Vec<&'a str>,
    /// Names that are words too, and how many bear them; running sums.
    pub(crate) common: Vec<(&'a str, usize)>,
    pub(crate) regencies: Vec<&'a str>,
}

fn title(word: &str) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in word.chars() {
        out.push(if start { c.to_ascii_uppercase() } else { c });
        start = c == ' ';
    }
    out
}

impl People<'_> {
    /// One word of a name, small.
    fn token(&self, chance: &mut Chance) -> String {
        match chance.below(100) {
            0..22 => chance.pick(&self.given).to_owned(),
            22..60 if self.common.is_empty() => chance.pick(&self.given).to_owned(),
            22..50 => {
                let total = self.common.last().map_or(1, |last| last.1);
                let at = chance.below(total);
                self.common[self.common.partition_point(|name| name.1 <= at)].0.to_owned()
            }
            50..60 => self.common[chance.below(self.common.len())].0.to_owned(),
            60..74 => {
                let end = if chance.in_100(50) { MALE_END } else { FEMALE_END };
                format!("{}{}", chance.pick(MALE_START), chance.pick(end))
            }
            _ => format!("{}{}", chance.pick(NEW_START), chance.pick(NEW_END)),
        }
    }

    /// One word that a person is called by.
    pub(crate) fn called(&self, chance: &mut Chance) -> String {
        title(&self.token(chance))
    }

    /// A name as it is written in full.
    pub(crate) fn name(&self, chance: &mut Chance) -> String {
        let one = |chance: &mut Chance| self.called(chance);
        let first = one(chance);
        match chance.below(100) {
            0..34 => first,
            34..66 => format!("{first} {}", one(chance)),
            66..80 => format!("{first} {}", title(chance.pick(CLANS))),
            80..90 => format!("{first} {} {}", one(chance), one(chance)),
            90..92 => format!("{first} {} {} {}", one(chance), one(chance), one(chance)),
            92..94 => {
                format!("{first} {} {}", chance.pick(&["bin", "binti", "Bin", "br."]), one(chance))
            }
            94..96 => format!(
                "{}. {first} {}",
                chance.pick(&["M", "Muh", "Moh", "A", "Abd"]),
                one(chance)
            ),
            96..98 => {
                let born = chance.pick(&[
                    "I Wayan",
                    "Ni Made",
                    "I Ketut",
                    "Ni Nyoman",
                    "I Gusti",
                    "Ida Bagus",
                    "I Gede",
                    "Ni Luh",
                    "La Ode",
                    "Wa Ode",
                    "La",
                    "Wa",
                    "Lalu",
                    "Baiq",
                    "Ambo",
                    "Andi",
                    "Cut",
                ]);
                format!("{born} {first}")
            }
            98 => format!("{} {first}", chance.pick(&["Br.", "br", "La", "Wa"])),
            _ => format!("{first} {}.", chance.pick(&["S", "A", "R", "P"])),
        }
    }

    /// The name of a place that is called after a person, or as if.
    pub(crate) fn namesake(&self, chance: &mut Chance) -> String {
        const GREAT: &[&str] = &[
            "Ahmad Yani",
            "Diponegoro",
            "Gatot Subroto",
            "Sudirman",
            "Kartini",
            "Imam Bonjol",
            "Pattimura",
            "Hasanuddin",
            "Teuku Umar",
            "Gajah Mada",
            "Pemuda",
            "Melati",
            "Merdeka",
            "Veteran",
            "Harapan Kita",
            "Sinar Jaya",
            "Putra Mandiri",
            "Sumber Rejeki",
            "Wahidin Sudirohusodo",
            "Cipto Mangunkusumo",
        ];
        match chance.below(3) {
            0 => (*chance.pick(&GREAT.iter().collect::<Vec<_>>())).to_owned(),
            1 => self.called(chance),
            _ => format!("{} {}", self.called(chance), self.called(chance)),
        }
    }

    pub(crate) fn village(&self, chance: &mut Chance) -> String {
        if chance.in_100(15) {
            return title(chance.pick(&self.regencies));
        }
        title(&format!("{}{}", chance.pick(PLACE_START), chance.pick(PLACE_END)))
    }

    pub(crate) fn regency(&self, chance: &mut Chance) -> String {
        title(chance.pick(&self.regencies))
    }
}
