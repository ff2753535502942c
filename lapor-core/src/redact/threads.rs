//! Whole threads: what is learnt of all texts, and what the operator publishes.

use proptest::prelude::*;

use super::*;

#[test]
fn a_name_that_comes_late_is_hidden_from_the_start_on() {
    let texts = [
        "sudah bilang wirajati dua kali",
        "Saudara Teguh, mohon sabar",
        "Nama saya Teguh Wirajati, hp 0812-3456-7890",
        "teguhan hati, jalan wirajati",
    ]
    .map(Sensitive::new);
    let mut alone = Redactor::new().thread();
    assert_eq!(alone.redact(&texts[0]).text.as_str(), "sudah bilang wirajati dua kali");
    let orders = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]];
    for order in orders {
        let mut thread = Redactor::new().thread();
        thread.learn(order.map(|at| &texts[at]));
        // Learning what is known changes nothing.
        thread.learn(&texts);
        let redacted: Vec<String> =
            texts.iter().map(|text| thread.redact(text).text.as_str().to_owned()).collect();
        assert_eq!(redacted[0], "sudah bilang [NAMA 1] dua kali");
        assert_eq!(redacted[1], "Saudara [NAMA 1], mohon sabar");
        assert_eq!(redacted[2], "Nama saya [NAMA 1], hp [PHONE]");
    }
}

#[test]
fn what_people_live_in_is_nobodys_name_in_the_whole_thread() {
    let texts = ["Nama penerima Pasirgemulir ditinjau.", "Di Pasirgemulir banyak yang dapat."]
        .map(Sensitive::new);
    for order in [[0, 1], [1, 0]] {
        let mut thread = Redactor::new().thread();
        thread.learn(order.map(|at| &texts[at]));
        for text in &texts {
            assert_eq!(thread.redact(text).text.as_str(), *text.expose());
        }
    }
    let mut alone = Redactor::new().thread();
    alone.learn([&Sensitive::new("Nama saya Pasirgemulir")]);
    assert_eq!(alone.redact(&texts[1]).text.as_str(), "Di [NAMA 1] banyak yang dapat.");
}

#[test]
fn contacts_of_the_service_stay_but_never_the_reporters_own() {
    let redactor = Redactor::new().with_handles([
        "@contoh_melayani",
        "halo@contoh.example",
        "(0274) 555-0147",
    ]);
    let text = "dm @Contoh_Melayani, halo@contoh.example, telp 0274 5550147, @contoh_melayani2";
    let text = Sensitive::new(text);
    let kept = redactor.thread().redact(&text).text;
    assert_eq!(
        kept.as_str(),
        "dm @Contoh_Melayani, halo@contoh.example, telp 0274 5550147, [HANDLE]"
    );
    let mut thread = redactor.thread();
    thread.hide_contact(&Sensitive::new("@contoh_melayani"));
    let redacted = thread.redact(&text);
    assert_eq!(
        redacted.text.as_str(),
        "dm [HANDLE], halo@contoh.example, telp 0274 5550147, [HANDLE]"
    );
    assert_eq!(redacted.spans[0].rule, "own-contact");
    assert!(!format!("{redactor:?}").contains("melayani"));
}

/// Words with which a thread gives names away, repeats them, and says other things.
const WORDS: [&str; 28] = [
    "Teguh",
    "wirajati",
    "SARIWATI",
    "Indah",
    "bintang",
    "Suparmiyati",
    "poniyem",
    "xyzzy",
    "saya",
    "nama",
    "Bapak",
    "ibu",
    "a.n.",
    "kata",
    "dan",
    "bin",
    "jalan",
    "rusak",
    "desa",
    "[NAMA 1]",
    "3515080102909901",
    "belum",
    "Lestari",
    "Kadir",
    "di",
    "penerima",
    "Pasirgemulir",
    "petugas",
];

proptest! {
    #[test]
    fn what_is_learnt_does_not_hang_on_the_order_of_the_texts(
        texts in prop::collection::vec(
            prop::collection::vec((prop::sample::select(&WORDS[..]), prop::sample::select(&[" ", ", ", ". ", "\n"][..])), 0..9),
            1..5,
        ),
        turn in 0_usize..4,
    ) {
        let write = |words: &Vec<(&str, &str)>| {
            Sensitive::new(words.iter().map(|(word, gap)| format!("{word}{gap}")).collect::<String>())
        };
        let texts: Vec<Sensitive<String>> = texts.iter().map(write).collect();
        let mut turned: Vec<&Sensitive<String>> = texts.iter().collect();
        turned.rotate_left(turn % texts.len());
        let (mut one, mut other) = (Redactor::new().thread(), Redactor::new().thread());
        one.learn(&texts);
        other.learn(turned);
        for text in &texts {
            let (a, b) = (one.redact(text), other.redact(text));
            prop_assert_eq!(&a, &b);
            // What is redacted is redacted for good, by the same thread as well.
            let again = one.redact(&Sensitive::new(a.text.as_str())).text;
            prop_assert_eq!(again.as_str(), a.text.as_str());
            other.redact(&Sensitive::new(a.text.as_str()));
        }
    }
}
