//! A share by month: a dot for each, and its interval as an upright line.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, ChartBuilder, ChartContext, Circle, Color, DrawingArea, IntoFont, LineSeries,
    PathElement, SVGBackend, Text, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::Caption;
use super::ink::{self, Ink};
use crate::model::Interval;

/// One month of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthPoint {
    /// The month's short name, such as `Agu`.
    pub label: String,
    /// The year under its first month; empty elsewhere.
    pub year: String,
    /// The share, 0 to 1, and its interval; none where there is nothing to show.
    pub share: Option<(f64, Interval)>,
    /// Enough are due to tell; else the dot is hollow.
    pub solid: bool,
}

const WIDE: (u32, u32) = (720, 250);
const NARROW: (u32, u32) = (320, 230);
/// Room left of the plot for the percents, and below it for months and years.
const LEFT: u32 = 46;
const BELOW: u32 = 44;

type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// The chart twice: for a wide page and for a phone, of which the style sheet shows one.
#[must_use]
pub fn months(points: &[MonthPoint], caption: Caption<'_>) -> (String, String) {
    let one = |size, suffix: &str, class| {
        let id = format!("{}-{suffix}", caption.id);
        ink::draw(size, Caption { id: &id, ..caption }, class, |area| draw(area, size, points))
    };
    (one(WIDE, "l", "chart chart-wide"), one(NARROW, "k", "chart chart-narrow"))
}

fn draw(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    size: (u32, u32),
    points: &[MonthPoint],
) -> Option<()> {
    let last = points.len().max(1) as f64;
    let mut chart = ChartBuilder::on(area)
        .margin_top(12)
        .margin_right(6)
        .x_label_area_size(BELOW)
        .y_label_area_size(LEFT)
        .build_cartesian_2d(0.0..last, 0.0..100.0)
        .ok()?;
    grid(area, &mut chart, last)?;
    labels(area, &chart, size, points)?;
    ranges(&mut chart, points)?;
    thread(&mut chart, points)?;
    dots(&mut chart, points)
}

fn grid(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    chart: &mut Chart<'_, '_>,
    last: f64,
) -> Option<()> {
    for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        chart
            .draw_series(LineSeries::new([(0.0, percent), (last, percent)], Ink::Grid.color()))
            .ok()?;
        if percent % 50.0 == 0.0 {
            let (x, y) = chart.backend_coord(&(0.0, percent));
            let style = words(HPos::Right, VPos::Center);
            area.draw(&Text::new(format!("{percent} %"), (x - 7, y), style)).ok()?;
        }
    }
    Some(())
}

/// Every month has its name where there is room, else every second, third, sixth or twelfth.
fn labels(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    chart: &Chart<'_, '_>,
    size: (u32, u32),
    points: &[MonthPoint],
) -> Option<()> {
    let room = f64::from(size.0 - LEFT) / points.len().max(1) as f64;
    let step =
        [1, 2, 3, 6, 12].into_iter().find(|step| 34.0 <= room * f64::from(*step)).unwrap_or(24);
    for (place, point) in points.iter().enumerate() {
        let (x, y) = chart.backend_coord(&(place as f64 + 0.5, 0.0));
        if (place as u32).is_multiple_of(step) {
            let style = words(HPos::Center, VPos::Top);
            area.draw(&Text::new(point.label.clone(), (x, y + 7), style)).ok()?;
        }
        if !point.year.is_empty() {
            let style = words(if place == 0 { HPos::Left } else { HPos::Center }, VPos::Top);
            let x = if place == 0 { x - 12 } else { x };
            area.draw(&Text::new(point.year.clone(), (x, y + 24), style)).ok()?;
        }
    }
    Some(())
}

fn ranges(chart: &mut Chart<'_, '_>, points: &[MonthPoint]) -> Option<()> {
    let style = Ink::Range.color().stroke_width(2);
    let lines = points.iter().enumerate().filter_map(|(place, point)| {
        let (_, Interval { low, high }) = point.share?;
        let x = place as f64 + 0.5;
        Some(PathElement::new(vec![(x, percent(low)), (x, percent(high))], style))
    });
    chart.draw_series(lines).ok().map(|_| ())
}

