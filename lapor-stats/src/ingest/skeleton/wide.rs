//! What a table with a row a report may be mapped to.

use lapor_core::EventKind;

use super::column::{Column, toml};
use super::georeport::{Answer, GeoReport};
use super::hint::Role;
use super::times::Times;
use super::{Findings, facts, prose, suggest, why};

/// Milestones that a name can suggest, besides the submission.
const MILESTONES: [EventKind; 4] =
    [EventKind::Dispositioned, EventKind::FollowedUp, EventKind::Closed, EventKind::LastActivity];

/// The suggestions.
pub(super) struct Wide<'a> {
    ids: Vec<&'a Column<'a>>,
    /// What sounds like an id where nothing is one.
    repeated: Option<&'a Column<'a>>,
    facts: Vec<(&'static str, &'a Column<'a>)>,
    submitted: Option<&'a Column<'a>>,
    milestones: Vec<(EventKind, &'a Column<'a>)>,
    /// What the specification of the source calls the end of a request.
    answer: Option<Answer<'a>>,
    /// The column of the agencies, and that of their ids if it is another.
    agency: Option<&'a Column<'a>>,
    agency_id: Option<&'a Column<'a>>,
    due: Option<&'a Column<'a>>,
    verdict: Option<Verdict<'a>>,
}

/// A column that may say whether a target was met.
struct Verdict<'a> {
    column: &'a Column<'a>,
    /// The value that means yes.
    yes: &'a str,
    no: &'a str,
    why: String,
}

