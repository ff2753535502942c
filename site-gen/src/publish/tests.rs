//! What a publication promises, each on a real folder.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod crash;
mod previous;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::check::{Finding, GateFinding, folder};

/// A folder with room for a site, its state, and whatever stands beside them.
struct Bench {
    folder: TempDir,
}

type Files<'a> = &'a [(&'a str, &'a str)];

const ONE: Files<'_> = &[
    ("index.html", "<a href=\"a/\">a</a><a href=\"gaya.css\">b</a>"),
    ("a/index.html", "<a href=\"../#top\">x</a>"),
    ("gaya.css", "a{}"),
];

const TWO: Files<'_> = &[
    ("index.html", "<a href=\"a/\">a</a><a href=\"b/\">b</a>"),
    ("a/index.html", "<a href=\"../#top\">x</a>"),
    ("b/index.html", "<p>b"),
];

fn silent(_: &str, _: &[u8]) -> Vec<GateFinding> {
    Vec::new()
}

impl Bench {
    fn new() -> Self {
        Bench { folder: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn publish(&self, files: Files<'_>) -> Result<Published, Error> {
        self.publish_through(files, &silent, &|_| ())
    }

    fn publish_through(
        &self,
        files: Files<'_>,
        gate: Gate<'_>,
        observe: &(dyn Fn(Phase) + Sync),
    ) -> Result<Published, Error> {
        let destination = Destination {
            target: &self.at("public"),
            state_dir: &self.at("state"),
            base_path: "/",
        };
        publish(&destination, gate, observe, |staging| put(staging, files))
    }

    /// The live site, byte for byte, without its own record.
    fn live(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.at("public"));
        files.remove(manifest::MARKER);
        files
    }

    /// What stands beside the site.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn put(staging: &Staging<'_>, files: Files<'_>) -> Result<(), Error> {
    let results: Vec<Result<(), Error>> = files
        .par_iter()
        .map(|(path, text)| {
            staging.put(Artifact { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() })
        })
        .collect();
    results.into_iter().collect()
}

fn tree(root: &Path) -> BTreeMap<String, String> {
    let listed = folder::list(root).unwrap();
    let read = |path: String| {
        let text = fs::read_to_string(root.join(&path)).unwrap();
        (path, text)
    };
    listed.files.into_iter().map(read).collect()
}

fn owned(files: Files<'_>) -> BTreeMap<String, String> {
    let pair = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    files.iter().map(pair).collect()
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap())
}

fn changed(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn a_first_release_stands_whole_with_its_record() {
    let bench = Bench::new();
    let published = bench.publish(ONE).unwrap();
    assert_eq!(bench.live(), owned(ONE));
    assert_eq!(bench.beside(), ["public", "state"]);
    let counts = (published.pages, published.written, published.unchanged, published.removed);
    assert_eq!(counts, (2, 3, 0, 0));
    let record = fs::read_to_string(bench.at("public/release.json")).unwrap();
    assert!(record.contains(&published.release), "{record}");
    assert!(fs::read_to_string(bench.at("state/manifest.json")).unwrap().contains("gaya.css"));
}

#[cfg(unix)]
#[test]
fn files_are_0644_and_folders_0755_and_the_state_is_private() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let mode = |name: &str| fs::metadata(bench.at(name)).unwrap().permissions().mode() & 0o777;
    let made = |wanted: u32, name: &str| {
        // A stricter umask may take more away.
        assert_eq!(mode(name) & !wanted, 0, "{name}");
        assert_eq!(mode(name) & 0o700, wanted & 0o700, "{name}");
    };
    made(0o644, "public/index.html");
    made(0o644, "public/release.json");
    made(0o755, "public");
    made(0o755, "public/a");
    made(0o700, "state");
}

