//! The files that the program carries with it.

/// The embedded files: their place in a theme's folder, and what they hold.
pub(super) const EMBEDDED: &[(&str, &str)] = &[
    ("content/en/metode.md", include_str!("../../content/en/metode.md")),
    ("content/en/tentang.md", include_str!("../../content/en/tentang.md")),
    ("content/id/metode.md", include_str!("../../content/id/metode.md")),
    ("content/id/tentang.md", include_str!("../../content/id/tentang.md")),
    ("messages/en.toml", include_str!("../../messages/en.toml")),
    ("messages/id.toml", include_str!("../../messages/id.toml")),
    ("static/cari.js", include_str!("../../static/cari.js")),
    ("static/gaya.css", include_str!("../../static/gaya.css")),
    ("static/ikon.svg", include_str!("../../static/ikon.svg")),
    ("static/hitung.js", include_str!("../../static/hitung.js")),
    ("templates/agencies.html", include_str!("../../templates/agencies.html")),
    ("templates/article.html", include_str!("../../templates/article.html")),
    ("templates/base.html", include_str!("../../templates/base.html")),
    ("templates/downloads.html", include_str!("../../templates/downloads.html")),
    ("templates/breakdown.html", include_str!("../../templates/breakdown.html")),
    ("templates/browse.html", include_str!("../../templates/browse.html")),
    ("templates/calculator.html", include_str!("../../templates/calculator.html")),
    ("templates/clock.html", include_str!("../../templates/clock.html")),
    ("templates/corrections.html", include_str!("../../templates/corrections.html")),
    ("templates/figure.html", include_str!("../../templates/figure.html")),
    ("templates/follow_ups.html", include_str!("../../templates/follow_ups.html")),
    ("templates/framed.html", include_str!("../../templates/framed.html")),
    ("templates/general_report.html", include_str!("../../templates/general_report.html")),
    ("templates/general_reports.html", include_str!("../../templates/general_reports.html")),
    ("templates/home.html", include_str!("../../templates/home.html")),
    ("templates/key.html", include_str!("../../templates/key.html")),
    ("templates/not_found.html", include_str!("../../templates/not_found.html")),
    ("templates/overview.html", include_str!("../../templates/overview.html")),
    ("templates/pages.html", include_str!("../../templates/pages.html")),
    ("templates/promise.html", include_str!("../../templates/promise.html")),
    ("templates/report.html", include_str!("../../templates/report.html")),
    ("templates/reports.html", include_str!("../../templates/reports.html")),
    ("templates/scorecard.html", include_str!("../../templates/scorecard.html")),
    ("templates/search.html", include_str!("../../templates/search.html")),
    ("templates/stories.html", include_str!("../../templates/stories.html")),
    ("templates/story.html", include_str!("../../templates/story.html")),
    ("templates/thread.html", include_str!("../../templates/thread.html")),
    ("templates/year.html", include_str!("../../templates/year.html")),
];

/// The embedded files that are no text.
///
/// `hitung.wasm` is built by `site-gen/wasm/build`, `kartu.png` drawn by `tests/browser/card/draw`.
pub(super) const EMBEDDED_BYTES: [(&str, &[u8]); 2] = [
    ("static/hitung.wasm", include_bytes!("../../static/hitung.wasm")),
    ("static/kartu.png", include_bytes!("../../static/kartu.png")),
];
