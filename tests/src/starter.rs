//! The data of a new site, cut from the invented sample: every twentieth report with its events.

/// One in so many reports of the sample.
const STEP: usize = 20;

/// The four tables of `site-gen new`, by name, from those of the sample.
///
/// No text of the sample holds a line end, so a line is a row.
pub fn cut(
    reports: &str,
    events: &str,
    agencies: &str,
    categories: &str,
) -> Vec<(&'static str, String)> {
    let id = |row: &str| row.split(',').next().unwrap_or_default().to_owned();
    let mut rows = reports.lines();
    let mut cut = rows.next().unwrap_or_default().to_owned() + "\n";
    let mut kept = std::collections::BTreeSet::new();
    for row in rows.step_by(STEP) {
        kept.insert(id(row));
        cut += row;
        cut.push('\n');
    }
    let mut rows = events.lines();
    let mut of_kept = rows.next().unwrap_or_default().to_owned() + "\n";
    for row in rows.filter(|row| kept.contains(&id(row))) {
        of_kept += row;
        of_kept.push('\n');
    }
    vec![
        ("reports.csv", cut),
        ("events.csv", of_kept),
        ("agencies.csv", agencies.to_owned()),
        ("categories.csv", categories.to_owned()),
    ]
}
