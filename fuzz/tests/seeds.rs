//! Every seed goes through the check of its target.

use std::path::Path;

#[test]
fn every_seed_passes_its_check() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed");
    for (target, check) in lapor_fuzz::CHECKS {
        let folder = std::fs::read_dir(seeds.join(target)).expect("a folder of seeds");
        let mut files: Vec<_> = folder.map(|entry| entry.expect("a seed").path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{target} has no seeds");
        for file in files {
            println!("{}", file.display());
            check(&std::fs::read(file).expect("a seed"));
        }
    }
}
