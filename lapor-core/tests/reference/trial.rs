//! A trial: many random cases, each judged twice, with a table of what occurred and every difference shrunk.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use lapor_core::{AgencyId, ClassId, Day, EventKind, Outcome, Reason, Scratch, Stage};

use super::expected::{Expected, Row};
use super::machine::{Machine, as_code};
use super::model::expect;
use super::random;
use super::shrink::shrink;
use super::world::{Case, World};
use super::worlds::{later, worlds};

const WORLDS: u64 = 48;
const THREADS: u64 = 2;

/// How many histories, each on one random day, and how many on every day of their span.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub(crate) histories: u64,
    pub(crate) every_day: u64,
}

/// What occurred in a trial.
#[derive(Default)]
pub(crate) struct Tally {
    /// How often each kind of event and each outcome occurred.
    pub(crate) counts: BTreeMap<String, u64>,
    pub(crate) judgements: u64,
    /// By what differed: how often, and in which history it was seen first.
    pub(crate) differences: BTreeMap<String, (u64, u64, Case)>,
}

/// Runs a trial; the same seed gives the same tally whatever the threads.
pub(crate) fn run(seed: u64, extent: Extent) -> Tally {
    let worlds = worlds(seed, WORLDS);
    let parts: Vec<Tally> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let worlds = &worlds;
                scope.spawn(move || part(seed, extent, worlds, thread))
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    assert_eq!(parts.len() as u64, THREADS, "a thread of the trial panicked");
    let mut tally = Tally::default();
    for part in parts {
        tally.judgements += part.judgements;
        for (name, count) in part.counts {
            *tally.counts.entry(name).or_default() += count;
        }
        for (what, (count, history, case)) in part.differences {
            match tally.differences.get_mut(&what) {
                Some(old) => {
                    old.0 += count;
                    if history < old.1 {
                        (old.1, old.2) = (history, case);
                    }
                }
                None => {
                    tally.differences.insert(what, (count, history, case));
                }
            }
        }
    }
    tally
}