#[cfg(unix)]
#[test]
fn nothing_changed_writes_nothing_and_swaps_nothing() {
    let bench = Bench::new();
    let first = bench.publish(ONE).unwrap();
    let look = || {
        [
            "",
            "public",
            "public/a",
            "public/index.html",
            "public/release.json",
            "state",
            "state/manifest.json",
        ]
        .map(|name| (inode(&bench.at(name)), changed(&bench.at(name))))
    };
    let before = look();
    let second = bench.publish(ONE).unwrap();
    assert_eq!(look(), before);
    assert_eq!((second.written, second.unchanged, second.removed), (0, 3, 0));
    assert_eq!(second.release, first.release);
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_is_the_same_inode_in_the_next_release() {
    let bench = Bench::new();
    let first = bench.publish(ONE).unwrap();
    let names = ["public", "public/a/index.html", "public/index.html"];
    let before = names.map(|name| inode(&bench.at(name)));
    let second = bench.publish(TWO).unwrap();
    let after = names.map(|name| inode(&bench.at(name)));
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1], after[1]);
    assert_ne!(before[2], after[2]);
    assert_eq!((second.written, second.unchanged, second.removed), (2, 1, 1));
    assert_ne!(first.release, second.release);
    assert_eq!(bench.live(), owned(TWO));
    assert_eq!(bench.beside(), ["public", "state"]);
}

#[test]
fn a_rebuild_equals_a_clean_build_byte_for_byte() {
    let (bench, clean) = (Bench::new(), Bench::new());
    bench.publish(ONE).unwrap();
    let rebuilt = bench.publish(TWO).unwrap();
    let built = clean.publish(TWO).unwrap();
    assert_eq!(tree(&bench.at("public")), tree(&clean.at("public")));
    assert_eq!(rebuilt.release, built.release);
    assert_eq!(
        fs::read(bench.at("state/manifest.json")).unwrap(),
        fs::read(clean.at("state/manifest.json")).unwrap()
    );
}

#[test]
fn two_artifacts_with_one_path_are_refused() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let error = bench.publish(&[("a.txt", "1"), ("a.txt", "2")]).unwrap_err();
    assert_eq!(error.to_string(), "two artifacts have the path a.txt, expected one");
    assert_eq!(error.exit_code(), 2);
    let error = bench.publish(&[("../a.txt", "1")]).unwrap_err();
    assert!(matches!(error, Error::ArtifactPath { .. }), "{error}");
    assert_eq!(bench.live(), owned(ONE));
    assert_eq!(bench.beside(), ["public", "state"]);
}

#[test]
fn a_path_that_is_a_file_and_a_folder_is_refused() {
    let bench = Bench::new();
    bench.publish(&[("a", "1")]).unwrap();
    assert!(bench.publish(&[("a", "1"), ("a/b", "2")]).is_err());
    assert_eq!(bench.live(), owned(&[("a", "1")]));
    assert_eq!(bench.beside(), ["public", "state"]);
}

/// Finds the word that stands for what must not be published.
fn gate(_: &str, bytes: &[u8]) -> Vec<GateFinding> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.match_indices("rahasia").map(|(offset, _)| GateFinding { offset, rule: "kata" }).collect()
}

#[test]
fn a_gate_finding_leaves_the_old_site_untouched() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let leaky: Files<'_> =
        &[("index.html", "<p>baru"), ("b.txt", "satu\ndua rahasia"), ("a.txt", "rahasia")];
    let error = bench.publish_through(leaky, &gate, &|_| ()).unwrap_err();
    assert_eq!(error.exit_code(), 4);
    let Error::Leak { findings } = &error else { panic!("{error}") };
    let shown: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(shown, ["a.txt:1: leak: kata at column 1", "b.txt:2: leak: kata at column 5"]);
    assert!(!error.to_string().contains("rahasia"), "{error}");
    assert_eq!(bench.live(), owned(ONE));
    assert_eq!(bench.beside(), ["public", "state"]);
}

#[test]
fn the_gate_sees_unchanged_files_too() {
    let bench = Bench::new();
    let files: Files<'_> = &[("a.txt", "rahasia")];
    bench.publish(files).unwrap();
    let error = bench.publish_through(files, &gate, &|_| ()).unwrap_err();
    assert_eq!(error.exit_code(), 4);
}

