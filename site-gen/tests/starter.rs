//! `site-gen new`: a site that builds as it is, with a key that nobody else has, and nothing of anybody's overwritten.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_site-gen"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8([output.stdout.clone(), output.stderr.clone()].concat()).unwrap()
}

#[test]
fn a_new_site_is_built_and_checked_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["new", "situs"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    assert_eq!(said(&made), "site-gen build --config situs/site.toml -o situs/public\n");
    let built = run(folder.path(), &["build", "--config", "situs/site.toml", "-o", "situs/public"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(!said(&built).contains("warning"), "{}", said(&built));
    let root = folder.path().join("situs/public");
    let home = fs::read_to_string(root.join("contoh/index.html")).unwrap();
    assert!(home.contains("rekaan"), "the pages say that it is invented");
    assert!(root.join("kisah/jembatan-contoh/index.html").is_file());
    let checked = run(
        folder.path(),
        &["check", "situs/public", "--state", "situs/state", "--config", "situs/site.toml"],
    );
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let again = run(folder.path(), &["build", "--config", "situs/site.toml", "-o", "situs/public"]);
    assert!(said(&again).contains("\"written\":0,"), "{}", said(&again));
}

#[test]
fn each_site_has_a_key_of_its_own_that_others_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    let key = |name: &str| {
        run(folder.path(), &["new", name]);
        let path = folder.path().join(name).join("key.txt");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let key = site_gen::identity::Key::read(&path).unwrap();
        assert!(!key.is_sample());
        key.fingerprint()
    };
    assert_ne!(key("satu"), key("dua"));
}

#[test]
fn a_folder_that_holds_anything_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("situs");
    fs::create_dir(&site).unwrap();
    fs::write(site.join("catatan"), "milik orang").unwrap();
    let refused = run(folder.path(), &["new", "situs"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("situs: is not empty"), "{}", said(&refused));
    assert_eq!(fs::read_dir(&site).unwrap().count(), 1);
    // An empty one is as good as none.
    fs::remove_file(site.join("catatan")).unwrap();
    assert_eq!(run(folder.path(), &["new", "situs"]).status.code(), Some(0));
}
