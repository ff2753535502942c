//! Titles and bodies: sentences in several orders, in one voice, with what people paste into them.

use super::grammar::{capital, expand};
use super::identifier::Kind;
use super::place::Scene;
use super::rng::Rng;
use super::texts;
use super::topic::{Topic, fitting};
use super::voice::{Voice, speak};

/// Marks where an identifier goes, so that no voice changes its spelling.
pub(super) const HERE: &str = "\u{1}";
/// Marks where the reporter's name goes.
pub(super) const NAME: &str = "\u{2}";

/// The class of a report.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Complaint,
    Aspiration,
    Information,
}

impl Class {
    /// The word for it in data files.
    pub(super) fn word(self) -> &'static str {
        match self {
            Class::Complaint => "pengaduan",
            Class::Aspiration => "aspirasi",
            Class::Information => "permintaan-informasi",
        }
    }
}

/// The least and the greatest number of words in a body.
pub(super) const WORDS: std::ops::RangeInclusive<usize> = 25..=90;

/// A title and a body of an allowed length; `extra` is a sentence with an identifier or a signature.
pub(super) fn compose(
    (topic, matter): (&Topic, char),
    class: Class,
    voice: Voice,
    scene: &Scene,
    extra: Option<&str>,
    rng: &mut Rng,
) -> (String, String) {
    loop {
        let (title, mut parts) = plan((topic, matter), class, voice, rng);
        if let Some(extra) = extra {
            // A signature ends the text; a number stands before the farewell as often as after it.
            let at = if extra.contains(NAME) {
                parts.len()
            } else {
                parts.len() - rng.below(2) as usize
            };
            parts.insert(at, extra);
        }
        let said: Vec<String> =
            parts.iter().map(|part| capital(&expand(part, scene, rng))).collect();
        let body = speak(voice, &said.join(" "), rng);
        if WORDS.contains(&body.split_whitespace().count()) {
            let title = speak(voice, &capital(&expand(title, scene, rng)), rng);
            return (title.trim_end_matches('.').to_owned(), body);
        }
    }
}

/// A title and the sentences that follow it.
fn plan<'a>(
    (topic, matter): (&Topic, char),
    class: Class,
    voice: Voice,
    rng: &mut Rng,
) -> (&'a str, Vec<&'a str>) {
    let mut parts = Vec::new();
    let title = match class {
        Class::Complaint => {
            complaint(topic, matter, rng, &mut parts);
            *rng.pick(&fitting(topic.titles, matter))
        }
        Class::Aspiration => {
            let (title, opening) = *rng.pick(topic.wish);
            parts.push(opening);
            let mut reasons = texts::REASONS.to_vec();
            rng.shuffle(&mut reasons);
            parts.extend(&reasons[..rng.between(1, 3) as usize]);
            title
        }
        Class::Information => {
            let (title, opening) = *rng.pick(topic.question);
            parts.push(opening);
            let mut asked = texts::CURIOUS.to_vec();
            rng.shuffle(&mut asked);
            parts.extend(&asked[..rng.between(1, 3) as usize]);
            title
        }
    };
    let polite = if voice == Voice::Formal { 560 } else { 330 };
    if rng.chance(polite) {
        parts.insert(0, *rng.pick(texts::HELLO));
    }
    if rng.chance(polite) {
        parts.push(*rng.pick(texts::BYE));
    }
    (title, parts)
}

/// The sentences of a complaint in one of eight orders.
fn complaint(topic: &Topic, matter: char, rng: &mut Rng, parts: &mut Vec<&'static str>) {
    let [what, ask] = [topic.what, topic.ask].map(|all| *rng.pick(&fitting(all, matter)));
    let [mut details, mut effects] = [topic.detail, topic.effect].map(|all| fitting(all, matter));
    rng.shuffle(&mut details);
    rng.shuffle(&mut effects);
    let tried = fitting(topic.tried, matter);
    let known = !tried.is_empty() && rng.chance(300);
    let tried = *rng.pick(if known { &tried } else { texts::TRIED });
    // Some matters have few facts; what is lacking is left out.
    let (detail, effect) = (details.first().copied(), effects.first().copied());
    let more = if rng.chance(500) { details.get(1).copied() } else { effects.get(1).copied() };
    let (what, tried, ask) = (Some(what), Some(tried), Some(ask));
    let order: &[Option<&'static str>] = match rng.below(8) {
        0 => &[what, detail, effect, ask],
        1 => &[what, effect, tried, ask],
        2 => &[what, tried, detail, ask],
        3 => &[what, effect, detail],
        4 => &[what, detail, tried],
        5 => &[what, detail, effect, tried, ask],
        6 => &[what, detail, effect, more, tried, ask],
        _ => &[what, effect, tried, detail, more, ask],
    };
    parts.extend(order.iter().flatten());
}

/// A sentence around an identifier of `kind`.
pub(super) fn around(kind: Kind, rng: &mut Rng) -> &'static str {
    rng.pick::<&'static str>(match kind {
        Kind::Nik => &[
            "NIK saya \u{1}.",
            "[Data saya|Ini data saya]: NIK \u{1}.",
            "No KTP \u{1} [kalau diperlukan|untuk dicek].",
            "NIK: \u{1} [mohon|tolong] dicek.",
        ][..],
        Kind::Kk => {
            &["Nomor KK \u{1}.", "KK kami \u{1} [bisa dicek|silakan dicek].", "No. KK: \u{1}."]
        }
        Kind::Npwp => &[
            "NPWP [usaha|toko] saya \u{1}.",
            "[Nomor|No] NPWP \u{1} atas nama [sendiri|usaha kami].",
        ],
        Kind::Phone => &[
            "[Bisa hubungi|Hubungi] saya di \u{1}.",
            "[No HP|WA] \u{1}.",
            "[Kalau|Jika] [petugas|tim] mau ke lokasi [telepon|kabari] \u{1}.",
            "[Nomor|Kontak] saya \u{1} [siap mengantar|kapan saja].",
        ],
        Kind::Email => {
            &["[Balasan|Jawaban] [tolong|mohon] dikirim ke \u{1}.", "[Surel|Email] saya \u{1}."]
        }
        Kind::Plate => &[
            "[Kendaraannya|Mobilnya] berplat \u{1}.",
            "[Nopol|Plat nomor] \u{1}, [warna|bak] [putih|kuning|hijau].",
            "[Saya catat|Sempat saya catat] [nopol|platnya] \u{1}.",
        ],
    })
}

/// Sentences that give the reporter's name.
pub(super) const SIGNED: &[&str] = &[
    "[Hormat saya|Salam], \u{2}.",
    "[Dari|Pelapor]: \u{2}.",
    "[Nama saya|Saya] \u{2}, warga {desa}.",
    "Ttd \u{2}.",
    "a.n. \u{2}",
];
