//! Charts: plotters draws them, and they come out as SVG that stands in a page.
//!
//! A chart is a pure function of its data. It names no colour and no font: what plotters draws in
//! a stand-in colour becomes a class (`f-mark` for a fill, `s-mark` for a stroke), and the style
//! sheet says what that looks like in light, in dark and on paper. Nothing in it needs `style=`.

mod bar;
mod ink;
mod months;
mod spark;

pub use bar::{Part, bar};
pub use months::{MonthPoint, months};
pub use spark::spark;

/// A chart's words: what it finds, and what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// The finding, as the chart's title.
    pub title: &'a str,
    /// What is drawn, for those who do not see it.
    pub description: &'a str,
}
