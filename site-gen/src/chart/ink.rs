//! From plotters' output to SVG for a page: classes for colours, a title, a description.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, RGBColor, SVGBackend};

use super::Caption;

/// What a line or a surface stands for. Each has a stand-in colour that becomes a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Words on an axis.
    Text,
    /// Lines of the grid.
    Grid,
    /// The value itself.
    Mark,
    /// The uncertainty around it.
    Range,
    /// What joins values.
    Thread,
    /// On time.
    Met,
    /// Late.
    Late,
    /// Overdue.
    Overdue,
}

impl Ink {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Text, "text"),
        (Self::Grid, "grid"),
        (Self::Mark, "mark"),
        (Self::Range, "range"),
        (Self::Thread, "thread"),
        (Self::Met, "met"),
        (Self::Late, "late"),
        (Self::Overdue, "overdue"),
    ];

    /// The stand-in colour.
    pub(super) const fn color(self) -> RGBColor {
        RGBColor(1, 2, self as u8 + 1)
    }

    /// The class of what has this value, if it is a stand-in colour: `#010203` is `mark`.
    fn class_of(value: &str) -> Option<&'static str> {
        let number = value.strip_prefix("#0102")?;
        let place = usize::from_str_radix(number, 16).ok()?.checked_sub(1)?;
        Self::ALL.get(place).map(|(_, class)| *class)
    }
}

pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Draws on an area of this size and dresses the result. What plotters cannot draw is left out:
/// writing to a string does not fail.
pub(super) fn draw<F>(size: (u32, u32), caption: Caption<'_>, class: &str, drawing: F) -> String
where
    F: FnOnce(&Area<'_>) -> Option<()>,
{
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let _drawn = drawing(&area);
        let _written = area.present();
    }
    dress(&svg, size, caption, class)
}

fn dress(svg: &str, (width, height): (u32, u32), caption: Caption<'_>, class: &str) -> String {
    // The first line is plotters' own root element.
    let body = svg.split_once('\n').map_or("", |(_, body)| body);
    let Caption { id, title, description } = caption;
    let mut dressed = format!(
        "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
         viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(description),
    );
    dressed.reserve(body.len());
    for line in body.lines() {
        dress_line(line, &mut dressed);
    }
    dressed
}

/// Writes a line of plotters with classes for colours, and without what the style sheet says.
fn dress_line(line: &str, dressed: &mut String) {
    let mut rest = line;
    // The words of a text element stand on a line of their own.
    while rest.starts_with('<') || rest.starts_with(' ') {
        let Some((key, value, after)) = attribute(rest) else { break };
        let (before, name) = key.split_at(key.rfind(' ').unwrap_or(key.len()));
        dressed.push_str(before);
        match (name, Ink::class_of(value)) {
            (" fill", Some(class)) => dressed.extend([" class=\"f-", class, "\""]),
            (" stroke", Some(class)) => dressed.extend([" class=\"s-", class, "\""]),
            (" opacity", _) if value == "1" => {}
            (" stroke", _) if value == "none" => {}
            (" font-family" | " font-size", _) => {}
            _ => dressed.extend([name, "=\"", value, "\""]),
        }
        rest = after;
    }
    dressed.push_str(rest);
}

/// What stands before the next `="`, the value behind it, and the rest behind its quotation mark.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (key, rest) = text.split_once("=\"")?;
    let (value, rest) = rest.split_once('"')?;
    Some((key, value, rest))
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What every chart must be, checked by the tests of each.
#[cfg(test)]
pub(super) fn assert_fit_for_a_page(svg: &str) {
    assert!(svg.starts_with("<svg class=\""), "{svg}");
    assert!(svg.ends_with("</svg>"), "{svg}");
    assert!(svg.contains("<title id=") && svg.contains("<desc id="), "{svg}");
    for forbidden in ["style=", "#0", "font-family", "fill=\"#", "stroke=\"#", "NaN", "inf"] {
        assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ink_has_its_place_and_its_own_colour() {
        for (place, (ink, class)) in Ink::ALL.into_iter().enumerate() {
            assert_eq!(ink as usize, place);
            let RGBColor(red, green, blue) = ink.color();
            let value = format!("#{red:02X}{green:02X}{blue:02X}");
            assert_eq!(Ink::class_of(&value), Some(class), "{value}");
        }
        for value in ["#010200", "#010209", "#0102", "#000000", "none"] {
            assert_eq!(Ink::class_of(value), None, "{value}");
        }
    }

    #[test]
    fn a_line_keeps_all_but_colours_and_type() {
        let dressed = |line: &str| {
            let mut dressed = String::new();
            dress_line(line, &mut dressed);
            dressed
        };
        for (line, expected) in [
            (
                "<polyline fill=\"none\" opacity=\"1\" stroke=\"#010202\" stroke-width=\"1\" points=\"1,2 3,4 \"/>",
                "<polyline fill=\"none\" class=\"s-grid\" stroke-width=\"1\" points=\"1,2 3,4 \"/>",
            ),
            (
                "<circle cx=\"1\" cy=\"2\" r=\"5\" opacity=\"1\" fill=\"#010203\" stroke=\"none\"/>",
                "<circle cx=\"1\" cy=\"2\" r=\"5\" class=\"f-mark\"/>",
            ),
            (
                "<text x=\"1\" dy=\"0.76em\" font-family=\"sans-serif\" font-size=\"10.4\" opacity=\"1\" fill=\"#010201\">",
                "<text x=\"1\" dy=\"0.76em\" class=\"f-text\">",
            ),
            (
                "<rect opacity=\"0.5\" fill=\"#FF0000\"/>",
                "<rect opacity=\"0.5\" fill=\"#FF0000\"/>",
            ),
            ("25 %, opacity=\"1\"", "25 %, opacity=\"1\""),
            ("</text>", "</text>"),
            ("", ""),
        ] {
            assert_eq!(dressed(line), expected);
        }
    }

    #[test]
    fn words_of_a_chart_are_escaped() {
        let caption = Caption { id: "x", title: "a < b & \"c\"", description: "<script>" };
        let svg = draw((10, 10), caption, "chart", |_| Some(()));
        assert_fit_for_a_page(&svg);
        assert!(svg.contains("a &lt; b &amp; &quot;c&quot;") && !svg.contains("<script>"));
    }
}
