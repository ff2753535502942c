//! Families of linked tables are safe after suppression; planted attacks on them are found; small ones are optimal.

use super::super::suppress::suppress_with;
use super::super::{CellId, Cells, State, attack, suppress};
use super::brute::enumerate;
use super::invent::{Random, family, lightest, planted, tangle};

#[test]
fn no_family_of_linked_tables_is_unsafe() {
    let mut random = Random::new(1);
    for number in 0..12 {
        let (cells, done) = family(&mut random);
        assert!(done.lost.is_empty(), "family {number}: {:?}", done.lost);
        let attack = attack(&cells);
        assert_eq!(attack.proof(&cells), None, "family {number}");
        let hidden: Vec<CellId> = cells
            .iter()
            .filter(|(_, cell)| cell.state == State::Hidden)
            .map(|(id, _)| id)
            .collect();
        assert!(hidden.iter().all(|&id| attack.of(id).is_some_and(|finding| finding.safe)));
        assert!(cells.iter().all(|(_, cell)| cell.state != State::Shown || !cell.is_sensitive()));
    }
}

#[test]
fn planted_attacks_are_found() {
    let mut random = Random::new(7);
    let (mut found, mut enumerated) = (0, 0);
    while found < 25 || enumerated < 2 {
        let Some(cells) = planted(&mut random) else { continue };
        let attack = attack(&cells);
        assert!(!attack.is_safe());
        assert!(attack.proof(&cells).is_some());
        let unknown = cells.iter().filter(|(_, cell)| cell.state != State::Shown).count();
        let bounded = attack.findings.iter().all(|finding| finding.greatest.is_some());
        let small = cells.relations().iter().all(|relation| cells.get(relation.total).value < 20);
        if unknown < 9 && bounded && small {
            // Independently: some cell that needs protection is narrower than its threshold.
            let narrow = |&(id, least, most): &(CellId, u64, u64)| {
                cells.get(id).needs_protection() && most - least < cells.get(id).threshold
            };
            assert!(enumerate(&cells).iter().any(narrow));
            enumerated += 1;
        }
        found += 1;
    }
}

#[test]
fn what_is_hidden_weighs_little_more_than_the_optimum() {
    let mut random = Random::new(5);
    let (mut tables, mut ratios, mut greedy_ratios, mut worst) = (0, 0.0, 0.0, 1.0_f64);
    while tables < 12 {
        let (start, _) = tangle(&mut random);
        let Some(least) = lightest(&start) else { continue };
        let mut cells = start.clone();
        let done = suppress(&mut cells);
        let mut greedy = start.clone();
        suppress_with(&mut greedy, false);
        let ratio = hidden_weight(&cells) as f64 / least as f64;
        assert!(done.optimal);
        greedy_ratios += hidden_weight(&greedy) as f64 / least as f64;
        worst = worst.max(ratio);
        ratios += ratio;
        tables += 1;
    }
    assert!(
        (ratios / f64::from(tables) - 1.0).abs() < 1e-9 && (worst - 1.0).abs() < 1e-9,
        "{worst}"
    );
    // What a list too large for the optimum gets: a stated distance, not a good one.
    assert!(greedy_ratios / f64::from(tables) < 1.7, "{}", greedy_ratios / f64::from(tables));
}

fn hidden_weight(cells: &Cells) -> u64 {
    cells.iter().filter(|(_, cell)| cell.state == State::Hidden).map(|(_, cell)| cell.weight).sum()
}

#[test]
fn the_same_list_gives_the_same_answer() {
    let answer = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut random = Random::new(8);
            (0..6)
                .map(|_| {
                    let (cells, done) = family(&mut random);
                    (attack(&cells), done)
                })
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(answer(1), answer(3));
}
