//! The register of a text: formal, plain, chatty, all lower case, loud.

use super::rng::Rng;

/// How somebody writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Voice {
    Formal,
    Plain,
    /// With the abbreviations of short messages.
    Chatty,
    /// Chatty and without a single capital.
    Lower,
    /// With words in capitals.
    Loud,
}

const SHORT: [(&str, &[&str]); 44] = [
    ("yang", &["yg"]),
    ("tidak", &["tdk", "gak", "ga", "nggak"]),
    ("sudah", &["sdh", "udah", "udh"]),
    ("belum", &["blm", "belom"]),
    ("dengan", &["dgn", "dg"]),
    ("untuk", &["utk", "buat"]),
    ("karena", &["krn", "karna"]),
    ("saya", &["sy", "saya"]),
    ("kami", &["kmi", "kami"]),
    ("sampai", &["sampe", "smp"]),
    ("dari", &["dr", "dari"]),
    ("pada", &["pd"]),
    ("dalam", &["dlm"]),
    ("jalan", &["jln", "jl"]),
    ("orang", &["org"]),
    ("tolong", &["tlg", "tolong"]),
    ("bagaimana", &["gmn", "gimana"]),
    ("kenapa", &["knp", "kenapa"]),
    ("mengapa", &["knp"]),
    ("hanya", &["hny", "cuma", "cm"]),
    ("saja", &["aja", "sj"]),
    ("juga", &["jg"]),
    ("kalau", &["klo", "kalo", "kl"]),
    ("tetapi", &["tp", "tapi"]),
    ("lagi", &["lg"]),
    ("masih", &["msh"]),
    ("banyak", &["byk"]),
    ("rumah", &["rmh"]),
    ("anak", &["ank", "anak"]),
    ("terima", &["trima"]),
    ("kasih", &["ksh", "kasih"]),
    ("selamat", &["slmt", "selamat"]),
    ("setiap", &["tiap"]),
    ("bulan", &["bln"]),
    ("tahun", &["thn"]),
    ("hari", &["hr"]),
    ("minggu", &["mgg", "minggu"]),
    ("semua", &["smua"]),
    ("sekarang", &["skrg", "skrng"]),
    ("petugas", &["ptgs", "petugas"]),
    ("pemerintah", &["pmrnth", "pemerintah"]),
    ("bisa", &["bs", "bisa"]),
    ("sangat", &["sgt"]),
    ("seperti", &["spt", "kayak"]),
];

/// A register, as likely as it is in short messages (`quick`) or in letters.
pub(super) fn voice(quick: bool, rng: &mut Rng) -> Voice {
    const VOICES: [Voice; 5] =
        [Voice::Formal, Voice::Plain, Voice::Chatty, Voice::Lower, Voice::Loud];
    let weights = if quick { [4, 26, 40, 25, 5] } else { [30, 36, 18, 11, 5] };
    VOICES[rng.weighted(&weights)]
}

/// `text` as `voice` would write it. Control characters, which mark where an identifier goes, stay.
pub(super) fn speak(voice: Voice, text: &str, rng: &mut Rng) -> String {
    match voice {
        Voice::Formal | Voice::Plain => text.to_owned(),
        Voice::Chatty => abbreviated(text, 620, rng),
        Voice::Lower => {
            let quiet = rng.chance(400);
            let text = abbreviated(text, 420, rng).to_lowercase();
            if quiet { text.replace([',', '!'], "").trim_end_matches('.').to_owned() } else { text }
        }
        Voice::Loud => loud(text, rng),
    }
}

fn abbreviated(text: &str, chance: u32, rng: &mut Rng) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let core = word.trim_end_matches([',', '.', '!', '?']);
            let tail = &word[core.len()..];
            let short = SHORT.iter().find(|(long, _)| core.eq_ignore_ascii_case(long));
            match short {
                Some((_, forms)) if rng.chance(chance) => {
                    let form = *rng.pick(forms);
                    let upper = core.starts_with(char::is_uppercase);
                    format!(
                        "{}{tail}",
                        if upper { super::grammar::capital(form) } else { form.to_owned() }
                    )
                }
                _ => word.to_owned(),
            }
        })
        .collect();
    let text = words.join(" ");
    if rng.chance(350) { text.replace(". ", ".. ") } else { text }
}

/// One sentence, or all of them, in capitals.
fn loud(text: &str, rng: &mut Rng) -> String {
    if rng.chance(250) {
        return text.to_uppercase();
    }
    let mut sentences: Vec<String> = text.split_inclusive(". ").map(str::to_owned).collect();
    let chosen = rng.below(sentences.len() as u64) as usize;
    sentences[chosen] = sentences[chosen].to_uppercase();
    let text = sentences.concat();
    if text.ends_with('.') { format!("{}!!", text.trim_end_matches('.')) } else { text }
}
