//! Large tables plane by plane: networks beside the exact attacker, and what they claim beside its bounds.

use super::super::cube::{Cube, reached};
use super::super::plane::{Ask, Paths};
use super::super::shield::shield;
use super::super::system::System;
use super::super::{CellId, Cells, Dimension, State, Table, attack, suppress};
use super::invent::Random;

/// A table of summed dimensions with skewed counts, more in the first line, every third with pages.
fn block(random: &mut Random, sizes: &[usize], largest: u64) -> Cells {
    let names = |n: usize| (0..n).map(|at| at.to_string()).collect::<Vec<_>>();
    let mut dimensions: Vec<Dimension> = sizes
        .iter()
        .zip(["agency", "month", "category", "outcome"])
        .map(|(&size, name)| Dimension::summed(name, &names(size), 5))
        .collect();
    // The last line of the last dimension is sensitive.
    if let Some(node) = dimensions.last_mut().and_then(|dimension| dimension.nodes.last_mut()) {
        node.threshold = 10;
    }
    let paged = random.below(3) == 0;
    let plane: usize = sizes[1..].iter().product();
    let counts = (0..sizes.iter().product())
        .map(|at| {
            let value = random.skewed(largest) + if at < plane { largest } else { 0 };
            (value, if paged { random.below(value + 1) } else { 0 })
        })
        .collect();
    let mut cells = Cells::new();
    Table { name: "t".to_owned(), dimensions, counts }.declare(&mut cells).unwrap();
    cells
}

#[test]
fn a_network_moves_as_far_as_the_exact_bounds() {
    let mut random = Random::new(29);
    let mut compared = 0;
    for _ in 0..150 {
        let shape = [2 + random.below(4) as usize, 2 + random.below(4) as usize];
        let mut cells = block(&mut random, &shape, 12);
        let ids: Vec<CellId> = cells.iter().map(|(id, _)| id).collect();
        ids.into_iter().filter(|_| random.below(5) < 3).for_each(|id| cells.hide(id));
        let attack = attack(&cells);
        let system = System::new(&cells);
        let cube = Cube::new(&system, &system.grids[0]).unwrap();
        let side = cube.side(vec![(0, 1)], &|cell| system.open[cell as usize]);
        let mut paths = Paths::new(cube.plane);
        for place in 0..cube.size() {
            let cell = cube.cell(0, place);
            let Some(finding) = attack.of(System::id(cell)) else { continue };
            if cells.get(finding.cell).state == State::Shown {
                continue;
            }
            let mut far = |up: bool| {
                let ask = Ask { cell: place, up, with: 1, back: 0, price: &[], limit: 0 };
                {
                    let mut moved = paths.still();
                    paths.push(ask, &side.room, &mut moved, 1000) as u64
                }
            };
            let value = cells.get(finding.cell).value;
            assert!(finding.exact);
            assert_eq!(finding.least, value - far(false));
            // No count here is near a thousand: what goes so far goes on without end.
            let up = far(true);
            assert_eq!(finding.greatest, (up < 1000).then_some(value + up));
            compared += 1;
        }
    }
    assert!(1000 < compared, "{compared}");
}

#[test]
fn what_planes_claim_lies_within_the_exact_bounds() {
    let mut random = Random::new(31);
    let (mut claimed, mut asked_for) = (0, 0);
    for shape in [[3, 3, 3].as_slice(), &[4, 3, 2], &[2, 3, 2, 2], &[3, 4, 3], &[4, 4]] {
        for _ in 0..4 {
            let mut cells = block(&mut random, shape, 14);
            let breaking: Vec<CellId> =
                cells.iter().filter(|(_, cell)| cell.is_sensitive()).map(|(id, _)| id).collect();
            breaking.iter().for_each(|&id| cells.hide(id));
            let mut system = System::new(&cells);
            shield(&mut system).into_iter().for_each(|cell| cells.hide(System::id(cell)));
            let asked: Vec<u32> = (0..system.open.len() as u32)
                .filter(|&cell| system.guarded[cell as usize])
                .collect();
            let reached = reached(&system, &asked);
            let attack = attack(&cells);
            for (&cell, &(least, greatest)) in &reached {
                let finding = attack.of(System::id(cell)).unwrap();
                let on_pages = cells.get(finding.cell).on_pages;
                assert!(finding.safe, "{}", cells.name(finding.cell));
                assert!(finding.least <= on_pages + least as u64);
                assert!(finding.greatest.is_none_or(|most| on_pages + greatest as u64 <= most));
            }
            claimed += reached.len();
            asked_for += asked.len();
        }
    }
    // What is left is for the general search.
    assert!(asked_for * 9 < claimed * 10, "{claimed} of {asked_for}");
}

#[test]
fn a_large_table_is_safe_until_a_line_is_shown() {
    let mut random = Random::new(37);
    let mut cells = block(&mut random, &[40, 8, 5], 24);
    let done = suppress(&mut cells);
    assert!(done.lost.is_empty());
    let before = attack(&cells);
    assert!(400 < before.largest, "{}", before.largest);
    assert_eq!(before.proof(&cells), None);
    assert!(cells.iter().all(|(_, cell)| cell.state == State::Hidden || !cell.is_sensitive()));
    // All of a line but one small cell: its sum less the others.
    let line = |id: CellId| {
        cells.relations_of(id).find(|line| {
            cells.get(line.total).state == State::Shown
                && 2 <= line
                    .parts
                    .iter()
                    .filter(|&&part| cells.get(part).state == State::Hidden)
                    .count()
        })
    };
    let (small, line) = done.primary.iter().find_map(|&id| Some((id, line(id)?))).unwrap();
    let parts = line.parts.to_vec();
    parts.into_iter().filter(|&part| part != small).for_each(|part| cells.show(part));
    let after = attack(&cells);
    let finding = after.of(small).unwrap();
    assert!(!finding.safe && finding.least == finding.greatest.unwrap());
}

#[test]
fn cells_that_other_relations_hold_move_with_their_complement() {
    // A sentence says how many of a line were not in one cell of it: a complement stands beside every third cell.
    let mut random = Random::new(41);
    let mut cells = block(&mut random, &[4, 3, 3], 20);
    let lines: Vec<(CellId, CellId)> =
        cells.relations().iter().step_by(3).map(|line| (line.total, line.parts[0])).collect();
    for (total, part) in lines {
        cells.complement(total, part).unwrap();
    }
    let done = suppress(&mut cells);
    assert!(done.lost.is_empty() && attack(&cells).is_safe());
    let system = System::new(&cells);
    let asked: Vec<u32> =
        (0..system.open.len() as u32).filter(|&cell| system.guarded[cell as usize]).collect();
    assert!(!reached(&system, &asked).is_empty());
}