/// Joins months that follow one another and can both be told; a gap stays a gap.
fn thread(chart: &mut Chart<'_, '_>, points: &[MonthPoint]) -> Option<()> {
    for (place, pair) in points.windows(2).enumerate() {
        if let [
            MonthPoint { share: Some((from, _)), solid: true, .. },
            MonthPoint { share: Some((to, _)), solid: true, .. },
        ] = pair
        {
            let x = place as f64 + 0.5;
            let line = [(x, percent(*from)), (x + 1.0, percent(*to))];
            chart.draw_series(LineSeries::new(line, Ink::Thread.color())).ok()?;
        }
    }
    Some(())
}

fn dots(chart: &mut Chart<'_, '_>, points: &[MonthPoint]) -> Option<()> {
    let dots = points.iter().enumerate().filter_map(|(place, point)| {
        let (share, _) = point.share?;
        let at = (place as f64 + 0.5, percent(share));
        let style = Ink::Mark.color();
        Some(if point.solid {
            Circle::new(at, 5, style.filled())
        } else {
            Circle::new(at, 4, style.stroke_width(2))
        })
    });
    chart.draw_series(dots).ok().map(|_| ())
}

fn percent(fraction: f64) -> f64 {
    if fraction.is_finite() { fraction.clamp(0.0, 1.0) * 100.0 } else { 0.0 }
}

fn words(horizontal: HPos, vertical: VPos) -> TextStyle<'static> {
    let style = TextStyle::from(("sans-serif", 13).into_font());
    TextStyle { color: Ink::Text.color().to_backend_color(), ..style }
        .pos(Pos::new(horizontal, vertical))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption() -> Caption<'static> {
        Caption { id: "c", title: "Judul", description: "Isi" }
    }

    fn point(share: f64, solid: bool) -> MonthPoint {
        let interval = Interval { low: share - 0.1, high: share + 0.1 };
        MonthPoint {
            label: "Agu".into(),
            year: String::new(),
            share: Some((share, interval)),
            solid,
        }
    }

    #[test]
    fn no_month_and_one_month_are_charts_too() {
        for points in [vec![], vec![point(0.5, true)], vec![point(0.0, false), point(1.0, true)]] {
            let (wide, narrow) = months(&points, caption());
            ink::assert_fit_for_a_page(&wide);
            ink::assert_fit_for_a_page(&narrow);
            assert_eq!(wide.matches("<circle").count(), points.len());
        }
    }

    #[test]
    fn a_month_that_cannot_be_told_is_hollow_and_not_joined() {
        let (wide, _) = months(&[point(0.5, true), point(0.6, false), point(0.7, true)], caption());
        assert_eq!(wide.matches("s-mark").count(), 1, "one hollow dot");
        assert_eq!(wide.matches("f-mark").count(), 2, "two full dots");
        assert_eq!(wide.matches("s-thread").count(), 0);
        let (joined, _) = months(&[point(0.5, true), point(0.7, true)], caption());
        assert_eq!(joined.matches("s-thread").count(), 1);
    }

    #[test]
    fn a_gap_is_drawn_as_nothing() {
        let gap =
            MonthPoint { label: "Sep".into(), year: "2025".into(), share: None, solid: false };
        let (wide, _) = months(&[point(0.5, true), gap, point(0.7, true)], caption());
        assert_eq!(wide.matches("<circle").count(), 2);
        assert!(wide.contains("2025"));
    }

    #[test]
    fn a_dot_stands_at_its_share() {
        let (wide, _) = months(&[point(1.0, true), point(0.0, true)], caption());
        // The plot runs from 12 to 206: 250 high, 12 above, 44 below.
        assert!(wide.contains("cy=\"12\"") && wide.contains("cy=\"205\""), "{wide}");
    }

    #[test]
    fn limits_that_are_no_numbers_draw_at_zero() {
        let mut odd = point(0.5, true);
        odd.share = Some((f64::NAN, Interval { low: f64::NEG_INFINITY, high: f64::NAN }));
        ink::assert_fit_for_a_page(&months(&[odd], caption()).0);
    }

    #[test]
    fn the_same_data_gives_the_same_bytes_and_ids_differ() {
        let points: Vec<_> = (0..18).map(|place| point(f64::from(place) / 20.0, true)).collect();
        let (wide, narrow) = months(&points, caption());
        assert_eq!((wide.clone(), narrow.clone()), months(&points, caption()));
        assert!(wide.contains("id=\"c-l-t\"") && narrow.contains("id=\"c-k-t\""));
    }
}