impl<'a> Wide<'a> {
    pub(super) fn of(columns: &'a [Column<'a>], georeport: Option<GeoReport<'a>>) -> Self {
        let with = |role: Role| {
            move |column: &&'a Column<'a>| column.role == Some(role) && column.usable()
        };
        let times = || columns.iter().filter(|column| column.times.is_some() && column.usable());
        let others = || columns.iter().filter(|column| column.times.is_none() && column.usable());
        let mut ids: Vec<&Column<'_>> =
            others().filter(|column| column.unique() && column.like_ids()).collect();
        ids.sort_by_key(|column| column.role != Some(Role::Id));
        let submitted = times()
            .filter(with(Role::At(EventKind::Submitted)))
            .min_by_key(|column| column.blank)
            .or_else(|| {
                let open = |column: &&Column<'_>| matches!(column.role, None | Some(Role::Time));
                times().filter(open).find(|column| column.blank == 0 && first(column, columns))
            });
        let is_new = |column: &&Column<'_>| submitted.is_none_or(|taken| taken.name != column.name);
        let mut milestones: Vec<_> = MILESTONES
            .into_iter()
            .filter_map(|kind| Some((kind, times().filter(with(Role::At(kind))).find(is_new)?)))
            .collect();
        let answer = georeport
            .and_then(|georeport| georeport.answer(columns))
            .filter(|_| milestones.iter().all(|(kind, _)| *kind != EventKind::FollowedUp));
        if let Some(answer) = &answer {
            milestones.retain(|(_, column)| column.name != answer.updated.name);
            milestones.push((EventKind::FollowedUp, answer.updated));
        }
        let agencies: Vec<&Column<'_>> = others().filter(with(Role::Agency)).collect();
        let pair = agencies.iter().enumerate().find_map(|(place, one)| {
            let two = agencies[place + 1..].iter().find(|two| one.same_as(two))?;
            if one.like_ids() { Some((*two, *one)) } else { two.like_ids().then_some((*one, *two)) }
        });
        let due = times().find(with(Role::Due));
        let closed = times().filter(|column| {
            matches!(column.role, Some(Role::At(EventKind::Closed | EventKind::FollowedUp)))
        });
        let verdict = due.and_then(|due| verdict(columns, due, &closed.collect::<Vec<_>>()));
        let facts = facts(columns, |column| {
            ids.first().is_none_or(|id| id.name != column.name)
                && verdict.as_ref().is_none_or(|verdict| verdict.column.name != column.name)
        });
        let repeated = others().find(with(Role::Id)).filter(|_| ids.is_empty());
        Wide {
            repeated,
            facts,
            submitted,
            milestones,
            answer,
            agency: pair.map(|(name, _)| name).or_else(|| agencies.first().copied()),
            agency_id: pair.map(|(_, id)| id),
            due,
            verdict,
            ids,
        }
    }

    fn used(&self) -> Vec<&'a str> {
        let one = [self.submitted, self.agency, self.agency_id, self.due, self.repeated];
        one.into_iter()
            .flatten()
            .chain(self.ids.first().copied())
            .chain(self.facts.iter().map(|(_, column)| *column))
            .chain(self.milestones.iter().map(|(_, column)| *column))
            .chain(self.verdict.as_ref().map(|verdict| verdict.column))
            .chain(self.answer.as_ref().map(|answer| answer.status))
            .map(|column| column.name)
            .collect()
    }

    pub(super) fn write(&self, text: &mut String, found: &Findings<'_>) {
        text.push_str(
            "# A row a report; where a row is an event, it is \"events\".\nlayout = \"wide\"\n",
        );
        let used = self.used();
        found.head(text, &used);
        self.report(text);
        self.happened(text, found.columns, &used);
        self.agencies(text);
        self.claim(text);
    }

    fn report(&self, text: &mut String) {
        text.push_str("\n[report]\n");
        match &*self.ids {
            [] => {
                let again = self.repeated.map_or_else(String::new, |column| {
                    format!(
                        " {} sounds like one and names {} reports in {} rows: the first row of each would be read.",
                        column.shown(),
                        column.values.len(),
                        column.cells.len() - column.blank
                    )
                });
                let none = format!("No column has an id in every row and none twice.{again}");
                prose(text, "# ", "# ", &none);
                if let Some(column) = self.repeated {
                    suggest(text, "report_id", &toml(column.name), "by its name");
                }
            }
            [id, more @ ..] => {
                let why = if id.role == Some(Role::Id) {
                    "no two the same; by its name"
                } else {
                    "no two the same"
                };
                suggest(text, "report_id", &toml(id.name), why);
                if !more.is_empty() {
                    let more: Vec<String> = more.iter().map(|column| column.shown()).collect();
                    prose(text, "# ", "# ", &format!("(As unique: {}.)", more.join(", ")));
                }
            }
        }
        for (key, column) in &self.facts {
            suggest(text, key, &toml(column.name), why(key, column));
        }
        if self.facts.iter().any(|(key, _)| *key == "category") {
            prose(
                text,
                "# ",
                "# ",
                "(A category is sensitive, and its reports show little, until the mapping says otherwise.)",
            );
        }
    }

    fn happened(&self, text: &mut String, columns: &[Column<'_>], used: &[&str]) {
        text.push('\n');
        let orders = orders(columns);
        if !orders.is_empty() {
            prose(text, "# ", "# ", &format!("Where a row has both: {}.", orders.join("; ")));
        }
        let others: Vec<String> = columns
            .iter()
            .filter(|column| column.times.is_some() && !used.contains(&column.name))
            .map(Column::shown)
            .collect();
        if !others.is_empty() {
            let kinds: Vec<&str> = EventKind::ALL.into_iter().map(EventKind::word).collect();
            prose(
                text,
                "# ",
                "# ",
                &format!(
                    "Other times: {}. Each that is an event needs a milestone of its kind: {}.",
                    others.join(", "),
                    kinds.join(", ")
                ),
            );
        }
        text.push_str("[milestone.submitted]\n");
        match self.submitted {
            Some(column) => {
                let named = column.role == Some(Role::At(EventKind::Submitted));
                let why = [
                    named.then_some("by its name"),
                    (column.blank == 0).then_some("in every row"),
                    (1 < columns.iter().filter(|column| column.times.is_some()).count()
                        && first(column, columns))
                    .then_some("the first of the times"),
                ];
                suggest(
                    text,
                    "column",
                    &toml(column.name),
                    &why.into_iter().flatten().collect::<Vec<_>>().join("; "),
                );
            }
            None => text.push_str("# No column of times is in every row and before all others.\n"),
        }
        let last = self.milestones.iter().find(|(kind, _)| *kind != EventKind::LastActivity);
        for (kind, column) in &self.milestones {
            text.push_str(&format!("\n# [milestone.{kind}]\n"));
            let answer = self.answer.as_ref().filter(|_| *kind == EventKind::FollowedUp);
            let why = if answer.is_some() {
                "of a closed request the last update is its close, and the close is its answer"
            } else {
                "by its name"
            };
            suggest(text, "column", &toml(column.name), why);
            let answers = self.milestones.iter().any(|(kind, _)| *kind == EventKind::FollowedUp);
            if *kind == EventKind::Closed && !answers {
                text.push_str(
                    "# (Where the close is all the answer that there is, it is a followed_up.)\n",
                );
            }
            if let Some(Answer { status, closed, .. }) = answer {
                let closed: Vec<String> = closed.iter().map(|value| toml(value)).collect();
                let value = format!(
                    "{{ column = {}, values = [{}] }}",
                    toml(status.name),
                    closed.join(", ")
                );
                suggest(text, "only", &value, "");
            }
            if let (Some(agency), true) = (self.agency, last.is_some_and(|(last, _)| last == kind))
            {
                suggest(text, "agency", &toml(agency.name), "by its name");
            }
        }
        if let (Some(agency), None) = (self.agency, last) {
            prose(
                text,
                "# ",
                "# ",
                &format!("(A milestone may have its agency: {} sounds like one.)", agency.shown()),
            );
        }
    }

    fn agencies(&self, text: &mut String) {
        if let (Some(name), Some(id)) = (self.agency, self.agency_id) {
            text.push_str("\n# Each of the one goes with one of the other.\n# [agency]\n");
            suggest(text, "id", &toml(id.name), "");
            suggest(text, "name", &toml(name.name), "");
        }
    }

    fn claim(&self, text: &mut String) {
        let Some(due) = self.due else { return };
        text.push_str("\n# What the source itself claims, for `audit`.\n# [claim]\n");
        suggest(text, "due", &toml(due.name), "by its name");
        if let Some((_, closed)) =
            self.milestones.iter().find(|(kind, _)| *kind == EventKind::Closed)
        {
            suggest(text, "closed", &toml(closed.name), "by its name");
        }
        if let Some(Verdict { column, yes, no, why }) = &self.verdict {
            let value = format!(
                "{{ column = {}, values = {{ {} = true, {} = false }} }}",
                toml(column.name),
                toml(yes),
                toml(no)
            );
            suggest(text, "verdict", &value, why);
        }
        suggest(
            text,
            "stage",
            "\"FollowUp\"",
            "the answer; or \"Disposition\" or \"Closure\": what the target is about",
        );
    }
}

