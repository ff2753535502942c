//! One bar in parts: on time full, late half as high, overdue hollow, so that it can be read
//! without colour.

use plotters::prelude::{Color, Rectangle};

use super::Caption;
use super::ink::{self, Ink};

const SIZE: (u32, u32) = (320, 18);
const GAP: i32 = 2;

/// What a part of the bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// On time: the full height.
    Met,
    /// Late: half as high.
    Late,
    /// Overdue: hollow.
    Overdue,
}

/// Draws parts in the order given, each as long as its count; nothing of nothing is no bar. A part
/// that is not zero is at least three wide, so that it can be seen.
#[must_use]
pub fn bar(parts: &[(Part, u64)], caption: Caption<'_>) -> Option<String> {
    let total: u128 = parts.iter().map(|(_, count)| u128::from(*count)).sum();
    if total == 0 {
        return None;
    }
    let widths = widths(parts, total);
    Some(ink::draw(SIZE, caption, "bar", |area| {
        let mut left = 0;
        for ((part, _), width) in parts.iter().zip(widths) {
            if width == 0 {
                continue;
            }
            let right = (left + width - GAP).max(left + 1);
            let bottom = SIZE.1 as i32;
            let shape = match part {
                Part::Met => {
                    Rectangle::new([(left, 0), (right, bottom)], Ink::Met.color().filled())
                }
                Part::Late => Rectangle::new(
                    [(left, bottom / 2), (right, bottom)],
                    Ink::Late.color().filled(),
                ),
                Part::Overdue => Rectangle::new(
                    [(left + 1, 1), ((right - 1).max(left + 2), bottom - 1)],
                    Ink::Overdue.color().stroke_width(2),
                ),
            };
            area.draw(&shape).ok()?;
            left += width;
        }
        Some(())
    }))
}

fn widths(parts: &[(Part, u64)], total: u128) -> Vec<i32> {
    const LEAST: i32 = 5;
    let whole = u128::from(SIZE.0);
    let mut widths: Vec<i32> = parts
        .iter()
        .map(|(_, count)| {
            let width = (u128::from(*count) * whole / total) as i32;
            if *count == 0 { 0 } else { width.max(LEAST) }
        })
        .collect();
    let rest = SIZE.0 as i32 - widths.iter().sum::<i32>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += rest;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption() -> Caption<'static> {
        Caption { id: "b", title: "Judul", description: "Isi" }
    }

    #[test]
    fn nothing_is_no_bar() {
        assert_eq!(bar(&[], caption()), None);
        assert_eq!(bar(&[(Part::Met, 0), (Part::Late, 0)], caption()), None);
    }

    #[test]
    fn parts_fill_the_bar_and_none_is_lost() {
        let parts = [(Part::Met, 1_000_000), (Part::Late, 1), (Part::Overdue, 1)];
        let found = widths(&parts, 1_000_002);
        assert_eq!(found.iter().sum::<i32>(), 320);
        assert_eq!(&found[1..], [5, 5]);
        let svg = bar(&parts, caption()).unwrap_or_default();
        ink::assert_fit_for_a_page(&svg);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("s-overdue") && svg.contains("f-late") && svg.contains("f-met"));
    }

    #[test]
    fn a_part_of_zero_is_not_drawn() {
        let svg = bar(&[(Part::Met, 3), (Part::Late, 0)], caption()).unwrap_or_default();
        assert_eq!(svg.matches("<rect").count(), 1);
        assert_eq!(
            widths(&[(Part::Met, u64::MAX), (Part::Late, u64::MAX)], u128::from(u64::MAX) * 2),
            [160, 160]
        );
    }
}
