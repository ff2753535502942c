//! A small chart for a list: shares of months in a line, between the lines of 0 and 100 percent.

use plotters::prelude::{Circle, Color, PathElement};

use super::Caption;
use super::ink::{self, Ink};

const SIZE: (u32, u32) = (112, 30);

/// Draws shares from 0 to 1 in order; `None` is a month that cannot be told, and leaves a gap.
/// Below two shares that can be told there is nothing to see, and no chart.
#[must_use]
pub fn spark(shares: &[Option<f64>], caption: Caption<'_>) -> Option<String> {
    if shares.iter().flatten().count() < 2 {
        return None;
    }
    let step = f64::from(SIZE.0 - 10) / (shares.len().max(2) - 1) as f64;
    let at = |place: usize, share: f64| {
        let x = (5.0 + step * place as f64).round() as i32;
        let y = (4.0 + (1.0 - share.clamp(0.0, 1.0)) * f64::from(SIZE.1 - 8)).round() as i32;
        (x, y)
    };
    Some(ink::draw(SIZE, caption, "spark", |area| {
        for y in [4, SIZE.1 as i32 - 4] {
            area.draw(&PathElement::new(vec![(0, y), (SIZE.0 as i32, y)], Ink::Grid.color()))
                .ok()?;
        }
        for run in runs(shares) {
            let points: Vec<_> = run.iter().map(|&(place, share)| at(place, share)).collect();
            if let [point] = points.as_slice() {
                area.draw(&Circle::new(*point, 2, Ink::Mark.color().filled())).ok()?;
            } else {
                area.draw(&PathElement::new(points, Ink::Mark.color().stroke_width(2))).ok()?;
            }
        }
        let (place, share) = shares
            .iter()
            .enumerate()
            .filter_map(|(place, share)| Some((place, (*share)?)))
            .next_back()?;
        area.draw(&Circle::new(at(place, share), 3, Ink::Mark.color().filled())).ok()
    }))
}

/// The stretches of months that follow one another without a gap.
fn runs(shares: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
    for (place, share) in shares.iter().enumerate() {
        match (share, runs.last_mut()) {
            (Some(share), Some(run)) => run.push((place, *share)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption() -> Caption<'static> {
        Caption { id: "s", title: "Judul", description: "Isi" }
    }

    #[test]
    fn below_two_points_there_is_no_chart() {
        assert_eq!(spark(&[], caption()), None);
        assert_eq!(spark(&[Some(0.5), None, None], caption()), None);
    }

    #[test]
    fn a_gap_breaks_the_line() {
        let joined = spark(&[Some(0.1), Some(0.2), Some(0.3)], caption()).unwrap_or_default();
        ink::assert_fit_for_a_page(&joined);
        assert_eq!(joined.matches("s-mark").count(), 1);
        let shares = [Some(0.1), Some(0.2), None, Some(0.9), Some(0.8), None, Some(0.3)];
        let broken = spark(&shares, caption()).unwrap_or_default();
        assert_eq!(broken.matches("s-mark").count(), 2, "two lines");
        assert_eq!(broken.matches("f-mark").count(), 2, "a month alone, and the last");
    }
}
