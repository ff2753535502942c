//! Bounds from above: what each relation alone leaves to its members, until nothing changes.

use super::system::System;

/// The greatest rest that a cell can have; no relation bounds it beyond this.
pub(crate) const ENDLESS: i64 = i64::MAX / 4;

/// How often all rows are gone through: bounds may creep by one for ever, and each of them is valid.
const PASSES: usize = 40;

/// The least and greatest rests of a component's cells that its rows one by one allow.
///
/// Interval propagation: a member is at least the sum of its row less the greatest values of the others, and at most
/// the sum less their least.
pub(crate) fn outer(system: &System, component: &[u32], rows: &[u32]) -> Vec<(i64, i64)> {
    let mut bounds = vec![(0_i64, ENDLESS); component.len()];
    let place = |cell: u32| component.binary_search(&cell).ok();
    let rows: Vec<Vec<(usize, i64)>> = rows
        .iter()
        .map(|&row| {
            let members = system.rows[row as usize].iter();
            members.filter_map(|&(cell, sign)| Some((place(cell)?, i64::from(sign)))).collect()
        })
        .collect();
    let sums: Vec<i64> = rows
        .iter()
        .map(|row| row.iter().map(|&(at, sign)| sign * system.rest[component[at] as usize]).sum())
        .collect();
    for _ in 0..PASSES {
        let mut changed = false;
        for (row, &sum) in rows.iter().zip(&sums) {
            changed |= tighten(row, sum, &mut bounds);
        }
        if !changed {
            break;
        }
    }
    bounds
}

fn tighten(row: &[(usize, i64)], sum: i64, bounds: &mut [(i64, i64)]) -> bool {
    // The least and greatest of each signed member; endless ones are counted, not added.
    let ends = |(at, sign): (usize, i64), bounds: &[(i64, i64)]| {
        let (low, high) = bounds[at];
        let (low, high) = (Some(low), (high < ENDLESS).then_some(high));
        if 0 < sign { (low, high) } else { (high.map(|high| -high), low.map(|low| -low)) }
    };
    let (mut least, mut no_least, mut greatest, mut no_greatest) = (0_i64, 0, 0_i64, 0);
    for &member in row {
        let (low, high) = ends(member, bounds);
        match low {
            Some(low) => least += low,
            None => no_least += 1,
        }
        match high {
            Some(high) => greatest += high,
            None => no_greatest += 1,
        }
    }
    let mut changed = false;
    for &(at, sign) in row {
        let (low, high) = ends((at, sign), bounds);
        let others_least =
            (no_least == usize::from(low.is_none())).then(|| least - low.unwrap_or(0));
        let others_greatest =
            (no_greatest == usize::from(high.is_none())).then(|| greatest - high.unwrap_or(0));
        let (at_most, at_least) =
            (others_least.map(|others| sum - others), others_greatest.map(|others| sum - others));
        let (new_low, new_high) = if 0 < sign {
            (at_least, at_most)
        } else {
            (at_most.map(|most| -most), at_least.map(|least| -least))
        };
        let old = bounds[at];
        let new = (old.0.max(new_low.unwrap_or(0)), old.1.min(new_high.unwrap_or(ENDLESS)));
        if new != old {
            bounds[at] = new;
            // The sums above are of the old bounds, which stay valid; the next pass uses the new ones.
            changed = true;
        }
    }
    changed
}
