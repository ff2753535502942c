//! Marks of verdicts in a page, and what people read beside them.

/// The tags with a mark, each with the text that stands in it after a first inner element that only decorates.
pub(super) fn tags(html: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    html.match_indices('<').filter_map(|(offset, _)| {
        let (tag, rest) = html[offset..].split_once('>')?;
        if !tag.contains(" data-") {
            return None;
        }
        let rest = match rest.strip_prefix("<span class=\"sign") {
            Some(sign) => sign.split_once("</span>")?.1,
            None => rest,
        };
        Some((offset, tag, rest.split('<').next().unwrap_or_default().trim()))
    })
}

/// Whether a text names a day such as 2015-03-06: its day and its year stand in it as numbers.
pub(super) fn says(text: &str, day: &str) -> bool {
    let numbers: Vec<&str> = text
        .split(|character: char| !character.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let mut parts = day.split('-');
    let (year, of_month) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
    numbers.contains(&year) && numbers.contains(&of_month.trim_start_matches('0'))
}

/// The value of an attribute of a tag as the templates write it.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    between(tag, &format!(" {name}=\""), "\"")
}

/// What stands between two texts.
pub(super) fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_its_day_in_any_language() {
        assert!(
            says("Jum, 6 Mar 2015", "2015-03-06")
                && says("overdue since 16 March 2015", "2015-03-16")
        );
        assert!(!says("Sab, 7 Mar 2015", "2015-03-06") && !says("6 Mar 2016", "2015-03-06"));
    }

    #[test]
    fn a_tag_with_a_mark_has_the_words_after_its_sign() {
        let html = "<p>x</p><span class=\"chip\" data-verdict=\"a Closure Met -\"><span class=\"sign met\"></span>Kept</span><dd data-day=\"due 2015-03-06\">6 Mar 2015</dd>";
        let found: Vec<_> =
            tags(html).map(|(_, tag, text)| (attribute(tag, "data-verdict"), text)).collect();
        assert_eq!(found, [(Some("a Closure Met -"), "Kept"), (None, "6 Mar 2015")]);
        // One name is not the beginning of another.
        assert_eq!(attribute("<p data-due-promised=\"x\"", "data-due"), None);
    }
}
