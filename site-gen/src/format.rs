//! Numbers, days and phrases as a language writes them. The only place where an integer or a day
//! becomes text for a page.

mod language;

pub(crate) use language::Plural;
pub(crate) use language::Stage as StageWords;
pub use language::{Language, LanguageError};

use chrono::Datelike;
use lapor_core::Day;

use crate::model::{Cell, Interval, Month};

/// A space that does not break, between a number and its sign or unit.
const NO_BREAK: char = '\u{a0}';

impl Language {
    /// A count with its thousands apart: `1.234` or `1,234`.
    #[must_use]
    pub fn count(&self, count: u64) -> String {
        let digits = count.to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place != 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(&self.number.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// A count as it may be shown; a hidden one as the sign for it.
    #[must_use]
    pub fn cell(&self, cell: Cell) -> String {
        cell.shown().map_or_else(|| self.number.hidden.clone(), |count| self.count(count))
    }

    /// A share in percent, rounded half up to whole percents.
    ///
    /// Between 0 and 1 and between 99 and 100 it has one decimal and never becomes 0 or 100 by
    /// rounding: 'all' and 'none' are said only where they are true. Nothing of nothing is no
    /// share, hence none.
    #[must_use]
    pub fn share(&self, part: u64, whole: u64) -> Option<String> {
        if whole == 0 || whole < part {
            return None;
        }
        let (part, whole) = (u128::from(part), u128::from(whole));
        let percents = |scale: u128| (part * 100 * scale * 2 + whole) / (whole * 2);
        let near_an_end =
            part != 0 && part != whole && (part * 100 < whole || (whole - part) * 100 < whole);
        let number = if near_an_end {
            let tenths = percents(10).clamp(1, 999);
            format!("{}{}{}", tenths / 10, self.number.decimal, tenths % 10)
        } else {
            percents(1).to_string()
        };
        Some(self.percent(&number))
    }

    /// A fraction of one in percent: whole, with one decimal near its ends.
    #[must_use]
    pub fn fraction(&self, fraction: f64) -> String {
        self.percent(&self.percent_number(fraction))
    }

    /// An interval: `antara 65 dan 74 %`.
    #[must_use]
    pub fn interval(&self, interval: Interval) -> String {
        fill(
            &self.number.between,
            &[
                ("low", &self.percent_number(interval.low)),
                ("high", &self.percent_number(interval.high)),
            ],
        )
        .replace(" %", &format!("{NO_BREAK}%"))
    }

    /// An interval in a table: `65-74 %` with a dash.
    #[must_use]
    pub fn short_interval(&self, interval: Interval) -> String {
        let (low, high) = (self.percent_number(interval.low), self.percent_number(interval.high));
        self.percent(&format!("{low}–{high}"))
    }

    /// A day: `14 Agustus 2025`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        self.dated(&self.date.day, day)
    }

    /// A day with its weekday: `Kamis, 14 Agustus 2025`.
    #[must_use]
    pub fn weekday_day(&self, day: Day) -> String {
        self.dated(&self.date.weekday_day, day)
    }

    /// A day with its weekday, as short as a table wants it: `Kam, 14 Agu 2025`.
    #[must_use]
    pub fn short_day(&self, day: Day) -> String {
        self.dated(&self.date.short_day, day)
    }

    /// A month: `Agustus 2025`.
    #[must_use]
    pub fn month(&self, month: Month) -> String {
        let names = &self.date.months;
        self.named_month(names, month)
    }

    /// A month, short: `Agu 2025`.
    #[must_use]
    pub fn short_month(&self, month: Month) -> String {
        let names = &self.date.months_short;
        self.named_month(names, month)
    }

    /// The name of a month without its year, short: `Agu`.
    #[must_use]
    pub fn month_name(&self, month: Month) -> &str {
        name_of(&self.date.months_short, month.number().saturating_sub(1))
    }

    /// From one month to another: `Juli 2024 sampai Desember 2025`; one month alone if they are equal.
    #[must_use]
    pub fn months(&self, first: Month, last: Month) -> String {
        if first == last {
            return self.month(first);
        }
        fill(&self.date.span, &[("from", &self.month(first)), ("to", &self.month(last))])
    }

    /// A phrase with its count.
    pub(crate) fn plural(&self, phrase: &Plural, count: u64) -> String {
        let phrase = if count == 1 { &phrase.one } else { &phrase.other };
        fill(phrase, &[("n", &self.count(count))])
    }

    fn percent(&self, number: &str) -> String {
        fill(&self.number.percent, &[("n", number)]).replace(' ', &NO_BREAK.to_string())
    }

    fn percent_number(&self, fraction: f64) -> String {
        // What is no number becomes 0: a fraction comes from counts and is never one.
        let tenths = (fraction.clamp(0.0, 1.0) * 1000.0).round() as u32;
        let near_an_end = (1..10).contains(&tenths) || (991..1000).contains(&tenths);
        if near_an_end {
            format!("{}{}{}", tenths / 10, self.number.decimal, tenths % 10)
        } else {
            format!("{:.0}", fraction.clamp(0.0, 1.0) * 100.0)
        }
    }

    fn dated(&self, pattern: &str, day: Day) -> String {
        let number = day.date().day().to_string();
        let month = day.month().saturating_sub(1);
        let weekday = u32::from(day.weekday().from_monday_number());
        fill(
            pattern,
            &[
                ("day", &number),
                ("month", name_of(&self.date.months, month)),
                ("month_short", name_of(&self.date.months_short, month)),
                ("year", &day.year().to_string()),
                ("weekday", name_of(&self.date.weekdays, weekday)),
                ("weekday_short", name_of(&self.date.weekdays_short, weekday)),
            ],
        )
    }

    fn named_month(&self, names: &[String], month: Month) -> String {
        let name = name_of(names, month.number().saturating_sub(1));
        fill(&self.date.month, &[("month", name), ("year", &month.year().to_string())])
    }
}

fn name_of(names: &[String], place: u32) -> &str {
    usize::try_from(place).ok().and_then(|place| names.get(place)).map_or("", String::as_str)
}

/// Puts values into a phrase: `{due}` becomes the value named `due`. Each value is put in once and
/// not looked at again, so text that holds braces stays as it is.
#[must_use]
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let value = values.iter().find(|(known, _)| *known == name)?.1;
            Some((value, after))
        });
        if let Some((value, after)) = named {
            text.push_str(value);
            rest = after;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// The beginning of a text, at most `limit` characters and a mark that it goes on.
///
/// It ends at a word, and never inside a token such as `[NAMA 1]`.
#[must_use]
pub fn excerpt(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text;
    };
    let mut head = text[..end].rfind(' ').map_or(&text[..end], |space| &text[..space]);
    if let Some(open) = head.rfind('[')
        && !head[open..].contains(']')
    {
        head = &head[..open];
    }
    format!("{} …", head.trim_end_matches([' ', ',', '.', ';', ':', '-']))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeSet;

    use lapor_core::day;

    use super::*;

    fn indonesian() -> Language {
        Language::parse("id.toml", include_str!("../messages/id.toml")).unwrap()
    }

    fn english() -> Language {
        Language::parse("en.toml", include_str!("../messages/en.toml")).unwrap()
    }

    #[test]
    fn counts_have_their_thousands_apart() {
        let (id, en) = (indonesian(), english());
        assert_eq!((id.count(0), id.count(999)), ("0".into(), "999".into()));
        assert_eq!((id.count(1_234), en.count(1_234)), ("1.234".into(), "1,234".into()));
        assert_eq!(id.count(12_345_678), "12.345.678");
        assert_eq!(id.cell(Cell::Hidden), "[c]");
    }

    #[test]
    fn shares_are_whole_percents_except_near_the_ends() {
        let id = indonesian();
        let share = |part, whole| id.share(part, whole).map(|text| text.replace('\u{a0}', " "));
        assert_eq!(share(287, 412).as_deref(), Some("70 %"));
        assert_eq!(share(1, 8).as_deref(), Some("13 %"), "half up");
        assert_eq!(share(0, 7).as_deref(), Some("0 %"));
        assert_eq!(share(7, 7).as_deref(), Some("100 %"));
        assert_eq!(share(1, 300).as_deref(), Some("0,3 %"));
        assert_eq!(share(299, 300).as_deref(), Some("99,7 %"));
        assert_eq!(share(1, 1_000_000).as_deref(), Some("0,1 %"), "not none");
        assert_eq!(share(999_999, 1_000_000).as_deref(), Some("99,9 %"), "not all");
        assert_eq!(share(0, 0), None);
        assert_eq!(share(8, 7), None);
        assert_eq!(share(u64::MAX, u64::MAX).as_deref(), Some("100 %"));
    }

    #[test]
    fn intervals_are_said_in_words_and_in_short() {
        let (id, en) = (indonesian(), english());
        let interval = Interval { low: 0.6506, high: 0.7390 };
        assert_eq!(id.interval(interval), "antara 65 dan 74\u{a0}%");
        assert_eq!(en.interval(interval), "between 65 and 74\u{a0}%");
        assert_eq!(id.short_interval(interval), "65–74\u{a0}%");
        let ends = Interval { low: 0.0, high: 0.996 };
        assert_eq!(id.short_interval(ends), "0–99,6\u{a0}%");
        assert_eq!(en.short_interval(Interval { low: 0.003, high: 1.0 }), "0.3–100\u{a0}%");
        assert_eq!(en.fraction(0.0001), "0\u{a0}%");
    }

    #[test]
    fn days_are_written_in_both_languages() {
        let (id, en) = (indonesian(), english());
        let thursday = day(2025, 8, 14);
        assert_eq!(id.day(thursday), "14 Agustus 2025");
        assert_eq!(en.day(thursday), "14 August 2025");
        assert_eq!(id.weekday_day(thursday), "Kamis, 14 Agustus 2025");
        assert_eq!(en.weekday_day(thursday), "Thursday, 14 August 2025");
        assert_eq!(id.short_day(day(2015, 3, 6)), "Jum, 6 Mar 2015");
        assert_eq!(en.short_day(day(2015, 3, 6)), "Fri, 6 Mar 2015");
    }

    #[test]
    fn months_are_written_in_both_languages() {
        let (id, en) = (indonesian(), english());
        let month = Month::new(2025, 8).unwrap();
        assert_eq!(
            (id.month(month), en.short_month(month)),
            ("Agustus 2025".into(), "Aug 2025".into())
        );
        assert_eq!(id.months(month, month), "Agustus 2025");
        let last = Month::new(2025, 12).unwrap();
        assert_eq!(id.months(month, last), "Agustus 2025 sampai Desember 2025");
    }

    #[test]
    fn one_is_not_many() {
        let en = english();
        assert_eq!(en.plural(&en.report.attachments, 1), "with 1 attachment");
        assert_eq!(en.plural(&en.report.attachments, 1_200), "with 1,200 attachments");
        let id = indonesian();
        assert_eq!(id.plural(&id.report.attachments, 2), "dengan 2 lampiran");
    }

    #[test]
    fn filling_looks_at_each_value_once() {
        assert_eq!(fill("{a} dan {b}", &[("a", "{b}"), ("b", "2")]), "{b} dan 2");
        assert_eq!(fill("{tidak} {", &[]), "{tidak} {");
        assert_eq!(fill("é{a}é", &[("a", "ü")]), "éüé");
    }

    #[test]
    fn excerpts_end_at_words_and_outside_of_tokens() {
        assert_eq!(excerpt("pendek  saja", 40), "pendek saja");
        assert_eq!(excerpt("jalan berlubang di depan pasar", 18), "jalan berlubang …");
        assert_eq!(excerpt("hubungi saya [NAMA 1] di pasar", 18), "hubungi saya …");
        assert_eq!(excerpt("hubungi [NAMA 1], lalu pasar", 21), "hubungi [NAMA 1] …");
        assert_eq!(excerpt("ééééé ééééé", 7), "ééééé …");
    }

    #[test]
    fn both_languages_put_the_same_values_into_each_string() {
        let names = |phrase: &str| -> BTreeSet<String> {
            phrase
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
                .collect()
        };
        fn walk(key: &str, value: &toml::Value, strings: &mut Vec<(String, String)>) {
            match value {
                toml::Value::String(text) => strings.push((key.to_owned(), text.clone())),
                toml::Value::Table(table) => {
                    table
                        .iter()
                        .for_each(|(name, value)| walk(&format!("{key}.{name}"), value, strings));
                }
                _ => {}
            }
        }
        let strings = |text: &str| {
            let mut strings = Vec::new();
            walk("", &toml::from_str(text).unwrap(), &mut strings);
            // English has the measures' own words.
            strings.retain(|(key, _)| !key.starts_with(".measure.") || key.ends_with(".name"));
            strings.sort();
            strings
        };
        let id = strings(include_str!("../messages/id.toml"));
        let en = strings(include_str!("../messages/en.toml"));
        assert_eq!(id.len(), en.len());
        for ((key, ours), (other, theirs)) in id.iter().zip(&en) {
            assert_eq!(key, other);
            assert_eq!(names(ours), names(theirs), "{key}");
            assert!(key == ".language.folder" || !(ours.is_empty() || theirs.is_empty()), "{key}");
        }
    }

    #[test]
    fn a_missing_or_an_extra_key_names_file_and_line() {
        let text = include_str!("../messages/id.toml");
        let missing = text.replacen("skip =", "# skip =", 1);
        let error = Language::parse("id.toml", &missing).unwrap_err().to_string();
        assert!(error.starts_with("id.toml:") && error.contains("skip"), "{error}");
        let extra = text.replacen("skip =", "skop = \"x\"\nskip =", 1);
        let error = Language::parse("id.toml", &extra).unwrap_err().to_string();
        let line = text.lines().position(|line| line.starts_with("skip =")).unwrap() + 1;
        assert!(error.starts_with(&format!("id.toml:{line}: unknown field `skop`")), "{error}");
    }
}
