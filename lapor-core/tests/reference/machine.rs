//! The machine under test, asked the same question as the model.

use lapor_core::{
    AgencyId, Assessment, Calendar, Clock, Custody, Error, Event, History, Office, Policy, Scratch,
    Verdict, Verdicts, Week,
};

use super::expected::{CustodyRow, Expected, Row};
use super::world::{Case, World};

/// The crate's own calendars and policy of a world.
pub(crate) struct Machine {
    policy: Policy,
    calendars: Vec<Calendar>,
}

impl Machine {
    /// The machine of a world.
    pub(crate) fn new(world: &World) -> Result<Self, Error> {
        let policy = Policy::new(world.policy.clone())?;
        let mut calendars = Vec::new();
        for almanac in &world.calendars {
            let week = almanac.week.iter().fold(Week::EMPTY, |week, &day| week.with(day));
            let coverage = almanac.first..=almanac.last;
            let calendar =
                Calendar::new(almanac.name.clone(), coverage, week, almanac.rows.clone())?;
            calendars.push(calendar.with_joint_leave(world.policy.joint_leave));
        }
        Ok(Machine { policy, calendars })
    }

    /// Asks about a case.
    pub(crate) fn judge(
        &self,
        world: &World,
        case: &Case,
        scratch: &mut Scratch,
    ) -> Result<Judged, Error> {
        let offices: Vec<Office<'_>> = world
            .desks
            .iter()
            .map(|desk| Office {
                calendar: &self.calendars[desk.calendar],
                zone: desk.zone,
                parent: desk.parent,
            })
            .collect();
        let clock = Clock::new(&self.policy, &self.calendars[0], case.as_of)?
            .with_offices(&offices)?
            .with_words(&world.classes, &world.complexities);
        // The three ways in must agree: an ordered history, raw events in any order with their copies, and the promises
        // alone, which take a short way where a report runs straight.
        let history = History::new(case.facts, case.events.clone(), self.policy.zone());
        let assessed = clock.assess(&history);
        let verdicts = clock.fold(&case.facts, case.events.iter().copied(), scratch);
        let folded = Judged::of(&verdicts);
        let mut folded_alike = folded.is(&assessed) && verdicts.notes == assessed.notes;
        let clock = clock.without_custody();
        let verdicts = clock.fold(&case.facts, case.events.iter().copied(), scratch);
        let promises = Judged { custodies: folded.custodies.clone(), ..Judged::of(&verdicts) };
        folded_alike &= promises.is(&assessed)
            && (verdicts.notes, verdicts.submitted) == (assessed.notes, assessed.submitted);
        Ok(Judged { folded_alike, ..folded })
    }
}

/// What the machine says of a case.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    /// Whether the fold with scratch and the plain assessment agreed.
    folded_alike: bool,
    disposition: Verdict,
    follow_up: Verdict,
    closures: Vec<Verdict>,
    custodies: Vec<Custody>,
}

impl Judged {
    fn of(verdicts: &Verdicts<'_>) -> Self {
        Judged {
            folded_alike: true,
            disposition: verdicts.disposition,
            follow_up: verdicts.follow_up,
            closures: verdicts.closures.to_vec(),
            custodies: verdicts.custodies.to_vec(),
        }
    }

    fn is(&self, assessed: &Assessment) -> bool {
        self.disposition == assessed.disposition
            && self.follow_up == assessed.follow_up
            && self.closures == assessed.closures
            && self.custodies == assessed.custodies
    }

    /// Every difference from what the rules expect, one a line; nothing if there is none.
    pub(crate) fn differences(&self, expected: &Expected) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.folded_alike {
            lines.push("fold and assess differ".into());
        }
        compare("disposition", &expected.disposition, &self.disposition, &mut lines);
        compare("follow_up", &expected.follow_up, &self.follow_up, &mut lines);
        if expected.closures.len() != self.closures.len() {
            lines.push(format!(
                "closures: model {}, machine {}",
                expected.closures.len(),
                self.closures.len()
            ));
        }
        for (place, (row, verdict)) in expected.closures.iter().zip(&self.closures).enumerate() {
            compare(&format!("closures[{place}]"), row, verdict, &mut lines);
        }
        self.compare_custodies(expected, &mut lines);
        lines
    }
}

impl Judged {
    fn compare_custodies(&self, expected: &Expected, lines: &mut Vec<String>) {
        let held = |row: &CustodyRow| (row.holder.map(AgencyId::index), row.scope);
        let model: Vec<_> = expected.custodies.iter().map(held).collect();
        let machine: Vec<_> = self
            .custodies
            .iter()
            .map(|custody| (custody.verdict.agency.map(AgencyId::index), custody.scope))
            .collect();
        if model != machine {
            lines.push(format!("custodies: model {model:?}, machine {machine:?}"));
            return;
        }
        for (place, (row, custody)) in expected.custodies.iter().zip(&self.custodies).enumerate() {
            compare(&format!("custodies[{place}]"), &row.row, &custody.verdict, lines);
        }
    }
}

fn compare(name: &str, expected: &Row, verdict: &Verdict, lines: &mut Vec<String>) {
    let found = row(verdict);
    if found == *expected {
        return;
    }
    let mut field = |field: &str, model: String, machine: String| {
        if model != machine {
            lines.push(format!("{name}.{field}: model {model}, machine {machine}"));
        }
    };
    let said = |row: &Row| format!("{:?}({:?})", row.outcome, row.reason);
    field("outcome", said(expected), said(&found));
    field("stage", format!("{:?}", expected.stage), format!("{:?}", found.stage));
    field("started", format!("{:?}", expected.started), format!("{:?}", found.started));
    field("due", format!("{:?}", expected.due), format!("{:?}", found.due));
    field(
        "due_promised",
        format!("{:?}", expected.due_promised),
        format!("{:?}", found.due_promised),
    );
    field("ended", format!("{:?}", expected.ended), format!("{:?}", found.ended));
    field("elapsed", format!("{:?}", expected.elapsed), format!("{:?}", found.elapsed));
    field("paused", format!("{:?}", expected.paused), format!("{:?}", found.paused));
    let agency = |agency: Option<AgencyId>| format!("{:?}", agency.map(AgencyId::index));
    field("agency", agency(expected.agency), agency(found.agency));
}

fn row(verdict: &Verdict) -> Row {
    Row {
        stage: verdict.stage,
        outcome: verdict.outcome,
        reason: verdict.reason,
        started: verdict.started,
        due: verdict.due,
        due_promised: verdict.due_promised,
        ended: verdict.ended,
        elapsed: verdict.elapsed,
        paused: verdict.paused,
        agency: verdict.agency,
    }
}

/// The events of a case as lines of Rust, close to what a named test would say.
pub(crate) fn as_code(events: &[Event]) -> Vec<String> {
    events
        .iter()
        .map(|event| {
            let mut line = format!("{:?} {:?}", event.at, event.kind);
            if let Some(party) = event.party {
                line += &format!(".by({party:?})");
            }
            if let Some(agency) = event.agency {
                line += &format!(".from({})", agency.index());
            }
            if let Some(agency) = event.to_agency {
                line += &format!(".to({})", agency.index());
            }
            if event.value != lapor_core::Value::None {
                line += &format!(".carrying({:?})", event.value);
            }
            line
        })
        .collect()
}
