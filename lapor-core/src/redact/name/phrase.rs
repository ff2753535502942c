//! Phrases that hold a word which is a name elsewhere: `kata sandi`, `panel surya`, and persons of
//! history and belief, whose names are no private ones.

use std::ops::Range;

use super::cue::Cue;
use super::list::Lex;
use super::word::{Item, Items, hash, letters};

/// Words of the longest phrase.
const LONGEST: usize = 4;
/// Bytes on either side of a name that a phrase may reach over.
const REACH: usize = 64;

/// Hashes of the words of one phrase.
macro_rules! phrases {
    ($($phrase:literal)+) => { [$(hashes($phrase)),+] };
}

/// The words of a phrase; nought behind the last.
const fn hashes(phrase: &str) -> [u64; LONGEST] {
    let bytes = phrase.as_bytes();
    let (mut words, mut word, mut rest) = ([0; LONGEST], 0, bytes);
    while !rest.is_empty() {
        let mut length = 0;
        while length < rest.len() && rest[length] != b' ' {
            length += 1;
        }
        let (head, tail) = rest.split_at(length);
        words[word] = hash(head);
        word += 1;
        rest = if tail.is_empty() { tail } else { tail.split_at(1).1 };
    }
    words
}

/// Phrases of the language, of law and of belief; a private person is meant by none of them.
const PHRASES: &[[u64; LONGEST]] = &phrases! {
    "kata sandi" "juru sita" "juru damai" "kerja bakti" "puji tuhan" "puji syukur" "air zamzam" "ikan nila" "ikan mas"
    "ikan bandeng" "komite fatwa" "fatwa mui" "panel surya" "tenaga surya" "lampu surya" "sel surya"
    "energi surya" "tata surya" "listrik surya" "sinar surya" "matahari terbit" "ibu pertiwi"
    "bumi pertiwi" "tri hita karana" "tri dharma" "tri darma" "bhinneka tunggal ika" "bineka tunggal ika"
    "garuda pancasila" "dharma wanita" "bhakti sosial" "bakti sosial" "menara bakti" "masa bakti"
    "darma bakti" "dharma bakti" "karang taruna" "taruna siaga" "bunga bangkai" "bunga mawar" "bunga melati"
    "bunga dahlia" "pohon cemara" "pohon melati" "bulan ramadhan" "bulan ramadan" "bulan syawal"
    "bulan rajab" "bulan safar" "idul fitri" "idul adha" "hari fitri" "isra mikraj" "isra miraj"
    "maulid nabi" "nabi muhammad" "nabi isa" "nabi musa" "nabi ibrahim" "nabi yusuf" "nabi sulaiman"
    "bunda maria" "yesus kristus" "tuhan yesus" "isa almasih" "isa al masih" "dewi sri" "dewi kwan im"
    "hotel bintang" "bintang lima" "bintang laut" "bintang tamu" "bintang jasa" "cahaya lampu" "cahaya ilmu"
    "cahaya matahari" "sabar subur" "adil makmur" "sumber daya" "kurnia ilahi" "anugerah ilahi"
    "lembah lestari" "hutan lestari" "alam lestari" "kimia farma" "kalbe farma" "pestisida hayati"
    "pupuk hayati" "keanekaragaman hayati" "sumber hayati" "mega proyek" "surat wasiat" "jaya raya" "angkasa pura"
    "garuda indonesia" "citra satelit" "satria muda" "tunas bangsa" "putra daerah" "putri daerah" "putra bangsa"
    "putra putri" "putra altar" "putri malu" "putri duyung" "putri bungsu" "putra bungsu" "putra sulung"
    "putri sulung" "anak putra" "anak putri" "murid putra" "murid putri" "siswa putra" "siswa putri"
    "santri putra" "santri putri" "asrama putra" "asrama putri" "pondok putra" "pondok putri" "tim putra"
    "tim putri" "kos putra" "kos putri" "kost putra" "kost putri" "toilet putra" "toilet putri" "hari kartini"
    "ibu kartini" "habis gelap" "warga jaya" "negeri lestari" "arta graha" "artha graha" "sinar mas" "sido muncul"
    "rejeki nomplok" "sri paus" "sri sultan" "sri lanka" "taman sari" "tamansari" "mulia raya" "bengkel mulia"
    "akhlak mulia" "cita cita mulia" "tugas mulia" "niat mulia" "hati mulia" "yang mulia" "bulan mei" "awal mei"
    "akhir mei" "hari rabu" "malam jumat" "senja kala" "fajar menyingsing" "sejak fajar" "waktu fajar"
    "salat fajar" "sholat fajar" "wahyu ilahi" "rahmat tuhan" "rahmat allah" "nikmat allah" "hidayah allah"
    "taufik hidayah" "rahmat hidayah" "rahmat taufik" "bapak bangsa" "budi pekerti" "budi luhur"
    "budi bahasa" "balas budi" "akal budi" "hutang budi" "utang budi" "budi daya" "cinta damai" "agung laksana"
    "jaksa agung" "mahkamah agung" "hakim agung" "raya agung" "masjid agung" "mesjid agung" "kejaksaan agung"
    "tuan rumah" "elang jawa" "burung elang" "kampung elang" "ayam kampus" "indah kiat" "pantai indah" "pondok indah"
    "taman indah" "sangat indah" "lebih indah" "kota indah" "bersih indah" "kuning langsat" "harapan bangsa"
    "harapan ibu" "harapan kita" "harapan indah" "harapan jaya" "bangun tidur" "bangun pagi" "galang dana" "galang gerak"
    "gilang gemilang" "lampu mercury" "air raksa" "air mani" "bau amis" "mas kawin" "emas murni" "air murni" "murni kelalaian"
    "secara murni" "satu tunggal" "orang tua tunggal" "ibu tunggal" "bapak tunggal" "uang kuliah tunggal" "id tunggal" "identitas tunggal"
    "langsung tunai" "putus cinta" "cinta tanah" "pintu rezeki" "rezeki halal" "sri tanjung" "sri wedari"
    "tahun baru saka" "tahun saka" "manggala agni" "salam lestari" "argo bromo" "argo lawu" "argo wilis"
    "argo muria" "argo parahyangan" "argo sindoro" "argo dwipangga" "sudin kesehatan" "wedang ronde" "wedang uwuh"
    "wira wiri" "lanjut usia" "tanah wakaf" "sidik jari" "gara gara" "ninik mamak" "santo yosep" "santo yosef" "santo yusuf" "santo petrus"
    "santo paulus" "santo yohanes" "santo antonius" "santo fransiskus" "santo mikael" "santo thomas" "santo ignatius" "santo lukas"
    "santo markus" "santo matius" "santo stefanus" "santo vincentius" "santo carolus" "santo borromeus" "santa maria" "santa anna"
    "santa lucia" "santa theresia" "santa elisabeth" "santa ursula" "santa klara" "pbi jk" "bunga desa" "kain kafan"
    "pak naib" "lalu lintas" "pasar senen" "tali kasih" "kasih sayang" "nasi liwet" "bawang putri" "pusaka jaya" "jaya wijaya" "surya darmadi"
};

