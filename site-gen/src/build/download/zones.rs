//! Zones by name: an offset begins as a formula does, so in a CSV for spreadsheets it would stand behind a quote.

use lapor_stats::table::{Data, Table};

/// The same table with names for the offsets in its column of zones, where it has one.
pub(super) fn named(table: Table) -> Table {
    let rename = |(column, data)| match (column, data) {
        ("zone", Data::Text(zones)) => {
            let named = zones.into_iter().map(|zone| zone.map(|zone| name(&zone)));
            (column, Data::Text(named.collect()))
        }
        (column, data) => (column, data),
    };
    Table::new(table.into_columns().into_iter().map(rename).collect())
}

/// The name of an offset such as `+08:00`; one of no whole hours stays what it is.
fn name(offset: &str) -> String {
    match offset {
        "+07:00" => "WIB".to_owned(),
        "+08:00" => "WITA".to_owned(),
        "+09:00" => "WIT".to_owned(),
        "+00:00" | "-00:00" => "Etc/UTC".to_owned(),
        _ => {
            let (sign, rest) = offset.split_at_checked(1).unwrap_or_default();
            let hours = rest.strip_suffix(":00").and_then(|hours| hours.parse::<u8>().ok());
            // In the names of the tz database a zone ahead of Greenwich has a minus (POSIX).
            match (sign, hours) {
                ("+", Some(hours)) => format!("Etc/GMT-{hours}"),
                ("-", Some(hours)) => format!("Etc/GMT+{hours}"),
                _ => offset.to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_whole_hours_have_names() {
        let names = ["+07:00", "+09:00", "+03:00", "-05:00", "+05:30"].map(name);
        assert_eq!(names, ["WIB", "WIT", "Etc/GMT-3", "Etc/GMT+5", "+05:30"]);
    }
}
