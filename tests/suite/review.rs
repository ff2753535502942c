//! The review of what redaction doubts: asked, decided, applied, and what a private source needs.

use site_gen::config::Config;
use site_gen::gate::SiteGate;
use site_gen::identity::Key;

use crate::root;
use crate::small::SmallSite;

/// A site whose texts hold what looks like a plate, and a name that nothing gives away.
fn doubtful() -> SmallSite {
    let mut site = SmallSite::new();
    site.put("reports", 0, "body", "tertulis D 4471 QK di situ");
    site.put("reports", 1, "title", "tiang Sumber Wangkal Lor miring");
    site.put("events", 7, "text", "kata D-4471-QK begitu");
    site.write("review.csv", "");
    site.settings = "review = \"review.csv\"\n".to_owned();
    site
}

/// The rows of the queue: hash, whether it is shown, report, field, item.
fn open(site: &SmallSite) -> Vec<[String; 5]> {
    let mut reader = csv::Reader::from_path(site.path("state/review-open.csv")).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| [0, 2, 7, 8, 9].map(|at| row[at].to_owned())).collect()
}

#[test]
fn a_decision_is_applied_wherever_its_words_are_doubtful_and_asked_no_more() {
    let site = doubtful();
    let undecided = site.build().unwrap();
    // Without a decision a finding is hidden and what was left stands, as without a review.
    let plates = |site: &SmallSite| ["D 4471 QK", "D-4471-QK"].map(|plate| site.pages_with(plate));
    assert_eq!(plates(&site), [0, 0]);
    assert!(0 < site.pages_with("[PLATE]"));
    assert!(0 < site.pages_with("Sumber Wangkal Lor"));
    let asked = open(&site);
    let shown: Vec<[&str; 4]> =
        asked.iter().map(|row| [1, 2, 3, 4].map(|at| row[at].as_str())).collect();
    assert_eq!(
        shown,
        [
            ["yes", "kecil 70002", "title", "Wangkal Lor"],
            ["no", "kecil 70001", "body", "D 4471 QK"],
        ]
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = std::fs::metadata(site.path("state/review-open.csv")).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
    // Asked again, nothing differs.
    let again = site.build().unwrap();
    assert_eq!((again.written, &again.release), (0, &undecided.release));
    assert_eq!(open(&site), asked);

    let [name, plate] = [&asked[0][0], &asked[1][0]];
    site.write("review.csv", &format!("hash,decision\n{name},remove\n{plate},keep\n"));
    site.build().unwrap();
    assert!(plates(&site).iter().all(|&pages| 0 < pages));
    assert_eq!(site.pages_with("[PLATE]"), 0);
    // The gate keeps what was decided, here and for whoever checks with the configuration, and nothing else.
    let config = Config::read(&site.path("site.toml"), &["id", "en"]).unwrap();
    let gate = SiteGate::of(&config).unwrap();
    assert_eq!(gate.examine("", b"<p>tertulis D 4471 QK di situ</p>"), []);
    assert_eq!(gate.examine("", b"<p>tertulis D 4472 QK di situ</p>").len(), 1);
    assert_eq!(gate.examine("", b"<p>NIK 3515080102909901</p>").len(), 1);
    assert_eq!(site.pages_with("Wangkal"), 0);
    let hashes: Vec<String> = open(&site).into_iter().map(|[hash, ..]| hash).collect();
    assert!(!hashes.contains(name) && !hashes.contains(plate), "{hashes:?}");
    assert_eq!(site.build().unwrap().written, 0);
}

#[test]
fn wrong_decisions_stop_the_build_with_file_and_line() {
    let site = doubtful();
    site.write("review.csv", "hash,decision\nWangkal Lor,remove\n");
    let error = site.build().unwrap_err();
    assert_eq!(error.exit_code(), 2);
    let message = error.to_string();
    assert!(message.contains("review.csv:2:1: found no hash"), "{message}");
    assert!(!message.contains("Wangkal") && !site.path("public").exists());
    std::fs::remove_file(site.path("review.csv")).unwrap();
    assert_eq!(site.build().unwrap_err().exit_code(), 3);
}

#[test]
fn a_private_source_needs_a_review_and_a_key_of_its_own() {
    let mut site = doubtful();
    site.declared = "private";
    let mut refused = |settings: &str, key: &str| {
        site.settings = settings.to_owned();
        site.write("key.txt", key);
        let error = site.build().unwrap_err();
        assert_eq!(error.exit_code(), 4);
        assert!(!site.path("public").exists());
        error.to_string()
    };
    let own = "3c".repeat(32);
    let review = "review = \"review.csv\"\n";
    let message = refused("", &own);
    assert!(message.contains("source 'kecil'") && message.contains("review = "), "{message}");
    let sample = std::fs::read_to_string(root().join("data/sample/key.txt")).unwrap();
    for key in [sample.clone(), sample.replace("sample:", ""), format!("sample:{own}")] {
        let message = refused(review, &key);
        assert!(message.contains("stands in public"), "{message}");
    }
    // A key of its own for the ids alone will not do: the decisions' hashes are of names.
    std::fs::write(site.path("public-key.txt"), &sample).unwrap();
    let mut site = site;
    site.write("key.txt", &own);
    site.settings = format!("{review}review_key = \"public-key.txt\"\n");
    assert_eq!(site.build().unwrap_err().exit_code(), 4);

    site.settings = review.to_owned();
    site.put("reports", 2, "body", "Nama saya Teguh Wirajati, hp 0812-3456-7890");
    site.build().unwrap();
    assert_eq!((site.pages_with("Wirajati"), site.pages_with("0812-3456-7890")), (0, 0));
    assert!(site.pages_with("[NAMA 1]") > 0);
}

#[test]
fn the_shipped_key_is_known_without_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    let shipped = std::fs::read_to_string(root().join("data/sample/key.txt")).unwrap();
    std::fs::write(&file, shipped.replace("sample:", "")).unwrap();
    assert!(Key::read(&file).unwrap().is_sample());
    std::fs::write(&file, "7f".repeat(32)).unwrap();
    assert!(!Key::read(&file).unwrap().is_sample());
}