/// Persons of history, known to all by these words.
const FIGURES: &[[u64; LONGEST]] = &phrases! {
    "cut nyak dhien" "cut nyak dien" "cut nyak meutia" "cut meutia" "teuku umar" "teuku nyak arief" "iskandar muda"
    "laksamana malahayati" "ksop malahayati" "pelabuhan malahayati" "imam bonjol" "tuanku imam bonjol"
    "tuanku tambusai" "sisingamangaraja" "si singamangaraja" "sutan syahrir" "sutan sjahrir" "agus salim"
    "haji agus salim" "mohammad hatta" "moh hatta" "bung hatta" "bung karno" "bung tomo" "pangeran diponegoro"
    "pangeran antasari" "pangeran hidayatullah" "pangeran jayakarta" "pangeran samudera" "jenderal sudirman"
    "jendral sudirman" "panglima sudirman" "jenderal soedirman" "ahmad yani" "gatot subroto" "mt haryono"
    "di panjaitan" "ahmad dahlan" "kh ahmad dahlan" "hasyim asyari" "hasyim asy'ari" "abdurrahman wahid" "gus dur"
    "ki hajar dewantara" "ki hadjar dewantara" "hajar dewantara" "ra kartini" "raden ajeng kartini" "dewi sartika"
    "dewi kunti" "maria walanda maramis" "sam ratulangi" "robert wolter monginsidi" "wolter monginsidi"
    "sultan hasanuddin" "syekh yusuf" "arung palakka" "andi djemma" "sultan agung" "sultan ageng tirtayasa"
    "sultan mahmud badaruddin" "mahmud badaruddin" "sultan syarif kasim" "uin syarif hidayatullah" "syarif hidayatullah jakarta" "sultan thaha" "sultan babullah" "sultan nuku"
    "kapitan pattimura" "martha christina tiahahu" "christina tiahahu" "frans kaisiepo" "silas papare"
    "marthen indey" "ngurah rai" "gusti ngurah rai" "untung suropati" "gajah mada" "gadjah mada" "hayam wuruk" "raden patah"
    "raden wijaya" "ken arok" "ken dedes" "sunan kalijaga" "sunan ampel" "sunan giri" "sunan bonang" "sunan kudus" "sunan muria"
    "sunan gunung jati" "prabu siliwangi" "prabu kian santang" "ronggowarsito" "wage rudolf supratman"
    "wr supratman" "ismail marzuki" "chairil anwar" "pramoedya ananta toer" "cipto mangunkusumo" "tjipto mangoenkoesoemo"
    "wahidin sudirohusodo" "douwes dekker" "ernest douwes dekker" "oto iskandardinata" "otto iskandardinata"
    "otista" "juanda kartawijaya" "husein sastranegara" "halim perdanakusuma" "adi sucipto" "adi sutjipto" "abdul rahman saleh"
    "yos sudarso" "usman harun" "slamet riyadi" "urip sumoharjo" "supriyadi" "tan malaka" "mohammad natsir" "buya hamka"
    "rasuna said" "hr rasuna said" "mh thamrin" "husni thamrin" "wr soepratman" "ali sastroamidjojo" "cik ditiro" "cik di tiro"
    "teungku chik di tiro" "chik di tiro" "tien soeharto" "fatmawati soekarno" "nyai ahmad dahlan" "ranggalawe" "damar wulan"
    "jaka tingkir" "joko tingkir" "aji saka" "nyi roro kidul" "ratu kidul" "roro jonggrang" "malin kundang" "sangkuriang"
    "tangkuban perahu" "mahatma gandhi" "nelson mandela" "isaac newton" "albert einstein" "kak seto" "robert wadlow"
};

