//! Whether a source has the names of Open311 GeoReport v2, for which a mapping ships.

use super::column::{Column, toml};
use super::hint::Role;
use super::times::Format;

/// Names that the specification gives to a service request, and that say which specification it is.
const NAMES: [&str; 6] = [
    "service_request_id",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "agency_responsible",
    "service_name",
];

/// How many of them a source must have.
const ENOUGH: usize = 3;

/// What stands before the names in this source, often nothing.
#[derive(Clone, Copy)]
pub(super) struct GeoReport<'a> {
    prefix: &'a str,
}

/// When a request was answered: its last update, if it is closed.
pub(super) struct Answer<'a> {
    pub(super) updated: &'a Column<'a>,
    pub(super) status: &'a Column<'a>,
    /// How the status says that a request is closed.
    pub(super) closed: Vec<&'a str>,
}

impl<'a> GeoReport<'a> {
    /// Finds the names, each with the same before it.
    pub(super) fn of(columns: &[Column<'a>]) -> Option<Self> {
        let found = columns.iter().filter(|column| column.usable());
        found
            .filter_map(|column| column.name.strip_suffix(NAMES[0]))
            .filter(|prefix| !prefix.ends_with(char::is_alphanumeric))
            .map(|prefix| GeoReport { prefix })
            .find(|names| {
                let has = |name: &&&str| columns.iter().any(|column| names.is(column, name));
                ENOUGH <= NAMES.iter().filter(has).count()
            })
    }

    /// Gives the columns the roles that the specification knows and their names do not tell.
    pub(super) fn name(self, columns: &mut [Column<'_>]) {
        for column in columns {
            if self.is(column, "service_name") && column.times.is_none() {
                column.role = Some(Role::Category);
            }
        }
    }

    /// The answer, if the status says of each request whether it is open or closed.
    pub(super) fn answer(self, columns: &'a [Column<'a>]) -> Option<Answer<'a>> {
        let named =
            |name: &str| columns.iter().find(|column| self.is(column, name) && column.usable());
        let updated = named("updated_datetime").filter(|column| column.times.is_some())?;
        let status = named("status")?;
        let is = |value: &str, word: &str| value.eq_ignore_ascii_case(word);
        let (closed, others): (Vec<&str>, Vec<&str>) =
            status.values.keys().partition(|value| is(value, "closed"));
        let known = !closed.is_empty() && others.iter().all(|value| is(value, "open"));
        known.then_some(Answer { updated, status, closed })
    }

    /// What was seen, in a sentence. A mapping that ships is used as it is or copied and changed.
    pub(super) fn told(self, columns: &[Column<'_>], kinds: bool) -> String {
        let iso = |format: &Format| format.text == "iso";
        let times = columns
            .iter()
            .filter(|column| NAMES.iter().any(|name| self.is(column, name)))
            .filter_map(|column| column.times.as_ref())
            .any(|times| !times.formats.iter().all(iso) || !times.halves.iter().all(iso));
        let changes = [
            (!self.prefix.is_empty()).then(|| format!("{} before the names", toml(self.prefix))),
            kinds.then(|| "[only] as below".into()),
            times.then(|| "[time] as below".into()),
        ];
        let changes: Vec<String> = changes.into_iter().flatten().collect();
        let fits = if changes.is_empty() {
            "as it is (--mapping open311)".into()
        } else {
            format!("with {}", changes.join(", "))
        };
        format!(
            "These are the names of Open311 GeoReport v2; the mapping \"open311\" that ships may fit {fits}."
        )
    }

    fn is(self, column: &Column<'_>, name: &str) -> bool {
        column.name.strip_prefix(self.prefix) == Some(name)
    }
}
