//! Another folder than the target to compare with and to link from.

use super::*;

impl Bench {
    fn publish_into(
        &self,
        target: &str,
        previous: &str,
        files: Files<'_>,
    ) -> Result<Published, Error> {
        let destination =
            Destination { target: &self.at(target), state_dir: &self.at("state"), base_path: "/" };
        let previous = self.at(previous);
        let render = |staging: &Staging<'_>| put(staging, files);
        let done =
            publish_after(&destination, Some(&previous), &silent, &|_| (), render, |()| Ok(()));
        done.map(|(published, ())| published)
    }

    fn refused(&self, target: &str, previous: &str) -> String {
        let error = self.publish_into(target, previous, TWO).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        error.to_string()
    }
}

#[cfg(unix)]
#[test]
fn a_fresh_folder_links_what_the_previous_release_has_and_leaves_it_alone() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let before = tree(&bench.at("public"));
    let published = bench.publish_into("fresh", "public", TWO).unwrap();
    // Of the three files of the second site a/index.html is as it was; gaya.css is gone.
    let counts = (published.written, published.unchanged, published.removed);
    assert_eq!(counts, (2, 1, 1));
    let same = "a/index.html";
    assert_eq!(inode(&bench.at("fresh").join(same)), inode(&bench.at("public").join(same)));
    assert_eq!(tree(&bench.at("public")), before);
    assert_eq!(bench.beside(), ["fresh", "public", "state"]);

    // Byte for byte what a clean build gives.
    let clean = Bench::new();
    let other = clean.publish(TWO).unwrap();
    assert_eq!(other.release, published.release);
    assert_eq!(clean.live(), without_record(tree(&bench.at("fresh"))));
    // And what it published can be the next one's previous release.
    assert_eq!(bench.publish_into("third", "fresh", TWO).unwrap().written, 0);
}

fn without_record(mut files: BTreeMap<String, String>) -> BTreeMap<String, String> {
    files.remove(manifest::MARKER);
    files
}

#[test]
fn the_target_as_the_previous_release_is_as_if_none_were_named() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    let changed_at = changed(&bench.at("public"));
    let published = bench.publish_into("public", "public", ONE).unwrap();
    assert_eq!((published.written, published.unchanged), (0, 3));
    assert_eq!(changed(&bench.at("public")), changed_at, "nothing was swapped");
}

#[test]
fn a_target_with_a_release_of_its_own_is_replaced_whole() {
    let bench = Bench::new();
    bench.publish(ONE).unwrap();
    bench.publish_into("other", "public", TWO).unwrap();
    // The target has the second site; it becomes the first again, from the previous release alone.
    let published = bench.publish_into("other", "public", ONE).unwrap();
    assert_eq!((published.written, published.unchanged), (0, 3));
    assert_eq!(without_record(tree(&bench.at("other"))), owned(ONE));
    assert_eq!(bench.beside(), ["other", "public", "state"]);
}

#[test]
fn assets_that_another_folder_of_the_same_release_kept_do_not_make_it_foreign() {
    const STYLED: Files<'_> = &[("index.html", "<p>a"), ("gaya.3f9a01bc.css", "a{}")];
    const RESTYLED: Files<'_> = &[("index.html", "<p>a"), ("gaya.0b1c2d3e.css", "b{}")];
    let bench = Bench::new();
    bench.publish(STYLED).unwrap();
    bench.publish(RESTYLED).unwrap();
    assert!(bench.at("public/gaya.3f9a01bc.css").exists(), "kept for one more release");
    // A clean folder of the same release has nothing kept, and the state now knows it so.
    let destination =
        Destination { target: &bench.at("clean"), state_dir: &bench.at("state"), base_path: "/" };
    publish(&destination, &silent, &|_| (), |staging| put(staging, RESTYLED)).unwrap();
    assert_eq!(bench.publish_into("fresh", "public", RESTYLED).unwrap().written, 0);
}

#[test]
fn what_no_release_of_ours_is_is_refused_and_nothing_is_published() {
    let bench = Bench::new();
    let told = bench.refused("fresh", "tiada");
    assert!(told.contains("tiada is no release of this program: it does not exist"), "{told}");
    fs::create_dir(bench.at("kosong")).unwrap();
    assert!(bench.refused("fresh", "kosong").contains("it is empty"));
    fs::create_dir(bench.at("asing")).unwrap();
    fs::write(bench.at("asing/index.html"), "x").unwrap();
    assert!(bench.refused("fresh", "asing").contains("it has files, but no release.json"));
    fs::write(bench.at("berkas"), "x").unwrap();
    assert!(bench.refused("fresh", "berkas").contains("it is a file"));
    bench.publish(ONE).unwrap();
    assert!(bench.refused("public/dalam", "public").contains("the target lies inside it"));
    fs::write(bench.at("public/tamu.html"), "x").unwrap();
    let told = bench.refused("fresh", "public");
    assert!(told.contains("it holds tamu.html, which no release wrote"), "{told}");
    assert!(!bench.at("fresh").exists());
}
