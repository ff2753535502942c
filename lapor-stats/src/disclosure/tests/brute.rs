//! The attacker beside plain enumeration and beside a floating-point solver.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, constraint, microlp, variable};

use super::super::{CellId, Cells, State, attack};
use super::invent::{Random, tangle};

/// The bounds of each unknown cell by going through all tables.
pub(super) fn enumerate(cells: &Cells) -> Vec<(CellId, u64, u64)> {
    let unknown: Vec<CellId> =
        cells.iter().filter(|(_, cell)| cell.state != State::Shown).map(|(id, _)| id).collect();
    let mut values: Vec<u64> = cells.iter().map(|(_, cell)| cell.value).collect();
    let mut found: Vec<(CellId, u64, u64)> = unknown.iter().map(|&id| (id, u64::MAX, 0)).collect();
    // A relation is checked once the last of its unknown cells has a value.
    let last: Vec<Option<usize>> = cells
        .relations()
        .iter()
        .map(|relation| {
            let members = relation.parts.iter().chain([&relation.total]);
            members.filter_map(|id| unknown.iter().position(|other| other == id)).max()
        })
        .collect();
    fill(cells, &unknown, &last, 0, &mut values, &mut found);
    found
}

fn fill(
    cells: &Cells,
    unknown: &[CellId],
    last: &[Option<usize>],
    at: usize,
    values: &mut [u64],
    found: &mut [(CellId, u64, u64)],
) {
    if at == unknown.len() {
        for (id, least, most) in found {
            *least = values[id.index()].min(*least);
            *most = values[id.index()].max(*most);
        }
        return;
    }
    let id = unknown[at];
    let bound =
        cells.relations_of(id).map(|relation| cells.get(relation.total).value).max().unwrap_or(0);
    for value in cells.get(id).on_pages..=bound {
        values[id.index()] = value;
        let holds = cells.relations().iter().zip(last).filter(|(_, last)| **last == Some(at)).all(
            |(relation, _)| {
                relation.parts.iter().map(|part| values[part.index()]).sum::<u64>()
                    == values[relation.total.index()]
            },
        );
        if holds {
            fill(cells, unknown, last, at + 1, values, found);
        }
    }
}

/// Hides some parts and no sums, so that every cell is bounded and enumeration ends.
fn veiled(random: &mut Random) -> Option<Cells> {
    let (mut cells, ids) = tangle(random);
    let sums: Vec<CellId> = cells.relations().iter().map(|relation| relation.total).collect();
    let mut hidden = 0;
    for id in ids {
        if hidden < 7 && !sums.contains(&id) && random.below(2) == 0 {
            cells.hide(id);
            hidden += 1;
        }
    }
    Some(cells).filter(|cells| {
        cells.relations().iter().all(|relation| cells.get(relation.total).value < 14)
    })
}

#[test]
fn bounds_equal_enumeration() {
    let mut random = Random::new(17);
    let mut compared = 0;
    for _ in 0..4000 {
        let Some(cells) = veiled(&mut random) else { continue };
        let attack = attack(&cells);
        for (id, least, most) in enumerate(&cells) {
            let Some(finding) = attack.of(id) else { continue };
            assert!(finding.exact);
            assert_eq!(
                (finding.least, finding.greatest),
                (least, Some(most)),
                "{}",
                cells.name(id)
            );
            compared += 1;
        }
    }
    assert!(3000 < compared, "{compared}");
}

/// The rational bounds of microlp, through good_lp, rounded inwards with care, contain ours and are mostly the same.
#[test]
fn bounds_agree_with_a_floating_point_solver() {
    let mut random = Random::new(8);
    let (mut compared, mut equal) = (0, 0);
    for _ in 0..60 {
        let (mut cells, _) = tangle(&mut random);
        super::super::suppress(&mut cells);
        let attack = attack(&cells);
        for finding in attack.findings.iter().take(6) {
            let mut variables = ProblemVariables::new();
            let place: Vec<_> = cells
                .iter()
                .map(|(_, cell)| match cell.state {
                    State::Shown => Expression::from(cell.value as f64),
                    _ => Expression::from(variables.add(variable().min(cell.on_pages as f64))),
                })
                .collect();
            let (Some(most), true) = (finding.greatest, finding.exact) else { continue };
            let goal = place[finding.cell.index()].clone();
            let solve = |down: bool| {
                let goal = goal.clone();
                let problem = if down {
                    variables.clone().minimise(goal)
                } else {
                    variables.clone().maximise(goal)
                };
                let mut model = problem.using(microlp);
                for relation in cells.relations() {
                    let sum: Expression =
                        relation.parts.iter().map(|part| place[part.index()].clone()).sum();
                    model = model.with(constraint!(sum == place[relation.total.index()].clone()));
                }
                model.solve().unwrap().eval(place[finding.cell.index()].clone())
            };
            let (low, high) = (solve(true), solve(false));
            let (low, high) = ((low - 1e-6).ceil() as u64, (high + 1e-6).floor() as u64);
            assert!(low <= finding.least && most <= high, "{low} {high} {finding:?}");
            compared += 1;
            equal += usize::from((low, high) == (finding.least, most));
        }
    }
    assert!(150 < compared && compared * 9 < equal * 10, "{equal} of {compared}");
}
