//! Decisions: what they change, what they never change, and that a second pass changes nothing.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::redact::{Redactor, scan};

/// Decisions by words, and what was asked.
#[derive(Default)]
struct Desk {
    decisions: BTreeMap<String, Decision>,
    asked: Vec<(String, &'static str, bool)>,
}

impl Desk {
    fn decide(mut self, words: &str, decision: Decision) -> Self {
        self.decisions.insert(words.to_owned(), decision);
        self
    }
}

impl Review for Desk {
    fn decision(&self, words: &str) -> Option<Decision> {
        self.decisions.get(words).copied()
    }

    fn undecided(&mut self, doubt: Doubt<'_>) {
        self.asked.push((doubt.words.to_owned(), doubt.rule, doubt.is_hidden));
    }
}

fn shown(text: &str, desk: &mut Desk) -> String {
    let thread = &mut Redactor::new().thread();
    thread.redact_reviewed(&Sensitive::new(text), desk).text.into_string()
}

#[test]
fn without_decisions_nothing_differs_from_the_redactor() {
    for text in [
        "Nama saya Teguh Wirajati, hp 0812-3456-7890, plat B 1234 XYZ",
        "tiang Sumber Wangkal Lor miring, kata wirajati",
        "",
        "é [NIK] é",
    ] {
        let plain = Redactor::new().thread().redact(&Sensitive::new(text));
        let reviewed =
            Redactor::new().thread().redact_reviewed(&Sensitive::new(text), &mut Desk::default());
        assert_eq!(plain, reviewed);
    }
}

#[test]
fn an_item_is_asked_with_its_place_and_a_decision_ends_the_question() {
    // Capitals without a cue look like a plate, and are hidden until somebody says that they are none.
    let text = "tertulis D 4471 QK di situ";
    let mut desk = Desk::default();
    assert_eq!(shown(text, &mut desk), "tertulis [PLATE] di situ");
    assert_eq!(desk.asked, [("d 4471 qk".to_owned(), "plate-capitals", true)]);
    let mut desk = Desk::default().decide("d 4471 qk", Decision::Keep);
    assert_eq!(shown(text, &mut desk), text);
    assert_eq!(desk.asked, []);
    let mut desk = Desk::default().decide("d 4471 qk", Decision::Remove);
    assert_eq!(shown(text, &mut desk), "tertulis [PLATE] di situ");
    assert_eq!(desk.asked, []);
}

#[test]
fn a_removed_item_is_hidden_in_the_rest_of_the_thread_whatever_its_case() {
    let mut desk = Desk::default().decide("wangkal lor", Decision::Remove);
    let mut thread = Redactor::new().thread();
    let mut next =
        |text: &str| thread.redact_reviewed(&Sensitive::new(text), &mut desk).text.into_string();
    assert_eq!(next("tiang di Wangkal Lor yang miring"), "tiang di [NAMA 1] yang miring");
    assert_eq!(next("kata wangkal lor begitu"), "kata [NAMA 1] begitu");
}

#[test]
fn keep_shows_nothing_that_a_sure_rule_found() {
    for (text, words) in [
        ("NIK 3515080102909901", "3515080102909901"),
        ("hp 0812-3456-7890", "0812 3456 7890"),
        ("surel wati_77@example.org", "wati 77 example org"),
        ("nama saya Teguh Wirajati", "teguh wirajati"),
    ] {
        let mut desk = Desk::default().decide(words, Decision::Keep);
        let plain = Redactor::new().thread().redact(&Sensitive::new(text)).text.into_string();
        assert_ne!(plain, text);
        assert_eq!(shown(text, &mut desk), plain);
    }
    // The same name, doubtful here and sure there, stays hidden in both places.
    let mut desk = Desk::default().decide("teguh wirajati", Decision::Keep);
    let text = "tolong teguh wirajati. Nama saya Teguh Wirajati";
    assert!(!shown(text, &mut desk).to_lowercase().contains("wirajati"));
}

#[test]
fn the_reporters_own_name_is_not_kept() {
    let mut desk = Desk::default().decide("wangkal", Decision::Keep);
    let mut thread = Redactor::new().thread();
    thread.hide_person(&Sensitive::new("Sumber Wangkal"));
    let shown = thread.redact_reviewed(&Sensitive::new("salam, Wangkal"), &mut desk);
    assert!(!shown.text.as_str().contains("Wangkal"));
}

#[test]
fn words_are_compared_without_case_marks_and_what_stands_between_them() {
    assert_eq!(words("  Sumber-WANGKAL,\u{200b} Lor."), "sumber wangkal lor");
    assert_eq!(words("D\u{a0}４４７１ qk"), "d 4471 qk");
    assert_eq!(words("É"), "é");
    assert_eq!(words("[-]"), "");
}

#[test]
fn debug_shows_no_item() {
    struct Look(Vec<String>);
    impl Review for Look {
        fn decision(&self, _: &str) -> Option<Decision> {
            None
        }
        fn undecided(&mut self, doubt: Doubt<'_>) {
            self.0.push(format!("{doubt:?}"));
        }
    }
    let mut look = Look(Vec::new());
    let text = Sensitive::new("tiang Sumber Wangkal Lor miring");
    Redactor::new().thread().redact_reviewed(&text, &mut look);
    assert_eq!(look.0, ["Doubt { kind: Person, rule: \"review-capitals\", is_hidden: false, .. }"]);
}

/// Decides by the words alone: a third is kept, a third removed.
struct Thirds(u8);

impl Review for Thirds {
    fn decision(&self, words: &str) -> Option<Decision> {
        match words.bytes().fold(self.0, u8::wrapping_add) % 3 {
            0 => Some(Decision::Keep),
            1 => Some(Decision::Remove),
            _ => None,
        }
    }

