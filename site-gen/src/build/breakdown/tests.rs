//! Which values have a line, and who can count what is in it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lapor_core::day;
use lapor_stats::dataset::{Category, Column};
use lapor_stats::measure::tally::Bucket;

use super::*;
use crate::model::Month;

/// A report: its category and place, what its page says, and whether its answer came in time.
type Case = (&'static str, &'static str, Exposure, bool);

fn column(words: &[&str]) -> Column {
    let mut column = Column::default();
    let mut known: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    known.sort();
    known.dedup();
    let code = |word: &&str| known.iter().position(|known| known == word);
    column.codes = words.iter().map(|word| code(word).unwrap() as u32).collect();
    column.words = known;
    column
}

fn breakdown(key: Key, cases: &[Case]) -> Option<Breakdown> {
    let mut dataset = Dataset::default();
    let categories = cases.iter().map(|case| case.0).collect::<Vec<_>>();
    dataset.reports.category = column(&categories);
    dataset.reports.place = column(&cases.iter().map(|case| case.1).collect::<Vec<_>>());
    let listed = Category { group: Some("Air".to_owned()), sensitive: false };
    dataset.categories.insert("Air bersih".to_owned(), listed.clone());
    dataset.categories.insert("Irigasi".to_owned(), listed);
    let exposures: Vec<Exposure> = cases.iter().map(|case| case.2.clone()).collect();
    let is_open = |seen: &Exposure| *seen == Exposure::Open;
    let known: Vec<Known> = exposures
        .iter()
        .map(|seen| if is_open(seen) { Known::ToAll } else { Known::ToNone })
        .collect();
    let rows: Vec<Judged> = cases
        .iter()
        .zip(0..)
        .map(|(case, report)| Judged {
            report,
            agency: None,
            started: Some(day(2025, 3, 4)),
            stage: Stage::FollowUp,
            bucket: Some(if case.3 { Bucket::Met } else { Bucket::Late }),
            open: None,
            moved: Some(false),
        })
        .collect();
    let reports = Reports { dataset: &dataset, exposures: &exposures, known: &known };
    Breakdown::of(key, &reports, &rows)
}

fn general(category: Option<&str>, place: Option<&str>) -> Exposure {
    let owned = |word: Option<&str>| word.map(str::to_owned);
    let facets = crate::build::exposure::Facets {
        anonymous: true,
        month: Month::new(2025, 3),
        category: owned(category),
        place: owned(place),
    };
    Exposure::General(facets.into())
}

/// All and known follow-ups in time of a value.
fn met(of: &Breakdown, word: &str) -> (u64, u64) {
    let at = of.values.iter().position(|value| value.word == word).unwrap();
    let counted = of.counts[&(Stage::FollowUp, at)];
    let met = outcomes(Stage::FollowUp, Half::Due, false)[1];
    (met.count(&counted.all), met.count(&counted.on_pages))
}

#[test]
fn a_page_that_names_the_category_counts_as_known_and_one_that_names_the_group_only_there() {
    let cases: Vec<Case> = vec![
        ("Air bersih", "33.22", Exposure::Open, true),
        ("Air bersih", "33.22", general(Some("Air bersih"), None), true),
        ("Air bersih", "33.22", general(Some("Air"), None), true),
        ("Air bersih", "33.22", general(None, None), true),
        ("Air bersih", "33.22", Exposure::None, true),
        ("Jalan", "33.22", Exposure::Open, true),
    ];
    let found = breakdown(Key::Category, &cases).unwrap();
    let words: Vec<&str> = found.values.iter().map(|value| &*value.word).collect();
    // Both listed categories have a line, whether or not a report is of them; one that is not listed has none.
    assert_eq!(words, ["air", "air-bersih", "irigasi", "--left"]);
    // Five in time; the open one, the one that names the category and the one that names the group are known.
    assert_eq!(met(&found, "air"), (5, 3));
    // Of the category itself the one that names the group alone is not.
    assert_eq!(met(&found, "air-bersih"), (5, 2));
    assert_eq!(met(&found, "--left"), (1, 1));
}

#[test]
fn a_province_has_a_line_by_what_is_public_alone() {
    let many = |place, count: usize, seen: Exposure| {
        std::iter::repeat_with(move || ("Jalan", place, seen.clone(), true)).take(count)
    };
    let mut cases: Vec<Case> = many("33.22", 40, Exposure::Open).collect();
    cases.extend(many("33.74", 39, Exposure::Open));
    cases.extend(many("35.78", 39, Exposure::Open));
    // A hundred secret reports more make no line: its being there would tell of them.
    cases.extend(many("35.78", 100, Exposure::None));
    cases.extend(many("nowhere", 50, Exposure::Open));
    let found = breakdown(Key::Place, &cases).unwrap();
    let words: Vec<&str> = found.values.iter().map(|value| &*value.word).collect();
    assert_eq!(words, ["33", "33.22", "33--left", "--left"]);
    assert_eq!(met(&found, "33"), (79, 79));
    assert_eq!(met(&found, "33--left"), (39, 39));
    // 39 + 100 of a province without a line and 50 of no place in the list of codes.
    assert_eq!(met(&found, "--left"), (189, 89));
}

#[test]
fn what_does_not_tell_reports_apart_is_no_key() {
    let of_one = |count| vec![("Jalan", "33.22", Exposure::Open, true); count];
    assert_eq!(breakdown(Key::Place, &of_one(60)), None);
    assert_eq!(breakdown(Key::Channel, &of_one(60)), None);
    let mut cases = of_one(60);
    cases.push(("Jalan", "35.78", Exposure::Open, true));
    assert!(breakdown(Key::Place, &cases).is_some());
}

#[test]
fn the_parts_of_the_list_add_up_to_the_whole() {
    let mut cases: Vec<Case> = vec![("Irigasi", "33.22", Exposure::Open, true); 50];
    cases.extend(vec![("Air bersih", "33.22", Exposure::Open, false); 50]);
    cases.push(("Jalan", "33.22", Exposure::Open, false));
    cases.extend(vec![("Jalan", "33.22", Exposure::None, false); 6]);
    let found = breakdown(Key::Category, &cases).unwrap();
    let mut cells = Cells::new();
    let table = Half::Due.table(Stage::FollowUp);
    for (word, all) in [("all", 107), ("met", 50), ("broken", 57)] {
        let name = [table.to_owned(), format!("outcome={word}")];
        let name = if word == "all" { &name[..1] } else { &name[..] };
        cells.add(name, Count::shown(all, 100.min(all), 5)).unwrap();
    }
    // Every relation is refused unless its parts add up.
    found.declare(&mut cells, Stage::FollowUp, true).unwrap();
    let value = |word: &str, outcome: &str| {
        cells.get(cells.find(&name(table, Key::Category, word, outcome)).unwrap()).value
    };
    assert_eq!((value("air", "all"), value("air", "met"), value("air", "broken")), (100, 50, 50));
    assert_eq!((value("irigasi", "met"), value("air-bersih", "met")), (50, 0));
    assert_eq!((value("--left", "all"), value("--left", "broken")), (7, 7));
    // 3 sums to the whole, 3 of the group to its categories, 4 values of kept and broken.
    assert_eq!(cells.relations().len(), 3 + 3 + 4);
}
