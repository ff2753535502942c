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

    fn hex(self) -> String {
        let RGBColor(red, green, blue) = self.color();
        format!("#{red:02X}{green:02X}{blue:02X}")
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
    for line in body.lines() {
        dressed.push_str(&dress_line(line));
    }
    dressed
}

fn dress_line(line: &str) -> String {
    if !line.starts_with('<') {
        // The words of a text element stand on a line of their own.
        return line.to_owned();
    }
    let mut line = line.to_owned();
    for (ink, name) in Ink::ALL {
        let hex = ink.hex();
        line = line.replace(&format!("fill=\"{hex}\""), &format!("class=\"f-{name}\""));
        line = line.replace(&format!("stroke=\"{hex}\""), &format!("class=\"s-{name}\""));
    }
    line = line.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "");
    for attribute in [" font-family=\"", " font-size=\""] {
        if let Some((before, after)) = line.split_once(attribute) {
            let rest = after.split_once('"').map_or("", |(_, rest)| rest);
            line = format!("{before}{rest}");
        }
    }
    line
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
        for (place, (ink, _)) in Ink::ALL.into_iter().enumerate() {
            assert_eq!(ink as usize, place);
            assert_eq!(Ink::ALL.iter().filter(|(other, _)| other.hex() == ink.hex()).count(), 1);
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