/// Lists of words, a power of two, so that most names find an empty one.
const LISTS: usize = 1 << 12;
/// Places for the words of all phrases.
const PLACES: usize = (PHRASES.len() + FIGURES.len()) * LONGEST;

/// The words of all phrases in lists by the high bits of their hashes: the first place of each list, and the place
/// behind each; 0 where there is none, so that places count from 1.
static INDEX: ([u16; LISTS], [u16; PLACES + 1]) = {
    let (mut first, mut next) = ([0; LISTS], [0; PLACES + 1]);
    let mut place = PLACES;
    while place > 0 {
        let word = phrase(place)[(place - 1) % LONGEST];
        if word != 0 {
            let list = list(word);
            next[place] = first[list];
            first[list] = place as u16;
        }
        place -= 1;
    }
    (first, next)
};

const fn list(hash: u64) -> usize {
    (hash >> 52) as usize
}

/// The phrase of a place.
const fn phrase(place: usize) -> &'static [u64; LONGEST] {
    let number = (place - 1) / LONGEST;
    if number < PHRASES.len() { &PHRASES[number] } else { &FIGURES[number - PHRASES.len()] }
}

/// The phrases that a word is in, each with whether it is a person of history.
fn phrases_with(word: u64) -> impl Iterator<Item = (&'static [u64; LONGEST], bool)> {
    let (first, next) = &INDEX;
    let at = |place: u16| (place != 0).then_some(usize::from(place));
    std::iter::successors(at(first[list(word)]), move |place| at(next[*place]))
        .filter(move |place| phrase(*place)[(place - 1) % LONGEST] == word)
        .map(|place| (phrase(place), place > PHRASES.len() * LONGEST))
}