#[test]
fn a_broken_link_stops_the_publication_and_is_named_by_its_first_page() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let files: Files<'_> = &[
        ("c.html", "<a href=\"tiada/\">x</a>"),
        ("b.html", "\n<a href=\"tiada/\">x</a><a href=\"c.html#tiada\">y</a>"),
        ("d.css", "a{b:url(//example.org/x)}"),
    ];
    let error = bench.publish(files).unwrap_err();
    let Error::Links { findings } = &error else { panic!("{error}") };
    let shown: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(
        shown,
        [
            "b.html:2: broken-fragment: c.html has no id \"tiada\"",
            "b.html:2: broken-link: leads to \"tiada/\", which the site does not have",
            "d.css:1: foreign-request: \"//example.org/x\" is fetched from another origin",
        ]
    );
    assert_eq!(bench.live(), owned(ONE));
}

#[test]
fn a_fragment_is_found_on_new_and_on_unchanged_pages() {
    let bench = Bench::new();
    let old = ("a.html", "<p id=\"x\">");
    bench.publish(&[old]).unwrap();
    let new = ("b.html", "<p id=\"y\"><a href=\"a.html#x\">1</a><a href=\"c.html#z\">2</a>");
    let newer = ("c.html", "<p id=\"z\"><a href=\"release.json\">3</a>");
    bench.publish(&[old, new, newer]).unwrap();
}

#[test]
fn a_strangers_folder_is_never_touched() {
    let refused = |make: &dyn Fn(&Bench)| {
        let bench = Bench::new();
        make(&bench);
        let before = folder::list(bench.folder.path()).unwrap();
        let error = bench.publish(TWO).unwrap_err();
        assert!(matches!(error, Error::ForeignTarget { .. }), "{error}");
        assert_eq!(error.exit_code(), 2);
        let mut after = folder::list(bench.folder.path()).unwrap();
        after.files.retain(|path| path != "state/lock");
        let mut before = before;
        before.files.retain(|path| path != "state/lock");
        assert_eq!(after, before);
        error.to_string()
    };
    let write = |bench: &Bench, name: &str, text: &str| {
        fs::create_dir_all(bench.at(name).parent().unwrap()).unwrap();
        fs::write(bench.at(name), text).unwrap();
    };
    let error = refused(&|bench| write(bench, "public/surat.doc", "x"));
    assert!(error.contains("it has files, but no release.json"), "{error}");
    let error = refused(&|bench| write(bench, "public", "x"));
    assert!(error.contains("it is a file"), "{error}");
    let error = refused(&|bench| write(bench, "public/release.json", "{\"release\": \"v1\"}"));
    assert!(error.contains("is not of this program"), "{error}");
    let error = refused(&|bench| {
        bench.publish(ONE).unwrap();
        write(bench, "public/.well-known/x", "x");
    });
    assert!(error.contains("it holds .well-known/x, which no release wrote"), "{error}");
    let error = refused(&|bench| {
        bench.publish(ONE).unwrap();
        write(bench, "public/index.html", "<p>diubah");
        fs::remove_dir_all(bench.at("state")).unwrap();
    });
    assert!(error.contains("state_dir does not know them"), "{error}");
    #[cfg(unix)]
    {
        let error = refused(&|bench| {
            bench.publish(ONE).unwrap();
            std::os::unix::fs::symlink("/etc", bench.at("public/etc")).unwrap();
        });
        assert!(error.contains("it holds etc, which is no plain file"), "{error}");
    }
}

#[test]
fn an_empty_folder_is_taken() {
    let bench = Bench::new();
    fs::create_dir(bench.at("public")).unwrap();
    bench.publish(ONE).unwrap();
    assert_eq!(bench.live(), owned(ONE));
}

#[cfg(unix)]
#[test]
fn a_link_to_the_target_stays_a_link() {
    let bench = Bench::new();
    fs::create_dir_all(bench.at("disk/rilis")).unwrap();
    std::os::unix::fs::symlink("disk/rilis", bench.at("public")).unwrap();
    bench.publish(ONE).unwrap();
    bench.publish(TWO).unwrap();
    assert!(fs::symlink_metadata(bench.at("public")).unwrap().is_symlink());
    assert_eq!(bench.live(), owned(TWO));
    let names = fs::read_dir(bench.at("disk")).unwrap().count();
    assert_eq!(names, 1);
}

#[test]
fn a_state_dir_inside_the_site_is_refused() {
    let bench = Bench::new();
    for state in ["public", "public/state", "public/../public/x", "lain/../public/x"] {
        let destination = Destination {
            target: &bench.at("public"),
            state_dir: &bench.at(state),
            base_path: "/",
        };
        let error = publish(&destination, &silent, &|_| (), |_| Ok(())).unwrap_err();
        assert!(matches!(error, Error::StateInsideTarget { .. }), "{state}: {error}");
    }
    assert_eq!(bench.beside(), [""; 0]);
}

