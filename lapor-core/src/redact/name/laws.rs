//! The laws of names over dense texts: names, cues, places and tokens close together.

use proptest::prelude::*;

use super::super::normal::Normal;
use super::super::own::Own;
use super::super::rewrite::{self, Rewritten};
use super::super::{Kind, Redactor, find, scan};
use super::Names;
use crate::sensitive::Sensitive;

const NAMES: [&str; 38] = [
    "Suparmi",
    "siti aminah",
    "TEGUH WIRAJATI",
    "Rusli bin Saleh",
    "I Wayan Sudarmana",
    "ni luh",
    "Indah Lestari",
    "bintang",
    "Bunga Putri",
    "M. Yusuf",
    "a. rahman",
    "Budi S.",
    "poniyem",
    "Ma'ruf",
    "José",
    "Wattimena",
    "Li Na",
    "Hari",
    "surya",
    "Nur",
    "Yosef Da Cunha",
    "Andi",
    "zulfakhri",
    "Dr. Rahmat",
    "Siti-Nur",
    "Ｓiti",
    "Su\u{200b}parmi",
    "Ambon",
    "La Muhidin",
    "Wa Samri",
    "Raden Ayu Suparmi",
    "Anak Agung Istri Mirah",
    "Syamsuddin Dg. Ngalle",
    "Yosefina Nona Eli",
    "Duma' Sarira",
    "suparman botak",
    "nur binti abu bakar",
    "Ambo Upe",
];
const WORDS: [&str; 77] = [
    "nama",
    "nama saya",
    "saya",
    "sy",
    "a.n.",
    "a/n",
    "an",
    "bernama",
    "Pak",
    "bu",
    "Bapak",
    "Sdr.",
    "lurah",
    "kepala desa",
    "guru",
    "istri saya",
    "anak",
    "pelapor",
    "Ttd",
    "Hormat saya",
    "bin",
    "binti",
    "I",
    "ni",
    "da",
    "dan",
    "kata",
    "jalan",
    "Jl.",
    "RSUD",
    "Dr.",
    "SDN",
    "toko",
    "Desa",
    "kab.",
    "rumah sakit",
    "warga",
    "umur",
    "NIK",
    "alamat",
    "rusak",
    "tidak",
    "ada",
    "belum",
    "dapat",
    "bantuan",
    "Bupati Wanasari",
    "S.Pd",
    "M.Si",
    "[NIK]",
    "[NAMA 1]",
    "[NAMA 12]",
    "[PHONE]",
    "3515080102909901",
    "081234567890",
    "B 1234 XYZ",
    "wati@example.org",
    "3",
    "é",
    "subak",
    "xyzzy",
    "VII",
    "ora",
    "iki",
    "Wong",
    "dg",
    "La",
    "Istri",
    "ummi",
    "kalsum",
    "di",
    "inisial R.S.",
    "[ADDRESS]",
    "buntung",
    "penerima",
    "Pasirgemulir",
    "lubukkatulan",
];
const GAPS: [&str; 20] = [
    " ", " ", " ", " ", " ", "", ", ", ": ", ". ", ".", "-", " - ", "/", "\n", "  ", " (", ") ",
    "'", "..", "; ",
];

fn some(from: &'static [&str]) -> impl Strategy<Value = String> {
    prop::sample::select(from).prop_map(str::to_owned)
}

fn in_case(name: &str, case: u8) -> String {
    match case {
        0 => name.to_owned(),
        1 => name.to_ascii_lowercase(),
        _ => name.to_ascii_uppercase(),
    }
}

/// Pieces in a row, some of them over and over.
fn a_dense_text() -> impl Strategy<Value = String> {
    let name = (some(&NAMES), 0_u8..3).prop_map(|(name, case)| in_case(&name, case));
    let any = prop::collection::vec(any::<char>(), 0..3).prop_map(|any| any.into_iter().collect());
    let word = prop_oneof![6 => name, 8 => some(&WORDS), 1 => any];
    let step = (word, some(&GAPS)).prop_map(|(word, gap): (String, String)| word + &gap);
    let unit = prop::collection::vec(step, 1..7).prop_map(|steps| steps.concat());
    let stretch =
        (unit, prop_oneof![4 => Just(1), 1 => 2_usize..12]).prop_map(|(u, times)| u.repeat(times));
    prop::collection::vec(stretch, 1..4).prop_map(|stretches| stretches.concat())
}

/// The words of a text, small; an apostrophe inside a word is part of it.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic() && c != '\'')
        .map(|word| word.trim_matches('\'').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_time_changes_nothing(text in a_dense_text()) {
        let redactor = Redactor::new().with_officials([("Bupati Wanasari", "Indah Lestari")]);
        let mut thread = redactor.thread();
        thread.hide_person(&Sensitive::new("Teguh Wirajati"));
        let once = thread.redact(&Sensitive::new(text.as_str()));
        prop_assert_eq!(scan(once.text.as_str()), []);
        let twice = thread.redact(&Sensitive::new(once.text.as_str()));
        prop_assert_eq!(twice.text.as_str(), once.text.as_str());
        let stranger = redactor.thread().redact(&Sensitive::new(once.text.as_str()));
        let tokens = |text: &str| text.matches("[NAMA").count();
        prop_assert_eq!(tokens(stranger.text.as_str()), tokens(once.text.as_str()));
        let again = redactor.thread();
        let mut again = again;
        again.hide_person(&Sensitive::new("Teguh Wirajati"));
        prop_assert_eq!(again.redact(&Sensitive::new(text.as_str())), once.clone());
        let length = text.chars().count();
        let mut end = 0;
        for span in &once.spans {
            prop_assert!(end <= span.start && span.start < span.end && span.end <= length);
            end = span.end;
        }
    }

    #[test]
    fn behind_a_last_reading_there_is_nothing_to_find(text in a_dense_text()) {
        let mut names = Names::new(None);
        let normal = Normal::new(&text);
        let (_, quiet) = find(&normal, &Own::default(), None);
        let (found, last) = names.find(&normal);
        let new = Rewritten::new(&text, &rewrite::settle(found), |_| 1).text;
        let normal = Normal::new(&new);
        if quiet {
            prop_assert_eq!(find(&normal, &Own::default(), None).0, [], "became {:?}", &new);
        }
        if last {
            prop_assert_eq!(names.find(&normal).0, [], "became {:?}", &new);
        }
    }

    #[test]
    fn a_found_name_is_hidden_from_then_on(
        text in a_dense_text(),
        case in 0_u8..3,
        before in prop::sample::select(&["", "rusak ", "katanya, ", "belum ada "][..]),
        behind in prop::sample::select(&["", " rusak", ", belum ada", "\n3"][..]),
    ) {
        let mut thread = Redactor::new().thread();
        let spans = thread.redact(&Sensitive::new(text.as_str())).spans;
        let points: Vec<char> = text.chars().collect();
        // What was found again may be a part that is an ordinary word as well.
        let names = spans.iter().filter(|span| span.kind == Kind::Person && span.rule != "name-again");
        for span in names {
            let name: String = points[span.start..span.end].iter().collect();
            let later = format!("{before}{}{behind}", in_case(&name, case));
            let output = thread.redact(&Sensitive::new(later.as_str())).text.into_string();
            let (name, output) = (words(&name), words(&output.replace("[NAMA", "[zzzz")));
            let left = output.windows(name.len().max(1)).any(|window| window == name);
            prop_assert!(!left, "{:?} left {:?}", later, output);
        }
    }
}