/// Whether a name that was found is none but a part of a phrase that stands there whole, or a
/// person of history.
pub(super) fn keeps(bytes: &[u8], range: &Range<usize>) -> bool {
    let word = letters(bytes, range.start).hash;
    let mut phrases = phrases_with(word).peekable();
    if phrases.peek().is_none() {
        return false;
    }
    let mut start = range.start.saturating_sub(REACH);
    if start > 0 {
        // A word that is cut at the edge is none.
        start += bytes[start..range.start].iter().take_while(|byte| **byte != b' ').count();
    }
    let around = &bytes[start..bytes.len().min(range.end + REACH)];
    let items: Vec<Item> = Items::new(around).collect();
    let first = items.partition_point(|item| item.start + start < range.start);
    let last = items.partition_point(|item| item.start + start < range.end);
    phrases.any(|(phrase, figure)| {
        place(phrase, &items, first..last)
            .is_some_and(|place| !(figure && is_private(&items, &place)))
    })
}

/// Where a phrase stands that covers the words of a name.
fn place(phrase: &[u64; LONGEST], items: &[Item], name: Range<usize>) -> Option<Range<usize>> {
    let length = phrase.iter().take_while(|word| **word != 0).count();
    let starts = (name.end.saturating_sub(length)..=name.start).filter(|_| !name.is_empty());
    starts.map(|start| start..start + length).find(|place| {
        items.get(place.clone()).is_some_and(|words| {
            words.iter().zip(phrase).all(|(item, word)| item.is_word() && item.hash == *word)
                && words.iter().skip(1).all(Item::joins)
        })
    })
}

/// Whether somebody is meant who bears the name of a person of history: "Pak Gatot Subroto",
/// "Imam Bonjol Siregar".
fn is_private(items: &[Item], place: &Range<usize>) -> bool {
    let meant = place.start.checked_sub(1).is_some_and(|before| {
        matches!(
            items[before].cue,
            Cue::Named | Cue::Behalf | Cue::Self_ | Cue::Honorific | Cue::Kin | Cue::Signature
        )
    });
    let goes_on = items.get(place.end).is_some_and(|next| {
        next.is_word() && next.joins() && matches!(next.entry.lex(), Lex::Name | Lex::Both)
    });
    meant || goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, kept: bool) {
        let start = text.find(name).unwrap_or_default();
        assert_eq!(keeps(text.as_bytes(), &(start..start + name.len())), kept, "{text}");
    }

    #[test]
    fn every_word_leads_to_all_its_phrases() {
        for (list, figures) in [(PHRASES, false), (FIGURES, true)] {
            for phrase in list {
                for word in phrase.iter().filter(|word| **word != 0) {
                    assert!(phrases_with(*word).any(|found| found == (phrase, figures)));
                }
            }
        }
        assert_eq!(phrases_with(hash(b"wirajati")).count(), 0);
    }

    #[test]
    fn a_word_of_a_phrase_is_no_name() {
        check("lupa kata sandi lagi", "sandi", true);
        check("kata pak sandi", "sandi", false);
        check("falsafah Tri Hita Karana", "Tri Hita Karana", true);
        check("falsafah Tri Hita Karana", "Hita", true);
        check("Tri Hita", "Tri Hita", false);
        check("kata. Sandi pergi", "Sandi", true);
    }

    #[test]
    fn persons_of_history_stay_unless_somebody_bears_their_name() {
        check("patung Cut Nyak Dhien", "Cut Nyak Dhien", true);
        check("nama saya Ahmad Yani", "Ahmad Yani", false);
        check("Pak Gatot Subroto tidak datang", "Gatot Subroto", false);
        check("Imam Bonjol Siregar", "Imam Bonjol", false);
    }
}
