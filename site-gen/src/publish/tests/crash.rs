//! A build that dies after each phase, in a process of its own.

use std::process::Command;

use super::*;

/// The variable that tells the test below to die, and how.
const CRASH: &str = "SITE_GEN_TEST_CRASH";

/// How a process ends here without running any destructor, as a killed one does.
const KILLED: i32 = 77;

/// The other half of the next test: publishes, and dies after the phase that it is told.
#[expect(clippy::disallowed_methods, reason = "the parent test has no other way to tell its child")]
#[test]
fn crash_child() {
    let Ok(order) = std::env::var(CRASH) else {
        return;
    };
    let (phase, folder) = order.split_once(' ').unwrap();
    let destination = Destination {
        target: &Path::new(folder).join("public"),
        state_dir: &Path::new(folder).join("state"),
        base_path: "/",
    };
    let observe = |reached: Phase| {
        if format!("{reached:?}") == phase {
            std::process::exit(KILLED);
        }
    };
    let gate = |path: &str, _: &[u8]| {
        if phase == "Rendering" && path == "b/index.html" {
            std::process::exit(KILLED);
        }
        Vec::new()
    };
    publish(&destination, &gate, &observe, |staging| {
        for file in TWO {
            put(staging, std::slice::from_ref(file))?;
        }
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_kill_after_any_phase_leaves_the_old_site_or_the_new_one() {
    let clean = Bench::new();
    clean.publish(TWO).unwrap();
    let name = format!("{}::crash_child", module_path!().split_once("::").unwrap().1);
    let phases = PHASES.iter().map(|phase| format!("{phase:?}"));
    for phase in phases.chain(["Rendering".to_owned()]) {
        for has_old in [false, true] {
            let bench = Bench::new();
            if has_old {
                bench.publish(ONE).unwrap();
            }
            let status = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", &name])
                .env(CRASH, format!("{phase} {}", bench.folder.path().display()))
                .output()
                .unwrap()
                .status;
            assert_eq!(status.code(), Some(KILLED), "{phase}");
            let is_swapped = ["Swapped", "Recorded", "Cleaned"].contains(&phase.as_str());
            match (is_swapped, has_old) {
                (true, _) => assert_eq!(bench.live(), owned(TWO), "{phase}"),
                (false, true) => assert_eq!(bench.live(), owned(ONE), "{phase}"),
                (false, false) => assert!(!bench.at("public").exists(), "{phase}"),
            }
            let next = bench.publish(TWO).unwrap();
            if is_swapped {
                assert_eq!((next.written, next.unchanged), (0, 3), "{phase}");
            }
            assert_eq!(tree(&bench.at("public")), tree(&clean.at("public")), "{phase}");
            assert_eq!(bench.beside(), ["public", "state"], "{phase}");
            let state = tree(&bench.at("state"));
            assert_eq!(state, tree(&clean.at("state")), "{phase}");
        }
    }
}