fn part(seed: u64, extent: Extent, worlds: &[World], thread: u64) -> Tally {
    let machines: Vec<Machine> = worlds.iter().map(machine).collect();
    let mut tally = Tally::default();
    let mut scratch = Scratch::default();
    for history in (thread..extent.histories).step_by(THREADS as usize) {
        let place = world_of(history);
        let (world, machine) = (&worlds[place], &machines[place]);
        let mut rng = Rng::with_seed(seed ^ history.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let case = random::case(&mut rng, world);
        for event in &case.events {
            tally.count(format!("event {:?}", event.kind));
        }
        let days = if history < extent.every_day { span(world, &case) } else { vec![case.as_of] };
        let mut breached = BTreeSet::new();
        for as_of in days {
            let case = Case { as_of, ..case.clone() };
            let expected = expect(world, &case);
            tally.judgements += 1;
            tally.occurred(&expected);
            if let Some(healed) = healed(&mut breached, &expected) {
                let entry = tally.differences.entry(healed).or_insert((0, history, case.clone()));
                entry.0 += 1;
            }
            let differences = differences(world, machine, &case, &expected, &mut scratch);
            if !differences.is_empty() {
                let what = signature(&differences);
                let entry = tally.differences.entry(what).or_insert((0, history, case));
                entry.0 += 1;
            }
        }
    }
    tally
}

fn machine(world: &World) -> Machine {
    match Machine::new(world) {
        Ok(machine) => machine,
        Err(error) => panic!("a world that the crate refuses: {error}"),
    }
}

/// The place of a history's world.
fn world_of(history: u64) -> usize {
    (history % WORLDS) as usize
}

/// Every day from before the first event until well after the last.
fn span(world: &World, case: &Case) -> Vec<Day> {
    let days: Vec<Day> =
        case.events.iter().filter_map(|event| event.at.day(world.policy.zone)).collect();
    let first = days.iter().min().copied().unwrap_or(case.as_of);
    let last = days.iter().max().copied().unwrap_or(case.as_of);
    let mut day = first.previous();
    let mut span = Vec::new();
    while day <= later(last, 30) {
        span.push(day);
        day = day.next();
    }
    span
}

/// R5: a breach never heals as the day of the question goes on; it can only fall into doubt, and not for
/// want of an agency's name.
fn healed(breached: &mut BTreeSet<(Stage, usize)>, expected: &Expected) -> Option<String> {
    let promises = [expected.disposition, expected.follow_up];
    let closures = expected.closures.iter().copied().enumerate();
    let custodies = expected.custodies.iter().map(|custody| custody.row).enumerate();
    let rows = promises.into_iter().map(|row| (0, row)).chain(closures).chain(custodies);
    let mut found = None;
    for (place, row) in rows {
        let breach = matches!(row.outcome, Outcome::Overdue | Outcome::Late | Outcome::Early)
            || row.reason == Some(Reason::AfterDue);
        let doubt = row.outcome == Outcome::Unknown && row.reason != Some(Reason::UnnamedAgency);
        if breach {
            breached.insert((row.stage, place));
        } else if !doubt && breached.contains(&(row.stage, place)) {
            found = Some(format!("a breach of {} healed to {:?}", row.stage, row.outcome));
        }
    }
    found
}

fn differences(
    world: &World,
    machine: &Machine,
    case: &Case,
    expected: &Expected,
    scratch: &mut Scratch,
) -> Vec<String> {
    match machine.judge(world, case, scratch) {
        Ok(judged) => judged.differences(expected),
        Err(error) => vec![format!("refused: {error}")],
    }
}

/// What differs, without days and places: differences of one kind fall together. Custodies are told
/// only where the promises agree, as nearly every report has several.
fn signature(differences: &[String]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in differences {
        let place = line.find('[').zip(line.find(']'));
        let line = match place {
            Some((from, to)) if from < to => format!("{}{}", &line[..from], &line[to + 1..]),
            _ => line.clone(),
        };
        let (name, _) = line.split_once(':').unwrap_or((&line, ""));
        let part = if name.ends_with(".outcome") { line.clone() } else { name.to_string() };
        let told = !parts.is_empty() && part.starts_with("custodies");
        if !told && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("; ")
}

impl Tally {
    fn count(&mut self, name: String) {
        *self.counts.entry(name).or_default() += 1;
    }

    fn occurred(&mut self, expected: &Expected) {
        let mut row = |name: &str, row: &Row| {
            self.count(format!("{name} {}", named(row.outcome, row.reason)));
            self.count(format!("outcome {:?}", row.outcome));
        };
        row("disposition", &expected.disposition);
        row("follow-up", &expected.follow_up);
        for closure in &expected.closures {
            row("closure", closure);
        }
        for custody in &expected.custodies {
            let holder = if custody.holder.is_some() { "agency" } else { "administrator" };
            row(&format!("custody of {holder}"), &custody.row);
        }
        for custody in &expected.custodies {
            self.count(format!("scope {:?}", custody.scope));
        }
    }

    /// Counts and differences in words; each difference with its shrunk case.
    pub(crate) fn report(&self, seed: u64, most: usize) -> String {
        let mut text = format!("seed {seed}, {} judgements\n", self.judgements);
        for kind in EventKind::ALL {
            let name = format!("event {kind:?}");
            text += &format!("{:9}  {name}\n", self.counts.get(&name).unwrap_or(&0));
        }
        for (name, count) in self.counts.iter().filter(|(name, _)| !name.starts_with("event")) {
            text += &format!("{count:9}  {name}\n");
        }
        let worlds = worlds(seed, WORLDS);
        let mut kinds: Vec<_> = self.differences.iter().collect();
        kinds.sort_by_key(|(what, (count, ..))| (std::cmp::Reverse(*count), (*what).clone()));
        text += &format!("{} kinds of difference\n", kinds.len());
        for (what, (count, history, case)) in kinds.into_iter().take(most) {
            let world = &worlds[world_of(*history)];
            text += &format!("\n{count} times, first in history {history}: {what}\n");
            text += &shrunk(world, case, what);
        }
        text
    }
}

fn named(outcome: Outcome, reason: Option<Reason>) -> String {
    match reason {
        Some(reason) => format!("{outcome:?} {reason:?}"),
        None => format!("{outcome:?}"),
    }
}

/// The agencies that a case names, and those above them.
fn touched(world: &World, case: &Case) -> BTreeSet<AgencyId> {
    case.events
        .iter()
        .flat_map(|event| [event.agency, event.to_agency])
        .flatten()
        .flat_map(|agency| std::iter::once(agency).chain(world.above(agency)))
        .collect()
}

/// The smallest case with this difference, as lines close to a named test.
fn shrunk(world: &World, case: &Case, what: &str) -> String {
    let machine = machine(world);
    let found = |case: &Case| {
        differences(world, &machine, case, &expect(world, case), &mut Scratch::default())
    };
    let small = shrink(world, case, &|case| signature(&found(case)) == what);
    let policy = &world.policy;
    let mut text = format!(
        "  {}: zone {}, reply {:?}, extension_days {:?}, hold_cap {:?}, hold {:?}\n",
        policy.name, policy.zone, policy.reply, policy.extension_days, policy.hold_cap, policy.hold,
    );
    for stage in Stage::PROMISES {
        let mut line = format!("  {stage}:");
        for class in [None, Some(ClassId(0)), Some(ClassId(1)), Some(ClassId(2))] {
            let limit = world.limit(stage, class, small.facts.complexity);
            line +=
                &format!(" {}{:?}/{:?}/{:?}", limit.days, limit.unit, limit.count_from, limit.roll);
        }
        text += &line;
        text += "\n";
    }
    let days: Vec<Day> =
        small.events.iter().filter_map(|event| event.at.day(policy.zone)).collect();
    let near =
        |day: Day| days.iter().any(|&other| later(other, -3) <= day && day <= later(other, 30));
    for almanac in &world.calendars {
        text += &format!("  calendar {} {}..={}", almanac.name, almanac.first, almanac.last);
        for row in almanac.rows.iter().filter(|row| near(row.date)) {
            text += &format!(
                " {}({} {:?}-{:?}{})",
                row.date,
                row.kind,
                row.announced,
                row.withdrawn_on,
                if row.withdrawn_by.is_some() { " withdrawn" } else { "" },
            );
        }
        text += "\n";
    }
    for agency in touched(world, &small) {
        let place = world.place(Some(agency));
        let parent = world.above(agency).first().map(|parent| parent.index());
        text += &format!(
            "  agency {} below {parent:?}: zone {}, calendar {}\n",
            agency.index(),
            place.zone,
            place.almanac.name
        );
    }
    text += &format!("  as_of {}, {:?}\n", small.as_of, small.facts);
    for line in as_code(&small.events) {
        text += &format!("    {line}\n");
    }
    for line in found(&small) {
        text += &format!("  {line}\n");
    }
    text
}