    fn undecided(&mut self, _: Doubt<'_>) {}
}

const PIECES: [&str; 40] = [
    "B 1234 XYZ",
    "D 4471 QK",
    "3515080102909901",
    "3515 0801 0290 9901",
    "0812-3456-7890",
    "wati_77@example.org",
    "@warga_12",
    "Teguh",
    "Wirajati",
    "teguh wirajati",
    "Sumber Wangkal",
    "WANGKAL",
    "nama saya",
    "Pak",
    "a.n.",
    "saya",
    "Bu Lurah",
    "dan",
    "Jl. Kenanga No. 3",
    "RT 02",
    "RT 02 RW 11",
    "rek 1234567890",
    "ig sari_wirajati",
    "[NIK]",
    "[NAMA 1]",
    "jalan",
    "rusak",
    "Kota",
    "é",
    "\u{200b}",
    ",",
    ".",
    "\n",
    "(",
    ")",
    "Suryo",
    "bintang",
    "Anak Agung",
    "bin",
    "12",
];

fn dense() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(&PIECES[..]), any::<bool>()), 1..14).prop_map(
        |all| {
            all.into_iter()
                .map(|(piece, glued)| format!("{piece}{}", if glued { "" } else { " " }))
                .collect()
        },
    )
}

proptest! {
    #[test]
    fn a_second_pass_with_the_same_decisions_changes_nothing(text in dense(), seed: u8) {
        let once = Redactor::new().thread().redact_reviewed(&Sensitive::new(&text), &mut Thirds(seed));
        let again = Redactor::new().thread().redact_reviewed(&Sensitive::new(once.text.as_str()), &mut Thirds(seed));
        prop_assert_eq!(once.text, again.text);
    }

    #[test]
    fn whatever_is_decided_the_gate_finds_nothing_sure(text in dense(), seed: u8) {
        let once = Redactor::new().thread().redact_reviewed(&Sensitive::new(&text), &mut Thirds(seed));
        let sure: Vec<_> = scan(once.text.as_str()).into_iter().filter(|span| SURE <= span.confidence).collect();
        prop_assert_eq!(sure, []);
    }

    #[test]
    fn a_removed_run_is_gone(seed: u8, text in dense()) {
        let once = Redactor::new().thread().redact_reviewed(&Sensitive::new(&text), &mut Thirds(seed));
        for doubt in name::review(once.text.as_str()) {
            let decision = Thirds(seed).decision(&words(&once.text.as_str()[doubt.range]));
            prop_assert_ne!(decision, Some(Decision::Remove));
        }
    }
}