/// Whether hardly any time of another column is before this one's.
fn first(column: &Column<'_>, columns: &[Column<'_>]) -> bool {
    let Some(times) = &column.times else { return false };
    columns.iter().filter_map(|other| other.times.as_ref()).all(|other| {
        let order = times.against(other);
        order.after * 20 <= order.before + order.same + order.after
    })
}

/// Pairs of columns of which one is hardly ever after the other.
fn orders(columns: &[Column<'_>]) -> Vec<String> {
    let timed: Vec<(&Column<'_>, &Times)> =
        columns.iter().filter_map(|column| Some((column, column.times.as_ref()?))).collect();
    if let Some(chain) = chain(&timed) {
        return vec![chain];
    }
    let mut orders = Vec::new();
    for (place, (one, one_times)) in timed.iter().enumerate() {
        for (two, two_times) in &timed[place + 1..] {
            let order = one_times.against(two_times);
            let both = order.before + order.same + order.after;
            let (sooner, later, wrong) = if order.before < order.after {
                (two, one, order.before)
            } else {
                (one, two, order.after)
            };
            if both == 0 || both < wrong * 20 {
                continue;
            }
            let (sooner, later) = (sooner.shown(), later.shown());
            orders.push(match wrong {
                _ if order.same == both => format!("{sooner} and {later} are always the same"),
                0 => format!("{sooner} is never after {later} ({both} rows)"),
                _ => format!("{sooner} is after {later} in {wrong} of {both} rows"),
            });
        }
    }
    orders.truncate(10);
    orders
}

/// The columns in the order in which they always come, if they have one and are more than two.
fn chain(timed: &[(&Column<'_>, &Times)]) -> Option<String> {
    let mut sorted = timed.to_vec();
    let sooner = |one: &Times| timed.iter().filter(|(_, two)| one.against(two).before != 0).count();
    sorted.sort_by_key(|(_, times)| std::cmp::Reverse(sooner(times)));
    let in_order = sorted.iter().enumerate().all(|(place, (_, one))| {
        sorted[place + 1..].iter().all(|(_, two)| one.against(two).after == 0)
    });
    let names: Vec<String> = sorted.iter().map(|(column, _)| column.shown()).collect();
    (in_order && 2 < names.len()).then(|| format!("the order is always {}", names.join(", then ")))
}

/// A column with two values that goes with whether the close is after the target, or that sounds as if it did.
fn verdict<'a>(
    columns: &'a [Column<'a>],
    due: &Column<'_>,
    closed: &[&Column<'_>],
) -> Option<Verdict<'a>> {
    let two = || {
        columns
            .iter()
            .filter(|column| column.usable() && column.values.len() == 2 && column.codes(2))
    };
    for column in two() {
        let mut values = column.values.keys();
        let (Some(one), Some(other)) = (values.next(), values.next()) else { continue };
        for close in closed {
            let (Some(close_times), Some(due_times)) = (&close.times, &due.times) else { continue };
            // Rows by whether the close is in time and whether the value is the first.
            let mut rows = [[0_usize; 2]; 2];
            for (place, cell) in column.cells.iter().enumerate() {
                let pair = (close_times.read[place], due_times.read[place]);
                let (false, (Some(close), Some(due))) = (cell.is_empty(), pair) else { continue };
                rows[usize::from(!super::times::after(&close, &due))][usize::from(cell == one)] +=
                    1;
            }
            let [[late_other, late_one], [met_other, met_one]] = rows;
            let all = late_other + late_one + met_other + met_one;
            let (straight, crossed) = (met_one + late_other, met_other + late_one);
            let best = straight.max(crossed);
            if 4 <= all
                && all * 95 <= best * 100
                && 0 < met_one + met_other
                && 0 < late_one + late_other
            {
                let (yes, no) = if crossed < straight { (*one, *other) } else { (*other, *one) };
                let why = format!(
                    "goes with whether {} is after {} in {best} of {all} rows",
                    close.shown(),
                    due.shown()
                );
                return Some(Verdict { column, yes, no, why });
            }
        }
    }
    let column = two().find(|column| column.role == Some(Role::Verdict))?;
    let mut values = column.values.keys();
    let (one, other) = (*values.next()?, *values.next()?);
    let met = |value: &str| {
        let value = value.to_lowercase();
        ["on", "in", "yes", "true", "y", "1", "met"].contains(&&*value)
            || ["ontime", "on time", "tepat", "within", "ya", "ja", "si"]
                .iter()
                .any(|word| value.starts_with(word))
    };
    let (yes, no) = if met(other) && !met(one) { (other, one) } else { (one, other) };
    Some(Verdict {
        column,
        yes,
        no,
        why: "by its name; which value means in time, only the source can say".into(),
    })
}