#[test]
fn two_builds_cannot_meet() {
    let bench = Bench::new();
    let destination =
        Destination { target: &bench.at("public"), state_dir: &bench.at("state"), base_path: "/" };
    publish(&destination, &silent, &|_| (), |staging| {
        let error = bench.publish(TWO).unwrap_err();
        assert!(matches!(error, Error::Locked { .. }), "{error}");
        assert!(error.to_string().contains("state/lock"), "{error}");
        put(staging, ONE)
    })
    .unwrap();
    assert_eq!(bench.live(), owned(ONE));
    bench.publish(TWO).unwrap();
}

/// What the one leaves as it was it links from the live folder, so no other may exchange that meanwhile.
#[cfg(unix)]
#[test]
fn two_builds_of_one_release_cannot_meet_whatever_they_remember() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let (target, state, other) = (bench.at("public"), bench.at("state"), bench.at("other"));
    let destination = Destination { target: &target, state_dir: &state, base_path: "/" };
    let elsewhere = Destination { state_dir: &other, ..destination };
    publish(&destination, &silent, &|_| (), |staging| {
        let error = publish(&elsewhere, &silent, &|_| (), |staging| put(staging, TWO)).unwrap_err();
        assert!(matches!(&error, Error::Locked { lock } if *lock == target), "{error}");
        put(staging, TWO)
    })
    .unwrap();
    assert_eq!(bench.live(), owned(TWO));
    publish(&elsewhere, &silent, &|_| (), |staging| put(staging, ONE)).unwrap();
    assert_eq!(bench.live(), owned(ONE));
}

#[test]
fn a_build_with_another_state_dir_leaves_a_running_one_its_staging_folder() {
    let bench = Bench::new();
    let destination =
        Destination { target: &bench.at("public"), state_dir: &bench.at("state"), base_path: "/" };
    publish(&destination, &silent, &|_| (), |staging| {
        put(staging, ONE)?;
        let place = target::locate(&bench.at("public"))?;
        target::clean(&place)
    })
    .unwrap();
    assert_eq!(bench.live(), owned(ONE));
}

#[test]
fn an_error_of_the_renderer_is_the_error_and_changes_nothing() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let destination =
        Destination { target: &bench.at("public"), state_dir: &bench.at("state"), base_path: "/" };
    let error = publish(&destination, &silent, &|_| (), |staging| {
        put(staging, TWO)?;
        Err(Error::DuplicateArtifact { path: "x".to_owned() })
    })
    .unwrap_err();
    assert!(matches!(error, Error::DuplicateArtifact { .. }));
    assert_eq!(bench.live(), owned(ONE));
    assert_eq!(bench.beside(), ["public", "state"]);
}

#[test]
fn what_a_killed_build_left_goes_and_what_only_looks_like_it_stays() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    for left in [".public.staging-a1B2c3D4/site/x", ".public.staging-00000000/lock"] {
        fs::create_dir_all(bench.at(left).parent().unwrap()).unwrap();
        fs::write(bench.at(left), "").unwrap();
    }
    fs::create_dir(bench.at(".public.staging-kosong00")).unwrap();
    for kept in
        [".public.staging-catatan1/surat", ".public.staging-b/x", ".public2.staging-a1B2c3D4/x"]
    {
        fs::create_dir_all(bench.at(kept).parent().unwrap()).unwrap();
        fs::write(bench.at(kept), "").unwrap();
    }
    bench.publish(ONE).unwrap();
    assert_eq!(
        bench.beside(),
        [
            ".public.staging-b",
            ".public.staging-catatan1",
            ".public2.staging-a1B2c3D4",
            "public",
            "state"
        ]
    );
}

