//! Shrinking: the smallest case in which model and machine still differ.

use lapor_core::{Event, Facts, KindSet, Value, When};

use super::world::{Case, World};

/// The case with all taken away that the difference does not need.
pub(crate) fn shrink(world: &World, case: &Case, differs: &dyn Fn(&Case) -> bool) -> Case {
    let mut best = case.clone();
    loop {
        let smaller = candidates(world, &best).into_iter().find(differs);
        match smaller {
            Some(smaller) => best = smaller,
            None => return best,
        }
    }
}

/// Every case one step simpler than this one, the largest steps first.
fn candidates(world: &World, case: &Case) -> Vec<Case> {
    let mut list = Vec::new();
    for place in 0..case.events.len() {
        let mut smaller = case.clone();
        smaller.events.remove(place);
        list.push(smaller);
    }
    let facts = case.facts;
    for simpler in [
        Facts { unrecorded: KindSet::EMPTY, ..facts },
        Facts { last_activity_opens_silence: false, ..facts },
        Facts { class: None, ..facts },
        Facts { complexity: None, ..facts },
    ] {
        if simpler != facts {
            list.push(Case { facts: simpler, ..case.clone() });
        }
    }
    for (place, event) in case.events.iter().enumerate() {
        for simpler in simpler_events(world, event) {
            if simpler != *event {
                let mut smaller = case.clone();
                smaller.events[place] = simpler;
                list.push(smaller);
            }
        }
    }
    list
}

/// A time rounded to its day, and an event without what it carries.
fn simpler_events(world: &World, event: &Event) -> Vec<Event> {
    let rounded = match event.at.day(world.policy.zone) {
        Some(day) => When::on(day),
        None => event.at,
    };
    vec![
        Event { at: rounded, ..*event },
        Event { party: None, ..*event },
        Event { agency: None, ..*event },
        Event { to_agency: None, ..*event },
        Event { value: Value::None, ..*event },
    ]
}