#[test]
fn a_crash_between_two_renames_is_repaired_before_anything_else() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let left = bench.at(".public.staging-a1B2c3D4");
    fs::create_dir_all(left.join("site")).unwrap();
    fs::rename(bench.at("public"), left.join("old")).unwrap();
    // Even a build that fails leaves the old site live again.
    let error = bench.publish(&[("../x", "")]).unwrap_err();
    assert!(matches!(error, Error::ArtifactPath { .. }), "{error}");
    assert_eq!(bench.live(), owned(ONE));
    assert_eq!(bench.beside(), ["public", "state"]);
}

#[test]
fn a_lost_state_is_rebuilt_from_the_site_itself() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let manifest = fs::read(bench.at("state/manifest.json")).unwrap();
    fs::remove_dir_all(bench.at("state")).unwrap();
    let again = bench.publish(ONE).unwrap();
    assert_eq!((again.written, again.unchanged), (0, 3));
    assert_eq!(fs::read(bench.at("state/manifest.json")).unwrap(), manifest);
}

#[test]
fn a_live_file_that_was_changed_by_hand_is_written_again() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    fs::write(bench.at("public/gaya.css"), "b{}").unwrap();
    fs::remove_file(bench.at("public/a/index.html")).unwrap();
    let again = bench.publish(ONE).unwrap();
    assert_eq!((again.written, again.unchanged, again.removed), (2, 1, 0));
    assert_eq!(bench.live(), owned(ONE));
}

#[test]
fn an_asset_of_the_last_release_stays_for_one_more() {
    let bench = Bench::new();
    let (one, two, three) = ("a.1111111a.css", "a.2222222b.css", "a.3333333c.css");
    let names = || bench.live().into_keys().collect::<Vec<_>>();
    bench.publish(&[(one, "1"), ("cari.1111111a.json", "1")]).unwrap();
    let second = bench.publish(&[(two, "2")]).unwrap();
    assert_eq!(names(), [one, two]);
    assert_eq!(second.removed, 2);
    // The same once more changes nothing, and does not let go of it.
    assert_eq!(
        bench.publish(&[(two, "2")]).unwrap(),
        Published { written: 0, unchanged: 1, removed: 0, ..second }
    );
    assert_eq!(names(), [one, two]);
    bench.publish(&[(three, "3")]).unwrap();
    assert_eq!(names(), [two, three]);
    // The record of the kept asset is enough without the state.
    fs::remove_dir_all(bench.at("state")).unwrap();
    bench.publish(&[(three, "3")]).unwrap();
    assert_eq!(names(), [two, three]);
}

#[test]
fn an_asset_that_the_gate_refuses_does_not_stay() {
    let bench = Bench::new();
    bench.publish(&[("a.1111111a.css", "rahasia")]).unwrap();
    bench.publish_through(&[("b.txt", "x")], &gate, &|_| ()).unwrap();
    assert_eq!(bench.live(), owned(&[("b.txt", "x")]));
}

#[test]
fn phases_come_in_order_and_an_unchanged_build_ends_early() {
    let bench = Bench::new();
    let seen = std::sync::Mutex::new(Vec::new());
    let observe = |phase| seen.lock().unwrap().push(phase);
    bench.publish_through(ONE, &silent, &observe).unwrap();
    assert_eq!(std::mem::take(&mut *seen.lock().unwrap()), PHASES);
    bench.publish_through(ONE, &silent, &observe).unwrap();
    assert_eq!(*seen.lock().unwrap(), PHASES[..3]);
}

const PHASES: [Phase; 9] = [
    Phase::Locked,
    Phase::Rendered,
    Phase::Checked,
    Phase::Staged,
    Phase::Synced,
    Phase::Announced,
    Phase::Swapped,
    Phase::Recorded,
    Phase::Cleaned,
];

#[cfg(target_os = "linux")]
#[test]
fn a_reader_never_misses_what_both_releases_have() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let done = AtomicBool::new(false);
    let page = bench.at("public/index.html");
    let known = [ONE[0].1, TWO[0].1];
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0_u32;
            while !done.load(Ordering::Relaxed) || reads == 0 {
                match fs::read_to_string(&page) {
                    Ok(text) if known.contains(&text.as_str()) => reads += 1,
                    other => return Err(format!("{other:?} after {reads} reads")),
                }
            }
            Ok(reads)
        });
        for round in 0..20 {
            bench.publish(if round % 2 == 0 { TWO } else { ONE }).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap().is_ok_and(|reads| 0 < reads));
    });
}
